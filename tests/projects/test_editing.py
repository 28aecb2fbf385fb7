"""One change of a draft: all or nothing, counted, journalled, audited, and harmless when repeated."""

import uuid

import pytest
from django.utils import timezone

from budgetplan.audit.models import Event
from budgetplan.audit.sentences import tell
from budgetplan.audit.verification import find_breaks
from projects.enums import EditKind, ProposalState
from projects.errors import EditConflict, NotAllowed, ProposalFrozen
from projects.models import Activity, CostLine, Proposal, ProposalEdit, Statement
from projects.services import projects, writing
from projects.services.editing import editing
from projects.services.lists import HEAD
from tests.projects.drafts import add, delete, fresh, move, row_of, rows, texts, type_in

pytestmark = pytest.mark.usefixtures("english")


def test_a_change_counts_the_revision_up_and_is_journalled(empty, owner):
    row = add(empty, owner, "objectives", text="  เพื่อ  อ่าน ")

    edit = ProposalEdit.objects.get()
    key = str(row.key)
    assert fresh(empty).revision == 1
    assert (edit.kind, edit.by, edit.reverses) == (EditKind.ADD, owner, None)
    assert edit.before == {key: None}
    assert edit.after == {key: {"list": "objectives", "above": None, "index": 0, "text": "เพื่อ อ่าน"}}


def test_a_change_of_the_head_keeps_it_before_and_after(empty, owner):
    type_in(empty, owner, HEAD, "ends_on", "30 มิ.ย. 2564")

    edit = ProposalEdit.objects.get()
    before, after = edit.before[HEAD], edit.after[HEAD]
    assert (before["ends_on"], after["ends_on"]) == ("2021-09-30", "2021-06-30")
    assert {name for name in before if before[name] != after[name]} == {"ends_on"}


def test_changed_money_is_written_to_the_audit_chain(office, proposal, owner):
    [line] = rows(proposal, "cost_lines")

    type_in(proposal, owner, line, "formula", "20 คน x 30 บาท x 2 มื้อ")

    event = Event.objects.filter(office_id=office.office.pk).latest("sequence")
    assert (event.verb, event.actor) == ("proposal.fields", owner)
    assert event.data == {
        "changes": [{"line": str(line.key), "name": line.text, "annual": ["1080.00", "1200.00"]}]
    }  # fmt: skip
    assert tell(event).sentence == f"changed the money of “{event.target_label}”, 1 lines"
    assert list(find_breaks(office.office.pk)) == []


def test_words_alone_are_journalled_but_no_matter_of_the_audit(office, proposal, owner):
    told = Event.objects.count()

    type_in(proposal, owner, HEAD, "rationale", "เหตุผลใหม่")

    assert ProposalEdit.objects.latest("pk").kind == EditKind.FIELDS
    assert Event.objects.count() == told


def test_a_deleted_activity_tells_of_the_money_that_went_with_it(proposal, owner):
    [line] = rows(proposal, "cost_lines")

    delete(proposal, owner, row_of(proposal, "activities", "ประชุมปฏิบัติการ"))

    event = Event.objects.latest("sequence")
    assert event.verb == "proposal.delete"
    assert event.data == {"changes": [{"line": str(line.key), "name": line.text, "annual": ["1080.00", None]}]}


@pytest.mark.parametrize(
    ("kind", "field", "same"),
    [
        (HEAD, "name", " พัฒนาการอ่าน "),
        (HEAD, "starts_on", "1/10/2563"),
        (HEAD, "focuses", []),
        (HEAD, "declared", ""),
        ("cost_lines", "amount", "๑,๐๘๐"),
        ("cost_lines", "quarters", None),
        ("activities", "months", [3, 2, 2]),
        ("objectives", "text", "เพื่อให้ครูสอนอ่านได้ดีขึ้น"),
    ],
)
def test_nothing_is_written_where_nothing_changed(proposal, owner, kind, field, same):
    row = HEAD if kind == HEAD else rows(proposal, kind)[0]
    before = fresh(proposal)

    session = type_in(proposal, owner, row, field, same)

    assert session.edit is None
    after = fresh(proposal)
    assert (after.revision, after.version) == (before.revision, before.version)
    assert ProposalEdit.objects.count() == 1


def rename_and_stumble(proposal, by):
    with editing(proposal=proposal, by=by, kind=EditKind.FIELDS) as session:
        session.change_head(name="อื่น")
        session.change(session.siblings("objectives")[0], text="อื่น")
        session.row("objectives", str(uuid.uuid4()))


def test_a_refusal_halfway_leaves_nothing_behind(proposal, owner):
    with pytest.raises(EditConflict, match="deleted this row"):
        rename_and_stumble(proposal, owner)

    assert fresh(proposal).name == "พัฒนาการอ่าน"
    assert texts(proposal, "objectives") == ["เพื่อให้ครูสอนอ่านได้ดีขึ้น"]
    assert ProposalEdit.objects.count() == 1


def change_what_changed_meanwhile(proposal, by):
    with editing(proposal=proposal, by=by, kind=EditKind.FIELDS) as session:
        [row] = session.siblings("objectives")
        Statement.objects.filter(pk=row.pk).update(version=9)
        session.change(row, text="อื่น")


def test_a_row_changed_behind_the_session_is_not_overwritten(proposal, owner):
    with pytest.raises(EditConflict):
        change_what_changed_meanwhile(proposal, owner)


class TestRepeatedRequests:
    def test_typing(self, proposal, owner):
        request_id = uuid.uuid4()
        sessions = [type_in(proposal, owner, HEAD, "name", "ใหม่", request_id=request_id) for _attempt in range(3)]

        assert [session.repeated for session in sessions] == [False, True, True]
        assert len({session.edit for session in sessions}) == 1
        assert fresh(proposal).revision == 2

    def test_a_repeated_request_does_not_bring_back_what_changed_since(self, proposal, owner):
        request_id = uuid.uuid4()
        type_in(proposal, owner, HEAD, "name", "หนึ่ง", request_id=request_id)
        type_in(proposal, owner, HEAD, "name", "สอง")

        type_in(proposal, owner, HEAD, "name", "หนึ่ง", request_id=request_id)

        assert fresh(proposal).name == "สอง"

    def test_adding_moving_and_deleting(self, empty, owner):
        ids = [uuid.uuid4() for _step in range(3)]
        keys = [str(uuid.uuid4()) for _row in range(2)]
        for _attempt in range(2):
            for request_id, key in zip(ids, keys, strict=False):
                session = writing.add_row(
                    proposal=empty, kind="objectives", by=owner, key=key, request_id=request_id, values={"text": key}
                )
        assert (session.added, session.repeated) == (None, True)
        assert texts(empty, "objectives") == keys

        for _attempt in range(2):
            writing.delete_row(proposal=empty, kind="objectives", key=keys[0], by=owner, request_id=ids[2])
        assert texts(empty, "objectives") == keys[1:]

    def test_the_same_request_of_another_proposal_is_another_one(self, office, year, proposal, owner):
        other = projects.begin_project(year=year, unit=office.units.supervision, name="อีก", by=owner)
        request_id = uuid.uuid4()

        for one in (proposal, other):
            type_in(one, owner, HEAD, "name", "ชื่อเดียวกัน", request_id=request_id)

        assert [fresh(one).name for one in (proposal, other)] == ["ชื่อเดียวกัน"] * 2


def test_positions_stay_in_a_row_after_adding_moving_and_deleting(empty, owner):
    first, second, third = (add(empty, owner, "activities", text=text) for text in "กขค")
    add(empty, owner, "activities", text="1", after=first)
    child = add(empty, owner, "activities", text="ย่อย", above=second)
    move(empty, owner, third, index=0)
    move(empty, owner, child, index=1)
    delete(empty, owner, first)

    stored = Activity.objects.filter(parent=None).order_by("position").values_list("text", "position")
    assert list(stored) == [("ค", 1), ("ย่อย", 2), ("1", 3), ("ข", 4)]


@pytest.mark.parametrize("count", [3, 30])
def test_typing_costs_the_same_however_long_the_proposal(empty, owner, count, django_assert_max_num_queries):
    activity = add(empty, owner, "activities", text="ก")
    for number in range(count):
        line = add(empty, owner, "cost_lines", above=activity, text=f"รายการ {number}", amount="10")

    with django_assert_max_num_queries(20) as typed:
        type_in(empty, owner, line, "amount", "20")
    with django_assert_max_num_queries(25) as moved:
        move(empty, owner, line, index=0, above=activity)

    assert (len(typed), len(moved)) == (19, 14)


# Who and when


@pytest.mark.parametrize(
    "state", [ProposalState.WAITING, ProposalState.REJECTED, ProposalState.MERGED, ProposalState.DROPPED]
)
def test_a_version_that_is_not_open_does_not_change(proposal, owner, state):
    Proposal.objects.filter(pk=proposal.pk).update(state=state)

    with pytest.raises(ProposalFrozen):
        type_in(proposal, owner, HEAD, "name", "อื่น")

    assert fresh(proposal).name == "พัฒนาการอ่าน"


def test_the_state_is_read_afresh_under_the_lock(proposal, owner):
    opened = fresh(proposal)
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.WAITING)

    with pytest.raises(ProposalFrozen, match="waiting for approval"):
        type_in(opened, owner, HEAD, "name", "อื่น")


def test_nothing_changes_in_a_closed_year(proposal, owner):
    year = proposal.project.fiscal_year
    type(year).objects.filter(pk=year.pk).update(state="closed", closed_at=timezone.now(), closed_by=owner)
    [line] = rows(proposal, "cost_lines")

    for act in (lambda: type_in(proposal, owner, line, "amount", "1"), lambda: delete(proposal, owner, line)):
        with pytest.raises(ProposalFrozen, match="is closed"):
            act()

    assert CostLine.objects.get().amount == 1080


@pytest.mark.parametrize(
    "person", ["planner", "group_director", "deputy", "director", "auditor", "finance_officer", "school_officer"]
)
def test_people_who_do_not_own_the_project_change_nothing(office, proposal, person):
    with pytest.raises(NotAllowed, match="Only the owners"):
        add(proposal, getattr(office.people, person), "objectives", text="x")

    assert len(texts(proposal, "objectives")) == 1


def test_a_colleague_of_the_group_changes_nothing_until_they_own_it(proposal, colleague, share):
    with pytest.raises(NotAllowed):
        add(proposal, colleague, "objectives", text="x")

    share(proposal, colleague)
    add(proposal, colleague, "objectives", text="x")

    assert texts(proposal, "objectives")[1:] == ["x"]


def test_another_offices_person_changes_nothing(proposal, other_office):
    with pytest.raises(NotAllowed):
        type_in(proposal, other_office.people.owner, HEAD, "name", "อื่น")
