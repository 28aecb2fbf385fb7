"""What tests of the pages around a proposal start from."""

from decimal import Decimal

from django.urls import reverse

from projects.content import ActivityContent, Factor
from projects.enums import CostCategory, FundSource
from projects.services import versions
from tests.projects.factories import make_line, make_proposal

MISTAKE = (Factor(Decimal(18), "คน"), Factor(Decimal(33), "บาท"), Factor(Decimal(2), "มื้อ"))


def url(name, proposal, *more):
    """The address of a page about a version of a proposal."""
    return reverse(f"projects:{name}", args=[proposal.project.public_id, proposal.number, *more])


def make_adjusted(office, plan):
    """18 × 33 × 2 asked as 1,080 with a reason; two categories, two sources, a sub-activity."""
    lines = (
        make_line(factors=MISTAKE, amount=Decimal(1080), reason="ร้านค้าลดราคา"),
        make_line("ค่าวัสดุ", factors=(), amount=Decimal("500.50"), category=CostCategory.MATERIALS),
    )
    outside = make_line("ค่าวิทยากร", factors=(), amount=Decimal(600), source=FundSource.OBEC)
    below = ActivityContent("ติดตามผล", months=(7, 8), cost_lines=(outside,))
    activities = (ActivityContent("ประชุมปฏิบัติการ", months=(2, 3), cost_lines=lines, children=(below,)),)
    return make_proposal(office, plan.fiscal_year, activities=activities)


def submit(proposal, by, **more):
    """Submit a proposal and return its case."""
    case = versions.submit_proposal(proposal=proposal, by=by, **more)
    proposal.refresh_from_db()
    return case
