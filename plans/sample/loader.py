"""A sample office to try the program with: people for every role, last year's plan approved, this year's in draft.

Its figures are the real plan of fiscal year 2564 (spending_plan_2564.json); the plan of 2563 is nine tenths of it, and
went through the real services by the right people.
"""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from budgetplan.approvals import services as approvals
from budgetplan.approvals.seeds import seed_routes
from budgetplan.organization.enums import Role
from budgetplan.organization.models import Appointment, Office, Post, Supervision, Unit, User
from budgetplan.organization.services import generate_password, seed_holidays
from budgetplan.thai.dates import to_be
from budgetplan.thai.digits import to_thai
from budgetplan.thai.money import scale
from plans.models import AMOUNT_FIELDS, Category
from plans.sample import office as sample
from plans.sample import steps
from plans.services import lines, years
from plans.services.versions import submit_plan
from plans.totals import Amounts

FIGURES = Path(__file__).with_name("spending_plan_2564.json")
APPOINTED = date(2019, 10, 1)
HOLIDAY_YEARS = (2562, 2563, 2564)
LAST_YEAR, THIS_YEAR = 2563, 2564
LAST_YEARS_PERCENT = Decimal(90)
LETTER = {"letter_number": "ศธ ๐๒๐๐๐/๑๒๓", "letter_date": date(2019, 11, 15)}


@dataclass(frozen=True)
class SamplePerson:
    """Somebody to sign in as, and the post they hold."""

    username: str
    password: str
    post: str


def find_sample():
    """The sample office, or None before it was loaded."""
    return Office.objects.filter(name=sample.NAME).first()


def load_sample(*, password=""):
    """Make the sample office and return its SamplePersons; `password` for all of them, else a random one for each.

    Where the office is there already nothing changes and None comes back.
    """
    if find_sample():
        return None
    return _load(password)


@transaction.atomic
def set_password_of_all(password):
    """Give everybody of the sample office the same password. Returns how many they are."""
    return User.objects.filter(office=find_sample()).update(password=make_password(password))


@transaction.atomic
def _load(password):
    office = Office.objects.create(
        name=sample.NAME, short_name=sample.SHORT_NAME, region=sample.REGION, letter_prefix=sample.LETTER_PREFIX
    )
    units = _add_units(office)
    people = [person for seat in sample.SEATS for person in _fill_seat(office, units, seat, password)]
    _add_supervision(office, units)
    _add_calendar_and_rules(office)
    users = {user.username: user for user in User.objects.filter(office=office)}
    world = steps.SampleWorld(office, units, users)
    _add_last_year(world)
    _add_this_year(world)
    # Last of all that waits for the commit, so that the approval of last year's plan sends no mail.
    transaction.on_commit(lambda: _give_addresses(users.values()))
    return people


def _give_addresses(users):
    for user in users:
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")


def _add_units(office):
    return {
        key: Unit.objects.create(
            office=office, kind=unit.kind, name=unit.name, short_name=unit.short_name, position=position
        )
        for position, (key, unit) in enumerate(sample.UNITS.items(), start=1)
    }


def _fill_seat(office, units, seat, password):
    post = Post.objects.create(office=office, title=seat.title, role=seat.role, unit=units.get(seat.unit))
    several = len(seat.usernames) > 1
    return [
        _appoint(post, username, f"{seat.title} คนที่ {to_thai(number)}" if several else seat.title, password)
        for number, username in enumerate(seat.usernames, start=1)
    ]


def _appoint(post, username, name, password):
    password = password or generate_password()
    user = User.objects.create_user(username=username, password=password, office=post.office, full_name=name)
    Appointment.objects.create(office=post.office, post=post, user=user, starts_on=APPOINTED)
    return SamplePerson(username, password, post.title)


def _add_supervision(office, units):
    deputies = dict(enumerate(Post.objects.filter(office=office, role=Role.DEPUTY_DIRECTOR).order_by("title"), start=1))
    Supervision.objects.bulk_create(
        Supervision(office=office, post=deputies[unit.deputy], unit=units[key])
        for key, unit in sample.UNITS.items()
        if unit.deputy
    )


def _add_calendar_and_rules(office):
    this_year = to_be(timezone.localdate().year)
    for year_be in sorted({*HOLIDAY_YEARS, this_year, this_year + 1}):
        seed_holidays(office=office, year_be=year_be, by=None)
    Category.objects.bulk_create(
        Category(office=office, name=name, expenditure_type=expenditure_type, position=position)
        for position, (name, expenditure_type) in enumerate(sample.CATEGORIES, start=1)
    )
    seed_routes(office)


def _add_last_year(world):
    users, figures = world.users, _figures()
    envelope = scale(Decimal(figures["estimate_received"]), LAST_YEARS_PERCENT)
    plan = years.open_year(office=world.office, year_be=LAST_YEAR, envelope=envelope, by=users["planner"])
    _fill(plan, figures, LAST_YEARS_PERCENT, by=users["planner"])
    steps.run(world, plan)
    case = submit_plan(plan=plan, by=users["planner"])
    for username in ("plandirector", "deputy", "director"):
        case = approvals.pass_step(case=case, seen_version=case.version, by=users[username])
    approvals.pass_step(case=case, seen_version=case.version, by=users["planner2"], **LETTER)
    years.close_year(year=plan.fiscal_year, by=users["planner"])


def _add_this_year(world):
    planner, figures = world.users["planner"], _figures()
    envelope = Decimal(figures["estimate_received"])
    plan = years.open_year(office=world.office, year_be=THIS_YEAR, envelope=envelope, by=planner)
    _fill(plan, figures, Decimal(100), by=planner)
    years.set_group_ceilings(
        year=plan.fiscal_year,
        ceilings={world.units[key]: Decimal(unit.ceiling) for key, unit in sample.UNITS.items() if unit.ceiling},
        by=planner,
    )
    steps.run(world, plan)


def _figures():
    return json.loads(FIGURES.read_text(encoding="utf-8"))


def _fill(plan, figures, percent, *, by):
    """The three parts with their lines and ceilings; the second and third part are one line each."""
    parts = list(plan.parts.order_by("position"))
    _add_rows(plan, parts[0], [_category_row(plan, category, percent) for category in figures["categories"]], by)
    totals = [figures["printed_totals"][name] for name in ("office_admin_total", "quality_dev", "reserve")]
    for part, total in list(zip(parts, totals, strict=True))[1:]:
        _add_rows(plan, part, [lines.NewRow(part.name, _amounts(total, percent))], by)
    ceilings = {part.pk: _amounts(total, percent).annual for part, total in zip(parts, totals, strict=True)}
    years.set_frame(plan=plan, envelope=plan.envelope, ceilings=ceilings, by=by)


def _add_rows(plan, part, rows, by):
    lines.add_rows(plan=plan, rows=rows, by=by, part=str(part.key))


def _category_row(plan, category, percent):
    return lines.NewRow(
        category["name"],
        category_id=lines.category_named(plan.office_id, category["name"]).pk,
        children=tuple(lines.NewRow(line["name"], _amounts(line, percent)) for line in category["lines"]),
    )


def _amounts(row, percent):
    annual, *quarters = (scale(Decimal(row[name]), percent) for name in AMOUNT_FIELDS)
    return Amounts(annual, tuple(quarters))
