"""Every address × every role × own office and another's. An address that isn't in the table fails the test."""

import json
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import override

from plans.models import PlanImport
from plans.selectors import plan_table
from plans.services import imports, versions
from plans.workbook.writing import plan_workbook
from tests import factories
from tests.access_addresses import EVERYONE, INSIDE, PLANNER, address
from tests.plans.test_workbook import as_bytes
from tests.projects import access

WATCHERS = ("planner", "planning_director", "deputy", "director", "auditor", "administrator")

DRAFT = [2564, 1]
WAITING = [2565, 1]
JSON_BODY = {"content_type": "application/json", "data": json.dumps({"request_id": str(uuid4()), "cells": []})}


TABLE = [
    address("home", EVERYONE, own=True),
    address("organization:password", EVERYONE, own=True),
    address("organization:preferences", EVERYONE, own=True),
    address("organization:second_factor", ("deputy", "director", "administrator"), own=True),
    address("approvals:inbox", EVERYONE, own=True),
    address("approvals:desks", WATCHERS),
    address("approvals:case", INSIDE, args="case"),
    address("approvals:pass", INSIDE, args="case", method="post"),
    address("approvals:return", INSIDE, args="case", method="post"),
    address("approvals:reject", INSIDE, args="case", method="post"),
    address("approvals:withdraw", INSIDE, args="case", method="post"),
    address("audit:events", ("planner", "deputy", "director", "auditor", "administrator")),
    address("plans:years", EVERYONE, own=True),
    address("plans:year", INSIDE, args="year"),
    address("plans:year_new", PLANNER),
    address("plans:frame", PLANNER, args="year"),
    address("plans:ceilings", PLANNER, args="year"),
    address("plans:close", PLANNER, args="year"),
    address("plans:reopen", PLANNER, args="year"),
    address("plans:versions", INSIDE, args="year"),
    address("plans:compare_chosen", INSIDE, args="year", data={"old": 1, "new": 1}),
    address("plans:compare", INSIDE, args="compare"),
    address("plans:submit", PLANNER, args="draft"),
    address("plans:revise", PLANNER, args="draft"),
    address("plans:grid", INSIDE, args="year"),
    address("plans:version", INSIDE, args="draft"),
    address("plans:api_rows", INSIDE, args="draft"),
    *(
        address(f"plans:api_{action}", PLANNER, args="draft", method="post", **JSON_BODY)
        for action in ("cells", "add", "category", "move", "delete", "split", "paste_preview", "paste", "undo", "redo")
    ),
    address("plans:export", INSIDE, args="draft"),
    address("plans:import", INSIDE, args="draft"),
    address("plans:import_preview", INSIDE, args="import"),
    address("plans:import_columns", PLANNER, args="import", method="post"),
    address("plans:import_apply", PLANNER, args="import", method="post"),
    address("reports:plan_pdf", INSIDE, args="draft"),
    address("reports:plan_xlsx", INSIDE, args="draft"),
    *access.ROWS,
]


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The world, built once: every test works in a savepoint above it."""
    with django_db_blocker.unblock(), transaction.atomic(), override("th"):
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def no_rendering(monkeypatch):
    """Who may have a paper is asked here, not what is on it: the child process isn't started."""
    monkeypatch.setattr("budgetplan.documents.pdf._run_child", lambda request, *, wall_seconds: b"%PDF-")


@pytest.fixture
def world(built, db):
    """Two offices; the first with drafts, uploads, and a plan and a proposal that wait."""
    return built


def build_world():
    office = factories.make_organization()
    other_office = factories.make_organization("b", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาข้างเคียง เขต 2")
    planner = office.people.planner
    real_plan = factories.fill_with_real_lines(factories.make_plan(office), by=planner)
    factories.make_plan(other_office, year_be=2570)
    waiting = factories.make_plan(office, year_be=2565, envelope=Decimal(5000000))
    factories.fill_with_real_lines(waiting, by=planner)
    case = versions.submit_plan(plan=waiting, by=planner)
    data = as_bytes(plan_workbook(real_plan, plan_table(real_plan)))
    upload = imports.upload_workbook(plan=real_plan, name="plan.xlsx", data=data, by=planner)
    arguments = {
        "none": [],
        "year": [2564],
        "draft": DRAFT,
        "compare": [2564, 1, 1],
        "case": [case.public_id],
        "import": [*DRAFT, upload.public_id],
        **access.arguments_of(office, real_plan.fiscal_year, waiting.fiscal_year),
    }
    access.name_stand_ins(office)
    return SimpleNamespace(office=office, other_office=other_office, arguments=arguments)


def asked(world, row, user):
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return getattr(client, row.method)(reverse(row.name, args=world.arguments[row.args]), **row.request)


def verdict(response):
    """What became of a request: "open", "refused", "missing" or "sign in"."""
    if response.status_code == 401 or response.headers.get("Location", "").startswith("/account/login/"):
        return "sign in"
    return {403: "refused", 404: "missing"}.get(response.status_code, "open")


@pytest.mark.parametrize("row", TABLE)
def test_address_opens_to_its_roles_only(world, row):
    found = {name: verdict(asked(world, row, getattr(world.office.people, name))) for name in EVERYONE}
    assert {name for name, said in found.items() if said == "open"} == set(row.open_to)


@pytest.mark.parametrize("row", access.ACTING_ROWS)
def test_address_opens_to_who_acts_for_a_post(world, row):
    found = {name: verdict(asked(world, row, getattr(world.office.people, name))) for name in access.STAND_INS}
    assert {name for name, said in found.items() if said == "open"} == set(row.open_to)


@pytest.mark.parametrize("row", TABLE)
def test_address_asks_visitors_to_sign_in(world, row):
    assert verdict(asked(world, row, None)) == "sign in"


@pytest.mark.parametrize("row", TABLE)
def test_address_shows_another_office_nothing(world, row):
    response = asked(world, row, world.other_office.people.planner)
    seen = b"" if response.streaming else response.content
    assert world.office.office.name.encode() not in seen
    if not row.own and row.args != "none":
        assert verdict(response) == "missing"


PUBLIC = {
    "organization:login", "organization:logout", "organization:language", "javascript_catalog",
}  # fmt: skip
"""Addresses for everybody, signed in or not."""

PARTS_OF_PAGES = {
    "organization:second_factor_confirm", "organization:second_factor_check", "organization:second_factor_off",
    "plans:year_preview", "plans:frame_sums", "plans:ceilings_sum",
}  # fmt: skip
"""Steps of a page that is in the table; their own tests cover who may take them."""


def named_addresses(resolver=None, namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{namespace}{pattern.name}"
        elif pattern.namespace != "admin":
            yield from named_addresses(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)


def test_every_address_is_in_the_table():
    in_table = {param.values[0].name for param in TABLE}
    assert set(named_addresses()) - PUBLIC - PARTS_OF_PAGES == in_table


def test_an_upload_of_another_version_is_not_found(world, client_for):
    upload = PlanImport.objects.get()
    client = client_for(world.office.people.planner)
    response = client.get(reverse("plans:import_preview", args=[*WAITING, upload.public_id]))
    assert verdict(response) == "missing"
