"""Columns given by a person, and how sure a guess is."""

import pytest

from plans.reading import ColumnMapping
from tests.plans.reading.workbooks import HEAD, even, faults, outline, quarters, read_rows, read_workbook, workbook_of

ODD = ["สิ่งที่จะทำ", "A", "B", "C", "D", "E"]


def test_given_mapping_overrules_the_guess():
    rows = [["รายการ", "งบประมาณ", "ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"], ["ค่าน้ำ", 40, 4, 3, 2, 31]]

    reading = read_rows(*rows, mapping=ColumnMapping.given("A", annual="B", q1="F", q2="E", q3="D", q4="C"))

    assert quarters(reading, "ค่าน้ำ") == ["31", "2", "3", "4"]
    assert reading.mappings["แผน"].confidence == 1.0


def test_given_mapping_with_headings_nobody_knows():
    mapping = ColumnMapping.given("A", annual="B", q1="C", q2="D", q3="E", q4="F")

    reading = read_rows(["แผนปี 2569"], ODD, even("ค่าน้ำ", 40), even("ค่าไฟ", 80), mapping=mapping)

    assert outline(reading) == ["ค่าน้ำ 40", "ค่าไฟ 80"]
    assert faults(reading) == []


def test_given_mapping_begins_at_its_first_row():
    mapping = ColumnMapping.given(1, first_row=3, annual=2)

    assert outline(read_rows(["x", 1], ["y", 2], ["z", 3], mapping=mapping)) == ["z 3"]


def test_given_mapping_of_one_sheet_leaves_the_others_guessed():
    workbook = workbook_of(("หนึ่ง", [HEAD, even("ค่าน้ำ", 40)]), ("สอง", [HEAD, even("ค่าไฟ", 80)]))

    reading = read_workbook(workbook, mapping={"หนึ่ง": ColumnMapping.given("A", annual="B")})

    assert reading.mappings["หนึ่ง"].columns == {"annual": 2}
    assert reading.mappings["สอง"].guessed


def test_mapping_goes_to_json_and_back():
    guessed = read_rows(HEAD, even("ค่าน้ำ", 40)).mappings["แผน"]

    given = ColumnMapping.from_json(guessed.to_json() | {"note": "G", "months": None})

    assert given.columns == {**guessed.columns, "note": 7}
    assert (given.names, given.first_row, given.guessed) == ((1,), 2, False)


def test_given_mapping_refuses_unknown_roles():
    with pytest.raises(ValueError, match="q5"):
        ColumnMapping.given("A", q5="B")


def test_headings_nobody_knows_are_mapped_by_shape():
    reading = read_rows(ODD, even("ค่าน้ำ", 40), even("ค่าไฟ", 80), even("รวม", 120))

    assert outline(reading) == ["ค่าน้ำ 40", "ค่าไฟ 80"]
    assert reading.mappings["แผน"].confidence == 0.75
    assert faults(reading) == []


def test_annual_column_with_an_unknown_heading_is_found_by_arithmetic():
    reading = read_rows(["รายการ", *HEAD[2:], "xyz"], ["ค่าน้ำ", 1, 2, 3, 4, 10], ["ค่าไฟ", 5, 5, 5, 5, 20])

    assert reading.mappings["แผน"].columns["annual"] == 6


@pytest.mark.parametrize(
    "label",
    ["วงเงิน", "จำนวนเงิน (บาท)", "งบประมาณที่ได้รับจัดสรร", "รวมทั้งปี", "Total", "Budget (THB)", "งบประมาณ\nปี ๒๕๖๙"],
)
def test_annual_headings(label):
    reading = read_rows(["กิจกรรม", label], ["ค่าน้ำ", 1000])

    assert outline(reading) == ["ค่าน้ำ 1000"]


def test_list_without_money_is_no_plan():
    reading = read_rows(["ที่", "ชื่อ", "อายุ"], [1, "สมชาย", 45], [2, "สมหญิง", 38])

    assert reading.lines == []


def test_number_of_things_is_not_their_cost():
    reading = read_rows(["รายการ", "จำนวน", "หน่วย", "ราคา/หน่วย", "เป็นเงิน"], ["เก้าอี้", 4, "ตัว", 100, 400])

    assert outline(reading) == ["เก้าอี้ 400"]


@pytest.mark.parametrize(
    "head",
    [
        [["รายการ", "วงเงิน", "ไตรมาสที่"], [None, None, 1, 2, 3, 4]],
        [["รายการ", "วงเงิน", "ไตรมาส"], [None, None, "ที่ ๑", "ที่ ๒", "ที่ ๓", "ที่ ๔"]],
        [["รายการ", "วงเงิน", "แผน", None, None, None, "ผล"], [None, None, *["Q1", "Q2", "Q3", "Q4"] * 2]],
        [["รายการ", "วงเงิน", *HEAD[2:]], [None, *["(บาท)"] * 5]],
        [["รายการ", "วงเงิน", "ต.ค.–ธ.ค. 68", "ม.ค.–มี.ค. 69", "เม.ย.–มิ.ย. 69", "ก.ค.–ก.ย. 69"]],
        [["แผนการใช้จ่าย ไตรมาสที่ 1-4 ปีงบประมาณ 2569"], HEAD],
        [["แผนการใช้จ่ายงบประมาณ"], ["งบประมาณรวม", "5,000,000"], [], HEAD, ["1", "2", "3", "4", "5", "6"]],
    ],
)
def test_headings_of_many_forms(head):
    reading = read_rows(*head, [*even("ค่าน้ำ", 400), 7, 7, 7, 7], [*even("ค่าไฟ", 80), 7, 7, 7, 7])

    assert outline(reading) == ["ค่าน้ำ 400", "ค่าไฟ 80"]
    assert quarters(reading, "ค่าไฟ") == ["20"] * 4
    assert faults(reading) == []
