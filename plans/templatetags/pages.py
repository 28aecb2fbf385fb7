"""`{% load pages %}`: differences of amounts, as the pages around a plan show them."""

from django import template
from django.forms import CheckboxInput

from budgetplan.thai.money import NOTHING, format_amount

register = template.Library()


@register.filter
def difference(value, blank=NOTHING):
    """A difference in baht with its sign: "+1,000", "−500"; `blank` for nothing."""
    if not value:
        return blank
    return f"{'+' if value > 0 else '−'}{format_amount(abs(value))}"


@register.filter
def distance(value):
    """A difference in baht without its sign."""
    return format_amount(abs(value), blank="0")


@register.filter
def cells(amounts):
    """The five cells of Amounts (plans.totals); five empty ones where the row isn't in a version."""
    return amounts.cells() if amounts else (None,) * 5


@register.filter
def in_cell(field):
    """A bound form field as an input for a table's cell, marked where it has errors."""
    checkbox = isinstance(field.field.widget, CheckboxInput)
    classes = [field.field.widget.attrs.get("class", ""), "form-check-input" if checkbox else "form-control"]
    attrs = {}
    if field.errors:
        classes.append("is-invalid")
        attrs = {"aria-invalid": "true", "aria-describedby": f"{field.auto_id}_error"}
    return field.as_widget(attrs={**attrs, "class": " ".join(filter(None, classes))})
