"""What docs/guide/administrator.md shows."""

from tests.screenshots.camera import press


def look_after_it(camera):
    page = camera.window("admin")
    page.goto("/admin/")
    camera.take(page, "admin-index", height=640)
    page.goto("/admin/organization/user/")
    camera.take(page, "admin-people", height=640)
    page.goto("/admin/organization/user/add/")
    page.locator("[name=full_name]").fill("นางสาวตัวอย่าง ขยันดี")
    page.locator("[name=username]").fill("tuayang")
    camera.take(page, "admin-person", height=640)
    page.goto("/admin/organization/post/")
    press(page, "#result_list tbody tr:has-text('ผู้อำนวยการ สพป.') th a")
    camera.take(page, "admin-post", whole=True)
    page.goto("/admin/organization/holiday/")
    camera.take(page, "admin-holidays", height=560)
    page.goto("/admin/approvals/route/")
    press(page, "#result_list tbody th a")
    camera.take(page, "admin-route", whole=True)
    page.goto("/audit/")
    camera.take(page, "audit")
