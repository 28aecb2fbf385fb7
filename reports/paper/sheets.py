"""What the workbooks of papers share: bordered cells, amounts in Thai digits, sums that go on computing, the page.

Texts can't turn into formulas; only `write_sum` writes one. Amounts are numbers; their format shows Thai digits in
Excel and LibreOffice.
"""

from itertools import zip_longest

from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from budgetplan.documents.xlsx import thai_font, write_text

A4 = 9
HEADER_FONT = "TH Sarabun New,Bold"
SHORT_FORMAT = '[$-D00041E]#,##0;[$-D00041E]-#,##0;"-"'
LONG_FORMAT = '[$-D00041E]#,##0.00;[$-D00041E]-#,##0.00;"-"'
NUMBER_FORMAT = "[$-D00041E]0"
"""D is the numeral system (Thai digits), 041E the language (Thai)."""

LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
TEXT = Alignment(horizontal="left", vertical="top", wrap_text=True)


def indented(level):
    """The Alignment of a wrapped text `level` steps in."""
    return Alignment(horizontal="left", vertical="top", wrap_text=True, indent=level)


def amount_format(satang):
    """The number format of every amount on a sheet: with two decimals where any of them has satang."""
    return LONG_FORMAT if satang else SHORT_FORMAT


def write(sheet, row, column, text, *, bold=False, alignment=TEXT):
    """Write a text that stays text, and return its cell."""
    cell = sheet.cell(row, column)
    write_text(cell, text)
    cell.font = thai_font(bold=bold)
    cell.alignment = alignment
    return cell


def write_across(sheet, row, text, *, columns, bold=False, alignment=TEXT):
    """Write a text over merged columns, `columns` being the first and the last."""
    write(sheet, row, columns[0], text, bold=bold, alignment=alignment)
    sheet.merge_cells(start_row=row, end_row=row, start_column=columns[0], end_column=columns[1])


def write_boxed(sheet, row, texts, *, bold=False, alignment=TEXT):
    """Write texts side by side from the first column on, each with a border."""
    for column, text in enumerate(texts, start=1):
        write(sheet, row, column, text, bold=bold, alignment=alignment).border = BOX


def write_amount(cell, amount, number_format, *, bold=False):
    """Write a Decimal, a formula of `sum_of`, or None into a bordered cell."""
    cell.value = amount
    cell.number_format = number_format
    cell.font = thai_font(bold=bold)
    cell.alignment = Alignment(horizontal="right", vertical="top")
    cell.border = BOX


def write_number(sheet, row, column, number):
    """Write a whole number, shown in Thai digits, into a bordered cell, so that rows can be sorted by it."""
    cell = sheet.cell(row, column, number)
    cell.number_format = NUMBER_FORMAT
    cell.font = thai_font(bold=False)
    cell.alignment = Alignment(horizontal="center", vertical="top")
    cell.border = BOX


def sum_of(column, rows):
    """The SUM formula of a column (counted from 1) over row numbers, neighbours joined: "=SUM(D6:D8,D12)"."""
    letter, ranges = get_column_letter(column), []
    for row in sorted(rows):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    parts = (f"{letter}{first}" if first == last else f"{letter}{first}:{letter}{last}" for first, last in ranges)
    return f"=SUM({','.join(parts)})" if ranges else 0


def write_signatures(sheet, row, signatures, *, halves):
    """Write the signature blocks two by two below `row`, `halves` being two pairs of columns. Returns the last row."""
    blocks = [block.lines for block in signatures.blocks]
    for left, right in zip_longest(blocks[::2], blocks[1::2], fillvalue=()):
        for offset, pair in enumerate(zip_longest(left, right, fillvalue=""), start=1):
            for text, columns in zip(pair, halves, strict=True):
                write_across(sheet, row + offset, text, columns=columns, alignment=CENTER)
        row += max(len(left), len(right)) + 1
    for decision in signatures.outside:
        row += 1
        write_across(sheet, row, decision.line, columns=(halves[0][0], halves[1][1]))
    return row


def set_up_page(sheet, *, widths, sideways=False, head_rows=None, frozen=None):
    """Column widths, A4 as wide as the table, and rows repeated on each page and kept in sight while scrolling.

    `head_rows` are the first and the last of them; `frozen` is the column before which names stay in sight.
    """
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    if head_rows:
        sheet.freeze_panes = sheet.cell(head_rows[1] + 1, frozen or 1)
        sheet.print_title_rows = f"{head_rows[0]}:{head_rows[1]}"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if sideways else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True


def set_foot(sheet, *, left="", right="", watermark=""):
    """The foot of each printed page with its number in the middle, and the word that marks a draft above."""
    sheet.oddFooter.left.text = left
    sheet.oddFooter.center.text = "หน้า &P/&N"
    sheet.oddFooter.right.text = right
    if watermark:
        header = sheet.oddHeader.center
        header.text, header.size, header.font, header.color = watermark, 36, HEADER_FONT, "999999"
