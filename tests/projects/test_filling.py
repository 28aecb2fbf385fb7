"""A whole content written into a draft: everything that was in it stands there afterwards, and nothing else."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
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
from projects.contents import content_of
from projects.enums import (
    Averaging,
    CostCategory,
    EditKind,
    FundSource,
    IndicatorKind,
    Nature,
    TargetKind,
)
from projects.errors import ProjectRefused
from projects.models import Programme, ProposalEdit, Strategy
from projects.services import projects
from projects.services.editing import editing
from projects.services.filling import fill
from tests.factories import make_plan
from tests.projects.drafts import add, texts
from tests.projects.factories import make_content, make_frame, make_line


def without_keys(value):
    """The same content with every key left out."""
    if isinstance(value, tuple):
        return tuple(map(without_keys, value))
    if not is_dataclass(value):
        return value
    changes = {field.name: without_keys(getattr(value, field.name)) for field in fields(value)}
    return replace(value, **changes | ({"key": ""} if "key" in changes else {}))


def fill_in(proposal, by, content, **options):
    with editing(proposal=proposal, by=by, kind=EditKind.FILL) as session:
        fill(session, content, **options)


words = st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "Zs"]), max_size=12)
money = st.decimals("0", "999999999999.99", places=2)
lines = st.builds(
    CostLineContent,
    words,
    category=st.sampled_from(CostCategory),
    factors=st.lists(
        st.builds(Factor, st.decimals("0.001", "99999", places=3), st.sampled_from(["คน", "บาท", ""])), max_size=4
    ).map(tuple),
    amount=money,
    reason=words,
    source=st.sampled_from(FundSource),
    in_budget=st.booleans(),
    quarters=st.none() | st.tuples(*[money] * 4),
)
months = st.sets(st.integers(1, 12)).map(lambda found: tuple(sorted(found)))


def activities(children):
    return st.builds(
        ActivityContent, words, place=words, responsible=words, months=months,
        cost_lines=st.lists(lines, max_size=2).map(tuple), children=children,
    )  # fmt: skip


statements = st.lists(st.builds(StatementContent, words), max_size=2).map(tuple)
quantities = st.builds(TargetContent, words, kind=st.just(TargetKind.QUANTITATIVE), value=st.none() | money, unit=words)
contents = st.builds(
    ProposalContent,
    name=words.filter(bool),
    year_be=st.just(2564),
    owners=words,
    nature=st.sampled_from([*Nature, ""]),
    starts_on=st.none(),
    ends_on=st.none() | st.dates(),
    rationale=words,
    objectives=statements,
    targets=st.tuples(st.lists(quantities, max_size=2), st.lists(st.builds(TargetContent, words), max_size=2)).map(
        lambda found: tuple(found[0] + found[1])
    ),
    activities=st.lists(activities(st.lists(activities(st.just(())), max_size=2).map(tuple)), max_size=2).map(tuple),
    indicators=st.lists(
        st.builds(
            IndicatorContent, words, kind=st.sampled_from([*IndicatorKind, ""]), target=words, method=words, tool=words
        ),
        max_size=2,
    ).map(tuple),
    expected_results=statements,
    averaging=st.sampled_from(Averaging),
    notes=words,
    declared=st.none() | money,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(contents)
def test_what_was_filled_in_is_read_out_again(office, empty, owner, content):
    content = replace(content, unit=office.units.supervision.name)
    with transaction.atomic():
        fill_in(empty, owner, content)
        assert without_keys(content_of(empty)) == content
        transaction.set_rollback(True)


def test_rows_come_after_those_that_are_there_in_one_step_of_undo(empty, owner):
    add(empty, owner, "objectives", text="ก")

    fill_in(empty, owner, make_content())

    assert texts(empty, "objectives") == ["ก", "เพื่อให้ครูสอนอ่านได้ดีขึ้น"]
    assert [edit.kind for edit in ProposalEdit.objects.order_by("pk")] == [EditKind.ADD, EditKind.FILL]


def test_keys_are_kept_only_where_that_is_asked_for(office, year, proposal, owner):
    source = content_of(proposal)
    other, third = (
        projects.begin_project(year=year, unit=office.units.supervision, name=name, by=owner) for name in "กข"
    )

    fill_in(other, owner, source)
    fill_in(third, owner, source, keep_keys=True)

    assert without_keys(content_of(other).activities) == without_keys(source.activities)
    assert content_of(other).activities[0].key != source.activities[0].key
    assert content_of(third).activities == source.activities


@pytest.mark.parametrize(("with_name", "name"), [(True, "พัฒนาการอ่าน"), (False, "โครงการว่าง")])
def test_the_name_is_taken_over_where_that_is_asked_for(empty, owner, with_name, name):
    fill_in(empty, owner, make_content(), with_name=with_name)

    assert content_of(empty).name == name


class TestTheFrameOfTheYear:
    def test_is_found_by_name(self, empty, owner):
        focus = "กลยุทธ์ ยกระดับผลสัมฤทธิ์"
        fill_in(empty, owner, make_content(focuses=(focus, "จุดเน้น ที่ไม่มี")))

        filled = content_of(empty)
        assert (filled.programme, filled.strategy, filled.strategy_number, filled.focuses) == (
            "แผนงานพื้นฐานตัวอย่าง", "ด้านการพัฒนาคุณภาพผู้เรียน", 1, (focus,),
        )  # fmt: skip

    @pytest.mark.usefixtures("english")
    def test_is_found_by_its_thai_name_whatever_the_person_reads(self, empty, owner):
        focus = "กลยุทธ์ ยกระดับผลสัมฤทธิ์"
        fill_in(empty, owner, make_content(focuses=(focus,)))

        assert content_of(empty).focuses == (focus,)

    def test_stays_open_where_the_year_has_none_of_that_name(self, empty, owner):
        fill_in(empty, owner, make_content(programme="อื่น", strategy="อื่น", strategy_number=1))

        filled = content_of(empty)
        assert (filled.programme, filled.strategy, filled.strategy_number) == ("", "", None)

    def test_a_strategy_without_a_name_is_found_by_its_number(self, empty, owner):
        fill_in(empty, owner, make_content(strategy="", strategy_number=6))

        assert content_of(empty).strategy == "ด้านการบริหารจัดการ"

    def test_of_another_office_is_none(self, office, other_office, empty, owner):
        make_frame(other_office, make_plan(other_office).fiscal_year)
        Strategy.objects.filter(office=office.office).delete()
        Programme.objects.filter(office=office.office).delete()

        fill_in(empty, owner, make_content())

        assert (content_of(empty).programme, content_of(empty).strategy) == ("", "")


def test_what_is_too_long_for_its_column_is_cut(empty, owner):
    activity = ActivityContent("ก", "ส" * 201, "ผ" * 201, cost_lines=(make_line(reason="ห" * 301),))
    fill_in(empty, owner, make_content("ช" * 301, owners="ค" * 301, activities=(activity,)))

    filled = content_of(empty)
    [stored] = filled.activities
    assert (len(filled.name), len(filled.owners)) == (300, 300)
    assert (len(stored.place), len(stored.responsible), len(stored.cost_lines[0].reason)) == (200, 200, 300)


def test_money_is_stored_to_the_satang(empty, owner):
    line = make_line(factors=(Factor(Decimal("0.01"), "บาท"),), quarters=(Decimal("0.01"), *[Decimal(0)] * 3))
    fill_in(empty, owner, make_content(activities=(ActivityContent("ก", cost_lines=(line,)),)))

    [stored] = content_of(empty).activities[0].cost_lines
    assert (stored.amount, stored.quarters) == (Decimal("0.01"), (Decimal("0.01"), 0, 0, 0))


def test_more_rows_than_a_proposal_can_have_are_refused(office, year):
    content = make_content(objectives=tuple(StatementContent(f"ข้อ {number}") for number in range(600)))

    with pytest.raises(ProjectRefused, match="500"), transaction.atomic():
        projects.begin_from_content(year=year, unit=office.units.supervision, content=content, by=office.people.owner)

    assert not ProposalEdit.objects.exists()
