"""The strategies, programmes, tactics and focuses of a year: planning officers set them, the others read them."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from budgetplan.organization.decorators import office_required
from plans.selectors import years_of
from plans.views.lookups import find_year
from projects.errors import EditConflict, ProjectRefused
from projects.forms.frame import FrameForms
from projects.models import Focus, Programme, Strategy
from projects.permissions import can_arrange, check_can_arrange
from projects.services.arranging import copy_frame
from projects.services.frame import arrange_strategies, frame_mark
from projects.views.lookups import demand
from projects.views.tabs import tabs

GET_AND_POST = ["GET", "HEAD", "POST"]


@office_required
@require_http_methods(GET_AND_POST)
def frame(request, year_be):
    """Read or set the frame of a year's projects."""
    year = find_year(request, year_be)
    if request.method == "POST":
        demand(check_can_arrange, by=request.user, office_id=year.office_id)
        return _save(request, year)
    if can_arrange(by=request.user, office_id=year.office_id) and not year.is_closed:
        return _edit_page(request, year, FrameForms(year))
    return _read_page(request, year)


def _read_page(request, year):
    focuses = Prefetch("focuses", Focus.objects.order_by("kind", "position"))
    strategies = Strategy.objects.filter(fiscal_year=year).prefetch_related(focuses)
    context = {
        "year": year,
        "strategies": strategies,
        "focuses": Focus.objects.filter(fiscal_year=year, strategy=None),
        "programmes": Programme.objects.filter(fiscal_year=year),
        **tabs(request.user, year),
    }
    return render(request, "projects/frame_read.html", context)


def _save(request, year):
    forms = FrameForms(year, request.POST)
    if not forms.is_valid():
        return _edit_page(request, year, forms)
    try:
        arrange_strategies(year=year, frame=forms.frame(), by=request.user, seen=forms.seen)
    except EditConflict as error:
        forms.seen = frame_mark(year)
        return _edit_page(request, year, forms, refusal=str(error), stored=_stored(year))
    except ProjectRefused as error:
        return _edit_page(request, year, forms, refusal=str(error))
    messages.success(request, _("Strategies and programmes are saved."))
    return redirect("projects:frame", year.year_be)


def _stored(year):
    """What stands now in the tables, as lines to compare with."""
    return [str(row) for model in (Strategy, Programme, Focus) for row in model.objects.filter(fiscal_year=year)]


def _edit_page(request, year, forms, *, refusal="", stored=()):
    context = {
        "year": year,
        "forms": forms,
        "refusal": refusal,
        "stored": stored,
        "sources": _sources(request.user, year) if forms.is_empty else [],
        **tabs(request.user, year),
    }
    return render(request, "projects/frame.html", context, status=409 if refusal else 200)


def _sources(user, year):
    """The office's other years that have strategies to copy, the newest first."""
    return list(years_of(user).exclude(pk=year.pk).filter(strategies__isnull=False).distinct())


@office_required
@require_POST
def copy(request, year_be):
    """Copy strategies, programmes, tactics and focuses of another year that this one hasn't yet."""
    year = find_year(request, year_be)
    demand(check_can_arrange, by=request.user, office_id=year.office_id)
    source = next((row for row in _sources(request.user, year) if str(row.year_be) == request.POST.get("source")), None)
    if source is None:
        raise Http404
    try:
        count = copy_frame(source=source, year=year, by=request.user)
    except ProjectRefused as error:
        messages.error(request, str(error))
    else:
        sentence = ngettext(
            "%(count)s row was copied from %(year)s.", "%(count)s rows were copied from %(year)s.", count
        )
        messages.success(request, sentence % {"count": count, "year": source})
    return redirect("projects:frame", year_be)
