"""A version's way: submitted, decided, revised."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.approvals import services as approvals
from budgetplan.approvals.enums import CaseState
from budgetplan.approvals.errors import StaleState
from budgetplan.audit.services import official_name, record
from plans.enums import EDITABLE_STATES, UNFINISHED_STATES, PlanState
from plans.errors import PlanFrozen, PlanOutOfBalance, PlanRefused
from plans.models import SpendingPlan
from plans.permissions import check_can_edit_plan, check_can_revise_plan
from plans.selectors import plan_table
from plans.services.copies import copy_contents
from plans.services.years import locked_year

PLAN_KIND = "plan"

STATE_AFTER = {
    CaseState.APPROVED: PlanState.APPROVED,
    CaseState.RETURNED: PlanState.RETURNED,
    CaseState.REJECTED: PlanState.REJECTED,
    CaseState.WITHDRAWN: PlanState.DRAFT,
}


@transaction.atomic
def submit_plan(*, plan, by):
    """Put a draft plan before the first approver and return its case.

    Raises PlanOutOfBalance with the places that don't add up, PlanFrozen, NotAllowed, or what
    `approvals.services.submit` raises.
    """
    approvals.hold_case(document=plan)
    plan = (
        SpendingPlan.objects.select_for_update(no_key=True, of=("self",))
        .select_related("fiscal_year", "office", "unit")
        .get(pk=plan.pk)
    )
    check_can_edit_plan(plan=plan, by=by)
    table = plan_table(plan)
    if not table.lines():
        raise PlanRefused(_("The plan has no lines yet. Type or paste them first."))
    if table.imbalances:
        raise PlanOutOfBalance(
            _("The plan doesn't add up in %(count)s places, so it can't be submitted yet.")
            % {"count": len(table.imbalances)},
            table.imbalances,
        )
    if not SpendingPlan.objects.filter(pk=plan.pk, state__in=EDITABLE_STATES).update(state=PlanState.WAITING):
        raise PlanFrozen(_("Somebody submitted this version already."))
    return approvals.submit(
        document=plan, kind=PLAN_KIND, title=official_name(plan), amount=table.total.annual, unit=plan.unit, by=by
    )


def apply_decision(*, plan, state, by):
    """Move a plan to where the decision of its case takes it. Called inside the decision's transaction.

    Raises StaleState where the plan isn't under way any more, so that the decision isn't stored either.
    """
    now = timezone.now() if state == CaseState.APPROVED else None
    changed = SpendingPlan.objects.filter(pk=plan.pk, state__in=(PlanState.WAITING, PlanState.RETURNED)).update(
        state=STATE_AFTER[state], approved_at=now, approved_by=by if now else None
    )
    if not changed:
        raise StaleState(_("This version isn't under way any more. Open it again to see where it stands."))


@transaction.atomic
def revise_plan(*, plan, reason, by):
    """Copy an approved (or rejected) version into a new draft and return the draft.

    Raises PlanRefused without a reason, PlanFrozen where the year is closed or has an unfinished version already.
    """
    year = locked_year(plan.fiscal_year)
    plan = SpendingPlan.objects.select_related("fiscal_year", "unit").get(pk=plan.pk)
    check_can_revise_plan(plan=plan, by=by)
    if not reason.strip():
        raise PlanRefused(_("Write the reason for the revision; it is printed with the comparison."))
    return begin_revision(plan=plan, year=year, reason=reason, by=by)


def begin_revision(*, plan, year, reason, by):
    """Copy `plan` into a new draft of the locked `year` and return the draft, whoever `by` is.

    For callers that checked who asks: `revise_plan`, and the program itself when a project is approved. Raises
    PlanFrozen where the year has an unfinished version already.
    """
    versions = SpendingPlan.objects.filter(office_id=plan.office_id, fiscal_year=year)
    if versions.filter(state__in=UNFINISHED_STATES).exists():
        raise PlanFrozen(_("A new version is being worked on already."))
    draft = SpendingPlan.objects.create(
        office_id=plan.office_id,
        fiscal_year=year,
        number=versions.aggregate(Max("number"))["number__max"] + 1,
        unit=plan.unit,
        envelope=plan.envelope,
        based_on=plan,
        reason=reason.strip(),
        created_by=by,
    )
    copy_contents(source=plan, target=draft, by=by)
    details = {"based_on": plan.number, "reason": draft.reason}
    record(office_id=plan.office_id, by=by, verb="plan.revise", target=draft, data=details)
    return draft
