"""Opening and closing years; envelope, parts and ceilings."""

from decimal import Decimal

import pytest

from budgetplan.audit.models import Event
from plans import closing
from plans.enums import PartKind, YearState
from plans.errors import EditConflict, NotAllowed, PlanFrozen, PlanRefused, YearExists
from plans.models import FiscalYear, GroupCeiling, SpendingPlan
from plans.selectors import plan_table
from plans.services import years
from plans.services.lines import NewRow, add_rows
from plans.services.years import PartEntry
from tests import factories
from tests.plans.approving import approve

FRAME = Decimal(5000000)


def open_year(office, year_be=2565, **fields):
    return years.open_year(
        office=office.office, year_be=year_be, by=office.people.planner, **{"envelope": FRAME, **fields}
    )


def frame_of(plan):
    return [(part.name, part.ceiling) for part in plan.parts.order_by("position")]


def last_event(verb):
    return Event.objects.filter(verb=verb).latest("sequence")


def two_letters(year):
    return "Two letters are open."


class TestOpenYear:
    def test_new_year_has_a_draft_with_the_three_standard_parts(self, office):
        plan = open_year(office)
        assert (plan.number, plan.state, plan.envelope) == (1, "draft", FRAME)
        assert plan.unit == office.units.planning
        assert list(plan.parts.order_by("position").values_list("kind", "name", "ceiling")) == [
            (PartKind.ADMINISTRATION, "งบบริหารสำนักงาน", None),
            (PartKind.QUALITY, "งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม", None),
            (PartKind.CONTINGENCY, "งบสำรองจ่ายในรายการที่จำเป็นเร่งด่วนตามนโยบาย", None),
        ]

    def test_is_written_to_the_audit_chain(self, office):
        plan = open_year(office)
        event = last_event("year.open")
        assert event.target_id == str(plan.fiscal_year_id)
        assert event.data == {"envelope": "5000000", "copied_from": "", "percent": None}

    def test_same_year_twice_is_refused_and_leaves_one_plan(self, office):
        open_year(office)
        with pytest.raises(YearExists, match="2565"):
            open_year(office, envelope=Decimal(1))
        assert SpendingPlan.objects.get(fiscal_year__year_be=2565).envelope == FRAME

    def test_two_offices_open_the_same_year(self, office, other_office):
        open_year(office)
        open_year(other_office)
        assert FiscalYear.objects.filter(year_be=2565).count() == 2

    @pytest.mark.parametrize("year_be", [2021, 2499, 2701])
    def test_year_outside_the_buddhist_era_is_refused(self, office, year_be):
        with pytest.raises(PlanRefused, match="2500"):
            open_year(office, year_be)
        assert not FiscalYear.objects.exists()

    @pytest.mark.parametrize("seat", ["director", "owner", "administrator", "auditor", "school_officer"])
    def test_only_planning_officers_open_a_year(self, office, seat):
        with pytest.raises(NotAllowed):
            years.open_year(office=office.office, year_be=2565, envelope=FRAME, by=getattr(office.people, seat))
        assert not FiscalYear.objects.exists()

    def test_planning_officer_of_another_office_is_refused(self, office, other_office):
        with pytest.raises(NotAllowed):
            years.open_year(office=office.office, year_be=2565, envelope=FRAME, by=other_office.people.planner)

    def test_planning_officer_without_a_group_is_refused_and_nothing_is_left(self, office):
        office.posts.planner.unit = None
        office.posts.planner.save()
        with pytest.raises(NotAllowed):
            open_year(office)
        assert not FiscalYear.objects.exists()

    def test_copy_of_last_years_plan(self, office, real_plan):
        copy = open_year(office, copy_from=real_plan)
        old, new = plan_table(real_plan), plan_table(copy)
        assert new.total == old.total
        assert [(row.number, row.name, row.amounts) for row in new.rows()] == [
            (row.number, row.name, row.amounts) for row in old.rows()
        ]

    def test_copy_of_another_offices_plan_is_refused(self, other_office, real_plan):
        with pytest.raises(NotAllowed):
            open_year(other_office, copy_from=real_plan)
        assert not FiscalYear.objects.filter(office=other_office.office).exists()


class TestCloseYear:
    def test_closed_with_who_and_when(self, office, real_plan):
        approve(real_plan, office.people)
        years.close_year(year=real_plan.fiscal_year, by=office.people.planner)
        year = FiscalYear.objects.get(pk=real_plan.fiscal_year_id)
        assert (year.state, year.closed_by) == (YearState.CLOSED, office.people.planner)
        assert year.closed_at is not None
        assert last_event("year.close").target_id == str(year.pk)

    def test_refused_while_a_version_is_unfinished(self, office, real_plan):
        with pytest.raises(PlanFrozen):
            years.close_year(year=real_plan.fiscal_year, by=office.people.planner)
        assert not FiscalYear.objects.get().is_closed

    def test_refused_while_another_app_says_why(self, office, real_plan, monkeypatch):
        approve(real_plan, office.people)
        year, asked = real_plan.fiscal_year, []
        monkeypatch.setattr(closing, "_obstacles", [])
        closing.add_obstacle(lambda found: asked.append(found) or "")
        for _time in range(2):
            closing.add_obstacle(two_letters)

        with pytest.raises(PlanFrozen, match=r"^Two letters are open\.$"):
            years.close_year(year=year, by=office.people.planner)
        assert asked == [year]
        assert not FiscalYear.objects.get().is_closed

    def test_twice_is_refused(self, office, real_plan):
        approve(real_plan, office.people)
        years.close_year(year=real_plan.fiscal_year, by=office.people.planner)
        with pytest.raises(PlanFrozen, match="2564"):
            years.close_year(year=real_plan.fiscal_year, by=office.people.planner)

    def test_reopened(self, office, real_plan):
        approve(real_plan, office.people)
        year = real_plan.fiscal_year
        years.close_year(year=year, by=office.people.planner)
        years.reopen_year(year=year, by=office.people.second_planner)
        year.refresh_from_db()
        assert (year.state, year.closed_at, year.closed_by) == (YearState.OPEN, None, None)
        assert last_event("year.reopen").actor == office.people.second_planner

    def test_open_year_can_not_be_reopened(self, office, plan):
        with pytest.raises(PlanFrozen):
            years.reopen_year(year=plan.fiscal_year, by=office.people.planner)

    @pytest.mark.parametrize("service", [years.close_year, years.reopen_year])
    def test_others_are_refused(self, office, other_office, real_plan, service):
        approve(real_plan, office.people)
        for person in (office.people.director, other_office.people.planner):
            with pytest.raises(NotAllowed):
                service(year=real_plan.fiscal_year, by=person)


class TestSetFrame:
    def test_sets_envelope_and_named_ceilings_only(self, office, plan):
        first, _second, third = plan.parts.order_by("position")
        years.set_frame(
            plan=plan,
            envelope=Decimal("4000000.50"),
            ceilings={first.pk: Decimal(3031000), third.pk: Decimal(0)},
            by=office.people.planner,
        )
        plan.refresh_from_db()
        assert plan.envelope == Decimal("4000000.50")
        assert [ceiling for _name, ceiling in frame_of(plan)] == [Decimal(3031000), None, Decimal(0)]
        assert last_event("plan.frame").data == {
            "changes": {
                first.name: [None, "3031000"],
                third.name: [None, "0"],
                "envelope": ["5000000.00", "4000000.50"],
            }
        }

    def test_nothing_changed_writes_no_event(self, office, plan):
        years.set_frame(plan=plan, envelope=FRAME, ceilings={}, by=office.people.planner)
        plan.refresh_from_db()
        assert plan.revision == 0
        assert not Event.objects.filter(verb="plan.frame").exists()

    def test_refused_while_waiting(self, office, real_plan):
        approve(real_plan, office.people)
        with pytest.raises(PlanFrozen):
            years.set_frame(plan=real_plan, envelope=Decimal(1), ceilings={}, by=office.people.planner)
        real_plan.refresh_from_db()
        assert real_plan.envelope == FRAME


class TestArrangeFrame:
    def arrange(self, office, plan, entries, **fields):
        arguments = {"envelope": FRAME, "by": office.people.planner, **fields}
        return years.arrange_frame(plan=plan, parts=entries, **arguments)

    def entries(self, plan):
        return [PartEntry(part.name, part.ceiling, str(part.key)) for part in plan.parts.order_by("position")]

    def test_adds_renames_orders_and_removes(self, office, plan):
        first, second, third = self.entries(plan)
        self.arrange(
            office,
            plan,
            [
                PartEntry("งบลงทุน", Decimal(200000)),
                PartEntry("งบพัฒนาคุณภาพ", Decimal("1869000.25"), second.key),
                PartEntry(first.name, None, first.key),
            ],
        )
        assert frame_of(plan) == [
            ("งบลงทุน", Decimal("200000.00")),
            ("งบพัฒนาคุณภาพ", Decimal("1869000.25")),
            ("งบบริหารสำนักงาน", None),
        ]
        assert last_event("plan.frame").data == {
            "changes": {"งบพัฒนาคุณภาพ": [None, "1869000.25"], "งบลงทุน": [None, "200000"]},
            "added": ["งบลงทุน"],
            "removed": [third.name],
            "renamed": [[second.name, "งบพัฒนาคุณภาพ"]],
            "order": ["งบลงทุน", "งบพัฒนาคุณภาพ", "งบบริหารสำนักงาน"],
        }

    def test_two_parts_swap_their_names(self, office, plan):
        first, second, third = self.entries(plan)
        self.arrange(
            office,
            plan,
            [PartEntry(second.name, None, first.key), PartEntry(first.name, None, second.key), third],
        )
        assert [name for name, _ceiling in frame_of(plan)] == [second.name, first.name, third.name]

    def test_counts_the_revision_up(self, office, plan):
        self.arrange(office, plan, self.entries(plan), envelope=Decimal(5000001))
        plan.refresh_from_db()
        assert (plan.envelope, plan.revision) == (Decimal(5000001), 1)

    def test_part_with_lines_is_not_removed(self, office, plan):
        first, *others = self.entries(plan)
        add_rows(plan=plan, rows=[NewRow("ค่าไฟฟ้า")], by=office.people.planner, part=first.key)
        with pytest.raises(PlanRefused, match="งบบริหารสำนักงาน"):
            self.arrange(office, plan, others)
        assert plan.parts.count() == 3

    def test_last_part_is_not_removed(self, office, plan):
        with pytest.raises(PlanRefused):
            self.arrange(office, plan, [])
        assert plan.parts.count() == 3

    def test_same_name_twice_is_refused(self, office, plan):
        first, *others = self.entries(plan)
        with pytest.raises(PlanRefused, match=first.name):
            self.arrange(office, plan, [first, *others, PartEntry(first.name)])
        assert plan.parts.count() == 3

    def test_another_plans_part_is_refused(self, office, plan):
        foreign = factories.make_plan(office, year_be=2565).parts.first()
        with pytest.raises(EditConflict):
            self.arrange(office, plan, [*self.entries(plan), PartEntry("x", None, str(foreign.key))])

    def test_frame_somebody_else_changed_is_not_overwritten(self, office, plan):
        seen = years.frame_mark(plan)
        entries = self.entries(plan)
        years.set_frame(plan=plan, envelope=Decimal(1), ceilings={}, by=office.people.second_planner)
        with pytest.raises(EditConflict):
            self.arrange(office, plan, entries, envelope=Decimal(2), seen=seen)
        plan.refresh_from_db()
        assert plan.envelope == Decimal(1)

    def test_own_sight_of_the_frame_is_accepted(self, office, plan):
        seen = years.frame_mark(plan)
        self.arrange(office, plan, self.entries(plan), envelope=Decimal(2), seen=seen)
        plan.refresh_from_db()
        assert plan.envelope == Decimal(2)

    def test_others_are_refused(self, office, other_office, plan):
        for person in (office.people.director, other_office.people.planner):
            with pytest.raises(NotAllowed):
                self.arrange(office, plan, self.entries(plan), by=person)


class TestGroupCeilings:
    def test_set_changed_and_taken_away(self, office, plan):
        units, year = office.units, plan.fiscal_year
        years.set_group_ceilings(
            year=year,
            ceilings={units.planning: Decimal(100000), units.finance: Decimal("50000.75")},
            by=office.people.planner,
        )
        years.set_group_ceilings(
            year=year,
            ceilings={units.planning: None, units.finance: Decimal(60000), units.supervision: None},
            by=office.people.planner,
        )
        assert list(GroupCeiling.objects.values_list("unit__name", "amount")) == [
            (units.finance.name, Decimal("60000.00"))
        ]
        assert last_event("year.ceilings").data == {
            "changes": {units.planning.name: ["100000.00", None], units.finance.name: ["50000.75", "60000"]}
        }

    def test_nothing_changed_writes_no_event(self, office, plan):
        years.set_group_ceilings(
            year=plan.fiscal_year, ceilings={office.units.planning: None}, by=office.people.planner
        )
        assert not Event.objects.filter(verb="year.ceilings").exists()

    def test_closed_year_is_refused(self, office, real_plan):
        approve(real_plan, office.people)
        years.close_year(year=real_plan.fiscal_year, by=office.people.planner)
        with pytest.raises(PlanFrozen):
            years.set_group_ceilings(
                year=real_plan.fiscal_year,
                ceilings={office.units.planning: Decimal(1)},
                by=office.people.planner,
            )

    def test_group_over_its_ceiling_is_named_while_the_plan_is_a_draft(self, office, plan):
        part = plan.parts.first()
        row = NewRow("นิเทศ", factories.amounts_of({"annual": 500, "q1": 500, "q2": 0, "q3": 0, "q4": 0}))
        session = add_rows(plan=plan, rows=[row], by=office.people.planner, part=str(part.key))
        line = next(iter(session.lines.values()))
        line.unit = office.units.supervision
        line.save()
        years.set_group_ceilings(
            year=plan.fiscal_year, ceilings={office.units.supervision: Decimal(400)}, by=office.people.planner
        )
        found = plan_table(plan).imbalances
        assert ("group_ceiling", office.units.supervision.name, Decimal(100)) in [
            (imbalance.code, imbalance.name, imbalance.difference) for imbalance in found
        ]

    def test_approved_version_is_not_held_to_ceilings_set_later(self, office, real_plan):
        line = real_plan.lines.filter(annual__gt=0).first()
        line.unit = office.units.finance
        line.save()
        approve(real_plan, office.people)
        years.set_group_ceilings(
            year=real_plan.fiscal_year, ceilings={office.units.finance: Decimal(1)}, by=office.people.planner
        )
        assert plan_table(real_plan).imbalances == ()

    def test_ceilings_somebody_else_changed_are_not_overwritten(self, office, plan):
        seen = years.ceilings_mark(plan.fiscal_year)
        ceilings = {office.units.finance: Decimal(1)}
        years.set_group_ceilings(year=plan.fiscal_year, ceilings=ceilings, by=office.people.second_planner)
        with pytest.raises(EditConflict):
            years.set_group_ceilings(
                year=plan.fiscal_year,
                ceilings={office.units.finance: Decimal(2)},
                by=office.people.planner,
                seen=seen,
            )
        assert GroupCeiling.objects.get().amount == Decimal(1)
