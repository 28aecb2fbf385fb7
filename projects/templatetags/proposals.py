"""`{% load proposals %}`: what pages about a proposal show besides plain values."""

from django import template
from django.utils.safestring import mark_safe

from budgetplan.thai.digits import to_arabic, to_thai
from projects.content import quantity_text
from projects.rich_text import clean_rich_text
from projects.word_changes import word_changes

register = template.Library()


@register.filter
def rich(text, thai=False):
    """Rich text as HTML, its digits Thai or Arabic: cleaned once more on its way out, whatever is stored."""
    clean = clean_rich_text(text)
    return mark_safe(to_thai(clean) if thai else to_arabic(clean))


@register.filter
def quantity(value):
    """A target's value with no more decimals than it needs."""
    return quantity_text(value)


@register.filter
def changed_to(before, after):
    """The Spans (projects.word_changes) that make `after` of `before`."""
    return word_changes(before, after)
