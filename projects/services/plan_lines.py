"""Approved projects in the year's spending plan: a line for each in the part for quality and group missions.

The line's key is the project's, so that a later version of the project changes its own line.
"""

from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from plans.enums import PartKind, PlanState
from plans.models import SpendingPlan
from plans.selectors import plan_table, working_version
from plans.services.outside import put_lines
from plans.services.versions import begin_revision
from plans.services.years import locked_year
from plans.totals import ZERO, Amounts
from projects.contents import contents_of
from projects.permissions import check_can_arrange
from projects.selectors import versions_in_force
from projects.totals import left_of_ceiling, over_ceiling, total_up


class Missing(NamedTuple):
    """An approved project whose line in the plan isn't there or says something else; amounts in baht.

    `planned` is what the plan's table prints for the line, None without a line; `planned_name` is what the line is
    called, where that is another name. A line that `has_lines_below` has no amounts of its own: a person changes those
    below it.
    """

    proposal: object
    approved: Amounts
    planned: Amounts | None
    planned_name: str = ""
    has_lines_below: bool = False


class PartAfter(NamedTuple):
    """The part for projects with what would be taken over, in baht: what it comes to against its `ceiling`, or None."""

    name: str
    ceiling: Decimal | None
    annual: Decimal

    @property
    def over(self):
        return over_ceiling(self.ceiling, self.annual)

    @property
    def left(self):
        return left_of_ceiling(self.ceiling, self.annual)


def part_after(plan, missing):
    """The PartAfter of a plan into which `missing` (Missings) are taken over; None where it has no such part.

    A line that stands in another part is changed there, and one with lines below it isn't changed at all.
    """
    key = plan.parts.filter(kind=PartKind.QUALITY).values_list("key", flat=True).first()
    if key is None:
        return None
    table = plan_table(plan)
    part = next(row for row in table.parts if row.key == str(key))
    elsewhere = {row.key for row in table.rows()} - {row.key for row in part.walk()}
    taken = [row for row in missing if not row.has_lines_below and str(row.proposal.project.key) not in elsewhere]
    more = sum((row.approved.annual - (row.planned.annual if row.planned else ZERO) for row in taken), ZERO)
    return PartAfter(part.name, part.ceiling, part.amounts.annual + more)


def missing_in_plan(year):
    """The Missings of a year: approved projects that the working version of its plan doesn't show as approved.

    A project that asks for none of the office's own money needs no line.
    """
    return missing_in(_rows_of(working_version(year)), versions_in_force(year))


def _rows_of(plan):
    return plan_table(plan).rows() if plan else ()


def missing_in(rows, proposals):
    """The Missings of approved `proposals` in a plan whose table has these `rows` (plans.totals.Rows)."""
    contents = contents_of(proposals)
    planned = {row.key: row for row in rows}
    found = []
    for proposal in proposals:
        approved = total_up(contents[proposal.pk]).own
        row = planned.get(str(proposal.project.key))
        if row is None:
            if approved.annual:
                found.append(Missing(proposal, approved, None))
            continue
        other_name = row.name if row.name != proposal.name else ""
        if row.amounts != approved or other_name:
            found.append(Missing(proposal, approved, row.amounts, other_name, has_lines_below=not row.is_leaf))
    return found


@transaction.atomic
def take_over_approved(*, year, by):
    """A planning officer puts the missing approved projects into the plan. Returns the Missings that were put there.

    Lines with lines below them are left to a person. Raises NotAllowed, PlanFrozen where the plan waits for approval or
    the year is closed.
    """
    check_can_arrange(by=by, office_id=year.office_id)
    year, plan = _locked(year)
    return _put(missing_in_plan(year), year, plan, by=by)


def put_into_plan(*, proposal, by):
    """After its approval: put the project's own line into the plan, unless that waits for its own decision just now.

    Called inside the decision's transaction. Where the plan is approved already its next version is begun. What else
    the plan doesn't show as approved is the planning officer's to take over. A plan without a part for projects
    doesn't keep a project from being approved: it goes on being missing.
    """
    year, plan = _locked(proposal.project.fiscal_year)
    if plan is None or plan.state == PlanState.WAITING:
        return
    if plan.parts.filter(kind=PartKind.QUALITY).exists():
        _put(missing_in(_rows_of(plan), [proposal]), year, plan, by=by)


def _put(missing, year, plan, *, by):
    """Put Missings into the plan and return those that could be."""
    missing = [row for row in missing if not row.has_lines_below]
    if not missing:
        return []
    if plan.state in (PlanState.APPROVED, PlanState.REJECTED):
        names = ", ".join(row.proposal.name for row in missing)
        reason = _("Takes over approved projects: %(names)s") % {"names": names}
        plan = begin_revision(plan=plan, year=year, reason=reason, by=by)
    lines = [
        (row.proposal.project.key, row.proposal.name, row.proposal.project.unit_id, row.approved) for row in missing
    ]
    put_lines(plan=plan, lines=lines, by=by)
    return missing


def _locked(year):
    """The year and the working version of its plan, held: what is missing is looked up once nobody else can add it.

    The year comes first, as everywhere a version is begun.
    """
    year = locked_year(year)
    plan = working_version(year)
    if plan is None:
        return year, None
    rows = SpendingPlan.objects.select_for_update(no_key=True, of=("self",))
    return year, rows.select_related("fiscal_year").get(pk=plan.pk)
