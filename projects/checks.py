"""What a proposal lacks, what doesn't add up, what is above a rate or a ceiling: found in one place.

The page's live summary, the submission, the planning group's checklist and whoever decides read the same findings.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from budgetplan.thai.dates import BE_OFFSET, fiscal_year_bounds
from budgetplan.thai.money import format_amount
from plans.totals import ZERO
from projects.content import MONTH_NAMES, MONTHS, quarter_of_month
from projects.enums import CheckCode, TargetKind
from projects.formulas import format_factors
from projects.rating import over_rate
from projects.rich_text import plain_text
from projects.totals import left_of_ceiling, over_ceiling, quarters_of, total_up

ERROR, WARNING = "error", "warning"
REASON = "over_ceiling_reason"
"""The anchor of what is found about the group's ceiling: the field with the reason for going over it."""


@dataclass(frozen=True)
class Finding:
    """Something found. An "error" keeps the proposal from being submitted, a "warning" is told to everyone deciding.

    `anchor` is the head's field, the list or the key of the row it is about; `check` the CheckCode it belongs to.
    """

    code: str
    level: str
    anchor: str
    sentence: str
    check: str = ""
    expected: Decimal | None = None
    found: Decimal | None = None

    @property
    def is_error(self):
        return self.level == ERROR


@dataclass(frozen=True)
class Standing:
    """A group against its ceiling, in baht: `others` is what its other projects of the year ask for.

    `ceiling` None: the group has none. `reason` is why this proposal goes over it; where it waits, that was written for
    `over_submitted`, what the group went beyond its ceiling on the day it was submitted (None while it is written).
    """

    ceiling: Decimal | None = None
    others: Decimal = ZERO
    reason: str = ""
    over_submitted: Decimal | None = None

    def asked(self, own):
        """What the group asks for with a proposal of `own` baht."""
        return self.others + own

    def over(self, own):
        """Baht beyond the ceiling with a proposal of `own` baht; 0 within it or without one."""
        return over_ceiling(self.ceiling, self.asked(own))

    def left(self, own):
        """Baht of the ceiling left beside a proposal of `own` baht; None without a ceiling."""
        return left_of_ceiling(self.ceiling, self.asked(own))


def findings_of(content, *, standing=None, rates=()):
    """Every Finding about a ProposalContent: what is missing in the order of the paper, then its money.

    `rates` are the rating.Rates in force; `standing` the group's Standing.
    """
    return (
        *_missing_in_head(content),
        *_missing_lists(content),
        *_blank_rows(content),
        *_period(content),
        *_quarters_outside(content),
        *_money(content),
        *_rates(content, rates),
        *_ceiling(content, standing),
    )


def _error(code, anchor, sentence, check="", **amounts):
    return Finding(code, ERROR, anchor, str(sentence), check, **amounts)


def _warning(code, anchor, sentence, check="", **amounts):
    return Finding(code, WARNING, anchor, str(sentence), check, **amounts)


def _missing_in_head(content):
    wanted = [
        ("programme", content.programme, _("Choose the programme."), ""),
        ("strategy", content.strategy, _("Choose the strategy the project answers."), CheckCode.STRATEGY),
        ("owners_text", content.owners, _("Say who is responsible."), ""),
        ("nature", content.nature, _("Say whether the project is new or continuing."), ""),
        ("rationale", plain_text(content.rationale), _("Write the rationale."), ""),
    ]
    for anchor, value, sentence, check in wanted:
        if not value:
            yield _error("missing", anchor, sentence, check)


def _missing_lists(content):
    quantities = [row for row in content.targets if row.kind == TargetKind.QUANTITATIVE]
    qualities = [row for row in content.targets if row.kind == TargetKind.QUALITATIVE]
    wanted = [
        ("objectives", content.objectives, _("Write at least one objective.")),
        ("quantity_targets", quantities, _("Write at least one quantitative target.")),
        ("quality_targets", qualities, _("Write at least one qualitative target.")),
        ("activities", content.activities, _("Add at least one activity.")),
        ("indicators", content.indicators, _("Add at least one indicator.")),
        ("expected_results", content.expected_results, _("Write at least one expected result.")),
    ]
    for anchor, rows, sentence in wanted:
        if not rows:
            yield _error("missing", anchor, sentence)
    if content.activities and not any(True for _line in content.cost_lines()):
        yield _warning("no_money", "activities", _("The project has no cost lines: it asks for no money."))


def _blank_rows(content):
    rows = [*content.objectives, *content.targets, *content.indicators, *content.expected_results]
    rows += [activity for _number, activity, _parent in content.walk_activities()]
    rows += [line for _number, line, _months in content.cost_lines()]
    for row in rows:
        if not row.text.strip():
            yield _error("blank", row.key, _("This row is empty. Fill it in or delete it."))


def _period(content):
    if not (content.starts_on and content.ends_on):
        yield _error("missing", "starts_on", _("Type the first and the last day of the project."), CheckCode.MONTHS)
        return
    first, last = fiscal_year_bounds(content.year_be)
    if content.starts_on < first or content.ends_on > last:
        sentence = _("The project's period goes beyond fiscal year %(year)s.") % {"year": content.year_be}
        yield _error("period", "starts_on", sentence, CheckCode.MONTHS)
    outside = set(MONTHS) - set(months_of_period(content))
    for number, activity, _parent in content.walk_activities():
        wrong = [MONTH_NAMES[month - 1] for month in activity.months if month in outside]
        if wrong:
            sentence = _("Activity %(number)s has months outside the project's period: %(months)s.") % {
                "number": number,
                "months": ", ".join(wrong),
            }
            yield _error("months", activity.key, sentence, CheckCode.MONTHS)


def _quarters_outside(content):
    """Quarters typed by hand may differ from the activity's months, but not leave the project's period."""
    inside = {quarter_of_month(month) for month in months_of_period(content)}
    for _number, line, months in content.cost_lines():
        typed = enumerate(quarters_of(line, months) if line.quarters else (), start=1)
        for quarter, amount in typed:
            if amount and quarter not in inside:
                words = {"amount": _baht(amount), "quarter": quarter}
                sentence = _("%(amount)s baht stand in quarter %(quarter)s, which the project's period doesn't touch.")
                yield _error("quarters", line.key, sentence % words, CheckCode.MONTHS)


def months_of_period(content):
    """The months of the fiscal year, 1 is October, that the project's period touches; all of them without a period."""
    if not (content.starts_on and content.ends_on):
        return tuple(MONTHS)
    return tuple(month for month in MONTHS if _touches(content, month))


def _touches(content, month):
    year = content.year_be - BE_OFFSET - (1 if month <= 3 else 0)
    calendar = (month + 8) % 12 + 1
    first, last = content.starts_on, content.ends_on
    return (first.year, first.month) <= (year, calendar) <= (last.year, last.month)


def _money(content):
    for _number, line, months in content.cost_lines():
        yield from _line(line, months)
    total = total_up(content).money.total
    if content.declared is not None and content.declared != total:
        sentence = _("The paper says %(declared)s, but the cost lines sum to %(total)s; they differ by %(gap)s.") % {
            "declared": _baht(content.declared),
            "total": _baht(total),
            "gap": _baht(abs(content.declared - total)),
        }
        yield _error(
            "declared", "declared", sentence, CheckCode.ARITHMETIC, expected=content.declared, found=total
        )  # fmt: skip


def _line(line, months):
    if not line.amount:
        yield _error("no_amount", line.key, _("This cost line has no amount."), CheckCode.ARITHMETIC)
    elif sum(quarters_of(line, months)) != line.amount:
        sentence = _("Choose the months of the activity, so that %(amount)s baht stand in a quarter.")
        yield _error("unspread", line.key, sentence % {"amount": _baht(line.amount)}, CheckCode.ARITHMETIC)
    if line.is_adjusted:
        yield _adjusted(line)


def _adjusted(line):
    words = {"formula": format_factors(line.factors), "product": _baht(line.product), "amount": _baht(line.amount)}
    amounts = {"expected": line.product, "found": line.amount}
    if line.reason:
        words["reason"] = line.reason
        sentence = _("%(formula)s = %(product)s, but %(amount)s is asked: %(reason)s") % words
        return _warning("adjusted", line.key, sentence, CheckCode.ARITHMETIC, **amounts)
    sentence = _("%(formula)s = %(product)s, but %(amount)s is written. Correct it, or say why it differs.") % words
    return _error("adjusted", line.key, sentence, CheckCode.ARITHMETIC, **amounts)


def _rates(content, rates):
    for _number, line, _months in content.cost_lines():
        warning = over_rate(line, rates) if rates else None
        if warning:
            yield _warning("rate", line.key, str(warning.sentence), CheckCode.RATES)


def _ceiling(content, standing):
    own = total_up(content).own.annual
    over = standing.over(own) if standing else ZERO
    if not over:
        return
    words = {"asked": _baht(standing.asked(own)), "ceiling": _baht(standing.ceiling), "over": _baht(over)}
    amounts = {"expected": standing.ceiling, "found": standing.asked(own)}
    sentence = _("The group asks for %(asked)s of its ceiling of %(ceiling)s: %(over)s too much.") % words
    if standing.over_submitted not in (None, over):
        sentence += " " + _("It was %(over)s when it was submitted.") % {"over": _baht(standing.over_submitted)}
    if standing.reason:
        sentence += " " + _("Reason: %(reason)s") % {"reason": standing.reason}
    yield _warning("ceiling", REASON, sentence, CheckCode.CEILING, **amounts)
    if not standing.reason:
        yield _error("missing", REASON, _("Say why the group asks for more than its ceiling."), CheckCode.CEILING)


def _baht(amount):
    return format_amount(amount, blank="0")
