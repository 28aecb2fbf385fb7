"""Deciding in the administration pages, one case or several, and editing the routes."""

import re
from datetime import date

import pytest
from django.urls import reverse

from budgetplan.approvals.enums import CaseState
from budgetplan.approvals.models import Decision, Route, RouteStep
from budgetplan.organization.models import Appointment
from tests.approvals.factories import fresh, let_act, make_case, pass_until, return_as

CASES = reverse("admin:approvals_case_changelist")
ROUTES = reverse("admin:approvals_route_changelist")
PASS_SELECTED = reverse("admin:approvals_case_pass_selected")
RETURN_SELECTED = reverse("admin:approvals_case_return_selected")
DECIDERS = ("planner", "planning_director", "finance_officer", "deputy", "director")


def address(name, case):
    return reverse(f"admin:approvals_case_{name}", args=[case.pk])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def listed(response):
    return list(response.context["cl"].result_list)


@pytest.fixture
def two_cases(office):
    """Two cases of different years before the director."""
    return [pass_until(make_case(office, year_be=year_be), office, 3) for year_be in (2564, 2565)]


class TestList:
    def test_shows_first_what_waits_for_me(self, office, two_cases, client_for):
        make_case(office, year_be=2566)

        response = client_for(office.people.director).get(CASES)

        assert listed(response) == two_cases
        page = text_of(response)
        assert "5,000,000" in page
        assert "ผู้อำนวยการ สพป. – คุณ a_director" in page

    def test_the_rest_is_one_click_away(self, office, two_cases, client_for):
        other = make_case(office, year_be=2566)
        return_as(other, office.people.planning_director)
        client = client_for(office.people.director)

        assert listed(client.get(CASES, {"desk": "waiting"})) == two_cases
        assert listed(client.get(CASES, {"desk": "all"})) == [*two_cases, other]

    def test_nothing_of_another_office(self, two_cases, other_office, client_for):
        assert listed(client_for(other_office.people.director).get(CASES, {"desk": "all"})) == []

    def test_as_many_queries_for_two_cases_as_for_five(
        self, office, two_cases, client_for, django_assert_max_num_queries, django_assert_num_queries
    ):
        client = client_for(office.people.director)
        with django_assert_max_num_queries(40) as few:
            client.get(CASES)
        for year_be in (2566, 2567, 2568):
            pass_until(make_case(office, year_be=year_be), office, 3)

        with django_assert_num_queries(len(few)):
            assert len(listed(client.get(CASES))) == 5

    @pytest.mark.parametrize("person", ["owner", "school_officer"])
    def test_people_who_decide_nothing_do_not_get_in(self, office, client_for, person):
        response = client_for(getattr(office.people, person)).get(CASES)

        assert response.status_code in {302, 403}


class TestCasePage:
    def test_shows_figures_findings_history_and_the_pdf(self, office, two_cases, client_for):
        response = client_for(office.people.director).get(address("change", two_cases[0]))

        page = text_of(response)
        assert "5,000,000 บาท" in page
        assert "ไตรมาสที่ 1 1,250,000" in page
        assert "ยอดตรงกันทั้งหมด" in page
        assert "คุณ a_deputy (รองผู้อำนวยการ สพป.)" in page
        assert reverse("reports:plan_pdf", args=[2564, 1]) in response.content.decode()

    def test_there_is_nothing_to_save(self, office, two_cases, client_for):
        client = client_for(office.people.director)

        assert client.post(address("change", two_cases[0]), {"amount": "1"}).status_code == 405
        assert client.get(reverse("admin:approvals_case_add")).status_code == 403
        assert client.post(address("delete", two_cases[0]), {"post": "yes"}).status_code == 403

    @pytest.mark.parametrize("name", ["change", "pass", "return", "reject"])
    def test_another_offices_case_does_not_exist(self, two_cases, other_office, client_for, name):
        client = client_for(other_office.people.director)
        url = address(name, two_cases[0])

        response = client.get(url) if name == "change" else client.post(url, {"version": 3, "comment": "ลอง"})

        assert response.status_code == 404
        assert fresh(two_cases[0]).version == 3

    @pytest.mark.parametrize("number", ["abc", "9" * 30])
    def test_address_that_names_no_case_is_not_found(self, office, client_for, number):
        response = client_for(office.people.director).get(f"{CASES}{number}/change/")

        assert response.status_code == 404

    def test_reader_gets_no_buttons(self, office, two_cases, client_for):
        response = client_for(office.people.deputy).get(address("change", two_cases[0]))

        assert response.context["decides"] is False
        assert 'class="decide"' not in response.content.decode()


class TestDeciding:
    def test_approves_with_a_comment(self, office, two_cases, client_for):
        client = client_for(office.people.director)

        response = client.post(address("pass", two_cases[0]), {"version": 3, "comment": "อนุมัติตามเสนอ"})

        assert response["Location"] == CASES
        decision = Decision.objects.get(verb="approve")
        assert (decision.case, decision.by, decision.comment) == (
            two_cases[0],
            office.people.director,
            "อนุมัติตามเสนอ",
        )
        assert "ขณะนี้เรื่องอยู่ที่ “กศจ.”" in text_of(client.get(CASES))

    @pytest.mark.parametrize(("name", "state"), [("return", "returned"), ("reject", "rejected")])
    def test_returns_and_rejects(self, office, two_cases, client_for, name, state):
        client_for(office.people.director).post(address(name, two_cases[0]), {"version": 3, "comment": "ปรับลด"})

        assert (fresh(two_cases[0]).state, fresh(two_cases[1]).state) == (state, "waiting")

    def test_return_without_a_comment_asks_for_it(self, office, two_cases, client_for):
        response = client_for(office.people.director).post(address("return", two_cases[0]), {"version": 3})

        assert response.status_code == 422
        assert "โปรดเขียนความเห็น" in text_of(response)
        assert fresh(two_cases[0]).state == CaseState.WAITING

    def test_letter_step_takes_its_letter(self, office, case, client_for):
        pass_until(case, office, 4)

        client_for(office.people.second_planner).post(
            address("pass", case), {"version": 4, "letter_number": "ศธ 1", "letter_date": "20 พ.ย. 2563"}
        )

        assert Decision.objects.get(verb="letter").letter_date == date(2020, 11, 20)

    def test_stale_page_changes_nothing_and_keeps_the_comment(self, office, two_cases, client_for):
        response = client_for(office.people.director).post(
            address("return", two_cases[0]), {"version": 2, "comment": "ปรับลด"}
        )

        assert response.status_code == 409
        assert response.context["form"]["comment"].value() == "ปรับลด"
        assert fresh(two_cases[0]).version == 3

    @pytest.mark.parametrize("person", ["deputy", "planning_director", "finance_officer", "administrator"])
    def test_who_does_not_hold_the_step_is_refused(self, office, two_cases, client_for, person):
        response = client_for(getattr(office.people, person)).post(
            address("pass", two_cases[0]), {"version": 3, "comment": ""}
        )

        assert response.status_code == 403
        assert fresh(two_cases[0]).version == 3

    def test_author_is_refused(self, office, case, client_for):
        pass_until(case, office, 4)

        response = client_for(office.people.planner).post(
            address("pass", case), {"version": 4, "letter_number": "ศธ 1", "letter_date": "20/11/2563"}
        )

        assert "ท่านเป็นผู้เสนอเอกสารนี้" in text_of(response)
        assert fresh(case).version == 4

    def test_acting_person_decides_here_too(self, office, two_cases, client_for):
        let_act(office.people.owner, office.posts.director)

        client_for(office.people.owner).post(address("pass", two_cases[0]), {"version": 3})

        assert Decision.objects.get(verb="approve").acting_for == office.posts.director


class TestSeveral:
    def choose(self, client, action, cases):
        return client.post(CASES, {"action": action, "_selected_action": [case.pk for case in cases]})

    def test_approving_shows_first_what_it_is_about(self, office, two_cases, client_for):
        response = self.choose(client_for(office.people.director), "pass_selected", two_cases)

        assert [(case, decides) for case, _summary, decides in response.context["rows"]] == [
            (two_cases[0], True),
            (two_cases[1], True),
        ]
        assert fresh(two_cases[0]).version == 3

    def test_confirmed_cases_are_approved_with_the_comment(self, office, two_cases, client_for):
        client = client_for(office.people.director)

        response = client.post(
            PASS_SELECTED, {"case": [f"{case.pk}:3" for case in two_cases], "comment": "อนุมัติ"}, follow=True
        )

        assert [fresh(case).current_step.name for case in two_cases] == ["กศจ.", "กศจ."]
        assert Decision.objects.filter(verb="approve", comment="อนุมัติ").count() == 2
        assert len(response.context["messages"]) == 2

    def test_one_that_moved_on_is_refused_and_the_other_goes_through(self, office, two_cases, client_for):
        first, second = two_cases
        return_as(first, office.people.director)

        response = client_for(office.people.director).post(
            PASS_SELECTED, {"case": [f"{first.pk}:3", f"{second.pk}:3"]}, follow=True
        )

        assert (fresh(first).state, fresh(second).current_step.name) == ("returned", "กศจ.")
        assert [(note.level_tag, note.message.partition(":")[0]) for note in response.context["messages"]] == [
            ("error", first.title),
            ("success", second.title),
        ]

    def test_outside_step_is_told_to_need_its_letter(self, office, case, client_for):
        pass_until(case, office, 4)

        response = client_for(office.people.second_planner).post(PASS_SELECTED, {"case": f"{case.pk}:4"}, follow=True)

        assert "โปรดกรอกเลขที่และวันที่ของหนังสือ" in text_of(response)
        assert fresh(case).version == 4

    def test_returning_needs_a_comment(self, office, two_cases, client_for):
        response = client_for(office.people.director).post(
            RETURN_SELECTED, {"case": [f"{case.pk}:3" for case in two_cases], "comment": " "}
        )

        assert response.status_code == 422
        assert len(response.context["rows"]) == 2
        assert {fresh(case).state for case in two_cases} == {"waiting"}

    def test_returning_sends_all_back_with_it(self, office, two_cases, client_for):
        client_for(office.people.director).post(
            RETURN_SELECTED, {"case": [f"{case.pk}:3" for case in two_cases], "comment": "ปรับลดร้อยละ 10"}
        )

        assert {fresh(case).state for case in two_cases} == {"returned"}
        assert Decision.objects.filter(verb="return", comment="ปรับลดร้อยละ 10").count() == 2

    def test_case_one_does_not_hold_is_left_out(self, office, two_cases, client_for):
        other = make_case(office, year_be=2566)
        client = client_for(office.people.director)

        response = client.post(
            f"{CASES}?desk=all", {"action": "pass_selected", "_selected_action": [two_cases[0].pk, other.pk]}
        )

        assert [decides for _case, _summary, decides in response.context["rows"]] == [True, False]
        assert f'value="{other.pk}:1"' not in response.content.decode()

    def test_what_is_no_case_is_left_out(self, office, two_cases, client_for):
        given = ["x:1", "1", "9" * 5000 + ":1", f"{two_cases[0].pk}:{two_cases[0].version}"]

        client_for(office.people.director).post(PASS_SELECTED, {"case": given})

        states = [fresh(case).decisions.last().verb for case in two_cases]
        assert states == ["approve", "endorse"]

    def test_another_offices_cases_are_not_found(self, two_cases, other_office, client_for):
        client_for(other_office.people.director).post(PASS_SELECTED, {"case": [f"{two_cases[0].pk}:3", "x:y", "1"]})

        assert fresh(two_cases[0]).version == 3

    @pytest.mark.parametrize("url", [PASS_SELECTED, RETURN_SELECTED])
    def test_following_a_link_decides_nothing(self, office, client_for, url):
        assert client_for(office.people.director).get(url).status_code == 405


class TestRoutes:
    def test_list_names_the_kind_of_document(self, office, client_for):
        text = text_of(client_for(office.people.administrator).get(ROUTES))

        assert "แผนการใช้จ่ายงบประมาณ แผนการใช้จ่ายงบประมาณรายไตรมาส" in text

    def route_data(self, route, **changes):
        """What the form of the route posts, with one more or changed step."""
        steps = list(route.steps.order_by("order"))
        data = {
            "kind": route.kind, "name": route.name, "is_active": "on",
            "steps-TOTAL_FORMS": len(steps), "steps-INITIAL_FORMS": len(steps),
        }  # fmt: skip
        for index, step in enumerate(steps):
            for name in ("id", "order", "name", "role", "scope", "action", "working_days"):
                data[f"steps-{index}-{name}"] = getattr(step, name)
            data[f"steps-{index}-route"] = route.pk
        return {**data, **changes}

    def post(self, client, route, **changes):
        url = reverse("admin:approvals_route_change", args=[route.pk])
        return client.post(url, self.route_data(route, **changes))

    def test_administrator_changes_a_step(self, office, client_for):
        route = Route.objects.get(office=office.office)

        response = self.post(client_for(office.people.administrator), route, **{"steps-0-working_days": "5"})

        assert response["Location"] == ROUTES
        assert route.steps.get(order=1).working_days == 5

    def test_administrator_adds_a_step(self, office, client_for):
        route = Route.objects.get(office=office.office)
        added = {
            "steps-TOTAL_FORMS": "5", "steps-4-order": "5", "steps-4-name": "การเงินตรวจสอบ",
            "steps-4-role": "finance_officer", "steps-4-scope": "office", "steps-4-action": "check",
            "steps-4-working_days": "2", "steps-4-route": route.pk, "steps-4-id": "",
        }  # fmt: skip

        self.post(client_for(office.people.administrator), route, **added)

        step = RouteStep.objects.get(route=route, order=5)
        assert (step.name, step.office) == ("การเงินตรวจสอบ", office.office)

    def test_step_of_a_role_without_a_post_is_refused(self, office, client_for):
        Appointment.objects.filter(post=office.posts.finance_officer).delete()
        office.posts.finance_officer.delete()
        route = Route.objects.get(office=office.office)

        response = self.post(client_for(office.people.administrator), route, **{"steps-1-role": "finance_officer"})
        refused = self.post(
            client_for(office.people.administrator), route,
            **{"steps-1-role": "finance_officer", "steps-1-scope": "office"},
        )  # fmt: skip

        assert response["Location"] == ROUTES  # the deputy over the unit decides, whatever the role
        assert "สำนักงานยังไม่มีตำแหน่งในบทบาท" in text_of(refused)

    def test_route_in_use_needs_steps(self, office, client_for):
        route = Route.objects.get(office=office.office)
        gone = {f"steps-{index}-DELETE": "on" for index in range(4)}

        response = self.post(client_for(office.people.administrator), route, **gone)

        assert "ต้องมีอย่างน้อยหนึ่งขั้นตอน" in text_of(response)
        assert route.steps.count() == 4

    def test_standard_routes_are_added_once(self, office, client_for):
        client = client_for(office.people.administrator)
        url = reverse("admin:approvals_route_seed")

        client.post(url)
        client.post(url)

        assert sorted(Route.objects.filter(office=office.office).values_list("kind", flat=True)) == [
            "plan",
            "proposal",
            "spending",
        ]

    @pytest.mark.parametrize("person", DECIDERS)
    def test_only_administrators_edit_routes(self, office, client_for, person):
        client = client_for(getattr(office.people, person))

        assert client.get(ROUTES).status_code == 403
        assert client.post(reverse("admin:approvals_route_seed")).status_code == 403

    def test_another_offices_route_is_out_of_reach(self, office, other_office, client_for):
        route = Route.objects.get(office=office.office)

        self.post(client_for(other_office.people.administrator), route, name="ของเขตอื่น")

        assert Route.objects.get(pk=route.pk).name == "แผนการใช้จ่ายงบประมาณ"
