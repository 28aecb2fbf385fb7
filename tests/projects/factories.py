"""Projects that tests start from: a frame of strategies, a proposal that lacks nothing, the people of its way."""

from decimal import Decimal

from budgetplan.approvals import services as approvals
from budgetplan.approvals.seeds import seed_routes
from budgetplan.organization.enums import Role
from budgetplan.organization.models import Post, Supervision
from projects.content import (
    ActivityContent,
    CostLineContent,
    Factor,
    IndicatorContent,
    ProposalContent,
    StatementContent,
    TargetContent,
    product_of,
)
from projects.enums import CostCategory, FocusKind, IndicatorKind, Nature, TargetKind
from projects.models import Focus, Programme, Strategy
from projects.services import checklist, projects, versions
from tests.factories import appoint, make_person

SNACKS = (Factor(Decimal(18), "คน"), Factor(Decimal(30), "บาท"), Factor(Decimal(2), "มื้อ"))


def make_frame(organization, year):
    """Two strategies, a programme and a tactic for the year; every route; a director for the owner's group."""
    office = organization.office
    seed_routes(office)
    Programme.objects.create(office=office, fiscal_year=year, name="แผนงานพื้นฐานตัวอย่าง", position=1)
    first = Strategy.objects.create(office=office, fiscal_year=year, number=1, name="ด้านการพัฒนาคุณภาพผู้เรียน")
    Strategy.objects.create(office=office, fiscal_year=year, number=6, name="ด้านการบริหารจัดการ")
    Focus.objects.create(office=office, fiscal_year=year, strategy=first, kind=FocusKind.TACTIC, name="ยกระดับผลสัมฤทธิ์")
    if not hasattr(organization.people, "group_director"):
        unit = organization.units.supervision
        post = Post.objects.create(office=office, title="ผู้อำนวยการกลุ่มนิเทศฯ", role=Role.GROUP_DIRECTOR, unit=unit)
        organization.posts.group_director = post
        organization.people.group_director = make_person(
            office, f"{organization.people.owner.username[0]}_group_director"
        )
        appoint(organization.people.group_director, post)
        Supervision.objects.create(office=office, post=organization.posts.deputy, unit=unit)


def make_content(name="พัฒนาการอ่าน", *, year_be=2564, lines=None, **changes):
    """A ProposalContent that lacks nothing: one activity in November and December with `lines`, 1,080 baht in all."""
    lines = (make_line(),) if lines is None else tuple(lines)
    values = {
        "programme": "แผนงานพื้นฐานตัวอย่าง",
        "strategy": "ด้านการพัฒนาคุณภาพผู้เรียน",
        "strategy_number": 1,
        "owners": "ศึกษานิเทศก์และคณะ",
        "nature": Nature.NEW,
        "rationale": "<p>นักเรียนอ่านคล่องขึ้นเมื่อครูได้ฝึกวิธีสอน</p>",
        "objectives": (StatementContent("เพื่อให้ครูสอนอ่านได้ดีขึ้น"),),
        "targets": (
            TargetContent("ครูที่เข้าอบรม", TargetKind.QUANTITATIVE, Decimal(18), "คน"),
            TargetContent("ครูนำวิธีสอนไปใช้ได้"),
        ),
        "activities": (
            ActivityContent("ประชุมปฏิบัติการ", "ห้องประชุม สพป.", "กลุ่มนิเทศฯ", months=(2, 3), cost_lines=lines),
            ActivityContent("สรุปผล", months=(12,)),
        ),
        "indicators": (IndicatorContent("ร้อยละของครูที่ผ่านการประเมิน", IndicatorKind.OUTPUT, "80", "ทดสอบ", "แบบทดสอบ"),),
        "expected_results": (StatementContent("นักเรียนอ่านได้คล่องขึ้น"),),
    } | changes
    return ProposalContent(name=name, year_be=year_be, **values)


def make_line(text="ค่าอาหารว่างและเครื่องดื่ม", *, factors=SNACKS, amount=None, category=CostCategory.SERVICES, **values):
    """A CostLineContent; its amount is the product of its factors unless it is given."""
    amount = product_of(factors) if amount is None else amount
    return CostLineContent(text, category, tuple(factors), amount, **values)


def make_proposal(organization, year, *, name="พัฒนาการอ่าน", owner=None, unit=None, **changes):
    """A complete draft of the owner's group in the year (which has a frame, see `make_frame`)."""
    if not Strategy.objects.filter(fiscal_year=year).exists():
        make_frame(organization, year)
    first, last = year.starts_on, year.ends_on
    content = make_content(name, year_be=year.year_be, **({"starts_on": first, "ends_on": last} | changes))
    owner = owner or organization.people.owner
    return projects.begin_from_content(
        year=year, unit=unit or owner.current_posts[0].unit, content=content, by=owner
    )  # fmt: skip


def chain_of(organization):
    """Who passes a proposal of the owner's group, in order."""
    people = organization.people
    return [people.group_director, people.planner, people.deputy, people.director]


def tick_all(proposal, *, by, note="ตรวจแล้ว"):
    """Tick the planning group's checklist."""
    return checklist.set_checks(
        proposal=proposal, answers={item.code: (True, note) for item in checklist.checklist_of(proposal)}, by=by
    )


def approve(organization, proposal, *, reason=None):
    """Take a complete draft of the owner's group through its whole chain; returns it approved."""
    owner = proposal.project.owners.first().user
    case = versions.submit_proposal(proposal=proposal, by=owner, over_ceiling_reason=reason)
    for person in chain_of(organization):
        if person == organization.people.planner:
            tick_all(proposal, by=person)
        case = approvals.pass_step(case=case, seen_version=case.version, by=person)
    proposal.refresh_from_db()
    return proposal
