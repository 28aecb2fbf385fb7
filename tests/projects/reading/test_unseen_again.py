"""Ten more proposals, written before anyone looked whether they can be read."""

import pytest

from tests.documents.docx_files import numbered, with_numbering
from tests.projects.reading.documents import MONTHS, Paper, codes, money_of, months_of

TWELVE = "|".join(MONTHS)
HEAD = "ชื่อโครงการ : {}\nผู้รับผิดชอบ : เจ้าหน้าที่โครงการ\n1. หลักการและเหตุผล\nเหตุผลสั้น ๆ\n2. วัตถุประสงค์\n2.1 เพื่อทดลอง\n"


def cost_table_for_each_activity():
    paper = Paper()
    paper.lines(
        HEAD.format("ลูกเสือ") + "3. กิจกรรม\n3.1 อบรมผู้กำกับ\n3.2 เข้าค่าย\n4. งบประมาณ 50,000 บาท\nกิจกรรมที่ 1 อบรมผู้กำกับ"
    )
    paper.table(
        "ที่|รายการ|จำนวนเงิน", "1|ค่าวิทยากร 5 ชั่วโมง x 600 บาท|3,000", "2|ค่าอาหาร 50 คน x 140 บาท|7,000", "|รวม|10,000"
    )
    paper.line("กิจกรรมที่ 2 เข้าค่าย")
    paper.table("ที่|รายการ|จำนวนเงิน", "1|ค่าเช่าค่าย|30,000", "2|ค่าวัสดุ|10,000", "|รวม|40,000")
    return paper


def unmerged_head():
    paper = Paper()
    paper.lines(HEAD.format("นักเรียนประชาธิปไตย") + "3. ปฏิทินการดำเนินงาน")
    paper.table(
        "ที่|กิจกรรม|ปี 2562|||ปี 2563||||||||",
        "||ต.ค.|พ.ย.|ธ.ค.|ม.ค.|ก.พ.|มี.ค.|เม.ย.|พ.ค.|มิ.ย.|ก.ค.|ส.ค.|ก.ย.",
        "1|เลือกตั้ง" + "|" * 8 + "|/|/||",
        "2|ประชุมสภา|/||/||/||/||/||/|",
    )
    paper.line("4. งบประมาณ")
    paper.table(
        "ที่|กิจกรรม|หมวดรายจ่าย|||รวม",
        "||ตอบแทน|ใช้สอย|วัสดุ|",
        "1|เลือกตั้ง|||1,500|1,500",
        "2|ประชุมสภา||3,000||3,000",
        "|รวม||3,000|1,500|4,500",
    )
    return paper


def automatic_lists():
    paper = Paper()
    paper.lines("โครงการ\tสุขภาพดี\nผู้รับผิดชอบ\tพยาบาล")
    heads = with_numbering(paper.document, ("decimal", "%1.", 1), ("decimal", "%1.%2", 1), ("decimal", "%1.%2.%3", 1))
    for text, level in [
        ("หลักการและเหตุผล", 0),
        ("วัตถุประสงค์", 0),
        ("เพื่อสุขภาพ", 1),
        ("เพื่อลดโรค", 1),
        ("เป้าหมาย", 0),
        ("เชิงปริมาณ", 1),
        ("บุคลากร จำนวน 60 คน", 2),
        ("เชิงคุณภาพ", 1),
        ("บุคลากรสุขภาพดี", 2),
        ("วิธีดำเนินการ", 0),
        ("ตรวจสุขภาพ", 1),
        ("ออกกำลังกาย", 1),
        ("งบประมาณ", 0),
    ]:
        numbered(paper.document, text, heads, level)
    paper.table("รายการ|ตอบแทน|ใช้สอย|วัสดุ", "ตรวจสุขภาพ 60 คน x 200 บาท||12,000|", "ออกกำลังกาย|1,000||500")
    numbered(paper.document, "ผลที่คาดว่าจะได้รับ", heads, 0)
    numbered(paper.document, "แข็งแรง", heads, 1)
    return paper


def quarters_of_money():
    paper = Paper()
    paper.lines(HEAD.format("ตรวจสอบภายใน") + "3. แผนการใช้จ่ายงบประมาณ")
    paper.table(
        "กิจกรรม|ไตรมาส 1|ไตรมาส 2|ไตรมาส 3|ไตรมาส 4|รวม",
        "ตรวจโรงเรียน|5,000|10,000|10,000|5,000|30,000",
        "รวม|5,000|10,000|10,000|5,000|30,000",
    )
    return paper


def broken_lines():
    """Soft line breaks in headings, names and cells; stray spaces everywhere."""
    paper = Paper()
    paper.lines("โครงการ   :   ครูดี\nผู้รับผิดชอบ   :   นักทรัพยากรบุคคล")
    paper.line("1.  หลักการและเหตุผล\nครูดีคือคำตอบ\n2.  วัตถุประสงค์\n2.1  เพื่อยกย่องครู\n2.2  เพื่อเป็นแบบอย่าง")
    paper.line("3.  กิจกรรม")
    paper.table(
        "กิจกรรม |  ระยะเวลา\nดำเนินการ | ผู้ รับผิดชอบ",
        "1.  คัดเลือก\vครูดี | ม. ค.  63 | กลุ่มบุคคล",
        "2.  มอบ\vรางวัล | 16  มกราคม  2563 | กลุ่มบุคคล",
    )
    paper.line("4.  งบประมาณ  จำนวน  9,000.00  บาท")
    paper.table(
        "กิจกรรม | ค่าตอบ\nแทน | ค่าใช้\nสอย | ค่า\nวัสดุ | รวม\n(บาท)",
        "2. มอบ รางวัล |  | 6 , 000 | 3,000.00 | 9,000",
        "รวม | - | 6,000 | 3,000 | 9,000",
    )
    return paper


def sums_in_head_rows():
    """Main activities with their sums, sub-activities with theirs, three levels."""
    paper = Paper()
    paper.lines(HEAD.format("พัฒนาหลักสูตร") + "3. กิจกรรม\n1. พัฒนาเอกสาร\n2. ใช้หลักสูตร\n4. งบประมาณ 20,000 บาท")
    paper.table(
        "กิจกรรม|ตอบแทน|ใช้สอย|วัสดุ|รวม",
        "1. พัฒนาเอกสาร|1,200|6,000|2,800|10,000",
        "- ค่าวิทยากร 2 ชม. x 600 บาท|1,200|||1,200",
        "- ค่าอาหาร 50 คน x 120 บาท||6,000||6,000",
        "- ค่ากระดาษ|||2,800|2,800",
        "2. ใช้หลักสูตร||10,000||10,000",
        "- ค่าเดินทาง||10,000||10,000",
        "รวมทั้งสิ้น|1,200|16,000|2,800|20,000",
    )
    return paper


def memo_and_signatures():
    paper = Paper()
    paper.lines(
        "บันทึกข้อความ\nส่วนราชการ  กลุ่มอำนวยการ\nที่  ศธ 04000/1  วันที่  1 ตุลาคม 2562\nเรื่อง  ขออนุมัติโครงการ\nเรียน  ผู้อำนวยการ\n"
        "ด้วยกลุ่มอำนวยการขออนุมัติโครงการตามที่แนบ"
    )
    paper.line("โครงการรักษ์พลังงาน", bold=True, center=True)
    paper.lines(
        "**แผนงาน** พัฒนาสำนักงาน\n**ผู้รับผิดชอบ** นายช่าง\n**1. หลักการและเหตุผล**\nประหยัดไฟ\n**2. วัตถุประสงค์**\n- เพื่อประหยัด\n"
        "**3. ระยะเวลาดำเนินการ** ตุลาคม 2562 – กันยายน 2563\n**4. สถานที่ดำเนินการ** สำนักงาน\n**5. งบประมาณ** ไม่ใช้งบประมาณ\n"
        "**6. ผลที่คาดว่าจะได้รับ**\n- ประหยัดไฟ\n"
        "ลงชื่อ ....................... ผู้เสนอโครงการ\nลงชื่อ ....................... ผู้อนุมัติโครงการ"
    )
    return paper


def indicators_as_lists():
    paper = Paper()
    paper.lines(
        HEAD.format("วิจัยในชั้นเรียน")
        + "3. การประเมินผล\n3.1 ตัวชี้วัดความสำเร็จ\n3.1.1 ครูทำวิจัย ร้อยละ 80\n3.1.2 งานวิจัยมีคุณภาพ\n3.2 วิธีการประเมิน\n"
        "- ตรวจรายงาน\n"
        "- สัมภาษณ์\n3.3 เครื่องมือที่ใช้\n- แบบตรวจ\n4. ประโยชน์ที่ได้รับ\n4.1 ครูเก่ง"
    )
    return paper


def ticks_of_a_symbol_font():
    paper = Paper()
    paper.lines(HEAD.format("ศิลปะ") + "3. แผนปฏิบัติงาน")
    table = paper.table(f"ขั้นตอน|{TWELVE}|หมายเหตุ", "ขั้นเตรียม" + "|" * 13, "ขั้นจัดกิจกรรม" + "|" * 13)
    for row, column in ((1, 2), (2, 5), (2, 6)):
        run = table.cell(row, column).paragraphs[0].add_run("ü")
        run.font.name = "Wingdings"
    return paper


def money_off_budget():
    paper = Paper()
    paper.lines(
        HEAD.format("ทุนการศึกษา")
        + "3. วิธีดำเนินการ\n1) คัดเลือก\n2) มอบทุน\n4. งบประมาณและแหล่งที่มา\nเงินนอกงบประมาณ (เงินบริจาค) จำนวน 30,000 บาท"
    )
    paper.table("ลำดับ|รายการ|จำนวน|หน่วยละ|เป็นเงิน", "1|มอบทุน|30 ทุน|1,000|30,000", "รวม|<|<|<|30,000")
    paper.line("หมายเหตุ: ทุกรายการถัวเฉลี่ยจ่าย")
    return paper


EXPECTED = {
    cost_table_for_each_activity: {
        "name": "ลูกเสือ",
        "months": {"อบรมผู้กำกับ": [], "เข้าค่าย": []},
        "money": [
            ("3.1", "ค่าวิทยากร", "", 3000),
            ("3.1", "ค่าอาหาร", "", 7000),
            ("3.2", "ค่าเช่าค่าย", "", 30000),
            ("3.2", "ค่าวัสดุ", "M", 10000),
        ],
        "declared": "50000.00",
        "codes": ["category_unknown"] * 3,
    },
    unmerged_head: {
        "name": "นักเรียนประชาธิปไตย",
        "months": {"เลือกตั้ง": [9, 10], "ประชุมสภา": [1, 3, 5, 7, 9, 11]},
        "money": [("1", "เลือกตั้ง", "M", 1500), ("2", "ประชุมสภา", "S", 3000)],
        "declared": None,
        "codes": [],
    },
    automatic_lists: {
        "name": "สุขภาพดี",
        "months": {"ตรวจสุขภาพ": [], "ออกกำลังกาย": []},
        "money": [("4.1", "ตรวจสุขภาพ", "S", 12000), ("4.2", "ออกกำลังกาย", "C", 1000), ("4.2", "ออกกำลังกาย", "M", 500)],
        "declared": None,
        "codes": [],
    },
    quarters_of_money: {
        "name": "ตรวจสอบภายใน",
        "months": {},
        "money": [("", "ตรวจโรงเรียน", "", 30000)],
        "declared": None,
        "codes": ["category_unknown", "activity_from_costs"],
    },
    broken_lines: {
        "name": "ครูดี",
        "months": {"คัดเลือก ครูดี": [4], "มอบ รางวัล": [4]},
        "money": [("2", "มอบ รางวัล", "S", 6000), ("2", "มอบ รางวัล", "M", 3000)],
        "declared": "9000.00",
        "codes": [],
    },
    sums_in_head_rows: {
        "name": "พัฒนาหลักสูตร",
        "months": {"พัฒนาเอกสาร": [], "ใช้หลักสูตร": []},
        "money": [
            ("1", "ค่าวิทยากร", "C", 1200),
            ("1", "ค่าอาหาร", "S", 6000),
            ("1", "ค่ากระดาษ", "M", 2800),
            ("2", "ค่าเดินทาง", "S", 10000),
        ],
        "declared": "20000.00",
        "codes": [],
    },
    memo_and_signatures: {
        "name": "รักษ์พลังงาน",
        "months": {},
        "money": [],
        "declared": None,
        "codes": [],
    },
    indicators_as_lists: {
        "name": "วิจัยในชั้นเรียน",
        "months": {},
        "money": [],
        "declared": None,
        "codes": [],
    },
    ticks_of_a_symbol_font: {
        "name": "ศิลปะ",
        "months": {"ขั้นเตรียม": [2], "ขั้นจัดกิจกรรม": [5, 6]},
        "money": [],
        "declared": None,
        "codes": [],
    },
    money_off_budget: {
        "name": "ทุนการศึกษา",
        "months": {"คัดเลือก": [], "มอบทุน": []},
        "money": [("2", "มอบทุน", "", 30000)],
        "declared": "30000.00",
        "codes": ["category_unknown"],
    },
}


@pytest.mark.parametrize("write", EXPECTED, ids=lambda write: write.__name__)
def test_unseen_proposal(write):
    report = write().report()
    found = {
        "name": report["name"],
        "months": months_of(report),
        "money": money_of(report),
        "declared": report["totals"]["declared"],
        "codes": codes(report),
    }

    assert found == EXPECTED[write]


def test_parts_of_these_proposals():
    listed = indicators_as_lists().report()
    donated = money_off_budget().report()
    signed = memo_and_signatures().report()
    healthy = automatic_lists().report()

    assert [(one["text"], one["method"], one["tool"]) for one in listed["indicators"]] == [
        ("ครูทำวิจัย ร้อยละ 80", "ตรวจรายงาน; สัมภาษณ์", "แบบตรวจ"),
        ("งานวิจัยมีคุณภาพ", "ตรวจรายงาน; สัมภาษณ์", "แบบตรวจ"),
    ]
    assert [one["in_budget"] for one in donated["cost_lines"]] == [False]
    assert donated["averaging"] is True
    assert [one["text"] for one in signed["expected_results"]] == ["ประหยัดไฟ"]
    assert (signed["programme"], signed["owners"]) == ("พัฒนาสำนักงาน", "นายช่าง")
    assert signed["period"]["start"] == "2019-10-01"
    assert [(one["value"], one["unit"]) for one in healthy["targets"]["quantitative"]] == [("60", "คน")]
    assert [one["no"] for one in healthy["objectives"]] == ["2.1", "2.2"]
