"""Excel workbooks: reading a stranger's file without harm, and writing text that stays text.

``load_workbook_safely`` is the only way a workbook from outside is read. The file is looked at first, then
opened by a child process with limits (``xlsx_child``); only plain data comes back. Whatever is wrong with a
file is one exception, ``WorkbookRefused``, with a sentence that says what to do.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from budgetplan.documents.archive_guard import read_source
from budgetplan.documents.child_process import ChildFailed, run_module
from budgetplan.documents.xlsx_cells import CellData, MergedRange, SheetData
from budgetplan.documents.xlsx_guard import Limits, Refusal, check_form
from budgetplan.documents.xlsx_writing import (
    AMOUNT_FORMAT,
    XLSX_TYPE,
    thai_font,
    write_text,
    xlsx_response,
)

__all__ = [
    "AMOUNT_FORMAT",
    "XLSX_TYPE",
    "CellData",
    "Limits",
    "MergedRange",
    "SheetData",
    "WorkbookRefused",
    "load_workbook_safely",
    "thai_font",
    "write_text",
    "xlsx_response",
]

DEFAULT_LIMITS = Limits()

SENTENCES = {
    "empty": _("The file is empty. Save the workbook again in Excel and upload it."),
    "too_large": _(
        "The file is larger than %(megabytes)s MB. Copy only the sheets of the plan into a new workbook, "
        "without pictures, and upload that."
    ),
    "password": _(
        "The workbook is protected with a password. Open it in Excel, remove the password "
        "(File › Info › Protect Workbook › Encrypt with Password), save it, and upload it again."
    ),
    "old_excel": _(
        "This is a workbook of an old Excel (.xls). Open it in Excel, choose File › Save As › "
        "Excel Workbook (.xlsx), and upload the new file."
    ),
    "binary_excel": _(
        "This is a binary workbook (.xlsb). Open it in Excel, choose File › Save As › "
        "Excel Workbook (.xlsx), and upload the new file."
    ),
    "open_document": _(
        "This is an OpenDocument spreadsheet (.ods). Open it, choose File › Save As › "
        "Excel Workbook (.xlsx), and upload the new file."
    ),
    "macros": _(
        "The workbook contains macros (.xlsm), which are not accepted. Open it in Excel, choose "
        "File › Save As › Excel Workbook (.xlsx), and upload the new file."
    ),
    "not_workbook": _(
        "This file is not an Excel workbook. Upload a file that Excel or LibreOffice saved as Excel Workbook (.xlsx)."
    ),
    "damaged": _(
        "The workbook is damaged or was written in a form that cannot be read. Open it in Excel, choose "
        "File › Save As › Excel Workbook (.xlsx), and upload the new file."
    ),
    "bomb": _(
        "The workbook unpacks to far more than a plan needs, so it was not opened. Copy only the table of "
        "the plan into a new workbook, and upload that."
    ),
    "too_many_rows": _(
        "The workbook has more than %(rows)s rows on a sheet or more than %(cells)s cells in all. Delete the "
        "rows below the plan, or copy the table into a new workbook, and upload that."
    ),
    "too_many_sheets": _(
        "The workbook has more than %(sheets)s sheets. Copy the sheets of the plan into a new workbook, "
        "and upload that."
    ),
    "too_wide": _(
        "A sheet has something written beyond column %(columns)s. Delete the columns to the right of the "
        "plan, and upload the workbook again."
    ),
    "too_heavy": _(
        "Reading the workbook takes too much memory or time. Copy only the table of the plan into a new "
        "workbook, and upload that."
    ),
}


class WorkbookRefused(Exception):
    """A file that will not be read. ``code`` is for programs, ``message`` a sentence for the person."""

    def __init__(self, code: str, message: str):
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


def load_workbook_safely(source: str | Path | bytes, *, limits: Limits = DEFAULT_LIMITS) -> list[SheetData]:
    """Read every worksheet of an .xlsx file given by path or content. Raises WorkbookRefused."""
    try:
        data = read_source(source, limits)
        check_form(data, limits)
        reply = _ask_child(data, limits)
    except Refusal as refusal:
        raise _refused(refusal.code, limits) from refusal
    return [SheetData.from_json(sheet) for sheet in reply["sheets"]]


def _ask_child(data: bytes, limits: Limits) -> dict:
    try:
        answer = run_module(
            "budgetplan.documents.xlsx_child",
            json.dumps(asdict(limits)),
            data=data,
            wall_seconds=limits.wall_seconds,
            environment={"OPENPYXL_LXML": "False", "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except ChildFailed as failure:
        raise Refusal("too_heavy" if failure.heavy else "damaged") from failure
    reply = json.loads(answer)
    if "refused" in reply:
        raise Refusal(reply["refused"])
    return reply


def _refused(code: str, limits: Limits) -> WorkbookRefused:
    figures = {
        "megabytes": limits.max_bytes // 2**20,
        "rows": f"{limits.max_rows:,}",
        "cells": f"{limits.max_cells:,}",
        "sheets": limits.max_sheets,
        "columns": limits.max_columns,
    }
    return WorkbookRefused(code, SENTENCES[code] % figures)
