"""The plan as a workbook to fill offline: formulas for totals, protected headings, our line codes."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from budgetplan.documents.xlsx import AMOUNT_FORMAT, thai_font, write_text
from plans.models import AMOUNT_FIELDS
from plans.workbook import layout

HEADINGS = {
    "code": "รหัส", "number": "ที่", "name": "รายการ", "annual": "งบประมาณ", "q1": "ไตรมาสที่ ๑",
    "q2": "ไตรมาสที่ ๒", "q3": "ไตรมาสที่ ๓", "q4": "ไตรมาสที่ ๔", "note": "หมายเหตุ", "check": "ตรวจสอบ",
}  # fmt: skip
WIDTHS = {"code": 11, "number": 8, "name": 52, "note": 30, "check": 24}
AMOUNT_WIDTH = 17
LEVEL_FILLS = {"part": "DCE6F1", "category": "F2F2F2", "heading": "F8F8F8"}
HELP = "พิมพ์ได้เฉพาะช่องสีขาว ยอดรวมคำนวณเอง เพิ่มรายการโดยแทรกแถวใต้รายการเดิมและเว้นช่องรหัสไว้"
THIN = Side(style="thin", color="BFBFBF")


def plan_workbook(plan, table):
    """An openpyxl Workbook of a version (`table` is its PlanTable), to be filled offline and imported again."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = layout.PLAN_SHEET
    _write_titles(sheet, table)
    codes = short_codes([row.key for row in table.rows()])
    rows, below = _write_rows(sheet, table, codes)
    _write_total(sheet, table, rows, below)
    _finish_sheet(sheet)
    _write_memory(workbook.create_sheet(layout.MEMORY_SHEET), plan, table, codes)
    return workbook


def short_codes(keys):
    """A short code for each key: its first eight digits, more where two would be the same."""
    length = 8
    while len({key.replace("-", "")[:length] for key in keys}) < len(keys):
        length += 4
    return {key: key.replace("-", "")[:length].upper() for key in keys}


def _write_titles(sheet, table):
    write_text(sheet["A1"], f"แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. {table.year_be}")
    write_text(sheet["A2"], f"{table.office_name} · ฉบับที่ {table.number}")
    write_text(sheet["A3"], HELP)
    sheet["A1"].font = thai_font(bold=True)
    for address in ("A2", "A3"):
        sheet[address].font = thai_font()
    for name, index in layout.COLUMN_OF.items():
        cell = sheet.cell(layout.HEADER_ROW, index)
        write_text(cell, HEADINGS[name])
        cell.font = thai_font(bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.fill = PatternFill("solid", start_color="D9D9D9")
        cell.border = Border(top=THIN, bottom=THIN, left=THIN, right=THIN)
        sheet.column_dimensions[get_column_letter(index)].width = WIDTHS.get(name, AMOUNT_WIDTH)


def _entries(rows):
    """What stands on the sheet from its first row on: table rows, and None for an empty row to add a line in.

    An empty row ends every group of lines, inside the range its total sums, so that added lines count.
    """
    for row in rows:
        yield row
        yield from _entries(row.children)
        if not row.is_leaf and all(child.is_leaf for child in row.children):
            yield None


def _write_rows(sheet, table, codes):
    """Write every row of the table; returns key → sheet row, and the first sheet row below them all."""
    entries = list(_entries(table.parts))
    rows = {row.key: number for number, row in enumerate(entries, start=layout.FIRST_ROW) if row}
    for number, row in enumerate(entries, start=layout.FIRST_ROW):
        if row:
            _write_row(sheet, row, rows, codes[row.key])
        else:
            _write_empty_row(sheet, number)
    return rows, layout.FIRST_ROW + len(entries)


def _write_empty_row(sheet, number):
    for name in ("code", "number", *layout.TYPED_FIELDS, "check"):
        cell = sheet.cell(number, layout.COLUMN_OF[name])
        _style(cell, None, typed=name in layout.TYPED_FIELDS, amount=name in AMOUNT_FIELDS)


def _write_row(sheet, row, rows, code):
    number = rows[row.key]
    typed = row.is_leaf
    _write_cell(sheet, number, "code", code)
    _write_cell(sheet, number, "number", row.number)
    _write_cell(sheet, number, "name", row.name, typed=row.kind != "part", row=row)
    _write_cell(sheet, number, "note", row.note, typed=row.kind != "part")
    for name, amount in zip(AMOUNT_FIELDS, row.amounts.cells(), strict=True):
        cell = sheet.cell(number, layout.COLUMN_OF[name])
        cell.value = amount if typed else _sum_of(row, rows, cell.column_letter)
        _style(cell, row, typed=typed, amount=True)
    check = sheet.cell(number, layout.COLUMN_OF["check"])
    check.value = (
        f'=IF(ROUND(D{number}-SUM(E{number}:H{number}),2)=0,"",'
        f'"ไตรมาสต่างจากทั้งปี "&TEXT(SUM(E{number}:H{number})-D{number},"#,##0.00"))'
    )
    _style(check, row, typed=False)


def _write_cell(sheet, number, name, text, *, typed=False, row=None):
    cell = sheet.cell(number, layout.COLUMN_OF[name])
    write_text(cell, text)
    _style(cell, row, typed=typed)
    if row is not None:
        cell.alignment = Alignment(indent=row.level, wrap_text=True, vertical="top")


def _sum_of(row, rows, letter):
    """A formula that sums what stands directly below a row: one range for lines, else cell by cell."""
    numbers = [rows[child.key] for child in row.children]
    if all(child.is_leaf for child in row.children):
        first = rows[row.key] + 1
        return f"=SUM({letter}{first}:{letter}{first + len(numbers)})"
    return "=" + "+".join(f"{letter}{number}" for number in numbers)


def _style(cell, row, *, typed, amount=False):
    kind = row.kind if row is not None else ""
    cell.font = thai_font(bold=kind in ("part", "category"))
    cell.protection = Protection(locked=not typed)
    cell.border = Border(top=THIN, bottom=THIN, left=THIN, right=THIN)
    if amount:
        cell.number_format = AMOUNT_FORMAT
        cell.alignment = Alignment(horizontal="right", vertical="top")
    if kind in LEVEL_FILLS:
        cell.fill = PatternFill("solid", start_color=LEVEL_FILLS[kind])


def _write_total(sheet, table, rows, number):
    _write_cell(sheet, number, "code", layout.TOTAL_CODE)
    _write_cell(sheet, number, "name", "รวมทั้งสิ้น")
    for name in AMOUNT_FIELDS:
        cell = sheet.cell(number, layout.COLUMN_OF[name])
        parts = [f"{cell.column_letter}{rows[part.key]}" for part in table.parts]
        cell.value = "=" + "+".join(parts) if parts else 0
        _style(cell, None, typed=False, amount=True)
    for index in layout.COLUMN_OF.values():
        sheet.cell(number, index).font = thai_font(bold=True)
    check = sheet.cell(number, layout.COLUMN_OF["check"])
    check.value = (
        f'=IF(ROUND(D{number}-{table.envelope},2)=0,"","ต่างจากวงเงิน "&TEXT(D{number}-{table.envelope},"#,##0.00"))'
    )
    _style(check, None, typed=False)


def _finish_sheet(sheet):
    sheet.freeze_panes = sheet.cell(layout.FIRST_ROW, layout.COLUMN_OF["annual"])
    sheet.print_title_rows = f"{layout.HEADER_ROW}:{layout.HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    amounts = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    amounts.errorTitle, amounts.error = "จำนวนเงิน", "พิมพ์ตัวเลข 0 ขึ้นไป เช่น 12500.50"
    last = max(sheet.max_row - 1, layout.FIRST_ROW)
    amounts.add(f"D{layout.FIRST_ROW}:H{last}")
    sheet.add_data_validation(amounts)
    protection = sheet.protection
    protection.sheet = True
    # False means allowed: people may insert rows and change how things look.
    protection.insertRows = protection.formatCells = protection.formatColumns = protection.formatRows = False


def _write_memory(sheet, plan, table, codes):
    sheet.sheet_state = "veryHidden"
    _append_text(sheet, [layout.FORMAT, str(plan.public_id), str(table.year_be), str(plan.revision)])
    _append_text(sheet, layout.MEMORY_HEADINGS)
    for row in table.rows():
        amounts = [f"{amount:.2f}" for amount in row.amounts.cells()]
        _append_text(sheet, [codes[row.key], row.key, row.kind, row.name, *amounts, row.note])


def _append_text(sheet, values):
    number = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for column, value in enumerate(values, start=1):
        write_text(sheet.cell(number, column), value)
