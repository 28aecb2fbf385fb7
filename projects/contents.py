"""From the database to `ProposalContent`, in a fixed number of queries however many proposals there are.

An approved version says what was filed when it was approved: the names of its strategy, programme and focuses may be
corrected since.
"""

from collections import defaultdict
from decimal import Decimal

from projects.content import (
    MONTHS,
    ActivityContent,
    CostLineContent,
    Factor,
    IndicatorContent,
    ProposalContent,
    StatementContent,
    TargetContent,
)
from projects.content_json import from_json
from projects.enums import Averaging, CostCategory, FundSource, TargetKind
from projects.models import Activity, CostLine, Indicator, Proposal, Statement, Target


def month_bits(months):
    """Months (1 is October) as the bits a column holds."""
    return sum(1 << (month - 1) for month in set(months))


def months_in(bits):
    """The months whose bits are set, in order."""
    return tuple(month for month in MONTHS if bits >> (month - 1) & 1)


def factors_from_json(rows):
    """Factors of a cost line's JSON."""
    return tuple(Factor(Decimal(row["value"]), row["unit"]) for row in rows)


def factors_to_json(factors):
    """The JSON in which a cost line keeps its Factors."""
    return [{"value": str(factor.value), "unit": factor.unit} for factor in factors]


def content_of(proposal):
    """The ProposalContent of one version, in seven queries at most."""
    return contents_of([proposal])[proposal.pk]


def contents_of(proposals):
    """{id: ProposalContent} of several versions, in seven queries; in two where all of them are approved."""
    found = _heads(proposals).select_related("filed_copy")
    filed = {proposal.pk: proposal.filed_copy.contents for proposal in found if hasattr(proposal, "filed_copy")}
    rows = _Rows([proposal.pk for proposal in found if proposal.pk not in filed])
    return {
        proposal.pk: from_json(filed[proposal.pk]) if proposal.pk in filed else _content(proposal, rows)
        for proposal in found
    }


def content_of_rows(proposal):
    """The ProposalContent of one version with the names its strategy, programme, focuses and group have today.

    For a new version or a copy, which finds them by those names. Seven queries.
    """
    return _content(_heads([proposal]).get(), _Rows([proposal.pk]))


def _heads(proposals):
    return (
        Proposal.objects.filter(pk__in=[proposal.pk for proposal in proposals])
        .select_related("programme", "strategy", "project__unit", "project__fiscal_year")
        .prefetch_related("focuses")
    )


class _Rows:
    """The rows of some proposals, by proposal."""

    def __init__(self, pks):
        self.statements = _by_proposal(Statement, pks)
        self.targets = _by_proposal(Target, pks)
        self.activities = _by_proposal(Activity, pks)
        self.cost_lines = _by_proposal(CostLine, pks)
        self.indicators = _by_proposal(Indicator, pks)


def _by_proposal(model, pks):
    found = defaultdict(list)
    for row in model.objects.filter(proposal_id__in=pks).order_by("position", "pk"):
        found[row.proposal_id].append(row)
    return found


def _content(proposal, rows):
    strategy = proposal.strategy
    statements = rows.statements[proposal.pk]
    return ProposalContent(
        name=proposal.name,
        year_be=proposal.project.fiscal_year.year_be,
        programme=proposal.programme.name if proposal.programme else "",
        strategy=strategy.name if strategy else "",
        strategy_number=strategy.number if strategy else None,
        focuses=tuple(focus.printed_name for focus in proposal.focuses.all()),
        owners=proposal.owners_text,
        unit=proposal.project.unit.name,
        nature=proposal.nature,
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
        rationale=proposal.rationale,
        objectives=_statements(statements, Statement.Section.OBJECTIVES),
        targets=_targets(rows.targets[proposal.pk]),
        activities=_activities(rows.activities[proposal.pk], rows.cost_lines[proposal.pk]),
        indicators=tuple(
            IndicatorContent(row.text, row.kind, row.target, row.method, row.tool, str(row.key))
            for row in rows.indicators[proposal.pk]
        ),
        expected_results=_statements(statements, Statement.Section.EXPECTED_RESULTS),
        averaging=Averaging(proposal.averaging),
        notes=proposal.notes,
        declared=proposal.declared,
        key=str(proposal.project.key),
    )


def _statements(rows, section):
    return tuple(StatementContent(row.text, str(row.key)) for row in rows if row.section == section)


def _targets(rows):
    """Quantitative ones before qualitative ones, as on the paper."""
    ordered = sorted(rows, key=lambda row: row.kind != TargetKind.QUANTITATIVE)
    return tuple(TargetContent(row.text, TargetKind(row.kind), row.value, row.unit, str(row.key)) for row in ordered)


def _activities(activities, cost_lines):
    lines, below = defaultdict(list), defaultdict(list)
    for line in cost_lines:
        lines[line.activity_id].append(_cost_line(line))
    for activity in activities:
        below[activity.parent_id].append(activity)

    def read(row):
        return ActivityContent(
            text=row.text,
            place=row.place,
            responsible=row.responsible,
            months=months_in(row.months),
            cost_lines=tuple(lines[row.pk]),
            children=tuple(read(child) for child in below[row.pk]),
            key=str(row.key),
        )

    return tuple(read(row) for row in below[None])


def _cost_line(row):
    quarters = (row.q1, row.q2, row.q3, row.q4)
    return CostLineContent(
        text=row.text,
        category=CostCategory(row.category),
        factors=factors_from_json(row.factors),
        amount=row.amount,
        reason=row.reason,
        source=FundSource(row.source),
        in_budget=row.in_budget,
        quarters=None if row.q1 is None else quarters,
        key=str(row.key),
    )
