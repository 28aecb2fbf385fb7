from datetime import date

import pytest
from django.core.exceptions import ValidationError

from budgetplan.thai.date_input import DateError, ThaiDateField, parse_thai_date


@pytest.mark.parametrize(
    "text",
    [
        "15/1/2564",
        "15-01-2564",
        "15.1.2564",
        "๑๕/๑/๒๕๖๔",
        "๑๕ ม.ค. ๒๕๖๔",
        "15 มค 2564",
        "15ม.ค.2564",
        "15 มกราคม 2564",
        "วันที่ ๑๕ มกราคม พ.ศ. ๒๕๖๔",
        "15 มกราคม 64",
        "15/1/64",
        "15/1/2021",
        "2021-01-15",
        "2564-01-15",
        " ๑5 / 1 / ๒๕๖4 ",
        "15\u00a0ม.ค.\u200b 2564",
    ],
)
def test_parse_thai_date_reads_every_way_of_writing(text):
    assert parse_thai_date(text) == date(2021, 1, 15)


@pytest.mark.parametrize("text", ["", "  ", None])
def test_parse_thai_date_blank_is_none(text):
    assert parse_thai_date(text) is None


def test_parse_thai_date_leap_day_of_the_buddhist_era():
    assert parse_thai_date("29 ก.พ. 2567") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    ["เมื่อวาน", "31/2/2564", "0/1/2564", "15/13/2564", "29 ก.พ. 2566", "15 มคร 2564", "15/1/564", "1564"],
)
def test_parse_thai_date_refuses_what_is_no_date(text):
    with pytest.raises(DateError):
        parse_thai_date(text)


def test_thai_date_field_cleans_and_shows_dates():
    field = ThaiDateField(required=False)

    assert field.clean("๑๕/๑/๒๕๖๔") == date(2021, 1, 15)
    assert field.clean("") is None
    assert field.prepare_value(date(2021, 1, 15)) == "15 ม.ค. 2564"
    with pytest.raises(ValidationError, match="15/1/2564"):
        field.clean("พรุ่งนี้")
