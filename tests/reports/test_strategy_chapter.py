"""The strategy chapter, on paper and as a workbook: the strategy of 2563 with its 763,800 baht."""

from datetime import date
from decimal import Decimal

import pytest

from projects.enums import FundSource
from projects.listing import ProjectList, ProjectRow, StrategyRows
from reports.paper.strategy_chapter import strategy_chapter, strategy_chapter_pdf
from reports.paper.strategy_chapter_xlsx import strategy_chapter_workbook
from tests.documents.pdf_text import pages_of, text_of
from tests.reports.proposals import LONG_NAME, OFFICE, reread, squeezed, value_of

NAME = "ด้านการปรับสมดุลและพัฒนาระบบการบริหารจัดการศึกษา"
AMOUNTS = (200_000, 20_000, 120_000, 50_000, 25_000, 50_000, 100_000, 58_800, 50_000, 40_000, 50_000)
"""The office's own money of the eleven projects."""


def project(number, amount, *, state="approved", name="", **sources):
    sources = {FundSource(source): Decimal(str(value)) for source, value in sources.items()}
    sources[FundSource.AREA_OFFICE] = Decimal(str(amount))
    return ProjectRow(
        f"{number}", number, name or f"งานที่ {number}", 1, "กลุ่มอำนวยการ", state, sources, own=Decimal(str(amount))
    )


def eleven(number=6, times=1):
    rows = tuple(project(n, amount) for n, amount in enumerate(AMOUNTS * times, start=1))
    return StrategyRows(number, NAME, rows)


def chapter_of(*strategies, **options):
    listing = ProjectList(OFFICE, 2563, strategies)
    return strategy_chapter(listing, printed_on=date(2020, 10, 12), **options)


def printed(chapter):
    return squeezed(text_of(strategy_chapter_pdf(chapter), "-layout"))


def test_the_strategy_of_2563_is_printed_with_its_sum():
    lines = printed(chapter_of(eleven()))

    assert lines[0] == f"ยุทธศาสตร์ที่ ๖ {NAME}"
    assert "๑ งานที่ ๑ ๒๐๐,๐๐๐ - - กลุ่มอำนวยการ" in lines
    assert "๘ งานที่ ๘ ๕๘,๘๐๐ - - กลุ่มอำนวยการ" in lines
    assert "รวมงบประมาณ ๗๖๓,๘๐๐ - -" in lines
    assert "รวมงบประมาณทั้งสิ้น ๗๖๓,๘๐๐ บาท (เจ็ดแสนหกหมื่นสามพันแปดร้อยบาทถ้วน)" in lines
    assert "สรุปงบประมาณจำแนกตามยุทธศาสตร์" not in lines


def test_money_stands_under_who_pays():
    lines = printed(chapter_of(StrategyRows(1, "ก", (project(1, 100, obec=20, other="3.50"),))))

    assert "๑ งานที่ ๑ ๑๐๐.๐๐ ๒๐.๐๐ ๓.๕๐ กลุ่มอำนวยการ" in lines
    assert "รวมงบประมาณ ๑๐๐.๐๐ ๒๐.๐๐ ๓.๕๐" in lines
    assert "รวมงบประมาณทั้งสิ้น ๑๒๓.๕๐ บาท (หนึ่งร้อยยี่สิบสามบาทห้าสิบสตางค์)" in lines


def test_continued_pages_say_so_and_repeat_the_head():
    pages = [squeezed(page) for page in pages_of(strategy_chapter_pdf(chapter_of(eleven(times=10))))]

    assert len(pages) > 2
    assert pages[0][0] == f"ยุทธศาสตร์ที่ ๖ {NAME}"
    assert {page[0] for page in pages[1:]} == {f"ยุทธศาสตร์ที่ ๖ {NAME} (ต่อ)"}
    assert all("สพป. สพฐ. หน่วยงาน" in " ".join(page) for page in pages)
    everything = [line for page in pages for line in page]
    assert [line for line in everything if line.endswith("- - กลุ่มอำนวยการ")][-1].startswith("๑๑๐ งานที่ ๑๑๐")
    assert "รวมงบประมาณ ๗,๖๓๘,๐๐๐ - -" in everything


def test_every_strategy_with_projects_begins_a_page_and_all_are_summed_up():
    chapter = chapter_of(
        eleven(), StrategyRows(7, "ว่าง"), StrategyRows(None, "", (project(1, 200, other=50),)), eleven(8)
    )
    pages = [squeezed(page) for page in pages_of(strategy_chapter_pdf(chapter))]

    assert [page[0] for page in pages] == [
        f"ยุทธศาสตร์ที่ ๖ {NAME}",
        "โครงการที่ยังไม่ระบุยุทธศาสตร์",
        f"ยุทธศาสตร์ที่ ๘ {NAME}",
        "สรุปงบประมาณจำแนกตามยุทธศาสตร์",
    ]
    assert {"ยุทธศาสตร์ที่ ๗ ว่าง", "– ไม่มีโครงการ"} <= set(pages[0])
    assert "โครงการที่ยังไม่ระบุยุทธศาสตร์ ๒๐๐ - ๕๐ ๒๕๐" in pages[3]
    assert "รวมงบประมาณทั้งสิ้น ๑,๕๒๗,๘๐๐ - ๕๐ ๑,๕๒๗,๘๕๐" in pages[3]


def test_one_strategy_is_printed_without_the_others():
    chapter = chapter_of(StrategyRows(1, "ก", (project(1, 5),)), eleven(), number=6)

    assert [strategy.number for strategy in chapter.listing.strategies] == [6]
    assert chapter.total_sentence.startswith("รวมงบประมาณทั้งสิ้น ๗๖๓,๘๐๐ บาท")


def test_a_strategy_the_year_does_not_have_is_refused():
    with pytest.raises(LookupError, match="no strategy 5"):
        chapter_of(eleven(), number=5)


def test_what_is_not_approved_yet_is_marked():
    rows = (project(1, 5), project(2, 6, state="waiting"))
    lines = printed(chapter_of(StrategyRows(1, "ก", rows)))

    assert "๑ งานที่ ๑ ๕ - - กลุ่มอำนวยการ" in lines
    assert "๒ งานที่ ๒ * ๖ - - กลุ่มอำนวยการ" in lines
    assert "* โครงการที่ยังไม่ได้รับอนุมัติ" in lines
    assert "* โครงการที่ยังไม่ได้รับอนุมัติ" not in printed(chapter_of(eleven()))


def test_a_long_name_is_printed_whole():
    text = text_of(strategy_chapter_pdf(chapter_of(StrategyRows(1, "ก", (project(1, 5, name=LONG_NAME),)))))

    assert "".join(text.split()).count("ศักยภาพ") == LONG_NAME.count("ศักยภาพ") == 3


def sheet_of(chapter):
    return reread(strategy_chapter_workbook(chapter)).active


def row_of(sheet, label):
    return next(cell.row for cell in sheet["B"] if cell.value == label)


def test_the_workbook_sums_to_763800():
    sheet = sheet_of(chapter_of(eleven()))
    row = row_of(sheet, "รวมงบประมาณ")

    assert sheet.cell(row, 3).value == "=SUM(C7:C17)"
    assert [value_of(sheet, f"{letter}{row}") for letter in "CDE"] == [763_800, 0, 0]
    assert [sheet.cell(7, column).value for column in range(1, 7)] == [1, "งานที่ ๑", 200_000, 0, 0, "กลุ่มอำนวยการ"]


def test_the_workbooks_summary_is_that_of_the_listing():
    chapter = chapter_of(eleven(), StrategyRows(7, "ว่าง"), StrategyRows(8, "ข", (project(1, "0.25", obec=7, other=1),)))
    sheet, listing = sheet_of(chapter), chapter.listing

    row = row_of(sheet, "รวมงบประมาณทั้งสิ้น")
    shown = [value_of(sheet, f"{letter}{row}") for letter in "CDEF"]
    assert shown == [*(listing.sources[source] for source in FundSource), listing.total]
    assert shown == [Decimal("763800.25"), 7, 1, Decimal("763808.25")]
    assert sheet.cell(row, 3).number_format.startswith("[$-D00041E]#,##0.00;")


def test_names_in_the_workbook_stay_text():
    sheet = sheet_of(chapter_of(StrategyRows(1, "=1+1", (project(1, 5, name="=1+1"),))))

    formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == ["=SUM(C7)", "=SUM(D7)", "=SUM(E7)"]
