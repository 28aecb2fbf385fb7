"""What is looked at before a workbook is opened: form, size, and what it would unpack to.

Pure checks without Django; each raises ``Refusal`` with a code. ``xlsx.py`` turns codes into sentences.
"""

import zipfile
from dataclasses import dataclass

from budgetplan.documents import archive_guard
from budgetplan.documents.archive_guard import OLE_SIGNATURE, ArchiveLimits, Refusal

__all__ = ["OLE_SIGNATURE", "Limits", "Refusal", "check_archive", "check_form"]


@dataclass(frozen=True)
class Limits(ArchiveLimits):
    """How much of a workbook we take. A plan of 200 lines is about 0.05 MB with 2,000 cells."""

    max_sheets: int = 60
    max_rows: int = 10_000
    max_cells: int = 200_000
    max_columns: int = 256
    max_text: int = 2_000


def check_form(data: bytes, limits: Limits) -> None:
    """Refuse by the first bytes: empty, too large, an OLE file (old .xls or encrypted), no zip."""
    archive_guard.check_size(data, limits)
    archive_guard.check_container(data, old_streams=("Workbook", "Book"), old="old_excel", otherwise="not_workbook")


def check_archive(data: bytes, limits: Limits) -> None:
    """Refuse a zip that is no .xlsx, holds macros, is encrypted, or unpacks to too much."""
    with archive_guard.open_archive(data, limits) as archive:
        _check_kind(archive_guard.member_names(archive))
        archive_guard.check_encryption(archive)
        archive_guard.check_ratio(archive, len(data), limits)
        _check_rows(archive, limits)
        archive_guard.check_unpacked(archive, limits)


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise Refusal("binary_excel")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refusal("macros")
    if "content.xml" in names and "mimetype" in names:
        raise Refusal("open_document")
    if not any(name.startswith("xl/") for name in names):
        raise Refusal("not_workbook")


def _check_rows(archive: zipfile.ZipFile, limits: Limits) -> None:
    cells = 0
    for member in archive.infolist():
        name = member.filename.lower()
        if not (name.startswith("xl/worksheets/") and name.endswith(".xml")):
            continue
        rows = 0
        for text in archive_guard.tag_chunks(archive, member):
            rows += text.count(b"<row ") + text.count(b"<row>")
            cells += text.count(b"<c ") + text.count(b"<c>")
            if rows > limits.max_rows or cells > limits.max_cells:
                raise Refusal("too_many_rows")
