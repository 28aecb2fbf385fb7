from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from budgetplan.documents.pdf import RenderingFailed
from projects.models import FiledCopy
from reports.filing import file_pdf


class Command(BaseCommand):
    help = "Render the filed PDF of every approved proposal that has none yet."

    def handle(self, *args, **options):
        done = failed = 0
        for filed in FiledCopy.objects.filter(pdf__isnull=True).order_by("pk"):
            try:
                file_pdf(filed)
            except RenderingFailed as failure:
                failed += 1
                self.stderr.write(f"{filed}: {failure}")
            else:
                done += 1
        self.stdout.write(_("%(done)s copies were filed, %(failed)s failed.") % {"done": done, "failed": failed})
