"""The signature block under a paper: who prepared, checked, endorsed and approved it.

Blocks of steps that are decided carry who, post, acting for whom and when; the others are left to be signed by
hand. Thai outright, as on the paper.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from budgetplan.approvals.enums import CaseState, StepAction, StepScope, Verb
from budgetplan.approvals.models import Route
from budgetplan.approvals.permissions import step_posts
from budgetplan.approvals.selectors import history_of, timeline
from budgetplan.organization.directory import Directory
from budgetplan.organization.enums import Role
from budgetplan.organization.models import Appointment
from budgetplan.thai.dates import thai_date
from budgetplan.thai.digits import to_thai

PREPARER, CHECKER, ENDORSER, APPROVER = "ผู้จัดทำ", "ผู้ตรวจสอบ", "ผู้เห็นชอบ", "ผู้อนุมัติ"
REJECTER = "ผู้พิจารณาไม่อนุมัติ"
DOTS, SHORT_DOTS = "." * 40, "." * 24
SHOWN_CASES = (CaseState.WAITING, CaseState.APPROVED, CaseState.REJECTED)
"""A returned or withdrawn case starts over, so its paper is blank again."""


@dataclass(frozen=True)
class Signature:
    """One block. Empty fields are dotted lines to be filled in by hand."""

    role: str
    post: str = ""
    name: str = ""
    acting_for: str = ""
    signed_on: date | None = None

    @property
    def lines(self):
        """The block line by line, as it stands under the paper."""
        lines = [
            self.role if self.name else f"(ลงชื่อ){DOTS}{self.role}",
            f"({self.name or DOTS})",
            self.post or f"ตำแหน่ง{DOTS}",
            f"ปฏิบัติหน้าที่แทน {self.acting_for}" if self.acting_for else "",
            f"วันที่ {thai_date(self.signed_on) if self.signed_on else DOTS}",
        ]
        return [to_thai(line) for line in lines if line]


@dataclass(frozen=True)
class OutsideDecision:
    """What a body outside the office (กศจ.) decided, by letter."""

    body: str
    letter_number: str = ""
    letter_date: date | None = None
    agreed: bool = True

    @property
    def line(self):
        """The decision with its letter as one line under the paper."""
        day = thai_date(self.letter_date) if self.letter_date else SHORT_DOTS
        outcome = "เห็นชอบ" if self.agreed else "ไม่เห็นชอบ"
        return to_thai(f"{self.body} {outcome}ตามหนังสือที่ {self.letter_number or SHORT_DOTS} ลงวันที่ {day}")


@dataclass(frozen=True)
class Signatures:
    """Everything under the table, in the order of the route."""

    blocks: tuple = (Signature(PREPARER), Signature(CHECKER), Signature(APPROVER))
    outside: tuple = ()


def signatures_of(document, *, kind, unit_id, preparers=Role.PLANNING_OFFICER, label=PREPARER):
    """The Signatures of a document (with `office_id`) of the unit `unit_id`, in a fixed number of queries.

    `preparers` is the role of who prepares such papers, `label` what the first signature calls them.
    """
    case = history_of(document).first()
    if case and case.state in SHOWN_CASES:
        return _signatures_of_case(case, label)
    steps = _steps_ahead(document, kind)
    return (
        _blank_signatures(document, steps, unit_id=unit_id, preparers=preparers, label=label) if steps else Signatures()
    )


def _signatures_of_case(case, label):
    last = timeline(case)[0]
    stages = [stage for stage in last.stages if stage.decision or case.state != CaseState.REJECTED]
    own_post = _own_posts(case.office_id, [last.submission, *(stage.decision for stage in stages if stage.decision)])
    directory = Directory(office_id=case.office_id, on=timezone.localdate())
    signed = [_preparer(last.submission, own_post, label)]
    checked = _has_check(stage.step for stage in last.stages)
    for stage in _without_letters(stages):
        role = _role(stage.step, checked)
        if stage.decision:
            signed.append(_signed(stage.decision, own_post, role))
        else:
            signed.append(_blank(stage.step, role, case.unit_id, directory))
    return Signatures(tuple(signed), tuple(_outside(stage.step, stage.decision) for stage in _letters(stages)))


def _own_posts(office_id, decisions):
    """Function (user id, day) → the title of the person's own post that day, or ""."""
    people = {decision.by_id for decision in decisions}
    held = Appointment.objects.filter(office_id=office_id, user_id__in=people).select_related("post")
    rows = list(held.order_by("post__position", "pk"))

    def title(user_id, day):
        return next(
            (
                row.post.title
                for row in rows
                if row.user_id == user_id and row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)
            ),
            "",
        )

    return title


def _preparer(decision, own_post, label):
    day = timezone.localdate(decision.at)
    return Signature(label, own_post(decision.by_id, day), str(decision.by), signed_on=day)


def _signed(decision, own_post, role):
    day = timezone.localdate(decision.at)
    role = REJECTER if decision.verb == Verb.REJECT else role
    if decision.acting_for is None:
        return Signature(role, decision.post_title, str(decision.by), signed_on=day)
    acting_for = decision.post_title or decision.acting_for.title
    return Signature(role, own_post(decision.by_id, day), str(decision.by), acting_for, day)


def _role(step, checked):
    """What the step's holder is to the paper: who endorses; without a step of its own the unit's head checks."""
    if step.action == StepAction.APPROVE:
        return APPROVER
    checks = step.action == StepAction.CHECK or (step.scope == StepScope.UNIT and not checked)
    return CHECKER if checks else ENDORSER


def _has_check(steps):
    return any(step.action == StepAction.CHECK for step in steps)


def _steps_ahead(document, kind):
    route = Route.objects.filter(office_id=document.office_id, kind=kind, is_active=True).first()
    return list(route.steps.order_by("order")) if route else []


def _blank_signatures(document, steps, *, unit_id, preparers, label):
    directory = Directory(office_id=document.office_id, on=timezone.localdate())
    posts = directory.posts(role=preparers, unit_id=unit_id)
    checked = _has_check(steps)
    blocks = [
        _blank(step, _role(step, checked), unit_id, directory) for step in steps if step.action != StepAction.LETTER
    ]  # fmt: skip
    outside = [_outside(step, None) for step in steps if step.action == StepAction.LETTER]
    return Signatures((Signature(label, _only_title(posts)), *blocks), tuple(outside))


def _blank(step, role, unit_id, directory):
    posts = step_posts(step, directory=directory, unit_id=unit_id)
    return Signature(role, _only_title(posts) or step.name)


def _only_title(posts):
    return posts[0].title if len(posts) == 1 else ""


def _letters(stages):
    return [stage for stage in stages if stage.step.action == StepAction.LETTER]


def _without_letters(stages):
    return [stage for stage in stages if stage.step.action != StepAction.LETTER]


def _outside(step, decision):
    if decision is None:
        return OutsideDecision(step.name)
    return OutsideDecision(step.name, decision.letter_number, decision.letter_date, agreed=decision.verb == Verb.LETTER)
