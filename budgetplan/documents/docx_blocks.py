"""Plain data of a Word document that has been read: no lxml object leaves the child process.

Kept free of Django and python-docx so that both processes start quickly. Widths are in twips (1/1440 inch).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn (a line, an arrow, a box; no picture). ``left`` is measured from the left edge of the text of
    the cell it is anchored in; None where the file doesn't say it so."""

    left: int | None = None
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. Tabs are "\\t", line breaks "\\n"; insertions are in, deletions and hidden text are not.

    ``number`` is what Word prints before it in an automatic list ("๑.", "2.1", "-"), ``level`` its depth there from
    0, None outside lists. The first ``bold`` characters are bold; ``underlined``: all of it is. ``box``: it stands in
    a text box.
    """

    text: str
    number: str = ""
    level: int | None = None
    bold: int = 0
    style: str = ""
    align: str = ""
    indent: int = 0
    box: bool = False
    underlined: bool = False
    shapes: tuple[Shape, ...] = ()

    @property
    def is_bold(self) -> bool:
        return bool(self.text.strip()) and self.bold >= len(self.text.rstrip())

    @property
    def printed(self) -> str:
        """The text with its automatic number before it, as it stands on paper."""
        return f"{self.number} {self.text}" if self.number else self.text


@dataclass(frozen=True)
class Cell:
    """A cell with what stands in it, merged cells as one. Row and column count from 0 in the table's grid."""

    row: int
    column: int
    width: int = 1
    height: int = 1
    shade: str = ""
    blocks: tuple["Block", ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """The cell's own paragraphs and those of tables nested in it."""
        yield from walk_paragraphs(self.blocks)

    @property
    def text(self) -> str:
        """What is printed in it, a line for each paragraph and each line break."""
        return "\n".join(paragraph.printed for paragraph in self.paragraphs())

    @property
    def shapes(self) -> tuple[Shape, ...]:
        return tuple(shape for paragraph in self.paragraphs() for shape in paragraph.shapes)

    @property
    def is_drawn(self) -> bool:
        return bool(self.shapes)

    @property
    def align(self) -> str:
        return next((paragraph.align for paragraph in self.paragraphs() if paragraph.text.strip()), "")

    @property
    def is_bold(self) -> bool:
        paragraphs = [paragraph for paragraph in self.paragraphs() if paragraph.text.strip()]
        return bool(paragraphs) and all(paragraph.is_bold for paragraph in paragraphs)


@dataclass(frozen=True)
class Table:
    """A table. ``widths`` are those of its grid's columns; rows hold each merged cell once, where it begins."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[int, ...] = ()

    def cells(self) -> Iterator[Cell]:
        for row in self.rows:
            yield from row

    @property
    def columns(self) -> int:
        return max((cell.column + cell.width for cell in self.cells()), default=0)


Block = Paragraph | Table


@dataclass(frozen=True)
class DocumentData:
    """The body of a document in order."""

    blocks: tuple[Block, ...] = field(default=())


def walk_paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph of these blocks in order, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells():
                yield from cell.paragraphs()


def blocks_to_json(blocks: tuple[Block, ...]) -> list:
    return [_table_to_json(block) if isinstance(block, Table) else _paragraph_to_json(block) for block in blocks]


def blocks_from_json(data: list) -> tuple[Block, ...]:
    return tuple(_table_from_json(item) if isinstance(item, dict) else _paragraph_from_json(item) for item in data)


def _paragraph_to_json(paragraph: Paragraph) -> list:
    values = [getattr(paragraph, name) for name in Paragraph.__slots__]
    return [*values[:-1], [[shape.left, shape.width] for shape in paragraph.shapes]]


def _paragraph_from_json(data: list) -> Paragraph:
    *values, shapes = data
    return Paragraph(*values, shapes=tuple(Shape(*shape) for shape in shapes))


def _table_to_json(table: Table) -> dict:
    return {"widths": list(table.widths), "rows": [[_cell_to_json(cell) for cell in row] for row in table.rows]}


def _table_from_json(data: dict) -> Table:
    rows = tuple(tuple(_cell_from_json(cell) for cell in row) for row in data["rows"])
    return Table(rows, tuple(data["widths"]))


def _cell_to_json(cell: Cell) -> list:
    return [cell.row, cell.column, cell.width, cell.height, cell.shade, blocks_to_json(cell.blocks)]


def _cell_from_json(data: list) -> Cell:
    row, column, width, height, shade, blocks = data
    return Cell(row, column, width, height, shade, blocks_from_json(blocks))
