"""A table pasted into a plan: read (plans.reading), placed (plans.placing), shown first, then added as a whole."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from budgetplan.organization.models import Unit
from plans.enums import EditKind
from plans.errors import CellFault, CellFaults, PlanRefused
from plans.models import Category, Part, SpendingLine
from plans.placing import part_named, place_reading, plain_name
from plans.reading import ERROR, clipboard_matrix, read_clipboard
from plans.services.editing import editing
from plans.services.lines import apply_changes, insert_rows
from plans.totals import Amounts, add_up

MOST_CELLS = 5000


@dataclass(frozen=True)
class Anchor:
    """Where a block was pasted: into the part, below the line `parent`, behind the line `after` (keys, or empty)."""

    part: str = ""
    parent: str = ""
    after: str = ""


@dataclass(frozen=True)
class Pasted:
    """A pasted table as it would be added: `placements` (plans.placing) and the faults of its figures."""

    placements: list
    faults: list
    at_anchor: bool

    @property
    def rows(self):
        """(part key, NewRow) of every outermost row."""
        return [(placement.part, row) for placement in self.placements for row in placement.rows]


def read_paste(plan, text, anchor):
    """The Pasted table of clipboard text. Raises PlanRefused where it holds no plan or too much, CellFaults with
    every cell whose amount can't be read (`key` is "row:" and the row of the block, from 1)."""
    matrix = clipboard_matrix(text)
    if sum(len(row) for row in matrix) > MOST_CELLS:
        raise PlanRefused(
            _("The pasted block has more than %(most)s cells. Paste it in smaller pieces.")
            % {"most": f"{MOST_CELLS:,}"}
        )
    reading = read_clipboard(text).reading
    if not reading.lines:
        raise PlanRefused(
            _("No names with amounts were found in what was pasted. Copy the names and the amounts together.")
        )
    _refuse_unreadable(reading)
    parts = list(Part.objects.filter(plan=plan).order_by("position", "pk").values_list("key", "name"))
    parts = [(str(key), name) for key, name in parts]
    names_parts = any(line.level == 0 and part_named(line.name, parts) for line in reading.lines)
    into = None if names_parts else (anchor.part or None)
    placements = place_reading(
        reading,
        parts=parts,
        categories=Category.objects.filter(office_id=plan.office_id, is_active=True).values_list("pk", "name"),
        units=Unit.objects.filter(office_id=plan.office_id).values_list("pk", "name", "short_name"),
        into=into,
    )
    has_categories = any(row.category_id for placement in placements for row in placement.rows)
    return Pasted(placements, reading.faults, at_anchor=bool(into) and not has_categories)


def _refuse_unreadable(reading):
    faults = [
        CellFault(f"row:{fault.row}", str(fault.column), str(fault.printed), fault.sentence)
        for fault in reading.faults
        if fault.severity == ERROR
    ]
    if faults:
        raise CellFaults(
            _("%(count)s cells of the pasted block can't be read, so nothing was added.") % {"count": len(faults)},
            faults,
        )


def preview(plan, pasted):
    """What adding a Pasted table would do, as JSON: rows with computed amounts, counts, faults, names there already."""
    names = dict(Part.objects.filter(plan=plan).values_list("key", "name"))
    names = {str(key): name for key, name in names.items()}
    shown = []
    for placement in pasted.placements:
        added = add_up(amounts_of(row) for row in placement.rows)
        shown.append({"kind": "part", "level": 0, "name": names[placement.part], "cells": _texts(added)})
        shown += [below for row in placement.rows for below in _shown(row, level=1)]
    total = add_up(amounts_of(row) for _part, row in pasted.rows)
    lines = [row for row in shown if row["kind"] == "line"]
    there = {plain_name(name) for name in SpendingLine.objects.filter(plan=plan).values_list("name", flat=True)}
    return {
        "rows": shown,
        "lines": len(lines),
        "categories": sum(row["kind"] == "category" for row in shown),
        "total": _texts(total),
        "faults": [
            {"row": fault.row, "column": fault.column, **_figures(fault), "sentence": fault.sentence}
            for fault in pasted.faults
        ],
        "repeated": [row["name"] for row in lines if plain_name(row["name"]) in there],
    }


def _figures(fault):
    plain = fault.to_json()
    return {"printed": plain["printed"], "computed": plain["computed"]}


def _texts(amounts):
    return [f"{amount:.2f}" for amount in amounts.cells()]


def _shown(row, level):
    kind = "category" if row.category_id else "heading" if row.children else "line"
    yield {
        "kind": kind,
        "level": level,
        "name": row.name,
        "cells": _texts(amounts_of(row)),
    }
    for child in row.children:
        yield from _shown(child, level + 1)


def amounts_of(row):
    """The Amounts of a NewRow: its own, or the sum of the rows below it."""
    if row.children:
        return add_up(amounts_of(child) for child in row.children)
    return Amounts() if row.category_id else row.amounts


def paste_table(*, plan, pasted, anchor, by, request_id=None):
    """Add a Pasted table as one change. Categories the part has already take the new lines in; all or nothing."""
    with editing(plan=plan, by=by, kind=EditKind.PASTE, request_id=request_id) as session:
        if session.repeated:
            return session
        for placement in pasted.placements:
            if pasted.at_anchor:
                where = {"parent": anchor.parent or None, "after": anchor.after or None}
                insert_rows(session, list(placement.rows), part=placement.part, **where)
            else:
                _insert_into_part(session, placement)
    return session


def _insert_into_part(session, placement):
    """Append the rows to the part; the lines of a category that stands there go below it."""
    standing = {
        line.category_id: str(line.key)
        for line in session.children_of(session.part(placement.part), None)
        if line.category_id
    }
    for row in placement.rows:
        if row.category_id in standing:
            insert_rows(session, list(row.children), part=placement.part, parent=standing[row.category_id])
        else:
            insert_rows(session, [row], part=placement.part)


def paste_block(*, plan, changes, rows, anchor, by, request_id=None):
    """Store a block that runs over the last line: `changes` (CellChanges) for the lines that are there, `rows`
    (NewRows) for the others, as one change. Raises as `set_cells` and `add_rows`."""
    with editing(plan=plan, by=by, kind=EditKind.PASTE, request_id=request_id) as session:
        if not session.repeated:
            apply_changes(session, changes)
            where = {"part": anchor.part, "parent": anchor.parent or None, "after": anchor.after or None}
            insert_rows(session, rows, **where)
    return session
