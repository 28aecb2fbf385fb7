"""The list of versions, two of them compared, submitting one, revising one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgetplan.approvals import services as approvals
from budgetplan.approvals.models import Route
from plans.enums import PlanState
from plans.models import SpendingPlan
from plans.services.lines import CellChange, NewRow, add_rows, delete_lines, set_cells
from plans.services.versions import revise_plan, submit_plan
from tests import factories
from tests.plans.approving import approve, case_of, refuse
from tests.plans.reading_pages import links_of, text_of

OTHERS = ("planning_director", "owner", "finance_officer", "deputy", "director", "auditor", "administrator")


def url(name, *arguments):
    return reverse(f"plans:{name}", args=arguments)


@pytest.fixture
def planner(office, client_for):
    return client_for(office.people.planner)


def key_of(plan, name):
    return str(plan.lines.get(name=name).key)


@pytest.fixture
def revision(office, real_plan):
    """Version 2 of the real plan: electricity changed, a line added, one removed, one renamed and moved."""
    approve(real_plan, office.people)
    by = office.people.planner
    plan = revise_plan(plan=real_plan, reason="ได้รับจัดสรรเพิ่ม ตามหนังสือ ที่ ศธ ๑", by=by)
    changes = [
        CellChange(key_of(plan, "ค่าไฟฟ้า"), "q1", "210,500.25"),
        CellChange(key_of(plan, "ค่าประปา"), "name", "ค่าน้ำประปา"),
        CellChange(key_of(plan, "ค่าประปา"), "note", "รวมน้ำดื่ม"),
    ]
    set_cells(plan=plan, changes=changes, by=by)
    delete_lines(plan=plan, keys=[key_of(plan, "ค่าบริการเครือข่ายอินเทอร์เน็ต")], by=by)
    utilities = key_of(plan, "ค่าสาธารณูปโภค")
    part = str(plan.parts.order_by("position").first().key)
    amounts = factories.amounts_of({"annual": "9499.75", "q1": 0, "q2": 0, "q3": 0, "q4": "9499.75"})
    add_rows(plan=plan, rows=[NewRow("ค่าเช่าเครื่อง", amounts)], by=by, part=part, parent=utilities)
    return plan


class TestVersions:
    def test_lists_each_with_its_decisions(self, office, revision, planner):
        text = text_of(planner.get(url("versions", 2564)))
        assert text.index("ฉบับที่ 2") < text.index("ฉบับที่ 1 อนุมัติแล้ว")
        assert "เหตุผลในการปรับปรุงแผน: ได้รับจัดสรรเพิ่ม" in text
        assert "ยังไม่ได้เสนอ" in text
        for person in ("planning_director", "deputy", "director"):
            assert str(getattr(office.people, person)) in text
        assert "ศธ 04001/123" in text

    def test_waiting_version_says_who_holds_it(self, office, real_plan, planner):
        submit_plan(plan=real_plan, by=office.people.planner)
        text = text_of(planner.get(url("versions", 2564)))
        assert f"ผู้อำนวยการกลุ่มนโยบายและแผน {office.people.planning_director} เหลือเวลา 3 วันทำการ" in text

    def test_links_to_papers_and_comparison(self, revision, planner):
        links = links_of(planner.get(url("versions", 2564)))
        assert url("compare", 2564, 1, 2) in links
        assert {reverse("reports:plan_pdf", args=[2564, number]) for number in (1, 2)} <= links

    def test_school_sees_approved_versions_only(self, office, revision, client_for):
        text = text_of(client_for(office.people.school_officer).get(url("versions", 2564)))
        assert "ฉบับที่ 1" in text
        assert "ฉบับที่ 2" not in text

    def test_another_offices_year_is_not_found(self, plan, other_office, client_for):
        assert client_for(other_office.people.planner).get(url("versions", 2564)).status_code == 404

    def test_same_number_of_queries_at_3_versions_and_at_30(self, office, real_plan, planner):
        counts = []
        version = real_plan
        for most in (3, 30):
            while version.number < most:
                submit_plan(plan=version, by=office.people.planner)
                refuse(version, office.people.planning_director, approvals.reject)
                version = revise_plan(plan=version, reason="แก้ไข", by=office.people.planner)
            with CaptureQueriesContext(connection) as queries:
                planner.get(url("versions", 2564))
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestCompare:
    def test_says_line_by_line_what_changed(self, revision, planner):
        text = text_of(planner.get(url("compare", 2564, 1, 2)))
        assert "เหตุผลในการปรับปรุงแผน: ได้รับจัดสรรเพิ่ม" in text
        before, after = "840,000 210,000 210,000 210,000 210,000", "840,500.25 210,500.25 210,000 210,000 210,000"
        assert f"4.1 ค่าไฟฟ้า แก้ไข เดิม {before} ใหม่ {after} เพิ่ม/ลด +500.25 +500.25 – – –" in text
        assert "เปลี่ยนชื่อ เดิม “ค่าประปา” หมายเหตุ: “–” → “รวมน้ำดื่ม”" in text
        assert "ค่าเช่าเครื่อง เพิ่ม เดิม – – – – – ใหม่ 9,499.75 – – – 9,499.75" in text
        assert "ค่าบริการเครือข่ายอินเทอร์เน็ต ลบ เดิม 10,000 4,200 – 5,800 – ใหม่ – – – – –" in text

    def test_totals_row_comes_from_the_plans(self, revision, planner):
        text = text_of(planner.get(url("compare", 2564, 1, 2)))
        totals = text[text.index("รวมทั้งแผน") :]
        assert "เดิม 5,000,000 1,485,100 1,117,380 1,150,770 1,246,750" in totals
        assert "ใหม่ 5,000,000 1,481,400.25 1,117,380 1,144,970 1,256,249.75" in totals
        assert "เพิ่ม/ลด – −3,699.75 – −5,800 +9,499.75" in totals

    def test_same_version_has_no_changes(self, real_plan, planner):
        assert "ทั้งสองฉบับมีรายการและจำนวนเงินเหมือนกัน" in text_of(planner.get(url("compare", 2564, 1, 1)))

    def test_chosen_versions_are_put_in_order(self, revision, planner):
        response = planner.get(url("compare_chosen", 2564), {"old": "2", "new": "1"})
        assert response.url == url("compare", 2564, 1, 2)

    @pytest.mark.parametrize("query", [{}, {"old": "x", "new": "1"}, {"old": "-3", "new": "1"}])
    def test_choice_that_is_none_is_not_found(self, real_plan, planner, query):
        assert planner.get(url("compare_chosen", 2564), query).status_code == 404

    def test_missing_version_is_not_found(self, real_plan, planner):
        assert planner.get(url("compare", 2564, 1, 9)).status_code == 404

    def test_school_does_not_compare_with_a_draft(self, office, revision, client_for):
        response = client_for(office.people.school_officer).get(url("compare", 2564, 1, 2))
        assert response.status_code == 403

    def test_same_number_of_queries_at_3_changes_and_at_30(self, office, real_plan, planner):
        approve(real_plan, office.people)
        draft = revise_plan(plan=real_plan, reason="x", by=office.people.planner)
        part = str(draft.parts.order_by("position").first().key)
        counts = []
        for count in (3, 27):
            rows = [NewRow(f"ใหม่ {count} {number}") for number in range(count)]
            add_rows(plan=draft, rows=rows, by=office.people.planner, part=part)
            with CaptureQueriesContext(connection) as queries:
                planner.get(url("compare", 2564, 1, 2))
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestSubmit:
    def test_shows_totals_in_words_and_who_will_decide(self, office, real_plan, planner):
        text = text_of(planner.get(url("submit", 2564, 1)))
        assert "รวม 5,000,000 1,485,100 1,117,380 1,150,770 1,246,750" in text
        assert "(ห้าล้านบาทถ้วน)" in text
        route = text[text.index("ผู้พิจารณาตามลำดับ") :]
        people = office.people
        names = [str(name) for name in (people.planning_director, people.deputy, people.director)]
        assert [route.index(name) for name in names] == sorted(route.index(name) for name in names)
        assert str(people.second_planner) in route

    def test_confirmed_it_waits_for_the_first_approver(self, real_plan, planner):
        response = planner.post(url("submit", 2564, 1), follow=True)
        real_plan.refresh_from_db()
        assert real_plan.state == PlanState.WAITING
        assert response.redirect_chain == [(url("year", 2564), 302)]
        assert "ผู้อำนวยการกลุ่มนโยบายและแผน" in text_of(response)

    def test_looking_changes_nothing(self, real_plan, planner):
        planner.get(url("submit", 2564, 1))
        real_plan.refresh_from_db()
        assert real_plan.state == PlanState.DRAFT

    def test_out_of_balance_says_where_and_can_not_be_submitted(self, office, real_plan, planner):
        key = key_of(real_plan, "ค่าไฟฟ้า")
        set_cells(plan=real_plan, changes=[CellChange(key, "annual", "840,001")], by=office.people.planner)
        page = planner.get(url("submit", 2564, 1))
        assert "“ค่าไฟฟ้า”" in text_of(page)
        assert f"{url('version', 2564, 1)}#line-{key}" in page.content.decode()
        assert "disabled" in page.content.decode()
        response = planner.post(url("submit", 2564, 1))
        assert response.status_code == 409
        assert "2 แห่ง" in text_of(response)
        real_plan.refresh_from_db()
        assert real_plan.state == PlanState.DRAFT

    def test_empty_plan_says_so(self, plan, planner):
        assert "แผนยังไม่มีรายการ" in text_of(planner.get(url("submit", 2564, 1)))

    def test_office_without_a_route_is_told(self, office, real_plan, planner):
        Route.objects.filter(office=office.office).update(is_active=False)
        assert "สำนักงานยังไม่มีเส้นทางการอนุมัติสำหรับเอกสารประเภทนี้" in text_of(planner.get(url("submit", 2564, 1)))
        assert planner.post(url("submit", 2564, 1)).status_code == 409

    def test_twice_is_refused_with_a_sentence(self, real_plan, planner):
        planner.post(url("submit", 2564, 1))
        response = planner.post(url("submit", 2564, 1))
        assert response.status_code == 409
        assert "รออนุมัติอยู่" in text_of(response)

    def test_author_withdraws_from_here(self, real_plan, planner):
        planner.post(url("submit", 2564, 1))
        case = case_of(real_plan)
        page = planner.get(url("submit", 2564, 1)).content.decode()
        address = reverse("approvals:withdraw", args=[case.public_id])
        assert f'action="{address}"' in page
        assert f'name="version" value="{case.version}"' in page
        planner.post(address, {"version": case.version, "comment": ""})
        real_plan.refresh_from_db()
        assert real_plan.state == PlanState.DRAFT

    def test_colleague_does_not_withdraw(self, office, real_plan, planner, client_for):
        planner.post(url("submit", 2564, 1))
        page = client_for(office.people.second_planner).get(url("submit", 2564, 1)).content.decode()
        assert "withdraw" not in page

    @pytest.mark.parametrize("seat", OTHERS)
    def test_only_planning_officers(self, office, real_plan, client_for, seat):
        client = client_for(getattr(office.people, seat))
        assert client.get(url("submit", 2564, 1)).status_code == 403
        assert client.post(url("submit", 2564, 1)).status_code == 403
        real_plan.refresh_from_db()
        assert real_plan.state == PlanState.DRAFT

    def test_another_offices_plan_is_not_found(self, real_plan, other_office, client_for):
        client = client_for(other_office.people.planner)
        assert client.post(url("submit", 2564, 1)).status_code == 404


class TestRevise:
    def test_makes_a_new_version_and_opens_it(self, office, real_plan, planner):
        approve(real_plan, office.people)
        response = planner.post(url("revise", 2564, 1), {"reason": "รับจัดสรรเพิ่ม"})
        assert response.url == url("version", 2564, 2)
        draft = SpendingPlan.objects.get(number=2)
        assert (draft.reason, draft.based_on) == ("รับจัดสรรเพิ่ม", real_plan)

    @pytest.mark.parametrize("reason", ["", "  ", "ก" * 1001])
    def test_reason_is_checked_and_kept(self, office, real_plan, planner, reason):
        approve(real_plan, office.people)
        response = planner.post(url("revise", 2564, 1), {"reason": reason})
        assert list(response.context["form"].errors) == ["reason"]
        assert reason.strip() in response.content.decode()
        assert SpendingPlan.objects.count() == 1

    def test_version_being_worked_on_sends_back_with_a_sentence(self, plan, planner):
        response = planner.get(url("revise", 2564, 1), follow=True)
        assert response.redirect_chain == [(url("versions", 2564), 302)]
        assert "แผนฉบับนี้ยังแก้ไขได้" in text_of(response)

    def test_second_revision_at_once_is_refused_on_the_page(self, revision, planner):
        response = planner.post(url("revise", 2564, 1), {"reason": "อีกครั้ง"})
        assert "มีแผนฉบับใหม่ที่กำลังจัดทำอยู่แล้ว" in text_of(response)
        assert SpendingPlan.objects.count() == 2

    @pytest.mark.parametrize("seat", OTHERS)
    def test_only_planning_officers(self, office, real_plan, client_for, seat):
        approve(real_plan, office.people)
        client = client_for(getattr(office.people, seat))
        assert client.post(url("revise", 2564, 1), {"reason": "x"}).status_code == 403
        assert SpendingPlan.objects.count() == 1
