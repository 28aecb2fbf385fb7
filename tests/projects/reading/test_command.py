"""manage.py import_proposal."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.projects.reading import reference
from tests.projects.reading.documents import Paper

KEYS = (
    "file year dry_run name programme strategy strategy_no focuses owners group nature nature_as_printed period "
    "rationale sections objectives targets activities activities_from_costs cost_lines totals indicators "
    "expected_results averaging averaging_as_printed notes faults not_understood others list"
).split()


def run(tmp_path, content, *, report="json", name="โครงการ.docx"):
    path = tmp_path / name
    path.write_bytes(content)
    call_command("import_proposal", str(path), year=2563, dry_run=True, report=report)


def test_report_has_every_key(tmp_path, capsys):
    run(tmp_path, reference.alone(reference.coffee).content)
    report = json.loads(capsys.readouterr().out)

    assert list(report) == KEYS
    assert (report["file"], report["year"], report["dry_run"]) == ("โครงการ.docx", 2563, True)
    assert report["cost_lines"][0]["amount_printed"] == "49000.00"
    assert report["others"] == []


def test_text_report_says_faults_and_what_was_not_understood(tmp_path, capsys):
    run(tmp_path, reference.alone(reference.coffee).content, report="text")
    text = capsys.readouterr().out.splitlines()

    assert text[0] == "สภากาแฟ คุยกันเช้าวันพุธ"
    assert "  ๖ งบประมาณ" in text
    assert "ยอดที่แจ้งไว้ 58,800 แต่ตารางรวมได้ 49,000 ต่างกัน 9,800" in text
    assert text[-1] == "? กิจกรรมและการดำเนินงาน: ประชุมร่วมกันทุกเช้าวันพุธ"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (b"", "empty", "The file is empty."),
        (b"%PDF-1.4", "pdf", "This is a PDF"),
        (Paper().lines("สวัสดี").content, "no_proposal", "No project proposal was found"),
    ],
)
def test_a_refused_file_gives_the_same_keys_and_one_fault(tmp_path, capsys, content, code, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(tmp_path, content)
    report = json.loads(capsys.readouterr().out)

    assert list(report) == KEYS
    assert [fault["code"] for fault in report["faults"]] == [code]
    assert (report["name"], report["cost_lines"], report["totals"]["declared"]) == ("", [], None)


@pytest.mark.usefixtures("english")
def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"There is no file .*nowhere\.docx"):
        call_command("import_proposal", str(tmp_path / "nowhere.docx"), year=2563, dry_run=True)
