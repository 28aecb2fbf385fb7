"""Copying the parts and lines of one version into another."""

from decimal import Decimal

from budgetplan.thai.money import scale
from plans.models import QUARTER_FIELDS, Part, SpendingLine

COPIED_FIELDS = ("key", "kind", "category_id", "unit_id", "position", "name", "note", "office_id")


def copy_contents(*, source, target, by, percent=None):
    """Copy every part and line of `source` into the empty `target`, keys kept so that versions compare.

    With `percent` (Decimal, 103 means three per cent more) ceilings and quarters are scaled, rounded half up to
    the satang; a line's annual amount stays as far from its quarters as it was.
    """
    factor = Decimal(percent) if percent is not None else None
    parts = _copy_parts(source, target, factor)
    old_lines = list(SpendingLine.objects.filter(office_id=source.office_id, plan=source).order_by("pk"))
    new_lines = {line.pk: _copied(line, target, parts[line.part_id], by, factor) for line in old_lines}
    SpendingLine.objects.bulk_create(new_lines.values())
    nested = []
    for old in old_lines:
        if old.parent_id:
            new_lines[old.pk].parent = new_lines[old.parent_id]
            nested.append(new_lines[old.pk])
    SpendingLine.objects.bulk_update(nested, ["parent"])


def _copy_parts(source, target, factor):
    copies = {}
    for part in Part.objects.filter(office_id=source.office_id, plan=source):
        copies[part.pk] = Part.objects.create(
            office_id=target.office_id,
            plan=target,
            key=part.key,
            kind=part.kind,
            name=part.name,
            position=part.position,
            ceiling=_scaled(part.ceiling, factor),
        )
    return copies


def _copied(line, target, part, by, factor):
    quarters = {name: _scaled(getattr(line, name), factor) for name in QUARTER_FIELDS}
    gap = line.annual - sum(getattr(line, name) for name in QUARTER_FIELDS)
    fields = {name: getattr(line, name) for name in COPIED_FIELDS}
    return SpendingLine(
        plan=target, part=part, changed_by=by, annual=max(sum(quarters.values()) + _scaled(gap, factor), Decimal(0)),
        **quarters, **fields,
    )  # fmt: skip


def _scaled(amount, factor):
    if amount is None or factor is None:
        return amount
    return scale(amount, factor)
