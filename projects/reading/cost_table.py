"""Cost tables: every line with its category, source and printed amount, and the totals that are printed."""

import re
from decimal import Decimal

from budgetplan.documents.docx_blocks import Table
from budgetplan.thai.money import ZERO, AmountError, parse_amount
from projects.content import Factor
from projects.enums import CostCategory
from projects.reading.calendar import CARRIED, TOTAL
from projects.reading.cost_cells import AmountCell, CostItem, cost_items, read_amounts
from projects.reading.cost_columns import CATEGORIES, QUARTERS, SOURCES, CostColumns, find_columns
from projects.reading.cost_detail import drop_sums_of_detail
from projects.reading.costs import (
    GRAND,
    MOST_IN_A_ROW,
    SUBTOTAL,
    CostTable,
    PrintedTotal,
    ReadCost,
    RowDifference,
    calculation,
    category_begun,
    category_named,
    summed_by_role,
)
from projects.reading.grid import Grid
from projects.reading.items import ListItem
from projects.reading.text import Number, key, words


def read_cost_table(table: Table, before: CostColumns | None = None) -> CostTable | None:
    """The cost lines of a table, None where it is none. A table without a head goes on the one ``before`` it."""
    grid = Grid(table)
    columns = find_columns(grid)
    if not columns.is_of_costs:
        if before is None or before.columns != grid.columns or columns.head_rows:
            return None
        columns = CostColumns(0, before.columns, before.roles, before.factors)
    reader = TableReader(grid, columns)
    for row in grid.body(columns.head_rows):
        reader.read_row(row)
    return reader.finished()


class TableReader:
    """Reads a cost table from top to bottom, keeping the headings that what follows stands under."""

    def __init__(self, grid: Grid, columns: CostColumns):
        self._grid = grid
        self._columns = columns
        self._read = CostTable(columns)
        self._headings: list[tuple[Number, str]] = []
        self._category: CostCategory | None = None
        self._summed = 0
        self._numbered: ReadCost | None = None
        self._child = 0

    def finished(self) -> CostTable:
        self._check_subtotals()
        drop_sums_of_detail(self._read)
        self._read.lines = [line for line in self._read.lines if line.text or line.printed]
        return self._read

    def _check_subtotals(self) -> None:
        """Amounts in a column of subtotals are no lines: each is compared with the lines of the rows it covers."""
        for column in self._columns.roles.get("subtotal", ()):
            for row in self._grid.body(self._columns.head_rows):
                cell = self._own(row, column)
                printed = read_amounts(cell).total
                rows = range(row, row + (cell.height if cell else 0))
                below = [line for line in self._read.lines if line.row // MOST_IN_A_ROW in rows]
                summed = sum((line.amount or ZERO for line in below), ZERO)
                if printed and summed and printed != summed:
                    name = below[0].headings[-1][1] if below[0].headings else below[0].text
                    self._read.row_differences.append(RowDifference(name, printed, summed))

    def read_row(self, row: int) -> None:
        name = self._grid.cell(row, self._columns.roles["name"][0])
        amounts = (
            {column: read_amounts(self._own(row, column)) for column in self._columns.money() if column != name.column}
            if name is not None
            else {}
        )
        label = self._label(row)
        if CARRIED.fullmatch(key(label)):
            return
        if name is None or self._is_total(label):
            self._total(label, amounts)
            return
        for cell in amounts.values():
            self._read.unread += [text for text in cell.unread if key(text)]
        self._group(row)
        count = self._count(amounts)
        if not count and (name.row != row or not name.text.strip()):
            return
        items = cost_items(name, self._own(row, self._columns.one("number")), count) if name.text.strip() else None
        if items is None:
            items = self._unclear(name.text, count)
            amounts = {column: AmountCell([cell.total]) for column, cell in amounts.items() if cell.said}
        self._lines(row, items, amounts)

    def _own(self, row: int, column: int | None):
        cell = self._grid.cell(row, column) if column is not None else None
        return cell if cell is not None and cell.row == row else None

    def _label(self, row: int) -> str:
        """What a row calls itself: the first text that is no number."""
        texts = [words(cell.text) for cell in self._grid.row(row) if cell.row == row and cell.text.strip()]
        return next((text for text in texts if not re.fullmatch(r"[\d.,\s()\-]+", text)), "")

    def _is_total(self, label: str) -> bool:
        text = key(label)
        return bool(TOTAL.fullmatch(text) or GRAND.fullmatch(text) or SUBTOTAL.fullmatch(text))

    def _group(self, row: int) -> None:
        column = self._columns.one("group")
        cell = self._grid.cell(row, column) if column is not None else None
        if cell is not None and cell.text.strip() and cell.row == row:
            from_number = self._own(row, self._columns.one("number"))
            for item in cost_items(cell, from_number, 1) or ():
                self._open(item.number, item.text)

    def _open(self, number: Number, text: str) -> None:
        """A heading: it ends those of its level and below."""
        if category := category_named(text):
            self._category = category
            return
        self._category = None
        self._numbered = None
        self._child = 0
        kept = [
            (other, name)
            for other, name in self._headings
            if other and number and number.text.startswith(f"{other.text}.")
        ]
        self._headings = [*kept, (number, text)]

    def _count(self, amounts: dict[int, AmountCell]) -> int:
        """How many amounts stand in a row one below the other: as the column of totals says, if there is one."""
        totals = [amounts[column] for column in self._columns.roles.get("total", ()) if column in amounts]
        said = [len(cell.said) for cell in totals if cell.said] or [len(cell.said) for cell in amounts.values()]
        return max(said, default=0)

    def _unclear(self, text: str, count: int) -> list[CostItem]:
        name = words(text)
        if count > 1:
            self._read.unclear.append(name)
        return [CostItem(Number(), name)]

    def _lines(self, row: int, items: list[CostItem], amounts: dict[int, AmountCell]) -> None:
        shares = _shares(items, amounts, self._columns)
        own_lines = _detailed(items, shares)
        for place, item in enumerate(items):
            for heading in item.headings:
                if self._is_new(heading):
                    self._open(heading.number, heading.text)
            share = {role: values[place] for role, values in shares.items() if values[place] is not None}
            if own_lines:
                self._detail(item, share)
            elif not any(share.values()):
                self._without_money(item, row, dashes=bool(share))
            else:
                self._line(item, share, row, place)

    def _is_new(self, heading: ListItem) -> bool:
        return (heading.number, heading.text) not in self._headings

    def _without_money(self, item: CostItem, row: int, *, dashes: bool) -> None:
        """A heading, or a line whose amount was left out: which, is known when what follows has been read."""
        if item.number.is_bullet:
            return
        _text, factors, amount = calculation(item.text)
        if factors or amount:
            self._line(item, {"total": amount} if amount else {}, row)
            return
        self._numbered = None
        self._open(item.number, item.text)
        if item.number and not dashes and not category_named(item.text):
            line = ReadCost(item.text, no=item.number.text)
            line.headings = [heading for heading in self._open_headings() if heading[1] != item.text]
            self._read.lines.append(line)

    def _headings_for(self, item: CostItem) -> list[tuple[str, str]]:
        """Headings over a line: not one of its own level that came before it."""
        found = self._open_headings()
        if not item.number or item.number.is_bullet or self._columns.one("group") is not None:
            return found
        above = [(no, text) for no, text in found if no and item.number.text.startswith(f"{no}.")]
        if above or not found:
            return above
        return found if not found[-1][0] or self._goes_on_under(item.number, found[-1][0]) else []

    def _goes_on_under(self, number: Number, heading: str) -> bool:
        """Whether a numbered line belongs to a series that began again at 1 under the heading."""
        restarted = number.depth == 1 and number.last == self._child + 1 and (self._child > 0 or number.last == 1)
        if restarted and (self._child or heading != "0"):
            self._child = number.last
        return restarted

    def _line(self, item: CostItem, share: dict[str, Decimal], row: int, place: int = 0) -> None:
        text, factors, stated = calculation(f"{item.text} {item.details}".strip() if item.details else item.text)
        if not factors and item.details:
            text, factors, stated = calculation(item.text)
        factors = factors or self._factors(row)
        headings = self._headings_for(item)
        if not item.number.is_bullet and not headings:
            self._headings = []
        parts = self._parts(share) or [(None, stated)]
        made: list[ReadCost] = []
        for category, amount in parts:
            line = ReadCost(
                text=text,
                category=category or category_named(text) or self._category or category_begun(text),
                printed=amount,
                factors=factors if len(parts) == 1 else (),
                no="" if item.number.is_bullet else item.number.text,
                headings=headings,
                quarters=_quarters(share, amount),
                details_of=self._numbered.text if item.number.is_bullet and self._numbered else None,
                row=row * MOST_IN_A_ROW + place,
            )
            made += _by_source(line, share)
        self._read.lines += made
        if not item.number.is_bullet:
            self._numbered = made[0] if item.number else None
        self._check_row(text, share)

    def _parts(self, share: dict[str, Decimal]) -> list[tuple[CostCategory | None, Decimal]]:
        """(category, amount) of a row: its categories, else its total, sources or quarters without a category."""
        parts = [(category, share[role]) for role, category in CATEGORIES.items() if share.get(role)]
        if parts:
            return parts
        for roles in (("total",), ("in_budget", "off_budget"), SOURCES, QUARTERS):
            amount = sum((share.get(role) or ZERO for role in roles), ZERO)
            if amount:
                return [(None, amount)]
        return []

    def _check_row(self, text: str, share: dict[str, Decimal]) -> None:
        summed = sum((share.get(role) or ZERO for role in CATEGORIES), ZERO)
        other = share.get("unknown_money") or ZERO
        if other:
            self._read.not_ours.append(text)
        if summed and share.get("total") and share["total"] != summed + other:
            self._read.row_differences.append(RowDifference(text, share["total"], summed))

    def _factors(self, row: int) -> tuple[Factor, ...]:
        """Factors of columns for quantities and rates."""
        unit_column = self._columns.one("unit")
        factors = []
        for column, unit in self._columns.factors.items():
            number = re.match(r"[\d,.]+", self._grid.text(row, column))
            if not number:
                continue
            value = _amount(number[0])
            rest = self._grid.text(row, column)[number.end() :].strip()
            if value:
                own = self._grid.text(row, unit_column) if unit_column is not None and unit == "" else ""
                factors.append(Factor(_short(value), rest or unit or own))
        return tuple(factors) if len(factors) > 1 else ()

    def _detail(self, item: CostItem, share: dict[str, Decimal]) -> None:
        """One amount for a list whose lines say their own: the lines count, the amount is their sum."""
        self._open(item.number, item.text)
        parts = self._parts(share)
        category = parts[0][0] if len(parts) == 1 else None
        summed = ZERO
        for text in item.details.split(" - "):
            name, factors, stated = calculation(text.removeprefix("- "))
            line = ReadCost(
                name,
                category or self._category or category_begun(name),
                stated,
                factors,
                headings=self._open_headings(),
            )
            summed += line.amount or ZERO
            self._read.lines += _by_source(line, {})
        printed = share.get("total") or sum((amount for _category, amount in parts), ZERO)
        if printed != summed:
            self._read.row_differences.append(RowDifference(item.text, printed, summed))

    def _open_headings(self) -> list[tuple[str, str]]:
        return [(number.text, text) for number, text in self._headings]

    def _total(self, label: str, amounts: dict[int, AmountCell]) -> None:
        roles = self._columns.money()
        printed = {roles[column]: cell.total for column, cell in amounts.items() if cell.said}
        if not amounts:
            printed = {}
        lines = self._read.lines
        self._read.totals.append(
            PrintedTotal(label, printed, summed_by_role(lines), summed_by_role(lines[self._summed :]))
        )
        self._summed = len(lines)


def _amount(text: str) -> Decimal | None:
    try:
        return parse_amount(text)
    except AmountError:
        return None


def _short(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral() else value


def _shares(items: list[CostItem], amounts: dict[int, AmountCell], columns: CostColumns) -> dict[str, list]:
    """{role: the amount for each item}. A column with fewer amounts than items gives each to the total it equals."""
    roles = columns.money()
    shares: dict[str, list[Decimal | None]] = {}
    totals = next((amounts[column].said for column in columns.roles.get("total", ()) if column in amounts), [])
    for column, cell in amounts.items():
        shares[roles[column]] = _aligned(cell, len(items), totals)
    return shares


def _aligned(cell: AmountCell, count: int, totals: list[Decimal]) -> list[Decimal | None]:
    if len(cell.said) == count:
        return list(cell.said)
    if count == 1:
        return [cell.total if cell.said else None]
    aligned: list[Decimal | None] = [None] * count
    if len(cell.lines) == count:
        return list(cell.lines)
    place = 0
    for amount in cell.said:
        found = next((i for i in range(place, len(totals)) if totals[i] == amount and i < count), None)
        if found is not None:
            aligned[found] = amount
            place = found + 1
    return aligned


def _detailed(items: list[CostItem], shares: dict[str, list]) -> bool:
    """Whether the one amount of a row is for bullets each of which says an amount of its own."""
    if len(items) != 1 or not items[0].details.startswith("- ") or not any(values[0] for values in shares.values()):
        return False
    details = [text.removeprefix("- ") for text in items[0].details.split(" - ")]
    found = [calculation(text) for text in details]
    return len(details) > 1 and all(factors or stated for _text, factors, stated in found)


def _by_source(line: ReadCost, share: dict[str, Decimal]) -> list[ReadCost]:
    """The line, or one for each source and side of the budget that it is split over."""
    in_budget, off_budget = share.get("in_budget") or ZERO, share.get("off_budget") or ZERO
    if off_budget and not in_budget:
        line.in_budget = False
    sources = [(source, share[role]) for role, source in SOURCES.items() if share.get(role)]
    if len(sources) == 1:
        line.source = sources[0][0]
    if off_budget and in_budget and in_budget + off_budget == line.printed:
        return [_split(line, in_budget, in_budget=True), _split(line, off_budget, in_budget=False)]
    if len(sources) > 1 and sum((amount for _source, amount in sources), ZERO) == line.printed:
        return [_split(line, amount, source=source) for source, amount in sources]
    return [line]


def _split(line: ReadCost, amount: Decimal, *, in_budget: bool | None = None, source=None) -> ReadCost:
    return ReadCost(
        line.text,
        line.category,
        amount,
        (),
        source or line.source,
        line.in_budget if in_budget is None else in_budget,
        line.no,
        line.headings,
        row=line.row,
    )


def _quarters(share: dict[str, Decimal], amount: Decimal | None):
    first, second, third, fourth = (share.get(role) or ZERO for role in QUARTERS)
    total = first + second + third + fourth
    return (first, second, third, fourth) if total and total == amount else None
