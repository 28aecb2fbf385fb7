"""Paper: HTML and our own style sheets as a PDF.

Every rendering has a process of its own (``pdf_child``) with limits of memory and time, so that a paper that
is too much for the machine, or a library that crashes, costs one refused request and never the server. Starting
the process takes about 0.4 s, most of it importing WeasyPrint; a pool would save that, and would have to be
watched, recycled and shared out over the server's workers.
"""

import base64
import json
import mimetypes
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _

from budgetplan.documents.child_process import ChildFailed, ProcessLimits, run_module

PDF_TYPE = "application/pdf"
SENTENCES = {
    "too_heavy": _(
        "The paper takes too much memory or time to print. Export the plan as a workbook instead, or ask the "
        "administrator for help."
    ),
    "broken": _(
        "The paper couldn't be made. Try again; if it fails again, tell the administrator the time it happened."
    ),
}


class RenderingFailed(Exception):
    """No PDF came out. ``code`` is for programs ("too_heavy", "broken"), ``str()`` a sentence for the person."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code

    def __str__(self):
        return str(SENTENCES[self.code])


@dataclass(frozen=True)
class RenderingLimits(ProcessLimits):
    """How much of the machine one paper may take. A plan of 200 lines takes about 0.2 GB and 2 s."""

    memory: int = 2 * 2**30
    cpu_seconds: int = 60
    wall_seconds: float = 90


DEFAULT_LIMITS = RenderingLimits()


def render_pdf(html, *, title, stylesheets=("documents/paper.css",), assets=(), author="", created=None, limits=None):
    """The PDF (bytes) of an HTML page (with its `lang`); the same bytes whenever the arguments are the same.

    ``stylesheets`` and ``assets`` are names of static files. The page and the style sheets may use those assets as
    ``asset:NAME`` and no other address. ``created`` is a datetime for the document's properties. Raises
    RenderingFailed, ValueError for a static file that doesn't exist.
    """
    limits = limits or DEFAULT_LIMITS
    request = {
        "html": html,
        "title": title,
        "author": author,
        "created": created and created.isoformat(timespec="seconds"),
        "stylesheets": [_static_file(name).read_text(encoding="utf-8") for name in stylesheets],
        "assets": {name: _packed(name) for name in assets},
        "limits": asdict(limits),
    }
    return _run_child(request, wall_seconds=limits.wall_seconds)


def _static_file(name):
    path = finders.find(name)
    if not path:
        raise ValueError(f"No static file is called {name!r}.")
    return Path(path)


def _packed(name):
    """(type, base64) of a static file, to travel inside the request."""
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return content_type, base64.b64encode(_static_file(name).read_bytes()).decode("ascii")


def _run_child(request, *, wall_seconds):
    try:
        return run_module(
            "budgetplan.documents.pdf_child",
            data=json.dumps(request).encode("ascii"),
            wall_seconds=wall_seconds,
            environment={name: os.environ[name] for name in ("HOME", "PATH", "TMPDIR") if name in os.environ},
        )
    except ChildFailed as failure:
        raise RenderingFailed("too_heavy" if failure.heavy else "broken") from failure
