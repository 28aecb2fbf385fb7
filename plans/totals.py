"""The one place where totals of a plan are computed.

Screen, PDF, workbook and export all read a `PlanTable`. Amounts are Decimal baht, exact to the satang.
Rule 1 of the domain: quarters make a line's annual amount, lines their category, categories their part,
parts the envelope. Totals are computed, never typed.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

ZERO = Decimal("0.00")


class Amounts(NamedTuple):
    """An annual amount and its four quarters, in baht."""

    annual: Decimal = ZERO
    quarters: tuple = (ZERO, ZERO, ZERO, ZERO)

    @property
    def gap(self):
        """The annual amount less its quarters: what is still to be spread (negative: spread too much)."""
        return self.annual - sum(self.quarters)

    def cells(self):
        """(annual, q1, q2, q3, q4)."""
        return (self.annual, *self.quarters)


def add_up(amounts):
    """The sum of several Amounts, column by column."""
    rows = list(amounts)
    if not rows:
        return Amounts()
    columns = [sum(column, ZERO) for column in zip(*(row.cells() for row in rows), strict=True)]
    return Amounts(columns[0], tuple(columns[1:]))


@dataclass(frozen=True)
class Row:
    """A row of the table with its total and the rows below it.

    `kind` is "part", "category", "heading" (a line with lines below it) or "line". `number` is the printed number
    in Arabic digits ("2.4"), empty for a part. `level` is 0 for a part, 1 for a row directly below it.
    """

    key: str
    kind: str
    level: int
    number: str
    name: str
    amounts: Amounts
    note: str = ""
    ceiling: Decimal | None = None
    unit_id: int | None = None
    version: int = 0
    children: tuple = ()

    @property
    def is_leaf(self):
        return self.kind == "line"

    def walk(self):
        """This row and every row below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def own_name_only(self):
        """Whether a part's single line only repeats the part's name: it prints as one row."""
        return len(self.children) == 1 and self.children[0].is_leaf and self.children[0].name == self.name


class Imbalance(NamedTuple):
    """A place that doesn't add up. `difference` in baht, positive: too much, negative: too little.

    `code` is "line_quarters" (quarters against the line's annual amount), "part_ceiling", "group_ceiling" or
    "envelope". `key` names the row; empty for the whole plan.
    """

    code: str
    key: str
    name: str
    expected: Decimal
    found: Decimal

    @property
    def difference(self):
        return self.found - self.expected


@dataclass(frozen=True)
class PlanTable:
    """A plan version as a table: its parts, its totals and where it doesn't add up."""

    office_name: str
    year_be: int
    number: int
    state: str
    envelope: Decimal
    parts: tuple
    total: Amounts
    imbalances: tuple = field(default=())

    def rows(self):
        """Every row in printed order, parts included."""
        for part in self.parts:
            yield from part.walk()

    def lines(self):
        """The rows whose amounts were typed."""
        return [row for row in self.rows() if row.is_leaf]


class LineRecord(NamedTuple):
    """What `build_parts` needs of a spending line; `part`, `parent` and `id` are database ids."""

    id: int
    part: int
    parent: int | None
    key: str
    kind: str
    name: str
    amounts: Amounts
    note: str
    unit_id: int | None
    version: int


class PartRecord(NamedTuple):
    """What `build_parts` needs of a part."""

    id: int
    key: str
    name: str
    ceiling: Decimal | None


def build_parts(parts, lines):
    """The tree of Rows of `parts` (PartRecords) and `lines` (LineRecords), both in printed order."""
    below = defaultdict(list)
    for line in lines:
        below[("line", line.parent) if line.parent else ("part", line.part)].append(line)
    return tuple(_part_row(part, below) for part in parts)


def _part_row(part, below):
    children = _child_rows(below[("part", part.id)], below, level=1, prefix="")
    amounts = add_up(child.amounts for child in children)
    return Row(part.key, "part", 0, "", part.name, amounts, ceiling=part.ceiling, children=children)


def _child_rows(lines, below, *, level, prefix):
    return tuple(
        _line_row(line, below, level=level, number=f"{prefix}{index}") for index, line in enumerate(lines, start=1)
    )


def _line_row(line, below, *, level, number):
    children = _child_rows(below[("line", line.id)], below, level=level + 1, prefix=f"{number}.")
    if line.kind == "category":
        kind = "category"
    else:
        kind = "heading" if children else "line"
    amounts = line.amounts if kind == "line" else add_up(child.amounts for child in children)
    return Row(
        line.key, kind, level, number, line.name, amounts,
        note=line.note, unit_id=line.unit_id, version=line.version, children=children,
    )  # fmt: skip


def find_imbalances(parts, envelope, group_ceilings=()):
    """Every place where a plan doesn't add up, in printed order, the envelope last.

    `group_ceilings` holds (unit id, unit name, ceiling in baht). A part without a ceiling and a group without
    one are not held to any.
    """
    found = []
    for part in parts:
        found += [_quarters_off(row) for row in part.walk() if row.is_leaf and row.amounts.gap]
        if part.ceiling is not None and part.amounts.annual > part.ceiling:
            found.append(Imbalance("part_ceiling", part.key, part.name, part.ceiling, part.amounts.annual))
    found += _group_overruns(parts, group_ceilings)
    total = add_up(part.amounts for part in parts)
    if total.annual != envelope:
        found.append(Imbalance("envelope", "", "", envelope, total.annual))
    return tuple(found)


def _quarters_off(row):
    return Imbalance("line_quarters", row.key, row.name, row.amounts.annual, sum(row.amounts.quarters, ZERO))


def group_totals(parts):
    """What the lines of each group come to in the year: {unit id: baht}. Groups without lines are missing."""
    totals = defaultdict(lambda: ZERO)
    for part in parts:
        for row in part.walk():
            if row.is_leaf and row.unit_id:
                totals[row.unit_id] += row.amounts.annual
    return dict(totals)


def _group_overruns(parts, group_ceilings):
    asked = group_totals(parts)
    return [
        Imbalance("group_ceiling", "", name, ceiling, asked[unit_id])
        for unit_id, name, ceiling in group_ceilings
        if asked.get(unit_id, ZERO) > ceiling
    ]
