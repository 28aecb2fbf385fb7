"""PlanTables without a database: rows written as (name, amounts or rows below)."""

from decimal import Decimal
from itertools import count

from plans.totals import Amounts, LineRecord, PartRecord, PlanTable, add_up, build_parts, find_imbalances
from tests.factories import amounts_of, sample_figures


def quarters(*amounts):
    """The Amounts of four quarters, the annual amount being their sum."""
    values = tuple(Decimal(str(amount)) for amount in amounts)
    return Amounts(sum(values), values)


def table_of(parts, *, envelope=None, state="draft", number=1):
    """A PlanTable of {part name: rows}; the envelope is the total unless told."""
    ids, lines = count(1), []
    for part, rows in enumerate(parts.values(), start=1):
        _add(lines, ids, rows, part=part, parent=None)
    tree = build_parts([PartRecord(n, f"part-{n}", name, None) for n, name in enumerate(parts, start=1)], lines)
    total = add_up(part.amounts for part in tree)
    envelope = total.annual if envelope is None else Decimal(envelope)
    return PlanTable(
        "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต 1", 2564, number, state, envelope, tree, total,
        find_imbalances(tree, envelope),
    )  # fmt: skip


def _add(lines, ids, rows, *, part, parent):
    for name, content in rows:
        number = next(ids)
        is_line = isinstance(content, Amounts)
        kind = "line" if is_line or parent else "category"
        amounts = content if is_line else Amounts()
        lines.append(LineRecord(number, part, parent, f"row-{number}", kind, name, amounts, "", None, 1))
        if not is_line:
            _add(lines, ids, content, part=part, parent=number)


def real_parts(times=1):
    """The real plan of 2564, its office-administration categories `times` over."""
    figures = sample_figures()
    categories = [
        (category["name"], [(line["name"], amounts_of(line)) for line in category["lines"]])
        for category in figures["categories"]
    ]
    names = ("งบพัฒนาคุณภาพการศึกษาและภารกิจกลุ่ม", "งบสำรองจ่ายในรายการที่จำเป็นเร่งด่วนตามนโยบาย")
    totals = [amounts_of(figures["printed_totals"][name]) for name in ("quality_dev", "reserve")]
    ones = {name: [(name, amounts)] for name, amounts in zip(names, totals, strict=True)}
    return {"งบบริหารสำนักงาน": categories * times, **ones}
