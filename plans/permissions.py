"""Who may see and change years and plans. `check_can_x` raises NotAllowed or PlanFrozen, `can_x` answers."""

from django.utils.translation import gettext as _

from budgetplan.organization.enums import Role
from plans.enums import PlanState
from plans.errors import NotAllowed, PlanFrozen, PlanRefused

READERS = frozenset(set(Role) - {Role.SCHOOL_OFFICER})
"""Everyone inside the office reads drafts too; schools read what is approved."""


def can_see_plan(*, plan, by):
    """Whether `by` may open the version. Another office's plan doesn't exist for them."""
    if plan.office_id != by.office_id:
        return False
    return plan.state == PlanState.APPROVED or by.has_role(*READERS)


def check_can_set_up_year(*, by, office_id=None):
    """Planning officers open and close the years of their own office and set ceilings."""
    if not by.has_role(Role.PLANNING_OFFICER) or office_id not in (None, by.office_id):
        raise NotAllowed(_("Only planning officers can set up the year."))


def can_set_up_year(*, by, office_id=None):
    return _answers(check_can_set_up_year, by=by, office_id=office_id)


def check_can_edit_plan(*, plan, by):
    """Planning officers change drafts and returned versions of years that are open."""
    if plan.office_id != by.office_id or not by.has_role(Role.PLANNING_OFFICER):
        raise NotAllowed(_("Only planning officers can change the plan."))
    if plan.fiscal_year.is_closed:
        raise PlanFrozen(_("Fiscal year %(year)s is closed.") % {"year": plan.fiscal_year})
    if plan.state == PlanState.WAITING:
        raise PlanFrozen(_("This version is waiting for approval. Withdraw it to change it."))
    if not plan.is_editable:
        raise PlanFrozen(_("This version can't change any more. Make a revision to go on."))


def can_edit_plan(*, plan, by):
    return _answers(check_can_edit_plan, plan=plan, by=by)


def check_can_revise_plan(*, plan, by):
    """Planning officers revise an approved or rejected version of an open year."""
    if plan.office_id != by.office_id or not by.has_role(Role.PLANNING_OFFICER):
        raise NotAllowed(_("Only planning officers can make a revision."))
    if plan.fiscal_year.is_closed:
        raise PlanFrozen(_("Fiscal year %(year)s is closed.") % {"year": plan.fiscal_year})
    if plan.state not in (PlanState.APPROVED, PlanState.REJECTED):
        raise PlanFrozen(_("This version is still open: change it instead of revising it."))


def can_revise_plan(*, plan, by):
    return _answers(check_can_revise_plan, plan=plan, by=by)


def _answers(check, **arguments):
    try:
        check(**arguments)
    except PlanRefused:
        return False
    return True
