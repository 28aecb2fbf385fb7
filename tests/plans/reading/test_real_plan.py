"""The real plan of 2564, exactly as printed, in the forms in which an office may send it."""

import pytest
from openpyxl.styles import Font

from budgetplan.documents.xlsx import load_workbook_safely
from plans.reading import read_clipboard, read_plan
from tests.plans.reading.workbooks import faults, kinds, outline, read_workbook, sample, short, workbook_of

HEAD = [
    ["แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ.๒๕๖๔"],
    [],
    ["รายการ", "งบประมาณ", "แผนการใช้จ่ายรายไตรมาส"],
    [None, None, "ไตรมาสที่ ๑", "ไตรมาสที่ ๒", "ไตรมาสที่ ๓", "ไตรมาสที่ ๔"],
]
OUTLINE = [
    "งบบริหารสำนักงาน (งบบางส่วนประจำ) 3031000",
    "  ค่าตอบแทน 90000",
    "    ค่าตอบแทนการปฏิบัติงานนอกเวลาราชการ 90000",
    "  ค่าใช้สอย 1305000",
    "    ค่าใช้จ่ายในการประชุมภายในสำนักงาน 208000",
    "    ค่าใช้จ่ายในการจัดงาน/พิธีต่างๆ 171000",
    "    ค่าเบี้ยประกันรถยนต์สำนักงาน 110000",
    "    ค่ากำจัดขยะมูลฝอย 6000",
    "    ค่าใช้จ่ายในการเดินทางไปราชการ 300000",
    "    ค่าจ้างถ่ายเอกสาร 150000",
    "    ค่าซ่อมแซมครุภัณฑ์ 150000",
    "    ค่าซ่อมแซมสิ่งก่อสร้าง 60000",
    "    ค่าซ่อมแซมยานพาหนะ 150000",
    "  ค่าวัสดุ 600000",
    "    ค่าวัสดุสำนักงาน 350000",
    "    ค่าวัสดุเชื้อเพลิง 250000",
    "  ค่าสาธารณูปโภค 1036000",
    "    ค่าไฟฟ้า 840000",
    "    ค่าประปา 30000",
    "    ค่าโทรศัพท์ 72000",
    "    ค่าไปรษณีย์ 84000",
    "    ค่าบริการเครือข่ายอินเทอร์เน็ต 10000",
    "งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม 1869000",
    "งบสำรองจ่ายในรายการที่จำเป็นเร่งด่วนตามนโยบาย 100000",
]


def printed_rows():
    """Every row of the table as printed, Thai digits, with whether it is bold."""
    data = sample()
    for category in data["categories"]:
        yield [category["label_as_printed"], *category["cells_as_printed"]], True
        for line in category["lines"]:
            yield [line["label_as_printed"], *line["cells_as_printed"]], False
    for total in data["printed_totals"].values():
        yield [total["label_as_printed"], *total["cells_as_printed"]], True


def real_workbook(*, bold=True, head=HEAD):
    workbook = workbook_of(("แผน", [*head, *(row for row, _ in printed_rows())]))
    for row, (_, is_total) in zip(workbook.active.iter_rows(min_row=len(head) + 1), printed_rows(), strict=True):
        for cell in row:
            cell.font = Font(bold=bold and is_total)
    return workbook


@pytest.mark.parametrize("bold", [True, False])
def test_real_plan_reads_all_lines_and_finds_the_misprint(bold):
    reading = read_workbook(real_workbook(bold=bold))

    assert outline(reading) == OUTLINE
    assert faults(reading) == [("total", "F7", "375500", "374500")]
    assert [short(amount) for amount in reading.total.quarters] == ["1485100", "1117380", "1150770", "1246750"]
    assert [short(amount) for amount in reading.sections[0].quarters] == ["724700", "740500", "712300", "853500"]


def test_real_plan_tells_parts_categories_and_lines():
    reading = read_workbook(real_workbook())

    assert kinds(reading)[:3] == ["part", "category", "line"]
    assert [kind for kind in kinds(reading) if kind == "category"] == ["category"] * 4
    assert kinds(reading)[-2:] == ["line", "line"]
    assert [(line.number, line.row) for line in reading.lines[1:3]] == [("1", 5), ("1.1", 6)]
    assert reading.lines[0].row == 26


@pytest.mark.usefixtures("english")
def test_real_plan_report_is_plain_json():
    report = read_workbook(real_workbook()).to_json()

    assert report["totals"]["annual"] == "5000000.00"
    assert report["totals"]["by_section"][0]["quarters"] == ["724700.00", "740500.00", "712300.00", "853500.00"]
    assert report["lines"][3] == {
        "name": "ค่าใช้สอย",
        "level": 1,
        "kind": "category",
        "annual": "1305000.00",
        "quarters": ["331500.00", "331500.00", "267500.00", "374500.00"],
        "months": None,
        "number": "2",
        "note": "",
        "unit": "",
        "sheet": "แผน",
        "row": 7,
    }
    assert report["faults"] == [
        {
            "sheet": "แผน",
            "cell": "F7",
            "row": 7,
            "column": 6,
            "printed": "375500.00",
            "computed": "374500.00",
            "sentence": "Sheet “แผน”, cell F7 (ค่าใช้สอย, quarter 4): the printed total is 375,500, but its lines sum to "
            "374,500. Correct the total or the line that is wrong.",
            "code": "total",
            "severity": "warning",
        }
    ]
    assert report["sheets"] == [{"name": "แผน", "status": "plan", "reason": "", "first_row": 3, "lines": 19}]
    assert report["mapping"]["แผน"] == {
        "names": ["A"],
        "number": None,
        "annual": "B",
        "quarters": ["C", "D", "E", "F"],
        "months": None,
        "note": None,
        "unit": None,
        "header_rows": [3, 4],
        "first_row": 5,
        "confidence": 1.0,
        "guessed": True,
    }


def test_real_plan_sentence_is_thai_by_default():
    [fault] = read_workbook(real_workbook()).faults

    assert fault.sentence == (
        "แผ่นงาน “แผน” เซลล์ F7 (ค่าใช้สอย, ไตรมาสที่ 4): ยอดรวมที่พิมพ์ไว้คือ 375,500 แต่รายการรวมกันได้ 374,500 "
        "โปรดแก้ยอดรวมหรือรายการที่ผิด"
    )


@pytest.mark.parametrize("head", [HEAD, []], ids=["with-headings", "rows-only"])
def test_real_plan_pasted_as_a_block(head):
    rows = [*head, *(row for row, _ in printed_rows())]
    block = "\r\n".join("\t".join(cell or "" for cell in row) for row in rows) + "\r\n"

    reading = read_clipboard(block).reading

    assert outline(reading) == OUTLINE
    [fault] = reading.faults
    assert (fault.sheet, fault.row, fault.column) == ("", len(head) + 3, 6)
    assert fault.sentence.startswith(f"แถวที่ {len(head) + 3} คอลัมน์ที่ 6")


def test_real_plan_followed_by_its_list_of_projects_counts_once():
    projects = [["ที่", "โครงการ", "งบประมาณ", "กลุ่ม/ผู้รับผิดชอบ"], ["๑", "โครงการ ก", "๑,๕๑๙,๐๐๐", "กลุ่มนิเทศ"]]
    projects += [["๒", "โครงการ ข", "๓๕๐,๐๐๐", "กลุ่มส่งเสริม"], ["รวมงบประมาณโครงการพัฒนาคุณภาพ", None, "๑,๘๖๙,๐๐๐"]]
    workbook = real_workbook()
    for row in [[], ["สรุปงบประมาณโครงการ"], [], *projects]:
        workbook.active.append(row)

    reading = read_workbook(workbook)

    assert outline(reading) == OUTLINE
    assert [(sheet.status, sheet.first_row) for sheet in reading.sheets] == [("plan", 3), ("detail", 33)]


def test_real_plan_from_an_uploaded_file(tmp_path):
    path = tmp_path / "แผน.xlsx"
    real_workbook().save(path)

    reading = read_plan(load_workbook_safely(path))

    assert outline(reading) == OUTLINE
    assert faults(reading) == [("total", "F7", "375500", "374500")]
