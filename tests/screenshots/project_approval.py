"""What the guide shows of a project's way through its approval, from the owner's and the group director's side."""

from playwright.sync_api import expect

from tests.screenshots.camera import press
from tests.screenshots.project_owner import NAME, YEAR, proposal, writing

COMMENT = "ขอให้ลดค่าหนังสือ ใช้หนังสือของศูนย์สื่อร่วมกัน"
RETURN = "โปรดปรับลดตามความเห็นในส่วนงบประมาณ แล้วเสนอใหม่"
REASON = "เพิ่มโรงเรียนเป้าหมายตามนโยบายอ่านออกเขียนได้"


def address(ending=""):
    return f"/projects/{proposal().project.public_id}/{ending}"


def submit(camera):
    """Over the ceiling of the group, so with a reason; then waiting."""
    page = camera.window("owner")
    page.goto(address("v1/submit/"))
    page.locator("#over_ceiling_reason").fill(REASON)
    camera.take(page, "project-submit", whole=True)
    press(page, "#submit-form button")
    page.locator(".project-actions details summary").first.click()
    camera.take(page, "project-waiting", whole=True)
    page.context.close()


def return_it(camera):
    """The group director looks at the ceiling, reads, asks for a cut, and returns the proposal."""
    page = camera.window("supervisiondirector")
    page.goto("/inbox/")
    camera.take(page, "project-inbox", height=700)
    page.goto(f"{YEAR}projects/groups/")
    camera.take(page, "project-groups", height=1000)
    page.goto(address("v1/"))
    camera.take(page, "project-read", height=908)
    ask_for_a_cut(camera, page)
    page.context.close()
    page = camera.window("supervisiondirector", phone=True)
    open_the_case(page)
    camera.take(page, "phone-project", height=816)
    page.locator("[name=comment]").fill(RETURN)
    camera.take_part(page, "phone-project-decide", ".decide")
    press(page, ".decide .btn-return")
    page.context.close()


def ask_for_a_cut(camera, page):
    line = page.locator("#costs-table, table").filter(has_text="หนังสือนิทานและแบบคัดกรอง").locator("tr")
    row = line.filter(has_text="หนังสือนิทานและแบบคัดกรอง").last
    row.locator(".comment-link").click()
    form = page.locator(".comment-form")
    form.locator("textarea").fill(COMMENT)
    form.locator("[name=cut_to]").fill("20,000")
    camera.take_part(page, "comment-cut", ".spot:has(.comment-form)")
    press(page, ".comment-form button")


def open_the_case(page):
    """The story's proposal among the cases that wait for a person."""
    page.goto("/inbox/")
    press(page, f"main a[href^='/cases/']:has-text('{NAME}')")


def mend_it(camera):
    """The owner reads why it came back, mends it, and submits it again."""
    page = camera.window("owner")
    page.goto(address())
    camera.take(page, "project-returned", whole=True)
    paper = writing(page)
    page.locator(".said").last.scroll_into_view_if_needed()
    camera.take_part(page, "comment", ".cost-line:has(.said)")
    line = paper.rows("cost_lines").count() - 1
    row = paper.rows("cost_lines").nth(line)
    row.locator("summary").click()
    row.locator("[data-from-months]").click()
    paper.expect_saved()
    paper.type(paper.field("cost_lines", line, "amount"), "20,000")
    paper.expect_saved()
    page.locator(".said button").last.click()
    expect(page.locator(".said")).to_have_count(0)
    page.goto(address("v1/submit/"))
    press(page, "#submit-form button")
    page.context.close()


def pass_it(page):
    open_the_case(page)
    press(page, ".decide .btn-success")


def endorse_it(camera):
    page = camera.window("supervisiondirector")
    pass_it(page)
    page.context.close()


def approve_it(camera):
    for username in ("deputy2", "director"):
        page = camera.window(username)
        pass_it(page)
        page.context.close()


def revise_it(camera):
    """The approved project, a revision beside it, and what changed; a draft that is set aside."""
    page = camera.window("owner")
    page.goto(address())
    camera.take(page, "project-approved", whole=True)
    page.goto(address("v1/revise/"))
    page.locator("main form textarea").fill("โรงเรียนเข้าร่วมเพิ่มอีกสองแห่ง")
    camera.take(page, "project-revise")
    press(page, "main form button[type=submit]")
    paper = writing(page)
    paper.type(paper.field("cost_lines", 0, "formula"), "50 คน 2 วันๆละ 120 บาท")
    paper.expect_saved()
    page.goto(address("compare/1/2/"))
    camera.take(page, "project-compare")
    page.goto(address())
    page.locator(".project-actions details summary").last.click()
    camera.take_part(page, "project-drop", ".project-actions")
    page.context.close()
