"""Cost lines against the office's standard rates."""

from decimal import Decimal

import pytest
from django.utils import translation

from projects.content import CostLineContent, Factor
from projects.rating import Rate, match_rate, over_rate, suggest_rates

SNACK = Rate("ค่าอาหารว่างและเครื่องดื่ม", "บาท/คน/มื้อ", Decimal("35.00"), ("อาหารว่าง", "เบรก"), "หนังสือเวียน ว 5")
LUNCH = Rate("ค่าอาหารกลางวัน", "บาท/คน/มื้อ", Decimal("120.00"), ("อาหารกลางวัน",))
SINGLE = Rate("ค่าเช่าที่พัก", "บาท/คน/คืน", Decimal("1450.00"), ("ที่พัก",))
SHARED = Rate("ค่าเช่าที่พักห้องคู่", "บาท/คน/คืน", Decimal("900.00"), ("ที่พัก + ห้องคู่",))
ALLOWANCE = Rate("ค่าเบี้ยเลี้ยง", "บาท/คน/วัน", Decimal("240.00"), ("เบี้ยเลี้ยง",))
SPEAKER = Rate("ค่าตอบแทนวิทยากร", "บาท/คน/ชั่วโมง", Decimal("600.00"), ("ตอบแทนวิทยากร", "ค่าวิทยากร"))
TRAVEL = Rate("ค่าพาหนะ", "บาท/คน", Decimal("500.00"), ("พาหนะ",))
RATES = (SNACK, LUNCH, SINGLE, SHARED, ALLOWANCE, SPEAKER, TRAVEL)


def factors(*pairs):
    return tuple(Factor(Decimal(str(value)), unit) for value, unit in pairs)


def line(text, *pairs):
    return CostLineContent(text, factors=factors(*pairs))


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("ค่าอาหารว่างและเครื่องดื่ม", SNACK),
        ("ค่าอาหาร ว่าง และเครื่องดื่ม", SNACK),
        ("ค่าเบรกผู้เข้าประชุม", SNACK),
        ("ค่าอาหารกลางวันผู้เข้าอบรม", LUNCH),
        ("ค่าที่พักวันแรก", SINGLE),
        ("ค่าเช่าที่พัก (ห้องคู่)", SHARED),
        ("ค่าเบี้ยเลี้ยงเดินทางไปราชการ", ALLOWANCE),
        ("ค่าตอบแทนวิทยากรบรรยาย", SPEAKER),
        ("ค่าพาหนะเดินทาง", TRAVEL),
        ("ค่าอาหาร อาหารว่างและเครื่องดื่ม", None),
        ("ค่าอาหารกลางวันและอาหารว่าง", None),
        ("ค่าอาหารและเครื่องดื่ม", None),
        ("ค่าพาหนะและค่าที่พัก", None),
        ("ค่าวัสดุ", None),
        ("", None),
    ],
)
def test_rate_a_text_is_meant_for(text, rate):
    assert match_rate(text, (), RATES) == rate


def test_two_meals_are_not_held_to_the_snack_where_no_other_rate_is_known():
    assert match_rate("ค่าอาหาร อาหารว่างและเครื่องดื่ม", (), (SNACK,)) is None


def test_a_rate_for_both_meals_needs_both_words():
    both = Rate("ค่าอาหารและอาหารว่าง", "บาท/คน/วัน", Decimal("190.00"), ("อาหารกลางวัน+อาหารว่าง",))
    rates = (*RATES, both)

    assert match_rate("ค่าอาหารกลางวันและอาหารว่าง", (), rates) == both
    assert match_rate("ค่าอาหารว่าง", (), rates) == SNACK


def test_a_word_within_another_is_not_counted_twice():
    meal_and_snack = Rate("ค่าอาหารและอาหารว่าง", "บาท/คน/วัน", Decimal("190.00"), ("อาหาร + อาหารว่าง",))

    assert match_rate("ค่าอาหารว่าง", (), (SNACK, meal_and_snack)) == SNACK
    assert match_rate("ค่าอาหาร อาหารว่าง", (), (SNACK, meal_and_snack)) == meal_and_snack


def test_two_rates_of_one_keyword_are_ambiguous():
    other = Rate("ค่าอาหารว่าง (นอกสถานที่)", "บาท/คน/มื้อ", Decimal("50.00"), ("อาหารว่าง",))

    assert match_rate("ค่าอาหารว่าง", (), (SNACK, other)) is None


def test_blank_keywords_match_nothing():
    assert match_rate("ค่าวัสดุ", (), (Rate("ว่าง", "บาท", Decimal(1), ("", " + ")),)) is None


@pytest.mark.parametrize(
    ("unit", "is_compared"),
    [("บาท", True), ("บาท/คน", True), ("บาท/มื้อ", True), ("บาทต่อคนต่อมื้อ", True), ("บาท/วัน", False), ("บาท/คน/วัน", False)],
)
def test_a_price_is_compared_in_its_own_unit_only(unit, is_compared):
    found = match_rate("ค่าอาหารว่าง", factors((18, "คน"), (70, unit)), RATES)

    assert found == (SNACK if is_compared else None)


def test_price_above_its_rate_is_told_with_both_amounts():
    warning = over_rate(line("ค่าอาหารว่างและเครื่องดื่ม", (18, "คน"), (45, "บาท"), (2, "มื้อ")), RATES)

    assert (warning.rate, warning.found) == (SNACK, Decimal(45))
    assert str(warning.sentence) == "อัตรา 45 บาท สูงกว่าเกณฑ์ค่าอาหารว่างและเครื่องดื่ม 35 บาท/คน/มื้อ"
    with translation.override("en"):
        assert str(warning.sentence) == (
            "The rate of 45 baht is above the standard for ค่าอาหารว่างและเครื่องดื่ม: 35 บาท/คน/มื้อ."
        )


@pytest.mark.parametrize(
    "cost_line",
    [
        line("ค่าอาหารว่าง", (18, "คน"), (35, "บาท"), (2, "มื้อ")),
        line("ค่าอาหารว่าง", (100, "คน"), (2, "มื้อ")),
        line("ค่าอาหารว่าง"),
        line("ค่าวัสดุ", (2, "ชุด"), (5000, "บาท")),
        line("ค่าอาหาร อาหารว่างและเครื่องดื่ม", (18, "คน"), (155, "บาท")),
        line("ค่าอาหารว่าง", (18, "คน"), (70, "บาท/วัน")),
    ],
    ids=["at the ceiling", "no price", "lump sum", "no rate", "two meals", "another unit"],
)
def test_no_warning(cost_line):
    assert over_rate(cost_line, RATES) is None


def test_a_satang_above_is_above():
    assert over_rate(line("ค่าอาหารว่าง", (2, "คน"), ("35.01", "บาท")), RATES).found == Decimal("35.01")


def test_each_of_two_prices_is_compared_by_itself():
    within = line("ค่าอาหารว่าง", (2, "คน"), (30, "บาท"), (20, "บาท"))
    above = line("ค่าอาหารว่าง", (2, "คน"), (30, "บาท"), (40, "บาท"))

    assert over_rate(within, RATES) is None
    assert over_rate(above, RATES).found == Decimal(40)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ค่าอาหารว", [SNACK]),
        ("ค่าอาหาร", [SNACK, LUNCH]),
        ("ประชุมครู ค่าอาหารกลางวัน", [LUNCH]),
        ("จ่ายเบี้ยเล", [ALLOWANCE]),
        ("วิทยากร", [SPEAKER]),
        ("เครื่องดื่ม", [SNACK]),
        ("ค่าวัสดุ", []),
        ("  ", []),
    ],
)
def test_rates_offered_while_typing(typed, names):
    assert suggest_rates(typed, RATES) == names


def test_no_more_rates_are_offered_than_asked_for():
    assert suggest_rates("ค่า", RATES, limit=2) == [SNACK, LUNCH]
