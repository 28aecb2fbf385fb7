"""Who owns a project, and what becomes of one that is merged into another."""

from datetime import date

import pytest

from budgetplan.audit.models import Event
from projects.enums import ProposalState
from projects.errors import NotAllowed, ProjectRefused, ProposalFrozen
from projects.selectors import people_by_group
from projects.services import arranging, projects, versions
from tests.factories import appoint, make_person
from tests.projects.closing import close
from tests.projects.factories import approve, make_proposal


@pytest.fixture
def proposal(office, plan):
    return make_proposal(office, plan.fiscal_year)


def owners_of(project):
    return {owner.user for owner in project.owners.all()}


@pytest.mark.parametrize("person", ["owner", "group_director", "planner"])
def test_who_names_owners(office, proposal, person):
    people = office.people

    projects.set_owners(project=proposal.project, users=[people.planner, people.deputy], by=getattr(people, person))

    assert owners_of(proposal.project) == {people.planner, people.deputy}
    event = Event.objects.filter(verb="project.owners").latest("sequence")
    assert event.data == {"before": ["คุณ a_owner"], "after": ["คุณ a_deputy", "คุณ a_planner"]}


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


@pytest.mark.parametrize("person", ["school_officer", "auditor", "administrator"])
def test_who_owns_no_project(office, proposal, person):
    """Schools, the auditor and administrators read or keep the system; they write no projects."""
    named = getattr(office.people, person)

    with pytest.raises(ProjectRefused) as refusal:
        projects.set_owners(project=proposal.project, users=[office.people.owner, named], by=office.people.owner)

    assert str(refusal.value) == (
        f"กำหนดให้ {named} เป็นผู้รับผิดชอบโครงการไม่ได้ ผู้รับผิดชอบต้องมีตำแหน่งใน สพป. ที่ไม่ใช่ผู้ตรวจสอบภายในหรือผู้ดูแลระบบ"
    )
    assert owners_of(proposal.project) == {office.people.owner}


def test_a_second_post_inside_the_office_lets_them_own(office, proposal):
    appoint(office.people.auditor, office.posts.owner)

    projects.set_owners(project=proposal.project, users=[office.people.auditor], by=office.people.owner)

    assert owners_of(proposal.project) == {office.people.auditor}


def test_without_a_post_today_nobody_becomes_an_owner(office, proposal):
    left = make_person(office.office, "a_left")
    appoint(left, office.posts.owner, ends_on=date(2016, 1, 1))

    with pytest.raises(ProjectRefused, match="คุณ a_left"):
        projects.set_owners(project=proposal.project, users=[office.people.owner, left], by=office.people.owner)


def test_an_owner_who_left_their_post_may_stay(office, proposal):
    office.people.owner.appointments.update(ends_on=date(2020, 1, 1))
    users = [office.people.owner, office.people.planner]

    projects.set_owners(project=proposal.project, users=users, by=office.people.planner)

    assert owners_of(proposal.project) == set(users)


def test_what_is_offered_is_what_is_taken(office, proposal, other_office):
    offered = {person for _unit, people in people_by_group(proposal.project) for person, _titles in people}

    for person in vars(office.people).values():
        try:
            projects.set_owners(project=proposal.project, users=[office.people.owner, person], by=office.people.planner)
        except ProjectRefused:
            assert person not in offered
        else:
            assert person in offered


def test_in_a_closed_year_the_owners_stay(office, plan, proposal):
    close(plan.fiscal_year, office.people.planner)

    with pytest.raises(ProposalFrozen, match="ปีงบประมาณ 2564 ปิดแล้ว"):
        projects.set_owners(project=proposal.project, users=[office.people.planner], by=office.people.owner)

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
