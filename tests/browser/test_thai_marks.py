"""Browsers clip inputs at their line, placeholders too: the marks above and below Thai letters must fit into it."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import expect

from tests.browser.grid_page import GridPage
from tests.browser.proposal_page import ProposalPage
from tests.projects import factories

pytestmark = pytest.mark.django_db(transaction=True)

SARABUN = Path("static/vendor/sarabun/files")

INPUTS = "input:not([type=checkbox], [type=radio], [type=hidden], [type=submit]), .form-select"
LINES = """selector => [...document.querySelectorAll(selector)]
    .map(element => [getComputedStyle(element), element])
    .map(([style, element]) => [element.outerHTML, parseFloat(style.lineHeight) / parseFloat(style.fontSize)])"""
"""Of each element: itself, and its line as a multiple of its letters' size."""


def line_that_clips_nothing():
    """How high a line must be, in multiples of the letters' size, for the tallest and the deepest mark of the font.

    A browser puts half of what a line has more than the font asks for above the letters, half below.
    """
    highest = 0
    for path in SARABUN.glob("sarabun-thai-*.woff2"):
        font = TTFont(path)
        head, lines, size = font["head"], font["hhea"], font["head"].unitsPerEm
        above, below = head.yMax - lines.ascent, lines.descent - head.yMin
        highest = max(highest, (lines.ascent - lines.descent + 2 * max(above, below)) / size)
    return highest


def short_lines(page):
    return [html for html, line in page.evaluate(LINES, INPUTS) if not line >= line_that_clips_nothing()]


def test_inputs_of_a_proposal_clip_no_marks(office, plan, page_for):
    page = ProposalPage(page_for(office.people.owner), factories.make_proposal(office, plan.fiscal_year)).page

    assert len(page.evaluate(LINES, INPUTS)) > 20
    assert short_lines(page) == []
    assert page.locator("[data-field=formula] input").evaluate(
        "input => getComputedStyle(input, '::placeholder').overflowY"
    ) in {"visible", "clip visible"}


def test_the_box_of_the_plans_grid_clips_no_marks(office, real_plan, page_for):
    grid = GridPage(page_for(office.people.planner))
    grid.page.locator("#plan-table .kind-line [data-field=q1]").first.click()
    grid.press("F2")
    expect(grid.page.locator(".cell-input")).to_be_visible()

    assert short_lines(grid.page) == []


def test_inputs_of_the_administration_clip_no_marks(office, page_for):
    page = page_for(office.people.administrator)
    page.goto("/admin/organization/unit/add/")

    assert len(page.evaluate(LINES, INPUTS)) > 2
    assert short_lines(page) == []
