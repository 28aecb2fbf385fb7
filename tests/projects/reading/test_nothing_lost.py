"""Nothing is lost silently: each word of a document's body stands in its report, understood or handed back."""

import random
import re

import pytest

from budgetplan.documents.docx_blocks import walk_paragraphs
from projects.reading import read_proposals, report_of
from projects.reading.text import key
from tests.projects.reading import reference, test_unseen, test_unseen_again
from tests.projects.reading.documents import YEAR, Paper

WRITERS = (
    *test_unseen.EXPECTED,
    *test_unseen_again.EXPECTED,
    reference.whole_file,
)
HEADINGS = (
    "หลักการและเหตุผล",
    "วัตถุประสงค์",
    "เป้าหมาย",
    "วิธีดำเนินการ",
    "งบประมาณ",
    "การประเมินผล",
    "ผลที่คาดว่าจะได้รับ",
    "สถานที่ดำเนินการ",
    "การบริหารความเสี่ยง",
    "ตัวชี้วัดความพอเพียง",
    "แนวทางการต่อยอด",
)
HEADS = (
    "กิจกรรม|ต.ค.|พ.ย.|ธ.ค.|ม.ค.",
    "กิจกรรม|ระยะเวลา|สถานที่|ผู้รับผิดชอบ|หมายเหตุ",
    "ที่|รายการ|ค่าตอบแทน|ค่าใช้สอย|ค่าครุภัณฑ์|รวม",
    "กิจกรรม|รายละเอียดค่าใช้จ่าย|จำนวนเงิน|แหล่งเงิน",
    "ตัวชี้วัด|วิธีการประเมิน|เครื่องมือ|เกณฑ์|ความถี่",
    "เป้าหมาย|จำนวน|หน่วยนับ|หมายเหตุ",
    "ความเสี่ยง|โอกาส|ผลกระทบ",
    "ลงชื่อ|ตำแหน่ง",
)
CELLS = (
    "-",
    "",
    "/",
    "500",
    "1,200",
    "2 คน",
    "ตุลาคม 2562",
    "ไตรมาส 1",
    "รวม",
    "ค่าอาหาร 10 คน x 80 บาท",
    "- ค่าวัสดุ\n- ค่าจ้าง",
)
LETTERS = "กขคงจฉชซดตถทนบปผพฟมยรลวสหอ"


class Writer:
    """Writes a document of parts, lists and tables in an order no one planned."""

    def __init__(self, seed):
        self.random = random.Random(seed)  # noqa: S311 (a document to read, no secret)
        self.paper = Paper()

    def word(self):
        return "คำ" + "".join(self.random.choice(LETTERS) for _letter in range(6))

    def text(self):
        return " ".join(self.word() for _word in range(self.random.randint(1, 5)))

    def write(self):
        one = self.random
        self.paper.line(f"{one.choice(('ชื่อโครงการ : ', 'โครงการ : '))}{self.text()}", bold=one.random() < 0.5)
        for label in one.sample(("แผนงาน", "ผู้รับผิดชอบ", "ลักษณะโครงการ", "ระยะเวลาดำเนินการ", "รหัสโครงการ"), 3):
            self.paper.line(label + one.choice((" : ", "\t", " ")) + self.text())
        look = one.choice(("**{}. {}**", "{}. {}", "**{1}**", "{1}", "ข้อ {} {}"))
        for number, heading in enumerate(one.sample(HEADINGS, one.randint(2, 9)), 1):
            self.paper.line(look.format(number, heading))
            for _piece in range(one.randint(0, 4)):
                one.choice((self.line, self.list, self.table, self.bold, self.form))()
        return self.paper

    def line(self):
        self.paper.line(self.text())

    def bold(self):
        self.paper.line(self.text(), bold=True)

    def list(self):
        lead = self.random.choice(("{}. ", "- ", "({}) ", "4.{} ", "กิจกรรมที่ {} "))
        for number in range(1, self.random.randint(2, 4)):
            self.paper.line(lead.format(number) + self.text())

    def table(self):
        head = self.random.choice(HEADS)
        rows = []
        for _row in range(self.random.randint(1, 4)):
            cells = [self.random.choice((*CELLS, self.text(), self.text())) for _cell in head.split("|")]
            rows.append("|".join(cells))
        self.paper.table(head, *rows)

    def form(self):
        self.paper.table(*(f"{self.random.choice((*HEADINGS, self.word()))}|{self.text()}" for _row in range(3)))


def strings_in(report):
    if isinstance(report, str):
        yield report
    elif isinstance(report, dict):
        for value in report.values():
            yield from strings_in(value)
    elif isinstance(report, list):
        for value in report:
            yield from strings_in(value)


def missing_words(document):
    """Words of the body that stand nowhere in the report; "ข้อ" only counts."""
    report = report_of(read_proposals(document, year_be=YEAR), year_be=YEAR)
    said = key(" ".join(strings_in(report)))
    printed = [paragraph.printed for paragraph in walk_paragraphs(document.blocks)]
    found = [word for text in printed for word in re.findall(r"[ก-๎a-zA-Z]{2,}|[\d๐-๙]+", text)]
    return [word for word in found if key(word) not in said and word != "ข้อ"]


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_every_word_of_a_proposal_is_in_its_report(write):
    assert missing_words(write().data()) == []


@pytest.mark.parametrize("seed", range(80))
def test_every_word_of_a_document_in_any_order_is_understood_or_handed_back(seed):
    document = Writer(seed).write().data()
    report = report_of(read_proposals(document, year_be=YEAR), year_be=YEAR)
    for proposal in (report, *report["others"]):
        for section in proposal["sections"]:
            del section["text"]
    said = " ".join(strings_in(report))

    printed = " ".join(paragraph.printed for paragraph in walk_paragraphs(document.blocks))
    assert [word for word in re.findall("คำ[ก-ฮ]{6}", printed) if word not in said] == []
