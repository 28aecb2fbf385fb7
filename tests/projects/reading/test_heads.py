"""Head blocks and parts of many offices' forms: labels, numbers, order, tables as forms."""

import pytest
from docx import Document

from tests.documents.docx_files import numbered, with_numbering
from tests.projects.reading.documents import Paper, codes

HEAD = ("name", "programme", "strategy", "strategy_no", "owners", "group", "nature")
FULL = ("อบรมครูแกนนำ", "พัฒนาครู", "ด้านพัฒนาคุณภาพ", 3, "นักวิชาการศึกษา", "กลุ่มพัฒนาครู", "new")
BODY = "1. หลักการและเหตุผล\nครูต้องเรียนรู้\n2. วัตถุประสงค์\n1. เพื่ออบรมครู\n3. ผลที่คาดว่าจะได้รับ\n1. ครูเก่งขึ้น"


def tabs():
    return Paper().lines(
        "โครงการ\tอบรมครูแกนนำ\nแผนงาน\tพัฒนาครู\nยุทธศาสตร์\tที่ 3 ด้านพัฒนาคุณภาพ\nสนองกลยุทธ์\tกลยุทธ์ที่ 1 ครูมืออาชีพ\n"
        "ผู้รับผิดชอบ\tนักวิชาการศึกษา\n\tกลุ่มพัฒนาครู\nลักษณะโครงการ\tโครงการใหม่\nระยะเวลาดำเนินการ\t1 ต.ค. 62 - 30 ก.ย. 63\n"
        + BODY
    )


def colons():
    return Paper().lines(
        "**ชื่อโครงการ** : อบรมครูแกนนำ\n**แผนงาน** : พัฒนาครู\n"
        "**ยุทธศาสตร์ที่ 3** : ด้านพัฒนาคุณภาพ\n**สนองกลยุทธ์ที่ 1** : ครูมืออาชีพ\n"
        "**ลักษณะโครงการ** : ☑ โครงการใหม่  ☐ โครงการต่อเนื่อง\n"
        "**ผู้รับผิดชอบโครงการ** : นักวิชาการศึกษา\n**กลุ่มที่รับผิดชอบ** : กลุ่มพัฒนาครู\n"
        "**ระยะเวลาดำเนินการ** : ตุลาคม 2562 - กันยายน 2563\n**1. หลักการและเหตุผล**\nครูต้องเรียนรู้\n**2. วัตถุประสงค์**\n"
        "1. เพื่ออบรมครู\n**3. ผลที่คาดว่าจะได้รับ**\n1. ครูเก่งขึ้น"
    )


def form_table():
    paper = Paper()
    paper.table(
        "ชื่อโครงการ|อบรมครูแกนนำ",
        "แผนงาน|พัฒนาครู",
        "ยุทธศาสตร์ สพป.|ข้อที่ (3) ด้านพัฒนาคุณภาพ",
        "สนองกลยุทธ์ สพป.|กลยุทธ์ที่ 1 ครูมืออาชีพ",
        "ผู้รับผิดชอบ|นักวิชาการศึกษา\nกลุ่มพัฒนาครู",
        "ลักษณะโครงการ|( / ) โครงการใหม่ (  ) โครงการต่อเนื่อง",
        "ระยะเวลาดำเนินการ|ปีงบประมาณ พ.ศ. 2563",
    )
    return paper.lines(BODY)


def whole_form():
    """Every part is a row of one table, numbered in a column of its own."""
    paper = Paper()
    paper.table(
        "1|ชื่อโครงการ|:|อบรมครูแกนนำ",
        "2|แผนงาน|:|พัฒนาครู",
        "3|ยุทธศาสตร์|:|ที่ 3 ด้านพัฒนาคุณภาพ",
        "4|กลยุทธ์|:|กลยุทธ์ที่ 1 ครูมืออาชีพ",
        "5|ผู้รับผิดชอบ|:|นักวิชาการศึกษา",
        "6|หน่วยงานที่รับผิดชอบ|:|กลุ่มพัฒนาครู",
        "7|ลักษณะโครงการ|:|โครงการใหม่",
        "8|ระยะเวลาดำเนินการ|:|1 ตุลาคม 2562 – 30 กันยายน 2563",
        "9|หลักการและเหตุผล|:|ครูต้องเรียนรู้",
        "10|วัตถุประสงค์|:|1. เพื่ออบรมครู",
        "11|ผลที่คาดว่าจะได้รับ|:|1. ครูเก่งขึ้น",
    )
    return paper


def all_numbered():
    return Paper().lines(
        "แบบเสนอโครงการ\n1. ชื่อโครงการ  อบรมครูแกนนำ\n2. แผนงาน  พัฒนาครู\n"
        "3. ยุทธศาสตร์ที่ 3  ด้านพัฒนาคุณภาพ\n4. สนองกลยุทธ์ที่ 1  ครูมืออาชีพ\n"
        "5. ลักษณะโครงการ  โครงการใหม่\n6. ผู้รับผิดชอบโครงการ  นักวิชาการศึกษา  กลุ่มพัฒนาครู\n"
        "7. ระยะเวลาดำเนินการ  1 ตุลาคม 2562 ถึง 30 กันยายน 2563\n"
        "8. ความเป็นมาและความสำคัญ\nครูต้องเรียนรู้\n9. จุดประสงค์\n9.1 เพื่ออบรมครู\n10. ประโยชน์ที่คาดว่าจะได้รับ\n10.1 ครูเก่งขึ้น"
    )


def owners_last():
    paper = Paper()
    paper.line("โครงการอบรมครูแกนนำ", bold=True, center=True)
    paper.line("ประจำปีงบประมาณ พ.ศ. 2563", center=True)
    return paper.lines(
        "แผนงาน  พัฒนาครู\nยุทธศาสตร์ที่ 3  ด้านพัฒนาคุณภาพ\nสอดคล้องกับกลยุทธ์ที่ 1  ครูมืออาชีพ\nลักษณะโครงการ  โครงการใหม่\n"
        + BODY
        + "\n4. ระยะเวลาดำเนินการ\n1 ตุลาคม 2562 - 30 กันยายน 2563\n5. ผู้รับผิดชอบโครงการ\nนักวิชาการศึกษา\nกลุ่มพัฒนาครู"
    )


def automatic_numbers():
    document = Paper()
    document.lines(
        "ชื่อโครงการ : อบรมครูแกนนำ\nแผนงาน : พัฒนาครู\nยุทธศาสตร์ที่ 3 : ด้านพัฒนาคุณภาพ\n"
        "สนองกลยุทธ์ที่ 1 : ครูมืออาชีพ\nผู้รับผิดชอบ : นักวิชาการศึกษา\n"
        "หน่วยงานที่รับผิดชอบ : กลุ่มพัฒนาครู\nลักษณะโครงการ : โครงการใหม่\nระยะเวลาดำเนินการ : 1 ต.ค. 2562 - 30 ก.ย. 2563"
    )
    number = with_numbering(document.document, ("thaiNumbers", "%1.", 1), ("thaiNumbers", "%1.%2", 1))
    for text, level in [
        ("หลักการและเหตุผล", 0),
        ("วัตถุประสงค์", 0),
        ("เพื่ออบรมครู", 1),
        ("ผลที่คาดว่าจะได้รับ", 0),
        ("ครูเก่งขึ้น", 1),
    ]:
        numbered(document.document, text, number, level)
        if text == "หลักการและเหตุผล":
            document.line("ครูต้องเรียนรู้")
    return document


def frame():
    """Everything inside one cell, as a border around the page."""
    paper = Paper()
    paper.table((
        "โครงการ : อบรมครูแกนนำ\nแผนงาน : พัฒนาครู\nยุทธศาสตร์ : 3. ด้านพัฒนาคุณภาพ\nกลยุทธ์ : กลยุทธ์ที่ 1 ครูมืออาชีพ\n"
        "ผู้รับผิดชอบ : นักวิชาการศึกษา กลุ่มพัฒนาครู\nลักษณะโครงการ : ใหม่\nระยะเวลา : 1 ต.ค. 62 ถึง 30 ก.ย. 63\n" + BODY,
    ))  # fmt: skip
    return paper


def four_columns():
    paper = Paper()
    paper.table(
        "ชื่อโครงการ|อบรมครูแกนนำ|แผนงาน|พัฒนาครู",
        "ยุทธศาสตร์|ที่ 3 ด้านพัฒนาคุณภาพ|กลยุทธ์|กลยุทธ์ที่ 1 ครูมืออาชีพ",
        "ผู้รับผิดชอบ|นักวิชาการศึกษา|กลุ่มงาน|กลุ่มพัฒนาครู",
        "ลักษณะโครงการ|โครงการใหม่|ระยะเวลา|1 ต.ค. 62 - 30 ก.ย. 63",
    )
    return paper.lines(BODY)


def plain_headings():
    """No numbers, no bold: a heading is a line of its own."""
    return Paper().lines(
        "ชื่อโครงการ อบรมครูแกนนำ\nแผนงาน พัฒนาครู\nยุทธศาสตร์ที่ 3 ด้านพัฒนาคุณภาพ\n"
        "สนองกลยุทธ์ที่ 1 ครูมืออาชีพ\nผู้รับผิดชอบ นักวิชาการศึกษา\n"
        "กลุ่มพัฒนาครู\nลักษณะโครงการ โครงการใหม่\n"
        "ระยะเวลาดำเนินการ 1 ตุลาคม 2562 - 30 กันยายน 2563\nหลักการและเหตุผล\nครูต้องเรียนรู้\n"
        "วัตถุประสงค์\n1. เพื่ออบรมครู\nผลที่คาดว่าจะได้รับ\n1. ครูเก่งขึ้น"
    )


LAYOUTS = (
    tabs,
    colons,
    form_table,
    whole_form,
    all_numbered,
    owners_last,
    automatic_numbers,
    frame,
    four_columns,
    plain_headings,
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_head_block_in_any_layout(layout):
    report = layout().report()

    name, programme, strategy, number, owners, group, nature = FULL
    assert report["name"] == name
    assert report["programme"] == programme
    assert (report["strategy"], report["strategy_no"]) == (strategy, number)
    assert report["focuses"] == ["กลยุทธ์ที่ 1 ครูมืออาชีพ"]
    assert report["owners"] in (owners, f"{owners} {group}")
    assert (report["group"], report["nature"]) == (group, nature)
    assert (report["period"]["start"], report["period"]["end"]) == ("2019-10-01", "2020-09-30")
    assert report["rationale"] == "ครูต้องเรียนรู้"
    assert [one["text"] for one in report["objectives"]] == ["เพื่ออบรมครู"]
    assert [one["text"] for one in report["expected_results"]] == ["ครูเก่งขึ้น"]
    assert codes(report) == []


def sections_of(report):
    return [(section["no"], section["kind"], section["understood"]) for section in report["sections"]]


def test_sections_keep_number_heading_and_text_as_printed():
    report = Paper().lines("โครงการ : ทดลอง\n๑. ความเป็นมา\nเล่าเรื่อง ๑๒\nเล่าต่อ\n๒.วัตถุประสงค์ของโครงการ\n๒.๑ เพื่อ").report()

    assert report["sections"][1] == {
        "no": "๑",
        "kind": "rationale",
        "heading": "ความเป็นมา",
        "text": "เล่าเรื่อง ๑๒\nเล่าต่อ",
        "understood": True,
    }
    assert report["sections"][2]["heading"] == "วัตถุประสงค์ของโครงการ"


def test_a_part_that_our_form_lacks_is_handed_back():
    report = (
        Paper()
        .lines(
            "โครงการ : ทดลอง\n1. หลักการและเหตุผล\nเล่า\n2. วัตถุประสงค์\n1. เพื่อ\n3. เป้าหมาย\n"
            "1. สำเร็จ\n4. การวิเคราะห์ความเสี่ยง\n"
            "ฝนตก\n5. การมีส่วนร่วมของชุมชน\nเชิญชุมชน\n6. ผลที่คาดว่าจะได้รับ\n1. ดีขึ้น"
        )
        .report()
    )

    assert report["not_understood"] == [
        {"where": "การวิเคราะห์ความเสี่ยง", "text": "ฝนตก"},
        {"where": "การมีส่วนร่วมของชุมชน", "text": "เชิญชุมชน"},
    ]
    assert [(no, understood) for no, _kind, understood in sections_of(report)[-3:]] == [
        ("4", False),
        ("5", False),
        ("6", True),
    ]
    assert [one["text"] for one in report["expected_results"]] == ["ดีขึ้น"]


def test_steps_named_like_parts_are_steps():
    report = (
        Paper()
        .lines(
            "โครงการ : ทดลอง\n**1. หลักการและเหตุผล**\nเล่า\n**2. วัตถุประสงค์**\n1. เพื่อ\n"
            "**3. วิธีดำเนินการ**\n1. กำหนดวัตถุประสงค์\n2. งบประมาณ\n"
            "3. ดำเนินการ\n4. ประเมินผล\n**4. งบประมาณ** 500 บาท\n**5. การประเมินผล**\nตัวชี้วัด"
        )
        .report()
    )

    assert [kind for _no, kind, _ok in sections_of(report)] == [
        "name", "rationale", "objectives", "activities", "budget", "evaluation",
    ]  # fmt: skip
    assert [one["text"] for one in report["activities"]] == ["กำหนดวัตถุประสงค์", "งบประมาณ", "ดำเนินการ", "ประเมินผล"]


def test_two_proposals_with_titles_only():
    paper = Paper()
    for name in ("โครงการปลูกต้นไม้", "โครงการอ่านหนังสือ"):
        paper.line(name, bold=True, center=True)
        paper.lines(
            "ผู้รับผิดชอบ : เจ้าหน้าที่\n1. หลักการและเหตุผล\nเล่า\n2. วัตถุประสงค์\n1. เพื่อ\n"
            "3. งบประมาณ 100 บาท\n4. ผลที่คาดว่าจะได้รับ\n1. ดี"
        )
    report = paper.report()

    assert [report["name"], *(other["name"] for other in report["others"])] == ["ปลูกต้นไม้", "อ่านหนังสือ"]
    assert report["others"][0]["owners"] == "เจ้าหน้าที่"


def test_a_cover_letter_is_handed_back():
    report = (
        Paper().lines("บันทึกข้อความ\nส่วนราชการ กลุ่มพัฒนาครู\nเรื่อง ขออนุมัติ\nชื่อโครงการ : ทดลอง\n1. วัตถุประสงค์\n1. เพื่อ").report()
    )

    assert report["name"] == "ทดลอง"
    assert "บันทึกข้อความ" in [one["text"] for one in report["not_understood"]]


def test_several_focuses_and_strategies():
    report = (
        Paper()
        .lines(
            "ชื่อโครงการ : ทดลอง\nยุทธศาสตร์ชาติ : ด้านที่ 4\nยุทธศาสตร์ สพป. ที่ 2 : พัฒนาผู้เรียน\nจุดเน้นที่ 5 : อ่านออกเขียนได้\n"
            "สนองมาตรฐาน\n1. มาตรฐานผู้เรียน\n2. มาตรฐานครู\n1. วัตถุประสงค์\n1. เพื่อ"
        )
        .report()
    )

    assert (report["strategy"], report["strategy_no"]) == ("พัฒนาผู้เรียน", 2)
    assert report["focuses"] == ["ยุทธศาสตร์ชาติ ด้านที่ 4", "จุดเน้นที่ 5 อ่านออกเขียนได้", "มาตรฐานผู้เรียน", "มาตรฐานครู"]


def test_an_empty_document_has_no_proposal():
    assert Paper().lines("สวัสดี\nวันนี้อากาศดี").read() == []
    assert Document is not None


TARGETS = {
    "จำนวน 18 คน": ("18", "คน"),
    "ครูในสังกัด จำนวน ๑๘5  คน": ("185", "คน"),
    "นักเรียนร้อยละ 80 อ่านออก": ("80", "ร้อยละ"),
    "ผู้เข้าอบรมพึงพอใจ ร้อยละ ๘๕.๕": ("85.50", "ร้อยละ"),
    "โรงเรียนผ่านเกณฑ์ 90%": ("90", "ร้อยละ"),
    "อบรม 3 รุ่น": ("3", "รุ่น"),
    "จัดพิมพ์คู่มือ 1,200 เล่ม": ("1200", "เล่ม"),
    "แผนปี พ.ศ. ๒๕๖3จำนวน  37 คน": ("37", "คน"),
    "ป้าย ขนาด 1.22 x 2.44 เมตร": (None, ""),
    "ครู 20 คน ได้รับการนิเทศ ร้อยละ 100": ("100", "ร้อยละ"),
}


@pytest.mark.parametrize("text", TARGETS)
def test_target_has_value_and_unit(text):
    report = (
        Paper()
        .lines(f"โครงการ : ทดลอง\n1. วัตถุประสงค์\n1. เพื่อ\n2. เป้าหมาย\n2.1 เชิงปริมาณ\n- {text}\n2.2 เชิงคุณภาพ\n- ครูเก่ง 5 คน")
        .report()
    )
    [target] = report["targets"]["quantitative"]

    assert (target["value"], target["unit"]) == TARGETS[text]
    assert report["targets"]["qualitative"] == [{"no": "", "text": "ครูเก่ง 5 คน"}]


@pytest.mark.parametrize(
    ("quantity", "quality"),
    [
        ("เชิงปริมาณ", "เชิงคุณภาพ"),
        ("3.1 ด้านปริมาณ", "3.2 ด้านคุณภาพ"),
        ("ผลผลิต (Outputs)", "ผลลัพธ์ (Outcomes)"),
        ("เป้าหมายเชิงปริมาณ :", "เป้าหมายเชิงคุณภาพ :"),
        ("**เชิงปริมาณ**", "**เชิงคุณภาพ**"),
    ],
)
def test_targets_under_any_sub_heading(quantity, quality):
    report = (
        Paper()
        .lines(f"โครงการ : ทดลอง\n2. วัตถุประสงค์\n1. เพื่อ\n3. เป้าหมาย\n{quantity}\nครู จำนวน 20 คน\n{quality}\nครูเก่งขึ้น")
        .report()
    )

    assert report["targets"]["quantitative"] == [{"no": "", "text": "ครู", "value": "20", "unit": "คน"}]
    assert report["targets"]["qualitative"] == [{"no": "", "text": "ครูเก่งขึ้น"}]


def test_targets_on_the_line_of_their_heading():
    report = (
        Paper()
        .lines("โครงการ : ทดลอง\n1. วัตถุประสงค์\n1. เพื่อ\n2. เป้าหมาย\nเชิงปริมาณ ครู จำนวน 20 คน\nเชิงคุณภาพ ครูเก่งขึ้น")
        .report()
    )

    assert report["targets"]["quantitative"] == [{"no": "", "text": "ครู", "value": "20", "unit": "คน"}]
    assert report["targets"]["qualitative"] == [{"no": "", "text": "ครูเก่งขึ้น"}]
