"""Home, the list of years, opening one, its overview, its frame and its ceilings."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import FiscalYear, GroupCeiling, SpendingPlan
from plans.selectors import plan_table
from plans.services import years
from plans.services.lines import CellChange, NewRow, add_rows, set_cells
from plans.services.versions import revise_plan, submit_plan
from tests import factories
from tests.plans.approving import approve
from tests.plans.reading_pages import links_of, text_of

PLANNERS = ("planner", "second_planner")
OTHERS = ("planning_director", "owner", "finance_officer", "deputy", "director", "auditor", "administrator")


def url(name, *arguments):
    return reverse(f"plans:{name}", args=arguments)


@pytest.fixture
def planner(office, client_for):
    return client_for(office.people.planner)


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def add_lines(office, plan, count):
    part = plan.parts.order_by("position").first()
    rows = [NewRow(f"รายการ {number}") for number in range(count)]
    add_rows(plan=plan, rows=rows, by=office.people.planner, part=str(part.key))


class TestHome:
    def test_new_office_is_shown_how_to_start(self, planner):
        response = planner.get("/")
        assert "เปิดปีงบประมาณแรก" in text_of(response)
        assert url("year_new") in links_of(response)

    def test_new_office_tells_others_who_opens_the_year(self, office, client_for):
        response = client_for(office.people.director).get("/")
        assert "กลุ่มนโยบายและแผนเป็นผู้เปิดปีงบประมาณ" in text_of(response)
        assert url("year_new") not in links_of(response)

    def test_planner_sees_the_plan_at_a_glance_and_goes_on_with_it(self, real_plan, planner):
        response = planner.get("/")
        text = text_of(response)
        assert "รวม 5,000,000 1,485,100 1,117,380 1,150,770 1,246,750" in text
        assert "งบบริหารสำนักงาน 3,031,000 724,700 740,500 712,300 853,500" in text
        assert response.context["action"].url == url("grid", 2564)
        assert response.context["waiting_count"] == 0

    def test_whoever_has_to_decide_gets_that_first(self, office, real_plan, client_for):
        case = submit_plan(plan=real_plan, by=office.people.planner)
        response = client_for(office.people.planning_director).get("/")
        assert [desk.case for desk in response.context["waiting"]] == [case]
        assert response.context["action"].url == reverse("approvals:case", args=[case.public_id])

    def test_everybody_else_sees_who_holds_it(self, office, real_plan, client_for):
        submit_plan(plan=real_plan, by=office.people.planner)
        text = text_of(client_for(office.people.auditor).get("/"))
        assert "ผู้อำนวยการกลุ่มนโยบายและแผน – คุณ a_planning_director" in text

    def test_school_sees_nothing_of_a_draft(self, office, real_plan, client_for):
        response = client_for(office.people.school_officer).get("/")
        assert response.context["plan"] is None
        assert "5,000,000" not in text_of(response)

    def test_school_sees_the_approved_plan_and_not_the_revision(self, office, real_plan, client_for):
        approve(real_plan, office.people)
        revise_plan(plan=real_plan, reason="x", by=office.people.planner)
        assert client_for(office.people.school_officer).get("/").context["plan"] == real_plan

    def test_a_closed_year_leads_the_planner_to_the_next_and_others_to_its_plan(self, office, real_plan, client_for):
        approve(real_plan, office.people)
        years.close_year(year=real_plan.fiscal_year, by=office.people.planner)
        assert client_for(office.people.planner).get("/").context["action"].url == url("year_new")
        assert client_for(office.people.director).get("/").context["action"].url == url("grid", 2564)

    def test_another_offices_plan_does_not_show(self, real_plan, other_office, client_for):
        assert client_for(other_office.people.planner).get("/").context["plan"] is None

    def test_thai_digits_where_the_person_chose_them(self, office, real_plan, planner):
        office.people.planner.digits = "thai"
        office.people.planner.save()
        text = text_of(planner.get("/"))
        assert "๕,๐๐๐,๐๐๐" in text
        assert "5,000,000" not in text


class TestYears:
    def test_lists_every_year_with_envelope_and_version(self, office, real_plan, planner):
        factories.make_plan(office, year_be=2565, envelope=Decimal("5100000.50"))
        text = text_of(planner.get(url("years")))
        assert text.endswith(
            "2565 1 ต.ค. 2564 – 30 ก.ย. 2565 เปิดใช้ 5,100,000.50 ฉบับที่ 1 ร่าง "
            "2564 1 ต.ค. 2563 – 30 ก.ย. 2564 เปิดใช้ 5,000,000 ฉบับที่ 1 ร่าง"
        )

    def test_another_offices_years_do_not_show(self, plan, other_office, client_for):
        assert "2564" not in text_of(client_for(other_office.people.planner).get(url("years")))

    def test_draft_shows_to_schools_without_its_money(self, office, plan, client_for):
        response = client_for(office.people.school_officer).get(url("years"))
        assert "ยังไม่อนุมัติ" in text_of(response)
        assert url("year", 2564) not in links_of(response)

    def test_same_number_of_queries_at_3_years_and_at_30(self, office, planner):
        counts = []
        for numbers in (range(2561, 2564), range(2564, 2591)):
            for year_be in numbers:
                factories.make_plan(office, year_be=year_be)
            counts.append(queries_of(planner, url("years")))
        assert counts[0] == counts[1]


class TestYearNew:
    def post(self, planner, **data):
        return planner.post(url("year_new"), {"year_be": "2565", "envelope": "5,000,000", "start": "", **data})

    def test_suggests_the_year_after_the_newest(self, plan, planner):
        assert 'value="2565"' in planner.get(url("year_new")).content.decode()

    def test_shows_last_years_envelope_beside(self, real_plan, planner):
        assert "วงเงินปี 2564 5,000,000" in text_of(planner.get(url("year_new")))

    def test_opens_an_empty_year_with_thai_digits(self, office, planner):
        response = self.post(planner, year_be="๒๕๖๕", envelope="๕,๑๐๐,๐๐๐.๒๕")
        assert response.url == url("frame", 2565)
        plan = SpendingPlan.objects.get(fiscal_year__year_be=2565)
        assert (plan.envelope, plan.parts.count(), plan.lines.count()) == (Decimal("5100000.25"), 3, 0)

    def test_opens_as_a_scaled_copy(self, office, real_plan, planner):
        self.post(planner, start=str(real_plan.pk), percent="๙๐%")
        copy = SpendingPlan.objects.select_related("fiscal_year", "office").get(fiscal_year__year_be=2565)
        assert plan_table(copy).total.annual == Decimal("4500000.00")

    def test_percentage_is_left_aside_for_an_empty_year(self, real_plan, planner):
        self.post(planner, percent="50")
        assert SpendingPlan.objects.get(fiscal_year__year_be=2565).lines.count() == 0

    @pytest.mark.parametrize(
        ("data", "field", "sentence"),
        [
            ({"year_be": ""}, "year_be", ""),
            ({"year_be": "สองพัน"}, "year_be", "กรอกปีเป็นตัวเลขสี่หลัก"),
            ({"year_be": "2021"}, "year_be", "พุทธศักราช"),
            ({"year_be": "2701"}, "year_be", "พุทธศักราช"),
            ({"year_be": "2564"}, "year_be", "2564"),
            ({"year_be": "9" * 40}, "year_be", "พุทธศักราช"),
            ({"envelope": ""}, "envelope", ""),
            ({"envelope": "-5"}, "envelope", ""),
            ({"envelope": "ห้าล้าน"}, "envelope", ""),
            ({"envelope": "1.005"}, "envelope", ""),
            ({"percent": "0"}, "percent", "มากกว่า 0"),
            ({"percent": "1001"}, "percent", "1000"),
            ({"percent": "-5"}, "percent", "103"),
            ({"percent": "สิบ"}, "percent", "103"),
            ({"start": "999999"}, "start", ""),
        ],
    )
    def test_mistake_is_said_beside_its_field_and_what_was_typed_stays(self, plan, planner, data, field, sentence):
        typed = {"envelope": "4,321,000", **data}
        response = self.post(planner, **typed)
        form = response.context["form"]
        assert list(form.errors) == [field]
        assert sentence in form.errors[field][0]
        assert response.status_code == 200
        for value in typed.values():
            assert value in response.content.decode() or field == "start"
        assert FiscalYear.objects.count() == 1

    def test_another_offices_plan_is_not_offered(self, office, other_office, planner):
        foreign = factories.make_plan(other_office)
        response = self.post(planner, start=str(foreign.pk))
        assert list(response.context["form"].errors) == ["start"]
        assert not FiscalYear.objects.filter(office=office.office).exists()

    def test_preview_says_what_the_copy_comes_to(self, real_plan, planner):
        query = {"year_be": "2565", "envelope": "4,900,000", "start": str(real_plan.pk), "percent": "103"}
        text = text_of(planner.get(url("year_preview"), query))
        assert "วงเงินปี 2564 5,000,000" in text
        assert "วงเงินปีใหม่ 4,900,000" in text
        assert "−100,000 (−2%)" in text
        assert "แผนที่คัดลอกรวมเป็นเงิน 5,150,000" in text
        assert "เกินวงเงินอยู่ 250,000" in text

    def test_preview_of_half_typed_figures_is_no_error(self, real_plan, planner):
        text = text_of(planner.get(url("year_preview"), {"year_be": "25", "envelope": "4,9", "percent": "x"}))
        assert "ยังไม่ได้กรอก" in text

    @pytest.mark.parametrize("name", ["year_new", "year_preview"])
    def test_only_planning_officers(self, office, client_for, name):
        for seat in (*OTHERS, "school_officer"):
            assert client_for(getattr(office.people, seat)).get(url(name)).status_code == 403


class TestYear:
    def test_overview_of_the_real_plan(self, office, real_plan, planner):
        factories.make_plan(office, year_be=2563, envelope=Decimal(4000000))
        first = real_plan.parts.order_by("position").first()
        years.set_frame(
            plan=real_plan,
            envelope=real_plan.envelope,
            ceilings={first.pk: Decimal(3000000)},
            by=office.people.planner,
        )
        text = text_of(planner.get(url("year", 2564)))
        assert "ปีก่อน 4,000,000 เพิ่ม/ลด +1,000,000 (+25%)" in text
        assert "งบบริหารสำนักงาน 3,000,000 3,031,000 เกิน 31,000" in text
        assert "กลุ่มนโยบายและแผน (กำลังจัดทำ)" in text

    def test_groups_against_their_ceilings(self, office, real_plan, planner):
        line = real_plan.lines.get(name="ค่าไฟฟ้า")
        change = CellChange(str(line.key), "unit", str(office.units.finance.pk))
        set_cells(plan=real_plan, changes=[change], by=office.people.planner)
        years.set_group_ceilings(
            year=real_plan.fiscal_year,
            ceilings={office.units.finance: Decimal(840500), office.units.audit: Decimal(30000)},
            by=office.people.planner,
        )
        text = text_of(planner.get(url("year", 2564)))
        assert f"{office.units.finance.name} 840,500 840,000 500" in text
        assert f"{office.units.audit.name} 30,000 – 30,000" in text

    def test_imbalance_links_to_its_line(self, office, real_plan, planner):
        line = real_plan.lines.get(name="ค่าไฟฟ้า")
        set_cells(plan=real_plan, changes=[CellChange(str(line.key), "annual", "840,001")], by=office.people.planner)
        html = planner.get(url("year", 2564)).content.decode()
        assert f'href="{url("version", 2564, 1)}#line-{line.key}"' in html
        assert f'href="{url("frame", 2564)}"' in html

    def test_planner_may_submit_what_adds_up(self, real_plan, planner):
        assert url("submit", 2564, 1) in links_of(planner.get(url("year", 2564)))

    @pytest.mark.parametrize("seat", OTHERS)
    def test_others_read_it_and_change_nothing(self, office, real_plan, client_for, seat):
        response = client_for(getattr(office.people, seat)).get(url("year", 2564))
        changing = {url(name, 2564) for name in ("frame", "ceilings", "close")} | {url("submit", 2564, 1)}
        assert links_of(response) & changing == set()
        assert {url("versions", 2564), url("export", 2564, 1)} <= links_of(response)

    def test_approved_plan_is_revised_or_the_year_closed(self, office, real_plan, planner):
        approve(real_plan, office.people)
        links = links_of(planner.get(url("year", 2564)))
        assert {url("revise", 2564, 1), url("close", 2564)} <= links
        assert url("frame", 2564) not in links

    def test_another_offices_year_is_not_found(self, plan, other_office, client_for):
        assert client_for(other_office.people.planner).get(url("year", 2564)).status_code == 404

    def test_school_is_told_to_wait_for_the_approval(self, office, plan, client_for):
        response = client_for(office.people.school_officer).get(url("year", 2564))
        assert response.status_code == 403
        assert "ยังไม่ได้รับอนุมัติ" in response.content.decode()

    def test_school_reads_the_approved_plan_without_the_groups_ceilings(self, office, real_plan, client_for):
        approve(real_plan, office.people)
        years.set_group_ceilings(
            year=real_plan.fiscal_year, ceilings={office.units.finance: Decimal(123456)}, by=office.people.planner
        )
        text = text_of(client_for(office.people.school_officer).get(url("year", 2564)))
        assert "5,000,000" in text
        assert "123,456" not in text

    @pytest.mark.parametrize("address", ["/", "/years/2564/", "/years/2564/frame/", "/years/2564/plan/v1/submit/"])
    def test_same_number_of_queries_at_3_lines_and_at_30(self, office, plan, planner, address):
        add_lines(office, plan, 3)
        few = queries_of(planner, address)
        add_lines(office, plan, 27)
        assert queries_of(planner, address) == few


def frame_data(plan, **changes):
    """What the frame's form sends when nothing was changed, with `changes` on top."""
    parts = list(plan.parts.order_by("position"))
    data = {"envelope": f"{plan.envelope:,}", "seen": years.frame_mark(plan)}
    data |= {"parts-TOTAL_FORMS": len(parts) + 1, "parts-INITIAL_FORMS": len(parts)}
    for number, part in enumerate(parts):
        ceiling = "" if part.ceiling is None else str(part.ceiling)
        data |= {f"parts-{number}-key": str(part.key), f"parts-{number}-position": number + 1}
        data |= {f"parts-{number}-name": part.name, f"parts-{number}-ceiling": ceiling}
    return data | changes


class TestFrame:
    def parts(self, plan):
        return [(part.name, part.ceiling) for part in plan.parts.order_by("position")]

    def test_shows_what_is_stored_and_last_years_envelope(self, office, plan, planner):
        factories.make_plan(office, year_be=2563, envelope=Decimal(4000000))
        response = planner.get(url("frame", 2564))
        assert 'value="5,000,000"' in response.content.decode()
        assert "วงเงินปีก่อน: 4,000,000 บาท" in text_of(response)

    def test_saves_envelope_ceilings_names_order_and_a_new_part(self, plan, planner):
        names = [name for name, _ceiling in self.parts(plan)]
        data = frame_data(
            plan,
            **{
                "envelope": "๔,๐๐๐,๐๐๐",
                "parts-0-ceiling": "๓,๐๓๑,๐๐๐",
                "parts-0-position": "2",
                "parts-1-position": "1",
                "parts-2-name": "  งบสำรอง\n ",
                "parts-3-name": "งบลงทุน",
                "parts-3-ceiling": "100",
            },
        )
        assert planner.post(url("frame", 2564), data).url == url("year", 2564)
        plan.refresh_from_db()
        assert plan.envelope == Decimal("4000000.00")
        assert self.parts(plan) == [
            (names[1], None),
            (names[0], Decimal("3031000.00")),
            ("งบสำรอง", None),
            ("งบลงทุน", Decimal("100.00")),
        ]

    def test_removes_an_empty_part(self, plan, planner):
        planner.post(url("frame", 2564), frame_data(plan, **{"parts-2-remove": "on"}))
        assert len(self.parts(plan)) == 2

    def test_part_with_lines_stays_and_says_why(self, office, plan, planner):
        add_lines(office, plan, 1)
        response = planner.post(url("frame", 2564), frame_data(plan, **{"parts-0-remove": "on"}))
        assert "งบบริหารสำนักงาน” ไม่ได้เพราะมีรายการอยู่" in text_of(response)
        assert len(self.parts(plan)) == 3

    @pytest.mark.parametrize(
        "changes",
        [
            {"envelope": "หกล้าน"},
            {"parts-0-ceiling": "1,00"},
            {"parts-1-ceiling": "-1"},
            {"parts-0-name": ""},
            {"parts-3-ceiling": "500"},
            {"parts-3-name": "งบบริหารสำนักงาน"},
            {"parts-0-name": "ก" * 201},
            {"parts-0-position": "สอง"},
        ],
    )
    def test_mistake_changes_nothing_and_keeps_what_was_typed(self, plan, planner, changes):
        before = self.parts(plan)
        response = planner.post(url("frame", 2564), frame_data(plan, **{"parts-2-ceiling": "777", **changes}))
        assert response.status_code == 200
        assert 'value="777"' in response.content.decode()
        assert "is-invalid" in response.content.decode() or "alert-danger" in response.content.decode()
        plan.refresh_from_db()
        assert (self.parts(plan), plan.envelope) == (before, Decimal("5000000.00"))

    def test_frame_changed_meanwhile_is_shown_beside_and_saved_on_the_second_try(self, office, plan, planner):
        data = frame_data(plan, envelope="3,000,000")
        years.set_frame(plan=plan, envelope=Decimal(4000000), ceilings={}, by=office.people.second_planner)
        response = planner.post(url("frame", 2564), data)
        text = text_of(response)
        assert "มีผู้อื่นแก้ไข" in text
        assert "4,000,000" in text
        assert 'value="3,000,000"' in response.content.decode()
        plan.refresh_from_db()
        assert plan.envelope == Decimal(4000000)
        planner.post(url("frame", 2564), data | {"seen": response.context["form"]["seen"].value()})
        plan.refresh_from_db()
        assert plan.envelope == Decimal(3000000)

    def test_sums_of_what_is_typed_so_far(self, plan, planner):
        data = frame_data(plan, **{"parts-0-ceiling": "๓,๐๐๐,๐๐๐", "parts-1-ceiling": "x", "envelope": "2,999,999"})
        text = text_of(planner.get(url("frame_sums", 2564), data))
        assert "กรอบวงเงินของทุกส่วนรวมกัน 3,000,000" in text
        assert "เกินวงเงินอยู่ 1" in text
        assert "มี 1 ช่องที่อ่านจำนวนเงินไม่ได้" in text

    @pytest.mark.parametrize("name", ["frame", "frame_sums", "ceilings", "ceilings_sum"])
    def test_only_planning_officers_of_the_office(self, office, plan, other_office, client_for, name):
        for seat in (*OTHERS, "school_officer"):
            assert client_for(getattr(office.people, seat)).get(url(name, 2564)).status_code == 403
        assert client_for(other_office.people.planner).get(url(name, 2564)).status_code == 404

    def test_waiting_plan_sends_back_with_a_sentence(self, office, real_plan, planner):
        submit_plan(plan=real_plan, by=office.people.planner)
        response = planner.get(url("frame", 2564), follow=True)
        assert response.redirect_chain == [(url("year", 2564), 302)]
        assert "รออนุมัติอยู่" in text_of(response)


class TestCeilings:
    def data(self, office, plan, **amounts):
        fields = {f"unit_{getattr(office.units, name).pk}": amount for name, amount in amounts.items()}
        return {"seen": years.ceilings_mark(plan.fiscal_year), **fields}

    def test_saves_the_ceilings(self, office, plan, planner):
        data = self.data(office, plan, planning="๒๘๐,๐๐๐", finance="120,000.50", audit="")
        assert planner.post(url("ceilings", 2564), data).url == url("year", 2564)
        assert dict(GroupCeiling.objects.values_list("unit__short_name", "amount")) == {
            "นผ.": Decimal("280000.00"),
            "กง.": Decimal("120000.50"),
        }

    def test_schools_have_none(self, office, plan, planner):
        text = text_of(planner.get(url("ceilings", 2564)))
        assert office.units.audit.name in text
        assert office.units.school.name not in text

    def test_closed_group_shows_while_it_has_a_ceiling(self, office, plan, planner):
        years.set_group_ceilings(
            year=plan.fiscal_year, ceilings={office.units.audit: Decimal(5)}, by=office.people.planner
        )
        for unit in (office.units.audit, office.units.finance):
            unit.is_active = False
            unit.save()
        text = text_of(planner.get(url("ceilings", 2564)))
        assert office.units.audit.name in text
        assert office.units.finance.name not in text

    def test_mistake_is_said_beside_its_field(self, office, plan, planner):
        data = self.data(office, plan, planning="12,3", finance="120000")
        response = planner.post(url("ceilings", 2564), data)
        assert list(response.context["form"].errors) == [f"unit_{office.units.planning.pk}"]
        assert 'value="12,3"' in response.content.decode()
        assert not GroupCeiling.objects.exists()

    def test_ceilings_changed_meanwhile_are_shown_beside(self, office, plan, planner):
        data = self.data(office, plan, planning="1")
        years.set_group_ceilings(
            year=plan.fiscal_year, ceilings={office.units.planning: Decimal(222)}, by=office.people.second_planner
        )
        response = planner.post(url("ceilings", 2564), data)
        assert "มีผู้อื่นแก้ไข" in text_of(response)
        assert "222" in text_of(response)
        assert GroupCeiling.objects.get().amount == Decimal(222)

    def test_sum_beside_the_part_the_groups_share(self, office, plan, planner):
        second = plan.parts.order_by("position")[1]
        years.set_frame(
            plan=plan, envelope=plan.envelope, ceilings={second.pk: Decimal(1869000)}, by=office.people.planner
        )
        data = self.data(office, plan, planning="1,800,000", finance="๗๐,๐๐๐", supervision="?")
        text = text_of(planner.get(url("ceilings_sum", 2564), data))
        assert "กรอบวงเงินของกลุ่มรวมกัน 1,870,000" in text
        assert f"กรอบวงเงิน “{second.name}” 1,869,000" in text
        assert "เกินอยู่ 1,000" in text
        assert "มี 1 ช่องที่อ่านจำนวนเงินไม่ได้" in text

    def test_closed_year_sends_back_with_a_sentence(self, office, real_plan, planner):
        approve(real_plan, office.people)
        years.close_year(year=real_plan.fiscal_year, by=office.people.planner)
        response = planner.get(url("ceilings", 2564), follow=True)
        assert response.redirect_chain == [(url("year", 2564), 302)]


class TestCloseAndReopen:
    def test_asks_then_closes(self, office, real_plan, planner):
        approve(real_plan, office.people)
        assert "ปิดปีงบประมาณ 2564 หรือไม่" in text_of(planner.get(url("close", 2564)))
        assert not FiscalYear.objects.get().is_closed
        planner.post(url("close", 2564))
        assert FiscalYear.objects.get().is_closed
        assert "อ่านได้แต่แก้ไขไม่ได้" in text_of(planner.get(url("year", 2564)))

    def test_asks_then_reopens(self, office, real_plan, planner):
        approve(real_plan, office.people)
        years.close_year(year=real_plan.fiscal_year, by=office.people.planner)
        planner.get(url("reopen", 2564))
        assert FiscalYear.objects.get().is_closed
        planner.post(url("reopen", 2564))
        assert not FiscalYear.objects.get().is_closed

    def test_refusal_is_said_on_the_page(self, plan, planner):
        response = planner.post(url("close", 2564))
        assert response.status_code == 409
        assert "ยังมีแผนฉบับที่ดำเนินการไม่เสร็จ" in text_of(response)

    @pytest.mark.parametrize("name", ["close", "reopen"])
    def test_only_planning_officers_of_the_office(self, office, plan, other_office, client_for, name):
        for seat in (*OTHERS, "school_officer"):
            assert client_for(getattr(office.people, seat)).post(url(name, 2564)).status_code == 403
        assert client_for(other_office.people.planner).post(url(name, 2564)).status_code == 404
