"""A proposal's way: submitted, decided, filed, revised."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.approvals import services as approvals
from budgetplan.approvals.enums import CaseState
from budgetplan.approvals.errors import ApprovalRefused, StaleState
from budgetplan.audit.services import official_name, record
from plans.selectors import working_version
from plans.services.years import locked_year
from projects.content_json import sha256_of, to_json
from projects.contents import content_of, content_of_rows
from projects.enums import EDITABLE_STATES, UNFINISHED_STATES, EditKind, ProposalState
from projects.errors import EditConflict, ProjectRefused, ProposalFrozen, ProposalIncomplete
from projects.fields import LONGEST_REASON
from projects.models import FiledCopy, Project, Proposal
from projects.permissions import check_can_revise, check_can_write
from projects.selectors import findings_for, standing_of
from projects.services.checklist import make_checklist
from projects.services.editing import EditSession, editing, lock_proposal
from projects.services.filling import fill
from projects.services.plan_lines import put_into_plan
from projects.signals import tell_approved
from projects.totals import total_up

PROPOSAL_KIND = "proposal"

STATE_AFTER = {
    CaseState.APPROVED: ProposalState.APPROVED,
    CaseState.RETURNED: ProposalState.RETURNED,
    CaseState.REJECTED: ProposalState.REJECTED,
    CaseState.WITHDRAWN: ProposalState.DRAFT,
}


@transaction.atomic
def submit_proposal(*, proposal, by, over_ceiling_reason=None, seen_revision=None):
    """Put a draft before its group's director and return the case.

    `over_ceiling_reason` is asked for where the group goes over its ceiling (None: as stored). Raises
    ProposalIncomplete with the findings that keep it back, EditConflict where it changed since `seen_revision`,
    ProposalFrozen, NotAllowed, or what `approvals.services.submit` raises.
    """
    approvals.hold_case(document=proposal)
    # Nobody closes the year while something of it is being submitted.
    locked_year(proposal.project.fiscal_year)
    proposal = lock_proposal(proposal)
    check_can_write(proposal=proposal, by=by)
    if seen_revision is not None and proposal.revision != seen_revision:
        raise EditConflict(_("Somebody changed the proposal while you had this page open. Look at it as it is now."))
    content = content_of(proposal)
    totals = total_up(content)
    _store_reason(proposal, totals.own.annual, over_ceiling_reason, by=by)
    findings = findings_for(proposal, content)
    errors = [finding for finding in findings if finding.is_error]
    if errors:
        sentence = _("The proposal can't be submitted yet: %(count)s things are missing or don't add up.")
        raise ProposalIncomplete(sentence % {"count": len(errors)}, errors)
    if not Proposal.objects.filter(pk=proposal.pk, state__in=EDITABLE_STATES).update(state=ProposalState.WAITING):
        raise ProposalFrozen(_("Somebody submitted this proposal already."))
    case = approvals.submit(
        document=proposal, kind=PROPOSAL_KIND, title=official_name(proposal), amount=totals.money.total,
        unit=proposal.project.unit, by=by,
    )  # fmt: skip
    make_checklist(proposal=proposal, findings=findings)
    return case


def _store_reason(proposal, own, reason, *, by):
    """Without a reason nothing goes over the ceiling; a reason that isn't needed any more goes."""
    over = standing_of(proposal).over(own)
    reason = (proposal.over_ceiling_reason if reason is None else reason).strip()
    if len(reason) > LONGEST_REASON:
        raise ProjectRefused(_("Shorten the reason to %(most)s characters.") % {"most": f"{LONGEST_REASON:,}"})
    if not over:
        reason = ""
    elif not reason:
        finding = next(row for row in findings_for(proposal) if row.code == "ceiling")
        raise ProposalIncomplete(
            finding.sentence + " " + _("Write why, or ask for less; every approver sees the reason."), [finding]
        )
    if reason != proposal.over_ceiling_reason:
        with editing(proposal=proposal, by=by, kind=EditKind.FIELDS) as session:
            session.change_head(over_ceiling_reason=reason)
        proposal.over_ceiling_reason = reason
    Proposal.objects.filter(pk=proposal.pk).update(over_ceiling=over or None)


def apply_decision(*, proposal, state, by):
    """Move a proposal to where the decision of its case takes it. Called inside the decision's transaction.

    Approved: its copy is filed with the planning group and its money goes into the year's plan. Raises StaleState where
    the proposal isn't under way any more and ApprovalRefused where its year is closed, so that the decision isn't
    stored either.
    """
    now = timezone.now() if state == CaseState.APPROVED else None
    under_way = (ProposalState.WAITING, ProposalState.RETURNED)
    changed = Proposal.objects.filter(pk=proposal.pk, state__in=under_way).update(
        state=STATE_AFTER[state], approved_at=now, approved_by=by if now else None
    )
    if not changed:
        raise StaleState(_("This proposal isn't under way any more. Open it again to see where it stands."))
    if state == CaseState.APPROVED:
        _check_year_is_open(proposal.project.fiscal_year)
        proposal.refresh_from_db()
        put_into_plan(proposal=proposal, by=by)
        tell_approved(file_copy(proposal))


def _check_year_is_open(year):
    """What waits keeps its year from being closed; this is for what was submitted at the same moment."""
    if locked_year(year).is_closed:
        sentence = _(
            "Fiscal year %(year)s is closed, so nothing of it can be approved. Return the proposal, or have the "
            "planning officer open the year again."
        )
        raise ApprovalRefused(sentence % {"year": year})


def file_copy(proposal):
    """File what an approved proposal says with the planning group (domain, rule 4), and return the FiledCopy.

    The program does it by itself; the event vouches for what was filed.
    """
    contents = to_json(content_of(proposal))
    unit, sha256 = working_version(proposal.project.fiscal_year).unit, sha256_of(contents)
    filed = FiledCopy.objects.create(
        office_id=proposal.office_id, proposal=proposal, unit=unit, contents=contents, sha256=sha256
    )
    details = {"group": unit.name, "sha256": sha256}
    record(office_id=proposal.office_id, by=None, verb="proposal.file", target=proposal, data=details)
    return filed


@transaction.atomic
def revise_proposal(*, proposal, reason, by):
    """Copy an approved (or rejected) version into a new draft and return the draft.

    Rows keep their keys, so that both versions stand side by side. Raises ProjectRefused without a reason,
    ProposalFrozen where the project has an unfinished version already.
    """
    project = Project.objects.select_for_update(no_key=True).get(pk=proposal.project_id)
    proposal = lock_proposal(proposal)
    check_can_revise(proposal=proposal, by=by)
    if not reason.strip():
        raise ProjectRefused(_("Write the reason for the revision; it stands beside the table of what changed."))
    if project.proposals.filter(state__in=UNFINISHED_STATES).exists():
        raise ProposalFrozen(_("A new version of the project is being worked on already."))
    draft = Proposal.objects.create(
        office_id=project.office_id,
        project=project,
        number=project.proposals.aggregate(Max("number"))["number__max"] + 1,
        based_on=proposal,
        reason=reason.strip(),
        name=proposal.name,
        created_by=by,
    )
    session = EditSession(draft, by)
    fill(session, content_of_rows(proposal), keep_keys=True)
    session.write_positions()
    details = {"based_on": proposal.number, "reason": draft.reason}
    record(office_id=project.office_id, by=by, verb="proposal.revise", target=draft, data=details)
    draft.refresh_from_db()
    return draft
