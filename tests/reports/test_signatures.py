"""Who stands under the paper, before, during and after approval."""

from datetime import date

import pytest
from django.utils import timezone

from budgetplan.approvals.selectors import history_of
from budgetplan.approvals.services import reject, return_case, withdraw
from budgetplan.organization.models import ActingFor
from budgetplan.thai.dates import thai_date
from plans.services.versions import PLAN_KIND
from reports.paper.signatures import DOTS, SHORT_DOTS, OutsideDecision, Signature, Signatures, signatures_of
from reports.paper.spending_plan import paper_of, spending_plan_pdf
from tests.documents.pdf_text import text_of

BLANK = (
    Signature("ผู้จัดทำ", "เจ้าหน้าที่กลุ่มนโยบายและแผน"),
    Signature("ผู้ตรวจสอบ", "ผู้อำนวยการกลุ่มนโยบายและแผน"),
    Signature("ผู้เห็นชอบ", "รองผู้อำนวยการ สพป."),
    Signature("ผู้อนุมัติ", "ผู้อำนวยการ สพป."),
)


@pytest.fixture
def today():
    return timezone.localdate()


def test_draft_leaves_the_blocks_of_its_route_to_be_signed(real_plan):
    found = signatures_of(real_plan, kind=PLAN_KIND, unit_id=real_plan.unit_id)
    assert found == Signatures(BLANK, (OutsideDecision("กศจ."),))


def test_without_a_route_three_blocks_are_left(real_plan):
    assert [block.role for block in signatures_of(real_plan, kind="unknown", unit_id=real_plan.unit_id).blocks] == [
        "ผู้จัดทำ",
        "ผู้ตรวจสอบ",
        "ผู้อนุมัติ",
    ]


def test_waiting_plan_names_who_has_signed_so_far(office, waiting_plan, decide, today):
    decide(waiting_plan, office.people.planning_director)

    blocks = signatures_of(waiting_plan, kind=PLAN_KIND, unit_id=waiting_plan.unit_id).blocks

    assert blocks == (
        Signature("ผู้จัดทำ", "เจ้าหน้าที่กลุ่มนโยบายและแผน", "คุณ a_planner", signed_on=today),
        Signature("ผู้ตรวจสอบ", "ผู้อำนวยการกลุ่มนโยบายและแผน", "คุณ a_planning_director", signed_on=today),
        *BLANK[2:],
    )


def test_approved_plan_names_everybody_and_the_letter(approved_plan):
    signatures = signatures_of(approved_plan, kind=PLAN_KIND, unit_id=approved_plan.unit_id)

    assert [(block.role, block.name) for block in signatures.blocks] == [
        ("ผู้จัดทำ", "คุณ a_planner"),
        ("ผู้ตรวจสอบ", "คุณ a_planning_director"),
        ("ผู้เห็นชอบ", "คุณ a_deputy"),
        ("ผู้อนุมัติ", "คุณ a_director"),
    ]
    assert signatures.outside == (OutsideDecision("กศจ.", "ศธ 04001/123", date(2020, 12, 25)),)


def test_who_acts_for_an_absent_director_is_named_with_both_posts(office, waiting_plan, decide, today):
    ActingFor.objects.create(
        office=office.office, post=office.posts.director, user=office.people.finance_officer, starts_on=today
    )
    for person in (office.people.planning_director, office.people.deputy, office.people.finance_officer):
        decide(waiting_plan, person)

    block = signatures_of(waiting_plan, kind=PLAN_KIND, unit_id=waiting_plan.unit_id).blocks[-1]

    assert block.lines == [
        "ผู้อนุมัติ",
        "(คุณ a_finance_officer)",
        "เจ้าหน้าที่การเงิน",
        "ปฏิบัติหน้าที่แทน ผู้อำนวยการ สพป.",
        f"วันที่ {thai_date(today)}",
    ]


@pytest.mark.parametrize("undo", ["returned", "withdrawn"])
def test_returned_and_withdrawn_plans_are_blank_again(office, waiting_plan, decide, undo):
    decide(waiting_plan, office.people.planning_director)
    case = history_of(waiting_plan).first()
    if undo == "returned":
        return_case(case=case, seen_version=case.version, by=office.people.deputy, comment="แก้ไตรมาส 4")
    else:
        withdraw(case=case, seen_version=case.version, by=office.people.planner)

    assert signatures_of(waiting_plan, kind=PLAN_KIND, unit_id=waiting_plan.unit_id).blocks == BLANK


def test_rejected_plan_names_who_rejected_it_and_nobody_after(office, waiting_plan):
    case = history_of(waiting_plan).first()
    reject(case=case, seen_version=case.version, by=office.people.planning_director, comment="ไม่จำเป็น")

    signatures = signatures_of(waiting_plan, kind=PLAN_KIND, unit_id=waiting_plan.unit_id)

    assert [(block.role, block.name) for block in signatures.blocks] == [
        ("ผู้จัดทำ", "คุณ a_planner"),
        ("ผู้พิจารณาไม่อนุมัติ", "คุณ a_planning_director"),
    ]
    assert signatures.outside == ()


def test_blank_lines_are_dotted():
    assert Signature("ผู้อนุมัติ").lines == [
        f"(ลงชื่อ){DOTS}ผู้อนุมัติ",
        f"({DOTS})",
        f"ตำแหน่ง{DOTS}",
        f"วันที่ {DOTS}",
    ]
    assert OutsideDecision("กศจ.").line == f"กศจ. เห็นชอบตามหนังสือที่ {SHORT_DOTS} ลงวันที่ {SHORT_DOTS}"


def test_a_body_outside_that_disagrees_is_not_printed_as_agreeing():
    assert OutsideDecision("กศจ.", agreed=False).line.startswith("กศจ. ไม่เห็นชอบตามหนังสือที่ ")


def test_approved_paper_prints_the_decisions_in_thai(approved_plan, today):
    lines = text_of(spending_plan_pdf(paper_of(approved_plan))).splitlines()

    assert "(คุณ a_director)" in lines
    assert "กศจ. เห็นชอบตามหนังสือที่ ศธ ๐๔๐๐๑/๑๒๓ ลงวันที่ ๒๕ ธันวาคม ๒๕๖๓" in lines
    assert lines.count(f"วันที่ {thai_date(today)}") == 4
    assert not any("ปฏิบัติหน้าที่แทน" in line or "ร่าง" in line for line in lines)


def test_signatures_take_the_same_queries_for_any_number_of_decisions(
    office, waiting_plan, decide, django_assert_num_queries, django_assert_max_num_queries
):
    decide(waiting_plan, office.people.planning_director)
    with django_assert_max_num_queries(20) as before:
        signatures_of(waiting_plan, kind=PLAN_KIND, unit_id=waiting_plan.unit_id)
    decide(waiting_plan, office.people.deputy)

    with django_assert_num_queries(len(before)):
        signatures_of(waiting_plan, kind=PLAN_KIND, unit_id=waiting_plan.unit_id)
