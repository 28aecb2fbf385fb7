"""Proposals without a database, and reading their papers' workbooks: what the papers of projects are tested with."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from projects.content import (
    ActivityContent,
    CostLineContent,
    Factor,
    IndicatorContent,
    ProposalContent,
    StatementContent,
    TargetContent,
)
from projects.enums import Averaging, CostCategory, IndicatorKind, Nature, TargetKind
from reports.paper.proposal import proposal_paper

OFFICE = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต 1"
LONG_NAME = "พัฒนาศักยภาพโรงเรียนขยายโอกาสทางการศึกษาให้เป็นองค์กรแห่งการเรียนรู้ด้วยเทคโนโลยีสารสนเทศและการสื่อสาร " * 3


def cost(text, *factors, amount=None, category=CostCategory.SERVICES, **fields):
    """A cost line of (value, unit) factors; the amount is their product unless told."""
    line = CostLineContent(text, category, tuple(Factor(Decimal(str(value)), unit) for value, unit in factors))
    return replace(line, amount=line.product if amount is None else Decimal(str(amount)), **fields)


def lump(text, amount, category=CostCategory.MATERIALS, **fields):
    """A cost line without factors."""
    return cost(text, amount=amount, category=category, **fields)


def activities():
    """The activities of the reference's fifth project with its figures: 25,000 in all, of which 9,900 are services."""
    meeting = ActivityContent(
        "ประชุมคณะกรรมการพิจารณาแผนงาน/โครงการ",
        "สพป.",
        "กลุ่มนโยบายและแผน",
        months=(2,),
        cost_lines=(
            cost("ค่าอาหารว่างและเครื่องดื่ม", (18, "คน"), (33, "บาท"), (2, "มื้อ"), amount=1080, reason="ใช้อัตรา 30 บาท"),
            cost("ค่าอาหารกลางวัน", (18, "คน"), (120, "บาท")),
        ),
    )
    drafting = ActivityContent(
        "ประชุมยกร่างแผนปฏิบัติการ",
        "สพป.",
        "กลุ่มนโยบายและแผน",
        months=(3, 4, 9),
        cost_lines=(
            cost("ค่าอาหารว่างและเครื่องดื่ม", (37, "คน"), (30, "บาท"), (2, "มื้อ")),
            cost("ค่าอาหารกลางวัน", (37, "คน"), (120, "บาท"), (1, "มื้อ")),
        ),
    )
    book = ActivityContent(
        "จัดพิมพ์และเผยแพร่เอกสาร",
        months=(4,),
        cost_lines=(lump("วัสดุทำรูปเล่ม", 5100), lump("จ้างทำรูปเล่ม", 10000)),
    )
    follow_up = ActivityContent("ติดตามและรายงานผล", months=tuple(range(7, 13)))
    return (ActivityContent("จัดทำแผนปฏิบัติการประจำปี", children=(meeting, drafting)), book, follow_up)


def proposal(**fields):
    """A ProposalContent with something in every section; `fields` take the place of its own."""
    content = ProposalContent(
        name="เพิ่มประสิทธิภาพแผนปฏิบัติการประจำปีงบประมาณ พ.ศ. 2564",
        year_be=2564,
        programme="พื้นฐานด้านการพัฒนาและเสริมสร้างศักยภาพคน",
        strategy="ด้านการปรับสมดุลและพัฒนาระบบการบริหารจัดการศึกษา",
        strategy_number=6,
        focuses=("กลยุทธ์ที่ 4 บริหารจัดการตามหลักธรรมาภิบาล", "จุดเน้นที่ 2 ข้อมูลที่ถูกต้อง"),
        owners="หัวหน้างานแผนและคณะ",
        unit="กลุ่มนโยบายและแผน",
        nature=Nature.CONTINUING,
        starts_on=date(2020, 10, 1),
        ends_on=date(2021, 9, 30),
        rationale="<p>แผนประจำปีทำให้ทุกกลุ่ม<strong>รู้ว่าจะทำอะไร</strong></p><ul><li>ปี 2564 เป็นปีแรก</li></ul>",
        objectives=(StatementContent("เพื่อทบทวนกรอบงาน"), StatementContent("เพื่อให้มีแผนใช้ร่วมกัน")),
        targets=(
            TargetContent("ผู้เข้าประชุมพิจารณาแผน", TargetKind.QUANTITATIVE, Decimal(18), "คน"),
            TargetContent("โครงการที่บรรลุเป้าหมาย", TargetKind.QUANTITATIVE, Decimal("97.50"), "ร้อยละ"),
            TargetContent("ทุกกลุ่มทำงานไปในทิศทางเดียวกัน"),
        ),
        activities=activities(),
        indicators=(
            IndicatorContent("มีแผนครบทุกกลุ่ม", IndicatorKind.OUTPUT, "ร้อยละ 100", "ตรวจนับ", "แบบบันทึก"),
            IndicatorContent("ผู้ใช้แผนพึงพอใจ", IndicatorKind.OUTCOME, "ร้อยละ 90", "สอบถาม", "แบบสอบถาม"),
        ),
        expected_results=(StatementContent("การใช้เงินเป็นไปตามแผน"),),
        averaging=Averaging.ALL,
        notes="<p>ปรับได้เมื่อได้รับจัดสรรเพิ่ม</p>",
    )
    return replace(content, **fields)


def paper_of(content, **options):
    """The ProposalPaper of a draft on a fixed day."""
    defaults = {"office_name": OFFICE, "state": "draft", "version": 1, "printed_on": date(2020, 10, 12)}
    return proposal_paper(content, **defaults | options)


def squeezed(text):
    """The lines of laid-out text with single spaces."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def reread(workbook):
    """A workbook after a round trip through its file."""
    content = BytesIO()
    workbook.save(content)
    return load_workbook(content)


def value_of(sheet, cell):
    """What a cell shows: its number or, where it is a SUM or MAX, what that makes of the cells it names."""
    value = sheet[cell].value if isinstance(cell, str) else cell.value
    if not (isinstance(value, str) and value.startswith("=")):
        return Decimal(str(value or 0))
    function, inside = re.fullmatch(r"=(SUM|MAX)\((.*)\)", value).groups()
    if function == "MAX":
        more, less = re.fullmatch(r"(\w+)-(\w+),0", inside).groups()
        return max(value_of(sheet, more) - value_of(sheet, less), Decimal(0))
    return sum((_range_value(sheet, part) for part in inside.split(",")), Decimal(0))


def _range_value(sheet, part):
    left, top, right, bottom = range_boundaries(part)
    cells = (cell for row in sheet.iter_rows(top, bottom, left, right) for cell in row)
    return sum((value_of(sheet, cell) for cell in cells), Decimal(0))
