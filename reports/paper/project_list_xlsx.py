"""The lists of the year's projects as workbooks. Sums, what is left and what is over are formulas."""

from openpyxl import Workbook

from budgetplan.thai.digits import to_thai
from reports.paper.project_list import GROUP_HEADINGS
from reports.paper.sheets import (
    BOX,
    CENTER,
    amount_format,
    indented,
    set_foot,
    set_up_page,
    sum_of,
    write,
    write_across,
    write_amount,
    write_boxed,
    write_number,
)
from reports.paper.spending_plan import GRAND_TOTAL
from reports.paper.strategy_chapter import project_name

HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
LIST_NAMES = ("ที่", "โครงการ", "กลุ่มที่รับผิดชอบ")
GROUP_NAMES = ("ที่", "กลุ่ม/โครงการ")
CEILING, ASKED, LEFT, OVER = 3, 4, 5, 6


def project_list_workbook(paper):
    """The Workbook of a ListPaper."""
    headings = (*LIST_NAMES, *paper.headings)
    workbook, sheet = _begin(paper, "โครงการ", headings)
    number_format = amount_format(paper.has_satang)
    for number, project in enumerate(paper.rows, start=1):
        row = HEADER_ROW + number
        write_boxed(sheet, row, ("", project_name(project), to_thai(project.unit)))
        write_number(sheet, row, 1, number)
        _write_amounts(sheet, row, paper.cells(project), number_format, first=len(LIST_NAMES) + 1)
    total = FIRST_ROW + len(paper.rows)
    write_boxed(sheet, total, ("", GRAND_TOTAL, ""), bold=True)
    sums = [sum_of(column, range(FIRST_ROW, total)) for column in range(len(LIST_NAMES) + 1, len(headings) + 1)]
    _write_amounts(sheet, total, sums, number_format, first=len(LIST_NAMES) + 1, bold=True)
    _end(sheet, paper, total, widths=(7, 64, 38, *[18] * len(paper.headings)))
    return workbook


def group_list_workbook(paper):
    """The Workbook of a GroupPaper."""
    workbook, sheet = _begin(paper, "กลุ่ม", (*GROUP_NAMES, *GROUP_HEADINGS))
    number_format = amount_format(paper.has_satang)
    row, group_rows = FIRST_ROW, []
    for group in paper.groups:
        group_rows.append(row)
        row = _write_group(sheet, group, row, number_format)
    write_boxed(sheet, row, ("", GRAND_TOTAL), bold=True)
    has_ceilings = paper.totals.ceiling is not None
    sums = [
        sum_of(column, group_rows) if has_ceilings or column in (ASKED, OVER) else None
        for column in (CEILING, ASKED, LEFT, OVER)
    ]
    _write_amounts(sheet, row, sums, number_format, first=CEILING, bold=True)
    _end(sheet, paper, row, widths=(7, 64, *[18] * len(GROUP_HEADINGS)))
    return workbook


def _write_group(sheet, group, row, number_format):
    """Write a group with its projects below it and return the row after them."""
    end = row + 1 + len(group.rows)
    write_boxed(sheet, row, ("", to_thai(group.unit)), bold=True)
    asked = sum_of(ASKED, range(row + 1, end))
    limited = group.ceiling is not None
    left = f"=MAX(C{row}-D{row},0)" if limited else None
    over = f"=MAX(D{row}-C{row},0)" if limited else 0
    cells = (group.ceiling, asked, left, over)
    _write_amounts(sheet, row, cells, number_format, first=CEILING, bold=True)
    for number, project in enumerate(group.rows, start=1):
        write_number(sheet, row + number, 1, number)
        write(sheet, row + number, 2, project_name(project), alignment=indented(1)).border = BOX
        _write_amounts(sheet, row + number, (None, project.held, None, None), number_format, first=CEILING)
    return end


def _begin(paper, name, headings):
    workbook = Workbook()
    workbook.properties.title = paper.title
    workbook.properties.creator = paper.office_name
    sheet = workbook.active
    sheet.title = name
    for row, text in ((1, paper.title), (2, paper.office_name)):
        write_across(sheet, row, text, columns=(1, len(headings)), bold=True, alignment=CENTER)
    write_boxed(sheet, HEADER_ROW, headings, bold=True, alignment=CENTER)
    return workbook, sheet


def _end(sheet, paper, total, *, widths):
    for row, text in ((total + 2, paper.total_sentence), (total + 3, paper.note)):
        write_across(sheet, row, text, columns=(1, len(widths)))
    set_up_page(sheet, widths=widths, sideways=True, head_rows=(HEADER_ROW, HEADER_ROW), frozen=3)
    set_foot(sheet, right=paper.printed_line)


def _write_amounts(sheet, row, amounts, number_format, *, first, bold=False):
    for column, amount in enumerate(amounts, start=first):
        write_amount(sheet.cell(row, column), amount, number_format, bold=bold)
