"""Rich text: what prints stays, everything else goes, and cleaning it once is enough."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.rich_text import TAGS, clean_rich_text, plain_text
from projects.services.lists import HEAD
from tests.projects.drafts import fresh, type_in


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("", ""),
        (" \n ", ""),
        ("บรรทัดแรก\n\n บรรทัดที่สอง ", "<p>บรรทัดแรก</p><p>บรรทัดที่สอง</p>"),
        ('5 > 3 & "อ่าน"', '<p>5 &gt; 3 &amp; "อ่าน"</p>'),
        ("อายุ < 6 ปี", "<p>อายุ &lt; 6 ปี</p>"),
        ("ก<br>ข", "<p>ก<br>ข</p>"),
        ("ก\xa0ข", "<p>ก&nbsp;ข</p>"),
        ("<p>ก</p><p><strong>ข</strong></p>", "<p>ก</p><p><strong>ข</strong></p>"),
        ("<ul><li>ก</li><li>ข</li></ul><ol><li>ค</li></ol>", "<ul><li>ก</li><li>ข</li></ul><ol><li>ค</li></ol>"),
        ("<div>ก</div><div><b>ข</b></div>", "<p>ก</p><p><strong>ข</strong></p>"),
        ("<div><p>ก</p><p>ข</p></div>", "<p>ก</p><p>ข</p>"),
        ("<div>ก<div>ข</div>ค</div>", "<p>ก</p><p>ข</p>ค"),
        ("<p>ก<br>ข</p>", "<p>ก<br>ข</p>"),
        ("<p>ก</p><p><br></p><p>&nbsp;</p><p> </p><ul><li></li></ul>", "<p>ก</p>"),
        ("<p><strong> </strong></p>", ""),
    ],
)
def test_what_prints_stays(typed, clean):
    assert clean_rich_text(typed) == clean


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("<p>ก</p><script>alert(1)</script>", "<p>ก</p>"),
        ('<p onclick="x()" style="color:red" class="MsoNormal">ก</p>', "<p>ก</p>"),
        ('<a href="javascript:x()">ลิงก์</a>', "<p>ลิงก์</p>"),
        ('<img src="x" onerror="x()"><p>ก</p>', "<p>ก</p>"),
        ("<style>p{}</style><p>ก</p>", "<p>ก</p>"),
        ("<!--[if gte mso 9]><xml>x</xml><![endif]--><p>ก<o:p></o:p></p>", "<p>ก</p>"),
        ('<iframe src="//x">y</iframe><svg><script>x()</script></svg><p>ก</p>', "<p>ก</p>"),
        ("<table><tr><td>ก</td><td>ข</td></tr><tr><td>ค</td></tr></table>", "<p>ก ข</p><p>ค</p>"),
        ("<table><tr><th>ก</th>\n<td></td><td><b>ข</b></td></tr></table>", "<p>ก <strong>ข</strong></p>"),
        ("<table><tr><td><p>ก</p><p>ข</p></td><td><div>ค<br>ง</div></td></tr></table>", "<p>ก ข ค ง</p>"),
        ("<table><tr><td><ul><li>ก</li><li>ข</li></ul></td><td>ค</td></tr></table>", "<p>ก ข ค</p>"),
        ("<table><tr><td>ก<table><tr><td>ข</td><td>ค</td></tr></table></td><td>ง</td></tr></table>", "<p>ก ข ค ง</p>"),
        ("<p>ก่อน</p><table><tr><td>ก</td><td>ข</td></tr></table><p>หลัง</p>", "<p>ก่อน</p><p>ก ข</p><p>หลัง</p>"),
        ("<p>ก<scr<script>ipt>x()</scr</script>ipt></p>", "<p>กipt&gt;x()ipt&gt;</p>"),
        ("<template><p>x</p></template><h1>หัวข้อ</h1>", "<p>หัวข้อ</p>"),
        ("<p>ก\x00ข\ud800ค\ufeff</p>", "<p>กขค</p>"),
        ("ก\x00ข\ud800ค\u200b", "<p>กขค</p>"),
        ("<p>ไม่ปิด <strong>เลย", "<p>ไม่ปิด <strong>เลย</strong></p>"),
    ],
)
def test_everything_else_goes(pasted, clean):
    assert clean_rich_text(pasted) == clean


pieces = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [*(f"<{tag}>" for tag in sorted(TAGS | {"div", "b", "script", "a", "td", "tr", "table"})),
         *(f"</{tag}>" for tag in sorted(TAGS | {"div", "b", "script", "td", "tr", "table"})),
         "&nbsp;", "&amp;lt;script&gt;", "<", "&", "<!--", "-->", "\xa0", "\n", "ก"]
    ),
)  # fmt: skip


@given(st.lists(pieces, max_size=12).map("".join))
def test_cleaning_twice_changes_nothing(text):
    once = clean_rich_text(text)

    assert clean_rich_text(once) == once
    json.dumps(once).encode()
    assert "\x00" not in once


@pytest.mark.parametrize(
    ("rich", "plain"),
    [
        ("<p>ก &amp; ข</p><p>ค</p>", "ก & ข\nค"),
        ("<ul><li>ก</li><li><strong>ข</strong></li></ul>", "ก\nข"),
        ("<p>ก<br>ข&nbsp;</p>", "ก\nข"),
        ("<p>&lt;script&gt;</p>", "<script>"),
        ("", ""),
    ],
)
def test_its_words_alone(rich, plain):
    assert plain_text(rich) == plain


def test_a_pasted_script_is_not_stored(proposal, owner):
    type_in(proposal, owner, HEAD, "rationale", '<p>เหตุผล</p><script src="//x"></script>\x00')

    assert fresh(proposal).rationale == "<p>เหตุผล</p>"
