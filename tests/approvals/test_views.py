import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from budgetplan.approvals.enums import CaseState
from budgetplan.approvals.models import CaseStep, Decision
from budgetplan.organization.models import Appointment
from plans.services.versions import revise_plan, submit_plan
from tests.approvals.factories import fresh, let_act, make_case, pass_until, return_as

INBOX = reverse("approvals:inbox")
DESKS = reverse("approvals:desks")


def address(name, case):
    return reverse(f"approvals:{name}", args=[case.public_id])


def text_of(response):
    """The page's words, tags and surplus spaces left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def post(client, name, case, *, version=None, **typed):
    return client.post(address(name, case), {"version": version or fresh(case).version, **typed})


def make_late(case, days=7):
    """Put the due date of the waiting step `days` days into the past."""
    due = timezone.localdate() - timedelta(days=days)
    CaseStep.objects.filter(case=case, state="waiting").update(due_on=due)


class TestInbox:
    def test_shows_what_waits_with_amount_change_and_time(self, office, case, client_for):
        page = text_of(client_for(office.people.planning_director).get(INBOX))

        assert case.title in page
        assert "5,000,000 บาท" in page
        assert "แผนฉบับแรกของปี" in page
        assert "เหลือเวลา 3 วันทำการ" in page

    def test_late_case_is_flagged(self, office, case, client_for):
        make_late(case)

        page = text_of(client_for(office.people.planning_director).get(INBOX))

        assert "เกินกำหนด 5 วันทำการ" in page

    def test_longest_waiting_comes_first(self, office, client_for):
        newer, older = make_case(office, year_be=2564), make_case(office, year_be=2565)
        CaseStep.objects.filter(case=older, order=1).update(opened_at=timezone.now() - timedelta(days=2))

        desks = client_for(office.people.planning_director).get(INBOX).context["desks"]

        assert [desk.case for desk in desks] == [older, newer]

    @pytest.mark.parametrize("person", ["planner", "deputy", "auditor", "school_officer"])
    def test_others_find_it_empty_and_are_told_what_comes(self, office, case, client_for, person):
        page = text_of(client_for(getattr(office.people, person)).get(INBOX))

        assert case.title not in page
        assert "ไม่มีเรื่องรอท่านพิจารณา" in page

    def test_acting_person_sees_for_whom(self, office, case, client_for):
        let_act(office.people.owner, office.posts.planning_director)

        page = text_of(client_for(office.people.owner).get(INBOX))

        assert "ท่านปฏิบัติหน้าที่แทน: ผู้อำนวยการกลุ่มนโยบายและแผน" in page

    def test_thai_digits_for_whom_wants_them(self, office, case, client_for):
        office.people.planning_director.digits = "thai"
        office.people.planning_director.save()

        page = text_of(client_for(office.people.planning_director).get(INBOX))

        assert "๕,๐๐๐,๐๐๐ บาท" in page

    def test_as_many_queries_for_three_cases_as_for_six(
        self, office, client_for, django_assert_max_num_queries, django_assert_num_queries
    ):
        client = client_for(office.people.planning_director)
        for year_be in range(2564, 2567):
            make_case(office, year_be=year_be)
        with django_assert_max_num_queries(40) as few:
            client.get(INBOX)
        for year_be in range(2567, 2570):
            make_case(office, year_be=year_be)

        with django_assert_num_queries(len(few)):
            assert len(client.get(INBOX).context["desks"]) == 6


class TestDesks:
    def test_names_who_holds_what(self, office, case, client_for):
        let_act(office.people.owner, office.posts.planning_director)

        page = text_of(client_for(office.people.auditor).get(DESKS))

        assert case.title in page
        assert "คุณ a_planning_director, คุณ a_owner ปฏิบัติหน้าที่แทน ผู้อำนวยการกลุ่มนโยบายและแผน" in page

    def test_vacant_post_is_said(self, office, case, client_for):
        Appointment.objects.filter(post=office.posts.planning_director).delete()

        assert "วันนี้ไม่มีผู้ดำรงตำแหน่ง" in text_of(client_for(office.people.director).get(DESKS))

    def test_empty_list_says_when_it_fills(self, office, client_for):
        assert "ไม่มีเรื่องที่อยู่ระหว่างการพิจารณา" in text_of(client_for(office.people.director).get(DESKS))

    def test_as_many_queries_for_three_cases_as_for_six(
        self, office, client_for, django_assert_max_num_queries, django_assert_num_queries
    ):
        client = client_for(office.people.director)
        for year_be in range(2564, 2567):
            make_case(office, year_be=year_be)
        with django_assert_max_num_queries(40) as few:
            client.get(DESKS)
        for year_be in range(2567, 2570):
            make_case(office, year_be=year_be)

        with django_assert_num_queries(len(few)):
            assert len(client.get(DESKS).context["desks"]) == 6


class TestCasePage:
    def test_says_what_how_much_and_what_the_checks_found(self, office, case, client_for):
        page = text_of(client_for(office.people.planning_director).get(address("case", case)))

        assert "5,000,000 บาท (ห้าล้านบาทถ้วน)" in page
        assert "ยอดตรงกันทั้งหมด" in page
        assert "ไตรมาสที่ 1 1,250,000" in page
        assert "เห็นชอบ ส่งกลับแก้ไข ไม่อนุมัติ…" in page

    @pytest.mark.parametrize(
        ("step", "expected"),
        [(1, ("planning_director", "เห็นชอบ")), (3, ("director", "อนุมัติ")), (4, ("second_planner", "บันทึกหนังสือ"))],
    )
    def test_button_says_what_the_step_does(self, office, case, client_for, step, expected):
        person, word = expected
        pass_until(case, office, step)

        response = client_for(getattr(office.people, person)).get(address("case", case))

        assert response.context["pass_label"] == word
        assert ('name="letter_number"' in response.content.decode()) == (step == 4)

    def test_revision_shows_each_row_that_changed(self, office, case, client_for):
        done = pass_until(case, office, 5)
        draft = revise_plan(plan=done.document, reason="เปลี่ยนชื่อรายการ", by=office.people.planner)
        draft.lines.update(name="งบบริหารสำนักงาน (ปรับปรุง)")
        revision = submit_plan(plan=draft, by=office.people.planner)

        response = client_for(office.people.planning_director).get(address("case", revision))

        assert [label for label, _before, _after in response.context["changes"]] == ["งบบริหารสำนักงาน (ปรับปรุง)"]
        assert "ปรับปรุงจากฉบับที่ 1 จาก 5,000,000 เป็น 5,000,000 บาท เหตุผล: เปลี่ยนชื่อรายการ" in text_of(response)

    def test_history_of_every_round_stays_visible(self, office, case, client_for):
        return_as(case, office.people.planning_director, "ปรับลดค่าใช้สอย")
        submit_plan(plan=case.document, by=office.people.planner)

        response = client_for(office.people.auditor).get(address("case", case))

        assert [one.number for one in response.context["rounds"]] == [2, 1]
        assert "ปรับลดค่าใช้สอย" in text_of(response)

    def test_acting_decision_says_for_whom(self, office, case, client_for):
        let_act(office.people.owner, office.posts.planning_director)
        client_for(office.people.owner).post(address("pass", case), {"version": 1})

        page = text_of(client_for(office.people.director).get(address("case", case)))

        assert "คุณ a_owner ปฏิบัติหน้าที่แทน ผู้อำนวยการกลุ่มนโยบายและแผน" in page

    def test_acting_person_is_told_for_whom_they_decide(self, office, case, client_for):
        let_act(office.people.owner, office.posts.planning_director)

        page = text_of(client_for(office.people.owner).get(address("case", case)))

        assert "ในฐานะผู้ปฏิบัติหน้าที่แทน: ผู้อำนวยการกลุ่มนโยบายและแผน" in page

    @pytest.mark.parametrize("person", ["auditor", "owner", "director", "administrator"])
    def test_readers_get_no_buttons(self, office, case, client_for, person):
        response = client_for(getattr(office.people, person)).get(address("case", case))

        assert (response.context["decides"], response.context["withdraws"]) == (False, False)
        assert 'class="decide"' not in response.content.decode()

    def test_author_gets_only_the_way_back(self, office, case, client_for):
        response = client_for(office.people.planner).get(address("case", case))

        assert (response.context["decides"], response.context["withdraws"]) == (False, True)
        assert "ยืนยันถอนเรื่อง" in text_of(response)


class TestDeciding:
    def test_pass_goes_on_to_the_next_holder(self, office, case, client_for):
        client = client_for(office.people.planning_director)

        response = post(client, "pass", case, comment="เห็นควรอนุมัติ")

        assert (response.status_code, response["Location"]) == (302, address("case", case))
        assert "ขณะนี้เรื่องอยู่ที่ “รองผู้อำนวยการ สพป.” (คุณ a_deputy)" in text_of(client.get(response["Location"]))
        assert Decision.objects.get(verb="endorse").comment == "เห็นควรอนุมัติ"

    def test_letter_is_recorded_with_a_thai_date(self, office, case, client_for):
        pass_until(case, office, 4)

        response = post(
            client_for(office.people.second_planner), "pass", case,
            letter_number="ศธ ๐๔๐๐๑/๑๒๓", letter_date="๒๐ พ.ย. ๒๕๖๓",
        )  # fmt: skip

        assert response.status_code == 302
        letter = Decision.objects.get(verb="letter")
        assert (letter.letter_number, letter.letter_date) == ("ศธ ๐๔๐๐๑/๑๒๓", date(2020, 11, 20))
        assert fresh(case).state == CaseState.APPROVED

    @pytest.mark.parametrize(
        ("typed", "fault"),
        [
            ({"letter_date": "20/11/2563"}, ("letter_number", "โปรดกรอกเลขที่และวันที่")),
            ({"letter_number": "ศธ 1"}, ("letter_date", "โปรดกรอกเลขที่และวันที่")),
            ({"letter_number": "ศธ 1", "letter_date": "เมื่อวาน"}, ("letter_date", "ข้อความนี้ไม่ใช่วันที่")),
            ({"letter_number": "ศธ 1", "letter_date": "1/1/2999"}, ("letter_date", "ต้องไม่เกินวันนี้")),
        ],
    )
    def test_incomplete_letter_is_said_beside_its_field(self, office, case, client_for, typed, fault):
        field, sentence = fault
        pass_until(case, office, 4)

        response = post(client_for(office.people.second_planner), "pass", case, comment="ตามมติ", **typed)

        assert response.status_code == 422
        assert sentence in response.context["form"].errors[field][0]
        assert response.context["form"]["comment"].value() == "ตามมติ"
        assert fresh(case).state == CaseState.WAITING

    def test_return_takes_no_notice_of_a_half_typed_letter(self, office, case, client_for):
        pass_until(case, office, 4)

        post(client_for(office.people.second_planner), "return", case, letter_date="เมื่อวาน", comment="กศจ. ให้ปรับ")

        assert fresh(case).state == CaseState.RETURNED

    @pytest.mark.parametrize(("name", "state"), [("return", "returned"), ("reject", "rejected")])
    def test_return_and_reject_store_the_comment(self, office, case, client_for, name, state):
        response = post(client_for(office.people.planning_director), name, case, comment="ปรับลดค่าใช้สอย")

        assert response.status_code == 302
        assert (fresh(case).state, Decision.objects.get(verb=name).comment) == (state, "ปรับลดค่าใช้สอย")

    @pytest.mark.parametrize("name", ["return", "reject"])
    def test_refusal_without_a_comment_asks_for_it(self, office, case, client_for, name):
        response = post(client_for(office.people.planning_director), name, case, comment="  ")

        assert response.status_code == 422
        assert "โปรดเขียนความเห็น" in response.context["form"].errors["comment"][0]
        assert fresh(case).state == CaseState.WAITING

    def test_author_of_a_returned_case_is_led_to_the_document(self, office, case, client_for):
        post(client_for(office.people.planning_director), "return", case, comment="ปรับลดค่าใช้สอย")

        page = text_of(client_for(office.people.planner).get(address("case", case)))

        assert "เรื่องนี้ถูกส่งกลับให้ท่านแก้ไข" in page
        assert "แก้ไขเอกสาร" in page

    def test_author_withdraws(self, office, case, client_for):
        response = post(client_for(office.people.planner), "withdraw", case)

        assert (response.status_code, fresh(case).state) == (302, CaseState.WITHDRAWN)


class TestRefusedDecision:
    def test_twice_says_it_is_done_already(self, office, case, client_for):
        client = client_for(office.people.planning_director)
        post(client, "pass", case, version=1)

        response = post(client, "pass", case, version=1)

        assert response.status_code == 409
        assert "ท่านได้ดำเนินการแล้ว" in text_of(response)
        assert Decision.objects.filter(case=case).count() == 2

    def test_somebody_quicker_is_named_and_the_comment_is_kept(self, office, case, client_for):
        let_act(office.people.owner, office.posts.planning_director)
        post(client_for(office.people.owner), "pass", case, version=1)

        response = post(client_for(office.people.planning_director), "return", case, version=1, comment="ขอปรับ")

        assert response.status_code == 409
        assert "คุณ a_owner" in text_of(response)
        assert "ข้อความนี้ยังไม่ได้บันทึก" in text_of(response)
        assert "ขอปรับ" in text_of(response)

    def test_quicker_within_the_same_step_gives_the_form_back_with_the_new_version(self, office, case, client_for):
        people = office.people
        let_act(people.deputy, office.posts.planning_director)
        post(client_for(people.planning_director), "pass", case, version=1)

        response = post(client_for(people.deputy), "return", case, version=1, comment="ขอปรับ")

        form = response.context["form"]
        assert (response.status_code, form["version"].value(), form["comment"].value()) == (409, 2, "ขอปรับ")

    @pytest.mark.parametrize("name", ["pass", "return", "reject"])
    @pytest.mark.parametrize("person", ["director", "auditor", "owner", "administrator"])
    def test_step_one_does_not_hold(self, office, case, client_for, name, person):
        response = post(client_for(getattr(office.people, person)), name, case, comment="ลอง")

        assert response.status_code == 403
        assert "ท่านไม่ได้เป็นผู้พิจารณาขั้นนี้" in text_of(response)
        assert fresh(case).version == 1

    def test_own_document(self, office, case, client_for):
        response = post(client_for(office.people.planner), "pass", case)

        assert response.status_code == 403
        assert "ท่านเป็นผู้เสนอเอกสารนี้" in text_of(response)

    def test_closed_case(self, office, case, client_for):
        post(client_for(office.people.planning_director), "reject", case, comment="ไม่สอดคล้อง")

        response = post(client_for(office.people.deputy), "pass", case)

        assert (response.status_code, fresh(case).state) == (409, CaseState.REJECTED)

    @pytest.mark.parametrize("version", ["", "0", "หนึ่ง"])
    def test_page_without_its_version_is_out_of_date(self, office, case, client_for, version):
        client = client_for(office.people.planning_director)

        response = client.post(address("pass", case), {"version": version, "comment": "เห็นควร"})

        assert response.status_code == 422
        assert "หน้านี้ไม่เป็นปัจจุบัน" in text_of(response)
        assert response.context["form"]["comment"].value() == "เห็นควร"

    def test_only_the_author_withdraws(self, office, case, client_for):
        response = post(client_for(office.people.second_planner), "withdraw", case)

        assert (response.status_code, fresh(case).state) == (403, CaseState.WAITING)
