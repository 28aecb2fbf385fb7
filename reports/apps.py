from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self):
        from projects.signals import proposal_approved
        from reports.filing import file_after_commit

        proposal_approved.connect(file_after_commit, dispatch_uid="reports.file_after_commit")
