"""What a project's owner sees on their home page: their projects that aren't decided yet."""

from projects.enums import UNFINISHED_STATES, ProposalState
from projects.models import ProjectOwner, Proposal

MOST_SHOWN = 8
FIRST_COME = (ProposalState.RETURNED, ProposalState.DRAFT, ProposalState.WAITING)
"""What the owner has to do something about comes first."""


def own_projects(user):
    """The part of the home page with a person's unfinished proposals of open years; None where there is none."""
    owned = ProjectOwner.objects.filter(office_id=user.office_id, user=user).values("project")
    mine = Proposal.objects.filter(
        project__in=owned, project__fiscal_year__closed_at__isnull=True, state__in=UNFINISHED_STATES
    )
    found = sorted(
        mine.select_related("project__fiscal_year").order_by("-changed_at"),
        key=lambda proposal: FIRST_COME.index(proposal.state),
    )
    if not found:
        return None
    return "projects/home_projects.html", {
        "proposals": found[:MOST_SHOWN],
        "count": len(found),
        "year": found[0].project.fiscal_year,
    }
