"""Opening and closing a fiscal year, its envelope and its ceilings."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.audit.services import record
from plans.enums import UNFINISHED_STATES, PartKind, YearState
from plans.errors import NotAllowed, PlanFrozen, YearExists
from plans.models import FiscalYear, GroupCeiling, Part, SpendingPlan
from plans.permissions import check_can_edit_plan, check_can_set_up_year
from plans.services.copies import copy_contents

STANDARD_PARTS = (
    (PartKind.ADMINISTRATION, "งบบริหารสำนักงาน"),
    (PartKind.QUALITY, "งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม"),
    (PartKind.CONTINGENCY, "งบสำรองจ่ายในรายการที่จำเป็นเร่งด่วนตามนโยบาย"),
)
"""The three parts that make a plan (domain, "The money")."""


@transaction.atomic
def open_year(*, office, year_be, envelope, by, copy_from=None, percent=None):
    """Open fiscal year `year_be` with the first draft of its plan and return the draft.

    `envelope` in baht. With `copy_from` (a SpendingPlan of the office) the draft starts as a copy of it, every
    amount scaled to `percent` of it where that is given; else with the three standard parts, empty. Raises YearExists.
    """
    check_can_set_up_year(by=by)
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
        if post.role == "planning_officer" and post.unit_id:
            return post.unit
    raise NotAllowed(_("Your post as planning officer belongs to no group. Ask the administrator to set it."))


def _add_standard_parts(plan):
    Part.objects.bulk_create(
        Part(office_id=plan.office_id, plan=plan, kind=kind, name=name, position=position)
        for position, (kind, name) in enumerate(STANDARD_PARTS, start=1)
    )


@transaction.atomic
def close_year(*, year, by):
    """Close the year: its plans can be read, not changed. Raises PlanFrozen while a version is unfinished."""
    check_can_set_up_year(by=by)
    if year.plans.filter(state__in=UNFINISHED_STATES).exists():
        raise PlanFrozen(_("A version of the plan is still open. Have it approved or rejected first."))
    closed = FiscalYear.objects.filter(pk=year.pk, state=YearState.OPEN).update(
        state=YearState.CLOSED, closed_at=timezone.now(), closed_by=by
    )
    if not closed:
        raise PlanFrozen(_("Fiscal year %(year)s is closed already.") % {"year": year})
    year.refresh_from_db()
    record(office_id=year.office_id, by=by, verb="year.close", target=year)


@transaction.atomic
def reopen_year(*, year, by):
    """Open a closed year again. Raises PlanFrozen if it is open."""
    check_can_set_up_year(by=by)
    opened = FiscalYear.objects.filter(pk=year.pk, state=YearState.CLOSED).update(
        state=YearState.OPEN, closed_at=None, closed_by=None
    )
    if not opened:
        raise PlanFrozen(_("Fiscal year %(year)s is open.") % {"year": year})
    year.refresh_from_db()
    record(office_id=year.office_id, by=by, verb="year.reopen", target=year)


@transaction.atomic
def set_frame(*, plan, envelope, ceilings, by):
    """Set a draft's envelope and the ceilings of its parts, in baht.

    `ceilings` maps a Part's id to an amount or None (no ceiling); parts not named stay as they are.
    """
    plan = (
        SpendingPlan.objects.select_for_update(no_key=True, of=("self",))
        .select_related("fiscal_year")
        .get(pk=plan.pk)
    )
    check_can_edit_plan(plan=plan, by=by)
    changes = {}
    if envelope != plan.envelope:
        changes["envelope"] = [plan.envelope, envelope]
    for part in plan.parts.filter(pk__in=ceilings):
        if part.ceiling != ceilings[part.pk]:
            changes[part.name] = [part.ceiling, ceilings[part.pk]]
            part.ceiling = ceilings[part.pk]
            part.save(update_fields=["ceiling"])
    if changes:
        plan.envelope = envelope
        plan.revision += 1
        plan.save(update_fields=["envelope", "revision"])
        record(office_id=plan.office_id, by=by, verb="plan.frame", target=plan, data={"changes": changes})
    return plan


@transaction.atomic
def set_group_ceilings(*, year, ceilings, by):
    """Set the ceilings of groups for a year: Unit → baht, or None to take the ceiling away."""
    check_can_set_up_year(by=by)
    if year.is_closed:
        raise PlanFrozen(_("Fiscal year %(year)s is closed.") % {"year": year})
    before = dict(
        GroupCeiling.objects.filter(office_id=year.office_id, fiscal_year=year).values_list(
            "unit_id", "amount"
        )
    )
    changes = {}
    for unit, amount in ceilings.items():
        if amount == before.get(unit.pk):
            continue
        changes[unit.name] = [before.get(unit.pk), amount]
        if amount is None:
            GroupCeiling.objects.filter(office_id=year.office_id, fiscal_year=year, unit=unit).delete()
        else:
            GroupCeiling.objects.update_or_create(
                office_id=year.office_id, fiscal_year=year, unit=unit, defaults={"amount": amount}
            )
    if changes:
        record(office_id=year.office_id, by=by, verb="year.ceilings", target=year, data={"changes": changes})
