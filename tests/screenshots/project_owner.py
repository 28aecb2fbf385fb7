"""What docs/guide/project-owner.md shows of writing a proposal."""

from playwright.sync_api import expect

from projects.models import Proposal
from tests.browser.proposal_page import ProposalPage
from tests.screenshots.camera import press
from tests.screenshots.word_file import proposal_file

YEAR = "/years/2564/"
NAME = "ส่งเสริมการอ่านโรงเรียนขนาดเล็ก"
OBJECTIVES = ("เพื่อให้ครูคัดกรองความสามารถด้านการอ่านของนักเรียนเป็นรายคน", "เพื่อให้นักเรียนโรงเรียนขนาดเล็กอ่านได้ตามวัย")


def proposal():
    """The proposal of the story, as it stands now."""
    return Proposal.objects.filter(name=NAME).order_by("number").last()


def writing(page):
    """Its page for writing, opened in a window."""
    return ProposalPage(page, proposal())


def begin_it(camera):
    """The list, the ways to begin, what is read from a Word file, and an empty project."""
    page = camera.window("owner")
    page.goto(f"{YEAR}projects/")
    camera.take(page, "projects")
    press(page, ".page-actions .btn-primary")
    camera.take(page, "project-new")
    new = page.url
    page.locator("[type=file]").set_input_files(proposal_file())
    press(page, "form:has([type=file]) button")
    camera.take(page, "project-import", height=885)
    page.goto(new)
    page.locator("form[action$='/empty/'] [name=name]").fill(NAME)
    press(page, "form[action$='/empty/'] button")
    page.context.close()


def write_it(camera):
    """From the empty page to the proposal nothing is missing in."""
    page = camera.window("owner")
    paper = writing(page)
    camera.take(page, "write")
    name_it(camera, paper)
    say_why(camera, paper)
    plan_the_months(camera, paper)
    count_the_costs(camera, paper)
    spread_the_costs(camera, paper)
    submit_too_early(camera, page)
    meet_a_second_owner(camera, paper)
    paper = writing(page)
    finish_it(paper)
    take_a_row_back(camera, paper)
    print_it(camera, paper)
    page.context.close()
    write_on_a_phone(camera)


def name_it(camera, paper):
    paper.head("programme").select_option(index=1)
    paper.head("strategy").select_option(index=3)
    paper.type(paper.head("owners_text"), "ศึกษานิเทศก์และคณะ")
    paper.expect_saved()
    camera.take_part(paper.page, "write-saved", ".writing-bar")
    camera.take_part(paper.page, "write-summary", "#summary")


def say_why(camera, paper):
    text = paper.page.locator("[data-field=rationale] [data-control]")
    text.click()
    paper.page.keyboard.insert_text("นักเรียนโรงเรียนขนาดเล็กส่วนหนึ่งยังอ่านไม่คล่อง โรงเรียนต้องการ")
    paper.page.keyboard.press("Enter")
    paper.page.locator("[data-field=rationale] [data-format=bullets]").click()
    paper.page.keyboard.insert_text("เครื่องมือคัดกรองที่ใช้ง่าย")
    paper.page.keyboard.press("Enter")
    paper.page.keyboard.insert_text("หนังสือที่เหมาะกับระดับการอ่าน")
    text.blur()
    paper.expect_saved()
    camera.take_part(paper.page, "write-rich", "#section-rationale")
    add(paper, "objectives", *({"text": text} for text in OBJECTIVES))
    add(paper, "quantity_targets", {"text": "ครูที่เข้ารับการอบรม", "value": "๔๐", "unit": "คน"})
    add(paper, "quality_targets", {"text": "ครูใช้ผลการคัดกรองวางแผนการสอนอ่าน"})
    paper.expect_saved()


def add(paper, kind, *rows):
    """Add rows to a list and fill their fields."""
    for row in rows:
        index = paper.rows(kind).count()
        paper.page.locator(f"[data-add={kind}]").last.click()
        expect(paper.rows(kind)).to_have_count(index + 1)
        for field, text in row.items():
            paper.type(paper.field(kind, index, field), text)


def plan_the_months(camera, paper):
    """Two activities; one of them in two stretches, which are dragged."""
    paper.page.locator("[data-add=activities]:visible").last.click()
    fill_activity(paper, 0, "อบรมครูด้านการคัดกรองและการสอนอ่าน", "ห้องประชุมสำนักงาน")
    drag(paper, 0, 2, 3)
    paper.page.locator("[data-add=activities]:visible").last.click()
    fill_activity(paper, 1, "นิเทศติดตามการสอนอ่าน", "โรงเรียนขนาดเล็ก")
    drag(paper, 1, 4, 6)
    drag(paper, 1, 8, 9)
    paper.expect_saved()
    paper.page.mouse.move(0, 0)
    camera.take_part(paper.page, "write-months", "#section-activities")


def fill_activity(paper, index, text, place):
    paper.type(paper.field("activities", index, "text"), text)
    paper.type(paper.field("activities", index, "place"), place)


def drag(paper, activity, first, last):
    paper.month(activity, first).scroll_into_view_if_needed()
    paper.month(activity, first).hover()
    paper.page.mouse.down()
    paper.month(activity, last).hover()
    paper.page.mouse.up()


def add_cost(paper, activity):
    """The number of a new cost line of an activity, counted over the whole page."""
    groups = paper.page.locator("#cost-groups [data-group]")
    group = groups.nth(activity)
    held = group.locator(".cost-line").count()
    group.locator("[data-add=cost_lines]").click()
    expect(group.locator(".cost-line")).to_have_count(held + 1)
    return sum(groups.nth(number).locator(".cost-line").count() for number in range(activity + 1)) - 1


def count_the_costs(camera, paper):
    """A calculation as people write it, a rate that is offered, one above it, an amount that differs."""
    line = add_cost(paper, 0)
    paper.field("cost_lines", line, "formula").fill("ค่าอาหารกลางวัน 40 คน 2 วันๆละ 120 บาท")
    expect(shown(paper, line)).to_contain_text("9,600")
    camera.take_part(paper.page, "write-cost", "#cost-groups [data-group]")
    paper.field("cost_lines", line, "formula").blur()
    line = add_cost(paper, 0)
    paper.field("cost_lines", line, "text").fill("อาหารว่าง")
    paper.field("cost_lines", line, "formula").fill("40 คน 4 มื้อ")
    expect(paper.page.locator(".rates [role=option]").first).to_be_visible()
    camera.take_between(
        paper.page, "write-rates", "#cost-groups [data-group] .cost-line >> nth=1", ".rates:not([hidden])"
    )
    paper.page.keyboard.press("Escape")
    paper.type(paper.field("cost_lines", line, "formula"), "40 คน 4 มื้อๆละ 60 บาท")
    expect(findings(paper, line)).to_be_visible()
    camera.take_part(paper.page, "write-over-rate", "#cost-groups .cost-line >> nth=1")
    paper.type(paper.field("cost_lines", line, "formula"), "40 คน 4 มื้อๆละ 35 บาท")
    paper.type(paper.field("cost_lines", line, "amount"), "5,000")
    reason = paper.field("cost_lines", line, "reason")
    expect(reason).to_be_visible()
    paper.type(reason, "ผู้จัดอาหารเหมาจ่าย")
    paper.expect_saved()
    camera.take_part(paper.page, "write-reason", "#cost-groups .cost-line >> nth=1")


def shown(paper, line):
    return paper.rows("cost_lines").nth(line).locator(".cost-shown")


def findings(paper, line):
    return paper.rows("cost_lines").nth(line).locator(".row-findings li").first


def spread_the_costs(camera, paper):
    """Quarters that follow from the months, and quarters that are typed."""
    line = add_cost(paper, 1)
    paper.type(paper.field("cost_lines", line, "formula"), "ค่าเบี้ยเลี้ยง 5 คน 20 วันๆละ 240 บาท")
    line = add_cost(paper, 1)
    paper.type(paper.field("cost_lines", line, "text"), "หนังสือนิทานและแบบคัดกรอง")
    paper.type(paper.field("cost_lines", line, "formula"), "30,000")
    paper.field("cost_lines", line, "category").select_option("materials")
    paper.expect_saved()
    row = paper.rows("cost_lines").nth(line)
    row.locator("summary").click()
    row.locator("[data-type-quarters]").click()
    boxes = row.locator(".quarter-boxes input")
    for box, amount in zip(boxes.all(), ("", "20,000", "6,000", ""), strict=True):
        box.fill(amount)
    boxes.nth(3).focus()
    camera.take_part(paper.page, "write-quarters", "#cost-groups [data-group] >> nth=1")
    boxes.nth(3).fill("4,000")
    row.locator("summary").focus()
    paper.expect_saved()
    row.locator("summary").click()


def submit_too_early(camera, page):
    page.goto(f"/projects/{proposal().project.public_id}/v1/submit/")
    camera.take(page, "project-incomplete", height=687)


def meet_a_second_owner(camera, paper):
    """A colleague of another group owns it too, and types in the same field."""
    page = paper.page
    page.goto(f"/projects/{proposal().project.public_id}/owners/")
    page.get_by_label("นักวิชาการคอมพิวเตอร์").check()
    camera.take(page, "project-owners")
    press(page, "main form button.btn-primary")
    paper = writing(page)
    colleague = writing(camera.window("technician"))
    paper.type(paper.field("objectives", 1, "text"), "เพื่อให้นักเรียนโรงเรียนขนาดเล็กอ่านออกและอ่านคล่องตามวัย")
    paper.expect_saved()
    colleague.type(colleague.field("objectives", 1, "text"), "เพื่อให้นักเรียนโรงเรียนขนาดเล็กรักการอ่าน")
    expect(colleague.page.locator("#section-objectives .field-problem")).to_be_visible()
    camera.take_part(colleague.page, "write-conflict", "#section-objectives")
    colleague.page.context.close()


def finish_it(paper):
    add(paper, "expected_results", {"text": "นักเรียนโรงเรียนขนาดเล็กอ่านได้คล่องขึ้น"})
    row = {"text": "นักเรียนที่อ่านคล่องขึ้น", "target": "ร้อยละ ๘๐", "method": "ทดสอบการอ่าน", "tool": "แบบคัดกรองการอ่าน"}
    add(paper, "indicators", row)
    paper.field("indicators", 0, "kind").select_option(index=1)
    paper.expect_saved()


def take_a_row_back(camera, paper):
    row = paper.rows("objectives").nth(1)
    row.locator("[data-delete]").click()
    expect(paper.page.locator("#undo-offer")).to_be_visible()
    camera.take_part(paper.page, "write-undo", "#undo-offer")
    paper.page.locator("#undo-offer-button").click()
    expect(paper.rows("objectives")).to_have_count(2)


def print_it(camera, paper):
    paper.page.evaluate("scrollTo(0, 0)")
    paper.page.locator("#preview-toggle").click()
    expect(paper.page.locator("#preview-paper")).to_contain_text("โรงเรียนขนาดเล็ก")
    camera.take(paper.page, "write-preview")


def write_on_a_phone(camera):
    page = camera.window("owner", phone=True)
    paper = writing(page)
    paper.month(1, 4).scroll_into_view_if_needed()
    camera.take(page, "phone-write", height=844)
    page.context.close()
