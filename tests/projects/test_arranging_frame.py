"""Strategies, programmes, tactics and focuses of a year: set as a whole, read by others, copied from another year."""

import pytest

from budgetplan.audit.models import Event
from budgetplan.audit.sentences import changes_of
from projects.errors import EditConflict, NotAllowed, ProjectRefused
from projects.models import Focus, Programme, Strategy
from projects.services.frame import Entry, Frame, arrange_strategies, frame_mark
from tests.factories import make_plan
from tests.plans.reading_pages import links_of, text_of
from tests.projects.closing import close
from tests.projects.factories import make_frame, make_proposal

ADDRESS = "/years/2564/strategies/"
COPY = f"{ADDRESS}copy/"
FIRST, SIXTH = "ด้านการพัฒนาคุณภาพผู้เรียน", "ด้านการบริหารจัดการ"


@pytest.fixture
def year(office, plan):
    make_frame(office, plan.fiscal_year)
    return plan.fiscal_year


@pytest.fixture
def client(office, client_for):
    return client_for(office.people.planner)


def stored(year):
    """(strategies, programmes, focuses) of the year as short tuples in order."""
    return (
        list(Strategy.objects.filter(fiscal_year=year).values_list("number", "name")),
        list(Programme.objects.filter(fiscal_year=year).values_list("name", flat=True)),
        list(Focus.objects.filter(fiscal_year=year).values_list("kind", "name", "strategy__number")),
    )


def as_typed(year, **changes):
    """What the page sends when nothing was typed, with `changes` of fields on top."""
    rows = {
        "strategies": [{"key": row.pk, "number": row.number, "name": row.name} for row in Strategy.objects.all()],
        "programmes": [{"key": row.pk, "position": row.position, "name": row.name} for row in Programme.objects.all()],
        "focuses": [
            {"key": row.pk, "position": 1, "kind": row.kind, "name": row.name, "strategy_id": row.strategy_id or ""}
            for row in Focus.objects.all()
        ],
    }
    data = {"seen": frame_mark(year)}
    for prefix, known in rows.items():
        blank = [{"kind": "tactic"}, {"kind": "tactic"}] if prefix == "focuses" else [{}, {}]
        data |= {f"{prefix}-TOTAL_FORMS": len(known) + 2, f"{prefix}-INITIAL_FORMS": len(known)}
        for place, row in enumerate(known + blank):
            data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


class TestPage:
    def test_planner_types_in_it(self, year, client):
        html = client.get(ADDRESS).content.decode()

        assert f'value="{FIRST}"' in html
        assert 'name="strategies-2-name"' in html
        assert 'name="focuses-0-strategy_id"' in html

    @pytest.mark.parametrize("person", ["owner", "director", "school_officer"])
    def test_others_read_it(self, office, year, client_for, person):
        Focus.objects.create(office=office.office, fiscal_year=year, kind="focus", name="โรงเรียนคุณภาพ")

        response = client_for(getattr(office.people, person)).get(ADDRESS)

        text = text_of(response)
        assert f"ยุทธศาสตร์ที่ 1 {FIRST} กลยุทธ์ ยกระดับผลสัมฤทธิ์ ยุทธศาสตร์ที่ 6 {SIXTH}" in text
        assert "ของทั้งปี จุดเน้น โรงเรียนคุณภาพ แผนงาน แผนงานพื้นฐานตัวอย่าง" in text
        assert b'name="seen"' not in response.content

    def test_a_closed_year_is_read_by_all(self, office, year, client):
        close(year, office.people.planner)

        assert b'name="seen"' not in client.get(ADDRESS).content

    def test_others_are_told_when_there_is_nothing(self, office, plan, client_for):
        assert "กลุ่มนโยบายและแผนยังไม่ได้กำหนดยุทธศาสตร์" in text_of(client_for(office.people.owner).get(ADDRESS))

    def test_another_offices_is_not_found(self, year, other_office, client_for):
        client = client_for(other_office.people.planner)

        assert [client.get(ADDRESS).status_code, client.post(ADDRESS).status_code] == [404, 404]

    def test_tabs_lead_to_the_lists_one_may_open(self, office, year, client, client_for):
        groups, alike = "/years/2564/projects/groups/", "/years/2564/projects/alike/"

        assert {groups, alike} <= links_of(client.get(ADDRESS))
        assert {groups, alike} & links_of(client_for(office.people.owner).get(ADDRESS)) == {groups}
        assert {groups, alike} & links_of(client_for(office.people.school_officer).get(ADDRESS)) == set()


class TestSaving:
    def test_rows_are_changed_and_added_at_once(self, year, client):
        data = as_typed(
            year,
            strategies__0__name="  ด้านคุณภาพ   ผู้เรียน ",
            strategies__2__number="๗",
            strategies__2__name="ด้านโอกาสทางการศึกษา",
            programmes__1__name="แผนงานยุทธศาสตร์ตัวอย่าง",
            programmes__1__position="๑",
            programmes__0__position="2",
            focuses__1__kind="focus",
            focuses__1__name="โรงเรียนคุณภาพ",
        )

        response = client.post(ADDRESS, data, follow=True)

        assert response.redirect_chain == [(ADDRESS, 302)]
        assert "บันทึกยุทธศาสตร์และแผนงานแล้ว" in text_of(response)
        assert stored(year) == (
            [(1, "ด้านคุณภาพ ผู้เรียน"), (6, SIXTH), (7, "ด้านโอกาสทางการศึกษา")],
            ["แผนงานยุทธศาสตร์ตัวอย่าง", "แผนงานพื้นฐานตัวอย่าง"],
            [("focus", "โรงเรียนคุณภาพ", None), ("tactic", "ยกระดับผลสัมฤทธิ์", 1)],
        )

    def test_two_strategies_swap_number_and_name(self, year, client):
        ids = dict(Strategy.objects.values_list("number", "pk"))
        data = as_typed(
            year,
            strategies__0__number="6",
            strategies__0__name=SIXTH,
            strategies__1__number="1",
            strategies__1__name=FIRST,
        )

        client.post(ADDRESS, data)

        assert dict(Strategy.objects.values_list("number", "pk")) == {1: ids[6], 6: ids[1]}
        assert stored(year)[0] == [(1, FIRST), (6, SIXTH)]

    def test_a_strategy_without_a_number_follows_the_last(self, year, client):
        client.post(ADDRESS, as_typed(year, strategies__2__name="ด้านใหม่"))

        assert stored(year)[0][-1] == (7, "ด้านใหม่")

    def test_rows_are_removed(self, year, client):
        data = as_typed(year, strategies__0__remove="on", focuses__0__remove="on", programmes__0__remove="on")

        client.post(ADDRESS, data)

        assert stored(year) == ([(6, SIXTH)], [], [])

    def test_the_event_says_what_became_other(self, office, year, client):
        client.post(ADDRESS, as_typed(year, strategies__0__name="ใหม่", focuses__0__remove="on"))

        event = Event.objects.get(verb="strategy.arrange")
        assert event.actor == office.people.planner
        assert [(change.name, change.old, change.new) for change in changes_of(event)] == [
            ("ใหม่", f"1 {FIRST}", "1 ใหม่"),
            ("ยกระดับผลสัมฤทธิ์", "ยกระดับผลสัมฤทธิ์", "–"),
        ]

    def test_nothing_typed_leaves_no_event(self, year, client):
        assert client.post(ADDRESS, as_typed(year)).status_code == 302
        assert not Event.objects.filter(verb="strategy.arrange").exists()

    @pytest.mark.parametrize("person", ["owner", "director", "administrator", "school_officer"])
    def test_others_are_refused(self, office, year, client_for, person):
        before = stored(year)

        response = client_for(getattr(office.people, person)).post(ADDRESS, as_typed(year, strategies__0__name="ใหม่"))

        assert response.status_code == 403
        assert stored(year) == before


class TestRefusals:
    @pytest.mark.parametrize(
        ("typed", "field", "sentence"),
        [
            ({"strategies__0__name": ""}, "strategies-0-name", "แถวนี้ต้องมีชื่อ"),
            ({"strategies__2__number": "9"}, "strategies-2-name", "แถวนี้ต้องมีชื่อ"),
            ({"strategies__0__number": "หก"}, "strategies-0-number", "พิมพ์จำนวนเต็ม 1 ถึง 999"),
            ({"strategies__0__number": "0"}, "strategies-0-number", "พิมพ์จำนวนเต็ม 1 ถึง 999"),
            ({"strategies__0__number": "๑๐๐๐"}, "strategies-0-number", "พิมพ์จำนวนเต็ม 1 ถึง 999"),
            ({"strategies__0__number": "6"}, "strategies-0-number", "มียุทธศาสตร์ลำดับที่นี้แล้ว"),
            ({"strategies__2__name": f" {SIXTH} "}, "strategies-2-name", "มีแถวที่ใช้ชื่อนี้แล้ว"),
            ({"programmes__1__name": "แผนงานพื้นฐานตัวอย่าง"}, "programmes-1-name", "มีแถวที่ใช้ชื่อนี้แล้ว"),
            ({"focuses__1__name": "ยกระดับผลสัมฤทธิ์"}, "focuses-1-name", "มีแถวที่ใช้ชื่อนี้แล้ว"),
            ({"focuses__0__strategy_id": "999999"}, "focuses-0-strategy_id", ""),
            ({"programmes__0__name": "ก" * 301}, "programmes-0-name", ""),
        ],
    )
    def test_said_beside_the_field_and_nothing_stored(self, year, client, typed, field, sentence):
        before = stored(year)
        changes = {"strategies__1__name": "จะไม่ถูกเก็บ"} if SIXTH not in str(typed) else {}

        response = client.post(ADDRESS, as_typed(year, **changes, **typed))

        html = response.content.decode()
        error = html.split(f'id="id_{field}_error">')[1].split("</div>")[0]
        assert sentence in error
        assert error.strip()
        assert stored(year) == before

    def test_one_name_as_tactic_and_as_focus_is_fine(self, year, client):
        client.post(ADDRESS, as_typed(year, focuses__1__name="ยกระดับผลสัมฤทธิ์", focuses__1__kind="focus"))

        assert [kind for kind, _name, _strategy in stored(year)[2]] == ["focus", "tactic"]

    def test_rows_with_projects_cannot_be_removed_and_say_why(self, office, year, client):
        make_proposal(office, year, focuses=("กลยุทธ์ ยกระดับผลสัมฤทธิ์",))
        before = stored(year)
        removed = {f"{prefix}__0__remove": "on" for prefix in ("strategies", "programmes", "focuses")}

        page, response = client.get(ADDRESS), client.post(ADDRESS, as_typed(year, **removed))

        assert text_of(page).count("มีโครงการใช้อยู่") == 3
        assert b'name="strategies-0-remove"' not in page.content
        assert b'name="strategies-1-remove"' in page.content
        assert text_of(response).count("มีโครงการใช้อยู่ ให้แก้ไขโครงการเหล่านั้นก่อน") == 3
        assert stored(year) == before

    def test_a_strategy_keeps_its_tactics(self, year, client):
        before = stored(year)

        response = client.post(ADDRESS, as_typed(year, strategies__0__remove="on"))

        assert response.status_code == 409
        assert "“ยกระดับผลสัมฤทธิ์” อยู่ใต้ยุทธศาสตร์ที่จะนำออก" in text_of(response)
        assert stored(year) == before

    def test_two_people_at_once(self, office, year, client):
        data = as_typed(year, strategies__0__name="ของฉัน")
        Strategy.objects.filter(number=6).update(name="ของเพื่อน")

        response = client.post(ADDRESS, data)

        assert response.status_code == 409
        text = text_of(response)
        assert "มีผู้อื่นแก้ไขยุทธศาสตร์ไปก่อนแล้ว" in text
        assert "ยุทธศาสตร์ที่ 6 ของเพื่อน" in text
        assert 'value="ของฉัน"' in response.content.decode()
        assert stored(year)[0] == [(1, FIRST), (6, "ของเพื่อน")]
        again = data | {"seen": frame_mark(year), "strategies-1-name": "ของเพื่อน"}
        assert f'value="{again["seen"]}"' in response.content.decode()
        assert client.post(ADDRESS, again).status_code == 302
        assert stored(year)[0] == [(1, "ของฉัน"), (6, "ของเพื่อน")]

    def test_a_closed_year_does_not_change(self, office, year, client):
        data = as_typed(year, strategies__0__name="ใหม่")
        close(year, office.people.planner)

        response = client.post(ADDRESS, data)

        assert response.status_code == 409
        assert "ปีงบประมาณ 2564 ปิดแล้ว" in text_of(response)
        assert stored(year)[0] == [(1, FIRST), (6, SIXTH)]


class TestService:
    """What the page's own checks keep from reaching the service."""

    def frame(self, year, **changes):
        values = {
            "strategies": [Entry(row.pk, {"number": row.number, "name": row.name}) for row in Strategy.objects.all()],
            "programmes": [],
            "focuses": [],
        }
        return Frame(**(values | changes))

    def arrange(self, office, year, by="planner", **changes):
        arrange_strategies(year=year, frame=self.frame(year, **changes), by=getattr(office.people, by))

    def test_used_rows_stay(self, office, year):
        make_proposal(office, year)

        with pytest.raises(ProjectRefused, match="นำ “แผนงานพื้นฐานตัวอย่าง” ออกไม่ได้"):
            self.arrange(office, year)

    @pytest.mark.parametrize("second", [{"number": 1, "name": "ข"}, {"number": 2, "name": "ก"}])
    def test_nothing_stands_twice(self, office, year, second):
        rows = [Entry(None, {"number": 1, "name": "ก"}), Entry(None, second)]

        with pytest.raises(ProjectRefused, match="ซ้ำ"):
            self.arrange(office, year, strategies=rows)

    def test_a_row_of_another_year_is_not_taken(self, office, year):
        other = make_plan(office, year_be=2565).fiscal_year
        theirs = Strategy.objects.create(office=office.office, fiscal_year=other, number=1, name="ปีหน้า")

        with pytest.raises(EditConflict):
            self.arrange(office, year, strategies=[Entry(theirs.pk, {"number": 2, "name": "ของปีนี้"})])
        theirs.refresh_from_db()
        assert theirs.name == "ปีหน้า"

    def test_planning_officers_only(self, office, year, other_office):
        with pytest.raises(NotAllowed):
            self.arrange(office, year, by="owner")
        with pytest.raises(NotAllowed):
            arrange_strategies(year=year, frame=self.frame(year), by=other_office.people.planner)


class TestCopy:
    @pytest.fixture
    def next_year(self, office, year):
        return make_plan(office, year_be=2565).fiscal_year

    def test_is_offered_to_an_empty_year_only(self, next_year, client):
        page = client.get("/years/2565/strategies/").content.decode()

        assert '<option value="2564">2564</option>' in page
        assert 'name="source"' not in client.get(ADDRESS).content.decode()

    def test_takes_everything_over(self, year, next_year, client):
        response = client.post("/years/2565/strategies/copy/", {"source": "2564"}, follow=True)

        assert "คัดลอกจากปีงบประมาณ 2564 แล้ว 4 แถว" in text_of(response)
        assert stored(next_year) == stored(year)
        assert Event.objects.get(verb="strategy.copy").data == {"source": 2564, "count": 4}

    def test_a_year_without_strategies_is_no_source(self, next_year, client):
        assert client.post(COPY, {"source": "2565"}).status_code == 404
        assert client.post(COPY, {"source": "x"}).status_code == 404

    def test_a_closed_year_takes_nothing(self, office, next_year, client):
        close(next_year, office.people.planner)

        response = client.post("/years/2565/strategies/copy/", {"source": "2564"}, follow=True)

        assert "ปีงบประมาณ 2565 ปิดแล้ว" in text_of(response)
        assert stored(next_year) == ([], [], [])

    def test_others_are_refused(self, office, next_year, client_for):
        client = client_for(office.people.owner)

        assert client.post("/years/2565/strategies/copy/", {"source": "2564"}).status_code == 403
        assert stored(next_year) == ([], [], [])
