"""Cost lines and printed totals as they stand in a document, and what their words say of them."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from budgetplan.thai.money import ZERO
from projects.content import Factor, product_of
from projects.enums import CostCategory, FundSource
from projects.formulas import FormulaError, format_factors, parse_formulas
from projects.reading.calendar import ReadActivity
from projects.reading.cost_cells import COST_BEGINS, LONGEST_CALCULATION
from projects.reading.cost_columns import CATEGORIES, SOURCES, CostColumns
from projects.reading.text import key, words

SUBTOTAL = re.compile(r"(?:ยอด)?รวม(?:เงิน|ค่าใช้จ่าย|งบประมาณ|เป็นเงิน)*(?:กิจกรรม|ข้อ|หมวด|ค่า|ตาม|รายการ|ย่อย|งาน|\d).*")
MOST_IN_A_ROW = 1_000
GRAND = re.compile(r"(?:ยอด)?รวม.*(?:ทั้งสิ้น|ทั้งหมด|ทั้งโครงการ|ทุกกิจกรรม|สุทธิ).*|รวม(?:เงิน)?งบประมาณ")
CATEGORY_HEADING = (
    (CostCategory.COMPENSATION, re.compile(r"(?:หมวด|งบ)?(?:รายจ่าย)?(?:ค่า)?ตอบแทน")),
    (CostCategory.SERVICES, re.compile(r"(?:หมวด|งบ)?(?:รายจ่าย)?(?:ค่า)?ใช้สอย")),
    (CostCategory.MATERIALS, re.compile(r"(?:หมวด|งบ)?(?:รายจ่าย)?(?:ค่า)?วัสดุ")),
)
COUNT = re.compile(
    r"(?<![\d.,])\d[\d,]*\s*(?:คน|ราย|ท่าน|โรงเรียน|โรง|แห่ง|ครั้ง|มื้อ|วัน|คืน|ชั่วโมง|เล่ม|ชุด|ชิ้น|คัน|ป้าย|ห้อง|แผ่น|รุ่น)(?![ก-ฮ])"
)
OTHER_CATEGORY = r"(?:ค่า)?(?:สาธารณูปโภค|ครุภัณฑ์|ที่ดิน|สิ่งก่อสร้าง)|(?:งบ|เงิน|งบเงิน)(?:ลงทุน|อุดหนุน)"
OTHER_HEADING = re.compile(rf"(?:หมวด|งบ|ประเภท)?(?:รายจ่าย)?(?:{OTHER_CATEGORY}).{{0,30}}")
OTHER_BEGUN = re.compile(OTHER_CATEGORY)


@dataclass
class ReadCost:
    """A cost line as printed. ``printed`` None: no amount stands there. ``headings``: (number, text) over it.

    ``details_of``: it is a bullet right under the line with this text, which has an amount of its own.
    ``outside``: the category it stands under, where our form has none such; it is no line of the proposal then.
    """

    text: str
    category: CostCategory | None = None
    printed: Decimal | None = None
    factors: tuple[Factor, ...] = ()
    source: FundSource = FundSource.AREA_OFFICE
    in_budget: bool = True
    no: str = ""
    headings: list[tuple[str, str]] = field(default_factory=list)
    quarters: tuple[Decimal, Decimal, Decimal, Decimal] | None = None
    details_of: str | None = None
    row: int = -1
    outside: str = ""
    activity: ReadActivity | None = None

    @property
    def computed(self) -> Decimal | None:
        """What its factors multiply to, None for a lump sum."""
        return product_of(self.factors)

    @property
    def amount(self) -> Decimal | None:
        """The printed amount; without one what is computed."""
        return self.computed if self.printed is None else self.printed


@dataclass
class PrintedTotal:
    """A row of totals: what it says by role of column, and what the lines it sums come to."""

    label: str
    amounts: dict[str, Decimal]
    computed: dict[str, Decimal]
    since: dict[str, Decimal]

    @property
    def is_grand(self) -> bool:
        return bool(GRAND.fullmatch(key(self.label)))


@dataclass
class RowDifference:
    """A row whose categories don't sum to its total, or lines whose detail doesn't sum to their amount.

    `partly`: only some of what it lists says an amount, so that nothing can be compared.
    """

    name: str
    printed: Decimal
    computed: Decimal
    partly: bool = False


@dataclass
class CostTable:
    """`left_out` are costs in categories that our form has not: read, summed, but no lines of the proposal."""

    columns: CostColumns
    lines: list[ReadCost] = field(default_factory=list)
    totals: list[PrintedTotal] = field(default_factory=list)
    row_differences: list[RowDifference] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    left_out: list[ReadCost] = field(default_factory=list)
    caption: str = ""

    @property
    def said(self) -> list[ReadCost]:
        """All costs that its totals are of."""
        return [*self.lines, *self.left_out]

    def leave_out(self) -> None:
        """Take the costs in other categories out of the lines."""
        self.left_out = [line for line in self.lines if line.outside]
        self.lines = [line for line in self.lines if not line.outside]


def category_named(text: str) -> CostCategory | None:
    """The category that a heading is the name of."""
    label = key(text)
    return next((category for category, pattern in CATEGORY_HEADING if pattern.fullmatch(label)), None)


def category_begun(text: str) -> CostCategory | None:
    """The category that the words of a line begin with: "ค่าตอบแทนวิทยากร"."""
    label = key(text)
    return next((category for category, pattern in CATEGORY_HEADING if pattern.match(label)), None)


def other_category_named(text: str) -> str:
    """The heading as printed, where it is the name of a category that our form has not; "" otherwise."""
    return words(text) if OTHER_HEADING.fullmatch(key(text)) and not re.search(r"\d{3}", text) else ""


def other_category_begun(text: str) -> str:
    """What the words of a line begin with, where that is a category that our form has not: "ครุภัณฑ์คอมพิวเตอร์"."""
    found = OTHER_BEGUN.match(key(text))
    return found[0] if found else ""


def says_count(text: str) -> str:
    """The count in a text, "18 คน", where it says one; "" otherwise."""
    found = COUNT.search(words(text))
    return found[0] if found else ""


def is_of_cost(text: str) -> bool:
    """Whether a text is of a thing that costs, by its first word or because it is a count and nothing else."""
    return words(text).startswith(COST_BEGINS) or bool(COUNT.fullmatch(words(text)))


def calculation(text: str) -> tuple[str, tuple[Factor, ...], Decimal | None]:
    """(description, factors, amount stated in the text). What can't be understood stays in the description."""
    if len(text) > LONGEST_CALCULATION:
        return words(text), (), None
    try:
        formulas = parse_formulas(text)
    except FormulaError:
        return words(text), (), None
    if len(formulas) != 1:
        return words(text), (), None
    [formula] = formulas
    return words(formula.text) or words(text), formula.factors, formula.amount


def written(line: ReadCost) -> str:
    """A line with its calculation, as text."""
    return f"{line.text} {format_factors(line.factors)}".strip() if line.factors else line.text


def unread_calculation(text: str) -> str:
    """Why the calculation in a text can't be understood, as a sentence; "" where it has none or can."""
    if len(text) > LONGEST_CALCULATION:
        return ""
    try:
        parse_formulas(text)
    except FormulaError as error:
        return str(error)
    return ""


def summed_by_role(lines: list[ReadCost]) -> dict[str, Decimal]:
    """Sums of lines for every role a column of totals may have."""
    sums = dict.fromkeys(("total", "in_budget", "off_budget", *CATEGORIES, *SOURCES), ZERO)
    for line in lines:
        amount = line.amount or ZERO
        sums["total"] += amount
        sums["in_budget" if line.in_budget else "off_budget"] += amount
        for role, category in CATEGORIES.items():
            sums[role] += amount if line.category == category else ZERO
        for role, source in SOURCES.items():
            sums[role] += amount if line.source == source else ZERO
    return sums
