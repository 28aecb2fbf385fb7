"""How a project begins: empty, from another project, from a Word file."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from budgetplan.documents.docx import DocumentRefused
from budgetplan.organization.decorators import office_required
from plans.views.lookups import find_year
from projects.copying import earlier_projects, found_projects, named_source
from projects.errors import ProjectRefused, ProposalFrozen
from projects.forms.beginning import BeginForm, CopyForm, DocumentForm, ImportForm
from projects.models import ProposalImport
from projects.permissions import check_can_begin_some, units_to_write_for
from projects.review_page import lay_out
from projects.services.imports import begin_import, begun_from, read_import, unknown_in, upload_document
from projects.services.projects import begin_from_project, begin_project
from projects.views.lookups import demand

LONGEST_SEARCH = 100


@office_required
@require_safe
def new(request, year_be):
    """Choose how to begin a project of the year."""
    year = find_year(request, year_be)
    try:
        demand(check_can_begin_some, year=year, by=request.user)
    except ProposalFrozen as error:
        messages.warning(request, str(error))
        return redirect("projects:list", year_be)
    return _choices(request, year)


def _choices(request, year, *, status=200, **filled):
    """The page with the four ways to begin; `filled` are forms that came back with faults, by their names."""
    user, units = request.user, units_to_write_for(request.user)
    words = request.GET.get("q", "")[:LONGEST_SEARCH]
    wanted = _named(request, user)
    earlier = earlier_projects(year, user)
    context = {
        "year": year,
        "begin_form": BeginForm(units=units, auto_id="begin_%s"),
        "copy_form": CopyForm(units=units, auto_id="copy_%s"),
        "document_form": DocumentForm(),
        "several_groups": len(units) > 1,
        "wanted": wanted,
        "earlier": [source for source in earlier if wanted is None or source.proposal != wanted.proposal],
        "words": words,
        "found": found_projects(words, user),
        **filled,
    }
    return render(request, "projects/new.html", context, status=status)


def _named(request, user):
    """The project that another page asked to begin from, if the person may see it."""
    with suppress(ValueError):
        return named_source(UUID(request.GET.get("from", "")), user)
    return None


@office_required
@require_POST
def begin(request, year_be):
    """Begin an empty project and go on to writing it."""
    year = find_year(request, year_be)
    _check_may_begin(year, request.user)
    form = BeginForm(request.POST, units=units_to_write_for(request.user), auto_id="begin_%s")
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "request_id")}
        draft = _tried(form, begin_project, year=year, unit=form.chosen_unit(), by=request.user, **values)
        if draft:
            return _write(draft)
    return _choices(request, year, begin_form=form, status=422)


@office_required
@require_POST
def begin_copy(request, year_be):
    """Begin a project from another one and go on to writing it."""
    year = find_year(request, year_be)
    _check_may_begin(year, request.user)
    form = CopyForm(request.POST, units=units_to_write_for(request.user), auto_id="copy_%s")
    if form.is_valid():
        source = named_source(form.cleaned_data["source"], request.user)
        if source is None:
            raise Http404
        values = {"unit": form.chosen_unit(), "source": source.proposal, "request_id": form.cleaned_data["request_id"]}
        draft = _tried(form, begin_from_project, year=year, by=request.user, **values)
        if draft:
            return _write(draft)
    return _choices(request, year, copy_form=form, status=422)


@office_required
@require_POST
def begin_upload(request, year_be):
    """Keep a Word file and go on to what was understood of it."""
    year = find_year(request, year_be)
    _check_may_begin(year, request.user)
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid():
        name, data = form.content()
        try:
            upload = upload_document(year=year, name=name, data=data, by=request.user)
        except (DocumentRefused, ProjectRefused) as error:
            form.refuse(error)
        else:
            return redirect("projects:import_preview", year_be, upload.public_id)
    return _choices(request, year, document_form=form, status=422)


def _check_may_begin(year, user):
    """403 for people who begin no projects; a closed year is said on the page."""
    with suppress(ProposalFrozen):
        demand(check_can_begin_some, year=year, by=user)


def _tried(form, service, **arguments):
    """What the service gives, or None with its refusal in the form."""
    try:
        return demand(service, **arguments)
    except ProjectRefused as error:
        form.add_error(None, str(error))
        return None


def _write(draft):
    return redirect("projects:write", draft.project.public_id, draft.number)


@office_required
@require_safe
def import_preview(request, year_be, public_id):
    """What was understood of an uploaded file and what not, before a project is begun from it."""
    year = find_year(request, year_be)
    upload = _upload_of(request, year, public_id)
    _check_may_begin(year, request.user)
    place = request.GET.get("place", "0")
    return _preview(request, year, upload, int(place) if place.isdecimal() and len(place) < 4 else 0)


def _upload_of(request, year, public_id):
    mine = ProposalImport.objects.of_office(request.user).filter(uploaded_by=request.user, year_be=year.year_be)
    return get_object_or_404(mine.select_related("file"), public_id=public_id)


def _preview(request, year, upload, place, *, form=None, status=200):
    context = {"year": year, "upload": upload, "place": place}
    try:
        found = read_import(upload)
    except (DocumentRefused, ProjectRefused) as error:
        return render(request, "projects/import_preview.html", {**context, "refusal": str(error)}, status=409)
    if place >= len(found):
        raise Http404
    chosen, begun = found[place], begun_from(upload)
    context |= {
        "proposals": [(number, one, begun.get(number)) for number, one in enumerate(found)],
        "read": chosen,
        "review": lay_out(chosen.content),
        "unknown": unknown_in(year, chosen.content),
        "begun": begun.get(place),
        "form": form or ImportForm(units=units_to_write_for(request.user), initial={"place": place}),
        "may_begin": not year.is_closed,
    }
    return render(request, "projects/import_preview.html", context, status=status)


@office_required
@require_POST
def import_apply(request, year_be, public_id):
    """Begin the project that the preview showed and go on to writing it."""
    year = find_year(request, year_be)
    upload = _upload_of(request, year, public_id)
    _check_may_begin(year, request.user)
    form = ImportForm(request.POST, units=units_to_write_for(request.user))
    if not form.is_valid():
        return _preview(request, year, upload, form.cleaned_data.get("place", 0), form=form, status=422)
    place = form.cleaned_data["place"]
    try:
        draft = demand(begin_import, upload=upload, place=place, unit=form.chosen_unit(), by=request.user)
    except (DocumentRefused, ProjectRefused) as error:
        form.add_error(None, str(error))
        return _preview(request, year, upload, place, form=form, status=409)
    messages.success(request, _("The project was begun from the file. Look through what was read, and complete it."))
    return _write(draft)
