"""The process that opens a stranger's document: ``python -m budgetplan.documents.docx_child LIMITS < file``.

It first gives itself limits of memory and processor time, then answers one JSON object on standard output:
``{"blocks": […]}`` or ``{"refused": code}``. Anything else it may die of (a damaged part, a limit) is seen by the
parent as an exit code, so nothing is caught here that is not understood. No Django, no settings, no secrets.

Of python-docx only the parser is used: its package reader would load every picture, and stumbles over relations
that lead nowhere, which Word itself doesn't mind.
"""

import json
import posixpath
import sys
import zipfile

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from budgetplan.documents.archive_guard import Refusal, open_archive
from budgetplan.documents.child_process import EXIT_MEMORY, limit_process
from budgetplan.documents.docx_blocks import Block, blocks_to_json
from budgetplan.documents.docx_guard import Limits, check_archive
from budgetplan.documents.docx_numbering import Numbering
from budgetplan.documents.docx_styles import Styles
from budgetplan.documents.docx_xml import BodyReader

STRICT_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": (
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/picture": b"http://schemas.openxmlformats.org/drawingml/2006/picture",
}
"""Names of the strict form of the format beside those of the usual one."""

OUT_OF_MEMORY = (0, None, etree.ErrorTypes.ERR_NO_MEMORY)
"""libxml2 that meets the end of its memory says so, or says nothing at all."""

HARMLESS_LINKS = ("/hyperlink",)
"""Nothing is fetched before a person clicks on it. A template, a picture, an object, a frame is fetched on opening."""


class Package:
    """The XML parts of a document by name, and what they relate to."""

    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self._names = {name.lstrip("/").lower(): name for name in archive.namelist()}

    def part(self, name: str):
        """The root element of a part, None where there is no such part."""
        stored = self._names.get(name.lower())
        if stored is None:
            return None
        text = self._archive.read(stored)
        for strict, usual in STRICT_NAMES.items():
            text = text.replace(strict, usual)
        root = _parsed(text)
        if root.getroottree().docinfo.internalDTD is not None:
            raise Refusal("entities")
        return root

    def check_links(self) -> None:
        """Refuse a document that would fetch something from elsewhere when it is opened."""
        for name in self._names:
            if name.endswith(".rels") and any(_is_fetched(relation) for relation in self.part(name)):
                raise Refusal("external_links")

    def related(self, name: str, kind: str):
        """Name of the first part of a kind that a part ("" the package) relates to; "" for none."""
        folder, base = posixpath.split(name)
        relations = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in () if relations is None else relations:
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                return posixpath.normpath(target[1:] if target.startswith("/") else posixpath.join(folder, target))
        return ""


def _parsed(text: bytes):
    try:
        return parse_xml(text)
    except etree.XMLSyntaxError as error:
        if error.code in OUT_OF_MEMORY:
            raise MemoryError from error
        raise Refusal("damaged") from error


def _is_fetched(relation) -> bool:
    return relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith(HARMLESS_LINKS)


def read_blocks(data: bytes, limits: Limits) -> tuple[Block, ...]:
    """The body of the document as plain data. Raises Refusal."""
    check_archive(data, limits)
    with open_archive(data, limits) as archive:
        package = Package(archive)
        package.check_links()
        main = package.related("", "/officeDocument")
        root = package.part(main) if main else None
        body = root.find(qn("w:body")) if root is not None else None
        if body is None:
            raise Refusal("damaged")
        reader = BodyReader(
            styles=Styles(_part(package, main, "/styles")),
            numbering=Numbering(_part(package, main, "/numbering")),
            limits=limits,
        )
        return reader.read(body)


def _part(package: Package, main: str, kind: str):
    name = package.related(main, kind)
    return package.part(name) if name else None


def answer(data: bytes, limits: Limits) -> dict:
    try:
        blocks = read_blocks(data, limits)
    except Refusal as refusal:
        return {"refused": refusal.code}
    return {"blocks": blocks_to_json(blocks)}


def main() -> int:
    limits = Limits(**json.loads(sys.argv[1]))
    limit_process(limits, writes_files=False)
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
