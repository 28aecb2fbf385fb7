"""What an owner does to a proposal on its page: type, add a row, move it, delete it.

Every function opens one `editing` session: it happens as a whole or not at all, and one step of undo takes it back.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from projects.enums import EditKind
from projects.errors import Clash, EditConflict, FieldFault, FieldFaults, ProjectRefused
from projects.fields import READERS, columns_of, shown
from projects.models import ProposalEdit
from projects.services.editing import editing
from projects.services.lists import HEAD, LISTS

DEEPEST = 2
EDITS_LOOKED_AT = 100
PERIOD = ("starts_on", "ends_on")
UNSEEN = object()
"""For what a person saw in a field: nobody says, so nothing is compared. None is what an empty field may show."""


@dataclass(frozen=True)
class FieldChange:
    """A field as typed: of the head (`kind` HEAD, no key) or of a row.

    `was` is what the person saw there, UNSEEN where that isn't compared.
    """

    kind: str
    key: str
    field: str
    value: Any
    was: Any = UNSEEN


def set_fields(*, proposal, changes, by, request_id=None):
    """Store typed fields. `changes` are FieldChanges; returns the edit session.

    Raises FieldFaults with every field that can't be stored, EditConflict with every one somebody else changed since it
    was read; nothing is stored then.
    """
    with editing(proposal=proposal, by=by, kind=EditKind.FIELDS, request_id=request_id) as session:
        if not session.repeated:
            apply_changes(session, changes)
    return session


def apply_changes(session, changes):
    """The body of `set_fields` inside an open session.

    Fields of one row are read in the order of READERS, so that quarters meet the amount typed with them; the head is
    stored as a whole, so that a period can move.
    """
    _refuse_clashes(session, changes)
    head, faults = {}, []
    for change in sorted(changes, key=lambda change: list(READERS[change.kind]).index(change.field)):
        target = _target(session, change)
        try:
            values = READERS[change.kind][change.field](target, change.value)
        except ValueError as error:
            faults.append(_fault(change, str(error)))
            continue
        if change.kind == HEAD:
            head |= values
        else:
            _change_row(session, target, values)
    faults += _period_faults(session.proposal, head, changes, faults)
    if faults:
        raise FieldFaults(_("%(count)s fields can't be stored as typed.") % {"count": len(faults)}, faults)
    _change_head(session, head)


def _fault(change, sentence):
    return FieldFault(change.kind, change.key, change.field, change.value, sentence)


def _period_faults(proposal, head, changes, faults):
    """A last day before the first one, once both can be read."""
    typed = [change for change in changes if change.kind == HEAD and change.field in PERIOD]
    first, last = (head.get(name, getattr(proposal, name)) for name in PERIOD)
    if not (first and last and last < first) or any(fault.field in PERIOD for fault in faults):
        return []
    return [_fault(change, _("The last day can't be before the first day.")) for change in typed]


def _change_head(session, values):
    changed = {name: value for name, value in values.items() if not _stands(session.proposal, name, value)}
    if changed:
        session.change_head(**changed)


def _change_row(session, row, values):
    changed = {name: value for name, value in values.items() if not _stands(row, name, value)}
    if changed:
        session.change(row, **changed)


def _stands(row, name, value):
    """Whether a column holds that value already."""
    if name == "focuses":
        return set(row.focuses.all()) == set(value)
    return getattr(row, name) == value


def _target(session, change):
    if change.field not in READERS.get(change.kind, {}):
        raise ProjectRefused(_("This can't be changed here."))
    return session.proposal if change.kind == HEAD else session.row(change.kind, change.key)


def _refuse_clashes(session, changes):
    clashes = []
    for change in changes:
        target = _target(session, change)
        now = shown(target, change.field)
        if change.was is not UNSEEN and now not in (change.was, change.value) and not _says_the_same(target, change):
            by, at = _last_writer(session, change)
            clashes.append(Clash(change.kind, change.key, change.field, now, change.value, by, at))
    if clashes:
        sentence = _("Somebody else changed this while you had it open. Choose which text stays.")
        raise EditConflict(sentence, clashes)


def _says_the_same(target, change):
    """Whether what was typed is only another way to write what stands there ("1,188" for 1188.00)."""
    try:
        values = READERS[change.kind][change.field](target, change.value)
    except ValueError:
        return False
    return all(_stands(target, name, value) for name, value in values.items())


def _last_writer(session, change):
    name, columns = change.key or HEAD, columns_of(change.field)
    edits = ProposalEdit.objects.filter(proposal=session.proposal).select_related("by").order_by("-pk")
    for edit in edits[:EDITS_LOOKED_AT]:
        before, after = (states.get(name) or {} for states in (edit.before, edit.after))
        if any(before.get(column) != after.get(column) for column in columns):
            return str(edit.by), edit.at
    return "", None


def add_row(*, proposal, kind, by, above=None, after=None, values=None, key=None, request_id=None):
    """Add a row to the list `kind`, behind the row `after` (its key), last where none is named; returns the session.

    `above` is the key of the activity a cost line or sub-activity stands under. `values` are fields as typed, `key` the
    UUID under which the page knows the row already. The new row is `session.added`. Raises ProjectRefused,
    FieldFaults, EditConflict.
    """
    with editing(proposal=proposal, by=by, kind=EditKind.ADD, request_id=request_id) as session:
        session.added = None
        if not session.repeated:
            _check_room(session, kind, above)
            if str(key) in session.rows:
                raise EditConflict(_("The row is there already. Reload the page."))
            index = _index_after(session, kind, above, after)
            session.added = session.add(kind, above=above, index=index, key=key)
            key = str(session.added.key)
            apply_changes(session, [FieldChange(kind, key, name, value) for name, value in (values or {}).items()])
    return session


def _check_room(session, kind, above):
    if kind not in LISTS:
        raise ProjectRefused(_("This can't be changed here."))
    if kind == "cost_lines" and not above:
        raise ProjectRefused(_("A cost line belongs to an activity. Add the activity first."))
    if above:
        parent = session.row("activities", above)
        if not LISTS[kind].parent or (kind == "activities" and parent.parent_id):
            raise ProjectRefused(_("Activities can be nested %(most)s levels deep at most.") % {"most": DEEPEST})


def _index_after(session, kind, above, after):
    if not after:
        return None
    siblings = session.siblings(kind, above)
    neighbour = session.row(kind, after)
    if neighbour not in siblings:
        raise EditConflict(_("The row was moved meanwhile. Reload the page."))
    return siblings.index(neighbour) + 1


def move_row(*, proposal, kind, key, by, index, above=None, request_id=None):
    """Move a row to `index` of its list, counted without itself (None: last), under the activity `above`.

    Raises ProjectRefused where an activity with sub-activities would go below another, or a cost line nowhere.
    """
    with editing(proposal=proposal, by=by, kind=EditKind.MOVE, request_id=request_id) as session:
        if not session.repeated:
            row = session.row(kind, key)
            _check_move(session, row, kind, above)
            session.place(row, above=above, index=index)
    return session


def _check_move(session, row, kind, above):
    if kind == "cost_lines" and not above:
        raise ProjectRefused(_("A cost line belongs to an activity. Add the activity first."))
    if not above:
        return
    parent = session.row("activities", above)
    if kind == "activities":
        has_children = bool(session.siblings("activities", str(row.key)))
        if parent.parent_id or has_children or parent == row:
            raise ProjectRefused(_("Activities can be nested %(most)s levels deep at most.") % {"most": DEEPEST})
    elif not LISTS[kind].parent:
        raise ProjectRefused(_("This can't be changed here."))


def delete_row(*, proposal, kind, key, by, request_id=None):
    """Delete a row with all under it; undo brings it back."""
    with editing(proposal=proposal, by=by, kind=EditKind.DELETE, request_id=request_id) as session:
        if not session.repeated:
            session.remove(session.row(kind, key))
    return session
