"""The quarterly spending plan table as official paper: what it says, row by row, and its PDF.

The workbook (`spending_plan_xlsx`) is filled from the same `PlanPaper`, so both say the same. Every total comes
from the PlanTable (plans.totals); nothing is added up here. The paper is Thai outright, with Thai digits.
"""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import timezone, translation

from budgetplan.documents.pdf import render_pdf
from budgetplan.thai.baht import baht_text
from budgetplan.thai.dates import thai_date
from budgetplan.thai.digits import to_thai
from plans.enums import PlanState
from plans.selectors import plan_table
from plans.services.versions import PLAN_KIND
from plans.totals import Amounts, PlanTable
from plans.wording import imbalance_sentence
from reports.paper.signatures import Signatures, signatures_of

HEADINGS = ("รายการ", "งบประมาณ", "ไตรมาสที่ ๑", "ไตรมาสที่ ๒", "ไตรมาสที่ ๓", "ไตรมาสที่ ๔")
QUARTERS_HEADING = "แผนการใช้จ่ายรายไตรมาส (บาท)"
GRAND_TOTAL = "รวมทั้งสิ้น"
WATERMARK = "ร่าง"
DEEPEST_INDENT = 5
STATES: dict[str, str] = {
    PlanState.DRAFT: "ร่าง",
    PlanState.WAITING: "อยู่ระหว่างการพิจารณา",
    PlanState.RETURNED: "ส่งกลับแก้ไข",
    PlanState.APPROVED: "อนุมัติแล้ว",
    PlanState.REJECTED: "ไม่อนุมัติ",
}
LAYOUTS = ((9, "upright narrow"), (10, "upright medium"), (14, "sideways wide"), (20, "sideways widest"))
"""(Characters of the longest amount, classes in paper.css): five columns of "๙๙,๙๙๙,๙๙๙", which has ten, just fit
on an upright page. Twenty hold the sum of ten lines of the largest amount there is."""


@dataclass(frozen=True)
class PaperRow:
    """A printed row. `level` is the indent, `amounts` is None for a part's heading.

    `kind` is "part", "category", "heading", "line", "part_total", "part_only" (a part printed as one row) or "total".
    """

    kind: str
    label: str
    level: int
    amounts: Amounts | None

    @property
    def is_sum(self):
        """Whether the row is printed bold: everything but the lines themselves."""
        return self.kind != "line"


@dataclass(frozen=True)
class PlanPaper:
    """A plan version ready to be printed on a day."""

    table: PlanTable
    signatures: Signatures
    printed_on: date

    @property
    def title(self):
        return to_thai(f"แผนการใช้จ่ายงบประมาณรายไตรมาส ประจำปีงบประมาณ พ.ศ. {self.table.year_be}")

    @property
    def office_name(self):
        return to_thai(self.table.office_name)

    @property
    def is_draft(self):
        """Whether the watermark ร่าง goes on it: everything that isn't approved."""
        return self.table.state != PlanState.APPROVED

    @property
    def version_line(self):
        return to_thai(f"ฉบับที่ {self.table.number} ({STATES[self.table.state]})")

    @property
    def printed_line(self):
        return f"พิมพ์เมื่อวันที่ {thai_date(self.printed_on)}"

    @property
    def envelope_sentence(self):
        return to_thai(
            f"{self.office_name} ประมาณการวงเงินงบประมาณที่จะได้รับจัดสรรสำหรับปีงบประมาณ พ.ศ. {self.table.year_be} "
            f"เป็นจำนวนเงิน {in_words(self.table.envelope)} และกำหนดแผนการใช้จ่ายเป็นรายไตรมาส ดังตารางต่อไปนี้"
        )

    @property
    def total_sentence(self):
        return f"{GRAND_TOTAL} {in_words(self.table.total.annual)}"

    @property
    def findings(self):
        """Thai sentences on where the plan doesn't add up."""
        with translation.override("th"):
            return [to_thai(imbalance_sentence(found, thai_digits=True)) for found in self.table.imbalances]

    def rows(self):
        """Every PaperRow, the grand total last."""
        spread = [part for part in self.table.parts if _is_spread(part)]
        for part in self.table.parts:
            yield from _part_rows(part, with_heading=len(spread) > 1)
        yield PaperRow("total", GRAND_TOTAL, 0, self.table.total)

    @property
    def has_satang(self):
        """Whether any amount isn't whole baht; then every amount shows two decimals, so that they line up."""
        amounts = (value for row in self.table.rows() for value in row.amounts.cells())
        return any(value != value.to_integral_value() for value in amounts)


def paper_of(plan):
    """The PlanPaper of a version as of today."""
    return PlanPaper(plan_table(plan), signatures_of(plan, kind=PLAN_KIND, unit_id=plan.unit_id), timezone.localdate())


def _is_spread(part):
    """Whether a part prints its rows; a part of one line with the part's own name, or of none, is one row."""
    return bool(part.children) and not part.own_name_only


def _part_rows(part, *, with_heading):
    if not _is_spread(part):
        yield PaperRow("part_only", to_thai(part.name), 0, part.amounts)
        return
    if with_heading:
        yield PaperRow("part", to_thai(part.name), 0, None)
    for child in part.children:
        for row in child.walk():
            yield PaperRow(row.kind, _numbered(row), min(row.level - 1, DEEPEST_INDENT), row.amounts)
    yield PaperRow("part_total", to_thai(f"รวม{part.name}"), 0, part.amounts)


def _numbered(row):
    """The row's number and name: "๑. ค่าตอบแทน" at the first level, "๑.๑ …" below it."""
    number = f"{row.number}." if row.level == 1 else row.number
    return to_thai(f"{number} {row.name}")


def in_words(amount):
    """An amount with its words, "๒๕,๐๐๐ บาท (สองหมื่นห้าพันบาทถ้วน)"."""
    return f"{printed_amount(amount, satang=amount != amount.to_integral_value(), blank='๐')} บาท ({baht_text(amount)})"


def printed_amount(amount, *, satang, blank="-"):
    """An amount in Thai digits, with its two decimals where `satang` is true, `blank` for nothing."""
    if not amount:
        return blank
    return to_thai(f"{amount:,.2f}" if satang else f"{amount:,.0f}")


def spending_plan_pdf(paper):
    """The paper as PDF (bytes). Raises RenderingFailed."""
    rows = _printed_rows(paper)
    context = {
        "paper": paper,
        "rows": rows,
        "headings": HEADINGS,
        "quarters_heading": QUARTERS_HEADING,
        "watermark": WATERMARK if paper.is_draft else "",
        "layout": _layout(rows),
    }
    return render_pdf(
        render_to_string("reports/spending_plan.html", context), title=paper.title, author=paper.office_name
    )


def is_sideways(paper):
    """Whether the amounts are too long for an upright page."""
    return "sideways" in _layout(_printed_rows(paper))


def _printed_rows(paper):
    """(PaperRow, its amounts as printed) pairs."""
    satang = paper.has_satang
    return [
        (row, [printed_amount(value, satang=satang) for value in row.amounts.cells()] if row.amounts else [])
        for row in paper.rows()
    ]


def _layout(rows):
    """The classes of the narrowest layout that holds the longest amount."""
    longest = max(len(cell) for _, cells in rows for cell in cells)
    return next((classes for length, classes in LAYOUTS if longest <= length), LAYOUTS[-1][1])
