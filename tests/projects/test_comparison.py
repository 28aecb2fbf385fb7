"""Two versions of a proposal side by side."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from projects.comparison import Difference, compare_contents, months_text
from projects.content import (
    ActivityContent,
    CostLineContent,
    Factor,
    IndicatorContent,
    ProposalContent,
    StatementContent,
    TargetContent,
)
from projects.enums import Averaging, CostCategory, FundSource, IndicatorKind, Nature, TargetKind

SNACK = CostLineContent(
    "ค่าอาหารว่าง",
    factors=(Factor(Decimal(18), "คน"), Factor(Decimal(30), "บาท"), Factor(Decimal(2), "มื้อ")),
    amount=Decimal("1080.00"),
    key="c1",
)
PAPER = CostLineContent("ค่ากระดาษ", category=CostCategory.MATERIALS, amount=Decimal("500.00"), key="c2")
PLANNING = ActivityContent("ประชุมวางแผน", place="ห้องประชุม 1", months=(1, 2, 3, 10), cost_lines=(SNACK, PAPER), key="a1")
FOLLOWING = ActivityContent("ติดตามผล", months=(11,), key="a2")
REPORT = ActivityContent("สรุปรายงาน", key="a3")
BASE = ProposalContent(
    name="พัฒนาการวางแผน",
    year_be=2564,
    programme="แผนงานพื้นฐาน",
    strategy="ด้านการบริหารจัดการ",
    strategy_number=6,
    focuses=("กลยุทธ์ที่ 1", "จุดเน้นที่ 2"),
    owners="ผู้อำนวยการกลุ่มนโยบายและแผน",
    unit="กลุ่มนโยบายและแผน",
    nature=Nature.NEW,
    starts_on=date(2020, 10, 1),
    ends_on=date(2021, 9, 30),
    rationale="<p>สำนักงานต้องมีแผน</p>",
    objectives=(StatementContent("เพื่อให้มีแผน", "o1"), StatementContent("เพื่อให้ใช้แผน", "o2")),
    targets=(TargetContent("ผู้บริหาร", TargetKind.QUANTITATIVE, Decimal(30), "คน", "t1"),),
    activities=(PLANNING, FOLLOWING, REPORT),
    indicators=(IndicatorContent("แผนหนึ่งเล่ม", IndicatorKind.OUTPUT, "1 เล่ม", "ตรวจ", "แบบตรวจ", "i1"),),
    expected_results=(StatementContent("มีแผนใช้", "r1"),),
    notes="<p>ไม่มี</p>",
)


def with_activities(*activities):
    return replace(BASE, activities=activities)


def seen(new, old=BASE):
    return [(row.section, row.kind, row.label, row.before, row.after) for row in compare_contents(old, new)]


def without_keys(content):
    def bare(rows):
        return tuple(replace(row, key="") for row in rows)

    activities = tuple(replace(row, cost_lines=bare(row.cost_lines), key="") for row in content.activities)
    return replace(
        content,
        objectives=bare(content.objectives),
        targets=bare(content.targets),
        activities=activities,
        indicators=bare(content.indicators),
        expected_results=bare(content.expected_results),
    )


def test_unchanged_proposal_has_no_differences():
    assert compare_contents(BASE, BASE) == ()
    assert compare_contents(BASE, replace(BASE)) == ()


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        ({"name": "พัฒนาแผน"}, ("name", "changed", "โครงการ", "พัฒนาการวางแผน", "พัฒนาแผน")),
        ({"programme": ""}, ("programme", "removed", "แผนงาน", "แผนงานพื้นฐาน", "")),
        (
            {"strategy_number": 5},
            ("strategy", "changed", "ยุทธศาสตร์", "6 ด้านการบริหารจัดการ", "5 ด้านการบริหารจัดการ"),
        ),
        (
            {"focuses": ("กลยุทธ์ที่ 1",)},
            ("focuses", "changed", "กลยุทธ์/จุดเน้น", "กลยุทธ์ที่ 1\nจุดเน้นที่ 2", "กลยุทธ์ที่ 1"),
        ),
        ({"nature": Nature.CONTINUING}, ("nature", "changed", "ลักษณะโครงการ", "โครงการใหม่", "โครงการต่อเนื่อง")),
        (
            {"ends_on": date(2021, 6, 30)},
            ("period", "changed", "ระยะเวลาดำเนินการ", "1 ต.ค. 2563 – 30 ก.ย. 2564", "1 ต.ค. 2563 – 30 มิ.ย. 2564"),
        ),
        (
            {"rationale": "<p>สำนักงานต้องมีแผน</p><p>ทุกปี</p>"},
            ("rationale", "changed", "หลักการและเหตุผล", "สำนักงานต้องมีแผน", "สำนักงานต้องมีแผน\nทุกปี"),
        ),
        ({"notes": ""}, ("notes", "removed", "หมายเหตุ", "ไม่มี", "")),
    ],
)
def test_changed_section(changes, difference):
    assert seen(replace(BASE, **changes)) == [difference]


def test_section_that_was_empty_is_added():
    assert seen(BASE, replace(BASE, notes=""))[0] == ("notes", "added", "หมายเหตุ", "", "ไม่มี")


def test_markup_and_spaces_alone_are_no_difference():
    new = replace(BASE, rationale="<p><strong>สำนักงาน</strong>ต้องมีแผน</p>", name=" พัฒนาการวางแผน  ")

    assert compare_contents(BASE, new) == ()


def test_averaging():
    [difference] = compare_contents(BASE, replace(BASE, averaging=Averaging.ALL))

    assert (difference.section, difference.kind) == ("averaging", "changed")
    assert (difference.before, difference.after) == (str(Averaging.NONE.label), str(Averaging.ALL.label))


def test_added_removed_and_changed_rows():
    new = replace(
        BASE,
        objectives=(
            StatementContent("เพื่อให้มีแผนทันปี", "o1"),
            StatementContent("เพื่อเผยแพร่", "o3"),
        ),
    )

    assert seen(new) == [
        ("objectives", "changed", "วัตถุประสงค์ข้อ 1", "เพื่อให้มีแผน", "เพื่อให้มีแผนทันปี"),
        ("objectives", "added", "วัตถุประสงค์ข้อ 2", "", "เพื่อเผยแพร่"),
        ("objectives", "removed", "วัตถุประสงค์ข้อ 2", "เพื่อให้ใช้แผน", ""),
    ]


def test_a_row_put_before_others_moves_nothing():
    new = replace(BASE, objectives=(StatementContent("เพื่อเผยแพร่", "o3"), *BASE.objectives))

    assert seen(new) == [("objectives", "added", "วัตถุประสงค์ข้อ 1", "", "เพื่อเผยแพร่")]


def test_one_row_put_first_is_the_one_that_moved():
    new = with_activities(REPORT, PLANNING, FOLLOWING)

    assert seen(new) == [("activities", "moved", "กิจกรรมที่ 1", "3 สรุปรายงาน", "1 สรุปรายงาน")]


def test_only_the_fields_that_differ_are_named():
    new = replace(
        BASE,
        targets=(replace(BASE.targets[0], value=Decimal(1200)),),
        indicators=(replace(BASE.indicators[0], kind=IndicatorKind.OUTCOME, tool=""),),
    )

    assert seen(new) == [
        ("targets", "changed", "เป้าหมายข้อ 1", "ค่าเป้าหมาย: 30 คน", "ค่าเป้าหมาย: 1,200 คน"),
        ("indicators", "changed", "ตัวชี้วัดข้อ 1", "ประเภท: ผลผลิต\nเครื่องมือ: แบบตรวจ", "ประเภท: ผลลัพธ์"),
    ]


def test_months_and_place_of_an_activity():
    new = with_activities(replace(PLANNING, months=(2, 3), place="ห้องประชุม 2"), FOLLOWING, REPORT)

    assert seen(new) == [
        (
            "activities",
            "changed",
            "กิจกรรมที่ 1",
            "สถานที่: ห้องประชุม 1\nเดือนที่ดำเนินการ: ต.ค.–ธ.ค., ก.ค.",
            "สถานที่: ห้องประชุม 2\nเดือนที่ดำเนินการ: พ.ย.–ธ.ค.",
        )
    ]


@pytest.mark.parametrize(
    ("months", "text"),
    [
        ((), ""),
        ((1,), "ต.ค."),
        ((1, 2), "ต.ค.–พ.ย."),
        ((12, 1, 3), "ต.ค., ธ.ค., ก.ย."),
        (tuple(range(1, 13)), "ต.ค.–ก.ย."),
    ],
)
def test_months_as_stretches(months, text):
    assert months_text(months) == text


def test_cost_line_with_another_calculation():
    factors = (Factor(Decimal(18), "คน"), Factor(Decimal(35), "บาท"), Factor(Decimal(2), "มื้อ"))
    line = replace(SNACK, factors=factors, amount=Decimal("1260.00"))
    new = with_activities(replace(PLANNING, cost_lines=(line, PAPER)), FOLLOWING, REPORT)

    assert compare_contents(BASE, new) == (
        Difference(
            "cost_lines",
            "changed",
            "ค่าอาหารว่าง",
            "วิธีคิด: 18 คน × 30 บาท × 2 มื้อ",
            "วิธีคิด: 18 คน × 35 บาท × 2 มื้อ",
            Decimal("1080.00"),
            Decimal("1260.00"),
            "c1",
        ),
    )


def test_an_amount_alone_is_a_change():
    new = with_activities(replace(PLANNING, cost_lines=(SNACK, replace(PAPER, amount=Decimal(400)))), FOLLOWING, REPORT)

    [difference] = compare_contents(BASE, new)

    assert (difference.kind, difference.before, difference.after) == ("changed", "", "")
    assert (difference.before_amount, difference.after_amount) == (500, 400)


def test_source_category_quarters_and_reason_of_a_cost_line():
    line = replace(
        PAPER,
        category=CostCategory.SERVICES,
        source=FundSource.OTHER,
        in_budget=False,
        reason="ผู้บริจาคจ่าย",
        quarters=(Decimal(0), Decimal(200), Decimal(300), Decimal(0)),
    )

    [difference] = compare_contents(
        BASE, with_activities(replace(PLANNING, cost_lines=(SNACK, line)), FOLLOWING, REPORT)
    )

    assert difference.before.splitlines() == [
        "หมวดรายจ่าย: ค่าวัสดุ",
        "แหล่งเงิน: งบ สพป.",
        "งบประมาณ: เงินงบประมาณ",
    ]
    assert difference.after.splitlines() == [
        "หมวดรายจ่าย: ค่าใช้สอย",
        f"แหล่งเงิน: {FundSource.OTHER.label}",
        "งบประมาณ: เงินนอกงบประมาณ",
        "เหตุผลของจำนวนเงิน: ผู้บริจาคจ่าย",
        "รายไตรมาส: – / 200 / 300 / –",
    ]


def test_added_and_removed_cost_lines_have_one_amount():
    line = CostLineContent("ค่าป้าย", amount=Decimal("700.00"), key="c3")

    added, removed = compare_contents(
        BASE, with_activities(replace(PLANNING, cost_lines=(SNACK, line)), FOLLOWING, REPORT)
    )

    assert (added.kind, added.label, added.before_amount, added.after_amount) == ("added", "ค่าป้าย", None, 700)
    assert (removed.kind, removed.label, removed.before_amount, removed.after_amount) == (
        "removed",
        "ค่ากระดาษ",
        500,
        None,
    )


def test_cost_line_under_another_activity_is_moved():
    new = with_activities(replace(PLANNING, cost_lines=(SNACK,)), replace(FOLLOWING, cost_lines=(PAPER,)), REPORT)

    [difference] = compare_contents(BASE, new)

    assert (difference.section, difference.kind, difference.label) == ("cost_lines", "moved", "ค่ากระดาษ")
    assert (difference.before, difference.after) == ("1 ประชุมวางแผน", "2 ติดตามผล")
    assert difference.before_amount == difference.after_amount == 500


def test_activity_put_under_another_is_moved():
    new = with_activities(PLANNING, replace(FOLLOWING, children=(REPORT,)))

    assert seen(new) == [("activities", "moved", "กิจกรรมที่ 2.1", "3 สรุปรายงาน", "2.1 สรุปรายงาน")]


def test_what_stands_below_a_moved_activity_has_not_moved_itself():
    old = with_activities(FOLLOWING, replace(PLANNING, children=(REPORT,)))
    new = with_activities(replace(PLANNING, children=(REPORT,)), FOLLOWING)

    assert [row.kind for row in compare_contents(old, new)] == ["moved"]


def test_removed_activity_takes_its_cost_lines_with_it():
    assert [
        (row.section, row.kind, row.label) for row in compare_contents(BASE, with_activities(FOLLOWING, REPORT))
    ] == [
        ("activities", "removed", "กิจกรรมที่ 1"),
        ("cost_lines", "removed", "ค่าอาหารว่าง"),
        ("cost_lines", "removed", "ค่ากระดาษ"),
    ]


def test_rows_without_keys_are_matched_by_their_text():
    old, new = without_keys(BASE), without_keys(BASE)
    line = replace(new.activities[0].cost_lines[1], amount=Decimal("600.00"))
    new = replace(new, activities=(replace(new.activities[0], cost_lines=(SNACK, line)), *new.activities[1:]))

    assert compare_contents(old, BASE) == ()
    assert [(row.label, row.before_amount, row.after_amount) for row in compare_contents(old, new)] == [
        ("ค่ากระดาษ", Decimal("500.00"), Decimal("600.00"))
    ]


def test_equal_texts_without_keys_are_matched_under_their_own_activity():
    line = CostLineContent("ค่าอาหาร", amount=Decimal(100))
    old = with_activities(
        ActivityContent("ก", cost_lines=(line,)), ActivityContent("ข", cost_lines=(replace(line, amount=Decimal(200)),))
    )
    new = with_activities(*reversed(old.activities))

    assert {row.section for row in compare_contents(old, new)} == {"activities"}


def test_rows_with_other_keys_are_other_rows_though_they_say_the_same():
    new = replace(BASE, expected_results=(StatementContent("มีแผนใช้", "r2"),))

    assert [(row.kind, row.key) for row in compare_contents(BASE, new)] == [("added", "r2"), ("removed", "r1")]


def test_sections_come_in_the_order_of_the_paper():
    new = ProposalContent(name="ใหม่", year_be=2564, averaging=Averaging.ALL)

    sections = list(dict.fromkeys(row.section for row in compare_contents(BASE, new)))

    assert sections == [
        "name",
        "programme",
        "strategy",
        "focuses",
        "owners",
        "unit",
        "nature",
        "period",
        "rationale",
        "objectives",
        "targets",
        "activities",
        "cost_lines",
        "indicators",
        "expected_results",
        "averaging",
        "notes",
    ]
