"""Two versions side by side, line by line."""

from decimal import Decimal

import pytest

from plans.comparison import compare_plans
from plans.totals import Amounts, LineRecord, PartRecord, PlanTable, add_up, build_parts

PARTS = (PartRecord(1, "P1", "งบบริหารสำนักงาน", None), PartRecord(2, "P2", "งบสำรองจ่าย", None))


def amounts(*quarters):
    whole = tuple(Decimal(quarter) for quarter in (*quarters, 0, 0, 0, 0)[:4])
    return Amounts(sum(whole), whole)


def line(pk, name, *quarters, part=1, parent=None, kind="line", note="", unit=None):
    return LineRecord(pk, part, parent, f"L{pk}", kind, name, amounts(*quarters), note, unit, 1)


def table(*lines, parts=PARTS):
    rows = build_parts(parts, lines)
    total = add_up(part.amounts for part in rows)
    return PlanTable("สพป.", 2564, 1, "draft", Decimal(0), rows, total)


def seen(old, new):
    return [
        (change.kind, change.name, change.before_annual, change.after_annual, change.difference)
        for change in compare_plans(old, new)
    ]


BASE = table(line(1, "ค่าไฟฟ้า", 10, 20), line(2, "ค่าประปา", 5))


def test_same_versions_have_no_changes():
    assert compare_plans(BASE, BASE) == []


def test_changed_amount_lists_the_line_and_its_part():
    new = table(line(1, "ค่าไฟฟ้า", 10, 25), line(2, "ค่าประปา", 5))
    assert seen(BASE, new) == [
        ("changed", "งบบริหารสำนักงาน", Decimal(35), Decimal(40), Decimal(5)),
        ("changed", "ค่าไฟฟ้า", Decimal(30), Decimal(35), Decimal(5)),
    ]
    change = compare_plans(BASE, new)[1]
    assert change.before.quarters == (10, 20, 0, 0)
    assert change.after.quarters == (10, 25, 0, 0)


def test_money_moved_between_quarters_is_a_change_of_nothing_in_the_year():
    new = table(line(1, "ค่าไฟฟ้า", 20, 10), line(2, "ค่าประปา", 5))
    assert seen(BASE, new)[1] == ("changed", "ค่าไฟฟ้า", Decimal(30), Decimal(30), Decimal(0))


def test_added_line():
    new = table(line(1, "ค่าไฟฟ้า", 10, 20), line(2, "ค่าประปา", 5), line(3, "ค่าเช่า", 7))
    assert seen(BASE, new)[1:] == [("added", "ค่าเช่า", None, Decimal(7), Decimal(7))]


def test_removed_line_stands_last():
    new = table(line(2, "ค่าประปา", 6))
    assert seen(BASE, new)[1:] == [
        ("changed", "ค่าประปา", Decimal(5), Decimal(6), Decimal(1)),
        ("removed", "ค่าไฟฟ้า", Decimal(30), None, Decimal(-30)),
    ]


def test_renamed_line_says_its_old_name():
    new = table(line(1, "ค่าไฟฟ้าอาคาร", 10, 20), line(2, "ค่าประปา", 5))
    (change,) = compare_plans(BASE, new)
    assert (change.renamed, change.old.name, change.name, change.difference) == (
        True,
        "ค่าไฟฟ้า",
        "ค่าไฟฟ้าอาคาร",
        Decimal(0),
    )


def test_line_moved_to_another_part():
    new = table(line(1, "ค่าไฟฟ้า", 10, 20), line(2, "ค่าประปา", 5, part=2))
    assert [(change.name, change.moved) for change in compare_plans(BASE, new)] == [
        ("งบบริหารสำนักงาน", False),
        ("งบสำรองจ่าย", False),
        ("ค่าประปา", True),
    ]


def test_order_among_siblings_is_no_change():
    assert compare_plans(BASE, table(line(2, "ค่าประปา", 5), line(1, "ค่าไฟฟ้า", 10, 20))) == []


@pytest.mark.parametrize("fields", [{"note": "ตามหนังสือ"}, {"unit": 7}])
def test_note_and_group_are_changes(fields):
    new = table(line(1, "ค่าไฟฟ้า", 10, 20, **fields), line(2, "ค่าประปา", 5))
    (change,) = compare_plans(BASE, new)
    assert (change.name, change.difference) == ("ค่าไฟฟ้า", Decimal(0))


def test_changed_ceiling_of_a_part():
    parts = (PARTS[0]._replace(ceiling=Decimal(100)), PARTS[1])
    new = table(line(1, "ค่าไฟฟ้า", 10, 20), line(2, "ค่าประปา", 5), parts=parts)
    (change,) = compare_plans(BASE, new)
    assert (change.name, change.old.ceiling, change.row.ceiling) == ("งบบริหารสำนักงาน", None, Decimal(100))


def test_heading_is_not_listed_for_the_change_of_its_lines():
    old = table(line(1, "สาธารณูปโภค", kind="category"), line(2, "ค่าไฟฟ้า", 10, parent=1))
    new = table(line(1, "สาธารณูปโภค", kind="category"), line(2, "ค่าไฟฟ้า", 11, parent=1))
    assert [name for _kind, name, *_amounts in seen(old, new)] == ["งบบริหารสำนักงาน", "ค่าไฟฟ้า"]


def test_line_that_became_a_heading_is_listed():
    old = table(line(1, "ค่าวัสดุ", 10))
    new = table(line(1, "ค่าวัสดุ"), line(2, "กระดาษ", 10, parent=1))
    assert seen(old, new) == [
        ("changed", "ค่าวัสดุ", Decimal(10), Decimal(10), Decimal(0)),
        ("added", "กระดาษ", None, Decimal(10), Decimal(10)),
    ]


def test_renamed_category_is_listed_with_its_totals():
    old = table(line(1, "ค่าวัสดุ", kind="category"), line(2, "กระดาษ", 10, parent=1))
    new = table(line(1, "ค่าวัสดุสำนักงาน", kind="category"), line(2, "กระดาษ", 10, parent=1))
    assert seen(old, new) == [("changed", "ค่าวัสดุสำนักงาน", Decimal(10), Decimal(10), Decimal(0))]


def test_differences_of_lines_make_the_difference_of_the_totals():
    new = table(line(2, "ค่าประปา", 9), line(3, "ค่าเช่า", 100, part=2), line(4, "ค่าโทรศัพท์", 1, 1, 1, 1))
    lines = [change for change in compare_plans(BASE, new) if change.counts]
    assert sum(change.difference for change in lines) == new.total.annual - BASE.total.annual == Decimal(78)
