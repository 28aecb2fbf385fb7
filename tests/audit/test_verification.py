"""The chain of events, and what somebody would have to do to it behind the program's back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from budgetplan.audit import guards, verification
from budgetplan.audit.models import ChainHead, Event
from budgetplan.audit.services import event_hash, record
from budgetplan.audit.verification import Break, find_breaks, register_check


@pytest.fixture
def events(office):
    """Five events of the office, oldest first."""
    return [
        record(
            office_id=office.office.pk,
            by=office.people.planner,
            verb="case.approve",
            target=office.units.planning,
            data={"amount": f"{n}000.00"},
        )
        for n in range(1, 6)
    ]


@pytest.fixture
def without_guards(events):
    """The database as it would be for somebody who first took the triggers away."""
    guards.drop(connection)
    yield
    guards.install(connection)


def found(office):
    return [(one.sequence, one.sentence) for one in find_breaks(office.office.pk)]


def test_untouched_chain_holds(office, events):
    assert found(office) == []
    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert events[1].previous_hash == events[0].hash


def test_edited_event_is_found(office, events, without_guards):
    Event.objects.filter(sequence=3).update(data={"amount": "9999999.00"})

    assert found(office) == [(3, "เหตุการณ์ที่ 3 ถูกแก้ไขหลังจากบันทึกแล้ว")]


def test_edited_event_with_a_fitting_hash_is_found_at_the_next(office, events, without_guards):
    event = Event.objects.get(sequence=3)
    event.data = {"amount": "9999999.00"}
    Event.objects.filter(pk=event.pk).update(data=event.data, hash=event_hash(event))

    assert found(office) == [(4, "เหตุการณ์ที่ 4 ไม่ต่อเนื่องจากเหตุการณ์ก่อนหน้า")]


@pytest.mark.parametrize("field", ["actor_name", "acting_for", "verb", "target_type", "target_id", "target_label"])
def test_every_word_is_covered(office, events, without_guards, field):
    Event.objects.filter(sequence=2).update(**{field: "อื่น"})

    assert [sequence for sequence, _sentence in found(office)] == [2]


def test_deleted_event_is_found(office, events, without_guards):
    Event.objects.filter(sequence=2).delete()

    assert found(office) == [(2, "เหตุการณ์ที่ 2 หายไป")]


def test_deleted_first_events_are_found(office, events, without_guards):
    Event.objects.filter(sequence__lte=2).delete()

    assert found(office) == [(1, "เหตุการณ์ที่ 1 ถึง 2 หายไป")]


def test_deleted_event_with_its_gap_closed_is_found(office, events, without_guards):
    Event.objects.filter(sequence=2).delete()
    for number in (3, 4, 5):
        Event.objects.filter(sequence=number).update(sequence=number - 1)

    assert next(sequence for sequence, _sentence in found(office)) == 2


def test_cut_off_end_is_found(office, events, without_guards):
    Event.objects.filter(sequence__gte=4).delete()

    assert found(office) == [(4, "เหตุการณ์ที่ 4 ถึง 5 หายไป")]


def test_everything_deleted_is_found(office, events, without_guards):
    Event.objects.all().delete()

    assert found(office) == [(1, "เหตุการณ์ที่ 1 ถึง 5 หายไป")]


def test_missing_end_of_the_chain_is_found(office, events, without_guards):
    ChainHead.objects.all().delete()

    assert [sequence for sequence, _sentence in found(office)] == [6]


def test_added_event_is_found(office, events, without_guards):
    event = Event.objects.get(sequence=5)
    event.pk, event.sequence = None, 6
    event.save(force_insert=True)

    assert {sequence for sequence, _sentence in found(office)} == {6}


def test_each_office_has_a_chain_of_its_own(office, other_office, events, without_guards):
    Event.objects.filter(sequence=3).update(verb="case.reject")

    assert find_breaks(other_office.office.pk) == []


@pytest.mark.parametrize(
    "change",
    [lambda: Event.objects.filter(sequence=3).update(verb="case.reject"), lambda: Event.objects.all().delete()],
    ids=["update", "delete"],
)
def test_database_refuses_to_change_events(office, events, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()

    assert found(office) == []
    assert Event.objects.count() == 5


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_event"],
)
def test_database_refuses_plain_sql_too(events, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_guards_come_back_however_often_they_are_installed(events):
    guards.install(connection)
    guards.install(connection)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.all().delete()


class TestChecksOfApps:
    """What was filed with an event, asked of the app that filed it."""

    @pytest.fixture
    def checks(self, monkeypatch):
        """No registered check but those that a test registers."""
        monkeypatch.setattr(verification, "_checks", [])

    def test_are_asked_after_the_chain(self, office, events, checks, without_guards):
        Event.objects.filter(sequence=2).delete()
        register_check(lambda office_id: [Break(1, f"{office_id} ไม่ตรง")])

        assert found(office) == [(2, "เหตุการณ์ที่ 2 หายไป"), (1, f"{office.office.pk} ไม่ตรง")]

    def test_registered_twice_are_asked_once(self, office, events, checks):
        def check(office_id):
            return [Break(1, "ไม่ตรง")]

        register_check(check)
        register_check(check)

        assert found(office) == [(1, "ไม่ตรง")]


class TestCommand:
    def test_says_that_it_holds(self, office, events):
        out = StringIO()

        call_command("verify_audit", stdout=out)

        assert out.getvalue() == f"{office.office}: 5 เหตุการณ์ สายโซ่และเอกสารที่จัดเก็บครบถ้วน\n"

    def test_says_where_it_breaks_and_fails(self, office, events, without_guards):
        Event.objects.filter(sequence=2).delete()
        out = StringIO()

        with pytest.raises(CommandError, match="1"):
            call_command("verify_audit", stdout=out)
        assert out.getvalue() == f"{office.office}: เหตุการณ์ที่ 2 หายไป\n"
