"""What the case page and the administration pages have in common: showing a case, trying a decision on it."""

from dataclasses import dataclass

from django.db import transaction

from budgetplan.approvals import selectors
from budgetplan.approvals.enums import PASS_LABELS
from budgetplan.approvals.errors import (
    ApprovalRefused,
    CommentMissing,
    NotYourStep,
    OwnDocument,
    PartFaulty,
    StaleState,
)
from budgetplan.approvals.forms import DecisionForm
from budgetplan.approvals.models import Case
from budgetplan.approvals.permissions import can_decide, can_withdraw
from budgetplan.approvals.registry import kind_of, summaries_of

STATUS_OF = {StaleState: 409, NotYourStep: 403, OwnDocument: 403}
"""Refusal → HTTP status; any other is 422."""


@dataclass(frozen=True)
class Attempt:
    """What came of a decision somebody posted: the case where it was `done`, else `form` and why not.

    `refusal` is the sentence where it isn't about a field; `status` the HTTP status of the page that says so.
    """

    form: DecisionForm
    done: Case | None = None
    refusal: str = ""
    status: int = 422


def attempt(service, *, case, by, data, refuses=False):
    """Call `service` on `case` with what was typed (`data`, a QueryDict).

    What was typed into the kind's own part of the page is stored first. Both are stored or neither.
    """
    step = case.current_step if can_decide(case=case, by=by) else None
    form = DecisionForm(data, step=step, refuses=refuses)
    if not form.is_valid():
        return Attempt(form, refusal=str(form.errors.get("version", [""])[0]))
    try:
        with transaction.atomic():
            kind_of(case.kind).store_part(case, by=by, data=data)
            return Attempt(form, done=service(case=case, by=by, **form.arguments()))
    except CommentMissing as error:
        form.add_missing(error)
        return Attempt(form)
    except PartFaulty:
        return Attempt(form)
    except ApprovalRefused as error:
        return Attempt(form, refusal=str(error), status=STATUS_OF.get(type(error), 422))


def case_context(case, *, by, failed=None, typed=None):
    """The context of a page about `case` as it stands now; after a `failed` Attempt with what was typed.

    `typed` (a QueryDict) is what was sent without deciding. `faults` are the page's, as (id of the input, sentence).
    """
    kind = kind_of(case.kind)
    typed = failed.form.data if failed else typed
    part = kind.page_part(case, by=by, typed=typed)
    desk = selectors.desk_of(case)
    holder = next((one for one in desk.holders if one.user.pk == by.pk), None) if desk else None
    step = desk.step if holder else None
    form = failed.form if failed and not failed.refusal else _fresh_form(case, step, typed)
    faults = [*(part[1].get("faults", ()) if part else ()), *form.faults()]
    form.focus(faults)
    return {
        "case": case,
        "kind": kind,
        "desk": desk,
        "rounds": selectors.timeline(case),
        "figures": kind.figures(case),
        "changes": kind.changes(case),
        "findings": kind.findings(case),
        "part": part,
        "faults": faults,
        "summary": summaries_of([case])[case.pk],
        "document_url": kind.url(case),
        "pdf_url": kind.pdf_url(case),
        "may_open": kind.may_open(case, by=by),
        "decides": holder is not None,
        "acting_for": holder.post if holder and holder.acting else None,
        "withdraws": can_withdraw(case=case, by=by),
        "pass_label": PASS_LABELS[step.action] if step else "",
        "held_up": _held_up(kind, case, step, by),
        "form": form,
        "refusal": failed.refusal if failed else "",
    }


def _held_up(kind, case, step, by):
    """Why the document can't pass the step yet, for whoever holds it; "" where it can."""
    try:
        if step:
            with transaction.atomic():
                kind.check_may_pass(case, step=step, by=by)
    except ApprovalRefused as refusal:
        return str(refusal)
    return ""


def _fresh_form(case, step, typed):
    """A form about the case as it stands now, with what was typed into an earlier one."""
    return DecisionForm(initial={**(typed.dict() if typed else {}), "version": case.version}, step=step)
