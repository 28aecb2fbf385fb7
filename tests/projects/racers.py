"""How each of several people at once reads what they work with, and what they were refused."""

from budgetplan.organization.models import User
from projects.models import Proposal


def again(person):
    """The person as another request reads them."""
    return User.objects.get(pk=person.pk)


def opened(proposal):
    """The version as another request reads it."""
    return Proposal.objects.select_related("project__fiscal_year", "project__unit", "office").get(pk=proposal.pk)


def refused(answers):
    return [answer for answer in answers if isinstance(answer, Exception)]
