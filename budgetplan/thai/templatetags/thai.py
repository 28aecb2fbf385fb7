"""`{% load thai %}`: amounts, digits and dates as Thai readers expect them."""

from django import template

from budgetplan.thai import baht, dates, digits, money

register = template.Library()


@register.filter
def amount(value, blank="–"):
    """Decimal baht with separators."""
    return money.format_amount(value, blank=blank)


@register.filter
def thai_digits(value):
    """Every digit as a Thai one."""
    return digits.to_thai(value)


@register.filter
def baht_text(value):
    """Decimal baht in Thai words."""
    return baht.baht_text(value)


@register.filter
def thai_date(value, style="long"):
    """A date in the Buddhist Era with Arabic digits."""
    return dates.thai_date(value, style, thai_digits=False)
