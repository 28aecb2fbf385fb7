"""Proposals drawn as one big table: labels beside what they say, or rows over the whole width."""

from docx.oxml.ns import qn

from tests.projects.reading.documents import Paper, codes, money_of, months_of

UNKNOWN = "การบูรณาการหลักปรัชญาของเศรษฐกิจพอเพียง"
CALENDAR = ("กิจกรรม|ต.ค.|พ.ย.|ธ.ค.", "1. วางแผน|/||", "2. อบรม||/|/")
COSTS = ("กิจกรรม|ค่าใช้สอย|ค่าวัสดุ|รวม", "2. อบรม|||", "- ค่าอาหาร|800||800", "- กระดาษ||200|200", "รวม|800|200|1,000")


class Form:
    """A table whose cells hold paragraphs and tables."""

    def __init__(self, columns):
        self.paper = Paper()
        self.table = self.paper.document.add_table(0, columns)

    def row(self, *contents, bold=0):
        """A row; one content fills its whole width. The first `bold` cells are bold; tuples are nested tables."""
        cells = self.table.add_row().cells
        targets = [cells[0].merge(cells[-1])] if len(contents) == 1 else cells
        for place, (cell, content) in enumerate(zip(targets, contents, strict=False)):
            self._fill(cell, content, bold=place < bold)

    def _fill(self, cell, content, *, bold):
        for piece in content if isinstance(content, list) else [content]:
            if isinstance(piece, tuple):
                inner = Paper()
                inner.table(*piece)
                cell._tc.append(inner.document.tables[0]._tbl)
                cell.add_paragraph()
                continue
            for text in piece.split("\n"):
                empty = not cell.paragraphs[-1].text and cell._tc[-1].tag == qn("w:p")
                paragraph = cell.paragraphs[-1] if empty else cell.add_paragraph()
                paragraph.add_run(text).bold = bold or None

    def report(self):
        return self.paper.report()


HEAD = (("ชื่อโครงการ", "พัฒนาครู"), ("ผู้รับผิดชอบ", "เจ้าหน้าที่แผน"), ("กลุ่มที่รับผิดชอบ", "กลุ่มนโยบายและแผน"))
PARTS = (
    ("หลักการและเหตุผล", "ครูยังขาดทักษะ"),
    ("วัตถุประสงค์", "1. เพื่อพัฒนาครู\n2. เพื่อติดตาม"),
    (UNKNOWN, "ใช้ทรัพยากรเท่าที่มี"),
    ("วิธีดำเนินการ", [CALENDAR]),
    ("งบประมาณ", ["งบประมาณทั้งสิ้น 1,000 บาท", COSTS]),
    ("ผลที่คาดว่าจะได้รับ", "1. ครูเก่งขึ้น"),
)


def check(report, *, before=()):
    assert report["name"] == "พัฒนาครู"
    assert report["group"] == "กลุ่มนโยบายและแผน"
    assert report["rationale"] == "ครูยังขาดทักษะ"
    assert [item["text"] for item in report["objectives"]] == ["เพื่อพัฒนาครู", "เพื่อติดตาม"]
    assert months_of(report) == {"วางแผน": [1], "อบรม": [2, 3]}
    assert money_of(report) == [("2", "ค่าอาหาร", "S", 800), ("2", "กระดาษ", "M", 200)]
    assert report["totals"]["declared"] == "1000.00"
    assert [item["text"] for item in report["expected_results"]] == ["ครูเก่งขึ้น"]
    assert [one["text"] for one in report["not_understood"]] == [*before, "ใช้ทรัพยากรเท่าที่มี"]
    assert report["not_understood"][-1]["where"] == UNKNOWN
    assert codes(report) == []


def test_labels_left_and_contents_right():
    form = Form(2)
    for label, content in (*HEAD, *PARTS):
        form.row(label, content, bold=1)

    check(form.report())


def test_numbers_labels_and_contents_in_three_columns_under_a_head():
    form = Form(3)
    form.row("ที่", "หัวข้อ", "รายละเอียด", bold=3)
    for number, (label, content) in enumerate((*HEAD, *PARTS), 1):
        form.row(str(number), label, content, bold=2)

    check(form.report(), before=["ที่ | หัวข้อ | รายละเอียด"])


def test_label_and_content_in_rows_over_the_whole_width():
    form = Form(4)
    (name, owner, group) = HEAD
    form.row(*name, *owner)
    form.row(*group, "แผนงาน", "พื้นฐาน")
    for label, content in PARTS:
        form.row(label, bold=1)
        form.row(content)

    check(form.report())


def test_numbered_labels_over_the_whole_width():
    form = Form(4)
    for label, content in HEAD:
        form.row(f"{label} : {content}")
    for number, (label, content) in enumerate(PARTS, 1):
        form.row(f"{number}. {label}")
        form.row(content)

    check(form.report())


def test_label_and_content_together_in_each_row():
    form = Form(3)
    for label, content in HEAD:
        form.row(f"{label} : {content}")
    for number, (label, content) in enumerate(PARTS, 1):
        form.row([f"{number}. {label}", *(content if isinstance(content, list) else [content])])

    check(form.report())


def test_form_that_goes_on_in_a_second_table():
    form = Form(2)
    for label, content in (*HEAD, *PARTS[:3]):
        form.row(label, content, bold=1)
    form.paper.line("")
    form.table = form.paper.document.add_table(0, 2)
    for label, content in PARTS[3:]:
        form.row(label, content, bold=1)

    check(form.report())
