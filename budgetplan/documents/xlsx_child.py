"""The process that opens a stranger's workbook: ``python -m budgetplan.documents.xlsx_child LIMITS < file``.

It first gives itself limits of memory and processor time, then answers one JSON object on standard output:
``{"sheets": […]}`` or ``{"refused": code}``. Anything else it may die of (a damaged part, a limit) is seen
by the parent as an exit code, so nothing is caught here that is not understood. No Django, no settings, no
secrets: the parent gives it an empty environment.
"""

import json
import sys
import warnings
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import DEFUSEDXML, LXML, load_workbook

from budgetplan.documents.child_process import EXIT_MEMORY, limit_process
from budgetplan.documents.xlsx_cells import CellData, MergedRange, SheetData, Value
from budgetplan.documents.xlsx_guard import Limits, Refusal, check_archive


def read_sheets(data: bytes, limits: Limits) -> list[SheetData]:
    """Every worksheet of the workbook as plain data. Raises Refusal."""
    check_archive(data, limits)
    workbook = _load(data, data_only=False)
    if len(workbook.worksheets) > limits.max_sheets:
        raise Refusal("too_many_sheets")
    with_formulas = [sheet.title for sheet in workbook.worksheets if _has_formula(sheet)]
    results = _load(data, data_only=True) if with_formulas else None
    return [
        _read_sheet(sheet, results[sheet.title] if sheet.title in with_formulas else None, limits)
        for sheet in workbook.worksheets
    ]


def _load(data: bytes, *, data_only: bool):
    return load_workbook(BytesIO(data), data_only=data_only, keep_links=False)


def _cells(sheet):
    # The private dictionary on purpose: iter_rows() would make every blank cell up to the last one, and one
    # stray cell at the foot of a sheet makes that a million rows.
    cells = sheet._cells  # noqa: SLF001 (see above)
    return (cells[place] for place in sorted(cells) if cells[place].value is not None)


def _has_formula(sheet) -> bool:
    return any(cell.data_type == "f" for cell in _cells(sheet))


def _read_sheet(sheet, results, limits: Limits) -> SheetData:
    rows: dict[int, list[CellData]] = {}
    for cell in _cells(sheet):
        if cell.column > limits.max_columns:
            raise Refusal("too_wide")
        rows.setdefault(cell.row, []).append(_read_cell(cell, results, limits))
    return SheetData(
        name=sheet.title,
        rows=[rows[number] for number in sorted(rows)],
        merged=[MergedRange(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges],
        hidden_rows=frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden),
        hidden_columns=_hidden_columns(sheet, limits),
        hidden=sheet.sheet_state != "visible",
    )


def _hidden_columns(sheet, limits: Limits) -> frozenset[int]:
    hidden: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min:
            hidden.update(range(column.min, min(column.max, limits.max_columns) + 1))
    return frozenset(hidden)


def _read_cell(cell, results, limits: Limits) -> CellData:
    is_formula = cell.data_type == "f"
    shown = results.cell(cell.row, cell.column).value if is_formula else cell.value
    formula = str(getattr(cell.value, "text", cell.value) or "=") if is_formula else ""
    bold, indent, percent = _hints(cell) if cell.has_style else (False, 0, False)
    return CellData(
        row=cell.row,
        column=cell.column,
        value=_plain(shown, limits),
        formula=formula[: limits.max_text],
        bold=bold,
        indent=indent,
        percent=percent,
    )


def _hints(cell) -> tuple[bool, int, bool]:
    """Bold, steps of indentation, and whether the number is shown as a percentage."""
    return bool(cell.font.b), int(cell.alignment.indent or 0), "%" in (cell.number_format or "")


def _plain(value, limits: Limits) -> Value:
    """A float becomes the shortest decimal that names it: 0.1 is 0.1, never 0.1000000000000000055."""
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return Decimal(repr(value))
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else str(value)[: limits.max_text]


def answer(data: bytes, limits: Limits) -> dict:
    try:
        sheets = read_sheets(data, limits)
    except Refusal as refusal:
        return {"refused": refusal.code}
    return {"sheets": [sheet.to_json() for sheet in sheets]}


def main() -> int:
    limits = Limits(**json.loads(sys.argv[1]))
    limit_process(limits, writes_files=False)
    if LXML or not DEFUSEDXML:
        raise RuntimeError("openpyxl must parse with defusedxml")
    warnings.simplefilter("ignore")
    try:
        text = json.dumps(answer(sys.stdin.buffer.read(), limits), ensure_ascii=True)
    except MemoryError:
        return EXIT_MEMORY
    if len(text) > limits.max_answer:
        text = json.dumps({"refused": "too_heavy"})
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
