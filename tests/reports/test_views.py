"""The papers' addresses: who gets which file under which name."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from budgetplan.documents.pdf import RenderingLimits
from tests import factories
from tests.documents.pdf_text import text_of

KINDS = {
    "plan_pdf": "application/pdf",
    "plan_xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@pytest.fixture
def get(client_for):
    """A function: what a person gets of a paper."""

    def answer(user, name, *, year_be=2564, number=1, **options):
        return client_for(user).get(reverse(f"reports:{name}", args=[year_be, number]), **options)

    return answer


def file_name(response):
    """(inline or attachment, the file name that travels by RFC 5987)."""
    kind, _, encoded = response["Content-Disposition"].partition("; filename*=utf-8''")
    return kind, unquote(encoded)


def test_pdf_opens_in_the_browser_under_a_thai_name(office, real_plan, get):
    response = get(office.people.auditor, "plan_pdf")

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert file_name(response) == ("inline", "แผนการใช้จ่ายงบประมาณ-2564-ฉบับที่-1.pdf")
    assert "no-store" in response["Cache-Control"]
    assert "๓,๐๓๑,๐๐๐" in text_of(response.content)


def test_workbook_is_downloaded_under_a_thai_name(office, real_plan, get):
    response = get(office.people.planner, "plan_xlsx")

    assert (response.status_code, response["Content-Type"]) == (200, KINDS["plan_xlsx"])
    assert file_name(response) == ("attachment", "แผนการใช้จ่ายงบประมาณ-2564-ฉบับที่-1.xlsx")
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet.title == "แผน 2564 ฉบับที่ 1"


@pytest.mark.parametrize("name", KINDS)
def test_papers_are_thai_whatever_the_reader_reads(office, plan, get, name):
    reader = office.people.planner
    reader.language = "en"
    reader.save()
    factories.fill_with_real_lines(plan, by=reader)
    plan.envelope = 1
    plan.save()

    response = get(reader, name)

    text = text_of(response.content) if name == "plan_pdf" else str(sheet_texts(response.content))
    assert "เกินกว่าวงเงิน" in text or "มากกว่าวงเงิน" in text
    assert "envelope" not in text


def sheet_texts(content):
    return [cell.value for row in load_workbook(BytesIO(content)).active.iter_rows() for cell in row if cell.value]


@pytest.mark.parametrize("name", KINDS)
def test_another_offices_plan_does_not_exist(real_plan, other_office, get, name):
    for person in vars(other_office.people).values():
        assert get(person, name).status_code == 404


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("where", [{"number": 2}, {"year_be": 2565}])
def test_versions_and_years_that_are_not_there(office, real_plan, get, name, where):
    assert get(office.people.planner, name, **where).status_code == 404


@pytest.mark.parametrize("name", KINDS)
def test_schools_read_what_is_approved_and_no_draft(office, real_plan, get, name):
    assert get(office.people.school_officer, name).status_code == 403


@pytest.mark.parametrize("name", KINDS)
def test_schools_read_the_approved_plan(office, approved_plan, get, name):
    response = get(office.people.school_officer, name)

    assert (response.status_code, response["Content-Type"]) == (200, KINDS[name])


@pytest.mark.parametrize("name", KINDS)
def test_strangers_are_asked_to_sign_in(client, real_plan, name):
    address = reverse(f"reports:{name}", args=[2564, 1])

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, f"{reverse('organization:login')}?next={address}")


@pytest.mark.parametrize("name", KINDS)
def test_papers_are_only_read(client_for, office, real_plan, name):
    assert client_for(office.people.planner).post(reverse(f"reports:{name}", args=[2564, 1])).status_code == 405


def test_a_paper_that_fails_says_so_and_offers_the_workbook(office, real_plan, get, monkeypatch):
    monkeypatch.setattr("budgetplan.documents.pdf.DEFAULT_LIMITS", RenderingLimits(wall_seconds=0.01))

    response = get(office.people.planner, "plan_pdf")

    assert response.status_code == 503
    assert "เอกสารนี้ใช้หน่วยความจำหรือเวลามากเกินไป" in response.content.decode()
    assert reverse("reports:plan_xlsx", args=[2564, 1]) in response.content.decode()


@pytest.mark.parametrize("name", KINDS)
def test_a_longer_plan_takes_no_more_queries(office, plan, client_for, name, monkeypatch):
    monkeypatch.setattr("reports.views.plans.spending_plan_pdf", lambda paper: b"%PDF-")
    client, address = client_for(office.people.planner), reverse(f"reports:{name}", args=[2564, 1])
    counts = []
    for lines in (3, 30):
        add_lines(plan, lines, by=office.people.planner)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1] < 30


def add_lines(plan, count, *, by):
    rows = [factories.lines.NewRow(f"รายการ {n}") for n in range(count)]
    factories.lines.add_rows(plan=plan, rows=rows, by=by, part=str(plan.parts.first().key))
