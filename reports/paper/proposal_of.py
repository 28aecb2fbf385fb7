"""A version of a proposal as papers: in full as it stands, and the memo that submits it."""

from django.utils import timezone

from budgetplan.organization.enums import Role
from budgetplan.organization.models import Post
from projects.contents import content_of
from projects.selectors import cases_of, standing_of
from projects.services.versions import PROPOSAL_KIND
from projects.totals import total_up
from reports.paper.memo import Memo
from reports.paper.proposal import PROPOSER, proposal_paper
from reports.paper.signatures import Signature, signatures_of


def paper_of(proposal):
    """The ProposalPaper of a version (a Proposal with its office and project)."""
    signatures = signatures_of(
        proposal,
        kind=PROPOSAL_KIND,
        unit_id=proposal.project.unit_id,
        preparers=Role.PROJECT_OWNER,
        label=PROPOSER,
    )
    return proposal_paper(
        content_of(proposal),
        office_name=proposal.office.name,
        state=proposal.state,
        version=proposal.number,
        signatures=signatures,
    )


def memo_of(proposal):
    """The Memo that puts a version before the director, dated and signed where it was submitted."""
    content = content_of(proposal)
    totals = total_up(content)
    over = standing_of(proposal).over(totals.own.annual) if proposal.is_editable else proposal.over_ceiling
    case = cases_of(proposal).first()
    return Memo(
        office_name=proposal.office.name,
        unit=content.unit,
        addressee=_directors_title(proposal.office_id),
        project=content.name,
        year_be=content.year_be,
        amount=totals.money.total,
        strategy=content.strategy,
        strategy_number=content.strategy_number,
        starts_on=content.starts_on,
        ends_on=content.ends_on,
        over=over or None,
        over_ceiling_reason=proposal.over_ceiling_reason if over else "",
        number=proposal.office.letter_prefix,
        written_on=timezone.localdate(case.submitted_at) if case else None,
        signature=paper_of(proposal).signatures.blocks[0] if case else Signature(PROPOSER),
    )


def _directors_title(office_id):
    post = Post.objects.filter(office_id=office_id, role=Role.DIRECTOR).order_by("position", "pk").first()
    return post.title if post else "ผู้อำนวยการสำนักงาน"
