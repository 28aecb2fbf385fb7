"""Copies of a version, exact or scaled to a percentage."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from plans.models import AMOUNT_FIELDS, SpendingLine
from plans.selectors import plan_table
from plans.services import years
from plans.services.copies import scaled_amounts, scaled_total
from plans.services.lines import NewRow, add_rows
from plans.totals import Amounts

BAHT = st.decimals(min_value=0, max_value=10**9, places=2)


def line_of(annual, *quarters):
    names = dict(zip(AMOUNT_FIELDS, (annual, *quarters), strict=True))
    return SpendingLine(**{name: Decimal(amount) for name, amount in names.items()})


def copy_at(office, plan, percent, year_be=2565):
    return years.open_year(
        office=office.office,
        year_be=year_be,
        envelope=plan.envelope,
        by=office.people.planner,
        copy_from=plan,
        percent=percent,
    )


@pytest.mark.parametrize(
    ("amounts", "percent", "expected"),
    [
        (("100", "25", "25", "25", "25"), None, ("100", "25", "25", "25", "25")),
        (("100", "25", "25", "25", "25"), "103", ("103.00", "25.75", "25.75", "25.75", "25.75")),
        # Each quarter is rounded half up; the annual amount is what they come to.
        (("0.04", "0.01", "0.01", "0.01", "0.01"), "150", ("0.08", "0.02", "0.02", "0.02", "0.02")),
        (("1", "0.33", "0.33", "0.33", "0.01"), "50", ("0.52", "0.17", "0.17", "0.17", "0.01")),
        # An unbalanced line stays as far out of balance.
        (("100", "10", "0", "0", "0"), "50", ("50.00", "5.00", "0.00", "0.00", "0.00")),
        (("100", "120", "0", "0", "0"), "50", ("50.00", "60.00", "0.00", "0.00", "0.00")),
    ],
)
def test_line_scaled_to_a_percentage(amounts, percent, expected):
    scaled = scaled_amounts(line_of(*amounts), percent and Decimal(percent))
    assert tuple(scaled[name] for name in AMOUNT_FIELDS) == tuple(map(Decimal, expected))


@given(quarters=st.tuples(BAHT, BAHT, BAHT, BAHT), percent=st.decimals("0.01", 1000, places=2))
def test_balanced_line_stays_balanced_at_any_percentage(quarters, percent):
    scaled = scaled_amounts(line_of(sum(quarters), *quarters), percent)
    assert scaled["annual"] == sum(scaled[name] for name in AMOUNT_FIELDS[1:])


def test_copy_keeps_keys_nesting_notes_groups_and_ceilings(office, plan):
    part = plan.parts.order_by("position").first()
    part.ceiling = Decimal(1000)
    part.save()
    deep = NewRow(
        "ระดับ 1",
        children=(
            NewRow(
                "ระดับ 2",
                children=(
                    NewRow(
                        "ระดับ 3",
                        Amounts(Decimal(9), (Decimal(9), Decimal(0), Decimal(0), Decimal(0))),
                        note="ตามหนังสือ",
                        unit_id=office.units.finance.pk,
                    ),
                ),
            ),
        ),
    )
    add_rows(plan=plan, rows=[deep], by=office.people.planner, part=str(part.key))
    copy = copy_at(office, plan, None)
    columns = ("key", "kind", "name", "annual", "q1", "note", "unit_id", "parent__key", "part__key")
    assert list(copy.lines.order_by("name").values_list(*columns)) == list(
        plan.lines.order_by("name").values_list(*columns)
    )
    assert list(copy.parts.values_list("key", "kind", "name", "ceiling")) == list(
        plan.parts.values_list("key", "kind", "name", "ceiling")
    )


def test_scaled_copy_of_the_real_plan_adds_up(office, real_plan):
    copy = copy_at(office, real_plan, Decimal("96.5"))
    table = plan_table(copy)
    assert table.total.annual == Decimal("4825000.00") == sum(table.total.quarters)
    assert [part.amounts.annual for part in table.parts] == [
        Decimal("2924915.00"),
        Decimal("1803585.00"),
        Decimal("96500.00"),
    ]
    assert {imbalance.code for imbalance in table.imbalances} == {"envelope"}


def test_ceiling_stays_as_far_from_its_parts_total(office, real_plan):
    first, second, third = real_plan.parts.order_by("position")
    years.set_frame(
        plan=real_plan,
        envelope=real_plan.envelope,
        ceilings={first.pk: Decimal(3031000), second.pk: Decimal(1869001), third.pk: None},
        by=office.people.planner,
    )
    copy = copy_at(office, real_plan, Decimal("33.33"))
    totals = [part.amounts.annual for part in plan_table(copy).parts]
    ceilings = [part.ceiling for part in copy.parts.order_by("position")]
    assert ceilings == [totals[0], totals[1] + Decimal("0.33"), None]


@pytest.mark.parametrize("percent", [None, Decimal(100), Decimal("96.5"), Decimal("33.33")])
def test_preview_is_what_the_copy_comes_to(office, real_plan, percent):
    preview = scaled_total(plan=real_plan, percent=percent)
    assert preview == plan_table(copy_at(office, real_plan, percent)).total.annual


def test_copy_takes_the_same_number_of_queries_at_any_length(office, plan):
    counts = []
    for length, year_be in ((3, 2565), (15, 2566)):  # SQLite writes more rows than that in several batches
        rows = [NewRow(f"หมวด {n}", children=(NewRow(f"รายการ {n}"),)) for n in range(length)]
        part = plan.parts.order_by("position").first()
        add_rows(plan=plan, rows=rows, by=office.people.planner, part=str(part.key))
        with CaptureQueriesContext(connection) as queries:
            copy_at(office, plan, Decimal(103), year_be)
        counts.append(len(queries))
    assert counts[0] == counts[1]
