"""The rows of a proposal's paper: its calendar, its cost table, its numbered sentences. Thai outright, Thai digits.

Every sum is a `Money` of `projects.totals`; nothing is added up here.
"""

from dataclasses import dataclass
from decimal import Decimal

from budgetplan.thai.digits import to_thai
from projects.content import MONTH_NAMES, quantity_text, stretches
from projects.enums import FundSource, IndicatorKind, TargetKind
from projects.formulas import format_factors
from projects.totals import Money, add_lines
from reports.paper.spending_plan import printed_amount

LAST_MONTH_OF_FIRST_YEAR = 3
"""October to December are the months before the year that names the fiscal year."""

SOURCES: dict[str, str] = {
    FundSource.AREA_OFFICE: "งบ สพป.",
    FundSource.OBEC: "งบ สพฐ.",
    FundSource.OTHER: "หน่วยงานอื่น",
}
TARGET_HEADINGS: dict[str, str] = {TargetKind.QUANTITATIVE: "เชิงปริมาณ", TargetKind.QUALITATIVE: "เชิงคุณภาพ"}
INDICATOR_HEADINGS: dict[str, str] = {IndicatorKind.OUTPUT: "ผลผลิต", IndicatorKind.OUTCOME: "ผลลัพธ์"}
PER_CENT = "ร้อยละ"


@dataclass(frozen=True)
class CalendarCell:
    """Neighbouring months of a row, all of which the activity runs in (`is_bar`), or one in which it doesn't."""

    span: int
    is_bar: bool


@dataclass(frozen=True)
class CalendarRow:
    """An activity on the calendar. `level` is 1 for a sub-activity; `period` says its months in words."""

    number: str
    text: str
    level: int
    period: str
    months: tuple
    place: str
    responsible: str

    @property
    def cells(self):
        """CalendarCells that cover the twelve months, October first."""
        cells, month = [], 1
        for first, last in stretches(self.months):
            cells += [CalendarCell(1, is_bar=False)] * (first - month)
            cells.append(CalendarCell(last - first + 1, is_bar=True))
            month = last + 1
        return cells + [CalendarCell(1, is_bar=False)] * (13 - month)


def calendar_rows(content):
    """The CalendarRows of a ProposalContent's activities, in printed order."""
    return [
        CalendarRow(
            number=printed_number(number),
            text=to_thai(activity.text),
            level=1 if parent else 0,
            period=period_text(activity.months, content.year_be),
            months=activity.months,
            place=to_thai(activity.place),
            responsible=to_thai(activity.responsible),
        )
        for number, activity, parent in content.walk_activities()
    ]


def printed_number(number):
    """An activity's number as it stands before its name: "๑." and, below it, "๑.๑"."""
    return to_thai(number if "." in number else f"{number}.")


def period_text(months, year_be):
    """Months of a fiscal year in words, "ต.ค. – ธ.ค. ๒๕๖๓, มี.ค. ๒๕๖๔"; "" for none."""
    return to_thai(", ".join(_stretch_text(first, last, year_be) for first, last in stretches(months)))


def _stretch_text(first, last, year_be):
    if first == last:
        return _month_text(first, year_be)
    same_year = _year_of(first, year_be) == _year_of(last, year_be)
    begun = MONTH_NAMES[first - 1] if same_year else _month_text(first, year_be)
    return f"{begun} – {_month_text(last, year_be)}"


def _month_text(month, year_be):
    """A month with its year, which stay on one line."""
    return f"{MONTH_NAMES[month - 1]}\N{NO-BREAK SPACE}{_year_of(month, year_be)}"


def _year_of(month, year_be):
    return year_be - 1 if month <= LAST_MONTH_OF_FIRST_YEAR else year_be


@dataclass(frozen=True)
class CostRow:
    """A row of the cost table: an activity with the sum of all below it, or one of its cost lines.

    `formula` is "๑๘ คน × ๓๐ บาท × ๒ มื้อ" or ""; `source` names another payer than the office; `check` is the sentence
    on an amount that isn't the formula's (domain, rule 2).
    """

    number: str
    text: str
    level: int
    money: Money
    is_line: bool = False
    formula: str = ""
    source: str = ""
    check: str = ""
    in_budget: bool = True

    @property
    def cells(self):
        """(compensation, services, materials, in budget, off budget, total) in baht."""
        return money_cells(self.money)


def money_cells(money):
    """A Money in the order of the cost table's columns."""
    return (money.compensation, money.services, money.materials, money.in_budget, money.off_budget, money.total)


def cost_rows(content, totals):
    """CostRows of every activity and, of the sub-activities, of those that cost something; each with its lines."""
    rows = []
    for number, activity, parent in content.walk_activities():
        money = totals.branches.get(number, Money())
        if parent and not activity.cost_lines:
            continue
        level = 1 if parent else 0
        rows.append(CostRow(printed_number(number), to_thai(activity.text), level, money))
        rows += [_line_row(line, level) for line in activity.cost_lines]
    return rows


def _line_row(line, level):
    return CostRow(
        number="",
        text=to_thai(line.text),
        level=level + 1,
        money=add_lines([line]),
        is_line=True,
        formula=formula_text(line.factors),
        source="" if line.source == FundSource.AREA_OFFICE else f"({SOURCES[line.source]})",
        check=check_text(line),
        in_budget=line.in_budget,
    )


def check_text(line):
    """What a cost line's factors come to where it asks for another amount, and why; "" where they agree."""
    if not line.is_adjusted:
        return ""
    because = f"เพราะ {to_thai(line.reason)}" if line.reason else "โดยยังไม่ระบุเหตุผล"
    return f"คำนวณได้ {exact_amount(line.product)} ต่างจากที่ขอ {exact_amount(line.amount)} {because}"


def formula_text(factors):
    """Factors as they are printed, "๑๘ คน × ๓๐ บาท × ๒ มื้อ"; "" for none. No "@": nothing reads it back."""
    return to_thai(format_factors(factors)).removeprefix("@ ")


def quantity(value):
    """A number in Thai digits with separators and no more decimals than it has: ๑,๒๐๐, ๑.๕."""
    return to_thai(quantity_text(Decimal(value)))


def exact_amount(amount):
    """An amount in Thai digits, with its satang where it has any."""
    return printed_amount(amount, satang=amount != amount.to_integral_value(), blank="๐")


@dataclass(frozen=True)
class TargetGroup:
    """Targets of one kind under their heading, as numbered sentences: ("๓.๑", "เชิงปริมาณ", (("๓.๑.๑", "…"), …))."""

    number: str
    heading: str
    sentences: tuple


def target_groups(targets):
    """The TargetGroups that have targets, quantitative first."""
    groups = []
    for kind, heading in TARGET_HEADINGS.items():
        texts = [target_text(target) for target in targets if target.kind == kind]
        if texts:
            number = f"3.{len(groups) + 1}"
            groups.append(TargetGroup(to_thai(number), heading, numbered(number, texts)))
    return tuple(groups)


def target_text(target):
    """A target as a sentence with its value: "… จำนวน ๑๘ คน", "… ร้อยละ ๘๐"."""
    if target.value is None:
        return target.text
    if target.unit == PER_CENT:
        return f"{target.text} {PER_CENT} {quantity(target.value)}"
    return f"{target.text} จำนวน {quantity(target.value)} {target.unit}".rstrip()


def numbered(section, texts):
    """Texts as (number, text) pairs below a section: "2" gives ("๒.๑", …), ("๒.๒", …)."""
    return tuple((to_thai(f"{section}.{index}"), to_thai(text)) for index, text in enumerate(texts, start=1))


@dataclass(frozen=True)
class IndicatorGroup:
    """Indicators of one kind; the heading is "" where nothing was said."""

    heading: str
    rows: tuple


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator in Thai digits."""

    text: str
    target: str
    method: str
    tool: str


def indicator_groups(indicators):
    """The IndicatorGroups that have indicators: outputs, outcomes, the others."""
    groups = []
    for kind, heading in {**INDICATOR_HEADINGS, "": ""}.items():
        rows = tuple(_indicator_row(indicator) for indicator in indicators if indicator.kind == kind)
        if rows:
            groups.append(IndicatorGroup(heading, rows))
    return tuple(groups)


def _indicator_row(indicator):
    texts = (indicator.text, indicator.target, indicator.method, indicator.tool)
    return IndicatorRow(*(to_thai(text) for text in texts))
