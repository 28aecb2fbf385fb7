"""What the database itself holds of projects, whoever writes the SQL."""

import uuid
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from budgetplan.approvals import services as approvals
from projects.enums import FocusKind, ProposalState, TargetKind
from projects.models import (
    Activity,
    CheckItem,
    CostLine,
    Focus,
    Programme,
    Project,
    ProjectOwner,
    Proposal,
    ProposalEdit,
    StandardRate,
    Statement,
    Strategy,
    Target,
)
from projects.services import versions
from projects.services.lists import HEAD_FIELDS
from tests.projects.factories import approve, make_proposal


def refused(act, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        act(**fields)


def update(row):
    """A function that stores columns of a row past every service."""
    return type(row).objects.filter(pk=row.pk).update


class TestRows:
    @pytest.mark.parametrize(
        "fields",
        [
            {"q1": Decimal(5)},
            {"q1": Decimal(1), "q2": Decimal(1), "q3": Decimal(1)},
            {"q1": Decimal(-1), "q2": Decimal(1), "q3": Decimal(0), "q4": Decimal(0)},
            {"amount": Decimal("-0.01")},
        ],
    )
    def test_a_cost_line_has_all_quarters_or_none_and_nothing_below_zero(self, proposal, fields):
        refused(update(CostLine.objects.get()), **fields)

    @pytest.mark.parametrize("months", [4096, -1])
    def test_an_activity_has_twelve_months(self, proposal, months):
        refused(update(Activity.objects.first()), months=months)

    def test_an_activity_stands_not_under_itself(self, proposal):
        activity = Activity.objects.first()

        refused(update(activity), parent=activity)

    @pytest.mark.parametrize("fields", [{"value": Decimal(5)}, {"unit": "คน"}])
    def test_only_quantities_are_counted(self, proposal, fields):
        refused(update(Target.objects.get(kind=TargetKind.QUALITATIVE)), **fields)

    def test_a_key_stands_once_in_a_version(self, office, proposal):
        key = Statement.objects.filter(proposal=proposal).first().key

        refused(
            Statement.objects.create, office=office.office, proposal=proposal, key=key, section="objectives", text="x"
        )

    def test_a_key_stands_in_every_version(self, office, proposal, owner):
        approve(office, proposal)
        draft = versions.revise_proposal(proposal=proposal, reason="x", by=owner)

        assert set(draft.cost_lines.values_list("key")) == set(proposal.cost_lines.values_list("key"))


class TestVersions:
    def test_a_project_has_one_unfinished_version(self, office, proposal, owner):
        values = {"office": office.office, "project": proposal.project, "name": "x", "created_by": owner}
        for state in (ProposalState.DRAFT, ProposalState.WAITING, ProposalState.RETURNED):
            refused(Proposal.objects.create, number=2, state=state, **values)

        Proposal.objects.create(number=2, state=ProposalState.REJECTED, **values)
        refused(Proposal.objects.create, number=2, state=ProposalState.DROPPED, **values)

    def test_a_period_ends_after_it_begins(self, proposal):
        refused(update(proposal), ends_on=proposal.starts_on.replace(year=2019))

    def test_a_printed_total_is_not_negative(self, proposal):
        refused(update(proposal), declared=Decimal(-1))

    def test_an_approval_says_when_and_by_whom(self, proposal, owner):
        for fields in ({}, {"approved_at": timezone.now()}, {"approved_by": owner}):
            refused(update(proposal), state=ProposalState.APPROVED, **fields)
        refused(update(proposal), approved_at=timezone.now(), approved_by=owner)

    def test_a_project_is_not_merged_into_itself(self, proposal):
        refused(update(proposal.project), merged_into=proposal.project)

    def test_an_owner_owns_once(self, office, proposal, owner):
        refused(ProjectOwner.objects.create, office=office.office, project=proposal.project, user=owner)

    def test_a_project_with_a_version_is_not_deleted(self, proposal):
        with pytest.raises(IntegrityError):
            proposal.project.delete()

        assert Project.objects.count() == 1


class TestTheFrame:
    @pytest.mark.parametrize("fields", [{"number": 1, "name": "อื่น"}, {"number": 9, "name": "ด้านการบริหารจัดการ"}])
    def test_a_strategy_has_its_number_and_name_alone(self, office, year, proposal, fields):
        refused(Strategy.objects.create, office=office.office, fiscal_year=year, **fields)

    def test_strategies_count_from_one(self, office, year):
        refused(Strategy.objects.create, office=office.office, fiscal_year=year, number=0, name="ก")

    def test_programmes_and_focuses_have_their_name_alone(self, office, year, proposal):
        frame = {"office": office.office, "fiscal_year": year}
        focus = Focus.objects.get()
        refused(Programme.objects.create, name="แผนงานพื้นฐานตัวอย่าง", **frame)
        refused(Focus.objects.create, name=focus.name, kind=focus.kind, **frame)

        Focus.objects.create(name=focus.name, kind=FocusKind.FOCUS, **frame)

    @pytest.mark.parametrize("fields", [{"ceiling": Decimal(0)}, {"ends_on": "2020-09-30"}, {"name": "ค่าอาหาร"}])
    def test_a_rate_is_more_than_nothing_from_a_day_to_a_later_one(self, office, fields):
        values = {"office": office.office, "unit": "บาท/มื้อ", "starts_on": "2020-10-01", "keywords": "อาหาร"}
        StandardRate.objects.create(name="ค่าอาหาร", ceiling=Decimal(80), **values)

        refused(StandardRate.objects.create, **{"name": "ค่าที่พัก", "ceiling": Decimal(800), **values, **fields})


HEAD = {
    "number": 7, "name": "อื่น", "programme": None, "strategy": None, "owners_text": "อื่น", "nature": "",
    "starts_on": None, "ends_on": None, "rationale": "อื่น", "averaging": "all", "notes": "อื่น",
    "declared": Decimal(5), "over_ceiling_reason": "อื่น", "over_ceiling": Decimal(5), "reason": "อื่น",
}  # fmt: skip
"""Another value for every column that says something."""


class TestFrozen:
    def test_every_column_of_the_head_is_among_them(self):
        assert {name.removesuffix("_id") for name in HEAD_FIELDS} <= set(HEAD)

    @pytest.mark.parametrize("column", [*HEAD, "project", "based_on"])
    def test_the_head_stays_while_it_waits(self, office, year, proposal, owner, column):
        other = make_proposal(office, year, name="อีกโครงการ", owner=office.people.planner)
        versions.submit_proposal(proposal=proposal, by=owner)

        refused(update(proposal), **{column: (HEAD | {"project": other.project, "based_on": other})[column]})

    @pytest.mark.parametrize("column", ["declared", "programme"])
    def test_a_blank_stays_blank_while_it_waits(self, proposal, owner, column):
        Proposal.objects.filter(pk=proposal.pk).update(programme=None)
        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.WAITING)
        value = Decimal(0) if column == "declared" else Programme.objects.get()

        refused(update(proposal), **{column: value})
        update(proposal)(state=ProposalState.DRAFT)
        update(proposal)(**{column: value})

    @pytest.mark.parametrize("state", [ProposalState.REJECTED, ProposalState.MERGED])
    @pytest.mark.parametrize("fields", [{"state": "draft"}, {"revision": 99}, {"name": "อื่น"}])
    def test_what_is_closed_never_changes(self, proposal, state, fields):
        update(proposal)(state=state)

        refused(update(proposal), **fields)
        refused(Proposal.objects.filter(pk=proposal.pk).delete)

    def test_what_is_approved_never_changes(self, office, proposal):
        approve(office, proposal)

        for fields in ({"state": "draft", "approved_at": None, "approved_by": None}, {"revision": 99}, {"based_on": 1}):
            refused(update(proposal), **fields)

    @pytest.mark.parametrize(
        "state", [ProposalState.WAITING, ProposalState.REJECTED, ProposalState.MERGED, ProposalState.DROPPED]
    )
    def test_rows_and_focuses_are_frozen_with_it(self, office, proposal, state):
        focus, line = Focus.objects.get(), CostLine.objects.get()
        update(proposal)(state=state)

        refused(update(line), amount=Decimal(5))
        refused(CostLine.objects.filter(pk=line.pk).delete)
        refused(
            CostLine.objects.create, office=office.office, proposal=proposal, activity=line.activity, key=uuid.uuid4()
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            proposal.focuses.add(focus)

    def test_a_row_does_not_slip_into_a_version_that_waits(self, office, year, proposal, owner):
        other = make_proposal(office, year, name="อีกโครงการ")
        line = other.cost_lines.get()
        versions.submit_proposal(proposal=proposal, by=owner)

        refused(update(line), proposal=proposal)

    def test_the_checklist_changes_while_its_proposal_waits_only(self, office, proposal, owner):
        case = versions.submit_proposal(proposal=proposal, by=owner)
        items, item = CheckItem.objects.filter(proposal=proposal), CheckItem.objects.first()
        update(item)(ticked=False)
        case = approvals.return_case(
            case=case, seen_version=case.version, by=office.people.group_director, comment="แก้ไข"
        )

        refused(update(item), ticked=True)
        refused(items.delete)
        refused(CheckItem.objects.create, office=office.office, proposal=proposal, round=2, code="rates", verified=True)
        for state in (ProposalState.DRAFT, ProposalState.REJECTED):
            update(proposal)(state=state)
            refused(update(item), ticked=True)
            refused(items.delete)

    def test_the_checklist_of_what_is_approved_is_evidence(self, office, proposal):
        approve(office, proposal)

        refused(CheckItem.objects.update, note="อื่น")
        refused(CheckItem.objects.all().delete)

    def test_the_journal_is_only_added_to(self, proposal):
        edit = ProposalEdit.objects.get()

        for act in (lambda: update(edit)(kind="undo"), ProposalEdit.objects.filter(pk=edit.pk).delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("พัฒนาการอ่าน", "โครงการ “พัฒนาการอ่าน” ฉบับที่ 1"),
        ("โครงการ พัฒนาการอ่าน", "โครงการ “พัฒนาการอ่าน” ฉบับที่ 1"),
        ("โครงการ", "โครงการ “โครงการ” ฉบับที่ 1"),
    ],
)
def test_a_version_says_project_once(name, title):
    assert str(Proposal(name=name, number=1)) == title
