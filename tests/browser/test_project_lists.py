"""The pages on which projects are listed and arranged, at a desk and on a phone: axe finds nothing serious."""

from decimal import Decimal

import pytest
from django.urls import reverse

from plans.models import GroupCeiling, SpendingLine
from projects.content import ActivityContent
from projects.services import arranging, projects
from tests.browser.test_accessibility import look_as
from tests.factories import make_plan
from tests.projects.factories import approve, make_line, make_proposal

__all__ = ["look_as"]

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "ประชุมปฏิบัติการพัฒนาศักยภาพครูผู้สอนกลุ่มสาระการเรียนรู้วิทยาศาสตร์และเทคโนโลยีระดับประถมศึกษา"


def address(name, *arguments):
    return reverse(f"projects:{name}", args=[2564, *arguments])


@pytest.fixture
def drafts(office, plan):
    """An approved project that the plan doesn't show; two drafts alike, one merged, one set aside; a group over."""
    year, people = plan.fiscal_year, office.people
    approved = approve(office, make_proposal(office, year, name="อนุมัติแล้ว"))
    SpendingLine.objects.filter(key=approved.project.key).delete()
    line = make_line("ค่าวัสดุ", factors=(), amount=Decimal("1234567.50"))
    activities = (ActivityContent("จัดประชุม", months=(2,), cost_lines=(line,)),)
    GroupCeiling.objects.create(office=office.office, fiscal_year=year, unit=office.units.finance, amount=Decimal(1000))
    finance = make_proposal(office, year, name=LONG, owner=people.finance_officer, activities=activities)
    owners, gone, dropped = (make_proposal(office, year, name=f"{LONG} {number}") for number in (1, 2, 3))
    arranging.merge_projects(source=gone, target=owners, by=people.planner)
    projects.drop_proposal(proposal=dropped, by=people.owner)
    return finance, owners


@pytest.mark.parametrize("language", ["th", "en"])
def test_pages_of_the_planning_officer(office, drafts, look_as, language):
    one, other = drafts
    look = look_as(office.people.planner, language)

    look.open(*map(address, ("list", "groups", "alike", "frame", "take_over")))
    look.open(address("merge", one.project.public_id, other.project.public_id))
    look.open(f"{address('list')}?text=zzz", f"{address('list')}?state=merged&unit=999")


def test_what_opens_on_the_pages(office, drafts, look_as):
    look = look_as(office.people.planner)
    page = look.page
    page.goto(address("list"))
    page.locator(".handle").first.click()
    page.locator("summary").click()
    look.at_both_widths()
    for name in ("groups", "alike"):
        page.goto(address(name))
        for summary in page.locator("summary").all():
            summary.click()
        look.at_both_widths()


def test_errors_beside_the_fields_of_the_frame(office, drafts, look_as):
    make_plan(office, year_be=2565)
    look = look_as(office.people.planner)
    page = look.page
    page.goto(reverse("projects:frame", args=[2565]))
    page.locator("[name=strategies-0-number]").fill("๑")
    page.locator("form .btn-primary").click()
    assert page.locator(".invalid-feedback").count() == 1
    look.at_both_widths()


def test_pages_of_an_owner_and_of_a_school(office, drafts, look_as):
    look_as(office.people.owner).open(*map(address, ("list", "groups", "frame")))
    look_as(office.people.school_officer).open(*map(address, ("list", "frame")))


def test_pages_of_a_year_without_projects(office, plan, look_as):
    look_as(office.people.planner).open(*map(address, ("list", "groups", "alike", "frame", "take_over")))
    look_as(office.people.owner).open(*map(address, ("list", "frame")))


def test_on_paper_sums_stand_under_their_headings(office, drafts, page_for):
    page = page_for(office.people.planner)
    page.goto(address("list"))
    page.emulate_media(media="print")

    def edge(cell):
        box = page.locator(f".project-table {cell}").first.bounding_box()
        return round(box["x"] + box["width"])

    assert edge(".strategy-row td.num:last-child") == edge("thead th:last-child") == edge("tfoot td:last-child")
    assert edge("tr[data-key] td:nth-child(6)") == edge(".strategy-row td.num") == edge("tfoot td.num")
    assert page.locator(".project-table .handle").first.is_hidden()
