"""Cost tables and cost lines of many layouts: amounts, categories, formulas, activities, totals and faults."""

import pytest

from tests.projects.reading.documents import Paper, codes, money_of, number, sentences

CATEGORIES = "ค่าตอบแทน|ค่าใช้สอย|ค่าวัสดุ"


def read(*rows, heading="5. งบประมาณ", after="", activities="1. วางแผน\n2. จัดอบรม"):
    paper = Paper()
    paper.lines(
        f"ชื่อโครงการ : ทดลอง\n1. หลักการและเหตุผล\nเหตุผล\n2. วัตถุประสงค์\n2.1 เพื่อ\n3. เป้าหมาย\n"
        f"3.1 สำเร็จ\n4. วิธีดำเนินการ\n{activities}"
    )
    paper.lines(heading)
    if rows:
        paper.table(*rows)
    if after:
        paper.lines(after)
    paper.line("6. ผลที่คาดว่าจะได้รับ")
    paper.line("6.1 สำเร็จ")
    return paper.report()


TABLES = {
    "plain": [
        [
            f"ที่|กิจกรรม|{CATEGORIES}|รวม",
            "1|วางแผน||1,000||1,000",
            "2|จัดอบรม|3,600|12,000|900|16,500",
            "|รวม|3,600|13,000|900|17,500",
        ],
        [
            ("1", "วางแผน", "S", 1000),
            ("2", "จัดอบรม", "C", 3600),
            ("2", "จัดอบรม", "S", 12000),
            ("2", "จัดอบรม", "M", 900),
        ],
    ],
    "other-order": [
        ["รายการ|วัสดุ|ตอบแทน|ใช้สอย", "วางแผน|๕๐๐|-|-", "จัดอบรม|-|1,๒00|-", "รวมเป็นเงินทั้งสิ้น|500|1,200|-"],
        [("1", "วางแผน", "M", 500), ("2", "จัดอบรม", "C", 1200)],
    ],
    "headings-and-lines": [
        [
            f"กิจกรรม/รายการ|{CATEGORIES}|รวม",
            "1. วางแผน||||",
            "- ค่าอาหารว่าง 20 คน x 35 บาท x 2 มื้อ||1,400||1,400",
            "2. จัดอบรม||||",
            "- ค่าวิทยากร 6 ชม. x 600 บาท|3,600|||3,600",
            "- ค่าวัสดุ|||2,000|2,000",
            "รวม|3,600|1,400|2,000|7,000",
        ],
        [("1", "ค่าอาหารว่าง", "S", 1400), ("2", "ค่าวิทยากร", "C", 3600), ("2", "ค่าวัสดุ", "M", 2000)],
    ],
    "numbers-begin-again-under-headings": [
        [
            f"ที่|รายการ|{CATEGORIES}",
            "|กิจกรรมที่ 1 วางแผน|||",
            "1|ค่าอาหาร||500|",
            "2|ค่าเอกสาร|||300",
            "|กิจกรรมที่ 2 จัดอบรม|||",
            "1|ค่าอาหาร||900|",
        ],
        [("1", "ค่าอาหาร", "S", 500), ("1", "ค่าเอกสาร", "M", 300), ("2", "ค่าอาหาร", "S", 900)],
    ],
    "heading-with-its-sum": [
        [
            f"กิจกรรม|{CATEGORIES}|รวม",
            "2. จัดอบรม||5,000|1,000|6,000",
            "2.1 ค่าอาหาร||5,000||5,000",
            "2.2 ค่าวัสดุ|||1,000|1,000",
            "รวม||5,000|1,000|6,000",
        ],
        [("2", "ค่าอาหาร", "S", 5000), ("2", "ค่าวัสดุ", "M", 1000)],
    ],
    "activity-beside-items": [
        [
            f"กิจกรรม|รายการค่าใช้จ่าย|{CATEGORIES}",
            "1. วางแผน|ค่าอาหาร||500|",
            "^|ค่าเอกสาร|||300",
            "2. จัดอบรม|ค่าอาหาร||900|",
        ],
        [("1", "ค่าอาหาร", "S", 500), ("1", "ค่าเอกสาร", "M", 300), ("2", "ค่าอาหาร", "S", 900)],
    ],
    "lines-in-one-cell": [
        [
            f"กิจกรรม|{CATEGORIES}|รวม",
            ("2. จัดอบรม\n- ค่าวิทยากร\n- ค่าอาหาร\n- ค่าวัสดุ|1,200\n-\n-|-\n3,000\n-|-\n-\n500|1,200\n3,000\n500"),
        ],
        [("2", "ค่าวิทยากร", "C", 1200), ("2", "ค่าอาหาร", "S", 3000), ("2", "ค่าวัสดุ", "M", 500)],
    ],
    "one-amount-for-detail": [
        [f"กิจกรรม|{CATEGORIES}|รวม", "2. จัดอบรม\n- ค่าอาหาร 10 คน x 100 บาท\n- ค่าที่พัก 10 คน x 400 บาท||5,000||5,000"],
        [("2", "ค่าอาหาร", "S", None), ("2", "ค่าที่พัก", "S", None)],
    ],
    "quantities-in-columns": [
        ["ที่|รายการ|จำนวน|หน่วย|ราคาต่อหน่วย|จำนวนเงิน", "1|ค่าวัสดุสำนักงาน|3|ชุด|500|1,500"],
        [("1", "ค่าวัสดุสำนักงาน", "M", 1500)],
    ],
    "categories-as-rows": [
        [
            "รายการ|จำนวนเงิน",
            "1. ค่าตอบแทน|",
            "1.1 ค่าวิทยากร 3 ชั่วโมง x 600 บาท|1,800",
            "2. ค่าใช้สอย|",
            "2.1 ค่าอาหาร|4,000",
            "รวมทั้งสิ้น|5,800",
        ],
        [("1.1", "ค่าวิทยากร", "C", 1800), ("2.1", "ค่าอาหาร", "S", 4000)],
    ],
}


@pytest.mark.parametrize("name", TABLES)
def test_cost_table_gives_lines(name):
    rows, expected = TABLES[name]
    report = read(*rows)

    assert money_of(report) == expected
    assert {"column_total", "row_total", "declared", "missing_amount"} & set(codes(report)) == set()


def test_sides_of_the_budget_and_sources():
    sides = read(
        "กิจกรรม|เงินงบประมาณ|<|<|เงินนอกงบประมาณ|รวม",
        "^|ตอบแทน|ใช้สอย|วัสดุ|^|^",
        "วางแผน||1,000|||1,000",
        "จัดอบรม||2,000||2,000|2,000",
    )
    sources = read("กิจกรรม|ใช้สอย|งบ สพป.|งบ สพฐ.|หน่วยงานอื่น", "วางแผน|1,000|1,000|-|-", "จัดอบรม|3,000|1,000|2,000|-")

    assert [(line["in_budget"], number(line["amount_printed"])) for line in sides["cost_lines"]] == [
        (True, 1000),
        (False, 2000),
    ]
    assert [(line["source"], number(line["amount_printed"])) for line in sources["cost_lines"]] == [
        ("area_office", 1000),
        ("area_office", 1000),
        ("obec", 2000),
    ]


def test_factors_and_difference_are_told_in_these_words(english):
    report = read(f"รายการ|{CATEGORIES}", "จัดอบรม ๑๘ คน x ๓๓ บาท x ๒ มื้อ||๑,080|")
    [line] = report["cost_lines"]

    assert line["factors"] == [
        {"value": "18", "unit": "คน"},
        {"value": "33", "unit": "บาท"},
        {"value": "2", "unit": "มื้อ"},
    ]
    assert (line["amount_printed"], line["amount_computed"]) == ("1080.00", "1188.00")
    assert sentences(report, "formula") == ["18 × 33 × 2 = 1,188, but 1,080 is printed"]


def test_totals_that_are_wrong_are_told(english):
    report = read(
        f"กิจกรรม|{CATEGORIES}|รวม",
        "วางแผน||1,000|200|1,300",
        "จัดอบรม||2,000||2,000",
        "รวม||3,100|200|3,200",
        heading="5. งบประมาณ จำนวนทั้งสิ้น 4,000 บาท",
    )

    assert sentences(report, "row_total") == ["วางแผน: 1,300 is printed, but its parts sum to 1,200"]
    assert sentences(report, "column_total") == [
        "รวม, column Services: the printed total is 3,100, but the lines sum to 3,000"
    ]
    assert sentences(report, "declared") == [
        "The stated amount is 4,000, but the table sums to 3,200: a difference of 800"
    ]
    assert report["totals"]["printed"]["services"] == "3100.00"
    assert report["totals"]["computed"]["services"] == "3000.00"


def test_a_row_without_an_amount_is_told():
    report = read(f"ที่|กิจกรรม|{CATEGORIES}", "1|วางแผน|||", "2|จัดอบรม||500|")

    assert money_of(report) == [("1", "วางแผน", "", None), ("2", "จัดอบรม", "S", 500)]
    assert "missing_amount" in codes(report)


def test_a_cost_of_no_activity_makes_one_of_its_row():
    report = read(f"รายการ|{CATEGORIES}", "ค่าเช่ารถ||500|")

    assert [activity["text"] for activity in report["activities"]] == ["วางแผน", "จัดอบรม"]
    assert [activity["text"] for activity in report["activities_from_costs"]] == ["ค่าเช่ารถ"]
    assert codes(report) == ["activity_from_costs"]


def test_a_table_goes_on_in_a_second_one():
    paper_rows = (f"กิจกรรม|{CATEGORIES}", "วางแผน||500|", "รวม||500|")
    paper = Paper()
    paper.lines("ชื่อโครงการ: ทดลอง\n1. วัตถุประสงค์\n1.1 เพื่อ\n2. กิจกรรม\n1. วางแผน\n2. จัดอบรม\n3. งบประมาณ")
    paper.table(*paper_rows)
    paper.line("งบประมาณ (ต่อ)")
    paper.table(f"กิจกรรม|{CATEGORIES}", "จัดอบรม||700|", "รวม||700|", "รวมทั้งสิ้น||1,200|")
    report = paper.report()

    assert money_of(report) == [("1", "วางแผน", "S", 500), ("2", "จัดอบรม", "S", 700)]
    assert (report["totals"]["printed"]["services"], codes(report)) == ("1200.00", [])


PARAGRAPHS = {
    "numbered": [
        (
            "5. งบประมาณ\n1. ค่าอาหาร 50 คน x 120 บาท x 1 มื้อ เป็นเงิน 6,000 บาท\n"
            "2. ค่าวัสดุ เป็นเงิน 500 บาท\nรวมเป็นเงินทั้งสิ้น 6,500 บาท"
        ),
        [("1", "ค่าอาหาร", "", 6000), ("2", "ค่าวัสดุ", "M", 500)],
    ],
    "under-categories": [
        (
            "5. งบประมาณ จำนวน 9,600 บาท\n5.1 ค่าตอบแทน\n- ค่าวิทยากร 6 ชั่วโมง x 600 บาท เป็นเงิน 3,600 บาท\n"
            "5.2 ค่าใช้สอย\n- ค่าอาหาร 50 คน x 120 บาท เป็นเงิน 6,000 บาท"
        ),
        [("", "ค่าวิทยากร", "C", 3600), ("", "ค่าอาหาร", "S", 6000)],
    ],
    "under-activities": [
        (
            "5. งบประมาณ\nกิจกรรมที่ 1 วางแผน\n- ค่าอาหาร 10 คน x 100 บาท = 1,000 บาท\nกิจกรรมที่ 2 จัดอบรม\n"
            "- ค่าอาหาร 20 คน x 100 บาท = 2,000 บาท"
        ),
        [("1", "ค่าอาหาร", "", 1000), ("2", "ค่าอาหาร", "", 2000)],
    ],
}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_costs_in_paragraphs(name):
    text, expected = PARAGRAPHS[name]
    report = read(heading=text)

    assert money_of(report) == expected
    assert {"declared", "column_total", "formula"} & set(codes(report)) == set()


@pytest.mark.parametrize(
    ("heading", "declared"),
    [
        ("5. งบประมาณ จำนวน 58,8๐๐ บาท", "58800.00"),
        ("5. งบประมาณ\nใช้งบประมาณจาก สพป. จำนวน 20,000 บาท (สองหมื่นบาทถ้วน)", "20000.00"),
        (
            "5. งบประมาณประจำปี 2563 จำนวนทั้งสิ้น 200,000 บาท\n- จากเงินงบประมาณ 200,000 บาท\n- จากเงินนอกงบประมาณ - บาท",
            "200000.00",
        ),
        ("5. งบประมาณ : 5,000.- บาท", "5000.00"),
        ("5. งบประมาณ", None),
        ("5. รายละเอียดการใช้งบประมาณ ปี พ.ศ. 2563", None),
    ],
)
def test_declared_total(heading, declared):
    assert read(heading=heading)["totals"]["declared"] == declared


@pytest.mark.parametrize(
    ("text", "averaged"),
    [
        ("หมายเหตุ ขอถัวเฉลี่ยจ่ายทุกรายการ", True),
        ("* ถัวจ่ายได้ทุกรายการ", True),
        ("หมายเหตุ : ทุกรายการสามารถถัวจ่ายกันได้", True),
        ("หมายเหตุ ไม่สามารถถัวจ่ายได้", False),
        ("ขออนุมัติทุกรายการ", False),
    ],
)
def test_averaging(text, averaged):
    report = read(f"กิจกรรม|{CATEGORIES}", "วางแผน||500|", after=text)

    assert report["averaging"] is averaged
    assert bool(report["averaging_as_printed"]) is averaged


def test_one_table_of_activities_with_money():
    report = read(
        heading="",
        activities="ดังตาราง",
    )
    assert report["cost_lines"] == []

    paper = Paper()
    paper.lines("ชื่อโครงการ: ทดลอง\n1. วัตถุประสงค์\n1.1 เพื่อ\n2. วิธีดำเนินการ")
    paper.table(
        "กิจกรรม|ระยะเวลา|งบประมาณ|ผู้รับผิดชอบ",
        "1. วางแผน|ต.ค. 62|1,000|กลุ่ม ก",
        "2. จัดอบรม|ม.ค. 63|2,500|กลุ่ม ข",
        "รวม||3,500|",
    )
    report = paper.report()

    assert money_of(report) == [("1", "วางแผน", "", 1000), ("2", "จัดอบรม", "", 2500)]
    assert codes(report) == ["category_unknown", "category_unknown"]
