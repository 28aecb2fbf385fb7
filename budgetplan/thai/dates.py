"""Thai dates: the Buddhist Era, the fiscal year from October to September, its quarters, working days."""

from datetime import date, timedelta

from budgetplan.thai import digits

BE_OFFSET = 543
FIRST_MONTH = 10
THAI_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
THAI_MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip


def to_be(year):
    """A year of the Common Era in the Buddhist Era."""
    return year + BE_OFFSET


def fiscal_year_of(day):
    """The fiscal year (BE) a day lies in: 1 October 2563 begins 2564."""
    return to_be(day.year) + (day.month >= FIRST_MONTH)


def fiscal_year_bounds(year_be):
    """The first and the last day of a fiscal year (BE)."""
    year = year_be - BE_OFFSET
    return date(year - 1, FIRST_MONTH, 1), date(year, FIRST_MONTH - 1, 30)


def quarter_of(day):
    """The quarter of the fiscal year (1–4) a day lies in."""
    return (day.month - FIRST_MONTH) % 12 // 3 + 1


def quarter_bounds(year_be, quarter):
    """The first and the last day of a quarter (1–4) of a fiscal year (BE)."""
    months = months_of_year(year_be)
    start = months[3 * (quarter - 1)]
    end = months[3 * quarter] if quarter < 4 else date(start.year, FIRST_MONTH, 1)
    return start, end - timedelta(days=1)


def months_of_year(year_be):
    """The first days of the twelve months of a fiscal year (BE), October first."""
    start = fiscal_year_bounds(year_be)[0]
    return [date(start.year + (start.month + n - 1) // 12, (start.month + n - 1) % 12 + 1, 1) for n in range(12)]


def thai_date(day, style="long", *, thai_digits=True):
    """A date as Thai papers write it: "๑ ตุลาคม ๒๕๖๓", or short "๑ ต.ค. ๒๕๖๓"."""
    names = THAI_MONTHS if style == "long" else THAI_MONTHS_SHORT
    text = f"{day.day} {names[day.month - 1]} {to_be(day.year)}"
    return digits.to_thai(text) if thai_digits else text


def is_working_day(day, holidays):
    """Whether the office is open on a day: Monday to Friday and no holiday."""
    return day.weekday() < 5 and day not in holidays


def add_working_days(start, days, holidays):
    """The day `days` working days after `start`; `start` itself doesn't count."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, holidays)
    return day


def working_days_between(start, end, holidays):
    """How many working days lie after `start` up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start, holidays)
    span = (end - start).days
    return sum(is_working_day(start + timedelta(days=n), holidays) for n in range(1, span + 1))
