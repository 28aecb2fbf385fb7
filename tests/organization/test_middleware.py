import pytest
from django.test import Client
from django.urls import reverse

LOGIN = reverse("organization:login")


def language_of(response):
    return response.headers["Content-Language"]


class TestLanguage:
    def test_thai_whatever_the_browser_wishes(self, db):
        assert language_of(Client(HTTP_ACCEPT_LANGUAGE="en-GB,en").get(LOGIN)) == "th"

    @pytest.mark.parametrize(("cookie", "language"), [("en", "en"), ("th", "th"), ("de", "th"), ("", "th")])
    def test_visitor_by_cookie(self, db, cookie, language):
        client = Client()
        client.cookies["django_language"] = cookie

        assert language_of(client.get(LOGIN)) == language

    def test_person_by_their_own_choice(self, office, client_for):
        person = office.people.planner
        person.language = "en"
        person.save()
        client = client_for(person)
        client.cookies["django_language"] = "th"

        assert language_of(client.get(reverse("organization:preferences"))) == "en"


class TestUnfinishedSignIn:
    @pytest.fixture
    def newcomer(self, office, client_for):
        person = office.people.planner
        person.must_change_password = True
        person.save()
        return client_for(person)

    @pytest.mark.parametrize("name", ["organization:password", "javascript_catalog"])
    def test_page_that_stays_open(self, newcomer, name):
        assert newcomer.get(reverse(name)).status_code == 200

    def test_signing_out_stays_open(self, newcomer):
        assert newcomer.post(reverse("organization:logout")).url == LOGIN

    def test_language_switch_stays_open(self, newcomer):
        assert newcomer.post(reverse("organization:language"), {"language": "en"}).status_code == 302
        assert language_of(newcomer.get(reverse("organization:password"))) == "en"
