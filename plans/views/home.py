"""The first page: what waits for me, the year's plan at a glance, and the one thing to do next."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budgetplan.approvals.selectors import desk_of, inbox_desks
from budgetplan.organization.decorators import office_required
from plans.context import year_to_show
from plans.enums import PlanState
from plans.home_parts import parts_for
from plans.overview import open_case, part_shares, year_rows
from plans.permissions import can_edit_plan, can_set_up_year
from plans.selectors import plan_table

MOST_CASES = 5


@dataclass(frozen=True)
class Action:
    """The main button of a page."""

    label: str
    url: str
    icon: str


@office_required
@require_safe
def home(request):
    """What waits for the person, their office's plan of this year, and where to go on."""
    waiting = inbox_desks(request.user)
    rows = [row for row in year_rows(request.user) if row.plan]
    year = year_to_show([row.year for row in rows])
    plan = next((row.plan for row in rows if row.year == year), None)
    context = {
        "waiting": waiting[:MOST_CASES],
        "waiting_count": len(waiting),
        "year": year,
        "plan": plan,
        "may_open_year": can_set_up_year(by=request.user),
        "action": _main_action(request.user, plan, waiting),
        "parts": parts_for(request.user),
    }
    if plan:
        plan.fiscal_year, plan.office = year, request.user.office
        context |= _glance(plan)
    return render(request, "plans/home.html", context)


def _glance(plan):
    case = open_case(plan)
    table = plan_table(plan)
    return {
        "table": table,
        "shares": part_shares(table),
        "case": case,
        "desk": desk_of(case) if case else None,
    }


def _main_action(user, plan, waiting):
    """One decision that waits comes first, then the plan: to enter it, to open the next year, else to read it."""
    if waiting:
        case = waiting[0].case
        return Action(_("Decide on the oldest one"), reverse("approvals:case", args=[case.public_id]), "check2-square")
    if plan is None:
        return None
    grid = reverse("plans:grid", args=[plan.fiscal_year.year_be])
    if can_edit_plan(plan=plan, by=user):
        return Action(_("Go on with the plan"), grid, "pencil-square")
    if plan.fiscal_year.is_closed and can_set_up_year(by=user):
        return Action(_("Open a fiscal year"), reverse("plans:year_new"), "calendar-plus")
    if plan.state == PlanState.APPROVED:
        return Action(_("Read the approved plan"), grid, "table")
    return Action(_("Read the plan"), grid, "table")
