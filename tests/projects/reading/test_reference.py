"""The five proposals of the year 2563 with the list before them: every figure, and what is wrong with them."""

import pytest

from projects.enums import CostCategory
from projects.totals import total_up
from tests.projects.reading import reference
from tests.projects.reading.documents import codes, fiscal, money_of, months_of, sentences

WHOLE = list(range(1, 13))


@pytest.fixture(scope="module")
def report():
    return reference.whole_file().report()


@pytest.fixture(scope="module")
def proposals(report):
    return [report, *report["others"]]


def test_every_proposal_is_found_with_its_head(proposals):
    assert [one["name"] for one in proposals] == [
        "นิเทศติดตามการบริหารจัดการและการจัดการเรียนรู้สู่การพัฒนาศักยภาพผู้เรียน ศตวรรษที่ 21",
        "บูรณาการเครือข่ายประชาสัมพันธ์",
        "การพัฒนาเพื่อเพิ่มประสิทธิภาพการบริหารจัดการศึกษา",
        "เพิ่มประสิทธิภาพแผนปฏิบัติการประจำปีงบประมาณ พ.ศ.2563",
        "สภากาแฟ คุยกันเช้าวันพุธ",
    ]
    assert {one["programme"] for one in proposals} == {"พื้นฐานด้านการพัฒนาและเสริมสร้างศักยภาพคน"}
    assert {one["strategy"] for one in proposals} == {"ด้านการปรับสมดุลและพัฒนาระบบการบริหารจัดการศึกษา"}
    assert {one["strategy_no"] for one in proposals} == {6}
    assert {one["nature"] for one in proposals} == {"continuing"}
    assert [one["group"] for one in proposals] == [
        "กลุ่มนิเทศติดตามและประเมินผลการจัดการศึกษา",
        "กลุ่มอำนวยการ",
        "กลุ่มอำนวยการ",
        "กลุ่มนโยบายและแผน",
        "กลุ่มอำนวยการ",
    ]
    for one in proposals:
        assert one["period"] == {
            "start": "2019-10-01",
            "end": "2020-09-30",
            "as_printed": "1 ตุลาคม 2562 ถึง 30 กันยายน 2563",
        }


def test_every_part_is_found(proposals):
    numbers = [[section["no"] for section in one["sections"] if section["no"]] for one in proposals]

    assert numbers == [
        ["1", "2", "3", "4", "5", "6", "7"],
        ["๑", "๒", "๓", "๔", "๕", "๖", "๗"],
        ["๑", "๒", "๓", "๔", "๕", "๖", "๗", "๘"],
        ["๑", "๒", "๓", "๔", "๕", "๖", "๗"],
        ["๑", "๒", "๓", "๔", "๕", "๖", "๗", "๘"],
    ]
    assert [len(one["objectives"]) for one in proposals] == [3, 2, 3, 2, 2]
    assert [len(one["expected_results"]) for one in proposals] == [3, 2, 2, 2, 4]


def test_months_of_activities(proposals):
    supervision, relations, meetings, plan, coffee = map(months_of, proposals)

    assert set(map(tuple, supervision.values())) == {tuple(WHOLE)}
    assert set(map(tuple, relations.values())) == {()}
    assert meetings == {
        "ขออนุมัติโครงการ": [1],
        "ประชุมวางแผน": [1],
        "จัดทำเอกสาร/วาระการประชุม": [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12],
        "ประชุมเพื่อพัฒนาคุณภาพการศึกษา": [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12],
    }
    late, last = [7, 8, 9, 10, 11, 12], [11, 12]
    assert list(plan.values()) == [[], [2], [3], [4], [4], late, late, late, last, last, last]
    assert list(coffee.values()) == [[1, 2, 3], WHOLE, WHOLE]


def test_activities_keep_numbers_places_and_sub_activities(proposals):
    first = proposals[0]["activities"]
    plan = proposals[3]["activities"]

    assert [(one["no"], len(one["sub_activities"])) for one in first] == [("1", 0), ("2", 0), ("3", 3), ("4", 0)]
    assert [child["no"] for child in plan[0]["sub_activities"]] == ["1.1", "1.2", "1.3", "1.4"]
    assert plan[1]["sub_activities"][0] == {
        "no": "2.1",
        "text": "แจ้งเวียนการดำเนินการตามแผน",
        "place": "สพป.เขต 2",
        "responsible": "กลุ่มนโยบายและแผน",
        "months": fiscal(7, 8, 9, 10, 11, 12),
        "period_as_printed": "ไตรมาส 3 - 4",
        "sub_activities": [],
    }


def test_cost_lines(proposals):
    supervision, relations, meetings, plan, coffee = map(money_of, proposals)

    assert supervision == [
        ("3.1", "กิจกรรมส่งเสริมการนิเทศภายใน", "S", 40000),
        ("3.2", "กิจกรรมตรวจเยี่ยมโครงการของโรงเรียน", "S", 150000),
        ("3.3", "นิเทศติดตาม สถานศึกษาระบบ online", "", None),
        ("4", "สรุปรายงานผลการดำเนินงาน", "S", 10000),
    ]
    assert [line[1:] for line in relations] == [
        ("จัดทำเนียบ", "M", 6000),
        ("จัดทำเอกสารสื่อสิ่งพิมพ์", "M", 8000),
        ("จัดทำป้ายไวนิลงานวันสำคัญ", "M", 6000),
    ]
    assert [(line[0], *line[2:]) for line in meetings] == [("1", "S", 39600), ("2", "S", 52800), ("3", "M", 27600)]
    assert [(line[0], *line[2:]) for line in plan] == [
        ("1.1", "S", 1080),
        ("1.1", "S", 2160),
        ("1.2", "S", 2220),
        ("1.2", "S", 4440),
        ("1.3", "M", 5100),
        ("1.4", "M", 10000),
    ]
    assert coffee == [("1", "ค่าอาหารว่างและเครื่องดื่ม ผู้เข้าร่วมประชุม", "S", 49000)]


def test_factors_of_cost_lines(proposals):
    factors = [
        [(factor["value"], factor["unit"]) for factor in line["factors"]]
        for one in proposals
        for line in one["cost_lines"]
        if line["factors"]
    ]

    assert factors == [
        [("220", "คน"), ("30", "บาท"), ("6", "ครั้ง")],
        [("220", "คน"), ("120", "บาท"), ("2", "ครั้ง")],
        [("18", "คน"), ("33", "บาท"), ("2", "มื้อ")],
        [("18", "คน"), ("120", "บาท")],
        [("37", "คน"), ("30", "บาท"), ("2", "มื้อ")],
        [("37", "คน"), ("120", "บาท"), ("1", "มื้อ")],
        [("35", "คน"), ("35", "บาท"), ("40", "ครั้ง")],
    ]


def test_totals(proposals):
    totals = [one["totals"] for one in proposals]

    assert [one["declared"] for one in totals] == ["200000.00", "20000.00", "120000.00", "25000.00", "58800.00"]
    assert [one["printed"]["total"] for one in totals] == ["200000.00", "20000.00", "120000.00", "25000.00", "49000.00"]
    assert [one["computed"]["total"] for one in totals] == [
        "200000.00",
        "20000.00",
        "120000.00",
        "25000.00",
        "49000.00",
    ]
    assert [one["averaging"] for one in proposals] == [False, False, False, True, False]
    assert proposals[3]["averaging_as_printed"] == "( ขอถัวเฉลี่ยจ่ายทุกรายการ )"


def test_what_is_wrong_is_said_in_these_words(proposals):
    assert sentences(proposals[3], "formula") == ["18 × 33 × 2 = 1,188 แต่พิมพ์ไว้ 1,080"]
    assert sentences(proposals[4], "declared") == ["ยอดที่แจ้งไว้ 58,800 แต่ตารางรวมได้ 49,000 ต่างกัน 9,800"]
    assert sentences(proposals[4], "listing") == [
        "สภากาแฟ คุยกันเช้าวันพุธ: บัญชีโครงการพิมพ์ไว้ 58,800 แต่ตารางงบประมาณของโครงการรวมได้ 49,000 ต่างกัน 9,800"
    ]
    assert codes(proposals[0]) == ["number_twice", "number_jumps", "missing_amount"]
    assert codes(proposals[1]) == ["calendar_empty"] * 3


def test_indicators(proposals):
    meetings = proposals[2]["indicators"]

    assert [(one["method"], one["tool"]) for one in proposals[0]["indicators"]] == [
        ("การเยี่ยม", "แบบเยี่ยม"),
        ("การสังเกต", "แบบสังเกต"),
        ("การประชุมทางไกล", "แบบบันทึก online"),
    ]
    assert [one["kind"] for one in meetings] == ["output", "outcome"]
    assert {one["method"] for one in meetings} == {"1. การสังเกต; 2. สอบถาม; 3. สัมภาษณ์"}
    assert [one["kind"] for one in proposals[4]["indicators"]] == ["outcome", "output"]
    assert {one["tool"] for one in proposals[4]["indicators"]} == {"1. แบบสังเกต; 2. แบบสอบถาม; 3. แบบสัมภาษณ์"}


def test_targets(proposals):
    quantities = [[(t["value"], t["unit"]) for t in one["targets"]["quantitative"]] for one in proposals]

    assert quantities[0] == [("100", "ร้อยละ"), ("80", "ร้อยละ"), ("100", "ร้อยละ")]
    assert quantities[1] == [
        (None, ""),
        ("1", "ป้าย"),
        ("1", "ป้าย"),
        (None, ""),
        ("50", "เล่ม"),
        ("200", "เล่ม"),
        (None, ""),
    ]
    assert quantities[2] == [("185", "คน"), ("35", "คน"), ("1", "คน"), ("220", "คน")]
    assert quantities[3] == [("18", "คน"), ("37", "คน"), ("50", "เล่ม")]
    assert quantities[4] == [("1", "คน"), ("3", "คน"), ("10", "คน"), ("35", "คน")]


def test_the_list_of_projects(report):
    listed = report["list"]

    assert [(row["no"], row["total"], row["area_office"]) for row in listed["projects"]] == [
        ("1", "200000.00", "200000.00"),
        ("2", "20000.00", "20000.00"),
        ("8", "58800.00", "58800.00"),
    ]
    assert listed["projects"][0]["group"] == "กลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา"
    assert (listed["printed_total"], listed["computed_total"]) == ("278800.00", "278800.00")
    assert "listing" in [one["where"] for one in report["not_understood"]]


def test_content_is_ready_to_be_stored():
    [proposal] = reference.alone(reference.action_plan).read()
    content = proposal.content
    totals = total_up(content)

    assert (content.name, content.year_be, content.strategy_number) == (proposal.parts.header.name, 2563, 6)
    assert content.rationale == "<p>แผนที่ดีทำให้ใช้เงินคุ้มค่า</p>"
    assert [child.months for child in content.activities[0].children] == [(2,), (3,), (4,), (4,), (), ()]
    assert (totals.money.total, totals.money.by_category[CostCategory.MATERIALS]) == (25000, 15100)
    [adjusted] = [line for _number, line, _months in content.cost_lines() if line.is_adjusted]
    assert (adjusted.product, adjusted.amount, adjusted.reason) == (1188, 1080, "")
    assert content.declared == 25000
