"""An approved project's line in the plan that a planning officer divided into lines below it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from plans.enums import PartKind
from plans.errors import PlanRefused
from plans.models import AMOUNT_FIELDS, SpendingLine, SpendingPlan
from plans.selectors import plan_table, working_version
from plans.services import outside
from plans.services.lines import NewRow, add_rows, delete_lines, move_line, set_cells
from plans.totals import Amounts
from projects.plan_standing import plan_standing
from projects.services import plan_lines, versions
from tests.plans.approving import approve as approve_plan
from tests.plans.grid_helpers import change
from tests.plans.reading_pages import text_of
from tests.projects.drafts import fresh, rows, type_in
from tests.projects.factories import approve, make_proposal
from tests.projects.test_plan_lines import fresh_plan, lines_of, missing

pytestmark = pytest.mark.usefixtures("english")


def divide(plan, proposal, by, *amounts):
    """Empty the project's line and put a line of each of these amounts (quarter 1) below it."""
    key = str(proposal.project.key)
    set_cells(plan=fresh_plan(plan), changes=[change(plan, proposal.name, name, "0") for name in AMOUNT_FIELDS], by=by)
    part = str(plan.parts.get(kind=PartKind.QUALITY).key)
    zero = Decimal(0)
    new = [
        NewRow(f"ย่อย {number}", Amounts(Decimal(baht), (Decimal(baht), zero, zero, zero)))
        for number, baht in enumerate(amounts, start=1)
    ]
    add_rows(plan=fresh_plan(plan), rows=new, by=by, part=part, parent=key)


class TestLinesBelow:
    @pytest.fixture
    def divided(self, office, plan, proposal):
        """An approved project of 1,080 baht whose line the planning officer divided in two."""
        approve(office, proposal)
        divide(plan, proposal, office.people.planner, 1000, 80)
        return proposal

    @pytest.fixture
    def revised(self, office, divided, owner):
        """The same after its second version was approved at 600 baht."""
        draft = versions.revise_proposal(proposal=fresh(divided), reason="ลด", by=owner)
        type_in(draft, owner, rows(draft, "cost_lines")[0], "formula", "10 คน x 30 บาท x 2 มื้อ")
        return approve(office, draft)

    def test_that_come_to_what_was_approved_lack_nothing(self, plan, year, divided):
        assert missing(year) == []
        assert plan_table(plan).total.annual == 1080

    def test_that_come_to_something_else_are_told(self, office, plan, year, divided):
        changes = [change(plan, "ย่อย 1", "q1", "5")]
        set_cells(plan=fresh_plan(plan), changes=changes, by=office.people.planner)

        [row] = plan_lines.missing_in_plan(year)

        assert (row.approved.annual, row.planned.annual, row.has_lines_below) == (1080, 85, True)

    def test_keep_their_money_when_a_new_version_is_approved(self, plan, year, revised):
        [row] = plan_lines.missing_in_plan(year)

        assert (row.proposal, row.approved.annual, row.planned.annual) == (revised, 600, 1080)
        assert row.has_lines_below
        assert plan_table(plan).total.annual == 1080
        assert lines_of(plan)["พัฒนาการอ่าน"] == (0, 0, 0, 0, 0)

    def test_begin_no_version_of_an_approved_plan(self, office, plan, year, divided):
        owner = office.people.owner
        SpendingPlan.objects.filter(pk=plan.pk).update(envelope=plan_table(plan).total.annual)
        approve_plan(fresh_plan(plan), office.people)
        draft = versions.revise_proposal(proposal=fresh(divided), reason="ลด", by=owner)
        type_in(draft, owner, rows(draft, "cost_lines")[0], "amount", "600")
        type_in(draft, owner, rows(draft, "cost_lines")[0], "reason", "ลด")

        approve(office, draft)

        assert (working_version(year), len(missing(year))) == (plan, 1)

    def test_are_left_to_a_person_when_the_others_are_taken_over(self, office, plan, year, revised):
        other = approve(office, make_proposal(office, year, name="อีกโครงการ"))
        SpendingLine.objects.filter(key=other.project.key).delete()

        taken = plan_lines.take_over_approved(year=year, by=office.people.planner)

        assert [row.proposal for row in taken] == [other]
        assert missing(year) == [(revised, Decimal(600), Decimal(1080))]

    def test_may_go_again_and_the_line_is_taken_over(self, office, plan, year, revised):
        below = [str(line.key) for line in SpendingLine.objects.filter(parent__key=revised.project.key)]
        delete_lines(plan=fresh_plan(plan), keys=below, by=office.people.planner)

        plan_lines.take_over_approved(year=year, by=office.people.planner)

        assert (missing(year), plan_table(plan).total.annual) == ([], 600)

    def test_and_another_name_are_left_to_a_person(self, office, plan, year, divided):
        SpendingLine.objects.filter(key=divided.project.key).update(name="ชื่อเดิม")

        assert plan_lines.take_over_approved(year=year, by=office.people.planner) == []
        [row] = plan_lines.missing_in_plan(year)
        assert (row.planned, row.planned_name) == (row.approved, "ชื่อเดิม")

    def test_count_as_the_projects_money(self, year, divided):
        found = plan_standing(year)

        assert (found.planned, found.from_projects, found.others) == (1080, 1080, 0)

    def test_that_are_a_projects_too_count_once(self, office, plan, year, divided):
        other = approve(office, make_proposal(office, year, name="อีกโครงการ"))
        key, part = str(other.project.key), str(plan.parts.get(kind=PartKind.QUALITY).key)
        move_line(
            plan=fresh_plan(plan), key=key, part=part, parent=str(divided.project.key), index=None,
            by=office.people.planner,
        )  # fmt: skip

        assert (plan_standing(year).from_projects, missing(year)) == (2160, [(divided, Decimal(1080), Decimal(2160))])

    def test_are_named_on_the_page_and_offered_to_nobody(self, office, year, revised, client_for):
        client = client_for(office.people.planner)
        page = client.get(reverse("projects:take_over", args=[year.year_be]))

        assert "600 1,080 มีรายการย่อย โปรดแก้ไขรายการย่อยเอง" in text_of(page)
        assert "รายการที่มีรายการย่อยจะไม่ถูกเปลี่ยน" in text_of(page)
        assert 'type="submit" class="btn btn-primary"' not in page.content.decode()
        done = client.post(reverse("projects:take_over", args=[year.year_be]), follow=True)
        assert "ไม่มีโครงการที่ต้องนำเข้าแผน" in text_of(done)

    def test_hide_no_amount_that_is_put_into_the_line(self, office, plan, proposal):
        approve(office, proposal)
        divide(plan, proposal, office.people.planner, 1080)
        rows = [(proposal.project.key, proposal.name, None, Amounts(Decimal(600)))]

        with pytest.raises(PlanRefused, match="sum of the lines below it"):
            outside.put_lines(plan=fresh_plan(plan), lines=rows, by=office.people.director)


class TestWhatThePartComesToAfterwards:
    @pytest.fixture
    def missing_one(self, office, plan, proposal):
        """An approved project of 1,080 baht whose line the plan shows at 80."""
        approve(office, proposal)
        eighty = {"annual": "80", "q1": "80"}
        changes = [change(plan, proposal.name, name, eighty.get(name, "0")) for name in AMOUNT_FIELDS]
        set_cells(plan=fresh_plan(plan), changes=changes, by=office.people.planner)

    @pytest.mark.parametrize(
        ("ceiling", "sentence"),
        [
            (Decimal(1079), "จะรวมเป็น 1,080 บาท จากกรอบวงเงิน 1,079 บาท เกินกรอบ 1 บาท"),
            (Decimal(1080), "จะรวมเป็น 1,080 บาท จากกรอบวงเงิน 1,080 บาท คงเหลือ 0 บาท"),
            (Decimal("2000.50"), "จะรวมเป็น 1,080 บาท จากกรอบวงเงิน 2,000.50 บาท คงเหลือ 920.50 บาท"),
            (None, "จะรวมเป็น 1,080 บาท ส่วนนี้ไม่ได้กำหนดกรอบวงเงิน"),
        ],
    )
    @pytest.mark.usefixtures("missing_one")
    def test_stands_on_the_page(self, client_for, office, plan, ceiling, sentence):
        plan.parts.filter(kind=PartKind.QUALITY).update(ceiling=ceiling)

        page = client_for(office.people.planner).get(reverse("projects:take_over", args=[plan.fiscal_year.year_be]))

        assert sentence in text_of(page)

    @pytest.mark.usefixtures("missing_one")
    def test_is_what_taking_over_makes_it(self, office, plan, year):
        approve(office, make_proposal(office, year, name="อีกโครงการ"))
        SpendingLine.objects.filter(plan=plan, name="อีกโครงการ").delete()
        told = plan_lines.part_after(fresh_plan(plan), plan_lines.missing_in_plan(year))

        plan_lines.take_over_approved(year=year, by=office.people.planner)

        part = next(row for row in plan_table(fresh_plan(plan)).parts if row.name == told.name)
        assert told.annual == part.amounts.annual == 2160

    def test_leaves_out_what_is_not_taken_over(self, office, plan, year, proposal):
        approve(office, proposal)
        divide(plan, proposal, office.people.planner, 1000)

        assert plan_lines.part_after(fresh_plan(plan), plan_lines.missing_in_plan(year)).annual == 1000
