"""Projects that look alike, what merging two makes before and after it is done, and who may do it when."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgetplan.approvals import services as approvals
from budgetplan.approvals.models import Case
from plans.models import GroupCeiling
from projects import merging
from projects.content import ActivityContent, StatementContent, TargetContent
from projects.contents import content_of
from projects.enums import CostCategory, ProposalState
from projects.merging import alike_of, merge_preview, merge_refusal
from projects.models import Proposal
from projects.services import arranging, projects, undo, versions
from projects.services.lists import HEAD
from projects.totals import total_up
from tests.factories import make_plan
from tests.plans.reading_pages import links_of, text_of
from tests.projects.closing import close
from tests.projects.drafts import type_in
from tests.projects.factories import approve, make_line, make_proposal

ALIKE = "/years/2564/projects/alike/"


@pytest.fixture
def year(plan):
    return plan.fiscal_year


@pytest.fixture
def reading(office, year):
    """A training in reading, of the owner's group: 1,080 baht of services."""
    return make_proposal(office, year, name="พัฒนาการอ่าน")


@pytest.fixture
def writing(office, year):
    """The same teachers trained once more, of the finance group: 500 baht of materials."""
    line = make_line("ค่าวัสดุ", factors=(), amount=Decimal(500), category=CostCategory.MATERIALS)
    return make_proposal(
        office, year, name="พัฒนาการอ่านและเขียน", owner=office.people.finance_officer, lines=[line],
        rationale="<p>ของโครงการหลัง</p>",
    )  # fmt: skip


@pytest.fixture
def unlike(office, year):
    """A project that shares nothing with the others."""
    return make_proposal(
        office,
        year,
        name="ปรับปรุงห้องเก็บเอกสาร",
        objectives=(StatementContent("เพื่อเก็บแฟ้มให้ค้นง่าย"),),
        targets=(TargetContent("ตู้เหล็กห้าบานพร้อมใช้"),),
        activities=(ActivityContent("จัดหาตู้และขนย้ายแฟ้ม", months=(4,)),),
    )


@pytest.fixture
def client(office, client_for):
    return client_for(office.people.planner)


def merge_address(source, target):
    return reverse("projects:merge", args=[2564, source.project.public_id, target.project.public_id])


def texts(rows):
    return [row.text for row in rows]


class TestAlike:
    def test_says_what_makes_two_alike(self, reading, writing, unlike, client):
        response = client.get(ALIKE)

        text = text_of(response)
        assert "ระบบเทียบโครงการที่ยังพิจารณาไม่เสร็จ 3 โครงการ" in text
        assert text.count("คล้ายกัน 9") == 1
        assert "“พัฒนาการอ่าน” กับ “พัฒนาการอ่านและเขียน” คล้ายกัน 9" in text
        assert "เป้าหมายเดียวกัน: ครูที่เข้าอบรม" in text
        assert "กิจกรรมเดียวกัน: ประชุมปฏิบัติการ" in text
        assert merge_address(writing, reading) in links_of(response)

    def test_shows_them_side_by_side(self, reading, writing, client):
        text = text_of(client.get(ALIKE))

        assert "กลุ่ม กลุ่มนิเทศ ติดตาม และประเมินผลฯ กลุ่มบริหารงานการเงินและสินทรัพย์ สถานะ ร่าง ร่าง" in text
        assert "รวม (บาท) 1,080 500" in text

    def test_nothing_alike_says_so(self, reading, unlike, client):
        assert "ไม่มีโครงการที่คล้ายกัน" in text_of(client.get(ALIKE))

    def test_decided_proposals_are_not_compared(self, office, reading, writing, year):
        approve(office, reading)

        assert alike_of(year) == ([], 1, 0)

    def test_returned_one_takes_the_draft_in(self, office, reading, writing, year):
        send_back(office, reading)

        (pair,) = alike_of(year).pairs

        assert (pair.source, pair.target, pair.refusal) == (writing, reading, "")

    def test_the_way_is_turned_round_where_only_that_goes(self, office, reading, writing, year):
        send_back(office, writing, office.people.finance_officer)

        (pair,) = alike_of(year).pairs

        assert (pair.source, pair.target, pair.refusal) == (reading, writing, "")

    def test_why_two_cannot_be_merged(self, office, reading, writing, client):
        versions.submit_proposal(proposal=reading, by=office.people.owner)

        response = client.get(ALIKE)

        assert "“พัฒนาการอ่าน” อยู่ระหว่างพิจารณา ต้องถอนเรื่องหรือส่งกลับแก้ไขก่อนจึงจะรวมได้" in text_of(response)
        assert merge_address(writing, reading) not in links_of(response)

    def test_too_many_leave_the_oldest_out_and_say_so(self, reading, writing, unlike, client, monkeypatch):
        monkeypatch.setattr(merging, "MOST_COMPARED", 2)

        text = text_of(client.get(ALIKE))

        assert "ไม่ได้เทียบโครงการเก่าสุด 1 โครงการ" in text
        assert "ไม่มีโครงการที่คล้ายกัน" in text

    @pytest.mark.parametrize("person", ["owner", "director", "administrator", "school_officer"])
    def test_planning_officers_only(self, office, reading, client_for, person):
        assert client_for(getattr(office.people, person)).get(ALIKE).status_code == 403

    def test_another_offices_year_is_not_found(self, reading, other_office, client_for):
        assert client_for(other_office.people.planner).get(ALIKE).status_code == 404

    def test_same_number_of_queries_at_3_projects_and_at_30(self, office, reading, year, client):
        counts = []
        for count in (2, 27):
            for _number in range(count):
                projects.begin_from_project(
                    year=year, unit=reading.project.unit, source=reading, by=office.people.owner
                )
            with CaptureQueriesContext(connection) as queries:
                response = client.get(ALIKE)
            counts.append((response.context["alike"].compared, len(queries)))

        assert [compared for compared, _queries in counts] == [3, 30]
        assert counts[0][1] == counts[1][1]


def send_back(office, proposal, owner=None):
    """Submit a proposal and have its director return it."""
    director = office.people.group_director
    if owner is not None:
        type(director.current_posts[0]).objects.filter(pk=director.current_posts[0].pk).update(
            unit=proposal.project.unit
        )
        del director.current_posts
    versions.submit_proposal(proposal=proposal, by=owner or office.people.owner)
    case = Case.objects.get()
    approvals.return_case(case=case, seen_version=case.version, by=director, comment="รวมกัน")
    proposal.refresh_from_db()


class TestPreview:
    def test_is_what_merging_makes(self, office, reading, writing, client):
        preview = merge_preview(source=writing, target=reading)

        client.post(merge_address(writing, reading))

        reading.refresh_from_db()
        merged = content_of(reading)
        assert texts(merged.activities) == texts(preview.merged.activities)
        assert texts(merged.activities) == ["ประชุมปฏิบัติการ", "สรุปผล", "ประชุมปฏิบัติการ", "สรุปผล"]
        for rows in ("objectives", "indicators", "expected_results"):
            assert texts(getattr(merged, rows)) == texts(getattr(preview.merged, rows))
        assert sorted(texts(merged.targets)) == sorted(texts(preview.merged.targets))
        assert total_up(merged).money == preview.totals.money
        assert total_up(merged).amounts == preview.totals.amounts
        assert [owner.user for owner in reading.project.owners.all()] == list(preview.owners)

    def test_page_shows_activities_money_owners(self, reading, writing, client):
        text = text_of(client.get(merge_address(writing, reading)))

        assert "“พัฒนาการอ่านและเขียน” จะรวมเข้ากับ “พัฒนาการอ่าน”" in text
        assert "รวมแล้วย้อนกลับไม่ได้" in text
        assert "พัฒนาการอ่าน กลุ่มนิเทศ ติดตาม และประเมินผลฯ – 1,080 – 1,080" in text
        assert "พัฒนาการอ่านและเขียน กลุ่มบริหารงานการเงินและสินทรัพย์ – – 500 500" in text
        assert "รวมแล้ว กลุ่มนิเทศ ติดตาม และประเมินผลฯ – 1,080 500 1,580" in text
        assert "ผู้รับผิดชอบ คุณ a_owner, คุณ a_finance_officer" in text
        assert "กิจกรรม ประชุมปฏิบัติการ สรุปผล ประชุมปฏิบัติการ สรุปผล ตัวชี้วัด" in text

    def test_the_target_can_be_switched(self, reading, writing, client):
        assert merge_address(reading, writing) in links_of(client.get(merge_address(writing, reading)))

    def test_money_of_another_group_counts_against_the_targets_ceiling(self, office, year, reading, writing, client):
        GroupCeiling.objects.create(
            office=office.office, fiscal_year=year, unit=office.units.supervision, amount=Decimal(1500)
        )

        text = text_of(client.get(merge_address(writing, reading)))

        assert "กลุ่มนิเทศ ติดตาม และประเมินผลฯ จะขอ งบ สพป. รวม 1,580 บาท จากกรอบวงเงิน 1,500 บาท เกินกรอบ 80 บาท" in text

    def test_money_of_the_same_group_is_counted_once(self, office, year, reading, unlike):
        other = make_proposal(office, year, name="อีกโครงการ")
        GroupCeiling.objects.create(
            office=office.office, fiscal_year=year, unit=office.units.supervision, amount=Decimal(3000)
        )

        preview = merge_preview(source=other, target=reading)

        assert (preview.asked, preview.standing.ceiling, preview.over) == (2160, 3000, 0)


class TestMerge:
    def test_merges_for_good(self, office, reading, writing, client):
        response = client.post(merge_address(writing, reading))

        assert response["Location"] == f"/projects/{reading.project.public_id}/"
        writing.refresh_from_db()
        writing.project.refresh_from_db()
        assert (writing.state, writing.project.merged_into) == (ProposalState.MERGED, reading.project)
        reading.refresh_from_db()
        assert (reading.state, reading.name) == (ProposalState.DRAFT, "พัฒนาการอ่าน")
        assert content_of(reading).rationale == "<p>นักเรียนอ่านคล่องขึ้นเมื่อครูได้ฝึกวิธีสอน</p>"

    def test_what_both_say_in_the_same_words_is_said_once(self, office, year, reading, client):
        objectives = (*content_of(reading).objectives, StatementContent("เพื่อเขียนคล่อง"))
        other = make_proposal(office, year, name="พัฒนาการเขียน", objectives=objectives)
        preview = merge_preview(source=other, target=reading)

        client.post(merge_address(other, reading))

        merged = content_of(reading)
        assert texts(merged.objectives) == texts(preview.merged.objectives)
        assert texts(merged.objectives) == ["เพื่อให้ครูสอนอ่านได้ดีขึ้น", "เพื่อเขียนคล่อง"]
        assert len(merged.indicators) == len(content_of(other).indicators)
        assert len(merged.activities) == 2 * len(content_of(other).activities)

    def test_an_owner_who_merged_cannot_undo_it(self, office, reading, unlike):
        planner = office.people.planner
        projects.set_owners(project=reading.project, users=[planner], by=planner)
        type_in(reading, planner, HEAD, "name", "ก่อนรวม")
        arranging.merge_projects(source=unlike, target=reading, by=planner)
        merged = content_of(reading)

        undo.undo(proposal=reading, by=planner)

        assert content_of(reading) == replace(merged, name="พัฒนาการอ่าน")
        assert not undo.can_undo(proposal=reading, by=planner)

    def test_looking_changes_nothing(self, reading, writing, client):
        client.get(merge_address(writing, reading))

        writing.refresh_from_db()
        assert writing.state == ProposalState.DRAFT

    def test_one_under_way_is_refused_and_everything_kept(self, office, reading, writing, client):
        versions.submit_proposal(proposal=reading, by=office.people.owner)
        before = content_of(reading)

        page, response = client.get(merge_address(writing, reading)), client.post(merge_address(writing, reading))

        assert "“พัฒนาการอ่าน” อยู่ระหว่างพิจารณา ต้องถอนเรื่องหรือส่งกลับแก้ไขก่อนจึงจะรวมได้" in text_of(page)
        assert 'class="btn btn-danger"' not in page.content.decode()
        assert response.status_code == 409
        assert "“พัฒนาการอ่าน” อยู่ระหว่างพิจารณา ต้องถอนเรื่องหรือส่งกลับแก้ไขก่อนจึงจะรวมได้" in text_of(response)
        assert content_of(reading) == before
        assert Proposal.objects.get(pk=writing.pk).state == ProposalState.DRAFT

    def test_a_revision_of_an_approved_project_is_not_merged(self, office, reading, writing):
        approve(office, reading)
        owner = office.people.owner
        revision = versions.revise_proposal(proposal=Proposal.objects.get(pk=reading.pk), reason="ลด", by=owner)

        refusals = [merge_refusal(source=revision, target=writing), merge_refusal(source=writing, target=revision)]

        assert refusals == ["“พัฒนาการอ่าน” ไม่ใช่ร่างฉบับแรก จึงรวมไม่ได้"] * 2

    def test_twice_is_refused(self, reading, writing, client):
        client.post(merge_address(writing, reading))
        before = content_of(reading)

        response = client.post(merge_address(writing, reading))

        assert response.status_code == 409
        assert content_of(reading) == before

    def test_a_project_into_itself_is_refused(self, reading, client):
        response = client.post(merge_address(reading, reading))

        assert response.status_code == 409
        assert "เลือกสองโครงการที่ต่างกัน" in text_of(response)

    def test_a_closed_year_merges_nothing(self, office, year, reading, writing):
        close(year, office.people.planner)
        source, target = Proposal.objects.get(pk=writing.pk), Proposal.objects.get(pk=reading.pk)

        assert merge_refusal(source=source, target=target) == "ปีงบประมาณ 2564 ปิดแล้ว"

    @pytest.mark.parametrize("person", ["owner", "finance_officer", "director", "school_officer"])
    def test_planning_officers_only(self, office, reading, writing, client_for, person):
        client = client_for(getattr(office.people, person))

        answers = [client.get(merge_address(writing, reading)), client.post(merge_address(writing, reading))]

        assert [answer.status_code for answer in answers] == [403, 403]
        assert Proposal.objects.get(pk=writing.pk).state == ProposalState.DRAFT

    def test_another_offices_is_not_found(self, reading, writing, other_office, client_for):
        client = client_for(other_office.people.planner)

        assert client.post(merge_address(writing, reading)).status_code == 404

    def test_another_years_address_finds_nothing(self, office, reading, writing, client):
        make_plan(office, year_be=2565)

        address = merge_address(writing, reading).replace("2564", "2565", 1)

        assert client.get(address).status_code == 404
