from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Plans")

    def ready(self):
        from budgetplan.approvals import registry
        from budgetplan.audit import guards
        from plans import models
        from plans.documents import PlanKind
        from plans.enums import EDITABLE_STATES, PlanState

        registry.register(PlanKind())
        guards.register(
            guards.Frozen(
                models.SpendingPlan,
                states=(PlanState.APPROVED, PlanState.REJECTED),
                locked_states=(PlanState.WAITING,),
                locked_columns=("envelope", "number", "fiscal_year_id", "office_id", "unit_id", "reason"),
            )
        )
        for model in (models.Part, models.SpendingLine):
            guards.register(guards.FrozenBy(model, models.SpendingPlan, "plan_id", EDITABLE_STATES))
