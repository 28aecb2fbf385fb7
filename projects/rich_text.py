"""Rich text limited to what prints: paragraphs, bold, lists. Everything else a browser sends is taken out."""

import html
import re

import nh3

TAGS = {"p", "br", "strong", "ul", "ol", "li"}
_ALIASES = (("div", "p"), ("b", "strong"))
_CELLS = {"tr", "td", "th"}
_ROW = re.compile(r"<tr>((?:(?!<tr>).)*?)</tr>", re.DOTALL)
_INSIDE_A_ROW = re.compile(r"</?(?:p|div|br|ul|ol|li|td|th)>")
_MARKUP = re.compile(r"<[a-zA-Z/!]")
_BLOCK = re.compile(r"<(?:p|ul|ol|li)>")
_EMPTY = re.compile(r"<(p|li|strong|ul|ol)>(?:\s|&nbsp;|<br>)*</\1>")
_KEPT_BLANKS = "\n\r\t\xa0\u2028\u2029\x85"
_LOST_WITH_CONTENT = {"script", "style", "title", "template", "iframe", "object", "svg", "math", "head"}


def printable(text):
    """The text without what can't be seen or stored; unusual blanks become ordinary ones."""
    return "".join(
        letter if letter.isprintable() or letter in _KEPT_BLANKS else " " if letter.isspace() else "" for letter in text
    )


def clean_rich_text(text):
    """Safe HTML of `TAGS` without attributes, of whatever was typed or pasted; plain text becomes paragraphs.

    A row of a table becomes a paragraph, its cells with a blank between them.
    """
    text = printable(text)
    if not _MARKUP.search(text):
        return "".join(f"<p>{_escaped(line.strip())}</p>" for line in text.splitlines() if line.strip())
    clean = nh3.clean(
        text,
        tags=TAGS | _CELLS | {alias for alias, _tag in _ALIASES},
        attributes={},
        clean_content_tags=_LOST_WITH_CONTENT,
        strip_comments=True,
    )
    clean = _without_tables(clean)
    for alias, tag in _ALIASES:
        clean = clean.replace(f"<{alias}>", f"<{tag}>").replace(f"</{alias}>", f"</{tag}>")
    # A paragraph inside a paragraph, as aliases leave it, is taken apart as every browser does.
    clean = _without_empty(nh3.clean(clean, tags=TAGS, attributes={}))
    return clean if _BLOCK.search(clean) else _without_empty(f"<p>{clean}</p>")


def _without_tables(clean):
    """Rows as paragraphs, those of a table inside a cell first."""
    while (fewer := _ROW.sub(lambda row: f"<p>{_one_line(row[1])}</p>", clean)) != clean:
        clean = fewer
    return clean


def _one_line(row):
    return " ".join(_INSIDE_A_ROW.sub(" ", row).split())


def _without_empty(clean):
    while (shorter := _EMPTY.sub("", clean)) != clean:
        clean = shorter
    return clean.strip()


def _escaped(line):
    return html.escape(line, quote=False).replace("\xa0", "&nbsp;")


def plain_text(rich):
    """The words of clean rich text, a line for each paragraph or item."""
    lines = re.sub(r"</(?:p|li)>|<br>", "\n", rich)
    return html.unescape(re.sub(r"<[^>]+>", "", lines)).strip()
