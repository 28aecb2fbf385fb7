"""The frame of a draft (envelope, parts, ceilings) and the ceilings of the groups."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgetplan.organization.decorators import office_required
from budgetplan.thai.money import format_amount
from plans import overview
from plans.errors import EditConflict, PlanRefused
from plans.forms import CeilingsForm, EnvelopeForm, PartFormSet
from plans.permissions import check_can_edit_plan, check_can_set_up_year
from plans.selectors import plan_table
from plans.services.years import arrange_frame, ceilings_mark, frame_mark, set_group_ceilings
from plans.totals import ZERO
from plans.views.lookups import demand, find_working_version

GET_AND_POST = ["GET", "HEAD", "POST"]


@office_required
@require_http_methods(GET_AND_POST)
def frame(request, year_be):
    """Set a draft's envelope, its parts and their ceilings."""
    plan = find_working_version(request, year_be)
    demand(check_can_set_up_year, by=request.user)
    try:
        check_can_edit_plan(plan=plan, by=request.user)
    except PlanRefused as error:
        messages.warning(request, str(error))
        return redirect("plans:year", year_be)
    if request.method == "POST":
        return _save_frame(request, plan)
    return _frame_page(request, plan, *_stored_frame(plan))


def _stored_frame(plan):
    parts = plan.parts.order_by("position", "pk")
    rows = [
        {"key": part.key, "position": position, "name": part.name, "ceiling": part.ceiling}
        for position, part in enumerate(parts, start=1)
    ]
    form = EnvelopeForm(initial={"envelope": plan.envelope, "seen": frame_mark(plan)})
    return form, PartFormSet(initial=rows, prefix="parts")


def _save_frame(request, plan):
    form, parts = EnvelopeForm(request.POST), PartFormSet(request.POST, prefix="parts")
    if not (form.is_valid() & parts.is_valid()):
        return _frame_page(request, plan, form, parts)
    try:
        arrange_frame(
            plan=plan,
            envelope=form.cleaned_data["envelope"],
            parts=parts.entries(),
            by=request.user,
            seen=form.cleaned_data["seen"] or None,
        )
    except EditConflict as error:
        _see_afresh(form, frame_mark(plan))
        return _frame_page(request, plan, form, parts, refusal=error, stored=plan.parts.order_by("position", "pk"))
    except PlanRefused as error:
        return _frame_page(request, plan, form, parts, refusal=error)
    messages.success(request, _("The frame is saved."))
    return redirect("plans:year", plan.fiscal_year.year_be)


def _see_afresh(form, mark):
    """Once the clash was shown, saving again is done in sight of it."""
    form.data = form.data.copy()
    form.data["seen"] = mark


def _frame_page(request, plan, form, parts, *, refusal="", stored=()):
    plan.refresh_from_db(fields=["envelope"])
    names = {str(key) for key in plan.parts.filter(lines__isnull=False).values_list("key", flat=True)}
    for part in parts:
        part.has_lines = str(part["key"].value() or "") in names
    form.fields["envelope"].help_text = _last_years_envelope(plan, request.user)
    context = {
        "year": plan.fiscal_year,
        "plan": plan,
        "form": form,
        "parts": parts,
        "sums": _frame_sums(form, parts),
        "refusal": refusal,
        "stored": stored,
    }
    return render(request, "plans/frame.html", context)


def _last_years_envelope(plan, user):
    before = overview.envelope_of_year_before(plan.office_id, plan.fiscal_year.year_be)
    if before is None:
        return _("There is no plan of the year before to compare with.")
    shown = format_amount(before, thai=user.uses_thai_digits, blank="0")
    return _("Last year's envelope: %(shown)s baht") % {"shown": shown}


@office_required
@require_safe
def frame_sums(request, year_be):
    """What the ceilings typed so far come to beside the envelope: a fragment of the frame's page."""
    plan = find_working_version(request, year_be)
    demand(check_can_set_up_year, by=request.user)
    sums = _frame_sums(EnvelopeForm(request.GET), PartFormSet(request.GET, prefix="parts"))
    return render(request, "plans/frame_sums.html", {"sums": sums, "plan": plan})


def _frame_sums(form, parts):
    """The envelope, the sum of the ceilings and what is left, in baht; `unread` counts amounts that can't be read."""
    if form.is_bound:
        form.is_valid()
        parts.is_valid()
        rows = [part.cleaned_data | {"kept": part.is_kept} for part in parts]
        envelope = form.cleaned_data.get("envelope")
        unread = sum("ceiling" in part.errors for part in parts) + ("envelope" in form.errors)
    else:
        rows, envelope, unread = [row | {"kept": True} for row in parts.initial], form.initial["envelope"], 0
    ceilings = [row.get("ceiling") for row in rows if row["kept"]]
    total = sum((ceiling for ceiling in ceilings if ceiling is not None), ZERO)
    return {
        "envelope": envelope,
        "ceilings": total,
        "left": None if envelope is None else envelope - total,
        "without": sum(ceiling is None for ceiling in ceilings),
        "unread": unread,
    }


@office_required
@require_http_methods(GET_AND_POST)
def ceilings(request, year_be):
    """Set the ceiling of every group for the year."""
    plan = find_working_version(request, year_be)
    demand(check_can_set_up_year, by=request.user)
    if plan.fiscal_year.is_closed:
        messages.warning(request, _("Fiscal year %(year)s is closed.") % {"year": plan.fiscal_year})
        return redirect("plans:year", year_be)
    if request.method == "POST":
        return _save_ceilings(request, plan)
    return _ceilings_page(request, plan, _ceilings_form(plan))


def _ceilings_form(plan, data=None):
    year = plan.fiscal_year
    return CeilingsForm(
        data,
        units=overview.group_units(year),
        ceilings=overview.ceilings_of(year),
        initial={"seen": ceilings_mark(year)},
    )


def _save_ceilings(request, plan):
    form = _ceilings_form(plan, request.POST)
    if not form.is_valid():
        return _ceilings_page(request, plan, form)
    try:
        set_group_ceilings(
            year=plan.fiscal_year,
            ceilings=form.ceilings(),
            by=request.user,
            seen=form.cleaned_data["seen"] or None,
        )
    except EditConflict as error:
        _see_afresh(form, ceilings_mark(plan.fiscal_year))
        return _ceilings_page(request, plan, form, refusal=error, conflict=True)
    except PlanRefused as error:
        return _ceilings_page(request, plan, form, refusal=error)
    messages.success(request, _("The ceilings of the groups are saved."))
    return redirect("plans:year", plan.fiscal_year.year_be)


def _ceilings_page(request, plan, form, *, refusal="", conflict=False):
    planned = {share.key: share.planned for share in overview.group_shares(plan.fiscal_year, plan_table(plan))}
    rows = [
        {"field": form[name], "unit": unit, "planned": planned.get(str(unit.pk), ZERO)}
        for name, unit in form.units.items()
    ]
    context = {
        "year": plan.fiscal_year,
        "plan": plan,
        "form": form,
        "rows": rows,
        "sums": _ceiling_sums(form, plan),
        "refusal": refusal,
        "conflict": conflict,
    }
    return render(request, "plans/ceilings.html", context)


@office_required
@require_safe
def ceilings_sum(request, year_be):
    """What the ceilings typed so far come to beside the groups' part: a fragment of the ceilings' page."""
    plan = find_working_version(request, year_be)
    demand(check_can_set_up_year, by=request.user)
    sums = _ceiling_sums(_ceilings_form(plan, request.GET), plan)
    return render(request, "plans/ceilings_sum.html", {"sums": sums, "plan": plan})


def _ceiling_sums(form, plan):
    """The sum of the groups' ceilings beside the ceiling of the part they share, in baht."""
    part = overview.missions_part(plan)
    if form.is_bound:
        form.is_valid()
        amounts = [form.cleaned_data.get(name) for name in form.units]
    else:
        amounts = [form.fields[name].initial for name in form.units]
    total = sum((amount for amount in amounts if amount is not None), ZERO)
    ceiling = part.ceiling if part else None
    return {
        "ceilings": total,
        "part": part,
        "left": None if ceiling is None else ceiling - total,
        "unread": sum(name in form.errors for name in form.units) if form.is_bound else 0,
    }
