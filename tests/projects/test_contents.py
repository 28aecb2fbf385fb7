"""A proposal out of the database: complete, in order, in the same number of queries however many there are."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from projects.content import (
    ActivityContent,
    CostLineContent,
    Factor,
    IndicatorContent,
    ProposalContent,
    StatementContent,
    TargetContent,
    stretches,
)
from projects.contents import (
    content_of,
    content_of_rows,
    contents_of,
    factors_from_json,
    factors_to_json,
    month_bits,
    months_in,
)
from projects.enums import Averaging, CostCategory, FundSource, IndicatorKind, Nature, TargetKind
from projects.models import Focus, Strategy
from projects.services.lists import HEAD
from tests.projects.drafts import add, move, row_of, rows, type_in
from tests.projects.factories import approve, make_proposal


def key_of(proposal, kind, text):
    return str(row_of(proposal, kind, text).key)


def test_every_field_of_a_draft_is_there(office, empty, owner):
    type_in(empty, owner, HEAD, "focuses", [Focus.objects.get().pk])
    for field, typed in (("owners_text", "คณะ"), ("declared", "5.25"), ("averaging", "all"), ("notes", "หมายเหตุ")):
        type_in(empty, owner, HEAD, field, typed)
    add(empty, owner, "objectives", text="วัตถุประสงค์")
    add(empty, owner, "quantity_targets", text="ครู", value="18", unit="คน")
    add(empty, owner, "quality_targets", text="ทำได้")
    activity = add(empty, owner, "activities", text="ก", place="ห้อง", responsible="กลุ่ม", months=[12, 1])
    below = add(empty, owner, "activities", text="ย่อย", above=activity)
    add(
        empty, owner, "cost_lines", above=below, text="เงิน", formula="3 คน x 5 บาท", amount="10", reason="ลด",
        category="materials", source="other", in_budget=False, quarters=["10", "", "", ""],
    )  # fmt: skip
    add(empty, owner, "indicators", text="ตัวชี้วัด", kind="outcome", target="80", method="ทดสอบ", tool="แบบทดสอบ")
    add(empty, owner, "expected_results", text="ผล")

    line = CostLineContent(
        "เงิน", CostCategory.MATERIALS, (Factor(Decimal(3), "คน"), Factor(Decimal(5), "บาท")), Decimal("10.00"), "ลด",
        FundSource.OTHER, False, (Decimal("10.00"), Decimal(0), Decimal(0), Decimal(0)),
        key_of(empty, "cost_lines", "เงิน"),
    )  # fmt: skip
    child = ActivityContent("ย่อย", cost_lines=(line,), key=str(below.key))
    assert content_of(empty) == ProposalContent(
        name="โครงการว่าง",
        year_be=2564,
        focuses=("กลยุทธ์ ยกระดับผลสัมฤทธิ์",),
        owners="คณะ",
        unit=office.units.supervision.name,
        nature=Nature.NEW,
        starts_on=date(2020, 10, 1),
        ends_on=date(2021, 9, 30),
        objectives=(StatementContent("วัตถุประสงค์", key_of(empty, "objectives", "วัตถุประสงค์")),),
        targets=(
            TargetContent("ครู", TargetKind.QUANTITATIVE, Decimal(18), "คน", key_of(empty, "quantity_targets", "ครู")),
            TargetContent("ทำได้", key=key_of(empty, "quality_targets", "ทำได้")),
        ),
        activities=(ActivityContent("ก", "ห้อง", "กลุ่ม", (1, 12), children=(child,), key=str(activity.key)),),
        indicators=(
            IndicatorContent(
                "ตัวชี้วัด", IndicatorKind.OUTCOME, "80", "ทดสอบ", "แบบทดสอบ", key_of(empty, "indicators", "ตัวชี้วัด")
            ),
        ),
        expected_results=(StatementContent("ผล", key_of(empty, "expected_results", "ผล")),),
        averaging=Averaging.ALL,
        notes="<p>หมายเหตุ</p>",
        declared=Decimal("5.25"),
        key=str(empty.project.key),
    )


def test_rows_come_in_the_order_of_the_page(empty, owner):
    first = add(empty, owner, "activities", text="ก")
    second = add(empty, owner, "activities", text="ข")
    for text in "123":
        add(empty, owner, "cost_lines", above=first, text=text)
    move(empty, owner, second, index=0)
    move(empty, owner, rows(empty, "cost_lines")[2], index=0, above=first)

    content = content_of(empty)

    assert [activity.text for activity in content.activities] == ["ข", "ก"]
    assert [line.text for line in content.activities[1].cost_lines] == ["3", "1", "2"]


@pytest.mark.parametrize("count", [3, 30])
def test_however_many_proposals_take_seven_queries(office, year, count, django_assert_num_queries):
    proposals = [make_proposal(office, year, name=f"โครงการ {number}") for number in range(count)]

    with django_assert_num_queries(7):
        contents = contents_of(proposals)

    assert [contents[proposal.pk].name for proposal in proposals] == [proposal.name for proposal in proposals]
    blank = replace(contents[proposals[0].pk], name="", key="")
    lines = {tuple(line.amount for _number, line, _months in content.cost_lines()) for content in contents.values()}
    assert (blank.owners, lines) == ("ศึกษานิเทศก์และคณะ", {(Decimal("1080.00"),)})


@pytest.mark.parametrize("count", [1, 4])
def test_however_many_approved_ones_take_two_queries(office, year, count, django_assert_num_queries):
    proposals = [approve(office, make_proposal(office, year, name=f"โครงการ {number}")) for number in range(count)]

    with django_assert_num_queries(2):
        contents = contents_of(proposals)

    assert [contents[proposal.pk].name for proposal in proposals] == [proposal.name for proposal in proposals]


def test_approved_and_drafts_together(office, year, django_assert_num_queries):
    approved, draft = approve(office, make_proposal(office, year)), make_proposal(office, year, name="ร่าง")

    with django_assert_num_queries(7):
        contents = contents_of([approved, draft])

    assert contents == {proposal.pk: content_of_rows(proposal) for proposal in (approved, draft)}


def test_an_approved_version_says_what_was_filed(office, proposal, owner):
    type_in(proposal, owner, HEAD, "declared", "1,080.00")
    before = content_of(proposal)

    approve(office, proposal)

    assert content_of(proposal) == before
    Strategy.objects.filter(number=1).update(name="ชื่ออื่น")
    assert (content_of(proposal), content_of_rows(proposal).strategy) == (before, "ชื่ออื่น")


@pytest.mark.parametrize(
    ("months", "bits"), [((), 0), ((1,), 1), ((12,), 2048), ((1, 2, 12), 2051), (tuple(range(1, 13)), 4095)]
)
def test_months_and_their_bits(months, bits):
    assert month_bits(reversed(months)) == bits
    assert months_in(bits) == months


@pytest.mark.parametrize(
    ("months", "runs"),
    [((), ()), ((3, 1, 2), ((1, 3),)), ((1, 3, 4, 12), ((1, 1), (3, 4), (12, 12)))],
)
def test_months_as_stretches(months, runs):
    assert stretches(months) == runs


def test_factors_keep_their_figures_exactly():
    factors = (Factor(Decimal(18), "คน"), Factor(Decimal("0.335"), "บาท"), Factor(Decimal("1.50")))

    assert factors_from_json(factors_to_json(factors)) == factors


def test_activities_are_numbered_as_printed():
    below = (ActivityContent("ก1"), ActivityContent("ก2"))
    content = ProposalContent("x", 2564, activities=(ActivityContent("ก", children=below), ActivityContent("ข")))

    assert [(number, activity.text, above and above.text) for number, activity, above in content.walk_activities()] == [
        ("1", "ก", None), ("1.1", "ก1", "ก"), ("1.2", "ก2", "ก"), ("2", "ข", None),
    ]  # fmt: skip
