"""A plan as the JSON of its grid page: rows with totals, what doesn't add up, what can be undone.

Amounts are decimal texts in baht with two places ("22500.00"), as cells are compared. What is computed comes from
`plans.totals` only; the page never adds anything up.
"""

from budgetplan.organization.enums import UnitKind
from budgetplan.organization.models import Unit
from plans.errors import PlanRefused
from plans.models import Category
from plans.permissions import check_can_edit_plan
from plans.selectors import plan_table
from plans.services.undo import can_redo, can_undo
from plans.totals import ZERO
from plans.wording import imbalance_sentence

COLUMNS = ("annual", "q1", "q2", "q3", "q4")


def page_data(plan, by):
    """Everything the grid page starts with: the answer of `state_answer` and the lists to choose from."""
    return {
        "plan": {"id": str(plan.public_id), "year": plan.fiscal_year.year_be, "number": plan.number},
        "person": str(by.public_id),
        "thaiDigits": by.uses_thai_digits,
        "units": _units(plan),
        "categories": _categories(plan),
        **state_answer(plan, by),
    }


def edit_refusal(plan, by):
    """The sentence why `by` can't change this version, empty where they can."""
    try:
        check_can_edit_plan(plan=plan, by=by)
    except PlanRefused as refusal:
        return str(refusal)
    return ""


def state_answer(plan, by, *, only=None, touched=()):
    """The plan as it stands now. With `only` (keys) just those rows, the rows above them, and everything that is one.

    `touched` names the rows that a change was about, for the page to show them.
    """
    table = plan_table(plan)
    reason = edit_refusal(plan, by)
    rows = list(table.rows()) if only is None else list(_with_rows_above(table, set(only)))
    return {
        "revision": plan.revision,
        "state": plan.state,
        "editable": not reason,
        "reason": reason,
        "full": only is None,
        "rows": [row_data(row) for row in rows],
        "total": _cells(table.total),
        "envelope": _text(table.envelope),
        "left": _text(table.envelope - table.total.annual),
        "imbalances": [_imbalance_data(imbalance, by) for imbalance in table.imbalances],
        "can_undo": can_undo(plan=plan, by=by),
        "can_redo": can_redo(plan=plan, by=by),
        "touched": list(touched),
    }


def _with_rows_above(table, keys):
    for part in table.parts:
        yield from _holding(part, keys)


def _holding(row, keys):
    below = [found for child in row.children for found in _holding(child, keys)]
    if below or row.key in keys:
        yield row
        yield from below


def row_data(row):
    """A Row (plans.totals) as the page knows it; what is empty is left out."""
    data = {
        "key": row.key,
        "kind": row.kind,
        "level": row.level,
        "number": row.number,
        "name": row.name,
        "cells": _cells(row.amounts),
        "version": row.version,
    }
    if row.note:
        data["note"] = row.note
    if row.unit_id:
        data["unit"] = row.unit_id
    if row.ceiling is not None:
        data["ceiling"] = _text(row.ceiling)
    return data


def _cells(amounts):
    return [_text(amount) for amount in amounts.cells()]


def _text(amount):
    return f"{amount or ZERO:.2f}"


def _imbalance_data(imbalance, by):
    return {
        "code": imbalance.code,
        "key": imbalance.key,
        "name": imbalance.name,
        "sentence": imbalance_sentence(imbalance, thai_digits=by.uses_thai_digits),
    }


def _units(plan):
    units = Unit.objects.filter(office_id=plan.office_id).exclude(kind=UnitKind.SCHOOL)
    return [
        {"id": pk, "name": name, "short": short, "active": active}
        for pk, name, short, active in units.values_list("pk", "name", "short_name", "is_active")
    ]


def _categories(plan):
    categories = Category.objects.filter(office_id=plan.office_id, is_active=True).order_by("position", "name")
    return [{"id": pk, "name": name} for pk, name in categories.values_list("pk", "name")]
