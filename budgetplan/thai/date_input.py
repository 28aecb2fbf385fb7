"""Dates as people type them: "15/1/2564", "๑๕ ม.ค. ๒๕๖๔", "2021-01-15"."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budgetplan.thai import digits
from budgetplan.thai.dates import BE_OFFSET, THAI_MONTHS, THAI_MONTHS_SHORT, thai_date

FIRST_BE_YEAR = 2400
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})\s*([ก-๙.]+?)\s*(?:พ\.?ศ\.?)?\s*(\d{4}|\d{2})")
_PREFIXES = ("วันที่", "ที่")


class DateError(ValueError):
    """Text that isn't a date. `message` is a translated sentence for the person."""

    message = _("This isn't a date. Type the day, month and year, for example 15/1/2564 or 15 ม.ค. 2564.")

    def __str__(self):
        return str(self.message)


def parse_thai_date(text):
    """The day a person typed, as a date; None for blank. Raises DateError.

    Day, month, year with slashes, dots or dashes; Thai month names, long or short; ISO year-month-day. Thai,
    Arabic and mixed digits. A year of two digits or from 2400 on is of the Buddhist Era, others of the Common
    Era.
    """
    text = _tidy(text)
    if not text:
        return None
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _NUMBERS.fullmatch(text):
        day, month, year = match.groups()
    elif match := _WORDS.fullmatch(text):
        day, name, year = match.groups()
        month = _month_number(name)
    else:
        raise DateError
    return _date(year, month, day)


def _tidy(text):
    text = " ".join(digits.to_arabic(text or "").replace("\u200b", "").split())
    for prefix in _PREFIXES:
        text = text.removeprefix(prefix).strip()
    return text


def _month_number(name):
    plain = name.replace(".", "")
    for names in (THAI_MONTHS, THAI_MONTHS_SHORT):
        for number, candidate in enumerate(names, start=1):
            if plain == candidate.replace(".", ""):
                return number
    raise DateError


def _date(year, month, day):
    number = int(year)
    if len(year) == 2:
        number += 2500
    try:
        return date(number - BE_OFFSET if number >= FIRST_BE_YEAR else number, int(month), int(day))
    except ValueError as error:
        raise DateError from error


class ThaiDateField(forms.Field):
    """A form field for a date as Thai offices write it. Cleans to a date, or None where blank is allowed."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs.update({"autocomplete": "off", "placeholder": "15/1/2564"})

    def to_python(self, value):
        if isinstance(value, date):
            return value
        try:
            return parse_thai_date(value)
        except DateError as error:
            raise ValidationError(error.message, code="date") from error

    def prepare_value(self, value):
        return thai_date(value, "short", thai_digits=False) if isinstance(value, date) else value
