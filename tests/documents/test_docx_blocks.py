"""What comes back of a Word document: text as printed, automatic numbers, tables, revisions, drawn lines."""

import pytest
from docx import Document
from docx.oxml.parser import parse_xml

from budgetplan.documents.docx_blocks import Shape, blocks_from_json, blocks_to_json
from budgetplan.documents.docx_child import read_blocks
from budgetplan.documents.docx_guard import Limits
from budgetplan.documents.docx_numbering import written_number
from tests.documents.docx_files import NAMES, arrow, content_of, numbered, small_document, with_body, with_numbering


def read(content):
    blocks = read_blocks(content, Limits())
    assert blocks_from_json(blocks_to_json(blocks)) == blocks
    return blocks


def texts(xml):
    return [block.text for block in read(with_body(xml))]


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(kind):
    return f'<w:u w:val="{kind}"/>'


TICK_FONT = '<w:rFonts w:ascii="Wingdings"/>'
NOT_BOLD = '<w:b w:val="0"/>'
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:t>ทิ้ง</w:t>'
    '<w:fldChar w:fldCharType="separate"/><w:t>3</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
BOXED = f"<w:txbxContent><w:p>{run('ในกล่อง')}</w:p></w:txbxContent>"
TEXT_BOX = (
    "<w:p><w:r><w:t>นอก</w:t><mc:AlternateContent>"
    f"<mc:Choice Requires='wps'><w:drawing>{BOXED}</w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict>{BOXED}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<w:p><w:r><w:t>ก</w:t><w:tab/><w:t>ข</w:t><w:br/><w:t>ค</w:t></w:r></w:p>", ["ก\tข\nค"]),
        (f"<w:p>{run('ก')}<w:del>{run('ข')}</w:del><w:ins>{run('ค')}</w:ins></w:p>", ["กค"]),
        (f"<w:p><w:moveFrom>{run('ก')}</w:moveFrom><w:moveTo>{run('ข')}</w:moveTo></w:p>", ["ข"]),
        (f"<w:p>{run('ก')}{run('ลับ', '<w:vanish/>')}</w:p>", ["ก"]),
        (f'<w:p><w:hyperlink r:id="x">{run("ลิงก์")}</w:hyperlink></w:p>', ["ลิงก์"]),
        (f"<w:sdt><w:sdtContent><w:p>{run('ในช่อง')}</w:p></w:sdtContent></w:sdt>", ["ในช่อง"]),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>', ["✓"]),
        (f"<w:p>{run('ü', TICK_FONT)}</w:p>", ["✓"]),
        (FIELD, ["3"]),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('ต่อ')}</w:p><w:p>{run('กัน')}</w:p>", ["ต่อกัน"]),
        (TEXT_BOX, ["นอก", "ในกล่อง"]),
    ],
    ids="tabs revisions moves hidden link control symbol symbol-font field deleted-mark text-box".split(),
)
def test_text_is_what_is_printed(xml, expected):
    assert texts(xml) == expected


def test_bold_counts_characters_from_the_start():
    [mixed, plain, whole] = read(
        with_body(
            f"<w:p>{run('หัวข้อ ', '<w:b/>')}{run('เนื้อความ')}</w:p><w:p>{run('ก', NOT_BOLD)}</w:p>"
            f"<w:p>{run('ไทย', '<w:bCs/>')}</w:p>"
        )
    )

    assert (mixed.bold, mixed.is_bold, plain.bold, whole.is_bold) == (7, False, 0, True)


@pytest.mark.parametrize(
    ("form", "number", "expected"),
    [
        ("thaiNumbers", 12, "๑๒"),
        ("thaiCounting", 21, "ยี่สิบเอ็ด"),
        ("thaiCounting", 10, "สิบ"),
        ("thaiLetters", 3, "ค"),
        ("thaiLetters", 42, "กก"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 9, "IX"),
        ("upperLetter", 27, "AA"),
        ("decimalZero", 7, "07"),
        ("none", 5, ""),
        ("hebrew1", 5, "5"),
    ],
)
def test_numbers_are_written_as_word_does(form, number, expected):
    assert written_number(number, form) == expected


def test_automatic_numbers_are_counted_through_levels():
    document = Document()
    number = with_numbering(document, ("thaiNumbers", "%1.", 1), ("thaiNumbers", "%1.%2", 1), ("bullet", "-", 1))
    for text, level in [("ก", 0), ("ข", 1), ("ค", 1), ("ง", 2), ("จ", 0), ("ฉ", 1)]:
        numbered(document, text, number, level)

    found = [(block.number, block.level, block.text) for block in read(content_of(document))]

    assert found == [
        ("๑.", 0, "ก"),
        ("๑.๑", 1, "ข"),
        ("๑.๒", 1, "ค"),
        ("-", 2, "ง"),
        ("๒.", 0, "จ"),
        ("๒.๑", 1, "ฉ"),
    ]


def test_a_list_that_starts_elsewhere_and_one_that_starts_again():
    document = Document()
    number = with_numbering(document, ("decimal", "(%1)", 4))
    root = document.part.numbering_part.element
    root.append(
        parse_xml(
            f'<w:num {NAMES} w:numId="91"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    for text, which in [("ก", number), ("ข", number), ("ค", 91), ("ง", 91)]:
        numbered(document, text, which)

    assert [block.number for block in read(content_of(document))] == ["(4)", "(5)", "(1)", "(2)"]


def test_style_gives_list_and_alignment():
    document = small_document()
    document.add_paragraph("ก", style="List Number")
    document.add_paragraph("ข", style="List Number")

    assert [block.number for block in read(content_of(document))] == ["", "1.", "2."]


def test_merged_cells_are_one_with_width_and_height():
    document = Document()
    table = document.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "ที่"
    table.cell(0, 1).merge(table.cell(0, 3)).text = "เดือน"
    table.cell(2, 3).text = "ท้าย"

    [found] = read(content_of(document))

    shown = [(c.row, c.column, c.width, c.height, c.text.strip()) for c in found.cells() if c.text.strip()]
    assert shown == [(0, 0, 1, 2, "ที่"), (0, 1, 3, 1, "เดือน"), (2, 3, 1, 1, "ท้าย")]
    assert [len(row) for row in found.rows] == [2, 3, 4]
    assert (found.columns, len(found.widths)) == (4, 4)


def test_shading_is_given_but_not_white():
    cells = "".join(
        f'<w:tc><w:tcPr><w:shd w:val="{pattern}" w:fill="{fill}"/></w:tcPr><w:p/></w:tc>'
        for pattern, fill in [("clear", "BFBFBF"), ("clear", "FFFFFF"), ("clear", "auto"), ("pct25", "auto")]
    )

    [table] = read(with_body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))

    assert [cell.shade for cell in table.cells()] == ["BFBFBF", "", "", "pct25"]


def test_rows_deleted_and_cells_nested():
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('ลบ')}</w:p></w:tc></w:tr>"
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('ใน')}</w:p></w:tc></w:tr></w:tbl>"

    [table] = read(with_body(f"<w:tbl>{deleted}<w:tr><w:tc><w:p>{run('นอก')}</w:p>{inner}<w:p/></w:tc></w:tr></w:tbl>"))

    assert [cell.text for cell in table.cells()] == ["นอก\nใน\n"]


def test_drawn_arrows_are_measured_and_pictures_are_not():
    document = Document()
    table = document.add_table(1, 3)
    table.cell(0, 0).paragraphs[0]._p.append(arrow(100, 2_000))
    table.cell(0, 1).paragraphs[0]._p.append(arrow(0, 500, relative="page"))
    table.cell(0, 2).paragraphs[0]._p.append(
        parse_xml(f'<w:r {NAMES}><w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict></w:r>')
    )

    [found] = read(content_of(document))

    assert [cell.shapes for cell in found.cells()] == [(Shape(100, 2_000),), (Shape(None, 500),), ()]
    assert [cell.is_drawn for cell in found.cells()] == [True, True, False]


def test_old_drawn_lines_are_measured():
    lines = "".join(
        f"<w:tc><w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p></w:tc>"
        for shape in (
            '<v:line from="1pt,5pt" to="61pt,5pt"/>',
            '<v:shape style="position:absolute;margin-left:2pt;width:1in"/>',
            '<v:rect style="position:absolute"/>',
        )
    )

    [table] = read(with_body(f"<w:tbl><w:tr>{lines}</w:tr></w:tbl>"))

    assert [cell.shapes for cell in table.cells()] == [(Shape(20, 1_200),), (Shape(40, 1_440),), (Shape(None, None),)]


@pytest.mark.parametrize(
    ("xml", "underlined"),
    [
        (run("เส้น", line("single")) + run(" ") + run("ใต้", line("dotted")), True),
        (run("เส้น", line("single")) + run(" ไม่มี"), False),
        (run("ไม่มี", line("none")), False),
        (run(" ", line("single")), False),
    ],
)
def test_paragraph_is_underlined_where_all_its_text_is(xml, underlined):
    [block] = read(with_body(f"<w:p>{xml}</w:p>"))

    assert block.underlined is underlined


def test_underline_of_a_style_counts_until_a_run_takes_it_off():
    document = Document()
    style = document.styles.add_style("หัวข้อโครงการ", 1)
    style.font.underline = True
    document.add_paragraph("วัตถุประสงค์", style=style)
    document.add_paragraph("", style=style).add_run("เป้าหมาย").underline = False

    assert [block.underlined for block in read(content_of(document))] == [True, False]
