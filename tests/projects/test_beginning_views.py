"""The page on which a project begins: empty, from an earlier year's, from another one."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from budgetplan.organization.enums import Role
from budgetplan.organization.models import Post
from projects.contents import content_of
from projects.enums import Nature, ProposalState
from projects.models import Project, Proposal
from projects.services import projects, versions
from tests.factories import appoint, make_plan
from tests.plans.reading_pages import links_of, text_of
from tests.projects.factories import approve, make_frame, make_proposal


def page(name, year_be=2565):
    return reverse(f"projects:{name}", args=[year_be])


@pytest.fixture
def last(office, plan):
    """An approved project of 2564 of the owner's group."""
    return approve(office, make_proposal(office, plan.fiscal_year))


@pytest.fixture
def year(office, plan):
    """Fiscal year 2565, with the same strategies as the one before."""
    found = make_plan(office, year_be=2565).fiscal_year
    make_frame(office, found)
    return found


@pytest.fixture
def client(office, client_for):
    return client_for(office.people.owner)


@pytest.fixture
def unit(office):
    return str(office.units.supervision.public_id)


def give_second_group(office):
    title = "นักวิชาการศึกษา"
    post = Post.objects.create(office=office.office, title=title, role=Role.PROJECT_OWNER, unit=office.units.finance)
    appoint(office.people.owner, post)


class TestEmpty:
    def test_begins_a_draft_of_the_group_and_opens_it(self, office, year, client, unit):
        response = client.post(page("begin"), {"name": "  อ่านออก  เขียนได้ ", "unit": unit})

        draft = Proposal.objects.get()
        assert response.url == reverse("projects:write", args=[draft.project.public_id, 1])
        assert (draft.name, draft.project.unit, draft.nature) == (
            "อ่านออก เขียนได้", office.units.supervision, Nature.NEW,
        )  # fmt: skip
        assert (draft.starts_on, draft.ends_on) == (date(2021, 10, 1), date(2022, 9, 30))
        assert [row.user for row in draft.project.owners.all()] == [office.people.owner]

    def test_without_a_name_comes_back(self, year, client, unit):
        response = client.post(page("begin"), {"name": " ", "unit": unit})

        assert response.status_code == 422
        assert "โครงการต้องมีชื่อ กรอกชื่อโครงการ" in text_of(response)
        assert Project.objects.count() == 0

    def test_a_name_that_is_too_long_comes_back_as_typed(self, year, client, unit):
        response = client.post(page("begin"), {"name": "ก" * 301, "unit": unit})

        assert response.status_code == 422
        assert "ก" * 301 in response.content.decode()

    def test_for_another_group_is_refused(self, office, year, client):
        response = client.post(page("begin"), {"name": "x", "unit": office.units.planning.public_id})

        assert response.status_code == 422
        assert Project.objects.count() == 0

    def test_who_writes_for_two_groups_chooses(self, office, year, client):
        give_second_group(office)
        html = client.get(page("new")).content.decode()
        assert 'id="begin_unit"' in html
        assert "กลุ่มบริหารงานการเงินและสินทรัพย์" in html

        refused = client.post(page("begin"), {"name": "เลือกกลุ่ม"})
        assert "เลือกกลุ่มเจ้าของโครงการ" in text_of(refused)

        client.post(page("begin"), {"name": "เลือกกลุ่ม", "unit": office.units.finance.public_id})
        assert Project.objects.get().unit == office.units.finance


class TestCopies:
    def test_lists_the_groups_projects_of_earlier_years_with_amounts(self, office, last, year, client):
        make_proposal(office, last.project.fiscal_year, name="ของกลุ่มอื่น", owner=office.people.finance_officer)
        dropped = make_proposal(office, last.project.fiscal_year, name="พักไว้แล้ว")
        projects.drop_proposal(proposal=dropped, by=office.people.owner)
        make_proposal(office, year, name="ของปีนี้")

        response = client.get(page("new"))

        text = text_of(response)
        earlier = text[text.index("จากโครงการปีก่อนของกลุ่ม") : text.index("จากโครงการอื่น")]
        assert "พัฒนาการอ่าน อนุมัติแล้ว กลุ่มนิเทศ ติดตาม และประเมินผลฯ 2564 1,080 เริ่มจากโครงการนี้" in earlier
        assert not any(name in earlier for name in ("ของกลุ่มอื่น", "พักไว้แล้ว", "ของปีนี้"))

    def test_the_newest_year_comes_first(self, office, last, year, client):
        make_proposal(office, year, name="ปีถัดมา")
        make_plan(office, year_be=2566)

        text = text_of(client.get(page("new", 2566)))

        assert text.index("ปีถัดมา") < text.index("พัฒนาการอ่าน")

    def test_begins_a_continuing_project_with_everything_it_said(self, last, year, client, unit):
        response = client.post(page("begin_copy"), {"source": last.project.public_id, "unit": unit})

        draft = Proposal.objects.get(project__fiscal_year=year)
        assert response.url == reverse("projects:write", args=[draft.project.public_id, 1])
        assert (draft.state, draft.project.continues, draft.nature) == (
            ProposalState.DRAFT, last.project, Nature.CONTINUING,
        )  # fmt: skip
        old, new = content_of(last), content_of(draft)
        assert (new.starts_on, new.ends_on) == (date(2021, 10, 1), date(2022, 9, 30))
        assert [line.amount for _number, line, _months in new.cost_lines()] == [Decimal("1080.00")]
        assert (new.name, new.strategy, new.rationale) == (old.name, old.strategy, old.rationale)

    def test_one_in_hand_is_copied_rather_than_one_set_aside(self, office, last, year, client, unit):
        second = versions.revise_proposal(proposal=last, reason="x", by=office.people.owner)
        projects.drop_proposal(proposal=second, by=office.people.owner)

        client.post(page("begin_copy"), {"source": last.project.public_id, "unit": unit})

        assert Proposal.objects.get(project__fiscal_year=year).name == "พัฒนาการอ่าน"

    def test_one_that_another_page_named_stands_on_top(self, last, year, client):
        response = client.get(page("new"), {"from": str(last.project.public_id)})

        text = text_of(response)
        assert "จาก “พัฒนาการอ่าน” กลุ่มนิเทศ ติดตาม และประเมินผลฯ ปีงบประมาณ 2564 จำนวน 1,080 บาท" in text
        assert response.content.decode().count(f'value="{last.project.public_id}"') == 1

    @pytest.mark.parametrize("query", [{"from": "x"}, {"from": str(uuid4())}, {"q": " "}])
    def test_a_query_that_names_nothing_is_harmless(self, year, client, query):
        assert client.get(page("new"), query).status_code == 200

    def test_search_finds_what_one_may_see_by_all_its_words(self, office, last, year, client):
        draft = make_proposal(office, year, name="พัฒนาการเงิน", owner=office.people.finance_officer)
        found = client.get(page("new"), {"q": "พัฒนา อ่าน"})
        assert reverse("projects:proposal", args=[last.project.public_id, 1]) in links_of(found)

        none = client.get(page("new"), {"q": "การเงิน"})
        assert "ไม่พบโครงการที่มีคำว่า “การเงิน”" in text_of(none)
        assert str(draft.project.public_id) not in none.content.decode()

    def test_an_approved_project_of_another_group_can_be_copied(self, office, last, year, client_for):
        client = client_for(office.people.finance_officer)
        data = {"source": last.project.public_id, "unit": office.units.finance.public_id}

        client.post(page("begin_copy"), data)

        assert Proposal.objects.get(project__fiscal_year=year).project.unit == office.units.finance

    def test_a_draft_one_may_not_see_does_not_exist(self, office, year, client, unit):
        draft = make_proposal(office, year, name="ลับ", owner=office.people.finance_officer)

        response = client.post(page("begin_copy"), {"source": draft.project.public_id, "unit": unit})

        assert response.status_code == 404
        assert Project.objects.count() == 1

    @pytest.mark.parametrize("data", [{}, {"source": "x"}])
    def test_none_chosen_is_said(self, last, year, client, unit, data):
        response = client.post(page("begin_copy"), {"unit": unit} | data)

        assert response.status_code == 422
        assert "เลือกโครงการที่จะใช้เป็นต้นแบบ" in text_of(response)


class TestWho:
    @pytest.mark.parametrize(
        ("person", "status"),
        [
            ("owner", 200), ("planner", 200), ("planning_director", 200), ("finance_officer", 200), ("deputy", 403),
            ("director", 403), ("auditor", 403), ("administrator", 403), ("school_officer", 403),
        ],
    )  # fmt: skip
    def test_people_of_a_group_begin_its_projects(self, office, year, client_for, person, status):
        client = client_for(getattr(office.people, person))

        assert client.get(page("new")).status_code == status
        if status == 403:
            for name in ("begin", "begin_copy", "begin_upload"):
                assert client.post(page(name), {"name": "x"}).status_code == 403
            assert Project.objects.count() == 0

    def test_a_closed_year_is_said_and_takes_nothing(self, office, year, client, unit):
        type(year).objects.filter(pk=year.pk).update(
            state="closed", closed_at=timezone.now(), closed_by=office.people.planner
        )

        response = client.get(page("new"), follow=True)
        assert response.redirect_chain[0][0] == page("list")
        assert "ปีงบประมาณ 2565 ปิดแล้ว" in text_of(response)
        refused = client.post(page("begin"), {"name": "สาย", "unit": unit})
        assert refused.status_code == 422
        assert "ปีงบประมาณ 2565 ปิดแล้ว" in text_of(refused)
        assert Project.objects.count() == 0

    def test_another_offices_year_is_not_found(self, year, other_office, client_for):
        client = client_for(other_office.people.owner)

        assert client.get(page("new")).status_code == 404
        assert client.post(page("begin"), {"name": "x"}).status_code == 404

    def test_as_many_queries_with_3_earlier_projects_as_with_9(self, office, plan, year, client):
        counts = []
        for many in (3, 6):
            for number in range(many):
                make_proposal(office, plan.fiscal_year, name=f"โครงการ {many} {number}")
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page("new"), {"q": "โครงการ"}).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1]
