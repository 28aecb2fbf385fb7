"""Our own workbook imported back: a preview of every change, then all of it or nothing."""

from decimal import Decimal

import pytest

from budgetplan.audit.models import Event
from budgetplan.documents.xlsx import load_workbook_safely
from plans.errors import EditConflict, PlanRefused
from plans.importing import apply_proposal, propose_own
from plans.models import SpendingLine
from plans.selectors import plan_table
from plans.services import lines, undo
from plans.workbook import layout
from plans.workbook.own import read_own
from tests.plans.test_workbook import as_bytes, reopened, row_of


@pytest.fixture
def workbook(real_plan):
    return reopened(real_plan)


@pytest.fixture
def sheet(workbook):
    return workbook[layout.PLAN_SHEET]


def proposal_of(workbook, plan):
    own = read_own(load_workbook_safely(as_bytes(workbook)))
    return propose_own(own, plan_table(plan), sheet=layout.PLAN_SHEET)


def line_named(plan, name):
    return SpendingLine.objects.get(plan=plan, name=name, kind="line")


def test_nothing_changed_offline_proposes_nothing(real_plan, workbook):
    proposal = proposal_of(workbook, real_plan)
    assert (proposal.is_empty, proposal.faults, proposal.preview) == (True, [], [])


def test_typed_amounts_are_previewed_with_old_and_new(real_plan, workbook, sheet):
    row = row_of(sheet, "ค่าไฟฟ้า")
    sheet[f"D{row}"], sheet[f"E{row}"] = "๘๔๐,๐๐๐.๕๐", 210000.5
    preview = [
        (change.kind, change.place, change.before, change.after) for change in proposal_of(workbook, real_plan).preview
    ]
    assert preview == [
        ("changed", f"D{row}", "840000.00", "840000.50"),
        ("changed", f"E{row}", "210000.00", "210000.50"),
    ]


def test_applied_amounts_stand_in_the_plan(real_plan, office, workbook, sheet):
    row = row_of(sheet, "ค่าไฟฟ้า")
    sheet[f"D{row}"], sheet[f"E{row}"] = 840000.5, 210000.5
    apply_proposal(plan=real_plan, proposal=proposal_of(workbook, real_plan), by=office.people.planner)
    line = line_named(real_plan, "ค่าไฟฟ้า")
    assert (line.annual, line.q1, line.q2) == (
        Decimal("840000.50"),
        Decimal("210000.50"),
        Decimal("210000.00"),
    )
    assert plan_table(real_plan).total.annual == Decimal("5000000.50")


def test_a_quarter_typed_alone_leaves_the_annual_amount_as_in_the_file(real_plan, office, workbook, sheet):
    sheet[f"E{row_of(sheet, 'ค่าไฟฟ้า')}"] = 200000
    apply_proposal(plan=real_plan, proposal=proposal_of(workbook, real_plan), by=office.people.planner)
    line = line_named(real_plan, "ค่าไฟฟ้า")
    assert (line.annual, line.q1) == (Decimal("840000.00"), Decimal("200000.00"))


def test_an_added_row_goes_behind_the_row_above_it(real_plan, office, workbook, sheet):
    row = row_of(sheet, "ค่าวัสดุเชื้อเพลิง") + 1
    sheet[f"C{row}"], sheet[f"E{row}"], sheet[f"I{row}"] = "ค่าวัสดุคอมพิวเตอร์", 5000, "ใหม่"
    apply_proposal(plan=real_plan, proposal=proposal_of(workbook, real_plan), by=office.people.planner)
    line = line_named(real_plan, "ค่าวัสดุคอมพิวเตอร์")
    above = line_named(real_plan, "ค่าวัสดุเชื้อเพลิง")
    assert (line.parent, line.position) == (above.parent, above.position + 1)
    assert (line.annual, line.q1, line.note) == (Decimal("5000.00"), Decimal("5000.00"), "ใหม่")


def test_rows_added_right_below_a_heading_come_first_in_it(real_plan, office, workbook, sheet):
    row = row_of(sheet, "ค่าวัสดุ") + 1
    sheet.insert_rows(row, amount=2)
    sheet[f"C{row}"], sheet[f"C{row + 1}"] = "รายการ ก", "รายการ ข"
    apply_proposal(plan=real_plan, proposal=proposal_of(workbook, real_plan), by=office.people.planner)
    materials = next(row for row in plan_table(real_plan).rows() if row.name == "ค่าวัสดุ")
    assert [child.name for child in materials.children] == [
        "รายการ ก", "รายการ ข", "ค่าวัสดุสำนักงาน", "ค่าวัสดุเชื้อเพลิง",
    ]  # fmt: skip


def test_a_row_taken_out_is_removed_and_undo_brings_it_back(real_plan, office, workbook, sheet):
    sheet.delete_rows(row_of(sheet, "ค่าประปา"))
    proposal = proposal_of(workbook, real_plan)
    assert [(change.kind, change.name, change.before) for change in proposal.preview] == [
        ("removed", "ค่าประปา", "30000.00")
    ]
    apply_proposal(plan=real_plan, proposal=proposal, by=office.people.planner)
    assert plan_table(real_plan).total.annual == Decimal("4970000.00")
    undo.undo(plan=real_plan, by=office.people.planner)
    assert plan_table(real_plan).total.annual == Decimal("5000000.00")


def test_a_heading_taken_out_is_a_fault_and_nothing_happens(real_plan, office, english, workbook, sheet):
    sheet.delete_rows(row_of(sheet, "ค่าวัสดุ"))
    proposal = proposal_of(workbook, real_plan)
    assert [fault.sentence for fault in proposal.faults] == [
        "The heading “ค่าวัสดุ” was taken out of the workbook. Export the plan again to get it back."
    ]
    with pytest.raises(PlanRefused):
        apply_proposal(plan=real_plan, proposal=proposal, by=office.people.planner)
    assert plan_table(real_plan).total.annual == Decimal("5000000.00")


def test_a_cell_changed_in_the_program_meanwhile_is_a_fault_by_cell(real_plan, office, workbook, sheet):
    row = row_of(sheet, "ค่าไฟฟ้า")
    key = str(line_named(real_plan, "ค่าไฟฟ้า").key)
    lines.set_cells(plan=real_plan, changes=[lines.CellChange(key, "q1", "1")], by=office.people.second_planner)
    sheet[f"E{row}"] = 99
    proposal = proposal_of(workbook, real_plan)
    assert [(fault.cell, fault.value) for fault in proposal.faults] == [(f"E{row}", "99.00")]


def test_a_change_between_preview_and_import_is_a_conflict(real_plan, office, workbook, sheet):
    row = row_of(sheet, "ค่าไฟฟ้า")
    sheet[f"E{row}"] = 99
    proposal = proposal_of(workbook, real_plan)
    key = str(line_named(real_plan, "ค่าไฟฟ้า").key)
    lines.set_cells(plan=real_plan, changes=[lines.CellChange(key, "q1", "1")], by=office.people.second_planner)
    with pytest.raises(EditConflict):
        apply_proposal(plan=real_plan, proposal=proposal, by=office.people.planner)
    assert line_named(real_plan, "ค่าไฟฟ้า").q1 == Decimal("1.00")


def test_an_import_is_one_audit_event_with_old_and_new(real_plan, office, workbook, sheet):
    sheet[f"I{row_of(sheet, 'ค่าไฟฟ้า')}"] = "ค่าไฟเพิ่ม"
    apply_proposal(plan=real_plan, proposal=proposal_of(workbook, real_plan), by=office.people.planner)
    event = Event.objects.filter(office=office.office).first()
    assert event.verb == "plan.import"
    assert [(change["name"], change["note"]) for change in event.data["changes"]] == [("ค่าไฟฟ้า", ["", "ค่าไฟเพิ่ม"])]
