"""Reading strangers' workbooks: what is refused, with which sentence, and what comes back of the rest."""

import re
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font

from budgetplan.documents.xlsx import (
    Limits,
    WorkbookRefused,
    load_workbook_safely,
    thai_font,
    write_text,
    xlsx_response,
)
from budgetplan.documents.xlsx_guard import OLE_SIGNATURE


def content_of(workbook):
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def small_workbook(rows=(("รายการ", "งบประมาณ"), ("ค่าไฟฟ้า", 840000))):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return workbook


def with_members(content, members):
    """The workbook with further (or other) members in its zip."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, text in members.items():
            new.writestr(name, text)
    return stream.getvalue()


def zip_of(*names):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def many_rows(count):
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for number in range(count):
        sheet.append([number])
    return content_of(workbook)


def with_sheet_xml(text):
    return with_members(content_of(small_workbook()), {"xl/worksheets/sheet1.xml": text})


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
ENTITY_BOMB = '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + SHEET.format("<sheetData/>&b;")

REFUSED = {
    "empty": lambda: b"",
    "too_large": lambda: b"PK\x03\x04" + b"x" * (10 * 2**20),
    "password": lambda: OLE_SIGNATURE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
    "old_excel": lambda: OLE_SIGNATURE + b"\0" * 512 + "Workbook".encode("utf-16-le"),
    "binary_excel": lambda: zip_of("xl/workbook.bin"),
    "open_document": lambda: zip_of("mimetype", "content.xml"),
    "macros": lambda: with_members(content_of(small_workbook()), {"xl/vbaProject.bin": "x"}),
    "not_workbook": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "damaged": lambda: content_of(small_workbook())[:-200],
    "bomb": lambda: with_members(content_of(small_workbook()), {"xl/media/a.xml": b" " * (30 * 2**20)}),
    "too_many_rows": lambda: many_rows(10_001),
    "too_wide": lambda: content_of(small_workbook([[None] * 256 + ["x"]])),
}


@pytest.mark.parametrize("code", REFUSED)
@pytest.mark.usefixtures("english")
def test_load_refuses_with_code_and_sentence(code):
    with pytest.raises(WorkbookRefused) as refused:
        load_workbook_safely(REFUSED[code]())

    assert refused.value.code == code
    assert "%" not in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLE_SIGNATURE + "WordDocument".encode("utf-16-le"), "not_workbook"),
        (zip_of("word/document.xml"), "not_workbook"),
        (zip_of("xl/workbook.xml"), "damaged"),
        (with_sheet_xml("<worksheet>"), "damaged"),
        (with_sheet_xml(ENTITY_BOMB), "damaged"),
        (zip_of(*(f"xl/{number}.xml" for number in range(1_001))), "bomb"),
    ],
    ids=["word-ole", "word-zip", "no-content-types", "cut-xml", "entities", "members"],
)
def test_load_refuses_other_files(content, code):
    with pytest.raises(WorkbookRefused) as refused:
        load_workbook_safely(content)

    assert refused.value.code == code


def test_load_refuses_encrypted_member():
    content = bytearray(content_of(small_workbook()))
    directory = content.find(b"PK\x01\x02")
    content[directory + 8] |= 1

    with pytest.raises(WorkbookRefused) as refused:
        load_workbook_safely(bytes(content))

    assert refused.value.code == "password"


def test_load_refuses_million_rows_before_parsing():
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>' for number in range(1, 1_000_001))

    with pytest.raises(WorkbookRefused) as refused:
        load_workbook_safely(with_sheet_xml(SHEET.format(f"<sheetData>{rows}</sheetData>")))

    assert refused.value.code == "too_many_rows"


def test_load_refuses_more_sheets_than_allowed():
    workbook = small_workbook()
    workbook.create_sheet()

    with pytest.raises(WorkbookRefused) as refused:
        load_workbook_safely(content_of(workbook), limits=Limits(max_sheets=1))

    assert refused.value.code == "too_many_sheets"


@pytest.mark.parametrize(
    "limits",
    [Limits(memory=96 * 2**20), Limits(cpu_seconds=1), Limits(wall_seconds=1)],
    ids=["memory", "cpu", "wall"],
)
def test_load_stops_a_child_over_its_limits(limits):
    """A merge over the whole sheet makes openpyxl build seventeen thousand million cells."""
    merged = '<sheetData/><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'

    with pytest.raises(WorkbookRefused) as refused:
        load_workbook_safely(with_sheet_xml(SHEET.format(merged)), limits=limits)

    assert refused.value.code == "too_heavy"


def test_load_refuses_an_answer_that_is_too_long():
    with pytest.raises(WorkbookRefused) as refused:
        load_workbook_safely(content_of(small_workbook()), limits=Limits(max_answer=50))

    assert refused.value.code == "too_heavy"


def test_load_gives_values_exactly():
    rows = [["๑,๐๐๐", 0.1, 1234.1, 5, True, date(2020, 10, 1), 1 / 3, None, "  เว้น"]]

    [sheet] = load_workbook_safely(content_of(small_workbook(rows)))

    assert [cell.value for cell in sheet.cells()] == [
        "๑,๐๐๐",
        Decimal("0.1"),
        Decimal("1234.1"),
        Decimal(5),
        "TRUE",
        date(2020, 10, 1),
        Decimal("0.3333333333333333"),
        "  เว้น",
    ]
    assert [cell.address for cell in sheet.cells()] == ["A1", "B1", "C1", "D1", "E1", "F1", "G1", "I1"]


def test_load_gives_layout_hints():
    workbook = small_workbook()
    sheet = workbook.active
    sheet.title = "แผน ๒๕๖๔"
    sheet["A1"].font = Font(bold=True)
    sheet["A2"].alignment = Alignment(indent=2)
    sheet["C2"], sheet["C2"].number_format = 0.5, "0.0%"
    sheet.merge_cells("A4:B5")
    sheet["A4"] = "รวม"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    workbook.create_sheet("ซ่อน").sheet_state = "hidden"

    first, second = load_workbook_safely(content_of(workbook))

    cells = {cell.address: cell for cell in first.cells()}
    assert (first.name, first.hidden, second.name, second.hidden) == ("แผน ๒๕๖๔", False, "ซ่อน", True)
    assert (cells["A1"].bold, cells["A2"].bold) == (True, False)
    assert (cells["A2"].indent, cells["C2"].percent, cells["B2"].percent) == (2, True, False)
    assert [(m.first_row, m.first_column, m.width, m.height) for m in first.merged] == [(4, 1, 2, 2)]
    assert [cell.address for cell in first.rows[-1]] == ["A4"]
    assert (first.hidden_rows, first.hidden_columns) == ({2}, {3})


def test_load_gives_formula_and_saved_result():
    content = content_of(small_workbook([["=B1", 2, "=B1*2", "'=x"]]))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    with_result = with_members(
        content, {"xl/worksheets/sheet1.xml": re.sub("<f>B1.2</f><v ?/?>(</v>)?", "<f>B1*2</f><v>4</v>", xml)}
    )

    [sheet] = load_workbook_safely(with_result)

    assert [(cell.formula, cell.value) for cell in sheet.cells()] == [
        ("=B1", None),
        ("", Decimal(2)),
        ("=B1*2", Decimal(4)),
        ("", "'=x"),
    ]


def test_load_reads_a_stray_cell_at_the_foot():
    workbook = small_workbook()
    workbook.active["A1048576"] = "x"

    [sheet] = load_workbook_safely(content_of(workbook))

    assert [cell.address for cell in sheet.cells()] == ["A1", "B1", "A2", "B2", "A1048576"]


def test_load_reads_a_path(tmp_path):
    path = tmp_path / "แผน.xlsx"
    small_workbook().save(path)

    [sheet] = load_workbook_safely(path)

    assert [cell.value for cell in sheet.rows[1]] == ["ค่าไฟฟ้า", Decimal(840000)]


@pytest.mark.parametrize("text", ["=1+1", "+66", "-5", "@SUM(A1)", "\t=1", "#REF!", "ค่าไฟฟ้า", "TRUE"])
def test_write_text_stays_text(text):
    workbook = Workbook()
    write_text(workbook.active["A1"], text)

    cell = load_workbook(BytesIO(content_of(workbook))).active["A1"]

    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t"))


def test_write_text_drops_what_a_workbook_cannot_hold():
    cell = Workbook().active["A1"]

    write_text(cell, "ก\x00ข" + "x" * 40_000)

    assert cell.value == "กข" + "x" * 32_765


def test_xlsx_response_carries_thai_file_name():
    response = xlsx_response(small_workbook(), "แผน 2564.xlsx")

    assert response["Content-Disposition"] == ("attachment; filename*=utf-8''%E0%B9%81%E0%B8%9C%E0%B8%99%202564.xlsx")
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert load_workbook(BytesIO(response.content)).active["B2"].value == 840000


def test_thai_font_is_that_of_official_paper():
    font = thai_font(bold=True)

    assert (font.name, font.size, font.bold) == ("TH Sarabun New", 16, True)
