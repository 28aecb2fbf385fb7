"""Plain data of a workbook that has been read: no openpyxl object leaves the child process.

Kept free of Django so that the child process starts quickly.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openpyxl.utils import get_column_letter

Value = str | Decimal | date | None


@dataclass(frozen=True, slots=True)
class CellData:
    """One cell with something in it. Row and column count from 1.

    ``value`` is what the cell shows: text, a number exactly as stored, or a date. Of a formula it is the
    result that the spreadsheet program saved, or None where the file holds no result.
    """

    row: int
    column: int
    value: Value
    formula: str = ""
    bold: bool = False
    indent: int = 0
    percent: bool = False

    @property
    def address(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def is_formula(self) -> bool:
        return bool(self.formula)

    def to_json(self) -> list:
        return [self.row, self.column, _pack(self.value), self.formula, self.bold, self.indent, self.percent]

    @classmethod
    def from_json(cls, data: list) -> "CellData":
        row, column, value, *rest = data
        return cls(row, column, _unpack(value), *rest)


@dataclass(frozen=True, slots=True)
class MergedRange:
    """A merged block; its value stands in the top left cell, the others are blank."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def width(self) -> int:
        return self.last_column - self.first_column + 1

    @property
    def height(self) -> int:
        return self.last_row - self.first_row + 1


@dataclass(frozen=True)
class SheetData:
    """One worksheet: its cells row by row (only those that hold something) and its layout hints."""

    name: str
    rows: list[list[CellData]] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False

    def cells(self) -> Iterator[CellData]:
        for row in self.rows:
            yield from row

    def to_json(self) -> dict:
        return {
            "name": self.name,
            "rows": [[cell.to_json() for cell in row] for row in self.rows],
            "merged": [[m.first_row, m.first_column, m.last_row, m.last_column] for m in self.merged],
            "hidden_rows": sorted(self.hidden_rows),
            "hidden_columns": sorted(self.hidden_columns),
            "hidden": self.hidden,
        }

    @classmethod
    def from_json(cls, data: dict) -> "SheetData":
        return cls(
            name=data["name"],
            rows=[[CellData.from_json(cell) for cell in row] for row in data["rows"]],
            merged=[MergedRange(*bounds) for bounds in data["merged"]],
            hidden_rows=frozenset(data["hidden_rows"]),
            hidden_columns=frozenset(data["hidden_columns"]),
            hidden=data["hidden"],
        )


def _pack(value: Value) -> str | list | None:
    """JSON form: text stays text, a number is ["n", digits], a date is ["d", ISO]."""
    if isinstance(value, Decimal):
        return ["n", str(value)]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    return value


def _unpack(value: str | list | None) -> Value:
    if not isinstance(value, list):
        return value
    kind, text = value
    return Decimal(text) if kind == "n" else date.fromisoformat(text)
