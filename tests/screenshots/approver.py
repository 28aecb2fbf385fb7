"""What docs/guide/approver.md shows."""

from tests.screenshots.camera import press

COMMENT = "โปรดตรวจสอบค่าวัสดุไตรมาสที่ ๔ อีกครั้ง"


def return_it(camera):
    """The group director reads on a phone, and sends the plan back."""
    page = camera.window("plandirector", phone=True)
    page.goto("/inbox/")
    camera.take(page, "phone-inbox", height=844)
    press(page, "main a[href^='/cases/']")
    camera.take(page, "phone-case", height=844)
    page.locator("[name=comment]").fill(COMMENT)
    camera.take_part(page, "phone-decide", ".decide")
    press(page, ".decide .btn-return")
    camera.take(page, "phone-decided", height=844)


def approve_it(camera):
    """Two endorse, the director approves in the admin, the officer records the letter."""
    for username in ("plandirector", "deputy"):
        page = camera.window(username)
        open_the_case(page)
        if username == "plandirector":
            camera.take(page, "case", whole=True)
        press(page, ".decide .btn-success")
        page.context.close()
    decide_in_the_admin(camera)
    page = camera.window("planner2")
    open_the_case(page)
    page.locator("[name=letter_number]").fill("ศธ ๐๒๐๐๐/๔๕๖")
    page.locator("[name=letter_date]").fill("๒๕ ธ.ค. ๒๕๖๓")
    camera.take_part(page, "letter", ".decide")
    press(page, ".decide .btn-success")
    camera.take(page, "history", whole=True)


def open_the_case(page):
    page.goto("/inbox/")
    press(page, "main a[href^='/cases/']")


def decide_in_the_admin(camera):
    page = camera.window("director")
    set_up_second_factor(camera, page)
    page.goto("/admin/approvals/case/")
    page.locator(".action-select").first.check()
    page.locator("select[name=action]").select_option("pass_selected")
    camera.take(page, "admin-cases", height=480)
    press(page, ".actions button")
    camera.take(page, "admin-several", height=560)
    page.goto("/admin/approvals/case/")
    press(page, "#result_list tbody a")
    page.locator("[name=comment]").fill("เห็นควรอนุมัติ")
    camera.take(page, "admin-case", whole=True)
    press(page, ".decide button.default")


def set_up_second_factor(camera, page):
    """Only looked at, not confirmed: the pictures need no telephone."""
    page.goto("/account/second-factor/")
    camera.take(page, "second-factor")
    press(page, "main form button")
    camera.take(page, "second-factor-app")
