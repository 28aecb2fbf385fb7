"""Changed words of a text, never parting a Thai letter from its marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.word_changes import Span, word_changes


@pytest.mark.parametrize(
    ("before", "after", "spans"),
    [
        ("", "", ()),
        ("แผน", "แผน", (Span("same", "แผน"),)),
        ("", "แผน", (Span("added", "แผน"),)),
        ("แผน", "", (Span("removed", "แผน"),)),
        (
            "อบรมครู 30 คน",
            "อบรมครู 45 คน",
            (Span("same", "อบรมครู "), Span("removed", "30"), Span("added", "45"), Span("same", " คน")),
        ),
        ("น้ำ", "นำ", (Span("removed", "น้ำ"), Span("added", "นำ"))),
        ("ที่ดี", "ที่ดื", (Span("same", "ที่"), Span("removed", "ดี"), Span("added", "ดื"))),
        (
            "จัดประชุมครูภาษาไทย",
            "จัดอบรมครูภาษาไทย",
            (Span("same", "จัด"), Span("removed", "ประชุ"), Span("added", "อบร"), Span("same", "มครูภาษาไทย")),
        ),
        ("1,200 บาท", "1,250 บาท", (Span("removed", "1,200"), Span("added", "1,250"), Span("same", " บาท"))),
    ],
)
def test_changed_words(before, after, spans):
    assert word_changes(before, after) == spans


def test_a_letter_between_two_changes_is_changed_with_them():
    assert word_changes("กขคงจ", "ฉขชงซ") == (Span("removed", "กขคงจ"), Span("added", "ฉขชงซ"))


def test_texts_too_long_to_compare_are_changed_between_their_equal_ends():
    before, after = "เริ่ม" + "ก" * 3000 + "จบ", "เริ่ม" + "ข" * 3000 + "จบ"

    assert word_changes(before, after) == (
        Span("same", "เริ่ม"),
        Span("removed", "ก" * 3000),
        Span("added", "ข" * 3000),
        Span("same", "จบ"),
    )


ONE_LETTER = {a + b for a in "กขคนม" for b in "ะาิ่้ำ"} | {a + b for a in "เแไ" for b in "กขคนม"}
"""What may not be parted: a consonant and its mark or vowel."""

thai = st.text(st.sampled_from("กขคนมเแไะาิ่้ำๆ ๑2a\n"), max_size=25)


@given(thai, thai)
def test_spans_join_to_both_texts_and_never_part_a_mark_from_its_letter(before, after):
    spans = word_changes(before, after)

    assert "".join(span.text for span in spans if span.kind != "added") == before
    assert "".join(span.text for span in spans if span.kind != "removed") == after
    for text, left_out in ((before, "added"), (after, "removed")):
        position = 0
        for span in (span for span in spans if span.kind != left_out):
            assert text[max(position - 1, 0) : position + 1] not in ONE_LETTER
            position += len(span.text)
