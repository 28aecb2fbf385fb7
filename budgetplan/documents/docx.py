"""Word documents: reading a stranger's file without harm.

``load_document_safely`` is the only way a document from outside is read. The file is looked at first, then opened by
a child process with limits (``docx_child``); only plain data comes back, without pictures. Whatever is wrong with a
file is one exception, ``DocumentRefused``, with a sentence that says what to do.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from budgetplan.documents.archive_guard import Refusal, read_source
from budgetplan.documents.child_process import ChildFailed, run_module
from budgetplan.documents.docx_blocks import Cell, DocumentData, Paragraph, Shape, Table, blocks_from_json
from budgetplan.documents.docx_guard import Limits, check_form

__all__ = [
    "Cell",
    "DocumentData",
    "DocumentRefused",
    "Limits",
    "Paragraph",
    "Shape",
    "Table",
    "load_document_safely",
]

DEFAULT_LIMITS = Limits()

SENTENCES = {
    "empty": _("The file is empty. Save the document again in Word and upload it."),
    "too_large": _(
        "The file is larger than %(megabytes)s MB. Delete its pictures, which are not read anyway, save it, and "
        "upload it again."
    ),
    "password": _(
        "The document is protected with a password. Open it in Word, remove the password "
        "(File › Info › Protect Document › Encrypt with Password), save it, and upload it again."
    ),
    "old_word": _(
        "This is a document of an old Word (.doc). Open it in Word, choose File › Save As › Word Document (.docx), "
        "and upload the new file."
    ),
    "macros": _(
        "The document contains macros (.docm), which are not accepted. Open it in Word, choose File › Save As › "
        "Word Document (.docx), and upload the new file."
    ),
    "external_links": _(
        "The document fetches something from another place when it is opened: a template, a picture or an object that "
        "is only linked. Open it in Word, choose File › Info › Edit Links to Files › Break Link, delete linked "
        "pictures, detach the template, save it, and upload it again."
    ),
    "entities": _(
        "The document contains definitions that Word itself never writes, so it was not opened. Open it in Word, "
        "choose File › Save As › Word Document (.docx), and upload the new file."
    ),
    "open_document": _(
        "This is an OpenDocument text (.odt). Open it, choose File › Save As › Word Document (.docx), and upload the "
        "new file."
    ),
    "rich_text": _(
        "This is a rich text file (.rtf). Open it in Word, choose File › Save As › Word Document (.docx), and upload "
        "the new file."
    ),
    "pdf": _("This is a PDF, from which tables can't be read. Upload the Word document (.docx) that it was made from."),
    "not_document": _(
        "This file is not a Word document. Upload a file that Word or LibreOffice saved as Word Document (.docx)."
    ),
    "damaged": _(
        "The document is damaged or was written in a form that cannot be read. Open it in Word, choose "
        "File › Save As › Word Document (.docx), and upload the new file."
    ),
    "bomb": _(
        "The document unpacks to far more than a proposal needs, so it was not opened. Copy only the proposal into a "
        "new document, without pictures, and upload that."
    ),
    "too_many_parts": _(
        "The document has more than %(paragraphs)s paragraphs, %(tables)s tables or %(cells)s cells, or tables nested "
        "too deeply. Copy only the proposal into a new document, and upload that."
    ),
    "too_heavy": _(
        "Reading the document takes too much memory or time. Copy only the proposal into a new document, and upload "
        "that."
    ),
}


class DocumentRefused(Exception):
    """A file that will not be read. ``code`` is for programs, ``message`` a sentence for the person."""

    def __init__(self, code: str, message: str):
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


def load_document_safely(source: str | Path | bytes, *, limits: Limits = DEFAULT_LIMITS) -> DocumentData:
    """Read the body of a .docx file given by path or content. Raises DocumentRefused."""
    try:
        data = read_source(source, limits)
        check_form(data, limits)
        reply = _ask_child(data, limits)
    except Refusal as refusal:
        raise _refused(refusal.code, limits) from refusal
    return DocumentData(blocks_from_json(reply["blocks"]))


def _ask_child(data: bytes, limits: Limits) -> dict:
    try:
        answer = run_module(
            "budgetplan.documents.docx_child",
            json.dumps(asdict(limits)),
            data=data,
            wall_seconds=limits.wall_seconds,
            environment={"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except ChildFailed as failure:
        raise Refusal("too_heavy" if failure.heavy else "damaged") from failure
    reply = json.loads(answer)
    if "refused" in reply:
        raise Refusal(reply["refused"])
    return reply


def _refused(code: str, limits: Limits) -> DocumentRefused:
    figures = {
        "megabytes": limits.max_bytes // 2**20,
        "paragraphs": f"{limits.max_paragraphs:,}",
        "tables": f"{limits.max_tables:,}",
        "cells": f"{limits.max_cells:,}",
    }
    return DocumentRefused(code, SENTENCES[code] % figures)
