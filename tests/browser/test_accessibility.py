"""Every page, at a desk and on a phone, as a person sees it: axe finds nothing serious, nothing runs off the side.

Also held here: one h1, the page's language, and no error on the browser's console.
"""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from budgetplan.approvals import services as approvals
from budgetplan.approvals.models import Case, Route
from budgetplan.organization import second_factor
from plans.models import SpendingLine
from plans.services import imports, lines, versions, years
from tests import factories
from tests.browsing import DESKTOP, PHONE
from tests.organization.test_second_factor import code_of
from tests.plans.approving import approve, refuse
from tests.test_access import TABLE, build_world

pytestmark = pytest.mark.django_db(transaction=True)

AXE = Axe()
# Preloading reads style sheets again as inline ones, which our Content-Security-Policy refuses.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
GRAVE = {"serious", "critical"}
DATA = {"plans:export", "plans:api_rows", "projects:write_state", "projects:write_rates"}
"""Addresses that answer with something else than a page; so do all papers."""

WRITING = ("projects:new", "projects:import_preview", "projects:write", "projects:submit", "projects:revise")
"""Pages of a project's owner that nobody else opens."""

MAIN_STORY = (
    "home",
    "plans:years",
    "plans:year",
    "plans:grid",
    "plans:submit",
    "approvals:case",
    "plans:import",
)


class Look:
    """Opens addresses in one window and notes what is wrong with them."""

    def __init__(self, page, language="th"):
        self.page, self.language, self.faults = page, language, []
        page.emulate_media(reduced_motion="reduce")
        page.on("console", self._note_console)

    def _note_console(self, message):
        # The browser itself reports a page that answers 403, 404 or 429 as meant.
        if message.type == "error" and f"{self.page.url}" != message.location.get("url"):
            self._note(f"console: {message.text} {message.location.get('url')}")

    def _note(self, fault):
        self.faults.append(f"{self.page.url}: {fault}")

    def open(self, *addresses):
        for address in addresses:
            self.page.goto(address)
            self.at_both_widths()

    def at_both_widths(self):
        """Check what the window shows now."""
        if self.page.locator("#plan-grid").count():
            self.page.locator("#plan-grid[data-ready]").wait_for(state="attached")
        self._check_document()
        self._check_with_axe("desktop")
        self.page.set_viewport_size(PHONE)
        self._check_sideways()
        self._check_with_axe("phone")
        self.page.set_viewport_size(DESKTOP)

    def _check_document(self):
        headings = self.page.locator("h1").count()
        if headings != 1:
            self._note(f"{headings} h1")
        shown = self.page.evaluate("document.documentElement.lang")
        if shown != self.language:
            self._note(f"lang is {shown}")

    def _check_sideways(self):
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self._note(f"{wide} px too wide on a phone")

    def _check_with_axe(self, width):
        for violation in AXE.run(self.page, options=OPTIONS).response["violations"]:
            if violation["impact"] in GRAVE:
                places = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
                self._note(f"{width}: {violation['id']}: {places}")


@pytest.fixture
def world(transactional_db):
    """The world of the table of addresses, where the browser's requests see it."""
    return build_world()


@pytest.fixture
def look_as(page_for):
    """A function that gives a Look as a person; what any of them found fails the test."""
    looks = []

    def looking(user=None, language="th"):
        if user is not None and user.language != language:
            user.language = language
            user.save()
        looks.append(Look(page_for(user), language))
        return looks[-1]

    yield looking
    faults = [fault for look in looks for fault in look.faults]
    assert not faults, "\n".join(faults)


def addresses(world, names=None, role="planner"):
    """The pages of the table of addresses that the planning officer (or another) may open."""
    rows = [param.values[0] for param in TABLE if not param.values[0].name.startswith("reports:")]
    pages = [row for row in rows if row.method == "get" and row.name not in DATA and role in row.open_to]
    return [reverse(row.name, args=world.arguments[row.args]) for row in pages if names is None or row.name in names]


def test_pages_of_the_planning_officer(world, look_as):
    look = look_as(world.office.people.planner)
    look.open(*addresses(world))
    look.open(reverse("plans:version", args=[2565, 1]), reverse("plans:submit", args=[2565, 1]))


def test_pages_of_a_project_owner(world, look_as):
    look_as(world.office.people.owner).open(*addresses(world, WRITING, role="owner"))


def test_pages_in_english(world, look_as):
    look = look_as(world.office.people.planner, "en")
    look.open(*addresses(world, MAIN_STORY))


def test_pages_of_a_plan_with_a_past(office, real_plan, look_as):
    """Out of balance, returned, approved and revised, closed; each with the pages that show it."""
    planner = office.people.planner
    look = look_as(planner)
    put_out_of_balance(real_plan, planner)
    look.open(reverse("plans:year", args=[2564]), reverse("plans:grid", args=[2564]))
    look.open(reverse("plans:submit", args=[2564, 1]))
    returned = filled(office, 2565)
    versions.submit_plan(plan=returned, by=planner)
    refuse(returned, office.people.planning_director, approvals.return_case)
    look.open(reverse("plans:year", args=[2565]), reverse("approvals:case", args=[Case.objects.get().public_id]))
    approved = approve(filled(office, 2566), office.people)
    revised = versions.revise_plan(plan=approved, reason="ปรับวงเงิน", by=planner)
    put_out_of_balance(revised, planner)
    look.open(reverse("plans:versions", args=[2566]), reverse("plans:compare", args=[2566, 1, 2]))
    closed = approve(filled(office, 2567), office.people)
    look.open(reverse("plans:revise", args=[2567, 1]), reverse("plans:close", args=[2567]))
    years.close_year(year=closed.fiscal_year, by=planner)
    look.open(reverse("plans:reopen", args=[2567]), reverse("plans:grid", args=[2567]), reverse("home"))


def filled(office, year_be):
    plan = factories.make_plan(office, year_be=year_be, envelope=Decimal(5000000))
    return factories.fill_with_real_lines(plan, by=office.people.planner)


def put_out_of_balance(plan, planner):
    line = SpendingLine.objects.filter(plan=plan, children=None).first()
    changes = [lines.CellChange(key=str(line.key), field="q1", value=str(line.q1 + 1000))]
    lines.set_cells(plan=plan, changes=changes, by=planner)


def test_dialogs_and_import_of_a_strange_workbook(office, real_plan, look_as):
    planner = office.people.planner
    look = look_as(planner)
    page = look.page
    look.open(reverse("plans:grid", args=[2564]))
    for action in ("help", "paste"):
        page.locator(f"[data-action={action}]").click()
        look.at_both_widths()
        if action == "paste":
            page.locator("#paste-text").fill("ค่าวัสดุ\t100\t25\t25\t25\t25\nกระดาษ\t90\t30\t20\t20\t20")
            page.locator("#paste-check").click()
            page.locator("#paste-add").wait_for()
            look.at_both_widths()
        page.keyboard.press("Escape")
    upload = imports.upload_workbook(plan=real_plan, name="อื่น.xlsx", data=strange_workbook(), by=planner)
    page.goto(reverse("plans:import_preview", args=[2564, 1, upload.public_id]))
    page.locator("summary").first.click()
    look.at_both_widths()


def strange_workbook():
    book = openpyxl.Workbook()
    for row in (
        ("รายการ", "ทั้งปี", "ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"),
        ("ค่าวัสดุ", 300, 50, 50, 100, 100),
        ("กระดาษ", 100, 25, 25, 25, 25),
        ("หมึกพิมพ์", 100, 25, 25, 25, 25),
    ):
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_pages_of_the_director(world, look_as):
    people = world.office.people
    (public_id,) = world.arguments["case"]
    case = Case.objects.get(public_id=public_id)
    for person in (people.planning_director, people.deputy):
        case = approvals.pass_step(case=case, seen_version=case.version, by=person)
    look = look_as(people.director)
    look.open(*map(reverse, ("home", "approvals:inbox", "admin:index", "admin:approvals_case_changelist")))
    look.open(reverse("approvals:case", args=[case.public_id]), reverse("admin:approvals_case_change", args=[case.pk]))
    look.page.goto(reverse("admin:approvals_case_changelist"))
    look.page.locator(".action-select").first.check()
    look.page.locator("select[name=action]").select_option("pass_selected")
    look.page.locator(".actions button").click()
    look.at_both_widths()
    look.open(reverse("plans:frame", args=[2564]), "/no/such/page/")


def test_pages_of_the_second_factor(office, look_as):
    director = office.people.director
    look = look_as(director)
    page = look.page
    look.open(reverse("organization:second_factor"))
    page.locator("main form button").click()
    look.at_both_widths()
    page.locator("[name=code]").fill(code_of(TOTPDevice.objects.get()))
    page.locator("main form button[type=submit]").click()
    look.at_both_widths()
    look.open(reverse("organization:second_factor"), reverse("organization:second_factor_off"))


def test_pages_of_signing_in(office, look_as, settings):
    settings.AXES_FAILURE_LIMIT = 2
    director = office.people.director
    second_factor.begin(by=director)
    TOTPDevice.objects.update(confirmed=True)
    office.people.owner.must_change_password = True
    office.people.owner.save()
    look_as(office.people.owner).open(reverse("home"))
    look = look_as()
    look.open(reverse("organization:login"))
    sign_in(look.page, "a_planner", "wrong")
    look.at_both_widths()
    sign_in(look.page, "a_planner", "wrong")
    look.at_both_widths()
    look.page.goto(reverse("organization:login"))
    sign_in(look.page, director.username, factories.PASSWORD)
    look.at_both_widths()


def sign_in(page, username, password):
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()


def test_pages_of_the_administrator(office, plan, look_as):
    look = look_as(office.people.administrator)
    page = look.page
    look.open(reverse("home"), reverse("admin:index"), *changelists())
    look.open(
        reverse("admin:organization_user_add"),
        reverse("admin:organization_user_change", args=[office.people.owner.pk]),
        reverse("admin:organization_post_change", args=[office.posts.deputy.pk]),
        reverse("admin:approvals_route_change", args=[Route.objects.get().pk]),
    )
    page.goto(reverse("admin:organization_user_changelist"))
    page.locator(".action-select").first.check()
    page.locator("select[name=action]").select_option("first_passwords")
    page.locator(".actions button").click()
    look.at_both_widths()
    page.locator("#content form [type=submit]").first.click()
    look.at_both_widths()


def changelists():
    names = ("organization_user", "organization_post", "organization_unit", "organization_holiday", "approvals_route")
    return [reverse(f"admin:{name}_changelist") for name in names]


def test_the_look_sees_faults(chromium):
    """The control: a page with a fault of each kind is told, so that an empty list means something."""
    page = chromium.new_page()
    look = Look(page)
    page.set_content("<h1>a</h1><h1>b</h1><img src='data:,'><p style='width:2000px'>wide</p>")
    look.at_both_widths()
    page.close()
    found = " ".join(look.faults)
    assert all(word in found for word in ("2 h1", "lang is", "too wide on a phone", "desktop: image-alt"))
