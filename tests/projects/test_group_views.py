"""The groups against their ceilings and the plan's part, and approved projects taken over into the plan."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgetplan.audit.models import Event
from plans.enums import PartKind
from plans.models import GroupCeiling, Part, SpendingLine, SpendingPlan
from plans.services.versions import submit_plan
from projects.content import ActivityContent
from projects.enums import FundSource
from projects.listing import GroupRows, ProjectRow
from projects.plan_standing import plan_standing
from projects.services import projects
from projects.views.lists import bar_of
from tests.plans.approving import approve as approve_plan
from tests.plans.reading_pages import links_of, text_of
from tests.projects.factories import approve, make_line, make_proposal

GROUPS = "/years/2564/projects/groups/"
TAKE_OVER = "/years/2564/projects/take-over/"
PART = "งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม"


@pytest.fixture
def year(plan):
    return plan.fiscal_year


@pytest.fixture
def proposal_of(office, year):
    """A function that makes a draft that asks for some baht in November and December."""

    def made(name, baht, by="owner", **values):
        line = make_line("ค่าวัสดุ", factors=(), amount=Decimal(baht), **values)
        activities = (ActivityContent("จัดกิจกรรม", months=(2, 3), cost_lines=(line,)),)
        return make_proposal(office, year, name=name, owner=getattr(office.people, by), activities=activities)

    return made


@pytest.fixture
def ceiling_of(office, year):
    def made(unit, baht):
        GroupCeiling.objects.create(
            office=office.office, fiscal_year=year, unit=getattr(office.units, unit), amount=Decimal(baht)
        )

    return made


@pytest.fixture
def text_for(office, client_for):
    """A function that reads the groups' page as a person."""
    return lambda person="planner": text_of(client_for(getattr(office.people, person)).get(GROUPS))


def without_line(plan, proposal):
    """The plan as it was before the project was approved."""
    SpendingLine.objects.filter(plan=plan, key=proposal.project.key).delete()


class TestGroups:
    def test_each_group_against_its_ceiling(self, proposal_of, ceiling_of, text_for):
        proposal_of("อ่านคล่อง", 600)
        proposal_of("เขียนคล่อง", 300)
        proposal_of("บัญชีโรงเรียน", 1500, by="finance_officer")
        ceiling_of("supervision", 1000)
        ceiling_of("finance", 1200)
        ceiling_of("planning", 50)

        text = text_for()

        assert "กลุ่มนิเทศ ติดตาม และประเมินผลฯ 1,000 900 100 – 90%" in text
        assert "กลุ่มบริหารงานการเงินและสินทรัพย์ 1,200 1,500 0 เกิน 300 125%" in text
        assert "กลุ่มนโยบายและแผน 50 0 50 – 0%" in text
        assert "รวมทุกกลุ่ม 2,250 2,400 150 300" in text

    def test_only_the_offices_own_money_counts(self, proposal_of, ceiling_of, text_for):
        proposal_of("อ่านคล่อง", 600, source=FundSource.OBEC)
        ceiling_of("supervision", 1000)

        text = text_for()

        assert "กลุ่มนิเทศ ติดตาม และประเมินผลฯ 1,000 0 1,000 – 0%" in text
        assert "อ่านคล่อง ร่าง – 600" in text

    def test_a_group_without_a_ceiling_is_over_none(self, proposal_of, text_for):
        proposal_of("อ่านคล่อง", 600)

        assert "กลุ่มนิเทศ ติดตาม และประเมินผลฯ ไม่กำหนด 600 – – –" in text_for()

    def test_own_people_see_their_group_only(self, office, proposal_of, ceiling_of, text_for):
        approve(office, proposal_of("อนุมัติแล้ว", 100))
        proposal_of("บัญชีโรงเรียน", 1500, by="finance_officer")
        ceiling_of("supervision", 1000)
        ceiling_of("planning", 700)

        assert "กลุ่มนิเทศ ติดตาม และประเมินผลฯ 1,000 100 900 – 10%" in text_for("owner")
        assert "บัญชีโรงเรียน" not in text_for("owner")
        assert "กลุ่มนโยบายและแผน 700 0 700 – 0%" in text_for("planning_director")
        assert "อนุมัติแล้ว 1 โครงการ" not in text_for("planning_director")
        assert "บัญชีโรงเรียน" in text_for("director")

    def test_schools_see_no_ceilings(self, office, year, client_for):
        response = client_for(office.people.school_officer).get(GROUPS)

        assert response.status_code == 403
        assert "กรอบวงเงินแสดงเฉพาะแก่กลุ่มของสำนักงาน" in response.content.decode()

    def test_another_offices_year_is_not_found(self, year, other_office, client_for):
        assert client_for(other_office.people.planner).get(GROUPS).status_code == 404

    def test_nothing_there_yet(self, year, text_for):
        assert "ยังไม่มีกลุ่มใดมีกรอบวงเงินหรือโครงการ" in text_for()

    def test_same_number_of_queries_at_3_projects_and_at_30(self, office, proposal_of, year, client_for):
        client = client_for(office.people.planner)
        template = proposal_of("แบบ", 100)
        counts = []
        for count in (2, 27):
            for _number in range(count):
                projects.begin_from_project(
                    year=year, unit=template.project.unit, source=template, by=office.people.owner
                )
            with CaptureQueriesContext(connection) as queries:
                response = client.get(GROUPS)
            counts.append((len(response.context["groups"][0][0].rows), len(queries)))

        assert [rows for rows, _queries in counts] == [3, 30]
        assert counts[0][1] == counts[1][1]


@pytest.mark.parametrize(
    ("ceiling", "asked", "percent", "bar"),
    [
        (None, 500, None, (0, 0)),
        (0, 500, None, (0, 0)),
        (1000, 0, 0, (0, 0)),
        (1000, 999, 99, (99, 0)),
        (1000, 1000, 100, (100, 0)),
        (1000, 1001, 101, (99, 1)),
        (1000, 2000, 200, (50, 50)),
        (1000, 100000, 10000, (1, 99)),
    ],
)
def test_a_groups_bar(ceiling, asked, percent, bar):
    rows = (ProjectRow("k", 1, "อ่าน", 1, "นิเทศ", "draft", own=Decimal(asked)),)
    group = GroupRows(1, "นิเทศ", None if ceiling is None else Decimal(ceiling), rows)

    assert (group.percent, bar_of(group)) == (percent, bar)


class TestPlanStanding:
    def test_projects_against_the_part(self, office, plan, proposal_of, text_for):
        approved = approve(office, proposal_of("อนุมัติแล้ว", 1000))
        proposal_of("ร่าง", 500)
        Part.objects.filter(plan=plan, kind=PartKind.QUALITY).update(ceiling=Decimal(1200))

        found = plan_standing(plan.fiscal_year)

        assert (found.planned, found.from_projects, found.approved, found.asked) == (1000, 1000, 1000, 1500)
        assert (found.left, found.missing) == (-300, [])
        text = text_for()
        assert f"{PART} ในแผน ฉบับที่ 1 ร่าง กรอบวงเงิน 1,200 ทุกโครงการขอ 1,500 เกินกรอบวงเงิน 300" in text
        assert "โครงการที่อนุมัติแล้ว 1,000 โครงการที่อยู่ในแผน 1,000 ทุกรายการของส่วนนี้ 1,000" in text
        assert "แผนแสดงโครงการที่อนุมัติแล้วครบถ้วนตามที่อนุมัติ" in text
        without_line(plan, approved)
        assert plan_standing(plan.fiscal_year).from_projects == 0

    def test_other_lines_of_the_part_take_their_share(self, office, real_plan):
        part = real_plan.parts.get(kind=PartKind.QUALITY)
        Part.objects.filter(pk=part.pk).update(ceiling=Decimal(2000000))

        found = plan_standing(real_plan.fiscal_year)

        assert (found.planned, found.from_projects, found.others, found.left) == (1869000, 0, 1869000, 131000)

    def test_no_ceiling_leaves_nothing_to_say(self, plan):
        Part.objects.filter(plan=plan).update(ceiling=None)

        assert plan_standing(plan.fiscal_year).left is None

    def test_a_plan_without_the_part(self, plan, text_for):
        plan.parts.filter(kind=PartKind.QUALITY).delete()

        assert plan_standing(plan.fiscal_year) is None
        assert "ยังไม่มีกลุ่มใดมีกรอบวงเงินหรือโครงการ" in text_for()


class TestTakeOver:
    @pytest.fixture
    def missing(self, office, plan, proposal_of):
        """An approved project of 1,000 baht that isn't in the plan."""
        proposal = approve(office, proposal_of("อ่านคล่อง", 1000))
        without_line(plan, proposal)
        return proposal

    @pytest.fixture
    def client(self, office, client_for):
        return client_for(office.people.planner)

    def test_is_offered_where_something_is_missing(self, office, plan, proposal_of, client):
        proposal = approve(office, proposal_of("อ่านคล่อง", 1000))
        assert TAKE_OVER not in links_of(client.get(GROUPS))

        without_line(plan, proposal)

        response = client.get(GROUPS)
        assert TAKE_OVER in links_of(response)
        assert "อ่านคล่อง กลุ่มนิเทศ ติดตาม และประเมินผลฯ 1,000 ยังไม่มี" in text_of(response)

    def test_is_offered_to_planning_officers_only(self, office, missing, client_for):
        client = client_for(office.people.director)

        assert TAKE_OVER not in links_of(client.get(GROUPS))
        assert client.get(TAKE_OVER).status_code == 403
        assert client.post(TAKE_OVER).status_code == 403
        assert not SpendingLine.objects.filter(key=missing.project.key).exists()

    def test_asks_first_and_says_what_will_happen(self, missing, client):
        text = text_of(client.get(TAKE_OVER))

        assert "โครงการจะเข้าไปอยู่ในแผนฉบับที่ 1 ซึ่งยังจัดทำอยู่" in text
        assert "อ่านคล่อง กลุ่มนิเทศ ติดตาม และประเมินผลฯ 1,000 ยังไม่มี" in text
        assert not SpendingLine.objects.filter(key=missing.project.key).exists()

    def test_puts_the_line_into_the_part_by_quarter(self, office, plan, missing, client):
        response = client.post(TAKE_OVER, follow=True)

        line = SpendingLine.objects.get(plan=plan, key=missing.project.key)
        assert (line.part.kind, line.name, line.unit) == (PartKind.QUALITY, "อ่านคล่อง", office.units.supervision)
        assert (line.annual, line.q1, line.q2, line.q3, line.q4) == (1000, 1000, 0, 0, 0)
        assert response.redirect_chain == [(GROUPS, 302)]
        assert "นำเข้าแผนแล้ว 1 โครงการ" in text_of(response)
        assert Event.objects.filter(verb="plan.project", actor=office.people.planner).exists()

    def test_a_line_that_says_something_else_is_changed(self, plan, missing, client):
        client.post(TAKE_OVER)
        SpendingLine.objects.filter(key=missing.project.key).update(annual=Decimal(700), q1=Decimal(700))
        assert "1,000 700" in text_of(client.get(TAKE_OVER))

        client.post(TAKE_OVER)

        assert SpendingLine.objects.get(plan=plan, key=missing.project.key).annual == 1000

    def test_other_quarters_are_named(self, missing, client):
        client.post(TAKE_OVER)
        SpendingLine.objects.filter(key=missing.project.key).update(q1=Decimal(0), q4=Decimal(1000))

        assert "1,000 ไตรมาสต่างกัน" in text_of(client.get(TAKE_OVER))

    def test_twice_takes_over_once(self, plan, missing, client):
        client.post(TAKE_OVER)

        response = client.post(TAKE_OVER, follow=True)

        assert "ไม่มีโครงการที่ต้องนำเข้าแผน" in text_of(response)
        assert SpendingLine.objects.filter(plan=plan, key=missing.project.key).count() == 1

    def test_an_approved_plan_gets_its_next_version(self, office, real_plan, proposal_of, client):
        proposal = approve(office, proposal_of("อ่านคล่อง", 1000))
        without_line(real_plan, proposal)
        approve_plan(real_plan, office.people)

        text = text_of(client.get(TAKE_OVER))
        client.post(TAKE_OVER)

        assert "แผนฉบับที่ 1 พิจารณาเสร็จแล้ว ระบบจะเริ่มฉบับถัดไปเป็นร่าง" in text
        draft = SpendingPlan.objects.get(number=2)
        assert draft.reason == "นำโครงการที่อนุมัติแล้วเข้าแผน: อ่านคล่อง"
        assert SpendingLine.objects.get(plan=draft, key=proposal.project.key).annual == 1000

    def test_a_plan_that_waits_stays_as_it_is(self, office, real_plan, proposal_of, client):
        proposal = proposal_of("อ่านคล่อง", 1000)
        submit_plan(plan=real_plan, by=office.people.planner)
        approve(office, proposal)

        page, response = client.get(TAKE_OVER), client.post(TAKE_OVER)

        assert "แผนฉบับที่ 1 กำลังรออนุมัติ จึงแก้ไขไม่ได้" in text_of(page)
        assert 'type="submit" class="btn btn-primary"' not in page.content.decode()
        assert response.status_code == 409
        assert "แผนฉบับนี้รออนุมัติอยู่ หากต้องการแก้ไขโปรดถอนเรื่องก่อน" in text_of(response)
        assert not SpendingLine.objects.filter(key=proposal.project.key).exists()

    def test_nothing_missing_says_so(self, plan, client):
        assert "แผนแสดงโครงการที่อนุมัติแล้วครบถ้วนตามที่อนุมัติ" in text_of(client.get(TAKE_OVER))
        assert reverse("projects:groups", args=[2564]) in links_of(client.get(TAKE_OVER))

    def test_another_offices_year_is_not_found(self, missing, other_office, client_for):
        client = client_for(other_office.people.planner)

        assert [client.get(TAKE_OVER).status_code, client.post(TAKE_OVER).status_code] == [404, 404]
