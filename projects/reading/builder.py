"""From the parts that were read to the content of a proposal, which is stored and printed."""

import html
from decimal import Decimal

from budgetplan.thai.money import ZERO
from projects.content import (
    ActivityContent,
    CostLineContent,
    IndicatorContent,
    ProposalContent,
    StatementContent,
    TargetContent,
)
from projects.enums import Averaging, CostCategory
from projects.reading.calendar import ReadActivity
from projects.reading.costs import ReadCost
from projects.reading.periods import fiscal_months
from projects.reading.result import Parts


def build_content(parts: Parts, year_be: int) -> ProposalContent:
    """The content as far as the document says it; nothing is added to it.

    A cost keeps its printed amount where that isn't the product of its factors. A cost without a category is put down
    as services, which a fault says; one without an amount is left out, which a fault says too.
    """
    header = parts.header
    return ProposalContent(
        name=header.name,
        year_be=year_be,
        programme=header.programme,
        strategy=header.strategy,
        strategy_number=header.strategy_number,
        focuses=tuple(header.focuses),
        owners=header.owners,
        unit=header.group,
        nature=header.nature,
        starts_on=header.period.start,
        ends_on=header.period.end,
        rationale=as_rich_text(parts.rationale),
        objectives=tuple(StatementContent(item.text) for item in parts.objectives),
        targets=tuple(TargetContent(target.text, target.kind, target.value, target.unit) for target in parts.targets),
        activities=_activities(parts, year_be),
        indicators=tuple(
            IndicatorContent(one.text, one.kind, one.target, one.method, one.tool) for one in parts.indicators
        ),
        expected_results=tuple(StatementContent(item.text) for item in parts.results),
        averaging=Averaging.ALL if parts.averaging else Averaging.NONE,
        notes=as_rich_text(parts.notes),
        declared=parts.money.declared.total,
    )


def as_rich_text(text: str) -> str:
    """Plain lines as paragraphs of HTML."""
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n") if line.strip())


def _activities(parts: Parts, year_be: int) -> tuple[ActivityContent, ...]:
    costs: dict[int, list[ReadCost]] = {}
    for cost in parts.money.lines:
        if cost.amount:
            costs.setdefault(id(cost.activity), []).append(cost)
    made: dict[int, list[ReadActivity]] = {}
    for activity in parts.made:
        outer = parts.under.get(id(activity))
        if outer is not None:
            made.setdefault(id(outer), []).append(activity)
    alone = [activity for activity in parts.made if id(activity) not in parts.under and id(activity) in costs]
    return tuple(_activity(activity, costs, made, year_be) for activity in (*parts.activities.found, *alone))


def _activity(activity: ReadActivity, costs, made, year_be: int) -> ActivityContent:
    """An activity with everything under it on one level, as the form has it."""
    below = [under for child in activity.children for under in child.walk()]
    within = [extra for one in (activity, *below) for extra in made.get(id(one), ())]
    children = tuple(_activity_alone(child, costs, year_be) for child in (*below, *within))
    return _activity_alone(activity, costs, year_be, children)


def _activity_alone(activity: ReadActivity, costs, year_be: int, children=()) -> ActivityContent:
    return ActivityContent(
        text=activity.text,
        place=activity.place,
        responsible=activity.responsible,
        months=fiscal_months(activity.months, year_be),
        cost_lines=tuple(_cost_line(cost) for cost in costs.get(id(activity), ())),
        children=children,
    )


def _cost_line(cost: ReadCost) -> CostLineContent:
    return CostLineContent(
        text=cost.text,
        category=cost.category or CostCategory.SERVICES,
        factors=cost.factors,
        amount=Decimal(cost.amount or ZERO),
        source=cost.source,
        in_budget=cost.in_budget,
        quarters=cost.quarters,
    )
