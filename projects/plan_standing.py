"""How the year's projects stand against the part of the plan that the groups' missions share."""

from dataclasses import dataclass
from decimal import Decimal

from plans.models import Part, SpendingPlan
from plans.overview import missions_part
from plans.selectors import plan_table, working_version
from plans.totals import ZERO
from projects.models import Project
from projects.selectors import project_list, versions_in_force
from projects.services.plan_lines import missing_in


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
    table = plan_table(plan)
    row = next(row for row in table.parts if row.key == str(part.key))
    keys = {str(key) for key in Project.objects.filter(fiscal_year=year).values_list("key", flat=True)}
    return PlanStanding(
        plan=plan,
        part=part,
        planned=row.amounts.annual,
        from_projects=_baht_of(row, keys),
        approved=project_list(year, approved=True).own_total,
        asked=project_list(year).held_total,
        missing=missing_in(table.rows(), versions_in_force(year)),
    )


def _baht_of(row, keys):
    """What a Row comes to in the lines with those keys; one below another counts with that."""
    if row.key in keys:
        return row.amounts.annual
    return sum((_baht_of(child, keys) for child in row.children), ZERO)
