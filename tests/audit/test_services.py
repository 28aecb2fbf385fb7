import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from budgetplan.audit.models import GENESIS, ChainHead, Event
from budgetplan.audit.services import record
from budgetplan.audit.verification import find_breaks
from budgetplan.organization.models import Office, Unit


def test_record_keeps_who_what_and_the_end_of_the_chain(office):
    event = record(
        office_id=office.office.pk,
        by=office.people.director,
        verb="case.approve",
        target=office.units.planning,
        acting_for="ผู้อำนวยการ สพป.",
        data={"amount": Decimal("5000000.50"), "letter_date": date(2021, 1, 15)},
    )

    stored = Event.objects.get()
    assert stored.data == {"amount": "5000000.50", "letter_date": "2021-01-15"}
    assert (stored.actor, stored.actor_name, stored.acting_for) == (
        office.people.director,
        "คุณ a_director",
        "ผู้อำนวยการ สพป.",
    )
    assert (stored.target_type, stored.target_id) == ("organization.unit", str(office.units.planning.public_id))
    assert (stored.sequence, stored.previous_hash) == (1, GENESIS)
    head = ChainHead.objects.get(office=office.office)
    assert (head.sequence, head.hash) == (1, event.hash)


def test_program_itself_has_no_actor(office):
    event = record(office_id=office.office.pk, by=None, verb="year.close", target=office.units.planning)

    assert (event.actor, event.actor_name) == (None, "")
    assert find_breaks(office.office.pk) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_twenty_writers_at_once_make_one_chain():
    office = Office.objects.create(name="สพป. ทดสอบ", short_name="ทดสอบ", region="central")
    unit = Unit.objects.create(office=office, name="กลุ่มทดสอบ", short_name="ทส.")
    gate = threading.Barrier(20)

    def write(number):
        try:
            gate.wait(timeout=30)
            record(office_id=office.pk, by=None, verb="year.open", target=unit, data={"n": number})
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(write, range(20)))

    assert Event.objects.count() == 20
    assert find_breaks(office.pk) == []


def test_target_is_named_in_thai_whatever_the_actor_reads(plan, english):
    event = record(office_id=plan.office_id, by=None, verb="plan.frame", target=plan)

    assert event.target_label == "แผนการใช้จ่ายงบประมาณ ปี 2564 ฉบับที่ 1"
