"""What a planning officer does to the lines of a draft: type, add, move, delete, split, undo.

Every function opens one `editing` session: it happens as a whole or not at all, and one step of undo takes it back.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from budgetplan.organization.enums import UnitKind
from budgetplan.organization.models import Unit
from budgetplan.thai.money import AmountError, parse_amount, split_evenly
from plans.enums import EditKind, LineKind
from plans.errors import CellFault, CellFaults, EditConflict, PlanRefused
from plans.models import AMOUNT_FIELDS, QUARTER_FIELDS, Category, SpendingLine
from plans.services import clashes
from plans.services.editing import editing
from plans.totals import ZERO, Amounts

NAME_LENGTH = SpendingLine._meta.get_field("name").max_length
NOTE_LENGTH = SpendingLine._meta.get_field("note").max_length
DEEPEST_LEVEL = 6
MOST_LINES = 3000
NO_AMOUNTS = Amounts()


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
    amounts: Amounts = NO_AMOUNTS
    note: str = ""
    category_id: int | None = None
    unit_id: int | None = None
    children: tuple = field(default=())


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
    _refuse_deleted(session, changes)
    values = _checked_values(session, changes)
    _refuse_clashes(session, changes, values)
    for key, fields in values.items():
        line = session.line(key)
        _follow_annual(line, fields)
        changed = {name: value for name, value in fields.items() if getattr(line, name) != value}
        if changed:
            session.change(line, **changed)


def _refuse_deleted(session, changes):
    gone = [change for change in changes if change.key not in session.lines]
    if gone:
        clashes.refuse(session, _("Somebody deleted lines that you typed in. Nothing was stored."), gone)


def _checked_values(session, changes):
    values, faults = {}, []
    units = _unit_names(session.plan) if any(change.field == "unit" for change in changes) else {}
    for change in changes:
        try:
            name, value = _checked(session, session.line(change.key), change, units)
            values.setdefault(change.key, {})[name] = value
        except ValueError as error:
            faults.append(CellFault(change.key, change.field, str(change.value), str(error)))
    _refuse_faults(faults)
    return values


def _refuse_faults(faults):
    if faults:
        raise CellFaults(_("%(count)s cells can't be stored as typed.") % {"count": len(faults)}, faults)


def _checked(session, line, change, units):
    """(model field, value) of a typed cell. Raises ValueError with a sentence."""
    if change.field in AMOUNT_FIELDS:
        if line.kind == LineKind.CATEGORY or session.has_children(line):
            raise ValueError(_("This amount is the sum of the lines below it; type in those."))
        return change.field, parse_amount(change.value) or ZERO
    text = _cleaned(change.value or "")
    if change.field == "name":
        if line.kind == LineKind.CATEGORY:
            raise ValueError(_("A category keeps the name it has in the office's list of categories."))
        return "name", checked_name(text)
    if change.field == "note":
        return "note", _within(text, NOTE_LENGTH)
    if change.field == "unit":
        return "unit_id", _unit_id(units, text)
    raise ValueError(_("This column can't be changed."))


def _cleaned(text):
    """Text on one line, without what can't be seen or stored."""
    shown = "".join(letter for letter in str(text) if letter.isprintable() or letter.isspace())
    return " ".join(shown.split())


def checked_name(text):
    """A line's name, cleaned of stray blanks. Raises ValueError when empty or too long."""
    text = _cleaned(text)
    if not text:
        raise ValueError(_("A line needs a name. Type one, or delete the line."))
    return _within(text, NAME_LENGTH)


def _within(text, most):
    if len(text) > most:
        raise ValueError(
            _("%(length)s characters are too many; shorten it to %(most)s.") % {"length": len(text), "most": most}
        )
    return text


def _unit_names(plan):
    """Everything a group may be called in a cell (its id as text, its name, its short name) → its id."""
    units = Unit.objects.filter(office_id=plan.office_id).exclude(kind=UnitKind.SCHOOL)
    return {str(name): pk for pk, *names in units.values_list("pk", "short_name", "name") for name in (pk, *names)}


def _unit_id(units, text):
    if text and text not in units:
        raise ValueError(_("There is no such group. Choose one from the list."))
    return units.get(text)


def _refuse_clashes(session, changes, values):
    clashing = [change for change in changes if _clashes(session.line(change.key), change, values)]
    if clashing:
        sentence = _("Somebody else changed these cells while you had them open. Choose which value stays.")
        clashes.refuse(session, sentence, clashing)


def _clashes(line, change, values):
    """Whether the cell holds neither what the person saw there nor what they typed."""
    as_seen = change.was is None or str(change.was) == str(clashes.cell_value(line, change.field))
    name = clashes.saved_name(change.field)
    return not as_seen and getattr(line, name) != values[change.key][name]


def _follow_annual(line, fields):
    quarters_typed = any(name in fields for name in QUARTER_FIELDS)
    if "annual" in fields or not quarters_typed:
        return
    if line.annual == sum(getattr(line, name) for name in QUARTER_FIELDS):
        total = sum(fields.get(name, getattr(line, name)) for name in QUARTER_FIELDS)
        try:
            fields["annual"] = parse_amount(total)
        except AmountError as error:
            _refuse_faults([CellFault(str(line.key), "annual", str(total), str(error))])


def add_rows(*, plan, rows, by, part, parent=None, after=None, request_id=None, kind=EditKind.ADD):
    """Add `rows` (NewRows) to a part: below `parent`, behind its child `after` (keys), last where none is named.

    The first row added below a line that has amounts takes them over, so that no money is lost. Raises CellFaults
    for names and notes (`key` is "row:" and the row's place among `rows`, counted through from 0), EditConflict where
    part, parent or neighbour is gone. Returns the edit session.
    """
    with editing(plan=plan, by=by, kind=kind, request_id=request_id) as session:
        if not session.repeated:
            insert_rows(session, rows, part=part, parent=parent, after=after)
    return session


def insert_rows(session, rows, *, part, parent=None, after=None):
    """The body of `add_rows` inside an open session; returns the added top lines."""
    if not rows:
        return []
    part_row = session.part(part)
    parent_line = session.parent_in(part_row, parent)
    _check_texts(rows)
    _check_room(session, rows, parent_line)
    rows = _hand_down_amounts(session, parent_line, rows)
    index = _index_after(session, part_row, parent_line, after)
    added = []
    for offset, row in enumerate(rows):
        added.append(_insert(session, row, part_row, parent_line, None if index is None else index + offset))
    return added


def _check_texts(rows):
    faults = []
    for number, row in enumerate(_walk(rows)):
        for column, value, check in (("name", row.name, checked_name), ("note", row.note, _checked_note)):
            try:
                check(value)
            except ValueError as error:
                faults.append(CellFault(f"row:{number}", column, str(value), str(error)))
    _refuse_faults(faults)


def _walk(rows):
    for row in rows:
        yield row
        yield from _walk(row.children)


def _checked_note(text):
    return _within(_cleaned(text), NOTE_LENGTH)


def _check_room(session, rows, parent):
    level = _level(session, parent) + 1 if parent else 1
    if level + max(_depth(row) for row in rows) - 1 > DEEPEST_LEVEL:
        raise PlanRefused(_("Lines can be nested %(most)s levels deep at most.") % {"most": DEEPEST_LEVEL})
    if len(session.lines) + sum(1 for row in _walk(rows)) > MOST_LINES:
        raise PlanRefused(_("A plan can have %(most)s lines at most.") % {"most": MOST_LINES})
    below = _walk(rows) if parent else (row for top in rows for row in _walk(top.children))
    if any(row.category_id for row in below):
        raise PlanRefused(_("A category stands directly in its part, not below another line."))


def _depth(row):
    return 1 + max((_depth(child) for child in row.children), default=0)


def _hand_down_amounts(session, parent, rows):
    if parent is None or not session.holds_money(parent):
        return rows
    held = Amounts(parent.annual, tuple(getattr(parent, name) for name in QUARTER_FIELDS))
    session.change(parent, **dict.fromkeys(AMOUNT_FIELDS, ZERO))
    first = rows[0]
    if first.children or any(first.amounts.cells()):
        return [NewRow(parent.name, held), *rows]
    return [replace(first, amounts=held), *rows[1:]]


def _index_after(session, part, parent, after):
    if after is None:
        return None
    siblings = session.children_of(part, parent)
    neighbour = session.line(after)
    if neighbour not in siblings:
        raise EditConflict(_("The line was moved meanwhile. Reload the page."))
    return siblings.index(neighbour) + 1


def _insert(session, row, part, parent, index):
    amounts = NO_AMOUNTS if row.children or row.category_id else row.amounts
    kind = LineKind.CATEGORY if row.category_id else LineKind.LINE
    line = session.add(
        part=part, parent=parent, index=index, kind=kind, category_id=row.category_id, unit_id=row.unit_id,
        name=checked_name(row.name), note=_checked_note(row.note),
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

    The line itself doesn't count when `index` is read; None means last. Raises PlanRefused below itself, below a
    line that has amounts, too deep, or a category below another line.
    """
    with editing(plan=plan, by=by, kind=EditKind.MOVE, request_id=request_id) as session:
        if session.repeated:
            return session
        line, part_row = session.line(key), session.part(part)
        parent_line = session.parent_in(part_row, parent)
        _check_move(session, line, parent_line)
        session.change(line)
        session.place(line, part_row, parent_line, index)
    return session


def _check_move(session, line, parent):
    if parent is None:
        return
    if parent in session.subtree(line):
        raise PlanRefused(_("A line can't be moved below itself."))
    if line.kind == LineKind.CATEGORY:
        raise PlanRefused(_("A category stands directly in its part, not below another line."))
    if session.holds_money(parent):
        raise PlanRefused(
            _("“%(name)s” has amounts of its own. Clear them first, then move lines below it.") % {"name": parent.name}
        )
    height = max(_level(session, row) for row in session.subtree(line)) - _level(session, line) + 1
    if _level(session, parent) + height > DEEPEST_LEVEL:
        raise PlanRefused(_("Lines can be nested %(most)s levels deep at most.") % {"most": DEEPEST_LEVEL})


def _level(session, line):
    level = 1
    while (line := session.parent_of(line)) is not None:
        level += 1
    return level


def delete_lines(*, plan, keys, by, seen=None, request_id=None):
    """Delete lines with all below them; undo brings them back.

    `seen` maps the keys of all these lines to the versions on the person's page (None: don't compare). Raises
    EditConflict where one is gone already or isn't as it was seen.
    """
    with editing(plan=plan, by=by, kind=EditKind.DELETE, request_id=request_id) as session:
        if not session.repeated:
            lines = [session.line(key) for key in keys]
            doomed = [row for line in lines for row in session.subtree(line)]
            session.check_seen(doomed, seen)
            for row in doomed:
                session.remember(str(row.key))
            for line in lines:
                if str(line.key) in session.lines:
                    session.remove(line)
    return session


def split_lines(*, plan, keys, by, seen=None, request_id=None):
    """Spread each line's annual amount evenly over its quarters (the remainder in the last).

    Headings and lines without an annual amount are left alone. `seen` and errors as in `delete_lines`.
    """
    with editing(plan=plan, by=by, kind=EditKind.CELLS, request_id=request_id) as session:
        if not session.repeated:
            lines = [session.line(key) for key in keys]
            session.check_seen(lines, seen)
            for line in lines:
                if line.annual and session.holds_money(line):
                    shares = split_evenly(line.annual, len(QUARTER_FIELDS))
                    session.change(line, **dict(zip(QUARTER_FIELDS, shares, strict=True)))
    return session


def category_named(office_id, name):
    """The office's category of that name, or None."""
    return Category.objects.filter(office_id=office_id, name=name, is_active=True).first()
