"""The `--office` of commands: needed only where there are several."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from budgetplan.organization.models import Office


def add_office_argument(parser):
    parser.add_argument("--office", help="name or short name of the office; needed only where there are several")


def find_office(name):
    """The office of that name, or the only one. Raises CommandError with the names to choose from."""
    offices = list(Office.objects.all())
    if name:
        offices = [office for office in offices if name in (office.name, office.short_name)]
    if len(offices) == 1:
        return offices[0]
    names = ", ".join(Office.objects.values_list("short_name", flat=True)) or "–"
    raise CommandError(_("Name one office with --office. There are: %(names)s") % {"names": names})
