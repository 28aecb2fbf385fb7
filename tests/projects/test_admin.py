"""Standard rates are kept in the administration, by planning officers and administrators of the own office."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.models import StandardRate
from projects.seeds import RATES, seed_rates

NEW = {
    "name": "อาหารเย็น", "ceiling": "๑,๒๐๐.50", "unit": "บาท/คน/มื้อ", "keywords": "อาหารเย็น", "source": "หนังสือเวียน",
    "starts_on": "1 ต.ค. 2563", "ends_on": "",
}  # fmt: skip


def address(action, *arguments):
    return reverse(f"admin:projects_standardrate_{action}", args=arguments)


@pytest.fixture
def rate(office):
    return StandardRate.objects.create(
        office=office.office, name="อาหารว่าง", unit="บาท/คน/มื้อ", ceiling=Decimal(35), keywords="อาหารว่าง",
        starts_on=date(2012, 10, 1),
    )  # fmt: skip


@pytest.mark.parametrize("person", ["planner", "administrator"])
def test_a_rate_is_added_to_the_own_office(office, client_for, person):
    response = client_for(getattr(office.people, person)).post(address("add"), NEW)

    assert response.status_code == 302
    added = StandardRate.objects.get()
    assert (added.office, added.ceiling, added.starts_on, added.ends_on) == (
        office.office,
        Decimal("1200.50"),
        date(2020, 10, 1),
        None,
    )


def test_a_new_figure_is_a_new_row(office, rate, client_for):
    client = client_for(office.people.planner)
    values = {**NEW, "name": "อาหารว่าง", "ceiling": "50"}

    client.post(
        address("change", rate.pk), {**values, "ceiling": "35", "starts_on": "1/10/2555", "ends_on": "30/9/2563"}
    )
    client.post(address("add"), values)

    on = {day: StandardRate.objects.on(day).get().ceiling for day in (date(2020, 9, 30), date(2020, 10, 1))}
    assert on == {date(2020, 9, 30): 35, date(2020, 10, 1): 50}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"starts_on": "1 ต.ค. 2555", "name": "อาหารว่าง"}, "มีอัตราชื่อนี้ตั้งแต่วันนี้แล้ว"),
        ({"ends_on": "1 ก.ย. 2563"}, "วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่มต้น"),
        ({"ceiling": "สามสิบ"}, "ข้อความนี้ไม่ใช่จำนวนเงิน"),
        ({"ceiling": "0"}, "อัตราต้องมากกว่า 0 บาท"),
    ],
)
def test_what_cannot_be_is_refused(office, rate, client_for, typed, sentence):
    response = client_for(office.people.planner).post(address("add"), {**NEW, **typed})

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert StandardRate.objects.get() == rate


@pytest.mark.parametrize("person", ["director", "finance_officer", "owner", "school_officer"])
def test_others_keep_no_rates(office, rate, client_for, person):
    client = client_for(getattr(office.people, person))

    answers = [client.get(address("changelist")), client.post(address("add"), NEW)]

    assert all(answer.status_code in {302, 403} for answer in answers)
    assert StandardRate.objects.get() == rate


def test_another_offices_are_not_found(office, rate, other_office, client_for):
    client = client_for(other_office.people.planner)

    assert "อาหารว่าง" not in client.get(address("changelist")).content.decode()
    assert client.get(address("change", rate.pk)).status_code == 404


def test_list_takes_the_same_number_of_queries_at_3_rows_and_at_30(office, client_for):
    client = client_for(office.people.administrator)
    counts = []
    for numbers in (range(3), range(3, 30)):
        StandardRate.objects.bulk_create(
            StandardRate(
                office=office.office, name=f"อัตรา {number}", unit="บาท", ceiling=1, starts_on=date(2020, 10, 1)
            )
            for number in numbers
        )
        with CaptureQueriesContext(connection) as queries:
            client.get(address("changelist"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_seeded_rates_are_listed_with_their_figures(office, client_for):
    seed_rates(office.office)

    page = client_for(office.people.planner).get(address("changelist")).content.decode()

    assert [rate.name for rate in RATES if rate.name not in page] == []
    assert "1,500" in page
    assert "1 ต.ค. 2555" in page
    assert "จนกว่าจะมีการเปลี่ยนแปลง" in page


@pytest.mark.parametrize(("first", "last"), [("1 ต.ค. 2563", ""), ("1 ต.ค. 2540", "1 ต.ค. 2555")])
def test_two_rows_of_one_name_on_one_day_are_refused(office, rate, client_for, first, last):
    values = {**NEW, "name": "อาหารว่าง", "starts_on": first, "ends_on": last}

    response = client_for(office.people.planner).post(address("add"), values)

    assert "“อาหารว่าง” ตั้งแต่ 1 ต.ค. 2555 ใช้ในวันเดียวกัน ให้กำหนดวันสิ้นสุดก่อน" in response.content.decode()
    assert StandardRate.objects.count() == 1


def test_a_rate_changes_itself(office, rate, client_for):
    values = {**NEW, "name": "อาหารว่าง", "ceiling": "40", "starts_on": "1/10/2555"}

    client_for(office.people.planner).post(address("change", rate.pk), values)

    rate.refresh_from_db()
    assert rate.ceiling == 40
