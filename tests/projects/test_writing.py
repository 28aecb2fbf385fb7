"""What owners do on a proposal's page: typing over one another, fields typed together, rows and where they stand."""

import pytest
from django.utils import timezone

from budgetplan.thai.date_input import parse_thai_date
from projects.errors import EditConflict, FieldFaults, ProjectRefused
from projects.models import Focus
from projects.services import writing
from projects.services.lists import HEAD
from projects.services.writing import FieldChange
from tests.projects.drafts import (
    delete,
    field_of,
    fresh,
    rows,
    texts,
    type_in,
    value,
)

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def both(proposal, colleague, share):
    """The proposal, owned by two."""
    share(proposal, colleague)
    return proposal


def head(field, typed, was=writing.UNSEEN):
    return FieldChange(HEAD, "", field, typed, was)


def period(starts_on, ends_on):
    return [head("starts_on", starts_on), head("ends_on", ends_on)]


class TestTypingOverOneAnother:
    def test_says_which_field_whose_text_and_when(self, both, owner, colleague):
        began = timezone.now()
        type_in(both, colleague, HEAD, "name", "ชื่อของเพื่อน")
        type_in(both, owner, HEAD, "owners_text", "ทุกคน")

        with pytest.raises(EditConflict) as refused:
            type_in(both, owner, HEAD, "name", "ชื่อของฉัน", was="พัฒนาการอ่าน")

        [clash] = refused.value.clashes
        assert (clash.kind, clash.key, clash.field) == (HEAD, "", "name")
        assert (clash.theirs, clash.mine, clash.by) == ("ชื่อของเพื่อน", "ชื่อของฉัน", "คุณ a_colleague")
        assert began <= clash.at <= timezone.now()
        assert fresh(both).name == "ชื่อของเพื่อน"

    def test_lists_every_field_and_stores_none(self, both, owner, colleague):
        [line] = rows(both, "cost_lines")
        writing.set_fields(proposal=both, by=colleague, changes=[field_of(line, "amount", "5"), head("name", "ข")])

        with pytest.raises(EditConflict) as refused:
            writing.set_fields(
                proposal=both, by=owner,
                changes=[
                    field_of(line, "text", "ของฉัน", was=line.text),
                    field_of(line, "amount", "9", was="1080.00"),
                    head("name", "ก", was="พัฒนาการอ่าน"),
                ],
            )  # fmt: skip

        assert [(clash.field, clash.theirs, clash.by) for clash in refused.value.clashes] == [
            ("amount", "5.00", "คุณ a_colleague"),
            ("name", "ข", "คุณ a_colleague"),
        ]
        assert texts(both, "cost_lines") == [line.text]

    @pytest.mark.parametrize(
        "case",
        [
            (HEAD, "starts_on", "2/10/2563", "3/10/2563"),
            (HEAD, "declared", "50", "60"),
            (HEAD, "rationale", "ของเพื่อน", "ของฉัน"),
            ("quantity_targets", "value", "20", "30"),
            ("activities", "months", [4], [5]),
            ("cost_lines", "formula", "2 คน x 5 บาท", "3 คน x 5 บาท"),
            ("cost_lines", "quarters", ["1080", "", "", ""], ["", "1080", "", ""]),
            ("cost_lines", "source", "obec", "other"),
        ],
    )
    def test_notices_every_kind_of_field(self, both, owner, colleague, case):
        kind, field, theirs, mine = case
        row = HEAD if kind == HEAD else rows(both, kind)[0]
        seen = value(both, row, field)
        type_in(both, colleague, row, field, theirs)
        now = value(both, row, field)

        with pytest.raises(EditConflict) as refused:
            type_in(both, owner, row, field, mine, was=seen)

        assert refused.value.clashes[0].theirs == now
        assert value(both, row, field) == now != seen

    def test_chosen_focuses(self, both, owner, colleague):
        focus = Focus.objects.get()
        type_in(both, colleague, HEAD, "focuses", [focus.pk])

        with pytest.raises(EditConflict) as refused:
            type_in(both, owner, HEAD, "focuses", [], was=[5])

        assert refused.value.clashes[0].theirs == [focus.pk]

    @pytest.mark.parametrize(
        "case",
        [
            (HEAD, "starts_on", "2/10/2563", "๒ ตุลาคม ๒๕๖๓"),
            ("activities", "months", [4, 5], [5, 4, 4]),
            ("cost_lines", "amount", "1,188", "๑๑๘๘.00"),
            ("cost_lines", "formula", "2 คน x 5 บาท", "๒ คน × ๕ บาท"),
            (HEAD, "rationale", "<div>เหมือนกัน</div>", "เหมือนกัน"),
        ],
    )
    def test_two_who_type_the_same_agree(self, both, owner, colleague, case):
        kind, field, theirs, mine = case
        row = HEAD if kind == HEAD else rows(both, kind)[0]
        seen = value(both, row, field)
        type_in(both, colleague, row, field, theirs, was=seen)

        session = type_in(both, owner, row, field, mine, was=seen)

        assert session.edit is None

    def test_without_having_seen_anything_nothing_is_compared(self, both, owner, colleague):
        type_in(both, colleague, HEAD, "name", "ข")

        type_in(both, owner, HEAD, "name", "ก")

        assert fresh(both).name == "ก"

    def test_different_fields_of_one_row_both_stay(self, both, owner, colleague):
        [line] = rows(both, "cost_lines")
        type_in(both, colleague, line, "text", "ค่าอาหาร", was=line.text)

        type_in(both, owner, line, "amount", "5", was="1080.00")

        [line] = rows(both, "cost_lines")
        assert (line.text, line.amount) == ("ค่าอาหาร", 5)

    def test_a_row_somebody_deleted_is_said_to_be_gone(self, both, owner, colleague):
        [line] = rows(both, "cost_lines")
        delete(both, colleague, line)

        with pytest.raises(EditConflict, match="deleted this row") as refused:
            type_in(both, owner, line, "amount", "5", was="1080.00")

        assert refused.value.clashes == []


class TestFieldsTypedTogether:
    @pytest.mark.parametrize(
        ("first", "last"),
        [("1/11/2564", "30/11/2564"), ("1/11/2562", "30/11/2562"), ("5/1/2564", "5/1/2564")],
    )
    @pytest.mark.parametrize("backwards", [False, True])
    def test_a_period_moves_as_a_whole(self, proposal, owner, first, last, backwards):
        changes = period(first, last)

        writing.set_fields(proposal=proposal, changes=changes[::-1] if backwards else changes, by=owner)

        stored = fresh(proposal)
        assert (stored.starts_on, stored.ends_on) == (parse_thai_date(first), parse_thai_date(last))

    def test_a_period_that_ends_before_it_begins_is_refused_at_both(self, proposal, owner):
        with pytest.raises(FieldFaults) as refused:
            writing.set_fields(proposal=proposal, changes=period("2/1/2564", "1/1/2564"), by=owner)

        assert [(fault.field, fault.value, fault.sentence) for fault in refused.value.faults] == [
            ("starts_on", "2/1/2564", "The last day can't be before the first day."),
            ("ends_on", "1/1/2564", "The last day can't be before the first day."),
        ]

    @pytest.mark.parametrize(("field", "day"), [("starts_on", "1/10/2564"), ("ends_on", "30/9/2563")])
    def test_one_day_is_held_against_the_stored_other(self, proposal, owner, field, day):
        with pytest.raises(FieldFaults) as refused:
            type_in(proposal, owner, HEAD, field, day)

        assert [fault.field for fault in refused.value.faults] == [field]

    def test_a_day_that_can_not_be_read_is_the_only_fault(self, proposal, owner):
        with pytest.raises(FieldFaults) as refused:
            writing.set_fields(proposal=proposal, changes=period("1/10/2570", "31/2/2564"), by=owner)

        assert [fault.field for fault in refused.value.faults] == ["ends_on"]

    def test_an_open_end_goes_with_any_beginning(self, proposal, owner):
        writing.set_fields(proposal=proposal, changes=period("1/10/2570", ""), by=owner)

        assert fresh(proposal).ends_on is None

    @pytest.mark.parametrize("backwards", [False, True])
    def test_quarters_meet_the_amount_typed_with_them(self, proposal, owner, backwards):
        [line] = rows(proposal, "cost_lines")
        changes = [field_of(line, "amount", "100"), field_of(line, "quarters", ["40", "60", "", ""])]

        writing.set_fields(proposal=proposal, changes=changes[::-1] if backwards else changes, by=owner)

        assert value(proposal, line, "quarters") == ["40.00", "60.00", "0.00", "0.00"]

    @pytest.mark.parametrize("backwards", [False, True])
    def test_a_reason_typed_with_its_amount_stays(self, proposal, owner, backwards):
        [line] = rows(proposal, "cost_lines")
        changes = [
            field_of(line, "formula", "18 คน x 33 บาท x 2 มื้อ"),
            field_of(line, "amount", "1,080"),
            field_of(line, "reason", "ขอเท่าเดิม"),
        ]

        writing.set_fields(proposal=proposal, changes=changes[::-1] if backwards else changes, by=owner)

        [line] = rows(proposal, "cost_lines")
        assert (line.amount, line.reason) == (1080, "ขอเท่าเดิม")

    def test_every_fault_is_said_and_nothing_is_stored(self, proposal, owner):
        [line] = rows(proposal, "cost_lines")

        with pytest.raises(FieldFaults) as refused:
            writing.set_fields(
                proposal=proposal, by=owner,
                changes=[head("name", "ดี"), field_of(line, "amount", "-5"), field_of(line, "category", "ก")],
            )  # fmt: skip

        assert str(refused.value) == "2 fields can't be stored as typed."
        assert [(fault.kind, fault.key, fault.field, fault.value) for fault in refused.value.faults] == [
            ("cost_lines", str(line.key), "category", "ก"),
            ("cost_lines", str(line.key), "amount", "-5"),
        ]
        assert fresh(proposal).name == "พัฒนาการอ่าน"

    @pytest.mark.parametrize("field", ["state", "project", "version", "key", "priority"])
    def test_a_field_that_is_none_of_the_pages_is_refused(self, proposal, owner, field):
        with pytest.raises(ProjectRefused, match="can't be changed here"):
            type_in(proposal, owner, HEAD, field, "x")
