from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from budgetplan.organization.models import User
from tests import factories

LOGIN = reverse("organization:login")
LOGOUT = reverse("organization:logout")
PASSWORD = reverse("organization:password")
PREFERENCES = reverse("organization:preferences")
LANGUAGE = reverse("organization:language")
HOME = reverse("home")
YEARS = reverse("plans:years")


@pytest.fixture
def visitor():
    """A browser that chose English and has nobody signed in."""
    client = Client()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def planner(office):
    return office.people.planner


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until a test moves it: `clock(minutes=3)`."""
    now = timezone.now()
    moved = [timedelta(0)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + moved[0])
    monkeypatch.setattr("axes.handlers.proxy.now", lambda: now + moved[0])
    monkeypatch.setattr("axes.attempts.now", lambda: now + moved[0])

    def move(**by):
        moved[0] += timedelta(**by)

    return move


def sign_in(client, user, password=factories.PASSWORD, **more):
    return client.post(LOGIN, {"username": user.username, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


class TestSignIn:
    def test_leads_home(self, visitor, planner):
        response = sign_in(visitor, planner)

        assert is_signed_in(visitor)
        assert (response.status_code, response.url) == (302, HOME)

    def test_goes_on_to_the_page_that_was_asked_for(self, visitor, planner):
        asked = visitor.get(YEARS)
        assert asked.url == f"{LOGIN}?next={YEARS}"

        page = visitor.get(asked.url)
        assert f'name="next" value="{YEARS}"' in page.content.decode()
        assert sign_in(visitor, planner, next=YEARS).url == YEARS

    @pytest.mark.parametrize(
        "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:///evil", LOGIN]
    )
    def test_never_leads_to_another_site_or_back_to_itself(self, visitor, planner, elsewhere):
        assert sign_in(visitor, planner, next=elsewhere).url == HOME

    def test_somebody_signed_in_already_goes_on(self, client_for, planner):
        assert client_for(planner).get(f"{LOGIN}?next={LOGIN}").url == HOME

    @pytest.mark.parametrize("username", ["a_planner", "nobody"])
    def test_a_wrong_password_and_a_wrong_name_get_the_same_sentence(self, visitor, planner, username):
        response = visitor.post(LOGIN, {"username": username, "password": "wrong"})

        assert not is_signed_in(visitor)
        assert response.context["form"].non_field_errors() == [
            "The user name or the password is wrong. Look whether Caps Lock or the Thai keyboard is on, and try again."
        ]
        assert f'value="{username}"' in response.content.decode()

    def test_a_closed_account_stays_out(self, visitor, planner):
        User.objects.filter(pk=planner.pk).update(is_active=False)

        sign_in(visitor, planner)

        assert not is_signed_in(visitor)

    def test_page_is_thai_unless_english_was_chosen(self, planner):
        client = Client(HTTP_ACCEPT_LANGUAGE="en")

        page = client.get(LOGIN).content.decode()

        assert '<html lang="th"' in page
        assert "<h1>เข้าสู่ระบบ</h1>" in page

    def test_signing_out_takes_a_post(self, client_for, planner):
        client = client_for(planner)

        assert client.get(LOGOUT).status_code == 405
        assert client.post(LOGOUT).url == LOGIN
        assert not is_signed_in(client)


class TestLockOut:
    def fail(self, client, user, times):
        for _n in range(times):
            response = sign_in(client, user, "wrong")
        return response

    def test_fifth_failure_locks_the_name_and_says_for_how_long(self, visitor, planner, clock):
        assert self.fail(visitor, planner, 4).status_code == 200

        response = self.fail(visitor, planner, 1)

        until = timezone.localtime(timezone.now() + timedelta(minutes=15))
        assert response.status_code == 429
        assert (
            "The password was wrong 5 times, so this user name is locked for 15 more minutes, "
            f"until {until:%H:%M}." in " ".join(response.content.decode().split())
        )

    def test_right_password_waits_too_and_trying_does_not_prolong_it(self, visitor, planner, clock):
        self.fail(visitor, planner, 5)
        clock(minutes=10)

        response = sign_in(visitor, planner)

        assert not is_signed_in(visitor)
        assert response.context["minutes"] == 5
        clock(minutes=5, seconds=1)
        assert sign_in(visitor, planner).url == HOME

    def test_lock_holds_from_every_browser_and_for_that_name_only(self, office, visitor, planner, clock):
        self.fail(Client(HTTP_USER_AGENT="one"), planner, 3)
        self.fail(Client(HTTP_USER_AGENT="two", REMOTE_ADDR="192.0.2.7"), planner, 2)

        assert sign_in(visitor, planner).status_code == 429
        assert sign_in(visitor, office.people.director).url == HOME

    def test_success_forgets_earlier_failures(self, visitor, planner):
        self.fail(visitor, planner, 4)
        sign_in(visitor, planner)

        assert not AccessAttempt.objects.exists()

    def test_says_so_in_thai(self, planner, clock):
        response = self.fail(Client(), planner, 5)

        assert "ใส่รหัสผ่านผิด 5 ครั้ง ชื่อผู้ใช้นี้จึงถูกระงับอีก 15 นาที" in response.content.decode()


class TestPassword:
    new = "another-long-secret"

    def change(self, client, **typed):
        fields = {"old_password": factories.PASSWORD, "new_password1": self.new, "new_password2": self.new}
        return client.post(PASSWORD, {**fields, **typed})

    @pytest.fixture
    def newcomer(self, planner):
        planner.must_change_password, planner.language = True, "en"
        planner.save()
        return planner

    def test_first_password_is_changed_before_anything_else(self, client_for, newcomer):
        client = client_for(newcomer)

        asked = client.get(f"{YEARS}?a=1")
        assert asked.url == f"{PASSWORD}?next=%2Fyears%2F%3Fa%3D1"
        assert "Your password was made by somebody else." in client.get(asked.url).content.decode()

        assert self.change(client, next=f"{YEARS}?a=1").url == f"{YEARS}?a=1"
        newcomer.refresh_from_db()
        assert not newcomer.must_change_password
        assert client.get(YEARS).status_code == 200

    def test_posts_are_held_back_too(self, client_for, newcomer):
        response = client_for(newcomer).post(PREFERENCES, {"language": "th", "digits": "thai"})

        newcomer.refresh_from_db()
        assert response.url == f"{PASSWORD}?next=%2F"
        assert newcomer.digits == "arabic"

    def test_first_password_cannot_be_kept(self, client_for, newcomer):
        response = self.change(client_for(newcomer), new_password1=factories.PASSWORD, new_password2=factories.PASSWORD)

        assert response.context["form"].errors == {
            "new_password1": ["The new password is the old one. Think of another."]
        }
        newcomer.refresh_from_db()
        assert newcomer.must_change_password

    @pytest.mark.parametrize(
        ("typed", "errors"),
        [
            ({"old_password": "wrong"}, {"old_password": ["The old password is wrong. Type it again."]}),
            (
                {"new_password2": "something-else-long"},
                {"new_password2": ["The two new passwords differ. Type both again."]},
            ),
            (
                {"new_password1": "1234567890", "new_password2": "1234567890"},
                {"new_password2": ["This password is too common.", "This password is entirely numeric."]},
            ),
        ],
    )
    def test_refusals_name_the_field(self, client_for, newcomer, typed, errors):
        assert self.change(client_for(newcomer), **typed).context["form"].errors == errors

    def test_person_stays_signed_in(self, client_for, planner):
        client = client_for(planner)

        self.change(client)

        planner.refresh_from_db()
        assert planner.check_password(self.new)
        assert is_signed_in(client)
        assert client.get(PREFERENCES).status_code == 200


class TestLanguageAndDigits:
    def test_switch_is_kept_for_browser_and_person(self, client_for, planner):
        client = client_for(planner)

        response = client.post(LANGUAGE, {"language": "en", "next": PREFERENCES})

        planner.refresh_from_db()
        assert (response.url, planner.language) == (PREFERENCES, "en")
        assert client.cookies["django_language"].value == "en"
        assert "<h1>Preferences</h1>" in client.get(PREFERENCES).content.decode()

    def test_visitor_switches_before_signing_in(self):
        client = Client()
        client.post(LANGUAGE, {"language": "en", "next": LOGIN})

        assert "<h1>Sign in</h1>" in client.get(LOGIN).content.decode()

    def test_unknown_language_is_refused(self, client_for, planner):
        client = client_for(planner)

        assert client.post(LANGUAGE, {"language": "xx"}).status_code == 400
        assert client.get(LANGUAGE).status_code == 405
        planner.refresh_from_db()
        assert planner.language == "th"

    def test_switch_never_leads_to_another_site(self, client_for, planner):
        response = client_for(planner).post(LANGUAGE, {"language": "en", "next": "https://evil.example/"})

        assert response.url == HOME

    def test_thai_digits_load_their_font(self, client_for, planner):
        client = client_for(planner)
        assert "digits.css" not in client.get(PREFERENCES).content.decode()

        response = client.post(PREFERENCES, {"language": "th", "digits": "thai"})

        assert response.url == PREFERENCES
        page = client.get(PREFERENCES).content.decode()
        assert 'data-digits="thai"' in page
        assert "organization/digits.css" in page
        assert "บันทึกการตั้งค่าแล้ว" in page

    def test_preferences_refuse_what_is_not_offered(self, client_for, planner):
        response = client_for(planner).post(PREFERENCES, {"language": "th", "digits": "roman"})

        assert list(response.context["form"].errors) == ["digits"]
        planner.refresh_from_db()
        assert planner.digits == "arabic"
