"""The pages that take a plan out to Excel and back."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budgetplan.documents.xlsx import Limits
from plans.errors import EditConflict
from plans.models import PlanImport
from plans.selectors import plan_table
from plans.services import imports, lines
from tests.plans.test_commands import printed_rows
from tests.plans.test_workbook import as_bytes, reopened, row_of

ARGUMENTS = [2564, 1]


@pytest.fixture
def client(client_for, office):
    client = client_for(office.people.planner)
    client.cookies["django_language"] = "th"
    return client


def upload(client, data, name="แผน.xlsx"):
    workbook = SimpleUploadedFile(name, data)
    return client.post(reverse("plans:import", args=ARGUMENTS), {"workbook": workbook})


def printed_plan(rows=None):
    workbook = openpyxl.Workbook()
    for row in rows or printed_rows():
        workbook.active.append(row)
    return as_bytes(workbook)


def preview_of(client, data):
    return client.get(upload(client, data).headers["Location"])


def apply(client, revision):
    stored = PlanImport.objects.get()
    return client.post(reverse("plans:import_apply", args=[*ARGUMENTS, stored.public_id]), {"revision": revision})


def test_export_is_our_workbook_under_a_thai_name(client, real_plan):
    response = client.get(reverse("plans:export", args=ARGUMENTS))
    assert "filename*=utf-8''%E0%B9%81%E0%B8%9C%E0%B8%99" in response.headers["Content-Disposition"]
    assert openpyxl.load_workbook(BytesIO(response.content)).worksheets[0]["A2"].value.endswith("ฉบับที่ 1")


def test_a_file_that_is_no_workbook_is_said_beside_the_field(client, plan):
    response = upload(client, b"not a workbook")
    assert response.status_code == 422
    assert "ไฟล์นี้ไม่ใช่ไฟล์ Excel" in response.context["form"].errors["workbook"][0]
    assert not PlanImport.objects.exists()


def test_preview_of_the_printed_plan_shows_lines_and_the_wrong_subtotal(client, plan):
    response = preview_of(client, printed_plan())
    assert response.context["counts"] == {"changed": 0, "added": 23, "removed": 0}
    (fault,) = response.context["preview"].reading.faults
    assert (fault.cell, fault.printed_text, fault.computed_text) == ("F4", "375,500", "374,500")
    assert plan_table(plan).lines() == []


def test_apply_fills_the_plan_once(client, plan):
    preview_of(client, printed_plan())
    assert apply(client, plan.revision).headers["Location"] == reverse("plans:version", args=ARGUMENTS)
    plan.refresh_from_db()
    assert plan_table(plan).imbalances == ()
    again = apply(client, plan.revision)
    assert (again.status_code, again.context["refusal"]) == (409, "นำเข้าไฟล์นี้ไปแล้ว")
    assert len(plan_table(plan).lines()) == 19


def test_a_plan_changed_since_the_preview_is_not_imported(client, plan, office):
    preview_of(client, printed_plan())
    part = str(plan.parts.first().key)
    lines.add_rows(plan=plan, rows=[lines.NewRow("ใหม่")], by=office.people.second_planner, part=part)
    response = apply(client, plan.revision)
    assert (response.status_code, len(plan_table(plan).lines())) == (409, 1)


def test_a_corrected_column_is_read_again(client, plan):
    rows = [["รายการ", "ปีก่อน", "ปีนี้"], ["ค่าไฟฟ้า", 100, 200], ["ค่าประปา", 10, 20]]
    preview = preview_of(client, printed_plan(rows))
    stored = PlanImport.objects.get()
    data = {"sheet0-read": "on", "sheet0-names": "A", "sheet0-annual": "C", "sheet0-first_row": "2"}
    response = client.post(reverse("plans:import_columns", args=[*ARGUMENTS, stored.public_id]), data, follow=True)
    assert preview.status_code == 200
    assert [(row.name, row.after) for row in response.context["preview"].proposal.preview] == [
        ("ค่าไฟฟ้า", "200.00"),
        ("ค่าประปา", "20.00"),
    ]


def test_one_column_chosen_twice_is_refused_and_the_choice_kept(client, plan):
    preview_of(client, printed_plan())
    stored = PlanImport.objects.get()
    data = {"sheet0-read": "on", "sheet0-names": "A", "sheet0-annual": "A"}
    response = client.post(reverse("plans:import_columns", args=[*ARGUMENTS, stored.public_id]), data)
    form = response.context["forms"][0]
    assert (response.status_code, form["annual"].value()) == (422, "A")
    assert form.non_field_errors() == ["มีสองช่องที่เลือกคอลัมน์เดียวกัน โปรดเลือกคอลัมน์ให้ต่างกัน"]


def test_our_workbook_with_a_fault_imports_nothing(client, real_plan):
    workbook = reopened(real_plan)
    sheet = workbook.worksheets[0]
    sheet[f"E{row_of(sheet, 'ค่าไฟฟ้า')}"] = -1
    sheet[f"E{row_of(sheet, 'ค่าประปา')}"] = 9
    response = preview_of(client, as_bytes(workbook))
    assert [fault.cell for fault in response.context["preview"].proposal.faults] == [f"E{row_of(sheet, 'ค่าไฟฟ้า')}"]
    real_plan.refresh_from_db()
    assert apply(client, real_plan.revision).status_code == 409
    assert str(plan_table(real_plan).total.annual) == "5000000.00"


def test_our_workbook_of_another_version_is_refused(client, real_plan, office):
    data = as_bytes(reopened(real_plan))
    real_plan.public_id = real_plan.lines.first().key
    real_plan.save()
    response = preview_of(client, data)
    assert response.context["refusal"] == ("ไฟล์นี้ส่งออกจากแผนฉบับอื่น โปรดส่งออกแผนฉบับนี้แล้วกรอกในไฟล์นั้น")


def test_columns_for_our_workbook_of_another_version_are_refused(client, real_plan):
    data = as_bytes(reopened(real_plan))
    real_plan.public_id = real_plan.lines.first().key
    real_plan.save()
    preview_of(client, data)
    stored = PlanImport.objects.get()
    response = client.post(reverse("plans:import_columns", args=[*ARGUMENTS, stored.public_id]), {})
    assert response.status_code == 409
    assert response.context["refusal"].startswith("ไฟล์นี้ส่งออกจากแผนฉบับอื่น")


def test_a_workbook_that_cannot_be_read_any_more_says_so(client, plan, monkeypatch):
    preview_of(client, printed_plan())
    monkeypatch.setattr(imports.load_workbook_safely, "__kwdefaults__", {"limits": Limits(max_cells=1)})
    response = apply(client, plan.revision)
    assert response.status_code == 409
    assert "เซลล์รวมทั้งไฟล์" in response.context["refusal"]
    assert plan_table(plan).lines() == []


def test_an_import_looked_at_before_a_change_is_not_applied_after_it(client, plan, office):
    preview_of(client, printed_plan())
    stored = PlanImport.objects.select_related("plan").get()
    seen = stored.plan.revision
    part = str(plan.parts.first().key)
    lines.add_rows(plan=plan, rows=[lines.NewRow("ใหม่")], by=office.people.second_planner, part=part)
    with pytest.raises(EditConflict):
        imports.apply_import(upload=stored, seen_revision=seen, by=office.people.planner)


def test_who_may_not_change_the_plan_uploads_nothing(client_for, office, plan):
    assert upload(client_for(office.people.auditor), printed_plan()).status_code == 403
    assert not PlanImport.objects.exists()
