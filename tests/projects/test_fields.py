"""What may be typed into each field of a proposal, how it is stored, and how the page shows it again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.content import Factor, product_of
from projects.contents import factors_to_json
from projects.enums import FocusKind
from projects.errors import FieldFaults
from projects.fields import READERS, shown
from projects.formulas import format_factors
from projects.models import Activity, CostLine, Focus, Programme, Proposal, Strategy, Target
from projects.services.lists import HEAD
from tests.factories import make_plan
from tests.projects.drafts import rows, type_in, value
from tests.projects.factories import make_frame

pytestmark = pytest.mark.usefixtures("english")

LINE = {"text": "ค่าอาหาร", "amount": Decimal("1080.00"), "factors": [{"value": "18", "unit": "คน"}]}


def read(kind, field, typed, **values):
    """The columns a reader makes of what was typed into a row of its own."""
    model = {"head": Proposal, "activities": Activity, "cost_lines": CostLine}.get(kind)
    return READERS[kind][field](model(**values) if model else None, typed)


def refusal(kind, field, typed, **values):
    with pytest.raises(ValueError, match=r"\w") as refused:
        read(kind, field, typed, **values)
    return str(refused.value)


class TestTexts:
    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ("  เพื่อ   อ่าน \n\n  และเขียน ", "เพื่อ อ่าน\nและเขียน"),
            ("\u200bซ่อน\ufeff\u00ad", "ซ่อน"),
            ("ก\x00ข\ud800", "กข"),
            ("ก\u00a0ข\tค", "ก ข ค"),
            ("<b>ตัวหนา</b> & 5 < 6", "<b>ตัวหนา</b> & 5 < 6"),
            ("", ""),
        ],
    )
    def test_are_stored_without_stray_blanks_and_what_can_not_be_seen(self, typed, stored):
        assert read("objectives", "text", typed) == {"text": stored}

    def test_on_one_line_keep_no_line_breaks(self):
        assert read("head", "owners_text", "กลุ่มนิเทศฯ\nและคณะ") == {"owners_text": "กลุ่มนิเทศฯ และคณะ"}

    @pytest.mark.parametrize(
        ("kind", "field", "most"),
        [
            ("head", "name", 300), ("head", "owners_text", 300), ("quantity_targets", "unit", 60),
            ("activities", "place", 200), ("activities", "responsible", 200), ("cost_lines", "reason", 300),
            ("indicators", "target", 200), ("objectives", "text", 5000), ("head", "over_ceiling_reason", 1000),
        ],
    )  # fmt: skip
    def test_beyond_their_length_are_refused(self, kind, field, most):
        assert read(kind, field, "ก" * most) == {field: "ก" * most}
        assert refusal(kind, field, "ก" * (most + 1)) == (
            f"{most + 1} characters are too many; shorten it to {most}."
        )  # fmt: skip

    @pytest.mark.parametrize("typed", [None, 5, True, ["ก"], {"text": "ก"}])
    def test_of_another_shape_are_refused(self, typed):
        for kind, field in (("objectives", "text"), ("head", "name"), ("cost_lines", "formula")):
            assert refusal(kind, field, typed) == "This can't be read. Type it again."

    def test_a_project_has_a_name(self):
        assert refusal("head", "name", " \n\u200b ") == "A project needs a name. Type one."

    @pytest.mark.parametrize("typed", [None, 5, ["<p>"], "ก" * 200_001])
    def test_rich_text_of_another_shape_or_size_is_refused(self, typed):
        assert refusal("head", "rationale", typed) == "This text is too long. Shorten it."

    def test_rich_text_is_cleaned(self):
        assert read("head", "notes", '<p onclick="x()">ก</p><script>y()</script>') == {"notes": "<p>ก</p>"}


class TestChoices:
    @pytest.mark.parametrize(
        ("kind", "field", "chosen", "wrong"),
        [
            ("head", "nature", "continuing", "old"),
            ("head", "nature", "", None),
            ("head", "averaging", "all", ""),
            ("cost_lines", "category", "materials", "utilities"),
            ("cost_lines", "source", "obec", ""),
            ("indicators", "kind", "", ["output"]),
        ],
    )
    def test_are_taken_from_the_list(self, kind, field, chosen, wrong):
        assert read(kind, field, chosen) == {field: chosen}
        assert refusal(kind, field, wrong) == "There is no such choice. Choose one from the list."

    @pytest.mark.parametrize("typed", ["yes", 1, None, "true"])
    def test_yes_and_no(self, typed):
        assert read("cost_lines", "in_budget", False) == {"in_budget": False}
        assert refusal("cost_lines", "in_budget", typed) == "Choose yes or no."


class TestRowsOfTheYear:
    @pytest.mark.parametrize(("field", "model"), [("programme", Programme), ("strategy", Strategy)])
    def test_are_those_of_the_projects_year(self, proposal, owner, field, model):
        chosen = model.objects.last()
        type_in(proposal, owner, HEAD, field, str(chosen.pk))
        assert value(proposal, HEAD, field) == chosen.pk

        type_in(proposal, owner, HEAD, field, "")
        assert value(proposal, HEAD, field) == ""

    @pytest.mark.parametrize("wrong", ["0", "-1", "ก", "9" * 40, 1.5, [1], True, "²"])
    @pytest.mark.parametrize("field", ["programme", "strategy"])
    def test_nothing_else_is_one(self, proposal, owner, field, wrong):
        with pytest.raises(FieldFaults) as refused:
            type_in(proposal, owner, HEAD, field, wrong)

        assert refused.value.faults[0].sentence == "There is no such choice. Choose one from the list."

    def test_those_of_another_office_are_none(self, proposal, owner, other_office):
        make_frame(other_office, make_plan(other_office).fiscal_year)
        theirs = Strategy.objects.filter(office=other_office.office).first()
        focus = Focus.objects.get(office=other_office.office)

        for field, wrong in (("strategy", theirs.pk), ("focuses", [focus.pk])):
            with pytest.raises(FieldFaults):
                type_in(proposal, owner, HEAD, field, wrong)

    def test_several_focuses_are_chosen_at_once(self, office, year, proposal, owner):
        second = Focus.objects.create(
            office=office.office, fiscal_year=year, kind=FocusKind.FOCUS, name="อ่านออกทุกคน", position=2
        )
        first = Focus.objects.exclude(pk=second.pk).get()

        type_in(proposal, owner, HEAD, "focuses", [str(second.pk), first.pk, first.pk])

        assert value(proposal, HEAD, "focuses") == [first.pk, second.pk]

    @pytest.mark.parametrize("wrong", [None, "1", [0], ["ก"], [[1]], [None], ["9" * 40]])
    def test_nothing_else_is_a_focus(self, proposal, owner, wrong):
        with pytest.raises(FieldFaults):
            type_in(proposal, owner, HEAD, "focuses", wrong)


class TestFigures:
    @pytest.mark.parametrize(
        ("typed", "stored"),
        [("58,800", "58800.00"), ("๑,๐๘๐.๕๐ บาท", "1080.50"), ("39,๖๐๐", "39600.00"), ("-", "0.00"), ("", None)],
    )
    def test_are_read_in_any_digits(self, typed, stored):
        expected = stored and Decimal(stored)
        assert read("head", "declared", typed) == {"declared": expected}
        assert read("cost_lines", "amount", typed)["amount"] == (expected or 0)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("-5", "Amounts can't be negative. Type 0 or more."),
            ("5.123", "Amounts have at most two decimals. Type 5.12, for example."),
            ("1,08", "The commas or spaces are in the wrong place. Leave them out, or type like 1,234,567.50."),
            ("มาก", "This is not an amount. Type digits, for example 22,500 or 22,500.50."),
        ],
    )
    def test_that_are_none_are_refused(self, typed, sentence):
        for kind, field in (("head", "declared"), ("cost_lines", "amount")):
            assert refusal(kind, field, typed) == sentence

    @pytest.mark.parametrize(
        ("typed", "shown_as"),
        [("120.5", "120.5"), ("๑,๒๐๐", "1200"), ("80.00", "80"), ("100", "100"), ("0", "0"), ("-", "0"), ("", "")],
    )
    def test_quantities_are_shown_as_typed(self, typed, shown_as):
        assert shown(Target(**read("quantity_targets", "value", typed)), "value") == shown_as

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("-5", "A quantity can't be below zero. Type 0 or more."),
            ("5.123", "A quantity has at most two decimals. Round it."),
            ("1,08", "The commas or spaces are in the wrong place. Leave them out, or type like 1,234,567.50."),
            ("มาก", "This is not a number. Type digits, for example 120 or 80.5; the unit has a box of its own."),
            ("120 บาท", "This is not a number. Type digits, for example 120 or 80.5; the unit has a box of its own."),
            ("9" * 20, "This number is too large. The largest is 999,999,999,999.99."),
        ],
    )
    def test_quantities_that_are_none_are_refused_without_a_word_of_money(self, typed, sentence):
        assert refusal("quantity_targets", "value", typed) == sentence

    @pytest.mark.parametrize(("typed", "bits"), [([], 0), ([1], 1), ([12, 1, 1], 0b1000_0000_0001), ([2, 3], 0b110)])
    def test_months(self, typed, bits):
        assert read("activities", "months", typed) == {"months": bits}

    @pytest.mark.parametrize("typed", [None, "1", [0], [13], ["1"], [1.0], [None]])
    def test_months_that_are_none(self, typed):
        assert refusal("activities", "months", typed) == "Choose months from October to September."

    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("1 ต.ค. 2563", date(2020, 10, 1)),
            ("๓๐/๙/๒๕๖๔", date(2021, 9, 30)),
            ("2021-02-28", date(2021, 2, 28)),
            ("", None),
        ],
    )
    def test_days(self, typed, day):
        assert read("head", "starts_on", typed) == {"starts_on": day}

    @pytest.mark.parametrize("typed", ["31/2/2564", "พรุ่งนี้"])
    def test_days_that_are_none(self, typed):
        assert refusal("head", "ends_on", typed).startswith("This isn't a date.")


class TestFormulas:
    @pytest.mark.parametrize(
        ("typed", "amount", "shown_as"),
        [
            ("18 คน x 33 บาท x 2 มื้อ", "1188.00", "18 คน × 33 บาท × 2 มื้อ"),
            ("30 คน 3 วันๆละ 180 บาท", "16200.00", "30 คน × 3 วัน × 180 บาท"),
            ("๓ เล่ม x ๐.๓๓ บาท", "0.99", "3 เล่ม × 0.33 บาท"),
            ("3 ชุด x 0.335 บาท", "1.01", "3 ชุด × 0.335 บาท"),
            ("5,000", "5000.00", ""),
            ("๕,๐๐๐.๕๐ บาท", "5000.50", ""),
            ("-", "0.00", ""),
            ("", "0.00", ""),
        ],
    )
    def test_are_computed_and_shown_back(self, typed, amount, shown_as):
        values = read("cost_lines", "formula", typed, **LINE)

        assert values["amount"] == Decimal(amount)
        assert shown(CostLine(**values), "formula") == shown_as
        assert "text" not in values

    def test_words_beside_the_numbers_describe_a_line_without_a_text(self):
        typed = "ค่าอาหารกลางวัน 30 คน x 120 บาท"

        assert read("cost_lines", "formula", typed)["text"] == "ค่าอาหารกลางวัน"

    @pytest.mark.parametrize("typed", ["ค่าอาหาร 30 คน x 120 บาท", "30 คน x 120 บาท", "อาหาร 500 บาท"])
    def test_words_the_text_has_already_are_passed_over(self, typed):
        assert "text" not in read("cost_lines", "formula", typed, **LINE)

    def test_words_that_say_more_than_the_text_lengthen_it(self):
        assert read("cost_lines", "formula", "ค่าอาหารกลางวัน 30 คน x 120 บาท", **LINE)["text"] == "ค่าอาหารกลางวัน"

    @pytest.mark.parametrize("typed", ["ค่าเช่ารถ 30 คน x 120 บาท", "30 คน x 120 บาท เหมาจ่าย", "ค่าเช่ารถ 500 บาท"])
    def test_other_words_than_the_text_are_not_dropped_but_refused(self, typed):
        words = "เหมาจ่าย" if "เหมาจ่าย" in typed else "ค่าเช่ารถ"
        assert refusal("cost_lines", "formula", typed, **LINE) == (
            f"“{words}” isn't part of the calculation, and the item has its text. Add it there, or take it out here."
        )

    def test_an_amount_beside_words_is_a_lump_sum(self):
        values = read("cost_lines", "formula", "ค่าวิทยากร 5,000 บาท")

        assert values == {"text": "ค่าวิทยากร", "factors": [], "amount": Decimal(5000)}

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("ค่าวัสดุ", "There is no number here."),
            (
                "18 คน",
                "The price is missing. Type what each costs, for example “18 คน × 35 บาท”, or one amount in baht.",
            ),
            ("-5", "Amounts can't be negative."),
            ("5.123", "Amounts have at most two decimals."),
        ],
    )
    def test_without_a_calculation_are_refused(self, typed, sentence):
        assert refusal("cost_lines", "formula", typed).startswith(sentence)

    @pytest.mark.parametrize("typed", ["999,999 คน x 999,999 บาท x 999,999 วัน", "9" * 60 + " คน x 2 บาท"])
    def test_beyond_what_can_be_stored_are_refused(self, typed):
        assert "999,999,999,999.99" in refusal("cost_lines", "formula", typed)

    def test_a_declared_amount_and_its_reason_stay_when_the_calculation_changes(self):
        for typed in ("2 คน x 5 บาท", ""):
            values = read("cost_lines", "formula", typed, **LINE, reason="เหมาจ่าย")
            assert values.keys() <= {"factors"}

    def test_an_amount_in_place_of_the_calculation_does_not_replace_a_declared_one(self):
        assert refusal("cost_lines", "formula", "5,000", **LINE, reason="เหมาจ่าย") == (
            "1,080 baht are asked for another reason than a calculation. Type the new amount into the amount box."
        )
        assert read("cost_lines", "formula", "1,080", **LINE, reason="เหมาจ่าย") == {"factors": []}

    def test_a_total_typed_with_the_calculation_is_what_is_asked(self):
        values = read("cost_lines", "formula", "18 คน x 33 บาท x 2 มื้อ = 1,080 บาท", **LINE)

        assert values["amount"] == Decimal(1080)

    def test_a_reason_goes_where_the_amount_is_the_product_again(self):
        line = {"factors": factors_to_json((Factor(Decimal(2), "คน"), Factor(Decimal(5), "บาท"))), "reason": "x"}

        assert read("cost_lines", "amount", "10", **line) == {"amount": Decimal(10), "reason": ""}
        assert read("cost_lines", "amount", "9", **line) == {"amount": Decimal(9)}
        assert read("cost_lines", "amount", "9", reason="x") == {"amount": Decimal(9)}

    @given(
        st.lists(
            st.tuples(
                st.decimals("0.01", "9999", places=2), st.sampled_from(["คน", "วัน", "มื้อ", "บาท", "เล่ม", "ครั้ง", "ชุด"])
            ),
            min_size=2,
            max_size=3,
            unique_by=lambda pair: pair[1],
        )
    )
    def test_round_trip(self, pairs):
        factors = tuple(Factor(amount.normalize() + 0, unit) for amount, unit in pairs)
        text = format_factors(factors)

        values = read("cost_lines", "formula", text)

        line = CostLine(**values)
        assert values["amount"] == product_of(factors)
        assert shown(line, "formula") == text
        assert READERS["cost_lines"]["formula"](line, shown(line, "formula")) == values


class TestQuarters:
    def test_are_stored_as_typed(self):
        values = read("cost_lines", "quarters", ["๕๐๐", "580.00", "", "-"], **LINE)

        assert values == {"q1": 500, "q2": 580, "q3": 0, "q4": 0}
        assert shown(CostLine(**values), "quarters") == ["500.00", "580.00", "0.00", "0.00"]

    def test_must_sum_to_the_amount(self):
        assert refusal("cost_lines", "quarters", ["500", "579.99", "", ""], **LINE) == (
            "The quarters sum to 1,079.99; they must sum to the line's amount, 1,080."
        )

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("มาก", "Quarter 2: This is not an amount. Type digits, for example 22,500 or 22,500.50."),
            ("-1", "Quarter 2: Amounts can't be negative. Type 0 or more."),
            ("9" * 20, "Quarter 2: Amounts can't be more than 999,999,999,999.99. Type a smaller amount."),
        ],
    )
    def test_that_are_none_are_named(self, typed, sentence):
        assert refusal("cost_lines", "quarters", ["500", typed, "", ""], **LINE) == sentence
        both = refusal("cost_lines", "quarters", ["500", typed, "", "1,08"], **LINE)
        assert both.startswith(f"{sentence} Quarter 4: The commas")

    def test_none_follow_from_the_months_again(self):
        assert read("cost_lines", "quarters", None, **LINE) == dict.fromkeys(("q1", "q2", "q3", "q4"))
        assert shown(CostLine(**LINE), "quarters") is None

    @pytest.mark.parametrize("typed", ["1080", [], ["1080"], ["1", "2", "3", "4", "5"], {"q1": "1080"}])
    def test_of_another_shape_are_refused(self, typed):
        assert refusal("cost_lines", "quarters", typed, **LINE) == "Type an amount for each of the four quarters."

    @pytest.mark.parametrize("field", ["amount", "formula"])
    def test_typed_before_follow_a_new_amount_in_proportion(self, field):
        typed = {"q1": Decimal(270), "q2": Decimal(0), "q3": Decimal(810), "q4": Decimal(0)}

        values = read("cost_lines", field, "100.01", **LINE, **typed)

        assert [values[name] for name in typed] == [Decimal("25.00"), 0, Decimal("75.01"), 0]

    def test_that_were_not_typed_stay_so(self):
        assert read("cost_lines", "amount", "5", **LINE) == {"amount": 5}

    @given(
        st.lists(st.decimals("0", "99999", places=2), min_size=4, max_size=4),
        st.decimals("0", "999999999.99", places=2),
    )
    def test_always_sum_to_a_new_amount(self, typed, amount):
        line = dict(zip(("q1", "q2", "q3", "q4"), typed, strict=True)) | {"amount": sum(typed)}

        values = read("cost_lines", "amount", str(amount), **line)

        assert values["amount"] == amount
        if any(typed):
            assert sum(values[name] for name in ("q1", "q2", "q3", "q4")) == amount
        else:
            assert "q1" not in values


def test_what_the_page_shows_can_be_typed_again_and_changes_nothing(proposal, owner):
    for kind in READERS:
        for row in [HEAD] if kind == HEAD else rows(proposal, kind):
            for field in READERS[kind]:
                assert type_in(proposal, owner, row, field, value(proposal, row, field)).edit is None, (kind, field)
