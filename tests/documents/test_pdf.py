"""Rendering paper in a child process: what comes out, what it may reach, what it may cost."""

import logging
import subprocess
from datetime import UTC, datetime

import pytest

from budgetplan.documents.pdf import RenderingFailed, RenderingLimits, render_pdf
from tests.documents.pdf_text import fonts_of, info_of, text_of

THAI_WORDS = """
ำ น้ำ ทำ จำนวน จำนวนเงิน กำหนด กำกับ สำนักงาน ผู้อำนวยการ ดำเนินงาน ดำเนินการ ประจำปีงบประมาณ สำรองจ่าย อำเภอ ตำบล ตำแหน่ง
จัดทำ คำสั่ง คำขอ ทำเนียบ สำหรับ สำเนา สำคัญ สำเร็จ ความจำเป็น ชำระ ลำดับ คำนวณ กำไร อำนาจ ค่ำ ซ้ำ ต่ำ ถ้ำ ช้ำ ย้ำ ล้ำ คว่ำ สม่ำเสมอ
เวลา ราชการ ตาราง การศึกษา ปฏิบัติหน้าที่แทน เห็นชอบ อนุมัติ ที่ ปั๊ม ปู่ ผู้ ไฟฟ้า ใช้สอย เครื่องมือ สิ่งก่อสร้าง สาธารณูปโภค
ครุภัณฑ์ คอมพิวเตอร์ อินเทอร์เน็ต ไปรษณีย์ โทรศัพท์ เชื้อเพลิง เบี้ยประกัน ญี่ปุ่น ฐาน กฎหมาย ฤดู ฏ ฎ ญ ฐ วัสดุ หมู่บ้าน เปี่ยม
""".split()

ADDRESSES = {
    "local file": '<img src="file:///etc/hostname">',
    "local file as an object": '<object data="file:///etc/hostname"></object>',
    "network": '<img src="http://127.0.0.1:9/x.png">',
    "secure network": '<img src="https://example.org/x.png">',
    "data": '<img src="data:image/png;base64,AAAA">',
    "style sheet": '<link rel="stylesheet" href="file:///etc/hostname">',
    "import": '<style>@import "http://127.0.0.1:9/x.css";</style>',
    "background": '<style>p { background: url("file:///etc/hostname") }</style><p>x</p>',
    "attachment": '<link rel="attachment" href="file:///etc/hostname">',
    "inside a drawing": '<svg width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>',
    "relative": '<img src="x.png">',
    "own asset that was not asked for": '<img src="asset:admin/img/icon-yes.svg">',
}


@pytest.mark.parametrize("style", ["", "font-weight: bold", "font-size: 8pt", "letter-spacing: 1pt"])
def test_thai_words_come_back_as_they_were_written(style):
    words = "".join(f"<p>{word}</p>" for word in THAI_WORDS)

    text = text_of(render_pdf(f'<html lang="th"><body style="{style}">{words}', title="คำ"))

    assert [word for word in text.split() if word not in ("หน้า", "๑/๑", "๑/๒", "๒/๒")] == THAI_WORDS


def test_thai_lines_broken_between_words_come_back_whole():
    sentence = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษากำหนดจำนวนเงินงบประมาณที่จำเป็นสำหรับการดำเนินงานตามเวลาราชการ" * 3

    text = text_of(render_pdf(f'<html lang="th"><p>{sentence}</p>', title="คำ"))

    assert "".join(text.replace("หน้า ๑/๑", "").split()) == sentence


def test_pages_are_numbered_in_thai_digits():
    pages = "".join(f"<h1>{number}</h1>" for number in range(11))

    text = text_of(render_pdf(f"<style>h1 {{ break-after: page }}</style>{pages}<p>end", title="x"))

    assert "หน้า ๑/๑๒" in text
    assert "หน้า ๑๒/๑๒" in text


def test_properties_name_title_author_and_time():
    pdf = render_pdf("<p>x", title="แผน ๒๕๖๔", author="สพป.", created=datetime(2020, 10, 12, 9, 30, tzinfo=UTC))

    info = info_of(pdf)

    assert info["Title"] == "แผน ๒๕๖๔"
    assert info["Author"] == "สพป."
    assert info["CreationDate"].startswith("Mon Oct 12 09:30:00 2020")
    assert info["Tagged"] == "yes"
    assert "A4" in info["Page size"]


def test_paper_is_printed_in_laksaman_alone():
    pdf = render_pdf('<html lang="th"><p>สำนักงาน ๑๒๓ ABC 123</p><b>ผู้อำนวยการ</b>', title="x")

    assert fonts_of(pdf) == {"Laksaman", "Laksaman-Bold"}


def test_same_page_gives_the_same_bytes():
    page = '<html lang="th"><p>สำนักงาน</p><b>ผู้อำนวยการ</b>'

    assert render_pdf(page, title="คำ") == render_pdf(page, title="คำ")


@pytest.mark.parametrize("html", ADDRESSES.values(), ids=ADDRESSES)
def test_any_other_address_fails_the_paper(html, caplog):
    with pytest.raises(RenderingFailed) as failure:
        render_pdf(html, title="x")

    assert failure.value.code == "broken"
    assert "Refused address: " in caplog.text


def test_an_asset_that_was_asked_for_is_drawn():
    name = "admin/img/icon-yes.svg"
    page = f'<img src="asset:{name}">'

    assert render_pdf(page, title="x", assets=[name]) != render_pdf("<p>", title="x")


def test_an_unknown_static_file_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match=r"No static file is called 'documents/none.css'"):
        render_pdf("<p>", title="x", stylesheets=["documents/none.css"])


@pytest.mark.parametrize(
    "limits",
    [RenderingLimits(wall_seconds=0.05), RenderingLimits(memory=50 * 2**20), RenderingLimits(cpu_seconds=1)],
    ids=["waiting", "memory", "processor"],
)
def test_a_paper_over_a_limit_is_refused_in_thai(limits):
    page = "<table>" + "<tr><td>ก<td>ข<td>ค" * 5_000

    with pytest.raises(RenderingFailed) as failure:
        render_pdf(page, title="x", limits=limits)

    assert failure.value.code == "too_heavy"
    assert str(failure.value) == (
        "เอกสารนี้ใช้หน่วยความจำหรือเวลามากเกินไปจึงสร้างไม่สำเร็จ โปรดส่งออกเป็นไฟล์ Excel แทน หรือติดต่อผู้ดูแลระบบ"
    )


def test_what_the_page_gets_wrong_is_logged_and_the_paper_comes_all_the_same(caplog):
    with caplog.at_level(logging.WARNING):
        pdf = render_pdf("<style>p { colour: red }</style><p>x", title="x")

    assert pdf.startswith(b"%PDF-")
    assert "colour" in caplog.text


def test_a_page_without_faults_logs_nothing(caplog):
    render_pdf('<html lang="th"><p>สำนักงาน', title="x")

    assert caplog.text == ""


def test_the_child_sees_no_secret_of_the_server(monkeypatch):
    seen = {}

    def run(command, **options):
        seen.update(options)
        return subprocess.CompletedProcess(command, 0, b"%PDF-", b"")

    monkeypatch.setenv("SECRET_KEY", "x" * 60)
    monkeypatch.setattr("budgetplan.documents.child_process.subprocess.run", run)
    render_pdf("<p>", title="x")

    assert set(seen["env"]) <= {"HOME", "PATH", "TMPDIR"}
