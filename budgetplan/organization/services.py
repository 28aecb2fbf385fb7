"""What administrators do to accounts and to the list of holidays.

Nothing here writes an audit event: audit stands above this app. The administration pages keep their own
history of who did it.
"""

import secrets

from axes.utils import reset as reset_lock
from django.db import transaction
from django.utils.translation import gettext as _

from budgetplan.organization.enums import HolidayKind, Role
from budgetplan.organization.errors import OrganizationRefused
from budgetplan.organization.models import Holiday
from budgetplan.thai.dates import BE_OFFSET
from budgetplan.thai.holidays import regional_holidays, thai_holidays

# Without 0 o 1 l i: first passwords are read off paper.
PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105


def check_can_administer(*, office_id, by):
    """Administrators of the office and superusers; None is the program itself. Raises OrganizationRefused."""
    if by is None or by.is_superuser:
        return
    if by.office_id != office_id or not by.has_role(Role.ADMINISTRATOR):
        raise OrganizationRefused(_("Only the system administrator of the office can do this."))


def generate_password():
    """Fifteen letters and digits in groups of five, easy to read out: 74 bits."""
    groups = ["".join(secrets.choice(PASSWORD_LETTERS) for _n in range(5)) for _group in range(3)]
    return "-".join(groups)


@transaction.atomic
def give_first_password(*, user, by):
    """A password for the person to sign in with once and change at once. Returned here and kept nowhere."""
    check_can_administer(office_id=user.office_id, by=by)
    password = generate_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    reset_lock(username=user.username)
    return password


def unlock(*, user, by):
    """Let a person whose name was locked by wrong passwords try again now."""
    check_can_administer(office_id=user.office_id, by=by)
    reset_lock(username=user.username)


@transaction.atomic
def set_active(*, user, active, by):
    """Close or reopen an account. Whoever is signed in with a closed one is out at the next click."""
    check_can_administer(office_id=user.office_id, by=by)
    if by is not None and user.pk == by.pk:
        raise OrganizationRefused(_("You can't close your own account. Ask another administrator."))
    user.is_active = active
    user.save(update_fields=["is_active"])


@transaction.atomic
def seed_holidays(*, office, year_be, by):
    """Add Thailand's public and government holidays of a calendar year (BE) and those of the office's region.

    Days the office has already stay as they are, so it can be repeated. Returns how many were added.
    """
    check_can_administer(office_id=office.pk, by=by)
    year = year_be - BE_OFFSET
    known = set(Holiday.objects.filter(office=office, date__year=year).values_list("date", flat=True))
    added = {}
    for seed in (*thai_holidays(year), *regional_holidays(year, office.region)):
        if seed.date not in known:
            added.setdefault(
                seed.date, Holiday(office=office, date=seed.date, name=seed.name_th, kind=HolidayKind(seed.kind))
            )
    Holiday.objects.bulk_create(added.values(), ignore_conflicts=True)
    return len(added)
