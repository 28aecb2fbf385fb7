"""The planning group's check of a proposal: a checklist, pre-ticked by what the program verified itself."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgetplan.approvals.enums import CaseState, StepAction
from budgetplan.approvals.permissions import can_decide, check_can_decide
from budgetplan.approvals.services import hold_case
from budgetplan.audit.services import record
from projects.enums import CheckCode, ProposalState
from projects.errors import CheckUnexplained, NotAllowed, ProposalFrozen
from projects.models import CheckItem
from projects.selectors import findings_for, open_case

LONGEST_NOTE = 300
UNEXPLAINED = gettext_lazy("The program found something here. Say why it is in order all the same.")


def make_checklist(*, proposal, findings):
    """Make the list of a submission: what has no finding is verified and ticked by the program. Returns the CheckItems.

    Its round counts the submissions of the version, also those that were withdrawn.
    """
    open_codes = {finding.check for finding in findings if finding.check}
    last = _newest_round(proposal)
    return CheckItem.objects.bulk_create(
        CheckItem(
            office_id=proposal.office_id,
            proposal=proposal,
            round=last + 1,
            code=code,
            verified=code not in open_codes,
            ticked=code not in open_codes,
        )
        for code in CheckCode
    )


def checklist_of(proposal):
    """The CheckItems of the newest round, in order; none before the first submission.

    While the proposal waits they stand as they are today: what the program verified when it was submitted and finds
    something about now (a ceiling that was lowered) is open again, until somebody says why it is in order.
    """
    items = list(proposal.checks.filter(round=_newest_round(proposal)).select_related("by").order_by("pk"))
    if items and proposal.state == ProposalState.WAITING:
        _look_again(proposal, items)
    return items


def _look_again(proposal, items):
    found = {finding.check for finding in findings_for(proposal)}
    for item in items:
        item.verified = item.verified and item.code not in found
        item.ticked = item.ticked and (item.verified or bool(item.note))


def _newest_round(proposal):
    return proposal.checks.aggregate(Max("round"))["round__max"] or 0


def waits_for_check(case):
    """Whether the planning group's check is what the case waits for."""
    step = case.current_step if case.state == CaseState.WAITING else None
    return step is not None and step.action == StepAction.CHECK


def checks_now(case, *, by):
    """Whether `by` may fill in the checklist: the case waits for the planning group's check, and they hold it."""
    return waits_for_check(case) and can_decide(case=case, by=by)


def check_holds_check(*, case, by):
    """The Holder as which `by` may fill in the checklist now (see `checks_now`). Raises NotAllowed."""
    if not checks_now(case, by=by):
        raise NotAllowed(_("The checklist is for the planning group while the proposal waits for its check."))
    return check_can_decide(case=case, by=by)


@transaction.atomic
def set_checks(*, proposal, answers, by):
    """Store a person's ticks. `answers` maps CheckCodes to (ticked, note); returns the CheckItems.

    Raises NotAllowed for anybody but the holder of the planning check, CheckUnexplained for ticks against what the
    program found without a note that says why; nothing is stored then.
    """
    hold_case(document=proposal)
    case = open_case(proposal)
    if case is None:
        raise ProposalFrozen(_("This proposal isn't under way any more. Open it again to see where it stands."))
    holder = check_holds_check(case=case, by=by)
    items = checklist_of(proposal)
    given = [(item, *_clean(*answers[item.code])) for item in items if item.code in answers]
    unexplained = [item.code for item, ticked, note in given if is_unexplained(item, ticked, note)]
    if unexplained:
        raise CheckUnexplained(UNEXPLAINED, unexplained)
    for item, ticked, note in given:
        if (item.ticked, item.note) != (ticked, note):
            item.ticked, item.note, item.by, item.at = ticked, note, by, timezone.now()
            item.save(update_fields=["verified", "ticked", "note", "by", "at"])
    data = {"round": _newest_round(proposal), "ticked": [item.code for item in items if item.ticked]}
    record(
        office_id=proposal.office_id, by=by, verb="proposal.check", target=proposal, data=data,
        acting_for=holder.post.title if holder.acting else "",
    )  # fmt: skip
    return items


def is_unexplained(item, ticked, note):
    """Whether a CheckItem would be ticked against what the program found without saying why."""
    return ticked and not item.verified and not note


def _clean(ticked, note):
    return ticked, " ".join(note.split())[:LONGEST_NOTE]


def unticked(proposal):
    """The CheckItems of the newest round that aren't ticked, or not any more."""
    return [item for item in checklist_of(proposal) if not item.ticked]
