"""The papers of projects as answers to requests: who gets them, and that they say what the page says."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from projects.models import FiledCopy
from reports.filing import file_pdf
from tests.documents.pdf_text import text_of
from tests.projects import factories


@pytest.fixture
def draft(office, plan):
    return factories.make_proposal(office, plan.fiscal_year)


def address(name, proposal):
    return reverse(f"reports:{name}", args=[proposal.project.public_id, proposal.number])


def test_proposal_pdf_prints_the_draft_with_its_total(client_for, office, draft):
    response = client_for(office.people.owner).get(address("proposal_pdf", draft))
    text = text_of(response.content)
    assert "โครงการพัฒนาการอ่าน" in text
    assert "๑,๐๘๐" in text
    assert "ร่าง" in text


def test_proposal_pdf_of_an_approved_one_is_the_filed_copy(client_for, office, draft):
    approved = factories.approve(office, draft)
    assert FiledCopy.objects.get(proposal=approved).pdf is None
    first = client_for(office.people.auditor).get(address("proposal_pdf", approved)).content
    filed = FiledCopy.objects.get(proposal=approved)
    assert filed.pdf.read() == first
    assert file_pdf(filed) == filed.pdf
    assert client_for(office.people.owner).get(address("proposal_pdf", approved)).content == first
    assert "อนุมัติแล้ว" in text_of(first)


def test_copy_is_filed_by_itself_when_the_director_approves(office, draft, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        approved = factories.approve(office, draft)
    filed = FiledCopy.objects.get(proposal=approved)
    assert filed.unit == plan_unit(approved)
    assert "พัฒนาการอ่าน" in text_of(filed.pdf.read())


def plan_unit(proposal):
    return proposal.project.fiscal_year.plans.get().unit


def test_memo_asks_for_the_amount_in_words(client_for, office, draft):
    text = text_of(client_for(office.people.owner).get(address("memo_pdf", draft)).content)
    assert "บันทึกข้อความ" in text
    assert "๑,๐๘๐บาท(หนึ่งพันแปดสิบบาทถ้วน)" in "".join(text.split())
    assert "ผู้อำนวยการ สพป." in text


def test_preview_is_a_part_of_a_page_with_the_same_total(client_for, office, draft):
    html = client_for(office.people.owner).get(address("proposal_preview", draft)).content.decode()
    assert "<html" not in html
    assert "๑,๐๘๐" in html


def test_workbook_holds_the_total_as_a_number(client_for, office, draft):
    response = client_for(office.people.owner).get(address("proposal_xlsx", draft))
    sheets = openpyxl.load_workbook(BytesIO(response.content)).worksheets
    assert 1080 in {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("name", ["strategy_chapter", "project_list", "group_list"])
def test_lists_print_and_export_the_sum(client_for, office, draft, name):
    client = client_for(office.people.planner)
    text = text_of(client.get(reverse(f"reports:{name}_pdf", args=[2564])).content)
    assert "๑,๐๘๐" in text
    workbook = openpyxl.load_workbook(BytesIO(client.get(reverse(f"reports:{name}_xlsx", args=[2564])).content))
    assert 1080 in {cell.value for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row}


def test_chapter_of_a_strategy_that_is_not_there_is_not_found(client_for, office, draft):
    client = client_for(office.people.planner)
    assert client.get(reverse("reports:strategy_chapter_pdf", args=[2564]), {"strategy": "99"}).status_code == 404


def test_draft_of_another_group_has_no_papers_for_an_outsider(client_for, office, draft):
    director = office.people.planning_director
    for name in ("proposal_pdf", "proposal_xlsx", "memo_pdf", "proposal_preview"):
        assert client_for(director).get(address(name, draft)).status_code == 404
