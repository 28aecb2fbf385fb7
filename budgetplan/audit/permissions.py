"""Who reads the record of events."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from budgetplan.organization.enums import Role

READER_ROLES = frozenset({Role.AUDITOR, Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.PLANNING_OFFICER, Role.ADMINISTRATOR})


def can_read_events(*, by):
    """Whether `by` may read the office's events: by a post of their own or one they act for today."""
    return by.has_role(*READER_ROLES) or not by.acting_roles.isdisjoint(READER_ROLES)


def check_can_read_events(*, by):
    """Raises PermissionDenied with a sentence for everybody else."""
    if not can_read_events(by=by):
        raise PermissionDenied(
            _("The event log is for auditors, directors, deputies, planning officers and administrators.")
        )
