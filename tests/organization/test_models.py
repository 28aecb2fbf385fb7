from datetime import date

import pytest
from django.core.exceptions import ValidationError

from budgetplan.organization.models import Appointment, Post

FIRST, MIDDLE, LAST = date(2021, 1, 1), date(2021, 6, 30), date(2021, 12, 31)


def appointment(organization, starts_on=FIRST, ends_on=None, **fields):
    fields = {"post": organization.posts.owner, "user": organization.people.owner, **fields}
    return Appointment(office=organization.office, starts_on=starts_on, ends_on=ends_on, **fields)


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        ((FIRST, MIDDLE), (date(2021, 7, 1), LAST), False),
        ((FIRST, MIDDLE), (MIDDLE, LAST), True),
        ((FIRST, None), (LAST, None), True),
        ((FIRST, LAST), (MIDDLE, MIDDLE), True),
        ((MIDDLE, None), (FIRST, date(2021, 6, 29)), False),
        ((MIDDLE, None), (FIRST, MIDDLE), True),
    ],
)
def test_overlaps(first, second, overlap):
    rows = [Appointment(starts_on=starts_on, ends_on=ends_on) for starts_on, ends_on in (first, second)]

    assert rows[0].overlaps(rows[1]) is overlap
    assert rows[1].overlaps(rows[0]) is overlap


class TestOneOffice:
    def sentences(self, row):
        with pytest.raises(ValidationError) as refusal:
            row.full_clean(exclude=["office"])
        return refusal.value.messages

    def test_person_of_another_office_is_refused(self, office, other_office, english):
        row = appointment(office, user=other_office.people.director)

        assert self.sentences(row) == ["person: “คุณ b_director” belongs to another office. Choose one of this office."]

    def test_post_of_another_office_is_refused(self, office, other_office, english):
        row = appointment(office, post=other_office.posts.owner)

        assert self.sentences(row) == ["post: “ศึกษานิเทศก์” belongs to another office. Choose one of this office."]

    def test_unit_of_another_office_is_refused(self, office, other_office, english):
        row = Post(office=office.office, title="ใหม่", role="project_owner", unit=other_office.units.audit)

        assert self.sentences(row) == ["unit: “หน่วยตรวจสอบภายใน” belongs to another office. Choose one of this office."]

    def test_own_rows_pass(self, office):
        appointment(office).full_clean()


def test_last_day_before_the_first_is_refused(office, english):
    with pytest.raises(ValidationError) as refusal:
        appointment(office, starts_on=LAST, ends_on=FIRST).full_clean()

    assert refusal.value.messages == ["The last day can't be before the first day."]
