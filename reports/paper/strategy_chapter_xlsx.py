"""The strategy chapter as a workbook: the same tables one below the other, their sums as SUM formulas."""

from openpyxl import Workbook

from budgetplan.thai.digits import to_thai
from reports.paper.sheets import (
    BOX,
    CENTER,
    amount_format,
    set_foot,
    set_up_page,
    sum_of,
    write,
    write_across,
    write_amount,
    write_boxed,
    write_number,
)
from reports.paper.strategy_chapter import (
    GRAND_TOTAL,
    SOURCE_HEADINGS,
    SUM_LABEL,
    project_name,
    source_cells,
    strategy_title,
)

BUDGET_HEADING = "งบประมาณ (บาท)"
HEADINGS = ("ลำดับความสำคัญ", "โครงการ", *SOURCE_HEADINGS, "ผู้รับผิดชอบ")
SUMMARY_HEADINGS = ("", "ยุทธศาสตร์", *SOURCE_HEADINGS, "รวม")
ALL = (1, len(HEADINGS))
SOURCE_COLUMNS = (3, 4, 5)
LAST = 6
FIRST_ROW = 4


def strategy_chapter_workbook(chapter):
    """The Workbook of a StrategyChapter."""
    workbook = Workbook()
    workbook.properties.title = chapter.title
    workbook.properties.creator = chapter.office_name
    sheet = workbook.active
    sheet.title = f"ยุทธศาสตร์ {chapter.listing.year_be}"
    write_across(sheet, 1, chapter.title, columns=ALL, bold=True, alignment=CENTER)
    write_across(sheet, 2, chapter.office_name, columns=ALL, bold=True, alignment=CENTER)
    row, sum_rows = FIRST_ROW, []
    for strategy in chapter.listing.strategies:
        sum_rows.append(_write_strategy(sheet, chapter, strategy, row))
        row = sum_rows[-1] + 2
    if chapter.has_summary:
        row = _write_summary(sheet, chapter, sum_rows, row)
    for text in (chapter.total_sentence, chapter.note):
        write_across(sheet, row, text, columns=ALL, bold=text == chapter.total_sentence)
        row += 1
    set_up_page(sheet, widths=(12, 60, 18, 18, 18, 34), sideways=True)
    set_foot(sheet, right=chapter.printed_line)
    return workbook


def _write_strategy(sheet, chapter, strategy, row):
    """Write a strategy's table from `row` on and return its sum row."""
    write_across(sheet, row, strategy_title(strategy), columns=ALL, bold=True)
    first = _write_headings(sheet, row + 1)
    number_format = amount_format(chapter.has_satang)
    for number, project in enumerate(strategy.rows, start=first):
        write_number(sheet, number, 1, project.number)
        write(sheet, number, 2, project_name(project)).border = BOX
        _write_amounts(sheet, number, source_cells(project.sources), number_format)
        write(sheet, number, LAST, to_thai(project.unit)).border = BOX
    total = first + len(strategy.rows)
    write_boxed(sheet, total, ("", SUM_LABEL, "", "", "", ""), bold=True)
    sums = [sum_of(column, range(first, total)) for column in SOURCE_COLUMNS]
    _write_amounts(sheet, total, sums, number_format, bold=True)
    return total


def _write_headings(sheet, row):
    """Write the two rows of headings, the sources of money under one, and return the row below."""
    write_boxed(sheet, row, HEADINGS, bold=True, alignment=CENTER)
    write_boxed(sheet, row + 1, HEADINGS, bold=True, alignment=CENTER)
    write(sheet, row, SOURCE_COLUMNS[0], BUDGET_HEADING, bold=True, alignment=CENTER)
    sheet.merge_cells(start_row=row, end_row=row, start_column=SOURCE_COLUMNS[0], end_column=SOURCE_COLUMNS[-1])
    for column in (1, 2, LAST):
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    return row + 2


def _write_summary(sheet, chapter, sum_rows, row):
    """Write what the strategies come to, as sums of their sum rows, and return the row below."""
    number_format = amount_format(chapter.has_satang)
    write_boxed(sheet, row, SUMMARY_HEADINGS, bold=True, alignment=CENTER)
    first = row + 1
    for number, (strategy, sum_row) in enumerate(zip(chapter.listing.strategies, sum_rows, strict=True), start=first):
        write_boxed(sheet, number, ("", strategy_title(strategy)))
        sums = [sum_of(column, [sum_row]) for column in SOURCE_COLUMNS]
        _write_amounts(sheet, number, [*sums, f"=SUM(C{number}:E{number})"], number_format)
    total = first + len(sum_rows)
    write_boxed(sheet, total, ("", GRAND_TOTAL), bold=True)
    sums = [sum_of(column, range(first, total)) for column in (*SOURCE_COLUMNS, LAST)]
    _write_amounts(sheet, total, sums, number_format, bold=True)
    return total + 2


def _write_amounts(sheet, row, amounts, number_format, *, bold=False):
    for column, amount in enumerate(amounts, start=SOURCE_COLUMNS[0]):
        write_amount(sheet.cell(row, column), amount, number_format, bold=bold)
