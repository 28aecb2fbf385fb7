"""Fiscal years and quarters at their edges, dates in Thai, working days around holidays."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetplan.thai.dates import (
    THAI_MONTHS,
    THAI_MONTHS_SHORT,
    add_working_days,
    fiscal_year_bounds,
    fiscal_year_of,
    is_working_day,
    months_of_year,
    quarter_bounds,
    quarter_of,
    thai_date,
    to_be,
    working_days_between,
)
from budgetplan.thai.holidays import thai_holidays

BANGKOK = ZoneInfo("Asia/Bangkok")
HOLIDAYS = {seed.date for year in (2020, 2021) for seed in thai_holidays(year)}
ONE_DAY = timedelta(days=1)

days = st.dates(date(1957, 10, 1), date(2157, 9, 30))
closings = st.sets(st.dates(date(2020, 10, 1), date(2021, 9, 30)), max_size=40)
days_of_2564 = st.dates(date(2020, 10, 1), date(2021, 9, 30))


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        (date(2020, 9, 30), 2563, 4),
        (date(2020, 10, 1), 2564, 1),
        (date(2020, 12, 31), 2564, 1),
        (date(2021, 1, 1), 2564, 2),
        (date(2021, 3, 31), 2564, 2),
        (date(2021, 4, 1), 2564, 3),
        (date(2021, 6, 30), 2564, 3),
        (date(2021, 7, 1), 2564, 4),
        (date(2021, 9, 30), 2564, 4),
        (date(2021, 10, 1), 2565, 1),
        (date(2024, 2, 29), 2567, 2),
    ],
)
def test_fiscal_year_and_quarter_at_their_edges(day, year, quarter):
    assert (fiscal_year_of(day), quarter_of(day)) == (year, quarter)


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime(2020, 9, 30, 16, 59, 59, tzinfo=UTC), 2563),
        (datetime(2020, 9, 30, 17, 0, tzinfo=UTC), 2564),
        (datetime(2020, 9, 30, 23, 59, 59, tzinfo=BANGKOK), 2563),
        (datetime(2020, 10, 1, 0, 0, tzinfo=BANGKOK), 2564),
        (datetime(2020, 9, 30, 23, 59, 59), 2563),  # noqa: DTZ001
    ],
)
def test_a_moment_counts_as_the_day_it_is_in_thailand(moment, year):
    assert fiscal_year_of(moment) == year
    assert quarter_of(moment) == (4 if year == 2563 else 1)


def test_thai_date_of_a_moment_is_the_day_in_thailand():
    assert thai_date(datetime(2020, 9, 30, 17, 0, tzinfo=UTC)) == "๑ ตุลาคม ๒๕๖๓"


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2564, date(2020, 10, 1), date(2021, 9, 30)),
        (2563, date(2019, 10, 1), date(2020, 9, 30)),
        (2569, date(2025, 10, 1), date(2026, 9, 30)),
    ],
)
def test_fiscal_year_bounds(year, first, last):
    assert fiscal_year_bounds(year) == (first, last)


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        (1, date(2020, 10, 1), date(2020, 12, 31)),
        (2, date(2021, 1, 1), date(2021, 3, 31)),
        (3, date(2021, 4, 1), date(2021, 6, 30)),
        (4, date(2021, 7, 1), date(2021, 9, 30)),
    ],
)
def test_quarter_bounds(quarter, first, last):
    assert quarter_bounds(2564, quarter) == (first, last)


@pytest.mark.parametrize("quarter", [0, 5, -1])
def test_a_year_has_four_quarters(quarter):
    with pytest.raises(ValueError, match="quarters 1 to 4"):
        quarter_bounds(2564, quarter)


def test_months_of_year_begin_in_october():
    months = months_of_year(2564)
    assert months[0] == date(2020, 10, 1)
    assert months[3] == date(2021, 1, 1)
    assert months[-1] == date(2021, 9, 1)
    assert [month.month for month in months] == [10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert {fiscal_year_of(month) for month in months} == {2564}


def test_to_be():
    assert to_be(2021) == 2564


@given(days)
def test_a_day_lies_within_its_year_and_its_quarter(day):
    year = fiscal_year_of(day)
    first, last = fiscal_year_bounds(year)
    assert first <= day <= last
    first, last = quarter_bounds(year, quarter_of(day))
    assert first <= day <= last


@given(st.integers(2500, 2700))
def test_years_and_quarters_follow_each_other_without_a_gap(year):
    bounds = [quarter_bounds(year, quarter) for quarter in (1, 2, 3, 4)]
    assert (bounds[0][0], bounds[-1][1]) == fiscal_year_bounds(year)
    assert [last + ONE_DAY for _, last in bounds[:-1]] == [first for first, _ in bounds[1:]]
    assert fiscal_year_bounds(year)[1] + ONE_DAY == fiscal_year_bounds(year + 1)[0]


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({}, "๑ ตุลาคม ๒๕๖๓"),
        ({"thai_digits": False}, "1 ตุลาคม 2563"),
        ({"style": "short"}, "๑ ต.ค. ๒๕๖๓"),
        ({"style": "short", "thai_digits": False}, "1 ต.ค. 2563"),
    ],
)
def test_thai_date(options, text):
    assert thai_date(date(2020, 10, 1), **options) == text


def test_thai_date_knows_every_month():
    written = [thai_date(date(2021, month, 15), thai_digits=False) for month in range(1, 13)]
    assert written == [f"15 {name} 2564" for name in THAI_MONTHS]
    assert (THAI_MONTHS[1], THAI_MONTHS_SHORT[1]) == ("กุมภาพันธ์", "ก.พ.")
    assert (THAI_MONTHS[5], THAI_MONTHS_SHORT[5]) == ("มิถุนายน", "มิ.ย.")


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        (date(2021, 3, 1), 0, date(2021, 3, 1)),
        (date(2021, 3, 1), 1, date(2021, 3, 2)),
        (date(2021, 3, 5), 1, date(2021, 3, 8)),  # Friday to Monday
        (date(2021, 3, 6), 1, date(2021, 3, 8)),  # Saturday to Monday
        (date(2021, 3, 1), 7, date(2021, 3, 10)),
        (date(2021, 4, 9), 1, date(2021, 4, 16)),  # Songkran, 12 April added by the cabinet
        (date(2021, 4, 5), 7, date(2021, 4, 21)),  # Chakri Day and Songkran
        (date(2021, 4, 30), 1, date(2021, 5, 3)),  # Labour Day's substitute is a working day
        (date(2020, 12, 30), 1, date(2021, 1, 4)),  # New Year
        (date(2020, 9, 30), 1, date(2020, 10, 1)),
    ],
)
def test_add_working_days(day, count, end):
    assert add_working_days(day, count, HOLIDAYS) == end
    assert working_days_between(day, end, HOLIDAYS) == count


def test_a_time_limit_is_never_negative():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2021, 3, 1), -1, HOLIDAYS)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2021, 4, 9), date(2021, 4, 15), 0),
        (date(2021, 4, 9), date(2021, 4, 18), 1),
        (date(2021, 4, 16), date(2021, 4, 9), -1),
        (date(2021, 3, 1), date(2021, 3, 1), 0),
        (date(2021, 2, 28), date(2021, 3, 31), 23),
    ],
)
def test_working_days_between(start, end, count):
    assert working_days_between(start, end, HOLIDAYS) == count


def test_working_days_take_moments_for_their_day_in_thailand():
    friday_night = datetime(2021, 3, 4, 18, 0, tzinfo=UTC)
    assert add_working_days(friday_night, 1, HOLIDAYS) == date(2021, 3, 8)
    assert working_days_between(friday_night, date(2021, 3, 8), HOLIDAYS) == 1


@given(days_of_2564, st.integers(1, 60), closings)
def test_a_time_limit_ends_on_a_working_day_and_counts_back(day, count, holidays):
    end = add_working_days(day, count, holidays)
    assert is_working_day(end, holidays)
    assert working_days_between(day, end, holidays) == count
    assert working_days_between(day, end - ONE_DAY, holidays) == count - 1


@given(days_of_2564, days_of_2564, days_of_2564, closings)
def test_working_days_add_up(one, two, three, holidays):
    whole = working_days_between(one, three, holidays)
    assert working_days_between(one, two, holidays) + working_days_between(two, three, holidays) == whole
    assert working_days_between(three, one, holidays) == -whole
