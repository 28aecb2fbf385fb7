"""One small plan in the many layouts in which offices write theirs; each must give the same lines."""

import pytest
from openpyxl.styles import Alignment, Font

from tests.plans.reading.workbooks import (
    HEAD,
    MONTHS,
    even,
    faults,
    kinds,
    outline,
    quarters,
    read_rows,
    read_workbook,
    short,
    workbook_of,
)

TWO_CATEGORIES = [
    "ค่าใช้สอย 3000",
    "  ค่าจ้างเหมา 1000",
    "  ค่าซ่อมแซม 2000",
    "ค่าวัสดุ 800",
    "  วัสดุสำนักงาน 400",
    "  วัสดุคอมพิวเตอร์ 400",
]
LINES = {"ค่าจ้างเหมา": 1000, "ค่าซ่อมแซม": 2000, "วัสดุสำนักงาน": 400, "วัสดุคอมพิวเตอร์": 400}
GRAND = even("รวมทั้งสิ้น", 3800)


def blank(name):
    return [name]


def test_subtotals_in_bold_headings():
    reading = read_rows(
        HEAD,
        even("*ค่าใช้สอย", 3000),
        even("ค่าจ้างเหมา", 1000),
        even("ค่าซ่อมแซม", 2000),
        even("*ค่าวัสดุ", 800),
        even("วัสดุสำนักงาน", 400),
        even("วัสดุคอมพิวเตอร์", 400),
        GRAND,
    )

    assert outline(reading) == TWO_CATEGORIES
    assert kinds(reading) == ["category", "line", "line"] * 2
    assert faults(reading) == []


def test_subtotals_in_plain_headings_of_unknown_names():
    reading = read_rows(
        HEAD,
        even("งานบริหารทั่วไป", 3000),
        even("จ้างแม่บ้าน", 1200),
        even("จ้างยาม", 1800),
        even("งานวิชาการ", 800),
        even("พิมพ์ข้อสอบ", 300),
        even("ประชุมครู", 500),
        GRAND,
    )

    assert outline(reading) == [
        "งานบริหารทั่วไป 3000",
        "  จ้างแม่บ้าน 1200",
        "  จ้างยาม 1800",
        "งานวิชาการ 800",
        "  พิมพ์ข้อสอบ 300",
        "  ประชุมครู 500",
    ]
    assert faults(reading) == []


def test_totals_below_with_blank_headings():
    reading = read_rows(
        HEAD,
        blank("ค่าใช้สอย"),
        even("ค่าจ้างเหมา", 1000),
        even("ค่าซ่อมแซม", 2000),
        even("รวม", 3000),
        blank("ค่าวัสดุ"),
        even("วัสดุสำนักงาน", 400),
        even("วัสดุคอมพิวเตอร์", 400),
        even("รวม", 800),
        even("รวมทั้งสิ้น", 3800),
    )

    assert outline(reading) == TWO_CATEGORIES
    assert faults(reading) == []


def test_named_totals_below_without_any_headings():
    reading = read_rows(
        HEAD,
        even("ค่าจ้างเหมา", 1000),
        even("ค่าซ่อมแซม", 2000),
        even("รวมค่าใช้สอย", 3000),
        even("วัสดุสำนักงาน", 400),
        even("วัสดุคอมพิวเตอร์", 400),
        even("รวมค่าวัสดุ", 800),
        even("รวมเป็นเงินทั้งสิ้น", 3800),
    )

    assert outline(reading) == TWO_CATEGORIES
    assert faults(reading) == []


def test_named_totals_above_their_lines():
    reading = read_rows(
        HEAD,
        even("รวมทั้งสิ้น", 3800),
        even("รวมค่าใช้สอย", 3000),
        even("ค่าจ้างเหมา", 1000),
        even("ค่าซ่อมแซม", 2000),
        even("รวมค่าวัสดุ", 800),
        even("วัสดุสำนักงาน", 400),
        even("วัสดุคอมพิวเตอร์", 400),
    )

    assert outline(reading) == TWO_CATEGORIES
    assert faults(reading) == []


def test_heading_without_cues_is_known_by_its_named_total():
    reading = read_rows(
        HEAD,
        even("งานบริหาร", 3000),
        even("จ้างแม่บ้าน", 1200),
        even("จ้างยาม", 1800),
        even("รวมงานบริหาร", 3000),
        even("งานวิชาการ", 800),
        even("ประชุมครู", 800),
        even("รวมงานวิชาการ", 800),
        GRAND,
    )

    assert outline(reading)[:3] == ["งานบริหาร 3000", "  จ้างแม่บ้าน 1200", "  จ้างยาม 1800"]
    assert outline(reading)[3:] == ["งานวิชาการ 800", "  ประชุมครู 800"]
    assert faults(reading) == []


def test_no_categories_at_all():
    reading = read_rows(HEAD, *(even(name, amount) for name, amount in LINES.items()), even("รวม", 3800))

    assert outline(reading) == [f"{name} {amount}" for name, amount in LINES.items()]
    assert kinds(reading) == ["line"] * 4
    assert faults(reading) == []


def test_neither_categories_nor_totals():
    reading = read_rows(HEAD, *(even(name, amount) for name, amount in LINES.items()))

    assert outline(reading) == [f"{name} {amount}" for name, amount in LINES.items()]


def test_equal_neighbours_are_not_taken_for_heading_and_line():
    reading = read_rows(HEAD, even("ค่าน้ำ", 400), even("ค่าไฟ", 400), even("ค่าโทรศัพท์", 800))

    assert outline(reading) == ["ค่าน้ำ 400", "ค่าไฟ 400", "ค่าโทรศัพท์ 800"]


def test_four_levels_by_numbers():
    reading = read_rows(
        HEAD,
        even("ก. งบบริหารสำนักงาน", 3800),
        even("1. ค่าใช้สอย", 3000),
        even("1.1 ค่าจ้างเหมา", 1000),
        even("- จ้างแม่บ้าน", 400),
        even("- จ้างยาม", 600),
        even("1.2 ค่าซ่อมแซม", 2000),
        even("2. ค่าวัสดุ", 800),
        even("2.1 วัสดุสำนักงาน", 800),
        even("ข. งบสำรองจ่าย", 200),
        even("รวมทั้งสิ้น", 4000),
    )

    assert outline(reading) == [
        "งบบริหารสำนักงาน 3800",
        "  ค่าใช้สอย 3000",
        "    ค่าจ้างเหมา 1000",
        "      จ้างแม่บ้าน 400",
        "      จ้างยาม 600",
        "    ค่าซ่อมแซม 2000",
        "  ค่าวัสดุ 800",
        "    วัสดุสำนักงาน 800",
        "งบสำรองจ่าย 200",
    ]
    assert kinds(reading) == ["part", "category", "heading", "line", "line", "line", "category", "line", "line"]
    assert [line.number for line in reading.lines] == ["ก", "1", "1.1", "", "", "1.2", "2", "2.1", "ข"]
    assert faults(reading) == []


def test_four_levels_with_figures_in_the_lines_only():
    reading = read_rows(
        HEAD,
        blank("ส่วนที่ ๑ งบบริหารสำนักงาน"),
        blank("๑. ค่าใช้สอย"),
        blank("๑.๑ ค่าจ้างเหมา"),
        even("(๑) จ้างแม่บ้าน", 400),
        even("(๒) จ้างยาม", 600),
        even("๑.๒ ค่าซ่อมแซม", 2000),
        blank("๒. ค่าวัสดุ"),
        even("๒.๑ วัสดุสำนักงาน", 800),
        blank("ส่วนที่ ๒ งบพัฒนาคุณภาพ"),
        even("๑. โครงการ ก", 100),
    )

    assert outline(reading) == [
        "งบบริหารสำนักงาน 3800",
        "  ค่าใช้สอย 3000",
        "    ค่าจ้างเหมา 1000",
        "      จ้างแม่บ้าน 400",
        "      จ้างยาม 600",
        "    ค่าซ่อมแซม 2000",
        "  ค่าวัสดุ 800",
        "    วัสดุสำนักงาน 800",
        "งบพัฒนาคุณภาพ 100",
        "  โครงการ ก 100",
    ]


@pytest.mark.parametrize("mark", [">", "    ", "\u00a0\u00a0\u00a0"], ids=["cell", "spaces", "nbsp"])
def test_levels_by_indent_only(mark):
    reading = read_rows(
        HEAD,
        blank("งานบริหาร"),
        blank(f"{mark}จ้างเหมา"),
        even(f"{mark}{mark}แม่บ้าน", 1000),
        even(f"{mark}{mark}ยาม", 2000),
        even(f"{mark}ซ่อมแซม", 400),
        blank("งานวิชาการ"),
        even(f"{mark}ประชุมครู", 400),
        GRAND,
    )

    assert outline(reading) == [
        "งานบริหาร 3400",
        "  จ้างเหมา 3000",
        "    แม่บ้าน 1000",
        "    ยาม 2000",
        "  ซ่อมแซม 400",
        "งานวิชาการ 400",
        "  ประชุมครู 400",
    ]
    assert faults(reading) == []


def test_names_in_a_column_per_level():
    reading = read_rows(
        ["หมวด", "รายการ", *HEAD[1:]],
        ["ค่าใช้สอย", None, 3000, 750, 750, 750, 750],
        [None, *even("ค่าจ้างเหมา", 1000)],
        [None, *even("ค่าซ่อมแซม", 2000)],
        ["ค่าวัสดุ", None, 800, 200, 200, 200, 200],
        [None, *even("วัสดุสำนักงาน", 400)],
        [None, *even("วัสดุคอมพิวเตอร์", 400)],
        ["รวมทั้งสิ้น", None, 3800, 950, 950, 950, 950],
    )

    assert outline(reading) == TWO_CATEGORIES
    assert faults(reading) == []


@pytest.mark.parametrize("again", ["ค่าใช้สอย", None], ids=["repeated", "once"])
def test_category_in_the_row_of_its_first_line(again):
    reading = read_rows(
        ["หมวดรายจ่าย", "รายการ", *HEAD[1:]],
        ["ค่าใช้สอย", *even("ค่าจ้างเหมา", 1000)],
        [again, *even("ค่าซ่อมแซม", 2000)],
        ["ค่าวัสดุ", *even("วัสดุสำนักงาน", 400)],
        [again and "ค่าวัสดุ", *even("วัสดุคอมพิวเตอร์", 400)],
        [None, *GRAND],
    )

    assert outline(reading) == TWO_CATEGORIES


def test_name_columns_without_a_heading_of_their_own():
    """รายการ stands over three columns, of which two are blank in the headings."""
    reading = read_rows(
        ["รายการ", None, None, "งบประมาณ", "ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"],
        ["งานบริหาร"],
        [None, "จ้างเหมา"],
        [None, None, *even("แม่บ้าน", 1000)],
        [None, None, *even("ยาม", 2000)],
        ["งานวิชาการ"],
        [None, *even("ประชุมครู", 800)[:1], None, *even("", 800)[1:]],
        ["รวม", None, None, *GRAND[1:]],
    )

    assert outline(reading) == [
        "งานบริหาร 3000",
        "  จ้างเหมา 3000",
        "    แม่บ้าน 1000",
        "    ยาม 2000",
        "งานวิชาการ 800",
        "  ประชุมครู 800",
    ]
    assert faults(reading) == []


def test_number_in_a_column_of_its_own():
    reading = read_rows(
        ["ที่", *HEAD, "หมายเหตุ"],
        [1, *even("ค่าใช้สอย", 3000, "")],
        [1.1, *even("ค่าจ้างเหมา", 1000, "ทำสัญญา")],
        [1.2, *even("ค่าซ่อมแซม", 2000, "")],
        [2, *even("ค่าวัสดุ", 800, "")],
        ["๒.๑", *even("วัสดุสำนักงาน", 400, "")],
        ["๒.๒", *even("วัสดุคอมพิวเตอร์", 400, "")],
        ["รวมทั้งสิ้น", None, *GRAND[1:]],
    )

    assert outline(reading) == TWO_CATEGORIES
    assert [line.number for line in reading.lines] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert reading.lines[1].note == "ทำสัญญา"
    assert faults(reading) == []


def test_category_merged_over_the_number_column():
    workbook = workbook_of(
        (
            "แผน",
            [
                ["ลำดับ", *HEAD],
                ["ค่าใช้สอย", None, *even("", 3000)[1:]],
                [1, *even("ค่าจ้างเหมา", 1000)],
                [2, *even("ค่าซ่อมแซม", 2000)],
                ["ค่าวัสดุ", None, *even("", 800)[1:]],
                [1, *even("วัสดุสำนักงาน", 400)],
                [2, *even("วัสดุคอมพิวเตอร์", 400)],
                ["รวมทั้งสิ้น", None, *GRAND[1:]],
            ],
        )
    )
    for row in (2, 5, 8):
        workbook.active.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)

    reading = read_workbook(workbook)

    assert outline(reading) == TWO_CATEGORIES
    assert faults(reading) == []


def test_two_rows_of_merged_headings():
    workbook = workbook_of(
        (
            "แผน",
            [
                ["แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2569"],
                ["หน่วย : บาท"],
                ["ที่", "รายการ", "วงเงิน (บาท)", "แผนการใช้จ่ายรายไตรมาส", None, None, None, "หมายเหตุ"],
                [None, None, None, "ไตรมาส ๑\n(ต.ค.-ธ.ค.)", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔"],
                [1, *even("ค่าจ้างเหมา", 1000)],
                [2, *even("ค่าซ่อมแซม", 2000)],
                [None, *even("รวม", 3000)],
            ],
        )
    )
    sheet = workbook.active
    for cells in ("A1:H1", "A2:H2", "A3:A4", "B3:B4", "C3:C4", "D3:G3", "H3:H4"):
        sheet.merge_cells(cells)

    reading = read_workbook(workbook)

    assert outline(reading) == ["ค่าจ้างเหมา 1000", "ค่าซ่อมแซม 2000"]
    assert reading.mappings["แผน"].columns == {
        "number": 1, "annual": 3, "q1": 4, "q2": 5, "q3": 6, "q4": 7, "note": 8,
    }  # fmt: skip
    assert faults(reading) == []


def test_months_under_quarters():
    head = ["รายการ", "ทั้งปี"]
    for quarter in range(4):
        head += [f"ไตรมาสที่ {quarter + 1}", None, None, None]
    below = [None, None]
    for quarter in range(4):
        below += [*MONTHS[3 * quarter : 3 * quarter + 3], "รวม"]
    row = ["ค่าไฟฟ้า", 780]
    for quarter in range(4):
        months = [10 * (3 * quarter + month) for month in (1, 2, 3)]
        row += [*months, sum(months)]

    reading = read_rows(head, below, row)

    assert outline(reading) == ["ค่าไฟฟ้า 780"]
    assert quarters(reading, "ค่าไฟฟ้า") == ["60", "150", "240", "330"]
    assert [short(month) for month in reading.lines[0].months] == [str(10 * month) for month in range(1, 13)]
    assert faults(reading) == []


@pytest.mark.parametrize(
    "labels",
    [
        MONTHS,
        [f"{month} {63 if number < 3 else 64}" for number, month in enumerate(MONTHS)],
        "ตุลาคม พฤศจิกายน ธันวาคม มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน".split(),
        "Oct Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sep".split(),
        [f"{month}-20" for month in "Oct Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sept".split()],
    ],
    ids=["short", "with-year", "long", "english", "english-year"],
)
def test_months_instead_of_quarters(labels):
    reading = read_rows(
        ["รายการ", *labels, "รวมทั้งปี"],
        ["ค่าไฟฟ้า", *[70] * 11, 70.5, 840.5],
        ["ค่าประปา", *[0] * 11, 30, 30],
        ["รวม", *[70] * 11, 100.5, 870.5],
    )

    assert outline(reading) == ["ค่าไฟฟ้า 840.50", "ค่าประปา 30"]
    assert quarters(reading, "ค่าไฟฟ้า") == ["210", "210", "210", "210.50"]
    assert [short(month) for month in reading.lines[1].months] == ["0"] * 11 + ["30"]
    assert faults(reading) == []


def test_months_as_dates():
    from datetime import date

    labels = [date(2020 if month >= 10 else 2021, month, 1) for month in (10, 11, 12, *range(1, 10))]

    reading = read_rows(["รายการ", *labels], ["ค่าไฟฟ้า", *range(1, 13)])

    assert outline(reading) == ["ค่าไฟฟ้า 78"]
    assert quarters(reading, "ค่าไฟฟ้า") == ["6", "15", "24", "33"]


def test_satang_are_kept():
    reading = read_rows(
        HEAD,
        ["ค่าไฟฟ้า", 100.1, 25.02, 25.03, 25.02, 25.03],
        ["ค่าประปา", "๑๐.๒๕", "๒.๕๐", "๒.๕๐", "๒.๕", "๒.๗๕"],
        ["รวม", "110.35", 27.52, 27.53, 27.52, 27.78],
    )

    assert outline(reading) == ["ค่าไฟฟ้า 100.10", "ค่าประปา 10.25"]
    assert short(reading.total.annual) == "110.35"
    assert faults(reading) == []


def test_numbers_as_text_in_mixed_digits():
    reading = read_rows(
        ["รายการ", "งบประมาณ (บาท)", "ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔"],
        ["๑. ค่าใช้สอย", "๓,๐00", "๗๕๐", "75๐", "750 บาท", " 750 "],
        ["๑.๑ ค่าจ้างเหมา", "๑,๐๐๐.๐๐", "250", "250", "250", "250"],
        ["๑.๒ ค่าซ่อมแซม", "2,๐๐0", "1,000", "-", "–", "๑,000"],
        ["รวม", "๓,๐๐๐", "1250", "250", "250", "1250"],
    )

    assert outline(reading) == ["ค่าใช้สอย 3000", "  ค่าจ้างเหมา 1000", "  ค่าซ่อมแซม 2000"]
    assert [fault[:2] for fault in faults(reading)] == [("total", cell) for cell in ("C2", "D2", "E2", "F2")]


def test_english_headings_and_totals():
    reading = read_rows(
        ["No.", "Description", "Annual budget (Baht)", "Q1", "Q2", "Quarter 3", "4th quarter", "Remarks"],
        [1, "Compensation", 1000, 250, 250, 250, 250],
        [None, "Overtime", 600, 150, 150, 150, 150, "evenings"],
        [None, "Allowances", 400, 100, 100, 100, 100],
        [2, "Utilities", 400, 100, 100, 100, 100],
        [None, "Electricity", 400, 100, 100, 100, 100],
        [None, "Grand total", 1400, 350, 350, 350, 350],
    )

    assert outline(reading) == [
        "Compensation 1000",
        "  Overtime 600",
        "  Allowances 400",
        "Utilities 400",
        "  Electricity 400",
    ]
    assert reading.lines[1].note == "evenings"
    assert faults(reading) == []


def test_headings_repeated_on_a_continued_page():
    reading = read_rows(
        ["แผนการใช้จ่ายงบประมาณ"],
        HEAD,
        blank("1. ค่าใช้สอย"),
        even("1.1 ค่าจ้างเหมา", 1000),
        even("ยอดยกไป", 1000),
        [],
        ["แผนการใช้จ่ายงบประมาณ (ต่อ)"],
        HEAD,
        even("ยอดยกมา", 1000),
        blank("1. ค่าใช้สอย (ต่อ)"),
        even("1.2 ค่าซ่อมแซม", 2000),
        even("2. ค่าวัสดุ", 800),
        even("2.1 วัสดุสำนักงาน", 400),
        even("2.2 วัสดุคอมพิวเตอร์", 400),
        GRAND,
    )

    assert outline(reading) == TWO_CATEGORIES
    assert faults(reading) == []


@pytest.mark.parametrize(
    ("columns", "annual"), [(5, "first"), (5, "last"), (4, ""), (13, "first"), (13, "last"), (12, ""), (1, "first")]
)
def test_no_headings_at_all(columns, annual):
    shares = columns - bool(annual)

    def row(name, amount):
        figures = [amount / shares] * shares if shares else []
        return [name, *[amount] * (annual == "first"), *figures, *[amount] * (annual == "last")]

    reading = read_rows(row("ค่าจ้างเหมา", 1200), row("ค่าซ่อมแซม", 2400), row("รวม", 3600))

    assert outline(reading) == ["ค่าจ้างเหมา 1200", "ค่าซ่อมแซม 2400"]
    assert faults(reading) == []
    assert (reading.lines[0].quarters is None) == (columns == 1)
    assert (reading.lines[0].months is not None) == (shares == 12)


def test_only_an_annual_column():
    reading = read_rows(
        ["ลำดับที่", "รายการ", "จำนวนเงิน", "หมายเหตุ"],
        [1, "ค่าใช้สอย", 3000],
        ["", "- ค่าจ้างเหมา", 1000, "12 เดือน"],
        ["", "- ค่าซ่อมแซม", 2000],
        [2, "ค่าวัสดุ", 800],
        ["", "- วัสดุสำนักงาน", 400],
        ["", "- วัสดุคอมพิวเตอร์", 400],
        ["", "รวมทั้งสิ้น", 3800],
    )

    assert outline(reading) == TWO_CATEGORIES
    assert reading.total.quarters is None
    assert reading.to_json()["lines"][0]["quarters"] is None
    assert faults(reading) == []


def test_further_columns_are_left_alone():
    """Percentages, units, actual spending and codes beside the plan."""
    reading = read_rows(
        [
            "รหัส",
            "รายการ",
            "หน่วยนับ",
            "งบประมาณ",
            "ร้อยละ",
            "ไตรมาส 1",
            "",
            "ไตรมาส 2",
            "",
            "ไตรมาส 3",
            "ไตรมาส 4",
            "คงเหลือ",
        ],
        ["", "", "", "", "", "แผน", "ผล", "แผน", "ผล", "แผน", "แผน", ""],
        ["A01", "ค่าจ้างเหมา", "เดือน", 1000, 33.33, 250, 999, 250, 7, 250, 250, 123],
        ["A02", "ค่าซ่อมแซม", "ครั้ง", 2000, 66.67, 500, 999, 500, 7, 500, 500, 456],
        ["", "รวม", "", 3000, 100, 750, "", 750, "", 750, 750, ""],
        ["", "คิดเป็นร้อยละ", "", 100, "", 25, "", 25, "", 25, 25, ""],
    )

    assert outline(reading) == ["ค่าจ้างเหมา 1000", "ค่าซ่อมแซม 2000"]
    assert quarters(reading, "ค่าซ่อมแซม") == ["500"] * 4
    assert faults(reading) == []


def test_last_years_budget_beside_this_years():
    reading = read_rows(
        ["รายการ", "งบประมาณปี 2563", "งบประมาณปี 2564", *HEAD[2:]],
        ["ค่าจ้างเหมา", 900, 1000, 250, 250, 250, 250],
        ["ค่าซ่อมแซม", 1900, 2000, 500, 500, 500, 500],
    )

    assert outline(reading) == ["ค่าจ้างเหมา 1000", "ค่าซ่อมแซม 2000"]


def test_titles_above_and_signatures_below():
    reading = read_rows(
        ["สำนักงานเขตพื้นที่การศึกษาประถมศึกษา"],
        ["งบประมาณที่ได้รับจัดสรร", 5000000],
        [],
        HEAD,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        even("ค่าจ้างเหมา", 1000),
        [],
        even("ค่าซ่อมแซม", 2000),
        even("รวมทั้งสิ้น", 3000),
        [],
        ["หมายเหตุ ถัวจ่ายทุกรายการ"],
        ["ลงชื่อ..................ผู้จัดทำ", None, "ลงชื่อ.................ผู้อนุมัติ"],
        ["(นายสมชาย ใจดี)", None, "(นางสมหญิง ใจงาม)"],
        ["วันที่ 1 ตุลาคม 2563"],
    )

    assert outline(reading) == ["ค่าจ้างเหมา 1000", "ค่าซ่อมแซม 2000"]
    assert faults(reading) == []


def test_names_are_cleaned():
    reading = read_rows(
        HEAD,
        even("๑.๑  ค่าใช้จ่ายใน\nการประชุม\u200b ", 1000),
        even("๑.๒\u00a0ค่าซ่อม  แซม", 2000),
        ["สำนักงาน"],
        even("๑.๓ ค่าเช่า", 400),
    )

    assert outline(reading) == ["ค่าใช้จ่ายใน การประชุม 1000", "ค่าซ่อม แซม สำนักงาน 2000", "ค่าเช่า 400"]


def test_part_without_a_heading_and_parts_that_are_lines():
    reading = read_rows(
        HEAD,
        even("ค่าใช้สอย", 3000),
        even("ค่าจ้างเหมา", 1000),
        even("ค่าซ่อมแซม", 2000),
        even("รวมงบบริหารสำนักงาน", 3000),
        even("งบสำรองจ่าย", 800),
        GRAND,
    )

    assert outline(reading) == [
        "งบบริหารสำนักงาน 3000",
        "  ค่าใช้สอย 3000",
        "    ค่าจ้างเหมา 1000",
        "    ค่าซ่อมแซม 2000",
        "งบสำรองจ่าย 800",
    ]
    assert kinds(reading) == ["part", "category", "line", "line", "line"]


def test_bold_in_lines_misleads_nobody():
    reading = read_rows(
        HEAD,
        even("1. ค่าใช้สอย", 3000),
        even("*1.1 ค่าจ้างเหมา", 1000),
        even("1.2 ค่าซ่อมแซม", 2000),
        even("2. ค่าวัสดุ", 800),
        even("*2.1 วัสดุสำนักงาน", 400),
        even("2.2 วัสดุคอมพิวเตอร์", 400),
        GRAND,
    )

    assert outline(reading) == TWO_CATEGORIES


def test_lines_numbered_anew_under_bold_categories():
    reading = read_rows(
        HEAD,
        even("*1. ค่าใช้สอย", 3000),
        even("1. ค่าจ้างเหมา", 1000),
        even("2. ค่าซ่อมแซม", 2000),
        even("*2. ค่าวัสดุ", 800),
        even("1. วัสดุสำนักงาน", 400),
        even("2. วัสดุคอมพิวเตอร์", 400),
        GRAND,
    )

    assert outline(reading) == TWO_CATEGORIES


def test_unnumbered_lines_under_numbered_categories():
    reading = read_rows(
        HEAD,
        blank("1. ค่าใช้สอย"),
        even("ค่าจ้างเหมา", 1000),
        even("ค่าซ่อมแซม", 2000),
        blank("2. ค่าวัสดุ"),
        even("วัสดุสำนักงาน", 400),
        even("วัสดุคอมพิวเตอร์", 400),
        GRAND,
    )

    assert outline(reading) == TWO_CATEGORIES


def test_expenditure_types_over_categories():
    reading = read_rows(
        HEAD,
        blank("*งบดำเนินงาน"),
        blank("*ค่าใช้สอย"),
        even("ค่าจ้างเหมา", 1000),
        even("ค่าซ่อมแซม", 2000),
        blank("*งบลงทุน"),
        blank("*ค่าครุภัณฑ์"),
        even("เครื่องคอมพิวเตอร์", 800),
        GRAND,
    )

    assert [line.name for line in reading.lines if line.kind == "line"] == ["ค่าจ้างเหมา", "ค่าซ่อมแซม", "เครื่องคอมพิวเตอร์"]
    assert short(reading.total.annual) == "3800"
    assert faults(reading) == []


def test_wide_font_sizes_and_centered_headings_do_not_matter():
    workbook = workbook_of(("แผน", [HEAD, even("ค่าจ้างเหมา", 1000), even("รวม", 1000)]))
    for cell in workbook.active[1]:
        cell.font, cell.alignment = Font(size=20), Alignment(horizontal="center", wrap_text=True)

    assert outline(read_workbook(workbook)) == ["ค่าจ้างเหมา 1000"]


def test_totals_that_name_a_number():
    reading = read_rows(
        HEAD,
        even("1. งานบริหาร", 400),
        even("1.1 จ้างแม่บ้าน", 100),
        even("1.2 จ้างยาม", 300),
        even("รวมข้อ 1", 400),
        even("2. งานวิชาการ", 80),
        even("2.1 อบรม", 80),
        even("รวม (2)", 80),
        even("รวม 2 งาน", 480),
    )

    assert [line.name for line in reading.lines if line.level == 0] == ["งานบริหาร", "งานวิชาการ"]
    assert faults(reading) == []


def test_name_that_only_begins_like_a_total():
    reading = read_rows(HEAD, even("รวมพลคนรักการอ่าน", 400), even("ค่ายวิชาการ", 80), even("รวม", 480))

    assert outline(reading) == ["รวมพลคนรักการอ่าน 400", "ค่ายวิชาการ 80"]


def test_outline_of_absurd_depth_is_held_to_twelve_levels():
    reading = read_rows(HEAD, *([" " * (2 * depth) + f"หัวข้อ {depth}"] for depth in range(200)), even("ค่าน้ำ", 400))

    assert max(line.level for line in reading.lines) <= 12


def test_table_that_is_too_long_is_left_out():
    reading = read_rows(HEAD, *(["ค่าน้ำ", 4, 1, 1, 1, 1] for _ in range(5001)))

    assert reading.lines == []
    assert [(sheet.status, "5,000" in sheet.reason) for sheet in reading.sheets] == [("skipped", True)]


def test_single_line_under_a_plain_heading_is_told_by_the_grand_total():
    reading = read_rows(
        HEAD,
        even("งานบริหาร", 1200),
        even("จ้างยาม", 1200),
        even("งานวิชาการ", 800),
        even("สอบกลาง", 300),
        even("อบรม", 500),
        even("รวม", 2000),
    )

    assert outline(reading) == [
        "งานบริหาร 1200",
        "  จ้างยาม 1200",
        "งานวิชาการ 800",
        "  สอบกลาง 300",
        "  อบรม 500",
    ]


def test_category_merged_down_beside_its_lines():
    rows = [
        ["หมวด", *HEAD],
        ["ค่าใช้สอย", *even("ค่าจ้างเหมา", 1000)],
        [None, *even("ค่าซ่อมแซม", 2000)],
        [None, *even("รวม", 3000)],
        ["ค่าวัสดุ", *even("วัสดุสำนักงาน", 400)],
        [None, *even("วัสดุคอมพิวเตอร์", 400)],
        [None, *even("รวม", 800)],
        ["รวมทั้งสิ้น", None, *GRAND[1:]],
    ]
    workbook = workbook_of(("แผน", rows))
    for cells in ("A2:A4", "A5:A7", "A8:B8"):
        workbook.active.merge_cells(cells)

    reading = read_workbook(workbook)

    assert outline(reading) == TWO_CATEGORIES
    assert faults(reading) == []


def test_headings_of_two_depths_known_only_by_their_totals():
    reading = read_rows(
        HEAD,
        blank("ฝ่ายหนึ่ง"),
        blank("งานก่อสร้าง"),
        even("ปูน", 1000),
        even("ทราย", 2000),
        even("รวมงานก่อสร้าง", 3000),
        blank("งานสวน"),
        even("ต้นไม้", 800),
        even("รวมงานสวน", 800),
        even("รวมฝ่ายหนึ่ง", 3800),
        blank("ฝ่ายสอง"),
        even("รถ", 200),
        even("รวมฝ่ายสอง", 200),
        even("รวมทั้งสิ้น", 4000),
    )

    assert outline(reading) == [
        "ฝ่ายหนึ่ง 3800",
        "  งานก่อสร้าง 3000",
        "    ปูน 1000",
        "    ทราย 2000",
        "  งานสวน 800",
        "    ต้นไม้ 800",
        "ฝ่ายสอง 200",
        "  รถ 200",
    ]
    assert faults(reading) == []


def test_categories_numbered_on_over_the_parts():
    reading = read_rows(
        HEAD,
        even("I. ส่วนกลาง", 480),
        even("1. จ้าง", 400),
        even("2. ซื้อ", 80),
        even("II. งบพัฒนา", 40),
        even("3. อบรม", 40),
        even("รวมทั้งสิ้น", 520),
    )

    assert outline(reading) == ["ส่วนกลาง 480", "  จ้าง 400", "  ซื้อ 80", "งบพัฒนา 40", "  อบรม 40"]
    assert kinds(reading) == ["part", "line", "line", "part", "line"]


def test_lines_of_nothing_stay_where_their_number_puts_them():
    reading = read_rows(
        HEAD,
        ["1. งานบริหาร", 100, 100, "-", "-", "-"],
        ["1.1 จ้างยาม", 100, 100, "-", "-", "-"],
        ["1.2 จ้างคนสวน", "-", "-", "-", "-", "-"],
        ["1.3 จ้างแม่บ้าน"],
        ["2. งานวิชาการ", "-", "-", "-", "-", "-"],
        ["รวม", 100, 90, "-", "-", "-"],
    )

    assert outline(reading) == [
        "งานบริหาร 100",
        "  จ้างยาม 100",
        "  จ้างคนสวน 0",
        "  จ้างแม่บ้าน 0",
        "งานวิชาการ 0",
    ]
    assert faults(reading) == [("total", "C7", "90", "100")]
