"""A proposal as plain JSON and back: nothing is lost, nothing becomes something else."""

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from projects.content import (
    ActivityContent,
    CostLineContent,
    Factor,
    IndicatorContent,
    ProposalContent,
    StatementContent,
    TargetContent,
)
from projects.content_json import from_json, sha256_of, to_json
from projects.enums import Averaging, CostCategory, FundSource, IndicatorKind, Nature, TargetKind
from tests.projects.factories import make_content

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
AMOUNT = st.decimals(0, 10**12, places=2)
FACTOR = st.builds(Factor, st.decimals(allow_nan=False, allow_infinity=False), TEXT)


def some(*kinds, **fields):
    """Tuples of up to two."""
    return st.lists(st.builds(*kinds, **fields), max_size=2).map(tuple)


LINES = some(
    CostLineContent, TEXT, st.sampled_from(CostCategory), some(Factor, st.decimals(0, 999, places=3), TEXT), AMOUNT,
    TEXT, st.sampled_from(FundSource), st.booleans(), st.none() | st.tuples(AMOUNT, AMOUNT, AMOUNT, AMOUNT), TEXT,
)  # fmt: skip
MONTHS = st.lists(st.integers(1, 12), max_size=12).map(tuple)
LEAVES = some(ActivityContent, TEXT, TEXT, TEXT, MONTHS, LINES, key=TEXT)
CONTENTS = st.builds(
    ProposalContent,
    name=TEXT,
    year_be=st.integers(2500, 2600),
    programme=TEXT,
    strategy=TEXT,
    strategy_number=st.none() | st.integers(1, 99),
    focuses=st.lists(TEXT, max_size=2).map(tuple),
    owners=TEXT,
    unit=TEXT,
    nature=st.just("") | st.sampled_from(Nature),
    starts_on=st.none() | st.dates(),
    ends_on=st.none() | st.dates(),
    rationale=TEXT,
    objectives=some(StatementContent, TEXT, TEXT),
    targets=some(TargetContent, TEXT, st.sampled_from(TargetKind), st.none() | AMOUNT, TEXT, TEXT),
    activities=some(ActivityContent, TEXT, TEXT, TEXT, MONTHS, LINES, LEAVES, TEXT),
    indicators=some(IndicatorContent, TEXT, st.just("") | st.sampled_from(IndicatorKind), TEXT, TEXT, TEXT, TEXT),
    expected_results=some(StatementContent, TEXT, TEXT),
    averaging=st.sampled_from(Averaging),
    notes=TEXT,
    declared=st.none() | AMOUNT,
    key=TEXT,
)


@given(CONTENTS)
def test_there_and_back_is_the_same_to_the_last_figure(content):
    stored = json.loads(json.dumps(to_json(content)))

    assert (from_json(stored), repr(from_json(stored))) == (content, repr(content))
    assert (to_json(from_json(stored)), sha256_of(stored)) == (stored, sha256_of(to_json(content)))


@given(FACTOR)
def test_any_figure_keeps_its_places(factor):
    content = make_content(lines=[CostLineContent("x", factors=(factor,))])

    [(_number, line, _months)] = from_json(to_json(content)).cost_lines()
    assert repr(line.factors) == repr((factor,))


def test_the_hash_is_of_what_it_says_in_whatever_order():
    first, second = {"ก": "1", "ข": [1, 2]}, {"ข": [1, 2], "ก": "1"}

    assert sha256_of(first) == sha256_of(second)
    assert len({sha256_of(one) for one in (first, {"ก": "1", "ข": [2, 1]}, {"ก": 1, "ข": [1, 2]})}) == 3


def test_a_field_that_is_newer_than_the_copy_is_as_in_a_new_proposal():
    stored = to_json(make_content())
    del stored["declared"], stored["activities"][0]["cost_lines"][0]["in_budget"]

    assert from_json(stored) == make_content(declared=None)
    assert from_json(stored | {"unknown": 1}) == make_content()


def test_amounts_are_text():
    stored = to_json(make_content(declared=Decimal("1080.50")))

    assert (stored["declared"], stored["activities"][0]["cost_lines"][0]["amount"]) == ("1080.50", "1080.00")
