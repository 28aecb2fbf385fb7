"""Two planning officers ordering and merging projects at the same moment, on PostgreSQL."""

import pytest

from projects.enums import ProposalState
from projects.errors import EditConflict, ProjectRefused
from projects.models import Project
from projects.selectors import versions_in_hand
from projects.services import arranging
from tests import factories
from tests.projects.drafts import fresh, rows
from tests.projects.factories import make_proposal
from tests.projects.racers import again, opened, refused
from tests.racing import ON_POSTGRESQL, together

pytestmark = ON_POSTGRESQL


@pytest.fixture
def office():
    return factories.make_organization()


@pytest.fixture
def plan(office):
    return factories.make_plan(office)


@pytest.fixture
def listed(office, plan):
    return [make_proposal(office, plan.fiscal_year, name=f"โครงการ {number}") for number in range(5)]


def test_two_officers_ordering_at_once_leave_every_priority_once(office, plan, listed):
    planners = (office.people.planner, office.people.second_planner)
    for turn in range(4):
        answers = together(
            *[
                lambda by=by, one=one, turn=turn: arranging.set_priority(
                    project=Project.objects.get(pk=one.project_id), index=turn, by=again(by)
                )
                for by, one in zip(planners, (listed[0], listed[4]), strict=True)
            ]
        )
        assert refused(answers) == []
        hand = versions_in_hand(plan.fiscal_year)
        assert len({row.project.priority for row in hand}) == 5


def test_of_two_officers_who_saw_the_same_order_one_is_told(office, plan, listed):
    mark = arranging.order_mark(row.project.public_id for row in versions_in_hand(plan.fiscal_year))

    answers = together(
        *[
            lambda by=by, one=one: arranging.set_priority(
                project=Project.objects.get(pk=one.project_id), index=2, by=again(by), seen=mark
            )
            for by, one in ((office.people.planner, listed[0]), (office.people.second_planner, listed[4]))
        ]
    )

    [refusal] = refused(answers)
    assert isinstance(refusal, EditConflict)


def test_a_project_is_merged_once(office, plan, listed):
    source, first, second = listed[:3]
    planners = (office.people.planner, office.people.second_planner)

    answers = together(
        *[
            lambda by=by, target=target: arranging.merge_projects(
                source=opened(source), target=opened(target), by=again(by)
            )
            for by, target in zip(planners, (first, second), strict=True)
        ]
    )

    [refusal] = refused(answers)
    assert isinstance(refusal, ProjectRefused)
    assert sorted(len(rows(target, "cost_lines")) for target in (first, second)) == [1, 2]


def test_two_projects_are_not_merged_into_one_another(office, plan, listed):
    one, other = listed[:2]
    pairs = ((office.people.planner, one, other), (office.people.second_planner, other, one))

    answers = together(
        *[
            lambda by=by, source=source, target=target: arranging.merge_projects(
                source=opened(source), target=opened(target), by=again(by)
            )
            for by, source, target in pairs
        ]
    )

    assert len(refused(answers)) == 1
    assert sorted(fresh(row).state for row in (one, other)) == [ProposalState.DRAFT, ProposalState.MERGED]
