import re

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from budgetplan.organization import second_factor
from budgetplan.organization.models import User
from tests import factories

PEOPLE = reverse("admin:organization_user_changelist")
ADD = reverse("admin:organization_user_add")
NEWCOMER = {"full_name": "นางสาวใหม่ มาก", "username": "mai", "email": "mai@example.org", "language": "th"}


@pytest.fixture
def administrator(office):
    person = office.people.administrator
    person.language = "en"
    person.save()
    return person


@pytest.fixture
def pages(administrator, client_for):
    return client_for(administrator)


def act(client, action, *people, **more):
    return client.post(PEOPLE, {"action": action, "_selected_action": [person.pk for person in people], **more})


def shown_passwords(response):
    return re.findall(r"<code>([^<]+)</code>", response.content.decode())


def person_page(person):
    return reverse("admin:organization_user_change", args=[person.pk])


class TestAdding:
    def test_shows_the_first_password_once(self, office, pages):
        response = pages.post(ADD, NEWCOMER)

        [password] = shown_passwords(response)
        person = User.objects.get(username="mai")
        assert person.office == office.office
        assert person.must_change_password
        assert person.check_password(password)
        for page in (PEOPLE, person_page(person)):
            assert password not in pages.get(page).content.decode()

    def test_name_somebody_has_is_refused(self, pages, other_office):
        response = pages.post(ADD, {**NEWCOMER, "username": "b_owner"})

        assert response.context["adminform"].form.errors == {"username": ["A user with that username already exists."]}

    def test_rights_cannot_be_typed_in(self, office, other_office, pages):
        pages.post(
            ADD, {**NEWCOMER, "is_superuser": "on", "is_staff": "on", "office": other_office.office.pk, "password": "x"}
        )

        person = User.objects.get(username="mai")
        assert (person.is_superuser, person.is_staff, person.office) == (False, False, office.office)

    def test_superuser_chooses_the_office(self, other_office, client_for):
        root = User.objects.create_superuser("root", password=factories.PASSWORD, full_name="Root")

        client_for(root).post(ADD, {**NEWCOMER, "office": other_office.office.pk})

        assert User.objects.get(username="mai").office == other_office.office


class TestFirstPasswords:
    def test_ask_before_they_are_given(self, office, pages):
        people = office.people

        question = act(pages, "first_passwords", people.owner, people.planner)

        assert "Do this for 2 people?" in question.content.decode()
        people.owner.refresh_from_db()
        assert people.owner.check_password(factories.PASSWORD)

    def test_are_shown_side_by_side_with_the_names(self, office, pages):
        people = office.people

        response = act(pages, "first_passwords", people.owner, people.planner, confirmed="yes")

        given = dict(response.context["given"])
        assert set(given) == {people.owner, people.planner}
        assert sorted(shown_passwords(response)) == sorted(given.values())
        for person, password in given.items():
            person.refresh_from_db()
            assert person.check_password(password)
        assert set(LogEntry.objects.values_list("object_repr", "change_message")) == {
            ("คุณ a_owner", "Gave a new first password."),
            ("คุณ a_planner", "Gave a new first password."),
        }

    def test_reach_nobody_of_another_office(self, other_office, pages):
        act(pages, "first_passwords", other_office.people.owner, confirmed="yes")

        other_office.people.owner.refresh_from_db()
        assert other_office.people.owner.check_password(factories.PASSWORD)

    def test_superuser_of_the_office_is_out_of_reach(self, office, pages):
        root = User.objects.create_superuser("root", password=factories.PASSWORD, office=office.office)

        act(pages, "first_passwords", root, confirmed="yes")

        root.refresh_from_db()
        assert root.check_password(factories.PASSWORD)
        assert pages.get(person_page(root)).status_code == 404


class TestAccounts:
    def test_close_asks_then_closes_and_can_be_taken_back(self, office, pages):
        person = office.people.owner

        assert "Do this for 1 person?" in act(pages, "close_accounts", person).content.decode()
        act(pages, "close_accounts", person, confirmed="yes")
        person.refresh_from_db()
        assert not person.is_active

        act(pages, "reopen_accounts", person)
        person.refresh_from_db()
        assert person.is_active

    def test_own_account_stays_open(self, administrator, pages):
        act(pages, "close_accounts", administrator, confirmed="yes")

        assert "You can&#x27;t close your own account." in pages.get(PEOPLE).content.decode()
        administrator.refresh_from_db()
        assert administrator.is_active

    def test_nobody_is_deleted(self, office, pages):
        address = reverse("admin:organization_user_delete", args=[office.people.owner.pk])

        assert pages.post(address, {"post": "yes"}).status_code == 403
        act(pages, "delete_selected", office.people.owner, post="yes")
        assert User.objects.filter(pk=office.people.owner.pk).exists()

    def test_unlock(self, office, pages):
        AccessAttempt.objects.create(username="a_owner", failures_since_start=5)

        act(pages, "unlock", office.people.owner)

        assert not AccessAttempt.objects.exists()

    def test_second_factor_is_turned_off_for_whoever_lost_the_phone(self, office, pages):
        director = office.people.director
        second_factor.begin(by=director)
        TOTPDevice.objects.update(confirmed=True)
        second_factor.new_backup_codes(by=director)

        assert act(pages, "second_factor_off", director).status_code == 200
        assert second_factor.is_on(director)
        act(pages, "second_factor_off", director, confirmed="yes")

        assert not second_factor.is_on(director)
        assert second_factor.codes_left(director) == 0

    def test_actions_take_the_role(self, office, client_for):
        client = client_for(office.people.director)

        assert act(client, "first_passwords", office.people.owner, confirmed="yes").status_code == 403
        office.people.owner.refresh_from_db()
        assert office.people.owner.check_password(factories.PASSWORD)

    def test_list_names_posts_and_second_factors(self, office, pages):
        rows = {row.username: row for row in pages.get(PEOPLE).context["cl"].result_list}

        assert [str(row.post) for row in rows["a_director"].held_today] == ["ผู้อำนวยการ สพป."]
        assert not rows["a_director"].has_second_factor
