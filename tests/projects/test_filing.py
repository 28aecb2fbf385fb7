"""The copy of an approved proposal: filed with the decision, its PDF as soon as that is stored or when it is wanted."""

import logging

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from budgetplan.audit import guards
from budgetplan.audit.models import Event
from budgetplan.audit.sentences import tell
from budgetplan.audit.verification import find_breaks
from budgetplan.documents.models import StoredFile, store_file
from budgetplan.documents.pdf import RenderingFailed
from projects.content_json import sha256_of
from projects.contents import content_of
from projects.filed_copies import find_broken_copies
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


class TestEvidence:
    """What a copy is worth a year later: nobody changes it unseen."""

    @pytest.fixture
    def filed(self, office, proposal):
        return approve(office, proposal).filed_copy

    @pytest.fixture
    def without_guards(self, filed):
        """The database as it would be for somebody who first took the triggers away."""
        guards.drop(connection)
        yield
        guards.install(connection)

    def told(self, office):
        return [found.sentence for found in find_breaks(office.office.pk)]

    def test_the_event_says_with_whom_and_what(self, office, filed):
        event = Event.objects.get(verb="proposal.file")

        assert (event.actor, event.data) == (None, {"group": "กลุ่มนโยบายและแผน", "sha256": filed.sha256})
        assert tell(event).sentence == "filed a copy of “โครงการ “พัฒนาการอ่าน” ฉบับที่ 1” with กลุ่มนโยบายและแผน"
        assert self.told(office) == []

    @pytest.mark.parametrize(
        "fields",
        [{"contents": {}}, {"sha256": "0" * 64}, {"unit": None}, {"filed_at": timezone.now()}, {"proposal": None}],
        ids=lambda fields: next(iter(fields)),
    )
    def test_the_database_refuses_another_column(self, office, year, filed, fields):
        if "unit" in fields:
            fields = {"unit": office.units.finance}
        if "proposal" in fields:
            fields = {"proposal": make_proposal(office, year, name="อื่น")}

        with pytest.raises(IntegrityError, match="filed"), transaction.atomic():
            FiledCopy.objects.update(**fields)

    def test_the_database_refuses_to_delete(self, filed):
        with pytest.raises(IntegrityError, match="filed"), transaction.atomic():
            FiledCopy.objects.all().delete()

    def test_the_database_takes_one_pdf(self, filed, rendered):
        filing.file_pdf(filed)
        other = store_file(office_id=filed.office_id, name="x.pdf", data=b"%PDF", by=filed.proposal.approved_by)

        for pdf in (None, other):
            with pytest.raises(IntegrityError, match="filed"), transaction.atomic():
                FiledCopy.objects.update(pdf=pdf)

    def test_changed_contents_are_found(self, office, filed, without_guards):
        FiledCopy.objects.update(contents=filed.contents | {"owners": "อื่น"})

        [event] = Event.objects.filter(verb="proposal.file")
        assert self.told(office) == [
            f"The copy of “โครงการ “พัฒนาการอ่าน” ฉบับที่ 1” was changed after event {event.sequence} filed it."
        ]

    def test_changed_contents_with_a_fitting_hash_are_found(self, office, filed, without_guards):
        contents = filed.contents | {"owners": "อื่น"}
        FiledCopy.objects.update(contents=contents, sha256=sha256_of(contents))

        assert len(self.told(office)) == 1

    def test_a_missing_copy_is_found(self, office, filed, without_guards):
        FiledCopy.objects.all().delete()

        [event] = Event.objects.filter(verb="proposal.file")
        assert self.told(office) == [
            f"The copy of “โครงการ “พัฒนาการอ่าน” ฉบับที่ 1” that event {event.sequence} filed is missing."
        ]

    def test_a_copy_that_nobody_filed_is_found(self, office, year, filed, without_guards):
        other = make_proposal(office, year, name="อื่น")
        FiledCopy.objects.create(
            office=office.office, proposal=other, unit=filed.unit, contents=filed.contents, sha256=filed.sha256
        )

        assert self.told(office) == ["No event filed the copy of “Project “อื่น”, version 1”."]

    def test_other_offices_have_copies_of_their_own(self, office, other_office, filed, without_guards):
        FiledCopy.objects.update(sha256="0" * 64)

        assert find_breaks(other_office.office.pk) == []

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_takes_two_queries(self, office, year, count, django_assert_num_queries):
        for number in range(count):
            approve(office, make_proposal(office, year, name=f"โครงการ {number}"))

        with django_assert_num_queries(2):
            assert list(find_broken_copies(office.office.pk)) == []
