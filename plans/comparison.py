"""Two versions of a plan side by side, line by line."""

from dataclasses import dataclass

from plans.totals import ZERO, Amounts, Row


@dataclass(frozen=True)
class Change:
    """A row that differs between two versions. `kind` is "added", "removed" or "changed"; `row` is the newer one.

    `old` is the row of the older version, None where it isn't in it. `before` and `after` are Amounts in baht, None
    where the row isn't in that version. `moved` says that it stands below another row now.
    """

    kind: str
    row: Row
    old: Row | None
    before: Amounts | None
    after: Amounts | None
    moved: bool = False

    @property
    def name(self):
        return self.row.name

    @property
    def renamed(self):
        return self.kind == "changed" and self.old.name != self.row.name

    @property
    def before_annual(self):
        return self.before.annual if self.before else None

    @property
    def after_annual(self):
        return self.after.annual if self.after else None

    @property
    def difference(self):
        """The change of the annual amount, in baht."""
        return (self.after_annual or ZERO) - (self.before_annual or ZERO)

    @property
    def differences(self):
        """The change of the annual amount and of each quarter, in baht."""
        pairs = zip((self.before or Amounts()).cells(), (self.after or Amounts()).cells(), strict=True)
        return tuple(after - before for before, after in pairs)

    @property
    def counts(self):
        """Whether the row's own amounts were typed, in either version (a heading's follow from its lines)."""
        return self.row.is_leaf or (self.old is not None and self.old.is_leaf)


def compare_plans(old, new):
    """The Changes from PlanTable `old` to `new`, in the printed order of `new`, removed rows last.

    Rows are matched by their keys. A heading is listed when its name changed, when it is new or gone; the change of its
    total follows from its lines. A part is listed when its total or its ceiling changed.
    """
    before = {row.key: (row, parent) for row, parent in _with_parents(old)}
    after = {row.key: (row, parent) for row, parent in _with_parents(new)}
    changes = [_change(row, parent, before.get(key)) for key, (row, parent) in after.items()]
    removed = [
        Change("removed", row, row, row.amounts, None) for key, (row, _parent) in before.items() if key not in after
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
        return Change("added", row, None, None, row.amounts)
    old, old_parent = found
    change = Change("changed", row, old, old.amounts, row.amounts, moved=parent != old_parent)
    listed = change.moved or change.renamed or old.is_leaf != row.is_leaf
    if listed or ((change.counts or row.kind == "part") and _contents(old) != _contents(row)):
        return change
    return None


def _contents(row):
    return row.amounts, row.ceiling, row.note, row.unit_id
