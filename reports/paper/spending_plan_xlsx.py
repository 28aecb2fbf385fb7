"""The quarterly spending plan table as a workbook, for people who go on working with its figures.

It says what the PDF says (both are filled from a `PlanPaper`). Amounts are numbers; their format shows Thai digits
in Excel and LibreOffice. Texts can't turn into formulas.
"""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from budgetplan.documents.xlsx import thai_font, write_text
from reports.paper.spending_plan import HEADINGS, QUARTERS_HEADING, WATERMARK, is_sideways

A4 = 9
LAST_COLUMN = len(HEADINGS)
HEADER_ROWS = (5, 6)
FIRST_ROW = HEADER_ROWS[1] + 1
NAME_WIDTH, AMOUNT_WIDTH = 52, 18
SENTENCE_HEIGHT = 48
HEADER_FONT = "TH Sarabun New,Bold"
SHORT_FORMAT = '[$-D00041E]#,##0;[$-D00041E]-#,##0;"-"'
LONG_FORMAT = '[$-D00041E]#,##0.00;[$-D00041E]-#,##0.00;"-"'
"""D is the numeral system (Thai digits), 041E the language (Thai)."""

LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
TEXT = Alignment(horizontal="left", vertical="top", wrap_text=True)


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
    _write_across(sheet, 1, paper.title, bold=True, alignment=CENTER)
    _write_across(sheet, 2, paper.office_name, bold=True, alignment=CENTER)
    _write_across(sheet, 3, paper.envelope_sentence)
    sheet.row_dimensions[3].height = SENTENCE_HEIGHT


def _write_header(sheet):
    upper, lower = HEADER_ROWS
    for column, heading in enumerate(HEADINGS, start=1):
        _write(sheet, upper if column < 3 else lower, column, heading, bold=True, alignment=CENTER)
    _write(sheet, upper, 3, QUARTERS_HEADING, bold=True, alignment=CENTER)
    sheet.merge_cells(start_row=upper, end_row=lower, start_column=1, end_column=1)
    sheet.merge_cells(start_row=upper, end_row=lower, start_column=2, end_column=2)
    sheet.merge_cells(start_row=upper, end_row=upper, start_column=3, end_column=LAST_COLUMN)
    for row in HEADER_ROWS:
        for column in range(1, LAST_COLUMN + 1):
            sheet.cell(row, column).border = BOX


def _write_rows(sheet, paper):
    """Write the table and return the row below it."""
    number_format = LONG_FORMAT if paper.has_satang else SHORT_FORMAT
    number = FIRST_ROW
    for number, row in enumerate(paper.rows(), start=FIRST_ROW):
        indented = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=row.level)
        _write(sheet, number, 1, row.label, bold=row.is_sum, alignment=indented).border = BOX
        amounts = row.amounts.cells() if row.amounts else [None] * (LAST_COLUMN - 1)
        for column, amount in enumerate(amounts, start=2):
            _write_amount(sheet.cell(number, column), amount, number_format, bold=row.is_sum)
    return number + 1


def _write_amount(cell, amount, number_format, *, bold):
    cell.value = amount
    cell.number_format = number_format
    cell.font = thai_font(bold=bold)
    cell.alignment = Alignment(horizontal="right", vertical="top")
    cell.border = BOX


def _write_foot(sheet, paper, row):
    """The total in words, what doesn't add up, and the signature block two by two."""
    for text in (paper.total_sentence, *paper.findings):
        _write_across(sheet, row, text, bold=text == paper.total_sentence)
        row += 1
    blocks = [block.lines for block in paper.signatures.blocks]
    for left, right in zip(blocks[::2], [*blocks[1::2], []], strict=False):
        for offset, (one, other) in enumerate(_side_by_side(left, right), start=1):
            _write_across(sheet, row + offset, one, columns=(1, 2), alignment=CENTER)
            _write_across(sheet, row + offset, other, columns=(3, LAST_COLUMN), alignment=CENTER)
        row += max(len(left), len(right)) + 1
    for decision in paper.signatures.outside:
        row += 1
        _write_across(sheet, row, decision.line)


def _side_by_side(left, right):
    height = max(len(left), len(right))
    return zip(left + [""] * (height - len(left)), right + [""] * (height - len(right)), strict=True)


def _write_across(sheet, row, text, *, columns=(1, LAST_COLUMN), bold=False, alignment=TEXT):
    _write(sheet, row, columns[0], text, bold=bold, alignment=alignment)
    sheet.merge_cells(start_row=row, end_row=row, start_column=columns[0], end_column=columns[1])


def _write(sheet, row, column, text, *, bold=False, alignment):
    cell = sheet.cell(row, column)
    write_text(cell, text)
    cell.font = thai_font(bold=bold)
    cell.alignment = alignment
    return cell


def _set_up_page(sheet, paper):
    sheet.column_dimensions["A"].width = NAME_WIDTH
    for column in range(2, LAST_COLUMN + 1):
        sheet.column_dimensions[get_column_letter(column)].width = AMOUNT_WIDTH
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 2)
    sheet.print_title_rows = f"{HEADER_ROWS[0]}:{HEADER_ROWS[1]}"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if is_sideways(paper) else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.left.text = paper.version_line
    sheet.oddFooter.center.text = "หน้า &P/&N"
    sheet.oddFooter.right.text = paper.printed_line
    if paper.is_draft:
        header = sheet.oddHeader.center
        header.text, header.size, header.font, header.color = WATERMARK, 36, HEADER_FONT, "999999"
