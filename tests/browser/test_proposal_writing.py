"""An owner writes a proposal: everything is saved as it is typed, and nothing typed gets lost."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from projects.contents import content_of
from projects.models import Comment, CostLine, Proposal, ProposalEdit, Statement
from projects.services import comments, projects, writing
from projects.services.writing import FieldChange
from tests.browser.proposal_page import ProposalPage, address_of
from tests.projects import factories

pytestmark = pytest.mark.django_db(transaction=True)


PASTE = """(element, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    element.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


TYPE_AND_LOOK = """async text => {
    const control = document.activeElement;
    control.value = text;
    control.dispatchEvent(new InputEvent("input", {bubbles: true}));
    await document.getElementById("writing").writing.refresh();
}"""
"""The other's change comes in before typing rests."""


@pytest.fixture
def owner(office):
    return office.people.owner


@pytest.fixture
def proposal(office, plan):
    return factories.make_proposal(office, plan.fiscal_year)


@pytest.fixture
def colleague(office, proposal, owner):
    """Another owner of the project."""
    director = office.people.group_director
    projects.set_owners(project=proposal.project, users=[owner, director], by=owner)
    return director


@pytest.fixture
def writing_page(proposal, owner, page_for):
    return ProposalPage(page_for(owner), proposal)


def stored(proposal):
    return content_of(proposal)


def test_typing_rests_a_moment_and_is_saved(writing_page, proposal):
    writing_page.head("owners_text").fill("ศึกษานิเทศก์ กลุ่มนิเทศฯ")
    writing_page.expect_saved()
    assert stored(proposal).owners == "ศึกษานิเทศก์ กลุ่มนิเทศฯ"


def test_what_was_typed_is_there_after_a_reload(writing_page, proposal):
    writing_page.type(writing_page.head("name"), "พัฒนาการเขียน")
    writing_page.head("strategy").select_option(label="ยุทธศาสตร์ที่ 6 ด้านการบริหารจัดการ")
    writing_page.page.get_by_label("โครงการต่อเนื่อง").check()
    writing_page.type(writing_page.head("starts_on"), "๑ พ.ย. ๒๕๖๓")
    writing_page.expect_saved()
    writing_page.page.reload()
    writing_page.wait()
    expect(writing_page.page.locator("h1")).to_contain_text("พัฒนาการเขียน")
    expect(writing_page.head("name")).to_have_value("พัฒนาการเขียน")
    expect(writing_page.head("starts_on")).to_have_value("1 พ.ย. 2563")
    expect(writing_page.page.get_by_label("โครงการต่อเนื่อง")).to_be_checked()
    content = stored(proposal)
    assert (content.strategy_number, content.starts_on) == (6, date(2020, 11, 1))


def test_a_refused_date_stays_in_its_field_with_the_reason(writing_page, proposal):
    control = writing_page.head("starts_on")
    writing_page.type(control, "31 ก.พ. 2564")
    expect(writing_page.fault(control)).to_contain_text("ยังไม่ได้บันทึก ข้อความที่พิมพ์ยังอยู่ในช่องนี้")
    expect(control).to_have_value("31 ก.พ. 2564")
    expect(control).to_have_attribute("aria-invalid", "true")
    expect(writing_page.state).to_contain_text("ยังไม่ได้บันทึก 1 รายการ")
    writing_page.type(control, "1 ม.ค. 2564")
    expect(writing_page.fault(control)).to_have_count(0)
    writing_page.expect_saved()
    assert stored(proposal).starts_on == date(2021, 1, 1)


def test_enter_at_the_end_of_the_last_row_adds_one(writing_page, proposal):
    writing_page.field("objectives", 0, "text").click()
    writing_page.press("End", "Enter")
    writing_page.page.keyboard.insert_text("เพื่อให้โรงเรียนมีแผนของตนเอง")
    writing_page.press("Enter")
    writing_page.page.keyboard.insert_text("ข้อสาม")
    writing_page.expect_saved()
    objectives = Statement.objects.filter(section="objectives").order_by("position")
    assert [row.text for row in objectives] == ["เพื่อให้ครูสอนอ่านได้ดีขึ้น", "เพื่อให้โรงเรียนมีแผนของตนเอง", "ข้อสาม"]


def test_an_empty_list_says_what_to_do_first(office, plan, owner, page_for):
    factories.make_frame(office, plan.fiscal_year)
    empty = projects.begin_project(year=plan.fiscal_year, unit=office.units.supervision, name="ใหม่", by=owner)
    page = ProposalPage(page_for(owner), empty)
    box = page.page.locator("[data-list-box=objectives]")
    expect(box.locator(".list-empty")).to_contain_text("เขียนวัตถุประสงค์ข้อแรก")
    expect(page.page.locator("#costs-empty")).to_contain_text("เพิ่มกิจกรรมแรกก่อน")
    box.get_by_role("button", name="เพิ่มวัตถุประสงค์").click()
    expect(page.field("objectives", 0, "text")).to_be_focused()
    expect(box.locator(".list-empty")).to_be_hidden()
    page.page.keyboard.insert_text("เพื่อทดลอง")
    page.expect_saved()
    assert [row.text for row in stored(empty).objectives] == ["เพื่อทดลอง"]


def test_rows_move_by_keyboard_and_say_where_they_are(writing_page, proposal):
    writing_page.field("activities", 1, "text").focus()
    writing_page.press("Alt+ArrowUp")
    expect(writing_page.live).to_have_text("ย้าย“สรุปผล” ไปลำดับที่ 1 จาก 2")
    expect(writing_page.field("activities", 0, "text")).to_be_focused()
    writing_page.expect_saved()
    assert [row.text for row in stored(proposal).activities] == ["สรุปผล", "ประชุมปฏิบัติการ"]
    headings = writing_page.page.locator("#cost-groups h3")
    expect(headings).to_have_text(["1 สรุปผล", "2 ประชุมปฏิบัติการ"])
    writing_page.press("Alt+ArrowUp")
    expect(writing_page.live).to_have_text("อยู่แถวแรกแล้ว")


def test_a_cost_line_moves_into_the_next_activity(writing_page, proposal):
    writing_page.field("cost_lines", 0, "text").focus()
    writing_page.press("Alt+ArrowDown")
    writing_page.expect_saved()
    first, second = stored(proposal).activities
    assert (len(first.cost_lines), len(second.cost_lines)) == (0, 1)
    expect(writing_page.field("cost_lines", 0, "text")).to_be_focused()


def test_rows_are_dragged_by_their_handle(writing_page, proposal):
    rows = writing_page.rows("activities")
    rows.nth(1).locator("> .row-line [data-handle]").drag_to(rows.nth(0), target_position={"x": 60, "y": 4})
    writing_page.expect_saved()
    assert [row.text for row in stored(proposal).activities] == ["สรุปผล", "ประชุมปฏิบัติการ"]


def test_a_deleted_activity_comes_back_with_its_cost_lines(writing_page, proposal):
    writing_page.rows("activities").nth(0).locator("> .row-line [data-delete]").click()
    expect(writing_page.page.locator("#undo-offer")).to_contain_text("ลบ“ประชุมปฏิบัติการ” แล้ว")
    writing_page.expect_saved()
    expect(writing_page.sum("total")).to_have_text("0")
    assert CostLine.objects.count() == 0
    writing_page.page.locator("#undo-offer-button").click()
    expect(writing_page.sum("total")).to_have_text("1,080")
    assert [len(row.cost_lines) for row in stored(proposal).activities] == [1, 0]


def test_ctrl_z_outside_a_field_takes_the_last_change_back(writing_page, proposal):
    writing_page.type(writing_page.head("owners_text"), "คนอื่น")
    writing_page.expect_saved()
    writing_page.page.locator("#section-head h2").focus()
    writing_page.press("Control+z")
    expect(writing_page.head("owners_text")).to_have_value("ศึกษานิเทศก์และคณะ")
    writing_page.press("Control+Shift+z")
    expect(writing_page.head("owners_text")).to_have_value("คนอื่น")
    assert stored(proposal).owners == "คนอื่น"


def test_bold_and_lists_are_written_by_keyboard_and_cleaned_by_the_server(writing_page, proposal):
    rationale = writing_page.head("rationale")
    rationale.click()
    writing_page.press("Control+a")
    writing_page.page.keyboard.insert_text("ผลการอ่าน")
    writing_page.press("Enter", "Control+b")
    writing_page.page.keyboard.insert_text("ต้องดีขึ้น")
    writing_page.press("Control+b", "Enter", "Control+Shift+8")
    writing_page.page.keyboard.insert_text("ข้อหนึ่ง")
    writing_page.page.locator("#section-head h2").focus()
    writing_page.expect_saved()
    assert stored(proposal).rationale == (
        "<p>ผลการอ่าน</p><p><strong>ต้องดีขึ้น</strong></p><ul><li>ข้อหนึ่ง</li></ul>"
    )  # fmt: skip


def test_pasted_html_keeps_only_what_prints(writing_page, proposal):
    html = "<h1 style='color:red' onclick='x()'>หัวข้อ</h1><script>alert(1)</script><p><b>หนา</b> <a href='x'>ลิงก์</a></p>"
    rationale = writing_page.head("rationale")
    rationale.click()
    writing_page.press("Control+a")
    rationale.evaluate(PASTE, html)
    expect(rationale).to_have_text("หัวข้อหนา ลิงก์")
    writing_page.page.locator("#section-head h2").focus()
    writing_page.expect_saved()
    assert stored(proposal).rationale == "<p>หัวข้อ</p><p><strong>หนา</strong> ลิงก์</p>"


def test_a_pasted_table_keeps_its_cells_apart(writing_page, proposal):
    rows = "<tr><td><p>ก</p></td><td><p><b>ข</b></p></td></tr>\n<tr><td>ค</td><td> </td><td>ง<br>จ</td></tr>"
    rationale = writing_page.head("rationale")
    rationale.click()
    writing_page.press("Control+a")
    rationale.evaluate(PASTE, f"<table>{rows}</table>")
    expect(rationale.locator("p")).to_have_text(["ก ข", "ค ง จ"])
    writing_page.page.locator("#section-head h2").focus()
    writing_page.expect_saved()
    assert stored(proposal).rationale == "<p>ก <strong>ข</strong></p><p>ค ง จ</p>"


def test_quantities_are_shown_as_typed_and_refused_in_words_of_their_own(writing_page, proposal):
    control = writing_page.field("quantity_targets", 0, "value")
    writing_page.type(control, "1200.5")
    expect(control).to_have_value("1,200.5")
    writing_page.type(control, "หลายคน")
    expect(writing_page.fault(control)).to_contain_text("ข้อความนี้ไม่ใช่จำนวน ให้พิมพ์เฉพาะตัวเลข")
    expect(writing_page.field("quantity_targets", 0, "unit")).to_have_attribute("placeholder", "หน่วยนับ")
    assert stored(proposal).targets[0].value == Decimal("1200.5")


def test_what_is_typed_without_a_connection_is_saved_when_it_is_back(writing_page, proposal):
    context = writing_page.page.context
    context.set_offline(True)
    writing_page.type(writing_page.head("owners_text"), "ศึกษานิเทศก์ทุกคน")
    writing_page.page.get_by_role("button", name="เพิ่มผลที่คาดว่าจะได้รับ").click()
    writing_page.page.keyboard.insert_text("โรงเรียนมีแผน")
    writing_page.press("Tab")
    expect(writing_page.state).to_contain_text("ยังไม่ได้บันทึก 3 รายการ – ขาดการเชื่อมต่อ จะลองใหม่เอง")
    assert ProposalEdit.objects.filter(kind="fields").count() == 0
    context.set_offline(False)
    writing_page.expect_saved()
    content = stored(proposal)
    assert content.owners == "ศึกษานิเทศก์ทุกคน"
    assert [row.text for row in content.expected_results] == ["นักเรียนอ่านได้คล่องขึ้น", "โรงเรียนมีแผน"]


def test_unsaved_text_is_offered_again_after_a_reload(writing_page, proposal):
    page = writing_page.page
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/api/fields/", lambda route: route.abort())
    writing_page.type(writing_page.head("owners_text"), "ศึกษานิเทศก์ทุกคน")
    expect(writing_page.state).to_contain_text("ยังไม่ได้บันทึก 1 รายการ")
    page.unroute("**/api/fields/")
    page.reload()
    writing_page.wait()
    offer = page.locator("#unsaved-offer")
    expect(offer).to_contain_text("ศึกษานิเทศก์ทุกคน")
    expect(offer).to_be_focused()
    expect(writing_page.state).to_contain_text("ยังไม่ได้บันทึก 1 รายการ – ดูกล่องด้านบน")
    page.mouse.wheel(0, 3000)
    expect(page.locator("#section-notes")).to_be_in_viewport()
    expect(offer).to_be_in_viewport()
    offer.get_by_role("button", name="บันทึกตอนนี้").click()
    writing_page.expect_saved()
    expect(writing_page.head("owners_text")).to_have_value("ศึกษานิเทศก์ทุกคน")
    assert stored(proposal).owners == "ศึกษานิเทศก์ทุกคน"


def test_leaving_with_unsaved_text_is_asked_about(writing_page):
    writing_page.page.route("**/api/fields/", lambda route: route.abort())
    writing_page.head("owners_text").fill("ยังไม่บันทึก")
    with writing_page.page.expect_event("dialog") as asked:
        writing_page.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()


def change(proposal, by, field, value, *, kind="head", key=""):
    return writing.set_fields(proposal=proposal, changes=[FieldChange(kind, key, field, value)], by=by)


def test_a_conflict_shows_both_texts_and_the_person_chooses(writing_page, proposal, colleague):
    change(proposal, colleague, "owners_text", "ของผู้อำนวยการ")
    control = writing_page.head("owners_text")
    writing_page.type(control, "ของศึกษานิเทศก์")
    note = writing_page.fault(control)
    expect(note).to_contain_text("คุณ a_group_director แก้ไขส่วนนี้เมื่อเวลา")
    expect(note.locator("dd")).to_have_text(["ของผู้อำนวยการ", "ของศึกษานิเทศก์"])
    expect(control).to_have_value("ของศึกษานิเทศก์")
    assert stored(proposal).owners == "ของผู้อำนวยการ"
    note.get_by_role("button", name="ใช้ค่าของท่าน").click()
    writing_page.expect_saved()
    assert stored(proposal).owners == "ของศึกษานิเทศก์"


def test_keeping_what_the_other_wrote_gives_up_ones_own(writing_page, proposal, colleague):
    change(proposal, colleague, "owners_text", "ของผู้อำนวยการ")
    control = writing_page.head("owners_text")
    writing_page.type(control, "ของศึกษานิเทศก์")
    writing_page.fault(control).get_by_role("button", name="คงค่าของผู้อื่นไว้").click()
    expect(writing_page.fault(control)).to_have_count(0)
    writing_page.page.locator("#section-head h2").focus()
    expect(control).to_have_value("ของผู้อำนวยการ")
    assert stored(proposal).owners == "ของผู้อำนวยการ"


def test_changes_of_another_owner_come_in_without_disturbing_what_is_typed(writing_page, proposal, colleague):
    control = writing_page.head("owners_text")
    control.click()
    writing_page.page.route("**/api/fields/", lambda route: route.abort())
    key = stored(proposal).objectives[0].key
    change(proposal, colleague, "text", "เพื่อให้อ่านคล่อง", kind="objectives", key=key)
    change(proposal, colleague, "owners_text", "ของผู้อำนวยการ")
    writing_page.look_again()
    expect(writing_page.field("objectives", 0, "text")).to_have_value("เพื่อให้อ่านคล่อง")
    expect(writing_page.live).to_have_text("คุณ a_group_director แก้ไขโครงการ ส่วนที่เปลี่ยนจะมีสีให้เห็นครู่หนึ่ง")
    expect(control).to_have_value("ศึกษานิเทศก์และคณะ")
    expect(control).to_be_focused()
    writing_page.page.unroute("**/api/fields/")
    writing_page.type(control, "ของศึกษานิเทศก์")
    expect(writing_page.fault(control)).to_contain_text("ของผู้อำนวยการ")


def test_text_of_a_row_somebody_deleted_is_kept_to_be_read(writing_page, proposal, colleague):
    control = writing_page.field("objectives", 0, "text")
    control.fill("เพื่อให้ทุกโรงเรียนอ่านคล่อง")
    key = stored(proposal).objectives[0].key
    writing.delete_row(proposal=proposal, kind="objectives", key=key, by=colleague)
    writing_page.press("Tab")
    expect(writing_page.page.locator("#lost")).to_contain_text("“เพื่อให้ทุกโรงเรียนอ่านคล่อง”")
    expect(writing_page.page.locator("#lost")).to_be_in_viewport()
    expect(writing_page.state).to_contain_text("แถวถูกลบไปแล้ว ข้อความที่พิมพ์อยู่ในกล่องด้านบน")
    expect(writing_page.rows("objectives")).to_have_count(0)
    writing_page.page.locator("#lost").get_by_role("button", name="รับทราบ").click()
    expect(writing_page.page.locator("#lost")).to_be_hidden()


def test_text_being_typed_in_a_row_somebody_deletes_is_kept_too(writing_page, proposal, colleague):
    key = stored(proposal).objectives[0].key
    writing.delete_row(proposal=proposal, kind="objectives", key=key, by=colleague)
    writing_page.field("objectives", 0, "text").click()
    writing_page.page.evaluate(TYPE_AND_LOOK, "เพื่อให้ทุกโรงเรียนอ่านคล่อง")
    expect(writing_page.page.locator("#lost")).to_contain_text("“เพื่อให้ทุกโรงเรียนอ่านคล่อง”")
    expect(writing_page.rows("objectives")).to_have_count(0)


def test_a_proposal_that_was_submitted_meanwhile_turns_read_only_and_keeps_the_text(writing_page, proposal):
    Proposal.objects.filter(pk=proposal.pk).update(state="waiting")
    control = writing_page.head("owners_text")
    writing_page.type(control, "ยังเขียนต่อ")
    expect(writing_page.page.locator("#page-alert")).to_contain_text("รออนุมัติ")
    expect(control).to_be_disabled()
    expect(control).to_have_value("ยังเขียนต่อ")
    assert stored(proposal).owners == "ศึกษานิเทศก์และคณะ"


def test_who_may_only_read_is_sent_to_the_reading_page(office, proposal, page_for):
    page = page_for(office.people.auditor)
    page.goto(address_of(proposal))
    expect(page.locator("#writing")).to_have_count(0)
    assert page.url.endswith(f"/projects/{proposal.project.public_id}/v1/")


def test_typing_ends_the_offer_to_take_a_deletion_back(writing_page, proposal):
    offer = writing_page.page.locator("#undo-offer")
    writing_page.rows("expected_results").first.locator("[data-delete]").click()
    expect(offer).to_be_visible()

    writing_page.type(writing_page.field("objectives", 0, "text"), "เพื่อให้อ่านคล่อง")

    expect(offer).to_be_hidden()
    writing_page.expect_saved()
    assert [row.text for row in stored(proposal).objectives] == ["เพื่อให้อ่านคล่อง"]


def test_what_reviewers_asked_for_stands_beside_its_row_until_it_is_settled(office, proposal, owner, page_for):
    planner, line = office.people.planner, CostLine.objects.get()
    for anchor, text in ((str(line.key), "ลดจำนวนคน"), ("rationale", "ขยายความ")):
        comments.add_comment(proposal=proposal, anchor=anchor, text=text, by=planner)
    writing_page = ProposalPage(page_for(owner), proposal)
    page = writing_page.page
    box, note = page.locator("#comments"), writing_page.rows("cost_lines").nth(0).locator(".said")
    expect(box).to_contain_text("มีความเห็นที่ต้องดำเนินการ 2 ข้อ")
    expect(page.locator("#section-rationale > .said")).to_contain_text("ขยายความ")

    box.get_by_text("ลดจำนวนคน").click()
    expect(note).to_be_focused()
    note.get_by_text("ปิดความเห็น").click()

    expect(note).to_have_count(0)
    expect(box).to_contain_text("มีความเห็นที่ต้องดำเนินการ 1 ข้อ")
    page.locator("#undo-offer-button").click()
    expect(note).to_contain_text("ลดจำนวนคน")
    assert Comment.objects.filter(resolved_at=None).count() == 2
    writing_page.rows("cost_lines").nth(0).locator("[data-delete]").click()
    writing_page.expect_saved()
    expect(box.locator(".said")).to_contain_text("ลดจำนวนคน")
