"""A stranger's workbook against a draft that has lines already."""

from decimal import Decimal

import pytest

from plans.importing import apply_proposal
from plans.merging import propose_reading
from plans.reading import read_clipboard
from plans.selectors import plan_table
from plans.services.imports import place

HEAD = "รายการ\tงบประมาณ\tไตรมาสที่ ๑\tไตรมาสที่ ๒\tไตรมาสที่ ๓\tไตรมาสที่ ๔"
MATERIALS = [
    "๓. ค่าวัสดุ\t๖๐๐,๐๐๐\t๑๑๐,๐๐๐\t๑๓๐,๐๐๐\t๑๖๐,๐๐๐\t๒๐๐,๐๐๐",
    "๓.๑ ค่าวัสดุสำนักงาน\t๓๕๐,๐๐๐\t๕๐,๐๐๐\t๗๐,๐๐๐\t๑๐๐,๐๐๐\t๑๓๐,๐๐๐",
    "๓.๒ ค่าวัสดุเชื้อเพลิง\t๒๕๐,๐๐๐\t๖๐,๐๐๐\t๖๐,๐๐๐\t๖๐,๐๐๐\t๗๐,๐๐๐",
]


def proposal_for(plan, rows, **options):
    reading = read_clipboard("\n".join([HEAD, *rows])).reading
    return propose_reading(reading, place(reading, plan), plan_table(plan), **options)


def row_named(plan, name):
    return next(row for row in plan_table(plan).rows() if row.name == name)


def test_the_same_figures_change_nothing(real_plan):
    assert proposal_for(real_plan, MATERIALS).is_empty


def test_a_matched_line_takes_the_files_amounts(real_plan, office):
    changed = [*MATERIALS[:2], MATERIALS[2].replace("๒๕๐,๐๐๐\t๖๐,๐๐๐", "๒๕๕,๐๐๐\t๖๕,๐๐๐")]
    proposal = proposal_for(real_plan, changed)
    assert [(change.name, change.field, change.before, change.after) for change in proposal.preview] == [
        ("ค่าวัสดุเชื้อเพลิง", "annual", "250000.00", "255000.00"),
        ("ค่าวัสดุเชื้อเพลิง", "q1", "60000.00", "65000.00"),
    ]
    apply_proposal(plan=real_plan, proposal=proposal, by=office.people.planner)
    assert row_named(real_plan, "ค่าวัสดุ").amounts.annual == Decimal("605000.00")


def test_a_new_line_goes_below_the_matching_heading_in_the_files_order(real_plan, office):
    rows = [*MATERIALS[:2], "๓.๒ ค่าวัสดุคอมพิวเตอร์\t๑๐๐\t๑๐๐\t-\t-\t-", MATERIALS[2].replace("๓.๒", "๓.๓")]
    apply_proposal(plan=real_plan, proposal=proposal_for(real_plan, rows), by=office.people.planner)
    assert [row.name for row in row_named(real_plan, "ค่าวัสดุ").children] == [
        "ค่าวัสดุสำนักงาน", "ค่าวัสดุคอมพิวเตอร์", "ค่าวัสดุเชื้อเพลิง",
    ]  # fmt: skip


def test_lines_missing_in_the_file_stay_unless_their_removal_is_wanted(real_plan, office):
    assert proposal_for(real_plan, MATERIALS).removals == []
    proposal = proposal_for(real_plan, MATERIALS, remove_missing=True)
    apply_proposal(plan=real_plan, proposal=proposal, by=office.people.planner)
    assert plan_table(real_plan).total.annual == Decimal("600000.00")


def test_a_heading_of_the_plan_with_one_amount_in_the_file_is_a_fault(real_plan, english):
    proposal = proposal_for(real_plan, ["ค่าวัสดุ\t๖๐๐,๐๐๐\t๑๑๐,๐๐๐\t๑๓๐,๐๐๐\t๑๖๐,๐๐๐\t๒๐๐,๐๐๐"])
    (fault,) = proposal.faults
    assert fault.sentence == (
        "“ค่าวัสดุ” is a heading with lines below it in the plan, but a single amount in the file. "
        "Break it down in the file, or delete its lines in the plan first."
    )


def test_a_line_of_the_plan_broken_down_in_the_file_hands_over_to_its_lines(real_plan, office):
    rows = [
        MATERIALS[0], MATERIALS[1],
        "๓.๒ ค่าวัสดุเชื้อเพลิง\t๒๕๐,๐๐๐\t๖๐,๐๐๐\t๖๐,๐๐๐\t๖๐,๐๐๐\t๗๐,๐๐๐",
        "๓.๒.๑ น้ำมัน\t๒๐๐,๐๐๐\t๕๐,๐๐๐\t๕๐,๐๐๐\t๕๐,๐๐๐\t๕๐,๐๐๐",
        "๓.๒.๒ ก๊าซ\t๕๐,๐๐๐\t๑๐,๐๐๐\t๑๐,๐๐๐\t๑๐,๐๐๐\t๒๐,๐๐๐",
    ]  # fmt: skip
    apply_proposal(plan=real_plan, proposal=proposal_for(real_plan, rows), by=office.people.planner)
    fuel = row_named(real_plan, "ค่าวัสดุเชื้อเพลิง")
    assert [(row.name, row.amounts.annual) for row in fuel.children] == [
        ("น้ำมัน", Decimal("200000.00")),
        ("ก๊าซ", Decimal("50000.00")),
    ]
    assert plan_table(real_plan).total.annual == Decimal("5000000.00")


@pytest.mark.parametrize("value", ["-5", "1.234", "ยังไม่ทราบ"])
def test_an_unreadable_amount_keeps_the_file_out(real_plan, office, value):
    rows = [*MATERIALS[:2], MATERIALS[2].replace("๗๐,๐๐๐", value)]
    faults = proposal_for(real_plan, rows).faults
    assert [(fault.cell, fault.value) for fault in faults] == [("F4", value)]
