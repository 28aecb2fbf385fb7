"""The page on which a proposal is written, in all its states, as axe and a phone see it."""

from decimal import Decimal

import pytest

from plans.models import GroupCeiling
from projects.models import StandardRate
from projects.services import projects, writing
from projects.services.writing import FieldChange
from tests.browser.proposal_page import ProposalPage, address_of
from tests.browser.test_accessibility import look_as
from tests.projects import factories

__all__ = ["look_as"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owner(office):
    return office.people.owner


@pytest.fixture
def proposal(office, plan):
    return factories.make_proposal(office, plan.fiscal_year)


def test_an_empty_proposal(office, plan, owner, look_as):
    factories.make_frame(office, plan.fiscal_year)
    empty = projects.begin_project(year=plan.fiscal_year, unit=office.units.supervision, name="ใหม่", by=owner)
    look = look_as(owner)
    ProposalPage(look.page, empty)
    look.at_both_widths()


def test_a_full_proposal_in_english(proposal, owner, look_as):
    look = look_as(owner, "en")
    look.open(address_of(proposal))


def test_faults_conflicts_and_everything_open(office, plan, owner, proposal, look_as):
    director = office.people.group_director
    projects.set_owners(project=proposal.project, users=[owner, director], by=owner)
    make_ceiling_and_rate(office, plan)
    look = look_as(owner)
    page = ProposalPage(look.page, proposal)
    writing.set_fields(proposal=proposal, changes=[FieldChange("head", "", "owners_text", "อื่น")], by=director)
    page.type(page.head("owners_text"), "ศึกษานิเทศก์")
    page.type(page.head("starts_on"), "31 ก.พ. 2564")
    page.type(page.head("ends_on"), "31 ต.ค. 2563")
    page.rows("activities").nth(0).get_by_role("button", name="เพิ่มกิจกรรมย่อย").click()
    page.rows("cost_lines").nth(0).locator("summary").click()
    page.rows("cost_lines").nth(0).get_by_role("button", name="พิมพ์รายไตรมาสเอง").click()
    page.type(page.field("cost_lines", 0, "amount"), "1000")
    page.rows("expected_results").nth(0).locator("[data-delete]").click()
    page.fault(page.head("owners_text")).wait_for()
    look.at_both_widths()
    forget_refusals(look)


def forget_refusals(look):
    """The browser reports every answer of 409 and 422, which are meant here."""
    look.faults[:] = [fault for fault in look.faults if "(Conflict)" not in fault and "(Unprocessable" not in fault]


def make_ceiling_and_rate(office, plan):
    year = plan.fiscal_year
    GroupCeiling.objects.create(
        office=office.office, fiscal_year=year, unit=office.units.supervision, amount=Decimal(500)
    )  # fmt: skip
    return StandardRate.objects.create(
        office=office.office, name="ค่าอาหารว่างและเครื่องดื่ม", unit="บาท/คน/มื้อ", ceiling=Decimal(25),
        keywords="อาหารว่าง", starts_on=year.starts_on,
    )  # fmt: skip


def test_rates_offered_and_the_printed_form_open(office, plan, owner, proposal, look_as):
    make_ceiling_and_rate(office, plan)
    look = look_as(owner)
    page = ProposalPage(look.page, proposal)
    page.field("cost_lines", 0, "formula").fill("18 คน")
    page.page.locator(".rates [role=option]").wait_for()
    look.at_both_widths()
    page.press("Escape")
    page.page.get_by_role("button", name="ดูแบบที่พิมพ์").click()
    page.page.locator("#preview-paper .paper-preview").wait_for()
    look.at_both_widths()
    page.page.locator("#preview-close").click()
    page.page.set_viewport_size({"width": 390, "height": 844})
    page.page.locator("#summary-toggle").click()
    look.at_both_widths()
    forget_refusals(look)
