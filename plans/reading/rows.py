"""The rows of a table as they stand: name, number, layout and amounts; rows that are no part of the plan left out."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from plans.reading import vocabulary as words
from plans.reading.amounts import Amount, read_amount
from plans.reading.grid import Grid
from plans.reading.mapping import ColumnMapping
from plans.reading.numbering import Numbering, follows, read_number, split_number
from plans.reading.tables import Table
from plans.reading.text import clean, key, leading_spaces

INDENT_STEP = 3


@dataclass
class BodyRow:
    """One row of a table, or one name of a row that holds the names of several levels.

    ``name`` is without number; ``name_column`` and ``indent`` say how far in it stands. ``amounts`` by role,
    blank cells left out.
    """

    table: Table
    row: int
    name: str
    numbering: Numbering | None = None
    name_column: int = 0
    indent: int = 0
    bold: bool = False
    amounts: dict[str, Amount] = field(default_factory=dict)
    note: str = ""
    unit: str = ""
    formula_name: bool = False
    total: words.TotalLabel | None = None

    @property
    def number(self) -> str:
        return self.numbering.text if self.numbering else ""

    @property
    def style(self) -> str:
        """Style of its number, "" without one."""
        return self.numbering.style if self.numbering else ""

    @cached_property
    def has_figures(self) -> bool:
        return any(a.value is not None or not a.is_known for a in self.amounts.values())

    @cached_property
    def is_category(self) -> bool:
        return words.is_category(key(self.name))

    @cached_property
    def is_part(self) -> bool:
        return words.is_part(key(self.name))

    @cached_property
    def look(self) -> tuple:
        """Everything by which a reader tells rows of different levels apart, the figures aside."""
        return self.name_column, self.indent, self.bold, self.style, self.is_category, self.is_part

    @cached_property
    def rows_summed(self) -> set[int]:
        """Other rows that formulas of this row add up: the row is a total of theirs."""
        return set().union(*(amount.rows_summed for amount in self.amounts.values()))

    def figure(self, role: str) -> Decimal | None:
        amount = self.amounts.get(role)
        return amount.value if amount else None


def read_rows(table: Table) -> list[BodyRow]:
    """Every row of the plan in a table with a mapping, printed totals included."""
    rows: list[BodyRow] = []
    for number in _body_rows(table):
        rows += _read_row(table, number)
    return _without_repeated_headings(_join_broken_names(rows))


def _body_rows(table: Table) -> list[int]:
    """Rows up to the last that belongs to the plan: below it stand signatures and remarks."""
    grid, mapping = table.grid, table.mapping
    kept = [row for row in table.rows if not _is_aside(grid, mapping, row)]
    amounts = {row: _amounts(grid, mapping, row) for row in kept}
    last = max((row for row in kept if any(a.is_known for a in amounts[row].values())), default=0)
    return [row for row in kept if row <= last or _goes_on(grid, mapping, row, last, amounts[row])]


def _goes_on(grid: Grid, mapping: ColumnMapping, row: int, last: int, amounts: dict[str, Amount]) -> bool:
    """A row below the last amount that is still a line: directly below, named, numbered or with some figure."""
    label = key(_label(grid, mapping, row))
    if not label or not all((between in grid.rows) for between in range(last + 1, row)):
        return False
    above = key(_label(grid, mapping, last))
    if words.SIGNATURE.search(label) or words.total_label(above):
        return False
    return bool(amounts) or split_number(_label(grid, mapping, row))[0] is not None


def _is_aside(grid: Grid, mapping: ColumnMapping, row: int) -> bool:
    """Rows that say something about the table: carried forward, unit of money, remarks, titles of further pages."""
    label = key(_label(grid, mapping, row))
    if words.is_beside_the_plan(label):
        return True
    if _amounts(grid, mapping, row):
        return False
    first = key(grid.text(row, grid.row_cells(row)[0].column))
    if any(words.REMARK.match(text) for text in (label, first)):
        return True
    return bool(words.PAGE_TITLE.search(label or first))


def _amounts(grid: Grid, mapping: ColumnMapping, row: int) -> dict[str, Amount]:
    cells = ((role, grid.cell(row, column)) for role, column in mapping.amounts.items())
    found = {role: read_amount(cell) for role, cell in cells if cell is not None}
    return {role: amount for role, amount in found.items() if amount.value is not None or not amount.is_known}


def _name_cells(grid: Grid, mapping: ColumnMapping, row: int) -> list[int]:
    """Columns that name the row, outermost first; a name may stand in the number's column, merged over both."""
    named = [c for c in mapping.names if grid.text(row, c) and read_number(grid.text(row, c)) is None]
    if named:
        return named
    first_money = min(mapping.amounts.values())
    others = [cell.column for cell in grid.row_cells(row) if cell.column < first_money]
    kept = {mapping.columns.get("note"), mapping.columns.get("unit")}
    return [c for c in others if c not in kept and grid.text(row, c) and read_number(grid.text(row, c)) is None][:1]


def _label(grid: Grid, mapping: ColumnMapping, row: int) -> str:
    cells = _name_cells(grid, mapping, row)
    return grid.text(row, cells[-1]) if cells else ""


def _read_row(table: Table, row: int) -> list[BodyRow]:
    """One BodyRow for each name in the row; the amounts belong to the last."""
    grid, mapping = table.grid, table.mapping
    amounts = _amounts(grid, mapping, row)
    columns = _name_cells(grid, mapping, row)
    if not columns:
        return [BodyRow(table, row, "", amounts=amounts)] if amounts else []
    named = [_named(table, row, column) for column in columns]
    named[-1].amounts = amounts
    named[-1].note = grid.text(row, mapping.columns.get("note"))
    named[-1].unit = grid.text(row, mapping.columns.get("unit"))
    if number := _number_beside(grid, mapping, row, columns):
        owner = named[0] if mapping.columns.get("number") else named[-1]
        owner.numbering = number
    return named


def _number_beside(grid: Grid, mapping: ColumnMapping, row: int, named: list[int]) -> Numbering | None:
    """Number of the row in a cell of its own: the column "ที่", or a cell left of the name."""
    beside = [mapping.columns.get("number"), *(c for c in mapping.names if c < max(named))]
    found = (read_number(grid.text(row, column)) for column in beside if column and column not in named)
    return next((number for number in found if number), None)


def _named(table: Table, row: int, column: int) -> BodyRow:
    grid = table.grid
    cell = grid.cell(row, column)
    text = words.CONTINUED.sub("", grid.text(row, column))
    numbering, name = split_number(text)
    total = words.total_label(key(name)) or words.total_label(key(text))
    return BodyRow(
        table=table,
        row=row,
        name=name,
        numbering=numbering,
        name_column=column if column in table.mapping.names else 0,
        indent=cell.indent * INDENT_STEP + leading_spaces(cell.value),
        bold=cell.bold,
        formula_name=cell.is_formula,
        total=total,
    )


def _join_broken_names(rows: list[BodyRow]) -> list[BodyRow]:
    """Put a name that runs on in a row of its own back together: a numbered row, bare words, the next number."""
    joined: list[BodyRow] = []
    for index, row in enumerate(rows):
        following = rows[index + 1] if index + 1 < len(rows) else None
        if joined and following and _runs_on(joined[-1], row, following):
            joined[-1].name = clean(f"{joined[-1].name} {row.name}")
        else:
            joined.append(row)
    return joined


def _runs_on(previous: BodyRow, row: BodyRow, following: BodyRow) -> bool:
    bare = not (row.numbering or row.amounts or row.bold or row.total or row.is_category or row.is_part)
    return bare and previous.has_figures and follows(previous.numbering, following.numbering)


def _without_repeated_headings(rows: list[BodyRow]) -> list[BodyRow]:
    """Drop a heading that a column of groups says again in every row of its group."""
    kept: list[BodyRow] = []
    open_names: dict[int, str] = {}
    for index, row in enumerate(rows):
        is_outer = index + 1 < len(rows) and rows[index + 1].row == row.row
        said_again = open_names.get(row.name_column) == key(row.name) and not row.amounts
        if is_outer and said_again:
            continue
        open_names = {c: n for c, n in open_names.items() if c < row.name_column}
        open_names[row.name_column] = key(row.name)
        kept.append(row)
    return kept
