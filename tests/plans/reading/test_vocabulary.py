"""Words of headings and totals."""

import pytest

from plans.reading.text import key, label_key
from plans.reading.vocabulary import (
    is_beside_the_plan,
    is_category,
    is_part,
    month_number,
    quarter_number,
    total_label,
    without_total_words,
)


@pytest.mark.parametrize(
    ("label", "quarter"),
    [
        ("ไตรมาสที่ ๑", 1),
        ("ไตรมาส 2 (ม.ค.–มี.ค. 64)", 2),
        ("ไตรมาส 3/2564", 3),
        ("ไตรมาสที่ IV", 4),
        ("ไตรมาสแรก", 1),
        ("Q1", 1),
        ("Quarter 2", 2),
        ("3rd Quarter", 3),
        ("Qtr. 4", 4),
        ("ต.ค. - ธ.ค. 2563", 1),
        ("ม.ค.-มี.ค.", 2),
        ("เมษายน – มิถุนายน", 3),
        ("Jul–Sep 2021", 4),
        ("แผน ไตรมาสที่ 2 (บาท)", 2),
        ("ต.ค.-มี.ค.", None),
        ("ไตรมาส", None),
        ("รายการ", None),
        ("Q15", None),
    ],
)
def test_quarter_number(label, quarter):
    assert quarter_number(label_key(label)) == quarter


@pytest.mark.parametrize(
    ("label", "month"),
    [("ต.ค.", 1), ("ต.ค. 63", 1), ("ตค", 1), ("เดือนมกราคม", 4), ("มี.ค.64", 6), ("กันยายน 2564", 12), ("Oct-20", 1),
     ("September", 12), ("May", 8), ("พ.ค.", 8), ("ต.ค.-ธ.ค.", None), ("เดือน", None), ("Maybe", None)],
)  # fmt: skip
def test_month_number(label, month):
    assert month_number(label_key(label)) == month


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("รวม", "plain"),
        ("รวมเงิน", "plain"),
        ("รวมเป็นเงิน", "plain"),
        ("ยอดรวม", "plain"),
        ("Total", "plain"),
        ("Sub-total", "plain"),
        ("รวมทั้งสิ้น", "grand"),
        ("รวมเป็นเงินทั้งสิ้น", "grand"),
        ("รวมงบประมาณทั้งสิ้น (บาท)", "grand"),
        ("Grand Total:", "grand"),
        ("รวมค่าใช้สอย", "named"),
        ("รวมหมวดค่าวัสดุ", "named"),
        ("Total for Utilities", "named"),
        ("Utilities total", "named"),
        ("ค่าใช้สอย", None),
        ("โครงการรวมพลัง", None),
    ],
)
def test_total_label(name, kind):
    found = total_label(key(name))

    assert (found.kind if found else None) == kind


def test_total_label_is_unsure_of_words_that_only_begin_alike():
    assert not total_label("รวมพลคนรักษ์การอ่าน").sure
    assert total_label("รวมค่าใช้สอย").sure


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("รวมค่าใช้สอย", "ค่าใช้สอย"),
        ("รวมเงินค่าวัสดุ", "ค่าวัสดุ"),
        ("Total for Utilities", "Utilities"),
        ("Travel total", "Travel"),
    ],
)
def test_without_total_words(name, rest):
    assert without_total_words(name) == rest


def test_is_category_knows_whole_names_only():
    assert [is_category(key(name)) for name in ("หมวดค่าวัสดุ", "งบลงทุน", "ค่าใช้สอย (งบกลาง)", "Materials")] == [True] * 4
    assert [is_category(key(name)) for name in ("ค่าวัสดุสำนักงาน", "ค่าตอบแทนล่วงเวลา")] == [False] * 2


def test_is_part_knows_the_parts_of_a_plan():
    assert is_part(key("งบสำรองจ่ายในรายการที่จำเป็น"))
    assert not is_part(key("ค่าใช้สอย"))


@pytest.mark.parametrize("name", ["ยอดยกมา", "ยอดยกไป", "ยกไป", "Carried forward", "คิดเป็นร้อยละ", "รวมหน้านี้"])
def test_rows_beside_the_plan(name):
    assert is_beside_the_plan(key(name))
