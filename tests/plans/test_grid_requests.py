"""What the grid's addresses refuse: bodies no page sends, people without the post, versions that are closed."""

import json
import uuid

import pytest
from django.test import Client

from plans import pasting
from plans.models import PlanEdit, SpendingLine, SpendingPlan
from tests.plans.grid_helpers import (
    address,
    category,
    cell,
    names,
    part_keys,
)

# What no page sends, and who may not


def test_a_body_over_a_megabyte_is_refused(client_for, by, small_plan):
    response = client_for(by).post(address("cells"), "x" * 1_000_001, content_type="application/json")
    assert (response.status_code, response.json()["sentence"][:30]) == (413, "ข้อมูลมากเกินไปสำหรับครั้งเดีย")


def test_more_than_5000_cells_are_refused(api, small_plan):
    one = cell(small_plan, "ประชุม", "q1", "1")
    status, answer = api("cells", cells=[one] * (pasting.MOST_CELLS + 1))
    assert (status, answer) == (413, {"sentence": "บันทึกได้ครั้งละไม่เกิน 5,000 ช่อง โปรดแบ่งวางเป็นส่วนย่อย"})


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("cells", {"cells": "all"}),
        ("cells", {"cells": [["key", "q1", "5"]]}),
        ("cells", {"cells": [{"key": "k", "field": "q1", "value": 5}]}),
        ("cells", {"cells": [{"key": "k", "field": "q1", "value": "5", "was": 5}]}),
        ("cells", {"cells": [], "request_id": "again"}),
        ("cells", {"cells": [], "request_id": 5}),
        ("add", {"rows": [{"name": None}]}),
        ("move", {"key": "k", "part": "p", "index": -1}),
        ("move", {"key": "k", "part": "p", "index": True}),
        ("move", {"key": "k", "part": "p", "index": 2**40}),
        ("category", {"category": "1"}),
        ("delete", {"keys": [5], "seen": {}}),
        ("delete", {"keys": [], "seen": []}),
        ("paste", {"text": 5}),
    ],
)
def test_a_body_no_page_sends_changes_nothing(api, action, body):
    status, answer = api(action, **body)
    assert (status, list(answer)) == (400, ["sentence"])
    assert PlanEdit.objects.count() == 1


@pytest.mark.parametrize("body", ["", "{", "[]", "5", '"text"', "[" * 100_000])
def test_a_body_that_is_no_json_object_is_refused(client_for, by, small_plan, body):
    response = client_for(by).post(address("cells"), body, content_type="application/json")
    assert (response.status_code, list(response.json())) == (400, ["sentence"])


def test_unknown_keys_are_a_conflict_not_a_crash(api, small_plan):
    part = part_keys(small_plan)[0]
    for action, body in (
        ("add", {"part": "no such part", "rows": [{"name": "ก"}]}),
        ("add", {"part": part, "parent": "no such line", "rows": [{"name": "ก"}]}),
        ("move", {"key": "no such line", "part": part}),
        ("delete", {"keys": ["no such line"], "seen": {}}),
        ("split", {"keys": ["no such line"], "seen": {}}),
    ):
        status, answer = api(action, **body)
        assert (status, answer["clashes"]) == (409, [])


ACTIONS = ("cells", "add", "category", "move", "delete", "split", "paste_preview", "paste", "undo", "redo")


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_is_changed_by_a_get(client_for, by, small_plan, action):
    assert client_for(by).get(address(action)).status_code == 405


@pytest.mark.parametrize("action", ACTIONS)
def test_another_offices_plan_does_not_exist(api, client_for, other_office, action):
    status, answer = api(action, client=client_for(other_office.people.planner), **full_body())
    assert (status, answer) == (404, {"sentence": "ไม่มีแผนฉบับนี้"})


@pytest.mark.parametrize("action", ACTIONS)
def test_people_without_the_post_are_told_so(api, client_for, office, small_plan, action):
    body = full_body(category=category(small_plan, "ค่าวัสดุ").pk)
    status, answer = api(action, client=client_for(office.people.finance_officer), **body)
    assert (status, answer["sentence"]) == (403, "เฉพาะเจ้าหน้าที่กลุ่มนโยบายและแผนเท่านั้นที่แก้ไขแผนได้")
    assert PlanEdit.objects.count() == 1


@pytest.mark.parametrize("action", ACTIONS)
def test_a_version_that_waits_for_approval_does_not_change(api, small_plan, action):
    SpendingPlan.objects.filter(pk=small_plan.pk).update(state="waiting")
    status, answer = api(action, **full_body(category=category(small_plan, "ค่าวัสดุ").pk))
    assert (status, answer["frozen"]) == (409, True)
    assert PlanEdit.objects.count() == 1


def full_body(category=1):
    """Something for every action to read."""
    return {
        "cells": [], "rows": [], "keys": [], "seen": {}, "key": "k", "part": "p", "category": category,
        "text": "ก\t5\t5\t0\t0\t0",
    }  # fmt: skip


def test_a_school_officer_does_not_see_a_draft(client_for, office, small_plan):
    response = client_for(office.people.school_officer).get(address("rows"))
    assert (response.status_code, response.json()) == (403, {"sentence": "แผนนี้ยังไม่ได้รับอนุมัติ เมื่ออนุมัติแล้วจะอ่านได้ที่นี่"})


def test_who_was_signed_out_is_told_in_json(small_plan):
    response = Client().post(
        address("undo"), "{}", content_type="application/json", headers={"Accept": "application/json"}
    )
    assert response.status_code == 401
    assert not SpendingLine.objects.filter(name="").exists()


def test_a_post_without_the_csrf_token_is_refused(by, small_plan):
    client = Client(enforce_csrf_checks=True)
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(
        address("undo"), json.dumps({"request_id": str(uuid.uuid4())}), content_type="application/json"
    )
    assert response.status_code == 403
    assert names(small_plan) == ["1 ประชุม", "2 ซ่อม"]
