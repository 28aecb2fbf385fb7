"""A stranger's workbook against a draft: which lines it changes, adds and (if wanted) removes."""

from django.utils.translation import gettext as _

from plans.importing import Addition, Proposal, ProposedChange, current_values
from plans.models import AMOUNT_FIELDS, QUARTER_FIELDS
from plans.placing import plain_name
from plans.services.lines import CellChange
from plans.workbook.own import FileFault


def propose_reading(reading, placements, table, *, remove_missing=False):
    """The Proposal of a PlanReading, placed by `plans.placing`, against the plan as it stands now (PlanTable).

    Lines are matched by name below the same heading; a matched line takes the file's amounts, others are added.
    With `remove_missing` lines that aren't in the file are removed. Cells that can't be read are faults.
    """
    proposal = Proposal(faults=[_fault(fault) for fault in reading.faults if fault.severity == "error"])
    parts = {part.key: part for part in table.parts}
    merger = _Merger(proposal, with_quarters=any(line.quarters for line in reading.lines))
    for placement in placements:
        merger.merge(parts[placement.part].children, placement.rows, part=placement.part, parent=None)
    if remove_missing:
        for part in table.parts:
            merger.remove_unmatched(part.children)
    return proposal


def _fault(fault):
    return FileFault(fault.sheet, fault.cell, str(fault.printed), fault.sentence)


class _Merger:
    def __init__(self, proposal, *, with_quarters):
        self.proposal = proposal
        self.matched = set()
        self.with_quarters = with_quarters
        self.fields = AMOUNT_FIELDS if with_quarters else ("annual",)

    def merge(self, existing, rows, *, part, parent):
        """Match `rows` (NewRows) with the `existing` children of one place, in the order of the file."""
        known = {plain_name(row.name): row for row in reversed(existing)}
        after = None
        for row in rows:
            match = known.get(plain_name(row.name))
            if match is None or match.key in self.matched:
                self._add(row, part, parent, after)
                continue
            self.matched.add(match.key)
            after = match.key
            self._match(match, row, part)

    def _match(self, match, row, part):
        if match.is_leaf and not row.children:
            self._change_amounts(match, row)
            return
        if not row.children and any(row.amounts.cells()):
            self.proposal.faults.append(FileFault("", "", row.name, _heading_sentence(row.name)))
            return
        if match.is_leaf:
            self._clear(match)
        self.merge(match.children, row.children, part=part, parent=match.key)

    def _change_amounts(self, match, row):
        now = current_values(match)
        wanted = dict(zip(AMOUNT_FIELDS, (f"{amount:.2f}" for amount in row.amounts.cells()), strict=True))
        changed = [name for name in self.fields if now[name] != wanted[name]]
        for name in changed:
            self.proposal.changes.append(CellChange(match.key, name, wanted[name], now[name]))
            self.proposal.preview.append(ProposedChange("changed", match.name, "", name, now[name], wanted[name]))
        if changed and "annual" not in changed and not set(changed).isdisjoint(QUARTER_FIELDS):
            # Typed quarters alone would take the annual amount along; the file says it stays.
            self.proposal.changes.append(CellChange(match.key, "annual", wanted["annual"], now["annual"]))

    def _clear(self, match):
        now = current_values(match)
        self.proposal.changes += [
            CellChange(match.key, name, "0.00", now[name]) for name in AMOUNT_FIELDS if now[name] != "0.00"
        ]

    def _add(self, row, part, parent, after):
        self._join(row, part, parent, after)
        self._preview_added(row)

    def _join(self, row, part, parent, after):
        additions = self.proposal.additions
        last = additions[-1] if additions else None
        if last and (last.part, last.parent, last.after) == (part, parent, after):
            additions[-1] = Addition(part, parent, after, (*last.rows, row))
        else:
            additions.append(Addition(part, parent, after, (row,)))

    def _preview_added(self, row):
        is_line = not (row.children or row.category_id)
        amount = f"{row.amounts.annual:.2f}" if is_line else None
        quarters = row.amounts.quarters if is_line and self.with_quarters else ()
        self.proposal.preview.append(ProposedChange("added", row.name, "", "annual", None, amount, quarters))
        for child in row.children:
            self._preview_added(child)

    def remove_unmatched(self, rows):
        """Remove the topmost rows that nothing in the file matched."""
        for row in rows:
            if row.key in self.matched:
                self.remove_unmatched(row.children)
            else:
                self.proposal.removals.append(row.key)
                self.proposal.preview.append(
                    ProposedChange("removed", row.name, "", "annual", f"{row.amounts.annual:.2f}", None)
                )


def _heading_sentence(name):
    return _(
        "“%(name)s” is a heading with lines below it in the plan, but a single amount in the file. "
        "Break it down in the file, or delete its lines in the plan first."
    ) % {"name": name}
