"""Amounts as they stand in cells: read, blank, unreadable, or a formula whose result was not saved."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from budgetplan.documents.xlsx_cells import CellData
from budgetplan.thai.money import AmountError, from_cell

REFERENCE = re.compile(r"(?<![A-Za-z0-9_$])\$?[A-Z]{1,3}\$?(\d{1,7})(?![\d(])")
AMOUNT_LIKE = re.compile(r"[-–—+(]?\s*[\d๐-๙][\d๐-๙,.\s]*[-–—]?\)?\s*(?:บาท|฿)?|[-–—]+")
FIELD_QUARTERS = ("q1", "q2", "q3", "q4")
FIELD_MONTHS = tuple(f"m{number}" for number in range(1, 13))
FIELDS = ("annual", *FIELD_QUARTERS, *FIELD_MONTHS)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount cell. ``value`` None: blank, or not to be known (then ``error`` or ``no_result`` says why)."""

    value: Decimal | None
    cell: CellData
    error: AmountError | None = None
    no_result: bool = False

    @property
    def is_known(self) -> bool:
        return self.error is None and not self.no_result

    @property
    def rows_summed(self) -> set[int]:
        """Rows other than its own that a formula in this cell refers to, ranges filled."""
        return formula_rows(self.cell.formula) - {self.cell.row}


def read_amount(cell: CellData) -> Amount:
    """The amount in a cell. A formula gives the result that was saved; none saved is ``no_result``."""
    if cell.is_formula and cell.value is None:
        return Amount(None, cell, no_result=True)
    try:
        return Amount(from_cell(cell.value), cell)
    except AmountError as error:
        return Amount(None, cell, error)


def is_amount(value: str | Decimal | date | None) -> bool:
    """Whether a cell shows a number at all, a dash included, whatever may be wrong with it as an amount."""
    if isinstance(value, str):
        return bool(AMOUNT_LIKE.fullmatch(value.strip()))
    return isinstance(value, Decimal)


def formula_rows(formula: str) -> set[int]:
    """Row numbers a formula refers to on its own sheet, ranges like B3:B9 filled."""
    rows: set[int] = set()
    for term in re.split(r"[,+\-*/();=&<> ]+", formula):
        if "!" in term:
            continue
        numbers = [int(number) for number in REFERENCE.findall(term)]
        if len(numbers) == 2 and ":" in term and abs(numbers[1] - numbers[0]) < 50_000:
            rows.update(range(min(numbers), max(numbers) + 1))
        else:
            rows.update(numbers)
    return rows
