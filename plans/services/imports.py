"""An uploaded workbook on its way into a draft: kept, previewed, applied."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from budgetplan.documents.models import store_file
from budgetplan.documents.xlsx import load_workbook_safely
from budgetplan.organization.models import Unit
from plans.errors import EditConflict, PlanRefused
from plans.importing import Proposal, apply_proposal, propose_own
from plans.merging import propose_reading
from plans.models import Category, Part, PlanImport, SpendingPlan
from plans.permissions import check_can_edit_plan
from plans.placing import place_reading
from plans.reading import ColumnMapping, PlanReading, read_plan
from plans.selectors import plan_table
from plans.workbook import layout
from plans.workbook.own import read_own


@dataclass(frozen=True)
class ImportPreview:
    """What an uploaded workbook would do. `reading` is None for our own workbook, which has no columns to guess.

    `sheets` are the SheetData it was read from.
    """

    proposal: Proposal
    reading: PlanReading | None = None
    sheets: tuple = ()


@transaction.atomic
def upload_workbook(*, plan, name, data, by):
    """Keep an uploaded workbook (bytes) for a draft and return its PlanImport. Raises WorkbookRefused for a file
    that can't be read, NotAllowed, PlanFrozen."""
    check_can_edit_plan(plan=plan, by=by)
    load_workbook_safely(data)
    stored = store_file(office_id=plan.office_id, name=name, data=data, by=by)
    return PlanImport.objects.create(office_id=plan.office_id, plan=plan, file=stored, uploaded_by=by)


def preview_import(upload):
    """The ImportPreview of a PlanImport against its plan as it stands now, with the person's choices."""
    return preview_sheets(upload.plan, load_workbook_safely(upload.file.read()), choices=upload.choices)


def preview_sheets(plan, sheets, *, choices=None):
    """The ImportPreview of a workbook's sheets. `choices`: "mapping" by sheet, "chosen" sheets, "remove_missing"."""
    choices = choices or {}
    table = plan_table(plan)
    own = read_own(sheets)
    if own is not None:
        return ImportPreview(_propose_own(own, plan, table))
    reading = read_plan(sheets, mapping=given_mappings(choices), chosen=choices.get("chosen"))
    placements = place(reading, plan)
    proposal = propose_reading(reading, placements, table, remove_missing=choices.get("remove_missing", False))
    return ImportPreview(proposal, reading, tuple(sheets))


def _propose_own(own, plan, table):
    if own.plan_id != str(plan.public_id):
        raise PlanRefused(
            _("This workbook was made from another version of the plan. Export this version and fill in that workbook.")
        )
    return propose_own(own, table, sheet=layout.PLAN_SHEET)


def given_mappings(choices):
    """Column mappings a person corrected, by sheet: {"Sheet": {"names": ["B"], "first_row": 2, "annual": "C", …}}."""
    return {
        sheet: _given(**columns) for sheet, columns in choices.get("mapping", {}).items() if columns.get("names")
    } or None


def _given(*, names, first_row=0, read=True, **columns):
    return ColumnMapping.given(names, first_row=first_row or 0, **columns)


def place(reading, plan, *, into=None):
    """The placements of a reading in the plan's parts, with the office's categories and groups."""
    return place_reading(
        reading,
        parts=[(str(key), name) for key, name in Part.objects.filter(plan=plan).values_list("key", "name")],
        categories=Category.objects.filter(office_id=plan.office_id, is_active=True).values_list("pk", "name"),
        units=Unit.objects.filter(office_id=plan.office_id).values_list("pk", "name", "short_name"),
        into=into,
    )


@transaction.atomic
def apply_import(*, upload, seen_revision, by):
    """Do everything the preview showed, as one step of undo, and return the edit session.

    `seen_revision` is the plan's revision the preview was made against. Raises EditConflict where the plan changed
    since, PlanRefused where the workbook has faults or was imported already.
    """
    # The plan's row is held from here: between looking at its revision and changing it nobody else does.
    plan = SpendingPlan.objects.select_for_update(no_key=True).get(pk=upload.plan_id)
    upload = PlanImport.objects.select_related("file").get(pk=upload.pk)
    if upload.edit_id:
        raise PlanRefused(_("This workbook was imported already."))
    if plan.revision != seen_revision:
        raise EditConflict(_("The plan changed while you looked at the preview. Look at the new preview first."))
    session = apply_proposal(plan=plan, proposal=preview_import(upload).proposal, by=by, request_id=upload.public_id)
    upload.edit = session.edit
    upload.save(update_fields=["edit"])
    return session
