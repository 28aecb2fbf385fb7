"""What offices do in their proposals: other words before numbers, times line by line, carried sums, unit prices."""

import pytest

from projects.enums import TargetKind
from tests.projects.reading.documents import Paper, codes, money_of, months_of, number, sentences

HEAD = "ชื่อโครงการ : ครูเก่ง\nผู้รับผิดชอบ : เจ้าหน้าที่โครงการ\n1. หลักการและเหตุผล\nเหตุผลสั้น ๆ\n2. กิจกรรม"


@pytest.mark.parametrize("prefix", ["ข้อ {} ", "ข้อที่ {}. ", "ส่วนที่ {} ", "ตอนที่ {}: ", "{}) "])
def test_words_before_the_numbers_of_headings(prefix):
    paper = Paper()
    paper.lines("ชื่อโครงการ : ครูเก่ง\nผู้รับผิดชอบ : เจ้าหน้าที่โครงการ")
    for place, (heading, text) in enumerate(
        [
            ("หลักการและเหตุผล", "เหตุผลสั้น ๆ"),
            ("วัตถุประสงค์", "- เพื่อทดลอง"),
            ("วิธีดำเนินการ", "- อบรมครู"),
            ("ผลที่คาดว่าจะได้รับ", "- ครูเก่งขึ้น"),
        ],
        1,
    ):
        paper.line(prefix.format(place) + heading)
        paper.line(text)
    report = paper.report()
    assert report["rationale"] == "เหตุผลสั้น ๆ"
    assert [one["text"] for one in report["objectives"]] == ["เพื่อทดลอง"]
    assert [one["text"] for one in report["activities"]] == ["อบรมครู"]
    assert [one["text"] for one in report["expected_results"]] == ["ครูเก่งขึ้น"]
    assert [one["no"] for one in report["sections"] if one["no"]] == ["1", "2", "3", "4"]


def test_times_line_by_line_are_each_for_one_activity():
    paper = Paper()
    paper.lines(HEAD)
    paper.table(
        "กิจกรรม|ระยะเวลา",
        "1. ประชุมวางแผน\n2. อบรมครู\n3. นิเทศ|พ.ย. 2562\nม.ค. 2563 -\nก.พ. 2563\nส.ค. 2563",
        "4. สรุป\n5. รายงาน|ก.ย. 2563",
    )
    report = paper.report()
    assert months_of(report) == {
        "ประชุมวางแผน": [2],
        "อบรมครู": [4, 5],
        "นิเทศ": [11],
        "สรุป": [12],
        "รายงาน": [12],
    }
    assert "period_unread" not in codes(report)


def test_as_many_times_as_sub_activities():
    paper = Paper()
    paper.lines(HEAD)
    paper.table("กิจกรรม|ระยะเวลา", "1. อบรม\n1.1 อบรมครู\n1.2 อบรมผู้บริหาร|พ.ย. 2562\nม.ค. 2563")
    assert months_of(paper.report()) == {"อบรม": [], "อบรมครู": [2], "อบรมผู้บริหาร": [4]}


def test_times_that_are_not_as_many_as_the_activities():
    paper = Paper()
    paper.lines(HEAD)
    paper.table("กิจกรรม|ระยะเวลา", "1. ประชุมวางแผน\n2. อบรมครู\n3. นิเทศ|พ.ย. 2562\nส.ค. 2563", "4. รายงาน|ก.ย. 2563")
    report = paper.report()
    assert months_of(report) == {"ประชุมวางแผน": [], "อบรมครู": [], "นิเทศ": [], "รายงาน": [12]}
    assert "พ.ย. 2562 ส.ค. 2563" in sentences(report, "period_unread")[0]


@pytest.mark.parametrize("style", [None, "Heading 1"])
def test_budget_heading_without_a_number_after_the_calendar(style):
    paper = Paper()
    paper.lines("ชื่อโครงการ : ครูเก่ง\nผู้รับผิดชอบ : เจ้าหน้าที่โครงการ")
    paper.line("หลักการและเหตุผล", style=style)
    paper.line("เหตุผลสั้น ๆ")
    paper.line("กิจกรรมและการดำเนินงาน", style=style)
    paper.table("กิจกรรม|ระยะเวลา", "1. อบรมครู|พ.ย. 2562", "2. นิเทศ|ธ.ค. 2562")
    paper.line("รายละเอียดการใช้งบประมาณ จำนวน 9,000 บาท", style=style)
    paper.table("กิจกรรม|ใช้สอย|รวม", "1. อบรมครู|9,000|9,000")
    report = paper.report()
    assert number(report["totals"]["declared"]) == 9000
    assert "step_unmatched" not in codes(report)
    assert report["not_understood"] == []


def test_an_amount_among_steps_is_no_heading():
    paper = Paper()
    paper.lines(HEAD + "\n2.1 อบรมครู\nงบประมาณ 5,000 บาท\n2.2 นิเทศ\n3. งบประมาณ 9,000 บาท")
    report = paper.report()
    assert [one["text"] for one in report["activities"]][1] == "นิเทศ"
    assert number(report["totals"]["declared"]) == 9000


@pytest.mark.parametrize(
    ("onward", "again"), [("ยอดยกไป", "ยอดยกมา"), ("รวมยกไป", "ยอดเงินยกมา"), ("ยกยอดไป", "ยกยอดมา")]
)
def test_carried_sums_are_no_costs(onward, again):
    paper = Paper()
    paper.lines(HEAD + "\n2.1 อบรมครู\n3. งบประมาณ 3,000 บาท")
    paper.table(
        "รายการ|ใช้สอย|รวม",
        "ค่าเดินทาง|1,000|1,000",
        f"{onward}|1,000|1,000",
        f"{again}|1,000|1,000",
        "ค่าที่พัก|2,000|2,000",
        "รวมทั้งสิ้น|3,000|3,000",
    )
    report = paper.report()
    assert [line[1:] for line in money_of(report)] == [("ค่าเดินทาง", "S", 1000), ("ค่าที่พัก", "S", 2000)]
    assert number(report["totals"]["computed"]["total"]) == 3000


@pytest.mark.parametrize(
    ("count", "rate", "times"),
    [
        ("จำนวนคน", "อัตรา/ราคาต่อหน่วย", "จำนวนครั้ง"),
        ("จำนวนหน่วย", "อัตรา", "ครั้ง"),
        ("จำนวนคน", "ราคา/หน่วย (บาท)", "จำนวนครั้ง/วัน"),
        ("จำนวน", "หน่วยละ", "จำนวนวัน"),
    ],
)
def test_unit_prices_are_factors(count, rate, times):
    paper = Paper()
    paper.lines(HEAD + "\n2.1 อบรมครู\n3. งบประมาณ")
    paper.table(f"รายการ|{count}|{rate}|{times}|จำนวนเงิน", "ค่าอาหาร|220|30|6|39,600", "รวม||||39,600")
    report = paper.report()
    [line] = report["cost_lines"]
    assert [number(one["value"]) for one in line["factors"]] == [220, 30, 6]
    assert number(line["amount_computed"]) == 39600
    assert "formula" not in codes(report)


def test_a_quarter_is_marked_as_a_whole():
    paper = Paper()
    paper.lines("ระยะเวลาดำเนินการ : 1 กุมภาพันธ์ 2563 ถึง 31 สิงหาคม 2563\n" + HEAD)
    paper.table("กิจกรรม|ไตรมาส 1|ไตรมาส 2|ไตรมาส 3|ไตรมาส 4", "1. อบรมครู||/||", "2. นิเทศ||||/", "3. เตรียมงาน|/|||")
    report = paper.report()
    [outside] = sentences(report, "months_outside_period")
    assert "เตรียมงาน" in outside
    assert months_of(report)["อบรมครู"] == [4, 5, 6]


def test_a_table_of_a_part_outside_our_form_is_handed_back_once():
    paper = Paper()
    paper.lines(HEAD + "\n2.1 อบรมครู\n3. งบประมาณ 100 บาท\n4. การวิเคราะห์ความเสี่ยงของโครงการ")
    paper.table("ความเสี่ยง|แนวทาง", "คนน้อย|เชิญเพิ่ม")
    assert [one["text"] for one in paper.report()["not_understood"]] == ["ความเสี่ยง | แนวทาง\nคนน้อย | เชิญเพิ่ม"]


def test_one_amount_for_the_bullet_under_an_activity():
    paper = Paper()
    paper.lines(HEAD + "\n2.1 ปรับปรุงแก้ไข\n2.2 จัดพิมพ์\n3. งบประมาณ 9,000 บาท")
    paper.table(
        "กิจกรรม|ใช้สอย|วัสดุ|รวม",
        "2.1 ปรับปรุงแก้ไข\n- จัดซื้อวัสดุทำเอกสาร||4,000|4,000",
        "2.2 จัดพิมพ์\n- จ้างทำรูปเล่ม|5,000||5,000",
        "รวม|5,000|4,000|9,000",
    )
    report = paper.report()
    assert [line[1:] for line in money_of(report)] == [("จัดซื้อวัสดุทำเอกสาร", "M", 4000), ("จ้างทำรูปเล่ม", "S", 5000)]
    assert report["activities_from_costs"] == []
    assert number(report["totals"]["computed"]["total"]) == 9000


@pytest.mark.parametrize("mark", ["", "**"])
def test_an_unknown_part_right_after_the_head_block_is_handed_back(mark):
    paper = Paper()
    paper.lines("ชื่อโครงการ : ครูเก่ง\nผู้รับผิดชอบ : เจ้าหน้าที่โครงการ\nระยะเวลาดำเนินการ : 1 พฤศจิกายน 2562 ถึง 31 สิงหาคม 2563")
    for line in [
        f"{mark}1. ความเชื่อมโยงกับแผน 3 ระดับ{mark}",
        "แผนระดับที่หนึ่ง",
        f"{mark}2. หลักการและเหตุผล{mark}",
        "เหตุผลสั้น ๆ",
        f"{mark}3. วัตถุประสงค์{mark}",
        "- เพื่อทดลอง",
        f"{mark}4. วิธีดำเนินการ{mark}",
        "- อบรมครู",
    ]:
        paper.line(line)
    report = paper.report()
    assert [one["text"] for one in report["not_understood"]] == ["แผนระดับที่หนึ่ง"]
    assert [one["no"] for one in report["sections"] if one["no"]] == ["1", "2", "3", "4"]
    assert report["period"]["as_printed"] == "1 พฤศจิกายน 2562 ถึง 31 สิงหาคม 2563"


def test_a_numbered_list_of_owners_is_no_part():
    paper = Paper()
    paper.lines("ชื่อโครงการ : ครูเก่ง\nผู้รับผิดชอบ :\n1. เจ้าหน้าที่โครงการ\n2. ผู้ช่วยโครงการ\n1. หลักการและเหตุผล\nเหตุผลสั้น ๆ")
    paper.lines("2. วัตถุประสงค์\n- เพื่อทดลอง\n3. วิธีดำเนินการ\n- อบรมครู")
    report = paper.report()
    assert report["owners"] == "เจ้าหน้าที่โครงการ, ผู้ช่วยโครงการ"
    assert report["not_understood"] == []


def _with_total_under_the_table(text, *rows):
    paper = Paper()
    paper.lines(HEAD + "\n2.1 อบรมครู\n3. งบประมาณ จำนวน 3,000 บาท")
    paper.table("รายการ|ใช้สอย|รวม", "ค่าเดินทาง|1,000|1,000", "ค่าที่พัก|2,000|2,000", *rows)
    paper.lines(text + "\n4. ผลที่คาดว่าจะได้รับ\n- ครูเก่งขึ้น")
    return paper.report()


@pytest.mark.parametrize("rows", [(), ("รวมทั้งสิ้น|3,000|3,000",)])
def test_a_total_under_the_table_is_compared(rows):
    report = _with_total_under_the_table("รวมเป็นเงินทั้งสิ้น 4,000 บาท (สี่พันบาทถ้วน)", *rows)
    [wrong] = sentences(report, "column_total")
    assert "4,000" in wrong
    assert "3,000" in wrong
    assert number(report["totals"]["printed"]["total"]) == (3000 if rows else 4000)
    assert number(report["totals"]["declared"]) == 3000


def test_a_total_under_the_table_that_is_right():
    report = _with_total_under_the_table("รวมเป็นเงินทั้งสิ้น 3,000 บาท")
    assert "column_total" not in codes(report)
    assert number(report["totals"]["printed"]["total"]) == 3000


@pytest.mark.parametrize(("subtotal", "faults"), [("3,000", []), ("3,500", ["row_total"])])
def test_a_subtotal_merged_over_its_rows_is_no_line(subtotal, faults):
    paper = Paper()
    paper.lines(HEAD + "\n2.1 อบรมครู\n2.2 นิเทศ\n3. งบประมาณ จำนวน 4,000 บาท")
    paper.table(
        "กิจกรรม|รายละเอียดค่าใช้จ่าย|จำนวนเงิน|รวมแต่ละกิจกรรม",
        f"อบรมครู|ค่าอาหาร|1,000|{subtotal}",
        "^|ค่าที่พัก|2,000|^",
        "นิเทศ|ค่าเดินทาง|1,000|1,000",
        "รวมทั้งสิ้น|<|4,000|4,000",
    )
    report = paper.report()
    assert [line[1:] for line in money_of(report)] == [
        ("ค่าอาหาร", "", 1000),
        ("ค่าที่พัก", "", 2000),
        ("ค่าเดินทาง", "", 1000),
    ]
    assert number(report["totals"]["computed"]["total"]) == 4000
    assert [code for code in codes(report) if code != "category_unknown"] == faults
    assert ["3,500" in sentence for sentence in sentences(report, "row_total")] == [True] * len(faults)


def test_targets_of_both_kinds_side_by_side():
    paper = Paper()
    paper.lines("ชื่อโครงการ : ครูเก่ง\nผู้รับผิดชอบ : เจ้าหน้าที่โครงการ\n1. หลักการและเหตุผล\nเหตุผลสั้น ๆ\n2. เป้าหมาย")
    paper.table("เชิงปริมาณ|เชิงคุณภาพ", "ครูวิทยาศาสตร์ จำนวน 80 คน\nคู่มือ จำนวน 20 เล่ม|ครูสอนได้ดีขึ้น")
    paper.lines("3. กิจกรรม\n- อบรมครู")
    [proposal] = paper.read()
    assert [(one.text, one.kind, one.value, one.unit) for one in proposal.content.targets] == [
        ("ครูวิทยาศาสตร์", TargetKind.QUANTITATIVE, 80, "คน"),
        ("คู่มือ", TargetKind.QUANTITATIVE, 20, "เล่ม"),
        ("ครูสอนได้ดีขึ้น", TargetKind.QUALITATIVE, None, ""),
    ]
    assert proposal.not_understood == []


@pytest.mark.parametrize("leader", ["\\t", "........", " …… "])
def test_a_table_of_contents_is_no_proposal(leader):
    paper = Paper()
    contents = [f"หลักการและเหตุผล{leader}1", f"งบประมาณ{leader}๓", f"โครงการครูเก่ง{leader}4"]
    paper.lines("\n".join(["สารบัญ", "หน้า", *contents]))
    paper.lines("\n" + HEAD + "\n- อบรมครู")
    [proposal] = paper.read()
    assert proposal.content.name == "ครูเก่ง"
    assert proposal.content.rationale == "<p>เหตุผลสั้น ๆ</p>"
    assert [one.text.replace("\t", "\\t") for one in proposal.not_understood] == [
        "สารบัญ",
        "หน้า",
        *(line.strip() for line in contents),
    ]
