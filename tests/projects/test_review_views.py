"""The pages on a proposal's way: reading it, commenting on it, revising it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.content import ActivityContent
from projects.models import Comment
from projects.services import comments, versions, writing
from tests.factories import appoint, make_person
from tests.plans.reading_pages import text_of
from tests.projects.closing import close
from tests.projects.factories import approve, make_line, make_proposal
from tests.projects.pages import make_adjusted, submit, url


@pytest.fixture
def proposal(office, plan):
    return make_proposal(office, plan.fiscal_year)


@pytest.fixture
def adjusted(office, plan):
    return make_adjusted(office, plan)


@pytest.fixture
def owner(office, client_for):
    return client_for(office.people.owner)


@pytest.fixture
def planner(office, client_for):
    return client_for(office.people.planner)


class TestReading:
    def test_shows_every_section_in_the_order_of_the_paper(self, adjusted, owner):
        text = text_of(owner.get(url("proposal", adjusted)))

        said = [
            "2,180.50 บาท", "(สองพันหนึ่งร้อยแปดสิบบาทห้าสิบสตางค์)", "แผนงาน แผนงานพื้นฐานตัวอย่าง",
            "ยุทธศาสตร์ที่ 1 ด้านการพัฒนาคุณภาพผู้เรียน", "ผู้รับผิดชอบ ศึกษานิเทศก์และคณะ", "ลักษณะโครงการ โครงการใหม่",
            "1 ตุลาคม 2563 – 30 กันยายน 2564", "นักเรียนอ่านคล่องขึ้น", "เพื่อให้ครูสอนอ่านได้ดีขึ้น", "ครูที่เข้าอบรม 18 คน",
            "ครูนำวิธีสอนไปใช้ได้", "1 ประชุมปฏิบัติการ พ.ย.–ธ.ค.", "1.1 ติดตามผล เม.ย.–พ.ค.",
            "18 คน × 33 บาท × 2 มื้อ = 1,188 แต่ขอ 1,080: ร้านค้าลดราคา", "รวมทั้งโครงการ – 1,680 500.50 2,180.50",
            "ไตรมาสที่ 1 1,580.50", "ไตรมาสที่ 3 600", "งบ สพป. 1,580.50 งบ สพฐ. 600", "ร้อยละของครูที่ผ่านการประเมิน",
            "นักเรียนอ่านได้คล่องขึ้น",
        ]  # fmt: skip
        place = 0
        for words in said:
            assert words in text[place:]
            place = text.index(words, place) + len(words)

    def test_says_a_discrepancy_at_the_top_and_at_its_line(self, adjusted, owner):
        text = text_of(owner.get(url("proposal", adjusted)))

        sentence = "18 คน × 33 บาท × 2 มื้อ = 1,188 แต่ขอ 1,080: ร้านค้าลดราคา"
        assert f"ค่าอาหารว่างและเครื่องดื่ม: {sentence}" in text
        assert text.count(sentence) == 2

    def test_thai_digits_for_whoever_likes_them(self, office, adjusted, owner):
        type(office.people.owner).objects.filter(pk=office.people.owner.pk).update(digits="thai")

        assert "๑๘ คน × ๓๓ บาท × ๒ มื้อ = ๑,๑๘๘ แต่ขอ ๑,๐๘๐" in text_of(owner.get(url("proposal", adjusted)))

    def test_rich_text_is_cleaned_on_its_way_out(self, office, plan, owner):
        wild = make_proposal(
            office, plan.fiscal_year, rationale="<p>ดี</p><script>alert(1)</script><p onclick=x>มาก</p>"
        )

        html = owner.get(url("proposal", wild)).content.decode()

        assert "<p>ดี</p><p>มาก</p>" in html
        assert "alert(1)" not in html

    def test_waiting_says_who_holds_it_and_leads_the_holder_to_the_decision(self, office, proposal, client_for):
        case = submit(proposal, office.people.owner)
        address = reverse("approvals:case", args=[case.public_id])

        response = client_for(office.people.group_director).get(url("proposal", proposal))

        assert "ผู้อำนวยการกลุ่ม – คุณ a_group_director" in text_of(response)
        assert f'<a class="btn btn-primary" href="{address}">' in response.content.decode()

    @pytest.mark.parametrize(
        ("person", "status"),
        [
            ("owner", 200), ("planner", 200), ("group_director", 200), ("deputy", 200), ("director", 200),
            ("auditor", 200), ("finance_officer", 200), ("planning_director", 404), ("school_officer", 404),
        ],
    )  # fmt: skip
    def test_a_draft_is_for_its_group_and_who_oversees_the_office(self, office, proposal, client_for, person, status):
        assert client_for(getattr(office.people, person)).get(url("proposal", proposal)).status_code == status

    def test_approved_is_for_everybody_of_the_office(self, office, proposal, client_for):
        approve(office, proposal)

        assert client_for(office.people.planning_director).get(url("proposal", proposal)).status_code == 200

    @pytest.mark.parametrize("name", ["proposal", "submit", "revise"])
    def test_another_offices_does_not_exist(self, proposal, other_office, client_for, name):
        assert client_for(other_office.people.planner).get(url(name, proposal)).status_code == 404

    def test_as_many_queries_with_10_lines_and_comments_as_with_40(self, office, plan, owner):
        make_proposal(office, plan.fiscal_year, name="อีกโครงการ")
        counts = []
        for many in (10, 40):
            lines = [make_line(f"รายการ {n}") for n in range(many)]
            activities = (ActivityContent("กิจกรรม", months=(2,), cost_lines=tuple(lines)),)
            proposal = make_proposal(office, plan.fiscal_year, name=f"มี {many}", activities=activities)
            for line in proposal.cost_lines.all()[: many // 2]:
                comments.add_comment(proposal=proposal, anchor=str(line.key), text="ลดได้", by=office.people.planner)
            with CaptureQueriesContext(connection) as queries:
                assert owner.get(url("proposal", proposal)).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestComments:
    def test_a_form_opens_beside_the_line(self, proposal, planner):
        key = str(proposal.cost_lines.get().key)

        html = planner.get(url("proposal", proposal), {"about": key}).content.decode()

        spot = html[html.index(f'id="spot-{key}"') :]
        assert f'<input type="hidden" name="anchor" value="{key}"' in spot
        assert "ขณะนี้ขอ 1,080 บาท" in spot
        assert html.count('name="text"') == 1

    def test_a_cut_is_asked_for_and_shown(self, proposal, planner):
        key = str(proposal.cost_lines.get().key)
        data = {"anchor": key, "text": "ใช้อาหารว่างมื้อเดียว", "cut_to": "๕๔๐"}

        response = planner.post(url("comment", proposal), data)

        assert response.url == f"{url('proposal', proposal)}#spot-{key}"
        assert "ขอปรับลดเหลือ 540 บาท ใช้อาหารว่างมื้อเดียว" in text_of(planner.get(url("proposal", proposal)))

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"text": " "}, "เขียนความเห็น"),
            ({"cut_to": "มาก"}, "ข้อความนี้ไม่ใช่จำนวนเงิน"),
            ({"cut_to": "๕,๐๐๐"}, "ระบุจำนวนที่น้อยกว่า 1,080 บาท"),
        ],
    )
    def test_a_faulty_one_comes_back_with_what_was_typed(self, proposal, planner, change, sentence):
        key = str(proposal.cost_lines.get().key)
        data = {"anchor": key, "text": "พิมพ์ไว้แล้ว", "cut_to": "777"} | change

        response = planner.post(url("comment", proposal), data)

        html = response.content.decode()
        assert response.status_code == 422
        assert sentence in text_of(response)
        assert f'href="{url("proposal", proposal)}?about=head#spot-head"' in html
        field = "text" if "text" in change else "cut_to"
        assert f'<a href="#id_{field}">' in html
        assert re.findall(r'name="(\w+)"[^>]* autofocus', html) == [field]
        assert ("พิมพ์ไว้แล้ว" in html, "777" in html) == ("text" not in change, "cut_to" not in change)
        assert Comment.objects.count() == 0

    def test_about_a_row_that_is_gone_is_said(self, proposal, planner):
        response = planner.post(url("comment", proposal), {"anchor": "x" * 20, "text": "หาย"})

        assert response.status_code == 409
        assert "ความเห็นนี้อ้างถึงแถวที่ไม่มีแล้ว" in text_of(response)

    def test_in_a_closed_year_is_refused_and_what_was_typed_shown(self, office, plan, proposal, planner):
        said = comments.add_comment(proposal=proposal, anchor="head", text="x", by=office.people.planner)
        close(plan.fiscal_year, office.people.planner)

        response = planner.post(url("comment", proposal), {"anchor": "rationale", "text": "พิมพ์ไว้แล้ว"})

        assert response.status_code == 409
        assert "ปีงบประมาณ 2564 ปิดแล้ว" in text_of(response)
        assert "พิมพ์ไว้แล้ว" in text_of(response)
        html = planner.get(url("proposal", proposal)).content.decode()
        assert not any(part in html for part in ("comment-link", url("settle", proposal, said.public_id)))
        settled = planner.post(url("settle", proposal, said.public_id), follow=True)
        assert "ปีงบประมาณ 2564 ปิดแล้ว" in text_of(settled)

    def test_finance_reads_but_does_not_comment(self, office, proposal, client_for):
        finance = client_for(office.people.finance_officer)

        response = finance.post(url("comment", proposal), {"anchor": "head", "text": "x"})

        assert response.status_code == 403
        assert "ท่านแสดงความเห็นในข้อเสนอนี้ไม่ได้" in response.content.decode()
        assert "comment-link" not in finance.get(url("proposal", proposal)).content.decode()

    def test_are_shown_to_no_one_else(self, office, proposal, client_for):
        comments.add_comment(proposal=proposal, anchor="rationale", text="เฉพาะภายใน", by=office.people.planner)
        approve(office, proposal)

        for name in ("owner", "group_director", "finance_officer", "auditor", "school_officer"):
            client = client_for(getattr(office.people, name))
            read = "เฉพาะภายใน" in text_of(client.get(url("proposal", proposal)))
            written = [said["text"] for said in client.get(url("write_state", proposal)).json()["comments"]]
            assert (read, written) == ((False, []) if name == "school_officer" else (True, ["เฉพาะภายใน"])), name

    def test_of_a_colleague_who_owns_nothing_are_not_even_counted(self, office, proposal, client_for):
        colleague = make_person(office.office, "a_colleague")
        appoint(colleague, office.posts.owner)
        said = comments.add_comment(proposal=proposal, anchor="head", text="เฉพาะภายใน", by=office.people.planner)
        client = client_for(colleague)

        for page in (url("proposal", proposal), reverse("projects:project", args=[proposal.project.public_id])):
            response = client.get(page)
            assert response.status_code == 200
            assert "ความเห็นที่ยังไม่ปิด" not in text_of(response)
            assert "เฉพาะภายใน" not in text_of(response)
        assert client.post(url("settle", proposal, said.public_id)).status_code == 404

    def test_settled_and_opened_again(self, office, proposal, owner):
        said = comments.add_comment(proposal=proposal, anchor="targets", text="เพิ่ม", by=office.people.director)

        response = owner.post(url("settle", proposal, said.public_id))
        assert response.url == f"{url('proposal', proposal)}#spot-targets"
        assert "ปิดโดย คุณ a_owner" in text_of(owner.get(url("proposal", proposal)))

        owner.post(url("reopen", proposal, said.public_id))
        said.refresh_from_db()
        assert said.resolved_at is None

    def test_who_may_not_settle_is_told(self, office, proposal, client_for):
        said = comments.add_comment(proposal=proposal, anchor="targets", text="เพิ่ม", by=office.people.planner)

        response = client_for(office.people.deputy).post(url("settle", proposal, said.public_id))

        assert response.status_code == 403
        assert "ที่ปิดความเห็นได้" in response.content.decode()

    def test_deleting_is_offered_to_its_writer_while_it_is_open(self, office, proposal, owner, planner):
        said = comments.add_comment(proposal=proposal, anchor="head", text="เขียนผิดที่", by=office.people.planner)
        address = url("delete_comment", proposal, said.public_id)

        assert address in planner.get(url("proposal", proposal)).content.decode()
        assert address not in owner.get(url("proposal", proposal)).content.decode()
        owner.post(url("settle", proposal, said.public_id))
        assert address not in planner.get(url("proposal", proposal)).content.decode()
        assert "ความเห็นนี้ปิดแล้ว" in text_of(planner.post(address, follow=True))

        planner.post(url("reopen", proposal, said.public_id))
        planner.post(address)
        assert not Comment.objects.exists()

    def test_a_comment_of_another_proposal_is_not_found(self, office, plan, proposal, planner):
        other = make_proposal(office, plan.fiscal_year, name="อื่น")
        said = comments.add_comment(proposal=other, anchor="head", text="x", by=office.people.planner)

        assert planner.post(url("settle", proposal, said.public_id)).status_code == 404

    def test_one_about_a_row_of_an_earlier_version_stays_in_sight(self, office, proposal, owner):
        key = str(proposal.cost_lines.get().key)
        comments.add_comment(proposal=proposal, anchor=key, text="ยังไม่ตอบ", by=office.people.planner)
        approve(office, proposal)
        draft = versions.revise_proposal(proposal=proposal, reason="x", by=office.people.owner)
        writing.delete_row(proposal=draft, kind="cost_lines", key=key, by=office.people.owner)

        text = text_of(owner.get(url("proposal", draft)))

        assert "ความเห็นต่อแถวที่ไม่มีในฉบับนี้แล้ว คุณ a_planner" in text
        assert "ในฉบับที่ 1 ค่าอาหารว่างและเครื่องดื่ม" in text


class TestRevise:
    def test_begins_the_next_version_and_opens_it(self, office, proposal, owner):
        approve(office, proposal)
        assert "ฉบับที่ 1 คงเดิม" in text_of(owner.get(url("revise", proposal)))

        response = owner.post(url("revise", proposal), {"reason": "เพิ่มรุ่นที่สอง"})

        draft = proposal.project.proposals.get(number=2)
        assert response.url == url("write", draft)
        assert (draft.reason, draft.based_on) == ("เพิ่มรุ่นที่สอง", proposal)

    def test_without_a_reason_comes_back(self, office, proposal, owner):
        approve(office, proposal)

        response = owner.post(url("revise", proposal), {"reason": "  "})

        assert response.status_code == 422
        assert proposal.project.proposals.count() == 1

    def test_an_open_version_is_not_revised(self, proposal, owner):
        response = owner.get(url("revise", proposal), follow=True)

        assert "ข้อเสนอนี้ยังแก้ไขได้ จึงไม่ต้องปรับปรุง" in text_of(response)

    def test_is_for_the_owners(self, office, proposal, planner):
        approve(office, proposal)

        assert planner.get(url("revise", proposal)).status_code == 403

    def test_while_another_is_being_worked_on_is_refused_in_words(self, office, proposal, owner):
        approve(office, proposal)
        versions.revise_proposal(proposal=proposal, reason="x", by=office.people.owner)

        response = owner.post(url("revise", proposal), {"reason": "อีกครั้ง"})

        assert response.status_code == 422
        assert "กำลังจัดทำ" in text_of(response)
        assert "อีกครั้ง" in response.content.decode()
