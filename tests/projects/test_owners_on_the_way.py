"""Owners of a project while its proposal is on its way: nobody decides on their own, and it comes back to them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgetplan.approvals import selectors as cases
from budgetplan.approvals import services as approvals
from budgetplan.approvals.errors import NotYourStep, OwnDocument, RouteMissing
from budgetplan.approvals.models import Case
from budgetplan.approvals.permissions import can_decide, can_withdraw
from budgetplan.approvals.wording import outcome
from projects.enums import ProposalState
from projects.services import projects
from projects.services.lists import HEAD
from tests.approvals.factories import fresh, let_act, pass_as
from tests.plans.reading_pages import text_of
from tests.projects.drafts import type_in
from tests.projects.factories import approve, chain_of, make_proposal, tick_all
from tests.projects.pages import submit, url


@pytest.fixture
def director(office, proposal):
    """Who decides first: the director of the owner's group."""
    return office.people.group_director


@pytest.fixture
def shared(proposal, director, share):
    """A draft that the group's director owns together with the owner."""
    share(proposal, director)
    return proposal


@pytest.fixture
def stand_in(office, director, colleague):
    """Somebody of the group who acts for its director."""
    let_act(colleague, office.posts.group_director)
    return colleague


@pytest.fixture
def letters_of(mailoutbox, django_capture_on_commit_callbacks):
    """A function that gives who gets a letter once what `act` does is committed, in order."""

    def told(act):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return sorted(letter.to[0].partition("@")[0] for letter in mailoutbox)

    return told


def test_who_wrote_it_does_not_decide_after_leaving_the_owners(office, shared, owner, director):
    type_in(shared, director, HEAD, "owners_text", "ผู้อำนวยการกลุ่ม")
    projects.set_owners(project=shared.project, users=[owner], by=owner)
    let_act(office.people.second_planner, office.posts.group_director)

    case = submit(shared, owner)

    assert not can_decide(case=case, by=director)
    assert can_decide(case=case, by=office.people.second_planner)


def pass_to_director(office, proposal, case):
    """Pass the case on until the office's director holds it."""
    for person in chain_of(office)[:3]:
        if person == office.people.planner:
            tick_all(proposal, by=person)
        pass_as(case, person)
    return fresh(case)


def submit_more(office, year, many):
    """Submit proposals of the owner until so many are on their way."""
    for number in range(Case.objects.count(), many):
        submit(make_proposal(office, year, name=f"โครงการ {number}"), office.people.owner)


class TestOwnersDecideNothing:
    def test_who_co_owns_it_and_alone_holds_a_step_keeps_it_back(self, office, shared, owner, director):
        with pytest.raises(RouteMissing) as refusal:
            submit(shared, owner)

        assert str(refusal.value) == (
            "ขั้นตอน “ผู้อำนวยการกลุ่ม” มีเพียงผู้รับผิดชอบเอกสารนี้เป็นผู้พิจารณา (คุณ a_group_director) และไม่มีผู้ใดพิจารณาเรื่องของตนเองได้ "
            "โปรดแจ้งผู้ดูแลระบบให้กำหนดผู้ปฏิบัติหน้าที่แทน"
        )
        assert not Case.objects.exists()

    def test_who_submits_and_alone_holds_a_step_is_told_so(self, office, shared, director):
        with pytest.raises(RouteMissing, match="มีท่านเป็นผู้พิจารณาเพียงคนเดียว"):
            submit(shared, director)

    def test_somebody_named_to_act_decides_instead(self, office, shared, owner, director, colleague):
        let_act(director, office.posts.group_director)
        let_act(colleague, office.posts.group_director, order=2)

        case = submit(shared, owner)

        assert not can_decide(case=case, by=director)
        with pytest.raises(OwnDocument, match="ท่านเป็นผู้รับผิดชอบเอกสารนี้ จึงต้องให้ผู้อื่นเป็นผู้พิจารณา"):
            pass_as(case, director)
        done = pass_as(case, colleague)
        assert done.decisions.get(step__order=1).acting_for == office.posts.group_director

    def test_who_submitted_it_reads_that_they_did(self, shared, owner, stand_in):
        case = submit(shared, owner)

        with pytest.raises(OwnDocument, match="ท่านเป็นผู้เสนอเอกสารนี้"):
            pass_as(case, owner)

    def test_the_director_who_becomes_an_owner_on_the_way_approves_nothing(self, office, proposal, owner, share):
        case = pass_to_director(office, proposal, submit(proposal, owner))
        assert can_decide(case=case, by=office.people.director)

        share(proposal, office.people.director)

        with pytest.raises(OwnDocument):
            pass_as(case, office.people.director)
        assert cases.desk_of(case).holders == ()

    def test_of_two_planning_officers_the_one_who_does_not_own_it_checks(self, office, proposal, owner, share):
        share(proposal, office.people.planner)
        case = pass_as(submit(proposal, owner), office.people.group_director)

        assert [holder.user for holder in cases.desk_of(case).holders] == [office.people.second_planner]

    def test_the_submission_page_names_who_will_really_decide(self, shared, owner, stand_in, client_for):
        text = text_of(client_for(owner).get(url("submit", shared)))

        assert "คุณ a_colleague ปฏิบัติหน้าที่แทน ผู้อำนวยการกลุ่มนิเทศฯ" in text
        assert "คุณ a_group_director" not in text.partition("ผู้อำนวยการกลุ่ม")[2]

    def test_letters_leave_them_out(self, shared, owner, stand_in, letters_of):
        assert letters_of(lambda: submit(shared, owner)) == ["a_colleague"]

    def test_inbox_and_its_count_leave_them_out(self, shared, director, stand_in, client_for):
        case = submit(shared, shared.created_by)

        assert cases.inbox(director) == []
        assert client_for(director).get(reverse("approvals:inbox")).context["inbox_count"]() == 0
        assert cases.inbox(stand_in) == [case]
        assert [desk.case for desk in cases.inbox_desks(stand_in)] == [case]

    def test_the_administrations_list_names_who_will_really_decide(self, office, shared, stand_in, client_for):
        submit(shared, shared.created_by)

        text = text_of(client_for(office.people.director).get(reverse("admin:approvals_case_changelist") + "?desk=all"))

        assert "คุณ a_colleague ปฏิบัติหน้าที่แทน" in text

    @pytest.mark.parametrize(
        ("person", "address"),
        [
            ("group_director", "approvals:inbox"),
            ("director", "approvals:desks"),
            ("group_director", "admin:approvals_case_changelist"),
        ],
    )
    def test_lists_cost_the_same_for_two_proposals_and_for_five(self, office, proposal, client_for, person, address):
        client, counts = client_for(getattr(office.people, person)), []
        for many in (2, 5):
            submit_more(office, proposal.project.fiscal_year, many)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse(address)).status_code == 200
            counts.append(len(queries))

        assert counts[0] == counts[1]

    def test_a_project_its_owners_keep_out_of_goes_the_whole_way(self, office, proposal):
        assert approve(office, proposal).approved_by == office.people.director

    def test_confirming_several_in_the_administration_costs_the_same(self, office, year, director, client_for):
        client, counts = client_for(director), []
        for many in (2, 5):
            submit_more(office, year, many)
            chosen = list(Case.objects.values_list("pk", flat=True))
            with CaptureQueriesContext(connection) as queries:
                response = client.post(
                    reverse("admin:approvals_case_changelist"), {"action": "pass_selected", "_selected_action": chosen}
                )
            assert [may for _case, _summary, may in response.context["rows"]] == [True] * many
            counts.append(len(queries))

        assert counts[0] == counts[1]


def test_a_return_and_a_second_round_leave_the_owners_out_again(shared, owner, director, stand_in):
    case = submit(shared, owner)
    approvals.return_case(case=fresh(case), seen_version=case.version, by=stand_in, comment="เพิ่มตัวชี้วัด")

    case = submit(shared, director)

    assert [holder.user for holder in cases.desk_of(case).holders] == [stand_in]
    assert not can_decide(case=case, by=owner)


def hand_over(proposal, *users, by):
    """Let `users` own the project, and nobody else."""
    projects.set_owners(project=proposal.project, users=users, by=by)


def return_it(case, by):
    return approvals.return_case(case=fresh(case), seen_version=case.version, by=by, comment="เพิ่มตัวชี้วัด")


class TestTakingBack:
    @pytest.fixture
    def case(self, proposal, owner):
        return submit(proposal, owner)

    @pytest.fixture
    def handed_over(self, office, proposal, case, colleague):
        """A waiting case whose project went from the owner who submitted it to a colleague."""
        hand_over(proposal, colleague, by=office.people.planner)
        return case

    def test_is_for_the_owners_of_now(self, handed_over, proposal, owner, colleague):
        assert (can_withdraw(case=handed_over, by=owner), can_withdraw(case=handed_over, by=colleague)) == (False, True)
        with pytest.raises(NotYourStep, match="เฉพาะผู้รับผิดชอบโครงการเท่านั้นที่ถอนข้อเสนอได้"):
            approvals.withdraw(case=handed_over, seen_version=handed_over.version, by=owner)

        approvals.withdraw(case=handed_over, seen_version=handed_over.version, by=colleague)

        proposal.refresh_from_db()
        assert proposal.state == ProposalState.DRAFT

    def test_is_for_who_submitted_it_while_they_own_it(self, case, owner, colleague):
        assert (can_withdraw(case=case, by=owner), can_withdraw(case=case, by=colleague)) == (True, False)

    def test_is_for_an_owner_who_did_not_submit_it(self, case, proposal, colleague, share):
        share(proposal, colleague)

        assert can_withdraw(case=case, by=colleague)

    def test_pages_offer_it_to_them_alone(self, handed_over, proposal, owner, colleague, client_for):
        withdraw = reverse("approvals:withdraw", args=[handed_over.public_id])
        pages = [reverse("approvals:case", args=[handed_over.public_id]), url("submit", proposal)]
        pages.append(reverse("projects:project", args=[proposal.project.public_id]))

        offered = {page: withdraw in client_for(colleague).get(page).content.decode() for page in pages}

        assert offered == dict.fromkeys(pages, True)
        assert withdraw not in client_for(owner).get(pages[0]).content.decode()
        text = text_of(client_for(colleague).get(pages[0]))
        assert "เรื่องนี้เป็นของท่าน จึงต้องให้ผู้อื่นพิจารณา" in text
        assert "ท่านเป็นผู้เสนอ" not in text

    def test_what_is_returned_is_with_the_owners_of_now(self, office, handed_over, proposal, colleague, client_for):
        done = return_it(handed_over, office.people.group_director)

        assert outcome(done) == "ส่งกลับให้ คุณ a_colleague แก้ไขแล้ว"
        client = client_for(colleague)
        for page in (
            reverse("approvals:case", args=[handed_over.public_id]),
            reverse("projects:project", args=[proposal.project.public_id]),
        ):
            assert "คุณ a_colleague (เพื่อแก้ไข)" in text_of(client.get(page))

    def test_a_return_is_told_to_the_owners_of_now(self, office, handed_over, proposal, letters_of, director):
        assert letters_of(lambda: return_it(handed_over, director)) == ["a_colleague"]

    @pytest.fixture
    def shared_case(self, case, proposal, colleague, share):
        share(proposal, colleague)
        return case

    def test_what_one_owner_withdraws_the_others_are_told(self, shared_case, colleague, letters_of):
        told = letters_of(lambda: approvals.withdraw(case=shared_case, seen_version=1, by=colleague))

        assert told == ["a_owner"]

    def test_the_letter_says_that_it_was_withdrawn(self, shared_case, colleague, letters_of, mailoutbox):
        letters_of(lambda: approvals.withdraw(case=shared_case, seen_version=1, by=colleague))

        assert "คุณ a_colleague ถอนเรื่อง “" in mailoutbox[0].body
        assert "อนุมัติ" not in mailoutbox[0].body
