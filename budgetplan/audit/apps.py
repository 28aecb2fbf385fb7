from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "budgetplan.audit"
    label = "audit"
    verbose_name = _("Audit")

    def ready(self):
        from budgetplan.audit import guards
        from budgetplan.audit.models import Event

        guards.register(guards.AppendOnly(Event))
        # Sent once for each app; one of them is enough.
        pre_migrate.connect(guards.drop_before_migrate, sender=self, dispatch_uid="audit.drop_guards")
        post_migrate.connect(guards.install_after_migrate, sender=self, dispatch_uid="audit.install_guards")
