"""What approvals needs to know of a project proposal."""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgetplan.approvals.enums import CaseState, StepAction
from budgetplan.approvals.errors import ApprovalRefused, PartFaulty
from budgetplan.approvals.models import Case
from budgetplan.approvals.registry import DocumentKind
from budgetplan.approvals.services import hold_case
from budgetplan.thai.money import format_amount
from projects.comparison import compare_contents
from projects.contents import content_of, contents_of
from projects.enums import UNFINISHED_STATES, EditKind
from projects.errors import CheckUnexplained, ProjectRefused
from projects.forms.review import ChecklistForm
from projects.models import ProjectOwner, Proposal, ProposalEdit
from projects.permissions import can_see_proposal
from projects.review_page import TITLES, titles_of, told
from projects.selectors import approved_before, findings_for, standing_of
from projects.services.checklist import checklist_of, checks_now, set_checks, unticked
from projects.services.comments import comments_of
from projects.services.versions import PROPOSAL_KIND, apply_decision
from projects.totals import total_up


class ProposalKind(DocumentKind):
    """A project proposal as a document for approval."""

    code = PROPOSAL_KIND
    name = gettext_lazy("Project proposal")
    not_a_keeper = gettext_lazy("Only the owners of the project can withdraw its proposal.")
    nothing_found = gettext_lazy("Nothing is missing, and all figures, rates and months are in order.")

    def authors(self, cases):
        """Whoever submitted it, the project's owners, and who wrote it while they were one.

        A planning officer who merged another project into it wrote nothing of their own.
        """
        found = super().authors(cases)
        proposals = [case.object_id for case in cases]
        people = defaultdict(set)
        owners = ProjectOwner.objects.filter(project__proposals__in=proposals)
        edits = ProposalEdit.objects.filter(proposal__in=proposals).exclude(kind=EditKind.MERGE)
        for proposal_id, user_id in (
            *owners.values_list("project__proposals", "user_id"),
            *edits.order_by().values_list("proposal", "by").distinct(),
        ):
            people[proposal_id].add(user_id)
        return {case.pk: found[case.pk] | people[case.object_id] for case in cases}

    def keepers(self, case):
        """The project's owners as they are now, whoever of them submitted it."""
        owners = ProjectOwner.objects.filter(project__proposals=case.object_id, user__is_active=True)
        return [owner.user for owner in owners.select_related("user").order_by("pk")]

    def on_decided(self, case, *, by, state):
        apply_decision(proposal=case.document, state=state, by=by)

    def url(self, case):
        return reverse("projects:proposal", args=[case.document.project.public_id, case.document.number])

    def pdf_url(self, case):
        return reverse("reports:proposal_pdf", args=[case.document.project.public_id, case.document.number])

    def may_open(self, case, *, by):
        return can_see_proposal(proposal=case.document, by=by)

    def figures(self, case):
        proposal = case.document
        totals = total_up(contents_of([proposal])[proposal.pk])
        standing = standing_of(proposal)
        quarters = [(_("Quarter %(n)s") % {"n": n}, amount) for n, amount in enumerate(totals.amounts.quarters, 1)]
        found = [
            (_("Total"), totals.money.total),
            (_("Compensation"), totals.money.compensation),
            (_("Services"), totals.money.services),
            (_("Materials"), totals.money.materials),
            *quarters,
            (_("From the office's own budget"), totals.own.annual),
        ]
        if standing.ceiling is not None:
            found.append((_("Ceiling of the group"), standing.ceiling))
            found.append((_("Asked by the group's other projects"), standing.others))
            over = standing.over(totals.own.annual)
            if over and proposal.state in UNFINISHED_STATES:
                found.append((_("Over the ceiling"), over))
        return found

    def changes(self, case):
        proposal = case.document
        before = approved_before(proposal)
        if before is None:
            return []
        contents = contents_of([before, proposal])
        return [
            (change.label, change.before_amount, change.after_amount)
            for change in compare_contents(contents[before.pk], contents[proposal.pk])
            if change.before_amount != change.after_amount
        ]

    def findings(self, case):
        content = content_of(case.document)
        titles = titles_of(content)
        return [told(finding, titles).sentence for finding in findings_for(case.document, content)]

    def check_may_pass(self, case, *, step, by):
        if step.action != StepAction.CHECK:
            return
        # A tick that is being taken back at this moment is seen, or comes too late.
        hold_case(document=case.document)
        if unticked(case.document):
            raise ApprovalRefused(_("Finish the checklist first: every item is ticked, or the proposal goes back."))

    def page_part(self, case, *, by, typed=None):
        return checklist_part(case.document, case, by=by, typed=typed)

    def store_part(self, case, *, by, data):
        # Who doesn't hold the check, or not any more, hears so from the decision.
        if not ChecklistForm.was_sent(data) or not checks_now(case, by=by):
            return
        form = ChecklistForm(data, items=checklist_of(case.document))
        if not form.is_valid():
            raise PartFaulty(form.faults()[0][1])
        try:
            set_checks(proposal=case.document, answers=form.answers(), by=by)
        except CheckUnexplained as error:
            raise PartFaulty(error) from error
        except ProjectRefused as error:
            raise ApprovalRefused(error) from error

    def summaries(self, cases):
        proposals = Proposal.objects.filter(pk__in=[case.object_id for case in cases])
        found = {proposal.pk: proposal for proposal in proposals.select_related("based_on", "project__unit")}
        bases = [proposal.based_on_id for proposal in found.values() if proposal.based_on_id]
        approved = Case.objects.filter(kind=self.code, object_id__in=bases, state=CaseState.APPROVED)
        before = dict(approved.values_list("object_id", "amount"))
        return {case.pk: _summary(found[case.object_id], case, before) for case in cases}


def checklist_part(proposal, case, *, by, typed=None):
    """(template, context) of the planning check on the case's page; `typed` (a QueryDict) as in `page_part`."""
    sent = typed is not None and ChecklistForm.was_sent(typed)
    form = ChecklistForm(typed if sent else None, items=checklist_of(proposal))
    fills_in = checks_now(case, by=by)
    content = content_of(proposal)
    titles, found = titles_of(content), defaultdict(list)
    for finding in findings_for(proposal, content):
        found[finding.check].append(told(finding, titles))
    return "projects/checklist.html", {
        "proposal": proposal,
        "rows": [(item, tick, note, found[item.code]) for item, tick, note in form.rows()],
        "fills_in": fills_in,
        "opens": can_see_proposal(proposal=proposal, by=by),
        "faults": form.faults() if fills_in else [],
        "unstored": form.notes_typed() if sent and not fills_in else [],
        "comments": [
            (said, TITLES.get(said.label, said.label)) for said in comments_of(proposal, by=by) if not said.resolved_at
        ],
    }


def _summary(proposal, case, before):
    if proposal.based_on is None:
        sentence = _("New project of %(group)s") % {"group": proposal.project.unit.short_name}
    else:
        words = {"number": proposal.based_on.number, "reason": proposal.reason, "after": format_amount(case.amount)}
        words["before"] = format_amount(before.get(proposal.based_on_id))
        sentence = _("Revises version %(number)s, %(before)s → %(after)s baht: %(reason)s") % words
    if proposal.over_ceiling_reason:
        words = {"reason": proposal.over_ceiling_reason, "over": format_amount(proposal.over_ceiling)}
        if proposal.over_ceiling is None:
            sentence += " · " + _("over the group's ceiling: %(reason)s") % words
        else:
            sentence += " · " + _("%(over)s baht over the group's ceiling when submitted: %(reason)s") % words
    return sentence
