"""The quarterly plan table as a workbook, read back from the file."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports.paper.signatures import Signatures
from reports.paper.spending_plan import PlanPaper, paper_of
from reports.paper.spending_plan_xlsx import FIRST_ROW, spending_plan_workbook
from tests.reports.tables import quarters, real_parts, table_of

HOSTILE_NAMES = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", '=HYPERLINK("http://x","y")', "#REF!"]


def sheet_of(paper):
    """The worksheet after a round trip through the file."""
    content = BytesIO()
    spending_plan_workbook(paper).save(content)
    return load_workbook(content).active


def paper(parts, **options):
    return PlanPaper(table_of(parts, **options), Signatures(), date(2020, 10, 12))


def rows_of(sheet):
    """{name: (annual, q1, q2, q3, q4)} of the table."""
    rows = (row for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True) if isinstance(row[1], int | float))
    return {name: tuple(amounts) for name, *amounts in rows}


def test_cells_give_the_reference_figures_as_numbers(real_plan):
    rows = rows_of(sheet_of(paper_of(real_plan)))

    assert rows["รวมงบบริหารสำนักงาน"] == (3_031_000, 724_700, 740_500, 712_300, 853_500)
    assert rows["๑. ค่าตอบแทน"] == (90_000, 22_500, 22_500, 22_500, 22_500)
    assert rows["๒. ค่าใช้สอย"] == (1_305_000, 331_500, 331_500, 267_500, 374_500)
    assert rows["๓. ค่าวัสดุ"] == (600_000, 110_000, 130_000, 160_000, 200_000)
    assert rows["๔. ค่าสาธารณูปโภค"] == (1_036_000, 260_700, 256_500, 262_300, 256_500)
    assert rows["งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม"] == (1_869_000, 760_400, 326_880, 388_470, 393_250)
    assert rows["รวมทั้งสิ้น"] == (5_000_000, 1_485_100, 1_117_380, 1_150_770, 1_246_750)


def test_every_row_of_the_paper_is_a_row_of_the_sheet():
    long = paper(real_parts(times=10))

    sheet = sheet_of(long)

    for number, row in enumerate(long.rows(), start=FIRST_ROW):
        cells = [sheet.cell(number, column).value for column in range(1, 7)]
        assert cells == [row.label, *row.amounts.cells()]
        assert sheet.cell(number, 1).font.bold == sheet.cell(number, 2).font.bold == row.is_sum


def test_satang_are_kept_exactly():
    sheet = sheet_of(paper({"ก": [("x", quarters("0.01", "0.1", "1234567.89", "0.35"))]}))

    assert [str(cell.value) for cell in sheet[FIRST_ROW][1:]] == ["1234568.35", "0.01", "0.1", "1234567.89", "0.35"]
    assert sheet.cell(FIRST_ROW, 2).number_format == '[$-D00041E]#,##0.00;[$-D00041E]-#,##0.00;"-"'


def test_numbers_show_as_thai_digits_at_the_right():
    sheet = sheet_of(paper(real_parts()))

    assert sheet.cell(FIRST_ROW, 2).number_format == '[$-D00041E]#,##0;[$-D00041E]-#,##0;"-"'
    assert {sheet.cell(FIRST_ROW, column).alignment.horizontal for column in range(2, 7)} == {"right"}


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_names_stay_text(name):
    sheet = sheet_of(paper({name: [("x", quarters(1, 0, 0, 0)), (name, quarters(1, 0, 0, 0))]}))

    texts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}


def test_sheet_is_ready_to_scroll_and_to_print():
    sheet = sheet_of(paper(real_parts()))

    assert sheet.freeze_panes == "B7"
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "portrait"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert [sheet.cell(5, 1).value, sheet.cell(5, 2).value, sheet.cell(6, 6).value] == [
        "รายการ",
        "งบประมาณ",
        "ไตรมาสที่ ๔",
    ]
    assert sheet.oddFooter.left.text == "ฉบับที่ ๑ (ร่าง)"


def test_long_amounts_turn_the_page():
    sheet = sheet_of(paper({"ก": [("x", quarters(0, 0, 0, "123456789.50"))]}))

    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize(("state", "word"), [("draft", "ร่าง"), ("waiting", "ร่าง"), ("approved", None)])
def test_only_what_is_not_approved_says_draft_on_each_page(state, word):
    sheet = sheet_of(paper(real_parts(), state=state))

    assert sheet.oddHeader.center.text == word


def test_total_in_words_findings_and_signatures_stand_below():
    sheet = sheet_of(paper({"ก": [("x", quarters(1, 0, 0, 0))]}, envelope=3))

    below = [row[0] for row in sheet.iter_rows(min_row=FIRST_ROW + 3, max_col=1, values_only=True) if row[0]]
    assert below[0] == "รวมทั้งสิ้น ๑ บาท (หนึ่งบาทถ้วน)"
    assert "๒" in below[1]
    assert below[2].startswith("(ลงชื่อ)")
    assert below[2].endswith("ผู้จัดทำ")
    assert "ผู้ตรวจสอบ" in sheet.cell(FIRST_ROW + 7, 3).value
