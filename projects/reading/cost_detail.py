"""Rows and columns of a cost table that only head or sum up other rows."""

from decimal import Decimal
from itertools import groupby

from budgetplan.thai.money import ZERO
from projects.reading.cost_cells import read_amounts
from projects.reading.cost_columns import CostColumns
from projects.reading.costs import (
    MOST_IN_A_ROW,
    CostTable,
    ReadCost,
    RowDifference,
    category_named,
    summed_by_role,
    written,
)
from projects.reading.grid import Grid


def compare_subtotals(read: CostTable, grid: Grid, columns: CostColumns) -> None:
    """Amounts in a column of subtotals are no lines: each is compared with the lines of the rows it covers."""
    for column in columns.roles.get("subtotal", ()):
        for row in grid.body(columns.head_rows):
            cell = grid.cell(row, column)
            if cell is None or cell.row != row:
                continue
            printed = read_amounts(cell).total
            below = [line for line in read.lines if line.row // MOST_IN_A_ROW in range(row, row + cell.height)]
            summed = _sum(below)
            if printed and summed and printed != summed:
                name = below[0].headings[-1][1] if below[0].headings else below[0].text
                read.row_differences.append(RowDifference(name, printed, summed))


def drop_sums_of_detail(read: CostTable) -> None:
    """Rows that head others are no lines: without an amount, or with the sum of those under them."""
    rows = [list(group) for _row, group in groupby(read.lines, key=lambda line: (line.row, line.row < 0 and id(line)))]
    kept: list[ReadCost] = []
    whole = _sum(read.lines)
    printed = read.totals[-1].amounts.get("total") if read.totals else None
    told: set[int] = set()
    for place, row in enumerate(rows):
        head = row[0]
        own = None if head.printed is None else _sum(row)
        below = [line for other in _below(head, rows[place + 1 :]) for line in other]
        summed = _sum(below)
        if id(head) in told:
            continue
        if own not in (None, summed) and below and all(line.printed is None for line in below):
            _tell(row, below, read)
            told |= {id(line) for line in below}
            kept += row
            continue
        if not summed or (own not in (None, summed) and (head.factors or whole == printed)):
            kept += row
            continue
        if own not in (None, summed):
            read.row_differences.append(RowDifference(head.text, own, summed))
        _put_under(head, below)
    dropped = len(kept) < len(read.lines)
    read.lines = kept
    if dropped and read.totals:
        _sum_again(read)


def _tell(row: list[ReadCost], below: list[ReadCost], read: CostTable) -> None:
    """One amount, and under it bullets without amounts that don't come to it: one line that says them all."""
    name = row[0].text
    printed, summed = _sum(row), _sum(below)
    if summed:
        partly = any(line.amount is None for line in below)
        read.row_differences.append(RowDifference(name, printed, summed, partly=partly))
    for line in row:
        line.text = " ".join([name, *(f"- {written(other)}" for other in below)])


def _sum(lines: list[ReadCost]) -> Decimal:
    return sum((line.amount or ZERO for line in lines), ZERO)


def _put_under(line: ReadCost, below: list[ReadCost]) -> None:
    if category_named(line.text):
        for other in below:
            other.category = other.category or category_named(line.text)
        return
    for other in below:
        if not any(text == line.text for _no, text in other.headings):
            other.headings = [*line.headings, (line.no, line.text), *other.headings]


def _sum_again(read: CostTable) -> None:
    """The last total counts the lines that are left; totals in between can't be told any more."""
    last = read.totals[-1]
    last.computed = last.since = summed_by_role(read.lines)
    read.totals = [last]


def _below(head: ReadCost, following: list[list[ReadCost]]) -> list[list[ReadCost]]:
    """The rows right after one that stand under it: by their number, by their headings, or as bullets of it."""
    below: list[list[ReadCost]] = []
    for row in following:
        other = row[0]
        under = head.printed is None and any(text == head.text for _no, text in other.headings)
        by_number = bool(head.no) and other.no.startswith(f"{head.no}.")
        if not (under or by_number or (head.text and other.details_of == head.text)):
            break
        below.append(row)
    return below
