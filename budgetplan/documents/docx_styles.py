"""What paragraph styles say: name, bold, alignment, list. Kept free of Django."""

from dataclasses import dataclass

from docx.oxml.ns import qn

OFF = ("0", "false", "off", "none")
MOST_ANCESTORS = 20


@dataclass(frozen=True)
class Style:
    """A paragraph or character style with what it inherits. ``bold`` None: it doesn't say."""

    name: str = ""
    bold: bool | None = None
    underlined: bool = False
    align: str = ""
    list_id: str = ""
    level: int = 0


class Styles:
    def __init__(self, root=None):
        found = root.iter(qn("w:style")) if root is not None else ()
        self._elements = {element.get(qn("w:styleId")): element for element in found}
        self._default = next(
            (
                name
                for name, element in self._elements.items()
                if element.get(qn("w:default")) in ("1", "true") and element.get(qn("w:type")) == "paragraph"
            ),
            "",
        )
        self._known = {}

    def of(self, style_id: str | None) -> Style:
        """The style of this id, the default paragraph style for None."""
        style_id = style_id or self._default
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id)
        return self._known[style_id]

    def _resolve(self, style_id: str) -> Style:
        bold, align, list_id, level = None, "", "", None
        name, underlined = "", None
        for element in self._ancestry(style_id):
            name = name or _value(element, "w:name") or ""
            if bold is None:
                bold = is_on(element.find(qn("w:rPr")))
            if underlined is None:
                underlined = is_underlined(element.find(qn("w:rPr")))
            properties = element.find(qn("w:pPr"))
            if properties is not None:
                align = align or _value(properties, "w:jc") or ""
                own_list, own_level = list_of(properties)
                list_id = list_id or own_list or ""
                level = own_level if level is None else level
        return Style(name, bold, bool(underlined), align, list_id, level or 0)

    def _ancestry(self, style_id: str):
        for _step in range(MOST_ANCESTORS):
            element = self._elements.get(style_id)
            if element is None:
                return
            yield element
            style_id = _value(element, "w:basedOn")


def is_on(properties) -> bool | None:
    """Whether run properties say bold, for Latin or for Thai script; None where they don't say."""
    if properties is None:
        return None
    said = [properties.find(qn(name)) for name in ("w:b", "w:bCs")]
    states = [element.get(qn("w:val"), "1") not in OFF for element in said if element is not None]
    return any(states) if states else None


def is_underlined(properties) -> bool | None:
    """Whether run properties say underlined; None where they don't say."""
    line = _value(properties, "w:u") if properties is not None else None
    return None if line is None else line not in OFF


def list_of(properties) -> tuple[str | None, int | None]:
    """(list, level) that paragraph properties name; None where they don't say. List "0" is none."""
    numbering = properties.find(qn("w:numPr"))
    if numbering is None:
        return None, None
    level = _value(numbering, "w:ilvl")
    return _value(numbering, "w:numId"), int(level) if level and level.isdigit() else None


def _value(element, name: str) -> str | None:
    child = element.find(qn(name))
    return None if child is None else child.get(qn("w:val"))
