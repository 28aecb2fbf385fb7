"""The addresses of the page on which a proposal is written: shapes, refusals, conflicts, limits."""

import json
import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import GroupCeiling
from projects.contents import content_of
from projects.models import Activity, CostLine, Proposal, ProposalEdit, StandardRate, Statement
from projects.services import comments, projects, writing
from projects.services.writing import FieldChange
from tests.projects import factories

pytestmark = pytest.mark.django_db

ACTIONS = ("fields", "add", "move", "delete", "undo", "redo")


@pytest.fixture
def owner(office):
    return office.people.owner


@pytest.fixture
def proposal(office, plan):
    return factories.make_proposal(office, plan.fiscal_year)


@pytest.fixture
def colleague(office, proposal, owner):
    """Another owner of the project."""
    director = office.people.group_director
    projects.set_owners(project=proposal.project, users=[owner, director], by=owner)
    return director


def address(proposal, action=""):
    name = f"projects:write_{action}" if action else "projects:write"
    return reverse(name, args=[proposal.project.public_id, proposal.number])


@pytest.fixture
def api(client_for, owner, proposal):
    """A function that posts an action on the proposal and gives (status, answer)."""
    clients = {owner: client_for(owner)}

    def post(action, *, by=owner, **body):
        client = clients.setdefault(by, client_for(by))
        body = {"request_id": str(uuid.uuid4()), **body}
        response = client.post(address(proposal, action), json.dumps(body), content_type="application/json")
        return response.status_code, response.json()

    return post


@pytest.fixture
def ask(client_for, owner, proposal):
    """A function that gets an address of the proposal."""
    client = client_for(owner)
    return lambda action="", **query: client.get(address(proposal, action), query)


def change(field, value, *, kind="head", key="", **was):
    return {"kind": kind, "key": key, "field": field, "value": value, **was}


def key_of(model, **fields):
    return str(model.objects.get(**fields).key)


def texts(proposal, name):
    return [row.text for row in getattr(content_of(proposal), name)]


# The page


def test_the_page_starts_with_everything_it_shows(ask, proposal):
    response = ask()

    data = response.context["data"]
    line, activity = key_of(CostLine), key_of(Activity, position=1)
    assert response.status_code == 200
    assert data["head"]["name"] == "พัฒนาการอ่าน"
    assert data["head"]["starts_on"] == "1 ต.ค. 2563"
    assert data["rows"][line]["formula"] == "18 คน × 30 บาท × 2 มื้อ"
    assert data["rows"][activity] == {
        "list": "activities",
        "text": "ประชุมปฏิบัติการ",
        "place": "ห้องประชุม สพป.",
        "responsible": "กลุ่มนิเทศฯ",
        "months": [2, 3],
    }
    assert data["order"][f"cost_lines/{activity}"] == [line]
    assert data["lines"][line] == {
        "shown": "18 คน × 30 บาท × 2 มื้อ = 1,080",
        "product": "1,080",
        "adjusted": False,
        "quarters": ["1,080", "0", "0", "0"],
    }
    assert data["activities"][activity] == {"number": "1", "total": "1,080"}
    assert data["summary"] == {
        "total": "1,080",
        "words": "หนึ่งพันแปดสิบบาทถ้วน",
        "categories": {"compensation": "0", "services": "1,080", "materials": "0"},
        "sources": {"area_office": "1,080", "obec": "0", "other": "0"},
        "off_budget": "0",
        "quarters": ["1,080", "0", "0", "0"],
        "unspread": "",
    }
    assert (data["ceiling"], data["findings"], data["editable"]) == (None, [], True)


def test_the_page_asks_as_much_for_thirty_cost_lines_as_for_one(ask, office, plan, client_for, owner):
    lines = [factories.make_line(f"รายการ {n}") for n in range(30)]
    long = factories.make_proposal(office, plan.fiscal_year, name="ยาว", lines=lines)
    client = client_for(owner)

    with CaptureQueriesContext(connection) as for_one:
        ask()
    with CaptureQueriesContext(connection) as for_thirty:
        response = client.get(address(long))

    assert response.context["data"]["summary"]["total"] == "32,400"
    assert len(for_thirty) == len(for_one)


def test_who_reads_but_does_not_write_is_sent_to_the_reading_page(client_for, office, proposal):
    response = client_for(office.people.auditor).get(address(proposal))

    assert response.status_code == 302
    assert response.url == reverse("projects:proposal", args=[proposal.project.public_id, 1])


def test_a_proposal_that_waits_is_not_written(ask, proposal):
    Proposal.objects.filter(pk=proposal.pk).update(state="waiting")

    assert ask().status_code == 302


def test_strangers_find_nothing(client_for, office, other_office, proposal):
    for person in (other_office.people.owner, office.people.school_officer):
        assert client_for(person).get(address(proposal)).status_code == 404


# Who may


@pytest.mark.parametrize("action", ACTIONS)
def test_who_may_not_see_it_gets_404_and_who_may_only_read_403(api, office, other_office, proposal, action):
    assert api(action, by=other_office.people.owner) == (404, {"sentence": "ไม่พบโครงการนี้"})
    status, answer = api(action, by=office.people.auditor)
    assert (status, answer["sentence"]) == (403, "เฉพาะผู้รับผิดชอบโครงการเท่านั้นที่แก้ไขข้อเสนอได้")
    assert ProposalEdit.objects.filter(proposal=proposal).count() == 1


@pytest.mark.parametrize("action", ACTIONS)
def test_a_waiting_proposal_is_frozen(api, proposal, action):
    Proposal.objects.filter(pk=proposal.pk).update(state="waiting")

    status, answer = api(action)

    assert (status, answer["frozen"]) == (409, True)


def test_only_posts_change_and_only_gets_ask(client_for, owner, proposal):
    client = client_for(owner)

    assert [client.get(address(proposal, action)).status_code for action in ACTIONS] == [405] * 6
    assert [client.post(address(proposal, action)).status_code for action in ("state", "rates")] == [405, 405]


def test_somebody_signed_out_is_told_so_in_json(client, proposal):
    response = client.post(address(proposal, "fields"), headers={"Accept": "application/json"})

    assert response.status_code == 401


# Fields


def test_typed_fields_are_stored_and_answered_as_they_are_shown(api, proposal):
    changes = [change("owners_text", " กลุ่ม  นิเทศฯ "), change("starts_on", "๑ พ.ย. ๒๕๖๓")]

    status, answer = api("fields", revision=proposal.revision, changes=changes)

    assert status == 200
    assert (answer["head"]["owners_text"], answer["head"]["starts_on"]) == ("กลุ่ม นิเทศฯ", "1 พ.ย. 2563")
    assert (answer["full"], answer["rows"], answer["revision"]) == (False, {}, proposal.revision + 1)
    assert answer["period"] == list(range(2, 13))
    assert answer["can_undo"] is True


def test_a_page_that_missed_a_change_gets_everything(api, proposal, colleague):
    writing.set_fields(proposal=proposal, changes=[FieldChange("head", "", "notes", "<p>ก</p>")], by=colleague)

    _status, answer = api("fields", revision=proposal.revision, changes=[change("owners_text", "ข")])

    assert answer["full"] is True
    assert answer["head"]["notes"] == "<p>ก</p>"
    assert len(answer["rows"]) == 8


def test_a_calculation_is_computed_and_shown_back(api, proposal):
    line = key_of(CostLine)
    typed = change("formula", "๓๐ คน ๓ วันๆละ ๑๘๐ บาท", kind="cost_lines", key=line)

    _status, answer = api("fields", revision=proposal.revision, changes=[typed])

    assert answer["lines"][line]["shown"] == "30 คน × 3 วัน × 180 บาท = 16,200"
    assert answer["rows"][line]["amount"] == "16200.00"
    assert answer["summary"]["words"] == "หนึ่งหมื่นหกพันสองร้อยบาทถ้วน"


def test_what_cannot_be_stored_is_named_and_nothing_is_stored(api, proposal):
    line = key_of(CostLine)
    changes = [
        change("owners_text", "ใหม่"),
        change("starts_on", "31 ก.พ. 2564"),
        change("amount", "หนึ่งพัน", kind="cost_lines", key=line),
    ]

    status, answer = api("fields", changes=changes)

    assert status == 422
    assert {(fault["kind"], fault["key"], fault["field"], fault["value"]) for fault in answer["faults"]} == {
        ("head", "", "starts_on", "31 ก.พ. 2564"),
        ("cost_lines", line, "amount", "หนึ่งพัน"),
    }
    assert all(fault["sentence"] for fault in answer["faults"])
    assert content_of(proposal).owners == "ศึกษานิเทศก์และคณะ"


def test_a_field_somebody_else_changed_is_a_clash_with_both_texts(api, proposal, colleague):
    mine = change("owners_text", "ของฉัน", was="ศึกษานิเทศก์และคณะ")
    writing.set_fields(proposal=proposal, changes=[FieldChange("head", "", "owners_text", "ของเขา")], by=colleague)

    status, answer = api("fields", changes=[mine])

    [clash] = answer["clashes"]
    assert status == 409
    assert (clash["theirs"], clash["mine"], clash["by"]) == ("ของเขา", "ของฉัน", "คุณ a_group_director")
    assert api("fields", changes=[mine | {"was": "ของเขา"}])[0] == 200
    assert content_of(proposal).owners == "ของฉัน"


def test_a_row_somebody_deleted_is_a_conflict(api, proposal, colleague):
    key = key_of(Statement, section="objectives")
    writing.delete_row(proposal=proposal, kind="objectives", key=key, by=colleague)

    status, answer = api("fields", changes=[change("text", "ยังอยู่", kind="objectives", key=key)])

    assert (status, answer["clashes"]) == (409, [])
    assert "ลบแถวนี้แล้ว" in answer["sentence"]


def test_pasted_html_is_cleaned(api, proposal):
    html = '<p onclick="x()">ก<script>alert(1)</script><b>ข</b></p><img src=x onerror=y>'

    api("fields", changes=[change("rationale", html)])

    assert content_of(proposal).rationale == "<p>ก<strong>ข</strong></p>"


def test_the_same_request_twice_is_stored_once(api, proposal):
    request_id = str(uuid.uuid4())
    first = api("add", request_id=request_id, list="objectives")
    second = api("add", request_id=request_id, list="objectives")

    assert (first[0], second[0], second[1]["full"]) == (200, 200, True)
    assert Statement.objects.filter(section="objectives").count() == 2


# Rows


def test_a_row_is_added_where_it_belongs_under_the_key_the_page_chose(api, proposal):
    first, key = key_of(Activity, position=1), str(uuid.uuid4())

    status, answer = api("add", revision=proposal.revision, list="activities", after=first, key=key)

    assert status == 200
    assert answer["rows"] == {
        key: {"list": "activities", "text": "", "place": "", "responsible": "", "months": []}
    }  # fmt: skip
    assert [answer["activities"][row]["number"] for row in answer["order"]["activities"]] == ["1", "2", "3"]
    assert answer["order"]["activities"][1] == key


def test_a_key_that_is_taken_is_refused(api, proposal):
    status, answer = api("add", list="objectives", key=key_of(CostLine))

    assert (status, answer["clashes"]) == (409, [])
    assert Statement.objects.filter(section="objectives").count() == 1


def test_a_cost_line_without_an_activity_is_refused(api, proposal):
    status, answer = api("add", list="cost_lines")

    assert status == 422
    assert answer["sentence"] == "รายการค่าใช้จ่ายต้องอยู่ใต้กิจกรรม เพิ่มกิจกรรมก่อน"


@pytest.mark.parametrize("name", ["head", "people", ""])
def test_rows_go_only_into_lists(api, proposal, name):
    assert api("add", list=name)[0] == 422


def test_a_row_moves_and_moves_back_by_undo_and_redo(api, proposal):
    second = key_of(Activity, position=2)

    api("move", list="activities", key=second, index=0)
    assert texts(proposal, "activities") == ["สรุปผล", "ประชุมปฏิบัติการ"]
    api("undo")
    assert texts(proposal, "activities") == ["ประชุมปฏิบัติการ", "สรุปผล"]
    status, answer = api("redo")
    assert texts(proposal, "activities") == ["สรุปผล", "ประชุมปฏิบัติการ"]
    assert (status, answer["can_redo"]) == (200, False)


def test_a_deleted_activity_takes_its_cost_lines_along_and_undo_brings_them_back(api, proposal):
    _status, answer = api("delete", list="activities", key=key_of(Activity, position=1))
    assert (answer["summary"]["total"], answer["lines"]) == ("0", {})

    _status, answer = api("undo")

    assert answer["summary"]["total"] == "1,080"


def test_redo_without_an_undo_says_so(api):
    assert api("redo") == (422, {"sentence": "ไม่มีการแก้ไขให้ทำซ้ำ"})


# State, ceiling, rates


def test_the_state_is_204_until_something_changed_and_names_who_changed_it(ask, api, proposal, colleague):
    assert ask("state", since=proposal.revision, state="draft").status_code == 204
    writing.set_fields(proposal=proposal, changes=[FieldChange("head", "", "owners_text", "ของเขา")], by=colleague)

    answer = ask("state", since=proposal.revision, state="draft").json()

    assert (answer["full"], answer["others"]) == (True, ["คุณ a_group_director"])
    assert answer["head"]["owners_text"] == "ของเขา"


def test_an_auditor_sees_the_state_as_read_only(client_for, office, proposal):
    answer = client_for(office.people.auditor).get(address(proposal, "state")).json()

    assert (answer["editable"], answer["reason"]) == (
        False,
        "เฉพาะผู้รับผิดชอบโครงการเท่านั้นที่แก้ไขข้อเสนอได้",
    )


def test_the_ceiling_of_the_group_counts_its_other_projects(ask, office, plan, proposal):
    GroupCeiling.objects.create(
        office=office.office, fiscal_year=plan.fiscal_year, unit=office.units.supervision, amount=Decimal(2000)
    )
    assert ask("state").json()["ceiling"] == {
        "ceiling": "2,000", "others": "0", "own": "1,080", "asked": "1,080", "over": "", "left": "920",
    }  # fmt: skip
    factories.make_proposal(office, plan.fiscal_year, name="อีกโครงการ")

    answer = ask("state").json()

    assert answer["ceiling"] == {
        "ceiling": "2,000", "others": "1,080", "own": "1,080", "asked": "2,160", "over": "160", "left": "",
    }  # fmt: skip
    assert [(finding["code"], finding["level"], finding["anchor"]) for finding in answer["findings"]] == [
        ("missing", "error", "over_ceiling_reason"),
        ("ceiling", "warning", "over_ceiling_reason"),
    ]


def test_errors_come_before_warnings(api, office, plan, proposal):
    GroupCeiling.objects.create(
        office=office.office, fiscal_year=plan.fiscal_year, unit=office.units.supervision, amount=Decimal(1)
    )

    _status, answer = api("fields", changes=[change("programme", "")])

    assert [(finding["anchor"], finding["word"]) for finding in answer["findings"]] == [
        ("programme", "ต้องแก้ไข"),
        ("over_ceiling_reason", "ต้องแก้ไข"),
        ("over_ceiling_reason", "โปรดตรวจสอบ"),
    ]


def test_standard_rates_are_offered_by_what_is_typed(ask, office, other_office, plan):
    for organization, ceiling in ((office, 80), (other_office, 70)):
        StandardRate.objects.create(
            office=organization.office, name="ค่าอาหารกลางวัน", unit="บาท/คน/มื้อ", ceiling=Decimal(ceiling),
            keywords="อาหารกลางวัน", source="ระเบียบตัวอย่าง", starts_on=plan.fiscal_year.starts_on,
        )  # fmt: skip

    assert ask("rates", q="ค่าอาหารกลางวัน 20 คน").json() == {
        "rates": [
            {
                "name": "ค่าอาหารกลางวัน", "unit": "บาท/คน/มื้อ", "ceiling": "80", "source": "ระเบียบตัวอย่าง",
                "category": "",
            }
        ]
    }  # fmt: skip
    assert ask("rates", q="ค่าเช่ารถ").json() == {"rates": []}
    assert ask("rates").json() == {"rates": []}


# What no page of ours sends


@pytest.mark.parametrize(
    "body",
    [
        {"changes": "x"},
        {"changes": [1]},
        {"changes": [{"kind": "head", "key": "", "field": "name"}]},
        {"changes": [{"kind": "head", "key": 1, "field": "name", "value": ""}]},
        {"changes": [change("name", "x")], "request_id": "none"},
        {"changes": [change("name", "x")], "revision": "x"},
        {},
    ],
)
def test_a_body_of_another_shape_is_refused(api, proposal, body):
    assert api("fields", **body)[0] == 400
    assert content_of(proposal).name == "พัฒนาการอ่าน"


@pytest.mark.parametrize("value", [None, 1, ["x"], {"a": 1}, True])
def test_a_value_of_another_type_is_a_fault_of_its_field(api, proposal, value):
    status, answer = api("fields", changes=[change("name", value)])

    assert (status, [fault["field"] for fault in answer["faults"]]) == (422, ["name"])


@pytest.mark.parametrize("months", [[0], [13], ["1"], "1", None])
def test_months_outside_the_calendar_are_refused(api, proposal, months):
    key = key_of(Activity, position=1)

    status, _answer = api("fields", changes=[change("months", months, kind="activities", key=key)])

    assert status == 422
    assert content_of(proposal).activities[0].months == (2, 3)


def test_unknown_fields_are_refused(api):
    assert api("fields", changes=[change("state", "approved")])[0] == 422
    assert api("fields", changes=[change("text", "x", kind="people")])[0] == 422


@pytest.mark.parametrize("changes", [[1], [{}], [{"key": 5}], 7])
def test_changes_of_another_shape_are_refused_before_anything_is_done(api, proposal, changes):
    before = content_of(proposal)

    assert api("add", list="objectives", changes=changes)[0] == 400
    assert content_of(proposal) == before


@pytest.mark.parametrize("body", [{"list": 1}, {"list": "objectives", "key": "x"}, {"list": "objectives", "index": -1}])
def test_rows_of_another_shape_are_refused(api, body):
    assert api("move", **body)[0] == 400


def test_more_than_a_megabyte_is_refused(api, proposal):
    status, answer = api("fields", changes=[change("rationale", "ก" * 400_000)])

    assert status == 413
    assert "เกิน 1 เมกะไบต์" in answer["sentence"]


def test_more_than_500_fields_at_once_are_refused(api, proposal):
    status, answer = api("fields", changes=[change("name", "ใหม่")] * 501)

    assert (status, answer["sentence"]) == (413, "บันทึกได้ครั้งละไม่เกิน 500 ช่อง")
    assert content_of(proposal).name == "พัฒนาการอ่าน"


# Comments


def say(proposal, by, **values):
    return comments.add_comment(
        proposal=proposal, by=by, **{"anchor": "expected_results", "text": "วัดได้หรือไม่"} | values
    )


def test_open_comments_come_with_the_proposal(ask, office, proposal, owner):
    planner, line = office.people.planner, key_of(CostLine)
    say(proposal, planner, anchor=line, text="ลดจำนวนคน", cut_to="900.50")
    comments.settle_comment(comment=say(proposal, planner), by=owner)

    (said,) = ask("state").json()["comments"]

    assert (said["anchor"], said["about"]) == (line, "ค่าอาหารว่างและเครื่องดื่ม")
    assert (said["text"], said["cut_to"], said["by"]) == ("ลดจำนวนคน", "900.50", "คุณ a_planner")


def test_an_owner_settles_a_comment_and_opens_it_again(api, office, proposal, owner):
    comment = say(proposal, office.people.planner)
    proposal.refresh_from_db()
    known = {"comment": str(comment.public_id), "revision": proposal.revision}

    _status, settled = api("settle", settled=True, **known)

    comment.refresh_from_db()
    assert (settled["comments"], settled["full"], comment.resolved_by) == ([], False, owner)
    _status, opened = api("settle", settled=False, **known)
    assert [said["about"] for said in opened["comments"]] == ["ผลที่คาดว่าจะได้รับ"]


def test_settling_gives_a_page_that_missed_a_change_everything(api, office, proposal):
    comment = say(proposal, office.people.planner)

    _status, answer = api("settle", comment=str(comment.public_id), settled=True, revision=999)

    assert (answer["full"], answer["head"]["name"]) == (True, proposal.name)


def test_another_proposals_comment_is_not_settled_here(api, office, plan, proposal):
    comment = say(factories.make_proposal(office, plan.fiscal_year, name="อีกโครงการ"), office.people.planner)

    answer = api("settle", comment=str(comment.public_id), settled=True)

    comment.refresh_from_db()
    assert (answer, comment.resolved_at) == ((409, {"sentence": "ไม่พบความเห็นนี้แล้ว โปรดโหลดหน้าใหม่", "clashes": []}), None)
