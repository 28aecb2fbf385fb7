"""Reading a page's text as a person does."""

import re
from html import unescape

TAGS = re.compile(r"<[^>]+>")
MAIN = re.compile(r"<main.*</main>", re.DOTALL)


def text_of(response):
    """The words of the page's main part (of the whole answer for a fragment), blanks squeezed."""
    return " ".join(unescape(TAGS.sub(" ", _main(response))).split())


def links_of(response):
    """The addresses that the page's main part links to."""
    return set(re.findall(r'href="([^"#?]+)', _main(response)))


def _main(response):
    html = response.content.decode()
    found = MAIN.search(html)
    return found.group() if found else html
