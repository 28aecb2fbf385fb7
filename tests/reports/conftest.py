"""Plans on their way through the office."""

from datetime import date

import pytest

from budgetplan.approvals.selectors import history_of
from budgetplan.approvals.services import pass_step
from plans.services.versions import submit_plan


@pytest.fixture
def waiting_plan(office, real_plan):
    """The real plan, submitted by the planning officer."""
    submit_plan(plan=real_plan, by=office.people.planner)
    real_plan.refresh_from_db()
    return real_plan


@pytest.fixture
def decide():
    """A function that lets a person pass the waiting step of a document."""

    def passed(document, by, **letter):
        case = history_of(document).first()
        pass_step(case=case, seen_version=case.version, by=by, **letter)
        document.refresh_from_db()

    return passed


@pytest.fixture
def approved_plan(office, waiting_plan, decide):
    """The real plan, approved by everybody on its route."""
    for person in (office.people.planning_director, office.people.deputy, office.people.director):
        decide(waiting_plan, person)
    decide(waiting_plan, office.people.second_planner, letter_number="ศธ 04001/123", letter_date=date(2020, 12, 25))
    return waiting_plan
