from smtplib import SMTPRecipientsRefused

import pytest

from budgetplan.approvals import mail, services
from tests.approvals.factories import LETTER, fresh, let_act, make_case, pass_as, pass_until, return_as


@pytest.fixture
def letters(mailoutbox, django_capture_on_commit_callbacks):
    """A function that runs `act` to its commit and gives the mails that were sent."""

    def after(act):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return list(mailoutbox)

    return after


def test_submission_writes_to_the_first_holder(office, letters):
    [letter] = letters(lambda: make_case(office))

    assert letter.to == ["a_planning_director@example.org"]
    assert letter.subject == ("เรื่องรอท่านพิจารณา: แผนการใช้จ่ายงบประมาณ ปี 2564 ฉบับที่ 1 (ผู้อำนวยการกลุ่มนโยบายและแผน)")


def test_turn_says_what_how_much_until_when_and_where(office, letters, case):
    [letter] = letters(lambda: pass_as(case, office.people.planning_director))

    due = fresh(case).current_step.due_on
    assert letter.to == ["a_deputy@example.org"]
    assert "จำนวนเงิน: 5,000,000 บาท" in letter.body
    assert f"กำหนดเสร็จ: {due.day} " in letter.body
    assert str(due.year + 543) in letter.body
    assert f"http://testserver/cases/{case.public_id}/" in letter.body
    assert "ปฏิบัติหน้าที่แทน" not in letter.body


def test_acting_person_is_written_to_and_told_for_whom(office, letters, case):
    let_act(office.people.owner, office.posts.deputy)

    found = letters(lambda: pass_as(case, office.people.planning_director))

    bodies = {letter.to[0]: letter.body for letter in found}
    assert sorted(bodies) == ["a_deputy@example.org", "a_owner@example.org"]
    assert "ในฐานะผู้ปฏิบัติหน้าที่แทน: รองผู้อำนวยการ สพป." in bodies["a_owner@example.org"]


def test_who_chose_english_gets_english(office, letters, case):
    office.people.deputy.language = "en"
    office.people.deputy.save()

    [letter] = letters(lambda: pass_as(case, office.people.planning_director))

    assert letter.subject.startswith("Waiting for you: ")
    assert "Amount: 5,000,000 baht" in letter.body


def test_return_tells_the_author_why(office, letters, case):
    [letter] = letters(lambda: return_as(case, office.people.planning_director, 'ปรับลด "ค่าใช้สอย" < 10%'))

    assert letter.to == ["a_planner@example.org"]
    assert letter.subject.startswith("ส่งกลับแก้ไข: ")
    assert 'ความเห็น: ปรับลด "ค่าใช้สอย" < 10%' in letter.body


def test_approval_tells_the_author_the_letter(office, letters, case):
    pass_until(case, office, 4)

    [letter] = letters(lambda: pass_as(case, office.people.second_planner, **LETTER))

    assert letter.to == ["a_planner@example.org"]
    assert "ได้รับอนุมัติแล้ว" in letter.body
    assert "หนังสือที่ ศธ 04001/123 ลงวันที่ 20 พฤศจิกายน 2563" in letter.body


def test_withdrawal_writes_to_nobody(office, letters, case):
    assert letters(lambda: services.withdraw(case=fresh(case), seen_version=1, by=office.people.planner)) == []


def test_people_without_an_address_are_left_out(office, letters, case):
    office.people.deputy.email = ""
    office.people.deputy.save()

    assert letters(lambda: pass_as(case, office.people.planning_director)) == []


def test_mail_server_that_is_down_does_not_undo_the_decision(office, letters, case, monkeypatch):
    def down(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("budgetplan.approvals.mail.send_mail", down)

    assert letters(lambda: pass_as(case, office.people.planning_director)) == []
    assert fresh(case).current_step.name == "รองผู้อำนวยการ สพป."


def test_one_refused_address_keeps_nobody_else_from_a_letter(office, letters, case, monkeypatch):
    let_act(office.people.owner, office.posts.deputy)

    def pick(subject, body, sender, to, send=mail.send_mail):
        if to == ["a_deputy@example.org"]:
            raise SMTPRecipientsRefused({})
        return send(subject, body, sender, to)

    monkeypatch.setattr(mail, "send_mail", pick)

    found = letters(lambda: pass_as(case, office.people.planning_director))

    assert [letter.to for letter in found] == [["a_owner@example.org"]]


def test_title_is_thai_whatever_the_author_reads(office, english):
    assert make_case(office).title == "แผนการใช้จ่ายงบประมาณ ปี 2564 ฉบับที่ 1"


def test_refused_decision_sends_nothing(office, letters, case):
    with pytest.raises(services.StaleState):
        letters(lambda: services.pass_step(case=fresh(case), seen_version=7, by=office.people.planning_director))
