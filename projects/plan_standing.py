"""How the year's projects stand against the part of the plan that the groups' missions share."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from plans.models import Part, SpendingLine, SpendingPlan
from plans.overview import missions_part
from plans.selectors import plan_table, working_version
from plans.totals import ZERO
from projects.models import Project
from projects.selectors import project_list
from projects.services.plan_lines import missing_in_plan


@dataclass(frozen=True)
class PlanStanding:
    """The working version's part for group missions beside the projects, in baht of the office's own money.

    `planned` is what the part's lines come to, `from_projects` what of it stands in projects' lines; `approved` is what
    approved projects come to, `asked` what all projects in hand do. `missing` holds plan_lines.Missings.
    """

    plan: SpendingPlan
    part: Part
    planned: Decimal
    from_projects: Decimal
    approved: Decimal
    asked: Decimal
    missing: list

    @property
    def others(self):
        """What the part's lines that aren't projects come to."""
        return self.planned - self.from_projects

    @property
    def left(self):
        """The part's ceiling less what is asked for and what its other lines take; negative: over. None without one."""
        return None if self.part.ceiling is None else self.part.ceiling - self.others - self.asked


def plan_standing(year):
    """The PlanStanding of a year in a fixed number of queries; None where its plan has no such part."""
    plan = working_version(year)
    part = missions_part(plan) if plan else None
    if part is None:
        return None
    lines = SpendingLine.objects.filter(plan=plan, key__in=Project.objects.filter(fiscal_year=year).values("key"))
    return PlanStanding(
        plan=plan,
        part=part,
        planned=next(row.amounts.annual for row in plan_table(plan).parts if row.key == str(part.key)),
        from_projects=lines.aggregate(baht=Sum("annual"))["baht"] or ZERO,
        approved=project_list(year, approved=True).own_total,
        asked=project_list(year).own_total,
        missing=missing_in_plan(year),
    )
