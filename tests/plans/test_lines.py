"""Typing, adding, moving, deleting and splitting lines: what is stored, and what is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.enums import EditKind, LineKind
from plans.errors import CellFault, CellFaults, EditConflict, NotAllowed, PlanRefused
from plans.models import PlanEdit, SpendingLine
from plans.services import lines
from plans.services.lines import NewRow, category_named
from tests.plans.grid_helpers import (
    add,
    cells_of,
    change,
    key_of,
    line_of,
    names,
    outline,
    part_keys,
    spread,
)


def set_cells(plan, by, *changes, **more):
    return lines.set_cells(plan=plan, changes=list(changes), by=by, **more)


def category(plan, name="ค่าใช้สอย"):
    return category_named(plan.office_id, name)


# Typing


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("22500", "22500.00"),
        ("๒,160", "2160.00"),
        ("39,๖๐๐.50", "39600.50"),
        ("-", "0.00"),
        ("", "0.00"),
        (None, "0.00"),
        ("1,000 บาท", "1000.00"),
    ],
)
def test_typed_amounts_are_stored_to_the_satang(plan, by, typed, stored):
    add(plan, by, "ค่าไฟฟ้า")
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "q1", typed))
    assert line_of(plan, "ค่าไฟฟ้า").q1 == Decimal(stored)


def test_annual_follows_the_quarters_of_a_line_that_adds_up(plan, by):
    add(plan, by, NewRow("ค่าไฟฟ้า", spread(100, 25, 25, 25, 25)))
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "q4", "30"), change(plan, "ค่าไฟฟ้า", "q1", "0"))
    assert cells_of(plan, "ค่าไฟฟ้า") == (80, 0, 25, 25, 30)


def test_a_typed_annual_amount_stays_until_its_quarters_reach_it(plan, by):
    add(plan, by, "ค่าไฟฟ้า")
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "annual", "100"))
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "q1", "60"))
    assert cells_of(plan, "ค่าไฟฟ้า") == (100, 60, 0, 0, 0)
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "q2", "40"))
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "q3", "5"))
    assert cells_of(plan, "ค่าไฟฟ้า") == (105, 60, 40, 5, 0)


def test_an_annual_amount_typed_with_its_quarters_is_not_recomputed(plan, by):
    add(plan, by, "ค่าไฟฟ้า")
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "annual", "100"), change(plan, "ค่าไฟฟ้า", "q1", "99"))
    assert cells_of(plan, "ค่าไฟฟ้า") == (100, 99, 0, 0, 0)


satang = st.integers(0, 10**9).map(lambda value: Decimal(value).scaleb(-2))


@pytest.mark.django_db
@given(start=st.lists(satang, min_size=4, max_size=4), typed=st.lists(satang, min_size=1, max_size=4))
def test_annual_follows_the_quarters_whatever_is_typed(start, typed):
    line = SpendingLine(annual=sum(start), q1=start[0], q2=start[1], q3=start[2], q4=start[3])
    fields = dict(zip(("q1", "q2", "q3", "q4"), typed, strict=False))
    lines._follow_annual(line, fields)
    assert fields["annual"] == sum([*typed, *start[len(typed) :]])


def test_names_and_notes_lose_stray_blanks_and_what_cannot_be_seen(plan, by):
    add(plan, by, "ค่าไฟฟ้า")
    name = "  ค่า\u200bน้ำ \n ประปา\x00 "
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "note", " ก\t ข "), change(plan, "ค่าไฟฟ้า", "name", name))
    assert line_of(plan, "ค่าน้ำ ประปา").note == "ก ข"


@pytest.mark.parametrize("typed", ["นผ.", "กลุ่มนโยบายและแผน", "id"])
def test_a_group_is_chosen_by_name_short_name_or_id(plan, by, office, typed):
    add(plan, by, "ค่าไฟฟ้า")
    value = str(office.units.planning.pk) if typed == "id" else typed
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "unit", value))
    assert line_of(plan, "ค่าไฟฟ้า").unit == office.units.planning


def test_every_cell_that_cannot_be_stored_is_named_and_none_is_stored(plan, by, office, other_office):
    add(plan, by, "ค่าไฟฟ้า", NewRow("ค่าใช้สอย", category_id=category(plan).pk))
    foreign = other_office.units.planning
    bad = [
        change(plan, "ค่าไฟฟ้า", "q1", "100"),
        change(plan, "ค่าไฟฟ้า", "q2", "-5"),
        change(plan, "ค่าไฟฟ้า", "q3", "ห้าร้อย"),
        change(plan, "ค่าไฟฟ้า", "q4", "1.234"),
        change(plan, "ค่าไฟฟ้า", "annual", "9" * 30),
        change(plan, "ค่าไฟฟ้า", "name", "  "),
        change(plan, "ค่าไฟฟ้า", "note", "ก" * 501),
        change(plan, "ค่าไฟฟ้า", "unit", str(foreign.pk)),
        change(plan, "ค่าไฟฟ้า", "kind", "category"),
        change(plan, "ค่าใช้สอย", "annual", "5"),
        change(plan, "ค่าใช้สอย", "name", "ค่าอื่น"),
    ]
    with pytest.raises(CellFaults) as refused:
        set_cells(plan, by, *bad)
    assert [(fault.field, fault.value) for fault in refused.value.faults] == [
        (cell.field, cell.value) for cell in bad[1:]
    ]
    assert all(fault.sentence for fault in refused.value.faults)
    assert cells_of(plan, "ค่าไฟฟ้า") == (0, 0, 0, 0, 0)


def test_quarters_whose_sum_is_beyond_the_limit_are_refused_at_the_annual_amount(plan, by):
    key = add(plan, by, "ค่าไฟฟ้า")[0]
    with pytest.raises(CellFaults) as refused:
        set_cells(
            plan,
            by,
            *[change(plan, "ค่าไฟฟ้า", quarter, "999,999,999,999") for quarter in ("q1", "q2")],
        )
    [fault] = refused.value.faults
    assert (fault.key, fault.field) == (key, "annual")


def test_amounts_of_a_heading_cannot_be_typed(plan, by):
    [heading] = add(plan, by, NewRow("งานประชุม", children=(NewRow("ค่าอาหาร", spread(10)),)))
    with pytest.raises(CellFaults) as refused:
        set_cells(plan, by, lines.CellChange(heading, "q1", "5"))
    assert refused.value.faults[0].sentence == "จำนวนเงินนี้เป็นผลรวมของรายการย่อย โปรดกรอกในรายการย่อย"


def test_only_planning_officers_type(plan, office, by):
    add(plan, by, "ค่าไฟฟ้า")
    with pytest.raises(NotAllowed):
        set_cells(plan, office.people.finance_officer, change(plan, "ค่าไฟฟ้า", "q1", "5"))
    assert cells_of(plan, "ค่าไฟฟ้า") == (0, 0, 0, 0, 0)


# Two people


def test_a_cell_somebody_else_changed_is_not_overwritten(plan, by, colleague):
    add(plan, by, NewRow("ค่าไฟฟ้า", spread(100, 25, 25, 25, 25)))
    set_cells(plan, colleague, change(plan, "ค่าไฟฟ้า", "q1", "30", was="25.00"))
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "q2", "20", was="25.00"))
    with pytest.raises(EditConflict) as refused:
        set_cells(
            plan,
            by,
            change(plan, "ค่าไฟฟ้า", "q1", "40", was="25.00"),
            change(plan, "ค่าไฟฟ้า", "q3", "0", was="25.00"),
        )
    [clash] = refused.value.clashes
    assert (clash.field, clash.theirs, clash.mine, clash.by) == ("q1", "30.00", "40", str(colleague))
    assert clash.at == PlanEdit.objects.get(by=colleague).at
    assert cells_of(plan, "ค่าไฟฟ้า") == (100, 30, 20, 25, 25)


def test_two_people_typing_the_same_value_do_not_clash(plan, by, colleague):
    add(plan, by, "ค่าไฟฟ้า")
    set_cells(plan, colleague, change(plan, "ค่าไฟฟ้า", "q1", "30", was="0.00"))
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "q1", "๓๐", was="0.00"))
    assert cells_of(plan, "ค่าไฟฟ้า") == (30, 30, 0, 0, 0)


def test_two_people_typing_in_different_cells_of_a_line_do_not_clash(plan, by, colleague):
    add(plan, by, "ค่าไฟฟ้า")
    set_cells(plan, colleague, change(plan, "ค่าไฟฟ้า", "q1", "30", was="0.00"))
    set_cells(plan, by, change(plan, "ค่าไฟฟ้า", "q2", "20", was="0.00"))
    assert cells_of(plan, "ค่าไฟฟ้า") == (50, 30, 20, 0, 0)


def test_typing_in_a_line_somebody_deleted_says_who_deleted_it(plan, by, colleague):
    [key] = add(plan, by, "ค่าไฟฟ้า")
    lines.delete_lines(plan=plan, keys=[key], by=colleague)
    with pytest.raises(EditConflict) as refused:
        set_cells(plan, by, lines.CellChange(key, "q1", "5", "0.00"))
    [clash] = refused.value.clashes
    assert (clash.key, clash.theirs, clash.mine, clash.by) == (key, None, "5", str(colleague))


def test_a_change_of_a_line_says_who_and_when(plan, by, colleague):
    add(plan, by, "ค่าไฟฟ้า")
    before = line_of(plan, "ค่าไฟฟ้า")
    set_cells(plan, colleague, change(plan, "ค่าไฟฟ้า", "q1", "30"))
    after = line_of(plan, "ค่าไฟฟ้า")
    assert after.changed_by == colleague
    assert after.changed_at > before.changed_at
    assert after.version == before.version + 1


# Adding


def test_rows_are_added_where_they_were_asked_for(plan, by):
    first, _last = add(plan, by, "ก", "ค")
    add(plan, by, "ข", after=first)
    add(plan, by, "ก1", parent=first)
    assert names(plan) == ["1 ก", "1.1 ก1", "2 ข", "3 ค"]


def test_a_tree_of_rows_is_added_at_once(plan, by):
    add(
        plan,
        by,
        NewRow(
            "ค่าใช้สอย",
            category_id=category(plan).pk,
            children=(NewRow("ประชุม", children=(NewRow("อาหาร", spread(10)),)), NewRow("ซ่อม", spread(5))),
        ),
    )
    assert outline(plan)[:5] == [
        ("", "งบบริหารสำนักงาน", 15),
        ("1", "ค่าใช้สอย", 15),
        ("1.1", "ประชุม", 10),
        ("1.1.1", "อาหาร", 10),
        ("1.2", "ซ่อม", 5),
    ]
    assert PlanEdit.objects.count() == 1


def test_the_first_line_below_a_line_takes_its_amounts_over(plan, by):
    [key] = add(plan, by, NewRow("ประชุม", spread(100, 40, 60, 0, 0)))
    add(plan, by, "อาหาร", parent=key)
    assert cells_of(plan, "ประชุม") == (0, 0, 0, 0, 0)
    assert cells_of(plan, "อาหาร") == (100, 40, 60, 0, 0)


def test_a_line_with_money_keeps_it_in_a_line_of_its_own_above_added_money(plan, by):
    [key] = add(plan, by, NewRow("ประชุม", spread(100)))
    lines.add_rows(plan=plan, rows=[NewRow("อาหาร", spread(7))], by=by, part=part_keys(plan)[0], parent=key)
    assert outline(plan)[:4] == [
        ("", "งบบริหารสำนักงาน", 107),
        ("1", "ประชุม", 107),
        ("1.1", "ประชุม", 100),
        ("1.2", "อาหาร", 7),
    ]


def test_rows_without_a_name_are_refused_with_their_place(plan, by):
    rows = [NewRow("ก", children=(NewRow(" "),)), NewRow("ข", note="น" * 501)]
    with pytest.raises(CellFaults) as refused:
        lines.add_rows(plan=plan, rows=rows, by=by, part=part_keys(plan)[0])
    assert [(fault.key, fault.field) for fault in refused.value.faults] == [
        ("row:1", "name"),
        ("row:2", "note"),
    ]
    assert not SpendingLine.objects.exists()


def test_lines_nest_six_levels_and_no_deeper(plan, by):
    row = NewRow("6")
    for level in "54321":
        row = NewRow(level, children=(row,))
    add(plan, by, row)
    with pytest.raises(PlanRefused):
        add(plan, by, "7", parent=key_of(plan, "6"))
    assert SpendingLine.objects.count() == 6


def test_a_plan_is_not_filled_beyond_what_it_can_hold(plan, by, monkeypatch):
    monkeypatch.setattr(lines, "MOST_LINES", 3)
    add(plan, by, "1", "2")
    with pytest.raises(PlanRefused):
        add(plan, by, "3", "4")
    assert names(plan) == ["1 1", "2 2"]


@pytest.mark.parametrize("where", ["below a line", "inside a row"])
def test_a_category_below_another_line_is_refused(plan, by, where):
    [key] = add(plan, by, "ก")
    row = NewRow("ค่าใช้สอย", category_id=category(plan).pk)
    added, parent = (row, key) if where == "below a line" else (NewRow("ข", children=(row,)), None)
    with pytest.raises(PlanRefused):
        add(plan, by, added, parent=parent)


def test_adding_below_a_line_of_another_part_is_refused(plan, by):
    [key] = add(plan, by, "ก")
    with pytest.raises(EditConflict):
        lines.add_rows(plan=plan, rows=[NewRow("ข")], by=by, part=part_keys(plan)[1], parent=key)


def test_adding_behind_a_line_that_is_gone_is_refused(plan, by, colleague):
    [key] = add(plan, by, "ก")
    lines.delete_lines(plan=plan, keys=[key], by=colleague)
    with pytest.raises(EditConflict):
        lines.add_rows(plan=plan, rows=[NewRow("ข")], by=by, part=part_keys(plan)[0], after=key)


def test_a_category_row_takes_the_name_of_the_category(plan, by):
    lines.add_category(plan=plan, category=category(plan), part=part_keys(plan)[0], by=by)
    row = line_of(plan, "ค่าใช้สอย")
    assert (row.kind, row.category) == (LineKind.CATEGORY, category(plan))


def test_another_offices_category_is_refused(plan, by, other_office):
    foreign = category_named(other_office.office.pk, "ค่าใช้สอย")
    with pytest.raises(PlanRefused):
        lines.add_category(plan=plan, category=foreign, part=part_keys(plan)[0], by=by)


# Moving


def move(plan, by, name, *, part=0, parent=None, index=None):
    lines.move_line(
        plan=plan,
        key=key_of(plan, name),
        part=part_keys(plan)[part],
        parent=parent and key_of(plan, parent),
        index=index,
        by=by,
    )


def test_a_line_moves_up_and_down_among_its_siblings(plan, by):
    add(plan, by, "ก", "ข", "ค")
    move(plan, by, "ค", index=0)
    assert names(plan) == ["1 ค", "2 ก", "3 ข"]
    move(plan, by, "ค", index=1)
    assert names(plan) == ["1 ก", "2 ค", "3 ข"]


def test_a_line_moves_with_all_below_it_into_another_part(plan, by):
    add(plan, by, NewRow("ประชุม", children=(NewRow("อาหาร", spread(10)),)), "ซ่อม")
    move(plan, by, "ประชุม", part=1)
    assert (names(plan), names(plan, 1)) == (["1 ซ่อม"], ["1 ประชุม", "1.1 อาหาร"])
    assert outline(plan)[2] == ("", "งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม", 10)


def test_a_line_moves_below_another_and_out_again(plan, by):
    add(plan, by, "ก", "ข", "ค")
    move(plan, by, "ข", parent="ก")
    assert names(plan) == ["1 ก", "1.1 ข", "2 ค"]
    move(plan, by, "ข", index=1)
    assert names(plan) == ["1 ก", "2 ข", "3 ค"]


def test_a_line_is_not_moved_below_itself(plan, by):
    add(plan, by, NewRow("ก", children=(NewRow("ข"),)))
    with pytest.raises(PlanRefused):
        move(plan, by, "ก", parent="ข")


@pytest.mark.parametrize("amounts", [spread(5), spread(0, 5, 0, 0, 0)])
def test_a_line_is_not_moved_below_one_that_holds_money(plan, by, amounts):
    add(plan, by, NewRow("ก", amounts), "ข")
    with pytest.raises(PlanRefused):
        move(plan, by, "ข", parent="ก")
    assert names(plan) == ["1 ก", "2 ข"]


def test_a_category_is_not_moved_below_another_line(plan, by):
    add(plan, by, NewRow("ค่าใช้สอย", category_id=category(plan).pk), "ก")
    with pytest.raises(PlanRefused):
        move(plan, by, "ค่าใช้สอย", parent="ก")


def test_a_line_is_not_moved_deeper_than_six_levels(plan, by):
    add(
        plan,
        by,
        NewRow("1", children=(NewRow("2", children=(NewRow("3", children=(NewRow("4"),)),)),)),
        NewRow("ก", children=(NewRow("ข", children=(NewRow("ค"),)),)),
    )
    with pytest.raises(PlanRefused):
        move(plan, by, "ก", parent="4")
    move(plan, by, "ข", parent="4")
    assert names(plan)[4] == "1.1.1.1.1 ข"


# Deleting and splitting


def test_lines_are_deleted_with_all_below_them(plan, by):
    heading, _last = add(plan, by, NewRow("ก", children=(NewRow("ข"),)), "ค")
    lines.delete_lines(plan=plan, keys=[key_of(plan, "ข"), heading], by=by)
    assert names(plan) == ["1 ค"]
    assert PlanEdit.objects.filter(kind=EditKind.DELETE).count() == 1


@pytest.mark.parametrize("meanwhile", ["a cell changed", "a line below"])
def test_lines_that_are_not_as_they_were_seen_are_not_deleted(plan, by, colleague, meanwhile):
    [key] = add(plan, by, NewRow("ก", children=(NewRow("ข"),)))
    seen = {str(line.key): line.version for line in SpendingLine.objects.all()}
    if meanwhile == "a cell changed":
        set_cells(plan, colleague, change(plan, "ข", "q1", "5"))
    else:
        add(plan, colleague, "ค", parent=key)
    with pytest.raises(EditConflict):
        lines.delete_lines(plan=plan, keys=[key], by=by, seen=seen)
    assert names(plan)[:2] == ["1 ก", "1.1 ข"]


def test_lines_as_they_were_seen_are_deleted(plan, by):
    [key] = add(plan, by, NewRow("ก", children=(NewRow("ข"),)))
    seen = {str(line.key): line.version for line in SpendingLine.objects.all()}
    lines.delete_lines(plan=plan, keys=[key], by=by, seen=seen)
    assert names(plan) == []


def test_splitting_spreads_the_annual_amount_with_the_remainder_last(plan, by):
    keys = add(plan, by, NewRow("ก", spread(100001)), NewRow("ข", spread("0.05")), "ค")
    lines.split_lines(plan=plan, keys=keys, by=by)
    assert cells_of(plan, "ก") == (100001, 25000, 25000, 25000, 25001)
    assert cells_of(plan, "ข") == tuple(Decimal(n) for n in ("0.05", "0.01", "0.01", "0.01", "0.02"))
    assert line_of(plan, "ค").version == 1


def test_splitting_leaves_headings_alone(plan, by):
    [key] = add(plan, by, NewRow("ก", children=(NewRow("ข", spread(10)),)))
    lines.split_lines(plan=plan, keys=[key], by=by)
    assert cells_of(plan, "ข") == (10, 10, 0, 0, 0)
    assert PlanEdit.objects.filter(kind=EditKind.CELLS).count() == 0


def test_splitting_what_somebody_changed_meanwhile_is_refused(plan, by, colleague):
    [key] = add(plan, by, NewRow("ก", spread(100)))
    set_cells(plan, colleague, change(plan, "ก", "q2", "5"))
    with pytest.raises(EditConflict):
        lines.split_lines(plan=plan, keys=[key], by=by, seen={key: 1})
    assert cells_of(plan, "ก") == (105, 100, 5, 0, 0)


def test_a_fault_carries_what_was_typed(plan, by):
    key = add(plan, by, "ก")[0]
    with pytest.raises(CellFaults) as refused:
        set_cells(plan, by, change(plan, "ก", "q1", "(500)"))
    assert refused.value.faults == [CellFault(key, "q1", "(500)", "จำนวนเงินต้องไม่ติดลบ โปรดพิมพ์ 0 หรือมากกว่า")]
