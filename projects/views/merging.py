"""Projects that look alike, side by side, and merging two into one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgetplan.organization.decorators import office_required
from plans.views.lookups import find_year
from projects.errors import ProjectRefused
from projects.merging import alike_of, merge_preview
from projects.permissions import check_can_arrange
from projects.services.arranging import merge_projects
from projects.views.lookups import demand, find_newest
from projects.views.tabs import tabs


@office_required
@require_safe
def alike(request, year_be):
    """The year's proposals that look alike, with what makes them so."""
    year = find_year(request, year_be)
    demand(check_can_arrange, by=request.user, office_id=year.office_id)
    context = {"year": year, "alike": alike_of(year), **tabs(request.user, year)}
    return render(request, "projects/alike.html", context)


@office_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, year_be, source, target):
    """Merge the project `source` into `target`, after showing what becomes of them."""
    year = find_year(request, year_be)
    demand(check_can_arrange, by=request.user, office_id=year.office_id)
    source, target = (_find(request, year, public_id) for public_id in (source, target))
    refusal = ""
    if request.method == "POST":
        try:
            merged = merge_projects(source=source, target=target, by=request.user)
        except ProjectRefused as error:
            refusal = str(error)
        else:
            names = {"source": source.name, "target": merged.name}
            messages.success(request, _("“%(source)s” was merged into “%(target)s”.") % names)
            return redirect("projects:project", merged.project.public_id)
    context = {
        "year": year,
        "preview": merge_preview(source=source, target=target),
        "refusal": refusal,
        **tabs(request.user, year),
    }
    return render(request, "projects/merge.html", context, status=409 if refusal else 200)


def _find(request, year, public_id):
    proposal = find_newest(request, public_id)
    if proposal.project.fiscal_year_id != year.pk:
        raise Http404
    return proposal
