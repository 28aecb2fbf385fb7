"""Undo and redo: exactly what was there before, never over somebody else's change."""

import uuid

import pytest

from budgetplan.audit.verification import find_breaks
from projects.contents import content_of
from projects.enums import EditKind
from projects.errors import EditConflict, NothingToUndo, ProposalFrozen
from projects.models import Activity, CostLine, Focus, ProposalEdit, Statement, Strategy
from projects.services import projects, undo, versions, writing
from projects.services.lists import HEAD
from tests.projects.drafts import add, delete, fresh, make_tree, move, outline, row_of, rows, texts, type_in, value

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def draft(empty, colleague, share):
    """An empty draft that two people own."""
    share(empty, colleague)
    return empty


def undo_last(proposal, by):
    return undo.undo(proposal=proposal, by=by)


def redo_last(proposal, by):
    return undo.redo(proposal=proposal, by=by)


class TestOneAfterTheOther:
    def test_typed_fields_are_taken_back(self, draft, owner):
        for name in ("หนึ่ง", "สอง"):
            type_in(draft, owner, HEAD, "name", name)

        undo_last(draft, owner)
        assert fresh(draft).name == "หนึ่ง"
        undo_last(draft, owner)
        assert fresh(draft).name == "โครงการว่าง"
        with pytest.raises(NothingToUndo, match="no change of yours"):
            undo_last(draft, owner)

    def test_redo_brings_everything_back_in_order(self, draft, owner):
        make_tree(draft, owner)
        type_in(draft, owner, HEAD, "rationale", "เพราะ")
        move(draft, owner, row_of(draft, "cost_lines", "เงิน 1"), above=row_of(draft, "activities", "ข"))
        delete(draft, owner, row_of(draft, "activities", "ก"))
        states = [content_of(draft)]
        while undo.can_undo(proposal=draft, by=owner):
            undo_last(draft, owner)
            states.append(content_of(draft))
        assert len(states) == 10

        for expected in reversed(states[:-1]):
            redo_last(draft, owner)
            assert content_of(draft) == expected
        with pytest.raises(NothingToUndo, match="nothing to redo"):
            redo_last(draft, owner)

    def test_a_redone_change_can_be_undone_again(self, draft, owner):
        type_in(draft, owner, HEAD, "name", "ใหม่")
        for _turn in range(3):
            undo_last(draft, owner)
            assert fresh(draft).name == "โครงการว่าง"
            redo_last(draft, owner)
            assert fresh(draft).name == "ใหม่"

    def test_nothing_is_left_to_redo_after_a_new_change(self, draft, owner):
        type_in(draft, owner, HEAD, "name", "หนึ่ง")
        undo_last(draft, owner)
        type_in(draft, owner, HEAD, "name", "สอง")

        assert not undo.can_redo(proposal=draft, by=owner)
        with pytest.raises(NothingToUndo):
            redo_last(draft, owner)
        assert fresh(draft).name == "สอง"

    def test_can_undo_and_can_redo_follow_what_the_person_did(self, draft, owner, colleague):
        answers = []

        def note():
            answers.append((undo.can_undo(proposal=draft, by=owner), undo.can_redo(proposal=draft, by=owner)))

        note()
        type_in(draft, owner, HEAD, "name", "หนึ่ง")
        note()
        undo_last(draft, owner)
        note()
        redo_last(draft, owner)
        note()
        assert answers == [(False, False), (True, False), (False, True), (True, False)]
        assert not undo.can_undo(proposal=draft, by=colleague)

    def test_undo_and_redo_are_journalled_and_in_the_audit_chain(self, office, draft, owner):
        activity = add(draft, owner, "activities", text="ก")
        add(draft, owner, "cost_lines", above=activity, amount="5")
        undo_last(draft, owner)
        redo_last(draft, owner)

        edits = list(ProposalEdit.objects.order_by("pk"))[1:]
        assert [(edit.kind, edit.reverses_id) for edit in edits] == [
            (EditKind.ADD, None),
            (EditKind.UNDO, edits[0].pk),
            (EditKind.REDO, edits[1].pk),
        ]
        assert list(find_breaks(office.office.pk)) == []

    def test_what_a_project_began_with_is_not_taken_back(self, office, year, proposal, owner):
        type_in(proposal, owner, HEAD, "name", "อีกชื่อ")
        copy = projects.begin_from_project(year=year, unit=office.units.supervision, source=proposal, by=owner)

        for begun in (proposal, copy):
            while undo.can_undo(proposal=begun, by=owner):
                undo_last(begun, owner)
            with pytest.raises(NothingToUndo):
                undo_last(begun, owner)
            assert [len(activity.cost_lines) for activity in content_of(begun).activities] == [1, 0]
        assert (fresh(proposal).name, fresh(copy).name) == ("พัฒนาการอ่าน", "อีกชื่อ")

    def test_a_repeated_request_undoes_once(self, draft, owner):
        for name in ("หนึ่ง", "สอง"):
            type_in(draft, owner, HEAD, "name", name)
        request_id = uuid.uuid4()

        for _attempt in range(2):
            undo.undo(proposal=draft, by=owner, request_id=request_id)

        assert fresh(draft).name == "หนึ่ง"


class TestTheHead:
    def test_every_field_comes_back(self, proposal, owner):
        before, focus = content_of(proposal), Focus.objects.get()
        typed = {
            "name": "อื่น", "programme": "", "strategy": Strategy.objects.get(number=6).pk, "focuses": [focus.pk],
            "owners_text": "ใคร", "nature": "continuing", "starts_on": "1/1/2564", "ends_on": "", "rationale": "x",
            "averaging": "all", "notes": "<p>y</p>", "declared": "5.25", "over_ceiling_reason": "z",
        }  # fmt: skip
        changes = [writing.FieldChange(HEAD, "", field, new) for field, new in typed.items()]
        writing.set_fields(proposal=proposal, changes=changes, by=owner)
        after, shown = content_of(proposal), {field: value(proposal, HEAD, field) for field in typed}

        undo_last(proposal, owner)
        assert content_of(proposal) == before
        assert fresh(proposal).over_ceiling_reason == ""

        redo_last(proposal, owner)
        assert content_of(proposal) == after
        assert {field: value(proposal, HEAD, field) for field in typed} == shown

    def test_chosen_focuses_come_back(self, draft, owner):
        focus = Focus.objects.get()
        type_in(draft, owner, HEAD, "focuses", [focus.pk])
        type_in(draft, owner, HEAD, "focuses", [])

        undo_last(draft, owner)
        assert value(draft, HEAD, "focuses") == [focus.pk]
        undo_last(draft, owner)
        assert value(draft, HEAD, "focuses") == []

    def test_what_somebody_else_typed_in_another_field_stays(self, draft, owner, colleague):
        type_in(draft, owner, HEAD, "name", "หนึ่ง")
        type_in(draft, colleague, HEAD, "owners_text", "เพื่อน")
        type_in(draft, owner, HEAD, "rationale", "เพราะ")

        undo_last(draft, owner)
        undo_last(draft, owner)

        stored = fresh(draft)
        assert (stored.name, stored.owners_text, stored.rationale) == ("โครงการว่าง", "เพื่อน", "")

    def test_a_field_somebody_else_changed_since_is_not_overwritten(self, draft, owner, colleague):
        type_in(draft, owner, HEAD, "name", "ของฉัน")
        type_in(draft, colleague, HEAD, "name", "ของเพื่อน")

        with pytest.raises(EditConflict, match="changed this after you"):
            undo_last(draft, owner)

        assert fresh(draft).name == "ของเพื่อน"

    def test_one_day_does_not_go_back_behind_the_other(self, draft, owner, colleague):
        type_in(draft, owner, HEAD, "starts_on", "1/10/2562")
        type_in(draft, colleague, HEAD, "ends_on", "31/10/2562")

        with pytest.raises(EditConflict):
            undo_last(draft, owner)

        assert value(draft, HEAD, "starts_on") == "1 ต.ค. 2562"


class TestRows:
    def test_a_deleted_tree_comes_back_as_it_was(self, draft, owner):
        make_tree(draft, owner)
        before, keys = content_of(draft), {row.pk for row in CostLine.objects.all()}

        delete(draft, owner, row_of(draft, "activities", "ก"))
        undo_last(draft, owner)

        assert content_of(draft) == before
        assert keys.isdisjoint(row.pk for row in CostLine.objects.all())

    @pytest.mark.parametrize(
        "case",
        [
            ("cost_lines", "เงิน 1", 1, "ก"),
            ("cost_lines", "เงิน 1", None, "ข"),
            ("cost_lines", "เงิน 3", 0, "ก"),
            ("activities", "ย่อย", 0, "ข"),
            ("activities", "ย่อย", 0, None),
            ("activities", "ข", 0, "ก"),
        ],
    )
    def test_a_moved_row_goes_back_to_where_it_stood(self, draft, owner, case):
        make_tree(draft, owner)
        before = content_of(draft)
        kind, text, index, above = case
        above = above and row_of(draft, "activities", above)
        move(draft, owner, row_of(draft, kind, text), index=index, above=above)
        after = content_of(draft)

        undo_last(draft, owner)
        assert content_of(draft) == before
        redo_last(draft, owner)
        assert content_of(draft) == after

    def test_an_empty_line_is_taken_away_and_brought_back(self, draft, owner):
        add(draft, owner, "cost_lines", above=add(draft, owner, "activities", text="ก"))
        after = content_of(draft)

        undo_last(draft, owner)
        assert outline(draft) == ["1 ก"]
        redo_last(draft, owner)
        assert content_of(draft) == after

    def test_a_line_moved_out_of_an_activity_that_then_went(self, draft, owner):
        make_tree(draft, owner)
        before = content_of(draft)
        move(draft, owner, row_of(draft, "cost_lines", "เงิน 1"), above=row_of(draft, "activities", "ข"))
        delete(draft, owner, row_of(draft, "activities", "ก"))
        delete(draft, owner, row_of(draft, "activities", "ข"))

        for _step in range(3):
            undo_last(draft, owner)

        assert content_of(draft) == before

    def test_formula_quarters_and_reason_come_back_together(self, draft, owner):
        activity = add(draft, owner, "activities", text="ก")
        line = add(draft, owner, "cost_lines", above=activity, formula="18 คน x 33 บาท x 2 มื้อ")
        type_in(draft, owner, line, "amount", "1,080")
        type_in(draft, owner, line, "reason", "ขอเท่าเดิม")
        type_in(draft, owner, line, "quarters", ["80", "1000", "", ""])
        before = content_of(draft)

        type_in(draft, owner, line, "formula", "5 คน x 10 บาท")
        undo_last(draft, owner)

        assert content_of(draft) == before
        assert value(draft, line, "quarters") == ["80.00", "1000.00", "0.00", "0.00"]


class TestWhatOthersDid:
    def test_only_ones_own_changes_are_taken_back(self, draft, owner, colleague):
        add(draft, owner, "objectives", text="ก")
        add(draft, colleague, "objectives", text="ข")

        undo_last(draft, owner)

        assert texts(draft, "objectives") == ["ข"]

    def test_a_text_is_taken_back_where_the_row_was_moved_to(self, draft, owner, colleague):
        first, _second = (add(draft, colleague, "objectives", text=text) for text in "กข")
        type_in(draft, owner, first, "text", "กก")
        move(draft, colleague, first, index=1)

        undo_last(draft, owner)

        assert texts(draft, "objectives") == ["ข", "ก"]

    def test_another_field_of_the_row_stays(self, draft, owner, colleague):
        row = add(draft, colleague, "indicators", text="ก")
        type_in(draft, owner, row, "target", "80")
        type_in(draft, colleague, row, "tool", "แบบทดสอบ")

        undo_last(draft, owner)

        [row] = rows(draft, "indicators")
        assert (row.target, row.tool) == ("", "แบบทดสอบ")

    def test_an_amount_is_not_put_back_under_quarters_typed_for_another(self, draft, owner, colleague):
        line = add(draft, colleague, "cost_lines", above=add(draft, colleague, "activities"), amount="10")
        type_in(draft, owner, line, "amount", "100")
        type_in(draft, colleague, line, "quarters", ["100", "", "", ""])

        with pytest.raises(EditConflict):
            undo_last(draft, owner)

        assert value(draft, line, "amount") == "100.00"

    @pytest.mark.parametrize("kind", ["cost_lines", "activities"])
    def test_an_activity_under_which_somebody_put_rows_is_not_taken_away(self, draft, owner, colleague, kind):
        activity = add(draft, owner, "activities", text="ก")
        add(draft, colleague, kind, text="ของเพื่อน", above=activity)

        with pytest.raises(EditConflict):
            undo_last(draft, owner)

        assert texts(draft, kind)[-1] == "ของเพื่อน"

    def test_nor_one_into_which_somebody_moved_rows(self, draft, owner, colleague):
        line = add(draft, colleague, "cost_lines", text="เงิน", above=add(draft, colleague, "activities", text="ก"))
        move(draft, colleague, line, above=add(draft, owner, "activities", text="ข"))

        with pytest.raises(EditConflict):
            undo_last(draft, owner)

        assert outline(draft) == ["1 ก", "2 ข", "2 ข: เงิน"]

    def test_a_row_somebody_changed_after_it_was_added_is_not_taken_away(self, draft, owner, colleague):
        row = add(draft, owner, "objectives", text="ก")
        type_in(draft, colleague, row, "text", "ข")

        with pytest.raises(EditConflict):
            undo_last(draft, owner)

        assert texts(draft, "objectives") == ["ข"]

    def test_a_row_somebody_deleted_does_not_get_its_text_back(self, draft, owner, colleague):
        row = add(draft, colleague, "objectives", text="ก")
        type_in(draft, owner, row, "text", "ข")
        delete(draft, colleague, row)

        with pytest.raises(EditConflict):
            undo_last(draft, owner)

        assert Statement.objects.count() == 0

    def test_a_line_is_not_brought_back_under_an_activity_that_is_gone(self, draft, owner, colleague):
        activity = add(draft, colleague, "activities")
        line = add(draft, colleague, "cost_lines", above=activity)
        delete(draft, owner, line)
        delete(draft, colleague, activity)

        with pytest.raises(EditConflict):
            undo_last(draft, owner)

        assert Activity.objects.count() == 0

    def test_no_third_level_arises(self, draft, owner, colleague):
        first, second, third = (add(draft, colleague, "activities", text=text) for text in "กขค")
        move(draft, owner, second, above=first)
        move(draft, owner, second)
        move(draft, colleague, third, above=second)

        with pytest.raises(EditConflict):
            undo_last(draft, owner)

        assert outline(draft) == ["1 ก", "2 ข", "2.1 ค"]

    def test_nor_by_a_sub_activity_that_comes_back(self, draft, owner, colleague):
        first, second = (add(draft, colleague, "activities", text=text) for text in "กข")
        delete(draft, owner, add(draft, colleague, "activities", text="ย่อย", above=second))
        move(draft, colleague, second, above=first)

        with pytest.raises(EditConflict):
            undo_last(draft, owner)

        assert outline(draft) == ["1 ก", "1.1 ข"]

    def test_a_step_that_somebody_took_back_already_is_not_waited_for(self, draft, owner, colleague):
        type_in(draft, owner, HEAD, "name", "หนึ่ง")
        first, _second = (add(draft, colleague, "objectives", text=text) for text in "กข")
        move(draft, owner, first, index=1)
        move(draft, colleague, first, index=0)

        undo_last(draft, owner)
        undo_last(draft, owner)

        assert (texts(draft, "objectives"), fresh(draft).name) == (["ก", "ข"], "โครงการว่าง")


class TestOtherSources:
    def test_nothing_is_undone_once_it_waits(self, proposal, owner):
        type_in(proposal, owner, HEAD, "name", "ใหม่")
        versions.submit_proposal(proposal=proposal, by=owner)

        with pytest.raises(ProposalFrozen):
            undo_last(proposal, owner)

        assert fresh(proposal).name == "ใหม่"
