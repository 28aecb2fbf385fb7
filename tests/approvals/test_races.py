"""Two people, or one person twenty times, at the very same moment: one decision.

The last two take the guard out and show that the others would notice.
"""

import threading

import pytest
from django.utils import timezone

from budgetplan.approvals import services
from budgetplan.approvals.enums import OPEN_STATES
from budgetplan.approvals.models import Case, Decision
from budgetplan.organization.models import User
from tests import factories as organization_factories
from tests.approvals.factories import fresh, let_act, make_case
from tests.racing import ON_POSTGRESQL, together

pytestmark = ON_POSTGRESQL


def meet_before_the_swap(monkeypatch, people):
    """Hold every decision back until all have passed the checks, so that they meet where it matters."""
    gate = threading.Barrier(people)
    swap = services._swap

    def late_swap(*args, **kwargs):
        gate.wait(timeout=30)
        return swap(*args, **kwargs)

    monkeypatch.setattr(services, "_swap", late_swap)


def decide(service, case, user, **details):
    """What a click does: load the case afresh, decide on the version that was on the page."""
    seen = case.version
    return lambda: service(case=fresh(case), seen_version=seen, by=User.objects.get(pk=user.pk), **details)


def decisions_after_submission(case):
    return Decision.objects.filter(case=case).exclude(verb="submit").count()


@pytest.fixture
def office():
    return organization_factories.make_organization()


@pytest.fixture
def case(office):
    let_act(office.people.owner, office.posts.planning_director)
    return make_case(office)


def test_two_approvers_at_once_make_one_decision(office, case, monkeypatch):
    meet_before_the_swap(monkeypatch, 2)

    results = together(
        decide(services.pass_step, case, office.people.planning_director),
        decide(services.pass_step, case, office.people.owner),
    )

    assert sorted(type(result).__name__ for result in results) == ["Case", "StaleState"]
    assert decisions_after_submission(case) == 1
    assert (fresh(case).version, fresh(case).current_step.order) == (2, 2)


def test_approval_against_return_leaves_one_of_them(office, case, monkeypatch):
    meet_before_the_swap(monkeypatch, 2)

    results = together(
        decide(services.pass_step, case, office.people.planning_director),
        decide(services.return_case, case, office.people.owner, comment="ปรับลด"),
    )

    assert sorted(type(result).__name__ for result in results) == ["Case", "StaleState"]
    assert decisions_after_submission(case) == 1


def test_approval_against_withdrawal_leaves_one_of_them(office, case, monkeypatch):
    meet_before_the_swap(monkeypatch, 2)

    results = together(
        decide(services.pass_step, case, office.people.planning_director),
        decide(services.withdraw, case, office.people.planner),
    )

    assert sorted(type(result).__name__ for result in results) == ["Case", "StaleState"]
    assert decisions_after_submission(case) == 1


def test_twenty_clicks_make_one_decision(office, case):
    results = together(*[decide(services.pass_step, case, office.people.planning_director)] * 20)

    assert [type(result).__name__ for result in results].count("Case") == 1
    assert [type(result).__name__ for result in results].count("StaleState") == 19
    assert decisions_after_submission(case) == 1
    assert fresh(case).current_step.order == 2


def take_the_guard_out(monkeypatch):
    def read_then_save(case, old, new, *, seen=None, **fields):
        row = Case.objects.get(pk=case.pk)
        row.state, row.version = new, row.version + 1
        row.closed_at = None if new in OPEN_STATES else timezone.now()
        row.save()
        case.refresh_from_db()

    monkeypatch.setattr(services, "_swap", read_then_save)


def test_without_the_guard_a_case_is_both_endorsed_and_withdrawn(office, case, monkeypatch):
    take_the_guard_out(monkeypatch)
    meet_before_the_swap(monkeypatch, 2)

    results = together(
        decide(services.pass_step, case, office.people.planning_director),
        decide(services.withdraw, case, office.people.planner),
    )

    assert [type(result).__name__ for result in results] == ["Case", "Case"]
    assert decisions_after_submission(case) == 2


def test_without_the_guard_only_the_database_stops_the_second_approver(office, case, monkeypatch):
    take_the_guard_out(monkeypatch)
    meet_before_the_swap(monkeypatch, 2)

    results = together(
        decide(services.pass_step, case, office.people.planning_director),
        decide(services.pass_step, case, office.people.owner),
    )

    assert sorted(type(result).__name__ for result in results) == ["Case", "IntegrityError"]
