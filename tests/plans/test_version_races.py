"""Twenty clicks, and a year closing while somebody revises: one draft, and none in a closed year.

The last one takes the guard out and shows that the others would notice.
"""

import threading
from decimal import Decimal

import pytest

from budgetplan.approvals.errors import ApprovalRefused
from budgetplan.organization.models import User
from plans.errors import PlanRefused
from plans.models import FiscalYear, SpendingPlan
from plans.services import versions, years
from plans.services.versions import revise_plan, submit_plan
from tests import factories
from tests.plans.approving import approve
from tests.racing import ON_POSTGRESQL, together

pytestmark = ON_POSTGRESQL


@pytest.fixture
def office():
    return factories.make_organization()


@pytest.fixture
def draft(office):
    plan = factories.make_plan(office)
    return factories.fill_with_real_lines(plan, by=office.people.planner)


@pytest.fixture
def approved(office, draft):
    return approve(draft, office.people)


def planner(office):
    return User.objects.get(pk=office.people.planner.pk)


def fresh(plan):
    return SpendingPlan.objects.select_related("fiscal_year").get(pk=plan.pk)


def revising(office, plan):
    return lambda: revise_plan(plan=fresh(plan), reason="แก้ไข", by=planner(office))


def closing(office, plan):
    return lambda: years.close_year(year=plan.fiscal_year, by=planner(office))


def refused(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, PlanRefused | ApprovalRefused)]


def test_twenty_clicks_on_revise_make_one_draft(office, approved):
    outcomes = together(*[revising(office, approved)] * 20)
    assert len(refused(outcomes)) == 19
    assert list(SpendingPlan.objects.order_by("number").values_list("number", "state")) == [
        (1, "approved"),
        (2, "draft"),
    ]


def test_twenty_clicks_on_submit_make_one_case(office, draft):
    outcomes = together(*[lambda: submit_plan(plan=fresh(draft), by=planner(office))] * 20)
    assert len(refused(outcomes)) == 19
    assert fresh(draft).state == "waiting"


def test_twenty_clicks_on_open_make_one_year(office):
    def act():
        return years.open_year(office=office.office, year_be=2565, envelope=Decimal(1), by=planner(office))

    assert len(refused(together(*[act] * 20))) == 19
    assert SpendingPlan.objects.filter(fiscal_year__year_be=2565).count() == 1


def closed_with_a_draft():
    return FiscalYear.objects.filter(state="closed", plans__state="draft").exists()


def test_year_does_not_close_around_a_new_draft(office, approved):
    for _round in range(5):
        outcomes = together(revising(office, approved), closing(office, approved))
        assert len(refused(outcomes)) == 1
        assert not closed_with_a_draft()
        SpendingPlan.objects.filter(state="draft").delete()
        FiscalYear.objects.update(state="open", closed_at=None, closed_by=None)


def test_control_without_the_lock_a_year_closes_around_a_new_draft(office, approved, monkeypatch):
    """Both hold their last step back until the other has passed its checks."""
    gate = threading.Barrier(2)
    for module in (versions, years):
        monkeypatch.setattr(module, "locked_year", lambda year: FiscalYear.objects.get(pk=year.pk))
        monkeypatch.setattr(module, "record", lambda **event: gate.wait(timeout=30))
    together(revising(office, approved), closing(office, approved))
    assert closed_with_a_draft()
