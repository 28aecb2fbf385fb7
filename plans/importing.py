"""From an uploaded workbook to a list of changes, and from that list to the plan: all of it or nothing."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgetplan.thai.money import format_amount
from plans.enums import EditKind
from plans.errors import PlanRefused
from plans.models import AMOUNT_FIELDS, SpendingLine
from plans.services.editing import editing
from plans.services.lines import CellChange, NewRow, apply_changes, insert_rows
from plans.totals import Amounts
from plans.workbook import layout
from plans.workbook.own import FileFault

KIND_LABELS = {
    "changed": gettext_lazy("Changed"),
    "added": gettext_lazy("Added"),
    "removed": gettext_lazy("Removed"),
}


@dataclass(frozen=True)
class Addition:
    """Rows to add at one place: in the part, below `parent`, behind `after` (keys); `first`: before all others."""

    part: str
    parent: str | None
    after: str | None
    rows: tuple
    first: bool = False


@dataclass(frozen=True)
class ProposedChange:
    """One line of the preview. `kind` is "changed", "added" or "removed"; amounts in baht as "22500.00"."""

    kind: str
    name: str
    place: str
    field: str = ""
    before: Any = None
    after: Any = None
    quarters: tuple = ()

    @property
    def quarters_text(self):
        """The quarters of an added line, as a person reads them."""
        return " · ".join(format_amount(amount) for amount in self.quarters)

    @property
    def kind_label(self):
        return KIND_LABELS[self.kind]

    @property
    def field_label(self):
        return SpendingLine._meta.get_field(self.field).verbose_name if self.field else ""  # type: ignore[union-attr]

    @property
    def before_text(self):
        return self._shown(self.before)

    @property
    def after_text(self):
        return self._shown(self.after)

    def _shown(self, value):
        if value is None:
            return ""
        return format_amount(Decimal(value)) if self.field in AMOUNT_FIELDS else value


@dataclass
class Proposal:
    """What importing a workbook would do to a draft, and every fault that keeps it from being done."""

    changes: list = field(default_factory=list)
    additions: list = field(default_factory=list)
    removals: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    preview: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not (self.changes or self.additions or self.removals)

    @property
    def names_cells(self):
        """Whether the preview knows the workbook's cells: of our own it does, of a stranger's it knows names."""
        return any(change.place for change in self.preview)


def apply_proposal(*, plan, proposal, by, request_id=None):
    """Make every change of a proposal as one step of undo. Raises PlanRefused where it has faults, or as
    `plans.services.lines` does; nothing is changed then."""
    if proposal.faults:
        raise PlanRefused(_("The workbook has faults, so nothing was imported. Mend them and upload it again."))
    with editing(plan=plan, by=by, kind=EditKind.IMPORT, request_id=request_id) as session:
        if session.repeated:
            return session
        apply_changes(session, proposal.changes)
        for key in proposal.removals:
            if key in session.lines:
                session.remove(session.lines[key])
        for addition in proposal.additions:
            _add(session, addition)
    return session


def _add(session, addition):
    added = insert_rows(session, list(addition.rows), part=addition.part, parent=addition.parent, after=addition.after)
    if addition.first:
        parent = session.line(addition.parent) if addition.parent else None
        for index, line in enumerate(added):
            session.place(line, session.part(addition.part), parent, index)


@dataclass(frozen=True)
class Place:
    """Where a row stands in the plan now: its own Row, its part's key, its parent's key (None directly in the part)."""

    row: Any
    part: str
    parent: str | None


def places_of(table):
    """Key → Place of every row of a PlanTable."""
    places = {}
    for part in table.parts:
        places[part.key] = Place(part, part.key, None)
        _add_places(part, part.key, None, places)
    return places


def _add_places(row, part, parent, places):
    for child in row.children:
        places[child.key] = Place(child, part, parent)
        _add_places(child, part, child.key, places)


def current_values(row):
    """A Row's typed fields as the strings our workbook remembers."""
    amounts = {name: f"{amount:.2f}" for name, amount in zip(AMOUNT_FIELDS, row.amounts.cells(), strict=True)}
    return {"name": row.name, "note": row.note, **amounts}


def propose_own(own, table, *, sheet):
    """The Proposal of our own workbook (OwnWorkbook) against the plan as it stands now (its PlanTable)."""
    proposal = Proposal(faults=list(own.faults))
    places = places_of(table)
    if not own.faults:
        _propose_changes(own, places, proposal, sheet)
        _propose_removals(own, places, proposal, sheet)
        _propose_additions(own, places, proposal)
    return proposal


def _propose_changes(own, places, proposal, sheet):
    for row in own.rows:
        if not row.code:
            continue
        remembered = own.memory[row.code]
        edits = {
            name: value
            for name, value in row.values.items()
            if value is not None and value != remembered.values[name] and remembered.kind != "part"
        }
        if edits and remembered.key not in places:
            proposal.faults.append(_gone(sheet, row))
        elif edits:
            current = places[remembered.key].row
            _propose_edits(row, remembered, edits, current=current, proposal=proposal, sheet=sheet)


def _propose_edits(row, remembered, edits, *, current, proposal, sheet):
    now = current_values(current)
    for name, value in edits.items():
        cell = f"{_letter(name)}{row.number}"
        if now[name] not in (remembered.values[name], value):
            proposal.faults.append(FileFault(sheet, cell, value, _changed_meanwhile(now[name])))
        elif now[name] != value:
            proposal.changes.append(CellChange(remembered.key, name, value, now[name]))
            proposal.preview.append(ProposedChange("changed", current.name, cell, name, now[name], value))
    if not {"q1", "q2", "q3", "q4"}.isdisjoint(edits) and "annual" not in edits:
        # In the workbook the annual amount stayed as it was; typed quarters alone would take it along.
        proposal.changes.append(CellChange(remembered.key, "annual", row.values["annual"], now["annual"]))


def _letter(name):
    return "ABCDEFGHIJ"[layout.COLUMN_OF[name] - 1]


def _changed_meanwhile(now):
    return _(
        "Somebody changed this in the program after the workbook was made: it is %(now)s there. "
        "Export the plan again and type your change in the new workbook."
    ) % {"now": now or "–"}


def _gone(sheet, row):
    sentence = _("This line was deleted in the program after the workbook was made. Delete the row, or clear its code.")
    return FileFault(sheet, f"A{row.number}", row.code, sentence)


def _propose_removals(own, places, proposal, sheet):
    present = {own.memory[row.code].key for row in own.rows if row.code}
    for code, remembered in own.memory.items():
        if remembered.key in present or remembered.key not in places:
            continue
        place = places[remembered.key]
        left = [row.name for row in place.row.walk() if row.key in present]
        if place.row.kind == "part" or left:
            proposal.faults.append(FileFault(sheet, "", code, _heading_missing(place.row.name)))
        elif place.row.is_leaf and current_values(place.row) != {
            **current_values(place.row),
            **remembered.values,
        }:
            proposal.faults.append(FileFault(sheet, "", code, _changed_meanwhile(place.row.name)))
        else:
            proposal.removals.append(remembered.key)
            proposal.preview.append(
                ProposedChange("removed", place.row.name, "", "annual", f"{place.row.amounts.annual:.2f}", None)
            )


def _heading_missing(name):
    return _("The heading “%(name)s” was taken out of the workbook. Export the plan again to get it back.") % {
        "name": name
    }


def _propose_additions(own, places, proposal):
    """Each row without a code goes behind the row above it, or below it where that is a heading."""
    above = None
    for row in own.rows:
        if row.code:
            above = own.memory[row.code]
        elif above is not None and above.key in places:
            _propose_addition(row, above, places[above.key], proposal)


def _propose_addition(row, above, place, proposal):
    new = NewRow(row.values["name"], _amounts(row.values), row.values["note"])
    heading = not place.row.is_leaf
    parent = (place.row.key if place.row.kind != "part" else None) if heading else place.parent
    after = None if heading else above.key
    last = proposal.additions[-1] if proposal.additions else None
    if last and (last.part, last.parent, last.after) == (place.part, parent, after):
        proposal.additions[-1] = Addition(place.part, parent, after, (*last.rows, new), first=heading)
    else:
        proposal.additions.append(Addition(place.part, parent, after, (new,), first=heading))
    proposal.preview.append(
        ProposedChange(
            "added", new.name, f"C{row.number}", "annual", None, f"{new.amounts.annual:.2f}", new.amounts.quarters
        )
    )


def _amounts(values):
    annual, *quarters = (Decimal(values[name]) for name in AMOUNT_FIELDS)
    if not annual:
        annual = sum(quarters, Decimal(0))
    return Amounts(annual, tuple(quarters))
