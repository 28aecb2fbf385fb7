"""Money: Decimal baht in Python, whole satang in the database, never float.

`parse_amount` reads what people type and paste, `format_amount` writes it, `SatangField` stores it.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.expressions import Combinable, register_combinable_fields
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from budgetplan.thai.digits import to_arabic, to_thai

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
MAX_AMOUNT = Decimal("999999999999.99")
BINARY_NOISE = Decimal("0.000001")
"""How far a workbook's float may be from whole satang and still be meant as whole satang."""

NOTHING = "–"

SENTENCES = {
    "negative": _("Amounts can't be negative. Type 0 or more."),
    "not_a_number": _("This is not an amount. Type digits, for example 22,500 or 22,500.50."),
    "commas": _("The commas or spaces are in the wrong place. Leave them out, or type like 1,234,567.50."),
    "decimals": _("Amounts have at most two decimals. Type %(nearest)s, for example."),
    "too_large": _("Amounts can't be more than %(limit)s. Type a smaller amount."),
}

_DASHES = "-‐‑‒–—―−"
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
_ONLY_DASHES = re.compile(f"[{_DASHES}]+")
_UNIT = re.compile(r"^\s*฿|(?:บาทถ้วน|บาท|฿)\s*$")
_PRICE_TAIL = re.compile(rf"(?<=[0-9])\s*\.\s*[{_DASHES}]+\s*$")
_NEGATIVE = re.compile(rf"[{_DASHES}](.+)|\((.+)\)|(.+)[{_DASHES}]")
_AROUND_SEPARATOR = re.compile(r"\s*([,.])\s*")
_AMOUNT = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|)(?:\.([0-9]*))?")
_MISPLACED = re.compile(r"[0-9,]*(?:\.[0-9,]*)?")


class AmountError(ValueError):
    """An amount that can't be taken: `code` is a key of SENTENCES, `message` a lazily translated sentence."""

    def __init__(self, code, message):
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self):
        return str(self.message)


_filled = lazy(lambda sentence, values: str(sentence) % values, str)


def _error(code, **values):
    return AmountError(code, _filled(SENTENCES[code], values))


def parse_amount(value) -> Decimal | None:
    """The amount in baht, two decimals, that a person typed or pasted; None for a blank, 0 for a dash.

    Takes text with Thai, Arabic or mixed digits, thousands separators, "บาท" and "฿"; int and Decimal too.
    Raises AmountError for anything else, floats included (see `from_cell`).
    """
    if value is None:
        return None
    if isinstance(value, str):
        return _parse_text(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _error("not_a_number")
    return _checked(Decimal(value))


def _parse_text(text):
    text = _INVISIBLE.sub("", to_arabic(text)).strip()
    if not text:
        return None
    text = _PRICE_TAIL.sub("", _UNIT.sub("", text)).strip()
    if _ONLY_DASHES.fullmatch(text):
        return ZERO
    signed = _NEGATIVE.fullmatch(text)
    amount, fraction = _unsigned(next(filter(None, signed.groups())) if signed else text)
    if signed and amount:
        raise _error("negative")
    if len(fraction) > 2:
        raise _decimals_error(amount)
    return _checked(amount)


def _unsigned(text):
    """(amount, its decimals as typed) of text without sign and unit."""
    text = " ".join(_AROUND_SEPARATOR.sub(r"\1", text).split()).replace(" ", ",")
    match = _AMOUNT.fullmatch(text)
    if not any("0" <= character <= "9" for character in text):
        raise _error("not_a_number")
    if match is None:
        raise _error("commas" if _MISPLACED.fullmatch(text) else "not_a_number")
    return Decimal(text.replace(",", "")), match[2] or ""


def _checked(amount):
    if not amount.is_finite():
        raise _error("not_a_number")
    if amount < 0:
        raise _error("negative")
    if amount > MAX_AMOUNT:
        raise _too_large_error()
    return from_satang(to_satang(amount))


def _decimals_error(amount):
    if abs(amount) > MAX_AMOUNT:
        return _too_large_error()
    return _error("decimals", nearest=format_amount(amount, blank="0"))


def _too_large_error():
    return _error("too_large", limit=format_amount(MAX_AMOUNT))


def from_cell(value) -> Decimal | None:
    """`parse_amount` for a workbook's cell, where a number is a float: its binary noise is dropped."""
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and value.is_finite() and abs(value) <= MAX_AMOUNT:
        nearest = round_to_satang(value)
        value = nearest if abs(value - nearest) <= BINARY_NOISE else value
    return parse_amount(value)


def round_to_satang(amount: Decimal | int) -> Decimal:
    """The amount with two decimals, half a satang upwards: the one rounding of money."""
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)


def to_satang(amount: Decimal | int) -> int:
    """Whole satang of an amount in baht. Raises AmountError for a part of a satang, TypeError for a float."""
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        raise TypeError(f"An amount is a Decimal in baht, not {type(amount).__name__}.")
    if not Decimal(amount).is_finite():
        raise _error("not_a_number")
    numerator, denominator = amount.as_integer_ratio()
    satang, rest = divmod(numerator * 100, denominator)
    if rest:
        raise _decimals_error(amount)
    return satang


def from_satang(satang: int) -> Decimal:
    """Baht, with two decimals, of whole satang."""
    return Decimal(satang).scaleb(-2)


def split_evenly(amount: Decimal, count: int) -> list[Decimal]:
    """`count` shares that sum to the amount, whole baht where it is whole baht, the remainder in the last."""
    satang = to_satang(amount)
    unit = 1 if satang % 100 else 100
    share = satang // unit // count * unit
    return [from_satang(share)] * (count - 1) + [from_satang(satang - share * (count - 1))]


def scale(amount: Decimal, percent: Decimal) -> Decimal:
    """`percent` per cent of an amount (103 is three per cent more), rounded half up to the satang."""
    return round_to_satang(amount * percent / 100)


def format_amount(amount: Decimal | int | None, thai: bool = False, blank: str = NOTHING) -> str:
    """With separators, and satang only where there are any: "1,234.50", "1,234"; `blank` for None and 0."""
    if not amount:
        return blank
    text = f"{round_to_satang(amount):,.2f}".removesuffix(".00")
    return to_thai(text) if thai else text


class AmountInput(forms.TextInput):
    """A text input for an amount: a phone shows digits, figures stand to the right."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "class": "text-end", **(attrs or {})})

    def format_value(self, value):
        return format_amount(value, blank="0") if isinstance(value, int | Decimal) else value


class AmountField(forms.Field):
    """An amount in baht as people type it, see `parse_amount`."""

    widget = AmountInput

    def to_python(self, value):
        return _parsed_or_invalid(value)


def _parsed_or_invalid(value):
    try:
        return parse_amount(value)
    except AmountError as error:
        raise ValidationError(error.message, code=error.code) from error


class SatangField(models.Field):
    """An amount: Decimal baht in Python, whole satang in a bigint column.

    Not a BigIntegerField, though its column is one: Django would give `F("q1") + F("q2")` back as an int of
    satang, an average as a float, add one satang for `F("q1") + 1`, and put a number box into the admin.

    Two of these add and subtract in the database; Sum, Avg (cut to the satang), Min, Max give Decimal baht.
    A constant in an expression is `Value(Decimal("5.00"), output_field=SatangField())`. Annotations and
    updates refuse a bare number there with a FieldError; Django doesn't ask in `filter(q1__gt=F("q2") + 5)`,
    which adds five satang. `full_clean` refuses what `parse_amount` refuses.
    """

    description = _("Amount in baht")
    empty_strings_allowed = False

    def get_internal_type(self):
        return "BigIntegerField"

    def from_db_value(self, value, _expression, _connection):
        return None if value is None else from_satang(value)

    def to_python(self, value):
        return _parsed_or_invalid(value)

    def get_default(self):
        """A default of 0 is an amount like any other, also before the row has been read back."""
        return self.to_python(super().get_default())

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        amount = parse_amount(value) if isinstance(value, str) else value
        return None if amount is None else to_satang(amount)

    def get_placeholder(self, value, _compiler, _connection):
        """Refuse an expression of another type: `update(amount=F("amount") + 5)` would add five satang."""
        if hasattr(value, "resolve_expression") and not isinstance(value.output_field, SatangField):
            raise FieldError(f"{self.name} takes expressions of SatangField, not {value.output_field}.")
        return "%s"

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": AmountField, **kwargs})


for _connector in (Combinable.ADD, Combinable.SUB):
    register_combinable_fields(SatangField, _connector, SatangField, SatangField)
register_combinable_fields(SatangField, Combinable.MUL, models.IntegerField, SatangField)
register_combinable_fields(models.IntegerField, Combinable.MUL, SatangField, SatangField)
