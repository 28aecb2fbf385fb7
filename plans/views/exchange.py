"""The plan out to Excel and back: export, upload, preview, correct the columns, import."""

from contextlib import suppress

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from budgetplan.documents.xlsx import WorkbookRefused, xlsx_response
from budgetplan.organization.decorators import office_required
from plans.errors import PlanFrozen, PlanRefused
from plans.import_forms import ColumnsForm, UploadForm
from plans.models import PlanImport
from plans.permissions import can_edit_plan, check_can_edit_plan
from plans.selectors import plan_table
from plans.services.imports import apply_import, preview_import, upload_workbook
from plans.views.lookups import demand, find_version
from plans.workbook.writing import plan_workbook


def _upload_of(user, plan, public_id):
    return get_object_or_404(PlanImport.objects.of_office(user).select_related("file"), plan=plan, public_id=public_id)


def _check_planning_officer(plan, user):
    """403 for people who read plans and don't change them; a frozen version is said on the page."""
    with suppress(PlanFrozen):
        demand(check_can_edit_plan, plan=plan, by=user)


@office_required
@require_GET
def export(request, year_be, number):
    """The version as our workbook, to be filled offline."""
    plan = find_version(request, year_be, number)
    name = _("Spending plan %(year)s version %(number)s.xlsx") % {"year": year_be, "number": number}
    return xlsx_response(plan_workbook(plan, plan_table(plan)), name)


@office_required
@require_http_methods(["GET", "POST"])
def upload(request, year_be, number):
    """Choose a workbook; on success go on to its preview."""
    plan = find_version(request, year_be, number)
    if request.method == "POST":
        _check_planning_officer(plan, request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["workbook"]
        try:
            stored = upload_workbook(plan=plan, name=name, data=data, by=request.user)
            return redirect("plans:import_preview", year_be, number, stored.public_id)
        except PlanRefused as error:
            refusal = str(error)
    context = {
        "year": plan.fiscal_year,
        "plan": plan,
        "form": form,
        "refusal": refusal,
        "may_edit": can_edit_plan(plan=plan, by=request.user),
    }
    return render(request, "plans/import_upload.html", context, status=422 if refusal or form.errors else 200)


@office_required
@require_GET
def import_preview(request, year_be, number, public_id):
    """Every change and every fault of an uploaded workbook, before anything is done."""
    plan = find_version(request, year_be, number)
    return _preview_page(request, plan, _upload_of(request.user, plan, public_id))


def _preview_page(request, plan, stored, *, refusal="", forms=None, status=200):
    try:
        preview = preview_import(stored)
    except (PlanRefused, WorkbookRefused) as error:
        preview, refusal = None, refusal or str(error)
    if forms is None and preview and preview.reading:
        forms = _column_forms(preview)
    context = {
        "year": plan.fiscal_year,
        "plan": plan,
        "upload": stored,
        "preview": preview,
        "forms": forms,
        "refusal": refusal,
        "counts": _counts(preview),
        "remove_missing": stored.choices.get("remove_missing", False),
        "may_edit": can_edit_plan(plan=plan, by=request.user),
    }
    return render(request, "plans/import_preview.html", context, status=status)


def _column_forms(preview, data=None):
    reports = {report.name: report for report in reversed(preview.reading.sheets)}
    return [
        ColumnsForm(data, prefix=f"sheet{index}", report=reports[sheet.name], sheet=sheet)
        for index, sheet in enumerate(preview.sheets)
        if sheet.name in reports
    ]


def _counts(preview):
    kinds = [change.kind for change in preview.proposal.preview] if preview else []
    return {kind: kinds.count(kind) for kind in ("changed", "added", "removed")}


@office_required
@require_POST
def import_columns(request, year_be, number, public_id):
    """Keep which sheets and columns the person chose, and preview again."""
    plan = find_version(request, year_be, number)
    stored = _upload_of(request.user, plan, public_id)
    _check_planning_officer(plan, request.user)
    try:
        preview = preview_import(stored)
    except (PlanRefused, WorkbookRefused) as error:
        return _preview_page(request, plan, stored, refusal=str(error), status=409)
    forms = _column_forms(preview, request.POST) if preview.reading else []
    if not all(form.is_valid() for form in forms):
        return _preview_page(request, plan, stored, forms=forms, status=422)
    chosen = [form for form in forms if form.cleaned_data["read"]]
    stored.choices = {
        "remove_missing": "remove_missing" in request.POST,
        "chosen": [form.report.name for form in chosen],
        "mapping": {form.report.name: form.columns() for form in chosen if form.has_changed()},
    }
    stored.save(update_fields=["choices"])
    return redirect("plans:import_preview", year_be, number, public_id)


@office_required
@require_POST
def import_apply(request, year_be, number, public_id):
    """Do everything the preview showed."""
    plan = find_version(request, year_be, number)
    stored = _upload_of(request.user, plan, public_id)
    _check_planning_officer(plan, request.user)
    seen = request.POST.get("revision", "")
    try:
        session = apply_import(upload=stored, seen_revision=int(seen) if seen.isdecimal() else -1, by=request.user)
    except (PlanRefused, WorkbookRefused) as error:
        return _preview_page(request, plan, stored, refusal=str(error), status=409)
    count = len(session.edit.after) if session.edit else 0
    messages.success(
        request,
        ngettext(
            "Imported: %(count)s row changed. Undo takes it all back.",
            "Imported: %(count)s rows changed. Undo takes it all back.",
            count,
        )
        % {"count": count},
    )
    return redirect("plans:version", year_be, number)
