"""What an approval does to the year's plan: the project's line by quarter, in whichever version is being worked on."""

from decimal import Decimal

import pytest

from budgetplan.approvals import services as approvals
from plans.enums import PartKind, PlanState
from plans.models import Part
from plans.selectors import working_version
from plans.services import versions as plan_versions
from projects.content import ActivityContent
from projects.enums import FundSource, ProposalState
from projects.errors import NotAllowed
from projects.services import plan_lines, versions, writing
from tests.plans.approving import approve as approve_plan
from tests.projects.factories import approve, make_line, make_proposal


@pytest.fixture
def proposal(office, plan):
    return make_proposal(office, plan.fiscal_year)


@pytest.fixture
def owner(office, proposal):
    return office.people.owner


def line_in_plan(proposal):
    plan = working_version(proposal.project.fiscal_year)
    return plan.lines.filter(key=proposal.project.key).first()


def test_an_approval_puts_the_line_with_its_quarters_into_the_second_part(office, proposal):
    approve(office, proposal)

    line = line_in_plan(proposal)
    assert (line.name, line.unit, line.part.kind) == (
        "พัฒนาการอ่าน",
        office.units.supervision,
        PartKind.QUALITY,
    )
    assert (line.annual, line.q1, line.q2, line.q3, line.q4) == (1080, 1080, 0, 0, 0)


def test_only_the_offices_own_money_stands_in_the_plan(office, plan):
    lines = (make_line(), make_line(source=FundSource.OTHER), make_line(in_budget=False))
    mixed = make_proposal(
        office, plan.fiscal_year, activities=(ActivityContent("กิจกรรม", months=(2,), cost_lines=lines),)
    )

    approve(office, mixed)

    assert line_in_plan(mixed).annual == Decimal("1080.00")


def test_an_approved_plan_is_updated_as_a_draft_revision(office, real_plan):
    proposal = make_proposal(office, real_plan.fiscal_year)
    approve_plan(real_plan, office.people)

    approve(office, proposal)

    newest = working_version(real_plan.fiscal_year)
    assert (newest.number, newest.state) == (2, PlanState.DRAFT)
    assert newest.reason == "นำโครงการที่อนุมัติแล้วเข้าแผน: พัฒนาการอ่าน"
    assert line_in_plan(proposal).annual == Decimal("1080.00")
    assert not real_plan.lines.filter(key=proposal.project.key).exists()


def test_a_waiting_plan_stays_and_the_project_is_told_as_missing(office, real_plan):
    proposal = make_proposal(office, real_plan.fiscal_year)
    case = plan_versions.submit_plan(plan=real_plan, by=office.people.planner)

    approve(office, proposal)

    year = real_plan.fiscal_year
    assert line_in_plan(proposal) is None
    [missing] = plan_lines.missing_in_plan(year)
    assert (missing.proposal, missing.approved.annual, missing.planned) == (proposal, Decimal("1080.00"), None)
    approvals.withdraw(case=case, seen_version=case.version, by=office.people.planner)
    plan_lines.take_over_approved(year=year, by=office.people.planner)
    assert line_in_plan(proposal).annual == Decimal("1080.00")
    assert plan_lines.missing_in_plan(year) == []


def test_only_planning_officers_take_over(office, proposal, owner):
    with pytest.raises(NotAllowed):
        plan_lines.take_over_approved(year=proposal.project.fiscal_year, by=owner)


def test_a_plan_without_a_part_for_projects_does_not_stop_an_approval(office, plan, proposal):
    Part.objects.filter(plan=plan, kind=PartKind.QUALITY).delete()

    approve(office, proposal)

    assert proposal.state == ProposalState.APPROVED
    [missing] = plan_lines.missing_in_plan(plan.fiscal_year)
    assert missing.proposal == proposal


def test_an_approved_revision_changes_its_own_line(office, proposal, owner):
    approve(office, proposal)
    draft = versions.revise_proposal(proposal=proposal, reason="ลดจำนวนคน", by=owner)
    line = draft.cost_lines.get()
    changes = [writing.FieldChange("cost_lines", str(line.key), "formula", "10 คน x 30 บาท x 2 มื้อ")]
    writing.set_fields(proposal=draft, changes=changes, by=owner)

    approve(office, draft)

    assert line_in_plan(proposal).annual == Decimal("600.00")
    assert working_version(proposal.project.fiscal_year).lines.filter(name="พัฒนาการอ่าน").count() == 1
