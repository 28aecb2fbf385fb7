import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import translation

from budgetplan.organization.decorators import office_required
from budgetplan.organization.models import User


@office_required
def page(request, number):
    return HttpResponse(f"page {number}")


@pytest.fixture
def ask(rf):
    def asked(user, **headers):
        request = rf.get("/years/?a=1", headers=headers)
        request.user = user
        with translation.override("en"):
            return page(request, 7)

    return asked


def test_person_of_an_office_enters(ask, office):
    assert ask(office.people.school_officer).content == b"page 7"


def test_visitor_signs_in_and_comes_back(ask):
    response = ask(AnonymousUser())

    assert (response.status_code, response.url) == (302, "/account/login/?next=/years/%3Fa%3D1")


def test_script_gets_a_sentence_instead_of_a_page(ask):
    response = ask(AnonymousUser(), accept="application/json")

    assert response.status_code == 401
    assert json.loads(response.content) == {
        "error": "You were signed out. Sign in again in another tab, then go on here; nothing is lost."
    }


def test_person_without_an_office_is_told_whom_to_ask(ask, db):
    person = User.objects.create_user("lonely", full_name="Lonely")

    with pytest.raises(PermissionDenied) as refusal:
        ask(person)

    assert str(refusal.value) == (
        "Your account doesn't belong to an office yet. Ask the system administrator to assign one."
    )
