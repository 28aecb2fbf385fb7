"""Putting a document on its way and deciding on it. Pages, forms and the admin all call these."""

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.approvals import mail
from budgetplan.approvals.enums import OPEN_STATES, CaseState, StepAction, StepState, Verb
from budgetplan.approvals.errors import CommentMissing, RouteMissing, StaleState
from budgetplan.approvals.models import Case, CaseStep, Decision, Route, StepRule
from budgetplan.approvals.permissions import (
    check_can_decide,
    check_can_withdraw,
    check_seen,
    step_holders,
    step_posts,
)
from budgetplan.approvals.registry import authors_of, kind_of
from budgetplan.audit.services import record
from budgetplan.organization.directory import Directory, holidays_of
from budgetplan.thai.dates import add_working_days

STEP_FIELDS = [field.name for field in StepRule._meta.get_fields()]
PASSING_VERBS = {
    StepAction.ENDORSE: Verb.ENDORSE,
    StepAction.CHECK: Verb.CHECK,
    StepAction.APPROVE: Verb.APPROVE,
    StepAction.LETTER: Verb.LETTER,
}


@transaction.atomic
def submit(*, document, kind, title, amount, unit, by):
    """Put a document before the first holder of its route; after a return, as the next round of its case.

    Every round takes the route that is in use on its day. `amount` in baht. Raises RouteMissing where the
    office has no usable route, StaleState where the document is under way already.
    """
    content_type = ContentType.objects.get_for_model(document)
    route = _route_in_use(document.office_id, kind)
    case = Case.objects.filter(
        office_id=document.office_id,
        content_type=content_type,
        object_id=document.pk,
        state=CaseState.RETURNED,
    ).first()
    if case:
        _swap(
            case,
            CaseState.RETURNED,
            CaseState.WAITING,
            round=case.round + 1,
            route=route,
            title=title,
            amount=amount,
            unit=unit,
            author=by,
        )
    else:
        case = _open_case(content_type, document, route=route, title=title, amount=amount, unit=unit, by=by)
    _start_round(case)
    _decide(case, None, Verb.SUBMIT, by=by)
    return case


def hold_case(*, document):
    """Hold the open case of a document to the end of the transaction.

    Whoever decides holds the case before the document; so a service that locks the document and then submits it calls
    this first, or the two would wait for each other.
    """
    content_type = ContentType.objects.get_for_model(document)
    cases = Case.objects.filter(content_type=content_type, object_id=document.pk, state__in=OPEN_STATES)
    list(cases.select_for_update(no_key=True).values_list("pk"))


def _route_in_use(office_id, kind):
    route = Route.objects.filter(office_id=office_id, kind=kind, is_active=True).first()
    if route is None:
        raise RouteMissing(_("The office has no approval route for this kind of document. Ask the administrator."))
    return route


def _open_case(content_type, document, *, route, title, amount, unit, by):
    try:
        with transaction.atomic():
            return Case.objects.create(
                office_id=document.office_id,
                kind=route.kind,
                content_type=content_type,
                object_id=document.pk,
                route=route,
                title=title,
                amount=amount,
                unit=unit,
                author=by,
                submitted_at=timezone.now(),
            )
    except IntegrityError as error:
        raise StaleState(_("This document is on its way already.")) from error


def _start_round(case):
    rules = list(case.route.steps.order_by("order"))
    directory = Directory(office_id=case.office_id, on=timezone.localdate())
    authors = authors_of([case])[case.pk]
    for rule in rules:
        _check_somebody_decides(rule, case, directory, authors)
    if not rules:
        raise RouteMissing(_("The route “%(route)s” has no steps. Ask the administrator.") % {"route": case.route})
    steps = CaseStep.objects.bulk_create(
        CaseStep(
            office_id=case.office_id,
            case=case,
            round=case.round,
            **{name: getattr(rule, name) for name in STEP_FIELDS},
        )
        for rule in rules
    )
    _open_step(case, steps[0])


def _check_somebody_decides(rule, case, directory, authors):
    """A post that is vacant may be filled on the way; one that only the document's own people hold would keep it."""
    posts = step_posts(rule, directory=directory, unit_id=case.unit_id)
    if not posts:
        raise RouteMissing(
            _("The office has no post for the step “%(step)s”. Ask the administrator.") % {"step": rule.name}
        )
    held = {holder.user for holder in directory.holders(posts)}
    if held and not step_holders(rule, case, directory=directory, authors=authors):
        raise RouteMissing(_held_by_own(held, case.author) % {"step": rule.name, "names": ", ".join(map(str, held))})


def _held_by_own(held, author):
    if held == {author}:
        return _(
            "You alone hold the step “%(step)s”, and nobody decides on their own document. "
            "Ask the administrator to name somebody acting for the post."
        )
    return _(
        "Only people whose own document this is hold the step “%(step)s” (%(names)s), and nobody decides on their own "
        "document. Ask the administrator to name somebody acting for the post."
    )


def _open_step(case, step):
    now = timezone.now()
    step.state = StepState.WAITING
    step.opened_at = now
    step.due_on = add_working_days(timezone.localdate(now), step.working_days, holidays_of(case.office_id))
    step.save(update_fields=["state", "opened_at", "due_on"])
    transaction.on_commit(lambda: mail.tell_holders(case_id=case.pk, step_id=step.pk), robust=True)


@transaction.atomic
def pass_step(*, case, seen_version, by, comment="", letter_number="", letter_date=None):
    """Endorse, check, approve or record the waiting step, as it asks for; the last one approves the case.

    `seen_version` is the version of the case the person had before them. Raises NotYourStep, OwnDocument,
    StaleState (somebody was quicker), CommentMissing (an outside decision without its letter), or what the kind of
    document says against it (DocumentKind.check_may_pass).
    """
    check_seen(case=case, seen_version=seen_version, by=by)
    holder = check_can_decide(case=case, by=by)
    step = case.current_step
    verb = PASSING_VERBS[step.action]
    if verb == Verb.LETTER and not (letter_number.strip() and letter_date):
        raise CommentMissing(_("Type the number and the date of the letter."))
    kind_of(case.kind).check_may_pass(case, step=step, by=by)
    following = case.steps.filter(round=case.round, order__gt=step.order).order_by("order").first()
    state = CaseState.WAITING if following else CaseState.APPROVED
    _swap(case, CaseState.WAITING, state, seen=seen_version)
    _close_step(step, StepState.DONE)
    if following:
        _open_step(case, following)
    else:
        _finish(case, by=by)
    _decide(
        case, step, verb, by=by, holder=holder, comment=comment.strip(),
        letter_number=letter_number.strip(), letter_date=letter_date,
    )  # fmt: skip
    return case


@transaction.atomic
def return_case(*, case, seen_version, by, comment):
    """Send the document back to its keepers for revision, saying why. Raises as `pass_step` does."""
    return _refuse(case, Verb.RETURN, CaseState.RETURNED, seen=seen_version, by=by, comment=comment)


@transaction.atomic
def reject(*, case, seen_version, by, comment):
    """Refuse the document for good, saying why. Raises as `pass_step` does."""
    return _refuse(case, Verb.REJECT, CaseState.REJECTED, seen=seen_version, by=by, comment=comment)


def _refuse(case, verb, state, *, seen, by, comment):
    check_seen(case=case, seen_version=seen, by=by)
    holder = check_can_decide(case=case, by=by)
    if not comment.strip():
        raise CommentMissing(_("Write a comment that says why, so that the owner knows what to change."))
    step = case.current_step
    _swap(case, CaseState.WAITING, state, seen=seen)
    _close_step(step, StepState.DONE)
    case.steps.filter(round=case.round, state=StepState.PENDING).update(state=StepState.CLOSED)
    _finish(case, by=by)
    _decide(case, step, verb, by=by, holder=holder, comment=comment.strip())
    return case


@transaction.atomic
def withdraw(*, case, seen_version, by, comment=""):
    """Take a document back before it is decided. Raises StaleState, NotYourStep for all but its keepers."""
    check_seen(case=case, seen_version=seen_version, by=by)
    check_can_withdraw(case=case, by=by)
    _swap(case, case.state, CaseState.WITHDRAWN, seen=seen_version)
    case.steps.filter(round=case.round, state__in=[StepState.PENDING, StepState.WAITING]).update(state=StepState.CLOSED)
    _finish(case, by=by)
    _decide(case, None, Verb.WITHDRAW, by=by, comment=comment.strip())
    return case


def _swap(case, old, new, *, seen=None, **fields):
    """Compare-and-swap on state and version: one row changes, or StaleState."""
    closed_at = None if new in OPEN_STATES else timezone.now()
    changed = Case.objects.filter(pk=case.pk, state=old, version=case.version if seen is None else seen).update(
        state=new, version=F("version") + 1, closed_at=closed_at, **fields
    )
    if not changed:
        raise StaleState(_("Somebody decided on this while you had it open. Open it again to see where it stands."))
    case.refresh_from_db()


def _close_step(step, state):
    step.state = state
    step.save(update_fields=["state"])


def _decide(case, step, verb, *, by, holder=None, comment="", letter_number="", letter_date=None):
    """Write the decision down, after everything else: an event holds the end of the office's chain.

    Whoever types in a document holds that first and comes to the chain at the end; the other way round two would wait
    for each other.
    """
    acting_for = holder.post if holder and holder.acting else None
    Decision.objects.create(
        office_id=case.office_id,
        case=case,
        step=step,
        round=case.round,
        verb=verb,
        by=by,
        post_title=holder.post.title if holder else "",
        acting_for=acting_for,
        comment=comment,
        letter_number=letter_number,
        letter_date=letter_date,
        at=timezone.now(),
    )
    record(
        office_id=case.office_id,
        by=by,
        verb=f"case.{verb}",
        target=case,
        acting_for=acting_for.title if acting_for else "",
        data={
            "round": case.round,
            "step": step.name if step else "",
            "amount": case.amount,
            "comment": comment,
            "letter_number": letter_number,
            "letter_date": letter_date,
        },
    )


def _finish(case, *, by):
    kind_of(case.kind).on_decided(case, by=by, state=CaseState(case.state))
    transaction.on_commit(lambda: mail.tell_keepers(case_id=case.pk), robust=True)
