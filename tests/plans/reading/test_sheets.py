"""Workbooks of several sheets: what counts, what is a summary, and what is no plan."""

from tests.plans.reading.workbooks import HEAD, even, faults, kinds, outline, read_workbook, short, workbook_of

ADMIN = [HEAD, even("1. ค่าใช้สอย", 3700), even("1.1 ค่าจ้างเหมา", 1720), even("1.2 ค่าซ่อม", 1980), even("รวม", 3700)]
QUALITY = [HEAD, even("โครงการ ก", 484), even("โครงการ ข", 352), even("รวมทั้งสิ้น", 836)]
NO_PLAN = [["รายชื่อ", "โทรศัพท์"], ["นายสมชาย", "081-234-5678"], ["นางสมหญิง", "089-876-5432"]]
WHOLE = [
    "งบบริหารสำนักงาน 3700",
    "  ค่าใช้สอย 3700",
    "    ค่าจ้างเหมา 1720",
    "    ค่าซ่อม 1980",
    "งบพัฒนา 836",
    "  โครงการ ก 484",
    "  โครงการ ข 352",
]


def statuses(reading):
    return [(sheet.name, sheet.status) for sheet in reading.sheets]


def test_each_sheet_is_a_part():
    reading = read_workbook(workbook_of(("งบบริหารสำนักงาน", ADMIN), ("งบพัฒนา", QUALITY)))

    assert outline(reading) == WHOLE
    assert short(reading.total.annual) == "4536"
    assert statuses(reading) == [("งบบริหารสำนักงาน", "plan"), ("งบพัฒนา", "plan")]


def test_sheets_named_by_number_are_pages_of_one_plan():
    reading = read_workbook(workbook_of(("Sheet1", ADMIN), ("Sheet2", QUALITY)))

    assert outline(reading)[-2:] == ["โครงการ ก 484", "โครงการ ข 352"]
    assert {line.sheet for line in reading.lines} == {"Sheet1", "Sheet2"}


def test_sheets_that_are_no_plan_are_said():
    blank = ("ว่าง", [])
    reading = read_workbook(workbook_of(("แผน", ADMIN), ("โทรศัพท์", NO_PLAN), blank))

    assert statuses(reading) == [("แผน", "plan"), ("โทรศัพท์", "skipped"), ("ว่าง", "skipped")]
    assert reading.sheets[1].to_json()["reason"] == "ไม่พบตารางที่มีชื่อรายการและจำนวนเงินในแผ่นงานนี้"


def test_workbook_without_any_plan_gives_nothing():
    reading = read_workbook(workbook_of(("โทรศัพท์", NO_PLAN)))

    assert reading.lines == []
    assert reading.to_json()["totals"] == {"annual": "0.00", "quarters": None, "months": None, "by_section": []}


def test_hidden_sheet_is_left_out_unless_chosen():
    workbook = workbook_of(("แผน", ADMIN), ("เก่า", QUALITY))
    workbook["เก่า"].sheet_state = "hidden"

    assert statuses(read_workbook(workbook)) == [("แผน", "plan"), ("เก่า", "hidden")]
    assert statuses(read_workbook(workbook, chosen=["เก่า"])) == [("แผน", "not_chosen"), ("เก่า", "plan")]


def test_summary_sheet_is_not_counted_twice():
    summary = [HEAD, even("งบบริหารสำนักงาน", 3700), even("งบพัฒนา", 836), even("รวมทั้งสิ้น", 4536)]

    reading = read_workbook(workbook_of(("สรุป", summary), ("งบบริหารสำนักงาน", ADMIN), ("งบพัฒนา", QUALITY)))

    assert outline(reading) == WHOLE
    assert kinds(reading)[:2] == ["part", "category"]
    assert statuses(reading) == [("สรุป", "summary"), ("งบบริหารสำนักงาน", "plan"), ("งบพัฒนา", "plan")]
    assert faults(reading) == []


def test_summary_that_differs_from_its_sheets_is_a_fault():
    summary = [HEAD, ["งบบริหารสำนักงาน", 3700, 925, 925, 925, 935], even("งบพัฒนา", 836)]

    reading = read_workbook(workbook_of(("สรุป", summary), ("งบบริหารสำนักงาน", ADMIN), ("งบพัฒนา", QUALITY)))

    assert [(fault.sheet, *found) for fault, found in zip(reading.faults, faults(reading), strict=True)] == [
        ("สรุป", "summary", "F2", "935", "925")
    ]
    assert short(reading.total.quarters[3]) == "1134"


def test_summary_line_without_a_sheet_of_its_own_still_counts():
    summary = [HEAD, even("งบบริหารสำนักงาน", 3700), even("งบพัฒนา", 836), even("งบสำรองจ่าย", 100)]

    reading = read_workbook(workbook_of(("สรุป", summary), ("งบบริหารสำนักงาน", ADMIN), ("งบพัฒนา", QUALITY)))

    assert outline(reading)[-1] == "งบสำรองจ่าย 100"
    assert short(reading.total.annual) == "4636"
    assert statuses(reading)[0] == ("สรุป", "plan")


def test_summary_by_category_over_several_sheets():
    first = [HEAD, even("1. ค่าใช้สอย", 1720), even("1.1 ค่าจ้าง", 1720), even("2. ค่าวัสดุ", 844), even("2.1 หมึก", 844)]
    second = [HEAD, even("1. ค่าใช้สอย", 348), even("1.1 ค่าซ่อม", 348)]
    summary = [HEAD, even("ค่าใช้สอย", 2068), even("ค่าวัสดุ", 848), even("รวม", 2916)]

    reading = read_workbook(workbook_of(("กลุ่มแผน", first), ("กลุ่มการเงิน", second), ("สรุป", summary)))

    assert short(reading.total.annual) == "2912"
    assert statuses(reading)[2] == ("สรุป", "summary")
    assert {(fault.code, fault.sheet) for fault in reading.faults} == {("summary", "สรุป")}


def test_copy_of_a_sheet_is_not_counted_again():
    reading = read_workbook(workbook_of(("แผน", ADMIN), ("แผน (2)", ADMIN)))

    assert short(reading.total.annual) == "3700"
    assert statuses(reading) == [("แผน", "plan"), ("แผน (2)", "copy")]


def test_list_that_breaks_down_one_line_is_not_counted_again():
    plan = [HEAD, even("ค่าจ้างเหมา", 1720), even("งบพัฒนาคุณภาพ", 836)]
    projects = [["ที่", "โครงการ", "งบประมาณ"], [1, "โครงการ ก", 484], [2, "โครงการ ข", 352], [None, "รวม", 836]]

    reading = read_workbook(workbook_of(("แผน", plan), ("งบพัฒนาคุณภาพ", projects)))

    assert outline(reading) == ["ค่าจ้างเหมา 1720", "งบพัฒนาคุณภาพ 836"]
    assert statuses(reading) == [("แผน", "plan"), ("งบพัฒนาคุณภาพ", "detail")]
    assert "งบพัฒนาคุณภาพ" in reading.sheets[1].reason
