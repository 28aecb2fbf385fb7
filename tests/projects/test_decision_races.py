"""The director decides while others change what the decision changes too; on PostgreSQL."""

import threading

from plans.services import editing as plan_editing
from plans.services.lines import CellChange, set_cells
from projects.services import versions
from tests import factories
from tests.projects.factories import make_proposal
from tests.projects.racers import again, refused
from tests.projects.test_races import approving, before_the_director
from tests.racing import ON_POSTGRESQL, together

pytestmark = ON_POSTGRESQL


def test_a_decision_and_a_planner_typing_in_the_plan_do_not_wait_for_each_other(monkeypatch):
    office = factories.make_organization()
    plan = factories.make_plan(office)
    proposal = make_proposal(office, plan.fiscal_year)
    factories.fill_with_real_lines(plan, by=office.people.planner)
    change = CellChange(str(plan.lines.filter(annual__gt=0).first().key), "note", "หมายเหตุ")
    case = before_the_director(office, proposal)
    typed, decided = threading.Event(), threading.Event()
    put_into_plan, record = versions.put_into_plan, plan_editing.record

    def put_while_somebody_holds_the_plan(**values):
        decided.set()
        typed.wait(timeout=20)
        return put_into_plan(**values)

    def record_when_the_decision_is_on_its_way(**values):
        typed.set()
        decided.wait(timeout=20)
        return record(**values)

    monkeypatch.setattr(versions, "put_into_plan", put_while_somebody_holds_the_plan)
    monkeypatch.setattr(plan_editing, "record", record_when_the_decision_is_on_its_way)
    answers = together(
        approving(office, case), lambda: set_cells(plan=plan, changes=[change], by=again(office.people.planner))
    )

    assert refused(answers) == []
