"""Who owns a project, and what becomes of one that is merged into another."""

import pytest

from budgetplan.audit.models import Event
from projects.enums import ProposalState
from projects.errors import NotAllowed, ProjectRefused, ProposalFrozen
from projects.services import arranging, projects, versions
from tests.factories import make_person
from tests.projects.factories import approve, make_proposal


@pytest.fixture
def proposal(office, plan):
    return make_proposal(office, plan.fiscal_year)


def owners_of(project):
    return {owner.user for owner in project.owners.all()}


@pytest.mark.parametrize("person", ["owner", "group_director", "planner"])
def test_who_names_owners(office, proposal, person):
    people = office.people

    projects.set_owners(project=proposal.project, users=[people.planner, people.auditor], by=getattr(people, person))

    assert owners_of(proposal.project) == {people.planner, people.auditor}
    event = Event.objects.filter(verb="project.owners").latest("sequence")
    assert event.data == {"before": ["คุณ a_owner"], "after": ["คุณ a_auditor", "คุณ a_planner"]}


@pytest.mark.parametrize("person", ["planning_director", "deputy", "director", "finance_officer"])
def test_who_does_not_name_owners(office, proposal, person):
    with pytest.raises(NotAllowed, match="กำหนดผู้รับผิดชอบ"):
        projects.set_owners(project=proposal.project, users=[office.people.owner], by=getattr(office.people, person))


def test_a_project_keeps_an_owner_of_its_office(office, other_office, proposal):
    left = make_person(office.office, "a_left", is_active=False)
    for users in ([], [other_office.people.owner], [office.people.owner, left]):
        with pytest.raises(ProjectRefused, match="อย่างน้อย 1 คน"):
            projects.set_owners(project=proposal.project, users=users, by=office.people.planner)

    assert owners_of(proposal.project) == {office.people.owner}


def test_naming_the_same_owners_is_no_event(office, proposal):
    projects.set_owners(project=proposal.project, users=[office.people.owner], by=office.people.owner)

    assert not Event.objects.filter(verb="project.owners").exists()


def test_a_merged_project_is_closed_for_good(office, plan, proposal):
    other = make_proposal(office, plan.fiscal_year, name="อ่านออกเขียนได้", owner=office.people.planner)

    merged = arranging.merge_projects(source=other, target=proposal, by=office.people.planner)

    other.refresh_from_db()
    assert (other.state, other.project.merged_into) == (ProposalState.MERGED, proposal.project)
    assert merged.cost_lines.count() == 2
    assert owners_of(proposal.project) == {office.people.owner, office.people.planner}
    with pytest.raises(ProposalFrozen):
        projects.take_up_proposal(proposal=other, by=office.people.planner)
    with pytest.raises(ProposalFrozen):
        versions.revise_proposal(proposal=other, reason="x", by=office.people.planner)


def test_what_waits_or_is_approved_is_not_merged(office, plan, proposal):
    other = make_proposal(office, plan.fiscal_year, name="อื่น")
    approve(office, other)

    for source, target in ((other, proposal), (proposal, other)):
        with pytest.raises(ProposalFrozen):
            arranging.merge_projects(source=source, target=target, by=office.people.planner)


def test_only_planning_officers_merge(office, plan, proposal):
    other = make_proposal(office, plan.fiscal_year, name="อื่น")

    with pytest.raises(NotAllowed):
        arranging.merge_projects(source=other, target=proposal, by=office.people.owner)
