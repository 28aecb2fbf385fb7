"""What a proposal says, as plain values: one form for reading, printing, copying, comparing and importing.

Nothing here knows the database. `key` of a row is the UUID (as text) it keeps from version to version; it is "" before
the row is stored. Months are numbers of the fiscal year: 1 is October, 12 is September. Amounts are Decimal baht.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from budgetplan.thai.money import round_to_satang
from projects.enums import Averaging, CostCategory, FundSource, IndicatorKind, Nature, TargetKind

MONTHS = range(1, 13)
"""October first."""

MONTH_NAMES = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
"""MONTH_NAMES[m - 1] names month m of the fiscal year."""


@dataclass(frozen=True)
class Factor:
    """One number of a cost line with its unit: 18 คน, 30 บาท, 2 มื้อ."""

    value: Decimal
    unit: str = ""


@dataclass(frozen=True)
class CostLineContent:
    """A line of the cost table (รายละเอียดการใช้งบประมาณ).

    `amount` is what counts. Without factors it is a lump sum. Where factors multiply to something else, `reason` says
    why (domain, rule 2). `quarters` are four amounts as typed, or None: they follow from the activity's months.
    """

    text: str
    category: CostCategory = CostCategory.SERVICES
    factors: tuple[Factor, ...] = ()
    amount: Decimal = Decimal("0.00")
    reason: str = ""
    source: FundSource = FundSource.AREA_OFFICE
    in_budget: bool = True
    quarters: tuple[Decimal, Decimal, Decimal, Decimal] | None = None
    key: str = ""

    @property
    def product(self):
        """What the factors multiply to, in baht rounded to the satang; None for a lump sum."""
        return product_of(self.factors)

    @property
    def is_adjusted(self):
        """Whether the amount isn't what the factors multiply to."""
        return self.product is not None and self.product != self.amount


def product_of(factors):
    """The product of Factors in baht, rounded once to the satang; None for no factors."""
    if not factors:
        return None
    product = Decimal(1)
    for factor in factors:
        product *= factor.value
    return round_to_satang(product)


@dataclass(frozen=True)
class ActivityContent:
    """An activity (กิจกรรม) with its months, its cost lines and its sub-activities (one level)."""

    text: str
    place: str = ""
    responsible: str = ""
    months: tuple[int, ...] = ()
    cost_lines: tuple[CostLineContent, ...] = ()
    children: tuple["ActivityContent", ...] = ()
    key: str = ""

    def walk(self):
        """This activity and its sub-activities, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class StatementContent:
    """One numbered sentence: an objective (วัตถุประสงค์) or an expected result (ผลที่คาดว่าจะได้รับ)."""

    text: str
    key: str = ""


@dataclass(frozen=True)
class TargetContent:
    """A target (เป้าหมาย); `value` with its `unit` where it is quantitative ("ร้อยละ" stands before the value)."""

    text: str
    kind: TargetKind = TargetKind.QUALITATIVE
    value: Decimal | None = None
    unit: str = ""
    key: str = ""


@dataclass(frozen=True)
class IndicatorContent:
    """An indicator (ตัวชี้วัด): output, outcome or not said (""), its target value as text, method and tool."""

    text: str
    kind: IndicatorKind | str = ""
    target: str = ""
    method: str = ""
    tool: str = ""
    key: str = ""


@dataclass(frozen=True)
class ProposalContent:
    """A proposal in full, in the order of the paper.

    `programme`, `strategy` and `focuses` are names; `owners` is the line ผู้รับผิดชอบ; `rationale` and `notes` are clean
    HTML (paragraphs, bold, lists). `declared` is the total an older paper prints for the whole project, None where it
    says nothing: it is compared with the sum of the cost lines, never used.
    """

    name: str
    year_be: int
    programme: str = ""
    strategy: str = ""
    strategy_number: int | None = None
    focuses: tuple[str, ...] = ()
    owners: str = ""
    unit: str = ""
    nature: Nature | str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    rationale: str = ""
    objectives: tuple[StatementContent, ...] = ()
    targets: tuple[TargetContent, ...] = ()
    activities: tuple[ActivityContent, ...] = ()
    indicators: tuple[IndicatorContent, ...] = ()
    expected_results: tuple[StatementContent, ...] = ()
    averaging: Averaging = Averaging.NONE
    notes: str = ""
    declared: Decimal | None = None
    key: str = field(default="")

    def walk_activities(self):
        """(number, activity, the activity it is under or None) of every activity in printed order: "1", "1.1", "2"."""
        for index, activity in enumerate(self.activities, start=1):
            yield str(index), activity, None
            for below, child in enumerate(activity.children, start=1):
                yield f"{index}.{below}", child, activity

    def cost_lines(self):
        """(number of its activity, cost line, months it is spent in) of every cost line in printed order.

        A sub-activity without months of its own has those of the activity it is under.
        """
        for number, activity, parent in self.walk_activities():
            months = activity.months or (parent.months if parent else ())
            for line in activity.cost_lines:
                yield number, line, months


def quantity_text(value):
    """A target's value with no more decimals than it needs: "1,200", "120.5"; "" for none."""
    text = "" if value is None else f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def bare_name(name):
    """A project's name without the word โครงการ it may begin with, for sentences that say the word themselves."""
    return name.removeprefix("โครงการ").strip() or name


def stretches(months):
    """The months as runs: (1, 2, 3, 7) → ((1, 3), (7, 7))."""
    runs = []
    for month in sorted(months):
        if runs and month == runs[-1][1] + 1:
            runs[-1][1] = month
        else:
            runs.append([month, month])
    return tuple((first, last) for first, last in runs)


def quarter_of_month(month):
    """The quarter, 1 to 4, of a month of the fiscal year (1 is October)."""
    return (month - 1) // 3 + 1
