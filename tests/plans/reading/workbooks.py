"""Making workbooks and reading them as the program does, without the child process."""

import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from budgetplan.documents.xlsx_child import read_sheets
from budgetplan.documents.xlsx_guard import Limits
from plans.reading import read_plan

SAMPLE = Path("plans/sample/spending_plan_2564.json")
HEAD = ["รายการ", "งบประมาณ", "ไตรมาสที่ 1", "ไตรมาสที่ 2", "ไตรมาสที่ 3", "ไตรมาสที่ 4"]
MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]


def sample():
    return json.loads((Path(__file__).parents[3] / SAMPLE).read_text(encoding="utf-8"))


def workbook_of(*sheets):
    """A workbook of (title, rows); a value "*x" is bold, ">x" is indented by one, ">>x" by two."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            _style(cell)
    return workbook


def _style(cell):
    if cell.value.startswith("*"):
        cell.value, cell.font = cell.value[1:], Font(bold=True)
    if stripped := cell.value.lstrip(">"):
        indent = len(cell.value) - len(stripped)
        if indent:
            cell.value, cell.alignment = stripped, Alignment(indent=indent)


def sheets_of(workbook):
    stream = BytesIO()
    workbook.save(stream)
    return read_sheets(stream.getvalue(), Limits())


def read_workbook(workbook, **options):
    return read_plan(sheets_of(workbook), **options)


def read_rows(*rows, **options):
    """The reading of one sheet with these rows."""
    return read_workbook(workbook_of(("แผน", rows)), **options)


def outline(reading):
    """Lines as "level name annual", amounts without ".00", for comparing at a glance."""
    return [f"{'  ' * line.level}{line.name} {short(line.annual)}" for line in reading.lines]


def kinds(reading):
    return [line.kind for line in reading.lines]


def faults(reading):
    """Faults as (code, cell, printed, computed)."""
    return [(f.code, f.cell, short(f.printed), short(f.computed)) for f in reading.faults]


def quarters(reading, name):
    [line] = [line for line in reading.lines if line.name == name]
    return [short(amount) for amount in line.quarters]


def short(value):
    return f"{value:f}".removesuffix(".00") if isinstance(value, Decimal) else value


def even(name, annual, note=None):
    """A row with the annual amount in four equal quarters."""
    row = [name, annual, *[annual / 4] * 4]
    return row if note is None else [*row, note]
