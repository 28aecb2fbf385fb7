"""Copying the parts and lines of one version into another."""

from decimal import Decimal

from budgetplan.thai.money import scale
from plans.models import QUARTER_FIELDS, Part, SpendingLine
from plans.totals import ZERO

COPIED_FIELDS = ("key", "kind", "category_id", "unit_id", "position", "name", "note", "office_id")


def copy_contents(*, source, target, by, percent=None):
    """Copy every part and line of `source` into the empty `target`, keys kept so that versions compare.

    With `percent` (Decimal, 103 means three per cent more) quarters are scaled, rounded half up to the satang; a
    line's annual amount stays as far from its quarters as it was, a ceiling as far from its part's total.
    """
    old_lines = list(SpendingLine.objects.filter(office_id=source.office_id, plan=source).order_by("pk"))
    amounts = {line.pk: scaled_amounts(line, percent) for line in old_lines}
    parts = _copy_parts(source, target, percent, old_lines, amounts)
    new_lines = {
        line.pk: SpendingLine(
            plan=target,
            part=parts[line.part_id],
            changed_by=by,
            **amounts[line.pk],
            **{name: getattr(line, name) for name in COPIED_FIELDS},
        )
        for line in old_lines
    }
    SpendingLine.objects.bulk_create(new_lines.values())
    nested = [line for line in old_lines if line.parent_id]
    for line in nested:
        new_lines[line.pk].parent = new_lines[line.parent_id]
    SpendingLine.objects.bulk_update([new_lines[line.pk] for line in nested], ["parent"])


def scaled_amounts(line, percent):
    """The amounts of a line in a copy at `percent` of it: {field: Decimal baht}. None leaves them as they are."""
    quarters = {name: _scaled(getattr(line, name), percent) for name in QUARTER_FIELDS}
    gap = line.annual - sum(getattr(line, name) for name in QUARTER_FIELDS)
    return {"annual": max(sum(quarters.values()) + _scaled(gap, percent), ZERO), **quarters}


def scaled_total(*, plan, percent):
    """What the plan would come to as a copy at `percent` of it, in baht."""
    parents = SpendingLine.objects.filter(plan=plan, parent__isnull=False).values("parent_id")
    leaves = SpendingLine.objects.filter(office_id=plan.office_id, plan=plan).exclude(pk__in=parents)
    return sum((scaled_amounts(line, percent)["annual"] for line in leaves), ZERO)


def _copy_parts(source, target, percent, lines, amounts):
    headings = {line.parent_id for line in lines}
    copies = {}
    for part in Part.objects.filter(office_id=source.office_id, plan=source):
        leaves = [line for line in lines if line.part_id == part.pk and line.pk not in headings]
        copies[part.pk] = Part.objects.create(
            office_id=target.office_id,
            plan=target,
            key=part.key,
            kind=part.kind,
            name=part.name,
            position=part.position,
            ceiling=_scaled_ceiling(part, leaves, amounts, percent),
        )
    return copies


def _scaled_ceiling(part, leaves, amounts, percent):
    if part.ceiling is None or percent is None:
        return part.ceiling
    room = part.ceiling - sum((line.annual for line in leaves), ZERO)
    total = sum((amounts[line.pk]["annual"] for line in leaves), ZERO)
    return max(total + _scaled(room, percent), ZERO)


def _scaled(amount, percent):
    return amount if percent is None else scale(amount, Decimal(percent))
