"""Parts by names no one has a word for: told by the look of the document's own headings, and kept apart."""

import pytest

from tests.projects.reading.documents import Paper, codes, money_of, months_of

UNKNOWN = "การบริหารความพร้อมของพื้นที่"
TEXT = "มีแผนสำรองรองรับเมื่อวิทยากรติดภารกิจ"


def headings_of(report):
    return [section["heading"] for section in report["sections"]]


def handed_back(report):
    return [(one["where"], one["text"]) for one in report["not_understood"]]


def proposal(heading, *, unknown=UNKNOWN, text=TEXT):
    """A small proposal; `heading` writes a heading into the paper, the unknown one between two known ones."""
    paper = Paper()
    paper.line("ชื่อโครงการ : ทดลอง")
    for name, lines in (
        ("หลักการและเหตุผล", "เล่าความเป็นมา"),
        ("วัตถุประสงค์", "- เพื่อพัฒนา\n- เพื่อติดตาม"),
        (unknown, text),
        ("เป้าหมาย", "ครู 20 คน"),
        ("ผลที่คาดว่าจะได้รับ", "- ดีขึ้น"),
    ):
        heading(paper, name)
        paper.lines(lines)
    return paper.report()


def bold(paper, name):
    paper.line(name, bold=True)


def styled(paper, name):
    paper.line(name, style="Heading 2")


def underlined(paper, name):
    paper.line("").add_run(name).underline = True


def numbered(form, *, shown=lambda paragraph: None):
    counted = []

    def heading(paper, name):
        counted.append(name)
        shown(paper.line(form.format(len(counted)) + name))

    return heading


def underline(paragraph):
    for run in paragraph.runs:
        run.underline = True


@pytest.mark.parametrize(
    "heading",
    [
        bold,
        styled,
        underlined,
        numbered("{}. "),
        numbered("ข้อ {} "),
        numbered("{}) "),
        numbered("{}. ", shown=underline),
    ],
    ids=["bold", "style", "underlined", "plain number", "ข้อ", "bracket", "underlined number"],
)
def test_unknown_heading_begins_a_part_of_its_own(heading):
    report = proposal(heading)

    assert headings_of(report) == [
        "ชื่อโครงการ", "หลักการและเหตุผล", "วัตถุประสงค์", UNKNOWN, "เป้าหมาย", "ผลที่คาดว่าจะได้รับ",
    ]  # fmt: skip
    assert [item["text"] for item in report["objectives"]] == ["เพื่อพัฒนา", "เพื่อติดตาม"]
    assert handed_back(report) == [(UNKNOWN, TEXT)]
    assert "number_jumps" not in codes(report)


def test_unknown_part_is_handed_back_up_to_the_next_heading():
    report = proposal(bold, text="ด้านความพอประมาณ\n1. ใช้ทรัพยากรเท่าที่มี\n\n2. ไม่ซื้อเพิ่ม")

    assert handed_back(report) == [(UNKNOWN, "ด้านความพอประมาณ\n1. ใช้ทรัพยากรเท่าที่มี\n2. ไม่ซื้อเพิ่ม")]


def test_heading_named_like_an_indicator_is_one_where_it_looks_like_one():
    report = proposal(bold, unknown="ตัวชี้วัดความพอเพียง")

    assert handed_back(report) == [("ตัวชี้วัดความพอเพียง", TEXT)]


@pytest.mark.parametrize(
    "lead",
    ["เชิงปริมาณ", "ผลผลิต (Outputs)", "กิจกรรมที่ 1 อบรมครู", "ค่าวัสดุ", "มีรายละเอียดดังนี้", "รวม 12,000 บาท"],
)
def test_bold_line_that_heads_something_within_its_part_begins_none(lead):
    report = proposal(bold, unknown=lead)

    assert lead not in headings_of(report)


def test_bold_words_in_a_paragraph_begin_no_part():
    paper = Paper()
    paper.lines("ชื่อโครงการ : ทดลอง\n**หลักการและเหตุผล**\n**จากผลการประเมิน** พบว่าครูยังขาดทักษะ\nจึงจัดอบรม")
    paper.lines("**วัตถุประสงค์**\n- เพื่อพัฒนา\n**เป้าหมาย**\nครู 20 คน\n**ผลที่คาดว่าจะได้รับ**\n- ดีขึ้น")
    report = paper.report()

    assert report["rationale"] == "จากผลการประเมิน พบว่าครูยังขาดทักษะ\nจึงจัดอบรม"
    assert report["not_understood"] == []


def test_bold_names_of_activities_begin_no_parts():
    paper = Paper()
    paper.lines("ชื่อโครงการ : ทดลอง\n**หลักการและเหตุผล**\nเล่า\n**วัตถุประสงค์**\n- เพื่อพัฒนา\n**วิธีดำเนินการ**")
    paper.lines("**อบรมครูแกนนำ**\nอบรมสองวัน\n**นิเทศโรงเรียน**\nนิเทศทุกเดือน\n**ผลที่คาดว่าจะได้รับ**\n- ดีขึ้น")
    report = paper.report()

    assert headings_of(report)[-2:] == ["วิธีดำเนินการ", "ผลที่คาดว่าจะได้รับ"]
    assert set(months_of(report)) >= {"อบรมครูแกนนำ", "นิเทศโรงเรียน"}


def test_bold_list_that_passes_the_number_of_its_heading_begins_no_part():
    paper = Paper()
    paper.lines("ชื่อโครงการ : ทดลอง\n**1. หลักการและเหตุผล**\nเล่า\n**2. วัตถุประสงค์**\n1) เพื่อพัฒนา\n**3. วิธีดำเนินการ**")
    paper.lines("**1. วางแผน**\n**2. จัดอบรม**\n**3. นิเทศ**\n**4. สรุป**\n**4. ผลที่คาดว่าจะได้รับ**\n1) ดีขึ้น")
    report = paper.report()

    assert list(months_of(report)) == ["วางแผน", "จัดอบรม", "นิเทศ", "สรุป"]


def test_note_in_brackets_ends_before_the_costs_it_is_about():
    paper = Paper()
    paper.lines("ชื่อโครงการ : ทดลอง\n1. วัตถุประสงค์\n1.1 เพื่อ\n2. เป้าหมาย\nครู 20 คน\n3. งบประมาณ")
    paper.lines(
        "งบประมาณทั้งสิ้น 1,500 บาท\n(หมายเหตุ ขอถัวจ่ายทุกรายการ)\n3.1 ค่าวัสดุ เป็นเงิน 1,500 บาท\n4. ผลที่คาดว่าจะได้รับ\n4.1 ดี"
    )
    report = paper.report()

    assert money_of(report) == [("3.1", "ค่าวัสดุ", "M", 1500)]
    assert report["averaging"] is True
    assert report["notes"] == "ขอถัวจ่ายทุกรายการ"


def test_unknown_label_of_a_form_begins_a_part():
    paper = Paper()
    paper.table(
        "ชื่อโครงการ|ทดลอง",
        "หลักการและเหตุผล|เล่าความเป็นมา",
        "วัตถุประสงค์|1. เพื่อพัฒนา\n2. เพื่อติดตาม",
        f"{UNKNOWN}|{TEXT}",
        "เป้าหมาย|ครู 20 คน",
        "ผลที่คาดว่าจะได้รับ|ดีขึ้น",
    )
    report = paper.report()

    assert [item["text"] for item in report["objectives"]] == ["เพื่อพัฒนา", "เพื่อติดตาม"]
    assert handed_back(report) == [(UNKNOWN, TEXT)]


def test_activities_listed_where_a_calendar_is_usually_drawn():
    paper = Paper()
    paper.lines(
        "ชื่อโครงการ : ทดลอง\n1. วัตถุประสงค์\n1.1 เพื่อ\n2. ปฏิทินปฏิบัติงาน\n1. วางแผน (ตุลาคม 2562)\n2. อบรม (มกราคม 2563)"
    )
    paper.lines("3. ผลที่คาดว่าจะได้รับ\n3.1 ดี")
    report = paper.report()

    assert months_of(report) == {"วางแผน": [1], "อบรม": [4]}
    assert report["not_understood"] == []


def test_unknown_heading_after_bold_kinds_of_targets_and_after_a_note():
    paper = Paper()
    paper.lines("ชื่อโครงการ : ทดลอง\n**หลักการและเหตุผล**\nเล่า\n**เป้าหมาย**\n**เชิงปริมาณ**\n- ครู 20 คน\n**เชิงคุณภาพ**")
    paper.lines(f"- ครูเก่งขึ้น\n**{UNKNOWN}**\n{TEXT}\n**งบประมาณ**\nงบประมาณทั้งสิ้น 500 บาท\nหมายเหตุ ขอถัวจ่าย")
    paper.lines("**แนวทางการต่อยอด**\nขยายผลปีถัดไป\n**ผลที่คาดว่าจะได้รับ**\n- ดีขึ้น")
    report = paper.report()

    assert handed_back(report) == [(UNKNOWN, TEXT), ("แนวทางการต่อยอด", "ขยายผลปีถัดไป")]
    assert [target["text"] for target in report["targets"]["qualitative"]] == ["ครูเก่งขึ้น"]
