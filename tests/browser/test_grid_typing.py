"""The grid feels like a spreadsheet: typing, keys, filling, undo."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from plans.models import PlanEdit
from plans.services.lines import NewRow
from tests.browser.grid_page import GridPage
from tests.plans.grid_helpers import add, cells_of, names, spread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by(office):
    return office.people.planner


@pytest.fixture
def small_plan(plan, by):
    """ประชุม (100 in quarters of 25), ซ่อม and เดินทาง (nothing yet) in the first part."""
    add(plan, by, NewRow("ประชุม", spread(100, 25, 25, 25, 25)), "ซ่อม", "เดินทาง")
    return plan


@pytest.fixture
def grid(small_plan, by, page_for):
    return GridPage(page_for(by))


def test_typing_replaces_and_totals_follow_at_once(grid, small_plan):
    grid.type("ประชุม", "q1", "๑,๒50.50")
    grid.expect_cells("ประชุม", "1,325.50", "1,250.50", "25", "25", "25")
    expect(grid.cell("งบบริหารสำนักงาน", "q1")).to_have_text("1,250.50")
    expect(grid.total("annual")).to_have_text("1,325.50")
    expect(grid.page.locator("#sum-total")).to_have_text("1,325.50")
    grid.expect_saved()
    assert cells_of(small_plan, "ประชุม")[:2] == (Decimal("1325.50"), Decimal("1250.50"))


def test_enter_goes_down_and_tab_right_as_in_a_spreadsheet(grid):
    grid.go("ซ่อม", "q1")
    grid.keys("1")
    grid.press("Tab")
    grid.keys("2")
    grid.press("Enter")
    expect(grid.active).to_have_attribute("data-field", "q1")
    grid.keys("3")
    grid.press("Shift+Enter")
    grid.expect_cells("ซ่อม", "3", "1", "2", "–", "–")
    grid.expect_cells("เดินทาง", "3", "3", "–", "–", "–")
    expect(grid.cell("ซ่อม", "q1")).to_be_focused()


def test_arrows_home_and_end_move(grid):
    grid.go("ซ่อม", "q1")
    moves = [
        ("ArrowRight", "ซ่อม", "q2"), ("ArrowUp", "ประชุม", "q2"), ("ArrowLeft", "ประชุม", "q1"),
        ("ArrowDown", "ซ่อม", "q1"), ("End", "ซ่อม", "note"), ("Home", "ซ่อม", "name"),
        ("Control+Home", "งบบริหารสำนักงาน", "name"), ("Tab", "งบบริหารสำนักงาน", "annual"),
    ]  # fmt: skip
    for key, name, field in moves:
        grid.press(key)
        expect(grid.cell(name, field)).to_be_focused()
    grid.press("Control+End")
    expect(grid.total("note")).to_be_focused()


def test_escape_takes_back_what_was_typed(grid, small_plan):
    grid.go("ประชุม", "q1")
    grid.keys("999")
    grid.press("Escape")
    grid.expect_cells("ประชุม", "100", "25", "25", "25", "25")
    expect(grid.cell("ประชุม", "q1")).to_be_focused()
    assert PlanEdit.objects.count() == 1


def test_an_arrow_ends_what_was_begun_afresh_but_moves_the_cursor_after_f2(grid):
    grid.go("ประชุม", "q1")
    grid.keys("30")
    grid.press("ArrowRight")
    expect(grid.cell("ประชุม", "q2")).to_be_focused()
    grid.expect_cells("ประชุม", "105", "30", "25", "25", "25")
    grid.press("F2", "ArrowLeft")
    grid.keys("0")
    grid.press("Enter")
    grid.expect_cells("ประชุม", "285", "30", "205", "25", "25")


@pytest.mark.parametrize("how", ["F2", "double click"])
def test_f2_and_double_click_edit_what_stands_there(grid, how):
    grid.go("ประชุม", "q1")
    if how == "F2":
        grid.press("F2")
    else:
        grid.cell("ประชุม", "q1").dblclick()
    grid.press("End")
    grid.keys("0")
    grid.press("Enter")
    grid.expect_cells("ประชุม", "325", "250", "25", "25", "25")


def test_delete_empties_a_block_but_keeps_the_name(grid, small_plan):
    grid.go("ประชุม", "name")
    grid.press("Shift+End", "Delete")
    grid.expect_cells("ประชุม", "–", "–", "–", "–", "–")
    grid.expect_saved()
    assert cells_of(small_plan, "ประชุม") == (0, 0, 0, 0, 0)


def test_a_computed_cell_says_why_it_takes_no_typing(grid):
    grid.go("งบบริหารสำนักงาน", "q1")
    grid.keys("5")
    expect(grid.alert).to_have_text("ช่องนี้ระบบคำนวณให้ โปรดพิมพ์ในรายการย่อยที่รวมเป็นยอดนี้")
    expect(grid.cell("งบบริหารสำนักงาน", "q1")).to_have_attribute("aria-readonly", "true")


def test_fill_right_and_fill_down_copy_the_first_cell_of_a_block(grid, small_plan):
    grid.type("ซ่อม", "q1", "7")
    grid.go("ซ่อม", "q1")
    grid.press("Shift+End", "Shift+ArrowLeft", "Shift+ArrowLeft", "Control+R")
    grid.expect_cells("ซ่อม", "28", "7", "7", "7", "7")
    grid.press("Home", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown", "Control+D")
    grid.expect_cells("เดินทาง", "14", "7", "7", "–", "–")


def test_undo_and_redo_by_keys_and_buttons(grid):
    grid.type("ประชุม", "q1", "30")
    grid.expect_cells("ประชุม", "105", "30", "25", "25", "25")
    grid.press("Control+Z")
    grid.expect_cells("ประชุม", "100", "25", "25", "25", "25")
    grid.button("ทำซ้ำ").click()
    grid.expect_cells("ประชุม", "105", "30", "25", "25", "25")
    grid.button("เลิกทำ").click()
    grid.expect_cells("ประชุม", "100", "25", "25", "25", "25")
    expect(grid.button("ทำซ้ำ")).to_be_enabled()


def test_a_line_is_added_named_and_filled_without_the_mouse(grid, small_plan):
    grid.go("ประชุม", "q1")
    grid.press("Insert")
    expect(grid.page.locator(".cell-input")).to_be_focused()
    grid.keys("อบรม")
    grid.press("Tab", "Tab")
    grid.keys("500")
    grid.press("Enter")
    grid.expect_cells("อบรม", "500", "500", "–", "–", "–")
    grid.expect_saved()
    assert names(small_plan) == ["1 ประชุม", "2 อบรม", "3 ซ่อม", "4 เดินทาง"]


def test_lines_move_and_nest_by_keys(grid, small_plan):
    grid.go("เดินทาง", "name")
    grid.press("Alt+Shift+ArrowUp")
    expect(grid.row("เดินทาง").locator(".row-number")).to_have_text("2")
    grid.go("ซ่อม", "name")
    grid.press("Alt+Shift+ArrowRight")
    expect(grid.row("ซ่อม").locator(".row-number")).to_have_text("2.1")
    expect(grid.cell("ซ่อม", "name")).to_be_focused()
    grid.press("Alt+Shift+ArrowLeft")
    expect(grid.row("ซ่อม").locator(".row-number")).to_have_text("3")
    assert names(small_plan) == ["1 ประชุม", "2 เดินทาง", "3 ซ่อม"]


def test_lines_are_deleted_and_brought_back(grid, small_plan):
    grid.go("ประชุม", "name")
    grid.press("Shift+ArrowDown", "Control+Delete")
    expect(grid.row("ซ่อม")).to_have_count(0)
    assert names(small_plan) == ["1 เดินทาง"]
    grid.press("Control+Z")
    expect(grid.row("ซ่อม")).to_have_count(1)
    grid.expect_cells("ประชุม", "100", "25", "25", "25", "25")


def test_splitting_evenly_mends_a_line_that_does_not_add_up(grid):
    grid.type("ซ่อม", "annual", "100,001")
    panel = grid.page.locator("#balance-list")
    expect(panel.locator("li")).to_have_count(2)
    panel.get_by_role("button", name="“ซ่อม”").click()
    expect(grid.cell("ซ่อม", "annual")).to_be_focused()
    expect(grid.page.locator("#cell-bubble")).to_contain_text("100,001")
    grid.press("Alt+Shift+S")
    grid.expect_cells("ซ่อม", "100,001", "25,000", "25,000", "25,000", "25,001")
    expect(panel.locator("li")).to_have_count(1)


def test_an_empty_plan_says_what_to_do_first(plan, by, page_for):
    grid = GridPage(page_for(by))
    expect(grid.page.locator("#grid-empty")).to_contain_text("คัดลอกตารางจาก Excel")
    grid.button("เพิ่มรายการ").click()
    expect(grid.page.locator("#grid-empty")).to_be_hidden()


def test_a_category_is_added_from_the_menu(grid, small_plan):
    grid.go("งบบริหารสำนักงาน", "name")
    grid.button("เพิ่มหมวด").click()
    grid.page.get_by_role("button", name="ค่าวัสดุ", exact=True).click()
    expect(grid.row("ค่าวัสดุ")).to_have_class("kind-category level-1")
    grid.press("Insert")
    expect(grid.page.locator(".cell-input")).to_be_focused()
    grid.keys("กระดาษ")
    grid.press("Enter")
    expect(grid.row("กระดาษ").locator(".row-number")).to_have_text("4.1")
    grid.expect_saved()
    assert names(small_plan)[-2:] == ["4 ค่าวัสดุ", "4.1 กระดาษ"]


def test_a_group_is_typed_by_its_short_name(grid, small_plan, office):
    grid.type("ประชุม", "unit", "นผ.")
    grid.expect_saved()
    expect(grid.cell("ประชุม", "unit")).to_have_text("นผ.")
    assert small_plan.lines.get(name="ประชุม").unit == office.units.planning


def test_a_cell_that_cannot_be_stored_keeps_the_text_and_says_why(grid, small_plan):
    grid.type("ประชุม", "q1", "-500")
    problem = grid.page.locator("#problem-list li")
    expect(problem).to_contain_text("จำนวนเงินต้องไม่ติดลบ โปรดพิมพ์ 0 หรือมากกว่า")
    cell = grid.cell("ประชุม", "q1")
    expect(cell).to_have_text("-500")
    expect(cell).to_have_attribute("aria-invalid", "true")
    assert cell.get_attribute("aria-describedby") == problem.get_attribute("id")
    cell.click()
    expect(grid.page.locator("#cell-bubble")).to_contain_text("จำนวนเงินต้องไม่ติดลบ")
    grid.press("F2", "Home", "Delete", "Enter")
    grid.expect_cells("ประชุม", "575", "500", "25", "25", "25")
    expect(problem).to_have_count(0)
    grid.expect_saved()


def test_a_fault_can_be_taken_back(grid):
    grid.type("ประชุม", "q1", "ยี่สิบ")
    grid.page.get_by_role("button", name="เลิกพิมพ์ช่องนี้").click()
    grid.expect_cells("ประชุม", "100", "25", "25", "25", "25")
    expect(grid.page.locator("#problems")).to_be_hidden()


def test_thai_digits_are_shown_to_those_who_chose_them(small_plan, by, page_for):
    by.digits = "thai"
    by.save()
    grid = GridPage(page_for(by))
    grid.expect_cells("ประชุม", "๑๐๐", "๒๕", "๒๕", "๒๕", "๒๕")
    grid.type("ประชุม", "q1", "1,000")
    grid.expect_cells("ประชุม", "๑,๐๗๕", "๑,๐๐๐", "๒๕", "๒๕", "๒๕")


def test_the_address_of_a_line_leads_to_it(small_plan, by, page_for):
    page = page_for(by)
    key = small_plan.lines.get(name="เดินทาง").key
    page.goto(f"/years/2564/plan/v1/#line-{key}")
    expect(page.locator(f'tr[data-key="{key}"] [data-field=annual]')).to_be_focused()


def test_who_may_not_edit_reads_and_copies(small_plan, office, page_for):
    page = page_for(office.people.finance_officer)
    grid = GridPage(page)
    expect(page.locator("#read-only-reason")).to_have_text("เฉพาะเจ้าหน้าที่กลุ่มนโยบายและแผนเท่านั้นที่แก้ไขแผนได้")
    expect(page.locator("#grid-toolbar")).to_have_count(0)
    grid.go("ประชุม", "annual")
    grid.keys("5")
    grid.expect_cells("ประชุม", "100", "25", "25", "25", "25")
    grid.press("Shift+ArrowRight", "Control+C")
    assert grid.clipboard() == "100\t25"


def test_the_keys_are_explained_and_the_table_can_be_left(grid):
    grid.go("ประชุม", "q1")
    grid.press("F1")
    dialog = grid.page.get_by_role("dialog", name="แป้นพิมพ์ที่ใช้ในตาราง")
    expect(dialog).to_be_visible()
    grid.press("Escape")
    expect(dialog).to_be_hidden()
    expect(grid.cell("ประชุม", "q1")).to_be_focused()
    grid.press("F6")
    expect(grid.button("เพิ่มรายการ")).to_be_focused()
    grid.press("ArrowRight")
    expect(grid.button("เพิ่มรายการย่อย")).to_be_focused()
    grid.press("F6")
    expect(grid.cell("ประชุม", "q1")).to_be_focused()
