"""The recogniser: from sheets or a pasted block to a PlanReading."""

import re
from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from budgetplan.documents.xlsx_cells import SheetData
from plans.reading.checks import Checker
from plans.reading.faults import Fault
from plans.reading.grid import Grid
from plans.reading.lines import LineWriter
from plans.reading.mapping import ColumnMapping
from plans.reading.periods import joined, with_periods
from plans.reading.relations import TableReading, relate
from plans.reading.result import PlanReading, SheetReport
from plans.reading.rows import read_rows
from plans.reading.structure import best_tree
from plans.reading.tables import Table, split_tables
from plans.reading.text import clean, key
from plans.reading.tree import Node
from plans.reading.vocabulary import bare_name, is_part

Mappings = ColumnMapping | Mapping[str, ColumnMapping]

REASONS = {
    "plan": "",
    "hidden": _("The sheet is hidden in the workbook. Choose it to read it all the same."),
    "not_chosen": _("The sheet was not chosen."),
    "too_long": _(
        "The table has more than %(limit)s rows. Split the plan into several sheets or delete what is no line."
    ),
    "skipped": _("No table with names and amounts was found on this sheet."),
    "copy": _("The sheet holds the same lines as “%(other)s” and was not counted again."),
    "summary": _("The sheet sums up other sheets. It was checked against them and not counted again."),
    "detail": _("The sheet breaks down the line “%(other)s”, which counts."),
    "period": "",
    "attached": _("The lines stand under “%(other)s”."),
}
SHOWN_AS = {"attached": "plan", "period": "plan", "too_long": "skipped"}
MOST_ROWS = 5_000
NUMBERED_SHEET = re.compile(r"(?:sheet|แผ่น|แผ่นงาน|worksheet|หน้า|page|table|ตาราง)\s*(?:ที่)?\s*\(?\d*\)?", re.IGNORECASE)


def read_plan(
    sheets: Collection[SheetData],
    *,
    mapping: Mappings | None = None,
    chosen: Collection[str] | None = None,
    pasted: bool = False,
) -> PlanReading:
    """Read the plan in these sheets.

    ``mapping``: a person's mapping, for every sheet or by name of sheet. ``chosen``: names of the sheets to read,
    hidden ones too; None reads all that show. Nothing is refused here: what is wrong is in ``faults``.
    """
    reports: list[SheetReport] = []
    tables: list[Table] = []
    for sheet in sheets:
        if left_out := _left_out(sheet, chosen):
            reports.append(SheetReport(sheet.name, left_out, str(REASONS[left_out])))
            continue
        tables += split_tables(Grid.of(sheet, relative=pasted), _mapping_for(sheet, mapping))
    readings = _read_tables(with_periods([table for table in tables if table.mapping]))
    empty = {table.grid.name for table in tables} - {reading.name for reading in readings}
    reports += [SheetReport(name, "skipped", str(REASONS["skipped"])) for name in empty]
    year = joined(readings)
    relate([year, *(reading for reading in readings if reading.status != "period")] if year else readings)
    reports += [_report(reading) for reading in readings]
    order = {sheet.name: place for place, sheet in enumerate(sheets)}
    reports.sort(key=lambda report: (order[report.name], report.first_row))
    return _assemble([year, *readings] if year else readings, reports, order)


def _left_out(sheet: SheetData, chosen: Collection[str] | None) -> str:
    if chosen is not None:
        return "" if sheet.name in chosen else "not_chosen"
    return "hidden" if sheet.hidden else ""


def _mapping_for(sheet: SheetData, mapping: Mappings | None) -> ColumnMapping | None:
    return mapping.get(sheet.name) if isinstance(mapping, Mapping) else mapping


def _read_tables(tables: list[Table]) -> list[TableReading]:
    """The tables that hold lines with amounts."""
    readings = [_read_table(table) for table in tables]
    return [reading for reading in readings if reading.lines or reading.status == "too_long"]


def _read_table(table: Table) -> TableReading:
    if len(table.rows) > MOST_ROWS:
        too_long = TableReading(table, Node())
        too_long.is_now("too_long")
        return too_long
    rows = read_rows(table)
    tree = best_tree(rows, list(table.mapping.amounts))
    lines = sum(bool(leaf.row.amounts) for leaf in tree.leaves())
    return TableReading(table, tree, lines=lines)


def _report(reading: TableReading) -> SheetReport:
    return SheetReport(
        name=reading.name,
        status=SHOWN_AS.get(reading.status, reading.status),
        reason=str(REASONS[reading.status]) % {"other": reading.other, "limit": f"{MOST_ROWS:,}"},
        first_row=min((*reading.table.mapping.header_rows, *reading.table.rows)),
        lines=reading.lines,
        mapping=reading.table.mapping,
    )


def _assemble(readings: list[TableReading], reports: list[SheetReport], order: dict[str, int]) -> PlanReading:
    counted = [reading for reading in readings if reading.counts]
    roots = [node for reading in counted for node in _outermost(reading, len(counted))]
    writer = LineWriter()
    writer.write(roots)
    return PlanReading(
        lines=writer.lines,
        total=writer.total("", roots),
        sections=[writer.total(node.name, [node]) for node in roots],
        faults=_faults(readings, order),
        sheets=reports,
    )


def _outermost(reading: TableReading, counted: int) -> list[Node]:
    """The outermost rows of a table; where several sheets are read, a sheet with a name of its own is one part."""
    nodes = reading.tree.children
    name = clean(reading.name)
    if counted == 1 or reading.joins_periods or not name or NUMBERED_SHEET.fullmatch(name):
        return nodes
    has_parts = any(is_part(key(node.name)) or bare_name(key(node.name)) == bare_name(key(name)) for node in nodes)
    return nodes if has_parts else [Node(None, name, children=nodes)]


def _faults(readings: list[TableReading], order: dict[str, int]) -> list[Fault]:
    """Faults of every table that was not hung into another (it is checked there) and is no copy, top to bottom."""
    checker = Checker()
    for reading in readings:
        if reading.status not in ("copy", "attached") and not reading.joins_periods:
            checker.check(reading.tree)
    return sorted(checker.faults, key=lambda fault: (order[fault.sheet], fault.row, fault.column))
