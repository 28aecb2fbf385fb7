"""What is looked at before a workbook is opened: form, size, and what it would unpack to.

Pure checks without Django; each raises ``Refusal`` with a code. ``xlsx.py`` turns codes into sentences.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from budgetplan.documents.child_process import ProcessLimits

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
CHUNK = 1 << 20
ENCRYPTED_MEMBER = 0x1


class Refusal(Exception):
    """The file will not be read; ``code`` says why."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Limits(ProcessLimits):
    """How much of a workbook we take. A plan of 200 lines is about 0.05 MB with 2,000 cells."""

    max_bytes: int = 10 * 2**20
    max_members: int = 1_000
    max_unpacked: int = 80 * 2**20
    max_ratio: int = 150
    ratio_counts_from: int = 8 * 2**20
    max_sheets: int = 60
    max_rows: int = 10_000
    max_cells: int = 200_000
    max_columns: int = 256
    max_text: int = 2_000
    max_answer: int = 64 * 2**20
    memory: int = 1_024 * 2**20
    cpu_seconds: int = 20
    wall_seconds: float = 30


def check_form(data: bytes, limits: Limits) -> None:
    """Refuse by the first bytes: empty, too large, an OLE file (old .xls or encrypted), no zip."""
    if not data:
        raise Refusal("empty")
    if len(data) > limits.max_bytes:
        raise Refusal("too_large")
    if data.startswith(OLE_SIGNATURE):
        raise Refusal(_ole_code(data))
    if not data.startswith(ZIP_SIGNATURES):
        raise Refusal("not_workbook")


def _ole_code(data: bytes) -> str:
    """Tell the OLE containers apart by the names in their directory, which are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "password"
    old_streams = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    return "old_excel" if any(name in data for name in old_streams) else "not_workbook"


def check_archive(data: bytes, limits: Limits) -> None:
    """Refuse a zip that is no .xlsx, holds macros, is encrypted, or unpacks to too much."""
    with _open(data) as archive:
        members = archive.infolist()
        if len(members) > limits.max_members:
            raise Refusal("bomb")
        _check_kind({member.filename for member in members})
        if any(member.flag_bits & ENCRYPTED_MEMBER for member in members):
            raise Refusal("password")
        _check_unpacked(archive, members, len(data), limits)


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Refusal("damaged") from error


def _check_kind(names: set[str]) -> None:
    lowered = {name.lower().replace("\\", "/") for name in names}
    if "xl/workbook.bin" in lowered:
        raise Refusal("binary_excel")
    if any(name.endswith("vbaproject.bin") for name in lowered):
        raise Refusal("macros")
    if "content.xml" in lowered and "mimetype" in lowered:
        raise Refusal("open_document")
    if not any(name.startswith("xl/") for name in lowered):
        raise Refusal("not_workbook")


def _check_unpacked(archive: zipfile.ZipFile, members: list, packed: int, limits: Limits) -> None:
    """Sizes are the declared ones: zipfile never unpacks a member beyond what it declares."""
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.ratio_counts_from and unpacked > packed * limits.max_ratio:
        raise Refusal("bomb")
    _check_rows(archive, members, limits)
    if unpacked > limits.max_unpacked:
        raise Refusal("bomb")


def _check_rows(archive: zipfile.ZipFile, members: list, limits: Limits) -> None:
    """Count rows and cells in the packed stream, which costs no memory, before anything parses them."""
    cells = 0
    for member in members:
        name = member.filename.lower()
        if not (name.startswith("xl/worksheets/") and name.endswith(".xml")):
            continue
        rows = 0
        for text in _chunks(archive, member):
            rows += text.count(b"<row ") + text.count(b"<row>")
            cells += text.count(b"<c ") + text.count(b"<c>")
            if rows > limits.max_rows or cells > limits.max_cells:
                raise Refusal("too_many_rows")


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Pieces of a member, cut at the last "<" so that no tag is split between two of them."""
    rest = b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            text = rest + chunk
            cut = max(text.rfind(b"<"), 0)
            yield text[:cut]
            rest = text[cut:] if len(text) - cut < CHUNK else b""
    yield rest
