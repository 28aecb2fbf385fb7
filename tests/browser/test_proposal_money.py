"""An owner fills the months calendar and the cost lines; every figure on the page comes from the server."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from plans.models import GroupCeiling
from projects.contents import content_of
from projects.enums import CostCategory, FundSource
from projects.models import CostLine, StandardRate
from tests.browser.proposal_page import ProposalPage
from tests.browsing import PHONE
from tests.projects import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owner(office):
    return office.people.owner


@pytest.fixture
def proposal(office, plan):
    return factories.make_proposal(office, plan.fiscal_year)


@pytest.fixture
def page(proposal, owner, page_for):
    return ProposalPage(page_for(owner), proposal)


def months_of(proposal, activity=0):
    return content_of(proposal).activities[activity].months


def only_line(proposal):
    [line] = [line for _number, line, _months in content_of(proposal).cost_lines()]
    return line


# The calendar


def test_a_click_chooses_a_month_and_another_clears_it(page, proposal):
    page.month(0, 7).click()
    page.expect_saved()
    assert months_of(proposal) == (2, 3, 7)
    page.month(0, 2).click()
    expect(page.month(0, 2)).to_have_attribute("aria-pressed", "false")
    expect(page.sum("quarters.2")).to_have_text("540")
    assert months_of(proposal) == (3, 7)


def drag(page, activity, first, last):
    page.month(activity, first).scroll_into_view_if_needed()
    page.month(activity, first).hover()
    page.page.mouse.down()
    page.month(activity, last).hover()
    page.page.mouse.up()


def test_a_drag_paints_a_stretch_and_a_second_one_clears_part_of_it(page, proposal):
    drag(page, 1, 4, 8)
    expect(page.month(1, 6)).to_have_attribute("aria-pressed", "true")
    drag(page, 1, 6, 5)
    page.expect_saved()
    assert page.months(1) == [4, 7, 8, 12]
    assert months_of(proposal, 1) == (4, 7, 8, 12)


def test_the_keyboard_moves_toggles_and_extends(page, proposal):
    page.field("activities", 1, "responsible").focus()
    page.press("Tab", "Tab")
    expect(page.month(1, 1)).to_be_focused()
    page.press("ArrowRight", "Space", "Shift+ArrowRight", "Shift+ArrowRight")
    expect(page.month(1, 4)).to_be_focused()
    page.expect_saved()
    assert months_of(proposal, 1) == (2, 3, 4, 12)
    page.press("Home", "ArrowDown", "ArrowLeft", "Space")
    assert page.months(1) == list(range(1, 13))
    page.press("Tab")
    expect(page.focused).to_have_text("เพิ่มกิจกรรมย่อย")


def test_a_quarter_at_once(page, proposal):
    page.rows("activities").nth(0).get_by_role("button", name="ไตรมาสที่ 4", exact=True).click()
    page.expect_saved()
    assert months_of(proposal) == (2, 3, 10, 11, 12)


def test_months_outside_the_period_are_named(page, proposal):
    page.type(page.head("starts_on"), "1 ธ.ค. 2563")
    expect(page.month(0, 2)).to_have_attribute("aria-label", "พฤศจิกายน 2563 อยู่นอกระยะเวลาโครงการ")
    expect(page.rows("activities").nth(0).locator(".months-outside").first).to_contain_text("พ.ย. อยู่นอกระยะเวลาโครงการ")
    expect(page.page.locator("#findings .is-error a")).to_contain_text("กิจกรรมที่ 1")
    page.page.locator("#findings .is-error a").click()
    expect(page.month(0, 1)).to_be_focused()
    page.month(0, 2).click()
    expect(page.page.locator("#findings-none")).to_be_visible()
    assert months_of(proposal) == (3,)


def test_a_finger_paints_on_a_phone(proposal, owner, page_for):
    phone = page_for(owner, viewport=PHONE)
    page = ProposalPage(phone, proposal)
    page.month(1, 1).scroll_into_view_if_needed()
    first, last = page.month(1, 1).bounding_box(), page.month(1, 3).bounding_box()
    assert first["height"] >= 44
    session = phone.context.new_cdp_session(phone)
    touch(session, "touchStart", first)
    touch(session, "touchMove", last)
    touch(session, "touchEnd")
    page.expect_saved()
    assert months_of(proposal, 1) == (1, 2, 3, 12)


def touch(session, kind, box=None):
    points = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}] if box else []
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


# Cost lines


def test_a_calculation_typed_as_people_write_it_is_understood(page, proposal):
    page.page.locator("#cost-groups [data-add]").nth(1).click()
    page.field("cost_lines", 1, "formula").fill("ค่าเบี้ยเลี้ยง 30 คน 3 วันๆละ 180 บาท")
    shown = page.rows("cost_lines").nth(1).locator(".cost-shown")
    expect(shown).to_have_text("30 คน × 3 วัน × 180 บาท = 16,200")
    page.field("cost_lines", 1, "formula").blur()
    page.field("cost_lines", 1, "category").select_option("compensation")
    expect(page.field("cost_lines", 1, "text")).to_have_value("ค่าเบี้ยเลี้ยง")
    expect(page.field("cost_lines", 1, "formula")).to_have_value("30 คน × 3 วัน × 180 บาท")
    expect(page.field("cost_lines", 1, "amount")).to_have_value("16,200")
    expect(page.sum("total")).to_have_text("17,280")
    expect(page.sum("words")).to_have_text("หนึ่งหมื่นเจ็ดพันสองร้อยแปดสิบบาทถ้วน")
    expect(page.sum("categories.compensation")).to_have_text("16,200")
    expect(page.sum("quarters.3")).to_have_text("16,200")
    line = content_of(proposal).activities[1].cost_lines[0]
    assert (line.text, line.amount, line.category) == ("ค่าเบี้ยเลี้ยง", Decimal(16200), CostCategory.COMPENSATION)


def test_a_calculation_that_is_not_understood_stays_with_the_reason(page, proposal):
    control = page.field("cost_lines", 0, "formula")
    page.type(control, "หลายคน หลายวัน")
    expect(page.fault(control)).to_contain_text("ยังไม่ได้บันทึก ข้อความที่พิมพ์ยังอยู่ในช่องนี้")
    expect(control).to_have_value("หลายคน หลายวัน")
    assert only_line(proposal).amount == Decimal(1080)


def test_a_calculation_half_typed_is_not_called_wrong_yet(page, proposal):
    control = page.field("cost_lines", 0, "formula")
    with page.page.expect_response("**/api/fields/") as answered:
        control.fill("หลายคน")
    assert answered.value.status == 422
    expect(page.state).to_have_text("ยังไม่ได้บันทึก")
    expect(page.fault(control)).to_have_count(0)
    control.fill("3 คน × 50 บาท")
    expect(page.sum("total")).to_have_text("150")
    control.fill("หลายคน")
    page.press("Tab")
    expect(page.fault(control)).to_contain_text("ข้อความที่พิมพ์ยังอยู่ในช่องนี้")


def test_another_amount_than_the_product_asks_why(page, proposal):
    reason = page.rows("cost_lines").nth(0).locator("[data-field=reason]")
    expect(reason).to_be_hidden()
    page.type(page.field("cost_lines", 0, "amount"), "๑,๐๐๐")
    expect(reason).to_be_visible()
    expect(page.page.locator("#findings .is-error")).to_contain_text("18 คน × 30 บาท × 2 มื้อ = 1,080")
    page.type(reason.locator("input"), "เหมาจ่าย")
    expect(page.page.locator("#findings .is-error")).to_have_count(0)
    line = only_line(proposal)
    assert (line.amount, line.reason) == (Decimal(1000), "เหมาจ่าย")


def test_an_amount_typed_while_its_calculation_waits_is_no_clash_with_oneself(page, proposal):
    page.page.context.set_offline(True)
    page.type(page.field("cost_lines", 0, "formula"), "10 คน × 100 บาท")
    page.type(page.field("cost_lines", 0, "amount"), "900")
    page.page.context.set_offline(False)
    expect(page.sum("total")).to_have_text("900")
    expect(page.fault(page.field("cost_lines", 0, "amount"))).to_have_count(0)
    assert only_line(proposal).amount == Decimal(900)


def test_the_amount_follows_its_calculation_though_the_cursor_stands_in_it(page, proposal):
    control, amount = page.field("cost_lines", 0, "formula"), page.field("cost_lines", 0, "amount")
    control.fill("10 คน × 100 บาท")
    page.press("Tab")
    expect(amount).to_be_focused()
    expect(amount).to_have_value("1,000")
    page.page.keyboard.insert_text("900")
    page.press("Tab")
    expect(page.sum("total")).to_have_text("900")
    assert only_line(proposal).amount == Decimal(900)


def test_a_declared_amount_stays_beside_its_new_calculation(page, proposal):
    row, amount = page.rows("cost_lines").nth(0), page.field("cost_lines", 0, "amount")
    page.type(amount, "3,000")
    page.type(page.field("cost_lines", 0, "reason"), "เหมาจ่าย")
    page.type(page.field("cost_lines", 0, "formula"), "2 ชม. × 1,200 บาท")
    expect(row.locator(".cost-shown")).to_have_text("2 ชม. × 1,200 บาท = 2,400")
    expect(row.locator(".row-findings .is-warning")).to_contain_text("2,400 แต่ขอ 3,000")
    expect(amount).to_have_value("3,000")
    assert (only_line(proposal).amount, only_line(proposal).reason) == (Decimal(3000), "เหมาจ่าย")

    row.get_by_role("button", name="ขอตามที่คำนวณได้ 2,400 บาท").click()

    expect(amount).to_have_value("2,400")
    expect(page.field("cost_lines", 0, "reason")).to_be_hidden()
    assert (only_line(proposal).amount, only_line(proposal).reason) == (Decimal(2400), "")
    page.page.locator("#undo").click()
    expect(amount).to_have_value("3,000")
    expect(page.field("cost_lines", 0, "reason")).to_have_value("เหมาจ่าย")


def test_words_in_the_calculation_are_not_dropped(page, proposal):
    control = page.field("cost_lines", 0, "formula")
    page.type(control, "ค่าเช่ารถ 2 คัน × 1,800 บาท")
    expect(page.fault(control)).to_contain_text("“ค่าเช่ารถ” ไม่ใช่ส่วนของการคำนวณ")
    expect(control).to_have_value("ค่าเช่ารถ 2 คัน × 1,800 บาท")
    assert only_line(proposal).amount == Decimal(1080)


def test_an_example_stands_only_where_there_is_no_amount_yet(page):
    control = page.field("cost_lines", 0, "formula")
    page.type(control, "500")
    expect(page.field("cost_lines", 0, "amount")).to_have_value("500")
    expect(control).to_have_attribute("placeholder", "วิธีคิด")
    page.type(page.field("cost_lines", 0, "amount"), "")
    expect(control).to_have_attribute("placeholder", "30 คน × 2 มื้อ × 35 บาท")


def test_the_source_of_the_money_is_tucked_away(page, proposal):
    row = page.rows("cost_lines").nth(0)
    expect(page.field("cost_lines", 0, "source")).to_be_hidden()
    row.locator("summary").click()
    page.field("cost_lines", 0, "source").select_option("other")
    page.field("cost_lines", 0, "in_budget").select_option("no")
    expect(page.sum("sources.other")).to_have_text("1,080")
    expect(page.sum("off_budget")).to_have_text("1,080")
    line = only_line(proposal)
    assert (line.source, line.in_budget) == (FundSource.OTHER, False)


def test_enter_in_the_last_cost_line_adds_one_below(page, proposal):
    page.field("cost_lines", 0, "formula").click()
    page.press("Enter")
    expect(page.rows("cost_lines")).to_have_count(2)
    expect(page.field("cost_lines", 1, "text")).to_be_focused()
    page.expect_saved()
    assert [len(row.cost_lines) for row in content_of(proposal).activities] == [2, 0]


@pytest.fixture
def lunch(office, plan):
    return StandardRate.objects.create(
        office=office.office, name="ค่าอาหารกลางวัน", unit="บาท/คน/มื้อ", ceiling=Decimal(80),
        keywords="อาหารกลางวัน", starts_on=plan.fiscal_year.starts_on,
    )  # fmt: skip


def test_standard_rates_are_offered_while_typing(lunch, page, proposal):
    page.page.locator("#cost-groups [data-add]").nth(1).click()
    control = page.field("cost_lines", 1, "formula")
    page.field("cost_lines", 1, "text").fill("ค่าอาหารกลางวัน")
    control.fill("20 คน")
    option = page.page.get_by_role("option", name="ค่าอาหารกลางวัน ไม่เกิน 80 บาท/คน/มื้อ")
    expect(option).to_be_visible()
    page.press("ArrowDown", "Enter")
    expect(control).to_have_value("20 คน × 80 บาท")
    expect(page.rows("cost_lines").nth(1).locator(".cost-shown")).to_have_text("20 คน × 80 บาท = 1,600")
    expect(option).to_be_hidden()
    expect(page.rows("cost_lines")).to_have_count(2)


def test_a_rate_whose_name_says_its_category_sets_it(office, plan, page, proposal):
    StandardRate.objects.create(
        office=office.office, name="ค่าตอบแทนวิทยากร", unit="บาท/ชั่วโมง", ceiling=Decimal(600), keywords="วิทยากร",
        starts_on=plan.fiscal_year.starts_on,
    )  # fmt: skip
    page.page.locator("#cost-groups [data-add]").nth(1).click()
    page.field("cost_lines", 1, "text").fill("วิทยากร")
    page.page.get_by_role("option", name="ค่าตอบแทนวิทยากร").click()
    expect(page.field("cost_lines", 1, "category")).to_have_value("compensation")
    page.expect_saved()
    assert content_of(proposal).activities[1].cost_lines[0].category == CostCategory.COMPENSATION


def test_a_rate_above_the_standard_is_warned_about_on_the_line(lunch, page):
    page.type(page.field("cost_lines", 0, "text"), "ค่าอาหารกลางวัน")
    page.type(page.field("cost_lines", 0, "formula"), "20 คน × 120 บาท × 1 มื้อ")
    expect(page.rows("cost_lines").nth(0).locator(".row-findings .is-warning")).to_contain_text("120")
    expect(page.page.locator("#findings .is-warning")).to_contain_text("80")


# The summary


def test_what_is_missing_leads_to_its_field(page, proposal):
    page.head("programme").select_option("")
    page.rows("objectives").nth(0).locator("[data-delete]").click()
    errors = page.page.locator("#findings .is-error a")
    expect(errors).to_have_count(2)
    expect(page.page.locator("#section-links a").nth(2)).to_have_attribute("aria-label", "วัตถุประสงค์ (ต้องแก้ 1 แห่ง)")
    errors.nth(0).click()
    expect(page.head("programme")).to_be_focused()
    errors.nth(1).click()
    expect(page.focused).to_have_text("เพิ่มวัตถุประสงค์")


def test_going_over_the_ceiling_asks_for_a_reason(office, plan, owner, proposal, page_for):
    GroupCeiling.objects.create(
        office=office.office, fiscal_year=plan.fiscal_year, unit=office.units.supervision, amount=Decimal(1000)
    )
    page = ProposalPage(page_for(owner), proposal)
    expect(page.page.locator("[data-ceiling=over]")).to_have_text("80")
    expect(page.page.locator("[data-ceiling=left]")).to_be_hidden()
    expect(page.page.locator("#findings-none")).to_be_hidden()
    page.page.locator("#findings .is-error a").get_by_text("ระบุเหตุผลที่กลุ่มขอเกินกรอบวงเงิน").click()
    expect(page.head("over_ceiling_reason")).to_be_focused()
    page.type(page.head("over_ceiling_reason"), "ก" * 1001)
    expect(page.fault(page.head("over_ceiling_reason"))).to_contain_text("1000")
    page.type(page.head("over_ceiling_reason"), "ได้รับมอบหมายเพิ่ม")
    page.expect_saved()
    expect(page.page.locator("#findings-none")).to_be_visible()
    proposal.refresh_from_db()
    assert proposal.over_ceiling_reason == "ได้รับมอบหมายเพิ่ม"
    page.type(page.field("cost_lines", 0, "formula"), "500")
    expect(page.page.locator("[data-ceiling=left]")).to_have_text("500")
    assert CostLine.objects.get().factors == []


def test_on_a_phone_the_sums_open_from_the_bottom(proposal, owner, page_for):
    page = ProposalPage(page_for(owner, viewport=PHONE), proposal)
    toggle = page.page.get_by_role("button", name="รายละเอียด", exact=True)
    expect(page.sum("total")).to_have_text("1,080")
    expect(page.sum("words")).to_be_hidden()
    toggle.click()
    expect(page.sum("words")).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.page.locator("#jump").select_option(label="ตัวชี้วัด")
    expect(page.focused).to_have_text("ตัวชี้วัด")


def test_the_printed_form_follows_what_is_typed(page):
    page.page.get_by_role("button", name="ดูแบบที่พิมพ์").click()
    paper = page.page.locator("#preview-paper .paper-preview")
    expect(paper).to_contain_text("โครงการพัฒนาการอ่าน")
    page.type(page.head("name"), "พัฒนาการเขียน")
    expect(paper).to_contain_text("โครงการพัฒนาการเขียน")
    page.page.locator("#preview-close").click()
    expect(page.page.locator("#preview")).to_be_hidden()
    expect(page.page.get_by_role("button", name="ดูแบบที่พิมพ์")).to_be_focused()
