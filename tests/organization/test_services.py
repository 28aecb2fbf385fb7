from datetime import date

import pytest
from axes.models import AccessAttempt

from budgetplan.organization import services
from budgetplan.organization.errors import OrganizationRefused
from budgetplan.organization.models import Holiday
from tests import factories

REFUSED = "Only the system administrator of the office can do this."


@pytest.fixture(autouse=True)
def english_sentences(english):
    """Refusals are compared in English."""


class TestFirstPassword:
    def test_opens_once_and_must_be_changed(self, office):
        person = office.people.owner

        password = services.give_first_password(user=person, by=office.people.administrator)

        person.refresh_from_db()
        assert person.check_password(password)
        assert person.must_change_password

    def test_is_easy_to_read_out_and_never_the_same(self):
        passwords = {services.generate_password() for _n in range(200)}

        assert len(passwords) == 200
        for password in passwords:
            assert [len(group) for group in password.split("-")] == [5, 5, 5]
            assert set(password) <= set(services.PASSWORD_LETTERS) | {"-"}

    def test_unlocks_the_name(self, office):
        AccessAttempt.objects.create(username="a_owner", failures_since_start=5)

        services.give_first_password(user=office.people.owner, by=None)

        assert not AccessAttempt.objects.exists()

    @pytest.mark.parametrize("name", ["director", "planner", "owner"])
    def test_is_given_by_administrators_only(self, office, name):
        with pytest.raises(OrganizationRefused, match=REFUSED):
            services.give_first_password(user=office.people.deputy, by=getattr(office.people, name))

    def test_is_not_given_by_another_office(self, office, other_office):
        with pytest.raises(OrganizationRefused, match=REFUSED):
            services.give_first_password(user=office.people.owner, by=other_office.people.administrator)

        office.people.owner.refresh_from_db()
        assert office.people.owner.check_password(factories.PASSWORD)


class TestAccounts:
    def test_unlock_forgets_the_failures_of_that_name_only(self, office):
        for username in ("a_owner", "a_planner"):
            AccessAttempt.objects.create(username=username, failures_since_start=5)

        services.unlock(user=office.people.owner, by=office.people.administrator)

        assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["a_planner"]

    def test_closed_account_ends_the_session(self, office, client_for):
        client = client_for(office.people.owner)

        services.set_active(user=office.people.owner, active=False, by=office.people.administrator)

        assert client.get("/account/preferences/").url == "/account/login/?next=/account/preferences/"

    def test_reopens(self, office):
        person = office.people.owner
        services.set_active(user=person, active=False, by=None)

        services.set_active(user=person, active=True, by=office.people.administrator)

        person.refresh_from_db()
        assert person.is_active

    def test_nobody_closes_their_own(self, office):
        administrator = office.people.administrator

        with pytest.raises(OrganizationRefused) as refusal:
            services.set_active(user=administrator, active=False, by=administrator)

        assert str(refusal.value) == "You can't close your own account. Ask another administrator."


class TestHolidays:
    def seed(self, office, year_be=2564):
        return services.seed_holidays(office=office.office, year_be=year_be, by=office.people.administrator)

    def dates(self, office):
        return set(Holiday.objects.filter(office=office.office).values_list("date", flat=True))

    def test_year_is_loaded_with_the_region_and_without_labour_day(self, office):
        added = self.seed(office)

        found = self.dates(office)
        assert added == len(found)
        assert {day.year for day in found} == {2021}
        assert {date(2021, 4, 6), date(2021, 12, 10), date(2021, 10, 21)} <= found
        assert date(2021, 5, 1) not in found
        assert Holiday.objects.get(date=date(2021, 10, 21)).kind == "regional"

    def test_other_region_has_its_own_day(self, office):
        office.office.region = "south"

        self.seed(office)

        assert date(2021, 10, 6) in self.dates(office)
        assert date(2021, 10, 21) not in self.dates(office)

    def test_repeating_changes_nothing(self, office):
        self.seed(office)
        before = list(Holiday.objects.order_by("pk").values())

        assert self.seed(office) == 0
        assert list(Holiday.objects.order_by("pk").values()) == before

    def test_what_somebody_edited_stays(self, office):
        Holiday.objects.create(office=office.office, date=date(2021, 4, 6), name="วันจักรี (ปิดสำนักงาน)")

        self.seed(office)

        assert Holiday.objects.get(date=date(2021, 4, 6)).name == "วันจักรี (ปิดสำนักงาน)"

    def test_offices_have_their_own_lists(self, office, other_office):
        self.seed(office)

        assert self.seed(other_office) == Holiday.objects.filter(office=office.office).count()

    def test_another_office_is_refused(self, office, other_office):
        with pytest.raises(OrganizationRefused, match=REFUSED):
            services.seed_holidays(office=office.office, year_be=2564, by=other_office.people.administrator)

        assert not Holiday.objects.exists()
