"""Amounts in words, read back by a reader of Thai number words that knows nothing of the writer."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from budgetplan.thai.baht import baht_text

DIGITS = {word: value for value, word in enumerate("หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า".split(), start=1)}
ANY = "|".join(DIGITS)
BELOW_A_MILLION = re.compile(
    rf"(?:({ANY})แสน)?(?:({ANY})หมื่น)?(?:({ANY})พัน)?(?:({ANY})ร้อย)?"
    r"(?:(ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)?(สิบ))?"
    rf"({ANY}|เอ็ด)?"
)


def read_below_a_million(words, *, follows_more):
    """The number in words. A final one is เอ็ด after anything else and หนึ่ง alone."""
    match = BELOW_A_MILLION.fullmatch(words)
    assert match, f"not a Thai number: {words}"
    *high, tens, ten, last = match.groups()
    number = sum(DIGITS.get(word, 0) * 10**power for power, word in zip((5, 4, 3, 2), high, strict=True))
    if ten:
        number += {None: 10, "ยี่": 20}.get(tens) or DIGITS[tens] * 10
    if last in ("หนึ่ง", "เอ็ด"):
        assert (last == "เอ็ด") == bool(number or follows_more), words
        return number + 1
    return number + DIGITS.get(last, 0)


def read_number(words):
    if words == "ศูนย์":
        return 0
    number = 0
    for index, segment in enumerate(words.split("ล้าน")):
        number = number * 1_000_000 + read_below_a_million(segment, follows_more=index > 0)
    assert number, words
    return number


def read_baht(words):
    """The amount that a form's words say, in satang."""
    baht, has_baht, rest = words.rpartition("บาท")
    if rest == "ถ้วน":
        return read_number(baht) * 100
    satang = read_number(rest.removesuffix("สตางค์"))
    assert rest.endswith("สตางค์"), words
    assert satang < 100, words
    return (read_number(baht) * 100 if has_baht else 0) + satang


@pytest.mark.parametrize(
    ("baht", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("1", "หนึ่งบาทถ้วน"),
        ("10", "สิบบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("20", "ยี่สิบบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("25000", "สองหมื่นห้าพันบาทถ้วน"),
        ("374500", "สามแสนเจ็ดหมื่นสี่พันห้าร้อยบาทถ้วน"),
        ("1000000", "หนึ่งล้านบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("3031000", "สามล้านสามหมื่นหนึ่งพันบาทถ้วน"),
        ("5000000", "ห้าล้านบาทถ้วน"),
        ("21000000", "ยี่สิบเอ็ดล้านบาทถ้วน"),
        ("0.01", "หนึ่งสตางค์"),
        ("0.25", "ยี่สิบห้าสตางค์"),
        ("10.50", "สิบบาทห้าสิบสตางค์"),
        ("1188.11", "หนึ่งพันหนึ่งร้อยแปดสิบแปดบาทสิบเอ็ดสตางค์"),
        ("2.675", "สองบาทหกสิบแปดสตางค์"),
        ("0.999", "หนึ่งบาทถ้วน"),
    ],
)
def test_baht_text(baht, words):
    assert baht_text(Decimal(baht)) == words


def test_baht_text_refuses_a_negative_amount():
    with pytest.raises(ValueError, match="negative"):
        baht_text(Decimal("-0.01"))


@given(st.integers(0, 99_999_999_999_999))
@example(99_999_999_999_999)
@example(100_000_000_000_001)
@example(1_100_000_111)
def test_the_words_say_the_amount(satang):
    assert read_baht(baht_text(Decimal(satang) / 100)) == satang


@given(st.integers(0, 12), st.integers(0, 9), st.sampled_from([0, 1, 10, 11, 21, 99]))
def test_the_words_of_round_amounts_say_them_too(zeros, digit, rest):
    satang = digit * 10 ** (zeros + 1) + rest
    assert read_baht(baht_text(Decimal(satang) / 100)) == satang


@pytest.mark.parametrize(
    "words", ["หนึ่งสิบบาทถ้วน", "สองสิบบาทถ้วน", "สิบหนึ่งบาทถ้วน", "เอ็ดบาทถ้วน", "หนึ่งล้านหนึ่งบาทถ้วน", "สิบบาท"]
)
def test_the_reader_refuses_what_no_form_may_say(words):
    with pytest.raises(AssertionError):
        read_baht(words)
