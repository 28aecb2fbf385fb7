"""The page of a project: its state, versions, owners and what one may do; two versions compared."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgetplan.approvals import services as approvals
from projects.enums import ProposalState
from projects.services import arranging, comments, projects, versions, writing
from tests.plans.reading_pages import links_of, text_of
from tests.projects.closing import close
from tests.projects.factories import approve, make_proposal
from tests.projects.pages import make_adjusted, submit
from tests.projects.pages import url as version_url


def url(name, proposal, *more):
    return reverse(f"projects:{name}", args=[proposal.project.public_id, *more])


@pytest.fixture
def proposal(office, plan):
    return make_proposal(office, plan.fiscal_year)


@pytest.fixture
def owner(office, client_for):
    return client_for(office.people.owner)


@pytest.fixture
def revision(office, plan):
    """Version 2 of an approved project: twenty people, another rationale, no materials."""
    approved = approve(office, make_adjusted(office, plan))
    by = office.people.owner
    draft = versions.revise_proposal(proposal=approved, reason="เพิ่มรุ่นที่สอง", by=by)
    snacks, materials = (draft.cost_lines.get(text=text) for text in ("ค่าอาหารว่างและเครื่องดื่ม", "ค่าวัสดุ"))
    changes = [
        writing.FieldChange("cost_lines", str(snacks.key), "formula", "20 คน x 33 บาท x 2 มื้อ"),
        writing.FieldChange("cost_lines", str(snacks.key), "amount", "1320"),
        writing.FieldChange("head", "", "rationale", "<p>นักเรียนอ่านคล่องขึ้นเมื่อครูได้ฝึกวิธีสอนแบบใหม่</p>"),
    ]
    writing.set_fields(proposal=draft, changes=changes, by=by)
    writing.delete_row(proposal=draft, kind="cost_lines", key=str(materials.key), by=by)
    return draft


class TestProject:
    def test_of_a_draft_says_who_works_on_it_and_what_can_be_done(self, office, proposal, owner):
        response = owner.get(url("project", proposal))

        text = text_of(response)
        assert "ร่าง ฉบับที่ 1 ขณะนี้อยู่ที่: ผู้รับผิดชอบโครงการ ซึ่งกำลังจัดทำอยู่" in text
        assert "รวม (บาท) 1,080 ไตรมาสที่ 1 1,080 ไตรมาสที่ 2 –" in text
        assert "ผู้รับผิดชอบโครงการ คุณ a_owner" in text
        expected = {version_url(name, proposal) for name in ("proposal", "write", "submit")} | {url("owners", proposal)}
        assert expected <= links_of(response)
        assert f'action="{version_url("drop", proposal)}"' in response.content.decode()

    def test_of_a_waiting_one_offers_to_withdraw(self, office, proposal, owner):
        case = submit(proposal, office.people.owner)

        response = owner.get(url("project", proposal))

        assert "ผู้อำนวยการกลุ่ม – คุณ a_group_director เหลือเวลา 3 วันทำการ" in text_of(response)
        assert reverse("approvals:withdraw", args=[case.public_id]) in response.content.decode()
        assert version_url("submit", proposal) not in links_of(response)

    def test_of_a_revised_one_lists_each_version_with_its_decisions(self, office, revision, owner):
        response = owner.get(url("project", revision))

        text = text_of(response)
        assert text.index("ฉบับที่ 2 ร่าง 1,920 บาท") < text.index("ฉบับที่ 1 อนุมัติแล้ว 2,180.50 บาท")
        assert "เหตุผลในการปรับปรุงโครงการ: เพิ่มรุ่นที่สอง" in text
        assert "เก็บสำเนาไว้ที่กลุ่มนโยบายและแผน" in text
        told = text[text.index("ผลการพิจารณาเรื่องที่เสนอ") :]
        for person in ("group_director", "planner", "deputy", "director"):
            assert f"คุณ a_{person}" in told
        assert url("compare", revision, 1, 2) in links_of(response)

    def test_a_return_stays_visible_after_the_next_round(self, office, proposal, owner):
        case = submit(proposal, office.people.owner)
        approvals.return_case(case=case, seen_version=case.version, by=office.people.group_director, comment="เพิ่มตัวชี้วัด")
        proposal.refresh_from_db()
        submit(proposal, office.people.owner)

        text = text_of(owner.get(url("project", proposal)))

        assert text.index("รอบที่ 2") < text.index("รอบที่ 1") < text.index("เพิ่มตัวชี้วัด")

    def test_of_an_approved_one_offers_a_revision_and_a_copy(self, office, proposal, owner):
        approve(office, proposal)

        response = owner.get(url("project", proposal))

        assert version_url("revise", proposal) in links_of(response)
        assert f"{reverse('projects:new', args=[2564])}?from={proposal.project.public_id}" in response.content.decode()
        assert "เริ่มโครงการปี 2564 จากโครงการนี้" in text_of(response)

    def test_tells_what_it_was_merged_into(self, office, plan, proposal, owner):
        other = make_proposal(office, plan.fiscal_year, name="อ่านออกเขียนได้")
        arranging.merge_projects(source=other, target=proposal, by=office.people.planner)

        response = owner.get(url("project", other))

        assert "รวมเข้ากับ: พัฒนาการอ่าน" in text_of(response)
        assert url("project", proposal) in links_of(response)

    def test_says_how_many_comments_are_open(self, office, proposal, owner):
        comments.add_comment(proposal=proposal, anchor="head", text="x", by=office.people.planner)

        assert "มีความเห็นที่ยังไม่ปิด 1 รายการ" in text_of(owner.get(url("project", proposal)))

    def test_shows_others_no_buttons(self, office, proposal, client_for):
        response = client_for(office.people.auditor).get(url("project", proposal))

        assert links_of(response).isdisjoint({version_url("write", proposal), url("owners", proposal)})
        assert "<form" not in response.content.decode().partition("<main")[2]

    def test_shows_another_group_the_approved_version_only(self, office, revision, client_for):
        text = text_of(client_for(office.people.planning_director).get(url("project", revision)))

        assert "ฉบับที่ 1" in text
        assert "ฉบับที่ 2" not in text

    @pytest.mark.parametrize("name", ["project", "owners", "compare_chosen"])
    def test_another_offices_does_not_exist(self, proposal, other_office, client_for, name):
        assert client_for(other_office.people.planner).get(url(name, proposal)).status_code == 404

    def test_another_groups_draft_does_not_exist(self, office, proposal, client_for):
        assert client_for(office.people.planning_director).get(url("project", proposal)).status_code == 404

    def test_same_number_of_queries_with_2_versions_and_with_8(self, office, proposal, owner):
        counts = []
        for most in (2, 8):
            while proposal.number < most:
                if proposal.state == ProposalState.DRAFT:
                    case = submit(proposal, office.people.owner)
                    by = office.people.group_director
                    approvals.reject(case=case, seen_version=case.version, by=by, comment="ไม่")
                    proposal.refresh_from_db()
                proposal = versions.revise_proposal(proposal=proposal, reason="x", by=office.people.owner)
            with CaptureQueriesContext(connection) as queries:
                assert owner.get(url("project", proposal)).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestSettingAside:
    def test_and_taking_up_again(self, proposal, owner):
        response = owner.post(version_url("drop", proposal), follow=True)
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.DROPPED
        assert "พักฉบับร่างไว้แล้ว" in text_of(response)
        assert "นำกลับมาทำต่อ" in text_of(response)

        response = owner.post(version_url("take_up", proposal), follow=True)
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.DRAFT
        assert "นำฉบับร่างกลับมาทำต่อแล้ว" in text_of(response)

    def test_of_what_waits_is_refused_in_words(self, office, proposal, owner):
        submit(proposal, office.people.owner)

        response = owner.post(version_url("drop", proposal), follow=True)

        assert "พักได้เฉพาะฉบับร่าง ให้ถอนเรื่องก่อน" in text_of(response)
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.WAITING

    @pytest.mark.parametrize("name", ["drop", "take_up"])
    def test_is_for_the_owners(self, office, proposal, client_for, name):
        response = client_for(office.people.planner).post(version_url(name, proposal))

        assert response.status_code == 403
        assert "เฉพาะผู้รับผิดชอบโครงการเท่านั้น" in response.content.decode()

    @pytest.mark.parametrize("name", ["drop", "take_up"])
    def test_takes_a_post(self, proposal, owner, name):
        assert owner.get(version_url(name, proposal)).status_code == 405


class TestOwners:
    def test_are_chosen_among_the_people_of_the_office(self, office, proposal, owner):
        text = text_of(owner.get(url("owners", proposal)))
        assert text.index("กลุ่มนิเทศ ติดตาม และประเมินผลฯ คุณ a_group_director") < text.index("คุณ a_planner")
        assert not any(name in text for name in ("a_school_officer", "a_auditor", "a_administrator"))

        people = office.people
        response = owner.post(url("owners", proposal), {"owners": [people.owner.pk, people.planner.pk]}, follow=True)

        assert "บันทึกผู้รับผิดชอบโครงการแล้ว" in text_of(response)
        assert {row.user for row in proposal.project.owners.all()} == {people.owner, people.planner}

    @pytest.mark.parametrize("chosen", [[], ["x"], ["999999"]])
    def test_none_or_nobody_is_refused(self, office, proposal, owner, chosen):
        response = owner.post(url("owners", proposal), {"owners": chosen})

        assert response.status_code == 422
        assert [row.user for row in proposal.project.owners.all()] == [office.people.owner]

    def test_somebody_of_another_office_is_refused(self, office, other_office, proposal, owner):
        response = owner.post(url("owners", proposal), {"owners": [other_office.people.owner.pk]})

        assert response.status_code == 422
        assert [row.user for row in proposal.project.owners.all()] == [office.people.owner]

    def test_an_owner_without_a_post_is_still_there_to_keep(self, office, proposal, owner):
        office.people.owner.appointments.update(ends_on="2020-01-01")
        projects.set_owners(
            project=proposal.project, users=[office.people.owner, office.people.planner], by=office.people.planner
        )

        html = owner.get(url("owners", proposal)).content.decode()

        assert f'value="{office.people.owner.pk}" id="owner-' in html
        assert html.count(" checked") == 2

    def test_stay_as_they_are_in_a_closed_year(self, office, plan, proposal, owner):
        close(plan.fiscal_year, office.people.planner)

        assert url("owners", proposal) not in links_of(owner.get(url("project", proposal)))
        response = owner.get(url("owners", proposal), follow=True)
        assert response.redirect_chain[0][0] == url("project", proposal)
        assert "ปีงบประมาณ 2564 ปิดแล้ว" in text_of(response)

    def test_are_named_by_owners_their_director_and_planning_officers(self, office, proposal, client_for):
        said = {
            name: client_for(getattr(office.people, name)).get(url("owners", proposal)).status_code
            for name in ("owner", "group_director", "planner", "deputy", "director", "auditor", "finance_officer")
        }

        assert [name for name, status in said.items() if status == 200] == ["owner", "group_director", "planner"]
        assert said["auditor"] == 403

    def test_who_names_others_and_sees_it_no_more_goes_home(self, office, plan, client_for):
        other = make_proposal(office, plan.fiscal_year, name="อื่น", owner=office.people.finance_officer)
        projects.set_owners(project=other.project, users=[office.people.owner], by=office.people.planner)

        response = client_for(office.people.owner).post(
            url("owners", other), {"owners": [office.people.finance_officer.pk]}
        )

        assert response.url == reverse("home")


class TestCompare:
    def test_says_what_changed_section_by_section(self, revision, owner):
        response = owner.get(url("compare", revision, 1, 2))

        text = text_of(response)
        assert "ฉบับที่ 1 อนุมัติแล้ว ฉบับที่ 2 ร่าง เหตุผลในการปรับปรุงโครงการ: เพิ่มรุ่นที่สอง" in text
        assert "ค่าใช้สอย 1,680 1,920 +240" in text
        assert "ค่าวัสดุ 500.50 – −500.50" in text
        assert "รวมทั้งโครงการ 2,180.50 1,920 −260.50" in text
        assert "ค่าอาหารว่างและเครื่องดื่ม แก้ไข 1,080 → 1,320" in text
        assert "ค่าวัสดุ ลบ 500.50 → –" in text

    def test_marks_the_words_that_changed(self, revision, owner):
        html = owner.get(url("compare", revision, 1, 2)).content.decode()

        assert "ฝึกวิธีสอน<ins>แบบใหม่</ins>" in html
        assert "วิธีคิด: <del>18</del> คน" in html
        assert "วิธีคิด: <ins>20</ins> คน" in html

    def test_of_a_version_with_itself_says_that_nothing_changed(self, proposal, owner):
        assert "ทั้งสองฉบับมีเนื้อหาเหมือนกัน" in text_of(owner.get(url("compare", proposal, 1, 1)))

    def test_chosen_versions_are_put_in_order(self, revision, owner):
        response = owner.get(url("compare_chosen", revision), {"old": "2", "new": "1"})

        assert response.url == url("compare", revision, 1, 2)

    @pytest.mark.parametrize("query", [{}, {"old": "x", "new": "1"}, {"old": "-3", "new": "1"}, {"old": "9" * 20}])
    def test_a_choice_that_is_none_is_not_found(self, proposal, owner, query):
        assert owner.get(url("compare_chosen", proposal), query).status_code == 404

    def test_a_version_that_one_may_not_see_is_not_found(self, office, revision, client_for):
        response = client_for(office.people.planning_director).get(url("compare", revision, 1, 2))

        assert response.status_code == 404
