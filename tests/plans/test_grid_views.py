"""The grid's page and its addresses: exact answers, refusals with sentences, a fixed number of queries."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import PlanEdit, SpendingPlan
from plans.services import lines
from plans.services.lines import NewRow
from tests.plans.grid_helpers import (
    add,
    address,
    category,
    cell,
    cells_of,
    change,
    key_of,
    line_of,
    names,
    part_keys,
    real_block,
    spread,
)


def shown(answer):
    """(name, annual) of every row of an answer."""
    return [(row["name"], row["cells"][0]) for row in answer["rows"]]


# The page


def test_the_page_carries_the_whole_plan(client_for, by, small_plan):
    response = client_for(by).get(reverse("plans:grid", args=[2564]))
    data = response.context["data"]
    assert data["plan"] == {"id": str(small_plan.public_id), "year": 2564, "number": 1}
    assert (data["editable"], data["reason"], data["full"]) == (True, "", True)
    assert shown(data) == [
        ("งบบริหารสำนักงาน", "100.00"),
        ("ประชุม", "100.00"),
        ("ซ่อม", "0.00"),
        ("งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม", "0.00"),
        ("งบสำรองจ่ายในรายการที่จำเป็นเร่งด่วนตามนโยบาย", "0.00"),
    ]
    assert data["rows"][1] == {
        "key": key_of(small_plan, "ประชุม"), "kind": "line", "level": 1, "number": "1", "name": "ประชุม",
        "cells": ["100.00", "25.00", "25.00", "25.00", "25.00"], "version": 1,
    }  # fmt: skip
    assert (data["envelope"], data["total"][0], data["left"]) == ("5000000.00", "100.00", "4999900.00")
    assert [(found["code"], found["key"]) for found in data["imbalances"]] == [("envelope", "")]
    assert data["imbalances"][0]["sentence"] == "ทุกส่วนรวมกันได้ 100 น้อยกว่าวงเงิน 5,000,000 อยู่ 4,999,900 บาท"


def test_the_page_says_what_to_do_without_scripts(client_for, by, small_plan):
    page = client_for(by).get(reverse("plans:grid", args=[2564])).content.decode()
    assert "<noscript>" in page
    assert "ตารางแผนต้องใช้ JavaScript" in page


def queries_of(ask):
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


def test_the_page_takes_as_many_queries_at_3_lines_as_at_30(client_for, by, plan):
    client = client_for(by)
    taken = []
    for count in (3, 27):
        add(plan, by, *[NewRow(f"รายการ {count}.{n}", spread(n)) for n in range(count)])
        taken.append(queries_of(lambda: client.get(reverse("plans:grid", args=[2564]))))
    assert taken[0] == taken[1] < 20


def test_saving_a_cell_takes_as_many_queries_at_3_lines_as_at_30(api, by, plan):
    taken = []
    for count in (3, 27):
        add(plan, by, *[NewRow(f"รายการ {count}.{n}", spread(n)) for n in range(count)])
        cells = [cell(plan, f"รายการ {count}.1", "q1", "7")]
        taken.append(queries_of(lambda cells=cells: api("cells", cells=cells)))
        assert cells_of(plan, f"รายการ {count}.1")[1] == 7
    assert taken[0] == taken[1] < 30


def test_who_may_not_edit_is_told_why(client_for, office, small_plan):
    data = client_for(office.people.auditor).get(reverse("plans:version", args=[2564, 1])).context["data"]
    assert (data["editable"], data["reason"]) == (False, "เฉพาะเจ้าหน้าที่กลุ่มนโยบายและแผนเท่านั้นที่แก้ไขแผนได้")


# Typing


def test_a_typed_cell_answers_with_its_row_and_the_sums_above(api, small_plan):
    status, answer = api("cells", revision=1, cells=[cell(small_plan, "ประชุม", "q1", "๓๐", "25.00")])
    assert status == 200
    assert (answer["revision"], answer["full"]) == (2, False)
    assert shown(answer) == [("งบบริหารสำนักงาน", "105.00"), ("ประชุม", "105.00")]
    assert answer["total"] == ["105.00", "30.00", "25.00", "25.00", "25.00"]
    assert (answer["can_undo"], answer["can_redo"]) == (True, False)
    assert answer["touched"] == [key_of(small_plan, "ประชุม")]


def test_a_page_that_missed_a_change_gets_every_row(api, small_plan, colleague):
    add(small_plan, colleague, "อบรม")
    _status, answer = api("cells", revision=1, cells=[cell(small_plan, "ประชุม", "q1", "30", "25.00")])
    assert answer["full"]
    assert [row["name"] for row in answer["rows"]][1:4] == ["ประชุม", "ซ่อม", "อบรม"]


def test_cells_that_cannot_be_stored_come_back_with_their_sentences(api, small_plan):
    cells = [cell(small_plan, "ประชุม", "q1", "30"), cell(small_plan, "ประชุม", "q2", "-1")]
    status, answer = api("cells", revision=1, cells=cells)
    assert status == 422
    assert answer == {
        "sentence": "มี 1 ช่องที่บันทึกตามที่พิมพ์ไม่ได้",
        "faults": [
            {
                "key": key_of(small_plan, "ประชุม"), "field": "q2", "value": "-1",
                "sentence": "จำนวนเงินต้องไม่ติดลบ โปรดพิมพ์ 0 หรือมากกว่า",
            }
        ],
    }  # fmt: skip
    assert cells_of(small_plan, "ประชุม")[1] == 25


def test_a_clash_names_both_values_who_and_when(api, small_plan, colleague):
    lines.set_cells(plan=small_plan, changes=[change(small_plan, "ประชุม", "q1", "40")], by=colleague)
    status, answer = api("cells", revision=1, cells=[cell(small_plan, "ประชุม", "q1", "30", "25.00")])
    assert status == 409
    assert answer["clashes"] == [
        {
            "key": key_of(small_plan, "ประชุม"), "field": "q1", "theirs": "40.00", "mine": "30",
            "by": str(colleague), "at": PlanEdit.objects.get(by=colleague).at.isoformat(),
        }
    ]  # fmt: skip


def test_a_repeated_request_is_stored_once_and_answers_with_everything(api, small_plan):
    request_id = str(uuid.uuid4())
    cells = [cell(small_plan, "ประชุม", "q1", "30", "25.00")]
    answers = [api("cells", request_id=request_id, revision=1, cells=cells)[1] for _attempt in range(3)]
    assert [answer["revision"] for answer in answers] == [2, 2, 2]
    assert [answer["full"] for answer in answers] == [False, True, True]
    assert PlanEdit.objects.count() == 2


def test_a_pasted_block_with_new_lines_is_one_change(api, small_plan):
    status, answer = api(
        "cells", revision=1, pasted=True, cells=[cell(small_plan, "ซ่อม", "q1", "7", "0.00")],
        rows=[{"name": "ใหม่", "q1": "๑", "q2": ""}], part=part_keys(small_plan)[0], parent=None,
        after=key_of(small_plan, "ซ่อม"),
    )  # fmt: skip
    assert (status, names(small_plan)) == (200, ["1 ประชุม", "2 ซ่อม", "3 ใหม่"])
    assert (cells_of(small_plan, "ซ่อม")[1], cells_of(small_plan, "ใหม่")[:2]) == (7, (1, 1))
    assert api("undo")[1]["revision"] == 3
    assert names(small_plan) == ["1 ประชุม", "2 ซ่อม"]
    assert answer["full"]


def test_new_lines_of_a_block_with_unreadable_amounts_store_nothing(api, small_plan):
    status, answer = api(
        "cells", revision=1, cells=[cell(small_plan, "ซ่อม", "q1", "7", "0.00")],
        rows=[{"name": "ใหม่", "q1": "หนึ่ง"}], part=part_keys(small_plan)[0],
    )  # fmt: skip
    assert (status, [(fault["key"], fault["field"]) for fault in answer["faults"]]) == (422, [("row:0", "q1")])
    assert cells_of(small_plan, "ซ่อม")[1] == 0


# Lines


def test_lines_are_added_moved_split_deleted_and_brought_back(api, small_plan):
    part = part_keys(small_plan)[0]
    after = key_of(small_plan, "ประชุม")
    _status, answer = api("add", part=part, parent=None, after=after, rows=[{"name": "อบรม", "annual": "10"}])
    [key] = answer["touched"]
    assert names(small_plan) == ["1 ประชุม", "2 อบรม", "3 ซ่อม"]
    api("split", keys=[key], seen={key: 1})
    assert cells_of(small_plan, "อบรม") == (10, 2, 2, 2, 4)
    api("move", key=key, part=part, parent=None, index=0)
    assert names(small_plan) == ["1 อบรม", "2 ประชุม", "3 ซ่อม"]
    status, _answer = api("delete", keys=[key], seen={key: 1})
    assert status == 409
    api("delete", keys=[key], seen={key: 3})
    assert names(small_plan) == ["1 ประชุม", "2 ซ่อม"]
    _status, answer = api("undo")
    assert answer["touched"] == [key]
    assert answer["can_redo"]
    api("redo")
    assert names(small_plan) == ["1 ประชุม", "2 ซ่อม"]


def test_a_category_of_the_office_is_added(api, small_plan):
    chosen = category(small_plan, "ค่าวัสดุ")
    api("category", category=chosen.pk, part=part_keys(small_plan)[1])
    assert line_of(small_plan, "ค่าวัสดุ").category == chosen


def test_another_offices_category_is_refused(api, small_plan, other_office):
    foreign = lines.category_named(other_office.office.pk, "ค่าวัสดุ")
    status, answer = api("category", category=foreign.pk, part=part_keys(small_plan)[1])
    assert (status, answer["sentence"]) == (422, "ไม่มีหมวดรายจ่ายนี้ โปรดเลือกจากรายการ")


def test_nothing_to_undo_says_so(client_for, colleague, api):
    status, answer = api("undo", client=client_for(colleague))
    assert (status, answer) == (422, {"sentence": "ไม่มีการแก้ไขของท่านให้เลิกทำแล้ว"})


# Looking for changes of others


def test_a_page_that_knows_everything_gets_204(client_for, by, small_plan):
    response = client_for(by).get(address("rows"), {"since": "1", "state": "draft"})
    assert (response.status_code, response.content) == (204, b"")


def test_a_page_that_missed_changes_hears_whose_they_are(client_for, by, small_plan, colleague):
    add(small_plan, colleague, "อบรม")
    answer = client_for(by).get(address("rows"), {"since": "1", "state": "draft"}).json()
    assert (answer["revision"], answer["others"], answer["full"]) == (2, [str(colleague)], True)
    assert client_for(colleague).get(address("rows"), {"since": "1", "state": "draft"}).json()["others"] == []


def test_a_page_hears_that_the_version_was_submitted(client_for, by, small_plan):
    SpendingPlan.objects.filter(pk=small_plan.pk).update(state="waiting")
    answer = client_for(by).get(address("rows"), {"since": "1", "state": "draft"}).json()
    assert answer["state"] == "waiting"
    assert not answer["editable"]
    assert answer["reason"] == "แผนฉบับนี้รออนุมัติอยู่ หากต้องการแก้ไขโปรดถอนเรื่องก่อน"


# A table from Excel


def test_a_pasted_table_is_shown_before_it_is_added(api, plan, by):
    status, answer = api("paste_preview", text=real_block(), part=part_keys(plan)[0])
    preview = answer["preview"]
    assert (status, preview["lines"], preview["categories"], preview["total"][0]) == (200, 19, 4, "5000000.00")
    assert [(fault["row"], fault["printed"], fault["computed"]) for fault in preview["faults"]] == [
        (4, "375500.00", "374500.00")
    ]
    assert names(plan) == ["1 ประชุม", "2 ซ่อม"]


def test_a_pasted_table_with_unreadable_amounts_lists_every_cell(api, small_plan):
    status, answer = api("paste", text="ค่าไฟฟ้า\t100\nค่าน้ำ\tมาก\nค่าโทรศัพท์\t-5")
    assert status == 422
    assert [(fault["key"], fault["field"], fault["value"]) for fault in answer["faults"]] == [
        ("row:2", "2", "มาก"), ("row:3", "2", "-5"),
    ]  # fmt: skip
    assert names(small_plan) == ["1 ประชุม", "2 ซ่อม"]


@pytest.mark.parametrize("text", ["", "สวัสดี", "1\t2\n3\t4"])
def test_a_paste_without_names_and_amounts_says_what_is_missing(api, text):
    status, answer = api("paste_preview", text=text)
    assert status == 422
    assert answer["sentence"].startswith("ไม่พบชื่อรายการที่มีจำนวนเงิน")
