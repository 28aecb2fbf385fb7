"""A proposal's workbook, read back from the file."""

from decimal import Decimal

import pytest
from openpyxl.utils import get_column_letter

from projects.content import ActivityContent, ProposalContent, StatementContent
from projects.enums import CostCategory, FundSource
from projects.totals import total_up
from reports.paper.proposal_rows import money_cells
from reports.paper.proposal_xlsx import FIRST_ROW, plain_paragraphs, proposal_workbook
from tests.reports.proposals import cost, lump, paper_of, proposal, reread, value_of

HOSTILE = "=1+1"


def workbook_of(content, **options):
    return reread(proposal_workbook(paper_of(content, **options)))


def amounts(sheet, row):
    """What the six columns of money show in a row."""
    return [value_of(sheet, f"{get_column_letter(column)}{row}") for column in range(3, 9)]


def total_row(sheet):
    return next(cell.row for cell in sheet["A"] if cell.value == "รวมทั้งสิ้น")


def test_the_workbook_has_the_four_sheets_of_the_paper():
    assert workbook_of(proposal()).sheetnames == ["โครงการ", "กิจกรรม", "งบประมาณ", "ตัวชี้วัด"]


def test_computed_cells_come_to_total_up():
    content = proposal()
    sheet, totals = workbook_of(content)["งบประมาณ"], total_up(content)

    assert amounts(sheet, total_row(sheet)) == list(money_cells(totals.money))
    assert amounts(sheet, total_row(sheet)) == [0, 9_900, 15_100, 25_000, 0, 25_000]
    for row, cost_row in enumerate(paper_of(content).costs, start=FIRST_ROW):
        assert amounts(sheet, row) == list(cost_row.cells), cost_row.text


def test_sums_are_formulas_that_follow_a_changed_line():
    sheet = workbook_of(proposal())["งบประมาณ"]
    line = FIRST_ROW + 2

    assert sheet.cell(total_row(sheet), 8).value == "=SUM(H7:H8,H10:H11,H13:H14)"
    assert [sheet.cell(line, column).value for column in (6, 7, 8)] == [
        f"=SUM(C{line}:E{line})",
        0,
        f"=SUM(F{line}:G{line})",
    ]
    sheet.cell(line, 4).value = 1188
    assert amounts(sheet, total_row(sheet)) == [0, 10_008, 15_100, 25_108, 0, 25_108]
    assert value_of(sheet, f"H{FIRST_ROW}") == Decimal(10_008)


def test_off_budget_money_of_others_stands_in_its_column():
    lines = (
        lump("ก", "100.25", CostCategory.COMPENSATION),
        lump("ข", 20, source=FundSource.OBEC, in_budget=False),
        lump("ค", 0, in_budget=False),
    )
    content = proposal(activities=(ActivityContent("ก", months=(1, 4), cost_lines=lines),))
    sheet = workbook_of(content)["งบประมาณ"]

    assert amounts(sheet, total_row(sheet)) == [Decimal("100.25"), 0, 20, Decimal("100.25"), 20, Decimal("120.25")]
    assert sheet.cell(FIRST_ROW + 3, 7).value == f"=SUM(C{FIRST_ROW + 3}:E{FIRST_ROW + 3})"
    assert sheet.cell(FIRST_ROW, 8).number_format.startswith("[$-D00041E]#,##0.00;")


def test_quarters_sum_to_the_total():
    content = proposal()
    sheet, totals = workbook_of(content)["งบประมาณ"], total_up(content)
    row = next(cell.row for cell in sheet["B"] if cell.value == "รวมทั้งสิ้น")

    assert [value_of(sheet, f"{letter}{row}") for letter in "CDEFG"] == [
        *totals.amounts.quarters,
        totals.amounts.annual,
    ]


def test_formula_and_discrepancy_stand_with_the_line():
    sheet = workbook_of(proposal())["งบประมาณ"]

    assert sheet.cell(FIRST_ROW + 2, 2).value.splitlines() == [
        "ค่าอาหารว่างและเครื่องดื่ม",
        "๑๘ คน × ๓๓ บาท × ๒ มื้อ",
        "คำนวณได้ ๑,๑๘๘ ต่างจากที่ขอ ๑,๐๘๐ เพราะ ใช้อัตรา ๓๐ บาท",
    ]


def test_months_are_marked_and_shaded():
    sheet = workbook_of(proposal())["กิจกรรม"]
    row = FIRST_ROW + 2

    assert sheet.cell(row, 1).value == "๑.๒ ประชุมยกร่างแผนปฏิบัติการ"
    marked = [month for month in range(1, 13) if sheet.cell(row, month + 1).value == "/"]
    shaded = [month for month in range(1, 13) if sheet.cell(row, month + 1).fill.fill_type == "solid"]
    assert marked == shaded == [3, 4, 9]
    assert [sheet["B3"].value, sheet["E3"].value, sheet["B4"].value, sheet["M4"].value] == [
        "ปี ๒๕๖๓",
        "ปี ๒๕๖๔",
        "ต.ค.",
        "ก.ย.",
    ]


def test_text_and_indicators_are_written():
    book = workbook_of(proposal())
    texts = [cell.value for row in book["โครงการ"].iter_rows() for cell in row if cell.value]

    for text in ("แผนประจำปีทำให้ทุกกลุ่มรู้ว่าจะทำอะไร", "ปี ๒๕๖๔ เป็นปีแรก", "๒.๒ เพื่อให้มีแผนใช้ร่วมกัน", "๓.๑ เชิงปริมาณ"):
        assert text in texts
    assert "งบประมาณทั้งสิ้น ๒๕,๐๐๐ บาท (สองหมื่นห้าพันบาทถ้วน)" in texts
    assert [cell.value for cell in book["ตัวชี้วัด"][4]] == [
        "ผลผลิต",
        "มีแผนครบทุกกลุ่ม",
        "ร้อยละ ๑๐๐",
        "ตรวจนับ",
        "แบบบันทึก",
    ]


def test_an_empty_proposal_is_a_workbook_too():
    sheet = workbook_of(ProposalContent(name="ว่าง", year_be=2564))["งบประมาณ"]

    assert amounts(sheet, total_row(sheet)) == [0, 0, 0, 0, 0, 0]


def test_a_hundred_lines_are_a_hundred_rows():
    lines = tuple(cost(f"รายการที่ {n}", (n, "คน"), (10, "บาท")) for n in range(1, 101))
    sheet = workbook_of(proposal(activities=(ActivityContent("ก", cost_lines=lines),)))["งบประมาณ"]

    assert total_row(sheet) == FIRST_ROW + 101
    assert value_of(sheet, f"H{total_row(sheet)}") == Decimal(50_500)


def test_nothing_typed_becomes_a_formula():
    lines = (lump(HOSTILE, 1, reason=HOSTILE),)
    content = proposal(
        name=HOSTILE,
        owners=HOSTILE,
        objectives=(StatementContent(HOSTILE),),
        activities=(ActivityContent(HOSTILE, HOSTILE, HOSTILE, (1,), lines),),
    )
    book = workbook_of(content)

    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    assert all(formula.startswith("=SUM(") for formula in formulas)


@pytest.mark.parametrize(("state", "word"), [("draft", "ร่าง"), ("approved", None)])
def test_a_draft_is_marked_on_each_sheet(state, word):
    book = workbook_of(proposal(), state=state)

    assert {sheet.oddHeader.center.text for sheet in book} == {word}


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("", []),
        ("<p>ก <strong>ข</strong></p><ul><li>ค &amp; ง</li><li> </li></ul>", ["ก ข", "ค & ง"]),
    ],
)
def test_rich_text_becomes_paragraphs(html, paragraphs):
    assert plain_paragraphs(html) == paragraphs
