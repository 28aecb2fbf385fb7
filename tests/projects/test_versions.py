"""The rules of versions: submitted, decided, filed, in the plan, revised, and frozen by the database itself."""

import hashlib
import json
from decimal import Decimal

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from budgetplan.approvals import services as approvals
from budgetplan.approvals.enums import CaseState, Verb
from budgetplan.approvals.errors import StaleState
from plans.models import GroupCeiling
from projects.content import ActivityContent, Factor
from projects.contents import content_of
from projects.enums import CostCategory, FundSource, ProposalState
from projects.errors import NotAllowed, ProjectRefused, ProposalFrozen, ProposalIncomplete
from projects.models import Activity, CostLine, Focus, Indicator, Proposal, Statement, Target
from projects.selectors import findings_for, in_force, open_case, versions_in_hand
from projects.services import projects, versions, writing
from projects.signals import proposal_approved
from tests.projects.factories import approve, make_line, make_proposal


@pytest.fixture
def proposal(office, plan):
    return make_proposal(office, plan.fiscal_year)


@pytest.fixture
def owner(office, proposal):
    return office.people.owner


def set_ceiling(proposal, amount):
    project = proposal.project
    GroupCeiling.objects.create(
        office_id=proposal.office_id, fiscal_year=project.fiscal_year, unit=project.unit, amount=Decimal(amount)
    )


def change(proposal, kind, field, value, *, key="", by):
    writing.set_fields(proposal=proposal, changes=[writing.FieldChange(kind, key, field, value)], by=by)
    proposal.refresh_from_db()


def submit(proposal, by, reason=None):
    case = versions.submit_proposal(proposal=proposal, by=by, over_ceiling_reason=reason)
    proposal.refresh_from_db()
    return case


def close(proposal, *, by):
    year = proposal.project.fiscal_year
    type(year).objects.filter(pk=year.pk).update(state="closed", closed_at=timezone.now(), closed_by=by)
    proposal.refresh_from_db()


class TestSubmit:
    def test_puts_a_complete_draft_before_the_groups_director(self, office, proposal, owner):
        case = submit(proposal, owner)

        assert proposal.state == ProposalState.WAITING
        assert (case.amount, case.unit, case.current_step.name) == (
            Decimal("1080.00"),
            office.units.supervision,
            "ผู้อำนวยการกลุ่ม",
        )
        assert case.title == "โครงการ “พัฒนาการอ่าน” ฉบับที่ 1"

    def test_is_refused_with_everything_that_is_missing(self, office, plan):
        draft = make_proposal(office, plan.fiscal_year, rationale="", objectives=(), nature="")

        with pytest.raises(ProposalIncomplete) as refused:
            versions.submit_proposal(proposal=draft, by=office.people.owner)

        assert [finding.anchor for finding in refused.value.findings] == ["nature", "rationale", "objectives"]
        assert "มี 3 รายการ" in str(refused.value)
        draft.refresh_from_db()
        assert (draft.state, open_case(draft)) == (ProposalState.DRAFT, None)

    def test_is_refused_where_a_product_differs_without_a_reason(self, office, plan):
        factors = (Factor(Decimal(18), "คน"), Factor(Decimal(33), "บาท"), Factor(Decimal(2), "มื้อ"))
        wrong = make_proposal(
            office, plan.fiscal_year, name="ผิด", activities=_with(make_line(factors=factors, amount=Decimal(1080)))
        )

        with pytest.raises(ProposalIncomplete) as refused:
            versions.submit_proposal(proposal=wrong, by=office.people.owner)

        [finding] = refused.value.findings
        assert (finding.code, finding.expected, finding.found) == ("adjusted", Decimal("1188.00"), Decimal("1080.00"))

    def test_is_for_its_owners(self, office, proposal):
        with pytest.raises(NotAllowed, match="เฉพาะผู้รับผิดชอบโครงการ"):
            versions.submit_proposal(proposal=proposal, by=office.people.planner)

    def test_twice_is_refused(self, proposal, owner):
        submit(proposal, owner)

        with pytest.raises(ProposalFrozen, match="รออนุมัติ"):
            versions.submit_proposal(proposal=proposal, by=owner)

    def test_is_refused_in_a_closed_year(self, office, proposal, owner):
        close(proposal, by=owner)

        with pytest.raises(ProposalFrozen, match="ปิดแล้ว"):
            versions.submit_proposal(proposal=proposal, by=owner)


def _with(*lines):
    return (ActivityContent("กิจกรรม", months=(2,), cost_lines=lines),)


class TestOverTheCeiling:
    def test_needs_a_reason(self, proposal, owner):
        set_ceiling(proposal, 1000)

        with pytest.raises(ProposalIncomplete) as refused:
            versions.submit_proposal(proposal=proposal, by=owner)

        [finding] = refused.value.findings
        assert (finding.code, finding.expected, finding.found) == ("ceiling", Decimal(1000), Decimal("1080.00"))
        assert "เกินกรอบ 80" in str(refused.value)
        proposal.refresh_from_db()
        assert (proposal.state, proposal.over_ceiling_reason) == (ProposalState.DRAFT, "")

    def test_counts_the_groups_other_projects(self, office, plan, proposal, owner):
        set_ceiling(proposal, 2000)
        make_proposal(office, plan.fiscal_year, name="อีกโครงการ")

        with pytest.raises(ProposalIncomplete, match="2,160"):
            versions.submit_proposal(proposal=proposal, by=owner)

    def test_with_a_reason_is_told_to_everyone_who_decides(self, proposal, owner):
        set_ceiling(proposal, 1000)

        submit(proposal, owner, "  สพฐ. สั่งเพิ่มหลังจัดสรรวงเงิน  ")

        assert proposal.over_ceiling_reason == "สพฐ. สั่งเพิ่มหลังจัดสรรวงเงิน"
        [finding] = findings_for(proposal)
        assert (finding.code, finding.is_error) == ("ceiling", False)
        assert finding.sentence.endswith("เหตุผล: สพฐ. สั่งเพิ่มหลังจัดสรรวงเงิน")

    def test_a_reason_that_is_not_needed_is_not_kept(self, proposal, owner):
        set_ceiling(proposal, 1080)

        submit(proposal, owner, "เผื่อไว้")

        assert proposal.over_ceiling_reason == ""

    def test_money_of_other_agencies_does_not_count(self, office, plan):
        lines = (make_line(source=FundSource.OBEC),)
        outside = make_proposal(office, plan.fiscal_year, activities=_with(*lines))
        set_ceiling(outside, 0)

        submit(outside, office.people.owner)

        assert outside.state == ProposalState.WAITING


class TestDecisions:
    def test_approval_files_a_copy_with_the_planning_group(self, office, proposal):
        heard = []
        proposal_approved.connect(lambda filed, **_others: heard.append(filed), weak=False, dispatch_uid="test")

        approve(office, proposal)

        proposal_approved.disconnect(dispatch_uid="test")
        filed = proposal.filed_copy
        assert heard == [filed]
        assert filed.unit == office.units.planning
        assert filed.contents["name"] == "พัฒนาการอ่าน"
        assert filed.contents["activities"][0]["cost_lines"][0]["amount"] == "1080.00"
        text = json.dumps(filed.contents, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
        assert filed.sha256 == hashlib.sha256(text.encode()).hexdigest()
        assert (proposal.state, proposal.approved_by) == (ProposalState.APPROVED, office.people.director)

    def test_a_return_begins_a_new_round_and_keeps_the_earlier_one(self, office, proposal, owner):
        case = submit(proposal, owner)
        approvals.return_case(
            case=case, seen_version=case.version, by=office.people.group_director, comment="ปรับเป้าหมาย"
        )
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.RETURNED
        change(proposal, "head", "owners_text", "ศึกษานิเทศก์", by=owner)

        second = submit(proposal, owner)

        assert (second.pk, second.round, proposal.state) == (case.pk, 2, ProposalState.WAITING)
        told = list(second.decisions.order_by("pk").values_list("round", "verb", "comment"))
        assert told == [(1, Verb.SUBMIT, ""), (1, Verb.RETURN, "ปรับเป้าหมาย"), (2, Verb.SUBMIT, "")]

    def test_withdrawn_is_a_draft_that_can_be_submitted_again(self, office, proposal, owner):
        case = submit(proposal, owner)
        approvals.withdraw(case=case, seen_version=case.version, by=owner)
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.DRAFT

        again = submit(proposal, owner)

        assert again.pk != case.pk
        assert proposal.state == ProposalState.WAITING

    def test_rejected_is_closed_but_can_be_revised(self, office, proposal, owner):
        case = submit(proposal, owner)
        approvals.reject(case=case, seen_version=case.version, by=office.people.group_director, comment="ซ้ำซ้อน")
        proposal.refresh_from_db()

        assert proposal.state == ProposalState.REJECTED
        assert versions_in_hand(proposal.project.fiscal_year) == []
        assert versions.revise_proposal(proposal=proposal, reason="เขียนใหม่", by=owner).number == 2

    def test_a_decision_on_what_is_not_under_way_is_refused(self, office, proposal):
        with pytest.raises(StaleState):
            versions.apply_decision(proposal=proposal, state=CaseState.APPROVED, by=office.people.director)


class TestRevise:
    def test_copies_everything_with_its_keys(self, office, proposal, owner):
        approve(office, proposal)

        draft = versions.revise_proposal(proposal=proposal, reason="  เพิ่มกลุ่มเป้าหมาย ", by=owner)

        assert (draft.number, draft.state, draft.based_on, draft.reason) == (
            2, ProposalState.DRAFT, proposal, "เพิ่มกลุ่มเป้าหมาย",
        )  # fmt: skip
        assert content_of(draft) == content_of(proposal)
        assert in_force(proposal.project) == proposal
        assert versions_in_hand(proposal.project.fiscal_year) == [draft]

    def test_needs_a_reason(self, office, proposal, owner):
        approve(office, proposal)

        with pytest.raises(ProjectRefused, match="เหตุผล"):
            versions.revise_proposal(proposal=proposal, reason=" \n ", by=owner)

    def test_one_new_version_at_a_time(self, office, proposal, owner):
        approve(office, proposal)
        versions.revise_proposal(proposal=proposal, reason="ครั้งแรก", by=owner)

        with pytest.raises(ProposalFrozen, match="กำลังจัดทำ"):
            versions.revise_proposal(proposal=proposal, reason="ครั้งที่สอง", by=owner)

    @pytest.mark.parametrize("state", [ProposalState.DRAFT, ProposalState.WAITING])
    def test_an_open_version_is_not_revised(self, proposal, owner, state):
        if state == ProposalState.WAITING:
            submit(proposal, owner)

        with pytest.raises(ProposalFrozen):
            versions.revise_proposal(proposal=proposal, reason="x", by=owner)

    def test_a_version_that_a_newer_one_replaced_is_not_revised(self, office, proposal, owner):
        approve(office, proposal)
        draft = versions.revise_proposal(proposal=proposal, reason="x", by=owner)
        approve(office, draft)

        with pytest.raises(ProposalFrozen, match="ฉบับที่ 2"):
            versions.revise_proposal(proposal=proposal, reason="y", by=owner)

    def test_is_for_the_owners(self, office, proposal):
        approve(office, proposal)

        with pytest.raises(NotAllowed):
            versions.revise_proposal(proposal=proposal, reason="x", by=office.people.planner)


def rows_of(proposal):
    """A change of one row of every table a proposal consists of."""
    return {
        "head": Proposal.objects.filter(pk=proposal.pk).update,
        **{
            model.__name__: model.objects.filter(proposal=proposal).update
            for model in (Statement, Target, Activity, CostLine, Indicator)
        },
    }


CHANGES = {
    "head": {"name": "เปลี่ยน"},
    "CostLine": {"amount": Decimal(5), "category": CostCategory.MATERIALS},
    **{key: {"text": "เปลี่ยน"} for key in ("Statement", "Target", "Activity", "Indicator")},
}


class TestFrozen:
    @pytest.mark.parametrize("table", CHANGES)
    @pytest.mark.parametrize("state", [ProposalState.WAITING, ProposalState.APPROVED])
    def test_the_database_refuses_every_change(self, office, proposal, owner, table, state):
        update = rows_of(proposal)[table]
        assert update(version=F("version") + 1) >= 1
        _move_to(state, office, proposal, owner)

        with pytest.raises(DatabaseError), transaction.atomic():
            update(**CHANGES[table])

    @pytest.mark.parametrize("state", [ProposalState.WAITING, ProposalState.APPROVED])
    def test_the_database_refuses_new_rows_lost_rows_and_other_focuses(self, office, proposal, owner, state):
        focus = Focus.objects.get()
        _move_to(state, office, proposal, owner)

        with pytest.raises(DatabaseError), transaction.atomic():
            Statement.objects.create(office_id=proposal.office_id, proposal=proposal, section="objectives", text="x")
        with pytest.raises(DatabaseError), transaction.atomic():
            Target.objects.filter(proposal=proposal).delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            proposal.focuses.add(focus)

    @pytest.mark.parametrize("state", [ProposalState.WAITING, ProposalState.APPROVED])
    def test_the_services_say_so_first(self, office, proposal, owner, state):
        _move_to(state, office, proposal, owner)

        with pytest.raises(ProposalFrozen):
            writing.add_row(proposal=proposal, kind="objectives", by=owner, values={"text": "x"})


def _move_to(state, office, proposal, owner):
    if state == ProposalState.APPROVED:
        approve(office, proposal)
    else:
        submit(proposal, owner)


class TestSetAside:
    def test_a_draft_asks_for_nothing_until_it_is_taken_up(self, proposal, owner):
        dropped = projects.drop_proposal(proposal=proposal, by=owner)
        assert dropped.state == ProposalState.DROPPED
        assert versions_in_hand(proposal.project.fiscal_year) == []

        taken_up = projects.take_up_proposal(proposal=proposal, by=owner)

        assert taken_up.state == ProposalState.DRAFT
        assert versions_in_hand(proposal.project.fiscal_year) == [proposal]

    def test_what_waits_is_withdrawn_first(self, proposal, owner):
        submit(proposal, owner)

        with pytest.raises(ProposalFrozen, match="ถอน"):
            projects.drop_proposal(proposal=proposal, by=owner)

    def test_is_for_the_owners(self, office, proposal):
        with pytest.raises(NotAllowed):
            projects.drop_proposal(proposal=proposal, by=office.people.group_director)

    def test_only_what_was_set_aside_is_taken_up(self, proposal, owner):
        with pytest.raises(ProposalFrozen):
            projects.take_up_proposal(proposal=proposal, by=owner)

    def test_not_beside_a_newer_version(self, office, proposal, owner):
        approve(office, proposal)
        second = versions.revise_proposal(proposal=proposal, reason="x", by=owner)
        projects.drop_proposal(proposal=second, by=owner)
        versions.revise_proposal(proposal=proposal, reason="y", by=owner)

        with pytest.raises(ProposalFrozen):
            projects.take_up_proposal(proposal=second, by=owner)

    def test_not_in_a_closed_year(self, proposal, owner):
        close(proposal, by=owner)

        with pytest.raises(ProposalFrozen, match="ปิดแล้ว"):
            projects.drop_proposal(proposal=proposal, by=owner)
