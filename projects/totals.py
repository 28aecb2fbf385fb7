"""The one place where a proposal's money is added up. Screen, paper, workbook and plan all read `ProposalTotals`.

Amounts are Decimal baht, exact to the satang. Quarters of a cost line follow from the months of its activity, evenly,
or as typed; they always sum to the line (domain, rule 1).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from budgetplan.thai.money import from_satang, to_satang
from plans.totals import ZERO, Amounts, add_up
from projects.content import quarter_of_month
from projects.enums import CostCategory, FundSource

NO_QUARTERS = (ZERO, ZERO, ZERO, ZERO)


def spread_over_months(amount, months):
    """Four quarters of `amount` in proportion to how many of `months` (1 is October) each has.

    Whole baht where the amount is whole baht, the remainder in the last quarter that has a month. Without months
    nothing is spread: four zeros.
    """
    counts = [0] * len(NO_QUARTERS)
    for month in set(months):
        counts[quarter_of_month(month) - 1] += 1
    satang = to_satang(amount)
    return _spread(satang, counts, unit=1 if satang % 100 else 100)


def spread_as_typed(amount, typed):
    """Four quarters in the proportion that was typed; as typed where that sums to `amount`.

    When the amount changes after its quarters were typed they change with it, in whole satang, the remainder in the
    last quarter that has any. Four zeros spread nothing.
    """
    return _spread(to_satang(amount), [to_satang(quarter) for quarter in typed], unit=1)


def _spread(satang, weights, *, unit):
    total = sum(weights)
    if not total:
        return NO_QUARTERS
    shares = [satang * weight // (total * unit) * unit for weight in weights]
    last = max(index for index, weight in enumerate(weights) if weight)
    shares[last] += satang - sum(shares)
    return tuple(from_satang(share) for share in shares)


def quarters_of(line, months):
    """The four quarters of a CostLineContent whose activity runs in `months`."""
    if line.quarters is not None and any(line.quarters):
        return spread_as_typed(line.amount, line.quarters)
    return spread_over_months(line.amount, months)


@dataclass(frozen=True)
class LineTotals:
    """A cost line with its quarters; `number` is its activity's."""

    number: str
    line: object
    amounts: Amounts


@dataclass(frozen=True)
class Money:
    """A sum of cost lines: in all, by category, in and off budget, by source."""

    total: Decimal = ZERO
    by_category: dict = field(default_factory=dict)
    in_budget: Decimal = ZERO
    off_budget: Decimal = ZERO
    by_source: dict = field(default_factory=dict)

    @property
    def compensation(self):
        return self.of_category(CostCategory.COMPENSATION)

    @property
    def services(self):
        return self.of_category(CostCategory.SERVICES)

    @property
    def materials(self):
        return self.of_category(CostCategory.MATERIALS)

    def of_category(self, category):
        """Baht in a CostCategory."""
        return self.by_category.get(category, ZERO)

    def of_source(self, source):
        """Baht from a FundSource."""
        return self.by_source.get(source, ZERO)


def add_lines(lines):
    """The Money of CostLineContents."""
    by_category, by_source = defaultdict(lambda: ZERO), defaultdict(lambda: ZERO)
    in_budget = off_budget = ZERO
    for line in lines:
        by_category[line.category] += line.amount
        by_source[line.source] += line.amount
        if line.in_budget:
            in_budget += line.amount
        else:
            off_budget += line.amount
    return Money(in_budget + off_budget, dict(by_category), in_budget, off_budget, dict(by_source))


def is_own_money(line):
    """Whether the office's own budget pays: only that stands in the plan and counts against ceilings."""
    return line.source == FundSource.AREA_OFFICE and line.in_budget


def over_ceiling(ceiling, asked):
    """Baht `asked` beyond a ceiling; 0 within it or without one (None)."""
    return max(asked - ceiling, ZERO) if ceiling is not None else ZERO


def left_of_ceiling(ceiling, asked):
    """Baht of a ceiling not asked for yet, 0 where it is passed; None without one."""
    return None if ceiling is None else max(ceiling - asked, ZERO)


@dataclass(frozen=True)
class ProposalTotals:
    """A proposal's money: `money` in all, `amounts` with quarters, `own` the office's own share of both.

    `activities` maps an activity's printed number to the Money of its own cost lines (not those of sub-activities),
    `branches` to that of its cost lines and those of its sub-activities.
    """

    lines: tuple
    activities: dict
    money: Money
    amounts: Amounts
    own: Amounts
    branches: dict = field(default_factory=dict)

    @property
    def unspread(self):
        """Baht that stand in no quarter, because their activities have no months."""
        return self.amounts.gap


def total_up(content):
    """The ProposalTotals of a ProposalContent."""
    lines = tuple(
        LineTotals(number, line, Amounts(line.amount, quarters_of(line, months)))
        for number, line, months in content.cost_lines()
    )
    by_activity, by_branch = defaultdict(list), defaultdict(list)
    for row in lines:
        by_activity[row.number].append(row.line)
        for number in {row.number, row.number.partition(".")[0]}:
            by_branch[number].append(row.line)
    return ProposalTotals(
        lines=lines,
        activities={number: add_lines(below) for number, below in by_activity.items()},
        money=add_lines(row.line for row in lines),
        amounts=add_up(row.amounts for row in lines),
        own=add_up(row.amounts for row in lines if is_own_money(row.line)),
        branches={number: add_lines(below) for number, below in by_branch.items()},
    )
