"""Who may decide what, now."""

from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.approvals.enums import CaseState, StepScope
from budgetplan.approvals.errors import ApprovalRefused, NotYourStep, OwnDocument, StaleState
from budgetplan.approvals.models import Case
from budgetplan.approvals.registry import authors_of, kind_of
from budgetplan.organization.directory import Directory
from budgetplan.organization.enums import Role

INSIDE_ROLES = frozenset(set(Role) - {Role.SCHOOL_OFFICER})
"""Roles inside the office: they may read every case."""

DESK_ROLES = frozenset(
    {
        Role.PLANNING_OFFICER,
        Role.GROUP_DIRECTOR,
        Role.DEPUTY_DIRECTOR,
        Role.DIRECTOR,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
)
"""Roles that may see who holds which document now."""


def step_posts(step, *, directory, unit_id):
    """The posts that may decide a step of a document of unit `unit_id`."""
    if step.scope == StepScope.SUPERVISOR:
        return directory.deputies_over(unit_id)
    return directory.posts(role=step.role, unit_id=unit_id if step.scope == StepScope.UNIT else None)


def step_holders(step, case, *, directory, authors=None):
    """The `Holder`s who may decide the step of the case, each person once. Nobody whose document it is is among them.

    `authors` are the ids of those people, for lists that asked for all cases at once (`registry.authors_of`).
    Somebody with two of the step's posts decides as holder of their own rather than for an absent one.
    """
    authors = _authors(case) if authors is None else authors
    posts = step_posts(step, directory=directory, unit_id=case.unit_id)
    found = {}
    for holder in sorted(directory.holders(posts, excluding=authors), key=lambda holder: holder.acting):
        found.setdefault(holder.user.pk, holder)
    return list(found.values())


def _authors(case):
    return authors_of([case])[case.pk]


def check_seen(*, case, seen_version, by):
    """Raises StaleState, saying who did what, where the case moved on after `by` saw it."""
    if seen_version == case.version and Case.objects.filter(pk=case.pk, version=seen_version).exists():
        return
    last = case.decisions.order_by("-at", "-pk").select_related("by").first()
    if last is None:
        raise StaleState(_("This page is out of date. Open the case again to see where it stands."))
    words = {"verb": last.get_verb_display(), "who": last.by, "time": f"{timezone.localtime(last.at):%H:%M}"}
    if last.by_id == by.pk:
        raise StaleState(_("You did this already (“%(verb)s” at %(time)s). Nothing was done a second time.") % words)
    raise StaleState(
        _("Somebody was quicker: “%(verb)s” by %(who)s at %(time)s. See below where the case stands now.") % words
    )


def check_can_decide(*, case, by, directory=None, authors=None):
    """The Holder as which `by` decides the waiting step of `case`; `authors` as in `step_holders`.

    Raises StaleState where nothing waits, OwnDocument for anybody whose document it is, NotYourStep for anybody else
    who doesn't hold the step.
    """
    step = case.current_step
    if case.state != CaseState.WAITING or step is None:
        raise StaleState(_("This case is closed or was returned: there is nothing to decide now."))
    if case.author_id == by.pk:
        raise OwnDocument(_("You submitted this document, so somebody else has to decide on it."))
    authors = _authors(case) if authors is None else authors
    if by.pk in authors:
        raise OwnDocument(_("This document is yours too, so somebody else has to decide on it."))
    directory = directory or Directory(office_id=case.office_id, on=timezone.localdate())
    for holder in step_holders(step, case, directory=directory, authors=authors):
        if holder.user.pk == by.pk:
            return holder
    raise NotYourStep(_("This step is with %(step)s. You don't hold it.") % {"step": step.name})


def can_decide(*, case, by, directory=None, authors=None):
    """Whether `by` holds the waiting step of `case`; `authors` as in `step_holders`."""
    try:
        check_can_decide(case=case, by=by, directory=directory, authors=authors)
    except ApprovalRefused:
        return False
    return True


def check_can_withdraw(*, case, by):
    """Who keeps the document (DocumentKind.keepers) withdraws it, and only while the case waits or was returned."""
    kind = kind_of(case.kind)
    if by not in kind.keepers(case):
        raise NotYourStep(kind.not_a_keeper)
    if case.state not in (CaseState.WAITING, CaseState.RETURNED):
        raise StaleState(_("The case is closed; it can't be withdrawn any more."))


def can_withdraw(*, case, by):
    """Whether `by` may withdraw `case` now."""
    try:
        check_can_withdraw(case=case, by=by)
    except ApprovalRefused:
        return False
    return True


def can_see(*, case, by, directory=None):
    """Whether `by` may open the case: people inside the office, whose it is, who holds it, who had a hand in it.

    Officers of schools see none but their own; another office's case doesn't exist for them at all.
    """
    if case.office_id != by.office_id:
        return False
    return (
        by.has_role(*INSIDE_ROLES)
        or by.pk in _authors(case)
        or can_decide(case=case, by=by, directory=directory)
        or case.decisions.filter(by=by).exists()
    )


def can_see_desks(*, by):
    """Whether `by` may see who holds what now; so may whoever acts for such a post today."""
    return by.has_role(*DESK_ROLES) or not by.acting_roles.isdisjoint(DESK_ROLES)
