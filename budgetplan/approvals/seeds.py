"""The approval routes an office starts with (domain rule 3). An administrator edits them afterwards."""

from typing import NamedTuple

from django.db import transaction

from budgetplan.approvals.enums import StepAction, StepScope
from budgetplan.approvals.models import Route, RouteStep
from budgetplan.organization.enums import Role


class Step(NamedTuple):
    """One step of a seeded route; `days` is the time limit in working days."""

    name: str
    role: Role
    scope: StepScope
    action: StepAction
    days: int = 3


GROUP_DIRECTOR = Step("ผู้อำนวยการกลุ่ม", Role.GROUP_DIRECTOR, StepScope.UNIT, StepAction.ENDORSE)
DEPUTY = Step("รองผู้อำนวยการ สพป.", Role.DEPUTY_DIRECTOR, StepScope.SUPERVISOR, StepAction.ENDORSE)
DIRECTOR = Step("ผู้อำนวยการ สพป.", Role.DIRECTOR, StepScope.OFFICE, StepAction.APPROVE)
PLANNING_CHECK = Step("กลุ่มนโยบายและแผนตรวจสอบ", Role.PLANNING_OFFICER, StepScope.OFFICE, StepAction.CHECK)
FINANCE_CHECK = Step("กลุ่มบริหารงานการเงินและสินทรัพย์ตรวจสอบ", Role.FINANCE_OFFICER, StepScope.OFFICE, StepAction.CHECK)
COMMITTEE = Step("คณะกรรมการศึกษาธิการจังหวัด (กศจ.)", Role.PLANNING_OFFICER, StepScope.OFFICE, StepAction.LETTER, 15)

ROUTES = {
    "plan": (
        "แผนการใช้จ่ายงบประมาณ",
        (GROUP_DIRECTOR._replace(name="ผู้อำนวยการกลุ่มนโยบายและแผน"), DEPUTY, DIRECTOR, COMMITTEE),
    ),
    "proposal": ("ข้อเสนอโครงการ", (GROUP_DIRECTOR, PLANNING_CHECK, DEPUTY, DIRECTOR)),
    "spending": ("ขออนุญาตจัดกิจกรรมและใช้เงิน", (GROUP_DIRECTOR, FINANCE_CHECK, DEPUTY, DIRECTOR)),
}
"""Kind of document → (name of its route, steps)."""


@transaction.atomic
def seed_routes(office):
    """Give the office a route for every kind it has none for; what is there stays. Returns the new Routes."""
    present = set(Route.objects.filter(office=office).values_list("kind", flat=True))
    return [_add_route(office, kind, name, steps) for kind, (name, steps) in ROUTES.items() if kind not in present]


def _add_route(office, kind, name, steps):
    route = Route.objects.create(office=office, kind=kind, name=name)
    RouteStep.objects.bulk_create(
        RouteStep(
            office=office, route=route, order=order, name=step.name, role=step.role,
            scope=step.scope, action=step.action, working_days=step.days,
        )
        for order, step in enumerate(steps, start=1)
    )  # fmt: skip
    return route
