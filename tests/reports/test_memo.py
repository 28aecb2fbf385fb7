"""What the memo that submits a proposal says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.paper.memo import Memo, memo_pdf
from reports.paper.signatures import Signature
from tests.documents.pdf_text import info_of, pages_of, text_of
from tests.reports.proposals import LONG_NAME, OFFICE, squeezed

MEMO = Memo(
    office_name=OFFICE,
    unit="กลุ่มนโยบายและแผน",
    addressee="ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา",
    project="สภากาแฟ",
    year_be=2564,
    amount=Decimal(25_000),
    strategy="ด้านการบริหารจัดการ",
    strategy_number=6,
    starts_on=date(2020, 10, 1),
    ends_on=date(2021, 9, 30),
    number="ศธ 04001/12",
    written_on=date(2020, 10, 12),
    signature=Signature("ผู้เสนอโครงการ", "ผู้อำนวยการกลุ่มนโยบายและแผน"),
)


@pytest.fixture(scope="module")
def lines():
    return squeezed(text_of(memo_pdf(MEMO), "-layout"))


@pytest.mark.parametrize(
    "line",
    [
        "บันทึกข้อความ",
        "ส่วนราชการ กลุ่มนโยบายและแผน สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต ๑",
        "ที่ ศธ ๐๔๐๐๑/๑๒ วันที่ ๑๒ ตุลาคม ๒๕๖๓",
        "เรื่อง ขออนุมัติโครงการสภากาแฟ",
        "เรียน ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา",
        "สิ่งที่ส่งมาด้วย โครงการพร้อมรายละเอียดการใช้งบประมาณ จำนวน ๑ ชุด",
        "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบโปรดอนุมัติโครงการดังกล่าว",
        "ผู้อำนวยการกลุ่มนโยบายและแผน",
    ],
)
def test_the_memo_has_the_fields_of_its_form(lines, line):
    assert line in lines


def test_cause_and_purpose_name_the_project_its_strategy_period_and_money():
    assert MEMO.paragraphs == [
        (
            "ด้วย กลุ่มนโยบายและแผน ได้จัดทำโครงการสภากาแฟ ประจำปีงบประมาณ พ.ศ. ๒๕๖๔ เพื่อสนองยุทธศาสตร์ที่ ๖ ด้านการบริหารจัดการ "
            "กำหนดดำเนินการตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๓ ถึงวันที่ ๓๐ กันยายน ๒๕๖๔"
        ),
        "ในการนี้ กลุ่มนโยบายและแผน ขออนุมัติโครงการ งบประมาณทั้งสิ้น ๒๕,๐๐๐ บาท (สองหมื่นห้าพันบาทถ้วน) ตามรายละเอียดในสิ่งที่ส่งมาด้วย",
        "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบโปรดอนุมัติโครงการดังกล่าว",
    ]


def test_what_is_not_known_is_not_said():
    bare = replace(MEMO, strategy_number=None, starts_on=None, attachments=(), project="โครงการนิเทศ ปี ๒๕๖๔")

    assert bare.paragraphs[0] == "ด้วย กลุ่มนโยบายและแผน ได้จัดทำโครงการนิเทศ ปี ๒๕๖๔"
    assert bare.paragraphs[1].endswith("บาท (สองหมื่นห้าพันบาทถ้วน)")
    assert "สิ่งที่ส่งมาด้วย" not in text_of(memo_pdf(bare))


@pytest.mark.parametrize(
    ("over", "reason", "sentence"),
    [
        (
            Decimal("1500.50"),
            "โรงเรียนเพิ่มขึ้น 5 แห่ง",
            "อนึ่ง วงเงินที่ขอเกินกรอบวงเงินของกลุ่ม จำนวน ๑,๕๐๐.๕๐ บาท (หนึ่งพันห้าร้อยบาทห้าสิบสตางค์) เนื่องจาก โรงเรียนเพิ่มขึ้น ๕ แห่ง",
        ),
        (None, "โรงเรียนเพิ่มขึ้น", "อนึ่ง วงเงินที่ขอเกินกรอบวงเงินของกลุ่ม เนื่องจาก โรงเรียนเพิ่มขึ้น"),
        (
            Decimal(20),
            "",
            "อนึ่ง วงเงินที่ขอเกินกรอบวงเงินของกลุ่ม จำนวน ๒๐ บาท (ยี่สิบบาทถ้วน) โดยยังไม่ระบุเหตุผล",
        ),
    ],
)
def test_what_goes_beyond_the_ceiling_is_said_with_its_reason(over, reason, sentence):
    memo = replace(MEMO, over=over, over_ceiling_reason=reason)

    assert memo.paragraphs[2] == sentence
    assert len(memo.paragraphs) == 4


def test_within_the_ceiling_nothing_is_said_of_it():
    assert replace(MEMO, over=Decimal(0)).paragraphs == MEMO.paragraphs


def test_several_enclosures_are_numbered():
    assert replace(MEMO, attachments=("โครงการ", "แบบ ก 2")).enclosures == ["๑. โครงการ", "๒. แบบ ก ๒"]


def test_number_and_date_may_be_left_to_be_written():
    lines = squeezed(text_of(memo_pdf(replace(MEMO, number="", written_on=None)), "-layout"))

    assert "ที่ วันที่" in lines


def test_a_long_name_is_printed_whole_on_one_page():
    pdf = memo_pdf(replace(MEMO, project=LONG_NAME))

    assert len(pages_of(pdf)) == 1
    assert "".join(text_of(pdf).split()).count("".join(LONG_NAME.split())) == 2
    assert info_of(pdf)["Title"].startswith("บันทึกข้อความ ขออนุมัติโครงการพัฒนาศักยภาพ")


def test_names_cant_carry_markup():
    text = text_of(memo_pdf(replace(MEMO, addressee='<img src="file:///etc/hostname">')))

    assert "<img" in text
