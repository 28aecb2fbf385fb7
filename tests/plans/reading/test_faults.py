"""What is wrong in a sheet, cell by cell; one mistake is one fault."""

from decimal import Decimal

import pytest

from budgetplan.documents.xlsx_cells import CellData, SheetData
from plans.reading import read_plan
from tests.plans.reading.workbooks import (
    HEAD,
    MONTHS,
    even,
    faults,
    outline,
    read_rows,
    read_workbook,
    short,
    workbook_of,
)


def sheet_with(rows, formulas=()):
    """A sheet from rows; formulas are (row, column, formula, saved result)."""
    cells = {
        (r, c): CellData(r, c, Decimal(str(value)) if isinstance(value, int | float) else value)
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if value is not None
    }
    cells |= {(r, c): CellData(r, c, value, formula=formula) for r, c, formula, value in formulas}
    lines = sorted({row for row, _ in cells})
    return SheetData("แผน", [[cells[place] for place in sorted(cells) if place[0] == line] for line in lines])


def test_line_whose_quarters_miss_its_annual_amount():
    reading = read_rows(HEAD, ["ค่าไฟฟ้า", 100, 25, 25, 25, 20], even("ค่าประปา", 40))

    assert faults(reading) == [("quarters", "B2", "100", "95")]
    assert short(reading.total.annual) == "140"


def test_line_whose_months_miss_its_quarter():
    months = [10] * 12
    row = ["ค่าไฟฟ้า", 120, *months[:3], 31, *months[3:6], 30, *months[6:9], 30, *months[9:], 30]
    labels = [label for q in range(4) for label in (*MONTHS[3 * q : 3 * q + 3], f"ไตรมาส {q + 1}")]

    reading = read_rows(["รายการ", "ทั้งปี", *labels], row)

    assert faults(reading) == [("months", "F2", "31", "30")]


def test_months_that_miss_the_annual_amount():
    reading = read_rows(["รายการ", "ทั้งปี", *MONTHS], ["ค่าไฟฟ้า", 121, *[10] * 12])

    assert faults(reading) == [("months", "B2", "121", "120")]


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        (-5, "negative", "-5"),
        ("(500)", "negative", "(500)"),
        (1.125, "decimals", "1.125"),
        ("๑.๑๒๕", "decimals", "๑.๑๒๕"),
        ("ตามจริง", "not_a_number", "ตามจริง"),
        ("1,23,4", "commas", "1,23,4"),
        ("#REF!", "not_a_number", "#REF!"),
        (10**13, "too_large", "10000000000000"),
    ],
)
def test_amount_that_cannot_be_taken_over(value, code, printed):
    reading = read_rows(HEAD, even("ค่าน้ำ", 40), ["ค่าไฟฟ้า", 100, value, 25, 25, 25], ["รวม", 140, 35, 35, 35, 35])

    assert faults(reading) == [(code, "C3", printed, None)]
    assert reading.has_errors
    assert reading.faults[0].sentence.startswith("แผ่นงาน “แผน” เซลล์ C3 (ค่าไฟฟ้า, ไตรมาสที่ 1): ")


def test_wrong_total_below():
    reading = read_rows(
        HEAD,
        ["ค่าใช้สอย"],
        even("1. ค่าจ้าง", 40),
        even("2. ค่าซ่อม", 80),
        ["รวมค่าใช้สอย", 120, 30, 31, 30, 30],
        even("รวมทั้งสิ้น", 120),
    )

    assert faults(reading) == [("total", "D5", "31", "30")]
    assert not reading.has_errors


def test_wrong_subtotal_carried_into_the_grand_total_is_one_fault():
    reading = read_rows(
        HEAD,
        ["1. ค่าใช้สอย", 120, 30, 31, 30, 30],
        even("1.1 ค่าจ้าง", 40),
        even("1.2 ค่าซ่อม", 80),
        even("2. ค่าวัสดุ", 40),
        even("2.1 กระดาษ", 40),
        ["รวมทั้งสิ้น", 160, 40, 41, 40, 40],
    )

    assert faults(reading) == [("total", "D2", "31", "30")]


def test_two_wrong_subtotals_explain_the_grand_total_together():
    reading = read_rows(
        HEAD,
        ["1. ค่าใช้สอย", 120, 30, 31, 30, 30],
        even("1.1 ค่าจ้าง", 40),
        even("1.2 ค่าซ่อม", 80),
        ["2. ค่าวัสดุ", 40, 10, 15, 10, 10],
        even("2.1 กระดาษ", 40),
        ["รวมทั้งสิ้น", 160, 40, 46, 40, 40],
    )

    assert faults(reading) == [("total", "D2", "31", "30"), ("total", "D5", "15", "10")]


def test_wrong_line_that_totals_were_made_without_is_one_fault():
    """Quarter 1 of the line was mistyped; annual amount and totals have the right one."""
    reading = read_rows(
        HEAD,
        even("1. ค่าใช้สอย", 120),
        ["1.1 ค่าจ้าง", 40, 11, 10, 10, 10],
        even("1.2 ค่าซ่อม", 80),
        even("รวมทั้งสิ้น", 120),
    )

    assert faults(reading) == [("quarters", "B3", "40", "41")]


def test_wrong_annual_amount_of_a_line_is_one_fault():
    reading = read_rows(
        HEAD,
        even("1. ค่าใช้สอย", 120),
        ["1.1 ค่าจ้าง", 48, 10, 10, 10, 10],
        even("1.2 ค่าซ่อม", 80),
        even("รวมทั้งสิ้น", 120),
    )

    assert faults(reading) == [("quarters", "B3", "48", "40")]


def test_amounts_without_a_name():
    reading = read_rows(HEAD, even("ค่าน้ำ", 40), [None, 80, 20, 20, 20, 20], even("ค่าไฟ", 40))

    assert faults(reading) == [("no_name", "A3", "", None)]
    assert reading.has_errors


def test_totals_without_a_name_are_totals():
    reading = read_rows(HEAD, even("ค่าน้ำ", 40), even("ค่าไฟ", 40), [None, 80, 20, 20, 20, 20])

    assert outline(reading) == ["ค่าน้ำ 40", "ค่าไฟ 40"]
    assert faults(reading) == []


def test_name_that_is_too_long():
    reading = read_rows(HEAD, even("ก" * 301, 40))

    assert [(fault.code, fault.cell, fault.severity) for fault in reading.faults] == [("name_too_long", "A2", "error")]


def test_number_used_twice_is_only_a_warning():
    reading = read_rows(HEAD, even("1. ค่าน้ำ", 40), even("2. ค่าไฟ", 40), even("2. ค่าโทรศัพท์", 40))

    assert faults(reading) == [("duplicate_number", "A4", "2", None)]
    assert not reading.has_errors


def test_hidden_row_is_read_and_said():
    workbook = workbook_of(("แผน", [HEAD, even("ค่าน้ำ", 40), even("ค่าไฟ", 40)]))
    workbook.active.row_dimensions[3].hidden = True

    reading = read_workbook(workbook)

    assert outline(reading) == ["ค่าน้ำ 40", "ค่าไฟ 40"]
    assert faults(reading) == [("hidden_rows", "A3", "ค่าไฟ", None)]


def test_formula_in_a_name():
    sheet = sheet_with([HEAD, even("x", 40)], [(2, 1, '="ค่า"&"น้ำ"', "ค่าน้ำ")])

    reading = read_plan([sheet])

    assert outline(reading) == ["ค่าน้ำ 40"]
    assert [(f.code, f.cell, f.severity) for f in reading.faults] == [("formula_in_name", "A2", "error")]


def test_formula_totals_with_saved_results_are_checked():
    rows = [HEAD, even("1. ค่าใช้สอย", 0), even("1.1 ค่าจ้าง", 40), even("1.2 ค่าซ่อม", 80), even("รวม", 120)]
    formulas = [(2, column, f"=SUM({letter}3:{letter}4)", Decimal(30)) for column, letter in enumerate("CDEF", 3)]

    reading = read_plan([sheet_with(rows, [(2, 2, "=SUM(C2:F2)", Decimal(121)), *formulas])])

    assert outline(reading) == ["ค่าใช้สอย 120", "  ค่าจ้าง 40", "  ค่าซ่อม 80"]
    assert faults(reading) == [("total", "B2", "121", "120")]


def test_formula_totals_without_results_are_computed():
    """A workbook written by a program: no result is saved, the formulas only show what is a total."""
    workbook = workbook_of(
        (
            "แผน",
            [
                HEAD,
                ["งานบริหาร", "=SUM(C2:F2)", *(f"=SUM({c}3:{c}4)" for c in "CDEF")],
                ["ค่าจ้าง", "=SUM(C3:F3)", 10, 10, 10, 10],
                ["ค่าซ่อม", "=SUM(C4:F4)", 20, 20, 20, 20],
                ["งานวิชาการ", "=SUM(C5:F5)", *(f"=SUM({c}6:{c}7)" for c in "CDEF")],
                ["อบรม", "=SUM(C6:F6)", 10, 10, 10, 10],
                ["ประชุม", "=SUM(C7:F7)", 20, 20, 20, 20],
                ["ยอดสุดท้าย", *(f"={c}2+{c}5" for c in "BCDEF")],
            ],
        )
    )

    reading = read_workbook(workbook)

    assert outline(reading) == [
        "งานบริหาร 120",
        "  ค่าจ้าง 40",
        "  ค่าซ่อม 80",
        "งานวิชาการ 120",
        "  อบรม 40",
        "  ประชุม 80",
    ]
    assert faults(reading) == []


def test_formula_in_a_line_without_result():
    reading = read_plan([sheet_with([HEAD, even("ค่าน้ำ", 40)], [(2, 3, "=10*1", None)])])

    assert [(f.code, f.cell, f.printed, f.severity) for f in reading.faults] == [("no_result", "C2", "=10*1", "error")]


def test_reference_to_another_sheet_is_no_total():
    workbook = workbook_of(("แผน", [HEAD, even("ค่าน้ำ", 40), even("ค่าไฟ", 40)]))
    workbook.active["C2"] = "='ข้อมูล'!A9*1"

    assert [fault.code for fault in read_workbook(workbook).faults] == ["no_result"]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ["ค่าไฟฟ้า", 100, 25, 25, 25, 20],
            "the annual amount is printed as 100, but the quarters sum to 95. Correct the annual amount or the quarter",
        ),
        (
            ["ค่าไฟฟ้า", 100, "x", 25, 25, 20],
            "Sheet “แผน”, cell C2 (ค่าไฟฟ้า, quarter 1): “x” can't be taken over. This is not an amount. Type digits",
        ),
    ],
)
def test_sentence_says_what_to_do(row, sentence):
    [fault] = read_rows(HEAD, row, even("ค่าน้ำ", 40)).faults

    assert sentence in fault.sentence


def test_pasted_month_is_named_in_the_sentence():
    [fault] = read_rows(["รายการ", *MONTHS], ["ค่าน้ำ", *[1] * 3, "x", *[1] * 8]).faults

    assert "มกราคม" in fault.sentence


@pytest.mark.parametrize(
    ("heading", "line"), [("{}. งาน", "{}.{} รายการ"), ("*งาน", "รายการ"), ("งาน", ">รายการ"), ("งาน", "- รายการ")]
)
@pytest.mark.parametrize("grand", [True, False])
def test_wrong_subtotal_where_only_annual_amounts_are_printed(heading, line, grand):
    rows = [["รายการ", "งบประมาณ"]]
    for number, (printed, *amounts) in enumerate([(300, 80, 90, 130), (350, 70, 110, 160), (300, 60, 140, 100)], 1):
        rows.append([heading.format(number), printed])
        rows += [[line.format(number, place), amount] for place, amount in enumerate(amounts, 1)]
    rows += [["รวมทั้งสิ้น", 940]] * grand

    reading = read_rows(*rows)

    assert [(f.cell, short(f.printed), short(f.computed)) for f in reading.faults] == [("B6", "350", "340")]


@pytest.mark.parametrize(
    ("heading", "line"), [("{}. งาน", "{}.{} รายการ"), ("*งาน", "รายการ"), ("งาน", ">รายการ"), ("งาน", "- รายการ")]
)
def test_subtotal_that_left_out_its_last_line(heading, line):
    """The sum in Excel was not extended to a line put in later."""
    rows = [HEAD]
    for number, (printed, *amounts) in enumerate([(120, 40, 80, 60), (300, 100, 200)], 1):
        rows.append(even(heading.format(number), printed))
        rows += [even(line.format(number, place), amount) for place, amount in enumerate(amounts, 1)]

    reading = read_rows(*rows)

    assert faults(reading) == [("total", "B2", "120", "180"), *(("total", f"{c}2", "30", "45") for c in "CDEF")]
