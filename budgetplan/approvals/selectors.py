"""Lists of cases, each in a fixed number of queries, and a case's story."""

from dataclasses import dataclass

from django.utils import timezone

from budgetplan.approvals.enums import CaseState, Verb
from budgetplan.approvals.models import Case, CaseStep, Decision, Route, RouteStep
from budgetplan.approvals.permissions import can_decide, step_holders
from budgetplan.approvals.registry import authors_of, summaries_of
from budgetplan.organization.directory import Directory, holidays_of
from budgetplan.thai.dates import working_days_between


@dataclass(frozen=True)
class Desk:
    """A waiting case, who holds it now, and how much time is left.

    `days_left` counts working days: 0 on the day it is due, negative after. `summary` says what it changes.
    """

    case: Case
    step: CaseStep
    holders: tuple
    overdue: bool
    days_left: int
    summary: str = ""


@dataclass(frozen=True)
class Stage:
    """One step of a round with what was decided there; `holders` only where it waits now."""

    step: CaseStep
    decision: Decision | None
    holders: tuple
    overdue: bool


@dataclass(frozen=True)
class Round:
    """One round of a case: its submission, its steps in order, and its withdrawal where it was withdrawn."""

    number: int
    submission: Decision | None
    stages: tuple
    withdrawal: Decision | None


@dataclass(frozen=True)
class CaseStory:
    """A case of a document with its rounds, the newest first; `desk` says who holds it where it waits."""

    case: Case
    rounds: list
    desk: Desk | None


@dataclass(frozen=True)
class StepAhead:
    """A step a document will take once it is submitted, and who may decide there."""

    step: RouteStep
    holders: list


def _waiting(office_id):
    cases = Case.objects.filter(office_id=office_id, state=CaseState.WAITING)
    return cases.select_related("author", "unit").prefetch_related("steps").order_by("submitted_at")


def inbox(user):
    """The cases that wait for `user` to decide, the oldest first."""
    if not user.office_id:
        return []
    directory = Directory(office_id=user.office_id, on=timezone.localdate())
    cases = list(_waiting(user.office_id))
    authors = authors_of(cases)
    return [case for case in cases if can_decide(case=case, by=user, directory=directory, authors=authors[case.pk])]


def inbox_desks(user):
    """What waits for `user`, as Desk rows, what has waited longest first."""
    mine = [desk for desk in desks(user.office_id) if any(holder.user.pk == user.pk for holder in desk.holders)]
    return sorted(mine, key=lambda desk: desk.step.opened_at)


def desks(office_id):
    """Every waiting case of the office with who holds it now, as Desk rows, the oldest first."""
    directory = Directory(office_id=office_id, on=timezone.localdate())
    holidays = holidays_of(office_id)
    cases = list(_waiting(office_id))
    summaries, authors = summaries_of(cases), authors_of(cases)
    return [_desk(case, directory, holidays, authors[case.pk], summaries.get(case.pk, "")) for case in cases]


def authors_waiting(office_id):
    """{case id: set of ids of the people whose document it is} of the office's waiting cases."""
    return authors_of(Case.objects.filter(office_id=office_id, state=CaseState.WAITING))


def _desk(case, directory, holidays, authors, summary=""):
    step, today = case.current_step, timezone.localdate()
    return Desk(
        case=case,
        step=step,
        holders=tuple(step_holders(step, case, directory=directory, authors=authors)),
        overdue=step.due_on < today,
        days_left=working_days_between(today, step.due_on, holidays),
        summary=summary,
    )


def desk_of(case):
    """The Desk of one case, or None where nothing waits."""
    if case.state != CaseState.WAITING:
        return None
    directory = Directory(office_id=case.office_id, on=timezone.localdate())
    return _desk(case, directory, holidays_of(case.office_id), authors_of([case])[case.pk])


def case_of(user, public_id):
    """The user's office's case with its steps and decisions, or None."""
    cases = Case.objects.of_office(user).filter(public_id=public_id).select_related("author", "unit", "route")
    return cases.prefetch_related(*STORY).first()


def history_of(document):
    """Every case of a document, the newest first, with decisions."""
    cases = Case.objects.filter(
        office_id=document.office_id,
        content_type__app_label=document._meta.app_label,
        content_type__model=document._meta.model_name,
        object_id=document.pk,
    )
    return cases.prefetch_related(*STORY)


def stories_of(documents):
    """{id: [CaseStory, the newest first]} of documents of one kind and office, in a fixed number of queries."""
    found = {document.pk: [] for document in documents}
    cases = Case.objects.filter(
        office_id__in={document.office_id for document in documents},
        content_type__app_label__in={document._meta.app_label for document in documents},
        content_type__model__in={document._meta.model_name for document in documents},
        object_id__in=list(found),
    )
    for case in cases.select_related("author", "unit").prefetch_related(*STORY).order_by("-submitted_at", "-pk"):
        found[case.object_id].append(CaseStory(case, timeline(case), desk_of(case)))
    return found


def route_ahead(*, kind, document, unit_id, author):
    """The StepsAhead of a document that `author` is about to submit; empty where the office has no route in use."""
    route = Route.objects.filter(office_id=document.office_id, kind=kind, is_active=True).first()
    if route is None:
        return []
    case = Case(office_id=document.office_id, kind=kind, object_id=document.pk, unit_id=unit_id, author=author)
    authors = authors_of([case])[case.pk]
    directory = Directory(office_id=document.office_id, on=timezone.localdate())
    steps = route.steps.order_by("order")
    return [StepAhead(step, step_holders(step, case, directory=directory, authors=authors)) for step in steps]


STORY = ("steps", "decisions__by", "decisions__acting_for", "decisions__step")
"""What `timeline` reads of a case: prefetch it."""


def timeline(case):
    """The Rounds of a case, the newest first; what was decided in earlier rounds stays visible."""
    desk = desk_of(case)
    decisions = list(case.decisions.all())
    by_step = {decision.step_id: decision for decision in decisions if decision.step_id}
    whole_round = {(decision.round, decision.verb): decision for decision in decisions if not decision.step_id}
    return [
        Round(
            number=number,
            submission=whole_round.get((number, Verb.SUBMIT)),
            stages=tuple(_stage(step, by_step.get(step.pk), desk) for step in case.steps.all() if step.round == number),
            withdrawal=whole_round.get((number, Verb.WITHDRAW)),
        )
        for number in range(case.round, 0, -1)
    ]


def _stage(step, decision, desk):
    waits = desk is not None and desk.step.pk == step.pk
    late = bool(decision and step.due_on and timezone.localdate(decision.at) > step.due_on)
    return Stage(step, decision, desk.holders if waits else (), overdue=desk.overdue if waits else late)
