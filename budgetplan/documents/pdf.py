"""Paper: HTML and our own style sheets as a PDF.

Every rendering has a process of its own (``pdf_child``) with limits of memory and time, so that a paper that
is too much for the machine, or a library that crashes, costs one refused request and never the server. Starting
the process takes about 0.4 s, most of it importing WeasyPrint; a pool would save that, and would have to be
watched, recycled and shared out over the server's workers.
"""

import base64
import json
import logging
import mimetypes
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _

from budgetplan.documents.pdf_limits import EXIT_MEMORY, RenderingLimits

PDF_TYPE = "application/pdf"
PROJECT = Path(__file__).resolve().parents[2]
TOO_HEAVY_SIGNALS = {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT, -signal.SIGTRAP, -signal.SIGSEGV}
"""Over the processor time, or a C library that met the end of its memory."""

SENTENCES = {
    "too_heavy": _(
        "The paper takes too much memory or time to print. Export the plan as a workbook instead, or ask the "
        "administrator for help."
    ),
    "broken": _(
        "The paper couldn't be made. Try again; if it fails again, tell the administrator the time it happened."
    ),
}

logger = logging.getLogger(__name__)


class RenderingFailed(Exception):
    """No PDF came out. ``code`` is for programs ("too_heavy", "broken"), ``str()`` a sentence for the person."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code

    def __str__(self):
        return str(SENTENCES[self.code])


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
        child = subprocess.run(
            [sys.executable, "-m", "budgetplan.documents.pdf_child"],
            input=json.dumps(request).encode("ascii"),
            capture_output=True,
            timeout=wall_seconds,
            cwd=PROJECT,
            env={name: os.environ[name] for name in ("HOME", "PATH", "TMPDIR") if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        logger.error("Paper not rendered within %s s", wall_seconds)
        raise RenderingFailed("too_heavy") from error
    said = child.stderr.decode("utf-8", "replace").strip()
    if child.returncode:
        logger.error("Paper not rendered, exit %s: %s", child.returncode, said[-2_000:])
        heavy = child.returncode == EXIT_MEMORY or child.returncode in TOO_HEAVY_SIGNALS
        raise RenderingFailed("too_heavy" if heavy else "broken")
    if said:
        logger.warning("Paper rendered, but: %s", said[:2_000])
    return child.stdout
