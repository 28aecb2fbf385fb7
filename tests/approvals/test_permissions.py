"""Who opens which address: every role of the own office, everybody of another."""

import pytest
from django.urls import reverse

from budgetplan.approvals.permissions import can_see, can_see_desks
from tests.approvals.factories import fresh, let_act, pass_until

EVERYBODY = (
    "planner", "second_planner", "planning_director", "owner", "finance_officer", "deputy", "director",
    "auditor", "school_officer", "administrator",
)  # fmt: skip
ACTIONS = ("pass", "return", "reject", "withdraw")
DESK_READERS = {
    "planner", "second_planner", "planning_director", "deputy", "director", "auditor", "administrator",
}  # fmt: skip


def address(name, case):
    return reverse(f"approvals:{name}", args=[case.public_id])


@pytest.mark.parametrize("person", EVERYBODY)
def test_case_page_is_for_everybody_inside_the_office(office, case, client_for, person):
    response = client_for(getattr(office.people, person)).get(address("case", case))

    assert response.status_code == (403 if person == "school_officer" else 200)


@pytest.mark.parametrize("person", EVERYBODY)
def test_desks_are_for_planners_directors_and_auditors(office, client_for, person):
    response = client_for(getattr(office.people, person)).get(reverse("approvals:desks"))

    assert response.status_code == (200 if person in DESK_READERS else 403)


@pytest.mark.parametrize("person", EVERYBODY)
def test_inbox_is_for_everybody(office, client_for, person):
    assert client_for(getattr(office.people, person)).get(reverse("approvals:inbox")).status_code == 200


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize("action", ACTIONS)
def test_only_the_holder_decides_and_only_the_author_withdraws(office, case, client_for, person, action):
    response = client_for(getattr(office.people, person)).post(
        address(action, case), {"version": case.version, "comment": "เหตุผล"}
    )

    may = person == ("planner" if action == "withdraw" else "planning_director")
    assert response.status_code == (302 if may else 403)
    assert fresh(case).version == (2 if may else 1)


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize("action", ["case", *ACTIONS])
def test_another_offices_case_does_not_exist(case, other_office, client_for, person, action):
    client = client_for(getattr(other_office.people, person))
    url = address(action, case)

    response = client.get(url) if action == "case" else client.post(url, {"version": 1, "comment": "เหตุผล"})

    assert response.status_code == 404
    assert fresh(case).version == 1


@pytest.mark.parametrize("person", EVERYBODY)
def test_lists_hold_nothing_of_another_office(case, other_office, client_for, person):
    client = client_for(getattr(other_office.people, person))

    assert case.title not in client.get(reverse("approvals:inbox")).content.decode()
    assert case.title not in client.get(reverse("approvals:desks")).content.decode()


@pytest.mark.parametrize("name", ["inbox", "desks"])
def test_strangers_sign_in_first(client, db, name):
    response = client.get(reverse(f"approvals:{name}"))

    assert response["Location"].startswith(reverse("organization:login"))


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_is_decided_by_following_a_link(office, case, client_for, action):
    response = client_for(office.people.planning_director).get(address(action, case))

    assert (response.status_code, fresh(case).version) == (405, 1)


def test_school_officer_who_acts_for_a_post_sees_its_case(office, case):
    let_act(office.people.school_officer, office.posts.planning_director)

    assert can_see(case=case, by=office.people.school_officer)


def test_who_had_a_hand_in_a_case_goes_on_seeing_it(office, case):
    acting = let_act(office.people.school_officer, office.posts.planning_director)
    client_case = fresh(case)
    from budgetplan.approvals.services import pass_step

    pass_step(case=client_case, seen_version=1, by=office.people.school_officer)
    acting.delete()

    assert can_see(case=fresh(case), by=office.people.school_officer)


def test_acting_director_sees_the_desks(office):
    let_act(office.people.owner, office.posts.director)

    assert can_see_desks(by=office.people.owner)


def test_supervisor_scope_asks_the_deputy_over_the_unit(office, case):
    post = type(office.posts.deputy).objects.create(office=office.office, role="deputy_director", title="รองฯ (2)")
    let_act(office.people.owner, post)

    assert not can_see_desks(by=office.people.finance_officer)
    case = pass_until(case, office, 2)
    from budgetplan.approvals.permissions import can_decide

    assert can_decide(case=case, by=office.people.deputy)
    assert not can_decide(case=case, by=office.people.owner)
