"""Who may decide what, now."""

from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.approvals.enums import CaseState, StepScope
from budgetplan.approvals.errors import ApprovalRefused, NotYourStep, OwnDocument, StaleState
from budgetplan.organization.directory import Directory


def step_posts(step, *, directory, unit_id):
    """The posts that may decide a step of a document of unit `unit_id`."""
    if step.scope == StepScope.SUPERVISOR:
        return directory.deputies_over(unit_id)
    return directory.posts(role=step.role, unit_id=unit_id if step.scope == StepScope.UNIT else None)


def step_holders(step, case, *, directory):
    """The `Holder`s who may decide the step of the case. Its author is never among them."""
    posts = step_posts(step, directory=directory, unit_id=case.unit_id)
    return directory.holders(posts, excluding={case.author_id})


def check_can_decide(*, case, by, directory=None):
    """The Holder as which `by` decides the waiting step of `case`.

    Raises StaleState where nothing waits, OwnDocument for the author, NotYourStep for anybody else who
    doesn't hold the step.
    """
    step = case.current_step
    if case.state != CaseState.WAITING or step is None:
        raise StaleState(_("This case is closed or was returned: there is nothing to decide now."))
    if case.author_id == by.pk:
        raise OwnDocument(_("You submitted this document, so somebody else has to decide on it."))
    directory = directory or Directory(office_id=case.office_id, on=timezone.localdate())
    for holder in step_holders(step, case, directory=directory):
        if holder.user.pk == by.pk:
            return holder
    raise NotYourStep(_("This step is with %(step)s. You don't hold it.") % {"step": step.name})


def can_decide(*, case, by, directory=None):
    """Whether `by` holds the waiting step of `case`."""
    try:
        check_can_decide(case=case, by=by, directory=directory)
    except ApprovalRefused:
        return False
    return True


def check_can_withdraw(*, case, by):
    """Only the author withdraws, and only while the case waits or was returned."""
    if case.author_id != by.pk:
        raise NotYourStep(_("Only the person who submitted a document can withdraw it."))
    if case.state not in (CaseState.WAITING, CaseState.RETURNED):
        raise StaleState(_("The case is closed; it can't be withdrawn any more."))


def can_withdraw(*, case, by):
    """Whether `by` may withdraw `case` now."""
    try:
        check_can_withdraw(case=case, by=by)
    except ApprovalRefused:
        return False
    return True


def can_see(*, case, by):
    """Whether `by` may open the case: everyone inside the office but school officers of other documents."""
    if case.office_id != by.office_id:
        return False
    from_school = by.current_roles <= {"school_officer"}
    return not from_school or case.author_id == by.pk
