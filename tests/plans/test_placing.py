"""Where rows read from outside go: the plan's parts and the office's categories, found by name."""

from decimal import Decimal

import pytest

from plans.placing import part_named, place_reading
from plans.reading import read_clipboard

PARTS = [
    ("a", "งบบริหารสำนักงาน"),
    ("q", "งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม"),
    ("r", "งบสำรองจ่ายในรายการที่จำเป็นเร่งด่วนตามนโยบาย"),
]
CATEGORIES = [(1, "ค่าตอบแทน"), (2, "ค่าใช้สอย")]
NAMES = [
    ("งบบริหารสำนักงาน", "a"),
    ("รวมงบบริหารสำนักงาน (งบบางส่วนประจำ)", "a"),
    ("งบบริหารสำนักงาน(งบงานประจำ)", "a"),
    ("งบพัฒนาคุณภาพการศึกษา และภารกิจกลุ่ม", "q"),
    ("งบสำรองจ่าย", "r"),
    ("ค่าไฟฟ้า", None),
    ("งบ", None),
    ("ค่าใช้จ่ายในการประชุมภายในสำนักงาน", None),
]


def block(*rows):
    head = "รายการ\tงบประมาณ\tไตรมาสที่ ๑\tไตรมาสที่ ๒\tไตรมาสที่ ๓\tไตรมาสที่ ๔"
    return read_clipboard("\n".join([head, *rows])).reading


def outline(rows):
    """Rows as (name, category, annual, outline of the rows below)."""
    return [(row.name, row.category_id, row.amounts.annual, outline(row.children)) for row in rows]


@pytest.mark.parametrize(("name", "key"), NAMES)
def test_part_named(name, key):
    assert part_named(name, PARTS) == key


def test_categories_become_category_rows_and_totals_are_not_taken():
    reading = block(
        "๑. ค่าตอบแทน\t๑๐๐\t๒๕\t๒๕\t๒๕\t๒๕", "๑.๑ ค่าล่วงเวลา\t๑๐๐\t๒๕\t๒๕\t๒๕\t๒๕",
        "๒. ค่าพิเศษ\t๑๐\t๑๐\t-\t-\t-", "๒.๑ ของแปลก\t๑๐\t๑๐\t-\t-\t-", "รวมทั้งสิ้น\t๑๑๐\t๓๕\t๒๕\t๒๕\t๒๕",
    )  # fmt: skip
    (placement,) = place_reading(reading, parts=PARTS, categories=CATEGORIES)
    assert (placement.part, outline(placement.rows)) == (
        "a",
        [
            ("ค่าตอบแทน", 1, Decimal(0), [("ค่าล่วงเวลา", None, Decimal(100), [])]),
            ("ค่าพิเศษ", None, Decimal(0), [("ของแปลก", None, Decimal(10), [])]),
        ],
    )


def test_a_part_with_one_amount_becomes_a_line_of_the_plans_own_name():
    reading = block(
        "ค่าไฟฟ้า\t๔๐\t๑๐\t๑๐\t๑๐\t๑๐", "รวมงบบริหารสำนักงาน\t๔๐\t๑๐\t๑๐\t๑๐\t๑๐",
        "งบสำรองจ่าย\t๑๐๐\t-\t๕๐\t๕๐\t-", "รวมทั้งสิ้น\t๑๔๐\t๑๐\t๖๐\t๖๐\t๑๐",
    )  # fmt: skip
    placements = place_reading(reading, parts=PARTS, categories=CATEGORIES)
    assert [(placement.part, outline(placement.rows)) for placement in placements] == [
        ("a", [("ค่าไฟฟ้า", None, Decimal(40), [])]),
        ("r", [("งบสำรองจ่ายในรายการที่จำเป็นเร่งด่วนตามนโยบาย", None, Decimal(100), [])]),
    ]


def test_a_chosen_part_takes_everything():
    reading = block("ค่าไฟฟ้า\t๔๐\t๑๐\t๑๐\t๑๐\t๑๐", "ค่าประปา\t๔\t๑\t๑\t๑\t๑")
    (placement,) = place_reading(reading, parts=PARTS, categories=CATEGORIES, into="q")
    assert (placement.part, [row.name for row in placement.rows]) == ("q", ["ค่าไฟฟ้า", "ค่าประปา"])
