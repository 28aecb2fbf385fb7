"""The page on which owners write a proposal, and one address for each thing they do there.

Every action is a POST of JSON and answers with the proposal as it stands then (projects.writing_page). What is wrong is
said in `sentence`: 422 with `faults` for fields that can't be stored, 409 with `clashes` where somebody else was faster
or the version can't change any more, 403 for who may read but not write, 404 for who may not see it.
"""

import json
from functools import wraps

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from budgetplan.organization.decorators import office_required
from budgetplan.organization.json_requests import BadRequest
from budgetplan.thai.dates import months_of_year
from budgetplan.thai.money import format_amount
from projects.content import MONTH_NAMES
from projects.enums import Averaging, CostCategory, FundSource, IndicatorKind, Nature
from projects.errors import EditConflict, FieldFaults, NotAllowed, ProjectRefused, ProposalFrozen
from projects.models import Focus, Programme, Strategy
from projects.permissions import can_write, check_can_write
from projects.rating import suggest_rates
from projects.selectors import rates_for
from projects.services import undo, writing
from projects.services.comments import comments_of, settle_comment
from projects.views.lookups import find_proposal
from projects.views.writing_requests import Body
from projects.writing_page import others_since, page_data, state_answer

CATEGORY_WORDS = {
    "ค่าตอบแทน": CostCategory.COMPENSATION,
    "ค่าใช้สอย": CostCategory.SERVICES,
    "ค่าวัสดุ": CostCategory.MATERIALS,
}
"""How a standard rate's name begins where it says its category."""

ACTIONS = ("fields", "add", "move", "delete", "undo", "redo", "state", "settle", "rates")


@office_required
@require_GET
def write(request, public_id, number):
    """The page; who may read the version but not write it is sent to where it is read."""
    proposal = find_proposal(request, public_id, number)
    if not can_write(proposal=proposal, by=request.user):
        return redirect("projects:proposal", public_id, number)
    return render(request, "projects/write.html", _page(request, proposal))


def _page(request, proposal):
    year = proposal.project.fiscal_year
    address = (proposal.project.public_id, proposal.number)
    urls = {name: reverse(f"projects:write_{name}", args=address) for name in ACTIONS}
    return {
        "year": year,
        "proposal": proposal,
        "data": page_data(proposal, request.user),
        # The grid's client asks for "rows" where this page says "state".
        "urls": json.dumps({**urls, "rows": urls["state"]}),
        "preview_url": reverse("reports:proposal_preview", args=address),
        "quarters": _calendar(year),
        "programmes": _of_year(Programme, year),
        "strategies": _of_year(Strategy, year),
        "focuses": _of_year(Focus, year),
        "natures": Nature.choices,
        "averagings": Averaging.choices,
        "indicator_kinds": IndicatorKind.choices,
        "categories": CostCategory.choices,
        "sources": FundSource.choices,
    }


def _of_year(model, year):
    return model.objects.filter(office_id=year.office_id, fiscal_year=year)


def _calendar(year):
    """The four quarters of the months calendar: number, year (BE) and months (number, short and long name)."""
    days = months_of_year(year.year_be)
    months = [(number, name, days[number - 1]) for number, name in enumerate(MONTH_NAMES, start=1)]
    return [
        {"number": n + 1, "year_be": year.year_be - (n == 0), "months": months[3 * n : 3 * n + 3]} for n in range(4)
    ]


STATUSES = ((Http404, 404), (NotAllowed, 403), (ProposalFrozen, 409), (EditConflict, 409), (ProjectRefused, 422))


def answers_json(view):
    """Say everything that goes wrong in `view` as JSON with a sentence."""

    @wraps(view)
    def guarded(request, public_id, number):
        try:
            return view(request, find_proposal(request, public_id, number))
        except BadRequest as error:
            return JsonResponse({"sentence": str(error)}, status=error.status)
        except (Http404, ProjectRefused) as error:
            status = next(status for kind, status in STATUSES if isinstance(error, kind))
            return JsonResponse(_refusal_data(error), status=status)

    return guarded


def _refusal_data(error):
    if isinstance(error, Http404):
        return {"sentence": gettext("There is no such proposal.")}
    if isinstance(error, ProposalFrozen):
        return {"sentence": str(error), "frozen": True}
    if isinstance(error, EditConflict):
        return {"sentence": str(error), "clashes": [_clash_data(clash) for clash in error.clashes]}
    if isinstance(error, FieldFaults):
        return {"sentence": str(error), "faults": [vars(fault) for fault in error.faults]}
    return {"sentence": str(error)}


def _clash_data(clash):
    return {**vars(clash), "at": clash.at.isoformat() if clash.at else None}


def action(perform):
    """The view of an action: `perform(proposal, body, by)` changes the proposal and returns its edit session."""

    @office_required
    @require_POST
    @answers_json
    @wraps(perform)
    def view(request, proposal):
        check_can_write(proposal=proposal, by=request.user)
        body = Body.of(request)
        known = body.number("revision", default=None)
        touched = body.touched()
        session = perform(proposal, body, request.user)
        only = _news(session, touched, known)
        return JsonResponse(state_answer(session.proposal, request.user, only=only))

    return view


def _news(session, touched, known):
    """The names of what the page doesn't know yet of a change; None (everything) where it missed an earlier one."""
    followed = known is not None and session.proposal.revision == known + bool(session.edit)
    changed = set(session.edit.after) if session.edit else set()
    return changed | touched if followed and not session.repeated else None


@office_required
@require_GET
@answers_json
def state(request, proposal):
    """The proposal as it stands; 204 where the page's `since` (revision) and `state` are still true."""
    since = request.GET.get("since", "")
    if since == str(proposal.revision) and request.GET.get("state") == proposal.state:
        return HttpResponse(status=204)
    known = int(since) if since.isdecimal() and len(since) < 10 else proposal.revision
    answer = state_answer(proposal, request.user)
    return JsonResponse(answer | {"others": others_since(proposal, known, request.user)})


@action
def fields(proposal, body, by):
    """Store typed fields."""
    return writing.set_fields(proposal=proposal, changes=body.changes(), by=by, request_id=body.request_id())


@action
def add(proposal, body, by):
    """Add an empty row to a list, behind `after`, under the activity `above`, known to the page as `key`."""
    return writing.add_row(
        proposal=proposal, kind=body.kind(), by=by, above=body.key("above", None), after=body.key("after", None),
        key=body.key("key", None), request_id=body.request_id(),
    )  # fmt: skip


@action
def move(proposal, body, by):
    """Move a row with all under it to `index` of its list, under the activity `above`."""
    return writing.move_row(
        proposal=proposal, kind=body.kind(), key=body.key(), by=by, index=body.number("index", default=None),
        above=body.key("above", None), request_id=body.request_id(),
    )  # fmt: skip


@action
def delete(proposal, body, by):
    """Delete a row with all under it."""
    return writing.delete_row(
        proposal=proposal, kind=body.kind(), key=body.key(), by=by, request_id=body.request_id()
    )  # fmt: skip


@action
def undo_last(proposal, body, by):
    """Take the person's last change back."""
    return undo.undo(proposal=proposal, by=by, request_id=body.request_id())


@action
def redo_last(proposal, body, by):
    """Take the person's last undo back."""
    return undo.redo(proposal=proposal, by=by, request_id=body.request_id())


@office_required
@require_POST
@answers_json
def settle(request, proposal):
    """Mark a comment as settled, or with `settled` false open it again."""
    body = Body.of(request)
    comment = comments_of(proposal, by=request.user).filter(public_id=body.key("comment")).first()
    if comment is None:
        raise EditConflict(gettext("This comment isn't there any more. Reload the page."))
    settle_comment(comment=comment, by=request.user, settled=body.flag("settled"))
    known = body.number("revision", default=None)
    return JsonResponse(state_answer(proposal, request.user, only=() if known == proposal.revision else None))


@office_required
@require_GET
@answers_json
def rates(request, proposal):
    """Standard rates that fit the text `q` of a cost line, the best first."""
    found = suggest_rates(request.GET.get("q", "")[:500], rates_for(proposal))
    return JsonResponse({"rates": [_rate_data(rate) for rate in found]})


def _rate_data(rate):
    return {
        "name": rate.name,
        "unit": rate.unit,
        "ceiling": format_amount(rate.ceiling),
        "source": rate.source,
        "category": next((code for word, code in CATEGORY_WORDS.items() if rate.name.startswith(word)), ""),
    }
