"""Whose change stands in a cell: for the person whose own change of it was refused."""

from plans.errors import Clash, EditConflict
from plans.models import AMOUNT_FIELDS, PlanEdit

EDITS_LOOKED_AT = 200
"""How far back the journal is read for who changed a cell; the row's own last change answers beyond that."""


def saved_name(field):
    """The name in the journal and on the model of a column of the page."""
    return "unit_id" if field == "unit" else field


def cell_value(line, field):
    """A cell's stored value as the page knows it: amounts as "22500.00", the group as its id or ""."""
    if field in AMOUNT_FIELDS:
        return f"{getattr(line, field):.2f}"
    return line.unit_id or "" if field == "unit" else getattr(line, field)


def refuse(session, sentence, changes):
    """Raise EditConflict over these typed cells (CellChanges), each with what stands there now, by whom and when."""
    writers = _writers(session, {(change.key, saved_name(change.field)) for change in changes})
    raise EditConflict(sentence, [_clash(session, change, writers) for change in changes])


def _clash(session, change, writers):
    line = session.lines.get(change.key)
    by, at = writers.get((change.key, saved_name(change.field)), (None, None))
    if line is not None and at is None:
        by, at = line.changed_by, line.changed_at
    theirs = cell_value(line, change.field) if line is not None else None
    return Clash(change.key, change.field, theirs, change.value, str(by or ""), at)


def _writers(session, cells):
    """(key, field) → (person, moment) of the last journalled change of each cell."""
    found = {}
    edits = PlanEdit.objects.filter(office_id=session.plan.office_id, plan=session.plan).select_related("by")
    for edit in edits.order_by("-pk")[:EDITS_LOOKED_AT]:
        for key, name in cells - found.keys():
            if key in edit.before and _value(edit.before[key], name) != _value(edit.after[key], name):
                found[key, name] = edit.by, edit.at
        if len(found) == len(cells):
            break
    return found


def _value(row, name):
    return row and row[name]
