"""Money our form has no place for, several things under one amount, and costs without any: nothing vanishes."""

import pytest

from tests.projects.reading.documents import Paper, codes, money_of, number, sentences

HEAD = "ชื่อโครงการ : ทดลอง\n1. วัตถุประสงค์\n1.1 เพื่อ\n2. กิจกรรม\n1. อบรม\n3. งบประมาณ"


def read(*rows, lines=""):
    paper = Paper().lines(HEAD)
    if lines:
        paper.lines(lines)
    if rows:
        paper.table(*rows)
    return paper.lines("4. ผลที่คาดว่าจะได้รับ\n4.1 ดี").report()


def handed_back(report):
    return [one["text"] for one in report["not_understood"]]


def computed(report):
    return [number(line["amount_computed"]) for line in report["cost_lines"]]


@pytest.mark.parametrize("column", ["ค่าสาธารณูปโภค", "ค่าครุภัณฑ์", "งบลงทุน", "เงินอุดหนุน", "ค่าที่ดินและสิ่งก่อสร้าง"])
def test_amount_in_a_column_of_another_category_is_left_out_and_said(column):
    report = read(
        f"กิจกรรม|ค่าใช้สอย|ค่าวัสดุ|{column}|รวม",
        "1. อบรม||||",
        "- ค่าอาหาร|800|||800",
        "- ค่าห้องประชุม|||1,200|1,200",
        "รวม|800||1,200|2,000",
    )

    assert money_of(report) == [("1", "ค่าอาหาร", "S", 800)]
    assert handed_back(report) == [f"ค่าห้องประชุม | {column} | 1,200"]
    [sentence] = sentences(report, "other_category")
    assert "ค่าห้องประชุม" in sentence
    assert "1,200" in sentence
    assert column in sentence
    assert {"column_total", "row_total", "missing_amount"}.isdisjoint(codes(report))


def test_row_over_our_categories_and_another_is_divided():
    report = read(
        "กิจกรรม|ค่าใช้สอย|ค่าครุภัณฑ์|ค่าสาธารณูปโภค|รวม", "1. อบรม|800|5,000|200|6,000", "รวมทั้งสิ้น|800|5,000|200|6,000"
    )

    assert [amount for *_rest, amount in money_of(report)] == [800]
    assert handed_back(report) == ["อบรม | ค่าครุภัณฑ์ | 5,000", "อบรม | ค่าสาธารณูปโภค | 200"]
    assert {"column_total", "row_total"}.isdisjoint(codes(report))


def test_table_of_operations_and_investment():
    report = read(
        "รายการ|งบดำเนินงาน|งบลงทุน|รวม", "1. อบรม|3,000|-|3,000", "2. เครื่องฉาย|-|9,000|9,000", "รวม|3,000|9,000|12,000"
    )

    assert [(text, amount) for _no, text, _category, amount in money_of(report)] == [("อบรม", 3000)]
    assert handed_back(report) == ["เครื่องฉาย | งบลงทุน | 9,000"]
    assert report["totals"]["computed"]["total"] == "3000.00"


def test_stated_total_with_a_left_out_amount_agrees():
    report = read("กิจกรรม|ค่าใช้สอย|ค่าครุภัณฑ์", "1. อบรม|800|1,200", lines="งบประมาณทั้งสิ้น 2,000 บาท")

    assert "declared" not in codes(report)
    assert report["totals"]["declared"] == "2000.00"


def test_row_that_names_another_category_heads_costs_that_are_left_out():
    report = read("รายการ|จำนวนเงิน", "ค่าวัสดุ|", "- กระดาษ|500", "ค่าครุภัณฑ์|", "- เครื่องพิมพ์|7,000", "รวม|7,500")

    assert [(text, category) for _no, text, category, _amount in money_of(report)] == [("กระดาษ", "M")]
    assert handed_back(report) == ["เครื่องพิมพ์ | ค่าครุภัณฑ์ | 7,000"]
    assert "column_total" not in codes(report)


def test_line_that_begins_with_another_category_is_left_out():
    report = read(lines="3.1 ค่าวัสดุ เป็นเงิน 500 บาท\n3.2 ครุภัณฑ์คอมพิวเตอร์ เป็นเงิน 7,000 บาท")

    assert [amount for *_rest, amount in money_of(report)] == [500]
    assert handed_back(report) == ["ครุภัณฑ์คอมพิวเตอร์ | ครุภัณฑ์ | 7,000"]


BULLETS = "- ค่าอาหาร 10 คน x 80 บาท\n- ค่าวิทยากร 2 ชั่วโมง x 600 บาท"


def test_bullets_that_sum_to_their_amount_are_lines():
    report = read("กิจกรรม|รายละเอียด|รวมเงิน", f"1. อบรม|{BULLETS}|2,000")

    assert money_of(report) == [("1", "ค่าอาหาร", "", None), ("1", "ค่าวิทยากร", "", None)]
    assert computed(report) == [800, 1200]
    assert report["totals"]["computed"]["total"] == "2000.00"


def test_bullets_under_a_numbered_name_and_one_amount_are_lines():
    report = read("กิจกรรม|ค่าใช้สอย|รวม", f"1. อบรม\n{BULLETS}|2,000|2,000")

    assert money_of(report) == [("1", "ค่าอาหาร", "S", None), ("1", "ค่าวิทยากร", "S", None)]


def test_bullets_over_two_categories_go_to_that_whose_amount_they_make():
    report = read("กิจกรรม|ค่าตอบแทน|ค่าใช้สอย|รวม", f"1. อบรม\n{BULLETS}|1,200|800|2,000")

    assert money_of(report) == [("1", "ค่าอาหาร", "S", None), ("1", "ค่าวิทยากร", "C", None)]


def test_bullets_that_do_not_sum_to_their_amount_are_one_line_with_it():
    report = read("กิจกรรม|รายละเอียด|รวมเงิน", f"1. อบรม|{BULLETS}|2,500")

    assert [(amount, made) for (*_rest, amount), made in zip(money_of(report), computed(report), strict=True)] == [
        (2500, None)
    ]
    assert report["cost_lines"][0]["text"] == "- ค่าอาหาร 10 คน x 80 บาท - ค่าวิทยากร 2 ชั่วโมง x 600 บาท"
    [sentence] = sentences(report, "row_total")
    assert "2,500" in sentence
    assert "2,000" in sentence


def test_bullets_of_which_only_some_say_an_amount_are_one_line():
    report = read("กิจกรรม|รายละเอียด|รวมเงิน", "1. อบรม|- ค่าอาหาร 10 คน x 80 บาท\n- ค่าวัสดุ|2,500")

    assert [amount for *_rest, amount in money_of(report)] == [2500]
    assert "ค่าวัสดุ" in report["cost_lines"][0]["text"]
    assert codes(report).count("listed_partly") == 1


def test_amount_merged_down_over_rows_is_for_all_of_them():
    report = read(
        "กิจกรรม|รวม", "ค่าอาหาร 10 คน x 80 บาท|2,000", "ค่าวิทยากร 2 ชั่วโมง x 600 บาท|^", "ค่าวัสดุ|500", "รวม|2,500"
    )

    assert computed(report) == [800, 1200, None]
    assert report["totals"]["computed"]["total"] == "2500.00"
    assert "formula" not in codes(report)


def test_bullets_in_rows_of_their_own_without_amounts_leave_the_amount_over_them():
    report = read("กิจกรรม|ค่าใช้สอย", "1. อบรมครู|2,500", "- ค่าอาหาร 10 คน x 80 บาท|", "- ค่าเดินทาง|", "รวม|2,500")

    assert [amount for *_rest, amount in money_of(report)] == [2500]
    assert report["totals"]["computed"]["total"] == "2500.00"
    assert "column_total" not in codes(report)


@pytest.mark.parametrize(
    "row", ["- ค่าอาหาร 18 คน||", "ค่าอาหาร 18 คน||", "1. ค่าอาหาร 18 คน||"], ids=["bullet", "plain", "number"]
)
def test_count_without_a_rate_is_a_cost_without_an_amount(row):
    report = read("กิจกรรม|ค่าใช้สอย|รวม", row, "2. ค่าที่พัก|500|500", "รวม|500|500")

    [sentence] = sentences(report, "count_only")
    assert "ค่าอาหาร 18 คน" in sentence
    assert report["totals"]["computed"]["total"] == "500.00"


def test_count_without_a_rate_in_a_line_of_text():
    report = read(lines="3.1 ค่าอาหาร 18 คน\n3.2 ค่าที่พัก เป็นเงิน 500 บาท")

    assert codes(report).count("count_only") == 1
    assert [(text, amount) for _no, text, _category, amount in money_of(report)] == [
        ("ค่าอาหาร 18 คน", None),
        ("ค่าที่พัก", 500),
    ]


def test_quantity_without_a_price_is_a_cost_without_an_amount():
    report = read("รายการ|จำนวน|ราคา|รวม", "ค่าอาหาร|18 คน||", "ค่าที่พัก|2|250|500")

    assert sentences(report, "missing_amount") == ["ค่าอาหาร: ไม่ได้พิมพ์จำนวนเงินไว้"]


def test_calculation_that_can_not_be_read_says_why():
    report = read("รายการ|จำนวนเงิน", "ค่าอาหาร 18 คน x 30 บาท x|540")

    [sentence] = sentences(report, "formula_unread")
    assert sentence.startswith("ค่าอาหาร 18 คน x 30 บาท x:")
    assert [amount for *_rest, amount in money_of(report)] == [540]


def test_row_of_a_cost_table_that_is_no_cost_is_handed_back():
    report = read("กิจกรรม|ค่าใช้สอย|รวม", "1. อบรม|500|500", "- สำหรับครูแกนนำ||", "รวม|500|500")

    assert handed_back(report) == ["สำหรับครูแกนนำ"] or "สำหรับครูแกนนำ" in report["cost_lines"][0]["text"]


def test_work_outside_hours_keeps_its_first_factor():
    report = read("รายการ|จำนวนเงิน", "ค่าตอบแทนปฏิบัติงานนอกเวลา 5 คน x 4 วัน x 200 บาท|4,000")

    assert computed(report) == [4000]
    assert "formula" not in codes(report)


def test_text_in_columns_without_a_place_is_handed_back():
    report = read("กิจกรรม|ค่าใช้สอย|รวม|หมายเหตุ", "1. อบรม|500|500|ใช้ห้องประชุมของโรงเรียน", "รวม|500|500|")

    assert handed_back(report) == ["หมายเหตุ | 1. อบรม | ใช้ห้องประชุมของโรงเรียน"]


def test_merged_heading_row_over_columns_of_money_is_no_unread_amount():
    report = read("รายการ|ค่าใช้สอย|ค่าวัสดุ", "1. อบรม|<|<", "- ค่าอาหาร|500|", "รวม|500|")

    assert handed_back(report) == []
    assert money_of(report) == [("1", "ค่าอาหาร", "S", 500)]


def test_category_named_in_a_column_of_its_own():
    report = read(
        "กิจกรรม|รายการ|หมวดรายจ่าย|จำนวนเงิน",
        "1. อบรม|ค่าอาหาร|ค่าใช้สอย|500",
        "^|ค่าวิทยากร|ค่าตอบแทน|600",
        "^|เครื่องฉาย|ค่าครุภัณฑ์|7,000",
    )

    assert money_of(report) == [("1", "ค่าอาหาร", "S", 500), ("1", "ค่าวิทยากร", "C", 600)]
    assert handed_back(report) == ["เครื่องฉาย | ค่าครุภัณฑ์ | 7,000"]


def test_bullet_with_its_calculation_is_what_an_activity_costs():
    report = read("กิจกรรม|ค่าใช้สอย|รวม", "1. อบรม\n- ค่าอาหาร 10 คน x 80 บาท|800|800")

    assert money_of(report) == [("1", "ค่าอาหาร", "S", 800)]
    assert computed(report) == [800]
