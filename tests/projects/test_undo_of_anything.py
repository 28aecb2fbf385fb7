"""Whatever an owner did: taking it all back, doing it all again, and taking it back once more."""

from contextlib import suppress

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.contents import content_of
from projects.errors import ProjectRefused
from projects.models import Focus, ProposalEdit
from projects.services import undo, writing
from projects.services.lists import HEAD
from tests.projects.drafts import add, delete, field_of, make_tree, move, rows, type_in

operations = st.lists(
    st.tuples(
        st.sampled_from(["head", "focus", "period", "text", "formula", "amount", "quarters", "months", "add", "line",
                         "nest", "sentence", "move", "drop", "delete", "several"]),
        st.integers(0, 50),
        st.integers(0, 50),
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip


def perform(proposal, by, operation, one, two):
    """Do something to the proposal that depends on two numbers; True where it changed anything."""
    edits = ProposalEdit.objects.filter(proposal=proposal).count()
    with suppress(ProjectRefused):
        DEEDS[operation](proposal, by, one, two)
    return ProposalEdit.objects.filter(proposal=proposal).count() > edits


def any_of(proposal, kind, number):
    found = rows(proposal, kind)
    if not found:
        raise ProjectRefused(kind)
    return found[number % len(found)]


def any_row(proposal, number):
    kind = ("activities", "cost_lines", "objectives")[number % 3]
    return any_of(proposal, kind, number)


def move_somewhere(proposal, by, one, two):
    above = None if two % 3 == 0 else any_of(proposal, "activities", two)
    move(proposal, by, any_row(proposal, one), index=two % 4, above=above)


def type_several(proposal, by, one, two):
    changes = [
        field_of(any_of(proposal, "cost_lines", one), "amount", str(two)),
        field_of(any_of(proposal, "activities", two), "months", [1 + one % 12]),
        writing.FieldChange(HEAD, "", "notes", f"<p>{one}</p>"),
    ]
    writing.set_fields(proposal=proposal, changes=changes, by=by)


DEEDS = {
    "head": lambda p, by, one, two: type_in(p, by, HEAD, "name", f"ชื่อ {one}"),
    "focus": lambda p, by, one, two: type_in(p, by, HEAD, "focuses", [Focus.objects.get().pk] if one % 2 else []),
    "period": lambda p, by, one, two: type_in(p, by, HEAD, "ends_on", f"{1 + one % 28}/{1 + two % 9}/2564"),
    "text": lambda p, by, one, two: type_in(p, by, any_row(p, one), "text", f"ข้อความ {two}"),
    "formula": lambda p, by, one, two: type_in(
        p, by, any_of(p, "cost_lines", one), "formula", f"{two + 1} คน x 30.25 บาท"
    ),
    "amount": lambda p, by, one, two: type_in(p, by, any_of(p, "cost_lines", one), "amount", f"{two}.{one:02}"),
    "quarters": lambda p, by, one, two: type_in(
        p, by, any_of(p, "cost_lines", one), "quarters", [str(any_of(p, "cost_lines", one).amount), "", "", ""]
    ),
    "months": lambda p, by, one, two: type_in(p, by, any_of(p, "activities", one), "months", [1 + two % 12]),
    "add": lambda p, by, one, two: add(p, by, "activities", text=f"กิจกรรม {one}"),
    "line": lambda p, by, one, two: add(
        p, by, "cost_lines", above=any_of(p, "activities", one), text=f"เงิน {two}", amount=str(two)
    ),
    "nest": lambda p, by, one, two: add(p, by, "activities", above=any_of(p, "activities", one), text="ย่อย"),
    "sentence": lambda p, by, one, two: add(p, by, "objectives", text=f"วัตถุประสงค์ {one}"),
    "move": move_somewhere,
    "drop": lambda p, by, one, two: delete(p, by, any_of(p, "activities", one)),
    "delete": lambda p, by, one, two: delete(p, by, any_row(p, one)),
    "several": type_several,
}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operations)
def test_undoing_and_redoing_everything_is_identity(empty, owner, steps):
    with transaction.atomic():
        make_tree(empty, owner)
        states = [content_of(empty), *(content_of(empty) for step in steps if perform(empty, owner, *step))]
        for expected in reversed(states[:-1]):
            undo.undo(proposal=empty, by=owner)
            assert content_of(empty) == expected
        for expected in states[1:]:
            undo.redo(proposal=empty, by=owner)
            assert content_of(empty) == expected
        for expected in reversed(states[:-1]):
            undo.undo(proposal=empty, by=owner)
            assert content_of(empty) == expected
        transaction.set_rollback(True)
