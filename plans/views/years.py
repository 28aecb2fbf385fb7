"""Fiscal years: the list, one year's overview, opening and closing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgetplan.approvals.permissions import can_withdraw
from budgetplan.approvals.selectors import desk_of
from budgetplan.organization.decorators import office_required
from budgetplan.thai.dates import fiscal_year_of
from plans import overview
from plans.errors import PlanRefused, YearExists
from plans.forms import YearForm
from plans.permissions import READERS, can_edit_plan, can_revise_plan, can_set_up_year, check_can_set_up_year
from plans.selectors import plan_table, visible_versions, years_of
from plans.services.copies import scaled_total
from plans.services.years import close_year, open_year, reopen_year
from plans.views.imbalances import imbalance_links
from plans.views.lookups import demand, find_working_version, find_year


@office_required
@require_safe
def years(request):
    """Every fiscal year of the office."""
    context = {"rows": overview.year_rows(request.user), "may_open_year": can_set_up_year(by=request.user)}
    return render(request, "plans/years.html", context)


@office_required
@require_safe
def year(request, year_be):
    """One year: its money, its plan's state, and everything to do with it."""
    plan = find_working_version(request, year_be)
    table = plan_table(plan)
    case = overview.open_case(plan)
    user = request.user
    context = {
        "year": plan.fiscal_year,
        "plan": plan,
        "table": table,
        "change": overview.envelope_change(plan),
        "left": plan.envelope - table.total.annual,
        "shares": overview.part_shares(table),
        "groups": overview.group_shares(plan.fiscal_year, table) if user.has_role(*READERS) else None,
        "imbalances": imbalance_links(plan, table, user),
        "versions": visible_versions(user, plan.fiscal_year),
        "case": case,
        "desk": desk_of(case) if case else None,
        "may_withdraw": bool(case) and can_withdraw(case=case, by=user),
        "may_edit": can_edit_plan(plan=plan, by=user),
        "may_revise": can_revise_plan(plan=plan, by=user),
        "may_set_up": can_set_up_year(by=user),
    }
    return render(request, "plans/year.html", context)


@office_required
@require_http_methods(["GET", "HEAD", "POST"])
def year_new(request):
    """Open a fiscal year."""
    demand(check_can_set_up_year, by=request.user)
    if request.method == "POST":
        return _open_year(request)
    form = YearForm(office_id=request.user.office_id, initial={"year_be": _next_year(request.user)})
    return _year_form(request, form)


def _open_year(request):
    form = YearForm(request.POST, office_id=request.user.office_id)
    if not form.is_valid():
        return _year_form(request, form)
    data = form.cleaned_data
    try:
        plan = open_year(
            office=request.user.office,
            year_be=data["year_be"],
            envelope=data["envelope"],
            by=request.user,
            copy_from=form.source,
            percent=data["percent"] if form.source else None,
        )
    except PlanRefused as error:
        form.add_error("year_be" if isinstance(error, YearExists) else None, str(error))
        return _year_form(request, form)
    messages.success(request, _("Fiscal year %(year)s is open. Set its frame next.") % {"year": data["year_be"]})
    return redirect("plans:frame", plan.fiscal_year.year_be)


def _year_form(request, form):
    context = {"form": form, "first": not years_of(request.user).exists(), "preview": _preview(form)}
    return render(request, "plans/year_new.html", context)


@office_required
@require_safe
def year_preview(request):
    """What the year would start with, for the form that opens it: a fragment of its page."""
    demand(check_can_set_up_year, by=request.user)
    form = YearForm(request.GET, office_id=request.user.office_id)
    return render(request, "plans/year_preview.html", {"preview": _preview(form)})


def _preview(form):
    """Last year's envelope beside the one typed, and what a copied plan would come to: amounts in baht or None."""
    data = _readable(form)
    year_be = data.get("year_be") or form.initial.get("year_be")
    envelope = data.get("envelope")
    before = overview.envelope_of_year_before(form.office_id, year_be) if year_be else None
    source = form.sources.get(data.get("start") or "")
    total = scaled_total(plan=source, percent=data.get("percent")) if source else None
    return {
        "before": before,
        "year_before": year_be - 1 if year_be else None,
        "envelope": envelope,
        "change": overview.EnvelopeChange(before, envelope) if before is not None and envelope is not None else None,
        "source": source,
        "total": total,
        "left": envelope - total if source and envelope is not None else None,
    }


def _readable(form):
    """The fields that could be read so far; a form nobody has filled in yet has none."""
    if not form.is_bound:
        return {}
    form.is_valid()
    return form.cleaned_data


def _next_year(user):
    newest = years_of(user).first()
    return newest.year_be + 1 if newest else fiscal_year_of(timezone.localdate())


@office_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request, year_be):
    """Close the year, after a question."""
    return _open_or_close(request, year_be, close_year, _("Fiscal year %(year)s is closed."), "plans/close.html")


@office_required
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request, year_be):
    """Open a closed year again, after a question."""
    return _open_or_close(request, year_be, reopen_year, _("Fiscal year %(year)s is open again."), "plans/reopen.html")


def _open_or_close(request, year_be, service, done, template):
    found = find_year(request, year_be)
    demand(check_can_set_up_year, by=request.user)
    refusal = ""
    if request.method == "POST":
        try:
            service(year=found, by=request.user)
        except PlanRefused as error:
            refusal = str(error)
        else:
            messages.success(request, done % {"year": year_be})
            return redirect("plans:year", year_be)
    context = {"year": found, "refusal": refusal, "plan": find_working_version(request, year_be)}
    return render(request, template, context, status=409 if refusal else 200)
