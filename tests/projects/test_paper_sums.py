"""Sums that only papers need: an activity with its sub-activities, all groups together."""

from decimal import Decimal

from projects.content import ActivityContent, CostLineContent, ProposalContent
from projects.enums import CostCategory, FundSource
from projects.listing import GroupRows, GroupTotals, ProjectList, ProjectRow, StrategyRows, sum_groups
from projects.totals import total_up


def line(amount, category=CostCategory.SERVICES, **fields):
    return CostLineContent(text="ค่าใช้จ่าย", category=category, amount=Decimal(amount), **fields)


def test_an_activity_is_summed_with_its_sub_activities():
    children = (
        ActivityContent("ย่อย", cost_lines=(line("20.50"), line("30", CostCategory.MATERIALS))),
        ActivityContent("ย่อย", cost_lines=(line("4", in_budget=False),)),
    )
    activities = (
        ActivityContent("หนึ่ง", cost_lines=(line("100"),), children=children),
        ActivityContent("สอง", cost_lines=(line("7"),)),
    )

    totals = total_up(ProposalContent(name="ตัวอย่าง", year_be=2564, activities=activities))

    assert {number: money.total for number, money in totals.branches.items()} == {
        "1": Decimal("154.50"),
        "1.1": Decimal("50.50"),
        "1.2": Decimal(4),
        "2": Decimal(7),
    }
    assert totals.branches["1"].services == Decimal("124.50")
    assert totals.branches["1"].materials == Decimal(30)
    assert totals.branches["1"].off_budget == Decimal(4)
    assert totals.activities["1"].total == Decimal(100)


def group(ceiling, *amounts):
    rows = tuple(
        ProjectRow(str(n), n, "โครงการ", 1, "กลุ่ม", "draft", {FundSource.AREA_OFFICE: Decimal(a)}, own=Decimal(a))
        for n, a in enumerate(amounts, start=1)
    )
    return GroupRows(1, "กลุ่ม", None if ceiling is None else Decimal(ceiling), rows)


def test_what_one_group_leaves_does_not_make_up_for_another():
    totals = sum_groups([group("100", "60", "70"), group("50", "20"), group(None, "5.25")])

    assert totals == GroupTotals(Decimal(150), Decimal("155.25"), over=Decimal(30), left=Decimal(30))


def test_without_any_ceiling_nothing_is_left_or_over():
    assert sum_groups([group(None, "5")]) == GroupTotals(None, Decimal(5), over=Decimal(0), left=None)


def test_the_offices_own_money_is_summed_over_strategies():
    strategies = (StrategyRows(1, "หนึ่ง", group(None, "60", "7.25").rows), StrategyRows(None, "", group(None, "5").rows))

    assert ProjectList("สำนักงาน", 2564, strategies).own_total == Decimal("72.25")
