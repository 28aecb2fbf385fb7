"""A sheet divided into its tables: headings, the rows under them, and what each column is."""

import re
from dataclasses import dataclass

from plans.reading.amounts import is_amount
from plans.reading.columns import map_columns
from plans.reading.grid import Grid
from plans.reading.header import Header, find_header
from plans.reading.mapping import ColumnMapping

COLUMN_NUMBER = re.compile(r"[(\[]?\d{1,2}[)\]]?(?:=.*)?")


@dataclass(frozen=True)
class Table:
    """One table of a sheet: its mapping and the rows to be read, headings left out. ``mapping`` None: no plan."""

    grid: Grid
    rows: list[int]
    mapping: ColumnMapping | None


def split_tables(grid: Grid, given: ColumnMapping | None = None) -> list[Table]:
    """The tables of a sheet from the top. With a person's mapping the sheet is one table."""
    if given is not None:
        return [_given_table(grid, given)]
    tables = [_table(grid, header, rows) for header, rows in _regions(grid, grid.rows)]
    return [table for table in tables if table.mapping] or tables[:1]


def _given_table(grid: Grid, given: ColumnMapping) -> Table:
    if given.first_row:
        rows = [row for row in grid.rows if row >= given.first_row]
    else:
        header, body = _regions(grid, grid.rows)[0]
        below = [row for row in grid.rows if row > header.rows[-1]] if header else body
        rows = [row for row in _below_words(grid, below, given) if not _heads_money(grid, row, given)]
    return Table(grid, rows, given.starting((), rows[0] if rows else 1))


def _heads_money(grid: Grid, row: int, mapping: ColumnMapping) -> bool:
    """Words, and no figure, in the columns of money: a row of headings, not of the plan."""
    cells = [grid.cell(row, column) for column in mapping.amounts.values()]
    filled = [cell for cell in cells if cell is not None]
    enough = len(filled) > 1 or len(filled) == len(cells)
    return enough and not any(cell.is_formula or is_amount(cell.value) for cell in filled)


def _regions(grid: Grid, rows: list[int]) -> list[tuple[Header | None, list[int]]]:
    """(headings, body rows) of each table; headings repeated on a continued page do not begin a new one."""
    header = find_header(grid, rows)
    if header is None:
        return [(None, rows)]
    body: list[int] = []
    rest = [row for row in rows if row > header.rows[-1]]
    while rest:
        again = find_header(grid, [row for row in rest if not _has_figures(grid, row, header)])
        if again is None:
            return [(header, body + rest)]
        body += [row for row in rest if row < again.rows[0]]
        if not again.same_columns(header):
            return [(header, body), *_regions(grid, [row for row in rest if row >= again.rows[0]])]
        rest = [row for row in rest if row > again.rows[-1]]
    return [(header, body)]


def _has_figures(grid: Grid, row: int, header: Header) -> bool:
    return any(
        cell is not None and (cell.is_formula or is_amount(cell.value))
        for cell in (grid.cell(row, column) for column in header.money_columns)
    )


def _table(grid: Grid, header: Header | None, rows: list[int]) -> Table:
    body = [row for index, row in enumerate(rows) if index or not _numbers_columns(grid, row)]
    mapping = map_columns(grid, header, body)
    if mapping is None:
        return Table(grid, body, None)
    if header is None:
        body = _below_words(grid, body, mapping)
    header_rows = header.rows if header else ()
    return Table(grid, body, mapping.starting(header_rows, body[0] if body else 1))


def _numbers_columns(grid: Grid, row: int) -> bool:
    """A row "(1) (2) (3)=(1)+(2)" under the headings."""
    texts = [grid.text(row, cell.column).replace(" ", "") for cell in grid.row_cells(row)]
    if len(texts) < 3 or not all(COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(re.search(r"\d+", text)[0]) for text in texts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2


def _below_words(grid: Grid, rows: list[int], mapping: ColumnMapping) -> list[int]:
    """Rows without titles and headings of a kind we do not know: from the first amounts and what stands right above."""
    first = next((row for row in rows if _has_amount(grid, row, mapping)), None)
    start = first
    while start and start - 1 in rows and not _heads_money(grid, start - 1, mapping):
        start -= 1
    return [row for row in rows if start and row >= start]


def _has_amount(grid: Grid, row: int, mapping: ColumnMapping) -> bool:
    return any(
        (cell := grid.cell(row, column)) is not None and (cell.is_formula or is_amount(cell.value))
        for column in mapping.amounts.values()
    )
