"""Finding what an address names, for the person who asks: what they may not see doesn't exist for them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from projects.errors import NotAllowed
from projects.models import Proposal

WITH = ("project__fiscal_year", "project__unit", "office", "programme", "strategy", "based_on", "approved_by")


def find_proposal(request, public_id, number):
    """The version `number` of the project, or 404."""
    found = (
        Proposal.objects.visible_to(request.user)
        .filter(project__public_id=public_id, number=number)
        .select_related(*WITH)
        .prefetch_related("project__owners__user")
        .first()
    )
    if found is None:
        raise Http404
    return found


def find_newest(request, public_id):
    """The newest version of the project that the person may see, or 404."""
    found = (
        Proposal.objects.visible_to(request.user)
        .filter(project__public_id=public_id)
        .select_related(*WITH)
        .prefetch_related("project__owners__user")
        .order_by("-number")
        .first()
    )
    if found is None:
        raise Http404
    return found


def demand(check, **arguments):
    """What a `check_can_x` or a service answers; a missing right becomes a 403 page with its sentence."""
    try:
        return check(**arguments)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
