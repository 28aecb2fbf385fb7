"""What docs/guide/planning-officer.md shows of projects."""

from decimal import Decimal

from budgetplan.organization.models import User
from plans.enums import PartKind
from plans.models import SpendingPlan
from plans.services.lines import CellChange, delete_lines, set_cells
from tests.screenshots.camera import press
from tests.screenshots.office_projects import write_alike
from tests.screenshots.project_approval import open_the_case
from tests.screenshots.project_owner import YEAR, proposal

STRATEGIES = (
    (1, "ด้านความมั่นคง"),
    (2, "ด้านการสร้างความสามารถในการแข่งขัน"),
    (3, "ด้านการพัฒนาและเสริมสร้างศักยภาพทรัพยากรมนุษย์"),
    (4, "ด้านการสร้างโอกาสและความเสมอภาคทางการศึกษา"),
)
NOTE = "ตรวจกับใบเสนอราคาแล้ว เหมาจ่ายถูกกว่า"
ROOM = {"q1": Decimal(500_000), "q2": Decimal(300_000), "q3": Decimal(300_000), "q4": Decimal(300_000)}


def make_room():
    """The part for the groups' missions was one line; it shrinks as projects take its place."""
    plan = working_plan()
    part = plan.parts.get(kind=PartKind.QUALITY)
    key = str(part.lines.get().key)
    set_cells(plan=plan, changes=[CellChange(key, *cell) for cell in ROOM.items()], by=planner())


def planner():
    return User.objects.get(username="planner")


def working_plan():
    return SpendingPlan.objects.filter(fiscal_year__year_be=2564).order_by("number").last()


def set_the_frame(camera):
    """Last year's strategies are copied; those that are new are typed."""
    make_room()
    page = camera.window("planner")
    page.goto(f"{YEAR}strategies/")
    camera.take(page, "strategies-copy", height=640)
    press(page, "form[action$='/copy/'] button")
    for couple in (STRATEGIES[:2], STRATEGIES[2:]):
        empty = page.locator("table").first.locator("tbody tr").all()[-2:]
        for row, (number, name) in zip(empty, couple, strict=True):
            row.locator("[name$=number]").fill(str(number))
            row.locator("[name$=name]").fill(name)
        press(page, "main form:last-of-type button.btn-primary")
        page.goto(f"{YEAR}strategies/")
    camera.take(page, "strategies", height=764)
    page.context.close()


def arrange(camera):
    """Priorities, and two proposals that look alike."""
    write_alike(proposal())
    page = camera.window("planner")
    page.goto(f"{YEAR}projects/")
    camera.take(page, "project-priorities")
    page.goto(f"{YEAR}projects/groups/")
    camera.take(page, "project-ceilings")
    page.goto(f"{YEAR}projects/alike/")
    page.locator("main details summary").first.click()
    camera.take(page, "project-alike")
    press(page, "main .pair a.btn")
    camera.take(page, "project-merge", height=668)
    page.goto("/admin/projects/standardrate/")
    camera.take(page, "rates", height=622)
    press(page, "#result_list tbody th a")
    camera.take(page, "rate", whole=True)
    page.context.close()


def check(camera):
    """The checklist, with an item that is ticked against what the program found."""
    page = camera.window("planner")
    open_the_case(page)
    page.locator(".checklist").scroll_into_view_if_needed()
    for box in page.locator(".checklist [type=checkbox]:not(:checked)").all():
        box.check()
    for note in page.locator(".checklist [type=text]").all():
        note.fill(NOTE)
    camera.take_part(page, "checklist", ".checklist")
    press(page, ".checklist button[type=submit]")
    press(page, ".decide .btn-success")
    page.context.close()


def lose_its_line():
    """Somebody deletes the project's line from the plan, where the approval had put it."""
    delete_lines(plan=working_plan(), keys=[str(proposal().project.key)], by=planner())


def take_over(camera):
    page = camera.window("planner")
    lose_its_line()
    page.goto(f"{YEAR}projects/groups/")
    camera.take(page, "project-missing", height=540)
    press(page, ".page-actions .btn-primary")
    camera.take(page, "take-over")
    press(page, "main form .btn-primary")
    page.context.close()
