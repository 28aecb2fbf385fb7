"""What is looked at before a Word document is opened: form, size, what it would unpack to, what it would fetch.

Pure checks without Django; each raises ``Refusal`` with a code. ``docx.py`` turns codes into sentences.
"""

import re
import zipfile
from dataclasses import dataclass

from budgetplan.documents import archive_guard
from budgetplan.documents.archive_guard import ArchiveLimits, Refusal

OTHER_FORMATS = {b"{\\rtf": "rich_text", b"%PDF": "pdf"}
MACRO_TYPES = b"macroenabled"
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
DTD_MARKS = tuple(
    mark.decode("ascii").encode(encoding) for mark in DECLARATIONS for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
PARAGRAPH, TABLE, CELL = (re.compile(rb"<(?:[\w.-]+:)?" + name + rb"[\s/>]") for name in (b"p", b"tbl", b"tc"))


@dataclass(frozen=True)
class Limits(ArchiveLimits):
    """How much of a document we take. A proposal of six pages is about 0.05 MB with 300 paragraphs and 400 cells."""

    max_paragraphs: int = 30_000
    max_tables: int = 1_000
    max_cells: int = 20_000
    max_depth: int = 6
    max_text: int = 20_000


def check_form(data: bytes, limits: Limits) -> None:
    """Refuse by the first bytes: empty, too large, an OLE file (old .doc or encrypted), .rtf, .pdf, no zip."""
    archive_guard.check_size(data, limits)
    for signature, code in OTHER_FORMATS.items():
        if data.lstrip().startswith(signature):
            raise Refusal(code)
    archive_guard.check_container(data, old_streams=("WordDocument",), old="old_word", otherwise="not_document")


def check_archive(data: bytes, limits: Limits) -> None:
    """Refuse a zip that is no .docx, holds macros or XML entities, is encrypted, or unpacks to too much."""
    with archive_guard.open_archive(data, limits) as archive:
        _check_kind(archive_guard.member_names(archive))
        archive_guard.check_encryption(archive)
        archive_guard.check_ratio(archive, len(data), limits)
        archive_guard.check_unpacked(archive, limits)
        _check_parts(archive, limits)


def _check_kind(names: set[str]) -> None:
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise Refusal("macros")
    if "content.xml" in names and "mimetype" in names:
        raise Refusal("open_document")
    if not any(name.startswith("word/") for name in names):
        raise Refusal("not_document")


def _check_parts(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Count paragraphs, tables and cells, and look for declarations, in every XML part."""
    counts = {PARAGRAPH: limits.max_paragraphs, TABLE: limits.max_tables, CELL: limits.max_cells}
    left = dict(counts)
    for member in archive.infolist():
        name = member.filename.lower()
        if not name.endswith((".xml", ".rels")):
            continue
        for text in archive_guard.tag_chunks(archive, member):
            _check_declarations(name, text)
            for tag in counts:
                left[tag] -= len(tag.findall(text))
        if min(left.values()) < 0:
            raise Refusal("too_many_parts")


def _check_declarations(name: str, text: bytes) -> None:
    if any(mark in text for mark in DTD_MARKS):
        raise Refusal("entities")
    if name == "[content_types].xml" and MACRO_TYPES in text.lower():
        raise Refusal("macros")
