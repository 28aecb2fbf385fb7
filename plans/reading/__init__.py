"""Recognising a spending plan in any workbook sheet or pasted block. Pure: no models, no database.

``read_plan(sheets)`` takes what ``budgetplan.documents.xlsx.load_workbook_safely`` gives, ``read_clipboard(tsv)`` a
pasted block; both answer a ``PlanReading`` whose ``to_json()`` is the report of ``manage.py import_plan --dry-run``.

The way of a sheet: ``grid`` → ``tables`` (``header``, ``columns``, ``naming``: which column is what) → ``periods``
(sheets of one quarter or month) → ``rows`` (names, numbers, amounts) → ``structure`` (``outline`` proposes levels,
``builder`` builds each tree, ``judging`` takes the one whose sums agree best with the printed totals) →
``relations`` between sheets → ``checks`` (faults) → ``lines``.
"""

from plans.reading.clipboard import ClipboardReading, clipboard_matrix, read_clipboard
from plans.reading.faults import ERROR, WARNING, Fault
from plans.reading.mapping import ColumnMapping
from plans.reading.reading import read_plan
from plans.reading.result import PlanLine, PlanReading, SectionTotal, SheetReport

__all__ = [
    "ERROR",
    "WARNING",
    "ClipboardReading",
    "ColumnMapping",
    "Fault",
    "PlanLine",
    "PlanReading",
    "SectionTotal",
    "SheetReport",
    "clipboard_matrix",
    "read_clipboard",
    "read_plan",
]
