"""What of its projects keeps a year from being closed."""

from django.utils.translation import gettext as _

from projects.enums import ProposalState
from projects.models import Proposal

UNDER_WAY = (ProposalState.WAITING, ProposalState.RETURNED)


def proposals_under_way(year):
    """A sentence that names the year's proposals that are on their way to the director; "" where there is none."""
    found = Proposal.objects.filter(project__fiscal_year=year, state__in=UNDER_WAY).order_by("project__priority", "pk")
    if not found:
        return ""
    names = ", ".join(f"“{proposal.bare_name}”" for proposal in found)
    sentence = _("Project proposals of the year are still under way: %(names)s. Have them decided or withdrawn first.")
    return sentence % {"names": names}
