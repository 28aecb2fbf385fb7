"""Finding what an address names, for the person who asks: another office's is 404, what a role may not see 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from plans.errors import NotAllowed
from plans.permissions import can_see_plan
from plans.selectors import version_of, working_version_for, year_of


def find_year(request, year_be):
    """The office's fiscal year, or 404."""
    year = year_of(request.user, year_be)
    if year is None:
        raise Http404
    return year


def find_version(request, year_be, number):
    """A version of the year's plan, or 404; 403 where it isn't for this person's eyes yet."""
    plan = version_of(find_year(request, year_be), number)
    if plan is None:
        raise Http404
    if not can_see_plan(plan=plan, by=request.user):
        raise PermissionDenied(_("This plan isn't approved yet. It can be read here as soon as it is."))
    return plan


def find_working_version(request, year_be):
    """The version this person works with, or 404; 403 where none is for their eyes yet."""
    plan = working_version_for(request.user, find_year(request, year_be))
    if plan is None:
        raise PermissionDenied(_("This plan isn't approved yet. It can be read here as soon as it is."))
    return plan


def demand(check, **arguments):
    """Call a `check_can_x`; a missing role becomes a 403 page with its sentence."""
    try:
        check(**arguments)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
