"""The quarters of a cost line on the page: typed by hand, counted while typing, wrong ones said at their box."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from projects.contents import content_of
from tests.browser.proposal_page import ProposalPage
from tests.projects import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def proposal(office, plan):
    return factories.make_proposal(office, plan.fiscal_year)


@pytest.fixture
def page(office, proposal, page_for):
    return ProposalPage(page_for(office.people.owner), proposal)


def only_line(proposal):
    [line] = [line for _number, line, _months in content_of(proposal).cost_lines()]
    return line


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("9" * 20, "ไตรมาสที่ 1: จำนวนเงินต้องไม่เกิน 999,999,999,999.99 บาท"),
        ("มาก", "ไตรมาสที่ 1: ข้อความนี้ไม่ใช่จำนวนเงิน"),
        ("-1", "ไตรมาสที่ 1: จำนวนเงินต้องไม่ติดลบ"),
        ("1,08", "ไตรมาสที่ 1: เครื่องหมายจุลภาคหรือช่องว่างอยู่ผิดตำแหน่ง"),
        ("1.555", "ไตรมาสที่ 1: จำนวนเงินมีทศนิยมได้ไม่เกินสองตำแหน่ง"),
    ],
)
def test_a_quarter_that_is_no_amount_is_said_as_soon_as_its_box_is_left(page, proposal, typed, sentence):
    row = page.rows("cost_lines").nth(0)
    row.locator("summary").click()
    row.get_by_role("button", name="พิมพ์รายไตรมาสเอง").click()
    box, left = row.locator(".quarter-boxes input").nth(0), row.locator(".quarters-left")
    box.fill(typed)
    expect(left).to_have_text("")
    page.press("Tab")
    expect(left).to_contain_text(sentence)
    expect(box).to_have_class("form-control num is-invalid")
    row.locator("summary").focus()
    expect(row.locator("[data-field=quarters] .field-problem")).to_contain_text(sentence)
    expect(left).to_be_hidden()
    expect(box).to_have_value(typed)
    assert only_line(proposal).quarters is None
    box.fill("1,080.-")
    page.press("Tab")
    row.locator("summary").focus()
    page.expect_saved()
    expect(left).to_have_text("รวมทุกไตรมาสเท่ากับจำนวนเงินแล้ว")


def test_quarters_are_typed_and_must_sum(page, proposal):
    row = page.rows("cost_lines").nth(0)
    expect(row.locator(".cost-quarters")).to_have_text("ไตรมาส 1: 1,080 · ไตรมาส 2: 0 · ไตรมาส 3: 0 · ไตรมาส 4: 0")
    row.locator("summary").click()
    row.get_by_role("button", name="พิมพ์รายไตรมาสเอง").click()
    boxes = row.locator(".quarter-boxes input")
    expect(boxes.nth(0)).to_be_focused()
    boxes.nth(0).fill("500")
    expect(row.locator(".quarters-left")).to_have_text("เหลือที่ยังไม่ได้แบ่ง 580 บาท")
    boxes.nth(1).focus()
    expect(page.state).to_contain_text("ยังไม่ได้บันทึก")
    boxes.nth(1).fill("580")
    expect(row.locator(".quarters-left")).to_have_text("รวมทุกไตรมาสเท่ากับจำนวนเงินแล้ว")
    row.locator("summary").focus()
    page.expect_saved()
    expect(page.sum("quarters.1")).to_have_text("580")
    assert only_line(proposal).quarters == (Decimal(500), Decimal(580), Decimal(0), Decimal(0))
    row.get_by_role("button", name="กลับไปคิดตามเดือนของกิจกรรม").click()
    expect(page.sum("quarters.0")).to_have_text("1,080")
    assert only_line(proposal).quarters is None


def test_quarters_that_do_not_sum_are_refused_and_stay(page, proposal):
    row = page.rows("cost_lines").nth(0)
    row.locator("summary").click()
    row.get_by_role("button", name="พิมพ์รายไตรมาสเอง").click()
    row.locator(".quarter-boxes input").nth(0).fill("500")
    row.locator("summary").focus()
    fault = row.locator("[data-field=quarters] .field-problem")
    expect(fault).to_contain_text("1,080")
    expect(row.locator(".quarter-boxes input").nth(0)).to_have_value("500")
    assert only_line(proposal).quarters is None
