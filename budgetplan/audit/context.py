"""What every page's frame shows of the event log."""

from functools import cache

from budgetplan.audit.permissions import can_read_events


def frame(request):
    """`may_read_events`: whether the menu leads to the event log; a template calls it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.office_id:
        return {"may_read_events": False}
    return {"may_read_events": cache(lambda: can_read_events(by=user))}
