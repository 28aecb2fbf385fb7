"""`{% load approvals %}`: the sentences of approvals/wording.py for templates."""

from django import template

from budgetplan.approvals import wording

register = template.Library()

register.filter("names_of", wording.names_of)
register.filter("keepers_of", wording.keepers_of)
register.filter("signed", wording.signed)
register.filter("time_left", wording.time_left)


@register.filter
def less(after, before):
    """`after` less `before` in baht; a missing amount counts as nothing."""
    return (after or 0) - (before or 0)
