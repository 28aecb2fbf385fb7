from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from budgetplan.approvals import services
from budgetplan.approvals.enums import CaseState, StepState, Verb
from budgetplan.approvals.errors import CommentMissing, NotYourStep, OwnDocument, RouteMissing, StaleState
from budgetplan.approvals.models import Case, CaseStep, Decision, Route, RouteStep
from budgetplan.approvals.seeds import seed_routes
from budgetplan.audit.models import Event
from budgetplan.organization.models import Appointment, Holiday
from plans.enums import PlanState
from plans.models import SpendingPlan
from plans.services.versions import submit_plan
from tests.approvals.factories import (
    LETTER,
    fresh,
    let_act,
    make_balanced_plan,
    make_case,
    pass_as,
    pass_until,
    return_as,
)

SUBMITTED_AT = datetime(2021, 4, 9, 3, 0, tzinfo=UTC)  # a Friday before Songkran


def story(case):
    """(round, verb, person) of every decision, oldest first."""
    return list(Decision.objects.filter(case=case).order_by("pk").values_list("round", "verb", "by__username"))


def steps_of(case, number=1):
    return list(case.steps.filter(round=number).order_by("order").values_list("name", "state"))


class TestSubmit:
    def test_copies_the_route_and_opens_the_first_step(self, office, case):
        assert (case.state, case.round, case.version, case.amount) == ("waiting", 1, 1, Decimal(5_000_000))
        assert (case.title, case.unit, case.author) == (
            str(case.document),
            office.units.planning,
            office.people.planner,
        )
        assert steps_of(case) == [
            ("ผู้อำนวยการกลุ่มนโยบายและแผน", "waiting"),
            ("รองผู้อำนวยการ สพป.", "pending"),
            ("ผู้อำนวยการ สพป.", "pending"),
            ("กศจ.", "pending"),
        ]
        assert story(case) == [(1, "submit", "a_planner")]

    def test_later_change_of_the_route_leaves_the_case_alone(self, office, case):
        RouteStep.objects.filter(office=office.office, order__gt=1).delete()

        pass_as(case, office.people.planning_director)

        assert fresh(case).current_step.name == "รองผู้อำนวยการ สพป."

    def test_time_limit_counts_thai_working_days(self, office, monkeypatch):
        for day in (13, 14, 15):
            Holiday.objects.create(office=office.office, date=date(2021, 4, day), name="วันสงกรานต์")
        monkeypatch.setattr(timezone, "now", lambda: SUBMITTED_AT)

        case = make_case(office)

        # Three working days after Friday the 9th: Monday 12, Friday 16, Monday 19 April.
        assert case.current_step.due_on == date(2021, 4, 19)

    def test_document_on_its_way_is_not_submitted_twice(self, office, case):
        with pytest.raises(StaleState):
            services.submit(
                document=case.document, kind="plan", title="อีกครั้ง", amount=1, unit=case.unit, by=case.author
            )
        assert Case.objects.count() == 1

    def test_office_without_a_route_says_so(self, office):
        Route.objects.update(is_active=False)
        plan = make_balanced_plan(office)

        with pytest.raises(RouteMissing, match="เส้นทาง"):
            submit_plan(plan=plan, by=office.people.planner)
        assert SpendingPlan.objects.get().state == PlanState.DRAFT

    def test_route_without_steps_names_the_route(self, office):
        RouteStep.objects.all().delete()
        plan = make_balanced_plan(office)

        with pytest.raises(RouteMissing, match="แผนการใช้จ่ายงบประมาณ"):
            submit_plan(plan=plan, by=office.people.planner)

    def test_step_without_a_post_names_the_step(self, office):
        Appointment.objects.filter(post=office.posts.director).delete()
        office.posts.director.delete()
        plan = make_balanced_plan(office)

        with pytest.raises(RouteMissing, match=r"“ผู้อำนวยการ สพป\."):
            submit_plan(plan=plan, by=office.people.planner)

    def test_step_that_only_the_author_holds_is_refused_at_once(self, office):
        Appointment.objects.filter(user=office.people.second_planner).delete()
        plan = make_balanced_plan(office)

        with pytest.raises(RouteMissing, match="กศจ"):
            submit_plan(plan=plan, by=office.people.planner)
        assert Case.objects.count() == 0

    def test_vacant_post_does_not_stop_a_submission(self, office):
        Appointment.objects.filter(post=office.posts.director).delete()

        assert make_case(office).state == CaseState.WAITING


class TestPass:
    def test_every_step_in_turn_approves_the_document(self, office, case):
        people = office.people
        pass_as(case, people.planning_director, comment=" เห็นควร ")
        pass_as(case, people.deputy)
        pass_as(case, people.director)
        done = pass_as(case, people.second_planner, **LETTER)

        assert story(case) == [
            (1, "submit", "a_planner"),
            (1, "endorse", "a_planning_director"),
            (1, "endorse", "a_deputy"),
            (1, "approve", "a_director"),
            (1, "letter", "a_second_planner"),
        ]
        assert {state for _name, state in steps_of(case)} == {StepState.DONE}
        assert (done.state, done.version) == (CaseState.APPROVED, 5)
        assert done.closed_at is not None
        assert SpendingPlan.objects.get().state == PlanState.APPROVED
        assert Decision.objects.get(verb=Verb.ENDORSE, by=people.planning_director).comment == "เห็นควร"
        assert Decision.objects.get(verb=Verb.LETTER).letter_number == "ศธ 04001/123"

    def test_every_decision_is_an_event(self, office, case):
        pass_as(case, office.people.planning_director, comment="เห็นควร")

        event = Event.objects.filter(verb="case.endorse").get()
        assert (event.actor, event.target_id) == (office.people.planning_director, str(case.public_id))
        assert event.data == {
            "round": 1,
            "step": "ผู้อำนวยการกลุ่มนโยบายและแผน",
            "amount": "5000000.00",
            "comment": "เห็นควร",
            "letter_number": "",
            "letter_date": None,
        }

    @pytest.mark.parametrize("details", [{}, {"letter_number": "ศธ 1"}, {"letter_date": date(2020, 11, 20)}])
    def test_outside_decision_needs_its_whole_letter(self, office, case, details):
        pass_until(case, office, 4)

        with pytest.raises(CommentMissing):
            pass_as(case, office.people.second_planner, **details)
        assert fresh(case).state == CaseState.WAITING

    def test_next_step_is_due_counted_from_the_day_it_is_reached(self, office, case, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: SUBMITTED_AT)

        pass_as(case, office.people.planning_director)

        assert fresh(case).current_step.due_on == date(2021, 4, 14)

    def test_deciding_twice_says_that_it_is_done(self, office, case):
        services.pass_step(case=fresh(case), seen_version=1, by=office.people.planning_director)

        with pytest.raises(StaleState, match=r"ท่านได้ดำเนินการ"):
            services.pass_step(case=fresh(case), seen_version=1, by=office.people.planning_director)
        assert [verb for _round, verb, _by in story(case)] == ["submit", "endorse"]

    def test_somebody_quicker_is_named(self, office, case):
        people = office.people
        let_act(people.owner, office.posts.planning_director)
        services.pass_step(case=fresh(case), seen_version=1, by=people.owner)

        with pytest.raises(StaleState, match="คุณ a_owner"):
            services.return_case(case=fresh(case), seen_version=1, by=people.planning_director, comment="แก้ไข")
        assert fresh(case).current_step.order == 2

    def test_case_object_that_went_stale_changes_nothing(self, office, case):
        stale = fresh(case)
        pass_as(case, office.people.planning_director)

        with pytest.raises(StaleState):
            services.pass_step(case=stale, seen_version=stale.version, by=office.people.planning_director)
        assert fresh(case).version == 2

    def test_version_of_zero_is_no_way_around(self, office, case):
        with pytest.raises(StaleState):
            services.pass_step(case=fresh(case), seen_version=0, by=office.people.planning_director)

    @pytest.mark.parametrize("person", ["deputy", "director", "second_planner", "auditor", "owner", "administrator"])
    def test_others_do_not_hold_the_step(self, office, case, person):
        with pytest.raises(NotYourStep, match="ผู้อำนวยการกลุ่มนโยบายและแผน"):
            pass_as(case, getattr(office.people, person))
        assert fresh(case).version == 1

    def test_other_offices_director_holds_nothing_here(self, case, other_office):
        with pytest.raises(NotYourStep):
            pass_as(case, other_office.people.planning_director)

    def test_author_does_not_record_the_letter_of_their_own(self, office, case):
        pass_until(case, office, 4)

        with pytest.raises(OwnDocument):
            pass_as(case, office.people.planner, **LETTER)

    def test_decision_cannot_be_changed_or_deleted(self, case):
        for change in (
            lambda: Decision.objects.update(comment="อื่น"),
            lambda: Decision.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                change()
        assert Decision.objects.get().comment == ""


class TestActing:
    def test_acting_person_decides_and_the_record_says_for_whom(self, office, case):
        let_act(office.people.owner, office.posts.planning_director)

        pass_as(case, office.people.owner)

        decision = Decision.objects.get(verb=Verb.ENDORSE)
        assert (decision.by, decision.acting_for) == (office.people.owner, office.posts.planning_director)
        assert Event.objects.get(verb="case.endorse").acting_for == "ผู้อำนวยการกลุ่มนโยบายและแผน"

    def test_only_the_first_in_order_acts(self, office, case):
        let_act(office.people.owner, office.posts.planning_director, order=1)
        let_act(office.people.finance_officer, office.posts.planning_director, order=2)

        with pytest.raises(NotYourStep):
            pass_as(case, office.people.finance_officer)

    def test_order_skips_the_author(self, office, case):
        let_act(office.people.planner, office.posts.planning_director, order=1)
        let_act(office.people.finance_officer, office.posts.planning_director, order=2)

        with pytest.raises(OwnDocument):
            pass_as(case, office.people.planner)
        assert pass_as(case, office.people.finance_officer).version == 2

    @pytest.mark.parametrize(
        ("starts_on", "ends_on"), [(date(2015, 1, 1), date(2015, 12, 31)), (date(2999, 1, 1), None)]
    )
    def test_acting_outside_its_dates_counts_for_nothing(self, office, case, starts_on, ends_on):
        let_act(office.people.owner, office.posts.planning_director, starts_on=starts_on, ends_on=ends_on)

        with pytest.raises(NotYourStep):
            pass_as(case, office.people.owner)

    def test_own_post_comes_before_acting_for_another(self, office, case):
        pass_until(case, office, 3)
        second = type(office.posts.director).objects.create(
            office=office.office, role="director", title="ผู้อำนวยการ (ตำแหน่งที่สอง)", position=0
        )
        let_act(office.people.director, second)

        pass_as(case, office.people.director)

        assert Decision.objects.get(verb=Verb.APPROVE).acting_for is None


class TestReturn:
    def test_closes_the_round_and_keeps_what_was_decided(self, office, case):
        pass_until(case, office, 2)
        returned = return_as(case, office.people.deputy, " ปรับลดค่าใช้สอย ")

        assert (returned.state, returned.round, returned.current_step) == (CaseState.RETURNED, 1, None)
        assert [state for _name, state in steps_of(case)] == ["done", "done", "closed", "closed"]
        assert Decision.objects.get(verb=Verb.RETURN).comment == "ปรับลดค่าใช้สอย"
        assert SpendingPlan.objects.get().state == PlanState.RETURNED

    @pytest.mark.parametrize("comment", ["", "   "])
    @pytest.mark.parametrize("service", [services.return_case, services.reject])
    def test_needs_a_comment(self, office, case, service, comment):
        with pytest.raises(CommentMissing):
            service(case=fresh(case), seen_version=1, by=office.people.planning_director, comment=comment)
        assert fresh(case).state == CaseState.WAITING

    def test_submitting_again_is_the_second_round_of_the_same_case(self, office, case):
        return_as(case, office.people.planning_director)

        again = submit_plan(plan=case.document, by=office.people.planner)

        assert (again.pk, again.round, again.state) == (case.pk, 2, CaseState.WAITING)
        assert steps_of(again, 2)[0] == ("ผู้อำนวยการกลุ่มนโยบายและแผน", "waiting")
        assert story(case) == [
            (1, "submit", "a_planner"),
            (1, "return", "a_planning_director"),
            (2, "submit", "a_planner"),
        ]

    def test_second_round_takes_the_route_in_use_then(self, office, case):
        return_as(case, office.people.planning_director)
        Route.objects.update(is_active=False)
        shorter = Route.objects.create(office=office.office, kind="plan", name="เส้นทางใหม่")
        RouteStep.objects.create(
            office=office.office, route=shorter, order=1, name="ผู้อำนวยการ", role="director", action="approve"
        )

        again = submit_plan(plan=case.document, by=office.people.planner)

        assert (again.route, steps_of(again, 2)) == (shorter, [("ผู้อำนวยการ", "waiting")])

    def test_second_planner_who_submits_becomes_the_author(self, office, case):
        return_as(case, office.people.planning_director)

        again = submit_plan(plan=case.document, by=office.people.second_planner)

        pass_until(again, office, 4)
        with pytest.raises(OwnDocument):
            pass_as(again, office.people.second_planner, **LETTER)
        assert pass_as(again, office.people.planner, **LETTER).state == CaseState.APPROVED


class TestReject:
    def test_closes_case_and_document_for_good(self, office, case):
        services.reject(case=fresh(case), seen_version=1, by=office.people.planning_director, comment="ไม่สอดคล้องนโยบาย")

        assert fresh(case).state == CaseState.REJECTED
        assert SpendingPlan.objects.get().state == PlanState.REJECTED
        with pytest.raises(StaleState):
            pass_as(case, office.people.deputy)


class TestWithdraw:
    def test_author_takes_it_back_and_submits_a_new_case(self, office, case):
        pass_until(case, office, 3)
        taken = services.withdraw(case=fresh(case), seen_version=3, by=office.people.planner, comment="พบข้อผิดพลาด")

        assert (taken.state, taken.current_step) == (CaseState.WITHDRAWN, None)
        assert SpendingPlan.objects.get().state == PlanState.DRAFT
        assert CaseStep.objects.filter(case=case, state=StepState.WAITING).count() == 0
        assert submit_plan(plan=case.document, by=office.people.planner).pk != case.pk

    def test_returned_case_can_be_withdrawn(self, office, case):
        return_as(case, office.people.planning_director)

        services.withdraw(case=fresh(case), seen_version=2, by=office.people.planner)

        assert (fresh(case).state, SpendingPlan.objects.get().state) == (CaseState.WITHDRAWN, PlanState.DRAFT)

    @pytest.mark.parametrize("person", ["second_planner", "planning_director", "director", "administrator"])
    def test_nobody_else_withdraws(self, office, case, person):
        with pytest.raises(NotYourStep):
            services.withdraw(case=fresh(case), seen_version=1, by=getattr(office.people, person))

    def test_approved_is_not_withdrawn(self, office, case):
        done = pass_until(case, office, 5)

        with pytest.raises(StaleState):
            services.withdraw(case=done, seen_version=done.version, by=office.people.planner)


class TestSeeds:
    def test_every_chain_of_rule_three(self, other_office):
        Route.objects.filter(office=other_office.office).delete()

        seed_routes(other_office.office)

        chains = {
            route.kind: [(step.role, step.scope, step.action) for step in route.steps.order_by("order")]
            for route in Route.objects.filter(office=other_office.office)
        }
        start = ("group_director", "unit", "endorse")
        end = [("deputy_director", "supervisor", "endorse"), ("director", "office", "approve")]
        assert chains == {
            "plan": [start, *end, ("planning_officer", "office", "letter")],
            "proposal": [start, ("planning_officer", "office", "check"), *end],
            "spending": [start, ("finance_officer", "office", "check"), *end],
        }

    def test_second_time_adds_nothing_and_leaves_changes_alone(self, office):
        RouteStep.objects.filter(order=1).update(name="ชื่อที่แก้แล้ว")

        assert [route.kind for route in seed_routes(office.office)] == ["proposal", "spending"]
        assert seed_routes(office.office) == []
        assert Route.objects.get(kind="plan").steps.get(order=1).name == "ชื่อที่แก้แล้ว"
