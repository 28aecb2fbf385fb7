"""Who may see and change years and plans, role by role and state by state."""

import pytest

from plans import permissions
from plans.enums import PlanState
from plans.errors import NotAllowed, PlanFrozen
from plans.models import SpendingPlan
from plans.services import years
from plans.services.versions import submit_plan
from tests.plans.approving import approve

PLANNERS = {"planner", "second_planner"}
EVERYBODY = {
    "planner", "second_planner", "planning_director", "owner", "finance_officer", "deputy", "director", "auditor",
    "school_officer", "administrator",
}  # fmt: skip


def who(office, question, **arguments):
    """The short names of the office's people for whom the predicate `question` answers yes."""
    people = vars(office.people).items()
    return {name for name, person in people if question(by=person, **arguments)}


def test_draft_is_read_by_everybody_inside_the_office(office, plan):
    assert who(office, permissions.can_see_plan, plan=plan) == EVERYBODY - {"school_officer"}


def test_approved_plan_is_read_by_schools_too(office, real_plan):
    approve(real_plan, office.people)
    assert who(office, permissions.can_see_plan, plan=real_plan) == EVERYBODY


def test_another_office_sees_and_changes_nothing(other_office, real_plan):
    questions = (permissions.can_see_plan, permissions.can_edit_plan, permissions.can_revise_plan)
    assert [who(other_office, question, plan=real_plan) for question in questions] == [set(), set(), set()]
    assert who(other_office, permissions.can_set_up_year, office_id=real_plan.office_id) == set()


def test_only_planning_officers_set_up_years(office):
    assert who(office, permissions.can_set_up_year) == PLANNERS


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.RETURNED])
def test_planning_officers_change_open_versions(office, real_plan, state):
    SpendingPlan.objects.filter(pk=real_plan.pk).update(state=state)
    real_plan.refresh_from_db()
    assert who(office, permissions.can_edit_plan, plan=real_plan) == PLANNERS
    assert who(office, permissions.can_revise_plan, plan=real_plan) == set()


def test_nobody_changes_a_waiting_version(office, real_plan):
    submit_plan(plan=real_plan, by=office.people.planner)
    real_plan.refresh_from_db()
    assert who(office, permissions.can_edit_plan, plan=real_plan) == set()
    assert who(office, permissions.can_revise_plan, plan=real_plan) == set()
    with pytest.raises(PlanFrozen):
        permissions.check_can_edit_plan(plan=real_plan, by=office.people.planner)


def test_approved_version_is_revised_not_changed(office, real_plan):
    approve(real_plan, office.people)
    assert who(office, permissions.can_edit_plan, plan=real_plan) == set()
    assert who(office, permissions.can_revise_plan, plan=real_plan) == PLANNERS


def test_nothing_changes_in_a_closed_year(office, real_plan):
    approve(real_plan, office.people)
    years.close_year(year=real_plan.fiscal_year, by=office.people.planner)
    real_plan.refresh_from_db()
    assert who(office, permissions.can_revise_plan, plan=real_plan) == set()
    with pytest.raises(PlanFrozen, match="2564"):
        permissions.check_can_revise_plan(plan=real_plan, by=office.people.planner)


@pytest.mark.parametrize("check", [permissions.check_can_edit_plan, permissions.check_can_revise_plan])
def test_missing_role_is_said_before_the_state(office, real_plan, check):
    approve(real_plan, office.people)
    with pytest.raises(NotAllowed):
        check(plan=real_plan, by=office.people.director)
