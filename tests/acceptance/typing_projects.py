"""A whole project typed into its page, as its owner would: field by field, months by click, costs as text."""

from playwright.sync_api import expect

from projects.enums import TargetKind
from projects.formulas import format_factors
from projects.rich_text import plain_text
from tests.browser.proposal_page import SAVED

PATIENCE = 60_000
"""Milliseconds in which a busy machine has stored what was typed without a pause."""

NATURES = {"new": "โครงการใหม่", "continuing": "โครงการต่อเนื่อง"}


def type_project(page, content):
    """Type everything a ProposalContent says into the ProposalPage of an empty draft."""
    _type_head(page, content)
    _type_rows(page, "objectives", [{"text": row.text} for row in content.objectives])
    _type_targets(page, content)
    _type_activities(page, content)
    _type_costs(page, content)
    _type_rows(
        page,
        "indicators",
        [
            {"text": row.text, "kind": row.kind, "target": row.target, "method": row.method, "tool": row.tool}
            for row in content.indicators
        ],
    )
    _type_rows(page, "expected_results", [{"text": row.text} for row in content.expected_results])
    expect(page.state).to_contain_text(SAVED, timeout=PATIENCE)


def _type_head(page, content):
    page.head("programme").select_option(label=content.programme)
    page.head("strategy").select_option(label=f"ยุทธศาสตร์ที่ {content.strategy_number} {content.strategy}")
    page.type(page.head("owners_text"), content.owners)
    page.page.get_by_label(NATURES[content.nature]).check()
    page.page.locator("#field-rationale").click()
    page.page.keyboard.insert_text(plain_text(content.rationale))
    page.page.locator("#field-rationale").blur()


def _type_targets(page, content):
    quantities = [row for row in content.targets if row.kind == TargetKind.QUANTITATIVE]
    qualities = [row for row in content.targets if row.kind == TargetKind.QUALITATIVE]
    _type_rows(
        page, "quantity_targets", [{"text": row.text, "value": str(row.value), "unit": row.unit} for row in quantities]
    )
    _type_rows(page, "quality_targets", [{"text": row.text} for row in qualities])


def _type_rows(page, kind, rows):
    for index, values in enumerate(rows):
        page.page.locator(f"[data-list-box={kind}] > .add-row").click()
        expect(page.rows(kind)).to_have_count(index + 1)
        for field, text in values.items():
            _fill(page, page.field(kind, index, field), text)


def _fill(page, control, text):
    if control.evaluate("element => element.tagName") == "SELECT":
        control.select_option(text)
    else:
        page.type(control, text)


def _type_activities(page, content):
    """Activities without sub-activities, as the two typed projects have them."""
    for index, activity in enumerate(content.activities):
        page.page.locator("[data-list-box=activities] > .add-row").click()
        expect(page.rows("activities")).to_have_count(index + 1)
        page.type(page.field("activities", index, "text"), activity.text)
        for month in activity.months:
            page.month(index, month).click()
        assert page.months(index) == list(activity.months)


def _type_costs(page, content):
    row = 0
    for index, activity in enumerate(content.activities):
        group = page.page.locator("#cost-groups [data-group]").nth(index)
        for line in activity.cost_lines:
            group.locator(".add-row").click()
            expect(page.rows("cost_lines")).to_have_count(row + 1)
            page.type(page.field("cost_lines", row, "text"), line.text)
            page.field("cost_lines", row, "category").select_option(line.category)
            typed = format_factors(line.factors) or f"{line.amount:,}"
            page.type(page.field("cost_lines", row, "formula"), typed)
            row += 1
