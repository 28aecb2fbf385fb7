"""Taking back one's own last change of a proposal, and taking that back.

What the change touched goes back to how it stood before. Where somebody changed the same since, the undo is refused;
what they changed beside it stays.
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from projects.enums import EditKind
from projects.errors import EditConflict, NothingToUndo
from projects.models import Focus, ProposalEdit
from projects.services.editing import editing
from projects.services.lists import HEAD, LISTS, list_of

NOT_UNDONE = (EditKind.UNDO, EditKind.FILL, EditKind.MERGE)
"""What a project began with is the floor of undo, and a merge is for good: the other project is closed with it."""

AMOUNTS = {"declared", "amount", "value", "q1", "q2", "q3", "q4"}
DATES = {"starts_on", "ends_on"}
PLACE = {"above", "index"}
TOGETHER = (DATES, {"factors", "amount", "reason", "q1", "q2", "q3", "q4"})
"""What must fit together goes back together."""


def undo(*, proposal, by, request_id=None):
    """Take back the person's last change that still stands. Raises NothingToUndo, EditConflict."""
    with editing(proposal=proposal, by=by, kind=EditKind.UNDO, request_id=request_id) as session:
        if not session.repeated:
            target = _undoable(proposal, by)
            if target is None:
                raise NothingToUndo(_("There is no change of yours left to undo."))
            _restore(session, target)
    return session


def redo(*, proposal, by, request_id=None):
    """Take back the person's last undo, as long as they changed nothing since. Raises as `undo`."""
    with editing(proposal=proposal, by=by, kind=EditKind.REDO, request_id=request_id) as session:
        if not session.repeated:
            target = _redoable(proposal, by)
            if target is None:
                raise NothingToUndo(_("There is nothing to redo."))
            _restore(session, target)
    return session


def can_undo(*, proposal, by):
    """Whether a change of the person's own is left to take back."""
    return _undoable(proposal, by) is not None


def can_redo(*, proposal, by):
    """Whether the last thing the person did was an undo that can be taken back."""
    return _redoable(proposal, by) is not None


def _own(proposal, by):
    return ProposalEdit.objects.filter(proposal=proposal, by=by)


def _undoable(proposal, by):
    """The newest change of the person's own that stands and isn't one of NOT_UNDONE."""
    standing = _own(proposal, by).filter(reversed_by__isnull=True)
    return standing.exclude(kind__in=NOT_UNDONE).order_by("-pk").first()


def _redoable(proposal, by):
    target = _own(proposal, by).filter(reversed_by__isnull=True, kind=EditKind.UNDO).order_by("-pk").first()
    if target is None:
        return None
    newer = _own(proposal, by).filter(pk__gt=target.pk).exclude(kind__in=(EditKind.UNDO, EditKind.REDO))
    return None if newer.exists() else target


def _restore(session, edit):
    """Put everything the edit touched back to how it stood before it."""
    session.reverses = edit
    for name in edit.before:
        session.remember(name)
    _refuse_overwriting(session, edit)
    for name, before in edit.before.items():
        if before is None and name in session.rows:
            session.remove(session.rows[name])
    rows = [(name, before) for name, before in edit.before.items() if before is not None and name != HEAD]
    for name, before in sorted(rows, key=_parents_first):
        _put_back(session, name, before, edit.after[name])
    if edit.before.get(HEAD):
        _put_back_head(session, edit.before[HEAD], edit.after[HEAD])
    _refuse_too_deep(session)


def _parents_first(item):
    before = item[1]
    return (before["list"] != "activities", before["above"] is not None, before["index"])


def _refuse_overwriting(session, edit):
    for name, after in edit.after.items():
        before, now = edit.before[name], session.snapshot(name)
        if (now is None) != (after is None):
            _refuse()
        added = before is None and now is not None
        if added and any(str(row.key) not in edit.before for row in session.below(session.rows[name])):
            _refuse()
        if now and any(now[field] != after[field] for field in _touched(before, after) - {"index"}):
            _refuse()


def _touched(before, after):
    """The names of what an edit changed in a row or the head; all of them where it added or deleted the row."""
    if not (before and after):
        return set(before or after or ())
    changed = {name for name in after if before[name] != after[name]}
    return changed.union(*(group & after.keys() for group in TOGETHER if group & changed))


def _refuse():
    raise EditConflict(_("Somebody changed this after you. Undoing would overwrite their change."))


def _refuse_too_deep(session):
    """An activity that somebody put below another meanwhile takes no sub-activities."""
    nested = {row.pk for row in session.rows.values() if list_of(row) == "activities" and row.parent_id}
    if any(list_of(row) == "activities" and row.parent_id in nested for row in session.rows.values()):
        _refuse()


def _put_back(session, key, before, after):
    kind, touched = before["list"], _touched(before, after)
    values = {name: _stored(name, before[name]) for name in LISTS[kind].fields if name in touched}
    row = session.rows.get(key)
    if row is None:
        session.add(kind, above=before["above"], index=before["index"], key=key, **values)
        return
    if values:
        session.change(row, **values)
    if touched & PLACE:
        session.place(row, above=before["above"], index=before["index"])


def _put_back_head(session, before, after):
    values = {name: _stored(name, before[name]) for name in _touched(before, after)}
    if "focuses" in values:
        found = Focus.objects.filter(office_id=session.proposal.office_id, pk__in=before["focuses"])
        values["focuses"] = list(found)
    session.change_head(**values)


def _stored(name, value):
    if value is None or value == "":
        return value
    if name in AMOUNTS:
        return Decimal(value)
    return date.fromisoformat(value) if name in DATES else value
