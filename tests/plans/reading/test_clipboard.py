"""Blocks as Excel and LibreOffice put them on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.reading import ColumnMapping, clipboard_matrix, read_clipboard
from tests.plans.reading.workbooks import outline


@pytest.mark.parametrize(
    ("tsv", "matrix"),
    [
        ("", []),
        ("\r\n", []),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\nc", [["a", "b"], ["c", ""]]),
        ('"สอง\nบรรทัด"\t1\n', [["สอง\nบรรทัด", "1"]]),
        ('"มี ""คำพูด"" \r\nอยู่"\t1', [['มี "คำพูด" \nอยู่', "1"]]),
        ('"a\tb"\tc', [["a\tb", "c"]]),
        ('เสา 3" ยาว\t5', [['เสา 3" ยาว', "5"]]),
        ('"ไม่ปิด\t1\n2', [['"ไม่ปิด', "1"], ["2", ""]]),
        ('"คำ" ต่อ\t1', [['"คำ" ต่อ', "1"]]),
        ("\t\t\n\tx\t", [["", "", ""], ["", "x", ""]]),
        ("\ufeffa\rb\r", [["a"], ["b"]]),
    ],
)
def test_matrix(tsv, matrix):
    assert clipboard_matrix(tsv) == matrix


def quoted(text):
    needs = any(mark in text for mark in '\t\n"')
    return '"' + text.replace('"', '""') + '"' if needs else text


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.text('กa"\t\n ,1', max_size=6), min_size=width, max_size=width), min_size=1, max_size=5
        )
    )
)
def test_any_matrix_comes_back(matrix):
    tsv = "\r\n".join("\t".join(map(quoted, row)) for row in matrix) + "\r\n"

    expected = [] if matrix == [[""]] else matrix
    assert clipboard_matrix(tsv) == expected


def test_block_is_read_with_places_counted_from_its_corner():
    found = read_clipboard('ค่าน้ำ\t๔๐\t๑๐\t๑๐\t๑๐\t๑๐\r\n"ค่า\nไฟ"\t80\t20\t20\t20\tx\r\n')

    assert found.matrix[1] == ["ค่า\nไฟ", "80", "20", "20", "20", "x"]
    assert outline(found.reading) == ["ค่าน้ำ 40", "ค่า ไฟ 80"]
    [fault] = found.reading.faults
    assert (fault.row, fault.column, fault.printed) == (2, 6, "x")
    assert fault.sentence.startswith("แถวที่ 2 คอลัมน์ที่ 6 (ค่า ไฟ, ไตรมาสที่ 4)")


def test_block_with_a_given_mapping():
    found = read_clipboard("1\tค่าน้ำ\t40\n2\tค่าไฟ\t80", mapping=ColumnMapping.given("B", number="A", annual="C"))

    assert outline(found.reading) == ["ค่าน้ำ 40", "ค่าไฟ 80"]
    assert [line.number for line in found.reading.lines] == ["1", "2"]


@pytest.mark.parametrize("tsv", ["", "   ", "ข้อความเดียว", "\t\t\n\t", "1\t2\t3"])
def test_block_that_is_no_plan_gives_nothing(tsv):
    assert read_clipboard(tsv).reading.lines == []


@given(st.text(st.sampled_from('กขรวม 12๓,.-()\t\n"%'), max_size=80))
def test_no_block_breaks_the_reading(tsv):
    read_clipboard(tsv).reading.to_json()
