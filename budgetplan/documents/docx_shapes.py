"""Drawn lines and arrows: where they begin and how long they are. Calendars are often drawn with them."""

import re

from docx.oxml.ns import qn

from budgetplan.documents.docx_blocks import Shape

EMU_PER_TWIP = 635
TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "px": 15.0, "": 15.0}
LENGTH = re.compile(r"(-?[\d.]+)\s*(pt|in|cm|mm|px|)")
PICTURES = (qn("pic:pic"), qn("a:blip"), "{urn:schemas-microsoft-com:vml}imagedata")
TEXT_BOX = qn("w:txbxContent")
VML = "{urn:schemas-microsoft-com:vml}"
VML_SHAPES = {f"{VML}{name}" for name in ("shape", "line", "rect", "roundrect", "oval", "polyline", "group")}
FROM_CELL = ("column", "character")


def shape_of(element) -> Shape | None:
    """The Shape of a w:drawing, w:pict or w:object; None for a picture, and for a box with text in it."""
    names = {child.tag for child in element.iter() if isinstance(child.tag, str)}
    if names & set(PICTURES) or TEXT_BOX in names:
        return None
    for child in element.iter():
        if child.tag in (qn("wp:anchor"), qn("wp:inline")):
            return _drawing(child)
        if child.tag in VML_SHAPES:
            return _vml(child)
    return None


def _drawing(anchor) -> Shape:
    extent = anchor.find(qn("wp:extent"))
    width = _emu(extent.get("cx")) if extent is not None else None
    position = anchor.find(qn("wp:positionH"))
    if position is None or position.get("relativeFrom") not in FROM_CELL:
        return Shape(None, width)
    offset = position.find(qn("wp:posOffset"))
    return Shape(_emu(offset.text) if offset is not None else None, width)


def _emu(text: str | None) -> int | None:
    try:
        return int(text) // EMU_PER_TWIP
    except (TypeError, ValueError):
        return None


def _vml(element) -> Shape:
    if element.get("from") and element.get("to"):
        start, end = (_twips(element.get(name).split(",")[0]) for name in ("from", "to"))
        if start is not None and end is not None:
            return Shape(min(start, end), abs(end - start))
    style = dict(part.strip().split(":", 1) for part in (element.get("style") or "").split(";") if ":" in part)
    return Shape(_twips(style.get("margin-left")), _twips(style.get("width")))


def _twips(text: str | None) -> int | None:
    found = LENGTH.fullmatch((text or "").strip())
    try:
        return int(float(found[1]) * TWIPS[found[2]]) if found else None
    except ValueError:
        return None
