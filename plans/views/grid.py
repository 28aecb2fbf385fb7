"""The plan as a grid: its page, and one address for each thing a person does in it.

Every action is a POST of JSON and answers with the plan as it stands then (plans.grid). What is wrong is said in
`sentence`: 422 with `faults` for cells that can't be stored, 409 with `clashes` where somebody else was faster or the
version can't change any more, 403 without the right post, 404 for another office's plan.
"""

import json
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from budgetplan.organization.decorators import office_required
from budgetplan.organization.json_requests import BadRequest
from plans import pasting
from plans.enums import EditKind
from plans.errors import CellFaults, EditConflict, NotAllowed, PlanFrozen, PlanRefused
from plans.grid import page_data, state_answer
from plans.models import AMOUNT_FIELDS, Category, PlanEdit
from plans.permissions import can_edit_plan, can_revise_plan, check_can_edit_plan
from plans.services import lines, undo
from plans.views.grid_requests import Body
from plans.views.lookups import find_version, find_working_version

ACTIONS = (
    "rows", "cells", "add", "category", "move", "delete", "split", "paste_preview", "paste", "undo", "redo",
)  # fmt: skip
FIELDS = (*AMOUNT_FIELDS, "unit", "note")
QUARTERS = (_("Oct–Dec"), _("Jan–Mar"), _("Apr–Jun"), _("Jul–Sep"))


@office_required
@require_GET
def grid(request, year_be):
    """The version of the year that people work with."""
    return _page(request, find_working_version(request, year_be))


@office_required
@require_GET
def version(request, year_be, number):
    """One version; read-only where it may not be edited."""
    return _page(request, find_version(request, year_be, number))


def _page(request, plan):
    address = (plan.fiscal_year.year_be, plan.number)
    context = {
        "year": plan.fiscal_year,
        "plan": plan,
        "data": page_data(plan, request.user),
        "urls": json.dumps({name: reverse(f"plans:api_{name}", args=address) for name in ACTIONS}),
        "fields": FIELDS,
        "quarters": QUARTERS,
        "can_edit": can_edit_plan(plan=plan, by=request.user),
        "can_revise": can_revise_plan(plan=plan, by=request.user),
    }
    return render(request, "plans/grid.html", context)


STATUSES = (
    (Http404, 404),
    (PermissionDenied, 403),
    (NotAllowed, 403),
    (PlanFrozen, 409),
    (EditConflict, 409),
    (PlanRefused, 422),
)


def answers_json(view):
    """Say everything that goes wrong in `view` as JSON with a sentence."""

    @wraps(view)
    def guarded(request, year_be, number):
        try:
            return view(request, find_version(request, year_be, number))
        except BadRequest as error:
            return JsonResponse({"sentence": str(error)}, status=error.status)
        except (Http404, PermissionDenied, PlanRefused) as error:
            status = next(status for kind, status in STATUSES if isinstance(error, kind))
            return JsonResponse(_refusal_data(error), status=status)

    return guarded


def _refusal_data(error):
    if isinstance(error, Http404):
        return {"sentence": gettext("There is no such plan.")}
    if isinstance(error, PlanFrozen):
        return {"sentence": str(error), "frozen": True}
    if isinstance(error, EditConflict):
        return {"sentence": str(error), "clashes": [_clash_data(clash) for clash in error.clashes]}
    if isinstance(error, CellFaults):
        return {"sentence": str(error), "faults": [vars(fault) for fault in error.faults]}
    return {"sentence": str(error)}


def _clash_data(clash):
    at = clash.at.isoformat() if clash.at else None
    return {
        "key": clash.key,
        "field": clash.field,
        "theirs": clash.theirs,
        "mine": clash.mine,
        "by": clash.by,
        "at": at,
    }


def action(perform):
    """The view of an action: `perform(plan, body, by)` changes the plan and returns its edit session."""

    @office_required
    @require_POST
    @answers_json
    @wraps(perform)
    def view(request, plan):
        check_can_edit_plan(plan=plan, by=request.user)
        body = Body.of(request)
        session = perform(plan, body, request.user)
        return _changed(session, body, request.user)

    return view


def _changed(session, body, by):
    """The plan after a change: only the changed rows where it was of cells and the page knew everything else."""
    changed = set(session.edit.after) if session.edit else set()
    known = body.number("revision", default=-1)
    only_cells = session.edit is None or session.edit.kind == EditKind.CELLS
    up_to_date = not session.repeated and session.plan.revision == known + bool(session.edit)
    only = changed | body.keys_of("cells") if only_cells and up_to_date else None
    standing = [key for key in changed if key in session.lines]
    return JsonResponse(state_answer(session.plan, by, only=only, touched=standing))


@office_required
@require_GET
@answers_json
def api_rows(request, plan):
    """The plan as it stands; 204 where the page's `since` (revision) and `state` are still true."""
    if request.GET.get("since") == str(plan.revision) and request.GET.get("state") == plan.state:
        return HttpResponse(status=204)
    return JsonResponse(state_answer(plan, request.user) | {"others": _others(plan, request)})


def _others(plan, request):
    """The names of the people besides this one who made the latest changes that the page hasn't seen."""
    since = request.GET.get("since", "")
    unseen = max(plan.revision - int(since), 0) if since.isdecimal() and len(since) < 10 else 0
    edits = PlanEdit.objects.filter(office_id=plan.office_id, plan=plan).order_by("-pk").select_related("by")
    return sorted({str(edit.by) for edit in edits[: min(unseen, 50)] if edit.by_id != request.user.pk})


@action
def api_cells(plan, body, by):
    """Store typed cells; a pasted block that runs over the last line brings `rows` for the lines to add."""
    changes, rows = body.cells(), body.rows()
    request_id = body.request_id()
    if rows:
        return pasting.paste_block(
            plan=plan, changes=changes, rows=rows, anchor=body.anchor(), by=by, request_id=request_id
        )
    kind = EditKind.PASTE if body.flag("pasted") else EditKind.CELLS
    return lines.set_cells(plan=plan, changes=changes, by=by, kind=kind, request_id=request_id)


@action
def api_add(plan, body, by):
    """Add lines below `parent`, behind `after`, in `part`."""
    anchor = body.anchor()
    return lines.add_rows(
        plan=plan, rows=body.rows(), by=by, part=anchor.part, parent=anchor.parent or None,
        after=anchor.after or None, request_id=body.request_id(),
    )  # fmt: skip


@action
def api_category(plan, body, by):
    """Add a row for one of the office's categories."""
    category = Category.objects.of_office(by).filter(pk=body.number("category"), is_active=True).first()
    if category is None:
        raise PlanRefused(_("There is no such category. Choose one from the list."))
    anchor = body.anchor()
    return lines.add_category(
        plan=plan, category=category, part=anchor.part, after=anchor.after or None, by=by, request_id=body.request_id()
    )


@action
def api_move(plan, body, by):
    """Move a line with all below it."""
    anchor = body.anchor()
    return lines.move_line(
        plan=plan, key=body.text("key"), part=anchor.part, parent=anchor.parent or None,
        index=body.number("index", default=None), by=by, request_id=body.request_id(),
    )  # fmt: skip


@action
def api_delete(plan, body, by):
    """Delete lines with all below them, as long as they are as the person saw them."""
    return lines.delete_lines(plan=plan, keys=body.keys(), seen=body.seen(), by=by, request_id=body.request_id())


@action
def api_split(plan, body, by):
    """Spread the annual amount of lines evenly over the quarters."""
    return lines.split_lines(plan=plan, keys=body.keys(), seen=body.seen(), by=by, request_id=body.request_id())


@action
def api_undo(plan, body, by):
    """Take the person's last change back."""
    return undo.undo(plan=plan, by=by, request_id=body.request_id())


@action
def api_redo(plan, body, by):
    """Take the person's last undo back."""
    return undo.redo(plan=plan, by=by, request_id=body.request_id())


@office_required
@require_POST
@answers_json
def api_paste_preview(request, plan):
    """What a pasted table would add and which of its figures don't add up. Nothing is stored."""
    body = Body.of(request)
    check_can_edit_plan(plan=plan, by=request.user)
    pasted = pasting.read_paste(plan, body.text("text"), body.anchor())
    return JsonResponse({"preview": pasting.preview(plan, pasted)})


@action
def api_paste(plan, body, by):
    """Add a pasted table as a whole."""
    anchor = body.anchor()
    pasted = pasting.read_paste(plan, body.text("text"), anchor)
    return pasting.paste_table(plan=plan, pasted=pasted, anchor=anchor, by=by, request_id=body.request_id())
