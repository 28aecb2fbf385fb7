"""Sending a plan along its route, as the right people do it."""

from datetime import date

from budgetplan.approvals import services as approvals
from budgetplan.approvals.models import Case
from plans.services.versions import submit_plan


def case_of(plan):
    """The plan's newest case, fresh from the database."""
    return Case.objects.filter(object_id=plan.pk, content_type__model="spendingplan").latest("pk")


def pass_once(plan, person, **letter):
    """One holder lets the plan pass the step that waits."""
    case = case_of(plan)
    return approvals.pass_step(case=case, seen_version=case.version, by=person, **letter)


def approve(plan, people, *, by=None):
    """Submit a plan and have everybody on its route approve it."""
    submit_plan(plan=plan, by=by or people.planner)
    for person in (people.planning_director, people.deputy, people.director):
        pass_once(plan, person)
    pass_once(plan, people.second_planner, letter_number="ศธ 04001/123", letter_date=date(2020, 11, 20))
    plan.refresh_from_db()
    return plan


def refuse(plan, person, decision, comment="แก้ค่าใช้สอย"):
    """Return or reject: `decision` is `approvals.return_case` or `approvals.reject`."""
    case = case_of(plan)
    decision(case=case, seen_version=case.version, by=person, comment=comment)
    plan.refresh_from_db()
