"""All the money of a proposal: its cost tables and lines together, what is declared, and what doesn't add up."""

from dataclasses import dataclass, field
from decimal import Decimal

from budgetplan.thai.money import ZERO
from projects.reading import vocabulary as words_of
from projects.reading.cost_text import Declared
from projects.reading.costs import CostTable, PrintedTotal, ReadCost, says_count, summed_by_role, unread_calculation
from projects.reading.faults import Fault, column_name, fault, formula_fault

WHERE = words_of.BUDGET
ROLES = ("compensation", "services", "materials", "in_budget", "off_budget", "total")


@dataclass
class Money:
    """Cost lines in printed order; `computed` and `printed` sums by role, of `printed` only what is printed."""

    tables: list[CostTable] = field(default_factory=list)
    declared: Declared = field(default_factory=Declared)

    @property
    def lines(self) -> list[ReadCost]:
        return [line for table in self.tables for line in table.lines]

    @property
    def left_out(self) -> list[ReadCost]:
        """Costs in categories that our form has not."""
        return [line for table in self.tables for line in table.left_out]

    @property
    def said(self) -> dict[str, Decimal]:
        """Sums of all costs that were read, those left out too: what the document's own totals are of."""
        return summed_by_role([line for table in self.tables for line in table.said])

    @property
    def computed(self) -> dict[str, Decimal]:
        return summed_by_role(self.lines)

    @property
    def printed(self) -> dict[str, Decimal]:
        printed = _printed([table.totals for table in self.tables])
        sides = {"in_budget": self.declared.in_budget, "off_budget": self.declared.off_budget}
        return {role: amount for role, amount in sides.items() if amount is not None} | printed


def _printed(totals: list[list[PrintedTotal]]) -> dict[str, Decimal]:
    """The last row for the whole; where each table has a row of its own only, their sum."""
    every = [total for table in totals for total in table if total.amounts]
    grand = [total for total in every if total.is_grand]
    if grand and grand[-1] is every[-1]:
        return grand[-1].amounts
    last = [table[-1].amounts for table in totals if table and table[-1].amounts]
    if len(last) < 2:
        return last[0] if last else {}
    return {role: sum((amounts.get(role, ZERO) for amounts in last), ZERO) for role in {r for a in last for r in a}}


def close(money: Money, closing: tuple[str, Decimal] | None) -> None:
    """Count a total written under the last table among its totals. A row of totals stays the last, with its columns."""
    if not closing or not money.tables:
        return
    label, amount = closing
    table = money.tables[-1]
    sums = summed_by_role(table.said)
    place = len(table.totals) - 1 if table.totals and table.totals[-1].amounts else len(table.totals)
    table.totals.insert(place, PrintedTotal(label, {"total": amount}, sums, sums))


def without_summaries(tables: list[CostTable]) -> tuple[list[CostTable], list[CostTable]]:
    """(tables that count, tables that say the same money again in fewer lines)."""
    sums = [sum((line.amount or ZERO for line in table.lines), ZERO) for table in tables]
    counted: list[CostTable] = []
    again: list[CostTable] = []
    for place, table in enumerate(tables):
        others = [other for index, other in enumerate(tables) if index != place and sums[index] == sums[place] != ZERO]
        fuller = [other for other in others if len(other.lines) > len(table.lines)]
        (again if fuller else counted).append(table)
    return counted, again


def settle(money: Money) -> None:
    """What the lines beside the tables say of all costs: who pays, and from which side of the budget."""
    declared = money.declared
    split = any("off_budget" in table.columns.roles or "in_budget" in table.columns.roles for table in money.tables)
    sourced = any(line.source != line.__class__.source for line in money.lines)
    if declared.off_budget and not declared.in_budget and not split:
        for line in money.lines:
            line.in_budget = False
    if declared.source and not sourced:
        for line in money.lines:
            line.source = declared.source


def money_faults(money: Money) -> list[Fault]:
    """Everything in the costs that doesn't agree with itself, in printed order."""
    faults: list[Fault] = []
    for table in money.tables:
        faults += _line_faults(table)
    faults += _total_faults(money)
    faults += _declared_faults(money)
    return faults


def _line_faults(table: CostTable) -> list[Fault]:
    faults = []
    for line in table.lines:
        if line.printed is None and not line.factors:
            faults.append(_missing(line))
        elif line.factors and line.printed is not None and line.computed != line.printed:
            faults.append(formula_fault(WHERE, line.factors, printed=line.printed, computed=line.computed))
        elif line.printed is not None and not line.factors and (reason := unread_calculation(line.text)):
            faults.append(fault("formula_unread", WHERE, name=line.text, reason=reason))
        if line.category is None and line.amount:
            faults.append(fault("category_unknown", WHERE, name=line.text))
    faults += [
        fault(
            "listed_partly" if row.partly else "row_total",
            WHERE,
            name=row.name,
            printed=row.printed,
            computed=row.computed,
        )
        for row in table.row_differences
    ]
    faults += [
        fault("other_category", WHERE, name=line.text, column=line.outside, printed=line.amount)
        for line in table.left_out
    ]
    return faults + [fault("lines_unclear", WHERE, name=text) for text in table.unclear]


def _missing(line: ReadCost) -> Fault:
    """Why a line has no amount: a calculation that can't be read, a count without a rate, or nothing said."""
    if reason := unread_calculation(line.text):
        return fault("formula_unread", WHERE, name=line.text, reason=reason)
    if count := says_count(line.text):
        return fault("count_only", WHERE, name=line.text, count=count)
    return fault("missing_amount", WHERE, name=line.text)


def _total_faults(money: Money) -> list[Fault]:
    """Rows of totals: each may sum the lines since the one before, those of its table, or all so far."""
    faults: list[Fault] = []
    before = dict.fromkeys(summed_by_role([]), ZERO)
    for table in money.tables:
        for place, total in enumerate(table.totals):
            is_last = table is money.tables[-1] and place == len(table.totals) - 1
            faults += _row_faults(total, before, is_last=is_last)
        sums = summed_by_role(table.said)
        before = {role: before[role] + sums[role] for role in before}
    return faults


def _row_faults(total: PrintedTotal, before: dict[str, Decimal], *, is_last: bool) -> list[Fault]:
    faults = []
    for role, printed in total.amounts.items():
        if role not in before:
            continue
        whole = before[role] + total.computed[role]
        if printed in (whole, total.computed[role], total.since[role]):
            continue
        computed = whole if is_last or total.is_grand else total.since[role]
        faults.append(
            fault(
                "column_total",
                WHERE,
                name=total.label or column_name("total"),
                column=column_name(role),
                printed=printed,
                computed=computed,
            )
        )
    return faults


def _declared_faults(money: Money) -> list[Fault]:
    computed, declared = money.said, money.declared
    if not money.lines and not money.left_out:
        return []
    faults = []
    if declared.total is not None and declared.total != computed["total"]:
        faults.append(fault("declared", WHERE, printed=declared.total, computed=computed["total"]))
    for role, amount in (("in_budget", declared.in_budget), ("off_budget", declared.off_budget)):
        if amount is not None and amount != computed[role] and amount != declared.total:
            faults.append(
                fault("declared_side", WHERE, name=column_name(role), printed=amount, computed=computed[role])
            )
    return faults
