"""The year's projects as lists: by strategy with money by source, and by group. Their sums are made here, once.

Page, paper and workbook read these rows; `projects.selectors` fills them. Amounts are Decimal baht.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import ceil, floor

from plans.totals import ZERO
from projects.enums import FundSource
from projects.totals import left_of_ceiling, over_ceiling


@dataclass(frozen=True)
class Revision:
    """An unfinished version of an approved project: what it asks for in all and of the office's own money, in baht."""

    version: int
    state: str
    total: Decimal = ZERO
    own: Decimal = ZERO


@dataclass(frozen=True)
class ProjectRow:
    """A project in a list: one version of its proposal.

    `number` is its priority within its strategy, from 1, whoever looks. `sources` maps FundSource to baht; `own` is the
    office's own in-budget money, the only one that stands in the plan. `revision` is what an approved project is being
    changed to, until that is approved too.
    """

    key: str
    number: int
    name: str
    unit_id: int
    unit: str
    state: str
    sources: dict = field(default_factory=dict)
    own: Decimal = ZERO
    version: int = 1
    strategy_id: int | None = None
    programme: str = ""
    owners: str = ""
    is_over_ceiling: bool = False
    revision: Revision | None = None

    @property
    def held(self):
        """What it takes of its group's ceiling: while it is revised, the larger of approved and asked for."""
        return max(self.own, self.revision.own) if self.revision else self.own

    @property
    def total(self):
        return sum(self.sources.values(), ZERO)

    @property
    def area_office(self):
        return self.sources.get(FundSource.AREA_OFFICE, ZERO)

    @property
    def obec(self):
        return self.sources.get(FundSource.OBEC, ZERO)

    @property
    def other(self):
        return self.sources.get(FundSource.OTHER, ZERO)


def sum_sources(rows):
    """{FundSource: baht} over ProjectRows, every source present."""
    sums = dict.fromkeys(FundSource, ZERO)
    for row in rows:
        for source, amount in row.sources.items():
            sums[FundSource(source)] += amount
    return sums


def order_mark(keys):
    """A short text that differs as soon as the order of the projects' keys does."""
    return hashlib.sha256("\n".join(map(str, keys)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class StrategyRows:
    """A strategy (ยุทธศาสตร์) with its projects by priority. `number` None: projects without a strategy yet."""

    number: int | None
    name: str
    rows: tuple = ()
    pk: int | None = None

    @property
    def sources(self):
        return sum_sources(self.rows)

    @property
    def total(self):
        return sum(self.sources.values(), ZERO)

    @property
    def mark(self):
        """The `order_mark` of its projects."""
        return order_mark(row.key for row in self.rows)


@dataclass(frozen=True)
class GoneRow:
    """A project that is in no sum any more: rejected, set aside, or merged into the project `merged_into` (a key)."""

    key: str
    name: str
    unit_id: int
    unit: str
    state: str
    programme: str = ""
    owners: str = ""
    merged_into: str = ""


@dataclass(frozen=True)
class GroupRows:
    """A group's projects against its ceiling in baht (None: it has none). Only the office's own money counts."""

    unit_id: int
    unit: str
    ceiling: Decimal | None
    rows: tuple = ()

    @property
    def asked(self):
        return sum((row.held for row in self.rows), ZERO)

    @property
    def over(self):
        """Baht asked beyond the ceiling; 0 within it or without one."""
        return over_ceiling(self.ceiling, self.asked)

    @property
    def left(self):
        """Baht of the ceiling not asked for yet; None without a ceiling."""
        return left_of_ceiling(self.ceiling, self.asked)

    @property
    def percent(self):
        """What is asked for in whole per cent of the ceiling, above 100 as soon as it is over; None without one."""
        if not self.ceiling:
            return None
        share = self.asked * 100 / self.ceiling
        return ceil(share) if self.over else floor(share)


@dataclass(frozen=True)
class ProjectList:
    """The projects of a year by strategy. `hidden` is how many more there are that the person may not see."""

    office_name: str
    year_be: int
    strategies: tuple
    hidden: int = 0

    def rows(self):
        """Every ProjectRow in printed order."""
        for strategy in self.strategies:
            yield from strategy.rows

    @property
    def sources(self):
        return sum_sources(self.rows())

    @property
    def own_total(self):
        """The office's own in-budget money of all projects, in baht."""
        return sum((row.own for row in self.rows()), ZERO)

    @property
    def held_total(self):
        """What all projects take of the groups' ceilings, in baht."""
        return sum((row.held for row in self.rows()), ZERO)

    @property
    def total(self):
        return sum(self.sources.values(), ZERO)

    def narrowed(self, keeps):
        """The list with only the rows that `keeps(row)` answers for; strategies without any are left out."""
        kept = [
            replace(strategy, rows=tuple(row for row in strategy.rows if keeps(row))) for strategy in self.strategies
        ]
        return replace(self, strategies=tuple(strategy for strategy in kept if strategy.rows))


def by_group(rows, ceilings):
    """GroupRows of ProjectRows and of every group with a ceiling; `ceilings` holds (unit id, name, baht)."""
    below, names = defaultdict(list), {}
    for row in rows:
        below[row.unit_id].append(row)
        names[row.unit_id] = row.unit
    limits = {unit_id: amount for unit_id, _name, amount in ceilings}
    names |= {unit_id: name for unit_id, name, _amount in ceilings}
    return tuple(
        GroupRows(unit_id, name, limits.get(unit_id), tuple(below[unit_id])) for unit_id, name in names.items()
    )


@dataclass(frozen=True)
class GroupTotals:
    """All groups together, in baht: ceilings (None: no group has one), what is asked, what of it is over and left."""

    ceiling: Decimal | None
    asked: Decimal
    over: Decimal
    left: Decimal | None


def sum_groups(groups):
    """The GroupTotals of GroupRows. What one group leaves doesn't make up for what another is over."""
    groups = tuple(groups)
    limited = [group for group in groups if group.ceiling is not None]
    return GroupTotals(
        ceiling=sum((group.ceiling for group in limited), ZERO) if limited else None,
        asked=sum((group.asked for group in groups), ZERO),
        over=sum((group.over for group in groups), ZERO),
        left=sum((group.left for group in limited), ZERO) if limited else None,
    )
