"""A proposal as people read it on its way: section by section, each with what was found and said about it.

Everything computed comes from `projects.totals` and `projects.checks`; this only puts it side by side. Proposals that
wait or are written are held against their group's ceiling as it is today; decided ones aren't any more.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from projects.checks import Finding
from projects.comparison import months_text
from projects.content import MONTH_NAMES, MONTHS, ProposalContent
from projects.contents import content_of
from projects.enums import Averaging, FundSource, Nature, TargetKind
from projects.formulas import format_factors
from projects.selectors import findings_for
from projects.services.comments import SECTIONS, comments_of
from projects.totals import Money, ProposalTotals, is_own_money, total_up

TITLES = {
    "head": _("About the project"),
    "rationale": _("Rationale"),
    "objectives": _("Objectives"),
    "targets": _("Targets"),
    "activities": _("Activities"),
    "costs": _("Budget"),
    "indicators": _("Indicators"),
    "expected_results": _("Expected results"),
    "notes": _("Notes"),
}
"""What the sections of a proposal are called, by the codes of `comments.SECTIONS`."""

SECTION_OF = {
    **dict.fromkeys(("name", "programme", "strategy", "owners_text", "nature", "starts_on", "ends_on"), "head"),
    **dict.fromkeys(("quantity_targets", "quality_targets"), "targets"),
    **dict.fromkeys(("declared", "over_ceiling_reason"), "costs"),
}
"""Anchors of findings that are fields or lists → the section that shows them."""

COMPARED_IN = {
    **dict.fromkeys(("name", "programme", "strategy", "focuses", "owners", "unit", "nature", "period"), "head"),
    **dict.fromkeys(("cost_lines", "averaging"), "costs"),
}
"""Sections of a Difference that the page shows within another."""


@dataclass(frozen=True)
class Spot:
    """A section or a row as a place for remarks; `amount` is what it asks for in baht, None where it asks nothing."""

    anchor: str
    title: str
    findings: tuple = ()
    comments: tuple = ()
    amount: Decimal | None = None

    @property
    def open_comments(self):
        return [comment for comment in self.comments if comment.resolved_at is None]


@dataclass(frozen=True)
class Told:
    """A finding in a list away from its place: `sentence` names its row.

    `place` is the anchor of its spot, `field` the part of the page for writing that mends it.
    """

    finding: Finding
    place: str
    field: str
    sentence: str


@dataclass(frozen=True)
class Item:
    """A row of a section with its printed number and its spot."""

    number: str
    content: object
    spot: Spot


@dataclass(frozen=True)
class CostItem(Item):
    """A cost line: its factors as text and its four quarters in baht."""

    formula: str
    quarters: tuple
    is_own: bool


@dataclass(frozen=True)
class ActivityItem(Item):
    """An activity: twelve cells of its calendar, its months in words, its cost lines and what they come to."""

    level: int
    cells: tuple
    months: str
    lines: tuple
    money: Money


@dataclass(frozen=True)
class ReviewPage:
    """A version of a proposal laid out for reading. `spots` are its sections by code; `strays` are comments on rows
    that this version hasn't any more."""

    content: ProposalContent
    totals: ProposalTotals
    findings: tuple
    spots: dict
    objectives: tuple
    quantities: tuple
    qualities: tuple
    activities: tuple
    indicators: tuple
    expected_results: tuple
    strays: tuple
    open_count: int

    month_names = MONTH_NAMES

    @property
    def strategy(self):
        """The strategy with its number as far as it is known."""
        content = self.content
        if content.strategy_number is None:
            return content.strategy
        words = {"number": content.strategy_number, "name": content.strategy}
        return (_("Strategy %(number)s %(name)s") % words).strip()

    @property
    def nature(self):
        return Nature(self.content.nature).label if self.content.nature else ""

    @property
    def averaging(self):
        return Averaging(self.content.averaging).label

    @property
    def has_costs(self):
        return bool(self.totals.lines)

    @property
    def sources(self):
        """(name, baht) of every source that pays, where it isn't the office's budget alone."""
        money = self.totals.money
        paying = [
            (FundSource(source).label, money.of_source(source)) for source in FundSource if money.of_source(source)
        ]
        outside = [(_("Off budget"), money.off_budget)] if money.off_budget else []
        return [*paying, *outside] if len(paying) > 1 or outside else []


def review_page(proposal, *, by):
    """The ReviewPage of a version with the comments that `by` may read, in a fixed number of queries."""
    content = content_of(proposal)
    return lay_out(content, findings=findings_for(proposal, content), comments=comments_of(proposal, by=by))


def lay_out(content, *, findings=(), comments=()):
    """The ReviewPage of a ProposalContent; rows without a key have no findings and no comments."""
    totals = total_up(content)
    remarks = _Remarks(findings, comments)
    titles = titles_of(content)
    spots = {code: remarks.spot(code, TITLES[code]) for code in SECTIONS}
    spots["costs"] = remarks.spot("costs", TITLES["costs"], amount=totals.money.total)
    return ReviewPage(
        content=content,
        totals=totals,
        findings=tuple(told(finding, titles) for finding in findings),
        spots=spots,
        objectives=remarks.items(content.objectives),
        quantities=remarks.items(row for row in content.targets if row.kind == TargetKind.QUANTITATIVE),
        qualities=remarks.items(row for row in content.targets if row.kind == TargetKind.QUALITATIVE),
        activities=_activities(content, totals, remarks),
        indicators=remarks.items(content.indicators),
        expected_results=remarks.items(content.expected_results),
        strays=remarks.strays(),
        open_count=sum(comment.resolved_at is None for comment in remarks.comments),
    )


def titles_of(content):
    """{key: text} of every row of a ProposalContent."""
    rows = [*content.objectives, *content.targets, *content.indicators, *content.expected_results]
    rows += [activity for _number, activity, _parent in content.walk_activities()]
    rows += [line for _number, line, _months in content.cost_lines()]
    return {row.key: row.text for row in rows}


def told(finding, titles):
    """The Told of a Finding; `titles` as of `titles_of`."""
    title = titles.get(finding.anchor, "")
    return Told(
        finding,
        place=SECTION_OF.get(finding.anchor, finding.anchor),
        field=f"{'row' if finding.anchor in titles else 'field'}-{finding.anchor}",
        sentence=f"{title}: {finding.sentence}" if title else finding.sentence,
    )


class _Remarks:
    """Findings and comments by the section or row they are about."""

    def __init__(self, findings, comments):
        self.comments = list(comments)
        self.findings = findings
        self._used = set()

    def spot(self, anchor, title, *, amount=None):
        self._used.add(anchor)
        return Spot(
            anchor=anchor,
            title=title,
            findings=tuple(row for row in self.findings if SECTION_OF.get(row.anchor, row.anchor) == anchor),
            comments=tuple(comment for comment in self.comments if comment.anchor == anchor),
            amount=amount,
        )

    def items(self, rows):
        return tuple(Item(str(n), row, self.spot(row.key, row.text)) for n, row in enumerate(rows, start=1))

    def strays(self):
        return tuple(comment for comment in self.comments if comment.anchor not in self._used)


def _activities(content, totals, remarks):
    below = {}
    for row in totals.lines:
        below.setdefault(row.number, []).append(_cost_item(row, remarks))
    return tuple(
        ActivityItem(
            number=number,
            content=activity,
            spot=remarks.spot(activity.key, activity.text),
            level=2 if parent else 1,
            cells=tuple(month in activity.months for month in MONTHS),
            months=months_text(activity.months),
            lines=tuple(below.get(number, ())),
            money=totals.branches.get(number, Money()),
        )
        for number, activity, parent in content.walk_activities()
    )


def _cost_item(row, remarks):
    line = row.line
    return CostItem(
        number=row.number,
        content=line,
        spot=remarks.spot(line.key, line.text, amount=line.amount),
        formula=format_factors(line.factors),
        quarters=row.amounts.quarters,
        is_own=is_own_money(line),
    )


def by_section(differences):
    """[(title, [Difference])] in the paper's order, as `comparison.compare_contents` gives them."""
    groups = groupby(differences, key=lambda difference: COMPARED_IN.get(difference.section, difference.section))
    return [(TITLES[section], list(rows)) for section, rows in groups]
