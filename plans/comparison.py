"""Two versions of a plan side by side, line by line."""

from dataclasses import dataclass
from decimal import Decimal

from plans.totals import Amounts, Row


@dataclass(frozen=True)
class Change:
    """A row that differs between two versions. `kind` is "added", "removed" or "changed"; `row` is the newer one.

    `before` and `after` are Amounts in baht, None where the row isn't in that version.
    """

    kind: str
    row: Row
    old_name: str
    before: Amounts | None
    after: Amounts | None
    moved: bool = False

    @property
    def name(self):
        return self.row.name

    @property
    def before_annual(self):
        return self.before.annual if self.before else None

    @property
    def after_annual(self):
        return self.after.annual if self.after else None

    @property
    def difference(self):
        """The change of the annual amount, in baht."""
        return (self.after_annual or Decimal(0)) - (self.before_annual or Decimal(0))


def compare_plans(old, new):
    """The Changes from PlanTable `old` to `new`, in the printed order of `new`, removed rows last.

    Rows are matched by their keys. A heading is listed when its name changed, when it is new or gone; the change of its
    total follows from its lines. A part is listed when its total or its ceiling changed.
    """
    before = {row.key: (row, parent) for row, parent in _with_parents(old)}
    after = {row.key: (row, parent) for row, parent in _with_parents(new)}
    changes = [_change(row, parent, before.get(key)) for key, (row, parent) in after.items()]
    removed = [
        Change("removed", row, row.name, row.amounts, None)
        for key, (row, _parent) in before.items()
        if key not in after
    ]
    return [change for change in changes if change] + removed


def _with_parents(table):
    for part in table.parts:
        yield part, ""
        yield from _below(part)


def _below(row):
    for child in row.children:
        yield child, row.key
        yield from _below(child)


def _change(row, parent, found):
    if found is None:
        return Change("added", row, "", None, row.amounts)
    old, old_parent = found
    moved = parent != old_parent
    counts = row.is_leaf or row.kind == "part"
    if old.name == row.name and not moved and not (counts and _money(old) != _money(row)):
        return None
    return Change("changed", row, old.name, old.amounts, row.amounts, moved=moved)


def _money(row):
    return row.amounts, row.ceiling, row.note
