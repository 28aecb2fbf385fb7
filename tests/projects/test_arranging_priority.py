"""Projects put at another place of their strategy: what is stored, told and refused."""

import json

import pytest
from django.urls import reverse

from budgetplan.audit.models import Event
from budgetplan.audit.sentences import tell
from projects.errors import EditConflict, NotAllowed, ProjectRefused, ProposalFrozen
from projects.models import Project
from projects.selectors import project_list
from projects.services import arranging, projects
from tests.projects.closing import close
from tests.projects.factories import make_proposal

NAMES = ("อ่าน", "เขียน", "คิดเลข", "วิทยาศาสตร์")


@pytest.fixture
def year(plan):
    return plan.fiscal_year


@pytest.fixture
def four(office, year):
    """{name: Project} of four projects of one strategy, and one of another between them."""
    made = {}
    for name in (*NAMES[:2], "พัสดุ", *NAMES[2:]):
        values = {"strategy": "ด้านการบริหารจัดการ", "strategy_number": 6} if name == "พัสดุ" else {}
        made[name] = make_proposal(office, year, name=name, **values).project
    return made


def order(year):
    """The names of the first strategy's projects as stored."""
    return [row.name for row in project_list(year).strategies[0].rows]


def mark(year):
    return project_list(year).strategies[0].mark


@pytest.mark.parametrize(
    ("move", "after"),
    [
        (("อ่าน", 2), ["เขียน", "คิดเลข", "อ่าน", "วิทยาศาสตร์"]),
        (("วิทยาศาสตร์", 0), ["วิทยาศาสตร์", "อ่าน", "เขียน", "คิดเลข"]),
        (("คิดเลข", 99), ["อ่าน", "เขียน", "วิทยาศาสตร์", "คิดเลข"]),
        (("เขียน", 1), list(NAMES)),
    ],
)
def test_stands_at_the_place_asked_for(office, year, four, move, after):
    name, index = move
    rows = arranging.set_priority(project=four[name], index=index, by=office.people.planner)

    assert [row.name for row in rows] == after
    assert order(year) == after


def test_other_strategies_stay_as_they_are(office, year, four):
    before = Project.objects.get(pk=four["พัสดุ"].pk).priority

    arranging.set_priority(project=four["วิทยาศาสตร์"], index=0, by=office.people.planner)

    assert Project.objects.get(pk=four["พัสดุ"].pk).priority == before


def test_projects_of_one_priority_are_told_apart(office, year, four):
    Project.objects.update(priority=0)

    arranging.set_priority(project=four["วิทยาศาสตร์"], index=0, by=office.people.planner)

    assert order(year) == ["วิทยาศาสตร์", "อ่าน", "เขียน", "คิดเลข"]


def test_the_event_says_from_where_to_where(office, year, four):
    arranging.set_priority(project=four["อ่าน"], index=2, by=office.people.planner)

    event = Event.objects.get(verb="project.priority")
    assert tell(event).sentence == "ย้าย “อ่าน” จากลำดับความสำคัญที่ 1 เป็น 3"
    assert event.data["strategy"] == "ยุทธศาสตร์ที่ 1 ด้านการพัฒนาคุณภาพผู้เรียน"


def test_staying_where_it_is_leaves_no_event(office, year, four):
    arranging.set_priority(project=four["เขียน"], index=1, by=office.people.planner)

    assert not Event.objects.filter(verb="project.priority").exists()


def test_another_order_than_the_one_seen_is_refused(office, year, four):
    seen = mark(year)
    arranging.set_priority(project=four["วิทยาศาสตร์"], index=0, by=office.people.second_planner, seen=seen)
    before = order(year)

    for index in (0, 1, 3):
        with pytest.raises(EditConflict):
            arranging.set_priority(project=four["อ่าน"], index=index, by=office.people.planner, seen=seen)

    assert order(year) == before


def test_a_closed_year_keeps_its_order(office, year, four):
    close(year, office.people.planner)

    with pytest.raises(ProposalFrozen, match="ปีงบประมาณ 2564 ปิดแล้ว"):
        arranging.set_priority(
            project=Project.objects.get(pk=four["อ่าน"].pk), index=2, by=office.people.planner
        )  # fmt: skip
    assert order(year) == list(NAMES)


def test_a_project_set_aside_has_no_place(office, year, four):
    projects.drop_proposal(proposal=four["อ่าน"].proposals.get(), by=office.people.owner)

    with pytest.raises(ProjectRefused, match="ไม่อยู่ในรายการแล้ว"):
        arranging.set_priority(project=four["อ่าน"], index=0, by=office.people.planner)


@pytest.mark.parametrize("person", ["owner", "director", "administrator"])
def test_planning_officers_only(office, year, four, person):
    with pytest.raises(NotAllowed):
        arranging.set_priority(project=four["อ่าน"], index=2, by=getattr(office.people, person))
    assert order(year) == list(NAMES)


class TestAddress:
    @pytest.fixture
    def post(self, office, four, client_for):
        """A function that posts a body as a person and gives (status, answer)."""

        def posted(body, person=None, project="อ่าน"):
            address = reverse("projects:set_priority", args=[four[project].public_id])
            client = client_for(person or office.people.planner)
            response = client.post(address, body, content_type="application/json")
            return response.status_code, response.json()

        return posted

    def test_stores_and_answers_with_the_new_mark(self, post, year):
        status, answer = post(json.dumps({"index": 3, "seen": mark(year)}))

        assert (status, answer) == (200, {"mark": mark(year)})
        assert order(year) == ["เขียน", "คิดเลข", "วิทยาศาสตร์", "อ่าน"]

    @pytest.mark.parametrize(
        "body", ["", "[]", "{}", '{"index": -1}', '{"index": "1"}', '{"index": true}', '{"index": 1, "seen": 5}']
    )
    def test_what_no_page_sends_is_refused(self, post, year, body):
        status, answer = post(body)

        assert status == 400
        assert answer["sentence"]
        assert order(year) == list(NAMES)

    def test_too_much_is_refused(self, post):
        assert post("x" * 1_000_001)[0] == 413

    def test_conflict_is_said(self, post, year):
        status, answer = post(json.dumps({"index": 3, "seen": "0123456789abcdef"}))

        assert status == 409
        assert answer["sentence"].startswith("มีผู้อื่นเปลี่ยนลำดับนี้ไปก่อนแล้ว")
        assert order(year) == list(NAMES)

    def test_owners_are_refused(self, office, post, year):
        status, answer = post('{"index": 3}', office.people.owner)

        assert (status, bool(answer["sentence"])) == (403, True)
        assert order(year) == list(NAMES)

    def test_whoever_may_not_see_it_finds_nothing(self, office, other_office, post, year):
        assert post('{"index": 3}', other_office.people.planner) == (404, {"sentence": "ไม่มีโครงการนี้"})
        assert post('{"index": 3}', office.people.school_officer)[0] == 404
        assert order(year) == list(NAMES)

    def test_only_posts_change_anything(self, office, four, client_for):
        address = reverse("projects:set_priority", args=[four["อ่าน"].public_id])

        assert client_for(office.people.planner).get(address).status_code == 405
