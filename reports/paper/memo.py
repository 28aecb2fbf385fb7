"""The internal memo (บันทึกข้อความ) that puts a proposal before the director, from plain values.

Its form is that of the Office of the Prime Minister's regulation on correspondence: the fields of the head, then the
cause, the purpose and the conclusion as paragraphs. Thai outright, with Thai digits; written in our own words.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string

from budgetplan.documents.pdf import render_pdf
from budgetplan.thai.dates import thai_date
from budgetplan.thai.digits import to_arabic, to_thai
from reports.paper.proposal import PROPOSER, project_title
from reports.paper.signatures import Signature
from reports.paper.spending_plan import in_words

TITLE = "บันทึกข้อความ"
BLANK = "\N{NO-BREAK SPACE}"
"""On the dotted line of a field that is left to be written by hand."""
CONCLUSION = "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบโปรดอนุมัติโครงการดังกล่าว"


@dataclass(frozen=True)
class Memo:
    """What a memo says. A field of the head that isn't known is left to be written by hand.

    `amount` is the proposal's total in baht. `over` is what the group's proposals ask beyond its ceiling, in baht, with
    the reason its owner gave; both are left out where nothing is over. `attachments` are names of papers.
    """

    office_name: str
    unit: str
    addressee: str
    project: str
    year_be: int
    amount: Decimal
    strategy: str = ""
    strategy_number: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    attachments: tuple = ("โครงการพร้อมรายละเอียดการใช้งบประมาณ จำนวน 1 ชุด",)
    over: Decimal | None = None
    over_ceiling_reason: str = ""
    number: str = ""
    written_on: date | None = None
    telephone: str = ""
    signature: Signature = field(default=Signature(PROPOSER))

    @property
    def title(self):
        return f"{TITLE} {self.subject}"

    @property
    def subject(self):
        return f"ขออนุมัติ{project_title(self.project)}"

    @property
    def agency(self):
        """The line ส่วนราชการ."""
        telephone = f"โทร. {self.telephone}" if self.telephone else ""
        return to_thai(" ".join(part for part in (self.unit, self.office_name, telephone) if part))

    @property
    def number_line(self):
        return to_thai(self.number) or BLANK

    @property
    def date_line(self):
        return thai_date(self.written_on) if self.written_on else BLANK

    @property
    def enclosures(self):
        """The lines สิ่งที่ส่งมาด้วย, numbered where there are several."""
        numbered = len(self.attachments) > 1
        return [to_thai(f"{n}. {name}" if numbered else name) for n, name in enumerate(self.attachments, start=1)]

    @property
    def paragraphs(self):
        """Cause, purpose, what goes beyond the ceiling, conclusion."""
        return [text for text in (self._cause(), self._purpose(), self._excess(), CONCLUSION) if text]

    def _cause(self):
        parts = [
            f"ด้วย {self.unit} ได้จัดทำ{project_title(self.project)}",
            self._year_part(),
            self._strategy_part(),
            self._period_part(),
        ]
        return to_thai(" ".join(part for part in parts if part))

    def _year_part(self):
        """The fiscal year, unless the project's name says it."""
        return "" if str(self.year_be) in to_arabic(self.project) else f"ประจำปีงบประมาณ พ.ศ. {self.year_be}"

    def _strategy_part(self):
        if self.strategy_number is None:
            return ""
        return f"เพื่อสนองยุทธศาสตร์ที่ {self.strategy_number} {self.strategy}"

    def _period_part(self):
        if not (self.starts_on and self.ends_on):
            return ""
        return f"กำหนดดำเนินการตั้งแต่วันที่ {thai_date(self.starts_on)} ถึงวันที่ {thai_date(self.ends_on)}"

    def _purpose(self):
        enclosed = " ตามรายละเอียดในสิ่งที่ส่งมาด้วย" if self.attachments else ""
        return f"ในการนี้ {to_thai(self.unit)} ขออนุมัติโครงการ งบประมาณทั้งสิ้น {in_words(self.amount)}{enclosed}"

    def _excess(self):
        if not self.over and not self.over_ceiling_reason:
            return ""
        beyond = f" จำนวน {in_words(self.over)}" if self.over else ""
        because = f"เนื่องจาก {self.over_ceiling_reason}" if self.over_ceiling_reason else "โดยยังไม่ระบุเหตุผล"
        return to_thai(f"อนึ่ง วงเงินที่ขอเกินกรอบวงเงินของกลุ่ม{beyond} {because}")


def memo_pdf(memo):
    """A Memo as PDF (bytes). Raises RenderingFailed."""
    return render_pdf(
        render_to_string("reports/memo.html", {"memo": memo, "heading": TITLE}),
        title=memo.title,
        author=to_thai(memo.office_name),
        stylesheets=("documents/paper.css", "documents/proposal.css"),
    )
