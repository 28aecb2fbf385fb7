"""Buddhist Era years, fiscal years and quarters, dates in Thai words, working days.

Fiscal year 2564 runs from 1 October 2563 to 30 September 2564 BE (1 October 2020 to 30 September 2021 CE).
A datetime counts as the day it falls on in Thailand: 30 September 18:00 UTC belongs to the new year.
"""

from collections.abc import Container
from datetime import date, datetime, timedelta

from django.utils import timezone

from budgetplan.thai.digits import to_thai

BE_OFFSET = 543
FIRST_MONTH = 10
ONE_DAY = timedelta(days=1)
SATURDAY = 5

THAI_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
"""January first: the name of month m is THAI_MONTHS[m - 1]."""

THAI_MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip

_MONTHS = {"long": THAI_MONTHS, "short": THAI_MONTHS_SHORT}


def to_be(year: int) -> int:
    """A year of the Common Era in the Buddhist Era: 2021 is 2564."""
    return year + BE_OFFSET


def fiscal_year_of(day: date) -> int:
    """The fiscal year (BE) a day belongs to; October opens the next one."""
    day = _local_day(day)
    return to_be(day.year) + (day.month >= FIRST_MONTH)


def fiscal_year_bounds(be: int) -> tuple[date, date]:
    """First and last day of a fiscal year (BE)."""
    year = be - BE_OFFSET
    return date(year - 1, 10, 1), date(year, 9, 30)


def months_of_year(be: int) -> list[date]:
    """The first days of the twelve months of a fiscal year (BE), October first."""
    year = be - BE_OFFSET
    return [date(year - (month >= FIRST_MONTH), month, 1) for month in (10, 11, 12, *range(1, 10))]


def quarter_of(day: date) -> int:
    """The quarter, 1 to 4, of the fiscal year a day belongs to; October to December is 1."""
    return (_local_day(day).month - FIRST_MONTH) % 12 // 3 + 1


def quarter_bounds(be: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter, 1 to 4, of a fiscal year (BE)."""
    if quarter not in (1, 2, 3, 4):
        raise ValueError(f"A year has quarters 1 to 4, not {quarter}.")
    first = months_of_year(be)[3 * (quarter - 1)]
    following = months_of_year(be)[3 * quarter] if quarter < 4 else fiscal_year_bounds(be + 1)[0]
    return first, following - ONE_DAY


def thai_date(day: date, style: str = "long", thai_digits: bool = True) -> str:
    """A date in Thai with its BE year: long "๑ ตุลาคม ๒๕๖๓", short "๑ ต.ค. ๒๕๖๓"."""
    day = _local_day(day)
    text = f"{day.day} {_MONTHS[style][day.month - 1]} {to_be(day.year)}"
    return to_thai(text) if thai_digits else text


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Whether the office is open: Monday to Friday and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(day: date, count: int, holidays: Container[date]) -> date:
    """The `count`-th working day after `day`, which itself never counts; `day` itself for 0.

    So ends a time limit of `count` working days given on `day`. Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("A time limit can't be negative.")
    day = _local_day(day)
    while count:
        day += ONE_DAY
        count -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: Container[date]) -> int:
    """Working days after `start` up to and with `end`; negative when `end` comes first.

    So `working_days_between(day, add_working_days(day, n, holidays), holidays)` is n.
    """
    start, end = _local_day(start), _local_day(end)
    if end < start:
        return -working_days_between(end, start, holidays)
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def _local_day(value: date) -> date:
    if not isinstance(value, datetime):
        return value
    return timezone.localdate(value) if timezone.is_aware(value) else value.date()
