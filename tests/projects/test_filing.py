"""The copy of an approved proposal: filed with the decision, its PDF as soon as that is stored or when it is wanted."""

import logging

import pytest
from django.core.management import call_command

from budgetplan.documents.models import StoredFile
from budgetplan.documents.pdf import RenderingFailed
from projects.contents import content_of
from projects.models import FiledCopy, ProposalEdit
from projects.services import versions
from projects.services.lists import HEAD
from projects.signals import nobody_told
from reports import filing
from tests.projects.drafts import fresh, type_in
from tests.projects.factories import approve, make_proposal

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def rendered(monkeypatch):
    """What was rendered, as the names of the papers; rendering itself is left out."""
    papers = []

    def pretend(paper):
        papers.append(paper.content.name)
        return b"%PDF-1.7 " + paper.content.name.encode()

    monkeypatch.setattr(filing, "proposal_pdf", pretend)
    return papers


@pytest.fixture
def broken(monkeypatch):
    """Rendering that fails."""

    def fail(paper):
        raise RenderingFailed("too_heavy")

    monkeypatch.setattr(filing, "proposal_pdf", fail)


def approve_and_commit(office, proposal, commit):
    with commit(execute=True):
        return approve(office, proposal)


def test_the_pdf_follows_the_decision_by_itself(office, proposal, rendered, django_capture_on_commit_callbacks):
    approved = approve_and_commit(office, proposal, django_capture_on_commit_callbacks)

    stored = approved.filed_copy.pdf
    assert rendered == ["พัฒนาการอ่าน"]
    assert (stored.name, stored.read()) == ("พัฒนาการอ่าน-ฉบับที่-1.pdf", b"%PDF-1.7 " + "พัฒนาการอ่าน".encode())
    assert (stored.office, stored.uploaded_by) == (office.office, office.people.director)


def test_nothing_is_rendered_before_the_decision_is_stored(office, proposal, rendered):
    approved = approve(office, proposal)

    assert (rendered, approved.filed_copy.pdf) == ([], None)


def test_it_is_rendered_once(office, proposal, rendered):
    filed = approve(office, proposal).filed_copy

    first, second = (filing.file_pdf(filed) for _time in range(2))

    assert first == second
    assert (len(rendered), StoredFile.objects.count()) == (1, 1)


def test_who_comes_second_meanwhile_takes_what_is_there(office, proposal, monkeypatch):
    filed = approve(office, proposal).filed_copy
    papers = []

    def render_while_another_files(paper):
        papers.append(paper)
        if len(papers) == 1:
            filing.file_pdf(filed)
        return f"%PDF {len(papers)}".encode()

    monkeypatch.setattr(filing, "proposal_pdf", render_while_another_files)

    stored = filing.file_pdf(filed)

    assert (len(papers), StoredFile.objects.count()) == (2, 1)
    assert FiledCopy.objects.get().pdf == stored


def test_a_pdf_that_fails_keeps_no_decision_back(
    office, proposal, broken, caplog, django_capture_on_commit_callbacks
):  # fmt: skip
    with caplog.at_level(logging.WARNING, logger="reports.filing"):
        approved = approve_and_commit(office, proposal, django_capture_on_commit_callbacks)

    assert (approved.state, approved.filed_copy.pdf) == ("approved", None)
    assert caplog.messages == [f"No PDF was filed for proposal {approved.pk}: too_heavy"]


def test_the_command_files_what_is_missing(office, year, proposal, rendered, capsys):
    filed = approve(office, proposal).filed_copy
    approve(office, make_proposal(office, year, name="อีกโครงการ"))
    filing.file_pdf(filed)

    call_command("file_copies")

    assert rendered == ["พัฒนาการอ่าน", "อีกโครงการ"]
    assert capsys.readouterr().out == "1 copies were filed, 0 failed.\n"
    assert not FiledCopy.objects.filter(pdf=None).exists()


def test_the_command_names_what_failed(office, proposal, broken, capsys):
    approve(office, proposal)

    call_command("file_copies")

    told = capsys.readouterr()
    assert told.out == "0 copies were filed, 1 failed.\n"
    assert "พัฒนาการอ่าน" in told.err


def test_sample_projects_wait_until_they_are_opened(office, proposal, rendered, django_capture_on_commit_callbacks):
    with nobody_told():
        approved = approve_and_commit(office, proposal, django_capture_on_commit_callbacks)
    assert (rendered, approved.filed_copy.pdf) == ([], None)

    filing.file_pdf(approved.filed_copy)
    assert rendered == ["พัฒนาการอ่าน"]


def test_every_version_keeps_its_own_copy(office, proposal, owner, rendered):
    first = approve(office, proposal)
    said = first.filed_copy.contents
    draft = versions.revise_proposal(proposal=fresh(proposal), reason="x", by=owner)
    type_in(draft, owner, HEAD, "name", "ชื่อใหม่")
    second = approve(office, draft)

    assert (FiledCopy.objects.get(proposal=first).contents, said["name"]) == (said, "พัฒนาการอ่าน")
    assert second.filed_copy.contents["name"] == "ชื่อใหม่"
    assert [filing.file_pdf(one.filed_copy).name for one in (first, second)] == [
        "พัฒนาการอ่าน-ฉบับที่-1.pdf", "ชื่อใหม่-ฉบับที่-2.pdf",
    ]  # fmt: skip


def test_the_copy_says_all_that_was_approved(office, proposal):
    approved = approve(office, proposal)

    contents, content = approved.filed_copy.contents, content_of(approved)
    assert contents["activities"][0]["months"] == [2, 3]
    assert contents["activities"][0]["key"] == content.activities[0].key
    assert contents["activities"][0]["cost_lines"][0]["factors"] == [
        {"value": "18", "unit": "คน"}, {"value": "30", "unit": "บาท"}, {"value": "2", "unit": "มื้อ"},
    ]  # fmt: skip
    assert (contents["starts_on"], contents["ends_on"]) == ("2020-10-01", "2021-09-30")
    assert ProposalEdit.objects.count() == 1
