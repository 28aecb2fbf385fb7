"""Totals are sums, whatever the tree looks like."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.selectors import plan_table
from plans.services import lines
from plans.totals import (
    Amounts,
    Imbalance,
    LineRecord,
    PartRecord,
    add_up,
    build_parts,
    find_imbalances,
)

money = st.integers(0, 10**12).map(lambda satang: Decimal(satang).scaleb(-2))
amounts = st.builds(lambda annual, *quarters: Amounts(annual, quarters), money, money, money, money, money)


def line(pk, *, part=1, parent=None, kind="line", amounts=None, unit=None):
    return LineRecord(pk, part, parent, f"line-{pk}", kind, f"name {pk}", amounts or Amounts(), "", unit, 1)


def part(pk=1, ceiling=None):
    return PartRecord(pk, f"part-{pk}", f"part {pk}", ceiling)


def spread(annual, *quarters):
    return Amounts(Decimal(annual), tuple(Decimal(quarter) for quarter in quarters))


@st.composite
def trees(draw):
    """Lines of up to three parts, each below an earlier line of its part or directly in the part."""
    records = []
    for pk in range(1, draw(st.integers(0, 25)) + 1):
        part_id = draw(st.integers(1, 3))
        above = [record.id for record in records if record.part == part_id]
        parent = draw(st.sampled_from([None, *above]))
        records.append(line(pk, part=part_id, parent=parent, amounts=draw(amounts)))
    return records


@given(trees())
def test_totals_are_the_sums_of_what_was_typed_whatever_the_tree(records):
    parts = build_parts([part(1), part(2), part(3)], records)
    parents = {record.parent for record in records}
    leaves = [record for record in records if record.id not in parents]
    for number, row in enumerate(parts, start=1):
        assert row.amounts == add_up(record.amounts for record in leaves if record.part == number)
    assert add_up(row.amounts for row in parts) == add_up(record.amounts for record in leaves)


@given(trees())
def test_every_row_is_the_sum_of_the_rows_below_it(records):
    for top in build_parts([part(1), part(2), part(3)], records):
        for row in top.walk():
            if row.children:
                assert row.amounts == add_up(child.amounts for child in row.children)


@given(trees())
def test_every_line_stands_in_the_table_once(records):
    rows = [row.key for top in build_parts([part(1), part(2), part(3)], records) for row in top.walk()]
    assert sorted(rows) == sorted(["part-1", "part-2", "part-3", *(f"line-{record.id}" for record in records)])


@given(trees(), money)
def test_nothing_is_out_of_balance_only_where_every_sum_agrees(records, envelope):
    parts = build_parts([part(1), part(2), part(3)], records)
    leaves = [row for top in parts for row in top.walk() if row.is_leaf]
    total = add_up(row.amounts for row in parts).annual
    adds_up = total == envelope and all(row.amounts.gap == 0 for row in leaves)
    assert (find_imbalances(parts, envelope) == ()) == adds_up


def test_rows_carry_kind_level_and_printed_number():
    records = [
        line(1, kind="category"),
        line(2, parent=1),
        line(3, parent=1),
        line(4, parent=3),
        line(5),
    ]
    rows = [(row.kind, row.level, row.number) for row in build_parts([part()], records)[0].walk()]
    assert rows == [
        ("part", 0, ""),
        ("category", 1, "1"),
        ("line", 2, "1.1"),
        ("heading", 2, "1.2"),
        ("line", 3, "1.2.1"),
        ("line", 1, "2"),
    ]


def test_a_category_without_lines_is_still_a_category_of_nothing():
    [row] = build_parts([part()], [line(1, kind="category", amounts=spread(5, 5, 0, 0, 0))])[0].children
    assert (row.kind, row.amounts) == ("category", Amounts())


def test_amounts_of_a_heading_do_not_count():
    records = [line(1, amounts=spread(100, 100, 0, 0, 0)), line(2, parent=1, amounts=spread(7, 7, 0, 0, 0))]
    assert build_parts([part()], records)[0].amounts == spread(7, 7, 0, 0, 0)


@pytest.mark.parametrize(
    ("quarters", "difference"),
    [((25, 25, 25, 26), Decimal(1)), ((25, 25, 25, "24.99"), Decimal("-0.01"))],
)
def test_quarters_that_do_not_make_the_annual_amount_are_found(quarters, difference):
    parts = build_parts([part()], [line(1, amounts=spread(100, *quarters))])
    [found] = find_imbalances(parts, Decimal(100))
    assert (found.code, found.key, found.difference) == ("line_quarters", "line-1", difference)


def test_a_part_over_its_ceiling_is_found_and_one_below_it_is_not():
    records = [
        line(1, part=1, amounts=spread(100, 100, 0, 0, 0)),
        line(2, part=2, amounts=spread(90, 90, 0, 0, 0)),
    ]
    parts = build_parts([part(1, Decimal("99.99")), part(2, Decimal(100))], records)
    assert find_imbalances(parts, Decimal(190)) == (
        Imbalance("part_ceiling", "part-1", "part 1", Decimal("99.99"), Decimal(100)),
    )


def test_a_group_over_its_ceiling_is_found_over_all_parts():
    records = [
        line(1, part=1, unit=7, amounts=spread(60, 60, 0, 0, 0)),
        line(2, part=2, unit=7, amounts=spread(60, 60, 0, 0, 0)),
        line(3, part=2, unit=8, amounts=spread(60, 60, 0, 0, 0)),
    ]
    parts = build_parts([part(1), part(2)], records)
    ceilings = [(7, "นผ.", Decimal(100)), (8, "กง.", Decimal(60))]
    assert find_imbalances(parts, Decimal(180), ceilings) == (
        Imbalance("group_ceiling", "", "นผ.", Decimal(100), Decimal(120)),
    )


def test_the_real_plan_has_the_printed_totals(real_plan):
    table = plan_table(real_plan)
    administration = table.parts[0]
    assert administration.amounts == spread(3031000, 724700, 740500, 712300, 853500)
    assert [(row.name, row.amounts.annual, row.amounts.quarters[3]) for row in administration.children] == [
        ("ค่าตอบแทน", Decimal(90000), Decimal(22500)),
        ("ค่าใช้สอย", Decimal(1305000), Decimal(374500)),
        ("ค่าวัสดุ", Decimal(600000), Decimal(200000)),
        ("ค่าสาธารณูปโภค", Decimal(1036000), Decimal(256500)),
    ]
    assert table.total == spread(5000000, 1485100, 1117380, 1150770, 1246750)
    assert table.imbalances == ()


def test_the_table_is_read_in_as_many_queries_at_3_lines_as_at_30(office, plan, django_assert_num_queries):
    administration = str(plan.parts.first().key)
    for count in (3, 27):
        rows = [lines.NewRow(f"รายการ {n}", spread(1, 1, 0, 0, 0)) for n in range(count)]
        lines.add_rows(plan=plan, rows=rows, by=office.people.planner, part=administration)
        with django_assert_num_queries(3):
            plan_table(plan)
