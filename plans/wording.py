"""Sentences about a plan, said the same way on every page and in every report."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from budgetplan.thai.money import NOTHING, format_amount

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


def change_remarks(change, unit_names):
    """What besides its amounts differs in a Change (plans.comparison), as translated sentences.

    `unit_names` maps the id of a group to its name.
    """
    if change.kind != "changed":
        return []
    old, new = change.old, change.row
    remarks = []
    if change.renamed:
        remarks.append(_("Renamed; it was “%(old)s”.") % {"old": old.name})
    if change.moved:
        remarks.append(_("Moved to another place in the plan."))
    if old.note != new.note:
        remarks.append(_pair(_("Note: “%(old)s” → “%(new)s”."), old.note, new.note))
    if old.unit_id != new.unit_id:
        names = (unit_names.get(unit_id, "") for unit_id in (old.unit_id, new.unit_id))
        remarks.append(_pair(_("Group: %(old)s → %(new)s."), *names))
    if old.ceiling != new.ceiling:
        remarks.append(_pair(_("Ceiling: %(old)s → %(new)s."), *map(_ceiling, (old.ceiling, new.ceiling))))
    return remarks


def _pair(sentence, old, new):
    return sentence % {"old": old or NOTHING, "new": new or NOTHING}


def _ceiling(amount):
    return _("none") if amount is None else format_amount(amount, blank="0")
