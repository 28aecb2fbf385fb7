"""The pages on a proposal's way: submitting it, the checklist, deciding in the administration."""

from decimal import Decimal

import pytest
from django.urls import reverse

from budgetplan.approvals import services as approvals
from budgetplan.approvals.models import Case
from plans.models import GroupCeiling
from projects.content import ActivityContent
from projects.enums import CheckCode, ProposalState
from projects.models import Proposal
from projects.selectors import open_case
from projects.services import checklist, comments, projects, writing
from tests.plans.reading_pages import text_of
from tests.projects.factories import chain_of, make_line, make_proposal, tick_all
from tests.projects.pages import MISTAKE, make_adjusted, submit, url


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


class TestSubmit:
    def test_shows_money_ceiling_and_who_will_decide(self, office, plan, proposal, owner):
        GroupCeiling.objects.create(
            office=office.office, fiscal_year=plan.fiscal_year, unit=office.units.supervision, amount=5000
        )

        text = text_of(owner.get(url("submit", proposal)))

        assert "รวม 1,080 ไตรมาสที่ 1 1,080" in text
        assert "(หนึ่งพันแปดสิบบาทถ้วน)" in text
        assert "กรอบวงเงินของกลุ่ม 5,000" in text
        names = [f"คุณ a_{person}" for person in ("group_director", "planner", "deputy", "director")]
        assert [text.index(name, text.index("ผู้พิจารณา")) for name in names] == sorted(
            text.index(name, text.index("ผู้พิจารณา")) for name in names
        )

    def test_goes_to_the_groups_director(self, office, proposal, owner):
        response = owner.post(url("submit", proposal), {"revision": proposal.revision}, follow=True)

        proposal.refresh_from_db()
        assert proposal.state == ProposalState.WAITING
        assert "ผู้อำนวยการกลุ่ม – คุณ a_group_director" in text_of(response)

    def test_what_keeps_it_back_leads_to_its_place(self, office, plan, owner):
        line = make_line(factors=MISTAKE, amount=Decimal(1080))
        activities = (ActivityContent("ประชุม", months=(2,), cost_lines=(line,)),)
        draft = make_proposal(office, plan.fiscal_year, rationale="", activities=activities)

        response = owner.post(url("submit", draft), {"revision": draft.revision})

        html = response.content.decode()
        assert response.status_code == 422
        assert f'href="{url("write", draft)}#field-rationale">เขียนหลักการและเหตุผล' in html
        assert f'href="{url("write", draft)}#row-{draft.cost_lines.get().key}">ค่าอาหารว่างและเครื่องดื่ม: 18 คน' in html
        draft.refresh_from_db()
        assert draft.state == ProposalState.DRAFT

    def test_over_the_ceiling_asks_for_the_reason(self, office, plan, proposal, owner):
        GroupCeiling.objects.create(
            office=office.office, fiscal_year=plan.fiscal_year, unit=office.units.supervision, amount=1000
        )
        page = text_of(owner.get(url("submit", proposal)))
        assert "กลุ่มขอ 1,080 จากกรอบวงเงิน 1,000 เกินกรอบ 80" in page
        assert "ระบุเหตุผล หรือลดงบประมาณลง" not in page

        refused = owner.post(url("submit", proposal), {"revision": proposal.revision, "over_ceiling_reason": "  "})
        assert refused.status_code == 422
        assert "ระบุเหตุผล หรือลดงบประมาณลง" in text_of(refused)

        data = {"revision": proposal.revision, "over_ceiling_reason": "ภารกิจเร่งด่วนของ สพฐ."}
        owner.post(url("submit", proposal), data)
        proposal.refresh_from_db()
        assert (proposal.state, proposal.over_ceiling_reason) == (ProposalState.WAITING, "ภารกิจเร่งด่วนของ สพฐ.")

    def test_the_reason_stays_on_the_page_where_something_else_is_wrong(self, office, plan, owner):
        draft = make_proposal(office, plan.fiscal_year, rationale="")
        GroupCeiling.objects.create(
            office=office.office, fiscal_year=plan.fiscal_year, unit=office.units.supervision, amount=1000
        )

        data = {"revision": draft.revision, "over_ceiling_reason": "พิมพ์ไว้แล้ว"}
        response = owner.post(url("submit", draft), data)

        assert response.status_code == 422
        assert ">พิมพ์ไว้แล้ว</textarea>" in response.content.decode()
        assert Proposal.objects.get(pk=draft.pk).over_ceiling_reason == ""

    def test_is_refused_where_another_owner_changed_it_meanwhile(self, office, proposal, owner):
        seen = proposal.revision
        change = writing.FieldChange("head", "", "owners_text", "คณะทำงาน")
        writing.set_fields(proposal=proposal, changes=[change], by=office.people.owner)

        response = owner.post(url("submit", proposal), {"revision": seen})

        assert response.status_code == 409
        assert "มีผู้แก้ไขข้อเสนอขณะที่ท่านเปิดหน้านี้อยู่" in text_of(response)
        assert open_case(proposal) is None

    @pytest.mark.parametrize("revision", ["", "x", "9" * 30])
    def test_without_what_was_seen_is_refused(self, proposal, owner, revision):
        assert owner.post(url("submit", proposal), {"revision": revision}).status_code == 409

    def test_is_refused_where_another_owner_was_quicker(self, office, proposal, client_for):
        second = office.people.second_planner
        projects.set_owners(project=proposal.project, users=[office.people.owner, second], by=office.people.owner)
        submit(proposal, second)

        response = client_for(office.people.owner).post(url("submit", proposal), {"revision": proposal.revision})

        assert response.status_code == 409
        assert "ข้อเสนอนี้กำลังรออนุมัติ" in text_of(response)
        assert Case.objects.count() == 1

    @pytest.mark.parametrize("person", ["planner", "group_director", "auditor"])
    def test_is_for_the_owners(self, office, proposal, client_for, person):
        response = client_for(getattr(office.people, person)).get(url("submit", proposal))

        assert response.status_code == 403
        assert "เฉพาะผู้รับผิดชอบโครงการเท่านั้น" in response.content.decode()

    def test_offers_to_take_it_back_while_it_waits(self, office, proposal, owner):
        case = submit(proposal, office.people.owner)

        html = owner.get(url("submit", proposal)).content.decode()

        assert reverse("approvals:withdraw", args=[case.public_id]) in html
        assert 'id="submit-form"' not in html

    def test_withdrawing_after_the_decision_is_refused_in_words(self, office, proposal, owner):
        case = submit(proposal, office.people.owner)
        seen = case.version
        for person in chain_of(office):
            if person == office.people.planner:
                tick_all(proposal, by=person)
            case = approvals.pass_step(case=case, seen_version=case.version, by=person)

        address = reverse("approvals:withdraw", args=[case.public_id])
        late = owner.post(address, {"version": seen})
        fresh = owner.post(address, {"version": case.version})

        assert (late.status_code, fresh.status_code) == (409, 409)
        assert "มีผู้ดำเนินการก่อนท่านแล้ว: “อนุมัติแล้ว” โดย คุณ a_director" in text_of(late)
        assert "ถอนไม่ได้" in text_of(fresh)
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.APPROVED


class TestChecklist:
    @pytest.fixture
    def case(self, office, adjusted):
        case = submit(adjusted, office.people.owner)
        return approvals.pass_step(case=case, seen_version=case.version, by=office.people.group_director)

    def case_page(self, case):
        return reverse("approvals:case", args=[case.public_id])

    def answers(self, **changes):
        return {"checklist": "1"} | {f"tick-{code}": "on" for code in CheckCode} | changes

    def test_stands_on_the_page_of_the_case(self, adjusted, case, planner):
        text = text_of(planner.get(self.case_page(case)))

        listed = text[text.index("รายการตรวจสอบของกลุ่มนโยบายและแผน") :]
        assert "ตัวเลขถูกต้องและรวมกันได้ ระบบพบข้อสังเกต: ค่าอาหารว่างและเครื่องดื่ม: 18 คน × 33 บาท × 2 มื้อ = 1,188" in listed
        assert listed.count("ระบบตรวจแล้ว") == 4
        assert "ตรวจตามรายการให้ครบก่อน" in listed

    def test_is_saved_and_says_what_is_missing(self, adjusted, case, planner):
        response = planner.post(url("checklist", adjusted), self.answers(**{"tick-arithmetic": ""}), follow=True)

        assert response.redirect_chain[0][0] == f"{self.case_page(case)}#part"
        assert "ข้อที่ยังไม่ผ่าน: ตัวเลขถูกต้องและรวมกันได้" in text_of(response)

    def test_a_tick_without_a_note_comes_back_with_what_was_typed(self, adjusted, case, planner):
        data = self.answers(**{"note-arithmetic": " "})
        del data["tick-rates"]

        response = planner.post(url("checklist", adjusted), data)

        html = response.content.decode()
        assert response.status_code == 422
        assert "ระบบพบข้อสังเกตในข้อนี้ หากให้ผ่านต้องระบุเหตุผล" in html
        assert 'name="tick-arithmetic" checked' in html
        assert 'name="tick-rates" checked' not in html
        assert not adjusted.checks.exclude(by=None).exists()

    def test_complete_lets_the_step_pass(self, office, adjusted, case, planner):
        refused = planner.post(reverse("approvals:pass", args=[case.public_id]), {"version": case.version})
        assert refused.status_code == 422
        assert "ตรวจตามรายการให้ครบก่อน" in text_of(refused)

        done = planner.post(url("checklist", adjusted), self.answers(**{"note-arithmetic": "มีใบเสนอราคา"}), follow=True)
        assert "ตรวจครบทุกรายการแล้ว" in text_of(done)
        planner.post(reverse("approvals:pass", args=[case.public_id]), {"version": case.version})
        case.refresh_from_db()
        assert case.current_step.name == "รองผู้อำนวยการ สพป."

    def test_others_read_it(self, office, adjusted, case, client_for):
        checklist.set_checks(
            proposal=adjusted, answers={CheckCode.ARITHMETIC: (True, "มีใบเสนอราคา")}, by=office.people.planner
        )

        response = client_for(office.people.deputy).get(self.case_page(case))

        assert "“มีใบเสนอราคา” – คุณ a_planner" in text_of(response)
        assert 'name="tick-arithmetic"' not in response.content.decode()

    @pytest.mark.parametrize("person", ["owner", "group_director", "director"])
    def test_is_for_the_planning_group(self, office, adjusted, case, client_for, person):
        response = client_for(getattr(office.people, person)).post(url("checklist", adjusted), self.answers())

        assert response.status_code == 403
        assert "รายการตรวจสอบเป็นของกลุ่มนโยบายและแผน" in response.content.decode()

    def test_of_a_case_that_is_over_changes_nothing(self, office, adjusted, case, planner):
        approvals.withdraw(case=case, seen_version=case.version, by=office.people.owner)

        response = planner.post(url("checklist", adjusted), self.answers(), follow=True)

        assert "จึงไม่ได้บันทึกรายการตรวจสอบ" in text_of(response)
        assert not adjusted.checks.exclude(by=None).exists()

    def test_open_comments_stand_beside_it(self, office, adjusted, case, planner):
        key = str(adjusted.cost_lines.first().key)
        comments.add_comment(proposal=adjusted, anchor=key, text="ลดลง", cut_to=900, by=office.people.director)
        comments.add_comment(proposal=adjusted, anchor="rationale", text="ขยาย", by=office.people.director)

        response = planner.get(self.case_page(case))

        assert "ค่าอาหารว่างและเครื่องดื่ม ขอปรับลดเหลือ 900 บาท ลดลง" in text_of(response)
        assert "หลักการและเหตุผล ขยาย" in text_of(response)
        assert f'{url("proposal", adjusted)}#spot-{key}"' in response.content.decode()

    def test_comments_stand_there_for_who_may_read_them(self, office, adjusted, case, client_for):
        comments.add_comment(proposal=adjusted, anchor="rationale", text="ขยายความ", by=office.people.planner)

        shown = {
            name: "ขยายความ" in text_of(client_for(getattr(office.people, name)).get(self.case_page(case)))
            for name in ("owner", "auditor", "planning_director")
        }

        assert shown == {"owner": True, "auditor": True, "planning_director": False}


class TestAdministrationPages:
    def test_the_check_tells_what_is_unfinished_and_where(self, office, adjusted, planner):
        case = submit(adjusted, office.people.owner)
        case = approvals.pass_step(case=case, seen_version=case.version, by=office.people.group_director)
        page = reverse("admin:approvals_case_change", args=[case.pk])
        passing = reverse("admin:approvals_case_pass", args=[case.pk])

        response = planner.get(page)
        assert "ตรวจตามรายการให้ครบก่อน" in text_of(response)
        assert f'href="{reverse("approvals:case", args=[case.public_id])}#part"' in response.content.decode()
        assert planner.post(passing, {"version": case.version}).status_code == 422
        tick_all(adjusted, by=office.people.planner)
        assert "ตรวจตามรายการให้ครบก่อน" not in text_of(planner.get(page))

        planner.post(passing, {"version": case.version})

        case.refresh_from_db()
        assert case.current_step.name == "รองผู้อำนวยการ สพป."

    def test_the_director_approves_there(self, office, proposal, client_for):
        case = submit(proposal, office.people.owner)
        for person in chain_of(office)[:3]:
            if person == office.people.planner:
                tick_all(proposal, by=person)
            case = approvals.pass_step(case=case, seen_version=case.version, by=person)

        director = client_for(office.people.director)
        page = text_of(director.get(reverse("admin:approvals_case_change", args=[case.pk])))
        director.post(reverse("admin:approvals_case_pass", args=[case.pk]), {"version": case.version})

        assert "ข้อมูลครบ ตัวเลข อัตราค่าใช้จ่าย และเดือนดำเนินการถูกต้อง" in page
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.APPROVED
