"""Undo and redo: exactly what was there before, never over somebody else's change."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetplan.audit.verification import find_breaks
from plans.enums import EditKind
from plans.errors import EditConflict, NothingToUndo, PlanRefused
from plans.models import PlanEdit, SpendingLine
from plans.services import lines, undo
from plans.services.lines import NewRow, category_named
from tests.plans.grid_helpers import add, cells_of, change, key_of, line_of, names, part_keys, spread


def type_in(plan, by, name, field, value):
    lines.set_cells(plan=plan, changes=[change(plan, name, field, value)], by=by)


def state(plan):
    """Everything of the plan's lines but their versions and who changed them."""
    rows = SpendingLine.objects.filter(plan=plan).order_by("part__position", "parent__key", "position")
    return list(
        rows.values_list(
            "key", "part__key", "parent__key", "position", "kind", "category", "unit", "name", "note",
            "annual", "q1", "q2", "q3", "q4",
        )
    )  # fmt: skip


def test_undo_takes_back_typed_cells_one_change_after_the_other(plan, by):
    add(plan, by, "ก")
    type_in(plan, by, "ก", "q1", "10")
    type_in(plan, by, "ก", "q1", "20")
    undo.undo(plan=plan, by=by)
    assert cells_of(plan, "ก") == (10, 10, 0, 0, 0)
    undo.undo(plan=plan, by=by)
    assert cells_of(plan, "ก") == (0, 0, 0, 0, 0)
    undo.undo(plan=plan, by=by)
    assert names(plan) == []
    with pytest.raises(NothingToUndo):
        undo.undo(plan=plan, by=by)


def test_redo_brings_everything_back_in_order(plan, by):
    add(plan, by, "ก", "ข")
    type_in(plan, by, "ก", "q1", "10")
    lines.delete_lines(plan=plan, keys=[key_of(plan, "ก")], by=by)
    states = [state(plan)]
    for _step in range(3):
        undo.undo(plan=plan, by=by)
        states.append(state(plan))
    for expected in reversed(states[:-1]):
        undo.redo(plan=plan, by=by)
        assert state(plan) == expected
    with pytest.raises(NothingToUndo):
        undo.redo(plan=plan, by=by)


def test_nothing_is_left_to_redo_after_a_new_change(plan, by):
    add(plan, by, "ก")
    type_in(plan, by, "ก", "q1", "10")
    undo.undo(plan=plan, by=by)
    type_in(plan, by, "ก", "q2", "5")
    assert not undo.can_redo(plan=plan, by=by)
    with pytest.raises(NothingToUndo):
        undo.redo(plan=plan, by=by)
    assert cells_of(plan, "ก") == (5, 0, 5, 0, 0)


def test_can_undo_and_can_redo_follow_what_the_person_did(plan, by, colleague):
    answers = []

    def note():
        answers.append((undo.can_undo(plan=plan, by=by), undo.can_redo(plan=plan, by=by)))

    note()
    add(plan, by, "ก")
    note()
    undo.undo(plan=plan, by=by)
    note()
    undo.redo(plan=plan, by=by)
    note()
    assert answers == [(False, False), (True, False), (False, True), (True, False)]
    assert not undo.can_undo(plan=plan, by=colleague)


def test_deleted_lines_come_back_in_their_old_order(plan, by):
    keys = add(plan, by, "ก", "ข", NewRow("ค", children=(NewRow("ง"), NewRow("จ"))), "ฉ")
    before = state(plan)
    lines.delete_lines(plan=plan, keys=keys[:3], by=by)
    undo.undo(plan=plan, by=by)
    assert state(plan) == before
    assert names(plan) == ["1 ก", "2 ข", "3 ค", "3.1 ง", "3.2 จ", "4 ฉ"]


def test_a_pasted_tree_is_taken_back_and_brought_back_as_one(plan, by):
    row = NewRow(
        "ค่าใช้สอย",
        category_id=category_named(plan.office_id, "ค่าใช้สอย").pk,
        children=(NewRow("ก", spread(1)), NewRow("ข", spread(2)), NewRow("ค", spread(3))),
    )
    lines.add_rows(plan=plan, rows=[row, NewRow("ง")], by=by, part=part_keys(plan)[0], kind=EditKind.PASTE)
    before = state(plan)
    undo.undo(plan=plan, by=by)
    assert state(plan) == []
    undo.redo(plan=plan, by=by)
    assert state(plan) == before


def test_amounts_handed_down_return_to_the_line_they_came_from(plan, by):
    [key] = add(plan, by, NewRow("ก", spread(100)))
    add(plan, by, "ข", parent=key)
    undo.undo(plan=plan, by=by)
    assert (names(plan), cells_of(plan, "ก")) == (["1 ก"], (100, 100, 0, 0, 0))
    undo.redo(plan=plan, by=by)
    assert (names(plan), cells_of(plan, "ข")) == (["1 ก", "1.1 ข"], (100, 100, 0, 0, 0))


def test_what_somebody_else_typed_in_the_same_line_stays(plan, by, colleague):
    add(plan, by, NewRow("ก", spread(10, 1, 2, 3, 4)))
    type_in(plan, by, "ก", "name", "กก")
    type_in(plan, colleague, "กก", "q1", "5")
    undo.undo(plan=plan, by=by)
    assert cells_of(plan, "ก") == (14, 5, 2, 3, 4)


def test_a_cell_somebody_else_changed_since_is_not_overwritten(plan, by, colleague):
    add(plan, by, "ก")
    type_in(plan, by, "ก", "q1", "10")
    type_in(plan, colleague, "ก", "q1", "20")
    with pytest.raises(EditConflict):
        undo.undo(plan=plan, by=by)
    assert cells_of(plan, "ก") == (20, 20, 0, 0, 0)


def test_only_ones_own_changes_are_taken_back(plan, by, colleague):
    add(plan, by, "ก")
    add(plan, colleague, "ข")
    undo.undo(plan=plan, by=by)
    assert names(plan) == ["1 ข"]


def test_a_line_that_somebody_put_lines_below_is_not_taken_away(plan, by, colleague):
    [key] = add(plan, by, "ก")
    add(plan, colleague, "ข", parent=key)
    with pytest.raises(EditConflict):
        undo.undo(plan=plan, by=by)
    assert names(plan) == ["1 ก", "1.1 ข"]


def test_money_is_not_put_back_where_it_would_count_nowhere(plan, by, colleague):
    [key] = add(plan, by, NewRow("ก", spread(10)))
    type_in(plan, by, "ก", "q1", "0")
    add(plan, colleague, "ข", parent=key)
    with pytest.raises(EditConflict):
        undo.undo(plan=plan, by=by)
    assert cells_of(plan, "ก") == (0, 0, 0, 0, 0)


def test_a_line_is_not_brought_back_below_one_that_got_money_meanwhile(plan, by, colleague):
    add(plan, by, NewRow("ก", children=(NewRow("ข"),)))
    lines.delete_lines(plan=plan, keys=[key_of(plan, "ข")], by=by)
    type_in(plan, colleague, "ก", "q1", "5")
    with pytest.raises(EditConflict):
        undo.undo(plan=plan, by=by)
    assert names(plan) == ["1 ก"]


def test_a_line_is_not_brought_back_below_one_that_is_gone(plan, by, colleague):
    [heading] = add(plan, by, NewRow("ก", children=(NewRow("ข"), NewRow("ค"))))
    lines.delete_lines(plan=plan, keys=[key_of(plan, "ข")], by=by)
    lines.delete_lines(plan=plan, keys=[heading], by=colleague)
    with pytest.raises(EditConflict):
        undo.undo(plan=plan, by=by)
    assert names(plan) == []


def test_a_moved_line_goes_back_to_where_it_stood(plan, by):
    first, _second = add(plan, by, "ก", NewRow("ข", children=(NewRow("ค"),)), "ง")[:2]
    before = state(plan)
    lines.move_line(plan=plan, key=key_of(plan, "ข"), part=part_keys(plan)[1], parent=None, index=None, by=by)
    undo.undo(plan=plan, by=by)
    assert state(plan) == before
    lines.move_line(plan=plan, key=key_of(plan, "ง"), part=part_keys(plan)[0], parent=first, index=0, by=by)
    undo.undo(plan=plan, by=by)
    assert state(plan) == before


def test_a_line_brought_back_keeps_its_key_and_counts_its_versions_on(plan, by):
    [key] = add(plan, by, "ก")
    type_in(plan, by, "ก", "q1", "5")
    lines.delete_lines(plan=plan, keys=[key], by=by)
    undo.undo(plan=plan, by=by)
    line = line_of(plan, "ก")
    assert (str(line.key), line.version) == (key, 3)


def test_undo_and_redo_are_in_the_audit_chain(plan, by, office):
    add(plan, by, "ก")
    undo.undo(plan=plan, by=by)
    undo.redo(plan=plan, by=by)
    edits = PlanEdit.objects.order_by("pk")
    assert [(edit.kind, edit.reverses_id) for edit in edits] == [
        (EditKind.ADD, None),
        (EditKind.UNDO, edits[0].pk),
        (EditKind.REDO, edits[1].pk),
    ]
    assert list(find_breaks(office.office.pk)) == []


# Whatever was done


operations = st.lists(
    st.tuples(
        st.sampled_from(["type", "name", "add", "nest", "tree", "move", "delete", "split"]),
        st.integers(0, 50),
        st.integers(0, 50),
    ),
    min_size=1,
    max_size=8,
)


def perform(plan, by, operation, one, two):
    """Do something to the plan that depends on two numbers; True where it changed anything."""
    rows = list(SpendingLine.objects.filter(plan=plan).order_by("pk"))
    row, other = (rows[one % len(rows)], rows[two % len(rows)]) if rows else (None, None)
    edits = PlanEdit.objects.filter(plan=plan).count()
    parts = part_keys(plan)
    try:
        if operation in ("add", "tree") or row is None:
            children = (NewRow("ลูก", spread(two)), NewRow("ลูกอีก")) if operation == "tree" else ()
            lines.add_rows(
                plan=plan, by=by, part=parts[one % 3],
                rows=[NewRow(f"ใหม่ {two}", spread(one), children=children), NewRow("ถัดไป")],
            )  # fmt: skip
        elif operation == "nest":
            lines.add_rows(plan=plan, rows=[NewRow("ย่อย")], by=by, part=str(row.part.key), parent=str(row.key))
        elif operation in ("type", "name"):
            field, value = ("q2", str(two)) if operation == "type" else ("name", f"ชื่อ {two}")
            cell = lines.CellChange(str(row.key), field, value)
            lines.set_cells(plan=plan, changes=[cell], by=by)
        elif operation == "move":
            lines.move_line(
                plan=plan, key=str(row.key), by=by, index=two % 4, part=str(other.part.key),
                parent=None if two % 3 == 0 else str(other.key),
            )  # fmt: skip
        elif operation == "delete":
            lines.delete_lines(plan=plan, keys=[str(row.key), str(other.key)], by=by)
        else:
            lines.split_lines(plan=plan, keys=[str(row.key)], by=by)
    except PlanRefused:
        pass
    return PlanEdit.objects.filter(plan=plan).count() > edits


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(operations)
def test_undoing_and_redoing_everything_is_identity(plan, office, steps):
    by = office.people.planner
    with transaction.atomic():
        states = [state(plan), *(state(plan) for step in steps if perform(plan, by, *step))]
        for expected in reversed(states[:-1]):
            undo.undo(plan=plan, by=by)
            assert state(plan) == expected
        for expected in states[1:]:
            undo.redo(plan=plan, by=by)
            assert state(plan) == expected
        for expected in reversed(states[:-1]):
            undo.undo(plan=plan, by=by)
            assert state(plan) == expected
        transaction.set_rollback(True)
