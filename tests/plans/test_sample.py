"""The sample office a newcomer starts with."""

import re
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import TestCase

from budgetplan.approvals.models import Case, Route
from budgetplan.audit.verification import find_breaks
from budgetplan.organization.enums import Role, UnitKind
from budgetplan.organization.models import Holiday, Office, Supervision, Unit, User
from plans.enums import PlanState
from plans.models import Category, GroupCeiling, SpendingPlan
from plans.overview import missions_part
from plans.sample.loader import find_sample, load_sample
from plans.selectors import plan_table
from tests.factories import sample_figures

WORD = "one-word-for-all"


@pytest.fixture(scope="class")
def loaded(django_db_setup, django_db_blocker):
    """The sample office, loaded once for a class: each test works in a savepoint above it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            load_sample(password=WORD)
        yield
        transaction.set_rollback(True)


def plan_of(year_be):
    return SpendingPlan.objects.select_related("fiscal_year", "office").get(fiscal_year__year_be=year_be)


def run(*arguments):
    output = StringIO()
    call_command("load_sample", *arguments, stdout=output)
    return output.getvalue()


@pytest.mark.usefixtures("loaded", "db")
class TestOffice:
    def test_has_the_usual_groups_an_audit_unit_and_schools(self):
        kinds = list(Unit.objects.values_list("kind", flat=True))
        assert (kinds.count(UnitKind.GROUP), kinds.count(UnitKind.AUDIT), kinds.count(UnitKind.SCHOOL)) == (9, 1, 3)
        assert find_sample().name == "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต ๑"

    def test_has_somebody_for_every_role(self):
        roles = {role for user in User.objects.all() for role in user.current_roles}
        assert roles == set(Role)

    @pytest.mark.parametrize(
        ("username", "role"),
        [
            ("planner", Role.PLANNING_OFFICER),
            ("planner2", Role.PLANNING_OFFICER),
            ("plandirector", Role.GROUP_DIRECTOR),
            ("deputy", Role.DEPUTY_DIRECTOR),
            ("deputy2", Role.DEPUTY_DIRECTOR),
            ("director", Role.DIRECTOR),
            ("finance", Role.FINANCE_OFFICER),
            ("owner", Role.PROJECT_OWNER),
            ("auditor", Role.AUDITOR),
            ("school", Role.SCHOOL_OFFICER),
            ("admin", Role.ADMINISTRATOR),
        ],
    )
    def test_people_sign_in_at_once_under_easy_names(self, rf, username, role):
        user = authenticate(rf.post("/"), username=username, password=WORD)
        assert user.current_roles == {role}
        assert user.email == f"{username}@example.org"
        assert not user.must_change_password

    def test_every_group_has_a_director_and_a_deputy_over_it(self):
        groups = set(Unit.objects.filter(kind=UnitKind.GROUP))
        directors = User.objects.filter(appointments__post__role=Role.GROUP_DIRECTOR)
        assert {user.current_posts[0].unit for user in directors} == groups
        assert {row.unit for row in Supervision.objects.select_related("unit")} == groups
        assert len(Supervision.objects.values("post").distinct()) == 2

    def test_has_the_holidays_of_the_plans_years(self):
        assert Holiday.objects.filter(date="2020-12-10").exists()
        for year in (2019, 2020, 2021):
            assert Holiday.objects.filter(date__year=year).count() > 15

    def test_has_routes_and_categories_of_every_type(self):
        assert set(Route.objects.values_list("kind", flat=True)) == {"plan", "proposal", "spending"}
        assert Category.objects.values("expenditure_type").distinct().count() == 5

    def test_no_mail_is_sent(self):
        assert mail.outbox == []

    def test_the_audit_chain_holds(self):
        assert list(find_breaks(find_sample().pk)) == []


@pytest.mark.usefixtures("loaded", "db")
class TestPlans:
    def test_last_years_plan_was_approved_by_its_route_and_the_year_closed(self):
        plan = plan_of(2563)
        assert (plan.state, plan.fiscal_year.is_closed, plan.envelope) == (
            PlanState.APPROVED,
            True,
            Decimal("4500000.00"),
        )
        case = Case.objects.get(kind="plan", object_id=plan.pk)
        assert [(decision.verb, decision.by.username) for decision in case.decisions.all()] == [
            ("submit", "planner"),
            ("endorse", "plandirector"),
            ("endorse", "deputy"),
            ("approve", "director"),
            ("letter", "planner2"),
        ]

    def test_last_years_amounts_are_round(self):
        for row in plan_table(plan_of(2563)).lines():
            assert all(amount == amount.to_integral_value() for amount in row.amounts.cells())

    def test_this_years_plan_is_the_real_one_in_draft(self):
        plan = plan_of(2564)
        table, printed = plan_table(plan), sample_figures()["printed_totals"]
        assert (plan.state, table.envelope, table.imbalances) == (PlanState.DRAFT, Decimal("5000000.00"), ())
        for part, name in zip(table.parts, ("office_admin_total", "quality_dev", "reserve"), strict=True):
            columns = ("annual", "q1", "q2", "q3", "q4")
            assert part.amounts.cells() == tuple(Decimal(printed[name][column]) for column in columns)
            assert part.ceiling == Decimal(printed[name]["annual"])
        services = next(row for row in table.rows() if row.name == "ค่าใช้สอย")
        assert services.amounts.quarters[3] == Decimal("374500.00")

    def test_ceilings_of_the_groups_share_out_their_part(self):
        ceilings = GroupCeiling.objects.filter(fiscal_year__year_be=2564)
        assert ceilings.count() == 4
        assert sum(row.amount for row in ceilings) == missions_part(plan_of(2564)).ceiling


@pytest.mark.django_db
class TestCommand:
    def test_prints_a_random_password_for_everybody_once(self, rf):
        lines = [line.split() for line in run().splitlines() if line.startswith("  ")]
        assert len(lines) == User.objects.count() == 23
        passwords = {line[1] for line in lines}
        assert len(passwords) == 23
        assert all(re.fullmatch(r"([a-z2-9]{5}-){2}[a-z2-9]{5}", password) for password in passwords)
        assert authenticate(rf.post("/"), username=lines[0][0], password=lines[0][1]).username == "planner"

    def test_run_again_keeps_data_and_passwords(self, rf):
        run("--password", WORD)
        plan = plan_of(2564)
        SpendingPlan.objects.filter(pk=plan.pk).update(envelope=Decimal(1))
        printed = run()
        assert WORD not in printed
        assert Office.objects.count() == 1
        assert plan_of(2564).envelope == Decimal(1)
        assert authenticate(rf.post("/"), username="planner", password=WORD)

    def test_run_again_with_a_password_sets_it(self, rf):
        run("--password", WORD)
        run("--password", "another-word")
        assert authenticate(rf.post("/"), username="director", password="another-word")
