from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from budgetplan.organization import second_factor
from budgetplan.thai.digits import to_thai
from tests import factories

LOGIN = reverse("organization:login")
SETTINGS = reverse("organization:second_factor")
CONFIRM = reverse("organization:second_factor_confirm")
CHECK = reverse("organization:second_factor_check")
OFF = reverse("organization:second_factor_off")
INBOX = reverse("approvals:inbox")


def code_of(device, *, steps=0):
    """The six digits the app shows `steps` half minutes from now."""
    totp = TOTP(device.bin_key)
    totp.time = timezone.now().timestamp() + 30 * steps
    return f"{totp.token():06d}"


def wrong_code(device):
    """Six digits the app shows neither now nor just before or after."""
    near = {code_of(device, steps=steps) for steps in (-2, -1, 0, 1, 2)}
    return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in near)


def form_errors(response):
    return response.context["form"].errors


@pytest.fixture
def director(office):
    person = office.people.director
    person.language = "en"
    person.save()
    return person


@pytest.fixture
def device(director):
    """The director's app, set up and confirmed."""
    device = second_factor.begin(by=director)
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    return TOTPDevice.objects.get(pk=device.pk)


@pytest.fixture
def half_in(director, device):
    """A browser in which the director typed the password but no code yet."""
    client = Client()
    client.post(LOGIN, {"username": director.username, "password": factories.PASSWORD, "next": INBOX})
    return client


class TestSetUp:
    def test_picture_then_code_then_backup_codes_once(self, client_for, director):
        client = client_for(director)

        assert client.post(SETTINGS).url == CONFIRM
        device = TOTPDevice.objects.get(user=director)
        page = client.get(CONFIRM).content.decode()
        assert 'src="data:image/svg+xml' in page
        assert second_factor.secret_text(device) in page
        assert not second_factor.is_on(director)

        codes = client.post(CONFIRM, {"code": code_of(device)}).context["codes"]
        assert second_factor.is_on(director)
        assert sorted(codes) == sorted(StaticToken.objects.values_list("token", flat=True))
        assert len(set(codes)) == second_factor.BACKUP_CODES
        page = client.get(SETTINGS).content.decode()
        assert "You have 10 unused backup codes." in page
        assert not any(code in page for code in codes)

    def test_looking_makes_nothing(self, client_for, director):
        client = client_for(director)

        client.get(SETTINGS)

        assert client.get(CONFIRM).url == SETTINGS
        assert not TOTPDevice.objects.exists()

    def test_wrong_code_leaves_it_off(self, client_for, director):
        client = client_for(director)
        client.post(SETTINGS)
        device = TOTPDevice.objects.get(user=director)

        response = client.post(CONFIRM, {"code": wrong_code(device)})

        assert form_errors(response) == {"code": ["The code is wrong or out of date. Type the one the app shows now."]}
        assert not second_factor.is_on(director)

    def test_one_that_is_on_cannot_be_replaced_by_whoever_sits_down(self, client_for, director, device):
        client = client_for(director)

        assert client.post(SETTINGS).status_code == 200
        assert client.get(CONFIRM).url == SETTINGS
        assert list(TOTPDevice.objects.all()) == [device]

    @pytest.mark.parametrize("name", ["deputy", "director", "administrator"])
    def test_is_offered_to(self, office, client_for, name):
        client = client_for(getattr(office.people, name))

        assert client.get(SETTINGS).status_code == 200

    @pytest.mark.parametrize("name", ["planner", "owner", "auditor", "school_officer"])
    def test_is_not_offered_to(self, office, client_for, name):
        person = getattr(office.people, name)
        person.language = "en"
        person.save()
        response = client_for(person).post(SETTINGS)

        assert response.status_code == 403
        assert (
            "The second factor is offered to directors, deputy directors and administrators."
            in response.content.decode()
        )
        assert not TOTPDevice.objects.exists()


class TestSignInWithCode:
    def test_nothing_opens_before_the_code(self, half_in):
        assert half_in.get(INBOX).url == f"{CHECK}?next=%2Finbox%2F"
        assert half_in.get(reverse("admin:index")).url == f"{CHECK}?next=%2Fadmin%2F"
        assert half_in.post(OFF, {"password": factories.PASSWORD, "code": "1"}).url == f"{CHECK}?next=%2F"
        assert reverse("approvals:inbox") not in half_in.get(CHECK).content.decode()

    def test_code_opens_the_page_that_was_asked_for(self, half_in, device):
        response = half_in.post(CHECK, {"code": code_of(device), "next": INBOX})

        assert response.url == INBOX
        assert half_in.get(INBOX).status_code == 200

    def test_code_may_be_typed_in_thai_digits_with_spaces(self, half_in, device):
        code = to_thai(code_of(device))

        assert half_in.post(CHECK, {"code": f" {code[:3]} {code[3:]}"}).url == reverse("home")

    def test_wrong_code_is_refused(self, half_in, device):
        response = half_in.post(CHECK, {"code": wrong_code(device)})

        assert form_errors(response) == {"code": ["The code is wrong or out of date. Type the one the app shows now."]}
        assert half_in.get(INBOX).status_code == 302

    def test_code_works_once(self, half_in, director, device):
        code = code_of(device)
        half_in.post(CHECK, {"code": code})

        assert second_factor.check(code=code, by=director) is None

    def test_wrong_codes_make_the_next_wait(self, half_in, device, monkeypatch):
        now = timezone.now()
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        device.throttling_failure_count, device.throttling_failure_timestamp = 5, now - timedelta(seconds=4)
        device.save()

        response = half_in.post(CHECK, {"code": code_of(device)})

        assert form_errors(response) == {"code": ["The last codes were wrong. Wait 12 seconds, then type a new one."]}
        assert half_in.get(INBOX).status_code == 302

    def test_backup_code_works_once(self, half_in, director):
        code, *others = second_factor.new_backup_codes(by=director)

        assert half_in.post(CHECK, {"code": f"{code[:4]}-{code[4:].upper()}"}).url == reverse("home")
        assert half_in.get(INBOX).status_code == 200
        assert second_factor.check(code=code, by=director) is None
        assert second_factor.codes_left(director) == len(others)

    def test_code_of_somebody_else_is_refused(self, half_in, office):
        other = second_factor.begin(by=office.people.deputy)
        TOTPDevice.objects.filter(pk=other.pk).update(confirmed=True)

        half_in.post(CHECK, {"code": code_of(other)})

        assert half_in.get(INBOX).status_code == 302

    def test_first_password_comes_after_the_code(self, half_in, director, device):
        director.must_change_password = True
        director.save()

        half_in.post(CHECK, {"code": code_of(device)})

        assert half_in.get(INBOX).url == f"{reverse('organization:password')}?next=%2Finbox%2F"

    def test_without_a_second_factor_there_is_nothing_to_check(self, client_for, director):
        assert client_for(director).get(f"{CHECK}?next={INBOX}").url == INBOX


class TestTurnOff:
    def test_takes_password_and_code(self, client_for, director, device):
        second_factor.new_backup_codes(by=director)

        response = client_for(director).post(OFF, {"password": factories.PASSWORD, "code": code_of(device)})

        assert response.url == SETTINGS
        assert not TOTPDevice.objects.exists()
        assert not StaticDevice.objects.exists()

    def test_wrong_password_uses_no_code_up(self, client_for, director, device):
        code = code_of(device)

        response = client_for(director).post(OFF, {"password": "wrong", "code": code})

        assert form_errors(response) == {"password": ["The password is wrong. Type it again."]}
        assert second_factor.is_on(director)
        assert second_factor.check(code=code, by=director) == device

    def test_wrong_code_leaves_it_on(self, client_for, director, device):
        client_for(director).post(OFF, {"password": factories.PASSWORD, "code": wrong_code(device)})

        assert second_factor.is_on(director)

    def test_nothing_to_turn_off(self, client_for, director):
        assert client_for(director).get(OFF).url == SETTINGS
