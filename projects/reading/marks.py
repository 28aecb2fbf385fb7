"""Marks in a calendar: signs, shading, merged cells and drawn arrows, as months."""

import re
from dataclasses import dataclass

from budgetplan.documents.docx_blocks import Cell
from projects.reading.grid import Grid
from projects.reading.layout import Layout
from projects.reading.periods import MONTH, BeMonth, read_period
from projects.reading.text import words

DASHES = re.compile(r"[\s\-–—−_.]+")
ARROW_PIECES = re.compile(r"[\s\-–—−_<>←→↔⟵⟶⟷◄►◀▶⇐⇒⇔=|]+")
NOTHING_IN_IT = re.compile(r"[\s□☐◻○◯]*")
CELL_MARGIN = 108
"""Word's own margin left of a cell's text, in twips."""
HALF = 0.4
"""How much of a month's column a drawn line covers at least where it stands for that month."""


@dataclass
class MarkReader:
    """Reads which months a row marks, in a table with this layout."""

    grid: Grid
    layout: Layout
    year_be: int
    drawn: bool = False
    drawn_unread: bool = False

    def __post_init__(self):
        texts = [cell.text for cell in self._month_cells() if cell.text.strip()]
        others = [text for text in texts if not ARROW_PIECES.fullmatch(text) and not NOTHING_IN_IT.fullmatch(text)]
        arrows = [text for text in texts if ARROW_PIECES.fullmatch(text) and not DASHES.fullmatch(text)]
        # Beside ticks a dash says "nothing"; alone, or as the shaft of an arrow, it is the mark.
        self._dash_marks = not others or bool(arrows)
        self._by_text = bool(texts)
        self._decorated = {column for column in self.layout.months if self._is_decorated(column)}

    def months_of(self, row: int, count: int) -> list[tuple[BeMonth, ...]]:
        """The months that a row marks for each of the `count` activities written in it, line by line."""
        marked: list[list[BeMonth]] = [[] for _index in range(count)]
        seen: set[int] = set()
        for column in sorted(self.layout.months):
            cell = self.grid.cell(row, column)
            if cell is None or id(cell) in seen:
                continue
            seen.add(id(cell))
            for index, months in enumerate(self._cell_months(cell, row, count)):
                marked[index] += months
        for months in self._drawn_months(row):
            for listed in marked:
                listed.extend(months)
        return [tuple(dict.fromkeys(sorted(months))) for months in marked]

    def _month_cells(self):
        places = [
            (row, column) for row in range(self.layout.head_rows, self.grid.rows) for column in self.layout.months
        ]
        cells = [self.grid.cell(*place) for place in places]
        return list(dict.fromkeys(cell for cell in cells if cell is not None))

    def _span(self, cell: Cell) -> list[BeMonth]:
        columns = range(cell.column, cell.column + cell.width)
        return [month for column in columns for month in self.layout.months.get(column, ())]

    def _cell_months(self, cell: Cell, row: int, count: int) -> list[list[BeMonth]]:
        lines = cell.text.split("\n")
        if MONTH.search(words(cell.text)) and (months := read_period(cell.text, self.year_be).months):
            return [list(months)] * count
        flags = [self._is_mark(line) for line in lines]
        if any(flags):
            return [self._span(cell) if flag else [] for flag in _shared_out(lines, flags, count)]
        if not cell.text.strip() and self._is_shaded(cell, row):
            return [self._span(cell)] * count
        return [[]] * count

    def _is_mark(self, text: str) -> bool:
        if not text.strip() or NOTHING_IN_IT.fullmatch(text):
            return False
        return self._dash_marks or not DASHES.fullmatch(text)

    def _is_shaded(self, cell: Cell, row: int) -> bool:
        """Shading counts where nothing is written in the calendar, and neither row nor column is shaded throughout."""
        if not cell.shade or cell.column in self._decorated:
            return False
        name = self.layout.one("name")
        beside = self.grid.cell(row, name) if name is not None else None
        return beside is None or beside.shade != cell.shade

    def _is_decorated(self, column: int) -> bool:
        """Whether a column is shaded from its head down, which is decoration."""
        head = self.grid.cell(self.layout.head_rows - 1, column)
        rows = range(self.layout.head_rows, self.grid.rows)
        shades = {cell.shade if (cell := self.grid.cell(row, column)) else "" for row in rows}
        return head is not None and bool(head.shade) and shades == {head.shade} and len(rows) > 1

    def _drawn_months(self, row: int):
        for cell in self.grid.row(row):
            if cell.row != row:
                continue
            for shape in cell.shapes:
                columns = self._covered(cell, shape)
                if columns:
                    self.drawn = True
                    yield [month for column in columns for month in self.layout.months[column]]
                elif shape.width != 0:
                    self.drawn_unread = True

    def _covered(self, cell: Cell, shape) -> list[int]:
        """Columns of months that a drawn line lies over, by the widths of the table's columns."""
        widths = self.grid.table.widths
        if shape.left is None or shape.width is None or len(widths) < self.grid.columns or not all(widths):
            return []
        start = sum(widths[: cell.column]) + CELL_MARGIN + shape.left
        end = start + shape.width
        columns = []
        for column in self.layout.months:
            left, right = sum(widths[:column]), sum(widths[: column + 1])
            covered = min(end, right) - max(start, left)
            if covered > 0 and covered >= HALF * min(right - left, shape.width or 1):
                columns.append(column)
        return columns


def _shared_out(lines: list[str], flags: list[bool], count: int) -> list[bool]:
    """Which of the activities in a row a cell with several lines marks: line by line where the lines fit, else all."""
    if count == 1 or sum(flags) == count:
        return [True] * count
    if len(lines) == count:
        return flags
    filled = [flag for line, flag in zip(lines, flags, strict=True) if line.strip()]
    return filled if len(filled) == count else [True] * count
