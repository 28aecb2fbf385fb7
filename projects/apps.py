from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self):
        from budgetplan.approvals import registry
        from budgetplan.audit import guards, verification
        from plans.closing import add_obstacle
        from plans.home_parts import add_part
        from plans.sample.steps import add_step
        from projects import models
        from projects.closing import proposals_under_way
        from projects.documents import ProposalKind
        from projects.enums import EDITABLE_STATES, ProposalState
        from projects.filed_copies import find_broken_copies
        from projects.home import own_projects
        from projects.sample.loader import add_projects

        registry.register(ProposalKind())
        add_step(add_projects)
        add_obstacle(proposals_under_way)
        add_part(own_projects)
        guards.register(
            guards.Frozen(
                models.Proposal,
                states=(ProposalState.APPROVED, ProposalState.REJECTED, ProposalState.MERGED),
                locked_states=(ProposalState.WAITING,),
                locked_columns=HEAD_COLUMNS,
            )
        )
        rows = (models.Statement, models.Target, models.Activity, models.CostLine, models.Indicator)
        for model in (*rows, models.Proposal.focuses.through):
            guards.register(guards.FrozenBy(model, models.Proposal, "proposal_id", EDITABLE_STATES))
        guards.register(guards.FrozenBy(models.CheckItem, models.Proposal, "proposal_id", (ProposalState.WAITING,)))
        guards.register(guards.AppendOnly(models.ProposalEdit))
        guards.register(guards.FilledOnce(models.FiledCopy, columns=("pdf_id",)))
        verification.register_check(find_broken_copies)


HEAD_COLUMNS = (
    "project_id", "number", "based_on_id", "name", "programme_id", "strategy_id", "owners_text", "nature", "starts_on",
    "ends_on", "rationale", "averaging", "notes", "declared", "over_ceiling_reason", "over_ceiling", "reason",
)  # fmt: skip
"""What nobody changes while a proposal waits for its decision."""
