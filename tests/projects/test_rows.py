"""Rows of a proposal: added, moved and deleted, and where they may stand."""

import uuid

import pytest

from projects.content import ActivityContent, Factor
from projects.enums import EditKind
from projects.errors import EditConflict, FieldFaults, ProjectRefused
from projects.models import ProposalEdit
from projects.services import writing
from projects.services.lists import LISTS
from tests.projects.drafts import add, delete, move, outline, row_of, rows, texts
from tests.projects.factories import make_line, make_proposal

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def both(proposal, colleague, share):
    """The proposal, owned by two."""
    share(proposal, colleague)
    return proposal


class TestAdding:
    @pytest.mark.parametrize("kind", [kind for kind in LISTS if kind != "cost_lines"])
    def test_a_row_stands_last_or_behind_another(self, empty, owner, kind):
        first = add(empty, owner, kind, text="ก")
        add(empty, owner, kind, text="ข")

        add(empty, owner, kind, text="ค", after=first)

        assert texts(empty, kind) == ["ก", "ค", "ข"]

    def test_a_cost_line_and_a_sub_activity_stand_under_their_activity(self, empty, owner):
        first, second = (add(empty, owner, "activities", text=text) for text in "กข")
        child = add(empty, owner, "activities", text="ย่อย", above=first)
        for above in (child, second, first):
            add(empty, owner, "cost_lines", text="เงิน", above=above)

        assert outline(empty) == ["1 ก", "1 ก: เงิน", "1.1 ย่อย", "1.1 ย่อย: เงิน", "2 ข", "2 ข: เงิน"]

    def test_a_cost_line_without_an_activity_is_refused(self, proposal, owner):
        with pytest.raises(ProjectRefused, match="Add the activity first"):
            add(proposal, owner, "cost_lines", text="เงิน")

        assert len(rows(proposal, "cost_lines")) == 1

    def test_a_third_level_is_refused(self, proposal, owner):
        child = add(proposal, owner, "activities", above=row_of(proposal, "activities", "สรุปผล"))

        with pytest.raises(ProjectRefused, match="2 levels"):
            add(proposal, owner, "activities", above=child)

    @pytest.mark.parametrize("kind", ["objectives", "indicators", "quantity_targets"])
    def test_other_rows_stand_under_no_activity(self, proposal, owner, kind):
        with pytest.raises(ProjectRefused):
            add(proposal, owner, kind, above=row_of(proposal, "activities", "สรุปผล"))

    def test_under_an_activity_that_is_gone_is_refused(self, both, owner, colleague):
        activity = row_of(both, "activities", "สรุปผล")
        delete(both, colleague, activity)

        with pytest.raises(EditConflict, match="deleted this row"):
            add(both, owner, "cost_lines", above=activity)

    def test_behind_a_row_that_stands_elsewhere_is_refused(self, proposal, owner):
        one, other = rows(proposal, "activities")
        line = add(proposal, owner, "cost_lines", above=other)

        with pytest.raises(EditConflict, match="moved meanwhile"):
            add(proposal, owner, "cost_lines", above=one, after=line)

    def test_a_list_that_does_not_exist_is_refused(self, proposal, owner):
        with pytest.raises(ProjectRefused, match="can't be changed here"):
            add(proposal, owner, "head")

    def test_a_row_the_page_knows_already_is_refused(self, proposal, owner):
        [line] = rows(proposal, "cost_lines")

        with pytest.raises(EditConflict, match="there already"):
            writing.add_row(proposal=proposal, kind="objectives", by=owner, key=str(line.key))

    def test_the_page_chooses_the_key(self, proposal, owner):
        key = str(uuid.uuid4())

        writing.add_row(proposal=proposal, kind="objectives", by=owner, key=key, values={"text": "x"})

        assert [str(row.key) for row in rows(proposal, "objectives")][1:] == [key]

    def test_a_value_that_can_not_be_stored_adds_no_row(self, proposal, owner):
        with pytest.raises(FieldFaults):
            add(proposal, owner, "quantity_targets", value="มาก")

        assert len(rows(proposal, "quantity_targets")) == 1

    def test_five_hundred_rows_are_enough(self, office, year, owner):
        lines = [make_line(factors=(Factor(1, ""),), amount=1) for _line in range(493)]
        full = make_proposal(office, year, name="ใหญ่", activities=_activity(lines))
        add(full, owner, "objectives", text="แถวที่ 500")

        with pytest.raises(ProjectRefused, match="500"):
            add(full, owner, "objectives", text="แถวที่ 501")

        assert texts(full, "objectives")[-1] == "แถวที่ 500"


def _activity(lines):
    return (ActivityContent("กิจกรรม", months=(2,), cost_lines=tuple(lines)),)


class TestMoving:
    @pytest.fixture
    def tree(self, empty, owner):
        """1 ก (เงิน 1, เงิน 2), 1.1 ย่อย (เงิน 3), 2 ข."""
        first = add(empty, owner, "activities", text="ก")
        add(empty, owner, "activities", text="ข")
        child = add(empty, owner, "activities", text="ย่อย", above=first)
        for above, text in ((first, "เงิน 1"), (first, "เงิน 2"), (child, "เงิน 3")):
            add(empty, owner, "cost_lines", text=text, above=above)
        return empty

    @pytest.mark.parametrize(
        "case",
        [
            ("cost_lines", "เงิน 1", 1, "ก", ["1 ก", "1 ก: เงิน 2", "1 ก: เงิน 1", "1.1 ย่อย", "1.1 ย่อย: เงิน 3", "2 ข"]),
            ("cost_lines", "เงิน 1", None, "ข", ["1 ก", "1 ก: เงิน 2", "1.1 ย่อย", "1.1 ย่อย: เงิน 3", "2 ข", "2 ข: เงิน 1"]),
            ("cost_lines", "เงิน 3", 0, "ก",
             ["1 ก", "1 ก: เงิน 3", "1 ก: เงิน 1", "1 ก: เงิน 2", "1.1 ย่อย", "2 ข"]),
            ("activities", "ย่อย", None, "ข", ["1 ก", "1 ก: เงิน 1", "1 ก: เงิน 2", "2 ข", "2.1 ย่อย", "2.1 ย่อย: เงิน 3"]),
            ("activities", "ย่อย", 0, None, ["1 ย่อย", "1 ย่อย: เงิน 3", "2 ก", "2 ก: เงิน 1", "2 ก: เงิน 2", "3 ข"]),
            ("activities", "ข", 0, "ก",
             ["1 ก", "1 ก: เงิน 1", "1 ก: เงิน 2", "1.1 ข", "1.2 ย่อย", "1.2 ย่อย: เงิน 3"]),
            ("activities", "ข", 0, None, ["1 ข", "2 ก", "2 ก: เงิน 1", "2 ก: เงิน 2", "2.1 ย่อย", "2.1 ย่อย: เงิน 3"]),
        ],
    )  # fmt: skip
    def test_takes_everything_under_it_along(self, tree, owner, case):
        kind, text, index, above, expected = case
        above = above and row_of(tree, "activities", above)

        move(tree, owner, row_of(tree, kind, text), index=index, above=above)

        assert outline(tree) == expected

    @pytest.mark.parametrize(("text", "above"), [("ก", "ข"), ("ข", "ย่อย"), ("ก", "ย่อย"), ("ก", "ก"), ("ข", "ข")])
    def test_below_two_levels_is_refused(self, tree, owner, text, above):
        before = outline(tree)

        with pytest.raises(ProjectRefused, match="2 levels"):
            move(tree, owner, row_of(tree, "activities", text), above=row_of(tree, "activities", above))

        assert outline(tree) == before

    def test_a_cost_line_goes_nowhere_without_an_activity(self, tree, owner):
        with pytest.raises(ProjectRefused, match="Add the activity first"):
            move(tree, owner, row_of(tree, "cost_lines", "เงิน 1"))

    def test_a_sentence_goes_under_no_activity(self, tree, owner):
        row = add(tree, owner, "objectives", text="ก")

        with pytest.raises(ProjectRefused, match="can't be changed here"):
            move(tree, owner, row, above=row_of(tree, "activities", "ก"))

    def test_beyond_the_end_is_last(self, tree, owner):
        first, _second = (add(tree, owner, "objectives", text=text) for text in "กข")

        move(tree, owner, first, index=99)

        assert texts(tree, "objectives") == ["ข", "ก"]

    def test_to_where_it_stands_changes_nothing(self, tree, owner):
        session = move(tree, owner, row_of(tree, "activities", "ข"), index=1)

        assert session.edit is None


class TestDeleting:
    def test_takes_away_everything_below_in_one_step(self, proposal, owner):
        activity = row_of(proposal, "activities", "ประชุมปฏิบัติการ")
        child = add(proposal, owner, "activities", text="ย่อย", above=activity)
        add(proposal, owner, "cost_lines", text="เงินย่อย", above=child)

        delete(proposal, owner, activity)

        assert outline(proposal) == ["1 สรุปผล"]
        edit = ProposalEdit.objects.latest("pk")
        assert (edit.kind, len(edit.before), set(edit.after.values())) == (EditKind.DELETE, 4, {None})

    def test_twice_is_told(self, proposal, owner):
        [line] = rows(proposal, "cost_lines")
        delete(proposal, owner, line)

        with pytest.raises(EditConflict, match="deleted this row"):
            delete(proposal, owner, line)

    def test_by_the_name_of_another_list_is_refused(self, proposal, owner):
        [line] = rows(proposal, "cost_lines")

        with pytest.raises(EditConflict):
            writing.delete_row(proposal=proposal, kind="activities", key=str(line.key), by=owner)

        assert rows(proposal, "cost_lines") == [line]
