"""The plan on a phone, on paper, for a screen reader, in English."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from plans.services.lines import NewRow
from tests.browser.grid_page import GridPage
from tests.browsing import PHONE
from tests.plans.grid_helpers import add, spread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by(office):
    return office.people.planner


def serious_findings(page):
    """What axe calls serious or critical, as short texts."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:120]}"
        for found in violations
        if found["impact"] in ("serious", "critical")
    ]


def test_a_phone_shows_a_table_to_read(real_plan, by, page_for):
    page = page_for(by, viewport=PHONE)
    grid = GridPage(page)
    expect(page.locator("#plan-table")).to_have_attribute("role", "table")
    expect(page.get_by_text("บนหน้าจอขนาดเล็กอ่านแผนได้อย่างเดียว")).to_be_visible()
    expect(page.locator("#grid-toolbar")).to_be_hidden()
    grid.expect_cells("ค่าใช้สอย", "1,305,000", "331,500", "331,500", "267,500", "374,500")
    grid.go("ค่าไฟฟ้า", "q1")
    grid.keys("5")
    expect(page.locator(".cell-input")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert serious_findings(page) == []


def test_every_state_of_the_page_is_readable_for_a_screen_reader(real_plan, by, page_for):
    grid = GridPage(page_for(by))
    assert serious_findings(grid.page) == []
    grid.type("ค่าไฟฟ้า", "q1", "-5")
    grid.type("ค่าไฟฟ้า", "annual", "1")
    expect(grid.page.locator("#problem-list li")).to_have_count(1)
    expect(grid.page.locator("#balance-list li")).to_have_count(2)
    grid.go("ค่าไฟฟ้า", "q1")
    assert serious_findings(grid.page) == []
    for button in ("แป้นพิมพ์", "วางตารางจาก Excel"):
        grid.button(button).click()
        assert serious_findings(grid.page) == []
        grid.press("Escape")


def test_the_grid_tells_a_screen_reader_where_it_is(plan, by, page_for):
    add(plan, by, NewRow("ประชุม", spread(100)))
    grid = GridPage(page_for(by))
    table = grid.page.get_by_role("grid", name="แผนการใช้จ่ายงบประมาณรายไตรมาส หน่วยเป็นบาท")
    expect(table).to_have_attribute("aria-rowcount", "6")
    expect(table).to_have_attribute("aria-colcount", "8")
    expect(table.get_by_role("row").nth(2)).to_have_attribute("aria-rowindex", "3")
    grid.go("ประชุม", "annual")
    cell = table.get_by_role("gridcell", selected=True)
    expect(cell).to_have_text("100")
    expect(cell).to_have_attribute("aria-colindex", "2")
    assert grid.page.locator('#plan-table [tabindex="0"]').count() == 1
    grid.press("F2")
    expect(table.get_by_role("textbox", name="งบประมาณทั้งปี: ประชุม")).to_be_focused()


def test_on_paper_only_the_table_is_left(real_plan, by, page_for):
    page = page_for(by)
    grid = GridPage(page)
    page.emulate_media(media="print")
    for hidden in ("#grid-toolbar", "#save-state", "#balance", "#grid-hint", "nav >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(grid.total("annual")).to_be_visible()
    assert page.locator(".grid-frame").evaluate("frame => frame.scrollHeight <= frame.clientHeight")


def test_the_page_speaks_english_to_those_who_chose_it(real_plan, by, page_for):
    by.language = "en"
    by.save()
    grid = GridPage(page_for(by))
    page = grid.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quarterly spending plan 2564")
    expect(page.get_by_role("columnheader", name="Quarter 1 Oct–Dec")).to_be_visible()
    grid.type("ค่าไฟฟ้า", "q1", "-5")
    expect(page.locator("#problem-list li")).to_contain_text("Amounts can't be negative. Type 0 or more.")
    expect(grid.state).to_contain_text("Not saved: 1 – see the list above the table.")
    expect(page.locator("#balance-link")).to_have_text("Everything adds up")
