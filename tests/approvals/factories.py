"""A submitted document and the people around it, for tests of approvals."""

from datetime import date
from decimal import Decimal

from budgetplan.approvals import services
from budgetplan.approvals.models import Case
from budgetplan.organization.models import ActingFor
from plans.services import lines
from plans.services.versions import submit_plan
from plans.totals import Amounts
from tests import factories

LETTER = {"letter_number": "ศธ 04001/123", "letter_date": date(2020, 11, 20)}
QUARTER = Decimal(1_250_000)


def make_balanced_plan(organization, *, year_be=2564):
    """A draft with one line that takes the whole envelope of 5,000,000 baht."""
    plan = factories.make_plan(organization, year_be=year_be)
    part = plan.parts.order_by("position").first()
    row = lines.NewRow("งบบริหารสำนักงาน", Amounts(QUARTER * 4, (QUARTER,) * 4))
    lines.add_rows(plan=plan, rows=[row], by=organization.people.planner, part=str(part.key))
    plan.refresh_from_db()
    return plan


def make_case(organization, *, year_be=2564, by=None):
    """A balanced plan before its first approver."""
    plan = make_balanced_plan(organization, year_be=year_be)
    return submit_plan(plan=plan, by=by or organization.people.planner)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def pass_as(case, person, **details):
    """Let the waiting step pass, as somebody who just opened the case."""
    case = fresh(case)
    return services.pass_step(case=case, seen_version=case.version, by=person, **details)


def return_as(case, person, comment="ปรับลดค่าใช้สอย"):
    case = fresh(case)
    return services.return_case(case=case, seen_version=case.version, by=person, comment=comment)


def pass_until(case, organization, step):
    """Pass the case on until step number `step` waits (5: approved)."""
    people = organization.people
    turns = [
        (people.planning_director, {}),
        (people.deputy, {}),
        (people.director, {}),
        (people.second_planner, LETTER),
    ]
    for person, details in turns[: step - 1]:
        pass_as(case, person, **details)
    return fresh(case)


def let_act(person, post, *, order=1, starts_on=factories.LONG_AGO, ends_on=None):
    """Name `person` to act for `post`."""
    return ActingFor.objects.create(
        office=person.office, user=person, post=post, order=order, starts_on=starts_on, ends_on=ends_on
    )
