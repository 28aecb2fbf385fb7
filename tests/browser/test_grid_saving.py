"""Nothing that was typed gets lost, and nobody is overwritten."""

import pytest
from playwright.sync_api import expect

from plans.models import PlanEdit, SpendingPlan
from plans.services import lines
from plans.services.lines import NewRow
from tests.browser.grid_page import GridPage
from tests.plans.grid_helpers import add, cells_of, change, key_of, names, spread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by(office):
    return office.people.planner


@pytest.fixture
def colleague(office):
    return office.people.second_planner


@pytest.fixture
def small_plan(plan, by):
    add(plan, by, NewRow("ประชุม", spread(100, 25, 25, 25, 25)), "ซ่อม")
    return plan


@pytest.fixture
def grid(small_plan, by, page_for):
    return GridPage(page_for(by))


def look_again(grid):
    """What the page does every few seconds by itself."""
    grid.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")


def test_cells_typed_without_a_connection_are_saved_when_it_is_back(grid, small_plan):
    context = grid.page.context
    context.set_offline(True)
    grid.type("ประชุม", "q1", "30")
    grid.type("ซ่อม", "q2", "7")
    expect(grid.state).to_contain_text("ยังไม่ได้บันทึก 2 ช่อง – ขาดการเชื่อมต่อ จะลองใหม่เอง")
    expect(grid.cell("ประชุม", "q1")).to_have_text("30")
    assert PlanEdit.objects.count() == 1
    context.set_offline(False)
    grid.expect_saved()
    grid.expect_cells("ประชุม", "105", "30", "25", "25", "25")
    assert (cells_of(small_plan, "ประชุม")[1], cells_of(small_plan, "ซ่อม")[2]) == (30, 7)


def test_a_cell_typed_twice_without_a_connection_is_no_clash_with_oneself(grid, small_plan):
    grid.page.context.set_offline(True)
    grid.type("ประชุม", "q1", "30")
    grid.type("ประชุม", "q1", "40")
    grid.page.context.set_offline(False)
    grid.expect_saved()
    grid.expect_cells("ประชุม", "115", "40", "25", "25", "25")
    expect(grid.page.locator("#problems")).to_be_hidden()


def test_an_answer_that_got_lost_does_not_store_twice(grid, small_plan):
    lost = []

    def lose_first_answer(route):
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    grid.page.route("**/api/cells/", lose_first_answer)
    grid.type("ประชุม", "q1", "30")
    grid.expect_saved()
    assert [response.status for response in lost] == [200]
    assert cells_of(small_plan, "ประชุม") == (105, 30, 25, 25, 25)
    assert PlanEdit.objects.count() == 2


def test_unsaved_cells_are_offered_again_after_a_reload(grid, small_plan):
    page = grid.page
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/api/cells/", lambda route: route.abort())
    grid.type("ประชุม", "q1", "30")
    expect(grid.state).to_contain_text("ยังไม่ได้บันทึก 1 ช่อง")
    page.unroute("**/api/cells/")
    page.reload()
    offer = page.locator("#unsaved-offer")
    expect(offer).to_contain_text("ประชุม, ไตรมาสที่ 1: 30")
    grid.expect_cells("ประชุม", "100", "25", "25", "25", "25")
    offer.get_by_role("button", name="บันทึกตอนนี้").click()
    grid.expect_saved()
    grid.expect_cells("ประชุม", "105", "30", "25", "25", "25")
    page.reload()
    expect(page.locator("#plan-grid[data-ready]")).to_be_attached()
    expect(offer).to_be_hidden()


def test_leaving_with_unsaved_cells_is_asked_about(grid):
    grid.page.route("**/api/cells/", lambda route: route.abort())
    grid.type("ประชุม", "q1", "30")
    expect(grid.state).to_contain_text("ยังไม่ได้บันทึก 1 ช่อง")
    with grid.page.expect_event("dialog") as asked:
        grid.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()


def test_lines_are_not_added_before_typed_cells_are_saved(grid, small_plan):
    grid.page.context.set_offline(True)
    grid.type("ประชุม", "q1", "30")
    expect(grid.state).to_contain_text("ยังไม่ได้บันทึก")
    grid.press("Insert")
    expect(grid.alert).to_contain_text("โปรดรอให้เชื่อมต่อได้ก่อน")
    assert names(small_plan) == ["1 ประชุม", "2 ซ่อม"]


def test_two_pages_on_one_cell_see_whose_change_won_and_choose(grid, small_plan, colleague, page_for):
    other = GridPage(page_for(colleague))
    other.type("ประชุม", "q1", "40")
    other.expect_saved()
    grid.type("ประชุม", "q1", "30")
    problem = grid.page.locator("#problem-list li")
    expect(problem).to_contain_text("คุณ a_second_planner บันทึก 40 เมื่อเวลา")
    expect(problem).to_contain_text("ท่านพิมพ์ไว้ว่า 30")
    expect(grid.cell("ประชุม", "q1")).to_have_text("30")
    expect(grid.cell("ประชุม", "annual")).to_have_text("115")
    assert cells_of(small_plan, "ประชุม") == (115, 40, 25, 25, 25)
    problem.get_by_role("button", name="ใช้ค่าของท่าน").click()
    grid.expect_cells("ประชุม", "105", "30", "25", "25", "25")
    grid.expect_saved()
    look_again(other)
    other.expect_cells("ประชุม", "105", "30", "25", "25", "25")


def test_keeping_what_the_other_typed_drops_ones_own(grid, small_plan, colleague):
    lines.set_cells(plan=small_plan, changes=[change(small_plan, "ประชุม", "q1", "40")], by=colleague)
    grid.type("ประชุม", "q1", "30")
    grid.page.get_by_role("button", name="คงค่าของผู้อื่นไว้").click()
    grid.expect_cells("ประชุม", "115", "40", "25", "25", "25")
    expect(grid.page.locator("#problems")).to_be_hidden()
    assert cells_of(small_plan, "ประชุม") == (115, 40, 25, 25, 25)


def test_typing_while_the_other_saves_is_compared_with_what_stood_there_at_first(grid, small_plan, colleague):
    grid.go("ประชุม", "q1")
    grid.keys("30")
    lines.set_cells(plan=small_plan, changes=[change(small_plan, "ประชุม", "q1", "40")], by=colleague)
    look_again(grid)
    expect(grid.cell("ประชุม", "annual")).to_have_text("115")
    expect(grid.page.locator(".cell-input")).to_have_value("30")
    grid.press("Enter")
    expect(grid.page.locator("#problem-list li")).to_contain_text("บันทึก 40")
    assert cells_of(small_plan, "ประชุม") == (115, 40, 25, 25, 25)


def test_a_line_somebody_deleted_while_it_was_typed_in_says_who(grid, small_plan, colleague):
    grid.go("ประชุม", "q1")
    grid.keys("30")
    lines.delete_lines(plan=small_plan, keys=[key_of(small_plan, "ประชุม")], by=colleague)
    look_again(grid)
    problem = grid.page.locator("#problem-list li")
    expect(problem).to_contain_text("คุณ a_second_planner ลบรายการนี้")
    expect(problem).to_contain_text("ท่านพิมพ์ไว้ว่า 30")
    problem.get_by_role("button", name="รับทราบ").click()
    expect(grid.page.locator("#problems")).to_be_hidden()
    expect(grid.row("ประชุม")).to_have_count(0)


def test_changes_of_others_come_in_by_themselves(grid, small_plan, colleague):
    add(small_plan, colleague, NewRow("อบรม", spread(9)))
    look_again(grid)
    grid.expect_cells("อบรม", "9", "9", "–", "–", "–")
    expect(grid.page.locator("#grid-live")).to_have_text("คุณ a_second_planner แก้ไขแผน แถวที่เปลี่ยนจะมีสีให้เห็นครู่หนึ่ง")


def test_a_line_changed_since_it_was_seen_is_not_deleted(grid, small_plan, colleague):
    lines.set_cells(plan=small_plan, changes=[change(small_plan, "ประชุม", "q1", "40")], by=colleague)
    grid.go("ประชุม", "name")
    grid.press("Control+Delete")
    expect(grid.alert).to_contain_text("โปรดตรวจดูอีกครั้งก่อนดำเนินการต่อ")
    grid.expect_cells("ประชุม", "115", "40", "25", "25", "25")


def test_a_version_that_closed_meanwhile_turns_read_only_and_keeps_the_text(grid, small_plan):
    SpendingPlan.objects.filter(pk=small_plan.pk).update(state="waiting")
    grid.type("ประชุม", "q1", "30")
    expect(grid.alert).to_contain_text("แผนฉบับนี้รออนุมัติอยู่")
    expect(grid.page.locator("#problem-list li")).to_contain_text("“30”")
    expect(grid.button("เพิ่มรายการ")).to_be_disabled()
    assert cells_of(small_plan, "ประชุม") == (100, 25, 25, 25, 25)


def test_who_was_signed_out_goes_on_after_signing_in_again(grid, small_plan):
    context = grid.page.context
    kept = context.cookies()
    context.clear_cookies(name="sessionid")
    grid.type("ประชุม", "q1", "30")
    expect(grid.state).to_contain_text("ท่านออกจากระบบแล้ว")
    context.add_cookies([cookie for cookie in kept if cookie["name"] == "sessionid"])
    grid.expect_saved()
    assert cells_of(small_plan, "ประชุม") == (105, 30, 25, 25, 25)
