"""The event log, as sentences."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgetplan.audit.forms import EventFilter
from budgetplan.audit.permissions import check_can_read_events
from budgetplan.audit.sentences import tell
from budgetplan.audit.verification import find_breaks
from budgetplan.organization.decorators import office_required

EVENTS_ON_A_PAGE = 50


@office_required
@require_safe
def events(request):
    """What happened in the office, the newest first; with `?check=1` whether the record holds."""
    check_can_read_events(by=request.user)
    office_id = request.user.office_id
    form = EventFilter(request.GET, office_id=office_id)
    page = Paginator(form.events(), EVENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    checked = "check" in request.GET
    context = {
        "form": form,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "told": [tell(event) for event in page],
        "filters": _without(request.GET, "page", "check"),
        "checked": checked,
        "breaks": find_breaks(office_id) if checked else [],
    }
    return render(request, "audit/events.html", context)


def _without(query, *names):
    """The query string less some of its parameters."""
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
