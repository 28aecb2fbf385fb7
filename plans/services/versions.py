"""A version's way: submitted, decided, revised."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.approvals import services as approvals
from budgetplan.approvals.enums import CaseState
from budgetplan.audit.services import record
from plans.enums import EDITABLE_STATES, PlanState
from plans.errors import PlanFrozen, PlanOutOfBalance, PlanRefused
from plans.models import SpendingPlan
from plans.permissions import check_can_edit_plan, check_can_revise_plan
from plans.selectors import plan_table
from plans.services.copies import copy_contents

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
        document=plan, kind=PLAN_KIND, title=str(plan), amount=table.total.annual, unit=plan.unit, by=by
    )


def apply_decision(*, plan, state, by):
    """Move a waiting plan to where the decision of its case takes it. Called inside the decision's transaction."""
    now = timezone.now() if state == CaseState.APPROVED else None
    SpendingPlan.objects.filter(pk=plan.pk, state__in=(PlanState.WAITING, PlanState.RETURNED)).update(
        state=STATE_AFTER[state], approved_at=now, approved_by=by if now else None
    )


@transaction.atomic
def revise_plan(*, plan, reason, by):
    """Copy an approved (or rejected) version into a new draft and return the draft.

    Raises PlanRefused without a reason, PlanFrozen where the year has an unfinished version already.
    """
    check_can_revise_plan(plan=plan, by=by)
    if not reason.strip():
        raise PlanRefused(_("Write the reason for the revision; it is printed with the comparison."))
    last = SpendingPlan.objects.filter(office_id=plan.office_id, fiscal_year=plan.fiscal_year).aggregate(
        Max("number")
    )
    try:
        with transaction.atomic():
            draft = SpendingPlan.objects.create(
                office_id=plan.office_id,
                fiscal_year=plan.fiscal_year,
                number=last["number__max"] + 1,
                unit=plan.unit,
                envelope=plan.envelope,
                based_on=plan,
                reason=reason.strip(),
                created_by=by,
            )
    except IntegrityError as error:
        raise PlanFrozen(_("A new version is being worked on already.")) from error
    copy_contents(source=plan, target=draft, by=by)
    record(
        office_id=plan.office_id,
        by=by,
        verb="plan.revise",
        target=draft,
        data={"based_on": plan.number, "reason": reason},
    )
    return draft
