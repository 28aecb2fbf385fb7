"""The sample projects as ProposalContents, read from the JSON files beside this one.

A cost line is [category, text] with its formula in the text, [category, text, amount] for a lump sum, or
[category, formula, printed amount, reason] where a real paper prints another amount than the product.
"""

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from budgetplan.thai.dates import fiscal_year_bounds
from projects.content import (
    ActivityContent,
    CostLineContent,
    IndicatorContent,
    ProposalContent,
    StatementContent,
    TargetContent,
    product_of,
)
from projects.enums import Averaging, CostCategory, IndicatorKind, Nature, TargetKind
from projects.formulas import parse_formula

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class SampleProject:
    """A sample project: `unit` and `owner` are keys of the sample office; `content` is as its paper prints it."""

    number: int
    unit: str
    owner: str
    content: ProposalContent

    @property
    def corrected(self):
        """The content with what its paper prints wrong put right, as it can be submitted."""
        return replace(self.content, declared=None)


@dataclass(frozen=True)
class SampleYear:
    """A year's frame and projects. `strategies` are (number, name)."""

    year_be: int
    programme: str
    strategies: tuple
    projects: tuple


def sample_year(year_be):
    """The SampleYear of 2563 or 2564."""
    data = json.loads((FOLDER / f"projects_{year_be}.json").read_text(encoding="utf-8"))
    names = dict(data["strategies"])
    return SampleYear(
        year_be,
        data["programme"],
        tuple((number, name) for number, name in data["strategies"]),
        tuple(_project(row, data, names) for row in data["projects"]),
    )


def _project(row, data, names):
    number = row.get("strategy") or data["strategy"]
    first, last = fiscal_year_bounds(data["year_be"])
    declared = row.get("declared")
    content = ProposalContent(
        name=row["name"],
        year_be=data["year_be"],
        programme=data["programme"],
        strategy=names[number],
        strategy_number=number,
        owners=row["owners"],
        nature=Nature.CONTINUING,
        starts_on=first,
        ends_on=last,
        rationale=row["rationale"],
        objectives=tuple(map(StatementContent, row["objectives"])),
        targets=(
            *(_quantity(*target) for target in row["quantities"]),
            *(TargetContent(text) for text in row["qualities"]),
        ),
        activities=tuple(map(_activity, row["activities"])),
        indicators=tuple(
            IndicatorContent(text, IndicatorKind(kind), target, method, tool)
            for text, kind, target, method, tool in row["indicators"]
        ),
        expected_results=tuple(map(StatementContent, row["results"])),
        averaging=Averaging.ALL if row.get("averaging") else Averaging.NONE,
        declared=None if declared is None else Decimal(declared),
    )
    return SampleProject(row["no"], row["unit"], row["owner"], content)


def _quantity(text, value, unit):
    return TargetContent(text, TargetKind.QUANTITATIVE, Decimal(value), unit)


def _activity(row):
    return ActivityContent(
        text=row["text"],
        place=row.get("place", ""),
        responsible=row.get("responsible", ""),
        months=tuple(row.get("months", ())),
        cost_lines=tuple(_line(*line) for line in row.get("lines", ())),
        children=tuple(map(_activity, row.get("children", ()))),
    )


def _line(category, text, amount=None, reason=""):
    formula = parse_formula(text)
    if not formula.factors:
        return CostLineContent(text, CostCategory(category), amount=Decimal(amount))
    product = product_of(formula.factors)
    counted = product if amount is None else Decimal(amount)
    return CostLineContent(formula.text, CostCategory(category), formula.factors, counted, reason)
