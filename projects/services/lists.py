"""The lists of a proposal by name: which model holds them, what a row of them has, what it stands under."""

from dataclasses import dataclass, field

from projects.enums import TargetKind
from projects.models import Activity, CostLine, Indicator, ProposalRow, Statement, Target

HEAD = "head"
"""The name of what isn't a list: the columns of the proposal itself."""

HEAD_FIELDS = (
    "name", "programme_id", "strategy_id", "owners_text", "nature", "starts_on", "ends_on", "rationale", "averaging",
    "notes", "declared", "over_ceiling_reason",
)  # fmt: skip


@dataclass(frozen=True)
class ListSpec:
    """A list: its model, what all its rows have in common, the columns people fill, the link to an activity."""

    model: type[ProposalRow]
    fields: tuple
    fixed: dict = field(default_factory=dict)
    parent: str = ""


COST_FIELDS = ("text", "category", "factors", "amount", "reason", "source", "in_budget", "q1", "q2", "q3", "q4")

LISTS = {
    "objectives": ListSpec(Statement, ("text",), {"section": Statement.Section.OBJECTIVES}),
    "quantity_targets": ListSpec(Target, ("text", "value", "unit"), {"kind": TargetKind.QUANTITATIVE}),
    "quality_targets": ListSpec(Target, ("text",), {"kind": TargetKind.QUALITATIVE}),
    "activities": ListSpec(Activity, ("text", "place", "responsible", "months"), parent="parent"),
    "cost_lines": ListSpec(CostLine, COST_FIELDS, parent="activity"),
    "indicators": ListSpec(Indicator, ("kind", "text", "target", "method", "tool")),
    "expected_results": ListSpec(Statement, ("text",), {"section": Statement.Section.EXPECTED_RESULTS}),
}
"""In the order of the paper."""


def list_of(row):
    """The name of the list a row stands in."""
    if isinstance(row, Statement):
        return row.section
    if isinstance(row, Target):
        return "quantity_targets" if row.kind == TargetKind.QUANTITATIVE else "quality_targets"
    return next(name for name, spec in LISTS.items() if isinstance(row, spec.model))
