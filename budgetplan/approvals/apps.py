from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "budgetplan.approvals"
    label = "approvals"
    verbose_name = _("Approvals")

    def ready(self):
        from budgetplan.approvals.models import Decision
        from budgetplan.audit import guards

        guards.register(guards.AppendOnly(Decision))
