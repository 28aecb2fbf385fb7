"""Blocks from Excel: over the cells that are there, and whole tables of names and amounts."""

import pytest
from playwright.sync_api import expect

from plans.enums import EditKind
from plans.models import PlanEdit, SpendingLine
from plans.selectors import plan_table
from plans.services.lines import NewRow
from tests.browser.grid_page import GridPage
from tests.plans.grid_helpers import add, category, cells_of, names, real_block, spread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by(office):
    return office.people.planner


@pytest.fixture
def opened(plan, by, page_for):
    """The grid of a plan, opened with these rows in its first part."""

    def open_with(*rows):
        if rows:
            add(plan, by, *rows)
        return GridPage(page_for(by))

    return open_with


def test_a_block_goes_over_the_cells_that_are_there(opened, plan):
    grid = opened("ประชุม", "ซ่อม", "เดินทาง")
    grid.go("ประชุม", "q1")
    grid.paste("๑,๐๐๐\t2,๕00.50\t-\t\n10\t20\t30\t40\n")
    grid.expect_cells("ประชุม", "3,500.50", "1,000", "2,500.50", "–", "–")
    grid.expect_cells("ซ่อม", "100", "10", "20", "30", "40")
    grid.expect_saved()
    assert cells_of(plan, "ซ่อม") == (100, 10, 20, 30, 40)
    assert PlanEdit.objects.latest("pk").kind == EditKind.PASTE
    grid.press("Control+Z")
    grid.expect_cells("ประชุม", "–", "–", "–", "–", "–")


def test_one_value_fills_a_selected_block(opened, plan):
    grid = opened("ประชุม", "ซ่อม")
    grid.go("ประชุม", "q1")
    grid.press("Shift+ArrowRight", "Shift+ArrowDown")
    grid.paste("๕00")
    grid.expect_cells("ซ่อม", "1,000", "500", "500", "–", "–")
    grid.expect_cells("ประชุม", "1,000", "500", "500", "–", "–")


def test_a_copied_block_is_pasted_elsewhere(opened):
    grid = opened(NewRow("ประชุม", spread(100, 10, 20, 30, 40)), "ซ่อม")
    grid.go("ประชุม", "q1")
    grid.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Control+C")
    assert grid.clipboard() == "10\t20\t30\t40"
    grid.go("ซ่อม", "q1")
    grid.press("Control+V")
    grid.expect_cells("ซ่อม", "100", "10", "20", "30", "40")


def test_a_block_wider_than_the_grid_is_refused_whole(opened, plan):
    grid = opened("ประชุม")
    grid.go("ประชุม", "q3")
    grid.paste("\t".join("123456"))
    expect(grid.alert).to_contain_text("กว้างเกินไป 2 คอลัมน์")
    grid.expect_cells("ประชุม", "–", "–", "–", "–", "–")
    assert PlanEdit.objects.count() == 1


def test_unreadable_cells_refuse_nothing_but_themselves_and_keep_their_text(opened, plan):
    grid = opened("ประชุม")
    grid.go("ประชุม", "q1")
    grid.paste("10\tสิบ\t(5)\t1.234")
    expect(grid.page.locator("#problem-list li")).to_have_count(3)
    grid.expect_cells("ประชุม", "10", "10", "สิบ", "(5)", "1.234")
    assert cells_of(plan, "ประชุม") == (10, 10, 0, 0, 0)


def test_a_block_longer_than_the_plan_offers_new_lines(opened, plan, by):
    add(plan, by, "สำรอง", part=str(plan.parts.last().key))
    grid = opened()
    grid.go("สำรอง", "q1")
    grid.paste("1\t2\nสาม\t4")
    grid.page.get_by_role("button", name="วางและเพิ่มรายการใหม่").click()
    expect(grid.alert).to_contain_text("(สาม)")
    grid.go("สำรอง", "q1")
    grid.paste("1\t2\n3\t4\n5\t6")
    dialog = grid.page.get_by_role("dialog", name="ก่อนวาง")
    expect(dialog).to_contain_text("ยาวกว่าแผนอยู่ 2 แถว")
    dialog.get_by_role("button", name="วางและเพิ่มรายการใหม่").click()
    expect(grid.line("รายการใหม่")).to_have_count(2)
    grid.expect_saved()
    assert names(plan, 2) == ["1 สำรอง", "2 รายการใหม่", "3 รายการใหม่"]
    assert PlanEdit.objects.filter(kind=EditKind.PASTE).count() == 1


def test_a_block_over_a_sum_asks_before_it_leaves_a_value_out(opened, plan):
    grid = opened("ประชุม", NewRow("ค่าวัสดุ", category_id=category(plan, "ค่าวัสดุ").pk, children=(NewRow("กระดาษ"),)))
    grid.go("ประชุม", "q1")
    grid.paste("1\n2\n3")
    dialog = grid.page.get_by_role("dialog", name="ก่อนวาง")
    expect(dialog).to_contain_text("“ค่าวัสดุ”")
    dialog.get_by_role("button", name="ยกเลิก").click()
    grid.expect_cells("กระดาษ", "–", "–", "–", "–", "–")
    assert PlanEdit.objects.count() == 1
    grid.press("Control+V")
    dialog.get_by_role("button", name="วางเฉพาะที่วางได้").click()
    grid.expect_cells("กระดาษ", "3", "3", "–", "–", "–")
    grid.expect_cells("ค่าวัสดุ", "3", "3", "–", "–", "–")


def test_rows_copied_with_their_names_go_back_over_themselves(opened, plan):
    grid = opened("ประชุม", "ซ่อม")
    grid.go("ประชุม", "name")
    grid.paste("ประชุม\t30\t10\t20\nซ่อม\t70\t30\t40")
    grid.expect_cells("ประชุม", "30", "10", "20", "–", "–")
    grid.expect_cells("ซ่อม", "70", "30", "40", "–", "–")
    grid.expect_saved()
    assert names(plan) == ["1 ประชุม", "2 ซ่อม"]


def test_a_table_with_a_column_of_numbers_is_recognised(opened, plan):
    grid = opened("ประชุม")
    grid.go("ประชุม", "name")
    grid.paste("1\tค่าไฟฟ้า\t100\t25\t25\t25\t25\n2\tค่าน้ำประปา\t4\t1\t1\t1\t1\n")
    grid.page.get_by_role("button", name="เพิ่มทั้งหมด").click()
    expect(grid.row("ค่าน้ำประปา")).to_be_visible()
    assert names(plan) == ["1 ประชุม", "2 ค่าไฟฟ้า", "3 ค่าน้ำประปา"]


def test_the_real_table_fills_an_empty_year_in_one_paste(opened, plan):
    grid = opened()
    grid.go("งบบริหารสำนักงาน", "name")
    grid.paste(real_block())
    dialog = grid.page.get_by_role("dialog", name="เพิ่มตารางจาก Excel")
    expect(dialog.locator("#paste-summary")).to_have_text("จะเพิ่ม 19 รายการ และ 4 หมวดรายจ่าย รวม 5,000,000 บาท")
    expect(dialog.locator("#paste-faults li")).to_have_count(1)
    expect(dialog.locator("#paste-faults li")).to_contain_text("375,500")
    expect(dialog.locator("#paste-faults li")).to_contain_text("374,500")
    assert not SpendingLine.objects.exists()
    dialog.get_by_role("button", name="เพิ่มทั้งหมด").click()
    expect(dialog).to_be_hidden()
    grid.expect_cells("ค่าใช้สอย", "1,305,000", "331,500", "331,500", "267,500", "374,500")
    grid.expect_cells("งบบริหารสำนักงาน", "3,031,000", "724,700", "740,500", "712,300", "853,500")
    expect(grid.page.locator("#balance-link")).to_have_text("ยอดตรงกันทั้งหมด")
    assert plan_table(plan).imbalances == ()
    grid.press("Control+Z")
    expect(grid.page.locator("#plan-table tbody tr")).to_have_count(3)
    assert not SpendingLine.objects.exists()


def test_a_table_is_pasted_into_the_text_box_and_its_faults_are_listed(opened, plan):
    grid = opened()
    grid.button("วางตารางจาก Excel").click()
    dialog = grid.page.get_by_role("dialog", name="เพิ่มตารางจาก Excel")
    dialog.get_by_label("คัดลอกตารางจาก Excel").fill("ค่าไฟฟ้า\t100\t25\t25\t25\t25\nค่าน้ำ\tมาก\t1\t1\t1\t1\n")
    dialog.get_by_label("รายการที่ไม่ระบุส่วนงบประมาณ").select_option(label="งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม")
    dialog.get_by_role("button", name="ตรวจดูก่อนเพิ่ม").click()
    expect(dialog.locator("#paste-refusal-list li")).to_contain_text(["แถวที่ 2 คอลัมน์ที่ 2"])
    text = dialog.get_by_label("คัดลอกตารางจาก Excel")
    text.fill(text.input_value().replace("มาก", "4"))
    dialog.get_by_role("button", name="ตรวจดูก่อนเพิ่ม").click()
    dialog.get_by_role("button", name="เพิ่มทั้งหมด").click()
    expect(grid.row("ค่าน้ำ")).to_be_visible()
    assert names(plan, 1) == ["1 ค่าไฟฟ้า", "2 ค่าน้ำ"]
