"""The planning group's checklist: what the program ticks, what a person must say, and what it holds up."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from budgetplan.approvals import services as approvals
from budgetplan.approvals.enums import CaseState
from budgetplan.approvals.errors import ApprovalRefused
from budgetplan.audit.models import Event
from plans.models import GroupCeiling
from projects.content import ActivityContent, Factor
from projects.enums import CheckCode
from projects.errors import CheckUnexplained, NotAllowed, ProposalFrozen
from projects.models import CheckItem
from projects.selectors import open_case
from projects.services import checklist, versions
from tests.approvals.factories import let_act
from tests.projects.factories import make_line, make_proposal, tick_all


@pytest.fixture
def sound(office, plan):
    """A proposal without a fault, waiting for its group's director."""
    proposal = make_proposal(office, plan.fiscal_year)
    versions.submit_proposal(proposal=proposal, by=office.people.owner)
    return proposal


@pytest.fixture
def adjusted(office, plan):
    """A proposal with a declared adjustment, so that the program leaves the arithmetic to a person."""
    factors = (Factor(Decimal(18), "คน"), Factor(Decimal(33), "บาท"), Factor(Decimal(2), "มื้อ"))
    line = make_line(factors=factors, amount=Decimal(1080), reason="ร้านค้าลดราคา")
    activities = (ActivityContent("ประชุม", months=(2,), cost_lines=(line,)),)
    proposal = make_proposal(office, plan.fiscal_year, activities=activities)
    versions.submit_proposal(proposal=proposal, by=office.people.owner)
    return proposal


@pytest.fixture
def person_acting(office):
    """Somebody who acts for the planning officer."""
    let_act(office.people.finance_officer, office.posts.planner)
    return office.people.finance_officer


def to_the_check(office, proposal):
    """The case of the proposal, passed on to the planning group's check."""
    case = open_case(proposal)
    return approvals.pass_step(case=case, seen_version=case.version, by=office.people.group_director)


def ticks(proposal):
    return {item.code: (item.verified, item.ticked) for item in checklist.checklist_of(proposal)}


def test_what_the_program_verified_is_ticked(sound):
    assert ticks(sound) == dict.fromkeys(CheckCode, (True, True))


def test_what_the_program_found_is_left_to_a_person(adjusted):
    assert ticks(adjusted) == dict.fromkeys(CheckCode, (True, True)) | {CheckCode.ARITHMETIC: (False, False)}


def test_there_is_none_before_the_first_submission(office, plan):
    draft = make_proposal(office, plan.fiscal_year)

    assert checklist.checklist_of(draft) == []
    with pytest.raises(ProposalFrozen, match="ไม่ได้อยู่ระหว่างพิจารณา"):
        checklist.set_checks(proposal=draft, answers={}, by=office.people.planner)


def test_the_check_does_not_pass_until_every_item_is_ticked(office, adjusted):
    case = to_the_check(office, adjusted)
    planner = office.people.planner

    with pytest.raises(ApprovalRefused, match="ให้ครบก่อน"):
        approvals.pass_step(case=case, seen_version=case.version, by=planner)

    case.refresh_from_db()
    assert (case.state, case.current_step.action) == (CaseState.WAITING, "check")
    tick_all(adjusted, by=planner)
    passed = approvals.pass_step(case=case, seen_version=case.version, by=planner)
    assert passed.current_step.name == "รองผู้อำนวยการ สพป."


def test_a_tick_against_the_program_needs_a_note(office, adjusted):
    to_the_check(office, adjusted)
    answers = {CheckCode.RATES: (True, "ดูแล้ว"), CheckCode.ARITHMETIC: (True, "  ")}

    with pytest.raises(CheckUnexplained, match="ต้องระบุเหตุผล") as refused:
        checklist.set_checks(proposal=adjusted, answers=answers, by=office.people.planner)

    assert refused.value.codes == [CheckCode.ARITHMETIC]
    assert CheckItem.objects.exclude(by=None).count() == 0
    assert CheckItem.objects.exclude(note="").count() == 0


def test_a_tick_keeps_who_and_why(office, adjusted):
    to_the_check(office, adjusted)
    answers = {CheckCode.ARITHMETIC: (True, " มีใบเสนอราคา\nแนบ ")}

    checklist.set_checks(proposal=adjusted, answers=answers, by=office.people.planner)

    item = adjusted.checks.get(code=CheckCode.ARITHMETIC)
    assert (item.ticked, item.note, item.by) == (True, "มีใบเสนอราคา แนบ", office.people.planner)
    assert item.at is not None
    assert adjusted.checks.exclude(by=None).count() == 1
    assert Event.objects.filter(verb="proposal.check").latest("sequence").data["ticked"] == list(CheckCode)


def test_a_person_may_untick_what_the_program_verified(office, sound):
    case = to_the_check(office, sound)
    planner = office.people.planner

    checklist.set_checks(proposal=sound, answers={CheckCode.STRATEGY: (False, "ไม่ตรงกลยุทธ์")}, by=planner)

    assert [item.code for item in checklist.unticked(sound)] == [CheckCode.STRATEGY]
    with pytest.raises(ApprovalRefused):
        approvals.pass_step(case=case, seen_version=case.version, by=planner)


def test_is_filled_in_only_while_it_waits_there(office, sound):
    with pytest.raises(NotAllowed, match="ขณะที่ข้อเสนอรอการตรวจสอบ"):
        checklist.set_checks(proposal=sound, answers={}, by=office.people.planner)


@pytest.mark.parametrize("person", ["owner", "group_director", "deputy", "director", "finance_officer"])
def test_is_for_the_planning_group(office, sound, person):
    to_the_check(office, sound)

    with pytest.raises(NotAllowed):
        checklist.set_checks(proposal=sound, answers={}, by=getattr(office.people, person))


def test_a_new_round_begins_a_new_list_and_keeps_the_old_one(office, adjusted):
    case = to_the_check(office, adjusted)
    tick_all(adjusted, by=office.people.planner)
    approvals.return_case(case=case, seen_version=case.version, by=office.people.planner, comment="ลดจำนวนคน")
    versions.submit_proposal(proposal=adjusted, by=office.people.owner)

    assert ticks(adjusted)[CheckCode.ARITHMETIC] == (False, False)
    assert list(adjusted.checks.filter(code=CheckCode.ARITHMETIC).values_list("round", "ticked")) == [
        (1, True),
        (2, False),
    ]


def test_withdrawn_and_submitted_again_has_a_list_that_works(office, sound):
    case = open_case(sound)
    approvals.withdraw(case=case, seen_version=case.version, by=office.people.owner)
    versions.submit_proposal(proposal=sound, by=office.people.owner)
    to_the_check(office, sound)

    items = checklist.set_checks(
        proposal=sound, answers={CheckCode.RATES: (False, "ตรวจอัตรา")}, by=office.people.planner
    )

    assert {item.round for item in items} == {2}
    assert [item.code for item in checklist.unticked(sound)] == [CheckCode.RATES]


def test_the_database_refuses_a_tick_against_the_program_without_a_note(adjusted):
    with pytest.raises(IntegrityError), transaction.atomic():
        adjusted.checks.filter(code=CheckCode.ARITHMETIC).update(ticked=True)


class TestWhatChangedSinceTheSubmission:
    """The list was ticked by the program when the proposal was submitted; the ceiling was lowered afterwards."""

    @pytest.fixture
    def case(self, office, sound):
        case = to_the_check(office, sound)
        unit, year = sound.project.unit, sound.project.fiscal_year
        GroupCeiling.objects.create(office=office.office, fiscal_year=year, unit=unit, amount=Decimal(500))
        sound.refresh_from_db()
        return case

    def test_is_open_again(self, sound, case):
        assert ticks(sound) == dict.fromkeys(CheckCode, (True, True)) | {CheckCode.CEILING: (False, False)}

    def test_holds_the_step_up_until_somebody_says_why(self, office, sound, case):
        planner = office.people.planner
        with pytest.raises(ApprovalRefused, match="ให้ครบก่อน"):
            approvals.pass_step(case=case, seen_version=case.version, by=planner)
        with pytest.raises(CheckUnexplained):
            checklist.set_checks(proposal=sound, answers={CheckCode.CEILING: (True, "")}, by=planner)

        checklist.set_checks(proposal=sound, answers={CheckCode.CEILING: (True, "ผอ. เห็นชอบให้เกิน")}, by=planner)

        passed = approvals.pass_step(case=case, seen_version=case.version, by=planner)
        assert passed.current_step.name == "รองผู้อำนวยการ สพป."
        assert ticks(sound)[CheckCode.CEILING] == (False, True)

    def test_is_as_it_was_once_that_is_mended(self, sound, case):
        GroupCeiling.objects.update(amount=Decimal(5000))

        assert ticks(sound) == dict.fromkeys(CheckCode, (True, True))


def test_the_log_says_for_whom_somebody_acting_ticked(office, adjusted, person_acting):
    to_the_check(office, adjusted)
    answers = {CheckCode.ARITHMETIC: (True, "มีใบเสนอราคา")}

    checklist.set_checks(proposal=adjusted, answers=answers, by=person_acting)

    event = Event.objects.get(verb="proposal.check")
    assert (event.actor, event.acting_for) == (person_acting, office.posts.planner.title)
