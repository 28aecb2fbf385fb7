"""What a proposal says on paper, and that its figures are those of projects.totals."""

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from projects.content import ActivityContent, ProposalContent, StatementContent
from projects.enums import Averaging, CostCategory, FundSource, ProposalState
from projects.totals import total_up
from reports.paper.proposal import STATES, clean_html, period_line, project_title, proposal_html, proposal_pdf
from reports.paper.signatures import Signature, Signatures
from tests.documents.pdf_text import info_of, pages_of, text_of
from tests.reports.proposals import LONG_NAME, activities, cost, lump, paper_of, proposal, squeezed

COST_HEADER = "ค่าตอบแทน ค่าใช้สอย ค่าวัสดุ"
BOX_OF_WORD = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" .*>(.*)</word>')
TWO_PADDINGS = 5.6
"""Twice the 1 mm between an amount and its border, in points."""
AMOUNT = re.compile(r"[๐-๙]{1,3}(,[๐-๙]{3})+(\.[๐-๙]{2})?")


@pytest.fixture(scope="module")
def pdf():
    """The reference's fifth project with its figures."""
    return proposal_pdf(paper_of(proposal()))


@pytest.fixture(scope="module")
def lines(pdf):
    return squeezed(text_of(pdf, "-layout"))


@pytest.fixture(scope="module")
def long_pdf():
    """A hundred cost lines under one activity with a name of four lines."""
    hundred = tuple(cost(f"ค่าพาหนะวิทยากรคนที่ {n}", (n, "คน"), (1250, "บาท")) for n in range(1, 101))
    content = proposal(name=LONG_NAME, activities=(ActivityContent(LONG_NAME, months=(1, 2), cost_lines=hundred),))
    return proposal_pdf(paper_of(content))


def html(**fields):
    return proposal_html(paper_of(proposal(**fields)))


def test_every_section_is_printed_in_order(lines):
    headings = [line for line in lines if re.match("[๑-๗]\\. (หลักการ|วัตถุ|เป้า|กิจกรรมและ|รายละเอียด|การวัด|ผลที่)", line)]

    assert headings == [
        "๑. หลักการและเหตุผล",
        "๒. วัตถุประสงค์",
        "๓. เป้าหมาย",
        "๔. กิจกรรมและการดำเนินงาน",
        "๕. รายละเอียดการใช้งบประมาณ",
        "๖. การวัดและประเมินผล",
        "๗. ผลที่คาดว่าจะได้รับ",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "โครงการเพิ่มประสิทธิภาพแผนปฏิบัติการประจำปีงบประมาณ พ.ศ. ๒๕๖๔",
        "ยุทธศาสตร์ ข้อที่ ๖ ด้านการปรับสมดุลและพัฒนาระบบการบริหารจัดการศึกษา",
        "สนองกลยุทธ์/จุดเน้น กลยุทธ์ที่ ๔ บริหารจัดการตามหลักธรรมาภิบาล",
        "ลักษณะโครงการ โครงการต่อเนื่อง",
        "ระยะเวลาดำเนินการ ๑ ตุลาคม ๒๕๖๓ ถึง ๓๐ กันยายน ๒๕๖๔",
        "๒.๒ เพื่อให้มีแผนใช้ร่วมกัน",
        "๓.๑.๑ ผู้เข้าประชุมพิจารณาแผน จำนวน ๑๘ คน",
        "๓.๑.๒ โครงการที่บรรลุเป้าหมาย ร้อยละ ๙๗.๕",
        "๓.๒.๑ ทุกกลุ่มทำงานไปในทิศทางเดียวกัน",
        "งบประมาณทั้งสิ้น ๒๕,๐๐๐ บาท (สองหมื่นห้าพันบาทถ้วน)",
        "– จากเงินงบประมาณ ๒๕,๐๐๐ บาท (สองหมื่นห้าพันบาทถ้วน)",
        "– จากเงินนอกงบประมาณ –",
        "รวมทั้งสิ้น - ๙,๙๐๐ ๑๕,๑๐๐ ๒๕,๐๐๐ - ๒๕,๐๐๐",
        "รวมทั้งสิ้น ๕,๔๖๐ ๑๗,๓๒๐ ๒,๒๒๐ - ๒๕,๐๐๐",
        "ขอถัวจ่ายทุกรายการภายในงบรายจ่ายประเภทเดียวกัน",
        "มีแผนครบทุกกลุ่ม ร้อยละ ๑๐๐ ตรวจนับ แบบบันทึก",
        "๗.๑ การใช้เงินเป็นไปตามแผน",
        "ปรับได้เมื่อได้รับจัดสรรเพิ่ม",
    ],
)
def test_the_reference_project_is_printed(lines, line):
    assert line in lines


def test_the_paper_has_thai_digits_only(pdf):
    assert not re.search("[0-9]", text_of(pdf))
    assert info_of(pdf)["Title"] == "โครงการเพิ่มประสิทธิภาพแผนปฏิบัติการประจำปีงบประมาณ พ.ศ. ๒๕๖๔"


def test_printed_sums_are_those_of_total_up():
    content = proposal()
    paper, totals = paper_of(content), total_up(content)

    assert paper.total_cells == (
        0,
        totals.money.services,
        totals.money.materials,
        totals.money.in_budget,
        0,
        totals.money.total,
    )
    assert totals.money.total == Decimal(25_000)
    assert paper.quarters == [("รวมทั้งสิ้น", (*totals.amounts.quarters, totals.amounts.annual))]


def test_activities_are_summed_above_their_cost_lines():
    rows = [(row.number, row.is_line, row.cells[-1]) for row in paper_of(proposal()).costs]

    assert rows == [
        ("๑.", False, Decimal(9900)),
        ("๑.๑", False, Decimal(3240)),
        ("", True, Decimal(1080)),
        ("", True, Decimal(2160)),
        ("๑.๒", False, Decimal(6660)),
        ("", True, Decimal(2220)),
        ("", True, Decimal(4440)),
        ("๒.", False, Decimal(15_100)),
        ("", True, Decimal(5100)),
        ("", True, Decimal(10_000)),
        ("๓.", False, Decimal(0)),
    ]


def test_a_sub_activity_that_costs_nothing_is_left_out_of_the_cost_table():
    content = proposal(activities=(ActivityContent("ก", children=(ActivityContent("ข"),)),))

    assert [row.text for row in paper_of(content).costs] == ["ก"]


def test_an_amount_that_is_not_the_product_says_so_with_its_reason():
    checks = [row.check for row in paper_of(proposal()).costs if row.check]

    assert checks == ["คำนวณได้ ๑,๑๘๘ ต่างจากที่ขอ ๑,๐๘๐ เพราะ ใช้อัตรา ๓๐ บาท"]


def test_an_adjusted_amount_without_a_reason_says_that_too():
    line = cost("ค่าอาหาร", (18, "คน"), (33, "บาท"), amount="590.50")
    (row,) = [
        row for row in paper_of(proposal(activities=(ActivityContent("ก", cost_lines=(line,)),))).costs if row.check
    ]

    assert row.check == "คำนวณได้ ๕๙๔ ต่างจากที่ขอ ๕๙๐.๕๐ โดยยังไม่ระบุเหตุผล"
    assert row.formula == "๑๘ คน × ๓๓ บาท"


def test_the_discrepancy_is_on_the_printed_page(pdf):
    assert "คำนวณได้ ๑,๑๘๘" in text_of(pdf)
    assert "ที่ขอ" in text_of(pdf)


def test_an_older_total_that_the_lines_do_not_reach_is_named():
    lines = (lump("ค่าอาหาร", 49_000),)
    content = proposal(declared=Decimal(58_800), activities=(ActivityContent("ก", months=(1,), cost_lines=lines),))

    assert paper_of(content).money_notes[-1] == "เอกสารเดิมระบุงบประมาณไว้ ๕๘,๘๐๐ บาท แต่รายการรวมได้ ๔๙,๐๐๐ บาท"


def test_an_older_total_that_agrees_is_not_mentioned():
    assert paper_of(proposal(declared=Decimal(25_000), averaging=Averaging.NONE)).money_notes == []


def test_money_in_no_quarter_is_named():
    content = proposal(activities=(ActivityContent("ก", cost_lines=(lump("ค่าวัสดุ", "12.50"),)),))

    assert "จำนวน ๑๒.๕๐ บาท ยังไม่อยู่ในไตรมาสใด เพราะกิจกรรมยังไม่ระบุเดือน" in paper_of(content).money_notes


def test_sources_are_named_only_where_others_pay():
    lines = (lump("ก", 100), lump("ข", 20, source=FundSource.OTHER, in_budget=False))
    paper = paper_of(proposal(activities=(ActivityContent("ก", months=(1,), cost_lines=lines),)))

    assert paper.money_lines[1:] == [
        ("จากเงินงบประมาณ", "๑๐๐ บาท (หนึ่งร้อยบาทถ้วน)"),
        ("จากเงินนอกงบประมาณ", "๒๐ บาท (ยี่สิบบาทถ้วน)"),
        ("แหล่งเงิน งบ สพป.", "๑๐๐ บาท (หนึ่งร้อยบาทถ้วน)"),
        ("แหล่งเงิน หน่วยงานอื่น", "๒๐ บาท (ยี่สิบบาทถ้วน)"),
    ]
    assert [row.source for row in paper.costs] == ["", "", "(หน่วยงานอื่น)"]
    assert paper.quarters[1] == ("เงินงบประมาณของ สพป.", (100, 0, 0, 0, 100))
    assert len(paper_of(proposal()).money_lines) == 3


def test_months_are_bars_and_words():
    rows = {row.number: row for row in paper_of(proposal()).calendar}

    assert rows["๑.๒"].period == "ธ.ค.\xa0๒๕๖๓ – ม.ค.\xa0๒๕๖๔, มิ.ย.\xa0๒๕๖๔"
    assert [(cell.span, cell.is_bar) for cell in rows["๑.๒"].cells] == [
        *[(1, False)] * 2,
        (2, True),
        *[(1, False)] * 4,
        (1, True),
        *[(1, False)] * 3,
    ]
    assert rows["๓."].period == "เม.ย. – ก.ย.\xa0๒๕๖๔"
    assert rows["๑."].period == ""


@pytest.mark.parametrize("months", [(), (1,), (12,), tuple(range(1, 13)), (1, 3, 5, 7, 9, 11), (12, 1)])
def test_calendar_cells_always_cover_twelve_months(months):
    content = proposal(activities=(ActivityContent("ก", months=months),))
    cells = paper_of(content).calendar[0].cells

    assert sum(cell.span for cell in cells) == 12
    assert sum(cell.span for cell in cells if cell.is_bar) == len(months)


def test_the_calendar_is_headed_by_its_two_years(lines):
    assert "ปี ๒๕๖๓ ปี ๒๕๖๔" in " ".join(lines)
    assert "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย." in " ".join(lines)


def test_a_long_cost_table_repeats_its_head_and_loses_no_line(long_pdf):
    pages = pages_of(long_pdf)
    everything = [line for page in pages for line in squeezed(page)]

    assert len(pages) > 5
    for n in range(1, 101):
        printed = thai(f"{n * 1250:,}")
        assert any(line.endswith(f"- {printed} - {printed} - {printed}") for line in everything), n
    with_lines = [page for page in pages if "ค่าพาหนะวิทยากร" in page]
    assert all(COST_HEADER in " ".join(squeezed(page)) for page in with_lines)
    assert any(line.endswith("- ๖,๓๑๒,๕๐๐ - ๖,๓๑๒,๕๐๐ - ๖,๓๑๒,๕๐๐") for line in everything)


def test_every_page_has_its_number_and_the_name_of_the_project_on_one_line(long_pdf):
    pages = pages_of(long_pdf)

    for number, page in enumerate(pages, start=1):
        foot = squeezed(page)[-2:]
        assert foot[0].startswith("โครงการพัฒนาศักยภาพโรงเรียน")
        assert foot[0].endswith(f"หน้า {thai(number)}/{thai(len(pages))}")
        assert foot[1] == "ฉบับที่ ๑ (ร่าง) พิมพ์เมื่อวันที่ ๑๒ ตุลาคม ๒๕๖๓"


@pytest.mark.parametrize("amount", ["33333", "333333", "3333333", "333333333", "333333333.33", "999999999999.99"])
def test_amounts_never_touch_their_neighbours_however_long(amount):
    categories = (CostCategory.COMPENSATION, CostCategory.SERVICES, CostCategory.MATERIALS)
    lines = [lump("ก", amount, category, in_budget=category != CostCategory.MATERIALS) for category in categories]
    content = proposal(activities=(ActivityContent("ก", months=tuple(range(1, 13)), cost_lines=tuple(lines)),))

    rows = amounts_by_row(proposal_pdf(paper_of(content)))

    assert sorted(len(row) for row in rows)[-2:] == [6, 6]
    for row in rows:
        for (_, right), (left, _) in pairwise(row):
            assert left - right > TWO_PADDINGS


def amounts_by_row(pdf):
    """The (left, right) of each amount, in points, by the line it stands on, headlines apart."""
    rows = defaultdict(list)
    page = 0
    for line in text_of(pdf, "-bbox").splitlines():
        page += "<page " in line
        found = BOX_OF_WORD.search(line)
        if found and AMOUNT.fullmatch(found[4]):
            rows[page, round(float(found[2]))].append((float(found[1]), float(found[3])))
    return [sorted(row) for row in rows.values()]


def test_a_proposal_of_which_nothing_is_written_prints_dashes():
    empty = paper_of(ProposalContent(name="ว่าง", year_be=2564), state="approved")
    lines = squeezed(text_of(proposal_pdf(empty), "-layout"))

    assert "แผนงาน –" in lines
    assert lines[lines.index("๒. วัตถุประสงค์") + 1] == "–"
    assert lines[lines.index("๔. กิจกรรมและการดำเนินงาน") + 1] == "–"
    assert lines[lines.index("๕. รายละเอียดการใช้งบประมาณ") + 1] == "ไม่ใช้งบประมาณ"
    assert "หมายเหตุ" not in lines


def test_a_draft_carries_the_watermark_on_each_page(pdf):
    assert all("ร่าง" in squeezed(page) for page in pages_of(pdf))


def test_an_approved_proposal_carries_none():
    paper = paper_of(proposal(), state="approved", version=12)

    assert paper.version_line == "ฉบับที่ ๑๒ (อนุมัติแล้ว)"
    assert "ร่าง" not in squeezed(text_of(proposal_pdf(paper), "-layout"))


def test_every_state_has_its_word():
    assert set(STATES) == set(ProposalState)


def test_four_blocks_are_left_to_be_signed(lines):
    roles = [line.removeprefix("(ลงชื่อ)").lstrip(".") for line in " ".join(lines).split() if "(ลงชื่อ)" in line]

    assert roles == ["ผู้เสนอโครงการ", "ผู้เห็นชอบ", "ผู้ตรวจสอบ", "ผู้อนุมัติ"]


def test_who_signed_acting_for_whom_is_printed():
    signed = Signature("ผู้อนุมัติ", "รองผู้อำนวยการ สพป.", "ผู้ลงนาม", "ผู้อำนวยการ สพป.", date(2020, 11, 2))
    page = proposal_html(paper_of(proposal(), signatures=Signatures((signed,))))

    assert "<p>ปฏิบัติหน้าที่แทน ผู้อำนวยการ สพป.</p>" in page
    assert "<p>วันที่ ๒ พฤศจิกายน ๒๕๖๓</p>" in page


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>ก<script>alert(1)</script></p>", "<p>ก</p>"),
        ('<p onclick="x()" style="color:red" class="a">ก</p>', "<p>ก</p>"),
        ('<img src="file:///etc/hostname"><a href="http://x">ลิงก์</a>', "ลิงก์"),
        ("<ol><li><strong>ข้อ 1</strong></li></ol>", "<ol><li><strong>ข้อ ๑</strong></li></ol>"),
        ("ก &amp; ข &lt; 5", "ก &amp; ข &lt; ๕"),
        ("<style>p{}</style><table><tr><td>ก</td></tr></table>", "ก"),
    ],
)
def test_rich_text_is_reduced_to_what_prints(dirty, clean):
    assert clean_html(dirty) == clean


def test_names_cant_carry_markup_into_the_page():
    attack = '<script>x</script><img src="file:///etc/hostname">'
    page = html(
        name=attack, owners=attack, objectives=(StatementContent(attack),), activities=(ActivityContent(attack),)
    )

    assert "<script" not in page
    assert "<img" not in page
    assert page.count("&lt;script&gt;") >= 4


def test_the_preview_is_a_part_of_a_page_with_the_same_body():
    page = html()

    assert page.startswith('<article class="paper-preview tight" lang="th"')
    assert "<h1" not in page
    assert "<html" not in page
    assert "style=" not in page
    assert "<p>ฉบับที่" not in page
    for text in ("ฉบับที่ ๑ (ร่าง)", "คำนวณได้ ๑,๑๘๘", '<td class="amount">๒๕,๐๐๐</td>', "๑๘ คน × ๓๓ บาท × ๒ มื้อ"):
        assert text in page


@pytest.mark.parametrize(
    ("name", "title"),
    [("ปี 2564", "โครงการปี ๒๕๖๔"), ("โครงการนิเทศ", "โครงการนิเทศ")],
)
def test_the_title_says_project_once(name, title):
    assert project_title(name) == title


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "text"),
    [
        (date(2020, 10, 1), date(2021, 9, 30), "๑ ตุลาคม ๒๕๖๓ ถึง ๓๐ กันยายน ๒๕๖๔"),
        (date(2020, 10, 1), None, "ตั้งแต่ ๑ ตุลาคม ๒๕๖๓"),
        (None, date(2021, 9, 30), "ถึง ๓๐ กันยายน ๒๕๖๔"),
        (None, None, ""),
    ],
)
def test_a_period_is_printed_as_far_as_it_is_known(starts_on, ends_on, text):
    assert period_line(starts_on, ends_on) == text


def test_one_satang_gives_every_amount_two_decimals():
    whole = paper_of(proposal())
    split = paper_of(proposal(activities=(*activities(), ActivityContent("ก", cost_lines=(lump("ข", "0.25"),)))))

    assert whole.printed([Decimal(1000), Decimal(0)]) == ["๑,๐๐๐", "-"]
    assert split.printed([Decimal(1000), Decimal(0)]) == ["๑,๐๐๐.๐๐", "-"]


def thai(number):
    return str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
