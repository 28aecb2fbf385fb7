"""What a planning officer does to the lines of a draft: type, add, move, delete, split, undo.

Every function opens one `editing` session: it happens as a whole or not at all, and one step of undo takes it back.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budgetplan.organization.models import Unit
from budgetplan.thai.money import parse_amount, split_evenly
from plans.enums import EditKind, LineKind
from plans.errors import CellFault, CellFaults, Clash, EditConflict, PlanRefused
from plans.models import AMOUNT_FIELDS, QUARTER_FIELDS, Category, SpendingLine
from plans.services.editing import editing
from plans.totals import Amounts

EDITABLE_FIELDS = ("name", "note", "unit", *AMOUNT_FIELDS)
NAME_LENGTH = SpendingLine._meta.get_field("name").max_length
NOTE_LENGTH = SpendingLine._meta.get_field("note").max_length
DEEPEST_LEVEL = 6
MOST_LINES = 3000


@dataclass(frozen=True)
class CellChange:
    """A cell as typed: `value` is the text typed, `was` the value the person saw there (None: don't compare)."""

    key: str
    field: str
    value: Any
    was: Any = None


@dataclass(frozen=True)
class NewRow:
    """A row to add, with the rows below it. `category_id` makes it a category row; amounts count on leaves only."""

    name: str
    amounts: Amounts = Amounts()
    note: str = ""
    category_id: int | None = None
    unit_id: int | None = None
    children: tuple = field(default=())


def cell_value(line, name):
    """A cell's stored value as the page knows it: amounts as "22500.00", the group as its id or ""."""
    if name in AMOUNT_FIELDS:
        return f"{getattr(line, name):.2f}"
    return line.unit_id or "" if name == "unit" else getattr(line, name)


def set_cells(*, plan, changes, by, request_id=None, kind=EditKind.CELLS):
    """Store typed cells, a whole block at once. `changes` are CellChanges; returns the edit session.

    A balanced line's annual amount follows its quarters; a line whose annual amount was typed keeps it until the
    quarters reach it. Raises CellFaults with every cell that can't be stored, EditConflict with every cell somebody
    else changed since it was read; nothing is stored then.
    """
    with editing(plan=plan, by=by, kind=kind, request_id=request_id) as session:
        if not session.repeated:
            apply_changes(session, changes)
    return session


def apply_changes(session, changes):
    """The body of `set_cells` inside an open session."""
    values = _checked_values(session, changes)
    _refuse_clashes(session, changes, values)
    for key, fields in values.items():
        line = session.line(key)
        _follow_annual(line, fields)
        fields = {name: value for name, value in fields.items() if getattr(line, name) != value}
        if fields:
            session.change(line, **fields)


def _checked_values(session, changes):
    values, faults = {}, []
    for change in changes:
        line = session.line(change.key)
        try:
            name, value = _checked(session, line, change)
            values.setdefault(change.key, {})[name] = value
        except ValueError as error:
            faults.append(CellFault(change.key, change.field, str(change.value), _sentence(error)))
    if faults:
        raise CellFaults(_("%(count)s cells can't be stored as typed.") % {"count": len(faults)}, faults)
    return values


def _sentence(error):
    return str(getattr(error, "message", error))


def _checked(session, line, change):
    """(model field, value) of a typed cell. Raises ValueError with a sentence."""
    if change.field in AMOUNT_FIELDS:
        if line.kind == LineKind.CATEGORY or session.has_children(line):
            raise ValueError(_("This amount is the sum of the lines below it; type in those."))
        return change.field, parse_amount(change.value) or Decimal("0.00")
    text = " ".join(str(change.value or "").split())
    if change.field == "name":
        return "name", checked_name(text)
    if change.field == "note":
        return "note", _within(text, NOTE_LENGTH)
    if change.field == "unit":
        return "unit_id", _unit_id(session.plan, text)
    raise ValueError(_("This column can't be changed."))


def checked_name(text):
    """A line's name, cleaned of stray blanks. Raises ValueError when empty or too long."""
    text = " ".join(str(text).split())
    if not text:
        raise ValueError(_("A line needs a name. Type one, or delete the line."))
    return _within(text, NAME_LENGTH)


def _within(text, most):
    if len(text) > most:
        raise ValueError(
            _("%(length)s characters are too many; shorten it to %(most)s.")
            % {"length": len(text), "most": most}
        )
    return text


def _unit_id(plan, text):
    if not text:
        return None
    unit = Unit.objects.filter(office_id=plan.office_id, pk=text).first() if text.isdecimal() else None
    if unit is None:
        raise ValueError(_("There is no such group. Choose one from the list."))
    return unit.pk


def _refuse_clashes(session, changes, values):
    clashes = []
    for change in changes:
        line = session.line(change.key)
        name = "unit_id" if change.field == "unit" else change.field
        theirs = cell_value(line, change.field)
        same_as_seen = change.was is None or str(change.was) == str(theirs)
        if not same_as_seen and getattr(line, name) != values[change.key][name]:
            clashes.append(
                Clash(
                    change.key,
                    change.field,
                    theirs,
                    change.value,
                    str(line.changed_by or ""),
                    line.changed_at,
                )
            )
    if clashes:
        raise EditConflict(
            _("Somebody else changed these cells while you had them open. Choose which value stays."), clashes
        )


def _follow_annual(line, fields):
    quarters_typed = any(name in fields for name in QUARTER_FIELDS)
    if "annual" in fields or not quarters_typed:
        return
    if line.annual == sum(getattr(line, name) for name in QUARTER_FIELDS):
        fields["annual"] = sum(fields.get(name, getattr(line, name)) for name in QUARTER_FIELDS)


def add_rows(*, plan, rows, by, part, parent=None, after=None, request_id=None, kind=EditKind.ADD):
    """Add `rows` (NewRows) to a part: below `parent`, behind its child `after` (keys), last where none is named.

    The first row added below a line that has amounts takes them over, so that no money is lost. Raises CellFaults
    for names, EditConflict where part, parent or neighbour is gone. Returns the edit session.
    """
    with editing(plan=plan, by=by, kind=kind, request_id=request_id) as session:
        if not session.repeated:
            insert_rows(session, rows, part=part, parent=parent, after=after)
    return session


def insert_rows(session, rows, *, part, parent=None, after=None):
    """The body of `add_rows` inside an open session; returns the added top lines."""
    part_row = session.part(part)
    parent_line = session.line(parent) if parent else None
    _check_room(session, rows, parent_line)
    rows = _hand_down_amounts(session, parent_line, rows)
    index = _index_after(session, part_row, parent_line, after)
    added = []
    for offset, row in enumerate(rows):
        added.append(_insert(session, row, part_row, parent_line, None if index is None else index + offset))
    return added


def _check_room(session, rows, parent):
    level = 1
    while parent is not None:
        level, parent = level + 1, session.parent_of(parent)
    if level + max(_depth(row) for row in rows) - 1 > DEEPEST_LEVEL:
        raise PlanRefused(_("Lines can be nested %(most)s levels deep at most.") % {"most": DEEPEST_LEVEL})
    if len(session.lines) + sum(_size(row) for row in rows) > MOST_LINES:
        raise PlanRefused(_("A plan can have %(most)s lines at most.") % {"most": MOST_LINES})


def _depth(row):
    return 1 + max((_depth(child) for child in row.children), default=0)


def _size(row):
    return 1 + sum(_size(child) for child in row.children)


def _hand_down_amounts(session, parent, rows):
    if parent is None or parent.kind == LineKind.CATEGORY or session.has_children(parent):
        return rows
    held = Amounts(parent.annual, tuple(getattr(parent, name) for name in QUARTER_FIELDS))
    if not any(held.cells()):
        return rows
    session.change(parent, **dict.fromkeys(AMOUNT_FIELDS, Decimal("0.00")))
    first = rows[0]
    if first.children or any(first.amounts.cells()):
        return [NewRow(parent.name, held), *rows]
    return [NewRow(first.name, held, first.note, first.category_id, first.unit_id), *rows[1:]]


def _index_after(session, part, parent, after):
    if after is None:
        return None
    siblings = session.children_of(part, parent)
    neighbour = session.line(after)
    if neighbour not in siblings:
        raise EditConflict(_("The line was moved meanwhile. Reload the page."))
    return siblings.index(neighbour) + 1


def _insert(session, row, part, parent, index):
    amounts = Amounts() if row.children or row.category_id else row.amounts
    kind = LineKind.CATEGORY if row.category_id else LineKind.LINE
    line = session.add(
        part=part, parent=parent, index=index, kind=kind, category_id=row.category_id, unit_id=row.unit_id,
        name=checked_name(row.name), note=_within(row.note, NOTE_LENGTH),
        **dict(zip(AMOUNT_FIELDS, amounts.cells(), strict=True)),
    )  # fmt: skip
    for child in row.children:
        _insert(session, child, part, line, None)
    return line


def add_category(*, plan, category, part, by, after=None, request_id=None):
    """Add a category row to a part, named as the office's category. `category` is a Category of the office."""
    if category.office_id != plan.office_id:
        raise PlanRefused(_("There is no such category. Choose one from the list."))
    row = NewRow(category.name, category_id=category.pk)
    return add_rows(plan=plan, rows=[row], by=by, part=part, after=after, request_id=request_id)


def move_line(*, plan, key, part, parent, index, by, request_id=None):
    """Move a line with all below it: into `part`, below `parent` (a key or None), at `index` among its siblings.

    Raises PlanRefused below itself, below a line that has amounts, or too deep.
    """
    with editing(plan=plan, by=by, kind=EditKind.MOVE, request_id=request_id) as session:
        if session.repeated:
            return session
        line, part_row = session.line(key), session.part(part)
        parent_line = session.line(parent) if parent else None
        _check_move(session, line, parent_line)
        session.change(line)
        session.place(line, part_row, parent_line, index)
    return session


def _check_move(session, line, parent):
    if parent is None:
        return
    if parent in session.subtree(line):
        raise PlanRefused(_("A line can't be moved below itself."))
    if parent.part_id and line.kind == LineKind.CATEGORY:
        raise PlanRefused(_("A category stands directly in its part, not below another line."))
    leaf_with_money = parent.kind == LineKind.LINE and not session.has_children(parent) and parent.annual
    if leaf_with_money:
        raise PlanRefused(
            _("“%(name)s” has amounts of its own. Clear them first, then move lines below it.")
            % {"name": parent.name}
        )
    height = max(_level(session, row) for row in session.subtree(line)) - _level(session, line) + 1
    if _level(session, parent) + height > DEEPEST_LEVEL:
        raise PlanRefused(_("Lines can be nested %(most)s levels deep at most.") % {"most": DEEPEST_LEVEL})


def _level(session, line):
    level = 1
    while (line := session.parent_of(line)) is not None:
        level += 1
    return level


def delete_lines(*, plan, keys, by, request_id=None):
    """Delete lines with all below them; undo brings them back. Raises EditConflict where one is gone already."""
    with editing(plan=plan, by=by, kind=EditKind.DELETE, request_id=request_id) as session:
        if not session.repeated:
            for line in [session.line(key) for key in keys]:
                if str(line.key) in session.lines:
                    session.remove(line)
    return session


def split_lines(*, plan, keys, by, request_id=None):
    """Spread each line's annual amount evenly over its quarters (the remainder in the last). Headings are left alone."""
    with editing(plan=plan, by=by, kind=EditKind.CELLS, request_id=request_id) as session:
        if not session.repeated:
            for line in [session.line(key) for key in keys]:
                if line.kind == LineKind.LINE and not session.has_children(line):
                    shares = split_evenly(line.annual, len(QUARTER_FIELDS))
                    session.change(line, **dict(zip(QUARTER_FIELDS, shares, strict=True)))
    return session


def category_named(office_id, name):
    """The office's category of that name, or None."""
    return Category.objects.filter(office_id=office_id, name=name, is_active=True).first()
