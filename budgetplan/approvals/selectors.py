"""Lists of cases, each in a fixed number of queries."""

from dataclasses import dataclass

from django.utils import timezone

from budgetplan.approvals.enums import CaseState
from budgetplan.approvals.models import Case
from budgetplan.approvals.permissions import can_decide, step_holders
from budgetplan.organization.directory import Directory


@dataclass(frozen=True)
class Desk:
    """A case and the people who hold it now."""

    case: Case
    holders: tuple
    overdue: bool


def _waiting(office_id):
    cases = Case.objects.filter(office_id=office_id, state=CaseState.WAITING)
    return cases.select_related("author", "unit").prefetch_related("steps").order_by("submitted_at")


def inbox(user):
    """The cases that wait for `user` to decide, the oldest first."""
    if not user.office_id:
        return []
    directory = Directory(office_id=user.office_id, on=timezone.localdate())
    return [case for case in _waiting(user.office_id) if can_decide(case=case, by=user, directory=directory)]


def desks(office_id):
    """Every waiting case of the office with who holds it now, as Desk rows."""
    today = timezone.localdate()
    directory = Directory(office_id=office_id, on=today)
    return [
        Desk(
            case,
            tuple(step_holders(case.current_step, case, directory=directory)),
            case.current_step.due_on < today,
        )
        for case in _waiting(office_id)
    ]


def case_of(user, public_id):
    """The user's office's case with its steps and decisions, or None."""
    cases = Case.objects.of_office(user).filter(public_id=public_id).select_related("author", "unit", "route")
    return cases.prefetch_related(
        "steps", "decisions__by", "decisions__acting_for", "decisions__step"
    ).first()


def history_of(document):
    """Every case of a document, the newest first, with decisions."""
    cases = Case.objects.filter(
        office_id=document.office_id,
        content_type__app_label=document._meta.app_label,
        content_type__model=document._meta.model_name,
        object_id=document.pk,
    )
    return cases.prefetch_related("steps", "decisions__by", "decisions__acting_for", "decisions__step")
