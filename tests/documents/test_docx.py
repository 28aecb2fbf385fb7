"""Reading strangers' documents: what is refused, and with which sentence."""

import pytest

from budgetplan.documents.archive_guard import OLE_SIGNATURE
from budgetplan.documents.docx import DocumentRefused, Limits, load_document_safely
from budgetplan.documents.docx_guard import DTD_MARKS
from tests.documents.docx_files import (
    content_of,
    document_xml,
    small_document,
    with_body,
    with_members,
    with_relation,
    zip_of,
)

ENTITY_BOMB = '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
LONG = with_body("<w:p><w:r><w:t>ก</w:t></w:r></w:p>" * 30_000)
NESTED = "<w:tbl><w:tr><w:tc>" * 8 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 8


def with_document_part(text):
    return with_members(content_of(small_document()), {"word/document.xml": text})


def with_macro_type():
    types = f'<Types xmlns="x"><Override PartName="/word/document.xml" ContentType="{MACRO_TYPE}"/></Types>'
    return with_members(content_of(small_document()), {"[Content_Types].xml": types})


REFUSED = {
    "empty": lambda: b"",
    "too_large": lambda: b"PK\x03\x04" + b"x" * (10 * 2**20),
    "password": lambda: OLE_SIGNATURE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
    "old_word": lambda: OLE_SIGNATURE + b"\0" * 512 + "WordDocument".encode("utf-16-le"),
    "macros": lambda: with_members(content_of(small_document()), {"word/vbaProject.bin": "x"}),
    "external_links": lambda: with_relation("attachedTemplate"),
    "entities": lambda: with_document_part(document_xml("<w:p/>", ENTITY_BOMB)),
    "open_document": lambda: zip_of("mimetype", "content.xml"),
    "rich_text": lambda: b"{\\rtf1\\ansi x}",
    "pdf": lambda: b"%PDF-1.7 x",
    "not_document": lambda: b"<html><p>1</p></html>",
    "damaged": lambda: content_of(small_document())[:-200],
    "bomb": lambda: with_members(content_of(small_document()), {"word/media/a.xml": b" " * (30 * 2**20)}),
    "too_many_parts": lambda: with_body("<w:p/>" * 30_001),
}


@pytest.mark.parametrize("code", REFUSED)
@pytest.mark.usefixtures("english")
def test_load_refuses_with_code_and_sentence(code):
    with pytest.raises(DocumentRefused) as refused:
        load_document_safely(REFUSED[code]())

    assert refused.value.code == code
    assert "%" not in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLE_SIGNATURE + "Workbook".encode("utf-16-le"), "not_document"),
        (zip_of("xl/workbook.xml"), "not_document"),
        (zip_of("word/document.xml"), "damaged"),
        (with_document_part("<w:document>"), "damaged"),
        (with_macro_type(), "macros"),
        (with_document_part(document_xml("<w:p/>", ENTITY_BOMB).encode("utf-16")), "entities"),
        (zip_of(*(f"word/{number}.xml" for number in range(1_001))), "bomb"),
        (with_body(NESTED), "too_many_parts"),
        (with_body("<w:tbl/>" * 1_001), "too_many_parts"),
        (with_relation("image", part="word/_rels/document.xml.rels"), "external_links"),
        (with_relation("oleObject"), "external_links"),
        (with_relation("frame", "file:///c:/x"), "external_links"),
    ],
    ids=[
        "excel-ole",
        "excel-zip",
        "no-content-types",
        "cut-xml",
        "macro-type",
        "utf-16-entities",
        "members",
        "nested-tables",
        "tables",
        "linked-image",
        "linked-object",
        "frame",
    ],
)
def test_load_refuses_other_files(content, code):
    with pytest.raises(DocumentRefused) as refused:
        load_document_safely(content)

    assert refused.value.code == code


def test_load_refuses_encrypted_member():
    content = bytearray(content_of(small_document()))
    directory = content.find(b"PK\x01\x02")
    content[directory + 8] |= 1

    with pytest.raises(DocumentRefused) as refused:
        load_document_safely(bytes(content))

    assert refused.value.code == "password"


def test_load_refuses_fifty_megabytes_of_pictures_by_size(tmp_path):
    path = tmp_path / "โครงการ.docx"
    path.write_bytes(content_of(small_document()))
    with path.open("ab") as file:
        file.truncate(50 * 2**20)

    with pytest.raises(DocumentRefused) as refused:
        load_document_safely(path)

    assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    "limits",
    [Limits(memory=44 * 2**20), Limits(wall_seconds=0.01), Limits(max_answer=20)],
    ids=["memory", "wall", "answer"],
)
def test_load_stops_a_child_over_its_limits(limits):
    with pytest.raises(DocumentRefused) as refused:
        load_document_safely(LONG, limits=limits)

    assert refused.value.code == "too_heavy"


def test_load_takes_plain_hyperlinks():
    content = with_relation("hyperlink", part="word/_rels/footnotes.xml.rels")

    assert [block.text for block in load_document_safely(content).blocks] == ["โครงการทดลอง"]


def test_load_reads_a_document_kept_under_another_name():
    content = content_of(small_document())
    moved = with_members(
        content,
        {
            "word/document2.xml": document_xml("<w:p><w:r><w:t>สอง</w:t></w:r></w:p>"),
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
            'Target="/word/document2.xml"/></Relationships>',
        },
    )

    assert [block.text for block in load_document_safely(moved).blocks] == ["สอง"]


def test_load_reads_the_strict_form():
    strict = document_xml("<w:p><w:r><w:t>เคร่ง</w:t></w:r></w:p>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    assert [block.text for block in load_document_safely(with_document_part(strict)).blocks] == ["เคร่ง"]


def test_declarations_are_looked_for_in_three_encodings():
    assert len(DTD_MARKS) == 6
