"""What a proposal lacks and what doesn't add up: one finding for each, in the program's words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from projects.checks import Standing, findings_of, months_of_period
from projects.content import ActivityContent, Factor, IndicatorContent, StatementContent, TargetContent
from projects.enums import CheckCode, FundSource, TargetKind
from projects.rating import Rate
from tests.projects.factories import make_content, make_line

pytestmark = pytest.mark.usefixtures("english")

PERIOD = {"starts_on": date(2020, 10, 1), "ends_on": date(2021, 9, 30)}
WRONG = (Factor(Decimal(18), "คน"), Factor(Decimal(33), "บาท"), Factor(Decimal(2), "มื้อ"))


def content(**changes):
    return make_content(**(PERIOD | changes))


def activities(*lines, **values):
    return (ActivityContent("กิจกรรม", cost_lines=lines, key="a1", **({"months": (2,)} | values)),)


def found(proposal, **circumstances):
    """[(code, level, anchor, check)] of the findings."""
    return [
        (one.code, one.level, one.anchor, one.check) for one in findings_of(proposal, **circumstances)
    ]  # fmt: skip


def only(proposal, **circumstances):
    [finding] = findings_of(proposal, **circumstances)
    return finding


def test_a_complete_proposal_has_no_findings():
    assert findings_of(content(), standing=Standing(Decimal(1080)), rates=[]) == ()


class TestMissing:
    @pytest.mark.parametrize(
        "case",
        [
            ("programme", "", "programme", "", "Choose the programme."),
            ("strategy", "", "strategy", CheckCode.STRATEGY, "Choose the strategy the project answers."),
            ("owners", "", "owners_text", "", "Say who is responsible."),
            ("nature", "", "nature", "", "Say whether the project is new or continuing."),
            ("rationale", "<p>&nbsp;<br></p>", "rationale", "", "Write the rationale."),
            ("objectives", (), "objectives", "", "Write at least one objective."),
            ("indicators", (), "indicators", "", "Add at least one indicator."),
            ("expected_results", (), "expected_results", "", "Write at least one expected result."),
            ("activities", (), "activities", "", "Add at least one activity."),
            ("starts_on", None, "starts_on", CheckCode.MONTHS, "Type the first and the last day of the project."),
            ("ends_on", None, "starts_on", CheckCode.MONTHS, "Type the first and the last day of the project."),
        ],
    )  # fmt: skip
    def test_is_an_error_with_what_to_do(self, case):
        field, blank, anchor, check, sentence = case

        finding = only(content(**{field: blank}))

        assert (finding.code, finding.is_error, finding.anchor) == ("missing", True, anchor)
        assert (finding.check, finding.sentence) == (check, sentence)

    @pytest.mark.parametrize(
        ("kind", "anchor"),
        [(TargetKind.QUALITATIVE, "quantity_targets"), (TargetKind.QUANTITATIVE, "quality_targets")],
    )
    def test_both_kinds_of_targets_are_wanted(self, kind, anchor):
        assert only(content(targets=(TargetContent("ครู", kind),))).anchor == anchor

    def test_everything_is_said_in_the_order_of_the_paper(self):
        empty = replace(content(), programme="", objectives=(), targets=(), activities=(), indicators=())

        assert [one.anchor for one in findings_of(empty)] == [
            "programme", "objectives", "quantity_targets", "quality_targets", "activities", "indicators",
        ]  # fmt: skip

    def test_a_project_without_money_is_only_warned(self):
        assert found(content(activities=activities())) == [("no_money", "warning", "activities", "")]

    @pytest.mark.parametrize(
        "changes",
        [
            {"objectives": (StatementContent(" ", "x"),)},
            {"expected_results": (StatementContent("", "x"),)},
            {"indicators": (IndicatorContent("", key="x"),)},
            {"activities": (ActivityContent(" ", months=(2,), cost_lines=(make_line(),), key="x"),)},
            {"activities": activities(make_line("", key="x"))},
        ],
    )
    def test_an_empty_row_is_pointed_at(self, changes):
        assert found(content(**changes)) == [("blank", "error", "x", "")]


class TestMonths:
    @pytest.mark.parametrize(
        ("starts_on", "ends_on", "months"),
        [
            (date(2020, 10, 1), date(2021, 9, 30), tuple(range(1, 13))),
            (date(2020, 12, 31), date(2021, 1, 1), (3, 4)),
            (date(2020, 10, 15), date(2020, 10, 16), (1,)),
            (date(2021, 9, 30), date(2021, 9, 30), (12,)),
            (date(2019, 1, 1), date(2022, 1, 1), tuple(range(1, 13))),
            (date(2021, 10, 1), date(2022, 9, 30), ()),
            (None, date(2021, 9, 30), tuple(range(1, 13))),
        ],
    )
    def test_of_the_period(self, starts_on, ends_on, months):
        assert months_of_period(content(starts_on=starts_on, ends_on=ends_on)) == months

    def test_outside_the_period_are_named_with_their_activity(self):
        below = ActivityContent("ย่อย", months=(1, 12), key="x")
        rows = (ActivityContent("ก", months=(2,), cost_lines=(make_line(),), children=(below,)),)

        finding = only(content(starts_on=date(2020, 11, 1), ends_on=date(2021, 8, 31), activities=rows))

        assert (finding.code, finding.anchor, finding.check) == ("months", "x", CheckCode.MONTHS)
        assert "Activity 1.1 has months outside the project's period: ต.ค., ก.ย." in finding.sentence

    @pytest.mark.parametrize("days", [{"starts_on": date(2020, 9, 30)}, {"ends_on": date(2021, 10, 1)}])
    def test_a_period_beyond_the_year_is_an_error(self, days):
        finding = only(content(**days))

        assert (finding.code, finding.anchor) == ("period", "starts_on")
        assert finding.sentence == "The project's period goes beyond fiscal year 2564."

    @pytest.mark.parametrize(
        ("quarters", "codes"),
        [((0, 0, 0, 1080), ["quarters"]), ((80, 0, 0, 1000), ["quarters"]), ((1080, 0, 0, 0), [])],
    )
    def test_a_quarter_outside_the_period_holds_no_money(self, quarters, codes):
        line = make_line(quarters=tuple(map(Decimal, quarters)), key="x")
        rows = activities(line, months=(2,))

        found = findings_of(content(activities=rows, starts_on=date(2020, 10, 1), ends_on=date(2020, 12, 31)))

        assert [finding.code for finding in found] == codes
        assert {(finding.anchor, finding.check) for finding in found} <= {("x", CheckCode.MONTHS)}


class TestMoney:
    def test_a_product_that_is_written_otherwise_is_an_error_in_these_words(self):
        finding = only(content(activities=activities(make_line(factors=WRONG, amount=Decimal(1080), key="x"))))

        assert (finding.code, finding.is_error, finding.anchor) == ("adjusted", True, "x")
        assert (finding.expected, finding.found) == (Decimal("1188.00"), Decimal(1080))
        assert finding.sentence == (
            "18 คน × 33 บาท × 2 มื้อ = 1,188, but 1,080 is written. Correct it, or say why it differs."
        )

    def test_with_a_reason_it_is_only_told(self):
        line = make_line(factors=WRONG, amount=Decimal(1080), reason="ขอเท่าปีก่อน")
        finding = only(content(activities=activities(line)))

        assert (finding.is_error, finding.check) == (False, CheckCode.ARITHMETIC)
        assert finding.sentence == "18 คน × 33 บาท × 2 มื้อ = 1,188, but 1,080 is asked: ขอเท่าปีก่อน"

    def test_a_line_without_an_amount(self):
        line = make_line(factors=(), amount=Decimal(0), key="x")

        assert found(content(activities=activities(line))) == [("no_amount", "error", "x", CheckCode.ARITHMETIC)]

    def test_an_amount_in_no_quarter(self):
        finding = only(content(activities=activities(make_line(key="x"), months=())))

        assert (finding.code, finding.anchor, finding.is_error) == ("unspread", "x", True)
        assert "1,080 baht" in finding.sentence

    def test_a_sub_activity_without_months_spends_in_those_above(self):
        below = (ActivityContent("ย่อย", cost_lines=(make_line(),)),)

        assert found(content(activities=activities(make_line(), children=below))) == []

    def test_typed_quarters_need_no_months(self):
        line = make_line(quarters=(Decimal(1080), Decimal(0), Decimal(0), Decimal(0)))

        assert found(content(activities=activities(line, months=()))) == []

    def test_a_printed_total_that_differs_in_these_words(self):
        line = make_line(factors=(), amount=Decimal(49000))
        finding = only(content(declared=Decimal(58800), activities=activities(line)))

        assert (finding.code, finding.expected, finding.found) == ("declared", Decimal(58800), Decimal(49000))
        assert finding.sentence == (
            "The paper says 58,800, but the cost lines sum to 49,000; they differ by 9,800."
        )  # fmt: skip

    def test_a_printed_total_that_agrees_is_no_finding(self):
        assert found(content(declared=Decimal("1080.00"))) == []


class TestRatesAndCeilings:
    def test_a_rate_above_the_standard_is_only_told(self):
        rate = Rate("อาหารว่าง", "บาท/คน/มื้อ", Decimal(25), ("อาหารว่าง",))

        assert found(content(), rates=[rate]) == [("rate", "warning", "", CheckCode.RATES)]
        assert found(content(), rates=[replace(rate, ceiling=Decimal(30))]) == []

    @pytest.mark.parametrize(
        ("ceiling", "others", "over"),
        [(None, 5000, 0), (1080, 0, 0), (2000, 920, 0), (2000, "920.01", "0.01"), (0, 0, 1080), (1000, 2000, 2080)],
    )
    def test_how_much_a_group_goes_over(self, ceiling, others, over):
        standing = Standing(None if ceiling is None else Decimal(ceiling), Decimal(others))

        assert standing.over(Decimal(1080)) == Decimal(over)
        codes = [one.code for one in findings_of(content(), standing=standing)]
        assert codes == (["ceiling", "missing"] if Decimal(over) else [])

    def test_going_over_without_a_reason_keeps_the_proposal_back(self):
        _told, missing = findings_of(content(), standing=Standing(Decimal(1000)))

        assert (missing.is_error, missing.anchor, missing.check) == (True, "over_ceiling_reason", CheckCode.CEILING)
        assert missing.sentence == "Say why the group asks for more than its ceiling."

    def test_going_over_is_told_with_its_reason(self):
        finding = only(content(), standing=Standing(Decimal(1000), Decimal(500), "เรื่องด่วน"))

        assert (finding.is_error, finding.anchor, finding.check) == (False, "over_ceiling_reason", CheckCode.CEILING)
        assert (finding.expected, finding.found) == (Decimal(1000), Decimal(1580))
        assert finding.sentence == (
            "The group asks for 1,580 of its ceiling of 1,000: 580 too much. Reason: เรื่องด่วน"
        )  # fmt: skip

    def test_only_the_offices_own_money_counts(self):
        rows = activities(make_line(source=FundSource.OBEC), make_line(in_budget=False))

        assert found(content(activities=rows), standing=Standing(Decimal(0))) == []
