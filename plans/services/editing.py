"""One change of a draft: locked, checked, journalled for undo, written to the audit chain. All or nothing.

Every service that changes lines runs inside `editing(...)`. It holds the plan's row, so two editors of one plan take
turns on PostgreSQL as on SQLite; whoever comes second is compared with what stands there now, never written over it.
"""

import uuid
from collections import defaultdict
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.audit.services import record
from plans.enums import LineKind
from plans.errors import EditConflict
from plans.models import AMOUNT_FIELDS, Part, PlanEdit, SpendingLine, SpendingPlan
from plans.permissions import check_can_edit_plan

SAVED_FIELDS = ("kind", "category_id", "unit_id", "name", "note", "version")


@contextmanager
def editing(*, plan, by, kind, request_id=None, check=check_can_edit_plan):
    """Open an EditSession on `plan`; on a clean exit the change is journalled, counted and audited.

    `request_id` (a UUID) makes a repeated request harmless: where an edit with it is stored already, the session
    is `repeated` and the caller does nothing. `check` is called with the locked plan and the person. Raises what it
    raises (NotAllowed, PlanFrozen), EditConflict.
    """
    with transaction.atomic():
        locked = (
            SpendingPlan.objects.select_for_update(no_key=True, of=("self",))
            .select_related("fiscal_year", "office")
            .get(pk=plan.pk)
        )
        check(plan=locked, by=by)
        request_id = request_id or uuid.uuid4()
        earlier = PlanEdit.objects.filter(office_id=locked.office_id, plan=locked, request_id=request_id).first()
        session = EditSession(locked, by, repeated=earlier is not None)
        yield session
        session.edit = earlier or session.finish(kind, request_id)


class EditSession:
    """The lines of a locked draft in memory, and what was done to them.

    Positions among siblings are kept in memory and written once, at the end: a block of rows put into the middle
    of a long part moves the rows after it once.
    """

    def __init__(self, plan, by, *, repeated):
        self.plan = plan
        self.by = by
        self.repeated = repeated
        self.edit = None
        self.reverses = None
        self.parts = {str(part.key): part for part in Part.objects.filter(office_id=plan.office_id, plan=plan)}
        self._part_keys = {part.pk: key for key, part in self.parts.items()}
        lines = SpendingLine.objects.filter(office_id=plan.office_id, plan=plan)
        self.lines = {str(line.key): line for line in lines.order_by("position", "pk")}
        self._by_id = {line.pk: line for line in self.lines.values()}
        self._children = defaultdict(list)
        for line in self.lines.values():
            self._children[line.part_id, line.parent_id].append(line)
        self._before = {}
        self._moved = {}

    def part(self, key):
        """The part with that key. Raises EditConflict where it is gone."""
        if key not in self.parts:
            raise EditConflict(_("This part isn't in the plan any more. Reload the page."))
        return self.parts[key]

    def line(self, key):
        """The line with that key. Raises EditConflict where somebody deleted it."""
        if key not in self.lines:
            raise EditConflict(_("Somebody deleted this line. Reload the page to see the plan as it is now."))
        return self.lines[key]

    def parent_in(self, part, key):
        """The line with that key, to put rows below it in `part`; None for no key. Raises EditConflict."""
        if not key:
            return None
        line = self.line(key)
        if line.part_id != part.pk:
            raise EditConflict(_("The line was moved meanwhile. Reload the page."))
        return line

    def parent_of(self, line):
        return self._by_id.get(line.parent_id)

    def children_of(self, part, parent):
        """The lines directly below `parent` (or directly in `part`), in order."""
        return self._children[part.pk, parent.pk if parent else None]

    def has_children(self, line):
        return bool(self._children[line.part_id, line.pk])

    def holds_money(self, line):
        """Whether the line has amounts of its own: a line below it would hide them."""
        counts = line.kind == LineKind.LINE and not self.has_children(line)
        return counts and any(getattr(line, name) for name in AMOUNT_FIELDS)

    def subtree(self, line):
        """The line and every line below it, parents first."""
        found = [line]
        for row in found:
            found += self._children[row.part_id, row.pk]
        return found

    def check_seen(self, lines, seen):
        """Raise EditConflict where one of `lines` isn't as the person saw it.

        `seen` maps keys to the versions on the person's page; None: don't compare.
        """
        if seen is not None and any(seen.get(str(line.key)) != line.version for line in lines):
            raise EditConflict(
                _("Somebody changed these lines while you looked at them. Look at them again before you go on.")
            )

    def remember(self, key):
        """Keep how the row stands now, before it is touched for the first time."""
        if key not in self._before:
            self._before[key] = self.snapshot(key)

    def snapshot(self, key):
        """The row as plain JSON, or None where there is no such row."""
        line = self.lines.get(key)
        if line is None:
            return None
        parent = self.parent_of(line)
        part_key = self._part_keys[line.part_id]
        return {
            **{name: getattr(line, name) for name in SAVED_FIELDS},
            **{name: f"{getattr(line, name):.2f}" for name in AMOUNT_FIELDS},
            "part": part_key,
            "parent": str(parent.key) if parent else None,
            "index": _index(self.children_of(self.parts[part_key], parent), line),
        }

    def change(self, line, **fields):
        """Store new values of a row, counting its version up. Raises EditConflict if it changed underneath."""
        self.remember(str(line.key))
        fields |= {"changed_by": self.by, "changed_at": timezone.now()}
        changed = SpendingLine.objects.filter(pk=line.pk, version=line.version).update(
            **fields, version=F("version") + 1
        )
        if not changed:
            raise EditConflict(_("Somebody changed this line at the same moment. Reload the page."))
        for name, value in fields.items():
            setattr(line, name, value)
        line.version += 1

    def add(self, *, part, parent, index, key=None, version=1, **fields):
        """Add a row below `parent` (or directly in `part`) at `index` among its siblings; None means last."""
        key = str(key or uuid.uuid4())
        self.remember(key)
        siblings = self.children_of(part, parent)
        place = len(siblings) if index is None else min(index, len(siblings))
        line = SpendingLine.objects.create(
            office_id=self.plan.office_id, plan=self.plan, part=part, parent=parent, key=key, version=version,
            position=place + 1, changed_by=self.by, **fields,
        )  # fmt: skip
        self.lines[key] = line
        self._by_id[line.pk] = line
        siblings.insert(place, line)
        self._renumber(siblings, place + 1)
        return line

    def remove(self, line):
        """Delete a row and every row below it."""
        doomed = self.subtree(line)
        for row in doomed:
            self.remember(str(row.key))
        SpendingLine.objects.filter(pk__in=[row.pk for row in doomed]).delete()
        siblings = self._children[line.part_id, line.parent_id]
        siblings.remove(line)
        self._renumber(siblings)
        for row in doomed:
            del self.lines[str(row.key)]
            self._moved.pop(row.pk, None)

    def place(self, line, part, parent, index):
        """Put a row (with all below it) at `index` among the children of `parent` in `part`; None means last.

        The row itself doesn't count among the children when `index` is read.
        """
        self.remember(str(line.key))
        left = self._children[line.part_id, line.parent_id]
        left.remove(line)
        self._renumber(left)
        if line.part_id != part.pk:
            self._change_part(line, part)
        siblings = self.children_of(part, parent)
        siblings.insert(len(siblings) if index is None else min(index, len(siblings)), line)
        line.parent = parent
        SpendingLine.objects.filter(pk=line.pk).update(parent=parent)
        self._renumber(siblings)

    def _change_part(self, line, part):
        rows = self.subtree(line)
        for row in rows[1:]:
            self._children[row.part_id, row.parent_id].remove(row)
        for row in rows:
            row.part = part
        for row in rows[1:]:
            self._children[part.pk, row.parent_id].append(row)
        SpendingLine.objects.filter(pk__in=[row.pk for row in rows]).update(part=part)

    def _renumber(self, siblings, start=0):
        for position, row in enumerate(siblings[start:], start=start + 1):
            if row.position != position:
                row.position = position
                self._moved[row.pk] = row

    def finish(self, kind, request_id):
        """Write the journal row and the audit event and count the revision up; nothing where nothing changed."""
        SpendingLine.objects.bulk_update(self._moved.values(), ["position"], batch_size=500)
        before = self._before
        after = {key: self.snapshot(key) for key in before}
        if before == after:
            return None
        SpendingPlan.objects.filter(pk=self.plan.pk).update(revision=F("revision") + 1)
        self.plan.revision += 1
        edit = PlanEdit.objects.create(
            office_id=self.plan.office_id, plan=self.plan, kind=kind, by=self.by, before=before, after=after,
            request_id=request_id, reverses=self.reverses,
        )  # fmt: skip
        record(
            office_id=self.plan.office_id,
            by=self.by,
            verb=f"plan.{kind}",
            target=self.plan,
            data={"changes": _differences(before, after)},
        )
        return edit


def _index(siblings, line):
    guess = line.position - 1
    if 0 <= guess < len(siblings) and siblings[guess] is line:
        return guess
    return siblings.index(line)


def _differences(before, after):
    """For the audit: [{line, name, field: [old, new]}] of every row that changed."""
    rows = []
    for key, old in before.items():
        new = after[key]
        fields = {
            name: [old and old[name], new and new[name]]
            for name in ("name", "note", "unit_id", "part", "parent", "index", *AMOUNT_FIELDS)
            if (old and old[name]) != (new and new[name])
        }
        if fields:
            rows.append({"line": key, "name": (new or old)["name"], **fields})
    return rows
