"""Calendars as ten offices draw them: which months each activity has."""

import pytest

from tests.projects.reading.documents import MONTHS, Paper, codes, months_of, sentences

TWELVE = "|".join(MONTHS)
LONG = "ตุลาคม|พฤศจิกายน|ธันวาคม|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน"
SPAN = "|".join("<" * 11)
WHOLE = list(range(1, 13))


def row(name, marks, *, mark="/", count=12, first=1):
    """A row of a calendar with a mark in the columns that stand for these months."""
    return f"{name}|" + "|".join(mark if month in marks else "" for month in range(first, first + count))


def read(*rows, before="", head="4. ปฏิทินปฏิบัติงาน", period="1 ตุลาคม 2562 - 30 กันยายน 2563"):
    paper = Paper()
    paper.lines(f"ชื่อโครงการ : ทดลอง\nระยะเวลาดำเนินการ : {period}\n1. หลักการและเหตุผล\nเหตุผล\n2. วัตถุประสงค์\n2.1 เพื่อ")
    paper.lines(before or "3. เป้าหมาย\n3.1 ทดลองสำเร็จ")
    paper.line(head)
    if rows:
        paper.table(*rows)
    paper.line("5. งบประมาณ 1,000 บาท")
    return paper.report()


CALENDARS = {
    "slashes": [
        [f"กิจกรรม|{TWELVE}", row("1. วางแผน", {1}), row("2. อบรม", {4, 5, 9})],
        {"วางแผน": [1], "อบรม": [4, 5, 9]},
    ],
    "long-names": [[f"ที่|กิจกรรม|{LONG}", row("1|วางแผน", {2}, mark="✓")], {"วางแผน": [2]}],
    "dashes-only": [[f"กิจกรรม|{TWELVE}", row("วางแผน", {1, 2}, mark="-")], {"วางแผน": [1, 2]}],
    "dashes-for-nothing": [
        [f"กิจกรรม|{TWELVE}", "วางแผน|✓" + "|-" * 11, "อบรม" + "|-" * 10 + "|✓|✓"],
        {"วางแผน": [1], "อบรม": [11, 12]},
    ],
    "arrow-signs": [[f"กิจกรรม|{TWELVE}", "อบรม||←|--|→" + "|" * 8], {"อบรม": [2, 3, 4]}],
    "merged-stretch": [[f"กิจกรรม|{TWELVE}", "อบรม||↔|<|<|<" + "|" * 7], {"อบรม": [2, 3, 4, 5]}],
    "shaded": [
        [f"กิจกรรม|{TWELVE}", row("วางแผน", {1}, mark="▒"), row("อบรม", {7, 8}, mark="▒")],
        {"วางแผน": [1], "อบรม": [7, 8]},
    ],
    "drawn": [
        [f"กิจกรรม|{TWELVE}", "วางแผน|→1" + "|" * 11, "อบรม|||→4" + "|" * 9],
        {"วางแผน": [1], "อบรม": [3, 4, 5, 6]},
    ],
    "two-row-head": [
        ["ที่|กิจกรรม|พ.ศ. 2562|<|<|พ.ศ. 2563" + "|<" * 8, f"^|^|{TWELVE}", row("1|วางแผน", {3, 4}, mark="x")],
        {"วางแผน": [3, 4]},
    ],
    "figures-of-the-calendar": [
        ["กิจกรรม|ปี 2562|<|<|ปี 2563" + "|<" * 8, "^|10|11|12|1|2|3|4|5|6|7|8|9", row("วางแผน", {3, 4}, mark="●")],
        {"วางแผน": [3, 4]},
    ],
    "figures-from-one": [
        ["กิจกรรม|ปี 2562|<|<|ปี 2563" + "|<" * 8, "^|1|2|3|4|5|6|7|8|9|10|11|12", row("วางแผน", {3, 4}, mark="*")],
        {"วางแผน": [3, 4]},
    ],
    "quarters": [
        ["กิจกรรม|ไตรมาสที่ 1|ไตรมาสที่ 2|ไตรมาสที่ 3|ไตรมาสที่ 4|ผู้รับผิดชอบ", "วางแผน|/||||กลุ่ม ก", "สรุป||||/|กลุ่ม ข"],
        {"วางแผน": [1, 2, 3], "สรุป": [10, 11, 12]},
    ],
    "quarter-figures": [["กิจกรรม|ไตรมาส|<|<|<", "^|1|2|3|4", "วางแผน||✓|✓|"], {"วางแผน": [4, 5, 6, 7, 8, 9]}],
    "quarters-over-months": [
        ["กิจกรรม|ไตรมาส 1|<|<|ไตรมาส 2|<|<|ไตรมาส 3|<|<|ไตรมาส 4|<|<", f"^|{TWELVE}", row("วางแผน", {6}, mark="√")],
        {"วางแผน": [6]},
    ],
    "calendar-year": [
        ["กิจกรรม|ม.ค.|ก.พ.|มี.ค.|เม.ย.|พ.ค.|มิ.ย.|ก.ค.|ส.ค.|ก.ย.|ต.ค.|พ.ย.|ธ.ค.", "อบรม||/|/" + "|" * 8 + "|/"],
        {"อบรม": [3, 5, 6]},
    ],
    "few-months": [["กิจกรรม|ม.ค. 63|ก.พ. 63|มี.ค. 63", "อบรม||/|/"], {"อบรม": [5, 6]}],
    "weeks-under-months": [
        ["กิจกรรม|ธ.ค.|<|<|<|ม.ค.|<|<|<", "^|1|2|3|4|1|2|3|4", "วางแผน||/||||||", "อบรม||||/|/|/||"],
        {"วางแผน": [3], "อบรม": [3, 4]},
    ],
    "two-in-a-row": [
        [f"ที่|กิจกรรม|{TWELVE}", "1\n2|วางแผน\nอบรม|-\n-|-\n-|\n-" + "|" * 9],
        {"วางแผน": [1, 2], "อบรม": [1, 2, 3]},
    ],
    "sub-activities": [
        [
            f"กิจกรรม|{TWELVE}",
            row("1. อบรม", set()),
            row("1.1 เตรียมเอกสาร", {2}),
            row("1.2 จัดอบรม", {3}),
            row("2. สรุป", {12}),
        ],
        {"อบรม": [], "เตรียมเอกสาร": [2], "จัดอบรม": [3], "สรุป": [12]},
    ],
    "text-periods": [
        [
            "ที่|กิจกรรม|ระยะเวลา|สถานที่|ผู้รับผิดชอบ",
            "1|วางแผน|ต.ค. 62 - ธ.ค. 62|ห้องประชุม|กลุ่ม ก",
            "2|อบรม|ไตรมาส 2|โรงเรียน|กลุ่ม ข",
            "3|ติดตาม|ตลอดปีงบประมาณ|โรงเรียน|กลุ่ม ข",
            "4|สรุป|15-20 ก.ย. 2563||กลุ่ม ก",
        ],
        {"วางแผน": [1, 2, 3], "อบรม": [4, 5, 6], "ติดตาม": WHOLE, "สรุป": [12]},
    ],
    "one-period-for-all": [
        ["กิจกรรม|ระยะเวลา", "1. วางแผน|ต.ค.62-มี.ค.63", "2. อบรม|^", "3. สรุป|^"],
        {"วางแผน": [1, 2, 3, 4, 5, 6], "อบรม": [1, 2, 3, 4, 5, 6], "สรุป": [1, 2, 3, 4, 5, 6]},
    ],
    "period-in-merged-months": [[f"กิจกรรม|{TWELVE}", f"อบรม|พ.ย. 2562 - ก.พ. 2563|{SPAN}"], {"อบรม": [2, 3, 4, 5]}],
    "days-in-cells": [[f"กิจกรรม|{TWELVE}", "อบรม|||5-6" + "|" * 8 + "|20"], {"อบรม": [3, 12]}],
    "activity-and-sub-columns": [
        [f"กิจกรรมหลัก|กิจกรรมย่อย|{TWELVE}", row("1. อบรม|เตรียมการ", {1}), row("^|จัดอบรม", {2})],
        {"อบรม": [], "เตรียมการ": [1], "จัดอบรม": [2]},
    ],
    "months-at-the-end": [[f"ที่|ขั้นตอน|ผู้รับผิดชอบ|{TWELVE}", "1|วางแผน|กลุ่ม ก|/" + "|" * 11], {"วางแผน": [1]}],
}


@pytest.mark.parametrize("name", CALENDARS)
def test_calendar_gives_months(name):
    rows, expected = CALENDARS[name]

    assert months_of(read(*rows)) == expected


def test_an_unmarked_calendar_gives_no_months_and_says_so():
    report = read(f"กิจกรรม|{TWELVE}", "1. วางแผน" + "|" * 12, row("2. อบรม", {3}))

    assert months_of(report) == {"วางแผน": [], "อบรม": [3]}
    assert codes(report) == ["calendar_empty"]


def test_months_outside_the_year_and_outside_the_period_are_told(english):
    report = read(
        "กิจกรรม|ระยะเวลา",
        "1. วางแผน|พ.ย. 2562",
        "2. อบรม|ก.ย. 2563 - ต.ค. 2563",
        period="1 ธันวาคม 2562 - 30 กันยายน 2563",
    )

    assert months_of(report) == {"วางแผน": [2], "อบรม": [12]}
    assert sentences(report, "months_outside_year") == ["อบรม: ต.ค. 2563 is outside fiscal year 2563 and was left out"]
    assert sentences(report, "months_outside_period") == ["วางแผน: พ.ย. 2562 is outside the project's period"]


def test_a_time_that_is_not_understood_is_told():
    report = read("กิจกรรม|ระยะเวลา", "1. วางแผน|ภาคเรียนที่ 1", "2. อบรม|ม.ค. 2563")

    assert months_of(report) == {"วางแผน": [], "อบรม": [4]}
    assert codes(report) == ["period_unread"]
    assert report["activities"][0]["period_as_printed"] == "ภาคเรียนที่ 1"


def test_drawn_lines_are_told():
    assert "calendar_drawn" in codes(read(f"กิจกรรม|{TWELVE}", "วางแผน|→1" + "|" * 11))


def test_steps_are_not_doubled_by_the_calendar():
    steps = "3. วิธีดำเนินการ\n1. ขออนุมัติโครงการ\n2. ประชุมคณะทำงาน\n3. จัดอบรมครูแกนนำ\n4. สรุปและรายงานผล"
    report = read(
        f"ที่|กิจกรรม|{TWELVE}",
        row("1|ขออนุมัติ", {1}),
        row("2|ประชุมคณะทำงาน", {2}),
        row("3|จัดอบรมครูแกนนำ", {5}),
        row("4|สรุปรายงานผล", {12}),
        before=steps,
    )

    assert months_of(report) == {"ขออนุมัติ": [1], "ประชุมคณะทำงาน": [2], "จัดอบรมครูแกนนำ": [5], "สรุปรายงานผล": [12]}
    assert report["not_understood"] == []


def test_a_step_without_a_row_is_handed_back():
    report = read(f"กิจกรรม|{TWELVE}", row("จัดอบรมครูแกนนำ", {5}), before="3. วิธีดำเนินการ\n1. จัดอบรมครูแกนนำ\n2. นิเทศติดตาม")

    assert months_of(report) == {"จัดอบรมครูแกนนำ": [5]}
    assert report["not_understood"] == [{"where": "วิธีดำเนินการ", "text": "นิเทศติดตาม"}]


def test_steps_without_a_calendar_are_the_activities():
    report = read(head="4. ขั้นตอนการดำเนินงาน\n1. ประชุมวางแผน (ตุลาคม 2562)\n2. จัดอบรม\n- รุ่นที่หนึ่ง\n- รุ่นที่สอง\n3. สรุปผล")

    assert months_of(report) == {"ประชุมวางแผน": [1], "จัดอบรม": [], "รุ่นที่หนึ่ง": [], "รุ่นที่สอง": [], "สรุปผล": []}
    assert [activity["no"] for activity in report["activities"]] == ["1", "2", "3"]


def test_a_table_of_places_and_a_calendar_are_one():
    paper = Paper()
    paper.lines("ชื่อโครงการ: ทดลอง\n1. วัตถุประสงค์\n1.1 เพื่อ\n2. กิจกรรม")
    paper.table("กิจกรรม|ระยะเวลา|สถานที่|ผู้รับผิดชอบ", "1. วางแผน||ห้องประชุม|กลุ่ม ก", "2. จัดอบรม||โรงแรม|กลุ่ม ข")
    paper.line("3. ปฏิทินการปฏิบัติงาน")
    paper.table(f"กิจกรรม|{TWELVE}", row("1. วางแผน", {1}), row("2. จัดอบรม", {2}))
    report = paper.report()

    assert months_of(report) == {"วางแผน": [1], "จัดอบรม": [2]}
    assert [activity["place"] for activity in report["activities"]] == ["ห้องประชุม", "โรงแรม"]


def test_a_calendar_goes_on_in_a_second_table():
    paper = Paper()
    paper.lines("ชื่อโครงการ: ทดลอง\n1. วัตถุประสงค์\n1.1 เพื่อ\n2. ปฏิทินปฏิบัติงาน")
    paper.table(f"กิจกรรม|{TWELVE}", row("1. วางแผน", {1}))
    paper.line("ปฏิทินปฏิบัติงาน (ต่อ)")
    paper.table(row("2. จัดอบรม", {2}))

    assert months_of(paper.report()) == {"วางแผน": [1], "จัดอบรม": [2]}
