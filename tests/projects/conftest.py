"""The draft that most tests of this folder start from, and who writes it."""

import pytest

from projects.services import projects
from tests.factories import appoint, make_person
from tests.projects.factories import make_frame, make_proposal


@pytest.fixture
def year(plan):
    """Fiscal year 2564."""
    return plan.fiscal_year


@pytest.fixture
def proposal(office, year):
    """A draft that lacks nothing: two activities, one cost line of 1,080 baht."""
    return make_proposal(office, year)


@pytest.fixture
def empty(office, year):
    """A draft with a name and nothing else."""
    make_frame(office, year)
    owner = office.people.owner
    return projects.begin_project(year=year, unit=office.units.supervision, name="โครงการว่าง", by=owner)


@pytest.fixture
def owner(office):
    """Who began the draft."""
    return office.people.owner


@pytest.fixture
def colleague(office):
    """Somebody of the owner's group; owns nothing until `share` says so."""
    person = make_person(office.office, "a_colleague")
    appoint(person, office.posts.owner)
    return person


@pytest.fixture
def share(owner):
    """A function that lets others own a proposal's project too."""

    def with_others(proposal, *others):
        projects.set_owners(project=proposal.project, users=[owner, *others], by=owner)

    return with_others
