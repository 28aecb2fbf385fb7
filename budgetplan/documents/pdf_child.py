"""The process that renders one PDF: ``python -m budgetplan.documents.pdf_child < request.json > paper.pdf``.

It first gives itself limits of memory and processor time, then renders. No Django, no settings, no secrets;
it opens no file and no connection for the page: what the page may use comes inside the request. What is wrong
is the last line on standard error, the exit code says what kind of wrong.
"""

import base64
import gc
import json
import logging
import sys

from weasyprint import CSS, HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from budgetplan.documents import actual_text
from budgetplan.documents.child_process import EXIT_MEMORY, ProcessLimits, limit_process

EXIT_REFUSED_ADDRESS = 71


class OwnAssets:
    """The only addresses a paper may use: ``asset:NAME`` for what came with the request.

    Everything else (file:, http:, data:, …) fails the paper: to leave a picture out in silence would print another
    one than was meant. The error is a BaseException, which WeasyPrint lets through nearly everywhere; inside a
    drawing it doesn't, so the refused addresses are kept too.
    """

    def __init__(self, assets):
        self._assets = assets
        self.refused = []

    def __call__(self, url):
        scheme, _, name = url.partition(":")
        if scheme != "asset" or name not in self._assets:
            self.refused.append(url[:200])
            raise FatalURLFetchingError(url)
        content_type, content = self._assets[name]
        return URLFetcherResponse(url, base64.b64decode(content), {"Content-Type": content_type})


def render(request, fetcher):
    """The PDF of a request (see `pdf.render_pdf`), the same bytes for the same request.

    It is tagged, so that a screen reader finds headings and the rows and columns of tables.
    """
    sheets = [CSS(string=css, url_fetcher=fetcher) for css in request["stylesheets"]]
    document = HTML(string=request["html"], url_fetcher=fetcher, base_url="asset:").render(stylesheets=sheets)
    document.metadata.title = request["title"]
    document.metadata.authors = [request["author"]] if request["author"] else []
    document.metadata.created = request["created"]
    return document.write_pdf(pdf_tags=True)


def main():
    request = json.load(sys.stdin.buffer)
    limit_process(ProcessLimits(**request["limits"]), writes_files=True)
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    actual_text.install()
    gc.disable()  # the process ends with its paper; looking for garbage took a quarter of the time of a long one
    fetcher = OwnAssets(request["assets"])
    try:
        pdf = render(request, fetcher)
    except FatalURLFetchingError:
        pdf = b""
    except MemoryError:
        return EXIT_MEMORY
    if fetcher.refused:
        sys.stderr.write(f"Refused address: {' '.join(fetcher.refused)}\n")
        return EXIT_REFUSED_ADDRESS
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
