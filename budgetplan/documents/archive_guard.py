"""What is looked at before a stranger's Office file is opened: form, size, and what its zip would unpack to.

Workbooks and Word documents share it. Pure checks without Django; each raises ``Refusal`` with a code, which
``xlsx.py`` and ``docx.py`` turn into sentences.
"""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

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
class ArchiveLimits(ProcessLimits):
    """How much of an Office file we take, packed and unpacked, and what its reader may use and answer."""

    max_bytes: int = 10 * 2**20
    max_members: int = 1_000
    max_unpacked: int = 80 * 2**20
    max_ratio: int = 150
    ratio_counts_from: int = 8 * 2**20
    max_answer: int = 64 * 2**20
    memory: int = 1_024 * 2**20
    cpu_seconds: int = 20
    wall_seconds: float = 30


def read_source(source: str | Path | bytes, limits: ArchiveLimits) -> bytes:
    """The content; of a file never more than one byte beyond the limit."""
    if isinstance(source, bytes):
        return source
    with Path(source).open("rb") as file:
        return file.read(limits.max_bytes + 1)


def check_size(data: bytes, limits: ArchiveLimits) -> None:
    """Refuse what is empty or too large to be looked at."""
    if not data:
        raise Refusal("empty")
    if len(data) > limits.max_bytes:
        raise Refusal("too_large")


def check_container(data: bytes, *, old_streams: Iterable[str], old: str, otherwise: str) -> None:
    """Refuse what is no zip: "password", the code `old` for the old format with these streams, else `otherwise`."""
    if data.startswith(OLE_SIGNATURE):
        raise Refusal(_ole_code(data, old_streams=old_streams, old=old, otherwise=otherwise))
    if not data.startswith(ZIP_SIGNATURES):
        raise Refusal(otherwise)


def _ole_code(data: bytes, *, old_streams: Iterable[str], old: str, otherwise: str) -> str:
    """Tell the OLE containers apart by the names in their directory, which are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "password"
    return old if any(name.encode("utf-16-le") in data for name in old_streams) else otherwise


def open_archive(data: bytes, limits: ArchiveLimits) -> zipfile.ZipFile:
    """The zip, of no more members than allowed."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Refusal("damaged") from error
    if len(archive.infolist()) > limits.max_members:
        raise Refusal("bomb")
    return archive


def member_names(archive: zipfile.ZipFile) -> set[str]:
    """Names of the members in small letters, with forward slashes."""
    return {member.filename.lower().replace("\\", "/") for member in archive.infolist()}


def check_encryption(archive: zipfile.ZipFile) -> None:
    """Refuse a zip with an encrypted member."""
    if any(member.flag_bits & ENCRYPTED_MEMBER for member in archive.infolist()):
        raise Refusal("password")


def check_ratio(archive: zipfile.ZipFile, packed: int, limits: ArchiveLimits) -> None:
    """Refuse what unpacks to many times its size."""
    unpacked = _unpacked_size(archive)
    if unpacked > limits.ratio_counts_from and unpacked > packed * limits.max_ratio:
        raise Refusal("bomb")


def check_unpacked(archive: zipfile.ZipFile, limits: ArchiveLimits) -> None:
    """Refuse what unpacks to too much."""
    if _unpacked_size(archive) > limits.max_unpacked:
        raise Refusal("bomb")


def _unpacked_size(archive: zipfile.ZipFile) -> int:
    """Sizes are the declared ones: zipfile never unpacks a member beyond what it declares."""
    return sum(member.file_size for member in archive.infolist())


def tag_chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Pieces of a member, cut at the last "<" so that no tag is split between two of them.

    To count tags in the packed stream costs no memory, and is done before anything parses them.
    """
    rest = b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            text = rest + chunk
            cut = max(text.rfind(b"<"), 0)
            yield text[:cut]
            rest = text[cut:] if len(text) - cut < CHUNK else b""
    yield rest
