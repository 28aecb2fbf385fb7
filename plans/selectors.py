"""Reading years and plans, each in a fixed number of queries however long the plan is."""

from plans.enums import UNFINISHED_STATES, PlanState
from plans.models import FiscalYear, GroupCeiling, Part, SpendingLine, SpendingPlan
from plans.permissions import READERS
from plans.totals import Amounts, LineRecord, PartRecord, PlanTable, add_up, build_parts, find_imbalances


def plan_table(plan):
    """The PlanTable of a version, in three queries besides the plan's own year and office."""
    parts = build_parts(_part_records(plan), _line_records(plan))
    return PlanTable(
        office_name=plan.office.name,
        year_be=plan.fiscal_year.year_be,
        number=plan.number,
        state=plan.state,
        envelope=plan.envelope,
        parts=parts,
        total=add_up(part.amounts for part in parts),
        imbalances=find_imbalances(parts, plan.envelope, _group_ceilings(plan)),
    )


def _group_ceilings(plan):
    """(unit id, name, ceiling) of the year's groups. A decided version isn't held to ceilings set after it."""
    if plan.state not in UNFINISHED_STATES:
        return []
    ceilings = GroupCeiling.objects.filter(office_id=plan.office_id, fiscal_year_id=plan.fiscal_year_id)
    return ceilings.values_list("unit_id", "unit__name", "amount").order_by("unit__position", "unit__name")


def _part_records(plan):
    parts = Part.objects.filter(office_id=plan.office_id, plan=plan).order_by("position", "pk")
    return [
        PartRecord(pk, str(key), name, ceiling)
        for pk, key, name, ceiling in parts.values_list("pk", "key", "name", "ceiling")
    ]


def _line_records(plan):
    lines = SpendingLine.objects.filter(office_id=plan.office_id, plan=plan).order_by("position", "pk")
    columns = (
        "pk",
        "part_id",
        "parent_id",
        "key",
        "kind",
        "name",
        "annual",
        "q1",
        "q2",
        "q3",
        "q4",
        "note",
        "unit_id",
        "version",
    )
    return [
        LineRecord(pk, part, parent, str(key), kind, name, Amounts(annual, (q1, q2, q3, q4)), note, unit, version)
        for pk, part, parent, key, kind, name, annual, q1, q2, q3, q4, note, unit, version in lines.values_list(
            *columns
        )
    ]


def years_of(user):
    """The fiscal years of the user's office, the newest first."""
    return FiscalYear.objects.of_office(user).order_by("-year_be")


def year_of(user, year_be):
    """The user's office's year, or None."""
    return FiscalYear.objects.of_office(user).filter(year_be=year_be).select_related("office").first()


def versions_of(year):
    """Every version of the year's plan, the newest first."""
    plans = SpendingPlan.objects.filter(office_id=year.office_id, fiscal_year=year)
    return plans.select_related("fiscal_year", "office", "unit", "created_by", "approved_by").order_by("-number")


def version_of(year, number):
    """The year's plan version of that number, or None."""
    return versions_of(year).filter(number=number).first()


def working_version(year):
    """The version people work with: the newest one that wasn't rejected, else the newest. None before the first."""
    return versions_of(year).exclude(state=PlanState.REJECTED).first() or versions_of(year).first()


def visible_versions(user, year):
    """The versions of the year's plan that the person may read, the newest first."""
    versions = versions_of(year).select_related("based_on")
    return versions if user.has_role(*READERS) else versions.approved()


def working_version_for(user, year):
    """The version the person works with: the working version, or the approved one where they read no drafts."""
    return working_version(year) if user.has_role(*READERS) else approved_version(year)


def approved_version(year):
    """The approved version in force, or None."""
    return versions_of(year).approved().first()


def approved_before(plan):
    """The approved version that was in force when this one was made, or None."""
    return versions_of(plan.fiscal_year).approved().filter(number__lt=plan.number).first()
