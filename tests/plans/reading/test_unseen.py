"""Layouts met in no workbook the recogniser was made with: what only looks like a total, like a name, like a year."""

import pytest

from tests.plans.reading.workbooks import (
    HEAD,
    MONTHS,
    even,
    faults,
    outline,
    quarters,
    read_rows,
    read_workbook,
    workbook_of,
)

LIKE_TOTALS = ["รวมพลคนรักอ่าน", "รวมกลุ่มครูบรรณารักษ์", "รวมค่าเดินทางทุกกิจกรรม"]


def plan(*shares):
    return [sum(shares), *shares]


@pytest.mark.parametrize("name", LIKE_TOTALS)
@pytest.mark.parametrize("number", ["1.2 ", "๑.๒ "])
def test_a_numbered_line_that_begins_like_a_total(name, number):
    reading = read_rows(
        HEAD,
        ["1. โครงการส่งเสริมการอ่าน", *plan(1500, 2000, 700, 0)],
        ["1.1 ค่าใช้จ่ายรวมพิธีเปิด", *plan(1500, 0, 0, 0)],
        [f"{number}{name}", *plan(0, 2000, 700, 0)],
        ["รวมทั้งสิ้น", *plan(1500, 2000, 701, 0)],
    )
    assert outline(reading) == ["โครงการส่งเสริมการอ่าน 4200", "  ค่าใช้จ่ายรวมพิธีเปิด 1500", f"  {name} 2700"]
    assert ("total", "E5", "701", "700") in faults(reading)


def test_lines_that_begin_like_totals_in_a_plain_list():
    reading = read_rows(
        HEAD,
        ["โครงการส่งเสริมการอ่าน", *plan(1500, 2000, 3700, 4000)],
        ["รวมพลคนรักอ่าน", *plan(1000, 2000, 3000, 4000)],
        ["ค่าใช้จ่ายรวมพิธีเปิด", *plan(500, 0, 0, 0)],
        ["รวมกลุ่มครูบรรณารักษ์", *plan(0, 0, 700, 0)],
        ["รวมใจภักดิ์รักษ์สิ่งแวดล้อม", *plan(0, 3000, 1500, 0)],
        ["ปลูกป่า", *plan(0, 3000, 0, 0)],
        ["เก็บขยะ", *plan(0, 0, 1500, 0)],
        ["สำรองจ่าย", *plan(0, 0, 0, 5000)],
        ["รวมทั้งสิ้น", *plan(1500, 5000, 5200, 9000)],
    )
    assert outline(reading) == [
        "โครงการส่งเสริมการอ่าน 11200",
        "  รวมพลคนรักอ่าน 10000",
        "  ค่าใช้จ่ายรวมพิธีเปิด 500",
        "  รวมกลุ่มครูบรรณารักษ์ 700",
        "รวมใจภักดิ์รักษ์สิ่งแวดล้อม 4500",
        "  ปลูกป่า 3000",
        "  เก็บขยะ 1500",
        "สำรองจ่าย 5000",
    ]
    assert not faults(reading)


@pytest.mark.parametrize("heading", ["กลุ่มรายจ่าย", "กลุ่มงาน", "ฝ่าย"])
def test_groups_in_a_column_of_their_own_with_a_total_each(heading):
    reading = read_rows(
        [heading, "โครงการ", *HEAD[1:]],
        ["งานพัสดุ", *even("จัดซื้อ", 400)],
        [None, *even("ตรวจรับ", 800)],
        ["รวม", None, *even("", 1200)[1:]],
        ["งานบุคคล", *even("อบรม", 4000)],
        [None, *even("ย้าย", 40)],
        ["รวม", None, *even("", 4040)[1:]],
    )
    assert outline(reading) == [
        "งานพัสดุ 1200",
        "  จัดซื้อ 400",
        "  ตรวจรับ 800",
        "งานบุคคล 4040",
        "  อบรม 4000",
        "  ย้าย 40",
    ]
    assert not faults(reading)


def test_groups_merged_over_their_lines():
    workbook = workbook_of(
        (
            "แผน",
            [
                ["กลุ่มงาน", "โครงการ", *HEAD[1:]],
                ["งานพัสดุ", *even("จัดซื้อ", 400)],
                [None, *even("ตรวจรับ", 800)],
                ["งานบุคคล", *even("อบรม", 4000)],
            ],
        )
    )
    workbook["แผน"].merge_cells("A2:A3")
    assert outline(read_workbook(workbook)) == [
        "งานพัสดุ 1200",
        "  จัดซื้อ 400",
        "  ตรวจรับ 800",
        "งานบุคคล 4000",
        "  อบรม 4000",
    ]


@pytest.mark.parametrize("heading", ["กลุ่มงาน/โครงการ", "ฝ่าย/กิจกรรม", "กลุ่มรายจ่าย"])
def test_the_only_column_of_names_is_headed_by_a_group(heading):
    reading = read_rows([heading, *HEAD[1:]], even("จัดซื้อ", 400), even("อบรม", 4000))
    assert outline(reading) == ["จัดซื้อ 400", "อบรม 4000"]


@pytest.mark.parametrize("place", ["beside", "behind"])
def test_the_category_of_each_line_is_no_name(place):
    lines = [("จัดซื้อ", "ค่าวัสดุ", 400), ("อบรม", "ค่าใช้สอย", 4000), ("ศึกษาดูงาน", "ค่าใช้สอย", 40)]
    if place == "beside":
        rows = [[name, category, *even("", annual)[1:]] for name, category, annual in lines]
        reading = read_rows(["โครงการ", "หมวดรายจ่าย", *HEAD[1:]], *rows)
    else:
        rows = [[*even(name, annual), category] for name, category, annual in lines]
        reading = read_rows(["โครงการ", *HEAD[1:], "หมวดรายจ่าย"], *rows)
    assert outline(reading) == ["จัดซื้อ 400", "อบรม 4000", "ศึกษาดูงาน 40"]


def of_one_quarter(number, *amounts, total):
    names = ["ค่าจ้างเหมา", "ซ่อมรถตู้", "ต่อทะเบียน"]
    lines = [[f"  {name}", amount] for name, amount in zip(names, amounts, strict=True) if amount]
    rows = [["รายการ", "จำนวนเงิน"], ["งานบริการ", total], *lines, ["รวม", total]]
    return f"ไตรมาส {number}", rows


def test_a_sheet_for_each_quarter():
    reading = read_workbook(
        workbook_of(
            of_one_quarter(1, 100, 0, 7, total=107),
            of_one_quarter(2, 100, 50, 0, total=150),
            of_one_quarter(3, 100, 0, 0, total=100),
            of_one_quarter(4, 100, 5, 0, total=106),
        )
    )
    assert outline(reading) == ["งานบริการ 462", "  ค่าจ้างเหมา 400", "  ซ่อมรถตู้ 55", "  ต่อทะเบียน 7"]
    assert quarters(reading, "ซ่อมรถตู้") == ["0", "50", "0", "5"]
    assert quarters(reading, "งานบริการ") == ["107", "150", "100", "105"]
    assert [(f.sheet, f.cell) for f in reading.faults] == [("ไตรมาส 4", "B2")]
    assert {sheet.status for sheet in reading.sheets} == {"plan"}


def test_a_sheet_for_each_quarter_and_one_for_the_year():
    sheets = [of_one_quarter(number, 100, 20, 3, total=123) for number in range(1, 5)]
    year = [HEAD, even("งานบริการ", 492), even("  ค่าจ้างเหมา", 400), even("  ซ่อมรถตู้", 80), even("  ต่อทะเบียน", 12)]
    reading = read_workbook(workbook_of(("ทั้งปี", year), *sheets))
    assert reading.total.annual == 492
    assert outline(reading) == ["งานบริการ 492", "  ค่าจ้างเหมา 400", "  ซ่อมรถตู้ 80", "  ต่อทะเบียน 12"]


def test_a_sheet_for_each_month():
    sheets = [
        (f"{month} 69", [["รายการ", "จำนวนเงิน"], ["ค่าไฟฟ้า", 100 + place], ["ค่าประปา", 10]])
        for place, month in enumerate(MONTHS)
    ]
    reading = read_workbook(workbook_of(*sheets))
    assert outline(reading) == ["ค่าไฟฟ้า 1266", "ค่าประปา 120"]
    assert [int(amount) for amount in reading.lines[0].months] == list(range(100, 112))


def test_a_sheet_for_each_quarter_of_months():
    sheets = [
        (
            f"Q{quarter}",
            [["รายการ", *MONTHS[3 * quarter - 3 : 3 * quarter], "รวม"], ["ค่าไฟฟ้า", 1, 2, quarter, 3 + quarter]],
        )
        for quarter in range(1, 5)
    ]
    reading = read_workbook(workbook_of(*sheets))
    assert outline(reading) == ["ค่าไฟฟ้า 22"]
    assert [int(amount) for amount in reading.lines[0].months] == [1, 2, 1, 1, 2, 2, 1, 2, 3, 1, 2, 4]


@pytest.mark.parametrize("divided", ["by quarter", "by source"])
def test_a_sheet_that_divides_the_same_money_once_more(divided):
    plan_sheet = [HEAD, even("จัดซื้อ", 400), even("อบรม", 4000), even("ศึกษาดูงาน", 40)]
    if divided == "by quarter":
        plan_sheet += [even("ค่าที่พัก", 4), even("ค่าอาหาร", 4), even("เหมารถ", 4)]
        other = [["รายการ", "จำนวนเงิน"], *[[f"ไตรมาส {number}", 1113] for number in range(1, 5)], ["รวม", 4452]]
    else:
        other = [["รายการ", "จำนวนเงิน"], ["งบ สพป.", 4000], ["งบ สพฐ.", 440]]
    reading = read_workbook(workbook_of(("แผน", plan_sheet), ("สรุปงบ", other)))
    assert reading.total.annual == sum(row[1] for row in plan_sheet[1:])
    assert [sheet.status for sheet in reading.sheets] == ["plan", "summary"]
