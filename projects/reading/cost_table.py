"""Cost tables: every line with its category, source and printed amount, and the totals that are printed."""

import re
from decimal import Decimal

from budgetplan.documents.docx_blocks import Cell, Table
from budgetplan.thai.money import ZERO, AmountError, parse_amount
from projects.content import Factor, product_of
from projects.enums import CostCategory
from projects.reading.calendar import CARRIED, TOTAL
from projects.reading.cost_bullets import Bullet, bullets_of, share_out, sum_of
from projects.reading.cost_cells import AmountCell, CostItem, cost_items, read_amounts
from projects.reading.cost_columns import CATEGORIES, QUARTERS, SOURCES, CostColumns, find_columns
from projects.reading.cost_detail import compare_subtotals, drop_sums_of_detail
from projects.reading.cost_shares import by_source, one_source, outside_of, quarters_of, shares_of
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
    is_of_cost,
    other_category_begun,
    other_category_named,
    says_count,
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
        columns = CostColumns(0, before.columns, before.roles, before.factors, before.headings)
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
        self._outside = ""
        self._under_one: set[int] = set()
        self._unused: dict[str, None] = {}
        self._summed = 0
        self._numbered: ReadCost | None = None
        self._child = 0

    def finished(self) -> CostTable:
        compare_subtotals(self._read, self._grid, self._columns)
        drop_sums_of_detail(self._read)
        self._read.lines = [line for line in self._read.lines if line.text or line.printed]
        self._read.leave_out()
        used = {text for line in self._read.said for _no, text in line.headings}
        self._read.unread += [text for text in self._unused if text not in used]
        return self._read

    def read_row(self, row: int) -> None:
        name = self._grid.cell(row, self._columns.roles["name"][0])
        amounts = (
            {
                column: read_amounts(self._own(row, column))
                for column in self._columns.money()
                if not _covers(name, column)
            }
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
        self._read_category(row)
        count = self._count(amounts)
        if not count and (name.row != row or not name.text.strip()):
            return
        if row in self._under_one:
            return
        items: list[CostItem] | None = None
        if rows := self._rows_under_one(row, amounts):
            items = [self._item_over(rows)]
        elif name.text.strip():
            items = cost_items(name, self._own(row, self._columns.one("number")), count)
        if items is None:
            items = self._unclear(name.text, count)
            amounts = {column: AmountCell([cell.total]) for column, cell in amounts.items() if cell.said}
        self._lines(row, items, amounts)

    def _rows_under_one(self, row: int, amounts: dict[int, AmountCell]) -> list[Cell]:
        """The name cells of the rows that the amounts of a row are merged down over; none where they aren't."""
        said = [self._grid.cell(row, column) for column, cell in amounts.items() if any(cell.said)]
        heights = {cell.height for cell in said if cell is not None}
        height = next(iter(heights), 1)
        if len(heights) != 1 or height < 2:
            return []
        column = self._columns.roles["name"][0]
        cells = [cell for at in range(row, row + height) if (cell := self._own(at, column)) and cell.text.strip()]
        if len(cells) < 2:
            return []
        self._under_one |= set(range(row + 1, row + height))
        return cells

    def _item_over(self, cells: list[Cell]) -> CostItem:
        items = [item for cell in cells for item in cost_items(cell, None, 1) or ()]
        texts = [f"{item.text} {item.details}".strip() for item in items]
        return CostItem(Number("-"), texts[0], items[0].headings, "", texts, is_list=True, has_bullets=True)

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

    def _read_category(self, row: int) -> None:
        """What a column of categories says for a row."""
        column = self._columns.one("category")
        text = self._grid.text(row, column) if column is not None else ""
        if column is not None:
            self._category, self._outside = category_named(text), other_category_named(text)

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
            self._category, self._outside = category, ""
            return
        self._category, self._outside = None, other_category_named(text)
        if self._outside:
            return
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
        shares = shares_of(items, amounts, self._columns)
        for place, item in enumerate(items):
            for heading in item.headings:
                if self._is_new(heading):
                    self._open(heading.number, heading.text)
            share = {role: values[place] for role, values in shares.items() if values[place] is not None}
            if any(share.values()):
                self._outside_columns(item, share, row)
            if len(items) == 1 and self._as_list(item, share, row):
                continue
            if not any(share.values()):
                self._without_money(item, row, dashes=bool(share))
            elif self._parts(share) or not outside_of(share):
                self._line(item, share, row, place)

    def _outside_columns(self, item: CostItem, share: dict[str, Decimal], row: int) -> None:
        """What stands in columns of other categories: costs that are left out, not part of the row's own amount."""
        for column, amount in outside_of(share).items():
            heading = self._columns.heading(column)
            line = ReadCost(item.text, printed=amount, headings=self._headings_for(item), outside=heading)
            self._read.lines += by_source(line, {} if self._parts(share) else share)
            line.row = row * MOST_IN_A_ROW

    def _is_new(self, heading: ListItem) -> bool:
        return (heading.number, heading.text) not in self._headings

    def _without_money(self, item: CostItem, row: int, *, dashes: bool) -> None:
        """A heading, or a line whose amount was left out: which, is known when what follows has been read."""
        _text, factors, amount = calculation(item.text)
        if factors or amount:
            self._line(item, {"total": amount} if amount else {}, row)
            return
        if not dashes and (says_count(item.text) or self._has_quantity(row)) and is_of_cost(item.text):
            self._line(item, {}, row)
            return
        if item.number.is_bullet:
            self._read.unread += [] if dashes else [item.text]
            return
        self._numbered = None
        self._open(item.number, item.text)
        if item.number and not dashes and not category_named(item.text) and not self._outside:
            line = ReadCost(item.text, no=item.number.text)
            line.headings = [heading for heading in self._open_headings() if heading[1] != item.text]
            self._read.lines.append(line)
        elif not dashes and not category_named(item.text) and not self._outside:
            self._unused[item.text] = None

    def _has_quantity(self, row: int) -> bool:
        return any(self._grid.text(row, column) for column in self._columns.factors)

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

    def _line(
        self, item: CostItem, share: dict[str, Decimal], row: int, place: int = 0, *, whole: bool = False
    ) -> None:
        """A line for each category of a row. `whole`: what its text calculates is only part of it."""
        text, factors, stated = calculation(f"{item.text} {item.details}".strip() if item.details else item.text)
        if not factors and item.details:
            text, factors, stated = calculation(item.text)
        if whole:
            text, factors, stated = words(item.text), (), None
        factors = factors or self._factors(row)
        headings = self._headings_for(item)
        if not item.number.is_bullet and not headings:
            self._headings = []
        parts = self._parts(share) or [(None, stated)]
        made: list[ReadCost] = []
        for category, amount in parts:
            said = category or category_named(text) or self._category or category_begun(text)
            line = ReadCost(
                text=text,
                category=said,
                printed=amount,
                factors=factors if len(parts) == 1 else (),
                no="" if item.number.is_bullet else item.number.text,
                headings=headings,
                quarters=quarters_of(share, amount),
                outside="" if said else self._outside or other_category_begun(text),
                details_of=self._numbered.text if item.number.is_bullet and self._numbered else None,
                row=row * MOST_IN_A_ROW + place,
            )
            made += by_source(line, share)
        self._read.lines += made
        if not item.number.is_bullet:
            self._numbered = made[0] if item.number else None
        self._check_row(text, share)

    def _parts(self, share: dict[str, Decimal]) -> list[tuple[CostCategory | None, Decimal]]:
        """(category, amount) of a row: its categories, else its total, sources or quarters without a category.

        What stands in columns of other categories is no part of it.
        """
        parts = [(category, share[role]) for role, category in CATEGORIES.items() if share.get(role)]
        if parts:
            return parts
        for roles in (("operations",), ("total",), ("in_budget", "off_budget"), SOURCES, QUARTERS):
            amount = sum((share.get(role) or ZERO for role in roles), ZERO)
            own = amount if roles == ("operations",) else amount - sum(outside_of(share).values(), ZERO)
            if amount:
                return [(None, own)] if own > 0 else []
        return []

    def _check_row(self, text: str, share: dict[str, Decimal]) -> None:
        summed = sum((share.get(role) or ZERO for role in CATEGORIES), ZERO)
        other = sum(outside_of(share).values(), ZERO)
        if summed and share.get("total") and share["total"] != summed + other:
            self._read.row_differences.append(RowDifference(text, share["total"], summed + other))

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

    def _as_list(self, item: CostItem, share: dict[str, Decimal], row: int) -> bool:
        """Read one amount for several things: as lines of their own, or as one that says them all. False: it isn't.

        They are lines where their own amounts sum to the printed one; else nothing tells what each of them costs.
        """
        parts = self._parts(share)
        bullets = bullets_of(item.listed) if len(item.listed) > 1 and parts else []
        known = [bullet for bullet in bullets if bullet.amount]
        printed = sum((amount for _category, amount in parts), ZERO)
        _text, factors, _stated = calculation(f"{item.text} {item.details}".strip())
        if not known or (not item.is_list and product_of(factors) == printed):
            return False
        summed = sum_of(known)
        if len(known) == len(bullets) and summed == printed:
            self._bullet_lines(item, bullets, parts, row, share)
            return True
        if not item.has_bullets or (not item.is_list and len(known) < 2):
            return False
        text = " ".join([*([] if item.is_list else [item.text]), *(f"- {one}" for one in item.listed)])
        name = item.listed[0] if item.is_list else item.text
        self._line(CostItem(item.number, text, item.headings), share, row, whole=True)
        self._read.row_differences.append(RowDifference(name, printed, summed, partly=len(known) < len(bullets)))
        return True

    def _bullet_lines(self, item: CostItem, bullets: list[Bullet], parts: list, row: int, share: dict) -> None:
        share_out(bullets, parts)
        if not item.is_list:
            self._open(item.number, item.text)
        for place, bullet in enumerate(bullets):
            line = ReadCost(
                bullet.text,
                bullet.category or self._category,
                bullet.stated,
                bullet.factors,
                headings=self._open_headings(),
                row=row * MOST_IN_A_ROW + place,
                outside="" if bullet.category else self._outside,
            )
            self._read.lines += by_source(line, share if len(bullets) == 1 else one_source(share))

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


def _covers(cell: Cell, column: int) -> bool:
    return cell.column <= column < cell.column + cell.width
