"""Numbers in front of names."""

import pytest

from plans.reading.numbering import follows, predecessor, read_number, split_number, style_order


@pytest.mark.parametrize(
    ("label", "number", "style", "name"),
    [
        ("๑. ค่าตอบแทน", "1", "dec1", "ค่าตอบแทน"),
        ("๑.๑ ค่าไฟ", "1.1", "dec2", "ค่าไฟ"),
        ("๑.๑ค่าไฟ", "1.1", "dec2", "ค่าไฟ"),
        ("1.1.2) ค่าไฟ", "1.1.2", "dec3", "ค่าไฟ"),
        ("1.ค่าไฟ", "1", "dec1", "ค่าไฟ"),
        ("12 ค่าไฟ", "12", "dec1", "ค่าไฟ"),
        ("1) ค่าไฟ", "1)", "paren", "ค่าไฟ"),
        ("(๑) ค่าไฟ", "(1)", "bracket", "ค่าไฟ"),
        ("ก. ค่าไฟ", "ก", "thai", "ค่าไฟ"),
        ("(ก) ค่าไฟ", "(ก)", "thai-bracket", "ค่าไฟ"),
        ("IV. Travel", "IV", "roman", "Travel"),
        ("a) Travel", "a)", "letter", "Travel"),
        ("- ค่าไฟ", "", "bullet-", "ค่าไฟ"),
        ("•ค่าไฟ", "", "bullet•", "ค่าไฟ"),
        ("ส่วนที่ ๒ งบพัฒนา", "ส่วนที่ 2", "word-ส่วนที่", "งบพัฒนา"),
        ("หมวด 3: ค่าวัสดุ", "หมวด 3", "word-หมวด", "ค่าวัสดุ"),
    ],
)
def test_split_number(label, number, style, name):
    numbering, rest = split_number(label)

    assert (numbering.text, numbering.style, rest) == (number, style, name)


@pytest.mark.parametrize(
    "name", ["ค่าไฟ", "ก.พ. ทุกสำนัก", "อ.เมือง", "100% ทั้งหมด", "1,500 ชุด", "2564 แผน", "3.5% ดอกเบี้ย", "1.1"]
)
def test_split_number_leaves_names_alone(name):
    assert split_number(name) == (None, name)


@pytest.mark.parametrize(
    ("text", "number"), [("๑", "1"), ("1.1", "1.1"), ("(2)", "(2)"), ("ค่าไฟ", None), ("1 ค่าไฟ", None)]
)
def test_read_number(text, number):
    found = read_number(text)

    assert (found.text if found else None) == number


def test_style_order_puts_depths_in_order_and_bullets_last():
    order = style_order(["bullet-", "dec1", "dec2", "paren", "dec3", "bullet•"])

    assert sorted(order, key=order.get) == ["dec1", "dec2", "dec3", "paren", "bullet-", "bullet•"]


@pytest.mark.parametrize(
    ("before", "after", "answer"),
    [
        ("2.1 ก", "2.2 ข", True),
        ("3) ก", "4) ข", True),
        ("2.1 ก", "2.3 ข", False),
        ("2.1 ก", "3. ข", False),
        ("ก", "1. ข", False),
    ],
)
def test_follows(before, after, answer):
    assert follows(split_number(before)[0], split_number(after)[0]) is answer


@pytest.mark.parametrize(
    ("number", "before"), [("2.3", "2.2"), ("2", "1"), ("1", ""), ("2.1", ""), ("(3)", ""), ("", "")]
)
def test_predecessor(number, before):
    assert predecessor(number) == before
