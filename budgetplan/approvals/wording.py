"""Sentences about a case, said the same way on every page, in the admin and in mails."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgetplan.approvals.enums import CaseState
from budgetplan.approvals.registry import kind_of
from budgetplan.approvals.selectors import desk_of


def names_of(holders):
    """Who holds a step: "X" or "Y acting for the Director", several joined by commas."""
    return ", ".join(_name(holder.user, holder.post.title if holder.acting else "") for holder in holders)


def keepers_of(case):
    """Who may withdraw a document and gets it back for revision, joined by commas."""
    return ", ".join(map(str, kind_of(case.kind).keepers(case)))


def signed(decision):
    """Who decided, as papers say it: "X (Director)" or "X acting for the Director"; a title never twice."""
    if decision.acting_for_id:
        return _name(decision.by, decision.acting_for.title)
    if decision.post_title in ("", str(decision.by)):
        return str(decision.by)
    return f"{decision.by} ({decision.post_title})"


def _name(user, acting_for):
    if not acting_for:
        return str(user)
    return _("%(person)s acting for %(post)s") % {"person": user, "post": acting_for}


def time_left(desk):
    """How much time a waiting step has: "3 working days left", "due today", "2 working days overdue"."""
    if desk.overdue and desk.days_left == 0:
        return _("The time is over")
    if desk.overdue:
        days = -desk.days_left
        return ngettext("%(n)s working day overdue", "%(n)s working days overdue", days) % {"n": days}
    if desk.days_left == 0:
        return _("Due today")
    return ngettext("%(n)s working day left", "%(n)s working days left", desk.days_left) % {"n": desk.days_left}


def outcome(case):
    """Where a case went after a decision, in one sentence for whoever decided."""
    if case.state == CaseState.WAITING:
        desk = desk_of(case)
        if not desk.holders:
            return _("Recorded. The case is now at “%(step)s”; nobody holds that post today.") % {
                "step": desk.step.name
            }
        return _("Recorded. The case is now at “%(step)s”, with %(names)s.") % {
            "step": desk.step.name,
            "names": names_of(desk.holders),
        }
    if case.state == CaseState.RETURNED:
        return _("Returned to %(names)s for revision.") % {"names": keepers_of(case)}
    return {
        CaseState.APPROVED: _("Approved. The document stays as it was approved."),
        CaseState.REJECTED: _("Rejected. The case is closed."),
        CaseState.WITHDRAWN: _("Withdrawn. The document can be changed again."),
    }[CaseState(case.state)]
