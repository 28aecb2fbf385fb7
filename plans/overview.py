"""What the pages around a plan show: years side by side, parts and groups against their ceilings, the route ahead."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from budgetplan.approvals.enums import OPEN_STATES
from budgetplan.approvals.selectors import history_of, stories_of
from budgetplan.organization.enums import UnitKind
from budgetplan.organization.models import Unit
from plans.enums import PartKind, PlanState
from plans.models import FiscalYear, GroupCeiling, Part, SpendingPlan
from plans.permissions import READERS
from plans.selectors import years_of
from plans.totals import ZERO, group_totals


@dataclass(frozen=True)
class YearRow:
    """A fiscal year in the list with the version to open there (None where this person may read none yet)."""

    year: FiscalYear
    plan: SpendingPlan | None


@dataclass(frozen=True)
class Share:
    """A part or a group: what it may come to and what its lines come to, in baht. No ceiling is None."""

    key: str
    name: str
    ceiling: Decimal | None
    planned: Decimal

    @property
    def remaining(self):
        """What is left below the ceiling, negative above it; None without a ceiling."""
        return None if self.ceiling is None else self.ceiling - self.planned

    @property
    def is_over(self):
        return self.remaining is not None and self.remaining < 0


@dataclass(frozen=True)
class EnvelopeChange:
    """This year's envelope beside last year's, in baht."""

    before: Decimal
    now: Decimal

    @property
    def difference(self):
        return self.now - self.before

    @property
    def percent(self):
        """The difference in per cent of last year's envelope, two places; None where that was nothing."""
        if not self.before:
            return None
        return (self.difference * 100 / self.before).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class VersionStory:
    """A version and what was decided on it, the newest case first."""

    plan: SpendingPlan
    cases: list


def year_rows(user):
    """Every year of the office with its version for this person, newest first, in two queries."""
    plans = SpendingPlan.objects.of_office(user).order_by("-number")
    by_year = {}
    for plan in plans if user.has_role(*READERS) else plans.approved():
        by_year.setdefault(plan.fiscal_year_id, []).append(plan)
    return [YearRow(year, _to_open(by_year.get(year.pk, []))) for year in years_of(user)]


def _to_open(plans):
    return next((plan for plan in plans if plan.state != PlanState.REJECTED), None) or next(iter(plans), None)


def envelope_of_year_before(office_id, year_be):
    """Last year's envelope in baht, approved where there is an approved version; None without last year's plan."""
    plans = SpendingPlan.objects.filter(office_id=office_id, fiscal_year__year_be=year_be - 1)
    found = list(plans.order_by("-number").values_list("state", "envelope"))
    approved = [envelope for state, envelope in found if state == PlanState.APPROVED]
    return next(iter(approved + [envelope for _state, envelope in found]), None)


def envelope_change(plan):
    """The EnvelopeChange of a version against last year's plan; None where there was none."""
    before = envelope_of_year_before(plan.office_id, plan.fiscal_year.year_be)
    return None if before is None else EnvelopeChange(before, plan.envelope)


def part_shares(table):
    """A Share for every part of a PlanTable."""
    return [Share(part.key, part.name, part.ceiling, part.amounts.annual) for part in table.parts]


def group_units(year):
    """The groups and the audit unit that may have a ceiling in the year, in order; closed ones while they have one."""
    units = Unit.objects.filter(office_id=year.office_id).exclude(kind=UnitKind.SCHOOL)
    usable = units.filter(Q(is_active=True) | Q(pk__in=ceilings_of(year)))
    return usable.order_by("position", "name")


def group_shares(year, table):
    """A Share for every group that has a ceiling or lines of its own, in order. `table` is the PlanTable."""
    ceilings = ceilings_of(year)
    planned = group_totals(table.parts)
    units = Unit.objects.filter(office_id=year.office_id, pk__in=ceilings.keys() | planned.keys())
    return [
        Share(str(unit.pk), unit.name, ceilings.get(unit.pk), planned.get(unit.pk, ZERO))
        for unit in units.order_by("position", "name")
    ]


def ceilings_of(year):
    """{unit id: ceiling in baht} of the year."""
    rows = GroupCeiling.objects.filter(office_id=year.office_id, fiscal_year=year)
    return dict(rows.values_list("unit_id", "amount"))


def missions_part(plan):
    """The part that the groups' missions share (งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม), or None."""
    return Part.objects.filter(office_id=plan.office_id, plan=plan, kind=PartKind.QUALITY).order_by("position").first()


def stories(plans):
    """A VersionStory for each of the plans (versions of one office), in a fixed number of queries."""
    cases = stories_of(plans)
    return [VersionStory(plan, cases[plan.pk]) for plan in plans]


def unit_names(office_id):
    """{unit id: short name} of the office, also of units that are closed."""
    return dict(Unit.objects.filter(office_id=office_id).values_list("pk", "short_name"))


def open_case(plan):
    """The plan's case that waits or was returned, with its steps and decisions, or None."""
    return history_of(plan).filter(state__in=OPEN_STATES).select_related("author", "unit").first()
