"""Who sees which version, and who may do what with it: a table of people against states."""

from datetime import date

import pytest
from django.utils import timezone

from budgetplan.organization.enums import Role
from budgetplan.organization.models import Post
from projects import permissions
from projects.enums import ProposalState
from projects.errors import NotAllowed, ProposalFrozen
from projects.models import Proposal
from projects.services import versions
from tests.approvals.factories import let_act
from tests.factories import appoint, make_person
from tests.projects.factories import approve, make_frame

pytestmark = pytest.mark.usefixtures("english")

OVERSEE = {"planner", "second_planner", "finance_officer", "deputy", "director", "auditor", "administrator"}
OF_THE_GROUP = {"owner", "colleague", "group_director"}
OTHERS = {"planning_director", "school_officer", "stranger"}


@pytest.fixture
def people(office, year, colleague):
    """Everybody of the office by name, and a `stranger` of another group."""
    make_frame(office, year)
    post = Post.objects.create(
        office=office.office, title="นักวิชาการเงินและบัญชี", role=Role.PROJECT_OWNER, unit=office.units.finance
    )
    office.people.stranger = make_person(office.office, "a_stranger")
    appoint(office.people.stranger, post)
    office.people.colleague = colleague
    return vars(office.people)


def who(people, may):
    return {name for name, person in people.items() if may(person)}


def sees(proposal):
    return lambda person: permissions.can_see_proposal(proposal=proposal, by=person)


def put(proposal, state):
    """Put a draft into a state, without its way there."""
    Proposal.objects.filter(pk=proposal.pk).update(state=state)
    proposal.refresh_from_db()
    return proposal


class TestSeeing:
    @pytest.mark.parametrize(
        "state",
        [
            ProposalState.DRAFT, ProposalState.WAITING, ProposalState.RETURNED, ProposalState.REJECTED,
            ProposalState.MERGED, ProposalState.DROPPED,
        ],
    )  # fmt: skip
    def test_what_is_not_approved_is_for_its_group_and_who_oversees_the_office(self, people, proposal, state):
        put(proposal, state)

        assert who(people, sees(proposal)) == OF_THE_GROUP | OVERSEE

    def test_what_is_approved_is_for_everybody_of_the_office(self, office, people, proposal, other_office):
        approve(office, proposal)

        assert who(people, sees(proposal)) == OF_THE_GROUP | OVERSEE | OTHERS
        assert who(vars(other_office.people), sees(proposal)) == set()

    def test_nobody_of_another_office_sees_a_draft(self, people, proposal, other_office):
        assert who(vars(other_office.people), sees(proposal)) == set()

    def test_an_owner_of_another_group_sees_it(self, people, proposal, share):
        share(proposal, people["stranger"])

        assert who(people, sees(proposal)) == OF_THE_GROUP | OVERSEE | {"stranger"}

    def test_a_school_sees_no_draft_of_its_own_unit(self, office, people, proposal):
        type(proposal.project).objects.filter(pk=proposal.project_id).update(unit=office.units.school)

        assert "school_officer" not in who(people, sees(proposal))

    def test_a_draft_beside_an_approved_version_stays_the_groups(self, office, people, proposal, owner):
        approve(office, proposal)
        draft = versions.revise_proposal(proposal=proposal, reason="x", by=owner)

        assert who(people, sees(draft)) == OF_THE_GROUP | OVERSEE

    @pytest.mark.parametrize("count", [3, 30])
    def test_visible_versions_take_one_query(self, office, people, proposal, count, django_assert_num_queries):
        for number in range(2, count + 1):
            proposal.pk, proposal.public_id, proposal.number = None, f"{number:032x}", number
            proposal.state = ProposalState.REJECTED
            proposal.save(force_insert=True)
        person = people["colleague"]
        assert (len(person.current_posts), person.acting_posts) == (1, [])

        with django_assert_num_queries(1):
            assert len(Proposal.objects.visible_to(person)) == count


class TestSeeingForAnother:
    """Whoever is named to act for a post today sees what that post sees."""

    @pytest.mark.parametrize("post", ["group_director", "planner", "finance_officer", "deputy", "director", "auditor"])
    def test_who_acts_for_a_post_sees_a_draft(self, office, people, proposal, post):
        let_act(people["stranger"], getattr(office.posts, post))

        assert who(people, sees(proposal)) == OF_THE_GROUP | OVERSEE | {"stranger"}

    @pytest.mark.parametrize("post", ["planning_director", "school_officer"])
    def test_who_acts_for_a_post_that_sees_no_draft_sees_none(self, office, people, proposal, post):
        let_act(people["stranger"], getattr(office.posts, post))

        assert who(people, sees(proposal)) == OF_THE_GROUP | OVERSEE

    @pytest.mark.parametrize("days", [{"starts_on": date(2999, 1, 1)}, {"ends_on": date(2016, 1, 1)}])
    def test_before_and_after_its_days_nothing_is_seen(self, office, people, proposal, days):
        let_act(people["stranger"], office.posts.director, **days)

        assert who(people, sees(proposal)) == OF_THE_GROUP | OVERSEE

    def test_another_offices_drafts_stay_hidden(self, other_office, people, proposal):
        let_act(other_office.people.owner, other_office.posts.director)

        assert who(vars(other_office.people), sees(proposal)) == set()

    @pytest.mark.parametrize(("post", "units"), [("director", None), ("group_director", {"finance", "supervision"})])
    def test_the_ceilings_of_that_post_are_seen_too(self, office, people, post, units):
        let_act(people["stranger"], getattr(office.posts, post))

        expected = units and {getattr(office.units, name).pk for name in units}
        assert permissions.units_to_watch(people["stranger"]) == expected


PREDICATES = {
    "write": lambda proposal, by: permissions.can_write(proposal=proposal, by=by),
    "drop": lambda proposal, by: permissions.can_drop(proposal=proposal, by=by),
    "take_up": lambda proposal, by: permissions.can_take_up(proposal=proposal, by=by),
    "revise": lambda proposal, by: permissions.can_revise(proposal=proposal, by=by),
}
OWNERS_MAY = {
    ProposalState.DRAFT: {"write", "drop"},
    ProposalState.RETURNED: {"write"},
    ProposalState.WAITING: set(),
    ProposalState.REJECTED: {"revise"},
    ProposalState.MERGED: set(),
    ProposalState.DROPPED: {"take_up"},
}


class TestActing:
    @pytest.mark.parametrize("state", OWNERS_MAY)
    def test_what_owners_may_do_in_each_state(self, people, proposal, state):
        put(proposal, state)

        for name, may in PREDICATES.items():
            expected = {"owner"} if name in OWNERS_MAY[state] else set()
            assert who(people, lambda person, may=may: may(proposal, person)) == expected, name

    def test_an_approved_version_is_revised_by_its_owners(self, office, people, proposal):
        approve(office, proposal)

        may = {name: who(people, lambda person, may=may: may(proposal, person)) for name, may in PREDICATES.items()}
        assert may == {"write": set(), "drop": set(), "take_up": set(), "revise": {"owner"}}

    @pytest.mark.parametrize("state", OWNERS_MAY)
    def test_nothing_is_done_in_a_closed_year(self, people, proposal, owner, state):
        year = proposal.project.fiscal_year
        type(year).objects.filter(pk=year.pk).update(state="closed", closed_at=timezone.now(), closed_by=owner)

        closed = put(Proposal.objects.get(pk=proposal.pk), state)

        assert not any(may(closed, owner) for may in PREDICATES.values())

    def test_the_sentence_says_whose_it_is_before_it_says_what_state_it_is_in(self, people, proposal, owner):
        put(proposal, ProposalState.WAITING)

        with pytest.raises(NotAllowed, match="Only the owners"):
            permissions.check_can_write(proposal=proposal, by=people["colleague"])
        with pytest.raises(ProposalFrozen, match="Withdraw it"):
            permissions.check_can_write(proposal=proposal, by=owner)

    def test_groups_people_begin_projects_for(self, office, people):
        found = {
            name: [unit.short_name for unit in permissions.units_to_write_for(person)]
            for name, person in people.items()
        }

        assert {name: units for name, units in found.items() if units} == {
            "owner": ["นท."], "colleague": ["นท."], "group_director": ["นท."], "planner": ["นผ."],
            "second_planner": ["นผ."], "planning_director": ["นผ."], "finance_officer": ["กง."], "stranger": ["กง."],
        }  # fmt: skip

    def test_who_begins_projects_at_all(self, office, people, year, other_office):
        expected = who(people, permissions.units_to_write_for)

        assert who(people, lambda person: permissions.can_begin_some(year=year, by=person)) == expected
        assert not permissions.can_begin_some(year=year, by=other_office.people.owner)
        year.state = "closed"
        assert who(people, lambda person: permissions.can_begin_some(year=year, by=person)) == set()

    def test_who_arranges(self, office, people, other_office):
        def arranges(person):
            return permissions.can_arrange(by=person, office_id=office.office.pk)

        assert who(people, arranges) == {"planner", "second_planner"}
        assert who(vars(other_office.people), arranges) == set()

    def test_who_comments(self, office, people, proposal):
        def comments(person):
            return permissions.can_comment(proposal=proposal, by=person)

        assert who(people, comments) == {"owner", "group_director", "planner", "second_planner", "deputy", "director"}
        approve(office, proposal)
        assert who(people, comments) == {
            "owner", "group_director", "planner", "second_planner", "deputy", "director", "planning_director",
        }  # fmt: skip

    def test_who_reads_comments(self, office, people, proposal):
        def reads(person):
            return permissions.can_read_comments(proposal=proposal, by=person)

        assert who(people, reads) == OVERSEE | {"owner", "group_director"}
        approve(office, proposal)
        assert who(people, reads) == OVERSEE | {"owner", "group_director", "planning_director"}

    @pytest.mark.parametrize("post", ["group_director", "director", "finance_officer", "auditor"])
    def test_who_acts_for_a_reader_reads_comments_too(self, office, people, proposal, post):
        let_act(people["stranger"], getattr(office.posts, post))

        assert permissions.can_read_comments(proposal=proposal, by=people["stranger"])

    def test_nobody_of_another_office_reads_comments(self, office, people, proposal, other_office):
        approve(office, proposal)

        assert not any(
            permissions.can_read_comments(proposal=proposal, by=person) for person in vars(other_office.people).values()
        )

    def test_whose_ceilings_people_watch(self, office, people):
        everywhere = {name for name, person in people.items() if permissions.units_to_watch(person) is None}
        nowhere = {name for name, person in people.items() if permissions.units_to_watch(person) == set()}

        assert (everywhere, nowhere) == (OVERSEE, {"school_officer"})
        assert permissions.units_to_watch(people["stranger"]) == {office.units.finance.pk}
        with pytest.raises(NotAllowed, match="groups of the office"):
            permissions.check_can_watch_groups(by=people["school_officer"])
