"""Which amount of a row is for which of its lines, and how a line is split over sources and quarters."""

from dataclasses import replace
from decimal import Decimal

from budgetplan.thai.money import ZERO
from projects.reading.cost_cells import AmountCell, CostItem
from projects.reading.cost_columns import QUARTERS, SOURCES, CostColumns
from projects.reading.costs import ReadCost

OUTSIDE = "outside:"
"""Begins the role of each column of money that our form has no category for; its number follows."""


def shares_of(items: list[CostItem], amounts: dict[int, AmountCell], columns: CostColumns) -> dict[str, list]:
    """{role: the amount for each item}. A column with fewer amounts than items gives each to the total it equals."""
    roles = columns.money()
    shares: dict[str, list[Decimal | None]] = {}
    totals = next((amounts[column].said for column in columns.roles.get("total", ()) if column in amounts), [])
    for column, cell in amounts.items():
        role = f"{OUTSIDE}{column}" if roles[column] == "unknown_money" else roles[column]
        shares[role] = _aligned(cell, len(items), totals)
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


def outside_of(share: dict[str, Decimal]) -> dict[int, Decimal]:
    """{column: amount} of what stands in columns that our form has no category for."""
    return {
        int(role.removeprefix(OUTSIDE)): amount for role, amount in share.items() if role.startswith(OUTSIDE) and amount
    }


def by_source(line: ReadCost, share: dict[str, Decimal]) -> list[ReadCost]:
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


def _split(line: ReadCost, amount: Decimal, **changes) -> ReadCost:
    return replace(line, printed=amount, factors=(), quarters=None, details_of=None, **changes)


def quarters_of(share: dict[str, Decimal], amount: Decimal | None):
    """What a row says for each quarter, where that sums to its amount; None otherwise."""
    first, second, third, fourth = (share.get(role) or ZERO for role in QUARTERS)
    total = first + second + third + fourth
    return (first, second, third, fourth) if total and total == amount else None


def one_source(share: dict[str, Decimal]) -> dict[str, Decimal]:
    """What a row says of source and side of the budget where that is one for all of it; {} where it is split."""
    sources = [role for role in SOURCES if share.get(role)]
    sides = [role for role in ("in_budget", "off_budget") if share.get(role)]
    return {role: share[role] for roles in (sources, sides) if len(roles) == 1 for role in roles}
