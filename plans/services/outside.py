"""Lines that another part of the program puts into the plan: an approved project in the part for group missions."""

from django.utils.translation import gettext as _

from plans.enums import EDITABLE_STATES, EditKind, LineKind, PartKind
from plans.errors import PlanFrozen, PlanRefused
from plans.models import AMOUNT_FIELDS
from plans.services.editing import editing

NAME_LENGTH = 300


def check_plan_is_open(*, plan, by):
    """Raise PlanFrozen unless the version may change; whoever `by` is, the program acts on a decision."""
    if plan.fiscal_year.is_closed:
        raise PlanFrozen(_("Fiscal year %(year)s is closed.") % {"year": plan.fiscal_year})
    if plan.state not in EDITABLE_STATES:
        raise PlanFrozen(_("This version is waiting for approval. Withdraw it to change it."))


def put_lines(*, plan, lines, by, part_kind=PartKind.QUALITY):
    """Put lines into the plan's part of that kind, one step of undo for all; a line that is there by its key changes.

    `lines` are (key, name, unit id, plans.totals.Amounts). A new line stands last in the part. Raises PlanFrozen, also
    where the plan has no such part, and PlanRefused for new amounts of a line with lines below it: those would hide
    them.
    """
    with editing(plan=plan, by=by, kind=EditKind.PROJECT, check=check_plan_is_open) as session:
        part = next((part for part in session.parts.values() if part.kind == part_kind), None)
        if part is None:
            raise PlanFrozen(_("The plan has no part for projects."))
        for key, name, unit_id, amounts in lines:
            values = dict(zip(AMOUNT_FIELDS, amounts.cells(), strict=True))
            _put(session, part, str(key), {"name": name[:NAME_LENGTH], "unit_id": unit_id, **values})
    return session


def _put(session, part, key, values):
    line = session.lines.get(key)
    if line is None:
        session.add(part=part, parent=None, index=None, key=key, kind=LineKind.LINE, **values)
        return
    changed = {field: value for field, value in values.items() if getattr(line, field) != value}
    if session.has_children(line) and not changed.keys().isdisjoint(AMOUNT_FIELDS):
        raise PlanRefused(_("This amount is the sum of the lines below it; type in those."))
    if changed:
        session.change(line, **changed)
