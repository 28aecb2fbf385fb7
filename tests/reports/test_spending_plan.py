"""What the quarterly plan table says on paper."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from reports.paper.signatures import Signatures
from reports.paper.spending_plan import PlanPaper, in_words, paper_of, printed_amount, spending_plan_pdf
from tests.documents.pdf_text import info_of, pages_of, text_of, words_of
from tests.reports.tables import quarters, real_parts, table_of

REAL_ROWS = """
๑. ค่าตอบแทน ๙๐,๐๐๐ ๒๒,๕๐๐ ๒๒,๕๐๐ ๒๒,๕๐๐ ๒๒,๕๐๐
๒. ค่าใช้สอย ๑,๓๐๕,๐๐๐ ๓๓๑,๕๐๐ ๓๓๑,๕๐๐ ๒๖๗,๕๐๐ ๓๗๔,๕๐๐
๒.๒ ค่าใช้จ่ายในการจัดงาน/พิธีต่างๆ ๑๗๑,๐๐๐ ๕๐,๐๐๐ ๑๐๐,๐๐๐ ๒๑,๐๐๐ -
๒.๓ ค่าเบี้ยประกันรถยนต์สำนักงาน ๑๑๐,๐๐๐ - - - ๑๑๐,๐๐๐
๓. ค่าวัสดุ ๖๐๐,๐๐๐ ๑๑๐,๐๐๐ ๑๓๐,๐๐๐ ๑๖๐,๐๐๐ ๒๐๐,๐๐๐
๔. ค่าสาธารณูปโภค ๑,๐๓๖,๐๐๐ ๒๖๐,๗๐๐ ๒๕๖,๕๐๐ ๒๖๒,๓๐๐ ๒๕๖,๕๐๐
๔.๕ ค่าบริการเครือข่ายอินเทอร์เน็ต ๑๐,๐๐๐ ๔,๒๐๐ - ๕,๘๐๐ -
รวมงบบริหารสำนักงาน ๓,๐๓๑,๐๐๐ ๗๒๔,๗๐๐ ๗๔๐,๕๐๐ ๗๑๒,๓๐๐ ๘๕๓,๕๐๐
รวมทั้งสิ้น ๕,๐๐๐,๐๐๐ ๑,๔๘๕,๑๐๐ ๑,๑๑๗,๓๘๐ ๑,๑๕๐,๗๗๐ ๑,๒๔๖,๗๕๐
""".strip().splitlines()
HEADER = "ไตรมาสที่ ๑ ไตรมาสที่ ๒ ไตรมาสที่ ๓ ไตรมาสที่ ๔"
AMOUNT = re.compile(r"[๐-๙,]+(\.[๐-๙]{2})?")


def paper(parts, *, signatures=None, **options):
    return PlanPaper(table_of(parts, **options), signatures or Signatures(), date(2020, 10, 12))


def labels(paper):
    return [(row.kind, row.label, row.level) for row in paper.rows()]


def squeezed(text):
    """The lines of laid-out text with single spaces."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_rows_follow_the_reference():
    rows = labels(paper(real_parts()))

    assert rows[:3] == [
        ("category", "๑. ค่าตอบแทน", 0),
        ("line", "๑.๑ ค่าตอบแทนการปฏิบัติงานนอกเวลาราชการ", 1),
        ("category", "๒. ค่าใช้สอย", 0),
    ]
    assert rows[-4:] == [
        ("part_total", "รวมงบบริหารสำนักงาน", 0),
        ("part_only", "งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม", 0),
        ("part_only", "งบสำรองจ่ายในรายการที่จำเป็นเร่งด่วนตามนโยบาย", 0),
        ("total", "รวมทั้งสิ้น", 0),
    ]
    assert len(rows) == 4 + 17 + 3 + 1


def test_every_printed_amount_is_the_tables():
    table = table_of(real_parts())
    printed = [row.amounts for row in PlanPaper(table, Signatures(), date(2020, 10, 12)).rows()]

    administration, *ones = table.parts
    below = [row.amounts for child in administration.children for row in child.walk()]
    assert printed == [*below, administration.amounts, *(part.amounts for part in ones), table.total]


def test_parts_are_headed_where_several_have_rows_of_their_own():
    rows = labels(paper({"ก": [("x", quarters(1, 0, 0, 0))], "ข": [("y", quarters(1, 0, 0, 0))]}))

    assert rows == [
        ("part", "ก", 0),
        ("line", "๑. x", 0),
        ("part_total", "รวมก", 0),
        ("part", "ข", 0),
        ("line", "๑. y", 0),
        ("part_total", "รวมข", 0),
        ("total", "รวมทั้งสิ้น", 0),
    ]


def test_a_part_without_lines_is_one_row_of_nothing():
    empty = paper({"ก": []})

    assert labels(empty)[0] == ("part_only", "ก", 0)
    assert next(iter(empty.rows())).amounts == (0, (0, 0, 0, 0))


def test_deep_lines_are_numbered_and_indented():
    deep = [("หมวด", [("หัวข้อ", [("ย่อย", [("ล่างสุด 9", quarters(1, 2, 3, 4))])])])]

    assert labels(paper({"ก": deep}))[:4] == [
        ("category", "๑. หมวด", 0),
        ("heading", "๑.๑ หัวข้อ", 1),
        ("heading", "๑.๑.๑ ย่อย", 2),
        ("line", "๑.๑.๑.๑ ล่างสุด ๙", 3),
    ]


def test_the_deepest_lines_are_not_pushed_off_the_page():
    deep = [("ล่างสุด", quarters(1, 0, 0, 0))]
    for name in "ซชจงคขก":
        deep = [(name, deep)]

    assert [level for _, _, level in labels(paper({"ก": deep}))] == [0, 1, 2, 3, 4, 5, 5, 5, 0, 0]


@pytest.mark.parametrize(
    ("amount", "satang", "text"),
    [
        ("0", False, "-"),
        ("0.00", True, "-"),
        ("1234567", False, "๑,๒๓๔,๕๖๗"),
        ("1234567", True, "๑,๒๓๔,๕๖๗.๐๐"),
        ("0.5", True, "๐.๕๐"),
        ("999999999999.99", True, "๙๙๙,๙๙๙,๙๙๙,๙๙๙.๙๙"),
    ],
)
def test_amounts_are_printed_in_thai_digits(amount, satang, text):
    assert printed_amount(Decimal(amount), satang=satang) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("25000", "๒๕,๐๐๐ บาท (สองหมื่นห้าพันบาทถ้วน)"),
        ("5000000", "๕,๐๐๐,๐๐๐ บาท (ห้าล้านบาทถ้วน)"),
        ("21.25", "๒๑.๒๕ บาท (ยี่สิบเอ็ดบาทยี่สิบห้าสตางค์)"),
        ("0", "๐ บาท (ศูนย์บาทถ้วน)"),
    ],
)
def test_amounts_are_followed_by_their_words(amount, text):
    assert in_words(Decimal(amount)) == text


def test_one_satang_gives_every_amount_two_decimals():
    assert paper({"ก": [("x", quarters(1, 0, 0, 0)), ("y", quarters("0.25", 0, 0, 0))]}).has_satang
    assert not paper({"ก": [("x", quarters("1.00", 0, 0, 0))]}).has_satang


@pytest.mark.parametrize("state", ["draft", "waiting", "returned", "rejected"])
def test_everything_not_approved_is_a_draft_on_paper(state):
    assert paper(real_parts(), state=state).is_draft


def test_approved_is_no_draft_on_paper():
    approved = paper(real_parts(), state="approved", number=12)

    assert not approved.is_draft
    assert approved.version_line == "ฉบับที่ ๑๒ (อนุมัติแล้ว)"


def test_real_plan_prints_the_reference_figures(real_plan):
    pdf = spending_plan_pdf(paper_of(real_plan))

    lines = squeezed(text_of(pdf, "-layout"))
    assert [row for row in REAL_ROWS if row not in lines] == []
    assert "รวมทั้งสิ้น ๕,๐๐๐,๐๐๐ บาท (ห้าล้านบาทถ้วน)" in lines
    assert lines[0] == "แผนการใช้จ่ายงบประมาณรายไตรมาส ประจำปีงบประมาณ พ.ศ. ๒๕๖๔"
    assert lines[1] == "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต ๑"
    assert not re.search("[0-9]", text_of(pdf))
    assert info_of(pdf)["Title"] == "แผนการใช้จ่ายงบประมาณรายไตรมาส ประจำปีงบประมาณ พ.ศ. ๒๕๖๔"


def test_long_plan_repeats_its_header_and_loses_no_row():
    long = paper(real_parts(times=10), signatures=Signatures())

    pages = pages_of(spending_plan_pdf(long))

    assert len(pages) > 5
    for number, text in enumerate(pages, start=1):
        lines = squeezed(text)
        assert HEADER in lines
        assert any(f"หน้า {thai(number)}/{thai(len(pages))}" in line for line in lines)
        assert any("ฉบับที่ ๑ (ร่าง)" in line and "พิมพ์เมื่อวันที่ ๑๒ ตุลาคม ๒๕๖๓" in line for line in lines)
    everything = [line for text in pages for line in squeezed(text)]
    for row in long.rows():
        cells = " ".join(printed_amount(value, satang=False) for value in row.amounts.cells())
        start = row.label[:16]
        assert sum(line.startswith(start) and line.endswith(cells) for line in everything) >= 1


def test_draft_carries_the_watermark_on_each_page():
    pages = pages_of(spending_plan_pdf(paper(real_parts(times=5))))

    assert len(pages) > 2
    assert all("ร่าง" in squeezed(text) for text in pages)


def test_approved_carries_no_watermark():
    assert "ร่าง" not in text_of(spending_plan_pdf(paper(real_parts(), state="approved")))


@pytest.mark.parametrize("factor", ["1", "10", "1000.01", "199999.99"], ids=["narrow", "medium", "wide", "widest"])
def test_amounts_end_at_the_right_of_their_column_and_stay_inside_it(factor):
    rows = [(name, _times(amounts, factor)) for name, amounts in real_parts()["งบบริหารสำนักงาน"][1][1]]
    words = list(words_of(spending_plan_pdf(paper({"ก": rows}))))

    amounts = [word for word in words if AMOUNT.fullmatch(word.text) and word.page == 1]
    ends = Counter(round(word.right) for word in amounts)
    columns = sorted(end for end, times in ends.items() if times > 5)
    left_edges = dict(zip(columns, [0, *columns], strict=False))
    assert len(columns) == 5
    assert all(word.left > left_edges[round(word.right)] for word in amounts if round(word.right) in columns)
    assert columns[-1] < words[0].page_width - 40


def _times(amounts, factor):
    return quarters(*(value * Decimal(factor) for value in amounts.quarters))


def test_draft_out_of_balance_says_so_under_the_table():
    lines = squeezed(text_of(spending_plan_pdf(paper(real_parts(), envelope=4_000_000)), "-layout"))

    heading = lines.index("รายการที่ยังไม่สอดคล้องกัน ต้องแก้ไขก่อนเสนอขออนุมัติ")
    assert lines[heading + 1].startswith("๑. ")
    assert "๑,๐๐๐,๐๐๐" in lines[heading + 1]


def test_names_cant_carry_markup():
    pdf = spending_plan_pdf(paper({"ก": [('<img src="file:///etc/hostname">', quarters(1, 0, 0, 0))]}))

    assert "file:///etc/hostname" in text_of(pdf).replace("\n", "")


def thai(number):
    return str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
