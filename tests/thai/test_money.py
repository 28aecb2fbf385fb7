"""Amounts: read as people type them, written, divided, scaled."""

import string
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from budgetplan.thai.digits import to_thai
from budgetplan.thai.money import (
    MAX_AMOUNT,
    SENTENCES,
    AmountError,
    format_amount,
    from_cell,
    from_satang,
    parse_amount,
    round_to_satang,
    scale,
    split_evenly,
    to_satang,
)

MOST_SATANG = 99_999_999_999_999
amounts = st.integers(0, MOST_SATANG).map(from_satang)


def refusal_of(function, value):
    """(code, English sentence) of the AmountError that a value meets."""
    with translation.override("en"), pytest.raises(AmountError) as caught:
        function(value)
    with translation.override("en"):
        return caught.value.code, str(caught.value)


def parsed_or_refused(text):
    """The amount in a text; None for a blank, and for a text that is refused with one of our sentences."""
    try:
        return parse_amount(text)
    except AmountError as error:
        return None if str(error) and error.code in SENTENCES else error


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("0", "0.00"),
        ("22500", "22500.00"),
        ("22,500", "22500.00"),
        ("22,500.5", "22500.50"),
        ("22,500.05", "22500.05"),
        ("1,234,567.89", "1234567.89"),
        ("๒,160", "2160.00"),
        ("39,๖๐๐", "39600.00"),
        ("1,08๐", "1080.00"),
        ("๓๗๔,๕๐๐", "374500.00"),
        (".5", "0.50"),
        ("5.", "5.00"),
        ("007", "7.00"),
        ("  22,500 ", "22500.00"),
        ("22\u00a0500", "22500.00"),
        ("1 234 567", "1234567.00"),
        ("22, 500", "22500.00"),
        ("22,500\r\n", "22500.00"),
        ("\u200b22,500\ufeff", "22500.00"),
        ("22,500 บาท", "22500.00"),
        ("๒๒,๕๐๐บาทถ้วน", "22500.00"),
        ("฿22,500", "22500.00"),
        ("22,500 ฿", "22500.00"),
        ("22,500.-", "22500.00"),
        ("22,500.–", "22500.00"),
        ("-0", "0.00"),
        ("(0.00)", "0.00"),
        ("999,999,999,999.99", "999999999999.99"),
        (0, "0.00"),
        (22500, "22500.00"),
        (Decimal("22500.5"), "22500.50"),
        (Decimal("5.000"), "5.00"),
        (Decimal("1E+3"), "1000.00"),
    ],
)
def test_parse_amount_reads_what_people_type(text, baht):
    assert str(parse_amount(text)) == baht


@pytest.mark.parametrize("dash", ["-", "–", "—", "−", "‐", "--", " - ", "- บาท", "฿ -"])
def test_parse_amount_takes_a_dash_for_nothing(dash):
    assert str(parse_amount(dash)) == "0.00"


@pytest.mark.parametrize("blank", [None, "", "   ", "\u00a0", "\n", "\u200b"])
def test_parse_amount_of_a_blank_is_none(blank):
    assert parse_amount(blank) is None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("-500", "negative"),
        ("−500", "negative"),
        ("–๕๐๐", "negative"),
        ("- 500 บาท", "negative"),
        ("(500)", "negative"),
        ("(๕,๐๐๐.๐๐)", "negative"),
        ("500-", "negative"),
        (-1, "negative"),
        (Decimal("-0.01"), "negative"),
        ("abc", "not_a_number"),
        ("ห้าร้อย", "not_a_number"),
        ("-abc", "not_a_number"),
        ("--5", "not_a_number"),
        ("(-5)", "not_a_number"),
        ("1-2", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("1e5", "not_a_number"),
        ("=5+5", "not_a_number"),
        ("5 บาท 5", "not_a_number"),
        ("50%", "not_a_number"),
        ("5²", "not_a_number"),
        ("٣", "not_a_number"),
        (".", "not_a_number"),
        (",", "not_a_number"),
        ("บาท", "not_a_number"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        (Decimal("NaN"), "not_a_number"),
        (Decimal("Infinity"), "not_a_number"),
        (True, "not_a_number"),
        (12.5, "not_a_number"),
        (["5"], "not_a_number"),
        ("1,23,4", "commas"),
        ("1,5", "commas"),
        ("1234,567", "commas"),
        (",500", "commas"),
        ("500,", "commas"),
        ("1,,500", "commas"),
        ("1,234.5,6", "commas"),
        ("12 3", "commas"),
        ("1.234", "decimals"),
        ("1.500", "decimals"),
        ("๐.๐๐๑", "decimals"),
        (Decimal("5.001"), "decimals"),
        (Decimal("0.10000000000000000000000000000000000001"), "decimals"),
        ("1,000,000,000,000", "too_large"),
        ("999999999999.991", "too_large"),
        ("9" * 5000, "too_large"),
        ("9" * 60 + ".123", "too_large"),
        (10**12, "too_large"),
        (Decimal("1E+1000"), "too_large"),
    ],
)
def test_parse_amount_refuses(value, code):
    assert refusal_of(parse_amount, value)[0] == code


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("-5", "Amounts can't be negative. Type 0 or more."),
        ("ห้า", "This is not an amount. Type digits, for example 22,500 or 22,500.50."),
        (
            "1,5",
            "The commas or spaces are in the wrong place. Leave them out, or type like 1,234,567.50.",
        ),
        ("1234.565", "Amounts have at most two decimals. Type 1,234.57, for example."),
        ("0.001", "Amounts have at most two decimals. Type 0, for example."),
        ("1" + "0" * 12, "Amounts can't be more than 999,999,999,999.99. Type a smaller amount."),
    ],
)
def test_refusal_says_what_to_type_instead(value, sentence):
    assert refusal_of(parse_amount, value)[1] == sentence


def test_refusal_speaks_the_language_of_the_moment():
    with pytest.raises(AmountError) as caught:
        parse_amount("1.234")
    with translation.override("th"):
        assert str(caught.value.message) == "จำนวนเงินมีทศนิยมได้ไม่เกินสองตำแหน่ง โปรดพิมพ์ใหม่ เช่น 1.23"
    with translation.override("en"):
        assert str(caught.value.message) == "Amounts have at most two decimals. Type 1.23, for example."


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_has_a_thai_sentence(code):
    with translation.override("en"):
        english = str(SENTENCES[code])
    with translation.override("th"):
        assert str(SENTENCES[code]) != english


@pytest.mark.parametrize(
    ("value", "baht"),
    [
        (None, None),
        (22500.0, "22500.00"),
        (0.1 + 0.2, "0.30"),
        (1234.565 * 2, "2469.13"),
        (999999999999.99, "999999999999.99"),
        (-0.0, "0.00"),
        (Decimal("0.30000000000000004"), "0.30"),
        (840000, "840000.00"),
        ("๓๗๔,๕๐๐", "374500.00"),
        (" - ", "0.00"),
    ],
)
def test_from_cell_drops_the_binary_noise_of_floats(value, baht):
    amount = from_cell(value)
    assert (amount if amount is None else str(amount)) == baht


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.005, "decimals"),
        (0.00001, "decimals"),
        (-3.5, "negative"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
        (float("-inf"), "not_a_number"),
        (1e300, "too_large"),
        (1e12, "too_large"),
        (True, "not_a_number"),
    ],
)
def test_from_cell_refuses(value, code):
    assert refusal_of(from_cell, value)[0] == code


@given(amounts)
def test_from_cell_reads_every_amount_back_from_its_float(amount):
    assert from_cell(float(amount)) == amount


@pytest.mark.parametrize(
    ("baht", "text"),
    [
        ("0", "–"),
        ("0.01", "0.01"),
        ("0.5", "0.50"),
        ("999", "999"),
        ("1000", "1,000"),
        ("1234.5", "1,234.50"),
        ("3031000.00", "3,031,000"),
        ("-1500", "-1,500"),
        ("2.675", "2.68"),
    ],
)
def test_format_amount(baht, text):
    assert format_amount(Decimal(baht)) == text


def test_format_amount_in_thai_digits_and_with_a_blank_of_its_own():
    assert format_amount(Decimal("1234.5"), thai=True) == "๑,๒๓๔.๕๐"
    assert format_amount(None) == "–"
    assert format_amount(Decimal(0), blank="0") == "0"
    assert format_amount(None, thai=True, blank="") == ""


@given(amounts, st.booleans())
def test_what_was_formatted_parses_back(amount, thai):
    assert parse_amount(format_amount(amount, thai=thai)) == amount


@given(amounts, st.data())
def test_thai_arabic_and_mixed_digits_read_alike(amount, data):
    text = f"{amount:,}"
    in_thai = data.draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    mixed = "".join(to_thai(sign) if thai else sign for sign, thai in zip(text, in_thai, strict=True))
    assert parse_amount(mixed) == parse_amount(to_thai(text)) == parse_amount(text) == amount


@given(st.text(alphabet=string.digits + "๐๑๙.,-–() \u00a0บาท฿e+", max_size=30))
def test_any_text_gives_an_amount_a_blank_or_a_sentence(text):
    amount = parsed_or_refused(text)
    assert amount is None or (0 <= amount <= MAX_AMOUNT and amount.as_tuple().exponent == -2)


@pytest.mark.parametrize(
    ("baht", "satang"),
    [("0", 0), ("0.01", 1), ("22500", 2250000), ("1.50", 150), ("-1.5", -150), ("5.000", 500)],
)
def test_to_satang(baht, satang):
    assert to_satang(Decimal(baht)) == satang
    assert from_satang(satang) == Decimal(baht)


@pytest.mark.parametrize(
    ("baht", "code"),
    [
        ("0.001", "decimals"),
        ("-0.005", "decimals"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("1234567890123.001", "too_large"),
    ],
)
def test_to_satang_refuses(baht, code):
    assert refusal_of(to_satang, Decimal(baht))[0] == code


@pytest.mark.parametrize("value", [1.5, True, "5"])
def test_to_satang_takes_only_decimals(value):
    with pytest.raises(TypeError):
        to_satang(value)


@given(st.integers(-MOST_SATANG, MOST_SATANG))
def test_satang_survive_the_way_through_baht(satang):
    assert to_satang(from_satang(satang)) == satang


@pytest.mark.parametrize(
    ("baht", "count", "shares"),
    [
        ("100", 4, ["25.00", "25.00", "25.00", "25.00"]),
        ("10", 4, ["2.00", "2.00", "2.00", "4.00"]),
        ("3", 4, ["0.00", "0.00", "0.00", "3.00"]),
        ("10.01", 4, ["2.50", "2.50", "2.50", "2.51"]),
        ("0", 4, ["0.00", "0.00", "0.00", "0.00"]),
        ("724700", 3, ["241566.00", "241566.00", "241568.00"]),
        ("7.77", 1, ["7.77"]),
    ],
)
def test_split_evenly(baht, count, shares):
    assert [str(share) for share in split_evenly(Decimal(baht), count)] == shares


@given(amounts, st.integers(1, 24))
def test_shares_sum_to_the_amount(amount, count):
    shares = split_evenly(amount, count)
    assert sum(shares) == amount
    assert len(shares) == count
    assert len(set(shares[:-1])) <= 1
    unit = Decimal("0.01") if amount % 1 else Decimal(1)
    assert 0 <= shares[-1] - shares[0] < unit * count


@pytest.mark.parametrize(
    ("baht", "percent", "scaled"),
    [
        ("5000000", "103", "5150000.00"),
        ("100", "100", "100.00"),
        ("0.50", "103", "0.52"),
        ("0.50", "101", "0.51"),
        ("0.50", "100.9", "0.50"),
        ("33.33", "50", "16.67"),
        ("99.99", "0", "0.00"),
    ],
)
def test_scale_rounds_half_up_to_the_satang(baht, percent, scaled):
    assert str(scale(Decimal(baht), Decimal(percent))) == scaled


@given(amounts)
def test_a_hundred_per_cent_changes_nothing(amount):
    assert scale(amount, Decimal(100)) == amount


@given(amounts, st.decimals(0, 500, places=2))
def test_scale_is_at_most_half_a_satang_off(amount, percent):
    assume(amount * percent / 100 <= MAX_AMOUNT)
    assert abs(scale(amount, percent) - amount * percent / 100) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("baht", "rounded"), [("0.005", "0.01"), ("0.0049", "0.00"), ("2.675", "2.68"), ("-0.005", "-0.01")]
)
def test_round_to_satang(baht, rounded):
    assert str(round_to_satang(Decimal(baht))) == rounded
