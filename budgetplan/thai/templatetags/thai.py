"""`{% load thai %}`: amounts, digits and dates as Thai readers expect them."""

from django import template

from budgetplan.thai import baht, dates, digits, money

register = template.Library()


@register.filter
def amount(value, blank=money.NOTHING):
    """Baht with separators and Arabic digits; `blank` for zero, None and a missing value."""
    return money.format_amount(value or None, blank=blank)


@register.filter
def thai_digits(value, wanted=True):
    """Every digit as a Thai one, or as an Arabic one: `|thai_digits:user.uses_thai_digits`."""
    return digits.to_thai(value) if wanted else digits.to_arabic(value)


@register.filter
def baht_text(value):
    """Baht in Thai words."""
    return baht.baht_text(value)


@register.filter
def thai_date(value, style="long"):
    """A date in the Buddhist Era with Arabic digits, "long" or "short"; nothing for a missing date."""
    return dates.thai_date(value, style, thai_digits=False) if value else ""
