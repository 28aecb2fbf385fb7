"""A table as a grid in which merged cells are found from every place they cover."""

from collections.abc import Iterator

from budgetplan.documents.docx_blocks import Cell, Table
from projects.reading.text import key, words


class Grid:
    """Cells by place. Rows and columns count from 0."""

    def __init__(self, table: Table):
        self.table = table
        self.columns = table.columns
        self.rows = len(table.rows)
        self._cells: dict[tuple[int, int], Cell] = {}
        for cell in table.cells():
            for row in range(cell.row, min(cell.row + cell.height, self.rows)):
                for column in range(cell.column, cell.column + cell.width):
                    self._cells[row, column] = cell

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place; None where the row is shorter."""
        return self._cells.get((row, column))

    def row(self, row: int) -> list[Cell]:
        """The cells that cover a row, from left to right, each once."""
        cells = [self._cells.get((row, column)) for column in range(self.columns)]
        return list(dict.fromkeys(cell for cell in cells if cell is not None))

    def text(self, row: int, column: int) -> str:
        cell = self.cell(row, column)
        return words(cell.text) if cell else ""

    def head(self, column: int, rows: int) -> list[str]:
        """What the first rows say over a column, from top to bottom, merged cells and blanks once."""
        cells = [self.cell(row, column) for row in range(rows)]
        return [text for cell in dict.fromkeys(cells) if cell is not None and (text := words(cell.text))]

    def head_key(self, column: int, rows: int) -> str:
        return key(" ".join(self.head(column, rows)))

    def body(self, first: int) -> Iterator[int]:
        """Rows from `first` with something in a cell that begins there."""
        for row in range(first, self.rows):
            if any(cell.text.strip() or cell.shade or cell.is_drawn for cell in self.table.rows[row]):
                yield row

    def is_blank(self, row: int) -> bool:
        return not any(cell.text.strip() for cell in self.row(row))
