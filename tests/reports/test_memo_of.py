"""The memo of a version as it stands in the office: what it says of the group's ceiling, and when."""

from decimal import Decimal

import pytest

from plans.models import GroupCeiling
from projects.services import versions
from reports.paper.proposal_of import memo_of
from tests.projects.drafts import fresh
from tests.projects.factories import approve, make_proposal


@pytest.fixture
def year(plan):
    return plan.fiscal_year


@pytest.fixture
def proposal(office, year):
    return make_proposal(office, year)


@pytest.fixture
def ceiling(office, year):
    """The group may ask for 500 of the proposal's 1,080 baht."""
    unit = office.units.supervision
    return GroupCeiling.objects.create(office=office.office, fiscal_year=year, unit=unit, amount=Decimal(500))


def said_of_the_ceiling(proposal):
    memo = memo_of(fresh(proposal))
    return memo.over, memo.over_ceiling_reason


def test_a_draft_is_held_against_the_ceiling_of_today(proposal, ceiling):
    assert said_of_the_ceiling(proposal) == (580, "")
    GroupCeiling.objects.update(amount=Decimal(1000))
    assert said_of_the_ceiling(proposal) == (80, "")


def test_what_was_submitted_goes_on_saying_what_it_said(office, proposal, ceiling):
    versions.submit_proposal(proposal=proposal, by=office.people.owner, over_ceiling_reason="เพิ่มโรงเรียน")
    GroupCeiling.objects.update(amount=Decimal(5000))

    assert said_of_the_ceiling(proposal) == (580, "เพิ่มโรงเรียน")


def test_what_was_approved_within_the_ceiling_stays_within_it(office, year, proposal, ceiling):
    GroupCeiling.objects.update(amount=Decimal(1080))
    approve(office, proposal)
    make_proposal(office, year, name="อีกโครงการ")

    assert said_of_the_ceiling(proposal) == (None, "")
