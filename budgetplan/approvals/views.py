"""The inbox, who holds what, one case, and one address for each thing that can be done with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from budgetplan.approvals import selectors, services
from budgetplan.approvals.deciding import attempt, case_context
from budgetplan.approvals.permissions import can_see, can_see_desks
from budgetplan.approvals.wording import outcome
from budgetplan.organization.decorators import office_required


@office_required
@require_safe
def inbox(request):
    """What waits for this person, what has waited longest first."""
    return render(request, "approvals/inbox.html", {"desks": selectors.inbox_desks(request.user)})


@office_required
@require_safe
def desks(request):
    """Every waiting case of the office and who holds it now."""
    if not can_see_desks(by=request.user):
        raise PermissionDenied(
            _("Only planning officers, directors, deputies and auditors see who holds which document.")
        )
    return render(request, "approvals/desks.html", {"desks": selectors.desks(request.user.office_id)})


@office_required
@require_safe
def case(request, public_id):
    """One case: what it is, how much, what changed, what the checks found; then the buttons."""
    found = _case_or_404(request.user, public_id)
    return render(request, "approvals/case.html", case_context(found, by=request.user))


@office_required
@require_POST
def pass_step(request, public_id):
    """Endorse, check, approve or record the outside decision, whichever the step asks for."""
    return _act(request, public_id, services.pass_step)


@office_required
@require_POST
def return_case(request, public_id):
    """Send the document back for revision, with a comment."""
    return _act(request, public_id, services.return_case, refuses=True)


@office_required
@require_POST
def reject(request, public_id):
    """Refuse the document for good."""
    return _act(request, public_id, services.reject, refuses=True)


@office_required
@require_POST
def withdraw(request, public_id):
    """Whoever keeps the document takes it back."""
    return _act(request, public_id, services.withdraw)


def _case_or_404(user, public_id):
    """The case for whoever may see it: 404 for another office's, 403 with a sentence inside the own one."""
    found = selectors.case_of(user, public_id)
    if found is None:
        raise Http404
    if not can_see(case=found, by=user):
        raise PermissionDenied(_("Documents on their way are for the people of the office's groups."))
    return found


def _act(request, public_id, service, *, refuses=False):
    """Do it and go on to the case; where it is refused, show the case with the reason and what was typed."""
    found = _case_or_404(request.user, public_id)
    tried = attempt(service, case=found, by=request.user, data=request.POST, refuses=refuses)
    if tried.done is None:
        fresh = selectors.case_of(request.user, public_id)
        context = case_context(fresh, by=request.user, failed=tried)
        return render(request, "approvals/case.html", context, status=tried.status)
    messages.success(request, outcome(tried.done))
    return redirect("approvals:case", public_id)
