"""Tables pasted into a plan: where their rows go, what doesn't add up in them, all or nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import pasting
from plans.enums import EditKind
from plans.errors import CellFaults, EditConflict, NotAllowed, PlanRefused
from plans.models import PlanEdit, SpendingLine
from plans.pasting import Anchor
from plans.selectors import plan_table
from plans.services import lines, undo
from plans.services.lines import CellChange, NewRow
from tests.plans.grid_helpers import add, category, cells_of, key_of, names, part_keys, real_block, spread


def paste(plan, by, text, *, part=0, parent="", after="", **more):
    anchor = Anchor(part_keys(plan)[part], parent, after)
    pasted = pasting.read_paste(plan, text, anchor)
    return pasting.paste_table(plan=plan, pasted=pasted, anchor=anchor, by=by, **more)


def look(plan, text, **where):
    anchor = Anchor(part_keys(plan)[0], **where)
    return pasting.preview(plan, pasting.read_paste(plan, text, anchor))


# The real table


def test_the_real_table_becomes_four_categories_and_every_line(plan, by):
    paste(plan, by, real_block())
    table = plan_table(plan)
    administration, quality, reserve = table.parts
    assert [(row.name, row.kind, len(row.children)) for row in administration.children] == [
        ("ค่าตอบแทน", "category", 1),
        ("ค่าใช้สอย", "category", 9),
        ("ค่าวัสดุ", "category", 2),
        ("ค่าสาธารณูปโภค", "category", 5),
    ]
    assert [[row.name for row in part.children] for part in (quality, reserve)] == [[quality.name], [reserve.name]]
    assert table.total == spread(5000000, 1485100, 1117380, 1150770, 1246750)
    assert administration.amounts == spread(3031000, 724700, 740500, 712300, 853500)
    assert administration.children[1].amounts.quarters[3] == Decimal(374500)
    assert table.imbalances == ()
    assert PlanEdit.objects.get().kind == EditKind.PASTE


def test_the_real_table_shows_exactly_the_fault_of_the_reference(plan):
    preview = look(plan, real_block())
    assert (preview["lines"], preview["categories"], preview["repeated"]) == (19, 4, [])
    assert preview["total"] == ["5000000.00", "1485100.00", "1117380.00", "1150770.00", "1246750.00"]
    [fault] = preview["faults"]
    assert (fault["row"], fault["column"], fault["printed"], fault["computed"]) == (4, 6, "375500.00", "374500.00")
    assert "375,500" in fault["sentence"]
    assert "374,500" in fault["sentence"]
    assert preview["rows"][:3] == [
        {
            "kind": "part", "level": 0, "name": "งบบริหารสำนักงาน",
            "cells": ["3031000.00", "724700.00", "740500.00", "712300.00", "853500.00"],
        },
        {
            "kind": "category", "level": 1, "name": "ค่าตอบแทน",
            "cells": ["90000.00", "22500.00", "22500.00", "22500.00", "22500.00"],
        },
        {
            "kind": "line", "level": 2, "name": "ค่าตอบแทนการปฏิบัติงานนอกเวลาราชการ",
            "cells": ["90000.00", "22500.00", "22500.00", "22500.00", "22500.00"],
        },
    ]  # fmt: skip


def test_one_undo_takes_the_whole_table_back(plan, by):
    paste(plan, by, real_block())
    undo.undo(plan=plan, by=by)
    assert not SpendingLine.objects.exists()
    undo.redo(plan=plan, by=by)
    assert plan_table(plan).total.annual == 5000000


# Where rows go


def test_a_category_that_stands_in_the_part_takes_the_new_lines_in(plan, by):
    add(plan, by, NewRow("ค่าใช้สอย", category_id=category(plan, "ค่าใช้สอย").pk, children=(NewRow("ซ่อม", spread(5)),)))
    paste(plan, by, "ค่าใช้สอย\t30\t30\t0\t0\t0\nประชุม\t10\t10\t0\t0\t0\nเดินทาง\t20\t20\t0\t0\t0\n")
    assert names(plan) == ["1 ค่าใช้สอย", "1.1 ซ่อม", "1.2 ประชุม", "1.3 เดินทาง"]


def test_a_category_the_office_does_not_know_becomes_a_heading(plan, by):
    block = "1. ค่าจ้างชั่วคราว\t30\t30\t0\t0\t0\n1.1 พนักงานขับรถ\t10\t10\t0\t0\t0\n1.2 แม่บ้าน\t20\t20\t0\t0\t0\n"
    paste(plan, by, block)
    [heading] = plan_table(plan).parts[0].children
    assert (heading.name, heading.kind, heading.amounts.annual) == ("ค่าจ้างชั่วคราว", "heading", 30)
    assert [row.name for row in heading.children] == ["พนักงานขับรถ", "แม่บ้าน"]


def test_lines_go_where_they_were_pasted(plan, by):
    [kind] = add(plan, by, NewRow("งานประชุม", children=(NewRow("อาหาร"), NewRow("ที่พัก"))))
    paste(plan, by, "ค่ารถ\t10\t10\t0\t0\t0\nค่าเรือ\t5\t5\t0\t0\t0", parent=kind, after=key_of(plan, "อาหาร"))
    assert names(plan) == ["1 งานประชุม", "1.1 อาหาร", "1.2 ค่ารถ", "1.3 ค่าเรือ", "1.4 ที่พัก"]


def test_lines_go_into_the_part_they_were_pasted_in(plan, by):
    paste(plan, by, "ค่ารถ\t10\t10\t0\t0\t0\nค่าเรือ\t5\t5\t0\t0\t0", part=1)
    assert (names(plan), names(plan, 1)) == ([], ["1 ค่ารถ", "2 ค่าเรือ"])


def test_the_first_pasted_line_does_not_swallow_the_money_of_the_line_above(plan, by):
    [key] = add(plan, by, NewRow("ประชุม", spread(100)))
    paste(plan, by, "ค่ารถ\t10\t10\t0\t0\t0\nค่าเรือ\t5\t5\t0\t0\t0", parent=key)
    assert plan_table(plan).parts[0].amounts.annual == 115


def test_a_table_without_quarters_shows_what_is_still_to_be_spread(plan, by):
    paste(plan, by, "ค่าไฟฟ้า\t1,200\nค่าน้ำประปา\t800\n")
    assert cells_of(plan, "ค่าไฟฟ้า") == (1200, 0, 0, 0, 0)
    assert [found.code for found in plan_table(plan).imbalances][:2] == ["line_quarters", "line_quarters"]


def test_names_that_are_in_the_plan_already_are_pointed_out(plan, by):
    add(plan, by, "ค่าไฟฟ้า")
    preview = look(plan, "ค่าไฟฟ้า\t100\t25\t25\t25\t25\nค่าน้ำประปา\t4\t1\t1\t1\t1")
    assert preview["repeated"] == ["ค่าไฟฟ้า"]


# All or nothing


def test_one_unreadable_amount_refuses_the_whole_table(plan, by):
    block = real_block().replace("\t๑,๕๐๐\t", "\tพันห้า\t", 1)
    with pytest.raises(CellFaults) as refused:
        paste(plan, by, block)
    [fault] = refused.value.faults
    assert (fault.key, fault.field, fault.value) == ("row:8", "3", "พันห้า")
    assert not SpendingLine.objects.exists()


def test_a_table_that_nests_too_deep_adds_nothing(plan, by):
    row = NewRow("5")
    for level in "43210":
        row = NewRow(level, children=(row,))
    add(plan, by, row)
    before = names(plan)
    with pytest.raises(PlanRefused):
        paste(plan, by, "ค่ารถ\t10\t10\t0\t0\t0\nค่าเรือ\t5\t5\t0\t0\t0", parent=key_of(plan, "5"))
    assert names(plan) == before


def test_a_table_over_the_limit_of_cells_is_refused(plan, monkeypatch):
    monkeypatch.setattr(pasting, "MOST_CELLS", 10)
    with pytest.raises(PlanRefused):
        look(plan, "ค่ารถ\t10\t10\t0\t0\t0\nค่าเรือ\t5\t5\t0\t0\t0")


def test_a_place_that_is_gone_refuses_the_table(plan, by, colleague):
    [key] = add(plan, by, "ประชุม")
    lines.delete_lines(plan=plan, keys=[key], by=colleague)
    with pytest.raises(EditConflict):
        paste(plan, by, "ค่ารถ\t10\t10\t0\t0\t0\nค่าเรือ\t5\t5\t0\t0\t0", after=key)
    assert names(plan) == []


def test_people_without_the_post_paste_nothing(plan, office):
    with pytest.raises(NotAllowed):
        paste(plan, office.people.finance_officer, real_block())
    assert not SpendingLine.objects.exists()


# A block that runs over the last line


def test_a_long_block_changes_lines_and_adds_lines_as_one(plan, by):
    [key] = add(plan, by, "ก")
    anchor = Anchor(part_keys(plan)[0], "", key)
    pasting.paste_block(
        plan=plan, changes=[CellChange(key, "q1", "7", "0.00")], rows=[NewRow("ข", spread(5))], anchor=anchor, by=by
    )
    assert (names(plan), cells_of(plan, "ก")[1]) == (["1 ก", "2 ข"], 7)
    undo.undo(plan=plan, by=by)
    assert (names(plan), cells_of(plan, "ก")[1]) == (["1 ก"], 0)


def test_a_clash_in_a_long_block_adds_no_lines(plan, by, colleague):
    [key] = add(plan, by, "ก")
    lines.set_cells(plan=plan, changes=[CellChange(key, "q1", "9")], by=colleague)
    with pytest.raises(EditConflict):
        pasting.paste_block(
            plan=plan, changes=[CellChange(key, "q1", "7", "0.00")], rows=[NewRow("ข")],
            anchor=Anchor(part_keys(plan)[0]), by=by,
        )  # fmt: skip
    assert (names(plan), cells_of(plan, "ก")[1]) == (["1 ก"], 9)


# Whatever is pasted


satang = st.integers(1, 10**9)


@given(st.lists(st.tuples(satang, satang, satang, satang), min_size=1, max_size=12))
def test_every_satang_of_a_pasted_table_arrives(rows):
    figures = [[Decimal(value).scaleb(-2) for value in row] for row in rows]
    block = "".join(
        "\t".join([f"รายการที่ {place} ค่าใช้จ่าย", f"{sum(row):,.2f}", *(f"{value:,.2f}" for value in row)]) + "\n"
        for place, row in enumerate(figures)
    )
    reading = pasting.read_clipboard(block).reading
    assert reading.faults == []
    assert [line.quarters for line in reading.lines] == [tuple(row) for row in figures]
    assert reading.total.annual == sum(sum(row) for row in figures)
