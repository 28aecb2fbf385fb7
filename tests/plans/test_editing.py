"""One change of a draft: all or nothing, counted, journalled, audited, and harmless when repeated."""

import uuid

import pytest

from budgetplan.audit.models import Event
from budgetplan.audit.verification import find_breaks
from plans.enums import EditKind, PlanState
from plans.errors import EditConflict, NotAllowed, PlanFrozen
from plans.models import PlanEdit, SpendingLine, SpendingPlan
from plans.services import lines
from plans.services.editing import editing
from plans.services.lines import NewRow
from tests.plans.grid_helpers import add, cells_of, change, line_of, names, part_keys, spread


def revision(plan):
    return SpendingPlan.objects.get(pk=plan.pk).revision


def test_a_change_counts_the_revision_up_and_is_journalled(plan, by):
    [key] = add(plan, by, NewRow("ก", spread(10, 4, 6, 0, 0)))
    edit = PlanEdit.objects.get()
    assert revision(plan) == 1
    assert (edit.kind, edit.by, edit.before) == (EditKind.ADD, by, {key: None})
    assert edit.after == {
        key: {
            "kind": "line", "category_id": None, "unit_id": None, "name": "ก", "note": "", "version": 1,
            "annual": "10.00", "q1": "4.00", "q2": "6.00", "q3": "0.00", "q4": "0.00",
            "part": part_keys(plan)[0], "parent": None, "index": 0,
        }
    }  # fmt: skip


def test_a_change_is_written_to_the_audit_chain(plan, by, office):
    [key] = add(plan, by, "ก")
    lines.set_cells(plan=plan, changes=[change(plan, "ก", "q1", "12.5")], by=by)
    event = Event.objects.filter(office_id=office.office.pk).latest("sequence")
    assert (event.verb, event.actor) == ("plan.cells", by)
    assert event.data == {"changes": [{"line": key, "name": "ก", "annual": ["0.00", "12.50"], "q1": ["0.00", "12.50"]}]}
    assert list(find_breaks(office.office.pk)) == []


def test_nothing_is_written_where_nothing_changed(plan, by):
    add(plan, by, NewRow("ก", spread(10)))
    session = lines.set_cells(plan=plan, changes=[change(plan, "ก", "q1", "๑๐.00")], by=by)
    assert session.edit is None
    assert (revision(plan), PlanEdit.objects.count(), line_of(plan, "ก").version) == (1, 1, 1)


def rename_and_stumble(plan, by):
    with editing(plan=plan, by=by, kind=EditKind.CELLS) as session:
        session.change(session.lines[str(line_of(plan, "ก").key)], name="ข")
        session.line(str(uuid.uuid4()))


def rename_what_changed_meanwhile(plan, by, key):
    with editing(plan=plan, by=by, kind=EditKind.CELLS) as session:
        SpendingLine.objects.filter(key=key).update(version=9)
        session.change(session.lines[key], name="ข")


def test_a_refusal_halfway_leaves_nothing_behind(plan, by):
    add(plan, by, "ก")
    with pytest.raises(EditConflict):
        rename_and_stumble(plan, by)
    assert (names(plan), revision(plan), PlanEdit.objects.count()) == (["1 ก"], 1, 1)


def test_a_row_changed_behind_the_session_is_not_overwritten(plan, by):
    [key] = add(plan, by, "ก")
    with pytest.raises(EditConflict):
        rename_what_changed_meanwhile(plan, by, key)


def test_a_repeated_request_is_done_once(plan, by):
    request_id = uuid.uuid4()
    for _attempt in range(3):
        session = lines.add_rows(plan=plan, rows=[NewRow("ก")], by=by, part=part_keys(plan)[0], request_id=request_id)
    assert session.repeated
    assert (names(plan), revision(plan)) == (["1 ก"], 1)
    assert session.edit == PlanEdit.objects.get()


def test_positions_stay_in_a_row_after_adding_moving_and_deleting(plan, by):
    keys = add(plan, by, "ก", "ข", "ค", "ง")
    lines.add_rows(plan=plan, rows=[NewRow("1"), NewRow("2")], by=by, part=part_keys(plan)[0], after=keys[1])
    lines.delete_lines(plan=plan, keys=[keys[0]], by=by)
    lines.move_line(plan=plan, key=keys[3], part=part_keys(plan)[0], parent=None, index=0, by=by)
    stored = SpendingLine.objects.order_by("position").values_list("name", "position")
    assert list(stored) == [("ง", 1), ("ข", 2), ("1", 3), ("2", 4), ("ค", 5)]


def test_a_long_block_in_the_middle_costs_one_query_a_row(plan, by, django_assert_max_num_queries):
    first, _last = add(plan, by, "ก", "ข")
    rows = [NewRow(f"รายการ {n}", spread(n)) for n in range(50)]
    with django_assert_max_num_queries(50 + 20):
        lines.add_rows(plan=plan, rows=rows, by=by, part=part_keys(plan)[0], after=first)
    assert names(plan)[-1] == "52 ข"


@pytest.mark.parametrize("state", [PlanState.WAITING, PlanState.REJECTED])
def test_a_version_that_is_not_open_does_not_change(plan, by, state):
    add(plan, by, "ก")
    SpendingPlan.objects.filter(pk=plan.pk).update(state=state)
    with pytest.raises(PlanFrozen):
        lines.set_cells(plan=plan, changes=[change(plan, "ก", "q1", "5")], by=by)
    assert cells_of(plan, "ก") == (0, 0, 0, 0, 0)


def test_the_state_is_read_afresh_under_the_lock(plan, by):
    add(plan, by, "ก")
    opened = SpendingPlan.objects.select_related("fiscal_year").get(pk=plan.pk)
    SpendingPlan.objects.filter(pk=plan.pk).update(state=PlanState.WAITING)
    with pytest.raises(PlanFrozen):
        lines.set_cells(plan=opened, changes=[change(plan, "ก", "q1", "5")], by=by)


@pytest.mark.parametrize("person", ["finance_officer", "director", "auditor", "school_officer"])
def test_people_without_the_post_change_nothing(plan, office, person):
    with pytest.raises(NotAllowed):
        add(plan, getattr(office.people, person), "ก")


def test_another_offices_planner_changes_nothing(plan, other_office):
    with pytest.raises(NotAllowed):
        add(plan, other_office.people.planner, "ก")
    assert names(plan) == []
