"""The PDF of an approved proposal, filed with the planning group by itself (domain, rule 4).

The decision files what the proposal says (projects.models.FiledCopy); its PDF follows as soon as the decision is
stored. Where that fails, the next who opens the paper, or the command `file_copies`, makes it.
"""

import logging

from django.db import transaction

from budgetplan.documents.models import store_file
from budgetplan.documents.pdf import RenderingFailed
from projects.models import FiledCopy
from reports.paper.proposal import proposal_pdf
from reports.paper.proposal_of import paper_of

logger = logging.getLogger(__name__)


def file_after_commit(sender, filed, **kwargs):
    """Signal receiver: render the copy once the approval is stored."""
    transaction.on_commit(lambda: _try(filed), robust=True)


def _try(filed):
    try:
        file_pdf(filed)
    except RenderingFailed as failure:
        logger.warning("No PDF was filed for proposal %s: %s", filed.proposal_id, failure.code)


def file_pdf(filed):
    """The StoredFile of a FiledCopy's PDF, rendered now unless it is there. Raises RenderingFailed."""
    filed = FiledCopy.objects.select_related("proposal__project__unit", "proposal__office", "pdf").get(pk=filed.pk)
    if filed.pdf:
        return filed.pdf
    proposal = filed.proposal
    name = f"{proposal.name}-ฉบับที่-{proposal.number}.pdf"
    pdf = proposal_pdf(paper_of(proposal))
    with transaction.atomic():
        held = FiledCopy.objects.select_for_update().get(pk=filed.pk)
        if held.pdf is None:
            held.pdf = store_file(office_id=proposal.office_id, name=name, data=pdf, by=proposal.approved_by)
            held.save(update_fields=["pdf"])
        return held.pdf
