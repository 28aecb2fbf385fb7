"""The people and papers that tests start from: an office with one person for every role, a year, a plan."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

from budgetplan.approvals.models import Route, RouteStep
from budgetplan.organization.enums import Role, UnitKind
from budgetplan.organization.models import Appointment, Office, Post, Supervision, Unit, User
from plans.enums import ExpenditureType
from plans.models import Category
from plans.services import lines, years
from plans.totals import Amounts

PASSWORD = "correct-horse-battery"
LONG_AGO = date(2015, 10, 1)
SAMPLE = Path(__file__).parent.parent / "plans" / "sample" / "spending_plan_2564.json"

CATEGORIES = (
    ("ค่าตอบแทน", ExpenditureType.OPERATIONS),
    ("ค่าใช้สอย", ExpenditureType.OPERATIONS),
    ("ค่าวัสดุ", ExpenditureType.OPERATIONS),
    ("ค่าสาธารณูปโภค", ExpenditureType.OPERATIONS),
    ("ค่าครุภัณฑ์", ExpenditureType.INVESTMENT),
)
PLAN_STEPS = (
    ("ผู้อำนวยการกลุ่มนโยบายและแผน", Role.GROUP_DIRECTOR, "unit", "endorse"),
    ("รองผู้อำนวยการ สพป.", Role.DEPUTY_DIRECTOR, "supervisor", "endorse"),
    ("ผู้อำนวยการ สพป.", Role.DIRECTOR, "office", "approve"),
    ("กศจ.", Role.PLANNING_OFFICER, "office", "letter"),
)


@dataclass
class Organization:
    """An office with its units and people, by short names."""

    office: Office
    units: SimpleNamespace
    posts: SimpleNamespace
    people: SimpleNamespace


def make_person(office, username, **fields):
    return User.objects.create_user(
        username=username, password=PASSWORD, office=office, full_name=f"คุณ {username}",
        email=f"{username}@example.org", **fields,
    )  # fmt: skip


def appoint(user, post, *, starts_on=LONG_AGO, ends_on=None):
    return Appointment.objects.create(office=user.office, user=user, post=post, starts_on=starts_on, ends_on=ends_on)


def make_organization(prefix="a", name="สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต 1"):
    """An office with one person for every role of the domain's table, and the plan's approval route."""
    office = Office.objects.create(name=name, short_name=f"สพป. {prefix}", region="central")
    units = SimpleNamespace(
        planning=Unit.objects.create(office=office, name="กลุ่มนโยบายและแผน", short_name="นผ.", position=1),
        finance=Unit.objects.create(office=office, name="กลุ่มบริหารงานการเงินและสินทรัพย์", short_name="กง.", position=2),
        supervision=Unit.objects.create(office=office, name="กลุ่มนิเทศ ติดตาม และประเมินผลฯ", short_name="นท.", position=3),
        audit=Unit.objects.create(office=office, name="หน่วยตรวจสอบภายใน", short_name="ตส.", kind=UnitKind.AUDIT),
        school=Unit.objects.create(office=office, name="โรงเรียนตัวอย่าง", short_name="รร.", kind=UnitKind.SCHOOL),
    )
    seats = {
        "planner": ("เจ้าหน้าที่กลุ่มนโยบายและแผน", Role.PLANNING_OFFICER, units.planning),
        "planning_director": ("ผู้อำนวยการกลุ่มนโยบายและแผน", Role.GROUP_DIRECTOR, units.planning),
        "owner": ("ศึกษานิเทศก์", Role.PROJECT_OWNER, units.supervision),
        "finance_officer": ("เจ้าหน้าที่การเงิน", Role.FINANCE_OFFICER, units.finance),
        "deputy": ("รองผู้อำนวยการ สพป.", Role.DEPUTY_DIRECTOR, None),
        "director": ("ผู้อำนวยการ สพป.", Role.DIRECTOR, None),
        "auditor": ("ผู้ตรวจสอบภายใน", Role.AUDITOR, units.audit),
        "school_officer": ("เจ้าหน้าที่สถานศึกษา", Role.SCHOOL_OFFICER, units.school),
        "administrator": ("ผู้ดูแลระบบ", Role.ADMINISTRATOR, None),
    }
    posts, people = SimpleNamespace(), SimpleNamespace()
    for seat, (title, role, unit) in seats.items():
        post = Post.objects.create(office=office, title=title, role=role, unit=unit)
        person = make_person(office, f"{prefix}_{seat}")
        appoint(person, post)
        setattr(posts, seat, post)
        setattr(people, seat, person)
    people.second_planner = make_person(office, f"{prefix}_second_planner")
    appoint(people.second_planner, posts.planner)
    Supervision.objects.create(office=office, post=posts.deputy, unit=units.planning)
    for position, (category, expenditure_type) in enumerate(CATEGORIES, start=1):
        Category.objects.create(office=office, name=category, expenditure_type=expenditure_type, position=position)
    make_plan_route(office)
    return Organization(office, units, posts, people)


def make_plan_route(office):
    route = Route.objects.create(office=office, kind="plan", name="แผนการใช้จ่ายงบประมาณ")
    for order, (name, role, scope, action) in enumerate(PLAN_STEPS, start=1):
        RouteStep.objects.create(
            office=office,
            route=route,
            order=order,
            name=name,
            role=role,
            scope=scope,
            action=action,
            working_days=3,
        )
    return route


def make_plan(organization, *, year_be=2564, envelope=Decimal(5000000)):
    """An empty draft of the year's plan with the three standard parts."""
    return years.open_year(
        office=organization.office, year_be=year_be, envelope=envelope, by=organization.people.planner
    )


def sample_figures():
    """The real plan of fiscal year 2564 as figures (plans/sample)."""
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


def amounts_of(row):
    return Amounts(Decimal(row["annual"]), tuple(Decimal(row[f"q{n}"]) for n in (1, 2, 3, 4)))


def fill_with_real_lines(plan, *, by):
    """Give an empty draft the real lines: four categories, and one line for each of the other two parts."""
    figures = sample_figures()
    administration, quality, reserve = plan.parts.order_by("position")
    rows = [
        lines.NewRow(
            category["name"],
            category_id=lines.category_named(plan.office_id, category["name"]).pk,
            children=tuple(lines.NewRow(line["name"], amounts_of(line)) for line in category["lines"]),
        )
        for category in figures["categories"]
    ]
    lines.add_rows(plan=plan, rows=rows, by=by, part=str(administration.key))
    for part, name in ((quality, "quality_dev"), (reserve, "reserve")):
        row = lines.NewRow(part.name, amounts_of(figures["printed_totals"][name]))
        lines.add_rows(plan=plan, rows=[row], by=by, part=str(part.key))
    plan.refresh_from_db()
    return plan
