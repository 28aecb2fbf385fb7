"""`{% load thai %}` in templates."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

VALUES = {
    "amount": Decimal("1234.50"),
    "nothing": Decimal(0),
    "none": None,
    "day": date(2020, 10, 1),
    "moment": datetime(2020, 9, 30, 17, 0, tzinfo=UTC),
    "text": "ข้อ 1 <b>",
    "yes": True,
    "no": False,
}


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("amount|amount", "1,234.50"),
        ("amount|amount|thai_digits", "๑,๒๓๔.๕๐"),
        ("amount|amount|thai_digits:yes", "๑,๒๓๔.๕๐"),
        ("amount|amount|thai_digits:no", "1,234.50"),
        ("nothing|amount", "–"),
        ("nothing|amount:'0'", "0"),
        ("none|amount", "–"),
        ("missing|amount", "–"),
        ("amount|baht_text", "หนึ่งพันสองร้อยสามสิบสี่บาทห้าสิบสตางค์"),
        ("day|thai_date", "1 ตุลาคม 2563"),
        ("day|thai_date:'short'", "1 ต.ค. 2563"),
        ("day|thai_date|thai_digits", "๑ ตุลาคม ๒๕๖๓"),
        ("moment|thai_date", "1 ตุลาคม 2563"),
        ("none|thai_date", ""),
        ("2564|thai_digits", "๒๕๖๔"),
        ("text|thai_digits", "ข้อ ๑ &lt;b&gt;"),
    ],
)
def test_filters(expression, text):
    template = Template("{% load thai %}{{ " + expression + " }}")
    assert template.render(Context(VALUES)) == text
