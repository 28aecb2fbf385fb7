"""Reading our own workbook back: what was changed, added and taken out offline. Pure, nothing is stored."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from budgetplan.documents.xlsx import CellData, SheetData
from plans.models import AMOUNT_FIELDS
from plans.reading.amounts import read_amount
from plans.workbook import layout


@dataclass(frozen=True)
class FileFault:
    """A cell of an uploaded workbook that can't be taken over: sheet, address ("F12"), what stands there, why."""

    sheet: str
    cell: str
    value: str
    sentence: str


@dataclass(frozen=True)
class Remembered:
    """How a row stood when the workbook was written. `values` are strings by field, amounts as "22500.00"."""

    key: str
    kind: str
    values: dict


@dataclass(frozen=True)
class FileRow:
    """A row as it stands in the workbook now. `code` is empty for a row somebody added."""

    number: int
    code: str
    values: dict


@dataclass(frozen=True)
class OwnWorkbook:
    """Our workbook: whose it is, how its rows stood when written (by code), how they stand now, and faults."""

    plan_id: str
    year_be: int
    memory: dict
    rows: tuple
    faults: tuple = field(default=())


def read_own(sheets):
    """An OwnWorkbook from SheetData of a file, or None where the file isn't ours."""
    by_name = {sheet.name: sheet for sheet in sheets}
    memory_sheet, plan_sheet = by_name.get(layout.MEMORY_SHEET), by_name.get(layout.PLAN_SHEET)
    if memory_sheet is None or plan_sheet is None or not memory_sheet.rows:
        return None
    head = _texts(memory_sheet.rows[0])
    if head.get(1) != layout.FORMAT or not head.get(3, "").isdecimal():
        return None
    memory = _read_memory(memory_sheet)
    rows, faults = _read_rows(plan_sheet, memory)
    return OwnWorkbook(head.get(2, ""), int(head[3]), memory, tuple(rows), tuple(faults))


def _texts(cells):
    return {cell.column: str(cell.value) for cell in cells if cell.value is not None}


def _read_memory(sheet: SheetData):
    memory = {}
    for cells in sheet.rows[2:]:
        texts = _texts(cells)
        code, key, kind = (texts.get(column, "") for column in (1, 2, 3))
        values = {name: texts.get(column, "") for column, name in enumerate(layout.TYPED_FIELDS, start=4)}
        memory[code] = Remembered(key, kind, values)
    return memory


def _read_rows(sheet, memory):
    rows, faults, seen = [], [], {}
    for cells in sheet.rows:
        if not cells or cells[0].row < layout.FIRST_ROW:
            continue
        by_name = {layout.COLUMNS[cell.column - 1]: cell for cell in cells if cell.column <= len(layout.COLUMNS)}
        code = str(by_name["code"].value).strip() if "code" in by_name else ""
        if code == layout.TOTAL_CODE:
            break
        if code in seen or (code and code not in memory):
            faults.append(_code_fault(sheet, by_name["code"], seen.get(code)))
            continue
        values, found = _read_values(sheet, by_name, _is_typed(memory.get(code)))
        faults += found
        if code:
            seen[code] = by_name["code"].address
        if code or any(values.values()):
            rows.append(FileRow(cells[0].row, code, values))
            faults += _name_fault(sheet, cells[0].row, values)
    return rows, faults


def _is_typed(remembered):
    return remembered is None or remembered.kind == "line"


def _code_fault(sheet, cell, earlier):
    if earlier:
        sentence = _("This code stands in %(cell)s already. Leave the code blank in a copied row.") % {"cell": earlier}
    else:
        sentence = _("This code isn't one of ours. Leave the code blank in an added row.")
    return FileFault(sheet.name, cell.address, str(cell.value), sentence)


def _name_fault(sheet, number, values):
    if values["name"] or values["name"] is None:
        return []
    sentence = _("A line needs a name. Type one, or delete the line.")
    return [FileFault(sheet.name, f"C{number}", "", sentence)]


def _read_values(sheet, by_name, typed):
    """Fields of a row as strings; a heading's amounts are its formulas, so they are left alone (None)."""
    values, faults = {}, []
    for name in layout.TYPED_FIELDS:
        cell = by_name.get(name)
        try:
            if name in AMOUNT_FIELDS:
                values[name] = _amount_text(cell) if typed else None
            else:
                values[name] = _plain_text(cell)
        except ValueError as error:
            values[name] = None
            faults.append(FileFault(sheet.name, cell.address, _shown(cell), str(getattr(error, "message", error))))
    return values, faults


def _shown(cell: CellData):
    return cell.formula or str(cell.value)


def _amount_text(cell):
    if cell is None:
        return "0.00"
    amount = read_amount(cell)
    if amount.no_result:
        raise ValueError(_("The result of this formula isn't in the file. Open it in Excel, save it, and try again."))
    if amount.error:
        raise amount.error
    return f"{amount.value or Decimal(0):.2f}"


def _plain_text(cell):
    if cell is None:
        return ""
    if cell.is_formula:
        raise ValueError(_("A name or note can't be a formula. Type the text itself."))
    return "" if cell.value is None else " ".join(str(cell.value).split())
