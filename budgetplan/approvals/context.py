"""What every page's frame shows of the approvals."""

from functools import cache

from django.db.models import Q
from django.utils import timezone

from budgetplan.approvals.enums import CaseState, StepScope, StepState
from budgetplan.approvals.models import CaseStep
from budgetplan.approvals.permissions import can_see_desks
from budgetplan.approvals.selectors import inbox
from budgetplan.organization.enums import Role
from budgetplan.organization.models import ActingFor, Appointment


def frame(request):
    """`inbox_count`, how many cases wait for the signed-in person, and `may_see_desks`; templates call both.

    The count is one query where nothing that waits is of a role the person holds or acts for, which is nearly
    always; otherwise the inbox itself is asked, so that the number never differs from the list.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.office_id:
        return {"inbox_count": 0, "may_see_desks": False}
    return {
        "inbox_count": cache(lambda: len(inbox(user)) if _may_hold_something(user) else 0),
        "may_see_desks": cache(lambda: can_see_desks(by=user)),
    }


def _may_hold_something(user):
    waiting = CaseStep.objects.filter(office_id=user.office_id, state=StepState.WAITING, case__state=CaseState.WAITING)
    return waiting.exclude(case__author=user).filter(_of_roles_of(user)).exists()


def _of_roles_of(user):
    today = timezone.localdate()
    own = Appointment.objects.filter(office_id=user.office_id, user=user).on(today)
    acting = ActingFor.objects.filter(office_id=user.office_id, user=user).on(today)
    conditions = Q()
    for rows in (own, acting):
        deputies = rows.filter(post__role=Role.DEPUTY_DIRECTOR)
        conditions |= Q(role__in=rows.values("post__role"))
        # The step of a supervisor goes to the deputies whatever role the row names.
        conditions |= Q(scope=StepScope.SUPERVISOR, office_id__in=deputies.values("office_id"))
    return conditions
