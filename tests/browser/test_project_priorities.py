"""The order of a strategy's projects, changed with the mouse, a finger, the keyboard and the bar; and taken back."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from budgetplan.audit.models import Event
from projects.models import Proposal
from projects.selectors import project_list
from projects.services.arranging import set_priority
from tests.browsing import PHONE
from tests.projects.factories import make_proposal

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ("อ่าน", "เขียน", "คิดเลข", "วิทยาศาสตร์")
OTHER = "พัสดุ"


@pytest.fixture
def year(plan):
    return plan.fiscal_year


@pytest.fixture
def four(office, year):
    """Four projects of the first strategy and one of the other."""
    for name in NAMES:
        make_proposal(office, year, name=name)
    make_proposal(office, year, name=OTHER, strategy="ด้านการบริหารจัดการ", strategy_number=6)


@pytest.fixture
def open_list(office, four, page_for):
    """A function that opens the list as a person, at a desk or on a phone."""

    def opened(person="planner", **how):
        page = page_for(getattr(office.people, person), **how)
        page.goto(reverse("projects:list", args=[2564]))
        return page

    return opened


def stored(year):
    """The names of the first strategy's projects in their stored order."""
    return [row.name for row in project_list(year).strategies[0].rows]


def expect_order(page, *names):
    """The list shows these projects of the first strategy, numbered from 1."""
    rows = page.locator("tbody[data-mark]").first.locator("tr[data-key]")
    expect(rows.locator("th a")).to_have_text(list(names))
    expect(rows.locator(".place")).to_have_text([str(number) for number in range(1, len(names) + 1)])


def row_of(page, name):
    return page.locator(f'tr[data-name="{name}"]')


def handle_of(page, name):
    return row_of(page, name).locator(".handle")


def wait_until_saved(page, count):
    """Wait until no move is on its way, and find `count` moves in the event log."""
    expect(page.locator("#order-bar")).to_have_attribute("data-pending", "0")
    assert Event.objects.filter(verb="project.priority").count() == count


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, name, onto, *, below=True):
    """Drag a project by its handle onto the lower (or upper) part of another row, and let go."""
    x, y = middle(handle_of(page, name))
    target = row_of(page, onto).bounding_box()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 10, steps=2)
    page.mouse.move(x, target["y"] + target["height"] * (0.8 if below else 0.2), steps=8)


class TestDragging:
    def test_moves_a_project_and_saves_at_once(self, open_list, year):
        page = open_list()

        drag(page, "อ่าน", "คิดเลข")
        expect_order(page, "เขียน", "คิดเลข", "อ่าน", "วิทยาศาสตร์")
        page.mouse.up()

        expect(page.locator("#order-status")).to_have_text("“อ่าน” อยู่ลำดับที่ 3 จาก 4")
        wait_until_saved(page, 1)
        assert stored(year) == ["เขียน", "คิดเลข", "อ่าน", "วิทยาศาสตร์"]
        page.reload()
        expect_order(page, "เขียน", "คิดเลข", "อ่าน", "วิทยาศาสตร์")

    def test_stays_within_its_strategy(self, open_list, year):
        page = open_list()

        drag(page, "อ่าน", OTHER)
        page.mouse.up()

        assert "วิทยาศาสตร์" in stored(year)
        expect(row_of(page, OTHER).locator(".place")).to_have_text("1")
        assert page.locator("tbody[data-mark]").nth(1).locator("tr[data-key]").count() == 1

    def test_escape_lets_go_where_it_was(self, open_list, year):
        page = open_list()

        drag(page, "วิทยาศาสตร์", "อ่าน", below=False)
        expect_order(page, "วิทยาศาสตร์", "อ่าน", "เขียน", "คิดเลข")
        page.keyboard.press("Escape")
        page.mouse.up()

        expect_order(page, *NAMES)
        assert stored(year) == list(NAMES)

    def test_with_a_finger_on_a_phone(self, open_list, year):
        page = open_list(viewport=PHONE)
        handle_of(page, "เขียน").scroll_into_view_if_needed()
        client = page.context.new_cdp_session(page)
        x, y = middle(handle_of(page, "เขียน"))
        end = row_of(page, "อ่าน").bounding_box()["y"] + 5

        def touch(kind, *points):
            client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": at} for at in points]})

        touch("touchStart", y)
        for step in range(1, 11):
            touch("touchMove", y + (end - y) * step / 10)
        expect_order(page, "เขียน", "อ่าน", "คิดเลข", "วิทยาศาสตร์")
        touch("touchEnd")

        wait_until_saved(page, 1)
        assert stored(year) == ["เขียน", "อ่าน", "คิดเลข", "วิทยาศาสตร์"]


class TestKeyboard:
    def test_alt_and_arrows_move_the_row_of_the_handle(self, open_list, year):
        page = open_list()
        handle_of(page, "อ่าน").focus()

        page.keyboard.press("Alt+ArrowDown")
        page.keyboard.press("Alt+ArrowDown")

        expect_order(page, "เขียน", "คิดเลข", "อ่าน", "วิทยาศาสตร์")
        expect(page.locator("#order-status")).to_have_text("“อ่าน” อยู่ลำดับที่ 3 จาก 4")
        expect(handle_of(page, "อ่าน")).to_be_focused()
        page.keyboard.press("Alt+ArrowUp")
        expect_order(page, "เขียน", "อ่าน", "คิดเลข", "วิทยาศาสตร์")
        expect(page.locator("#order-status")).to_have_text("“อ่าน” อยู่ลำดับที่ 2 จาก 4")
        wait_until_saved(page, 3)
        assert stored(year) == ["เขียน", "อ่าน", "คิดเลข", "วิทยาศาสตร์"]

    def test_nothing_goes_beyond_the_ends(self, open_list, year):
        page = open_list()
        handle_of(page, "อ่าน").focus()

        page.keyboard.press("Alt+ArrowUp")

        expect(page.locator("#order-status")).to_have_text("“อ่าน” อยู่ลำดับที่ 1 จาก 4")
        expect_order(page, *NAMES)
        assert not Event.objects.filter(verb="project.priority").exists()

    def test_is_announced(self, open_list):
        page = open_list()

        expect(page.locator("#order-status")).to_have_attribute("role", "status")
        expect(page.locator("#order-problem")).to_have_attribute("role", "alert")
        expect(handle_of(page, "อ่าน")).to_have_attribute("aria-describedby", "order-help")


class TestBar:
    def test_chosen_project_goes_to_a_number(self, open_list, year):
        page = open_list()
        handle_of(page, "วิทยาศาสตร์").click()
        expect(handle_of(page, "วิทยาศาสตร์")).to_have_attribute("aria-pressed", "true")

        page.locator("#order-number").fill("๒")
        page.locator("[data-move=to]").click()

        expect_order(page, "อ่าน", "วิทยาศาสตร์", "เขียน", "คิดเลข")
        wait_until_saved(page, 1)
        assert stored(year) == ["อ่าน", "วิทยาศาสตร์", "เขียน", "คิดเลข"]

    @pytest.mark.parametrize("typed", ["", "สอง", "9", "0"])
    def test_a_number_that_is_none_moves_nothing(self, open_list, year, typed):
        page = open_list()
        handle_of(page, "อ่าน").click()

        page.locator("#order-number").fill(typed)
        page.locator("#order-number").press("Enter")

        expect(page.locator("#order-problem")).to_have_text("พิมพ์ลำดับที่ตั้งแต่ 1 ถึง 4")
        expect_order(page, *NAMES)

    def test_up_and_down_need_no_dragging(self, open_list, year):
        page = open_list()
        handle_of(page, "เขียน").click()

        page.locator("[data-move=up]").click()

        expect_order(page, "เขียน", "อ่าน", "คิดเลข", "วิทยาศาสตร์")
        wait_until_saved(page, 1)
        page.locator("[data-move=down]").click()
        expect_order(page, *NAMES)
        wait_until_saved(page, 2)
        assert stored(year) == list(NAMES)

    def test_undo_takes_back_move_by_move(self, open_list, year):
        page = open_list()
        handle_of(page, "อ่าน").focus()
        page.keyboard.press("Alt+ArrowDown")
        handle_of(page, "วิทยาศาสตร์").click()
        page.locator("[data-move=up]").click()
        expect_order(page, "เขียน", "อ่าน", "วิทยาศาสตร์", "คิดเลข")
        expect(page.locator("#order-undo")).to_be_visible()

        page.locator("#order-undo").click()
        expect_order(page, "เขียน", "อ่าน", "คิดเลข", "วิทยาศาสตร์")
        page.locator("#order-undo").click()

        expect_order(page, *NAMES)
        expect(page.locator("#order-undo")).to_be_hidden()
        wait_until_saved(page, 4)
        assert stored(year) == list(NAMES)

    def test_undo_takes_the_last_move_back_though_it_is_still_on_its_way(self, open_list, year):
        page = open_list()
        handle_of(page, "อ่าน").focus()
        page.keyboard.press("Alt+ArrowDown")
        expect(page.locator("#order-undo")).to_be_visible()
        held = []

        def hold_the_first(route):
            if held:
                route.continue_()
            held.append(route)

        page.route("**/priority/", hold_the_first)
        handle_of(page, "วิทยาศาสตร์").click()
        page.locator("[data-move=up]").click()
        expect_order(page, "เขียน", "อ่าน", "วิทยาศาสตร์", "คิดเลข")

        page.locator("#order-undo").click()
        held[0].continue_()

        expect_order(page, "เขียน", "อ่าน", "คิดเลข", "วิทยาศาสตร์")
        wait_until_saved(page, 3)
        assert stored(year) == ["เขียน", "อ่าน", "คิดเลข", "วิทยาศาสตร์"]

    def test_thai_digits_where_the_person_chose_them(self, office, open_list):
        office.people.planner.digits = "thai"
        office.people.planner.save()
        page = open_list()
        handle_of(page, "อ่าน").focus()

        page.keyboard.press("Alt+ArrowDown")

        expect(page.locator("#order-status")).to_have_text("“อ่าน” อยู่ลำดับที่ ๒ จาก ๔")
        expect(row_of(page, "อ่าน").locator(".place")).to_have_text("๒")
        wait_until_saved(page, 1)


class TestRefused:
    def test_another_order_meanwhile_is_shown_and_said(self, office, open_list, year):
        page = open_list()
        last = Proposal.objects.get(name="วิทยาศาสตร์").project
        set_priority(project=last, index=0, by=office.people.second_planner)
        handle_of(page, "อ่าน").focus()

        page.keyboard.press("Alt+ArrowDown")

        expect(page.locator("#order-problem")).to_contain_text("มีผู้อื่นเปลี่ยนลำดับนี้ไปก่อนแล้ว")
        expect_order(page, "วิทยาศาสตร์", "อ่าน", "เขียน", "คิดเลข")
        assert stored(year) == ["วิทยาศาสตร์", "อ่าน", "เขียน", "คิดเลข"]
        expect(handle_of(page, "อ่าน")).to_be_focused()
        page.keyboard.press("Alt+ArrowDown")
        expect_order(page, "วิทยาศาสตร์", "เขียน", "อ่าน", "คิดเลข")
        wait_until_saved(page, 2)

    def test_without_a_connection_nothing_is_moved(self, open_list, year):
        page = open_list()
        page.context.set_offline(True)
        handle_of(page, "อ่าน").focus()

        page.keyboard.press("Alt+ArrowDown")

        expect(page.locator("#order-problem")).to_contain_text("ขาดการเชื่อมต่อ จึงยังไม่ได้ย้าย")
        expect_order(page, *NAMES)
        expect(handle_of(page, "อ่าน")).to_be_focused()
        page.context.set_offline(False)
        page.keyboard.press("Alt+ArrowDown")
        wait_until_saved(page, 1)
        assert stored(year)[0] == "เขียน"

    def test_owners_have_no_handles(self, open_list):
        page = open_list("owner")

        expect(page.locator("tr[data-key]")).to_have_count(5)
        expect(page.locator(".handle")).to_have_count(0)


class TestFilter:
    def test_narrows_while_typing_without_losing_the_field(self, open_list):
        page = open_list()
        page.locator("[name=text]").press_sequentially("คิด")

        expect(page.locator("tr[data-key] th a")).to_have_text(["คิดเลข"])
        expect(page.locator("#shown-count")).to_have_text("แสดง 1 จาก 5 โครงการ ผลรวมคิดจากโครงการที่แสดง")
        expect(page.locator("[name=text]")).to_be_focused()
        expect(page).to_have_url(re.compile(r"\?text=.+&unit=&state="))
        page.reload()
        expect(page.locator("tr[data-key] th a")).to_have_text(["คิดเลข"])

    def test_order_can_change_again_once_all_are_shown(self, open_list, year):
        page = open_list()
        page.locator("[name=text]").fill("คิด")
        expect(page.locator(".handle")).to_have_count(0)
        page.locator("[name=text]").fill("")
        expect(page.locator(".handle")).to_have_count(5)
        handle_of(page, "อ่าน").focus()

        page.keyboard.press("Alt+ArrowDown")

        expect_order(page, "เขียน", "อ่าน", "คิดเลข", "วิทยาศาสตร์")
        wait_until_saved(page, 1)

    def test_works_without_scripts(self, office, four, chromium, live_server, page_for):
        page = page_for(office.people.planner)
        cookies = page.context.cookies()
        context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
        context.add_cookies(cookies)
        plain = context.new_page()
        plain.goto(reverse("projects:list", args=[2564]))
        plain.locator("[name=text]").fill("คิด")
        plain.locator(".list-filter button").click()

        names = plain.locator("tr[data-key] th a").all_inner_texts()
        is_hidden = plain.locator("#order-bar").is_hidden()
        context.close()

        assert (names, is_hidden) == (["คิดเลข"], True)
