"""A version of a proposal on its way: read, commented on, submitted, checked, revised."""

from contextlib import suppress
from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgetplan.approvals.deciding import case_context
from budgetplan.approvals.errors import ApprovalRefused
from budgetplan.approvals.permissions import can_decide, can_see, can_withdraw
from budgetplan.approvals.selectors import case_of, desk_of, route_ahead, stories_of
from budgetplan.approvals.wording import outcome
from budgetplan.organization.decorators import office_required
from projects.checks import REASON
from projects.contents import content_of
from projects.errors import CheckUnexplained, CutTooHigh, ProjectRefused, ProposalFrozen, ProposalIncomplete
from projects.forms.review import ChecklistForm, CommentForm, ReviseForm
from projects.permissions import (
    can_comment,
    can_revise,
    can_settle_all,
    can_write,
    check_can_comment,
    check_can_revise,
    check_can_write,
)
from projects.review_page import review_page, titles_of, told
from projects.selectors import (
    approved_before,
    cases_of,
    findings_for,
    is_unchanged_since_return,
    open_case,
    standing_of,
)
from projects.services.checklist import check_holds_check, checklist_of, set_checks, unticked, waits_for_check
from projects.services.comments import add_comment, comments_of, delete_comment, settle_comment
from projects.services.versions import PROPOSAL_KIND, revise_proposal, submit_proposal
from projects.totals import total_up
from projects.views.lookups import demand, find_proposal

GET_AND_POST = ["GET", "HEAD", "POST"]
TOO_LATE = gettext_lazy("This proposal doesn't wait for the check any more, so its checklist wasn't changed.")


@office_required
@require_safe
def proposal(request, public_id, number):
    """A version to read, section by section, with what was found and said about it."""
    found = find_proposal(request, public_id, number)
    form = CommentForm(initial={"anchor": request.GET.get("about", "")})
    return _reading_page(request, found, form)


def _reading_page(request, found, form, *, refusal="", status=200):
    user, case = request.user, open_case(found)
    context = {
        "year": found.project.fiscal_year,
        "project": found.project,
        "proposal": found,
        "address": reverse("projects:proposal", args=[found.project.public_id, found.number]),
        "review": review_page(found, by=user),
        "case": case,
        "desk": desk_of(case) if case else None,
        "stories": stories_of([found])[found.pk],
        "before": approved_before(found),
        "form": form.focus(),
        "faults": form.faults(),
        "about": form["anchor"].value(),
        "refusal": refusal,
        "may_comment": can_comment(proposal=found, by=user),
        "settles_all": can_settle_all(proposal=found, by=user),
        "may_write": can_write(proposal=found, by=user),
        "may_revise": can_revise(proposal=found, by=user),
        "decides": bool(case) and can_decide(case=case, by=user),
    }
    return render(request, "projects/proposal.html", context, status=status)


def _to_spot(found, anchor):
    address = reverse("projects:proposal", args=[found.project.public_id, found.number])
    return redirect(f"{address}#spot-{anchor}")


@office_required
@require_POST
def comment(request, public_id, number):
    """Say something about a section or a row of the version."""
    found = find_proposal(request, public_id, number)
    form = CommentForm(request.POST)
    try:
        demand(check_can_comment, proposal=found, by=request.user)
        if form.is_valid():
            return _to_spot(found, add_comment(proposal=found, by=request.user, **form.cleaned_data).anchor)
    except CutTooHigh as error:
        form.add_error("cut_to", str(error))
    except ProjectRefused as error:
        return _reading_page(request, found, form, refusal=str(error), status=409)
    return _reading_page(request, found, form, status=422)


@office_required
@require_POST
def settle(request, public_id, number, comment_id):
    """Mark a comment as settled."""
    return _settle(request, public_id, number, comment_id, settled=True)


@office_required
@require_POST
def reopen(request, public_id, number, comment_id):
    """Open a settled comment again."""
    return _settle(request, public_id, number, comment_id, settled=False)


@office_required
@require_POST
def delete(request, public_id, number, comment_id):
    """Take the own comment back."""
    return _change_comment(request, public_id, number, comment_id, delete_comment)


def _settle(request, public_id, number, comment_id, *, settled):
    return _change_comment(request, public_id, number, comment_id, partial(settle_comment, settled=settled))


def _change_comment(request, public_id, number, comment_id, service):
    found = find_proposal(request, public_id, number)
    said = comments_of(found, by=request.user).filter(public_id=comment_id).first()
    if said is None:
        raise Http404
    try:
        demand(service, comment=said, by=request.user)
    except ProjectRefused as error:
        messages.warning(request, str(error))
    return _to_spot(found, said.anchor)


@office_required
@require_http_methods(GET_AND_POST)
def submit(request, public_id, number):
    """Put a version before its group's director, after a look at its money, its ceiling and the route ahead."""
    found = find_proposal(request, public_id, number)
    with suppress(ProposalFrozen):
        demand(check_can_write, proposal=found, by=request.user)
    if request.method == "POST":
        return _submit(request, found)
    return _submission_page(request, found)


def _submit(request, found):
    seen, reason = request.POST.get("revision", ""), request.POST.get("over_ceiling_reason")
    seen_revision = int(seen) if seen.isdecimal() and len(seen) < 10 else -1
    try:
        case = submit_proposal(proposal=found, by=request.user, over_ceiling_reason=reason, seen_revision=seen_revision)
    except ProposalIncomplete as error:
        return _submission_page(request, found, refusal=str(error), status=422)
    except (ProjectRefused, ApprovalRefused) as error:
        found = find_proposal(request, found.project.public_id, found.number)
        return _submission_page(request, found, refusal=str(error), status=409)
    messages.success(request, outcome(case))
    return redirect("projects:project", found.project.public_id)


def _submission_page(request, found, *, refusal="", status=200):
    user, case, content = request.user, open_case(found), content_of(found)
    totals, standing = total_up(content), standing_of(found)
    titles = titles_of(content)
    findings = [told(finding, titles) for finding in findings_for(found, content)]
    # The page asks for the reason itself.
    errors = [row for row in findings if row.finding.is_error and row.finding.anchor != REASON]
    over = standing.over(totals.own.annual)
    typed = request.POST.get("over_ceiling_reason")
    context = {
        "year": found.project.fiscal_year,
        "project": found.project,
        "proposal": found,
        "totals": totals,
        "standing": standing,
        "asked": standing.asked(totals.own.annual),
        "over": over,
        "reason": found.over_ceiling_reason if typed is None else typed,
        "reason_missing": bool(over) and typed is not None and not typed.strip(),
        "errors": errors,
        "warnings": [row for row in findings if not row.finding.is_error and row.finding.code != "ceiling"],
        "open_comments": list(comments_of(found, by=user).filter(resolved_at=None)),
        "unchanged": is_unchanged_since_return(found),
        "route": route_ahead(kind=PROPOSAL_KIND, document=found, unit_id=found.project.unit_id, author=user),
        "case": case,
        "desk": desk_of(case) if case else None,
        "may_withdraw": bool(case) and can_withdraw(case=case, by=user),
        "may_submit": can_write(proposal=found, by=user) and not errors,
        "refusal": refusal,
    }
    return render(request, "projects/submit.html", context, status=status)


@office_required
@require_POST
def checklist(request, public_id, number):
    """Store the planning group's ticks and go back to the case, which says what is missing."""
    found = find_proposal(request, public_id, number)
    case = cases_of(found).first()
    if case is None or (not waits_for_check(case) and can_see(case=case, by=request.user)):
        messages.warning(request, TOO_LATE)
        return _case_page(request, case, status=HTTPStatus.CONFLICT) if case else _to_spot(found, "head")
    demand(check_holds_check, case=case, by=request.user)
    status = _store_checks(request, found)
    if status == HTTPStatus.OK and not request.POST.get("comment", "").strip():
        return redirect(f"{reverse('approvals:case', args=[case.public_id])}#part")
    return _case_page(request, case, status=status)


def _store_checks(request, found):
    """Store the ticks that were sent, and return the HTTP status of the page that shows what came of it."""
    form = ChecklistForm(request.POST, items=checklist_of(found))
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        demand(set_checks, proposal=found, answers=form.answers(), by=request.user)
    except CheckUnexplained:
        return HTTPStatus.UNPROCESSABLE_ENTITY
    except ProjectRefused as error:
        messages.error(request, str(error))
        return HTTPStatus.CONFLICT
    _tell_what_is_missing(request, found)
    return HTTPStatus.OK


def _tell_what_is_missing(request, found):
    names = ", ".join(item.get_code_display() for item in unticked(found))
    if names:
        messages.warning(request, _("The checklist was saved. Not ticked yet: %(names)s.") % {"names": names})
    else:
        messages.success(request, _("The checklist is complete. Decide below."))


def _case_page(request, case, *, status):
    """The case with what was typed into the checklist and as an opinion, and what is wrong with it."""
    fresh = case_of(request.user, case.public_id)
    context = case_context(fresh, by=request.user, typed=request.POST)
    return render(request, "approvals/case.html", context, status=status)


@office_required
@require_http_methods(GET_AND_POST)
def revise(request, public_id, number):
    """Begin a new version of an approved or rejected project, saying why."""
    found = find_proposal(request, public_id, number)
    try:
        demand(check_can_revise, proposal=found, by=request.user)
    except ProposalFrozen as error:
        messages.warning(request, str(error))
        return redirect("projects:project", public_id)
    form = ReviseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = revise_proposal(proposal=found, reason=form.cleaned_data["reason"], by=request.user)
        except ProjectRefused as error:
            form.add_error(None, str(error))
        else:
            done = _("Version %(number)s is open. Change it, then submit it.")
            messages.success(request, done % {"number": draft.number})
            return redirect("projects:write", public_id, draft.number)
    context = {"year": found.project.fiscal_year, "project": found.project, "proposal": found, "form": form}
    return render(request, "projects/revise.html", context, status=422 if form.errors else 200)
