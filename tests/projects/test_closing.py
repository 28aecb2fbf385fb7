"""A year is closed when its proposals are decided, and nothing of a closed year is approved."""

import pytest
from django.urls import reverse

from budgetplan.approvals import services as approvals
from budgetplan.approvals.errors import ApprovalRefused
from plans.errors import PlanFrozen
from plans.models import FiscalYear, SpendingLine
from plans.services.years import close_year
from projects.content import ActivityContent
from projects.enums import FundSource, ProposalState
from projects.models import FiledCopy
from projects.services import projects, versions
from tests.factories import make_plan
from tests.plans.approving import approve as approve_plan
from tests.plans.reading_pages import text_of
from tests.projects.closing import close
from tests.projects.drafts import fresh
from tests.projects.factories import approve, chain_of, make_line, make_proposal, tick_all

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def decided(office, real_plan):
    """A function that has the year's plan decided, as closing the year asks for."""

    def done():
        approve_plan(real_plan, office.people)
        return real_plan.fiscal_year

    return done


def pass_on(office, case, proposal, people):
    for person in people:
        if person == office.people.planner:
            tick_all(proposal, by=person)
        case = approvals.pass_step(case=case, seen_version=case.version, by=person)
    return case


def returned(office, case):
    people = office.people
    return approvals.return_case(case=case, seen_version=case.version, by=people.group_director, comment="แก้ไข")


class TestClosing:
    def test_is_refused_while_proposals_are_under_way(self, office, proposal, owner, decided):
        versions.submit_proposal(proposal=proposal, by=owner)
        other = make_proposal(office, proposal.project.fiscal_year, name="โครงการ เขียนคล่อง")
        returned(office, versions.submit_proposal(proposal=other, by=owner))
        year = decided()

        with pytest.raises(PlanFrozen) as refusal:
            close_year(year=year, by=office.people.planner)

        assert str(refusal.value) == (
            "Project proposals of the year are still under way: “พัฒนาการอ่าน”, “เขียนคล่อง”. "
            "Have them decided or withdrawn first."
        )
        assert not FiscalYear.objects.get().is_closed

    def test_is_refused_on_the_page_with_the_names(self, office, proposal, owner, decided, client_for):
        versions.submit_proposal(proposal=proposal, by=owner)
        decided()

        response = client_for(office.people.planner).post(reverse("plans:close", args=[2564]))

        assert response.status_code == 409
        assert "ยังมีข้อเสนอโครงการของปีนี้อยู่ระหว่างดำเนินการ: “พัฒนาการอ่าน”" in text_of(response)

    def test_minds_no_drafts_nor_what_is_decided(self, office, proposal, owner, decided):
        year = proposal.project.fiscal_year
        paid_by_head_office = (ActivityContent("ก", months=(2,), cost_lines=(make_line(source=FundSource.OBEC),)),)
        approve(office, make_proposal(office, year, name="อนุมัติแล้ว", activities=paid_by_head_office))
        projects.drop_proposal(proposal=make_proposal(office, year, name="พักไว้"), by=owner)
        make_proposal(office, year, name="ร่าง")

        close_year(year=decided(), by=office.people.planner)

    def test_minds_no_other_year(self, office, proposal, owner, decided):
        later = make_proposal(office, make_plan(office, year_be=2565).fiscal_year, name="ปีหน้า")
        versions.submit_proposal(proposal=later, by=owner)

        close_year(year=decided(), by=office.people.planner)


class TestApprovingInAClosedYear:
    @pytest.fixture
    def case(self, office, proposal, owner):
        """A proposal before the director, its year closed past the service."""
        case = versions.submit_proposal(proposal=proposal, by=owner)
        case = pass_on(office, case, proposal, chain_of(office)[:-1])
        close(proposal.project.fiscal_year, owner)
        return case

    def test_is_refused_as_a_whole(self, office, proposal, case):
        with pytest.raises(ApprovalRefused, match="Fiscal year 2564 is closed"):
            approvals.pass_step(case=case, seen_version=case.version, by=office.people.director)

        case.refresh_from_db()
        assert (fresh(proposal).state, case.state) == (ProposalState.WAITING, "waiting")
        assert not FiledCopy.objects.exists()
        assert not SpendingLine.objects.filter(key=proposal.project.key).exists()

    @pytest.mark.parametrize(
        ("service", "state"),
        [(approvals.return_case, ProposalState.RETURNED), (approvals.reject, ProposalState.REJECTED)],
    )
    def test_leaves_the_other_ways(self, office, proposal, case, service, state):
        service(case=case, seen_version=case.version, by=office.people.director, comment="ปีปิดแล้ว")

        assert fresh(proposal).state == state

    def test_leaves_withdrawing(self, proposal, owner, case):
        approvals.withdraw(case=case, seen_version=case.version, by=owner)

        assert fresh(proposal).state == ProposalState.DRAFT
