"""The list of a year's projects: what it shows, to whom, in how many queries, and how it is narrowed."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.enums import FundSource
from projects.models import Project, Strategy
from projects.services import arranging, projects
from tests.factories import make_plan
from tests.plans.approving import approve as approve_plan
from tests.plans.reading_pages import links_of, text_of
from tests.projects.closing import close
from tests.projects.factories import approve, make_frame, make_line, make_proposal

ADDRESS = "/years/2564/projects/"
MANAGEMENT = {"strategy": "ด้านการบริหารจัดการ", "strategy_number": 6}


@pytest.fixture
def year(plan):
    return plan.fiscal_year


@pytest.fixture
def proposal_of(office, year):
    """A function that makes a draft: of the owner, or of the finance officer."""

    def made(name, by="owner", **changes):
        return make_proposal(office, year, name=name, owner=getattr(office.people, by), **changes)

    return made


@pytest.fixture
def page(office, client_for):
    """A function that opens the list as a person, asking for some of it."""

    def opened(person="planner", **asked):
        return client_for(getattr(office.people, person)).get(ADDRESS, asked)

    return opened


def names_in(response):
    """The names of the projects in the page's list, in order."""
    return re.findall(r'data-key="[^"]+" data-name="([^"]+)"', response.content.decode())


def money(baht, source=FundSource.AREA_OFFICE):
    return make_line("ค่าวัสดุ", factors=(), amount=Decimal(baht), source=source)


class TestShows:
    def test_projects_by_strategy_with_sums_by_source(self, proposal_of, page):
        proposal_of("อ่านคล่อง", lines=[money(1000), money(200, FundSource.OBEC)])
        proposal_of("บัญชีโรงเรียน", by="finance_officer", lines=[money(500)], **MANAGEMENT)
        proposal_of("เขียนคล่อง", lines=[money(70), money(5, FundSource.OTHER)])

        response = page()

        assert names_in(response) == ["อ่านคล่อง", "เขียนคล่อง", "บัญชีโรงเรียน"]
        text = text_of(response)
        assert "ยุทธศาสตร์ที่ 1 ด้านการพัฒนาคุณภาพผู้เรียน 2 โครงการ 1,070 200 5 1,275" in text
        assert "1 อ่านคล่อง ศึกษานิเทศก์และคณะ กลุ่มนิเทศ ติดตาม และประเมินผลฯ ร่าง 1,000 200 – 1,200" in text
        assert "2 เขียนคล่อง" in text
        assert "ยุทธศาสตร์ที่ 6 ด้านการบริหารจัดการ 1 โครงการ 500 – – 500" in text
        assert "รวมทุกโครงการ 1,570 200 5 1,775" in text

    def test_project_without_a_strategy_stands_last(self, proposal_of, page):
        proposal_of("ยังไม่เลือก", strategy="", strategy_number=None)
        proposal_of("เลือกแล้ว")

        response = page()

        assert names_in(response) == ["เลือกแล้ว", "ยังไม่เลือก"]
        assert "ยังไม่ระบุยุทธศาสตร์ 1 โครงการ" in text_of(response)

    def test_name_leads_to_the_project(self, proposal_of, page):
        proposal = proposal_of("อ่านคล่อง")

        assert reverse("projects:project", args=[proposal.project.public_id]) in links_of(page())

    def test_papers_of_the_year(self, proposal_of, page):
        proposal_of("อ่านคล่อง")

        wanted = {
            reverse(f"reports:{name}", args=[2564])
            for name in ("strategy_chapter_pdf", "strategy_chapter_xlsx", "project_list_pdf", "project_list_xlsx")
        }
        assert wanted <= links_of(page())

    def test_project_over_its_ceiling_is_marked(self, proposal_of, page):
        proposal = proposal_of("อ่านคล่อง")
        type(proposal).objects.filter(pk=proposal.pk).update(over_ceiling_reason="งานเร่งด่วน")

        assert "ร่าง เกินกรอบวงเงินของกลุ่ม" in text_of(page())

    def test_merged_and_dropped_projects_are_named_apart_and_in_no_sum(self, office, proposal_of, page):
        target, source, dropped = (proposal_of(name, lines=[money(100)]) for name in ("หลัก", "รวมเข้า", "พักไว้"))
        arranging.merge_projects(source=source, target=target, by=office.people.planner)
        projects.drop_proposal(proposal=dropped, by=office.people.owner)

        response = page()

        assert names_in(response) == ["หลัก"]
        text = text_of(response)
        assert "รวมทุกโครงการ 200 – – 200" in text
        assert "โครงการที่ไม่ดำเนินการต่อ 2 โครงการ" in text
        assert "รวมเข้า กลุ่มนิเทศ ติดตาม และประเมินผลฯ รวมเข้ากับโครงการอื่น หลัก" in text
        assert "พักไว้ กลุ่มนิเทศ ติดตาม และประเมินผลฯ พักไว้" in text

    def test_thai_digits_where_the_person_chose_them(self, office, proposal_of, page):
        proposal_of("อ่านคล่อง", lines=[money(1000)])
        office.people.planner.digits = "thai"
        office.people.planner.save()

        assert "รวมทุกโครงการ ๑,๐๐๐ – – ๑,๐๐๐" in text_of(page())


class TestEmpty:
    def test_owner_is_told_to_begin(self, year, page):
        response = page("owner")

        assert "ยังไม่มีโครงการ เริ่มได้จากแบบว่าง จากโครงการปีก่อน หรือจากไฟล์ Word" in text_of(response)
        assert reverse("projects:new", args=[2564]) in links_of(response)

    def test_planner_is_told_to_set_strategies_first(self, office, year, page):
        assert "ปีนี้ยังไม่มียุทธศาสตร์ ให้กำหนดก่อน" in text_of(page())
        make_frame(office, year)
        assert "ปีนี้ยังไม่มียุทธศาสตร์" not in text_of(page())

    def test_others_are_told_to_wait(self, year, page):
        text = text_of(page("school_officer"))

        assert "ยังไม่มีโครงการให้อ่าน" in text
        assert "เริ่มโครงการ" not in text

    def test_nothing_begins_in_a_closed_year(self, office, year, page):
        assert "เริ่มโครงการใหม่" in text_of(page("owner"))
        close(year, office.people.planner)
        assert "เริ่มโครงการใหม่" not in text_of(page("owner"))


class TestVisible:
    @pytest.fixture
    def three(self, office, proposal_of):
        """An approved project of the owner's group, a draft of it, and a draft of the finance group."""
        approve(office, proposal_of("อนุมัติแล้ว"))
        proposal_of("ร่างของกลุ่ม")
        proposal_of("ร่างของการเงิน", by="finance_officer")

    @pytest.mark.parametrize(
        ("person", "seen"),
        [
            ("planner", ["อนุมัติแล้ว", "ร่างของกลุ่ม", "ร่างของการเงิน"]),
            ("director", ["อนุมัติแล้ว", "ร่างของกลุ่ม", "ร่างของการเงิน"]),
            ("owner", ["อนุมัติแล้ว", "ร่างของกลุ่ม"]),
            ("planning_director", ["อนุมัติแล้ว"]),
            ("school_officer", ["อนุมัติแล้ว"]),
        ],
    )
    def test_who_sees_what(self, three, page, person, seen):
        assert names_in(page(person)) == seen

    def test_whoever_sees_not_all_is_told_what_the_sums_are_of(self, three, page):
        sentence = "ผลรวมคิดจากโครงการที่ท่านเห็น"

        assert sentence in text_of(page("owner"))
        assert sentence not in text_of(page("director"))

    def test_another_offices_year_is_not_found(self, three, other_office, client_for):
        assert client_for(other_office.people.planner).get(ADDRESS).status_code == 404


class TestFilter:
    @pytest.fixture
    def three(self, office, proposal_of):
        proposal_of("พัฒนาการอ่าน", lines=[money(100)])
        approve(office, proposal_of("พัฒนาการเขียน", lines=[money(20)]))
        proposal_of("อบรมการเงิน ปี 2564", by="finance_officer", lines=[money(3)])

    @pytest.mark.parametrize(
        ("asked", "seen"),
        [
            ({"text": "พัฒนา"}, ["พัฒนาการอ่าน", "พัฒนาการเขียน"]),
            ({"text": "  เขียน พัฒนา "}, ["พัฒนาการเขียน"]),
            ({"text": "๒๕๖๔"}, ["อบรมการเงิน ปี 2564"]),
            ({"text": "ศึกษานิเทศก์"}, ["พัฒนาการอ่าน", "พัฒนาการเขียน", "อบรมการเงิน ปี 2564"]),
            ({"state": "approved"}, ["พัฒนาการเขียน"]),
            ({"state": "draft", "text": "อ่าน"}, ["พัฒนาการอ่าน"]),
            ({"state": "returned"}, []),
        ],
    )
    def test_by_words_and_state(self, three, page, asked, seen):
        assert names_in(page(**asked)) == seen

    def test_by_group(self, office, three, page):
        assert names_in(page(unit=office.units.finance.pk)) == ["อบรมการเงิน ปี 2564"]

    def test_sums_are_of_what_is_shown_and_said_to_be(self, three, page):
        text = text_of(page(text="อ่าน"))

        assert "แสดง 1 จาก 3 โครงการ ผลรวมคิดจากโครงการที่แสดง" in text
        assert "รวมทุกโครงการ 100 – – 100" in text

    def test_numbers_stay_those_of_the_whole_list(self, three, page):
        assert "3 อบรมการเงิน ปี 2564 ศึกษานิเทศก์และคณะ" in text_of(page(text="การเงิน"))

    def test_own_projects_are_offered_to_owners_only(self, three, page):
        assert names_in(page("finance_officer", mine="on")) == ["อบรมการเงิน ปี 2564"]
        assert 'name="mine"' not in page().content.decode()

    def test_nothing_found_says_so(self, three, page):
        assert "ไม่มีโครงการตามที่เลือก" in text_of(page(text="ไม่มีคำนี้"))

    def test_what_nobody_can_choose_is_said_beside_the_field(self, three, page):
        html = page(unit="999999", state="lost").content.decode()

        assert 'id="id_unit_error">' in html
        assert 'id="id_state_error">' in html

    def test_order_changes_only_in_the_whole_list_of_an_open_year(self, office, three, page, year):
        assert "ลำดับของ “พัฒนาการอ่าน”" in page().content.decode()
        assert "ลำดับของ" not in page(text="อ่าน").content.decode()
        assert "ให้แสดงโครงการทั้งหมดก่อน" in text_of(page(text="อ่าน"))
        assert "ลำดับของ" not in page("owner").content.decode()
        close(year, office.people.planner)
        assert "ลำดับของ" not in page().content.decode()


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(ADDRESS)
    return len(queries), len(names_in(response))


def copy_projects(office, proposal, count):
    """Projects with drafts of their own, all like `proposal`, half of them set aside."""
    for number in range(count):
        draft = projects.begin_from_project(
            year=proposal.project.fiscal_year, unit=proposal.project.unit, source=proposal, by=office.people.owner
        )
        if number % 2:
            projects.drop_proposal(proposal=draft, by=office.people.owner)


@pytest.mark.parametrize("person", ["planner", "owner"])
def test_same_number_of_queries_at_3_projects_and_at_30(office, proposal_of, client_for, person):
    proposal = proposal_of("แบบ")
    client = client_for(getattr(office.people, person))
    copy_projects(office, proposal, 4)
    few = queries_of(client)
    copy_projects(office, proposal, 54)

    many = queries_of(client)

    assert (few[1], many[1]) == (3, 30)
    assert few[0] == many[0]
    assert Project.objects.count() == 59
    assert Strategy.objects.count() == 2


class TestWays:
    """How one comes to the lists from other pages."""

    def test_menu_leads_to_the_projects_of_the_year_in_sight(self, office, plan, client_for):
        make_plan(office, year_be=2563)
        client = client_for(office.people.owner)

        assert menu_of(client.get("/years/2563/")).count('href="/years/2563/projects/"') == 1
        assert (
            menu_of(client.get(ADDRESS)).count('class="nav-link active" aria-current="page" href="/years/2564/pro') == 1
        )

    def test_menu_has_no_projects_before_the_first_year(self, office, client_for):
        assert "/projects/" not in menu_of(client_for(office.people.planner).get("/"))

    def test_year_page_leads_to_all_lists(self, office, plan, client_for):
        links = links_of(client_for(office.people.planner).get("/years/2564/"))

        assert {ADDRESS, f"{ADDRESS}groups/", "/years/2564/strategies/"} <= links

    def test_year_page_leads_schools_to_no_ceilings(self, office, real_plan, client_for):
        approve_plan(real_plan, office.people)

        links = links_of(client_for(office.people.school_officer).get("/years/2564/"))

        assert links & {ADDRESS, f"{ADDRESS}groups/"} == {ADDRESS}

    def test_home_leads_to_the_list(self, office, plan, client_for):
        assert ADDRESS in links_of(client_for(office.people.owner).get("/"))


def menu_of(response):
    """The page's main menu."""
    return response.content.decode().split('id="main-menu"')[1].split("</nav>")[0]
