"""Thai and Arabic digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetplan.thai.digits import to_arabic, to_thai


@pytest.mark.parametrize(
    ("text", "arabic", "thai"),
    [
        ("๐๑๒๓๔๕๖๗๘๙", "0123456789", "๐๑๒๓๔๕๖๗๘๙"),
        ("๒,160", "2,160", "๒,๑๖๐"),
        ("39,๖๐๐", "39,600", "๓๙,๖๐๐"),
        ("1,08๐", "1,080", "๑,๐๘๐"),
        ("ปี ๒๕๖2", "ปี 2562", "ปี ๒๕๖๒"),
        ("ไม่มีตัวเลข", "ไม่มีตัวเลข", "ไม่มีตัวเลข"),
        ("", "", ""),
        (2564, "2564", "๒๕๖๔"),
    ],
)
def test_digits_change_and_everything_else_stays(text, arabic, thai):
    assert to_arabic(text) == arabic
    assert to_thai(text) == thai


def test_digits_of_other_scripts_are_left_alone():
    assert to_arabic("٣੩໓") == "٣੩໓"


@given(st.text())
def test_thai_and_arabic_are_each_others_inverse(text):
    assert to_arabic(to_thai(text)) == to_arabic(text)
    assert to_thai(to_arabic(text)) == to_thai(text)
    assert len(to_thai(text)) == len(text)
