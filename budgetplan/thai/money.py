"""Money in baht: read, stored, divided and shown. `Decimal` with two places everywhere, never float.

The database holds whole satang: SQLite keeps DecimalField as REAL and refuses correct sums in its checks.
"""

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from budgetplan.thai import digits

SATANG = Decimal("0.01")
MAX_AMOUNT = Decimal("999999999999.99")
DASHES = frozenset("-–—−‐‑‒―")
_PLAIN = re.compile(r"\d+(\.\d*)?|\.\d+")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")

MESSAGES = {
    "negative": _("Amounts can't be negative. Type 0 or more."),
    "not_a_number": _("This isn't an amount. Type digits only, for example 12,500 or 12,500.50."),
    "commas": _("The commas aren't in the right place. Type 12500 or 12,500."),
    "decimals": _("An amount has two decimals (satang) at most. Type for example 12,500.50."),
    "too_large": _("The amount is too large. The most is 999,999,999,999.99."),
}


class AmountError(ValueError):
    """Text that isn't an amount. `code` is a key of MESSAGES, `message` its translated sentence."""

    def __init__(self, code):
        self.code = code
        self.message = MESSAGES[code]
        super().__init__(code)

    def __str__(self):
        return str(self.message)


def parse_amount(value):
    """The amount in baht that a person typed, as Decimal with two places; None for blank, 0.00 for a dash.

    Accepts Thai, Arabic and mixed digits, grouping commas, spaces and the word บาท; int and Decimal too.
    Raises AmountError.
    """
    if isinstance(value, float):
        raise TypeError("Floats aren't money; use from_cell() for numbers out of a workbook.")
    if value is None:
        return None
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return _within_limits(Decimal(value))
    text = _tidy(str(value))
    if not text:
        return None
    if set(text) <= DASHES:
        return Decimal("0.00")
    return _within_limits(_number(text))


def _tidy(text):
    text = digits.to_arabic(text).replace("บาท", "").replace("฿", "")
    return "".join(character for character in text if not character.isspace() and character not in "\u200b\ufeff")


def _number(text):
    if text[0] in DASHES or (text[0] == "(" and text[-1] == ")"):
        inner = text.strip("()").lstrip("".join(DASHES))
        raise AmountError("negative" if _PLAIN.fullmatch(inner.replace(",", "")) else "not_a_number")
    text = text.removesuffix(".-").removeprefix("+")
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if "," in text and _PLAIN.fullmatch(text.replace(",", "")):
        raise AmountError("commas")
    raise AmountError("not_a_number")


def _within_limits(amount):
    if not amount.is_finite():
        raise AmountError("not_a_number")
    if amount < 0:
        raise AmountError("negative")
    if amount > MAX_AMOUNT:
        raise AmountError("too_large")
    if amount != amount.quantize(SATANG, rounding=ROUND_DOWN):
        raise AmountError("decimals")
    return abs(amount.quantize(SATANG))


def from_cell(value):
    """The amount of a workbook's cell: like `parse_amount`, and floats taken for the decimal they show.

    A float within a millionth of a whole satang is that satang (binary noise of a formula). Raises AmountError.
    """
    if not isinstance(value, float):
        return parse_amount(value)
    try:
        exact = Decimal(repr(value))
        rounded = exact.quantize(SATANG, rounding=ROUND_HALF_UP)
    except InvalidOperation as error:
        raise AmountError("not_a_number" if exact.is_nan() else "too_large") from error
    return _within_limits(rounded if abs(exact - rounded) <= Decimal("0.000001") else exact)


def to_satang(amount):
    """Decimal baht as whole satang. Raises AmountError for more than two decimals."""
    satang = Decimal(amount) * 100
    if satang != satang.to_integral_value():
        raise AmountError("decimals")
    return int(satang)


def from_satang(satang):
    """Whole satang as Decimal baht with two places."""
    return Decimal(satang).scaleb(-2).quantize(SATANG)


def split_evenly(amount, parts):
    """`amount` in `parts` shares that sum to it: whole baht where it is whole baht, the remainder in the last."""
    unit = Decimal(1) if amount == amount.to_integral_value() else SATANG
    share = (amount / parts).quantize(unit, rounding=ROUND_DOWN).quantize(SATANG)
    return [share] * (parts - 1) + [amount - share * (parts - 1)]


def scale(amount, percent):
    """`percent` per cent of `amount`, rounded half up to the satang."""
    return (amount * Decimal(percent) / 100).quantize(SATANG, rounding=ROUND_HALF_UP)


def format_amount(amount, *, thai=False, blank="–"):
    """An amount for people: "1,234.50", satang left out where there are none, `blank` for None and zero."""
    if not amount:
        return digits.to_thai(blank) if thai else blank
    text = f"{amount:,.2f}".removesuffix(".00")
    return digits.to_thai(text) if thai else text


class AmountInput(forms.TextInput):
    """A text box for an amount: grouped digits, the number pad on a phone."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "class": "amount", **(attrs or {})})

    def format_value(self, value):
        if isinstance(value, (Decimal, int)):
            return format_amount(Decimal(value), blank="0")
        return value


class AmountField(forms.Field):
    """A form field for baht. Cleans to Decimal, or None where blank is allowed."""

    widget = AmountInput

    def to_python(self, value):
        try:
            return parse_amount(value)
        except AmountError as error:
            raise ValidationError(error.message, code=error.code) from error


class SatangField(models.BigIntegerField):
    """Baht in Python (Decimal, two places), whole satang in the database. Sums come back as Decimal baht."""

    description = _("Amount in baht")

    @property
    def validators(self):
        return [validators.MaxValueValidator(MAX_AMOUNT), validators.MinValueValidator(Decimal(0))]

    def from_db_value(self, value, expression, connection):
        return None if value is None else from_satang(value)

    def to_python(self, value):
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return parse_amount(value)
        except AmountError as error:
            raise ValidationError(error.message, code=error.code) from error

    def get_prep_value(self, value):
        if value is None or hasattr(value, "resolve_expression"):
            return value
        if isinstance(value, float):
            raise TypeError("Floats aren't money; give a Decimal in baht.")
        return to_satang(value)

    def value_to_string(self, obj):
        return str(self.value_from_object(obj))

    def formfield(self, **kwargs):
        kwargs.pop("min_value", None)
        return models.Field.formfield(self, **{"form_class": AmountField, **kwargs})
