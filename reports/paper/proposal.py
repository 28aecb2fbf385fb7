"""A proposal in full as official paper: what it says, section by section, its PDF and its preview.

The workbook (`proposal_xlsx`) is filled from the same `ProposalPaper`, so all say the same. Every amount comes from
`projects.totals.total_up`; nothing is added up here. The paper is Thai outright, with Thai digits.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import nh3
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from budgetplan.documents.pdf import render_pdf
from budgetplan.thai.dates import thai_date
from budgetplan.thai.digits import to_thai
from projects.content import MONTH_NAMES, ProposalContent, bare_name
from projects.enums import Averaging, FundSource, Nature, ProposalState
from projects.rich_text import TAGS
from projects.totals import ProposalTotals, total_up
from reports.paper.layouts import has_satang, layout_of
from reports.paper.proposal_rows import (
    SOURCES,
    calendar_rows,
    cost_rows,
    exact_amount,
    indicator_groups,
    money_cells,
    numbered,
    target_groups,
)
from reports.paper.signatures import APPROVER, CHECKER, ENDORSER, Signature, Signatures
from reports.paper.spending_plan import GRAND_TOTAL, WATERMARK, in_words, printed_amount

PROPOSER = "ผู้เสนอโครงการ"
BLANK_SIGNATURES = Signatures(tuple(Signature(role) for role in (PROPOSER, ENDORSER, CHECKER, APPROVER)))
STATES: dict[str, str] = {
    ProposalState.DRAFT: "ร่าง",
    ProposalState.WAITING: "อยู่ระหว่างการพิจารณา",
    ProposalState.RETURNED: "ส่งกลับแก้ไข",
    ProposalState.APPROVED: "อนุมัติแล้ว",
    ProposalState.REJECTED: "ไม่อนุมัติ",
    ProposalState.MERGED: "รวมเข้ากับโครงการอื่นแล้ว",
    ProposalState.DROPPED: "พักโครงการ",
}
NATURES: dict[str, str] = {Nature.NEW: "โครงการใหม่", Nature.CONTINUING: "โครงการต่อเนื่อง"}
COST_HEADINGS = ("ที่", "กิจกรรม/รายการ", "ค่าตอบแทน", "ค่าใช้สอย", "ค่าวัสดุ", "เงินงบประมาณ", "เงินนอกงบประมาณ", GRAND_TOTAL)
QUARTER_HEADINGS = ("งบประมาณ", "ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔", "รวม")
AVERAGING_SENTENCE = "ขอถัวจ่ายทุกรายการภายในงบรายจ่ายประเภทเดียวกัน"


@dataclass(frozen=True)
class ProposalPaper:
    """A version of a proposal ready to be printed on a day."""

    content: ProposalContent
    totals: ProposalTotals
    office_name: str
    state: str
    version: int
    printed_on: date
    signatures: Signatures = field(default=BLANK_SIGNATURES)

    @property
    def title(self):
        return project_title(self.content.name)

    @property
    def is_draft(self):
        """Whether the watermark ร่าง goes on it: everything that isn't approved."""
        return self.state != ProposalState.APPROVED

    @property
    def watermark(self):
        return WATERMARK if self.is_draft else ""

    @property
    def year_line(self):
        return to_thai(f"ประจำปีงบประมาณ พ.ศ. {self.content.year_be}")

    @property
    def version_line(self):
        return to_thai(f"ฉบับที่ {self.version} ({STATES[self.state]})")

    @property
    def printed_line(self):
        return f"พิมพ์เมื่อวันที่ {thai_date(self.printed_on)}"

    @property
    def head(self):
        """(label, tuple of texts) of the block under the title, an unknown text being "–"."""
        content = self.content
        rows = (
            ("แผนงาน", (content.programme,)),
            ("ยุทธศาสตร์", (strategy_text(content),)),
            ("สนองกลยุทธ์/จุดเน้น", content.focuses),
            ("ผู้รับผิดชอบ", (content.owners,)),
            ("กลุ่มที่รับผิดชอบ", (content.unit,)),
            ("ลักษณะโครงการ", (NATURES.get(content.nature, ""),)),
            ("ระยะเวลาดำเนินการ", (period_line(content.starts_on, content.ends_on),)),
        )
        return [(label, tuple(to_thai(text) for text in texts if text) or ("–",)) for label, texts in rows]

    @property
    def rationale(self):
        return clean_html(self.content.rationale)

    @property
    def notes(self):
        return clean_html(self.content.notes)

    @property
    def objectives(self):
        return numbered("2", [objective.text for objective in self.content.objectives])

    @property
    def targets(self):
        return target_groups(self.content.targets)

    @property
    def calendar(self):
        return calendar_rows(self.content)

    @property
    def years(self):
        """((heading, months), …) over the calendar: the last quarter of one year, nine months of the next."""
        return tuple((to_thai(f"ปี {self.content.year_be - before}"), months) for before, months in ((1, 3), (0, 9)))

    @property
    def money_lines(self):
        """The headline total and its parts, as (label, amount with words)."""
        money = self.totals.money
        lines = [
            ("งบประมาณทั้งสิ้น", in_words(money.total)),
            ("จากเงินงบประมาณ", in_words(money.in_budget) if money.in_budget else "–"),
            ("จากเงินนอกงบประมาณ", in_words(money.off_budget) if money.off_budget else "–"),
        ]
        if set(money.by_source) - {FundSource.AREA_OFFICE}:
            sums = ((name, money.of_source(source)) for source, name in SOURCES.items())
            lines += [(f"แหล่งเงิน {name}", in_words(amount)) for name, amount in sums if amount]
        return lines

    @cached_property
    def costs(self):
        return cost_rows(self.content, self.totals)

    @property
    def total_cells(self):
        """The total row of the cost table in baht."""
        return money_cells(self.totals.money)

    @property
    def quarters(self):
        """(label, (q1, q2, q3, q4, total)): all money and, where others pay too, the office's own."""
        rows = [(GRAND_TOTAL, self.totals.amounts)]
        if self.totals.own != self.totals.amounts:
            rows.append(("เงินงบประมาณของ สพป.", self.totals.own))
        return [(label, (*amounts.quarters, amounts.annual)) for label, amounts in rows]

    @property
    def money_notes(self):
        """Sentences under the tables of money: averaging, and what a checker must see."""
        notes = [AVERAGING_SENTENCE] if self.content.averaging == Averaging.ALL else []
        if self.totals.unspread:
            amount = exact_amount(self.totals.unspread)
            notes.append(f"จำนวน {amount} บาท ยังไม่อยู่ในไตรมาสใด เพราะกิจกรรมยังไม่ระบุเดือน")
        declared, total = self.content.declared, self.totals.money.total
        if declared is not None and declared != total:
            notes.append(f"เอกสารเดิมระบุงบประมาณไว้ {exact_amount(declared)} บาท แต่รายการรวมได้ {exact_amount(total)} บาท")
        return notes

    @property
    def indicators(self):
        return indicator_groups(self.content.indicators)

    @property
    def results(self):
        return numbered("7", [result.text for result in self.content.expected_results])

    @cached_property
    def has_satang(self):
        """Whether any amount isn't whole baht."""
        return has_satang(self._amounts())

    def printed(self, amounts):
        """Amounts as a table prints them, "-" for nothing."""
        satang = self.has_satang
        return [printed_amount(amount, satang=satang) for amount in amounts]

    @property
    def layout(self):
        """The class of the narrowest layout that holds the longest amount."""
        return layout_of(self.printed(self._amounts()))

    def _amounts(self):
        """Every amount in a table: cost lines, their sums, quarters."""
        yield from self.total_cells
        for row in self.costs:
            yield from row.cells
        for _label, cells in self.quarters:
            yield from cells


def proposal_paper(content, *, office_name, state, version, signatures=BLANK_SIGNATURES, printed_on=None):
    """The ProposalPaper of a ProposalContent; `state` is a ProposalState, `printed_on` today unless told."""
    return ProposalPaper(
        content, total_up(content), to_thai(office_name), state, version, printed_on or timezone.localdate(), signatures
    )


def project_title(name):
    """A project's name with โครงการ before it, once."""
    return f"โครงการ{to_thai(bare_name(name))}"


def strategy_text(content):
    """The strategy with its number, "ข้อที่ ๖ …"; "" where none is chosen."""
    if content.strategy_number is None:
        return content.strategy
    return to_thai(f"ข้อที่ {content.strategy_number} {content.strategy}")


def period_line(starts_on, ends_on):
    """A period as its first and last day, either of which may be unknown."""
    if starts_on and ends_on:
        return f"{thai_date(starts_on)} ถึง {thai_date(ends_on)}"
    return " ".join(
        f"{word} {thai_date(day)}" for word, day in (("ตั้งแต่", starts_on), ("ถึง", ends_on)) if day is not None
    )


def clean_html(html):
    """Rich text reduced once more to what prints: paragraphs, bold and lists, in Thai digits."""
    return mark_safe(to_thai(nh3.clean(html, tags=TAGS, attributes={})))


def proposal_pdf(paper):
    """The paper as PDF (bytes). Raises RenderingFailed."""
    return render_pdf(
        render_to_string("reports/proposal.html", _context(paper)),
        title=paper.title,
        author=paper.office_name,
        stylesheets=("documents/paper.css", "documents/proposal.css"),
    )


def proposal_html(paper):
    """The same body as part of a page on screen (static/projects/paper-preview.css), safe to put into a template."""
    return render_to_string("reports/proposal_preview.html", _context(paper))


def _context(paper):
    return {
        "paper": paper,
        "months": MONTH_NAMES,
        "cost_headings": COST_HEADINGS,
        "quarter_headings": QUARTER_HEADINGS,
        "costs": [(row, paper.printed(row.cells)) for row in paper.costs],
        "totals": paper.printed(paper.total_cells),
        "quarters": [(label, paper.printed(cells)) for label, cells in paper.quarters],
    }
