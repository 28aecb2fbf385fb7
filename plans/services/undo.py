"""Taking back one's own last change of a draft, and taking that back.

An undo puts back the cells the change touched, and only those: what somebody else typed since, elsewhere in the
same rows, stays. Where somebody changed the very same cells since, the undo is refused.
"""

from decimal import Decimal

from django.utils.translation import gettext as _

from plans.enums import EditKind
from plans.errors import EditConflict, NothingToUndo
from plans.models import AMOUNT_FIELDS, PlanEdit
from plans.services.editing import editing

CONTENT = ("kind", "category_id", "unit_id", "name", "note", *AMOUNT_FIELDS)
PLACE = ("part", "parent")


def undo(*, plan, by, request_id=None):
    """Take back the person's last change that still stands. Raises NothingToUndo, or EditConflict where somebody
    changed the same cells since."""
    with editing(plan=plan, by=by, kind=EditKind.UNDO, request_id=request_id) as session:
        if not session.repeated:
            target = _undoable(plan, by).order_by("-pk").first()
            if target is None:
                raise NothingToUndo(_("There is no change of yours left to undo."))
            _restore(session, target)
    return session


def redo(*, plan, by, request_id=None):
    """Take back the person's last undo, as long as they changed nothing since. Raises as `undo`."""
    with editing(plan=plan, by=by, kind=EditKind.REDO, request_id=request_id) as session:
        if not session.repeated:
            target = _redoable(plan, by)
            if target is None:
                raise NothingToUndo(_("There is nothing to redo."))
            _restore(session, target)
    return session


def can_undo(*, plan, by):
    """Whether a change of the person's own is left to take back."""
    return _undoable(plan, by).exists()


def can_redo(*, plan, by):
    """Whether the last thing the person did was an undo that can be taken back."""
    return _redoable(plan, by) is not None


def _standing(plan, by):
    return PlanEdit.objects.filter(office_id=plan.office_id, plan=plan, by=by, reversed_by__isnull=True)


def _undoable(plan, by):
    return _standing(plan, by).exclude(kind=EditKind.UNDO)


def _redoable(plan, by):
    target = _standing(plan, by).filter(kind=EditKind.UNDO).order_by("-pk").first()
    if target is None:
        return None
    newer = PlanEdit.objects.filter(office_id=plan.office_id, plan=plan, by=by, pk__gt=target.pk)
    return None if newer.exclude(kind__in=(EditKind.UNDO, EditKind.REDO)).exists() else target


def _restore(session, edit):
    """Put every row the edit touched back to how it stood before it."""
    session.reverses = edit
    for key in edit.before:
        session.remember(key)
    _refuse_overwriting(session, edit)
    _take_out(session, edit)
    for key, before in edit.before.items():
        if before is None and key in session.lines:
            session.remove(session.lines[key])
    for key, before in sorted(edit.before.items(), key=lambda item: _depth(edit.before, item[1])):
        if before is not None:
            _put_back(session, key, before, edit.after[key])
    _refuse_hidden_money(session, edit)


def _refuse_overwriting(session, edit):
    for key, after in edit.after.items():
        now = session.snapshot(key)
        if any((now and now[name]) != (after and after[name]) for name in _touched(edit.before[key], after)):
            _refuse()
        if edit.before[key] is None and now is not None:
            below = session.subtree(session.lines[key])
            if any(str(row.key) not in edit.before for row in below):
                _refuse()


def _take_out(session, edit):
    """Rows the edit moved leave the rows it added, which go now; `_put_back` gives them their old place."""
    for key, before in edit.before.items():
        after = edit.after[key]
        if before and after and any(before[name] != after[name] for name in PLACE):
            session.place(session.lines[key], session.part(before["part"]), None, None)


def _touched(before, after):
    """The names of what an edit changed in a row; all of them where it added or deleted the row."""
    return [name for name in (*CONTENT, *PLACE) if not (before and after) or before[name] != after[name]]


def _refuse():
    raise EditConflict(_("Somebody changed these lines after you. Undoing would overwrite their change."))


def _refuse_hidden_money(session, edit):
    """A line that somebody gave lines below it meanwhile can't take its amounts back: they would count nowhere."""
    for key in edit.before:
        line = session.lines.get(key)
        for row in filter(None, (line, line and session.parent_of(line))):
            money = row.kind == "line" and any(getattr(row, name) for name in AMOUNT_FIELDS)
            if money and session.has_children(row):
                _refuse()


def _depth(rows, row):
    depth = 0
    index = row["index"] if row else 0
    while row and row["parent"] in rows:
        row, depth = rows[row["parent"]], depth + 1
    return depth, index


def _put_back(session, key, before, after):
    part = session.part(before["part"])
    parent = session.parent_in(part, before["parent"])
    line = session.lines.get(key)
    if line is None:
        fields = {name: _stored(before, name) for name in CONTENT}
        session.add(part=part, parent=parent, index=before["index"], key=key, version=before["version"] + 1, **fields)
        return
    session.change(
        line, **{name: _stored(before, name) for name in CONTENT if not after or before[name] != after[name]}
    )
    if any(before[name] != after[name] for name in (*PLACE, "index")):
        session.place(line, part, parent, before["index"])


def _stored(row, name):
    return Decimal(row[name]) if name in AMOUNT_FIELDS else row[name]
