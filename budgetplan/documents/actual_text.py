"""Text that can be taken out of the PDF as it was written.

A Thai font draws ำ as two glyphs, the second of them the one of า, and moves the marks above and below; a reader
that goes from glyphs back to characters gets other text than went in, even in words that hold neither. Each line
of Thai is therefore wrapped in an ActualText span, which search, copying and `pdftotext` read instead.

WeasyPrint offers no hook for it: the function that draws a line is replaced, which is why its version is pinned
exactly and a test reads Thai words back.
"""

import re

import pydyf
from weasyprint.draw import text

THAI_LETTER = re.compile("[\u0e01-\u0e4e]")
"""Thai without its digits, which are always one glyph for one character."""

_draw_first_line = text.draw_first_line


def install():
    """Wrap every line drawn from now on in this process."""
    text.draw_first_line = _draw_with_actual_text


def _draw_with_actual_text(stream, textbox, *arguments):
    if not THAI_LETTER.search(textbox.text):
        return _draw_first_line(stream, textbox, *arguments)
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(textbox.text)}))
    try:
        return _draw_first_line(stream, textbox, *arguments)
    finally:
        stream.end_marked_content()
