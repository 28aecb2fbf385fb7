"""Comments on sections and rows: who may make and settle them, what they ask for, where they stay in sight."""

from decimal import Decimal

import pytest

from budgetplan.audit.models import Event
from projects.errors import CutTooHigh, NotAllowed, ProjectRefused, ProposalFrozen
from projects.models import Comment, Proposal
from projects.services import comments, versions
from tests.projects.closing import close
from tests.projects.factories import approve, make_proposal
from tests.projects.pages import make_adjusted


@pytest.fixture
def proposal(office, plan):
    return make_proposal(office, plan.fiscal_year)


def key_of(proposal):
    return str(proposal.cost_lines.get().key)


def say(proposal, by, **values):
    arguments = {"anchor": "rationale", "text": "ขยายความ"} | values
    return comments.add_comment(proposal=proposal, by=by, **arguments)


def test_is_about_a_section(office, proposal):
    comment = say(proposal, office.people.planner, text="  ขยายความ\nอีกนิด ")

    assert (comment.anchor, comment.text, comment.cut_to) == ("rationale", "ขยายความ\nอีกนิด", None)


def test_asks_to_cut_a_cost_line(office, proposal):
    comment = say(proposal, office.people.planner, anchor=key_of(proposal), cut_to="๙๐๐.๕๐")

    assert (comment.label, comment.cut_to) == ("ค่าอาหารว่างและเครื่องดื่ม", Decimal("900.50"))
    event = Event.objects.filter(verb="proposal.comment").latest("sequence")
    assert event.data["about"] == "ค่าอาหารว่างและเครื่องดื่ม"


@pytest.mark.parametrize("amount", ["-5", "ห้าร้อย", "1.234"])
def test_an_amount_that_is_none_is_refused(office, proposal, amount):
    with pytest.raises(ProjectRefused):
        say(proposal, office.people.planner, anchor=key_of(proposal), cut_to=amount)

    assert Comment.objects.count() == 0


@pytest.mark.parametrize("amount", ["1080", "1,080.01", "๕,๐๐๐"])
@pytest.mark.parametrize("about", ["line", "costs"])
def test_a_cut_asks_for_less_than_now(office, proposal, about, amount):
    """The line asks for 1,080, which is the whole project."""
    anchor = key_of(proposal) if about == "line" else about

    with pytest.raises(CutTooHigh, match="น้อยกว่า 1,080 บาท"):
        say(proposal, office.people.planner, anchor=anchor, cut_to=amount)

    assert Comment.objects.count() == 0
    assert say(proposal, office.people.planner, anchor=anchor, cut_to="1,079.99").cut_to == Decimal("1079.99")


def test_the_section_of_costs_is_cut_from_the_projects_total(office, plan):
    adjusted = make_adjusted(office, plan)

    assert say(adjusted, office.people.planner, anchor="costs", cut_to="2,000").cut_to == 2000
    with pytest.raises(CutTooHigh, match=r"น้อยกว่า 2,180\.50 บาท"):
        say(adjusted, office.people.planner, anchor="costs", cut_to="2,180.50")


def test_where_no_money_is_asked_for_nothing_is_cut(office, proposal):
    with pytest.raises(CutTooHigh, match="ไม่ได้ขอเงิน"):
        say(proposal, office.people.planner, anchor="rationale", cut_to="5")


@pytest.mark.parametrize("anchor", ["", "nowhere", "0" * 36, "11111111-2222-3333-4444-555555555555", "-" * 36])
def test_about_nothing_is_refused(office, proposal, anchor):
    with pytest.raises(ProjectRefused, match="ไม่มีแล้ว"):
        say(proposal, office.people.planner, anchor=anchor)


def test_a_row_of_another_proposal_is_no_anchor(office, plan, proposal):
    other = make_proposal(office, plan.fiscal_year, name="อื่น")

    with pytest.raises(ProjectRefused):
        say(proposal, office.people.planner, anchor=key_of(other))


def test_needs_words(office, proposal):
    with pytest.raises(ProjectRefused, match="เขียนความเห็น"):
        say(proposal, office.people.planner, text=" \n")


@pytest.mark.parametrize("person", ["owner", "planner", "group_director", "deputy", "director"])
def test_who_comments(office, proposal, person):
    by = getattr(office.people, person)

    assert say(proposal, by).by == by


@pytest.mark.parametrize(
    "person", ["finance_officer", "auditor", "administrator", "school_officer", "planning_director"]
)
def test_who_does_not_comment(office, proposal, person):
    """The director of another group doesn't even see the draft."""
    with pytest.raises(NotAllowed):
        say(proposal, getattr(office.people, person))


def test_another_office_does_not_comment(other_office, proposal):
    with pytest.raises(NotAllowed):
        say(proposal, other_office.people.planner)


@pytest.mark.parametrize("person", ["group_director", "owner", "planner"])
def test_who_settles(office, proposal, person):
    """Who wrote it, an owner, a planning officer."""
    comment, by = say(proposal, office.people.group_director), getattr(office.people, person)

    comments.settle_comment(comment=comment, by=by)

    comment.refresh_from_db()
    assert (comment.resolved_by, comment.resolved_at is not None) == (by, True)
    comments.settle_comment(comment=comment, by=by, settled=False)
    comment.refresh_from_db()
    assert (comment.resolved_by, comment.resolved_at) == (None, None)


@pytest.mark.parametrize("person", ["deputy", "director", "finance_officer"])
def test_who_does_not_settle(office, proposal, person):
    comment = say(proposal, office.people.group_director)

    with pytest.raises(NotAllowed, match="ที่ปิดความเห็นได้"):
        comments.settle_comment(comment=comment, by=getattr(office.people, person))


def test_in_a_closed_year_nothing_is_said_and_nothing_settled(office, plan, proposal):
    said = say(proposal, office.people.planner)
    close(plan.fiscal_year, office.people.planner)
    proposal, said = Proposal.objects.get(pk=proposal.pk), Comment.objects.get(pk=said.pk)

    with pytest.raises(ProposalFrozen, match="ปีงบประมาณ 2564 ปิดแล้ว"):
        say(proposal, office.people.planner)
    with pytest.raises(ProposalFrozen, match="ปีงบประมาณ 2564 ปิดแล้ว"):
        comments.settle_comment(comment=said, by=office.people.planner)

    assert list(Comment.objects.filter(resolved_at=None)) == [said]
    assert list(comments.comments_of(proposal, by=office.people.planner)) == [said]


def test_what_is_open_goes_on_to_the_next_version(office, proposal):
    settled = say(proposal, office.people.planner, text="แก้แล้ว")
    comments.settle_comment(comment=settled, by=office.people.planner)
    still_open = say(proposal, office.people.planner, anchor=key_of(proposal), text="ยังไม่แก้")
    approve(office, proposal)
    draft = versions.revise_proposal(proposal=proposal, reason="ปรับ", by=office.people.owner)
    fresh = say(draft, office.people.planner, text="ใหม่")

    by = office.people.auditor
    assert list(comments.comments_of(draft, by=by)) == [still_open, fresh]
    assert list(comments.comments_of(proposal, by=by)) == [settled, still_open]
    assert still_open.anchor == key_of(draft)


def test_are_nothing_to_who_may_not_read_them(office, proposal):
    say(proposal, office.people.planner)
    approve(office, proposal)

    assert list(comments.comments_of(proposal, by=office.people.school_officer)) == []


def test_its_writer_deletes_it_and_the_event_keeps_it(office, proposal):
    comment = say(proposal, office.people.planner, anchor=key_of(proposal), cut_to="900")

    comments.delete_comment(comment=comment, by=office.people.planner)

    assert not Comment.objects.exists()
    event = Event.objects.filter(verb="proposal.uncomment").get()
    assert (event.data["comment"], event.data["about"]) == ("ขยายความ", "ค่าอาหารว่างและเครื่องดื่ม")


@pytest.mark.parametrize("person", ["owner", "second_planner", "director"])
def test_nobody_else_deletes_it(office, proposal, person):
    comment = say(proposal, office.people.planner)

    with pytest.raises(NotAllowed, match="ผู้เขียน"):
        comments.delete_comment(comment=comment, by=getattr(office.people, person))

    assert Comment.objects.exists()


def test_what_is_settled_or_decided_on_stays(office, plan, proposal):
    planner = office.people.planner
    settled, open_one = say(proposal, planner), say(proposal, planner, text="อีกข้อ")
    comments.settle_comment(comment=Comment.objects.get(pk=settled.pk), by=office.people.owner)

    with pytest.raises(ProjectRefused, match="ปิดแล้ว"):
        comments.delete_comment(comment=settled, by=planner)
    approve(office, proposal)
    with pytest.raises(ProposalFrozen, match="พิจารณาแล้ว"):
        comments.delete_comment(comment=open_one, by=planner)

    assert Comment.objects.count() == 2
