"""One change of a draft: locked, checked, journalled for undo, written to the audit chain. All or nothing.

Every service that changes what a proposal says runs inside `editing(...)`. It holds the proposal's row, so two owners
take turns on PostgreSQL as on SQLite; whoever comes second is compared with what stands there now.
"""

import uuid
from collections import defaultdict
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.audit.services import record
from projects.errors import EditConflict, ProjectRefused
from projects.models import Activity, Proposal, ProposalEdit
from projects.permissions import check_can_write
from projects.services.lists import HEAD, HEAD_FIELDS, LISTS, list_of

MOST_ROWS = 500
LOCKED_WITH = ("project__fiscal_year", "project__unit", "office", "programme", "strategy")


@contextmanager
def editing(*, proposal, by, kind, request_id=None):
    """Open an EditSession on `proposal`; on a clean exit the change is journalled, counted and audited.

    `request_id` (a UUID) makes a repeated request harmless: where an edit with it is stored already, the session is
    `repeated` and the caller does nothing. Raises NotAllowed, ProposalFrozen, EditConflict.
    """
    with transaction.atomic():
        locked = lock_proposal(proposal)
        check_can_write(proposal=locked, by=by)
        request_id = request_id or uuid.uuid4()
        earlier = ProposalEdit.objects.filter(proposal=locked, request_id=request_id).first()
        session = EditSession(locked, by, repeated=earlier is not None)
        yield session
        session.edit = earlier or session.finish(kind, request_id)


def lock_proposal(proposal):
    """The version as it stands now, its row held to the end of the transaction."""
    return (
        Proposal.objects.select_for_update(no_key=True, of=("self",)).select_related(*LOCKED_WITH).get(pk=proposal.pk)
    )


class EditSession:
    """The rows of a locked draft in memory, and what was done to them. Positions are written once, at the end."""

    def __init__(self, proposal, by, *, repeated=False):
        self.proposal = proposal
        self.by = by
        self.repeated = repeated
        self.edit = None
        self.reverses = None
        self.rows = {}
        self._children = defaultdict(list)
        self._before = {}
        self._moved = {}
        self._activity_keys = {}
        for model in dict.fromkeys(spec.model for spec in LISTS.values()):
            for row in model.objects.filter(proposal=proposal).order_by("position", "pk"):
                self.rows[str(row.key)] = row
                if model is Activity:
                    self._activity_keys[row.pk] = str(row.key)
        for row in self.rows.values():
            self._children[list_of(row), self._above(row)].append(row)

    def _above(self, row):
        """The key of the activity this row stands under, None for none."""
        name = LISTS[list_of(row)].parent
        return self._activity_keys.get(getattr(row, f"{name}_id")) if name else None

    def row(self, kind, key):
        """The row with that key in that list. Raises EditConflict where somebody deleted it."""
        row = self.rows.get(key)
        if row is None or list_of(row) != kind:
            raise EditConflict(_("Somebody deleted this row. Reload the page to see the proposal as it is now."))
        return row

    def siblings(self, kind, above=None):
        """The rows of a list, in order; `above` is the key of the activity they stand under."""
        return self._children[kind, above]

    def below(self, row):
        """The row and everything under it: activities before their sub-activities and cost lines."""
        found = [row]
        for one in found:
            if list_of(one) == "activities":
                key = str(one.key)
                found += [*self._children["activities", key], *self._children["cost_lines", key]]
        return found

    def remember(self, name):
        """Keep how a row (its key) or the head (HEAD) stands now, before it is touched for the first time."""
        if name not in self._before:
            self._before[name] = self.snapshot(name)

    def snapshot(self, name):
        """A row or the head as plain JSON, or None where there is no such row."""
        if name == HEAD:
            return {field: _plain(getattr(self.proposal, field)) for field in HEAD_FIELDS} | {
                "focuses": sorted(self.proposal.focuses.values_list("pk", flat=True))
            }
        row = self.rows.get(name)
        if row is None:
            return None
        kind, above = list_of(row), self._above(row)
        values = {field: _plain(getattr(row, field)) for field in LISTS[kind].fields}
        return {"list": kind, "above": above, "index": self._children[kind, above].index(row), **values}

    def change_head(self, **fields):
        """Store new values of the head; `focuses` takes Focus rows."""
        self.remember(HEAD)
        focuses = fields.pop("focuses", None)
        if focuses is not None:
            self.proposal.focuses.set(focuses)
        Proposal.objects.filter(pk=self.proposal.pk).update(**fields, version=F("version") + 1)
        for name, value in fields.items():
            setattr(self.proposal, name, value)
        self.proposal.version += 1

    def change(self, row, **fields):
        """Store new values of a row, counting its version up. Raises EditConflict if it changed underneath."""
        self.remember(str(row.key))
        same = type(row).objects.filter(pk=row.pk, version=row.version)
        if not same.update(**fields, version=F("version") + 1):
            raise EditConflict(_("Somebody changed this row at the same moment. Reload the page."))
        for name, value in fields.items():
            setattr(row, name, value)
        row.version += 1

    def add(self, kind, /, *, above=None, index=None, key=None, **fields):
        """Add a row to a list at `index` (None: last); `above` is the key of the activity it stands under.

        Raises ProjectRefused where the proposal has as many rows as it can.
        """
        if len(self.rows) >= MOST_ROWS:
            raise ProjectRefused(_("A proposal can have %(most)s rows at most.") % {"most": MOST_ROWS})
        spec, key = LISTS[kind], str(key or uuid.uuid4())
        self.remember(key)
        siblings = self._children[kind, above]
        place = len(siblings) if index is None else min(index, len(siblings))
        link = {spec.parent: self.row("activities", above)} if above else {}
        row = spec.model.objects.create(
            office_id=self.proposal.office_id, proposal=self.proposal, key=key, position=place + 1,
            **spec.fixed, **link, **fields,
        )  # fmt: skip
        self.rows[key] = row
        if kind == "activities":
            self._activity_keys[row.pk] = key
        siblings.insert(place, row)
        self._renumber(siblings)
        return row

    def remove(self, row):
        """Delete a row and everything under it."""
        doomed = self.below(row)
        for one in doomed:
            self.remember(str(one.key))
        siblings = self._children[list_of(row), self._above(row)]
        siblings.remove(row)
        for one in reversed(doomed):
            self._moved.pop((type(one), one.pk), None)
            type(one).objects.filter(pk=one.pk).delete()
        for one in doomed:
            del self.rows[str(one.key)]
            for name in ("activities", "cost_lines"):
                self._children.pop((name, str(one.key)), None)
        self._renumber(siblings)

    def place(self, row, *, above=None, index=None):
        """Put a row at `index` of its list (None: last), which is counted without the row itself."""
        self.remember(str(row.key))
        kind, spec = list_of(row), LISTS[list_of(row)]
        left = self._children[kind, self._above(row)]
        left.remove(row)
        self._renumber(left)
        if spec.parent:
            setattr(row, spec.parent, self.row("activities", above) if above else None)
            type(row).objects.filter(pk=row.pk).update(**{spec.parent: getattr(row, spec.parent)})
        siblings = self._children[kind, above]
        siblings.insert(len(siblings) if index is None else min(index, len(siblings)), row)
        self._renumber(siblings)

    def _renumber(self, siblings):
        for position, row in enumerate(siblings, start=1):
            if row.position != position:
                row.position = position
                self._moved[type(row), row.pk] = row

    def write_positions(self):
        """Store the positions of rows that moved."""
        for model in {model for model, _pk in self._moved}:
            rows = [row for (owner, _pk), row in self._moved.items() if owner is model]
            model.objects.bulk_update(rows, ["position"], batch_size=500)
        self._moved.clear()

    def finish(self, kind, request_id):
        """Write the journal row and the audit event and count the revision up; nothing where nothing changed.

        An undo is always written, or the step it takes back would go on waiting for it.
        """
        self.write_positions()
        before = self._before
        after = {name: self.snapshot(name) for name in before}
        if before == after and self.reverses is None:
            return None
        now = timezone.now()
        Proposal.objects.filter(pk=self.proposal.pk).update(revision=F("revision") + 1, changed_at=now)
        self.proposal.revision += 1
        edit = ProposalEdit.objects.create(
            office_id=self.proposal.office_id, proposal=self.proposal, kind=kind, by=self.by, before=before,
            after=after, request_id=request_id, reverses=self.reverses,
        )  # fmt: skip
        money = _money_changes(before, after)
        if money:
            record(
                office_id=self.proposal.office_id, by=self.by, verb=f"proposal.{kind}", target=self.proposal,
                data={"changes": money},
            )  # fmt: skip
        return edit


def _plain(value):
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value


def _money_changes(before, after):
    """For the audit: [{line, name, annual: [old, new]}] of every cost line whose amount changed."""
    found = []
    for name, old in before.items():
        new = after[name]
        if "cost_lines" in {old and old.get("list"), new and new.get("list")}:
            amounts = [old and old["amount"], new and new["amount"]]
            if amounts[0] != amounts[1]:
                found.append({"line": name, "name": (new or old)["text"], "annual": amounts})
    return found
