"""What docs/guide/planning-officer.md shows."""

from io import BytesIO

import openpyxl
from playwright.sync_api import expect

from tests.plans.test_commands import printed_rows
from tests.screenshots.camera import press, sign_in
from tests.screenshots.papers import first_page

YEAR = "/years/2564/"
PLAN = f"{YEAR}plan/"
CEILINGS = (3_031_000, 1_869_000, 100_000)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GROUPS = (240_000, 280_000, 160_000, 120_000, 180_000, 230_000, 320_000, 259_000, 50_000, 30_000)


def make_the_plan(camera):
    """From signing in to the plan that is submitted."""
    page = camera.window()
    open_the_year(camera, page)
    paste_the_table(camera, page)
    type_in_the_grid(camera, page)
    meet_a_colleague(camera, page)
    lose_the_connection(camera, page)
    exchange_with_excel(camera, page)
    submit(camera, page)


def open_the_year(camera, page):
    page.goto("/account/login/")
    page.locator("[name=username]").fill("planner")
    camera.take(page, "sign-in", height=520)
    sign_in(page, "planner")
    camera.take(page, "home", height=700)
    page.goto("/years/new/")
    page.locator("[name=year_be]").fill("๒๕๖๔")
    page.locator("[name=envelope]").fill("๕,๐๐๐,๐๐๐")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#preview")).to_contain_text("5,000,000")
    camera.take(page, "year-new")
    press(page, "main form button[type=submit]")
    for number, amount in enumerate(CEILINGS):
        page.locator(f"[name=parts-{number}-ceiling]").fill(f"{amount:,}")
    expect(page.locator("#sums dd").first).to_have_text("5,000,000")
    camera.take(page, "frame")
    press(page, "main form button[type=submit]")
    page.goto(f"{YEAR}ceilings/")
    for field, amount in zip(page.locator("main table input").all(), GROUPS, strict=True):
        field.fill(f"{amount:,}")
    expect(page.locator("#sums dd").first).to_have_text("1,869,000")
    camera.take(page, "ceilings")
    press(page, "main form button[type=submit]")


def paste_the_table(camera, page):
    page.goto(PLAN)
    page.locator("[data-action=paste]").click()
    page.locator("#paste-text").fill("\n".join("\t".join(row) for row in printed_rows()))
    camera.take(page, "paste-text")
    page.locator("#paste-check").click()
    expect(page.locator("#paste-faults li")).to_have_count(1)
    camera.take(page, "paste-preview")
    page.locator("#paste-add").click()
    expect(page.locator("#balance-none")).to_be_visible()
    page.locator("#plan-table [data-field=annual]").nth(3).click()
    camera.take(page, "plan")


def cell(page, field, row=4):
    """A cell of one of the first lines of the plan."""
    return page.locator("#plan-table tbody tr.kind-line").nth(row).locator(f"[data-field={field}]")


def type_in_the_grid(camera, page):
    page.locator("[data-action=help]").click()
    camera.take(page, "keys")
    page.keyboard.press("Escape")
    cell(page, "q1").click()
    page.keyboard.type("99,000")
    camera.take(page, "typing", height=640)
    page.keyboard.press("Enter")
    expect(page.locator("#balance-list li").first).to_be_visible()
    camera.take(page, "red-marks", height=640)
    page.locator("#balance-link").click()
    camera.take_part(page, "balance", "#balance")
    page.goto(f"{YEAR}plan/")
    cell(page, "annual").click()
    page.locator("[data-action=undo]").click()
    expect(page.locator("#balance-none")).to_be_visible()


def meet_a_colleague(camera, page):
    """Both type in the same cell; the second to come chooses."""
    colleague = camera.window("planner2")
    for window in (page, colleague):
        window.goto(PLAN)
        expect(window.locator("#plan-grid[data-ready]")).to_be_attached()
    type_into(page, "note", "ตามสัญญาเช่า")
    expect(page.locator("#save-state")).to_contain_text("บันทึกแล้ว")
    type_into(colleague, "note", "ตามใบแจ้งหนี้")
    expect(colleague.locator("#problem-list li")).to_have_count(1)
    colleague.evaluate("scrollTo(0, 0)")
    camera.take(colleague, "conflict", height=720)
    colleague.locator("#problem-list button").first.click()
    colleague.context.close()


def type_into(page, field, text):
    """Type Thai, for which the browser's driver has no keys."""
    cell(page, field).click()
    page.keyboard.press("F2")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def lose_the_connection(camera, page):
    page.goto(PLAN)
    expect(page.locator("#plan-grid[data-ready]")).to_be_attached()
    page.context.set_offline(True)
    type_into(page, "note", " ปี ๒๕๖๔")
    expect(page.locator("#save-state")).to_contain_text("ยังไม่ได้บันทึก")
    camera.take(page, "offline", height=680)
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#save-state")).to_contain_text("บันทึกแล้ว", timeout=60_000)


def exchange_with_excel(camera, page):
    page.goto(PLAN)
    page.locator(".page-actions .dropdown-toggle").click()
    camera.take(page, "papers-menu", height=480)
    page.goto(f"{PLAN}v1/import/")
    camera.take(page, "import")
    page.locator("[name=workbook]").set_input_files(strange_workbook())
    press(page, "main form button[type=submit]")
    camera.take(page, "import-preview")
    page.locator("main details summary").first.click()
    camera.take(page, "import-columns", top="main details")


def strange_workbook():
    """The printed table as another office would keep it: a title, a column of numbers, one amount changed."""
    book = openpyxl.Workbook()
    book.active.title = "แผน ๒๕๖๔"
    book.active.append(["แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. ๒๕๖๔"])
    for row in printed_rows():
        book.active.append(row)
    book.active["C8"] = "99,000"
    content = BytesIO()
    book.save(content)
    return {"name": "แผนของกลุ่ม.xlsx", "mimeType": XLSX, "buffer": content.getvalue()}


def submit(camera, page):
    page.goto(f"{PLAN}v1/submit/")
    camera.take(page, "submit")
    press(page, "main form button.btn-primary")
    page.goto(f"{PLAN}v1/submit/")
    page.locator("main details summary").first.click()
    camera.take(page, "withdraw")
    page.goto("/cases/")
    camera.take(page, "who-holds-what")


def submit_again(camera):
    """The plan came back; its comment is read, and it goes on its way again."""
    page = camera.window("planner")
    page.goto(YEAR)
    press(page, ".standing a")
    camera.take(page, "returned")
    page.goto(f"{PLAN}v1/submit/")
    press(page, "main form button.btn-primary")


def go_on(camera):
    """After the approval: the paper, closing, a revision beside the approved version."""
    page = camera.window("planner")
    page.goto(YEAR)
    camera.take(page, "approved")
    camera.keep(first_page(page, f"{PLAN}v1/table.pdf"), "paper")
    page.goto(f"{YEAR}close/")
    camera.take(page, "close")
    page.goto(f"{PLAN}v1/revise/")
    page.locator("main form textarea").fill("ได้รับแจ้งปรับวงเงินตามหนังสือ ศธ ๐๔๐๐๐/๒๕๐")
    camera.take(page, "revise")
    press(page, "main form button[type=submit]")
    page.goto(PLAN)
    for field, amount in (("q1", "22,000"), ("q2", "23,000")):
        cell(page, field, 0).click()
        page.keyboard.type(amount)
        page.keyboard.press("Enter")
    expect(page.locator("#save-state")).to_contain_text("บันทึกแล้ว")
    page.goto(f"{PLAN}compare/1/2/")
    camera.take(page, "compare")
    page.goto(f"{PLAN}versions/")
    camera.take(page, "versions")
