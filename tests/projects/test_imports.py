"""A Word file on its way to a project: kept, shown, begun; refused files; the command."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from budgetplan.documents.docx import DocumentRefused
from budgetplan.documents.docx_blocks import DocumentData
from budgetplan.documents.docx_child import read_blocks
from budgetplan.documents.docx_guard import Limits
from budgetplan.documents.models import StoredFile
from projects.content import IndicatorContent, TargetContent
from projects.contents import content_of
from projects.enums import Nature, ProposalState, TargetKind
from projects.errors import NotAllowed, ProjectRefused, ProposalFrozen
from projects.models import Project, ProposalImport, Strategy
from projects.services import imports
from tests.documents.docx_files import content_of as bytes_of
from tests.documents.docx_files import small_document
from tests.factories import make_plan
from tests.plans.reading_pages import links_of, text_of
from tests.projects.factories import make_content, make_frame
from tests.projects.reading.documents import Paper

HEAD = """โครงการ : {name}
แผนงาน : แผนงานพื้นฐานตัวอย่าง
ยุทธศาสตร์ที่ 1 : ด้านการพัฒนาคุณภาพผู้เรียน
ผู้รับผิดชอบ : ศึกษานิเทศก์
ลักษณะโครงการ : โครงการต่อเนื่อง
ระยะเวลาดำเนินการ : 1 ตุลาคม 2563 - 30 กันยายน 2564
1. หลักการและเหตุผล
ครูต้องได้ฝึกสอนอ่าน
2. วัตถุประสงค์
1. เพื่อให้ครูสอนอ่านได้ดีขึ้น
3. กิจกรรม"""


def write(paper, name, snacks="1,080"):
    paper.lines(HEAD.format(name=name))
    months = "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.".split()
    marks = ["", "/", "/", *[""] * 9]
    paper.table(["กิจกรรม", *months], ["1. ประชุมปฏิบัติการ", *marks])
    paper.line("4. งบประมาณ")
    paper.table(
        "กิจกรรม/รายละเอียด|ค่าตอบแทน|ค่าใช้สอย|ค่าวัสดุ|รวม",
        "1. ประชุมปฏิบัติการ||||",
        f"- ค่าอาหารว่าง 18 คน x 33 บาท x 2 มื้อ||{snacks}||{snacks}",
        f"รวม||{snacks}||{snacks}",
    )
    paper.lines("5. ผลที่คาดว่าจะได้รับ\n1. นักเรียนอ่านได้คล่องขึ้น")
    return paper


def document(*names):
    paper = Paper()
    for name in names or ("พัฒนาการอ่าน",):
        write(paper, name)
    return paper.content


@pytest.fixture(autouse=True)
def read_here(monkeypatch, request):
    """Word documents are read in this process, except by the command: a child for each would take minutes."""
    real = imports.load_document_safely

    def load(data):
        return DocumentData(read_blocks(data, Limits())) if data.startswith(b"PK") else real(data)

    if "TestCommand" not in request.node.nodeid:
        monkeypatch.setattr(imports, "load_document_safely", load)


@pytest.fixture
def frame(office, year):
    make_frame(office, year)
    return year


@pytest.fixture
def upload(office, frame):
    return imports.upload_document(year=frame, name="โครงการ.docx", data=document(), by=office.people.owner)


@pytest.fixture
def client(office, client_for):
    return client_for(office.people.owner)


def page(name, *arguments):
    return reverse(f"projects:{name}", args=[2564, *arguments])


class TestServices:
    def test_an_upload_is_kept_until_it_is_used(self, office, upload):
        assert (upload.year_be, upload.uploaded_by, upload.proposal) == (2564, office.people.owner, None)
        assert (upload.file.name, upload.file.read()[:2]) == ("โครงการ.docx", b"PK")
        assert Project.objects.count() == 0

    def test_begins_what_the_file_says_and_nothing_else(self, office, upload):
        draft = imports.begin_import(upload=upload, place=0, unit=office.units.supervision, by=office.people.owner)

        content = content_of(draft)
        assert (content.name, content.strategy, content.programme) == (
            "พัฒนาการอ่าน", "ด้านการพัฒนาคุณภาพผู้เรียน", "แผนงานพื้นฐานตัวอย่าง",
        )  # fmt: skip
        assert (content.nature, content.starts_on, content.ends_on) == (
            Nature.CONTINUING, date(2020, 10, 1), date(2021, 9, 30),
        )  # fmt: skip
        [activity] = content.activities
        assert (activity.text, activity.months) == ("ประชุมปฏิบัติการ", (2, 3))
        [line] = activity.cost_lines
        assert (line.text, line.amount, line.product) == ("ค่าอาหารว่าง", Decimal("1080.00"), Decimal("1188.00"))
        assert (content.targets, content.indicators) == ((), ())
        upload.refresh_from_db()
        assert (upload.proposal, upload.place) == (draft, 0)

    def test_is_begun_once(self, office, upload):
        arguments = {"upload": upload, "place": 0, "unit": office.units.supervision, "by": office.people.owner}
        imports.begin_import(**arguments)

        with pytest.raises(ProjectRefused, match="เริ่มโครงการจากข้อเสนอนี้แล้ว"):
            imports.begin_import(**arguments)

        assert Project.objects.count() == 1

    def test_the_database_holds_it_to_once(self, office, upload):
        draft = imports.begin_import(upload=upload, place=0, unit=office.units.supervision, by=office.people.owner)

        with pytest.raises(IntegrityError), transaction.atomic():
            ProposalImport.objects.create(
                office_id=upload.office_id, file=upload.file, year_be=2564, uploaded_by=office.people.owner,
                proposal=draft, place=0,
            )  # fmt: skip

    def test_each_proposal_of_a_file_can_be_begun(self, office, frame):
        owner, unit = office.people.owner, office.units.supervision
        data = document("พัฒนาการอ่าน", "พัฒนาการเขียน")
        upload = imports.upload_document(year=frame, name="สองโครงการ.docx", data=data, by=owner)

        drafts = [imports.begin_import(upload=upload, place=place, unit=unit, by=owner) for place in (1, 0)]

        assert [draft.name for draft in drafts] == ["พัฒนาการเขียน", "พัฒนาการอ่าน"]
        assert imports.begun_from(upload) == {1: drafts[0], 0: drafts[1]}

    @pytest.mark.parametrize("place", [-1, 1, 99])
    def test_a_proposal_that_is_not_in_the_file_is_refused(self, office, upload, place):
        with pytest.raises(ProjectRefused, match="ไม่มีข้อเสนอนี้ในไฟล์"):
            imports.begin_import(upload=upload, place=place, unit=office.units.supervision, by=office.people.owner)

    def test_for_another_group_is_refused_and_nothing_is_stored(self, office, upload):
        with pytest.raises(NotAllowed, match="เฉพาะของกลุ่มตนเอง"):
            imports.begin_import(upload=upload, place=0, unit=office.units.planning, by=office.people.owner)

        assert Project.objects.count() == 0

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "empty"),
            (b"%PDF-1.7 ...", "pdf"),
            (b"hello", "not_document"),
        ],
    )
    def test_a_file_that_is_no_word_document_is_refused(self, office, frame, data, code):
        with pytest.raises(DocumentRefused) as refused:
            imports.upload_document(year=frame, name="x.docx", data=data, by=office.people.owner)

        assert refused.value.code == code
        assert StoredFile.objects.count() == 0

    def test_a_document_without_a_proposal_is_refused(self, office, frame):
        data = bytes_of(small_document("รายงานการประชุม", "วาระที่ 1"))

        with pytest.raises(ProjectRefused):
            imports.upload_document(year=frame, name="x.docx", data=data, by=office.people.owner)

        assert StoredFile.objects.count() == 0

    def test_people_without_a_group_upload_nothing(self, office, frame):
        with pytest.raises(NotAllowed):
            imports.upload_document(year=frame, name="x.docx", data=document(), by=office.people.director)

    def test_a_closed_year_takes_none(self, office, frame):
        frame.state = "closed"

        with pytest.raises(ProposalFrozen, match="ปิดแล้ว"):
            imports.upload_document(year=frame, name="x.docx", data=document(), by=office.people.owner)

    def test_what_is_cut_is_shown_before_the_project_begins(self, office, frame):
        long = "พัฒนาการอ่าน" * 30
        upload = imports.upload_document(
            year=frame, name="ยาว.docx", data=document(long), by=office.people.owner
        )  # fmt: skip

        [read] = imports.read_import(upload)

        left_out = {one.where: one.text for one in read.not_understood}
        assert left_out["ชื่อโครงการ ส่วนที่เกิน 300 ตัวอักษร"] == long[300:]

    def test_what_is_longer_than_its_column_is_cut_and_a_period_that_ends_first_left_open(self):
        content = make_content(
            indicators=(IndicatorContent("ตัวชี้วัด", target="ก" * 500),),
            targets=(TargetContent("ครู", TargetKind.QUANTITATIVE, Decimal(5), "ค" * 500),),
            starts_on=date(2021, 5, 1),
            ends_on=date(2020, 5, 1),
        )

        stored = imports.storable(content)

        assert (len(stored.indicators[0].target), len(stored.targets[0].unit)) == (200, 60)
        assert (stored.starts_on, stored.ends_on) == (date(2021, 5, 1), None)


class TestPages:
    def post(self, client, data, name="โครงการ.docx"):
        return client.post(page("begin_upload"), {"document": SimpleUploadedFile(name, data)})

    def test_an_upload_leads_to_what_was_understood(self, frame, client):
        response = self.post(client, document())

        upload = ProposalImport.objects.get()
        assert response.url == page("import_preview", upload.public_id)
        text = text_of(client.get(response.url))
        assert "18 × 33 × 2 = 1,188" in text
        assert "18 คน × 33 บาท × 2 มื้อ = 1,188 · พิมพ์ไว้ 1,080" in text
        assert "ประชุมปฏิบัติการ พ.ย.–ธ.ค." in text
        assert "ยุทธศาสตร์ที่ 1 ด้านการพัฒนาคุณภาพผู้เรียน" in text
        assert Project.objects.count() == 0

    def test_what_was_not_understood_is_shown_word_for_word(self, office, frame, client):
        paper = write(Paper(), "พัฒนาการอ่าน")
        paper.lines("6. ข้อความพิเศษของสำนักงาน\nขอให้ประสานงานกับเขตข้างเคียงก่อนวันที่ 5")
        self.post(client, paper.content)

        text = text_of(client.get(page("import_preview", ProposalImport.objects.get().public_id)))

        told = text[text.index("ข้อความที่อ่านไม่เข้าใจ") : text.index("ข้อมูลโครงการ")]
        assert "ขอให้ประสานงานกับเขตข้างเคียงก่อนวันที่ 5" in told

    def test_what_the_year_has_not_is_told(self, office, frame, client):
        Strategy.objects.filter(number=1).update(name="ด้านอื่น")
        self.post(client, document())

        text = text_of(client.get(page("import_preview", ProposalImport.objects.get().public_id)))

        told = text[text.index("สิ่งที่ปีงบประมาณ 2564 ไม่มี") : text.index("เริ่มโครงการด้วยเนื้อหานี้")]
        assert "ยุทธศาสตร์: ด้านการพัฒนาคุณภาพผู้เรียน" in told
        assert "แผนงาน:" not in told

    def test_begins_the_project_and_opens_it(self, office, upload, client):
        data = {"place": 0, "unit": office.units.supervision.public_id}

        response = client.post(page("import_apply", upload.public_id), data)

        project = Project.objects.get()
        assert response.url == reverse("projects:write", args=[project.public_id, 1])
        assert project.proposals.get().state == ProposalState.DRAFT
        again = client.post(page("import_apply", upload.public_id), data)
        assert again.status_code == 409
        assert "เริ่มโครงการจากข้อเสนอนี้แล้ว" in text_of(again)
        assert reverse("projects:project", args=[project.public_id]) in links_of(again)

    def test_one_of_several_is_chosen(self, office, frame, client):
        self.post(client, document("พัฒนาการอ่าน", "พัฒนาการเขียน"))
        upload = ProposalImport.objects.get()
        address = page("import_preview", upload.public_id)
        assert "ไฟล์นี้มีข้อเสนอ 2 โครงการ" in text_of(client.get(address))

        html = client.get(address, {"place": "1"}).content.decode()
        assert '<strong aria-current="page">พัฒนาการเขียน</strong>' in html
        assert 'name="place" value="1"' in html
        assert client.get(address, {"place": "7"}).status_code == 404

    @pytest.mark.parametrize("data", [{}, {"place": "x"}, {"place": "0", "unit": "other"}])
    def test_a_faulty_choice_comes_back(self, upload, client, data):
        response = client.post(page("import_apply", upload.public_id), data)

        assert response.status_code == 422
        assert Project.objects.count() == 0

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "ไฟล์นี้ว่างเปล่า"),
            (b"%PDF-1.7 ...", "PDF"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word"),
            (b"hello", "ไม่ใช่เอกสาร Word"),
        ],
    )
    def test_a_bad_file_is_refused_in_words_beside_the_field(self, frame, client, data, sentence):
        response = self.post(client, data)

        assert response.status_code == 422
        html = response.content.decode()
        fault = html[html.index("id_document") :]
        assert sentence in fault[: fault.index("</form>")]
        assert StoredFile.objects.count() == 0

    def test_no_file_at_all_is_said(self, frame, client):
        response = client.post(page("begin_upload"))

        assert response.status_code == 422
        assert "เลือกเอกสาร Word" in text_of(response)

    @pytest.mark.parametrize("person", ["second_planner", "director"])
    def test_an_upload_is_its_owners_alone(self, office, upload, client_for, person):
        client = client_for(getattr(office.people, person))

        assert client.get(page("import_preview", upload.public_id)).status_code == 404
        assert client.post(page("import_apply", upload.public_id), {"place": 0}).status_code == 404

    def test_of_another_year_is_not_found(self, office, upload, client):
        make_plan(office, year_be=2565)

        assert client.get(reverse("projects:import_preview", args=[2565, upload.public_id])).status_code == 404


class TestCommand:
    @pytest.fixture
    def path(self, tmp_path):
        found = tmp_path / "โครงการ.docx"
        found.write_bytes(document("พัฒนาการอ่าน", "พัฒนาการเขียน"))
        return str(found)

    def run(self, *arguments):
        call_command("import_proposal", *arguments)

    def test_begins_every_project_of_the_file(self, office, frame, path, capsys):
        self.run(path, "--year", "2564", "--by", "a_owner", "--report", "json")

        names = [draft.name for draft in (project.proposals.get() for project in Project.objects.order_by("pk"))]
        assert names == ["พัฒนาการอ่าน", "พัฒนาการเขียน"]
        assert {project.unit for project in Project.objects.all()} == {office.units.supervision}
        report = json.loads(capsys.readouterr().out)
        assert (report["dry_run"], report["name"]) == (False, "พัฒนาการอ่าน")
        assert report["begun"] == [str(project.public_id) for project in Project.objects.order_by("pk")]

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            ((), "--by"),
            (("--by", "nobody"), "--by"),
            (("--by", "a_director"), "เฉพาะของกลุ่มตนเอง"),
            (("--by", "a_owner", "--group", "กลุ่มที่ไม่มี"), "--group"),
            (("--by", "a_owner", "--group", "กลุ่มนโยบายและแผน"), "--group"),
        ],
    )
    def test_without_somebody_of_the_group_is_refused(self, frame, path, arguments, sentence):
        with pytest.raises(CommandError, match=sentence):
            self.run(path, "--year", "2564", *arguments)

        assert Project.objects.count() == 0

    def test_of_a_year_that_is_not_open_is_refused(self, frame, path):
        with pytest.raises(CommandError, match="2570"):
            self.run(path, "--year", "2570", "--by", "a_owner")

    def test_a_dry_run_stores_nothing(self, frame, path, capsys):
        self.run(path, "--year", "2564", "--dry-run", "--report", "json")

        assert json.loads(capsys.readouterr().out)["dry_run"] is True
        assert Project.objects.count() == 0
