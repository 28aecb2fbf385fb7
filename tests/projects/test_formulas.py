"""Cost formulas as offices write them."""

import math
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from budgetplan.thai.digits import to_thai
from budgetplan.thai.money import MAX_AMOUNT
from projects.content import Factor
from projects.formulas import (
    SENTENCES,
    Formula,
    FormulaError,
    format_factors,
    format_formula,
    parse_formula,
    parse_formulas,
)
from projects.formulas.words import UNITS

# Text as written | what remains as description | its factors | the amount it states
CALCULATIONS = """
18คน X ๓3 บาท X๒มื้อ | | 18 คน × 33 บาท × 2 มื้อ |
- ค่าอาหารว่างและเครื่องดื่ม↵  (18คน X ๓3 บาท X๒มื้อ ) | ค่าอาหารว่างและเครื่องดื่ม | 18 คน × 33 บาท × 2 มื้อ |
- ค่าอาหารกลางวัน  ( 18คน X ๑๒๐ บาท ) | ค่าอาหารกลางวัน | 18 คน × 120 บาท |
ค่าอาหารว่าง (จำนวน ๓5 คน*๓๕ บาท*๔๐ ครั้ง) | ค่าอาหารว่าง | 35 คน × 35 บาท × 40 ครั้ง |
ค่าอาหาร  อาหารว่างและเครื่องดื่ม ๒๒๐ คน X ๑2๐ บาท  ๒ ครั้ง | ค่าอาหาร อาหารว่างและเครื่องดื่ม | 220 คน × 120 บาท × 2 ครั้ง |
ค่าเครื่องดื่ม จำนวน ๒๒๐ คน x 30บาท x 6 ครั้ง | ค่าเครื่องดื่ม | 220 คน × 30 บาท × 6 ครั้ง |
(37คนx๑๒๐บาท X๑มื้อ) | | 37 คน × 120 บาท × 1 มื้อ |
ค่าอาหารรายหัวๆ ละ ๑๒๐ บาท↵↵ (37 คน x ๑๒๐บาท X๑มื้อ) | ค่าอาหารรายหัวๆ ละ ๑๒๐ บาท | 37 คน × 120 บาท × 1 มื้อ |
30 คน 3 วันๆละ 180 บาท | | 30 คน × 3 วัน × 180 บาท |
30 คน ๆ ละ 120 บาท 2 มื้อ | | 30 คน × 120 บาท × 2 มื้อ |
30 คน 120 บาท 2 มื้อ | | 30 คน × 120 บาท × 2 มื้อ |
คนละ 240 บาท จำนวน 30 คน 2 วัน | | 240 บาท × 30 คน × 2 วัน |
มื้อละ 35 บาท x 50 คน x 4 มื้อ | | 35 บาท × 50 คน × 4 มื้อ |
ค่าอาหารว่าง 30 คน วันละ 2 มื้อ มื้อละ 35 บาท 3 วัน | ค่าอาหารว่าง | 30 คน × 2 มื้อ × 35 บาท × 3 วัน |
ค่าวิทยากร 5 ชั่วโมงๆละ 600 บาท | ค่าวิทยากร | 5 ชั่วโมง × 600 บาท |
วิทยากร 2 คน x 6 ชม. x 600 บาท | วิทยากร | 2 คน × 6 ชม. × 600 บาท |
ค่าวิทยากร 2 คน 2 วัน วันละ 6 ชั่วโมง ชั่วโมงละ 600 บาท | ค่าวิทยากร | 2 คน × 2 วัน × 6 ชั่วโมง × 600 บาท |
วิทยากร จำนวน 2 คน บรรยาย 6 ชั่วโมง ๆ ละ 600 บาท | วิทยากร บรรยาย | 2 คน × 6 ชั่วโมง × 600 บาท |
จำนวน 1 คนๆ ละ 1.5 ชั่วโมงๆ ละ 1,200 บาท | | 1 คน × 1.5 ชั่วโมง × 1,200 บาท |
จำนวน 100 คนๆ ละ 2 มื้อๆ ละ 35 บาท | | 100 คน × 2 มื้อ × 35 บาท |
30 ราย ๆ ละ 2 ครั้ง ๆ ละ 50 บาท | | 30 ราย × 2 ครั้ง × 50 บาท |
ค่าที่พัก 1,200 บาท/คืน/ห้อง x 10 ห้อง x 2 คืน | ค่าที่พัก | 1,200 บาท/คืน/ห้อง × 10 ห้อง × 2 คืน |
ค่าเบี้ยเลี้ยง 240 บาทต่อคนต่อวัน x 3 คน x 2 วัน | ค่าเบี้ยเลี้ยง | 240 บาท/คน/วัน × 3 คน × 2 วัน |
ค่าพาหนะ 30 คน x 4 บาท/กม. x 50 กม. | ค่าพาหนะ | 30 คน × 4 บาท/กม. × 50 กม. |
ค่าพาหนะเหมาจ่าย 500 บาท/คน จำนวน 3 คน | ค่าพาหนะเหมาจ่าย | 500 บาท/คน × 3 คน |
ค่าวิทยากร 600 บาท / ชม. x 6 ชม. x 2 คน | ค่าวิทยากร | 600 บาท/ชม. × 6 ชม. × 2 คน |
ประชุม 20 คน/วัน x 3 วัน x 120 บาท | ประชุม | 20 คน/วัน × 3 วัน × 120 บาท |
ค่าอาหารว่าง 30 คน @ 35 บาท | ค่าอาหารว่าง | 30 คน × 35 บาท |
ค่าอาหารว่าง @ 35 บาท | ค่าอาหารว่าง | @ 35 บาท |
รายหัวๆ ละ 120 บาท | | @ 120 บาท |
ค่าพาหนะ คนละ 240 บาท | ค่าพาหนะ | @ 240 บาท |
ค่าเข้าเล่ม 100 เล่ม เล่มละ 85.50 บาท | ค่าเข้าเล่ม | 100 เล่ม × 85.5 บาท |
ค่าถ่ายเอกสาร 3,000 แผ่น ๆ ละ 0.50 บาท | ค่าถ่ายเอกสาร | 3,000 แผ่น × 0.5 บาท |
ค่าเช่าห้อง 1,200.- x 10 ห้อง | ค่าเช่าห้อง | 1,200 บาท × 10 ห้อง |
ค่าวิทยากร 600.-บาท x 6 ชม. | ค่าวิทยากร | 600 บาท × 6 ชม. |
30คน*35บ.*2มื้อ | | 30 คน × 35 บาท × 2 มื้อ |
30คน*฿35*2มื้อ | | 30 คน × 35 บาท × 2 มื้อ |
30 คน คูณ 35 บาท คูณ 2 มื้อ | | 30 คน × 35 บาท × 2 มื้อ |
30 คน ✕ 35 บาท · 2 มื้อ | | 30 คน × 35 บาท × 2 มื้อ |
30 คนx35 บาทx2 มื้อx3 วัน | | 30 คน × 35 บาท × 2 มื้อ × 3 วัน |
30 คน x x 35 บาท | | 30 คน × 35 บาท |
30 x 120 x 2 | | 30 × 120 × 2 |
30 คน x 35 | | 30 คน × 35 |
- 5 คน x 30 บาท | | 5 คน × 30 บาท |
ค่าอาหารว่างจำนวนประมาณ 30 คน ๆ ละ 35 บาท | ค่าอาหารว่าง | 30 คน × 35 บาท |
อัตราคนละไม่เกิน 35 บาท จำนวน 20 คน | | 35 บาท × 20 คน |
20 คน อัตรา 35 บาท | | 20 คน × 35 บาท |
อาหาร 2 มื้อ ๆ ละไม่เกิน 120 บาท จำนวน 30 คน | อาหาร | 2 มื้อ × 120 บาท × 30 คน |
ค่าอาหาร จำนวน 30 คน (120 บาท x 2 มื้อ) | ค่าอาหาร | 30 คน × 120 บาท × 2 มื้อ |
ค่าอาหาร 30 คน x 2 มื้อ (มื้อละ 35 บาท) | ค่าอาหาร | 30 คน × 2 มื้อ × 35 บาท |
3 คน x 240 บาท (ไม่รวมคนขับรถ) x 2 วัน | (ไม่รวมคนขับรถ) | 3 คน × 240 บาท × 2 วัน |
ค่าอาหารว่าง = 30 คน x 35 บาท | ค่าอาหารว่าง | 30 คน × 35 บาท |
ค่าพาหนะ (ระยะทางเฉลี่ย 60 กม. x 4 บาท x 20 คน) | ค่าพาหนะ (ระยะทาง) | 60 กม. × 4 บาท × 20 คน |
ค่าวิทยากร จำนวน 3 คน ๆ ละ 6 ชม. ๆ ละ 600 บาท 2 วัน เป็นเงิน 21,600.- บาท | ค่าวิทยากร | 3 คน × 6 ชม. × 600 บาท × 2 วัน | 21600
ป้าย ขนาด 1.2 x 2.4 เมตร จำนวน 1 ผืน เป็นเงิน 432 บาท | ป้าย ขนาด 1.2 x 2.4 เมตร จำนวน 1 ผืน | | 432
1. ค่าอาหารกลางวัน 30 x 100 = 3,000 | ค่าอาหารกลางวัน | 30 × 100 | 3000
7 รุ่น x 50 คน x 35 บาท x 2 มื้อ | | 7 รุ่น × 50 คน × 35 บาท × 2 มื้อ |
ประชุม 2 ครั้ง ครั้งละ 30 คน คนละ 35 บาท | ประชุม | 2 ครั้ง × 30 คน × 35 บาท |
50 คน มื้อละ 35 บาท รวม 4 มื้อ | | 50 คน × 35 บาท × 4 มื้อ |
15 โรงเรียน x 2 คน = 30 คน x 120 บาท | | 15 โรงเรียน × 2 คน × 120 บาท |
สนับสนุนโรงเรียน 5 โรงเรียน โรงเรียนละ 10,000 บาท | สนับสนุนโรงเรียน | 5 โรงเรียน × 10,000 บาท |
ค่าเช่าห้องประชุม 1 ห้อง 5,000 บาท | ค่าเช่าห้องประชุม | 1 ห้อง × 5,000 บาท |
ค่าโล่ 10 พวงมาลัย x 500 บาท | ค่าโล่ | 10 พวงมาลัย × 500 บาท |
ค่าน้ำมัน 50 ลิตร x 35.75 บาท | ค่าน้ำมัน | 50 ลิตร × 35.75 บาท |
อบรมครู 5 โรงเรียน ค่าอาหาร 30 คน x 120 บาท | อบรมครู 5 โรงเรียน ค่าอาหาร | 30 คน × 120 บาท |
อบรมครู 5 โรงเรียน ค่าอาหาร 30 คน x 120 บาท = 18,000 บาท | อบรมครู ค่าอาหาร | 5 โรงเรียน × 30 คน × 120 บาท | 18000
(30+20) คน x 35 บาท | | 50 คน × 35 บาท |
๓๐+๒๐ คน x 35 บาท | | 50 คน × 35 บาท |
(30 คน + 2 คน) x 35 บาท | | 32 คน × 35 บาท |
30 คน x (35 บาท + 120 บาท) | | 30 คน × 155 บาท |
80 บาท x (30 + 20 คน) | | 80 บาท × 50 คน |
18 คน x 35 บาท x 2 มื้อ = 1,260 บาท | | 18 คน × 35 บาท × 2 มื้อ | 1260
ค่าอาหารว่าง (30 คน x 35 บาท = 1,050 บาท) | ค่าอาหารว่าง | 30 คน × 35 บาท | 1050
18 คน x 35 บาท เป็นเงิน 630 บาท (หกร้อยสามสิบบาทถ้วน) | | 18 คน × 35 บาท | 630
30คนx35บาทx2มื้อเป็นเงิน2,100บาท | | 30 คน × 35 บาท × 2 มื้อ | 2100
ค่าเบี้ยเลี้ยง 3 คน x 240 บาท x 2 วัน = 1,440.- | ค่าเบี้ยเลี้ยง | 3 คน × 240 บาท × 2 วัน | 1440
รถตู้ 2 คัน ๆ ละ 1,800 บาท x 2 วัน รวม 7,200 บาท | รถตู้ | 2 คัน × 1,800 บาท × 2 วัน | 7200
คืนละ 800 บาท 2 คืน 5 ห้อง รวมเป็นเงินทั้งสิ้น 8,000 บาท | | 800 บาท × 2 คืน × 5 ห้อง | 8000
นักเรียน 1,250 คน ๆ ละ 15 บาท เป็นเงิน 18,750.50 บาท | นักเรียน | 1,250 คน × 15 บาท | 18750.50
ค่าอาหารว่าง 18คน X ๓3 บาท X๒มื้อ 1,080 บาท | ค่าอาหารว่าง | 18 คน × 33 บาท × 2 มื้อ | 1080
ค่าวัสดุ 5,000 บาท | ค่าวัสดุ | | 5000
ค่าวัสดุ จำนวน ๕,๐๐๐ บาท | ค่าวัสดุ | | 5000
ค่าวัสดุ 1,200.- | ค่าวัสดุ | | 1200
ใช้งบประมาณ 15,000 บาท | | | 15000
1.2 ค่าอาหารว่าง 30 คน x 35 บาท | ค่าอาหารว่าง | 30 คน × 35 บาท |
๑) ค่าอาหารว่าง 30 คน x 35 บาท | ค่าอาหารว่าง | 30 คน × 35 บาท |
(1) ค่าอาหารว่าง 30 คน x 35 บาท | ค่าอาหารว่าง | 30 คน × 35 บาท |
2. ค่าอาหารว่าง 30 คน x 35 บาท | ค่าอาหารว่าง | 30 คน × 35 บาท |
2 โครงการพัฒนาครู 30 คน x 35 บาท | 2 โครงการพัฒนาครู | 30 คน × 35 บาท |
1.5 วัน x 300 บาท | | 1.5 วัน × 300 บาท |
1.1 ประชุม 20 คน x 120 บาท | ประชุม | 20 คน × 120 บาท |
ประชุมครั้งที่ 2 จำนวน 30 คน x 35 บาท | ประชุมครั้งที่ 2 | 30 คน × 35 บาท |
ชุดที่ 1 30 คน x 35 บาท | ชุดที่ 1 | 30 คน × 35 บาท |
ครูระดับ 3 เขต ๒ จำนวน 30 คน x 35 บาท | ครูระดับ 3 เขต ๒ | 30 คน × 35 บาท |
นักเรียนชั้น ม.1-3 จำนวน 30 คน x 35 บาท | นักเรียนชั้น ม.1-3 | 30 คน × 35 บาท |
ครู ป.4 - ป.6 จำนวน 30 คน x 35 บาท | ครู ป.4 - ป.6 | 30 คน × 35 บาท |
กระดาษ A4 80 แกรม 5 รีม x 120 บาท | กระดาษ A4 80 แกรม | 5 รีม × 120 บาท |
กระดาษ A4 80 แกรม x 5 รีม x 120 บาท | กระดาษ A4 80 แกรม | 5 รีม × 120 บาท |
หมึกพิมพ์ HP 85A จำนวน 2 ตลับ x 2,500 บาท | หมึกพิมพ์ HP 85A | 2 ตลับ × 2,500 บาท |
ป้าย ขนาด 1.00 x 1.12 เมตร จำนวน 2 ป้าย ๆ ละ 500 บาท | ป้าย ขนาด 1.00 x 1.12 เมตร | 2 ป้าย × 500 บาท |
ป้าย 1.2x2.4 ม. 3 ผืน x 500 บาท | ป้าย 1.2x2.4 ม. | 3 ผืน × 500 บาท |
วันที่ 15 ม.ค. 64 จำนวน 30 คน x 35 บาท | วันที่ 15 ม.ค. 64 | 30 คน × 35 บาท |
วันที่ 5-7 กุมภาพันธ์ 2564 จำนวน 30 คน x 35 บาท | วันที่ 5-7 กุมภาพันธ์ 2564 | 30 คน × 35 บาท |
1 ต.ค. 2563 - 30 ก.ย. 2564 จำนวน 12 เดือน x 500 บาท | 1 ต.ค. 2563 - 30 ก.ย. 2564 | 12 เดือน × 500 บาท |
เวลา 08.30-16.30 น. 30 คน x 35 บาท | เวลา 08.30-16.30 น. | 30 คน × 35 บาท |
โทร 045-123456 ค่าอาหาร 30 คน x 35 บาท | โทร 045-123456 ค่าอาหาร | 30 คน × 35 บาท |
ภาคเรียนที่ 1/2564 30 คน x 35 บาท | ภาคเรียนที่ 1/2564 | 30 คน × 35 บาท |
ร้อยละ 80 ของครู 30 คน x 35 บาท | ร้อยละ 80 ของครู | 30 คน × 35 บาท |
ครู 80% 30 คน x 35 บาท | ครู 80% | 30 คน × 35 บาท |
"""

NO_CALCULATION = [
    "",
    "ค่าวัสดุ",
    "วันละ 2 มื้อ",
    "ผู้เข้าร่วม 30 คน",
    "ค่าใช้จ่ายอื่น ๆ",
    "จัดทำแผนปฏิบัติการประจำปีงบประมาณ พ.ศ. 2563",
    "ค่าวัสดุโครงการ ปี 2564",
    "ป้ายไวนิล ขนาด 1.00 x 1.12 เมตร",
    "คำสั่งที่ 12/2564",
    "ค่าอาหาร 3 มื้อ",
    "กระดาษ A4 80 แกรม",
    "โทร. 081-234-5678",
]

REFUSED = [
    ("30 คน x 1,20 บาท", "commas"),
    ("30 คน x 1, 200 บาท", "commas"),
    ("1 200 คน x 35 บาท", "commas"),
    ("1.000 คน x 35 บาท", "commas"),
    ("0 คน x 35 บาท", "zero"),
    ("30 คน x ๐ บาท", "zero"),
    ("-5 คน x 30 บาท", "negative"),
    ("30 คน x -5 บาท", "negative"),
    ("ค่าวัสดุ -5,000 บาท", "negative"),
    ("30-40 คน x 35 บาท", "range"),
    ("30 ถึง 40 คน x 35 บาท", "range"),
    ("30 คน x 35.55555 บาท", "decimals"),
    ("30 คน x 1 บาท = 30.005 บาท", "decimals"),
    ("30 คน x 9,999,999,999,999 บาท", "too_large"),
    ("999,999,999,999 คน x 35 บาท", "too_large"),
    ("30 คน x", "missing"),
    ("30 คน x 35 บาท x ", "missing"),
    ("(ครู 30 คน + วิทยากร 2 คน) x 35 บาท", "plus"),
    ("30 คน + 20 คน x 35 บาท", "plus"),
    ("2 x 30+20 คน", "plus"),
    ("50 คน x (35 x 2 + 120)", "plus"),
    ("30 คน x (35 บาท x 2 มื้อ + 120 บาท x 1 มื้อ)", "plus"),
    ("ป้าย ขนาด 2 x 3 เมตร x 150 บาท", "size"),
    ("1/2 วัน x 240 บาท", "unclear"),
    ("10% x 5,000 บาท", "unclear"),
    ("5,000 บาท x 7%", "unclear"),
    ("30.5.2 คน x 35 บาท", "unclear"),
    ("ครู 30 คน วิทยากร 2 คน คนละ 120 บาท", "twice"),
    ("ค่าอาหาร 30 คน 3,600 บาท", "each_or_all"),
    ("15 โรงเรียน x 2 คน = 31 คน x 120 บาท", "result"),
    ("18 คน x 35 บาท และ 18 คน x 120 บาท", "several"),
]


def case(row):
    written, text, factors, amount = (cell.strip() for cell in row.split("|"))
    return pytest.param(written.replace("↵", "\n"), text, factors, amount, id=written)


CASES = [case(row) for row in CALCULATIONS.strip().splitlines()]


@pytest.mark.parametrize(("written", "text", "factors", "amount"), CASES)
def test_what_people_write_is_understood(written, text, factors, amount):
    formula = parse_formula(written)

    assert (formula.text, format_factors(formula.factors)) == (text, factors)
    assert formula.amount == (Decimal(amount) if amount else None)


def test_the_table_is_as_long_as_it_should_be():
    assert len(CASES) > 100


@pytest.mark.parametrize("written", NO_CALCULATION)
def test_numbers_that_are_no_factors_stay_in_the_description(written):
    assert parse_formula(written) == Formula(written)


@pytest.mark.parametrize(("written", "code"), REFUSED)
def test_what_cannot_be_understood_is_refused(written, code):
    with pytest.raises(FormulaError) as caught:
        parse_formula(written)

    assert caught.value.code == code


def test_every_refusal_is_tried():
    assert {code for _written, code in REFUSED} == set(SENTENCES)


def test_a_refusal_is_a_sentence_in_the_language_of_the_page():
    with pytest.raises(FormulaError) as caught:
        parse_formula("30 คน x 1,20 บาท")

    assert str(caught.value) == "จุลภาค ช่องว่าง หรือจุดใน “1,20 บาท” อยู่ผิดตำแหน่ง โปรดพิมพ์ เช่น 1,200.50 หรือ 1200.50"
    with translation.override("en"):
        assert str(caught.value.message) == (
            "The commas, spaces or points in “1,20 บาท” are in the wrong place. Type it like 1,200.50 or 1200.50."
        )


def test_the_most_that_can_be_planned_is_said():
    with translation.override("en"), pytest.raises(FormulaError) as caught:
        parse_formula("2 คน x 999,999,999,999 บาท")

    with translation.override("en"):
        assert str(caught.value) == (
            "“1,999,999,999,998” is too large. The most that can be planned is 999,999,999,999.99 baht."
        )


def shown(formulas):
    return [(formula.text, format_factors(formula.factors), formula.amount) for formula in formulas]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "18 คน x 35 บาท x 2 มื้อ และ 18 คน x 120 บาท",
            [("", "18 คน × 35 บาท × 2 มื้อ", None), ("", "18 คน × 120 บาท", None)],
        ),
        (
            "ค่าอาหารว่าง 18 คน x 35 บาท = 630 บาท\nค่าอาหารกลางวัน 18 คน x 120 บาท = 2,160 บาท",
            [
                ("ค่าอาหารว่าง", "18 คน × 35 บาท", Decimal(630)),
                ("ค่าอาหารกลางวัน", "18 คน × 120 บาท", Decimal(2160)),
            ],
        ),
        (
            "18 คน x 35 บาท x 2 มื้อ 18 คน x 120 บาท",
            [("", "18 คน × 35 บาท × 2 มื้อ", None), ("", "18 คน × 120 บาท", None)],
        ),
        (
            "18 คน x 35 บาท + 18 คน x 120 บาท",
            [("", "18 คน × 35 บาท", None), ("", "18 คน × 120 บาท", None)],
        ),
        (
            "ค่าวัสดุ ๓,๕๐๐ บาท และค่าอาหาร ๓๐ คน x ๓๕ บาท",
            [("ค่าวัสดุ", "", Decimal(3500)), ("ค่าอาหาร", "30 คน × 35 บาท", None)],
        ),
        (
            "ประธาน 1 คน x 500 บาท, กรรมการ 4 คน x 400 บาท",
            [("ประธาน", "1 คน × 500 บาท", None), ("กรรมการ", "4 คน × 400 บาท", None)],
        ),
        (
            "ครั้งที่ 1 จำนวน 20 คน x 120 บาท ครั้งที่ 2 จำนวน 25 คน x 120 บาท",
            [("ครั้งที่ 1", "20 คน × 120 บาท", None), ("ครั้งที่ 2", "25 คน × 120 บาท", None)],
        ),
        ("ค่าวัสดุ", [("ค่าวัสดุ", "", None)]),
    ],
)
def test_each_calculation_of_a_text(written, expected):
    assert shown(parse_formulas(written)) == expected


def test_sara_am_in_two_pieces_and_invisible_marks_make_no_difference():
    assert parse_formula("ค่านํ้ามัน\u200b จํานวน\u00a050 ลิตร x 35 บาท") == Formula(
        "ค่านํ้ามัน", (Factor(Decimal(50), "ลิตร"), Factor(Decimal(35), "บาท"))
    )


@pytest.mark.parametrize(
    ("factors", "text"),
    [
        ((), ""),
        ((Factor(Decimal("1250.00"), "คน"), Factor(Decimal("0.50"), "บาท")), "1,250 คน × 0.5 บาท"),
        ((Factor(Decimal(18)), Factor(Decimal("1E+3"), "บาท")), "18 × 1,000 บาท"),
        ((Factor(Decimal(240), "บาท"),), "@ 240 บาท"),
    ],
)
def test_factors_as_text(factors, text):
    assert format_factors(factors) == text


def test_a_line_is_its_description_with_its_factors_in_brackets():
    factors = (Factor(Decimal(18), "คน"), Factor(Decimal(30), "บาท"))

    assert format_formula("ค่าอาหารว่าง", factors) == "ค่าอาหารว่าง (18 คน × 30 บาท)"
    assert format_formula("", factors) == "18 คน × 30 บาท"
    assert format_formula("ค่าวัสดุ", ()) == "ค่าวัสดุ"


LENGTHS = {"ม.", "เมตร"}
units = st.sampled_from(
    [*sorted(UNITS - LENGTHS), "", "บาท", "บาท/คน", "บาท/คืน/ห้อง", "ผู้เข้าอบรม", "วันทำการ", "พวงมาลัย", "box"]
)
values = st.integers(1, 10**7).map(lambda number: Decimal(number).scaleb(-4)) | st.integers(1, 99_999).map(Decimal)
texts = st.sampled_from(["", "ค่าอาหาร", "ค่าที่พัก ปี 2564", "ประชุมครั้งที่ ๒", "ค่าวัสดุ (สำนักงาน)"])


@settings(max_examples=400)
@given(factors=st.lists(st.builds(Factor, values, units), min_size=1, max_size=5).map(tuple), text=texts)
@example(factors=(Factor(Decimal("0.25"), "บาท"), Factor(Decimal("0.0001"), "กก.")), text="")
@example(factors=(Factor(Decimal("1.5"), "คน-ครั้ง"), Factor(Decimal(5), "บาท")), text="")
@example(factors=(Factor(Decimal(18), "คน"),), text="ค่าอาหาร")
def test_what_is_shown_reads_back_as_it_was(factors, text):
    assume(math.prod((factor.value for factor in factors), start=Decimal(1)) <= MAX_AMOUNT)

    assert parse_formula(format_factors(factors)) == Formula("", factors)
    assert parse_formula(to_thai(format_factors(factors))) == Formula("", factors)
    assert parse_formula(format_formula(text, factors)) == Formula(text, factors)


def formulas_or_refusal(written):
    """The Formulas of a text; one empty Formula for a text that is refused with one of our sentences."""
    try:
        return parse_formulas(written)
    except FormulaError as error:
        if not (error.code in SENTENCES and str(error)):
            raise
        return [Formula("")]


PIECES = (
    """30 คน บาท x × ละ ๆ วัน = + - ( ) รวม เป็นเงิน จำนวน @ , . .- / ๒ ม.ค. ขนาด เมตร % ที่ และ 1.2 35 ค่าอาหาร""".split()
)


@settings(max_examples=400)
@given(st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=14).map("".join) | st.text(max_size=40))
def test_any_text_is_understood_or_refused_with_a_sentence(written):
    for formula in formulas_or_refusal(written):
        assert all(factor.value > 0 for factor in formula.factors)
        assert formula.amount is None or 0 < formula.amount <= MAX_AMOUNT
        if not any("เมตร" in factor.unit for factor in formula.factors):  # "30 × 30 เมตร" reads as a size
            assert parse_formula(format_factors(formula.factors)).factors == formula.factors


@pytest.mark.parametrize(
    "written", ["รวมเป็นเงิน" * 2000, "จำนวน " * 3000 + "ก", "(" * 5000, "1 " * 3000, "30 คน x " * 800, "ๆ ละ" * 3000]
)
def test_a_long_text_is_answered(written):
    assert formulas_or_refusal(written)
