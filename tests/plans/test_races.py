"""Two people and twenty clicks at the same moment, on PostgreSQL; each with its guard taken out as a control."""

import threading
import uuid

from django.db.models import QuerySet

from plans.errors import EditConflict, PlanRefused
from plans.models import PlanEdit, SpendingLine, SpendingPlan
from plans.selectors import plan_table
from plans.services import editing, lines, undo
from plans.services.lines import CellChange, NewRow
from tests.plans.grid_helpers import add, cells_of, names, part_keys, spread
from tests.racing import ON_POSTGRESQL, together

pytestmark = ON_POSTGRESQL


def type_in(plan, by, key, value, request_id=None):
    cell = CellChange(key, "q1", value, "0.00")
    return lambda: lines.set_cells(plan=plan, changes=[cell], by=by, request_id=request_id)


def test_of_two_editors_of_one_cell_exactly_one_wins_and_the_other_hears_of_it(plan, by, colleague):
    keys = add(plan, by, *[f"รายการ {n}" for n in range(20)])
    for key in keys:
        answers = together(type_in(plan, by, key, "10"), type_in(plan, colleague, key, "20"))
        [refusal] = [answer for answer in answers if isinstance(answer, EditConflict)]
        [clash] = refusal.clashes
        stored = SpendingLine.objects.get(key=key)
        assert clash.theirs == f"{stored.q1:.2f}"
        assert clash.by == str(stored.changed_by)
        assert {clash.theirs, f"{clash.mine}.00"} == {"10.00", "20.00"}
    assert PlanEdit.objects.count() == 21


def without_lock(monkeypatch):
    """Read the plan's row without holding it, as a missing `select_for_update` would."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **options: self)


def both_read_before_either_writes(monkeypatch):
    """Make two sessions load their lines before one of them goes on."""
    both_loaded = threading.Barrier(2)
    load = editing.EditSession.__init__

    def load_and_wait(self, *args, **options):
        load(self, *args, **options)
        both_loaded.wait(timeout=10)

    monkeypatch.setattr(editing.EditSession, "__init__", load_and_wait)


def write_whatever_stands_there(monkeypatch):
    """Store a row without comparing its version, as a plain `save` would."""

    def change(self, line, **fields):
        self.remember(str(line.key))
        SpendingLine.objects.filter(pk=line.pk).update(**fields, changed_by=self.by)
        for name, value in fields.items():
            setattr(line, name, value)
        line.version += 1

    monkeypatch.setattr(editing.EditSession, "change", change)
    monkeypatch.setattr(editing, "record", lambda **details: None)


def test_control_without_lock_and_version_both_editors_think_they_won(plan, by, colleague, monkeypatch):
    [key] = add(plan, by, "ประชุม")
    without_lock(monkeypatch)
    both_read_before_either_writes(monkeypatch)
    write_whatever_stands_there(monkeypatch)
    answers = together(type_in(plan, by, key, "10"), type_in(plan, colleague, key, "20"))
    assert [answer for answer in answers if isinstance(answer, EditConflict)] == []


def test_the_version_alone_still_lets_only_one_editor_win(plan, by, colleague, monkeypatch):
    [key] = add(plan, by, "ประชุม")
    without_lock(monkeypatch)
    both_read_before_either_writes(monkeypatch)
    monkeypatch.setattr(editing, "record", lambda **details: None)
    answers = together(type_in(plan, by, key, "10"), type_in(plan, colleague, key, "20"))
    assert len([answer for answer in answers if isinstance(answer, EditConflict)]) == 1
    assert PlanEdit.objects.count() == 2


def test_twenty_retries_of_one_request_are_one_change(plan, by):
    [key] = add(plan, by, "ประชุม")
    request_id = uuid.uuid4()
    answers = together(*[type_in(plan, by, key, "10", request_id) for _attempt in range(20)])
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert sorted(answer.repeated for answer in answers) == [False] + [True] * 19
    assert (PlanEdit.objects.count(), SpendingPlan.objects.get().revision) == (2, 2)
    assert cells_of(plan, "ประชุม") == (10, 10, 0, 0, 0)


def test_twenty_clicks_on_add_with_one_request_add_one_line(plan, by):
    request_id = uuid.uuid4()
    part = part_keys(plan)[0]
    row = NewRow("ประชุม")
    add_once = lambda: lines.add_rows(plan=plan, rows=[row], by=by, part=part, request_id=request_id)  # noqa: E731
    answers = together(*[add_once] * 20)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert names(plan) == ["1 ประชุม"]


def test_control_without_the_request_id_every_retry_adds_a_line(plan, by):
    part = part_keys(plan)[0]
    works = [lambda: lines.add_rows(plan=plan, rows=[NewRow("ประชุม")], by=by, part=part) for _attempt in range(5)]
    together(*works)
    assert len(names(plan)) == 5


def test_two_people_adding_lines_at_once_leave_positions_in_a_row(plan, by, colleague):
    part = part_keys(plan)[0]
    works = [
        lambda by=by, n=n: lines.add_rows(plan=plan, rows=[NewRow(f"ก{n}", spread(1))], by=by, part=part)
        for n, by in enumerate([by, colleague] * 5)
    ]
    together(*works)
    assert list(SpendingLine.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 11))
    assert plan_table(plan).total.annual == 10
    assert SpendingPlan.objects.get().revision == 10


def test_of_two_undos_of_one_change_one_finds_nothing_left(plan, by):
    add(plan, by, "ประชุม")
    answers = together(lambda: undo.undo(plan=plan, by=by), lambda: undo.undo(plan=plan, by=by))
    assert len([answer for answer in answers if isinstance(answer, PlanRefused)]) == 1
    assert names(plan) == []


def test_a_cell_typed_while_the_line_is_deleted_is_not_lost_without_a_word(plan, by, colleague):
    for key in add(plan, by, *[f"รายการ {n}" for n in range(10)]):
        typed, deleted = together(
            type_in(plan, by, key, "10"),
            lambda key=key: lines.delete_lines(plan=plan, keys=[key], by=colleague, seen={key: 1}),
        )
        assert [isinstance(answer, EditConflict) for answer in (typed, deleted)].count(True) == 1
