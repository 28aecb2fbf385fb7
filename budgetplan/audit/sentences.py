"""Events as sentences: who did what, with how much money; changes of money as old → new."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgetplan.audit.models import Event
from budgetplan.thai.dates import thai_date
from budgetplan.thai.money import format_amount

SENTENCES = {
    "case.submit": gettext_lazy("submitted “%(target)s” for approval, %(amount)s baht"),
    "case.endorse": gettext_lazy("endorsed “%(target)s”, %(amount)s baht"),
    "case.check": gettext_lazy("checked “%(target)s”, %(amount)s baht, and found it correct"),
    "case.approve": gettext_lazy("approved “%(target)s”, %(amount)s baht"),
    "case.letter": gettext_lazy(
        "recorded letter %(letter_number)s of %(letter_date)s on “%(target)s”, %(amount)s baht"
    ),
    "case.return": gettext_lazy("returned “%(target)s” for revision, %(amount)s baht"),
    "case.reject": gettext_lazy("rejected “%(target)s”, %(amount)s baht"),
    "case.withdraw": gettext_lazy("withdrew “%(target)s”"),
    "plan.cells": gettext_lazy("changed %(count)s lines of “%(target)s”"),
    "plan.paste": gettext_lazy("pasted a block into “%(target)s”, %(count)s lines"),
    "plan.add": gettext_lazy("added %(count)s lines to “%(target)s”"),
    "plan.move": gettext_lazy("moved lines within “%(target)s”"),
    "plan.delete": gettext_lazy("deleted %(count)s lines of “%(target)s”"),
    "plan.import": gettext_lazy("imported a workbook into “%(target)s”, %(count)s lines"),
    "plan.undo": gettext_lazy("took back a change of “%(target)s”, %(count)s lines"),
    "plan.redo": gettext_lazy("did a change of “%(target)s” again, %(count)s lines"),
    "plan.revise": gettext_lazy("began “%(target)s” as a revision of version %(based_on)s: %(reason)s"),
    "plan.project": gettext_lazy("took approved projects over into “%(target)s”, %(count)s lines"),
    "plan.frame": gettext_lazy("set the envelope and the parts of “%(target)s”"),
    "year.open": gettext_lazy("opened fiscal year %(target)s with an envelope of %(envelope)s baht"),
    "year.close": gettext_lazy("closed fiscal year %(target)s"),
    "year.reopen": gettext_lazy("opened fiscal year %(target)s again"),
    "year.ceilings": gettext_lazy("set the groups' ceilings of fiscal year %(target)s"),
    "proposal.begin": gettext_lazy("began “%(target)s” for %(group)s"),
    "proposal.fields": gettext_lazy("changed the money of “%(target)s”, %(count)s lines"),
    "proposal.add": gettext_lazy("added %(count)s cost lines to “%(target)s”"),
    "proposal.move": gettext_lazy("moved lines within “%(target)s”"),
    "proposal.delete": gettext_lazy("deleted %(count)s cost lines of “%(target)s”"),
    "proposal.fill": gettext_lazy("filled “%(target)s” in from another document, %(count)s cost lines"),
    "proposal.merge": gettext_lazy("took over the rows of another project into “%(target)s”, %(count)s cost lines"),
    "proposal.undo": gettext_lazy("took back a change of “%(target)s”, %(count)s lines"),
    "proposal.redo": gettext_lazy("did a change of “%(target)s” again, %(count)s lines"),
    "proposal.revise": gettext_lazy("began “%(target)s” as a revision of version %(based_on)s: %(reason)s"),
    "proposal.file": gettext_lazy("filed a copy of “%(target)s” with %(group)s"),
    "proposal.drop": gettext_lazy("set “%(target)s” aside"),
    "proposal.take_up": gettext_lazy("took “%(target)s” up again"),
    "proposal.check": gettext_lazy("filled in the checklist of “%(target)s”"),
    "proposal.comment": gettext_lazy("commented on “%(target)s”"),
    "proposal.uncomment": gettext_lazy("deleted their comment on “%(target)s”"),
    "project.owners": gettext_lazy("named the owners of “%(target)s”"),
    "project.priority": gettext_lazy("moved “%(target)s” from priority %(before)s to %(after)s"),
    "project.merge": gettext_lazy("merged “%(source)s” into “%(target)s”"),
    "strategy.arrange": gettext_lazy("set the strategies and programmes of fiscal year %(target)s"),
    "strategy.copy": gettext_lazy("copied the strategies of %(source)s to fiscal year %(target)s"),
}
"""Verb → what the actor did. A test holds that every verb the program records is here."""

KINDS = {
    "case": gettext_lazy("Decisions"),
    "plan": gettext_lazy("Changes of plans"),
    "year": gettext_lazy("Fiscal years and ceilings"),
    "proposal": gettext_lazy("Changes of project proposals"),
    "project": gettext_lazy("Owners, priorities and merging of projects"),
    "strategy": gettext_lazy("Strategies"),
}
"""First part of a verb → what the filter calls it."""

AMOUNTS = {
    "annual": gettext_lazy("annual amount"),
    "q1": gettext_lazy("quarter 1"),
    "q2": gettext_lazy("quarter 2"),
    "q3": gettext_lazy("quarter 3"),
    "q4": gettext_lazy("quarter 4"),
}
TEXTS = {"name": gettext_lazy("name"), "note": gettext_lazy("note")}


@dataclass(frozen=True)
class Change:
    """One value that an event changed: of what row, which of its fields ("" for the row itself), old and new."""

    name: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Told:
    """An Event ready to be read."""

    event: Event
    who: str
    sentence: str
    comment: str
    changes: tuple


def tell(event):
    """The event as a Told, in the language of the moment, with Arabic digits."""
    return Told(event, _who(event), _sentence(event), str(event.data.get("comment") or ""), tuple(changes_of(event)))


def _who(event):
    name = event.actor_name or _("The program")
    if event.acting_for:
        return _("%(person)s acting for %(post)s") % {"person": name, "post": event.acting_for}
    return name


def _sentence(event):
    if event.verb not in SENTENCES:
        return _("did “%(verb)s” on “%(target)s”") % {"verb": event.verb, "target": event.target_label}
    changes = event.data.get("changes")
    words = {
        "target": event.target_label,
        "amount": _amount(event.data.get("amount")),
        "envelope": _amount(event.data.get("envelope")),
        "letter_number": event.data.get("letter_number", ""),
        "letter_date": _day(event.data.get("letter_date")),
        "based_on": event.data.get("based_on", ""),
        "reason": event.data.get("reason", ""),
        "count": len(changes) if changes else event.data.get("count", 0),
        **{name: event.data.get(name, "") for name in ("group", "before", "after", "source")},
    }
    return SENTENCES[event.verb] % words


def changes_of(event):
    """Every Change an event made, money and words, in the order it was written down."""
    changes = event.data.get("changes") or {}
    if isinstance(changes, dict):
        for name, (old, new) in changes.items():
            label = _("envelope") if name == "envelope" else name
            yield Change(label, "", _amount(old), _amount(new))
        yield from _parts(event.data)
        return
    for row in changes:
        yield from _row_changes(row)


def _parts(data):
    for name in data.get("added", []):
        yield Change(name, _("part"), "–", name)
    for name in data.get("removed", []):
        yield Change(name, _("part"), name, "–")
    for old, new in data.get("renamed", []):
        yield Change(new, _("name"), old, new)


def _row_changes(row):
    for field, label in TEXTS.items():
        old, new = row[field] if isinstance(row.get(field), list) else ("", "")
        if (old or "") != (new or ""):
            yield Change(_name(row), str(label), old or "–", new or "–")
    for field, label in AMOUNTS.items():
        old, new = row.get(field, (None, None))
        if _counts(old) or _counts(new):
            yield Change(_name(row), str(label), _amount(old), _amount(new))


def _counts(amount):
    """A new line's blank quarters aren't worth a row."""
    return amount is not None and _amount(amount) != "0"


def _name(row):
    """The line's name: plain, or the newer of [old, new] where it was renamed."""
    name: Any = row.get("name", "")
    return str((name[1] or name[0]) if isinstance(name, list) else name)


def _amount(value):
    """A stored amount for people; what isn't one is shown as it stands."""
    if value is None:
        return "–"
    try:
        return format_amount(Decimal(str(value)), blank="0")
    except InvalidOperation:
        return str(value)


def _day(value):
    """A stored ISO date for people."""
    return thai_date(date.fromisoformat(value), "short", thai_digits=False) if value else ""
