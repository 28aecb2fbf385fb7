"""Faults of everything but the money: numbers that repeat or jump, and times that don't fit."""

from collections.abc import Iterable
from datetime import date

from budgetplan.thai.dates import THAI_MONTHS_SHORT, to_be
from projects.reading import vocabulary as words_of
from projects.reading.activities import Activities
from projects.reading.calendar import ReadActivity
from projects.reading.faults import Fault, fault
from projects.reading.periods import BeMonth, Period, months_of_fiscal_year
from projects.reading.text import Number


def number_faults(where: str, numbers: Iterable[str]) -> list[Fault]:
    """Numbers of one list that come twice or leave one out, level by level."""
    faults: list[Fault] = []
    last: dict[str, int] = {}
    printed = ""
    for text in numbers:
        number = Number(text)
        if not number.depth:
            continue
        group = text.rpartition(".")[0]
        before = last.get(group)
        if before is not None and number.last == before:
            faults.append(fault("number_twice", where, name=text))
        elif before is not None and number.last > before + 1:
            faults.append(fault("number_jumps", where, before=printed, name=text))
        last[group] = number.last
        printed = text
        for deeper in [other for other in last if other.startswith(f"{text}.") or other == text]:
            del last[deeper]
    return faults


def time_faults(activities: Activities, period: Period, year_be: int) -> list[Fault]:
    """Months outside the year or the project's period, times not understood, calendars without a mark."""
    faults: list[Fault] = []
    by_quarter = any(len(months) == 3 for table in activities.tables for months in table.layout.months.values())
    for activity in activities.walk():
        faults += _outside(activity, period, year_be, by_quarter=by_quarter)
    for table in activities.tables:
        faults += [fault("period_unread", words_of.ACTIVITIES, name=text) for text in table.unread_periods]
        if table.drawn:
            faults.append(fault("calendar_drawn", words_of.CALENDAR))
        if table.drawn_unread:
            faults.append(fault("calendar_drawn_unread", words_of.CALENDAR))
    if activities.has_months:
        faults += [
            fault("calendar_empty", words_of.CALENDAR, name=root.text)
            for root in activities.found
            if all(activity.months is None for activity in root.walk())
        ]
    return faults


def _outside(activity: ReadActivity, period: Period, year_be: int, *, by_quarter: bool) -> list[Fault]:
    months = activity.months or ()
    year = set(months_of_fiscal_year(year_be))
    beyond = [month for month in months if month not in year]
    faults = []
    if beyond:
        names = month_names(beyond)
        faults.append(fault("months_outside_year", words_of.ACTIVITIES, name=activity.text, months=names, year=year_be))
    if period.start and period.end:
        inside = {month for month in months if _within(month, period.start, period.end)}
        if by_quarter:
            # A quarter is marked as a whole, also by a project that begins or ends within it.
            inside |= {month for month in months if any(_quarter(month) == _quarter(other) for other in inside)}
        late = [month for month in months if month in year and month not in inside]
        if late:
            names = month_names(late)
            faults.append(fault("months_outside_period", words_of.ACTIVITIES, name=activity.text, months=names))
    return faults


def _quarter(month: BeMonth) -> tuple[int, int]:
    year, number = month
    return year, (number - 1) // 3


def _within(month: BeMonth, start: date, end: date) -> bool:
    return (to_be(start.year), start.month) <= month <= (to_be(end.year), end.month)


def month_names(months: Iterable[BeMonth]) -> str:
    return ", ".join(f"{THAI_MONTHS_SHORT[month - 1]} {year}" for year, month in months)
