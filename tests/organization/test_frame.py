import re

import pytest
from django.db import connection
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from budgetplan.approvals.context import frame as approvals_frame
from budgetplan.organization.templatetags.frame import LOOKS
from plans.enums import PlanState, YearState
from plans.models import FiscalYear
from plans.services.versions import submit_plan
from tests import factories

PREFERENCES = reverse("organization:preferences")


def read(client, path=PREFERENCES):
    return client.get(path).content.decode()


def links(page):
    """The addresses of the main menu."""
    menu = page.partition('id="main-menu"')[2].partition("</nav>")[0]
    return re.findall(r'href="([^"]+)"', menu)


class TestStates:
    @pytest.mark.parametrize(
        ("state", "tone", "word"),
        [
            (PlanState.DRAFT, "draft", "Draft"),
            (PlanState.WAITING, "waiting", "Waiting for approval"),
            (PlanState.RETURNED, "returned", "Returned for revision"),
            (PlanState.APPROVED, "approved", "Approved"),
            (PlanState.REJECTED, "over", "Rejected"),
            ("over", "over", "Over the limit"),
        ],
    )
    def test_show_word_icon_and_colour(self, english, state, tone, word):
        html = render_to_string("partials/state.html", {"state": state})

        assert f'class="state state-{tone}"' in html
        assert f'<i class="bi bi-{LOOKS[str(state)].icon}" aria-hidden="true"></i> {word}</span>' in html

    def test_take_another_word(self, english):
        html = render_to_string("partials/state.html", {"state": "over", "label": "500 too much"})

        assert "500 too much</span>" in html


class TestYearSwitch:
    def address(self, path, year_be):
        request = RequestFactory().get(path)
        request.resolver_match = resolve(path)
        template = Template("{% load frame %}{% same_page_of_year year_be %}")
        return template.render(Context({"request": request, "year_be": year_be}))

    @pytest.mark.parametrize(
        ("path", "switched"),
        [
            ("/years/2564/", "/years/2563/"),
            ("/years/2564/plan/", "/years/2563/plan/"),
            ("/years/2564/plan/versions/", "/years/2563/plan/versions/"),
            ("/years/2564/frame/", "/years/2563/"),
            ("/years/2564/plan/v2/", "/years/2563/"),
            ("/inbox/", "/years/2563/"),
        ],
    )
    def test_stays_on_the_same_page_where_there_is_one(self, path, switched):
        assert self.address(path, 2563) == switched

    def test_every_page_shows_a_year(self, office, plan, client_for):
        page = read(client_for(office.people.owner))

        assert "ปีงบประมาณ <strong>2564</strong>" in page

    def test_page_of_a_year_shows_that_year_and_leads_to_the_others(self, office, plan, client_for):
        planner = office.people.planner
        factories.make_plan(office, year_be=2563)
        FiscalYear.objects.filter(year_be=2563).update(
            state=YearState.CLOSED, closed_at=timezone.now(), closed_by=planner
        )

        page = read(client_for(planner), "/years/2563/")

        assert "ปีงบประมาณ <strong>2563</strong>" in page
        switch = page.partition('class="dropdown year-switch"')[2].partition("</ul>")[0]
        assert re.findall(r'href="([^"]+)"', switch) == ["/years/2564/", "/years/2563/"]
        assert switch.count("bi-lock") == 1

    def test_office_without_years_is_told_so(self, office, client_for):
        assert "ยังไม่มีปีงบประมาณ" in read(client_for(office.people.planner))

    def test_years_of_another_office_stay_out(self, office, other_office, client_for):
        factories.make_plan(other_office, year_be=2570)

        assert "2570" not in read(client_for(office.people.planner))


class TestMenu:
    @pytest.mark.parametrize(
        ("name", "more"),
        [
            ("school_officer", []),
            ("owner", []),
            ("finance_officer", ["admin:index"]),
            ("auditor", ["approvals:desks", "audit:events"]),
            ("administrator", ["approvals:desks", "audit:events", "admin:index"]),
            ("director", ["approvals:desks", "audit:events", "admin:index"]),
        ],
    )
    def test_leads_only_to_what_opens(self, office, client_for, name, more):
        names = ["home", "plans:years", "approvals:inbox", *more]
        client = client_for(getattr(office.people, name))

        found = links(read(client))

        assert found == [reverse(name) for name in names]
        assert {client.get(path).status_code for path in found} == {200}

    def test_shows_office_person_and_posts(self, office, client_for):
        page = read(client_for(office.people.director))

        assert f'<span class="d-none d-md-inline">{office.office.name}</span>' in page
        assert "<strong>คุณ a_director</strong>" in page
        assert "<div>ผู้อำนวยการ สพป.</div>" in page

    def test_nothing_of_it_before_the_sign_in_is_finished(self, office, client_for):
        person = office.people.planner
        person.must_change_password = True
        person.save()

        assert 'id="main-menu"' not in read(client_for(person), reverse("organization:password"))


class TestInboxCount:
    def count(self, person):
        request = RequestFactory().get("/")
        request.user = person
        with CaptureQueriesContext(connection) as queries:
            number = approvals_frame(request)["inbox_count"]()
        return number, len(queries)

    def test_counts_what_waits_for_the_person(self, office, real_plan):
        submit_plan(plan=real_plan, by=office.people.planner)

        assert self.count(office.people.planning_director)[0] == 1
        assert self.count(office.people.director)[0] == 0

    @pytest.mark.parametrize("name", ["planner", "owner", "director", "school_officer"])
    def test_asks_one_query_where_nothing_could_wait(self, office, real_plan, name):
        submit_plan(plan=real_plan, by=office.people.planner)

        assert self.count(getattr(office.people, name)) == (0, 1)

    def test_shows_in_the_menu(self, office, real_plan, client_for):
        assert 'class="badge count"' not in read(client_for(office.people.planning_director))
        submit_plan(plan=real_plan, by=office.people.planner)

        page = read(client_for(office.people.planning_director))

        assert '<span class="badge count">1<span class="visually-hidden">' in page


class TestErrorPages:
    def test_missing_page_says_what_to_do(self, office, client_for):
        response = client_for(office.people.planner).get("/nothing/")

        assert response.status_code == 404
        assert "<h1>ไม่พบหน้าที่ต้องการ</h1>" in response.content.decode()

    def test_refusal_shows_its_sentence(self, office, client_for):
        response = client_for(office.people.owner).get(reverse("admin:index"), follow=True)

        assert response.status_code == 403
        assert "หน้าพิจารณาและดูแลระบบเปิดให้เฉพาะผู้พิจารณาเอกสารและผู้ดูแลระบบ" in response.content.decode()

    def test_bad_request_needs_no_request(self, office, client_for):
        response = client_for(office.people.owner).post(reverse("organization:language"), {"language": "xx"})

        assert response.status_code == 400
        assert "<h1>ระบบไม่เข้าใจคำขอนี้</h1>" in response.content.decode()

    def test_stale_form_says_why(self, db, client):
        client.handler.enforce_csrf_checks = True

        response = client.post(reverse("organization:login"), {"username": "a", "password": "b"})

        assert response.status_code == 403
        assert "<h1>หน้าที่ส่งมาหมดอายุแล้ว</h1>" in response.content.decode()

    def test_failure_of_ours_needs_neither_request_nor_database(self):
        html = render_to_string("500.html")

        assert "<h1>ระบบเกิดข้อผิดพลาด</h1>" in html
        assert 'href="/static/organization/app.css"' in html
