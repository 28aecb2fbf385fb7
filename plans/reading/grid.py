"""A sheet or pasted block as a table that can be asked for cells, labels and spans."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openpyxl.utils import get_column_letter

from budgetplan.documents.xlsx_cells import CellData, MergedRange, SheetData
from plans.reading.text import clean, label_key

FEW_MERGED_CELLS = 20_000
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Grid:
    """Cells by (row, column), both from 1. ``relative``: a pasted block, whose cells have no sheet address."""

    name: str
    cells: dict[tuple[int, int], CellData]
    merged: dict[tuple[int, int], MergedRange] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    relative: bool = False
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, sheet: SheetData, *, relative: bool = False) -> "Grid":
        """Only cells that show something or hold a formula count; merged cells know their range."""
        cells = {(c.row, c.column): c for c in sheet.cells() if c.is_formula or clean(c.value or "") or c.value == 0}
        return cls(
            name=sheet.name,
            cells=cells,
            merged=_merged_cells(sheet.merged, cells),
            hidden_rows=sheet.hidden_rows,
            relative=relative,
            rows=sorted({row for row, _ in cells}),
            columns=sorted({column for _, column in cells}),
        )

    def cell(self, row: int, column: int | None) -> CellData | None:
        return self.cells.get((row, column)) if column else None

    def text(self, row: int, column: int | None) -> str:
        """What the cell shows, cleaned; a whole number without its ".0", a date as month and year."""
        cell = self.cell(row, column)
        if cell is None or cell.value is None:
            return ""
        if isinstance(cell.value, date):
            return f"{MONTHS[cell.value.month - 1]} {cell.value.year}"
        if isinstance(cell.value, Decimal) and cell.value == cell.value.to_integral_value():
            return str(int(cell.value))
        return clean(cell.value)

    def label(self, row: int, column: int) -> str:
        """Label key that stands over this column: its own cell or the merged range the cell lies in."""
        span = self.merged.get((row, column))
        corner = (span.first_row, span.first_column) if span else (row, column)
        return label_key(self.text(*corner))

    def row_cells(self, row: int) -> list[CellData]:
        return [self.cells[row, column] for column in self.columns if (row, column) in self.cells]

    def address(self, row: int, column: int) -> str:
        return f"{get_column_letter(column)}{row}"


def _merged_cells(ranges: list[MergedRange], cells: dict) -> dict[tuple[int, int], MergedRange]:
    """Every cell of each merged range that has a value; ranges beyond reason are left out."""
    found: dict[tuple[int, int], MergedRange] = {}
    for span in ranges:
        if (span.first_row, span.first_column) not in cells or span.width * span.height > FEW_MERGED_CELLS:
            continue
        for row in range(span.first_row, span.last_row + 1):
            for column in range(span.first_column, span.last_column + 1):
                found[row, column] = span
    return found
