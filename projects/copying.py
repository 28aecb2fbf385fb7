"""What a new project may be begun from: the group's projects of earlier years, and others that the person may see."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from plans.totals import ZERO
from projects.enums import GONE_STATES
from projects.models import CostLine, Proposal
from projects.permissions import units_to_write_for

MOST_FOUND = 30


@dataclass(frozen=True)
class Source:
    """A version to begin from, with what it asks for in baht, all sources together."""

    proposal: Proposal
    total: Decimal


def earlier_projects(year, user):
    """The Sources of the person's groups in years before `year`, the newest year first. Two queries."""
    own = Proposal.objects.visible_to(user).filter(project__unit__in=units_to_write_for(user))
    return _sources(own.filter(project__fiscal_year__year_be__lt=year.year_be))


def found_projects(words, user):
    """The Sources whose name has every one of `words` (text), of any year and group the person may see."""
    found = Proposal.objects.visible_to(user)
    for word in words.split():
        found = found.filter(name__icontains=word)
    return _sources(found)[:MOST_FOUND] if words.strip() else []


def named_source(public_id, user):
    """The Source of a project, its newest version that the person may see; None where there is none.

    A version that is gone counts only where there is no other.
    """
    versions = Proposal.objects.visible_to(user).filter(project__public_id=public_id)
    return next(iter(_sources(versions) or _sources(versions, gone=True)), None)


def _sources(proposals, *, gone=False):
    newest = {}
    order = ("-project__fiscal_year__year_be", "project__priority", "project_id", "-number")
    related = proposals.select_related("project__fiscal_year", "project__unit")
    if not gone:
        related = related.exclude(state__in=GONE_STATES)
    for proposal in related.order_by(*order):
        newest.setdefault(proposal.project_id, proposal)
    found = list(newest.values())
    sums = CostLine.objects.filter(proposal__in=found).order_by().values_list("proposal_id").annotate(Sum("amount"))
    totals = dict(sums)
    return [Source(proposal, totals.get(proposal.pk, ZERO)) for proposal in found]
