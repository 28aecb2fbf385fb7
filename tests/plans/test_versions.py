"""A version's way: submitted, decided, frozen, revised."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from budgetplan.approvals import services as approvals
from budgetplan.approvals.errors import RouteMissing, StaleState
from budgetplan.approvals.models import Case, Route
from budgetplan.approvals.registry import kind_of
from budgetplan.audit.models import Event
from plans.enums import PlanState
from plans.errors import NotAllowed, PlanFrozen, PlanOutOfBalance, PlanRefused
from plans.models import SpendingPlan
from plans.selectors import approved_before, approved_version, plan_table
from plans.services import lines, years
from plans.services.lines import CellChange, NewRow, add_rows, set_cells
from plans.services.versions import apply_decision, revise_plan, submit_plan
from tests.plans.approving import approve, case_of, pass_once, refuse


def revise(office, plan, reason="เพิ่มค่าไฟฟ้า"):
    return revise_plan(plan=plan, reason=reason, by=office.people.planner)


def state_of(plan):
    return SpendingPlan.objects.get(pk=plan.pk).state


class TestSubmit:
    def test_balanced_plan_waits_for_the_planning_director(self, office, real_plan):
        case = submit_plan(plan=real_plan, by=office.people.planner)
        assert state_of(real_plan) == PlanState.WAITING
        assert (case.state, case.round, case.amount) == ("waiting", 1, Decimal("5000000.00"))
        assert case.current_step.name == "ผู้อำนวยการกลุ่มนโยบายและแผน"

    def test_out_of_balance_says_where_and_by_how_much_and_stays_a_draft(self, office, real_plan):
        line = real_plan.lines.get(name="ค่าไฟฟ้า")
        change = CellChange(str(line.key), "annual", "840,001")
        set_cells(plan=real_plan, changes=[change], by=office.people.planner)
        with pytest.raises(PlanOutOfBalance) as caught:
            submit_plan(plan=real_plan, by=office.people.planner)
        assert [(found.code, found.name, found.difference) for found in caught.value.imbalances] == [
            ("line_quarters", "ค่าไฟฟ้า", Decimal("-1.00")),
            ("envelope", "", Decimal("1.00")),
        ]
        assert caught.value.imbalances[0].key == str(line.key)
        assert state_of(real_plan) == PlanState.DRAFT
        assert not Case.objects.exists()

    def test_part_over_its_ceiling_is_refused(self, office, real_plan):
        part = real_plan.parts.order_by("position").first()
        years.set_frame(
            plan=real_plan,
            envelope=real_plan.envelope,
            ceilings={part.pk: Decimal(3000000)},
            by=office.people.planner,
        )
        with pytest.raises(PlanOutOfBalance) as caught:
            submit_plan(plan=real_plan, by=office.people.planner)
        assert [(found.code, found.difference) for found in caught.value.imbalances] == [
            ("part_ceiling", Decimal("31000.00"))
        ]

    def test_plan_without_lines_is_refused(self, office, plan):
        years.set_frame(plan=plan, envelope=Decimal(0), ceilings={}, by=office.people.planner)
        with pytest.raises(PlanRefused):
            submit_plan(plan=plan, by=office.people.planner)
        assert state_of(plan) == PlanState.DRAFT

    def test_twice_is_refused_with_one_case(self, office, real_plan):
        submit_plan(plan=real_plan, by=office.people.planner)
        with pytest.raises(PlanFrozen):
            submit_plan(plan=real_plan, by=office.people.second_planner)
        assert Case.objects.count() == 1

    def test_only_planning_officers_of_the_office_submit(self, office, other_office, real_plan):
        for person in (office.people.director, office.people.owner, other_office.people.planner):
            with pytest.raises(NotAllowed):
                submit_plan(plan=real_plan, by=person)

    def test_office_without_a_route_is_refused_and_stays_a_draft(self, office, real_plan):
        Route.objects.filter(office=office.office).update(is_active=False)
        with pytest.raises(RouteMissing):
            submit_plan(plan=real_plan, by=office.people.planner)
        assert state_of(real_plan) == PlanState.DRAFT


class TestDecisions:
    def test_approved_with_who_and_when(self, office, real_plan):
        approve(real_plan, office.people)
        assert (real_plan.state, real_plan.approved_by) == (
            PlanState.APPROVED,
            office.people.second_planner,
        )
        assert real_plan.approved_at is not None
        assert case_of(real_plan).state == "approved"

    def test_returned_can_be_changed_and_goes_a_new_round(self, office, real_plan):
        submit_plan(plan=real_plan, by=office.people.planner)
        refuse(real_plan, office.people.planning_director, approvals.return_case, "แก้ค่าน้ำมัน")
        assert real_plan.state == PlanState.RETURNED
        fuel = real_plan.lines.get(name="ค่าวัสดุเชื้อเพลิง")
        note = CellChange(str(fuel.key), "note", "ปรับตามหนังสือ")
        set_cells(plan=real_plan, changes=[note], by=office.people.planner)
        case = submit_plan(plan=real_plan, by=office.people.second_planner)
        assert (case.round, case.state, case.author) == (2, "waiting", office.people.second_planner)
        assert [(row.round, row.verb) for row in case.decisions.all()] == [
            (1, "submit"),
            (1, "return"),
            (2, "submit"),
        ]

    def test_rejected_is_over_and_the_year_free_for_a_revision(self, office, real_plan):
        submit_plan(plan=real_plan, by=office.people.planner)
        refuse(real_plan, office.people.planning_director, approvals.reject)
        assert real_plan.state == PlanState.REJECTED
        draft = revise(office, real_plan)
        assert (draft.number, draft.state) == (2, PlanState.DRAFT)

    @pytest.mark.parametrize("returned_first", [False, True])
    def test_withdrawn_is_a_draft_again(self, office, real_plan, returned_first):
        submit_plan(plan=real_plan, by=office.people.planner)
        if returned_first:
            refuse(real_plan, office.people.planning_director, approvals.return_case)
        case = case_of(real_plan)
        approvals.withdraw(case=case, seen_version=case.version, by=office.people.planner)
        assert state_of(real_plan) == PlanState.DRAFT
        assert submit_plan(plan=real_plan, by=office.people.planner).pk != case.pk

    def test_decision_on_a_plan_that_is_not_under_way_is_refused(self, office, plan):
        with pytest.raises(StaleState):
            apply_decision(plan=plan, state="approved", by=office.people.director)
        assert state_of(plan) == PlanState.DRAFT


CHANGES_OF_A_FROZEN_PLAN = [
    "UPDATE plans_spendingplan SET envelope = envelope + 1 WHERE id = %(plan)s",
    "UPDATE plans_spendingplan SET state = 'draft', approved_at = NULL, approved_by_id = NULL WHERE id = %(plan)s",
    "UPDATE plans_spendingplan SET reason = 'x' WHERE id = %(plan)s",
    "DELETE FROM plans_spendingplan WHERE id = %(plan)s",
    "UPDATE plans_part SET ceiling = 1 WHERE id = %(part)s",
    "DELETE FROM plans_part WHERE id = %(part)s",
    (
        "INSERT INTO plans_part (office_id, plan_id, key, kind, name, position) "
        "SELECT office_id, plan_id, 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa', kind, 'x', position "
        "FROM plans_part WHERE id = %(part)s"
    ),
    "UPDATE plans_spendingline SET q1 = q1 + 1 WHERE id = %(line)s",
    "UPDATE plans_spendingline SET plan_id = %(draft)s WHERE id = %(line)s",
    "UPDATE plans_spendingline SET plan_id = %(plan)s WHERE plan_id = %(draft)s",
    "DELETE FROM plans_spendingline WHERE id = %(line)s",
    (
        "INSERT INTO plans_spendingline (office_id, plan_id, part_id, key, kind, position, name, annual, "
        "q1, q2, q3, q4, note, version, changed_at) "
        "SELECT office_id, plan_id, part_id, 'bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb', kind, position, 'x', 1, "
        "1, 0, 0, 0, note, version, changed_at FROM plans_spendingline WHERE id = %(line)s"
    ),
]


class TestFrozen:
    """The database itself refuses, whoever writes the SQL; the same statements pass on a draft."""

    def run(self, statement, plan, draft):
        ids = {
            "plan": plan.pk,
            "draft": draft.pk,
            "part": plan.parts.latest("position").pk,
            "line": plan.lines.filter(children=None).latest("pk").pk,
        }
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, ids)

    @pytest.mark.parametrize("statement", CHANGES_OF_A_FROZEN_PLAN)
    def test_approved_version_refuses_every_change(self, office, real_plan, statement):
        approve(real_plan, office.people)
        draft = revise(office, real_plan)
        before = plan_table(real_plan)
        with pytest.raises(DatabaseError, match="frozen"):
            self.run(statement, real_plan, draft)
        real_plan.refresh_from_db()
        assert plan_table(real_plan) == before

    @pytest.mark.parametrize("statement", CHANGES_OF_A_FROZEN_PLAN)
    def test_rejected_version_refuses_every_change(self, office, real_plan, statement):
        submit_plan(plan=real_plan, by=office.people.planner)
        refuse(real_plan, office.people.planning_director, approvals.reject)
        draft = revise(office, real_plan)
        with pytest.raises(DatabaseError, match="frozen"):
            self.run(statement, real_plan, draft)

    @pytest.mark.parametrize(
        "statement",
        [
            statement
            for statement in CHANGES_OF_A_FROZEN_PLAN
            if "draft" not in statement and "FROM plans_spendingplan" not in statement
        ],
    )
    def test_waiting_version_refuses_every_change_but_its_state(self, office, real_plan, statement):
        submit_plan(plan=real_plan, by=office.people.planner)
        with pytest.raises(DatabaseError, match="frozen"):
            self.run(statement, real_plan, real_plan)

    @pytest.mark.parametrize(
        "statement",
        [statement for statement in CHANGES_OF_A_FROZEN_PLAN if "draft" not in statement and "DELETE" not in statement],
    )
    def test_draft_takes_the_same_statements(self, real_plan, statement):
        self.run(statement, real_plan, real_plan)

    def test_services_refuse_too(self, office, real_plan):
        approve(real_plan, office.people)
        line = real_plan.lines.get(name="ค่าไฟฟ้า")
        with pytest.raises(PlanFrozen):
            set_cells(plan=real_plan, changes=[CellChange(str(line.key), "q1", "1")], by=office.people.planner)
        with pytest.raises(PlanFrozen):
            lines.delete_lines(plan=real_plan, keys=[str(line.key)], by=office.people.planner)


class TestRevise:
    def test_new_draft_has_the_same_keys_frame_and_totals(self, office, real_plan):
        approve(real_plan, office.people)
        draft = revise(office, real_plan, "  รับจัดสรรเพิ่ม  ")
        assert (draft.number, draft.state, draft.based_on, draft.reason) == (
            2,
            PlanState.DRAFT,
            real_plan,
            "รับจัดสรรเพิ่ม",
        )
        old, new = plan_table(real_plan), plan_table(draft)
        assert [(row.key, row.name, row.amounts) for row in new.rows()] == [
            (row.key, row.name, row.amounts) for row in old.rows()
        ]
        assert new.envelope == old.envelope
        event = Event.objects.get(verb="plan.revise")
        assert event.data == {"based_on": 1, "reason": "รับจัดสรรเพิ่ม"}

    def test_change_of_the_draft_leaves_the_approved_version(self, office, real_plan):
        approve(real_plan, office.people)
        before = plan_table(real_plan)
        draft = revise(office, real_plan)
        part = draft.parts.first()
        add_rows(plan=draft, rows=[NewRow("ค่าเช่ารถ")], by=office.people.planner, part=str(part.key))
        assert plan_table(real_plan) == before

    @pytest.mark.parametrize("reason", ["", "   \n"])
    def test_reason_is_required(self, office, real_plan, reason):
        approve(real_plan, office.people)
        with pytest.raises(PlanRefused):
            revise(office, real_plan, reason)
        assert SpendingPlan.objects.count() == 1

    def test_one_unfinished_version_at_a_time(self, office, real_plan):
        approve(real_plan, office.people)
        revise(office, real_plan)
        with pytest.raises(PlanFrozen):
            revise(office, real_plan)
        assert SpendingPlan.objects.count() == 2

    def test_database_holds_one_unfinished_version(self, office, plan):
        fields = {"office": plan.office, "fiscal_year": plan.fiscal_year, "unit": plan.unit}
        with pytest.raises(DatabaseError), transaction.atomic():
            SpendingPlan.objects.create(number=2, created_by=office.people.planner, **fields)

    def test_draft_is_changed_not_revised(self, office, plan):
        with pytest.raises(PlanFrozen):
            revise(office, plan)

    def test_closed_year_is_refused(self, office, real_plan):
        approve(real_plan, office.people)
        years.close_year(year=real_plan.fiscal_year, by=office.people.planner)
        with pytest.raises(PlanFrozen, match="2564"):
            revise(office, real_plan)

    def test_year_closed_since_the_page_was_opened_is_refused(self, office, real_plan):
        approve(real_plan, office.people)
        stale = SpendingPlan.objects.select_related("fiscal_year").get(pk=real_plan.pk)
        years.close_year(year=real_plan.fiscal_year, by=office.people.planner)
        with pytest.raises(PlanFrozen):
            revise(office, stale)

    def test_others_are_refused(self, office, other_office, real_plan):
        approve(real_plan, office.people)
        for person in (office.people.director, other_office.people.planner):
            with pytest.raises(NotAllowed):
                revise_plan(plan=real_plan, reason="x", by=person)

    def test_approved_revision_replaces_the_one_before(self, office, real_plan):
        approve(real_plan, office.people)
        draft = approve(revise(office, real_plan), office.people)
        assert approved_version(real_plan.fiscal_year) == draft
        assert approved_before(draft) == real_plan
        assert approved_before(real_plan) is None


def test_what_changed_is_shown_against_the_version_in_force(office, real_plan):
    """Also where the draft was copied from a rejected one."""
    approve(real_plan, office.people)
    second = revise(office, real_plan)
    line = second.lines.get(name="ค่าไฟฟ้า")
    set_cells(
        plan=second,
        changes=[
            CellChange(str(line.key), "q1", "211,000"),
            CellChange(str(second.lines.get(name="ค่าไปรษณีย์").key), "q1", "20,000"),
        ],
        by=office.people.planner,
    )
    submit_plan(plan=second, by=office.people.planner)
    refuse(second, office.people.planning_director, approvals.reject)
    third = revise(office, second)
    case = submit_plan(plan=third, by=office.people.planner)
    pass_once(third, office.people.planning_director)
    changes = kind_of("plan").changes(case)
    assert [(name, before, after) for name, before, after in changes if before != after] == [
        ("ค่าไฟฟ้า", Decimal("840000.00"), Decimal("841000.00")),
        ("ค่าไปรษณีย์", Decimal("84000.00"), Decimal("83000.00")),
    ]
