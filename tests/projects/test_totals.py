"""A proposal's money: quarters always sum to their line, lines to every total, however they are sorted."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.totals import Amounts
from projects.content import ActivityContent, CostLineContent, ProposalContent
from projects.enums import CostCategory, FundSource
from projects.totals import Money, quarters_of, spread_as_typed, spread_over_months, total_up


def baht(*amounts):
    return tuple(Decimal(str(amount)) for amount in amounts)


def line(amount, text="", **values):
    return CostLineContent(text, amount=Decimal(str(amount)), **values)


def content(*activities):
    return ProposalContent("โครงการ", 2564, activities=activities)


@pytest.mark.parametrize(
    ("amount", "months", "quarters"),
    [
        (1200, range(1, 13), (300, 300, 300, 300)),
        (100, (1,), (100, 0, 0, 0)),
        (100, (3, 4), (50, 50, 0, 0)),
        (100, (1, 2, 4), (66, 34, 0, 0)),
        (100, (1, 5, 9), (33, 33, 34, 0)),
        (100, (10, 12), (0, 0, 0, 100)),
        ("100.01", (1, 4), ("50.00", "50.01", 0, 0)),
        ("0.01", (1, 12), (0, 0, 0, "0.01")),
        (1, (1, 4, 7, 10), (0, 0, 0, 1)),
        (100, (2, 2, 2, 4), (50, 50, 0, 0)),
        (0, (1,), (0, 0, 0, 0)),
        (100, (), (0, 0, 0, 0)),
    ],
)
def test_amounts_follow_the_months_in_whole_baht_the_rest_last(amount, months, quarters):
    assert spread_over_months(Decimal(str(amount)), months) == baht(*quarters)


@pytest.mark.parametrize(
    ("amount", "typed", "quarters"),
    [
        (100, (40, 0, 60, 0), (40, 0, 60, 0)),
        (200, (40, 0, 60, 0), (80, 0, 120, 0)),
        (100, (1, 1, 1, 0), ("33.33", "33.33", "33.34", 0)),
        (0, (40, 60, 0, 0), (0, 0, 0, 0)),
        (100, (0, 0, 0, 0), (0, 0, 0, 0)),
        ("0.01", (5, 5, 0, 0), (0, "0.01", 0, 0)),
    ],
)
def test_typed_quarters_keep_their_proportion_the_rest_last(amount, typed, quarters):
    assert spread_as_typed(Decimal(str(amount)), baht(*typed)) == baht(*quarters)


def test_quarters_typed_as_nothing_follow_from_the_months():
    assert quarters_of(line(90, quarters=baht(0, 0, 0, 0)), (4, 5)) == baht(0, 90, 0, 0)


amounts = st.decimals("0", "999999999", places=2)
months = st.sets(st.integers(1, 12))
typed = st.none() | st.tuples(*[st.decimals("0", "99999", places=2)] * 4)


@given(amounts, months, typed)
def test_quarters_always_sum_to_the_line(amount, months, typed):
    quarters = quarters_of(line(amount, quarters=typed), months)

    spread = bool(months) or bool(typed and any(typed))
    assert sum(quarters) == (amount if spread else 0)
    assert all(quarter >= 0 for quarter in quarters)
    if typed is None:
        assert {number for number, quarter in enumerate(quarters, 1) if quarter} <= {
            (month - 1) // 3 + 1 for month in months
        }


lines = st.builds(
    CostLineContent,
    st.just("รายการ"),
    category=st.sampled_from(CostCategory),
    amount=amounts,
    source=st.sampled_from(FundSource),
    in_budget=st.booleans(),
    quarters=typed,
)
activities = st.builds(
    ActivityContent,
    st.just("กิจกรรม"),
    months=months.map(tuple),
    cost_lines=st.lists(lines, max_size=4).map(tuple),
    children=st.lists(
        st.builds(
            ActivityContent,
            st.just("ย่อย"),
            months=months.map(tuple),
            cost_lines=st.lists(lines, max_size=3).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
)


def all_lines(activities):
    return [row for one in activities for part in one.walk() for row in part.cost_lines]


@given(st.lists(activities, max_size=3))
def test_every_total_sums_the_same_lines(found):
    totals = total_up(content(*found))

    expected = sum((row.amount for row in all_lines(found)), Decimal(0))
    money = totals.money
    assert money.total == totals.amounts.annual == expected
    assert sum(money.by_category.values()) == money.compensation + money.services + money.materials == expected
    assert sum(money.by_source.values()) == sum(money.of_source(source) for source in FundSource) == expected
    assert money.in_budget + money.off_budget == expected
    assert sum(row.total for row in totals.activities.values()) == expected
    assert sum(row.total for number, row in totals.branches.items() if "." not in number) == expected
    assert sum(totals.amounts.quarters) + totals.unspread == expected
    own = [row.amount for row in all_lines(found) if row.source == FundSource.AREA_OFFICE and row.in_budget]
    assert totals.own.annual == sum(own, Decimal(0))


def test_a_sub_activity_without_months_spends_in_those_of_the_activity_it_is_under():
    totals = total_up(
        content(
            ActivityContent(
                "ก", months=(1, 12), cost_lines=(line(100),),
                children=(
                    ActivityContent("ก.1", cost_lines=(line(50),)),
                    ActivityContent("ก.2", months=(5,), cost_lines=(line(30),)),
                ),
            ),
            ActivityContent("ข", children=(ActivityContent("ข.1", cost_lines=(line(7),)),)),
        )
    )  # fmt: skip

    assert [(row.number, row.amounts) for row in totals.lines] == [
        ("1", Amounts(Decimal(100), baht(50, 0, 0, 50))),
        ("1.1", Amounts(Decimal(50), baht(25, 0, 0, 25))),
        ("1.2", Amounts(Decimal(30), baht(0, 30, 0, 0))),
        ("2.1", Amounts(Decimal(7), baht(0, 0, 0, 0))),
    ]
    assert totals.amounts == Amounts(Decimal(187), baht(75, 30, 0, 75))
    assert totals.unspread == 7
    assert {number: money.total for number, money in totals.activities.items()} == {
        "1": 100, "1.1": 50, "1.2": 30, "2.1": 7,
    }  # fmt: skip
    assert {number: money.total for number, money in totals.branches.items()} == {
        "1": 180, "1.1": 50, "1.2": 30, "2": 7, "2.1": 7,
    }  # fmt: skip


def test_branches_of_ten_activities_are_not_mixed_up():
    totals = total_up(content(*(ActivityContent(str(n), months=(1,), cost_lines=(line(n),)) for n in range(1, 12))))

    assert (totals.branches["1"].total, totals.branches["10"].total, totals.branches["11"].total) == (1, 10, 11)


def test_only_the_offices_own_money_in_the_budget_is_its_own():
    own, head_office = line(10.5), line(20, source=FundSource.OBEC)
    off_budget = line(40, in_budget=False, category=CostCategory.MATERIALS)

    totals = total_up(content(ActivityContent("ก", months=(1,), cost_lines=(own, head_office, off_budget))))

    assert totals.own == Amounts(Decimal("10.5"), baht("10.50", 0, 0, 0))
    assert totals.money == Money(
        total=Decimal("70.5"),
        by_category={CostCategory.SERVICES: Decimal("30.5"), CostCategory.MATERIALS: Decimal(40)},
        in_budget=Decimal("30.5"),
        off_budget=Decimal(40),
        by_source={FundSource.AREA_OFFICE: Decimal("50.5"), FundSource.OBEC: Decimal(20)},
    )


def test_a_proposal_without_cost_lines_asks_for_nothing():
    totals = total_up(content(ActivityContent("ก", months=(1,))))

    assert (totals.lines, totals.activities, totals.money, totals.own) == ((), {}, Money(), Amounts())
