"""`manage.py export_plan` and `import_plan`, as an administrator runs them."""

import json
from decimal import Decimal
from io import StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from plans.selectors import plan_table
from tests.factories import sample_figures
from tests.plans.test_workbook import reopened, row_of

HEAD = ["รายการ", "งบประมาณ", "ไตรมาสที่ ๑", "ไตรมาสที่ ๒", "ไตรมาสที่ ๓", "ไตรมาสที่ ๔"]


def printed_rows():
    """The real plan's table as it was printed, its wrong subtotal with it."""
    figures = sample_figures()
    rows = [HEAD]
    for category in figures["categories"]:
        rows += [[row["label_as_printed"], *row["cells_as_printed"]] for row in (category, *category["lines"])]
    totals = figures["printed_totals"]
    names = ("office_admin_total", "quality_dev", "reserve", "grand_total")
    return rows + [[totals[name]["label_as_printed"], *totals[name]["cells_as_printed"]] for name in names]


@pytest.fixture
def printed_plan(tmp_path):
    workbook = openpyxl.Workbook()
    for row in printed_rows():
        workbook.active.append(row)
    path = tmp_path / "แผน.xlsx"
    workbook.save(path)
    return path


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_dry_run_reads_the_printed_plan_without_a_year(printed_plan):
    report = json.loads(run("import_plan", str(printed_plan), "--year", "2569", "--dry-run", "--report", "json"))
    assert report["totals"]["annual"] == "5000000.00"
    assert report["totals"]["quarters"] == ["1485100.00", "1117380.00", "1150770.00", "1246750.00"]
    assert [(fault["cell"], fault["printed"], fault["computed"]) for fault in report["faults"]] == [
        ("F4", "375500.00", "374500.00")
    ]
    services = next(line for line in report["lines"] if line["name"] == "ค่าใช้สอย")
    assert (services["level"], services["quarters"][3]) == (1, "374500.00")


@pytest.mark.django_db
def test_a_file_that_is_no_workbook_is_reported_and_refused(tmp_path, english):
    path = tmp_path / "plan.xlsx"
    path.write_text("not a workbook")
    out = StringIO()
    with pytest.raises(CommandError, match="not an Excel workbook"):
        call_command("import_plan", str(path), "--year", "2569", "--dry-run", "--report", "json", stdout=out)
    report = json.loads(out.getvalue())
    assert (report["lines"], report["faults"][0]["code"]) == ([], "not_workbook")


def test_import_fills_the_years_empty_draft(plan, office, printed_plan):
    run("import_plan", str(printed_plan), "--year", "2564", "--by", office.people.planner.username)
    table = plan_table(plan)
    assert table.total.cells() == tuple(map(Decimal, ("5000000", "1485100", "1117380", "1150770", "1246750")))
    assert table.imbalances == ()


def test_import_needs_a_planning_officer(plan, office, printed_plan):
    with pytest.raises(CommandError):
        run("import_plan", str(printed_plan), "--year", "2564", "--by", office.people.auditor.username)
    assert plan_table(plan).lines() == []


def test_export_json_says_what_the_table_says(real_plan):
    exported = json.loads(run("export_plan", "--year", "2564", "--format", "json"))
    table = plan_table(real_plan)
    assert exported["totals"] == {
        "annual": "5000000.00",
        "quarters": ["1485100.00", "1117380.00", "1150770.00", "1246750.00"],
    }
    assert [(line["name"], line["annual"]) for line in exported["lines"]] == [
        (row.name, f"{row.amounts.annual:.2f}") for row in table.rows()
    ]


def test_exported_workbook_comes_back_with_its_changes(real_plan, office, tmp_path):
    path = tmp_path / "plan.xlsx"
    run("export_plan", "--year", "2564", "--format", "xlsx", "--output", str(path))
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    row = row_of(sheet, "ค่าไฟฟ้า")
    sheet[f"D{row}"], sheet[f"H{row}"] = 850000, 220000
    workbook.save(path)
    run("import_plan", str(path), "--year", "2564", "--by", office.people.planner.username)
    assert plan_table(real_plan).total.annual == Decimal("5010000.00")
    assert row_of(reopened(real_plan).worksheets[0], "ค่าไฟฟ้า") == row


def test_export_of_a_year_that_is_not_there_says_so(real_plan, english):
    with pytest.raises(CommandError, match="There is no such plan for fiscal year 2599"):
        run("export_plan", "--year", "2599")
