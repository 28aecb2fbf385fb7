"""An owner's home page: their projects that aren't decided yet, what came back first."""

import pytest
from django.urls import reverse

from budgetplan.approvals import services as approvals
from projects import home
from projects.models import Project
from projects.services import versions
from tests.plans.reading_pages import links_of, text_of
from tests.projects.closing import close
from tests.projects.factories import approve, make_proposal


@pytest.fixture
def returned(office, year):
    proposal = make_proposal(office, year, name="กลับมาแก้")
    case = versions.submit_proposal(proposal=proposal, by=office.people.owner)
    director = office.people.group_director
    approvals.return_case(case=case, seen_version=case.version, by=director, comment="ลดลง")
    return proposal


def home_of(client_for, person):
    return client_for(person).get(reverse("home"))


def test_what_came_back_stands_first(office, year, returned, client_for):
    make_proposal(office, year, name="ร่างใหม่")
    versions.submit_proposal(proposal=make_proposal(office, year, name="รออยู่"), by=office.people.owner)
    approve(office, make_proposal(office, year, name="อนุมัติแล้วนะ"))

    response = home_of(client_for, office.people.owner)

    text = text_of(response)
    assert "โครงการของท่าน 3 กลับมาแก้ ส่งกลับแก้ไข ปีงบประมาณ 2564 ฉบับที่ 1 ร่างใหม่ ร่าง" in text
    assert text.index("ร่างใหม่") < text.index("รออยู่")
    assert "อนุมัติแล้วนะ" not in text
    assert reverse("projects:project", args=[returned.project.public_id]) in links_of(response)


def test_more_than_fit_are_counted_and_led_to(office, year, client_for, monkeypatch):
    monkeypatch.setattr(home, "MOST_SHOWN", 1)
    for name in ("หนึ่ง", "สอง"):
        make_proposal(office, year, name=name)

    response = home_of(client_for, office.people.owner)

    assert "โครงการของท่าน 2" in text_of(response)
    assert len(response.context["parts"][0][1]["proposals"]) == 1
    assert "ดูโครงการของท่านทั้งหมด" in text_of(response)


@pytest.mark.parametrize("person", ["director", "planner"])
def test_who_owns_none_is_not_told_of_any(office, returned, client_for, person):
    assert "โครงการของท่าน" not in text_of(home_of(client_for, getattr(office.people, person)))


def test_a_closed_year_asks_for_nothing(office, year, client_for):
    make_proposal(office, year)
    close(year, office.people.planner)

    assert Project.objects.exists()
    assert home.own_projects(office.people.owner) is None
