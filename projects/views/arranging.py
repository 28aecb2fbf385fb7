"""What planning officers arrange: the order of the projects of a strategy, approved projects in the plan."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from budgetplan.organization.decorators import office_required
from budgetplan.organization.json_requests import BadRequest, JsonBody
from plans.errors import PlanRefused
from plans.selectors import working_version
from plans.views.lookups import find_year
from projects.errors import NotAllowed, ProjectRefused
from projects.listing import order_mark
from projects.permissions import check_can_arrange
from projects.services import arranging
from projects.services.plan_lines import missing_in_plan, part_after, take_over_approved
from projects.views.lookups import demand, find_newest

GET_AND_POST = ["GET", "HEAD", "POST"]


@office_required
@require_POST
def set_priority(request, public_id):
    """Put a project at a place among those of its strategy; answers with the order's mark as it is then.

    What is wrong is said in `sentence`: 409 where the order is another one by now or the year is closed, 403 without
    the right post, 404 for who may not see the project.
    """
    try:
        project = find_newest(request, public_id).project
        body = JsonBody.of(request)
        rows = arranging.set_priority(
            project=project, index=body.number("index"), seen=body.text("seen", ""), by=request.user
        )
    except BadRequest as error:
        return JsonResponse({"sentence": str(error)}, status=error.status)
    except Http404:
        return JsonResponse({"sentence": _("There is no such project.")}, status=404)
    except ProjectRefused as error:
        return JsonResponse({"sentence": str(error)}, status=403 if isinstance(error, NotAllowed) else 409)
    return JsonResponse({"mark": order_mark(row.project.public_id for row in rows)})


@office_required
@require_http_methods(GET_AND_POST)
def take_over(request, year_be):
    """Put approved projects that the plan doesn't show as approved into it, after a question."""
    year = find_year(request, year_be)
    demand(check_can_arrange, by=request.user, office_id=year.office_id)
    refusal = ""
    if request.method == "POST":
        try:
            taken = take_over_approved(year=year, by=request.user)
        except (PlanRefused, ProjectRefused) as error:
            refusal = str(error)
        else:
            messages.success(request, _taken_sentence(taken))
            return redirect("projects:groups", year_be)
    missing, plan = missing_in_plan(year), working_version(year)
    context = {
        "year": year,
        "plan": plan,
        "after": part_after(plan, missing) if plan and missing else None,
        "missing": missing,
        "divided": [row for row in missing if row.has_lines_below],
        "refusal": refusal,
    }
    return render(request, "projects/take_over.html", context, status=409 if refusal else 200)


def _taken_sentence(taken):
    if not taken:
        return _("There was no project to take over into the plan.")
    sentence = ngettext(
        "%(count)s project was taken over into the plan.",
        "%(count)s projects were taken over into the plan.",
        len(taken),
    )
    return sentence % {"count": len(taken)}
