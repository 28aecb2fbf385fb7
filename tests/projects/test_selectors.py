"""A year's projects as they are read: which version counts, in what order, in how many queries."""

from datetime import date
from decimal import Decimal

import pytest

from plans.models import GroupCeiling
from projects import selectors
from projects.content import ActivityContent
from projects.contents import contents_of
from projects.enums import FundSource, ProposalState
from projects.models import Project, Proposal, StandardRate
from projects.services import arranging, projects, versions
from projects.totals import total_up
from tests.factories import appoint, make_plan
from tests.projects.drafts import fresh, rows, type_in
from tests.projects.factories import approve, make_line, make_proposal


def named(proposals):
    return [(one.name, one.number) for one in proposals]


def set_ceiling(year, unit, amount):
    GroupCeiling.objects.create(office_id=year.office_id, fiscal_year=year, unit=unit, amount=Decimal(amount))


def revise(proposal, by, name=""):
    draft = versions.revise_proposal(proposal=fresh(proposal), reason="x", by=by)
    if name:
        type_in(draft, by, "head", "name", name)
    return fresh(draft)


class TestVersions:
    def test_in_hand_is_the_newest_that_is_not_gone(self, office, year, proposal, owner):
        approve(office, proposal)
        assert named(selectors.versions_in_hand(year)) == [("พัฒนาการอ่าน", 1)]

        draft = revise(proposal, owner, "ฉบับใหม่")
        assert named(selectors.versions_in_hand(year)) == [("ฉบับใหม่", 2)]
        assert named(selectors.versions_in_force(year)) == [("พัฒนาการอ่าน", 1)]

        projects.drop_proposal(proposal=draft, by=owner)
        assert named(selectors.versions_in_hand(year)) == [("พัฒนาการอ่าน", 1)]

    def test_in_force_is_the_newest_approved(self, office, year, proposal, owner):
        assert selectors.versions_in_force(year) == []
        assert selectors.in_force(proposal.project) is None

        approve(office, proposal)
        second = approve(office, revise(proposal, owner, "ฉบับใหม่"))

        assert named(selectors.versions_in_force(year)) == [("ฉบับใหม่", 2)]
        assert selectors.in_force(proposal.project) == second
        assert (selectors.approved_before(second), selectors.approved_before(proposal)) == (proposal, None)

    def test_are_those_of_the_year_by_priority(self, office, year, proposal):
        second = make_proposal(office, year, name="ข")
        make_proposal(office, make_plan(office, year_be=2565).fiscal_year, name="ปีหน้า")
        arranging.set_priority(project=second.project, index=0, by=office.people.planner)

        assert named(selectors.versions_in_hand(year)) == [("ข", 1), ("พัฒนาการอ่าน", 1)]

    def test_lists_show_what_is_in_force_and_a_revision_to_who_may_see_it(
        self, office, year, proposal, owner, colleague
    ):
        approve(office, proposal)
        revise(proposal, owner, "ฉบับใหม่")
        make_proposal(office, year, name="ร่าง")
        planning_director = office.people.planning_director

        seen = [selectors.versions_listed(year, user=person) for person in (planning_director, colleague)]
        assert [[(one.shown.name, one.revision and one.revision.name) for one in found] for found in seen] == [
            [("พัฒนาการอ่าน", None)],
            [("พัฒนาการอ่าน", "ฉบับใหม่"), ("ร่าง", None)],
        ]

    def test_the_version_to_revise(self, office, proposal, owner):
        assert selectors.revisable(proposal.project) is None
        approve(office, proposal)
        assert selectors.revisable(proposal.project) == proposal

        draft = revise(proposal, owner)
        assert selectors.revisable(proposal.project) is None

        Proposal.objects.filter(pk=draft.pk).update(state=ProposalState.REJECTED)
        assert selectors.revisable(proposal.project) == proposal

    def test_a_rejected_version_is_revised_where_none_is_in_force(self, proposal):
        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.REJECTED)

        assert selectors.revisable(proposal.project) == proposal

    def test_of_a_project_are_those_the_person_sees(self, office, proposal, owner):
        approve(office, proposal)
        revise(proposal, owner)

        seen = {name: [one.number for one in selectors.proposals_of(proposal.project, getattr(office.people, name))]
                for name in ("owner", "auditor", "planning_director")}  # fmt: skip
        assert seen == {"owner": [2, 1], "auditor": [2, 1], "planning_director": [1]}


class TestLists:
    @pytest.fixture
    def several(self, office, year):
        """Two projects of strategy 1, one of strategy 6 of another group, one without a strategy."""
        other = (ActivityContent("ก", months=(7,), cost_lines=(make_line(), make_line(source=FundSource.OBEC))),)
        make_proposal(office, year, name="ก")
        make_proposal(office, year, name="ข", activities=other)
        make_proposal(office, year, name="ค", strategy="ด้านการบริหารจัดการ", owner=office.people.planner)
        make_proposal(office, year, name="ง", strategy="", strategy_number=None)

    def test_by_strategy_with_numbers_of_their_own(self, year, several):
        listed = selectors.project_list(year)

        assert [(group.number, [(row.number, row.name) for row in group.rows]) for group in listed.strategies] == [
            (1, [(1, "ก"), (2, "ข")]), (6, [(1, "ค")]), (None, [(1, "ง")]),
        ]  # fmt: skip

    def test_an_approved_project_stays_in_the_list_while_it_is_revised(self, office, year, proposal, owner):
        approve(office, proposal)
        draft = revise(proposal, owner, "ฉบับใหม่")
        type_in(draft, owner, rows(draft, "cost_lines")[0], "formula", "10 คน x 30 บาท x 2 มื้อ")

        (row,) = selectors.project_list(year).rows()

        assert (row.name, row.state, row.own, row.total) == ("พัฒนาการอ่าน", ProposalState.APPROVED, 1080, 1080)
        assert (row.revision.version, row.revision.state, row.revision.total) == (2, ProposalState.DRAFT, 600)

    def test_numbers_are_the_same_whoever_looks(self, office, year, several):
        hidden = approve(office, make_proposal(office, year, name="จ"))

        seen = selectors.project_list(year, user=office.people.planning_director)

        numbers = {row.name: row.number for row in seen.rows()}
        assert numbers == {hidden.name: 3, "ค": 1}
        assert seen.hidden == 3

    def test_money_is_what_the_totals_say(self, year, several):
        listed = selectors.project_list(year)

        contents = contents_of(selectors.versions_in_hand(year))
        totals = {content.name: total_up(content) for content in contents.values()}
        for row in listed.rows():
            assert row.own == totals[row.name].own.annual
            assert row.sources == totals[row.name].money.by_source
        assert listed.own_total == Decimal(4320)

    @pytest.mark.parametrize("count", [3, 30])
    def test_cost_the_same_however_many_there_are(self, office, year, count, django_assert_num_queries):
        for number in range(count):
            make_proposal(office, year, name=f"โครงการ {number}")
        person = office.people.group_director
        assert (len(person.current_posts), person.acting_posts) == (1, [])

        with django_assert_num_queries(4):
            assert len(list(selectors.project_list(year, user=person).rows())) == count
        with django_assert_num_queries(5):
            assert len(selectors.groups_of(year, user=person)) == 1
        with django_assert_num_queries(1):
            assert len(selectors.keys_owned_by(office.people.owner, year)) == count
        with django_assert_num_queries(1):
            assert selectors.projects_gone(year, user=person) == []

    def test_gone_are_those_of_which_nothing_else_is_seen(self, office, year, proposal, owner):
        merged = make_proposal(office, year, name="รวมแล้ว")
        arranging.merge_projects(source=merged, target=proposal, by=office.people.planner)
        dropped = make_proposal(office, year, name="พักไว้")
        projects.drop_proposal(proposal=dropped, by=owner)

        gone = selectors.projects_gone(year, user=owner)

        assert {(row.name, row.state, row.merged_into) for row in gone} == {
            ("รวมแล้ว", ProposalState.MERGED, str(proposal.project.public_id)), ("พักไว้", ProposalState.DROPPED, ""),
        }  # fmt: skip
        assert selectors.projects_gone(year, user=office.people.planning_director) == []

    def test_groups_against_their_ceilings(self, office, year, several):
        set_ceiling(year, office.units.supervision, 3000)
        set_ceiling(year, office.units.finance, 500)

        found = {row.unit: (row.ceiling, row.asked) for row in selectors.groups_of(year)}

        assert found == {
            office.units.supervision.name: (Decimal(3000), Decimal(3240)),
            office.units.finance.name: (Decimal(500), Decimal(0)),
            office.units.planning.name: (None, Decimal(1080)),
        }


class TestStanding:
    def test_counts_the_groups_other_projects_in_hand(self, office, year, proposal, owner):
        set_ceiling(year, office.units.supervision, 3000)
        make_proposal(office, year, name="อีกโครงการ")
        make_proposal(office, year, name="ของกลุ่มอื่น", owner=office.people.planner)
        dropped = make_proposal(office, year, name="พักไว้")
        projects.drop_proposal(proposal=dropped, by=owner)

        standing = selectors.standing_of(proposal)

        assert (standing.ceiling, standing.others) == (Decimal(3000), Decimal(1080))

    @pytest.mark.parametrize(("people", "held"), [(10, 1080), (20, 1200)])
    def test_of_a_revision_and_what_is_approved_the_larger_counts(self, office, proposal, owner, people, held):
        year = proposal.project.fiscal_year
        set_ceiling(year, office.units.supervision, 3000)
        approve(office, proposal)
        other = make_proposal(office, year, name="อีกโครงการ")
        draft = revise(proposal, owner)
        type_in(draft, owner, rows(draft, "cost_lines")[0], "formula", f"{people} คน x 30 บาท x 2 มื้อ")

        assert selectors.standing_of(other).others == held
        assert selectors.standing_of(draft).others == Decimal(1080)
        [group] = [group for group in selectors.groups_of(year) if group.ceiling]
        assert (group.asked, [row.held for row in group.rows]) == (held + 1080, [held, 1080])

    def test_other_years_and_offices_do_not_count(self, office, year, proposal, other_office):
        make_proposal(office, make_plan(office, year_be=2565).fiscal_year, name="ปีหน้า")
        make_proposal(other_office, make_plan(other_office).fiscal_year)

        standing = selectors.standing_of(proposal)
        assert (standing.ceiling, standing.others) == (None, Decimal(0))


def make_rate(organization, ceiling, starts_on, **values):
    values = {"name": "อาหารว่าง", "unit": "บาท/คน/มื้อ", "keywords": "อาหารว่าง"} | values
    return StandardRate.objects.create(
        office=organization.office, ceiling=Decimal(ceiling), starts_on=starts_on, **values
    )  # fmt: skip


class TestFindings:
    def test_of_what_is_decided_say_nothing_of_todays_ceiling(self, office, year, proposal):
        set_ceiling(year, office.units.supervision, 500)
        assert [finding.code for finding in selectors.findings_for(proposal)] == ["ceiling", "missing"]

        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.REJECTED)

        assert selectors.findings_for(fresh(proposal)) == ()


class TestRates:
    def test_of_two_rows_of_one_name_the_last_begun_counts(self, office, proposal):
        make_rate(office, 30, date(2015, 1, 1))
        make_rate(office, 25, date(2016, 1, 1))
        make_rate(office, 99, date(2017, 1, 1), name="ค่าที่พัก", keywords="ที่พัก")

        assert {rate.name: rate.ceiling for rate in selectors.rates_for(proposal)} == {"อาหารว่าง": 25, "ค่าที่พัก": 99}
        assert [finding.code for finding in selectors.findings_for(proposal)] == ["rate"]

    def test_are_those_in_force_on_the_first_day(self, office, proposal, owner):
        values = {"office": office.office, "name": "อาหารว่าง", "unit": "บาท/มื้อ", "keywords": "อาหารว่าง\n กาแฟ \n\n"}
        StandardRate.objects.create(
            ceiling=Decimal(25), starts_on=date(2015, 1, 1), ends_on=date(2021, 1, 31), **values
        )
        StandardRate.objects.create(ceiling=Decimal(35), starts_on=date(2021, 2, 1), **values)

        assert [(rate.ceiling, rate.keywords) for rate in selectors.rates_for(proposal)] == [
            (Decimal(25), ("อาหารว่าง", "กาแฟ"))
        ]
        assert [finding.code for finding in selectors.findings_for(proposal)] == ["rate"]

        type_in(proposal, owner, "head", "starts_on", "1/2/2564")
        assert [rate.ceiling for rate in selectors.rates_for(fresh(proposal))] == [Decimal(35)]

    def test_without_a_first_day_those_at_the_beginning_of_the_year(self, office, proposal, owner):
        make_rate(office, 1, date(2020, 10, 1))
        type_in(proposal, owner, "head", "starts_on", "")

        assert len(selectors.rates_for(fresh(proposal))) == 1

    def test_another_offices_rates_are_none(self, proposal, other_office):
        make_rate(other_office, 1, date(2015, 1, 1))

        assert selectors.rates_for(proposal) == []


class TestPeople:
    def test_by_group_the_projects_own_first(self, office, year, proposal, colleague):
        groups = selectors.people_by_group(proposal.project)

        assert groups[0][0] == office.units.supervision
        assert [(person.username, titles) for person, titles in groups[0][1]] == [
            ("a_colleague", ["ศึกษานิเทศก์"]), ("a_group_director", ["ผู้อำนวยการกลุ่มนิเทศฯ"]), ("a_owner", ["ศึกษานิเทศก์"]),
        ]  # fmt: skip
        everybody = {person.username for _unit, people in groups for person, _titles in people}
        assert "a_school_officer" not in everybody
        assert {"a_planner", "a_director", "a_finance_officer"} <= everybody
        assert everybody.isdisjoint({"a_auditor", "a_administrator"})

    def test_somebody_with_two_posts_stands_in_each_group(self, office, proposal, colleague):
        appoint(colleague, office.posts.finance_officer)

        units = {unit for unit, people in selectors.people_by_group(proposal.project) if colleague in dict(people)}

        assert units == {office.units.supervision, office.units.finance}

    def test_an_owner_who_left_is_still_named(self, office, proposal, colleague, share):
        share(proposal, colleague)
        colleague.appointments.update(ends_on=date(2016, 1, 1))

        unit, people = selectors.people_by_group(Project.objects.get())[-1]
        assert (unit, people[-1]) == (None, (colleague, []))
