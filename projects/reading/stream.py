"""A document as one stream of lines and tables: frames and forms drawn as tables are taken apart.

Many offices write the head block, or the whole proposal, into a table of labels and values. Such rows become lines
like those of a proposal written in paragraphs, so that everything after this reads one form only.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from budgetplan.documents.docx_blocks import Block, Cell, Paragraph, Table
from projects.reading import vocabulary
from projects.reading.text import automatic_number, key, number_alone, split_number, words

MOSTLY = 0.6
KINDS_OF_A_PAGE = 3
LONGEST_LABEL = 60
CONTENTS = re.compile(r"สารบัญ(?:ต่อ|เรื่อง|หน้า)*")
PAGE_BEHIND = re.compile(r"(?:\t|\s{2,}|\s*(?:[._]{3,}|…[.…]*))\s*[\d๐-๙]{1,3}\s*$")
FORM_HEAD = re.compile(r"(?:ลำดับ)?(?:ที่)?|หัวข้อ|หัวเรื่อง|รายการ|รายละเอียด(?:โครงการ)?|คำอธิบาย|เนื้อหา")
LABEL_END = re.compile(r"\s*[:：]?\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. ``number`` is the automatic number before it, ``bold`` how much of its start is bold.

    ``label``: it stood in the label column of a form, so that it is a heading. ``opens``: it begins a paragraph.
    """

    text: str
    number: str = ""
    bold: int = 0
    style: str = ""
    align: str = ""
    opens: bool = True
    label: bool = False
    drawn: bool = False
    underlined: bool = False
    indent: int = 0

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_bold(self) -> bool:
        return not self.is_blank and self.bold >= len(self.text.rstrip())

    @property
    def printed(self) -> str:
        return f"{self.number} {self.text}" if self.number else self.text


Item = Line | Table


def contents_places(items: list[Item]) -> set[int]:
    """Places of the lines of a table of contents: its title and what follows it with the number of a page."""
    places: set[int] = set()
    within = False
    for place, item in enumerate(items):
        if isinstance(item, Line) and CONTENTS.fullmatch(key(item.text)):
            within = True
        elif not (within and isinstance(item, Line) and _may_be_in_contents(item)):
            within = False
        if within:
            places.add(place)
    return places


def _may_be_in_contents(line: Line) -> bool:
    return line.is_blank or key(line.text) == "หน้า" or bool(PAGE_BEHIND.search(line.text))


def lines_of(paragraph: Paragraph) -> Iterator[Line]:
    """A paragraph's lines; its number belongs to the first."""
    place = 0
    for index, text in enumerate(paragraph.text.split("\n")):
        yield Line(
            text=text,
            number="" if index else paragraph.number,
            bold=max(0, min(len(text), paragraph.bold - place)),
            style=paragraph.style,
            align=paragraph.align,
            opens=index == 0,
            drawn=bool(paragraph.shapes),
            underlined=paragraph.underlined,
            indent=paragraph.indent,
        )
        place += len(text) + 1


def lines_in(blocks: Iterable[Block]) -> Iterator[Line]:
    """Every line of these blocks, of tables in them too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from lines_of(block)
        else:
            for cell in block.cells():
                yield from lines_in(cell.blocks)


def read_stream(blocks: Iterable[Block]) -> list[Item]:
    """The blocks as lines and data tables, in order."""
    items: list[Item] = []
    for block in blocks:
        items += lines_of(block) if isinstance(block, Paragraph) else _taken_apart(block)
    return items


def _taken_apart(table: Table) -> Iterator[Item]:
    if _is_frame(table):
        for cell in table.cells():
            yield from read_stream(cell.blocks)
        return
    is_page = _is_page(table)
    is_form = is_page or _is_form(table)
    bold = is_form and _has_bold_labels(table)
    data: list[tuple[Cell, ...]] = []
    for place, row in enumerate(table.rows):
        if is_page and _is_whole_row(row, table):
            lines: list[Item] | None = _page_lines(row[0], table)
        else:
            lines = _form_lines(row, bold=bold) if is_form else _heading_lines(row, table, place)
        if lines is None:
            data.append(row)
            continue
        yield from _rest(data, table)
        data = []
        yield from lines
    yield from _rest(data, table)


def _is_frame(table: Table) -> bool:
    """Whether a table is only drawn around what stands in it; a list of several rows in several columns isn't."""
    if table.columns == 1:
        return True
    one_filled = all(len(_filled(row)) == 1 for row in table.rows if _filled(row))
    return one_filled and (len(table.rows) == 1 or any(_is_label(cell) for cell in table.cells()))


def _rest(rows: list[tuple[Cell, ...]], table: Table) -> Iterator[Table]:
    """The data rows gathered so far as a table of their own."""
    if any(_filled(row) for row in rows):
        first = rows[0][0].row if rows[0] else 0
        yield Table(tuple(tuple(replace(cell, row=cell.row - first) for cell in row) for row in rows), table.widths)


def _filled(row: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in row if cell.text.strip() or cell.is_drawn]


def _first_line(cell: Cell) -> str:
    """The first line of a cell with something on it; "" where a table stands before any."""
    for block in cell.blocks:
        if isinstance(block, Table):
            return ""
        if block.text.strip():
            return next(line for line in block.printed.split("\n") if line.strip())
    return ""


def _label_key(text: str) -> str:
    return key(split_number(LABEL_END.sub("", text))[1])


def _is_label(cell: Cell) -> bool:
    return bool(vocabulary.kinds_of(_label_key(_first_line(cell))))


def _form_cells(row: Iterable[Cell]) -> list[Cell]:
    """The cells that say something: no number of their own, no colon between label and value."""
    return [cell for cell in _filled(row) if not number_alone(cell.text) and key(cell.text)]


def _is_form(table: Table) -> bool:
    """Whether most rows are a label and its value, side by side. A row of labels only is the head of data."""
    rows = [cells for row in table.rows if (cells := _form_cells(row))]
    labelled = [cells for cells in rows if _is_label(cells[0]) and not all(map(_is_label, cells[1:] or cells))]
    if any(len(cells) > 4 for cells in rows):
        return False
    return len(labelled) >= 2 and len(labelled) >= MOSTLY * len(rows)


def _is_whole_row(row: tuple[Cell, ...], table: Table) -> bool:
    return len(row) == 1 and row[0].width >= table.columns > 1


def _is_page(table: Table) -> bool:
    """Whether a table is a proposal's page: rows over its whole width begin with the names of several parts."""
    begun = [shown[0] for row in table.rows if _is_whole_row(row, table) and (shown := _shown(row[0]))]
    kinds = {vocabulary.kinds_of(_label_key(line.text))[:1] for line in begun if isinstance(line, Line)}
    return len(kinds - {()}) >= KINDS_OF_A_PAGE


def _shown(cell: Cell) -> list[Item]:
    return [item for item in read_stream(cell.blocks) if not (isinstance(item, Line) and item.is_blank)]


def _page_lines(cell: Cell, table: Table) -> list[Item]:
    """What stands in a row over the whole width: a part's name alone in it, or a line that looks like one, heads it."""
    line = _line_alone(cell)
    if line is not None and (_is_label(cell) or _looks_like_label(line, table)):
        return [replace(line, label=True)]
    return read_stream(cell.blocks)


def _line_alone(cell: Cell) -> Line | None:
    shown = _shown(cell)
    return shown[0] if len(shown) == 1 and isinstance(shown[0], Line) else None


def _looks_like_label(line: Line, table: Table) -> bool:
    """Whether a line stands in a row as the names of parts do in this table: all bold, all numbered, or both."""
    rows = [row[0] for row in table.rows if _is_whole_row(row, table) and _is_label(row[0])]
    names = [name for cell in rows if (name := _line_alone(cell))]
    bold, numbered = all(map(_is_bold, names)), all(map(_is_numbered, names))
    looks_alike = (not bold or _is_bold(line)) and (not numbered or _is_numbered(line))
    return bool(names) and (bold or numbered) and looks_alike and len(words(line.text)) < LONGEST_LABEL


def _is_bold(line: Line) -> bool:
    return line.is_bold


def _is_numbered(line: Line) -> bool:
    return (automatic_number(line.number) if line.number else split_number(line.text)[0]).depth == 1


def _has_bold_labels(table: Table) -> bool:
    return all(cells[0].is_bold for row in table.rows if (cells := _form_cells(row)) and _is_label(cells[0]))


def _form_lines(row: tuple[Cell, ...], *, bold: bool) -> list[Item] | None:
    """Label and value as a heading line and what stands under it; None for a row that is neither."""
    items: list[Item] = []
    if all(FORM_HEAD.fullmatch(key(cell.text)) for cell in _filled(row)):
        # The form's own head says nothing of the part before it.
        return [Line(" | ".join(words(cell.text) for cell in _filled(row)), label=True)]
    number = next((cell.text.strip() for cell in _filled(row) if number_alone(cell.text)), "")
    cells = _form_cells(row)
    for cell in cells:
        blocks = read_stream(cell.blocks)
        first = next((i for i, item in enumerate(blocks) if isinstance(item, Line) and not item.is_blank), None)
        is_label = _is_label(cell) and (not items or len(cell.text) < LONGEST_LABEL)
        if first is not None and (
            is_label or (len(cells) == 2 and cell is cells[0] and _is_other_label(cell, bold=bold))
        ):
            heading = cast("Line", blocks[first])
            label = replace(heading, label=True, number=heading.number or number)
            items += [label, *blocks[first + 1 :]]
            number = ""
        else:
            items += blocks
    return items


def _is_other_label(cell: Cell, *, bold: bool) -> bool:
    """Whether the first of two cells in a row of a form is a label by a name we don't know, looking like the others."""
    return len(words(cell.text)) < LONGEST_LABEL and (cell.is_bold or not bold)


def _heading_lines(row: tuple[Cell, ...], table: Table, place: int) -> list[Item] | None:
    """A row over the whole width that is a heading of a part, as lines; None for any other."""
    if len(row) != 1 or row[0].width < table.columns or table.columns == 1:
        return None
    text = _first_line(row[0])
    number, _rest_of = split_number(text)
    if not _is_label(row[0]) or not (number.depth == 1 or place == 0) or words(text) == "":
        return None
    return read_stream(row[0].blocks)
