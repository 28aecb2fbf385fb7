"""Taking back one's own last change of a draft, and taking that back."""

from decimal import Decimal

from django.utils.translation import gettext as _

from plans.enums import EditKind
from plans.errors import EditConflict, NothingToUndo
from plans.models import AMOUNT_FIELDS, PlanEdit
from plans.services.editing import editing


def undo(*, plan, by, request_id=None):
    """Take back the person's last change that still stands. Raises NothingToUndo, or EditConflict where somebody
    changed the same rows since."""
    with editing(plan=plan, by=by, kind=EditKind.UNDO, request_id=request_id) as session:
        if not session.repeated:
            target = _last(plan, by, lambda edits: edits.exclude(kind=EditKind.UNDO))
            if target is None:
                raise NothingToUndo(_("There is no change of yours left to undo."))
            _restore(session, target)
            session.reverses = target
    return session


def redo(*, plan, by, request_id=None):
    """Take back the person's last undo, as long as they changed nothing since. Raises as `undo`."""
    with editing(plan=plan, by=by, kind=EditKind.REDO, request_id=request_id) as session:
        if not session.repeated:
            target = _last(plan, by, lambda edits: edits.filter(kind=EditKind.UNDO))
            newer = PlanEdit.objects.filter(plan=plan, by=by, pk__gt=target.pk) if target else None
            if target is None or newer.exclude(kind__in=[EditKind.UNDO, EditKind.REDO]).exists():
                raise NothingToUndo(_("There is nothing to redo."))
            _restore(session, target)
            session.reverses = target
    return session


def _last(plan, by, narrow):
    standing = PlanEdit.objects.filter(office_id=plan.office_id, plan=plan, by=by, reversed_by__isnull=True)
    return narrow(standing).order_by("-pk").first()


def _restore(session, edit):
    """Put every row the edit touched back to how it stood before it."""
    for key, after in edit.after.items():
        line = session.lines.get(key)
        if (line.version if line else None) != (after["version"] if after else None):
            raise EditConflict(
                _("Somebody changed these lines after you. Undoing would overwrite their change.")
            )
    for key, before in edit.before.items():
        if before is None and key in session.lines:
            session.remove(session.lines[key])
    for key, before in sorted(edit.before.items(), key=lambda item: _depth(edit.before, item[1])):
        if before is not None:
            _put_back(session, key, before)


def _depth(rows, row):
    depth = 0
    while row and row["parent"] in rows:
        row, depth = rows[row["parent"]], depth + 1
    return depth, row["index"] if row else 0


def _put_back(session, key, before):
    part = session.part(before["part"])
    parent = session.line(before["parent"]) if before["parent"] else None
    fields = {name: before[name] for name in ("kind", "category_id", "unit_id", "name", "note")}
    fields |= {name: Decimal(before[name]) for name in AMOUNT_FIELDS}
    line = session.lines.get(key)
    if line is None:
        session.add(
            part=part, parent=parent, index=before["index"], key=key, version=before["version"] + 1, **fields
        )
        return
    session.change(line, **fields)
    session.place(line, part, parent, before["index"])
