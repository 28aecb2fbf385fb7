"""A proposal as a workbook, for people who go on working with its figures.

It says what the PDF says (both are filled from a `ProposalPaper`). On the sheet of costs an activity's row, the rows'
totals and the total row are SUM formulas, so that they follow a changed cost line.
"""

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from projects.content import MONTH_NAMES
from projects.rich_text import plain_text
from reports.paper.proposal import COST_HEADINGS, QUARTER_HEADINGS
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
    write_signatures,
)
from reports.paper.spending_plan import GRAND_TOTAL

HEAD_SHEET, CALENDAR_SHEET, COST_SHEET, INDICATOR_SHEET = "โครงการ", "กิจกรรม", "งบประมาณ", "ตัวชี้วัด"
HEAD_COLUMNS = (1, 4)
HEAD_HALVES = ((1, 2), (3, 4))
CALENDAR_COLUMNS = (1, 15)
COST_COLUMNS = (1, len(COST_HEADINGS))
INDICATOR_HEADINGS = ("ประเภท", "ตัวชี้วัด", "ค่าเป้าหมาย", "วิธีการ", "เครื่องมือ")
HEADER_ROWS = (3, 4)
FIRST_ROW = HEADER_ROWS[1] + 1
FIRST_AMOUNT, CATEGORIES, TOTAL = 3, (3, 4, 5), 8
SHADE = PatternFill("solid", fgColor="BFBFBF")
MARK = "/"
"""What stands in a shaded month too: a copy without colours still tells."""


def proposal_workbook(paper):
    """The Workbook of a ProposalPaper: the text, the calendar, the costs, the indicators."""
    workbook = Workbook()
    workbook.properties.title = paper.title
    workbook.properties.creator = paper.office_name
    sheets = [workbook.active, *(workbook.create_sheet() for _ in range(3))]
    fillers = (_fill_head, _fill_calendar, _fill_costs, _fill_indicators)
    names = (HEAD_SHEET, CALENDAR_SHEET, COST_SHEET, INDICATOR_SHEET)
    for sheet, name, fill in zip(sheets, names, fillers, strict=True):
        sheet.title = name
        fill(sheet, paper)
        set_foot(sheet, left=paper.version_line, right=paper.printed_line, watermark=paper.watermark)
    return workbook


def _fill_head(sheet, paper):
    write_across(sheet, 1, paper.title, columns=HEAD_COLUMNS, bold=True, alignment=CENTER)
    write_across(sheet, 2, paper.year_line, columns=HEAD_COLUMNS, bold=True, alignment=CENTER)
    write_across(sheet, 3, paper.office_name, columns=HEAD_COLUMNS, bold=True, alignment=CENTER)
    write_across(sheet, 4, paper.version_line, columns=HEAD_COLUMNS, alignment=CENTER)
    row = 6
    for label, texts in paper.head:
        write(sheet, row, 1, label, bold=True)
        write_across(sheet, row, "\n".join(texts), columns=(2, HEAD_COLUMNS[1]))
        row += 1
    for heading, texts in _sections(paper):
        row += 1
        write_across(sheet, row, heading, columns=HEAD_COLUMNS, bold=True)
        for text in texts or ("–",):
            row += 1
            write_across(sheet, row, text, columns=HEAD_COLUMNS, alignment=indented(1))
    write_signatures(sheet, row + 1, paper.signatures, halves=HEAD_HALVES)
    set_up_page(sheet, widths=(24, 24, 24, 24))


def _sections(paper):
    """(heading, texts) of every section that isn't a table."""
    targets = [
        line for group in paper.targets for line in (f"{group.number} {group.heading}", *_lines(group.sentences))
    ]
    yield "๑. หลักการและเหตุผล", plain_paragraphs(paper.rationale)
    yield "๒. วัตถุประสงค์", _lines(paper.objectives)
    yield "๓. เป้าหมาย", targets
    yield "๕. รายละเอียดการใช้งบประมาณ", [f"{label} {amount}" for label, amount in paper.money_lines]
    yield "๗. ผลที่คาดว่าจะได้รับ", _lines(paper.results)
    if paper.notes:
        yield "หมายเหตุ", plain_paragraphs(paper.notes)


def _lines(sentences):
    return [f"{number} {text}" for number, text in sentences]


def plain_paragraphs(html):
    """The paragraphs and list items of clean HTML as plain text, those without words left out."""
    return [line.strip() for line in plain_text(html).splitlines() if line.strip()]


def _fill_calendar(sheet, paper):
    write_across(sheet, 1, paper.title, columns=CALENDAR_COLUMNS, bold=True, alignment=CENTER)
    _write_calendar_header(sheet, paper)
    for row, activity in enumerate(paper.calendar, start=FIRST_ROW):
        name = f"{activity.number} {activity.text}"
        write(sheet, row, 1, name, alignment=indented(activity.level)).border = BOX
        for month in range(1, 13):
            _write_month(sheet, row, month, runs=month in activity.months)
        for column, text in ((14, activity.place), (15, activity.responsible)):
            write(sheet, row, column, text or "–").border = BOX
    set_up_page(sheet, widths=(50, *[5.5] * 12, 22, 26), sideways=True, head_rows=HEADER_ROWS, frozen=2)


def _write_calendar_header(sheet, paper):
    upper, lower = HEADER_ROWS
    for column, heading in ((1, "กิจกรรม"), (14, "สถานที่"), (15, "ผู้รับผิดชอบ")):
        write(sheet, upper, column, heading, bold=True, alignment=CENTER)
        sheet.merge_cells(start_row=upper, end_row=lower, start_column=column, end_column=column)
    column = 2
    for heading, months in paper.years:
        write_across(sheet, upper, heading, columns=(column, column + months - 1), bold=True, alignment=CENTER)
        column += months
    for column, name in enumerate(MONTH_NAMES, start=2):
        write(sheet, lower, column, name, alignment=CENTER)
    _box(sheet, HEADER_ROWS, CALENDAR_COLUMNS)


def _write_month(sheet, row, month, *, runs):
    cell = write(sheet, row, month + 1, MARK if runs else "", alignment=CENTER)
    cell.border = BOX
    if runs:
        cell.fill = SHADE


def _fill_costs(sheet, paper):
    write_across(sheet, 1, paper.title, columns=COST_COLUMNS, bold=True, alignment=CENTER)
    _write_cost_header(sheet)
    number_format = amount_format(paper.has_satang)
    rows = list(enumerate(paper.costs, start=FIRST_ROW))
    for row, cost in rows:
        write(sheet, row, 1, cost.number, bold=not cost.is_line, alignment=CENTER).border = BOX
        text = "\n".join(part for part in (cost.text, cost.formula, cost.source, cost.check) if part)
        write(sheet, row, 2, text, bold=not cost.is_line, alignment=indented(cost.level)).border = BOX
        cells = _line_cells(cost, row) if cost.is_line else _sums_below(rows, row, cost)
        _write_amounts(sheet, row, cells, number_format, bold=not cost.is_line)
    total = FIRST_ROW + len(rows)
    write_across(sheet, total, GRAND_TOTAL, columns=(1, 2), bold=True, alignment=CENTER)
    _box(sheet, (total, total), (1, 2))
    _write_amounts(sheet, total, _sums(row for row, cost in rows if cost.is_line), number_format, bold=True)
    _write_below_costs(sheet, paper, total + 1, number_format)
    set_up_page(sheet, widths=(7, 52, *[17] * 6), sideways=True, head_rows=HEADER_ROWS, frozen=3)


def _write_cost_header(sheet):
    upper, lower = HEADER_ROWS
    write_across(sheet, upper, "หมวดรายจ่าย (บาท)", columns=(CATEGORIES[0], CATEGORIES[-1]), bold=True, alignment=CENTER)
    for column, heading in enumerate(COST_HEADINGS, start=1):
        write(sheet, lower if column in CATEGORIES else upper, column, heading, bold=True, alignment=CENTER)
        if column not in CATEGORIES:
            sheet.merge_cells(start_row=upper, end_row=lower, start_column=column, end_column=column)
    _box(sheet, HEADER_ROWS, COST_COLUMNS)


def _line_cells(cost, row):
    """A cost line's amount as a number in its category; who pays and the total follow from it."""
    categories = cost.cells[: len(CATEGORIES)]
    paid = f"=SUM(C{row}:E{row})"
    payers = (paid, 0) if cost.in_budget else (0, paid)
    return (*categories, *payers, f"=SUM(F{row}:G{row})")


def _sums_below(rows, row, cost):
    """An activity's sums over the cost lines that stand below it, those of its sub-activities included."""
    below = []
    for other, candidate in rows:
        if other <= row:
            continue
        if not candidate.is_line and candidate.level <= cost.level:
            break
        if candidate.is_line:
            below.append(other)
    return _sums(below)


def _sums(rows):
    rows = list(rows)
    return [sum_of(column, rows) for column in range(FIRST_AMOUNT, TOTAL + 1)]


def _write_amounts(sheet, row, cells, number_format, *, bold, first=FIRST_AMOUNT):
    for column, amount in enumerate(cells, start=first):
        write_amount(sheet.cell(row, column), amount, number_format, bold=bold)


def _write_below_costs(sheet, paper, row, number_format):
    """The quarters, then what the headline and the notes under the tables say."""
    row += 1
    headings = ("", *QUARTER_HEADINGS)
    write_boxed(sheet, row, headings, bold=True, alignment=CENTER)
    for label, cells in paper.quarters:
        row += 1
        write_boxed(sheet, row, ("", label))
        *quarters, _annual = cells
        _write_amounts(sheet, row, (*quarters, f"=SUM(C{row}:F{row})"), number_format, bold=False)
    row += 1
    for text in (*(f"{label} {amount}" for label, amount in paper.money_lines), *paper.money_notes):
        row += 1
        write_across(sheet, row, text, columns=COST_COLUMNS)


def _fill_indicators(sheet, paper):
    write_across(sheet, 1, paper.title, columns=(1, len(INDICATOR_HEADINGS)), bold=True, alignment=CENTER)
    write_boxed(sheet, 3, INDICATOR_HEADINGS, bold=True, alignment=CENTER)
    row = 3
    for group in paper.indicators:
        for indicator in group.rows:
            row += 1
            texts = (group.heading, indicator.text, indicator.target, indicator.method, indicator.tool)
            write_boxed(sheet, row, [text or "–" for text in texts])
    set_up_page(sheet, widths=(14, 60, 20, 28, 28), sideways=True, head_rows=(3, 3))


def _box(sheet, rows, columns):
    for row in range(rows[0], rows[1] + 1):
        for column in range(columns[0], columns[1] + 1):
            sheet.cell(row, column).border = BOX
