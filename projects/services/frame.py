"""The frame a year's projects hang on, stored as a whole: its strategies, programmes, tactics and focuses."""

import hashlib
import uuid
from collections import Counter
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from budgetplan.audit.services import record
from plans.services.years import locked_year
from projects.errors import EditConflict, ProjectRefused, ProposalFrozen
from projects.models import Focus, Programme, Proposal, Strategy
from projects.permissions import check_can_arrange

ASIDE = 20_000
"""Numbers from here on are nobody's: strategies step aside to them while two swap theirs."""


class Entry(NamedTuple):
    """A row as it should be: the id of the row that becomes so (None for a new one) and its columns by name."""

    pk: int | None
    values: dict


class Frame(NamedTuple):
    """The Entries of a year: strategies (number, name), programmes (position, name), focuses (kind, name, position,
    strategy_id)."""

    strategies: list
    programmes: list
    focuses: list


MODELS = (Strategy, Programme, Focus)


def frame_mark(year):
    """A short text that differs as soon as a strategy, programme or focus of the year does."""
    rows = [[(row.pk, *_columns(row).items()) for row in _rows(model, year)] for model in MODELS]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def used_rows(year):
    """{model: the ids of its rows that proposals of the year name}: these can't be removed. Three queries."""
    proposals = Proposal.objects.filter(project__fiscal_year=year)
    columns = ((Strategy, "strategy_id"), (Programme, "programme_id"), (Focus, "focuses"))
    return {
        model: set(proposals.filter(**{f"{column}__isnull": False}).values_list(column, flat=True).distinct())
        for model, column in columns
    }


@transaction.atomic
def arrange_strategies(*, year, frame, by, seen=None):
    """Make the year's strategies, programmes and focuses those of `frame`, all or none; rows without an Entry go.

    `seen` is the `frame_mark` of the page the person had before them: raises EditConflict where somebody changed them
    since. Raises ProjectRefused for two rows of one name and where a row that goes is in use, NotAllowed, and
    ProposalFrozen in a closed year.
    """
    check_can_arrange(by=by, office_id=year.office_id)
    if locked_year(year).is_closed:
        raise ProposalFrozen(_("Fiscal year %(year)s is closed.") % {"year": year})
    if seen is not None and seen != frame_mark(year):
        raise EditConflict(
            _("Somebody else changed the strategies meanwhile. What you typed is still here: compare, then save again.")
        )
    before = {model: {row.pk: _columns(row) for row in _rows(model, year)} for model in MODELS}
    wanted = dict(zip(MODELS, frame, strict=True))
    used = used_rows(year)
    for model in MODELS:
        _check(model, before[model], wanted[model], used[model])
    _check_focuses(frame)
    for model in reversed(MODELS):
        _rows(model, year).filter(pk__in=before[model].keys() - _kept(wanted[model])).delete()
    for model in MODELS:
        _store(model, year, before[model], wanted[model])
    changes = {name: pair for model in MODELS for name, pair in _changes(before[model], wanted[model])}
    if changes:
        record(office_id=year.office_id, by=by, verb="strategy.arrange", target=year, data={"changes": changes})


def _rows(model, year):
    return model.objects.filter(office_id=year.office_id, fiscal_year=year).order_by("pk")


def _columns(row):
    names = {
        Strategy: ("number", "name"),
        Programme: ("position", "name"),
        Focus: ("kind", "name", "position", "strategy_id"),
    }
    return {name: getattr(row, name) for name in names[type(row)]}


def _kept(entries):
    return {entry.pk for entry in entries if entry.pk}


def _check(model, before, entries, used):
    if _kept(entries) - before.keys():
        raise EditConflict(_("One of these rows isn't there any more. Reload the page."))
    lost = next((pk for pk in before if pk in used and pk not in _kept(entries)), None)
    if lost is not None:
        sentence = _("“%(name)s” can't be removed: projects name it. Change those projects first.")
        raise ProjectRefused(sentence % {"name": before[lost]["name"]})
    _check_once(Counter((entry.values.get("kind"), entry.values["name"]) for entry in entries))
    if model is Strategy:
        _check_once(Counter((None, entry.values["number"]) for entry in entries))


def _check_once(counts):
    twice = next((name for (_kind, name), count in counts.items() if count > 1), None)
    if twice is not None:
        raise ProjectRefused(_("“%(name)s” is there twice. Every name and number stands once.") % {"name": twice})


def _check_focuses(frame):
    kept = _kept(frame.strategies)
    for entry in frame.focuses:
        if entry.values["strategy_id"] not in {None, *kept}:
            sentence = _("“%(name)s” belongs to a strategy that is removed. Choose another one for it.")
            raise ProjectRefused(sentence % {"name": entry.values["name"]})


def _store(model, year, before, entries):
    changed = [entry for entry in entries if entry.pk and before[entry.pk] != entry.values]
    # Two rows may swap their names or numbers, which are unique within the year.
    for place, entry in enumerate(changed):
        aside = {"name": uuid.uuid4().hex, **({"number": ASIDE + place} if model is Strategy else {})}
        model.objects.filter(pk=entry.pk).update(**aside)
    for entry in changed:
        model.objects.filter(pk=entry.pk).update(**entry.values)
    for entry in entries:
        if not entry.pk:
            model.objects.create(office_id=year.office_id, fiscal_year=year, **entry.values)


def _changes(before, entries):
    """(name, [old, new]) of every row that is other than it was, for the audit; their order aside."""
    for entry in entries:
        old = before.get(entry.pk)
        if _content(old) != _content(entry.values):
            yield entry.values["name"], [_told(old), _told(entry.values)]
    for pk, old in before.items():
        if pk not in _kept(entries):
            yield old["name"], [_told(old), None]


def _content(values):
    return {name: value for name, value in (values or {}).items() if name != "position"}


def _told(values):
    if values is None:
        return None
    return f"{values['number']} {values['name']}" if "number" in values else values["name"]
