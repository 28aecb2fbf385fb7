"""Approved projects in the year's plan: what is missing there, and who brings it up to date.

`test_versions_plan` has the ordinary way.
"""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from budgetplan.approvals import services as approvals
from budgetplan.audit.models import Event
from plans.enums import EditKind, PartKind, PlanState
from plans.errors import PlanFrozen
from plans.models import PlanEdit, SpendingLine, SpendingPlan
from plans.selectors import plan_table, working_version
from plans.services import outside
from plans.services import versions as plan_versions
from plans.services.lines import delete_lines, set_cells
from plans.services.versions import revise_plan
from plans.totals import Amounts
from projects.content import ActivityContent
from projects.enums import FundSource
from projects.errors import NotAllowed
from projects.services import plan_lines, versions
from projects.services.lists import HEAD
from tests.plans.approving import approve as approve_plan
from tests.plans.approving import refuse
from tests.plans.grid_helpers import change
from tests.plans.reading_pages import text_of
from tests.projects.drafts import fresh, rows, type_in
from tests.projects.factories import approve, make_line, make_proposal

pytestmark = pytest.mark.usefixtures("english")


def activity(*lines, months=(2, 3)):
    return (ActivityContent("กิจกรรม", months=months, cost_lines=lines),)


def lines_of(plan):
    """{name: cells} of the lines that projects have in the plan's second part."""
    part = plan.parts.get(kind=PartKind.QUALITY)
    return {row.name: (row.annual, row.q1, row.q2, row.q3, row.q4) for row in SpendingLine.objects.filter(part=part)}


def missing(year):
    return [(row.proposal, row.approved.annual, row.planned and row.planned.annual) for row in
            plan_lines.missing_in_plan(year)]  # fmt: skip


class TestWhatStandsThere:
    def test_is_the_offices_own_money_by_quarter(self, office, plan, year):
        lines = (
            make_line(amount=Decimal("1000.50"), factors=()),
            make_line(amount=Decimal(300), factors=(), quarters=(Decimal(0), Decimal(0), Decimal(100), Decimal(200))),
            make_line(source=FundSource.OBEC),
            make_line(source=FundSource.OTHER, in_budget=False),
            make_line(in_budget=False),
        )
        project = make_proposal(office, year, activities=activity(*lines, months=(1, 4, 7, 10)))

        approve(office, project)

        quarters = ("250.12", "250.12", "350.12", "450.14")
        assert lines_of(plan) == {project.name: tuple(map(Decimal, ("1300.50", *quarters)))}

    def test_sums_with_the_part(self, office, plan, year, proposal):
        approve(office, proposal)
        approve(office, make_proposal(office, year, name="อีกโครงการ"))

        table = plan_table(plan)
        assert (table.total.annual, table.total.quarters[0]) == (Decimal(2160), Decimal(2160))

    def test_stands_there_without_ever_being_submitted_by_a_planner(self, office, plan, proposal):
        approve(office, proposal)

        edit = PlanEdit.objects.latest("pk")
        event = Event.objects.get(verb="plan.project")
        assert (edit.kind, edit.by, event.actor) == (EditKind.PROJECT, office.people.director, office.people.director)
        assert event.data["changes"][0]["annual"] == [None, "1080.00"]

    def test_nothing_of_a_project_that_costs_the_office_nothing(self, office, plan, year):
        approve(office, make_proposal(office, year, activities=activity(make_line(source=FundSource.OBEC))))

        assert lines_of(plan) == {}
        assert missing(year) == []

    def test_a_line_whose_project_asks_for_nothing_any_more_is_emptied(self, office, plan, year, proposal, owner):
        approve(office, proposal)
        draft = versions.revise_proposal(proposal=fresh(proposal), reason="สพฐ. จ่ายให้", by=owner)
        type_in(draft, owner, rows(draft, "cost_lines")[0], "source", "obec")

        approve(office, draft)

        assert lines_of(plan) == {"พัฒนาการอ่าน": (0, 0, 0, 0, 0)}

    def test_a_new_name_comes_with_the_new_amount(self, office, plan, proposal, owner):
        approve(office, proposal)
        draft = versions.revise_proposal(proposal=fresh(proposal), reason="x", by=owner)
        type_in(draft, owner, HEAD, "name", "พัฒนาการอ่านและเขียน")
        type_in(draft, owner, rows(draft, "cost_lines")[0], "formula", "10 คน x 30 บาท x 2 มื้อ")

        approve(office, draft)

        assert {name: cells[0] for name, cells in lines_of(plan).items()} == {"พัฒนาการอ่านและเขียน": 600}

    def test_a_new_name_alone_comes_too(self, office, plan, proposal, owner):
        approve(office, proposal)
        draft = versions.revise_proposal(proposal=fresh(proposal), reason="x", by=owner)
        type_in(draft, owner, HEAD, "name", "พัฒนาการอ่านและเขียน")

        approve(office, draft)

        assert {name: cells[0] for name, cells in lines_of(plan).items()} == {"พัฒนาการอ่านและเขียน": 1080}


class TestWhatAnApprovalLeavesAlone:
    def test_is_a_line_the_planner_deleted(self, office, plan, year, proposal):
        approve(office, proposal)
        delete_lines(plan=fresh_plan(plan), keys=[str(proposal.project.key)], by=office.people.planner)

        approve(office, make_proposal(office, year, name="อีกโครงการ"))

        assert list(lines_of(plan)) == ["อีกโครงการ"]
        assert missing(year) == [(proposal, Decimal(1080), None)]

    def test_is_a_line_the_planner_changed(self, office, plan, year, proposal):
        approve(office, proposal)
        set_cells(plan=fresh_plan(plan), changes=[change(plan, proposal.name, "q1", "5")], by=office.people.planner)

        approve(office, make_proposal(office, year, name="อีกโครงการ"))

        assert {name: cells[0] for name, cells in lines_of(plan).items()} == {"พัฒนาการอ่าน": 5, "อีกโครงการ": 1080}
        assert missing(year) == [(proposal, Decimal(1080), Decimal(5))]

    def test_is_what_was_approved_while_the_plan_waited(self, office, real_plan, year, proposal):
        case = plan_versions.submit_plan(plan=real_plan, by=office.people.planner)
        approve(office, proposal)
        approvals.withdraw(case=case, seen_version=case.version, by=office.people.planner)

        approve(office, make_proposal(office, year, name="อีกโครงการ"))

        assert missing(year) == [(proposal, Decimal(1080), None)]
        plan_lines.take_over_approved(year=year, by=office.people.planner)
        assert missing(year) == []

    def test_is_not_named_in_the_reason_of_the_next_version(self, office, real_plan, year, proposal):
        approve(office, proposal)
        delete_lines(plan=fresh_plan(real_plan), keys=[str(proposal.project.key)], by=office.people.planner)
        approve_plan(real_plan, office.people)

        approve(office, make_proposal(office, year, name="อีกโครงการ"))

        assert working_version(year).reason == "Takes over approved projects: อีกโครงการ"

    def test_is_not_its_own_line(self, office, plan, proposal, owner):
        approve(office, proposal)
        delete_lines(plan=fresh_plan(plan), keys=[str(proposal.project.key)], by=office.people.planner)

        approve(office, versions.revise_proposal(proposal=fresh(proposal), reason="x", by=owner))

        assert {name: cells[0] for name, cells in lines_of(plan).items()} == {"พัฒนาการอ่าน": 1080}


class TestWhatIsMissing:
    def test_is_nothing_before_an_approval(self, year, proposal, owner):
        versions.submit_proposal(proposal=proposal, by=owner)

        assert missing(year) == []

    def test_is_what_somebody_deleted(self, office, plan, year, proposal, owner):
        approve(office, proposal)
        delete_lines(plan=fresh_plan(plan), keys=[str(proposal.project.key)], by=office.people.planner)

        assert missing(year) == [(proposal, Decimal(1080), None)]

    def test_is_what_somebody_changed_by_hand(self, office, plan, year, proposal):
        approve(office, proposal)
        changes = [change(plan, proposal.name, "q1", "5")]
        set_cells(plan=fresh_plan(plan), changes=changes, by=office.people.planner)

        assert missing(year) == [(proposal, Decimal(1080), Decimal(5))]
        plan_lines.take_over_approved(year=year, by=office.people.planner)
        assert lines_of(plan)[proposal.name][0] == 1080

    def test_is_a_line_under_another_name(self, office, plan, year, proposal, client_for):
        approve(office, proposal)
        SpendingLine.objects.filter(key=proposal.project.key).update(name="ชื่อเดิม")

        (row,) = plan_lines.missing_in_plan(year)

        assert (row.planned, row.planned_name) == (row.approved, "ชื่อเดิม")
        page = text_of(client_for(office.people.planner).get(reverse("projects:groups", args=[year.year_be])))
        assert "1,080 เท่ากัน ในแผนยังชื่อ “ชื่อเดิม”" in page

    def test_counts_the_version_in_force_only(self, office, year, proposal, owner):
        approve(office, proposal)
        draft = versions.revise_proposal(proposal=fresh(proposal), reason="x", by=owner)
        type_in(draft, owner, rows(draft, "cost_lines")[0], "amount", "5")

        assert missing(year) == []

    @pytest.mark.parametrize("count", [1, 6])
    def test_is_found_in_the_same_number_of_queries(self, office, year, plan, count, django_assert_num_queries):
        for number in range(count):
            approve(office, make_proposal(office, year, name=f"โครงการ {number}"))
        SpendingLine.objects.filter(plan=plan).delete()

        with django_assert_num_queries(7):
            assert len(missing(year)) == count


def fresh_plan(plan):
    return SpendingPlan.objects.select_related("fiscal_year").get(pk=plan.pk)


class TestTakingOver:
    def test_a_waiting_plan_is_left_alone_until_it_is_back(self, office, real_plan, year, proposal):
        other = make_proposal(office, year, name="อีกโครงการ")
        case = plan_versions.submit_plan(plan=real_plan, by=office.people.planner)
        for one in (proposal, other):
            approve(office, one)
        revision = fresh_plan(real_plan).revision

        with pytest.raises(PlanFrozen, match="waiting for approval"):
            plan_lines.take_over_approved(year=year, by=office.people.planner)
        assert (len(missing(year)), fresh_plan(real_plan).revision) == (2, revision)

        approvals.withdraw(case=case, seen_version=case.version, by=office.people.planner)
        taken = plan_lines.take_over_approved(year=year, by=office.people.planner)
        assert [row.proposal for row in taken] == [proposal, other]
        assert fresh_plan(real_plan).revision == revision + 1
        assert {"พัฒนาการอ่าน", "อีกโครงการ"} <= set(lines_of(real_plan))

    def test_an_approved_plan_is_revised_once_for_all_of_them(self, office, real_plan, year, proposal):
        other = make_proposal(office, year, name="อีกโครงการ")
        case = plan_versions.submit_plan(plan=real_plan, by=office.people.planner)
        for one in (proposal, other):
            approve(office, one)
        approvals.withdraw(case=case, seen_version=case.version, by=office.people.planner)
        approve_plan(real_plan, office.people)

        plan_lines.take_over_approved(year=year, by=office.people.planner)

        newest = working_version(year)
        assert (newest.number, newest.state, newest.based_on) == (2, PlanState.DRAFT, real_plan)
        assert newest.reason == "Takes over approved projects: พัฒนาการอ่าน, อีกโครงการ"
        assert missing(year) == []

    def test_a_second_approval_goes_into_the_revision_the_first_one_began(self, office, real_plan, year, proposal):
        approve_plan(real_plan, office.people)
        approve(office, proposal)

        approve(office, make_proposal(office, year, name="อีกโครงการ"))

        assert SpendingPlan.objects.count() == 2
        assert {"พัฒนาการอ่าน", "อีกโครงการ"} <= set(lines_of(working_version(year)))

    def test_a_revision_the_planner_began_takes_it_in(self, office, real_plan, year, proposal):
        approve_plan(real_plan, office.people)
        revise_plan(plan=real_plan, reason="ปรับปรุงครั้งที่ 1", by=office.people.planner)

        approve(office, proposal)

        newest = working_version(year)
        assert (SpendingPlan.objects.count(), newest.reason) == (2, "ปรับปรุงครั้งที่ 1")
        assert "พัฒนาการอ่าน" in lines_of(newest)

    def test_a_rejected_plan_is_begun_anew(self, office, real_plan, year, proposal):
        plan_versions.submit_plan(plan=real_plan, by=office.people.planner)
        refuse(real_plan, office.people.planning_director, approvals.reject)

        approve(office, proposal)

        assert (working_version(year).number, working_version(year).state) == (2, PlanState.DRAFT)
        assert missing(year) == []

    def test_where_nothing_is_missing_nothing_happens(self, office, real_plan, year, proposal):
        approve(office, proposal)
        revision = fresh_plan(real_plan).revision

        assert plan_lines.take_over_approved(year=year, by=office.people.planner) == []
        assert (SpendingPlan.objects.count(), fresh_plan(real_plan).revision) == (1, revision)

    def test_into_a_plan_without_a_part_for_projects_is_refused(self, office, plan, year, proposal):
        plan.parts.filter(kind=PartKind.QUALITY).delete()
        approve(office, proposal)

        with pytest.raises(PlanFrozen, match="no part for projects"):
            plan_lines.take_over_approved(year=year, by=office.people.planner)

    def test_in_a_closed_year_is_refused(self, office, plan, year, proposal):
        approve(office, proposal)
        SpendingLine.objects.filter(plan=plan).delete()
        type(year).objects.filter(pk=year.pk).update(
            state="closed", closed_at=timezone.now(), closed_by=office.people.planner
        )

        with pytest.raises(PlanFrozen, match="is closed"):
            plan_lines.take_over_approved(year=year, by=office.people.planner)

    @pytest.mark.parametrize(
        "person", ["owner", "planning_director", "finance_officer", "deputy", "director", "auditor"]
    )
    def test_is_for_planning_officers(self, office, plan, year, person):
        with pytest.raises(NotAllowed, match="Only planning officers"):
            plan_lines.take_over_approved(year=year, by=getattr(office.people, person))

    def test_is_for_those_of_the_office(self, year, other_office):
        with pytest.raises(NotAllowed):
            plan_lines.take_over_approved(year=year, by=other_office.people.planner)


class TestPuttingLines:
    def test_is_one_step_and_nothing_where_nothing_changed(self, office, plan, proposal):
        amounts = Amounts(Decimal(10), (Decimal(10), Decimal(0), Decimal(0), Decimal(0)))
        rows = [(proposal.project.key, "ก" * 400, office.units.supervision.pk, amounts)]

        first = outside.put_lines(plan=fresh_plan(plan), lines=rows, by=office.people.director)
        second = outside.put_lines(plan=fresh_plan(plan), lines=rows, by=office.people.director)

        line = SpendingLine.objects.get()
        assert (first.edit.kind, second.edit, line.name, line.version) == (EditKind.PROJECT, None, "ก" * 300, 1)
        assert (line.key, line.unit) == (proposal.project.key, office.units.supervision)
