"""Sentences about a plan, said the same way on every page and in every report."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from budgetplan.thai.money import format_amount

SENTENCES = {
    ("line_quarters", True): gettext_noop(
        "“%(name)s”: the quarters come to %(found)s, %(by)s more than the annual amount of %(expected)s."
    ),
    ("line_quarters", False): gettext_noop(
        "“%(name)s”: the quarters come to %(found)s, %(by)s less than the annual amount of %(expected)s."
    ),
    ("part_ceiling", True): gettext_noop("“%(name)s” comes to %(found)s, %(by)s over its ceiling of %(expected)s."),
    ("group_ceiling", True): gettext_noop(
        "“%(name)s” has lines of %(found)s, %(by)s over the group's ceiling of %(expected)s."
    ),
    ("envelope", True): gettext_noop("The parts come to %(found)s, %(by)s more than the envelope of %(expected)s."),
    ("envelope", False): gettext_noop("The parts come to %(found)s, %(by)s less than the envelope of %(expected)s."),
}


def imbalance_sentence(imbalance, *, thai_digits=False):
    """One Imbalance (plans.totals) as a translated sentence that says where and by how much, in baht."""
    figures = {
        "found": format_amount(imbalance.found, thai=thai_digits, blank="0"),
        "expected": format_amount(imbalance.expected, thai=thai_digits, blank="0"),
        "by": format_amount(abs(imbalance.difference), thai=thai_digits),
    }
    return _(SENTENCES[imbalance.code, imbalance.difference > 0]) % {"name": imbalance.name, **figures}
