"""The quarterly spending plan table as a workbook, for people who go on working with its figures.

It says what the PDF says (both are filled from a `PlanPaper`).
"""

from openpyxl import Workbook

from reports.paper.sheets import (
    BOX,
    CENTER,
    amount_format,
    indented,
    set_foot,
    set_up_page,
    write,
    write_across,
    write_amount,
    write_signatures,
)
from reports.paper.spending_plan import HEADINGS, QUARTERS_HEADING, WATERMARK, is_sideways

LAST_COLUMN = len(HEADINGS)
ALL = (1, LAST_COLUMN)
HALVES = ((1, 2), (3, LAST_COLUMN))
HEADER_ROWS = (5, 6)
FIRST_ROW = HEADER_ROWS[1] + 1
NAME_WIDTH, AMOUNT_WIDTH = 52, 18
SENTENCE_HEIGHT = 48


def spending_plan_workbook(paper):
    """The Workbook of a PlanPaper."""
    workbook = Workbook()
    workbook.properties.title = paper.title
    workbook.properties.creator = paper.office_name
    sheet = workbook.active
    sheet.title = f"แผน {paper.table.year_be} ฉบับที่ {paper.table.number}"
    _write_title(sheet, paper)
    _write_header(sheet)
    row = _write_rows(sheet, paper)
    _write_foot(sheet, paper, row + 1)
    _set_up_page(sheet, paper)
    return workbook


def _write_title(sheet, paper):
    write_across(sheet, 1, paper.title, columns=ALL, bold=True, alignment=CENTER)
    write_across(sheet, 2, paper.office_name, columns=ALL, bold=True, alignment=CENTER)
    write_across(sheet, 3, paper.envelope_sentence, columns=ALL)
    sheet.row_dimensions[3].height = SENTENCE_HEIGHT


def _write_header(sheet):
    upper, lower = HEADER_ROWS
    for column, heading in enumerate(HEADINGS, start=1):
        write(sheet, upper if column < 3 else lower, column, heading, bold=True, alignment=CENTER)
    write(sheet, upper, 3, QUARTERS_HEADING, bold=True, alignment=CENTER)
    sheet.merge_cells(start_row=upper, end_row=lower, start_column=1, end_column=1)
    sheet.merge_cells(start_row=upper, end_row=lower, start_column=2, end_column=2)
    sheet.merge_cells(start_row=upper, end_row=upper, start_column=3, end_column=LAST_COLUMN)
    for row in HEADER_ROWS:
        for column in range(1, LAST_COLUMN + 1):
            sheet.cell(row, column).border = BOX


def _write_rows(sheet, paper):
    """Write the table and return the row below it."""
    number_format = amount_format(paper.has_satang)
    number = FIRST_ROW
    for number, row in enumerate(paper.rows(), start=FIRST_ROW):
        write(sheet, number, 1, row.label, bold=row.is_sum, alignment=indented(row.level)).border = BOX
        amounts = row.amounts.cells() if row.amounts else [None] * (LAST_COLUMN - 1)
        for column, amount in enumerate(amounts, start=2):
            write_amount(sheet.cell(number, column), amount, number_format, bold=row.is_sum)
    return number + 1


def _write_foot(sheet, paper, row):
    """The total in words, what doesn't add up, and the signature block two by two."""
    for text in (paper.total_sentence, *paper.findings):
        write_across(sheet, row, text, columns=ALL, bold=text == paper.total_sentence)
        row += 1
    write_signatures(sheet, row, paper.signatures, halves=HALVES)


def _set_up_page(sheet, paper):
    widths = (NAME_WIDTH, *[AMOUNT_WIDTH] * (LAST_COLUMN - 1))
    set_up_page(sheet, widths=widths, sideways=is_sideways(paper), head_rows=HEADER_ROWS, frozen=2)
    watermark = WATERMARK if paper.is_draft else ""
    set_foot(sheet, left=paper.version_line, right=paper.printed_line, watermark=watermark)
