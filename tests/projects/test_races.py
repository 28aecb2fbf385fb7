"""Two owners, two officers and twenty clicks at the same moment, on PostgreSQL; with a guard taken out as a control."""

import threading
from decimal import Decimal

import pytest
from django.db import DatabaseError
from django.db.models import QuerySet

from budgetplan.approvals import services as approvals
from budgetplan.approvals.errors import ApprovalRefused
from budgetplan.approvals.models import Case
from plans.enums import PlanState
from plans.models import SpendingLine, SpendingPlan
from plans.selectors import working_version
from projects.contents import content_of
from projects.enums import ProposalState
from projects.errors import ProjectRefused
from projects.models import FiledCopy, Proposal, ProposalEdit
from projects.services import checklist, editing, plan_lines, projects, undo, versions, writing
from projects.services.lists import HEAD
from tests import factories
from tests.factories import appoint, make_person
from tests.plans.approving import approve as approve_plan
from tests.projects.drafts import add, fresh, rows, texts, type_in
from tests.projects.factories import approve, chain_of, make_proposal, tick_all
from tests.projects.racers import again, opened, refused
from tests.racing import ON_POSTGRESQL, together

pytestmark = ON_POSTGRESQL


@pytest.fixture
def office():
    return factories.make_organization()


@pytest.fixture
def plan(office):
    return factories.make_plan(office)


@pytest.fixture
def proposal(office, plan, colleague):
    """A complete draft that two people own."""
    proposal = make_proposal(office, plan.fiscal_year)
    owner = office.people.owner
    projects.set_owners(project=proposal.project, users=[owner, colleague], by=owner)
    return proposal


@pytest.fixture
def colleague(office):
    person = make_person(office.office, "a_colleague")
    appoint(person, office.posts.owner)
    return person


def typing(proposal, by, value, *, was, request_id=None):
    return lambda: type_in(opened(proposal), again(by), HEAD, "name", value, was=was, request_id=request_id)


def both_before_either(monkeypatch, module, name, parties=2):
    """Make two threads reach a function before one of them goes on from it."""
    gate, original = threading.Barrier(parties), getattr(module, name)

    def wait_and_go_on(*args, **options):
        result = original(*args, **options)
        gate.wait(timeout=20)
        return result

    monkeypatch.setattr(module, name, wait_and_go_on)


def without_locks(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **options: self)


class TestTyping:
    def test_of_two_owners_typing_one_field_one_wins_and_the_other_hears_of_it(self, proposal, owner, colleague):
        was = proposal.name
        for turn in range(10):
            mine, theirs = f"ของฉัน {turn}", f"ของเพื่อน {turn}"
            answers = together(typing(proposal, owner, mine, was=was), typing(proposal, colleague, theirs, was=was))
            [refusal] = refused(answers)
            [clash] = refusal.clashes
            was = fresh(proposal).name
            assert (clash.theirs, {clash.theirs, clash.mine}) == (was, {mine, theirs})
        assert fresh(proposal).revision == 11

    def test_control_without_the_lock_both_think_they_won(self, proposal, owner, colleague, monkeypatch):
        without_locks(monkeypatch)
        both_before_either(monkeypatch, editing, "check_can_write")
        both_before_either(monkeypatch, writing, "_refuse_clashes")
        monkeypatch.setattr(editing, "record", lambda **details: None)

        was = proposal.name
        answers = together(typing(proposal, owner, "ก", was=was), typing(proposal, colleague, "ข", was=was))

        assert refused(answers) == []

    def test_two_fields_typed_at_once_both_stay(self, proposal, owner, colleague):
        together(
            lambda: type_in(opened(proposal), again(owner), HEAD, "name", "ชื่อใหม่"),
            lambda: type_in(opened(proposal), again(colleague), HEAD, "owners_text", "ทุกคน"),
        )

        stored = fresh(proposal)
        assert (stored.name, stored.owners_text, stored.revision) == ("ชื่อใหม่", "ทุกคน", 3)

    def test_twenty_retries_of_one_request_are_one_change(self, proposal, owner):
        request_id = "11111111-1111-4111-8111-111111111111"

        answers = together(*[typing(proposal, owner, "ใหม่", was=proposal.name, request_id=request_id)] * 20)

        assert sorted(answer.repeated for answer in answers) == [False] + [True] * 19
        assert ProposalEdit.objects.filter(request_id=request_id).count() == 1

    def test_rows_added_at_once_stand_in_a_row(self, proposal, owner, colleague):
        together(
            *[
                lambda by=by, n=n: add(opened(proposal), again(by), "objectives", text=f"ข้อ {n}")
                for n, by in enumerate([owner, colleague] * 4)
            ]
        )

        assert [row.position for row in rows(proposal, "objectives")] == list(range(1, 10))
        assert len(set(texts(proposal, "objectives"))) == 9

    def test_of_two_undos_of_one_change_one_finds_nothing_left(self, office, plan, owner):
        draft = projects.begin_project(year=plan.fiscal_year, unit=office.units.supervision, name="ก", by=owner)
        type_in(draft, owner, HEAD, "name", "ข")

        answers = together(*[lambda: undo.undo(proposal=opened(draft), by=again(owner))] * 2)

        assert len(refused(answers)) == 1
        assert fresh(draft).name == "ก"


def submitting(proposal, by):
    return lambda: versions.submit_proposal(proposal=opened(proposal), by=again(by))


class TestSubmitting:
    def test_twenty_clicks_make_one_case(self, proposal, owner, colleague):
        answers = together(*[submitting(proposal, owner), submitting(proposal, colleague)] * 10)

        assert len(refused(answers)) == 19
        assert (Case.objects.count(), fresh(proposal).state) == (1, ProposalState.WAITING)

    def test_what_is_typed_meanwhile_is_in_the_submission_or_refused(self, office, plan, proposal, owner, colleague):
        for turn in range(5):
            [line] = rows(proposal, "cost_lines")
            typed, case = together(
                lambda line=line, turn=turn: type_in(
                    opened(proposal), again(colleague), line, "formula", f"{turn + 2} คน x 10 บาท"
                ),
                submitting(proposal, owner),
            )
            stored = content_of(proposal).activities[0].cost_lines[0].amount
            assert case.amount == stored
            assert isinstance(typed, ProjectRefused) == (stored != 10 * (turn + 2))
            approvals.withdraw(case=case, seen_version=case.version, by=owner)

    def test_control_without_the_lock_something_else_is_submitted_than_stands_there(
        self, proposal, owner, colleague, monkeypatch
    ):
        without_locks(monkeypatch)
        [line] = rows(proposal, "cost_lines")
        read, typed = threading.Event(), threading.Event()
        real = versions.content_of

        def read_and_wait(proposal):
            found = real(proposal)
            read.set()
            typed.wait(timeout=20)
            return found

        def type_after_reading():
            read.wait(timeout=20)
            try:
                return type_in(opened(proposal), again(colleague), line, "amount", "1,080")
            finally:
                typed.set()

        type_in(proposal, owner, line, "formula", "2 คน x 10 บาท")
        type_in(proposal, owner, line, "reason", "")
        monkeypatch.setattr(versions, "content_of", read_and_wait)
        monkeypatch.setattr(versions, "findings_for", lambda proposal, content: [])

        case, _answer = together(submitting(proposal, owner), type_after_reading)

        assert case.amount == Decimal(20)
        assert content_of(proposal).activities[0].cost_lines[0].amount == Decimal(1080)


def before_the_director(office, proposal):
    """The case of a proposal that only the director still has to approve."""
    case = versions.submit_proposal(proposal=opened(proposal), by=proposal.project.owners.first().user)
    for person in chain_of(office)[:-1]:
        if person == office.people.planner:
            tick_all(proposal, by=person)
        case = approvals.pass_step(case=case, seen_version=case.version, by=person)
    return case


def approving(office, case):
    return lambda: approvals.pass_step(
        case=Case.objects.get(pk=case.pk), seen_version=case.version, by=again(office.people.director)
    )


class TestApproving:
    def test_ten_clicks_approve_once(self, office, plan, proposal):
        case = before_the_director(office, proposal)

        answers = together(*[approving(office, case)] * 10)

        assert [type(answer) for answer in refused(answers)] == [type(refused(answers)[0])] * 9
        assert isinstance(refused(answers)[0], ApprovalRefused)
        assert (FiledCopy.objects.count(), SpendingLine.objects.filter(plan=plan).count()) == (1, 1)

    def test_two_projects_at_once_both_get_their_line(self, office, plan, proposal):
        other = make_proposal(office, plan.fiscal_year, name="อีกโครงการ")
        cases = [before_the_director(office, one) for one in (proposal, other)]

        answers = together(*[approving(office, case) for case in cases])

        assert refused(answers) == []
        assert plan_lines.missing_in_plan(plan.fiscal_year) == []
        lines = SpendingLine.objects.filter(plan=plan).order_by("position")
        assert sorted(lines.values_list("name", flat=True)) == ["พัฒนาการอ่าน", "อีกโครงการ"]
        assert list(lines.values_list("position", flat=True)) == [1, 2]

    def test_two_projects_at_once_make_one_revision_of_an_approved_plan(self, office, plan, proposal):
        other = make_proposal(office, plan.fiscal_year, name="อีกโครงการ")
        cases = [before_the_director(office, one) for one in (proposal, other)]
        factories.fill_with_real_lines(plan, by=office.people.planner)
        approve_plan(plan, office.people)

        answers = together(*[approving(office, case) for case in cases])

        assert refused(answers) == []
        assert list(SpendingPlan.objects.order_by("number").values_list("number", "state")) == [
            (1, PlanState.APPROVED),
            (2, PlanState.DRAFT),
        ]
        assert plan_lines.missing_in_plan(plan.fiscal_year) == []

    def test_taking_over_meanwhile_puts_no_older_amount_into_the_plan(self, office, plan, proposal, owner):
        approve(office, proposal)
        SpendingLine.objects.filter(plan=plan).delete()
        revise_to(proposal, owner, "2 คน x 10 บาท")
        case = before_the_director(office, Proposal.objects.get(number=2))
        planner = office.people.planner

        answers = together(
            approving(office, case),
            lambda: plan_lines.take_over_approved(year=plan.fiscal_year, by=again(planner)),
        )

        assert refused(answers) == []
        assert SpendingLine.objects.get(plan=plan).annual == Decimal(20)

    def test_control_without_the_year_held_an_older_amount_comes_back(self, office, plan, proposal, owner, monkeypatch):
        approve(office, proposal)
        SpendingLine.objects.filter(plan=plan).delete()
        revise_to(proposal, owner, "2 คน x 10 บาท")
        case = before_the_director(office, Proposal.objects.get(number=2))
        monkeypatch.setattr(plan_lines, "_locked", lambda year: (year, working_version(year)))
        looked, approved = threading.Event(), threading.Event()
        real = plan_lines.missing_in_plan

        def look_and_wait(year):
            found = real(year)
            if threading.current_thread() is taker[0]:
                looked.set()
                approved.wait(timeout=20)
            return found

        taker = []

        def take_over():
            taker.append(threading.current_thread())
            return plan_lines.take_over_approved(year=plan.fiscal_year, by=again(office.people.planner))

        def approve_after_the_look():
            looked.wait(timeout=20)
            try:
                return approving(office, case)()
            finally:
                approved.set()

        monkeypatch.setattr(plan_lines, "missing_in_plan", look_and_wait)
        together(take_over, approve_after_the_look)

        assert SpendingLine.objects.get(plan=plan).annual == Decimal(1080)


def revise_to(proposal, by, formula):
    """A second version whose only cost line says something else."""
    draft = versions.revise_proposal(proposal=opened(proposal), reason="ลด", by=by)
    [line] = rows(draft, "cost_lines")
    type_in(draft, by, line, "formula", formula)
    return draft


def revising(proposal, by):
    return lambda: versions.revise_proposal(proposal=opened(proposal), reason="แก้ไข", by=again(by))


class TestRevising:
    def test_twenty_clicks_make_one_draft(self, office, proposal, owner, colleague):
        approve(office, proposal)

        answers = together(*[revising(proposal, owner), revising(proposal, colleague)] * 10)

        assert len(refused(answers)) == 19
        assert all(isinstance(answer, ProjectRefused) for answer in refused(answers))
        assert list(Proposal.objects.order_by("number").values_list("number", "state")) == [
            (1, ProposalState.APPROVED),
            (2, ProposalState.DRAFT),
        ]

    def test_control_without_the_lock_the_second_runs_into_the_database(
        self, office, proposal, owner, colleague, monkeypatch
    ):
        approve(office, proposal)
        without_locks(monkeypatch)
        both_before_either(monkeypatch, versions, "check_can_revise")

        answers = together(revising(proposal, owner), revising(proposal, colleague))

        assert [isinstance(answer, ProjectRefused) for answer in refused(answers)] == [False]


class TestBeingUnderWay:
    def test_submitting_again_and_withdrawing_never_wait_for_each_other(self, office, plan, owner):
        for turn in range(8):
            one = make_proposal(office, plan.fiscal_year, name=f"โครงการ {turn}")
            case = versions.submit_proposal(proposal=opened(one), by=owner)
            director = office.people.group_director
            case = approvals.return_case(case=case, seen_version=case.version, by=director, comment="แก้")

            answers = together(
                submitting(one, owner),
                lambda case=case: approvals.withdraw(
                    case=Case.objects.get(pk=case.pk), seen_version=case.version, by=again(owner)
                ),
            )

            assert not [answer for answer in refused(answers) if isinstance(answer, DatabaseError)]

    def test_a_tick_taken_back_is_seen_or_comes_too_late(self, office, plan, owner):
        planners = (office.people.planner, office.people.second_planner)
        for turn in range(8):
            one = make_proposal(office, plan.fiscal_year, name=f"โครงการ {turn}")
            case = versions.submit_proposal(proposal=opened(one), by=owner)
            case = approvals.pass_step(case=case, seen_version=case.version, by=office.people.group_director)
            tick_all(one, by=planners[0])

            passed, _unticked = together(
                lambda case=case: approvals.pass_step(
                    case=Case.objects.get(pk=case.pk), seen_version=case.version, by=again(planners[0])
                ),
                lambda one=one: checklist.set_checks(
                    proposal=opened(one), answers={"months": (False, "")}, by=again(planners[1])
                ),
            )

            assert isinstance(passed, ApprovalRefused) == bool(checklist.unticked(fresh(one)))

    def test_taking_up_and_revising_leave_one_version_unfinished(self, office, proposal, owner):
        approve(office, proposal)
        aside = versions.revise_proposal(proposal=fresh(proposal), reason="ก", by=owner)
        projects.drop_proposal(proposal=aside, by=owner)

        answers = together(
            lambda: projects.take_up_proposal(proposal=opened(aside), by=again(owner)),
            lambda: versions.revise_proposal(proposal=opened(proposal), reason="ข", by=again(owner)),
        )

        [refusal] = refused(answers)
        assert isinstance(refusal, ProjectRefused)
