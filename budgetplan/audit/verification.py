"""Reading an office's chain from its first event and saying where it breaks; also what was filed with an event.

An app that files papers registers a check of them in its `AppConfig.ready`.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from budgetplan.audit.models import GENESIS, ChainHead, Event
from budgetplan.audit.services import event_hash

_checks = []


@dataclass(frozen=True)
class Break:
    """A place where the record of an office does not hold: the event's number (0: of no event) and a sentence."""

    sequence: int
    sentence: str


def register_check(check):
    """Have `check(office_id)` asked for the Breaks of what was filed with events."""
    if check not in _checks:
        _checks.append(check)


def find_breaks(office_id):
    """Every Break of the office's record: edited, missing and cut-off events, then filed papers that aren't as filed.

    Empty when it holds.
    """
    return [*_chain_breaks(office_id), *(found for check in _checks for found in check(office_id))]


def _chain_breaks(office_id):
    breaks = []
    expected, previous = 1, GENESIS
    for event in Event.objects.filter(office_id=office_id).order_by("sequence").iterator(chunk_size=2000):
        if event.sequence != expected:
            breaks.append(Break(expected, _missing(expected, event.sequence - 1)))
        elif event.previous_hash != previous:
            breaks.append(
                Break(event.sequence, _("Event %(n)s doesn't follow from the one before it.") % {"n": expected})
            )
        if event_hash(event) != event.hash:
            breaks.append(
                Break(event.sequence, _("Event %(n)s was changed after it was written.") % {"n": event.sequence})
            )
        expected, previous = event.sequence + 1, event.hash
    return breaks + _end_breaks(office_id, expected, previous)


def _end_breaks(office_id, expected, previous):
    head = ChainHead.objects.filter(office_id=office_id).first()
    if head is None:
        return [] if expected == 1 else [Break(expected, _("The record of the chain's end is missing."))]
    if head.sequence >= expected:
        return [Break(expected, _missing(expected, head.sequence))]
    if (head.sequence, head.hash) != (expected - 1, previous):
        return [Break(expected - 1, _("The chain doesn't end with the event that was written last."))]
    return []


def _missing(first, last):
    if first == last:
        return _("Event %(n)s is missing.") % {"n": first}
    return _("Events %(first)s to %(last)s are missing.") % {"first": first, "last": last}
