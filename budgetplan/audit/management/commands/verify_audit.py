from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from budgetplan.audit.models import Event
from budgetplan.audit.verification import find_breaks
from budgetplan.organization.models import Office


class Command(BaseCommand):
    help = "Check that no audit event or filed paper was changed, deleted or cut off, and say where one was."

    def handle(self, *args, **options):
        broken = 0
        for office in Office.objects.all():
            breaks = find_breaks(office.pk)
            broken += len(breaks)
            for found in breaks:
                self.stdout.write(f"{office}: {found.sentence}")
            if not breaks:
                count = Event.objects.filter(office=office).count()
                self.stdout.write(
                    _("%(office)s: %(count)s events, the chain and the filed papers hold.")
                    % {"office": office, "count": count}
                )
        if broken:
            raise CommandError(_("The record was changed in %(count)s places.") % {"count": broken})
