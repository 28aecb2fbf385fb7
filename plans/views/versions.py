"""The versions of a year's plan: their list, two of them compared, submitting one, revising one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgetplan.approvals.errors import ApprovalRefused
from budgetplan.approvals.permissions import can_withdraw
from budgetplan.approvals.selectors import desk_of, route_ahead
from budgetplan.approvals.wording import outcome
from budgetplan.organization.decorators import office_required
from plans import overview
from plans.comparison import Change, compare_plans
from plans.errors import PlanFrozen, PlanRefused
from plans.forms import RevisionForm
from plans.permissions import can_edit_plan, can_revise_plan, check_can_revise_plan, check_can_set_up_year
from plans.selectors import plan_table, visible_versions
from plans.services.versions import PLAN_KIND, revise_plan, submit_plan
from plans.totals import Row
from plans.views.imbalances import imbalance_links
from plans.views.lookups import demand, find_version, find_working_version
from plans.wording import change_remarks

GET_AND_POST = ["GET", "HEAD", "POST"]


@office_required
@require_safe
def versions(request, year_be):
    """Every version of the year's plan with what was decided on it."""
    plan = find_working_version(request, year_be)
    found = list(visible_versions(request.user, plan.fiscal_year))
    context = {
        "year": plan.fiscal_year,
        "plan": plan,
        "stories": overview.stories(found),
        "numbers": [version.number for version in found],
        "may_revise": can_revise_plan(plan=plan, by=request.user),
    }
    return render(request, "plans/versions.html", context)


@office_required
@require_safe
def compare_chosen(request, year_be):
    """Go to the comparison of the two versions chosen in the list, the older one first."""
    plan = find_working_version(request, year_be)
    chosen = [request.GET.get(name, "") for name in ("old", "new")]
    if not all(number.isdecimal() for number in chosen):
        raise Http404
    return redirect("plans:compare", plan.fiscal_year.year_be, *sorted(map(int, chosen)))


@office_required
@require_safe
def compare(request, year_be, old, new):
    """Two versions line by line."""
    before, after = find_version(request, year_be, old), find_version(request, year_be, new)
    old_table, new_table = plan_table(before), plan_table(after)
    names = overview.unit_names(after.office_id)
    context = {
        "year": after.fiscal_year,
        "old": before,
        "new": after,
        "rows": [(change, change_remarks(change, names)) for change in compare_plans(old_table, new_table)],
        "totals": Change("changed", _total_row(new_table), _total_row(old_table), old_table.total, new_table.total),
        "versions": visible_versions(request.user, after.fiscal_year),
    }
    return render(request, "plans/compare.html", context)


def _total_row(table):
    return Row("", "total", 0, "", "", table.total, ceiling=table.envelope)


@office_required
@require_http_methods(GET_AND_POST)
def submit(request, year_be, number):
    """Put a version before its first approver, after a look at its figures and the route ahead."""
    plan = find_version(request, year_be, number)
    demand(check_can_set_up_year, by=request.user)
    refusal = ""
    if request.method == "POST":
        try:
            case = submit_plan(plan=plan, by=request.user)
        except (PlanRefused, ApprovalRefused) as error:
            refusal = str(error)
            plan = find_version(request, year_be, number)
        else:
            messages.success(request, outcome(case))
            return redirect("plans:year", year_be)
    return render(
        request, "plans/submit.html", _submission(plan, request.user, refusal), status=409 if refusal else 200
    )


def _submission(plan, user, refusal):
    table = plan_table(plan)
    case = overview.open_case(plan)
    return {
        "year": plan.fiscal_year,
        "plan": plan,
        "table": table,
        "shares": overview.part_shares(table),
        "imbalances": imbalance_links(plan, table, user),
        "route": route_ahead(kind=PLAN_KIND, document=plan, unit_id=plan.unit_id, author=user),
        "case": case,
        "desk": desk_of(case) if case else None,
        "may_withdraw": bool(case) and can_withdraw(case=case, by=user),
        "may_submit": can_edit_plan(plan=plan, by=user) and bool(table.lines()) and not table.imbalances,
        "refusal": refusal,
    }


@office_required
@require_http_methods(GET_AND_POST)
def revise(request, year_be, number):
    """Copy an approved or rejected version into a new draft, saying why."""
    plan = find_version(request, year_be, number)
    try:
        demand(check_can_revise_plan, plan=plan, by=request.user)
    except PlanFrozen as error:
        messages.warning(request, str(error))
        return redirect("plans:versions", year_be)
    form = RevisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = revise_plan(plan=plan, reason=form.cleaned_data["reason"], by=request.user)
        except PlanRefused as error:
            form.add_error(None, str(error))
        else:
            done = _("Version %(number)s is open. Change it, then submit it.")
            messages.success(request, done % {"number": draft.number})
            return redirect("plans:version", year_be, draft.number)
    context = {"year": plan.fiscal_year, "plan": plan, "form": form}
    return render(request, "plans/revise.html", context)
