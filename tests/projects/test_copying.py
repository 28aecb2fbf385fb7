"""A project begins: empty, from a content, or as a copy of another version, of this year or an earlier one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from budgetplan.audit.models import Event
from projects.contents import content_of
from projects.enums import EditKind, Nature, ProposalState
from projects.errors import NotAllowed, ProjectRefused, ProposalFrozen
from projects.models import Project, Proposal, ProposalEdit
from projects.services import projects
from projects.services.lists import HEAD
from tests.factories import make_plan
from tests.projects.drafts import add, rows, type_in
from tests.projects.factories import approve, make_content, make_frame, make_proposal
from tests.projects.test_filling import without_keys

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def next_year(office):
    """2565, an empty year with its own strategies of the same names."""
    year = make_plan(office, year_be=2565).fiscal_year
    make_frame(office, year)
    return year


def begin(year, office, name="ใหม่", *, unit=None, by=None):
    by = by or office.people.owner
    return projects.begin_project(year=year, unit=unit or office.units.supervision, name=name, by=by)


def copy(year, office, source, *, by=None):
    by = by or office.people.owner
    return projects.begin_from_project(year=year, unit=office.units.supervision, source=source, by=by)


class TestEmpty:
    def test_is_a_draft_for_the_whole_year_that_its_author_owns(self, office, year, owner):
        proposal = begin(year, office, "  โครงการ \n ใหม่ ")

        assert (proposal.name, proposal.number, proposal.state, proposal.nature) == (
            "โครงการ ใหม่", 1, ProposalState.DRAFT, Nature.NEW,
        )  # fmt: skip
        assert (proposal.starts_on, proposal.ends_on) == (date(2020, 10, 1), date(2021, 9, 30))
        assert [row.user for row in proposal.project.owners.all()] == [owner]
        event = Event.objects.latest("sequence")
        assert (event.verb, event.actor, event.data) == ("proposal.begin", owner, {"group": proposal.project.unit.name})

    def test_comes_last_in_priority(self, office, year):
        assert [begin(year, office).project.priority for _project in range(3)] == [1, 2, 3]

    @pytest.mark.parametrize("name", ["", " \n "])
    def test_needs_a_name(self, office, year, name):
        with pytest.raises(ProjectRefused, match="needs a name"):
            begin(year, office, name)

        assert Project.objects.count() == 0

    @pytest.mark.parametrize(
        "person", ["planner", "finance_officer", "director", "deputy", "auditor", "school_officer"]
    )
    def test_is_begun_by_people_of_the_group_only(self, office, year, person):
        with pytest.raises(NotAllowed, match="your own group"):
            begin(year, office, by=getattr(office.people, person))

    @pytest.mark.parametrize(("person", "unit"), [("auditor", "audit"), ("school_officer", "school")])
    def test_readers_and_schools_begin_none_even_for_their_own_unit(self, office, year, person, unit):
        with pytest.raises(NotAllowed):
            begin(year, office, unit=getattr(office.units, unit), by=getattr(office.people, person))

    def test_is_not_begun_in_another_offices_year(self, office, other_office):
        theirs = make_plan(other_office).fiscal_year

        with pytest.raises(NotAllowed):
            begin(theirs, office)

    def test_is_not_begun_in_a_closed_year(self, office, year):
        year.state = "closed"

        with pytest.raises(ProposalFrozen, match="is closed"):
            begin(year, office)


class TestFromAContent:
    def test_holds_everything_in_one_step_of_undo(self, office, year, proposal):
        content = content_of(proposal)

        other = projects.begin_from_content(
            year=year, unit=office.units.supervision, content=content, by=office.people.owner
        )

        assert without_keys(content_of(other)) == without_keys(content)
        assert [edit.kind for edit in ProposalEdit.objects.filter(proposal=other)] == [EditKind.FILL]

    def test_without_a_name_is_untitled(self, office, year):
        proposal = projects.begin_from_content(
            year=year, unit=office.units.supervision, content=make_content(""), by=office.people.owner
        )

        assert proposal.name == "Untitled project"


class TestFromAnotherProject:
    def test_of_the_same_year_says_the_same(self, office, year, proposal, owner):
        type_in(proposal, owner, HEAD, "declared", "5")

        other = copy(year, office, proposal)

        source, copied = content_of(proposal), content_of(other)
        assert without_keys(copied) == without_keys(replace(source, declared=None))
        assert other.project.continues is None
        assert {row.key for row in rows(other, "cost_lines")}.isdisjoint(
            row.key for row in rows(proposal, "cost_lines")
        )

    def test_of_an_earlier_year_continues_it_a_year_later(self, office, proposal, owner, next_year):
        for field, day in (("starts_on", "15/11/2563"), ("ends_on", "28/2/2564")):
            type_in(proposal, owner, HEAD, field, day)

        other = copy(next_year, office, proposal)

        assert (other.nature, other.project.continues) == (Nature.CONTINUING, proposal.project)
        assert (other.starts_on, other.ends_on) == (date(2021, 11, 15), date(2022, 2, 28))
        assert other.strategy.fiscal_year == other.programme.fiscal_year == next_year
        assert other.cost_lines.get().amount == Decimal("1080.00")

    def test_the_29th_of_february_becomes_the_28th(self, office):
        leap = make_plan(office, year_be=2567).fiscal_year
        source = make_proposal(office, leap)
        type_in(source, office.people.owner, HEAD, "ends_on", "29/2/2567")

        other = copy(make_plan(office, year_be=2568).fiscal_year, office, source)

        assert other.ends_on == date(2025, 2, 28)

    def test_what_is_changed_in_the_copy_leaves_the_source_alone(self, office, year, proposal, owner):
        before = content_of(proposal)
        other = copy(year, office, proposal)

        type_in(other, owner, rows(other, "cost_lines")[0], "amount", "5")
        add(other, owner, "objectives", text="อีกข้อ")

        assert content_of(proposal) == before

    def test_an_approved_version_may_be_copied_by_everybody_of_the_office(self, office, year, proposal):
        approve(office, proposal)

        other = projects.begin_from_project(
            year=year, unit=office.units.finance, source=proposal, by=office.people.finance_officer
        )

        assert other.state == ProposalState.DRAFT
        assert [row.user for row in other.project.owners.all()] == [office.people.finance_officer]

    def test_a_draft_of_another_group_or_office_does_not_exist(self, office, year, proposal, other_office):
        theirs = make_proposal(other_office, make_plan(other_office).fiscal_year)
        mine = make_proposal(office, year, owner=office.people.planner, name="ของกลุ่มแผน")

        for source in (theirs, mine):
            with pytest.raises(NotAllowed, match="no such project"):
                copy(year, office, source)

        assert Proposal.objects.filter(project__unit=office.units.supervision).count() == 1
