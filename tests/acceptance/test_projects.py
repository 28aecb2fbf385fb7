"""Projects from proposal to plan: the five of 2563 held against their printed figures, the eleven of 2564 in the plan.

The figures are the reference's; the texts are the sample's own.
"""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from budgetplan.approvals.seeds import seed_routes
from budgetplan.audit.verification import find_breaks
from budgetplan.organization.models import ActingFor, Appointment
from plans.models import SpendingPlan
from plans.sample.loader import load_sample
from plans.selectors import plan_table, working_version
from projects.checks import findings_of
from projects.contents import content_of
from projects.models import FiledCopy, Programme, Proposal, Strategy
from projects.sample.contents import sample_year
from projects.selectors import cases_of, project_list
from projects.services.plan_lines import missing_in_plan
from projects.services.writing import FieldChange, set_fields
from projects.totals import total_up
from reports.paper.project_list import project_list as list_paper
from reports.paper.project_list import project_list_pdf
from reports.paper.project_list_xlsx import project_list_workbook
from reports.paper.spending_plan import paper_of, spending_plan_pdf
from reports.paper.spending_plan_xlsx import spending_plan_workbook
from tests.acceptance.typing_projects import type_project
from tests.browser.proposal_page import ProposalPage
from tests.documents.pdf_text import text_of
from tests.factories import make_person, make_plan
from tests.projects import factories

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

PRINTED_2563 = {
    1: ((200_000, 0, 200_000, 0), []),
    2: ((20_000, 0, 0, 20_000), []),
    3: ((120_000, 0, 92_400, 27_600), []),
    5: ((25_000, 0, 9_900, 15_100), ["18 คน × 33 บาท × 2 มื้อ = 1,188 แต่ขอ 1,080: จัดจริงมื้อละ 30 บาท"]),
    8: ((49_000, 0, 49_000, 0), ["เอกสารระบุ 58,800 แต่รายการรวมได้ 49,000 ต่างกัน 9,800"]),
}
"""Number of the project → (total, compensation, services, materials) of its cost table, what the program says."""

PART_TWO = (1_869_000, 760_400, 326_880, 388_470, 393_250)
WHOLE = (5_000_000, 1_485_100, 1_117_380, 1_150_770, 1_246_750)
BUDGETS_2564 = [180_000, 300_000, 190_000, 70_000, 90_000, 30_000, 45_000, 350_000, 44_000, 450_000, 120_000]


class TestFiveProjects:
    """The cost tables of 2563 as they are printed, added up by the program."""

    @pytest.mark.parametrize("number", PRINTED_2563)
    def test_cost_table_adds_up_as_printed(self, number):
        project = next(row for row in sample_year(2563).projects if row.number == number)
        money = total_up(project.content).money
        printed, _said = PRINTED_2563[number]
        assert (money.total, money.compensation, money.services, money.materials) == printed

    @pytest.mark.parametrize("number", PRINTED_2563)
    def test_the_program_says_where_the_paper_is_wrong(self, number):
        project = next(row for row in sample_year(2563).projects if row.number == number)
        money_findings = [row for row in findings_of(project.content) if row.code in {"adjusted", "declared"}]
        _printed, said = PRINTED_2563[number]
        assert [finding.sentence for finding in money_findings] == said

    def test_without_a_reason_the_wrong_product_is_an_error(self):
        project = next(row for row in sample_year(2563).projects if row.number == 5)
        first = project.content.activities[0].children[0].cost_lines[0]
        assert (first.product, first.amount, first.is_adjusted) == (Decimal("1188.00"), Decimal(1080), True)


@pytest.fixture(scope="class")
def sample(django_db_setup, django_db_blocker):
    """The sample office, loaded once for a class: each test works in a savepoint above it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_sample(password="one-word-for-all")
        yield
        transaction.set_rollback(True)


def plan_of(year_be):
    plans = SpendingPlan.objects.select_related("fiscal_year__office", "office", "unit")
    return plans.get(fiscal_year__year_be=year_be)


@pytest.mark.usefixtures("sample", "db")
class TestElevenProjects:
    """Written by their owners, passed by their chain: they fill part two, and the plan prints whole."""

    def test_every_project_is_approved_at_its_printed_budget(self):
        listing = project_list(plan_of(2564).fiscal_year)
        by_name = {row.name: (row.total, row.state) for row in listing.rows()}
        expected = [row.content.name for row in sample_year(2564).projects]
        assert [by_name[name] for name in expected] == [(budget, "approved") for budget in BUDGETS_2564]

    def test_part_two_holds_them_by_quarter(self):
        part = plan_table(plan_of(2564)).parts[1]
        assert part.amounts.cells() == PART_TWO
        assert sorted(row.amounts.annual for row in part.children) == sorted(BUDGETS_2564)
        assert missing_in_plan(plan_of(2564).fiscal_year) == []

    def test_the_plan_adds_up_and_prints_whole(self):
        plan = plan_of(2564)
        table = plan_table(plan)
        assert table.total.cells() == WHOLE
        assert table.imbalances == ()
        text = text_of(spending_plan_pdf(paper_of(plan)))
        for amount in (*WHOLE, *PART_TWO, *BUDGETS_2564):
            assert f"{amount:,}".translate(THAI) in text

    def test_the_workbook_of_the_plan_says_the_same(self):
        workbook = reopened(spending_plan_workbook(paper_of(plan_of(2564))))
        cells = {cell.value for row in workbook.active.iter_rows() for cell in row}
        assert set(WHOLE) | set(PART_TWO) <= cells

    def test_the_list_of_projects_prints_their_sum(self):
        paper = list_paper(project_list(plan_of(2564).fiscal_year))
        text = text_of(project_list_pdf(paper))
        for amount in (*BUDGETS_2564, 1_869_000):
            assert f"{amount:,}".translate(THAI) in text
        values = {cell.value for row in reopened(project_list_workbook(paper)).active.iter_rows() for cell in row}
        assert {*BUDGETS_2564} <= values

    def test_every_approved_project_was_filed_with_the_planning_group(self):
        approved = Proposal.objects.approved().select_related("filed_copy__unit")
        assert approved.count() == 16
        assert {proposal.filed_copy.unit.name for proposal in approved} == {"กลุ่มนโยบายและแผน"}

    def test_last_years_projects_stand_in_last_years_plan(self):
        part = plan_table(plan_of(2563)).parts[1]
        projects = {row.name: row.amounts.annual for row in part.children}
        totals = [row.corrected for row in sample_year(2563).projects]
        assert {content.name: projects[content.name] for content in totals} == {
            content.name: total_up(content).own.annual for content in totals
        }
        assert part.amounts.annual == Decimal(1_682_100)


def reopened(workbook):
    data = BytesIO()
    workbook.save(data)
    return openpyxl.load_workbook(BytesIO(data.getvalue()))


# The browser: two of the five typed by their owner, passed by the chain.


@pytest.fixture
def year(office):
    plan = make_plan(office, year_be=2563)
    seed_routes(office.office)
    factories.make_frame(office, plan.fiscal_year)
    sample = sample_year(2563)
    Programme.objects.create(office=office.office, fiscal_year=plan.fiscal_year, name=sample.programme, position=2)
    Strategy.objects.filter(fiscal_year=plan.fiscal_year, number=6).update(name=sample.strategies[0][1])
    return plan.fiscal_year


def content_number(number):
    return next(row.content for row in sample_year(2563).projects if row.number == number)


def begin_and_type(page, content):
    """Begin an empty project on the page for it, and type the content in. Returns the Proposal."""
    page.goto(reverse("projects:new", args=[2563]))
    form = page.locator(f"form[action='{reverse('projects:begin', args=[2563])}']")
    form.locator("[name=name]").fill(content.name)
    form.locator("button[type=submit]").click()
    page.wait_for_url("**/write/")
    proposal = Proposal.objects.get(name=content.name)
    writing = ProposalPage(page, proposal)
    type_project(writing, content)
    return proposal, writing


def submit(page, proposal):
    page.goto(reverse("projects:submit", args=[proposal.project.public_id, proposal.number]))
    page.locator("main form button.btn-primary").first.click()
    expect(page.locator(".alert-success")).to_be_visible()


def open_case_page(page):
    page.goto(reverse("approvals:inbox"))
    page.locator("main a[href^='/cases/']").first.click()


def decide(page, comment=""):
    open_case_page(page)
    page.locator(".decide [name=comment]").fill(comment)
    page.locator(".decide .btn-success").click()
    expect(page.locator(".alert-success")).to_be_visible()


def return_it(page, comment):
    open_case_page(page)
    page.locator(".decide [name=comment]").fill(comment)
    page.locator(".decide .btn-return").click()
    expect(page.locator(".alert-success")).to_be_visible()


def check(page, note):
    """The planning officer ticks what the program left open, saves the list, and passes the step."""
    open_case_page(page)
    page.locator(".decide [name=comment]").fill(note)
    for box in page.locator(".check-item input[type=checkbox]:not(:checked)").all():
        box.check()
    for text in page.locator(".check-item input[type=text]").all():
        text.fill(note)
    page.locator(".checklist button[type=submit]").click()
    expect(page.locator(".alert-success")).to_be_visible()
    expect(page.locator(".decide [name=comment]")).to_have_value(note)
    page.locator(".decide .btn-success").click()
    expect(page.locator(".decide .btn-success")).to_have_count(0)


def story(proposal):
    case = cases_of(proposal).get()
    return [
        (decision.round, decision.verb, decision.by.username.removeprefix("a_"), str(decision.acting_for or ""))
        for decision in case.decisions.all()
    ]


@pytest.mark.django_db(transaction=True)
def test_publicity_project_is_returned_once_then_approved_by_somebody_acting(office, year, page_for, client_for):
    people = office.people
    acting = make_person(office.office, "a_acting")
    day = timezone.localdate()
    ActingFor.objects.create(office=office.office, post=office.posts.deputy, user=acting, starts_on=day, order=1)
    Appointment.objects.filter(post=office.posts.deputy).update(ends_on=day - timedelta(days=1))
    owner = page_for(people.owner)
    proposal, writing = begin_and_type(owner, content_number(2))
    expect(writing.sum("total")).to_have_text("20,000")
    expect(writing.sum("categories.materials")).to_have_text("20,000")
    submit(owner, proposal)
    return_it(page_for(people.group_director), "ขอให้เพิ่มวัตถุประสงค์เรื่องโรงเรียน")
    writing = ProposalPage(owner, proposal)
    owner.locator("[data-list-box=objectives] > .add-row").click()
    writing.type(writing.field("objectives", 4, "text"), "เพื่อให้โรงเรียนมีช่องทางเผยแพร่ผลงาน")
    writing.expect_saved()
    submit(owner, proposal)
    decide(page_for(people.group_director))
    check(page_for(people.planner), "ตรวจแล้ว")
    decide(page_for(acting))
    decide(page_for(people.director), "เห็นควรอนุมัติ")
    proposal.refresh_from_db()
    assert proposal.state == "approved"
    assert story(proposal) == [
        (1, "submit", "owner", ""),
        (1, "return", "group_director", ""),
        (2, "submit", "owner", ""),
        (2, "endorse", "group_director", ""),
        (2, "check", "planner", ""),
        (2, "endorse", "acting", "รองผู้อำนวยการ สพป."),
        (2, "approve", "director", ""),
    ]
    line = plan_table(working_version(year)).parts[1].children[0]
    assert line.amounts.cells() == (20_000, 7_500, 9_500, 1_500, 1_500)
    text = text_of(FiledCopy.objects.get(proposal=proposal).pdf.read())
    assert "๒๐,๐๐๐" in text
    assert "ร่าง" not in text
    assert find_breaks(office.office.pk) == []


@pytest.mark.django_db(transaction=True)
def test_coffee_council_is_held_back_by_its_printed_total(office, year, page_for):
    people = office.people
    owner = page_for(people.owner)
    proposal, writing = begin_and_type(owner, content_number(8))
    expect(writing.sum("total")).to_have_text("49,000")
    set_fields(
        proposal=proposal, changes=[FieldChange("head", "", "declared", "58,8๐๐")], by=people.owner
    )  # the older paper's headline, as an import brings it in
    writing = ProposalPage(owner, proposal)
    expect(owner.locator("#summary")).to_contain_text("เอกสารระบุ 58,800 แต่รายการรวมได้ 49,000 ต่างกัน 9,800")
    owner.goto(reverse("projects:submit", args=[proposal.project.public_id, 1]))
    expect(owner.locator("main")).to_contain_text("เอกสารระบุ 58,800 แต่รายการรวมได้ 49,000 ต่างกัน 9,800")
    writing = ProposalPage(owner, proposal)
    writing.type(writing.head("declared"), "")
    writing.expect_saved()
    submit(owner, proposal)
    decide(page_for(people.group_director))
    check(page_for(people.planner), "ตรวจแล้ว")
    decide(page_for(people.deputy))
    decide(page_for(people.director))
    proposal.refresh_from_db()
    assert (proposal.state, total_up(content_of(proposal)).money.total) == ("approved", 49_000)
    line = plan_table(working_version(year)).parts[1].children[0]
    assert line.amounts.cells() == (49_000, 12_250, 12_250, 12_250, 12_250)
