"""Our own workbook: what it holds when written, and what is read back."""

from io import BytesIO

import openpyxl
import pytest

from budgetplan.documents.xlsx import load_workbook_safely
from plans.selectors import plan_table
from plans.services import lines
from plans.workbook import layout
from plans.workbook.own import read_own
from plans.workbook.writing import plan_workbook, short_codes


def as_bytes(workbook):
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def reopened(plan):
    """The plan's workbook as a person's Excel would open it."""
    return openpyxl.load_workbook(BytesIO(as_bytes(plan_workbook(plan, plan_table(plan)))))


def row_of(sheet, name):
    return next(cell.row for cell in sheet["C"] if cell.value == name)


def test_workbook_totals_are_formulas_over_their_lines(real_plan):
    sheet = reopened(real_plan)[layout.PLAN_SHEET]
    category = row_of(sheet, "ค่าวัสดุ")
    part = row_of(sheet, "งบบริหารสำนักงาน")
    categories = [row_of(sheet, name) for name in ("ค่าตอบแทน", "ค่าใช้สอย", "ค่าวัสดุ", "ค่าสาธารณูปโภค")]
    assert sheet.cell(category, 4).value == f"=SUM(D{category + 1}:D{category + 3})"
    assert sheet.cell(part, 8).value == "=" + "+".join(f"H{number}" for number in categories)


def test_workbook_lines_carry_exact_numbers(real_plan):
    sheet = reopened(real_plan)[layout.PLAN_SHEET]
    row = row_of(sheet, "ค่าบริการเครือข่ายอินเทอร์เน็ต")
    assert [sheet.cell(row, column).value for column in range(4, 9)] == [10000, 4200, 0, 5800, 0]


def test_workbook_protects_headings_and_totals_but_not_lines(real_plan):
    sheet = reopened(real_plan)[layout.PLAN_SHEET]
    line, category = row_of(sheet, "ค่าไฟฟ้า"), row_of(sheet, "ค่าสาธารณูปโภค")
    locked = {name: sheet.cell(line, column).protection.locked for name, column in layout.COLUMN_OF.items()}
    assert sheet.protection.sheet is True
    assert {name for name, is_locked in locked.items() if not is_locked} == set(layout.TYPED_FIELDS)
    assert sheet.cell(category, layout.COLUMN_OF["annual"]).protection.locked
    assert sheet.cell(layout.HEADER_ROW, 1).protection.locked


@pytest.mark.parametrize("name", ["=1+1", "+66 2 123", "-ค่าใช้จ่าย", "@ที่ทำการ"])
def test_workbook_text_like_a_formula_stays_text(real_plan, office, name):
    key = plan_table(real_plan).lines()[0].key
    lines.set_cells(plan=real_plan, changes=[lines.CellChange(key, "name", name)], by=office.people.planner)
    sheet = reopened(real_plan)[layout.PLAN_SHEET]
    assert sheet.cell(row_of(sheet, name), 3).data_type == "s"


def test_short_codes_grow_until_they_differ():
    keys = ["aaaaaaaa-1111-4000-8000-000000000001", "aaaaaaaa-2222-4000-8000-000000000002"]
    assert list(short_codes(keys).values()) == ["AAAAAAAA1111", "AAAAAAAA2222"]


def test_workbook_unchanged_reads_back_as_it_was(real_plan):
    table = plan_table(real_plan)
    own = read_own(load_workbook_safely(as_bytes(plan_workbook(real_plan, table))))
    assert (own.plan_id, own.year_be, own.faults) == (str(real_plan.public_id), 2564, ())
    for row in own.rows:
        remembered = own.memory[row.code]
        typed = {name: value for name, value in row.values.items() if value is not None}
        assert typed == {name: remembered.values[name] for name in typed}
    assert len(own.rows) == len(list(table.rows()))


def test_a_strangers_workbook_is_not_ours():
    workbook = openpyxl.Workbook()
    workbook.active.append(["รายการ", "งบประมาณ"])
    assert read_own(load_workbook_safely(as_bytes(workbook))) is None


FAULTS = [
    ("E7", -5, "Amounts can't be negative. Type 0 or more."),
    ("E7", "12.345", "Amounts have at most two decimals. Type 12.35, for example."),
    ("E7", "สองหมื่น", "This is not an amount. Type digits, for example 22,500 or 22,500.50."),
    ("E7", "=1+1", "The result of this formula isn't in the file. Open it in Excel, save it, and try again."),
    ("C7", "=A1", "A name or note can't be a formula. Type the text itself."),
    ("A7", "FFFFFFFF", "This code isn't one of ours. Leave the code blank in an added row."),
    ("C7", None, "A line needs a name. Type one, or delete the line."),
]


@pytest.mark.parametrize(("cell", "value", "sentence"), FAULTS)
def test_a_faulty_cell_is_named_with_its_sentence(real_plan, english, cell, value, sentence):
    workbook = reopened(real_plan)
    workbook[layout.PLAN_SHEET][cell] = value
    own = read_own(load_workbook_safely(as_bytes(workbook)))
    assert [(fault.cell, fault.sentence) for fault in own.faults] == [(cell, sentence)]


def test_a_copied_row_with_its_code_is_a_fault(real_plan, english):
    workbook = reopened(real_plan)
    sheet = workbook[layout.PLAN_SHEET]
    sheet["A8"], sheet["C8"] = sheet["A7"].value, "สำเนา"
    own = read_own(load_workbook_safely(as_bytes(workbook)))
    assert [(fault.cell, fault.sentence) for fault in own.faults] == [
        ("A8", "This code stands in A7 already. Leave the code blank in a copied row.")
    ]
