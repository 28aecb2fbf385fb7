"""The whole job: the real plan pasted, submitted, approved by four people, printed.

A planning officer opens the year, pastes the printed table as one block, and takes the computed total where the
reference got it wrong. Three people decide and one records the letter of กศจ.; the director decides in the admin.
"""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from budgetplan.approvals.selectors import history_of
from budgetplan.audit.verification import find_breaks
from plans.models import SpendingPlan
from plans.selectors import plan_table
from tests.documents.pdf_text import text_of
from tests.plans.test_commands import printed_rows

pytestmark = pytest.mark.django_db(transaction=True)

SUBTOTALS = {
    "ค่าตอบแทน": (90_000, 22_500, 22_500, 22_500, 22_500),
    "ค่าใช้สอย": (1_305_000, 331_500, 331_500, 267_500, 374_500),
    "ค่าวัสดุ": (600_000, 110_000, 130_000, 160_000, 200_000),
    "ค่าสาธารณูปโภค": (1_036_000, 260_700, 256_500, 262_300, 256_500),
    "งบบริหารสำนักงาน": (3_031_000, 724_700, 740_500, 712_300, 853_500),
    "รวมทั้งสิ้น": (5_000_000, 1_485_100, 1_117_380, 1_150_770, 1_246_750),
}
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def open_year(page):
    page.goto(reverse("plans:year_new"))
    page.locator("[name=year_be]").fill("๒๕๖๔")
    page.locator("[name=envelope]").fill("๕,๐๐๐,๐๐๐")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/years/2564/**")


def paste_printed_table(page):
    """Copy the printed table and press Ctrl+V in the empty grid; the preview names the one wrong figure."""
    page.goto(reverse("plans:grid", args=[2564]))
    block = "\n".join("\t".join(row) for row in printed_rows())
    page.evaluate("text => navigator.clipboard.writeText(text)", block)
    page.locator("#plan-table tbody th").first.click()
    page.keyboard.press("Control+v")
    faults = page.locator("#paste-faults li")
    expect(faults).to_have_count(1)
    expect(faults).to_contain_text("375,500")
    expect(faults).to_contain_text("374,500")
    page.locator("#paste-add").click()
    expect(page.locator("#balance-none")).to_be_visible()


def submit(page):
    page.goto(reverse("plans:submit", args=[2564, 1]))
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**")


def decide_in_inbox(page, **typed):
    """Open the one case in the inbox and press the first button."""
    page.goto(reverse("approvals:inbox"))
    page.locator("main a[href^='/cases/']").first.click()
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator(".decide .btn-success").click()
    expect(page.locator(".alert-success")).to_be_visible()


def decide_in_admin(page, comment):
    page.goto(reverse("admin:approvals_case_changelist"))
    page.locator("#result_list tbody a").first.click()
    expect(page.locator(".case-amount")).to_contain_text("5,000,000")
    page.locator("[name=comment]").fill(comment)
    page.locator(".decide button.default").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


@pytest.fixture
def approved_plan(office, page_for):
    people = office.people
    planner = page_for(people.planner)
    open_year(planner)
    paste_printed_table(planner)
    submit(planner)
    decide_in_inbox(page_for(people.planning_director))
    decide_in_inbox(page_for(people.deputy))
    decide_in_admin(page_for(people.director), "เห็นควรอนุมัติ")
    decide_in_inbox(page_for(people.second_planner), letter_number="ศธ 04001/123", letter_date="๒๕ ธ.ค. ๒๕๖๓")
    return SpendingPlan.objects.get(fiscal_year__year_be=2564)


def test_the_real_plan_from_paste_to_paper(office, approved_plan, client_for):
    assert approved_plan.state == "approved"
    assert_table(plan_table(approved_plan))
    client = client_for(office.people.auditor)
    assert_paper(text_of(client.get(reverse("reports:plan_pdf", args=[2564, 1])).content, "-layout"))
    assert_workbook(client.get(reverse("reports:plan_xlsx", args=[2564, 1])).content)
    assert_decisions(approved_plan)
    assert find_breaks(office.office.pk) == []


def assert_table(table):
    figures = {row.name: tuple(map(int, row.amounts.cells())) for row in table.rows() if not row.is_leaf}
    assert figures | {"รวมทั้งสิ้น": tuple(map(int, table.total.cells()))} == {
        **SUBTOTALS,
        "งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม": (1_869_000, 760_400, 326_880, 388_470, 393_250),
        "งบสำรองจ่ายในรายการที่จำเป็นเร่งด่วนตามนโยบาย": (100_000, 0, 50_000, 50_000, 0),
    }


def assert_paper(text):
    """The printed lines hold name and five figures in Thai digits, and nothing says draft."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for name, cells in SUBTOTALS.items():
        figures = " ".join(f"{amount:,}" for amount in cells).translate(THAI)
        assert any(name in line and line.endswith(figures) for line in lines), (name, figures)
    assert "ร่าง" not in text
    assert "ศธ ๐๔๐๐๑/๑๒๓" in text


def assert_workbook(content):
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for name, cells in SUBTOTALS.items():
        found = [[value for value in row if isinstance(value, int | float)] for row in rows if name in str(row[0])]
        assert list(cells) in found, (name, found)


def assert_decisions(plan):
    (case,) = history_of(plan)
    assert [(decision.verb, decision.by.username) for decision in case.decisions.all()] == [
        ("submit", "a_planner"),
        ("endorse", "a_planning_director"),
        ("endorse", "a_deputy"),
        ("approve", "a_director"),
        ("letter", "a_second_planner"),
    ]
