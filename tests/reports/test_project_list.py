"""The list of all projects and the list by group: the eleven projects of 2564 with their 1,869,000 baht."""

from datetime import date
from decimal import Decimal

import pytest

from projects.enums import FundSource
from projects.listing import ProjectList, ProjectRow, StrategyRows, by_group, sum_groups
from reports.paper.project_list import group_list, group_list_pdf, project_list, project_list_pdf
from reports.paper.project_list_xlsx import group_list_workbook, project_list_workbook
from tests.documents.pdf_text import pages_of, text_of
from tests.reports.proposals import OFFICE, reread, squeezed, value_of

TODAY = date(2020, 10, 12)
SUPERVISION, PROMOTION, TEACHERS, TECHNOLOGY = range(1, 5)
UNITS = {SUPERVISION: "กลุ่มนิเทศ", PROMOTION: "กลุ่มส่งเสริม", TEACHERS: "กลุ่มพัฒนาครู", TECHNOLOGY: "กลุ่มเทคโนโลยี"}
AMOUNTS = (
    *((SUPERVISION, amount) for amount in (180_000, 300_000, 190_000, 70_000, 90_000, 30_000)),
    *((PROMOTION, amount) for amount in (45_000, 350_000, 44_000)),
    (TEACHERS, 450_000),
    (TECHNOLOGY, 120_000),
)
CEILINGS = ((SUPERVISION, "กลุ่มนิเทศ", 900_000), (PROMOTION, "กลุ่มส่งเสริม", 400_000), (9, "กลุ่มกฎหมาย", 30_000))


def project(number, unit, amount, *, other=0, state="approved"):
    own, other = Decimal(str(amount)), Decimal(str(other))
    sources = {FundSource.AREA_OFFICE: own, FundSource.OTHER: other}
    return ProjectRow(str(number), number, f"โครงการที่ {number}", unit, UNITS[unit], state, sources, own=own)


def eleven():
    return tuple(project(n, unit, amount) for n, (unit, amount) in enumerate(AMOUNTS, start=1))


def paper_of(rows):
    strategies = (StrategyRows(1, "ก", tuple(rows[:4])), StrategyRows(2, "ข", tuple(rows[4:])))
    return project_list(ProjectList(OFFICE, 2564, strategies), printed_on=TODAY)


def groups_of(rows, ceilings=CEILINGS):
    ceilings = [(unit, name, Decimal(amount)) for unit, name, amount in ceilings]
    return group_list(by_group(rows, ceilings), office_name=OFFICE, year_be=2564, printed_on=TODAY)


def lines_of(pdf):
    return squeezed(text_of(pdf, "-layout"))


def test_the_list_of_2564_comes_to_1869000():
    lines = lines_of(project_list_pdf(paper_of(eleven())))

    assert lines[:2] == ["บัญชีโครงการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๔", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต ๑"]
    assert "๑ โครงการที่ ๑ กลุ่มนิเทศ ๑๘๐,๐๐๐" in lines
    assert "๑๑ โครงการที่ ๑๑ กลุ่มเทคโนโลยี ๑๒๐,๐๐๐" in lines
    assert "รวมทั้งสิ้น ๑,๘๖๙,๐๐๐" in lines
    assert "รวม ๑๑ โครงการ งบประมาณ ๑,๘๖๙,๐๐๐ บาท (หนึ่งล้านแปดแสนหกหมื่นเก้าพันบาทถ้วน)" in lines


def test_projects_are_numbered_through_all_strategies():
    rows = (project(1, SUPERVISION, 5), project(2, SUPERVISION, 6), project(1, PROMOTION, 7))

    assert [row.own for row in paper_of(rows).rows] == [5, 6, 7]
    assert "๓ โครงการที่ ๑ กลุ่มส่งเสริม ๗" in lines_of(project_list_pdf(paper_of(rows)))


def test_money_of_others_has_a_column_of_its_own():
    paper = paper_of((project(1, SUPERVISION, 100), project(2, PROMOTION, 0, other="20.50", state="draft")))
    lines = lines_of(project_list_pdf(paper))

    assert "๑ โครงการที่ ๑ กลุ่มนิเทศ ๑๐๐.๐๐ ๑๐๐.๐๐" in lines
    assert "๒ โครงการที่ ๒ * กลุ่มส่งเสริม - ๒๐.๕๐" in lines
    assert "รวมทั้งสิ้น ๑๐๐.๐๐ ๑๒๐.๕๐" in lines
    assert "* โครงการที่ยังไม่ได้รับอนุมัติ" in lines
    assert paper_of(eleven()).headings == ("งบประมาณ",)


def test_a_long_list_is_continued_under_its_heading():
    rows = tuple(project(n, SUPERVISION, 1000) for n in range(1, 111))
    pages = [squeezed(page) for page in pages_of(project_list_pdf(paper_of(rows)))]

    assert len(pages) > 2
    assert {page[0] for page in pages[1:]} == {"บัญชีโครงการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๔ (ต่อ)"}
    assert all("ที่ โครงการ กลุ่มที่รับผิดชอบ งบประมาณ" in page for page in pages)
    assert "รวมทั้งสิ้น ๑๑๐,๐๐๐" in pages[-1]


def test_the_workbook_of_the_list_comes_to_1869000():
    sheet = reread(project_list_workbook(paper_of(eleven()))).active

    assert sheet["D16"].value == "=SUM(D5:D15)"
    assert value_of(sheet, "D16") == Decimal(1_869_000)
    assert [sheet.cell(5, column).value for column in range(1, 5)] == [1, "โครงการที่ ๑", "กลุ่มนิเทศ", 180_000]


def test_the_workbooks_second_column_is_the_total_of_the_listing():
    paper = paper_of((project(1, SUPERVISION, "100.25"), project(2, PROMOTION, 0, other=20)))
    sheet = reread(project_list_workbook(paper)).active

    assert [value_of(sheet, "D7"), value_of(sheet, "E7")] == [paper.listing.own_total, paper.listing.total]
    assert [value_of(sheet, "D7"), value_of(sheet, "E7")] == [Decimal("100.25"), Decimal("120.25")]


@pytest.mark.parametrize(
    "line",
    [
        "กลุ่มนิเทศ ๙๐๐,๐๐๐ ๘๖๐,๐๐๐ ๔๐,๐๐๐ -",
        "กลุ่มส่งเสริม ๔๐๐,๐๐๐ ๔๓๙,๐๐๐ - ๓๙,๐๐๐",
        "กลุ่มพัฒนาครู ไม่กำหนด ๔๕๐,๐๐๐ - -",
        "กลุ่มกฎหมาย ๓๐,๐๐๐ - ๓๐,๐๐๐ -",
        "๑ โครงการที่ ๗ ๔๕,๐๐๐",
        "รวมทั้งสิ้น ๑,๓๓๐,๐๐๐ ๑,๘๖๙,๐๐๐ ๗๐,๐๐๐ ๓๙,๐๐๐",
        "รวมวงเงินที่เสนอขอทุกกลุ่ม ๑,๘๖๙,๐๐๐ บาท (หนึ่งล้านแปดแสนหกหมื่นเก้าพันบาทถ้วน)",
    ],
)
def test_groups_stand_against_their_ceilings(line):
    assert line in lines_of(group_list_pdf(groups_of(eleven())))


def test_without_ceilings_the_total_has_none():
    lines = lines_of(group_list_pdf(groups_of((project(1, TEACHERS, "0.50"),), ceilings=())))

    assert "กลุ่มพัฒนาครู ไม่กำหนด ๐.๕๐ - -" in lines
    assert "รวมทั้งสิ้น ไม่กำหนด ๐.๕๐ - -" in lines


def test_the_workbook_by_group_computes_what_the_listing_says():
    paper = groups_of(eleven())
    sheet = reread(group_list_workbook(paper)).active
    rows = {cell.value: cell.row for cell in sheet["B"]}

    def shown(label):
        return [value_of(sheet, f"{letter}{rows[label]}") for letter in "CDEF"]

    for group in paper.groups:
        assert shown(group.unit) == [group.ceiling or 0, group.asked, group.left or 0, group.over]
    totals = sum_groups(paper.groups)
    assert shown("รวมทั้งสิ้น") == [totals.ceiling, totals.asked, totals.left, totals.over]
    assert shown("รวมทั้งสิ้น") == [1_330_000, 1_869_000, 70_000, 39_000]
    assert sheet.cell(rows["กลุ่มพัฒนาครู"], 3).value is None


def test_names_in_workbooks_stay_text():
    row = ProjectRow(
        "1", 1, "=HYPERLINK()", 1, "=NOW()", "approved", {FundSource.AREA_OFFICE: Decimal(5)}, own=Decimal(5)
    )
    for workbook in (project_list_workbook(paper_of((row,))), group_list_workbook(groups_of((row,), ceilings=()))):
        cells = [cell for cells in reread(workbook).active.iter_rows() for cell in cells]

        assert all(cell.value.startswith("=SUM(") for cell in cells if cell.data_type == "f")
        assert "=HYPERLINK()" in [cell.value for cell in cells if cell.data_type == "s"]
