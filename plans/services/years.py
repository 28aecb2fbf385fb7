"""Opening and closing a fiscal year, its envelope, its parts and its ceilings."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.audit.services import record
from budgetplan.organization.enums import Role
from plans.closing import obstacles_of
from plans.enums import UNFINISHED_STATES, PartKind, YearState
from plans.errors import EditConflict, NotAllowed, PlanFrozen, PlanRefused, YearExists
from plans.models import FIRST_YEAR_BE, LAST_YEAR_BE, FiscalYear, GroupCeiling, Part, SpendingPlan
from plans.permissions import check_can_edit_plan, check_can_set_up_year
from plans.services.copies import copy_contents

STANDARD_PARTS = (
    (PartKind.ADMINISTRATION, "งบบริหารสำนักงาน"),
    (PartKind.QUALITY, "งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม"),
    (PartKind.CONTINGENCY, "งบสำรองจ่ายในรายการที่จำเป็นเร่งด่วนตามนโยบาย"),
)
"""The three parts that make a plan (domain, "The money")."""


@dataclass(frozen=True)
class PartEntry:
    """A part as it should be: `ceiling` in baht or None (no ceiling), `key` of the part it is, None for a new one."""

    name: str
    ceiling: Decimal | None = None
    key: str | None = None


@transaction.atomic
def open_year(*, office, year_be, envelope, by, copy_from=None, percent=None):
    """Open fiscal year `year_be` with the first draft of its plan and return the draft.

    `envelope` in baht. With `copy_from` (a SpendingPlan of the office) the draft starts as a copy of it, every
    amount scaled to `percent` of it where that is given; else with the three standard parts, empty. Raises YearExists.
    """
    check_can_set_up_year(by=by, office_id=office.pk)
    if not FIRST_YEAR_BE <= year_be <= LAST_YEAR_BE:
        raise PlanRefused(
            _("Type the year in the Buddhist Era, between %(first)s and %(last)s.")
            % {"first": FIRST_YEAR_BE, "last": LAST_YEAR_BE}
        )
    if copy_from is not None and copy_from.office_id != office.pk:
        raise NotAllowed(_("There is no such plan to copy."))
    try:
        with transaction.atomic():
            year = FiscalYear.objects.create(office=office, year_be=year_be)
    except IntegrityError as error:
        raise YearExists(_("Fiscal year %(year)s was opened already.") % {"year": year_be}) from error
    plan = SpendingPlan.objects.create(
        office=office, fiscal_year=year, unit=_planning_unit(by), envelope=envelope, created_by=by
    )
    if copy_from is None:
        _add_standard_parts(plan)
    else:
        copy_contents(source=copy_from, target=plan, by=by, percent=percent)
    details = {"envelope": envelope, "copied_from": str(copy_from or ""), "percent": percent}
    record(office_id=office.pk, by=by, verb="year.open", target=year, data=details)
    return plan


def _planning_unit(user):
    for post in user.current_posts:
        if post.role == Role.PLANNING_OFFICER and post.unit_id:
            return post.unit
    raise NotAllowed(_("Your post as planning officer belongs to no group. Ask the administrator to set it."))


def _add_standard_parts(plan):
    Part.objects.bulk_create(
        Part(office_id=plan.office_id, plan=plan, kind=kind, name=name, position=position)
        for position, (kind, name) in enumerate(STANDARD_PARTS, start=1)
    )


def locked_year(year):
    """The year's row, held until the transaction ends: nobody closes it while somebody starts a version in it."""
    return FiscalYear.objects.select_for_update(no_key=True).get(pk=year.pk)


@transaction.atomic
def close_year(*, year, by):
    """Close the year: its plans can be read, not changed.

    Raises PlanFrozen while a version is unfinished, or with what other apps have to say against it (plans.closing).
    """
    check_can_set_up_year(by=by, office_id=year.office_id)
    locked = locked_year(year)
    if locked.is_closed:
        raise PlanFrozen(_("Fiscal year %(year)s is closed already.") % {"year": year})
    if locked.plans.filter(state__in=UNFINISHED_STATES).exists():
        raise PlanFrozen(_("A version of the plan is still open. Have it approved or rejected first."))
    obstacles = obstacles_of(locked)
    if obstacles:
        raise PlanFrozen(" ".join(obstacles))
    _set_state(year, YearState.CLOSED, closed_at=timezone.now(), closed_by=by)
    record(office_id=year.office_id, by=by, verb="year.close", target=year)


@transaction.atomic
def reopen_year(*, year, by):
    """Open a closed year again. Raises PlanFrozen if it is open."""
    check_can_set_up_year(by=by, office_id=year.office_id)
    if not locked_year(year).is_closed:
        raise PlanFrozen(_("Fiscal year %(year)s is open.") % {"year": year})
    _set_state(year, YearState.OPEN, closed_at=None, closed_by=None)
    record(office_id=year.office_id, by=by, verb="year.reopen", target=year)


def _set_state(year, state, **fields):
    FiscalYear.objects.filter(pk=year.pk).update(state=state, **fields)
    year.refresh_from_db()


def _locked_draft(plan, by):
    locked = (
        SpendingPlan.objects.select_for_update(no_key=True, of=("self",)).select_related("fiscal_year").get(pk=plan.pk)
    )
    check_can_edit_plan(plan=locked, by=by)
    return locked


@transaction.atomic
def set_frame(*, plan, envelope, ceilings, by):
    """Set a draft's envelope and the ceilings of its parts, in baht.

    `ceilings` maps a Part's id to an amount or None (no ceiling); parts not named stay as they are.
    """
    plan = _locked_draft(plan, by)
    parts = list(plan.parts.order_by("position", "pk"))
    entries = [PartEntry(part.name, ceilings.get(part.pk, part.ceiling), str(part.key)) for part in parts]
    return _store_frame(plan, parts, envelope, entries, by)


@transaction.atomic
def arrange_frame(*, plan, envelope, parts, by, seen=None):
    """Set a draft's envelope and make its parts the PartEntries `parts`, in that order.

    A part without an entry is removed; it must be empty. `seen` is the `frame_mark` of the page the person had
    before them: raises EditConflict where somebody changed the frame since. Raises PlanRefused, NotAllowed, PlanFrozen.
    """
    plan = _locked_draft(plan, by)
    rows = list(plan.parts.order_by("position", "pk"))
    _refuse_changed_meanwhile(seen, frame_mark(plan, rows))
    _check_entries(rows, parts)
    return _store_frame(plan, rows, envelope, parts, by)


def frame_mark(plan, parts=None):
    """A short text that differs as soon as the envelope, a part's name, order or ceiling does."""
    rows = plan.parts.order_by("position", "pk") if parts is None else parts
    return _mark([("envelope", plan.envelope), *((f"{part.key} {part.name}", part.ceiling) for part in rows)])


def ceilings_mark(year):
    """A short text that differs as soon as the ceiling of a group does."""
    rows = GroupCeiling.objects.filter(office_id=year.office_id, fiscal_year=year).order_by("unit_id")
    return _mark(rows.values_list("unit_id", "amount"))


def _mark(amounts):
    text = "\n".join(f"{name} {'-' if amount is None else f'{amount:.2f}'}" for name, amount in amounts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _refuse_changed_meanwhile(seen, now):
    if seen is not None and seen != now:
        raise EditConflict(
            _(
                "Somebody else changed these amounts while you had them open. What you typed is still here: "
                "compare it with what is stored now, then save again."
            )
        )


def _check_entries(rows, entries):
    names = [entry.name for entry in entries]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise PlanRefused(_("Two parts are called “%(name)s”. Give each its own name.") % {"name": twice})
    if not entries:
        raise PlanRefused(_("A plan needs at least one part."))
    known, kept = {str(row.key) for row in rows}, {entry.key for entry in entries if entry.key}
    if kept - known:
        raise EditConflict(_("This part isn't in the plan any more. Reload the page."))
    for row in rows:
        if str(row.key) not in kept and row.lines.exists():
            raise PlanRefused(
                _("“%(name)s” has lines, so it can't be removed. Move or delete its lines first.") % {"name": row.name}
            )


def _store_frame(plan, rows, envelope, entries, by):
    changes = _frame_changes(plan, rows, envelope, entries)
    if not changes:
        return plan
    kept = {entry.key for entry in entries}
    Part.objects.filter(pk__in=[row.pk for row in rows if str(row.key) not in kept]).delete()
    _store_parts(plan, {str(row.key): row for row in rows}, entries)
    SpendingPlan.objects.filter(pk=plan.pk).update(envelope=envelope, revision=F("revision") + 1)
    plan.refresh_from_db(fields=["envelope", "revision"])
    record(office_id=plan.office_id, by=by, verb="plan.frame", target=plan, data=changes)
    return plan


def _store_parts(plan, rows, entries):
    # Two parts may swap their names: step aside first, names are unique within a plan.
    for entry in entries:
        if entry.key and rows[entry.key].name != entry.name:
            Part.objects.filter(pk=rows[entry.key].pk).update(name=entry.key)
    for position, entry in enumerate(entries, start=1):
        row = rows[entry.key] if entry.key else Part(office_id=plan.office_id, plan=plan)
        row.name, row.ceiling, row.position = entry.name, entry.ceiling, position
        row.save()


def _frame_changes(plan, rows, envelope, entries):
    """For the audit: amounts old and new under "changes"; parts added, removed, renamed and their new order."""
    old = {str(row.key): row for row in rows}
    kept = [entry for entry in entries if entry.key]
    keys = [entry.key for entry in kept]
    amounts = {entry.name: [old[entry.key].ceiling, entry.ceiling] for entry in kept}
    amounts |= {entry.name: [None, entry.ceiling] for entry in entries if not entry.key}
    amounts["envelope"] = [plan.envelope, envelope]
    changes = {
        "changes": {name: pair for name, pair in amounts.items() if pair[0] != pair[1]},
        "added": [entry.name for entry in entries if not entry.key],
        "removed": [row.name for key, row in old.items() if key not in keys],
        "renamed": [[old[entry.key].name, entry.name] for entry in kept if old[entry.key].name != entry.name],
    }
    if keys != [key for key in old if key in keys]:
        changes["order"] = [entry.name for entry in entries]
    return {name: value for name, value in changes.items() if value}


@transaction.atomic
def set_group_ceilings(*, year, ceilings, by, seen=None):
    """Set the ceilings of groups for a year: Unit → baht, or None to take the ceiling away.

    `seen` is the `ceilings_mark` the person had before them: raises EditConflict where they were changed since.
    """
    check_can_set_up_year(by=by, office_id=year.office_id)
    if locked_year(year).is_closed:
        raise PlanFrozen(_("Fiscal year %(year)s is closed.") % {"year": year})
    _refuse_changed_meanwhile(seen, ceilings_mark(year))
    rows = GroupCeiling.objects.filter(office_id=year.office_id, fiscal_year=year)
    before = dict(rows.values_list("unit_id", "amount"))
    changed = {unit: amount for unit, amount in ceilings.items() if amount != before.get(unit.pk)}
    for unit, amount in changed.items():
        if amount is None:
            rows.filter(unit=unit).delete()
        else:
            GroupCeiling.objects.update_or_create(
                office_id=year.office_id, fiscal_year=year, unit=unit, defaults={"amount": amount}
            )
    if changed:
        changes = {unit.name: [before.get(unit.pk), amount] for unit, amount in changed.items()}
        record(office_id=year.office_id, by=by, verb="year.ceilings", target=year, data={"changes": changes})
