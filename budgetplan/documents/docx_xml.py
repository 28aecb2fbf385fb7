"""From the XML of a Word document to plain blocks, in the form it has when every revision is accepted."""

from collections.abc import Iterator

from docx.oxml.ns import qn

from budgetplan.documents.archive_guard import Refusal
from budgetplan.documents.docx_blocks import Block, Cell, Paragraph, Table
from budgetplan.documents.docx_guard import Limits
from budgetplan.documents.docx_numbering import Numbering
from budgetplan.documents.docx_shapes import TEXT_BOX, shape_of
from budgetplan.documents.docx_styles import OFF, Styles, is_on, is_underlined, list_of
from budgetplan.documents.docx_symbols import in_symbol_font, is_symbol_font, plain_text, symbol

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWN = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
REMOVED = {qn(name) for name in ("w:del", "w:moveFrom", "w:delText", "w:instrText", "w:pPr", "w:rPr", "w:sdtPr")}
MOST_COLUMNS = 63
"""Word's own limit."""
PAGE_BREAKS = ("page", "column")
BREAKS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
WRAPPERS = {qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")}
NO_SHADES = ("", "auto", "FFFFFF", "ffffff")
PLAIN_PATTERNS = ("", "clear", "nil", "none")


class BodyReader:
    """Reads the blocks of one document; lists are counted on the way, so everything is read in order, once."""

    def __init__(self, *, styles: Styles, numbering: Numbering, limits: Limits):
        self._styles = styles
        self._numbering = numbering
        self._limits = limits

    def read(self, parent, depth: int = 0) -> tuple[Block, ...]:
        """The blocks below a w:body, w:tc or w:txbxContent."""
        blocks: list[Block] = []
        continued: Paragraph | None = None
        for element in _children(parent):
            if element.tag == qn("w:tbl"):
                blocks.append(self._table(element, depth + 1))
            elif element.tag == qn("w:p"):
                paragraph, boxes = self._paragraph(element, depth)
                if continued is not None:
                    paragraph = _joined(continued, paragraph)
                continued = paragraph if _mark_is_deleted(element) else None
                blocks += boxes if continued else [paragraph, *boxes]
        return (*blocks, continued) if continued else tuple(blocks)

    def _paragraph(self, element, depth: int) -> tuple[Paragraph, list[Block]]:
        properties = element.find(qn("w:pPr"))
        style = self._styles.of(_value(properties, "w:pStyle"))
        number, level = self._number(properties, style)
        runs = RunReader(bool(style.bold), self._styles, underlined=style.underlined)
        runs.read(element)
        text = runs.text[: self._limits.max_text]
        paragraph = Paragraph(
            text=text,
            number=number,
            level=level,
            bold=_bold_length(runs.pieces, len(text)),
            style=style.name,
            align=_value(properties, "w:jc") or style.align,
            indent=_indent(properties),
            underlined=runs.is_underlined,
            shapes=tuple(shape for shape in map(shape_of, runs.drawn) if shape),
        )
        return paragraph, self._boxes(runs.drawn, depth)

    def _boxes(self, drawn, depth: int) -> list[Block]:
        """What stands in text boxes anchored in a paragraph, right after it."""
        if depth > self._limits.max_depth:
            raise Refusal("too_many_parts")
        contents = [content for element in drawn for content in _outermost(element, TEXT_BOX)]
        return [_boxed(block) for content in contents for block in self.read(content, depth + 1)]

    def _number(self, properties, style) -> tuple[str, int | None]:
        list_id, level = list_of(properties) if properties is not None else (None, None)
        list_id = style.list_id if list_id is None else list_id
        level = style.level if level is None else level
        if not list_id or list_id == "0":
            return "", None
        return self._numbering.label(list_id, level), level

    def _table(self, element, depth: int) -> Table:
        if depth > self._limits.max_depth:
            raise Refusal("too_many_parts")
        rows: list[list[Cell]] = []
        open_cells: dict[int, Cell] = {}
        for row in _children(element):
            if row.tag == qn("w:tr") and not _has(row.find(qn("w:trPr")), "w:del"):
                rows.append(self._row(row, len(rows), open_cells, depth))
        heights = _heights(rows)
        return Table(tuple(tuple(cell for cell in map(heights, row) if cell) for row in rows), _widths(element))

    def _row(self, element, number: int, open_cells: dict[int, Cell], depth: int) -> list[Cell]:
        cells: list[Cell] = []
        column = min(_whole(_value(element.find(qn("w:trPr")), "w:gridBefore"), 0), MOST_COLUMNS)
        for child in _children(element):
            if child.tag != qn("w:tc"):
                continue
            properties = child.find(qn("w:tcPr"))
            width = min(max(_whole(_value(properties, "w:gridSpan"), 1), 1), MOST_COLUMNS)
            blocks = self.read(child, depth)
            if _continues(properties, "w:hMerge") and cells:
                cells[-1] = _wider(cells[-1], width)
            elif _continues(properties, "w:vMerge") and column in open_cells:
                cells.append(Cell(number, column, width, height=0))
            else:
                open_cells[column] = Cell(number, column, width, 1, _shade(properties), blocks)
                cells.append(open_cells[column])
            column += width
        return cells


class RunReader:
    """The text of a paragraph's runs, with which of them are bold or underlined and what is drawn between them."""

    def __init__(self, bold: bool, styles: Styles, *, underlined: bool = False):
        self.pieces: list[tuple[str, bool]] = []
        self.drawn: list = []
        self._bold = bold
        self._underlined = underlined
        self._plain = False
        self._styles = styles
        self._symbols = False
        self._fields: list[bool] = []

    @property
    def text(self) -> str:
        return "".join(text for text, _bold in self.pieces)

    @property
    def is_underlined(self) -> bool:
        """Whether all that is printed is underlined, blanks aside."""
        return not self._plain and bool(self.text.strip())

    def read(self, element) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in REMOVED:
                continue
            if tag == qn("w:r"):
                self._run(child)
            elif tag == f"{MC}AlternateContent":
                self._alternative(child)
            elif tag in DRAWN:
                self.drawn.append(child)
            else:
                self._leaf_or_container(child)

    def _run(self, element) -> None:
        properties = element.find(qn("w:rPr"))
        if properties is not None and _flag(properties, "w:vanish"):
            return
        before = self._bold, self._underlined, self._symbols
        lined = is_underlined(properties)
        self._underlined = self._underlined if lined is None else lined
        own = is_on(properties)
        if own is None and (style := _value(properties, "w:rStyle")):
            own = self._styles.of(style).bold
        self._bold = before[0] if own is None else own
        fonts = properties.find(qn("w:rFonts")) if properties is not None else None
        self._symbols = fonts is not None and is_symbol_font(fonts.get(qn("w:ascii")))
        self.read(element)
        self._bold, self._underlined, self._symbols = before

    def _alternative(self, element) -> None:
        """One of several forms of the same thing: the first, which is the newest."""
        for choice in element:
            if choice.tag in (f"{MC}Choice", f"{MC}Fallback"):
                self.read(choice)
                return

    def _leaf_or_container(self, element) -> None:
        tag = element.tag
        if tag == qn("w:fldChar"):
            self._field(element.get(qn("w:fldCharType")))
        elif tag in (qn("w:t"), qn("m:t")):
            text = element.text or ""
            self._add(in_symbol_font(text) if self._symbols else plain_text(text))
        elif tag == qn("w:br"):
            self._add("" if element.get(qn("w:type")) in PAGE_BREAKS else "\n")
        elif tag in BREAKS:
            self._add(BREAKS[tag])
        elif tag == qn("w:sym"):
            self._add(symbol(int(element.get(qn("w:char")) or "0", 16)))
        elif tag != qn("w:rt"):
            self.read(element)

    def _field(self, kind: str | None) -> None:
        """Between begin and separate stands what the field asks for, not what it shows."""
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, text: str) -> None:
        if text and not any(self._fields):
            self.pieces.append((text, self._bold))
            self._plain = self._plain or (bool(text.strip()) and not self._underlined)


def _children(parent) -> Iterator:
    """Block-level children, out of content controls and accepted revisions."""
    for child in parent:
        if child.tag in WRAPPERS:
            yield from _children(child)
        elif isinstance(child.tag, str):
            yield child


def _outermost(element, tag: str) -> Iterator:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != f"{MC}Fallback":
            yield from _outermost(child, tag)


def _boxed(block: Block) -> Block:
    if isinstance(block, Table):
        return block
    values = {name: getattr(block, name) for name in Paragraph.__slots__}
    return Paragraph(**(values | {"box": True}))


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Two paragraphs whose mark between them was deleted: the second's look, the first's number."""
    return Paragraph(
        text=first.text + second.text,
        number=first.number or second.number,
        level=first.level if first.number else second.level,
        bold=len(first.text) + second.bold if first.bold >= len(first.text) else first.bold,
        style=second.style,
        align=second.align,
        indent=first.indent,
        shapes=first.shapes + second.shapes,
    )


def _mark_is_deleted(element) -> bool:
    properties = element.find(qn("w:pPr"))
    return properties is not None and _has(properties.find(qn("w:rPr")), "w:del")


def _bold_length(pieces: list[tuple[str, bool]], most: int) -> int:
    """How many characters from the start are bold; blanks in between count with what is before them."""
    length = 0
    if not next((bold for text, bold in pieces if text.strip()), False):
        return 0
    for text, bold in pieces:
        if not bold and text.strip():
            break
        length += len(text)
    return min(length, most)


def _heights(rows: list[list[Cell]]):
    """Merged cells are as high as the continuing cells under them, which go."""
    heights: dict[tuple[int, int], int] = {}
    last: dict[int, Cell] = {}
    for row in rows:
        for cell in row:
            if cell.height:
                last[cell.column] = cell
            else:
                top = last[cell.column]
                heights[top.row, top.column] = cell.row - top.row + 1

    def finished(cell: Cell) -> Cell | None:
        height = heights.get((cell.row, cell.column), 1)
        return Cell(cell.row, cell.column, cell.width, height, cell.shade, cell.blocks) if cell.height else None

    return finished


def _wider(cell: Cell, width: int) -> Cell:
    return Cell(cell.row, cell.column, cell.width + width, cell.height, cell.shade, cell.blocks)


def _widths(element) -> tuple[int, ...]:
    grid = element.find(qn("w:tblGrid"))
    columns = grid.findall(qn("w:gridCol")) if grid is not None else ()
    return tuple(_whole(column.get(qn("w:w")), 0) for column in columns)


def _continues(properties, name: str) -> bool:
    """A merge without a value, or with "continue", goes on; "restart" begins one."""
    merge = properties.find(qn(name)) if properties is not None else None
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _shade(properties) -> str:
    shading = properties.find(qn("w:shd")) if properties is not None else None
    if shading is None:
        return ""
    fill, pattern = shading.get(qn("w:fill")) or "", shading.get(qn("w:val")) or ""
    if fill not in NO_SHADES:
        return fill
    return "" if pattern in PLAIN_PATTERNS else pattern


def _indent(properties) -> int:
    indent = properties.find(qn("w:ind")) if properties is not None else None
    if indent is None:
        return 0
    return _whole(indent.get(qn("w:left")) or indent.get(qn("w:start")), 0)


def _flag(properties, name: str) -> bool:
    element = properties.find(qn(name))
    return element is not None and element.get(qn("w:val"), "1") not in OFF


def _has(properties, name: str) -> bool:
    return properties is not None and properties.find(qn(name)) is not None


def _value(properties, name: str) -> str | None:
    child = properties.find(qn(name)) if properties is not None else None
    return None if child is None else child.get(qn("w:val"))


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return int(float(text))
    except (TypeError, ValueError):
        return otherwise
