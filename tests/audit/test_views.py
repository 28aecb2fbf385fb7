import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from budgetplan.audit import guards
from budgetplan.audit.models import Event
from budgetplan.audit.services import record
from tests.approvals.factories import let_act, pass_as

EVENTS = reverse("audit:events")
READERS = {"planner", "second_planner", "deputy", "director", "auditor", "administrator"}
EVERYBODY = (*sorted(READERS), "planning_director", "owner", "finance_officer", "school_officer")


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def verbs(response):
    return [one.event.verb for one in response.context["told"]]


def fill(office, count):
    for _n in range(count):
        record(office_id=office.office.pk, by=office.people.planner, verb="plan.move", target=office.units.planning)


@pytest.fixture
def auditor(office, client_for):
    return client_for(office.people.auditor)


@pytest.mark.parametrize("person", EVERYBODY)
def test_who_reads_the_log(office, client_for, person):
    assert client_for(getattr(office.people, person)).get(EVENTS).status_code == (200 if person in READERS else 403)


def test_refusal_says_for_whom_the_log_is(office, client_for):
    assert "ผู้ตรวจสอบภายใน" in text_of(client_for(office.people.owner).get(EVENTS))


def test_acting_director_reads_it(office, client_for):
    let_act(office.people.owner, office.posts.director)

    assert client_for(office.people.owner).get(EVENTS).status_code == 200


def test_strangers_sign_in_first(client, db):
    assert client.get(EVENTS)["Location"].startswith(reverse("organization:login"))


def test_log_is_only_read(auditor):
    assert auditor.post(EVENTS).status_code == 405


def test_newest_first_as_sentences(office, case, auditor):
    pass_as(case, office.people.planning_director, comment="เห็นควร")

    response = auditor.get(EVENTS)

    assert verbs(response) == ["case.endorse", "case.submit", "plan.add", "year.open"]
    page = text_of(response)
    assert "คุณ a_planning_director เห็นชอบ “แผนการใช้จ่ายงบประมาณ ปี 2564 ฉบับที่ 1” 5,000,000 บาท" in page
    assert "เห็นควร" in page


def test_nothing_of_another_office(case, other_office, client_for):
    assert verbs(client_for(other_office.people.auditor).get(EVENTS)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "case"}, ["case.endorse", "case.submit"]),
        ({"kind": "year"}, ["year.open"]),
        ({"document": "ฉบับที่ 1"}, ["case.endorse", "case.submit", "plan.add"]),
        ({"document": "ไม่มี"}, []),
        ({"since": "1/1/2999"}, []),
        ({"until": "๑ ม.ค. ๒๕๖๓"}, []),
        ({"kind": "case", "until": "31/12/2999", "since": "1/1/2563"}, ["case.endorse", "case.submit"]),
    ],
)
def test_filters(office, case, auditor, query, expected):
    pass_as(case, office.people.planning_director)

    assert verbs(auditor.get(EVENTS, query)) == expected


def test_filter_by_person(office, case, auditor):
    pass_as(case, office.people.planning_director)

    assert verbs(auditor.get(EVENTS, {"person": office.people.planning_director.pk})) == ["case.endorse"]


def test_filter_by_the_very_document(case, auditor):
    assert verbs(auditor.get(EVENTS, {"document": str(case.public_id)})) == ["case.submit"]


def test_filter_by_day_means_the_day_in_thailand(office, auditor):
    fill(office, 1)
    today = timezone.localdate()

    def on(day):
        return verbs(auditor.get(EVENTS, {"since": day.isoformat(), "until": day.isoformat()}))

    assert on(today) == ["plan.move"]
    assert on(today - timedelta(days=1)) == []


def test_filter_that_cannot_be_read_says_so_and_filters_nothing(case, other_office, auditor):
    response = auditor.get(EVENTS, {"since": "เมื่อวาน", "person": other_office.people.planner.pk, "kind": "x"})

    assert set(response.context["form"].errors) == {"since", "person", "kind"}
    assert len(verbs(response)) == 3


def test_long_log_is_paged_and_keeps_its_filters(office, auditor):
    fill(office, 120)

    response = auditor.get(EVENTS, {"kind": "plan", "page": "2"})

    assert [response.context["told"][index].event.sequence for index in (0, -1)] == [70, 21]
    assert 'href="?kind=plan&amp;page=3"' in response.content.decode()


def test_as_many_queries_for_three_events_as_for_fifty(
    office, auditor, django_assert_max_num_queries, django_assert_num_queries
):
    fill(office, 3)
    with django_assert_max_num_queries(20) as few:
        auditor.get(EVENTS)
    fill(office, 47)

    with django_assert_num_queries(len(few)):
        assert len(verbs(auditor.get(EVENTS))) == 50


def test_check_says_that_the_chain_holds(case, auditor):
    page = text_of(auditor.get(EVENTS, {"check": "1"}))

    assert "สายโซ่เหตุการณ์ครบถ้วน" in page


def test_check_says_where_the_chain_breaks(case, auditor):
    guards.drop(connection)
    Event.objects.filter(sequence=2).delete()
    guards.install(connection)

    page = text_of(auditor.get(EVENTS, {"check": "1"}))

    assert "บันทึกไม่ครบถ้วน มีการแก้ไขนอกระบบ" in page
    assert "เหตุการณ์ที่ 2 หายไป" in page
