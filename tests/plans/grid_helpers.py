"""Short ways for the tests of the grid: lines by name, amounts, and the plan as plain tuples."""

from decimal import Decimal

from django.urls import reverse

from plans.models import SpendingLine
from plans.selectors import plan_table
from plans.services import lines
from plans.totals import Amounts
from tests.factories import sample_figures


def spread(annual, *quarters):
    """Amounts from plain numbers; without quarters all of it falls into the first."""
    return Amounts(Decimal(annual), tuple(Decimal(quarter) for quarter in quarters or (annual, 0, 0, 0)))


def part_keys(plan):
    """The keys of a plan's parts, in order."""
    return [str(key) for key in plan.parts.order_by("position").values_list("key", flat=True)]


def add(plan, by, *rows, part=None, **where):
    """Add rows (NewRow, or a bare name) to the first part, or to `part`; returns the keys of the top lines."""
    new_rows = [row if isinstance(row, lines.NewRow) else lines.NewRow(row) for row in rows]
    lines.add_rows(plan=plan, rows=new_rows, by=by, part=part or part_keys(plan)[0], **where)
    return [key_of(plan, row.name) for row in new_rows]


def category(plan, name):
    """The office's category of that name."""
    return lines.category_named(plan.office_id, name)


def line_of(plan, name):
    return SpendingLine.objects.get(plan=plan, name=name)


def key_of(plan, name):
    return str(line_of(plan, name).key)


def cells_of(plan, name):
    """(annual, q1, q2, q3, q4) of the line of that name, as stored."""
    line = line_of(plan, name)
    return (line.annual, line.q1, line.q2, line.q3, line.q4)


def change(plan, name, field, value, was=None):
    return lines.CellChange(key_of(plan, name), field, value, was)


def address(action, number=1):
    """The address of an action of the grid."""
    return reverse(f"plans:api_{action}", args=[2564, number])


def cell(plan, name, field, value, was=None):
    """A typed cell as the page sends it."""
    return {"key": key_of(plan, name), "field": field, "value": value, "was": was}


def outline(plan):
    """The plan's rows as (number, name, annual), parts included."""
    return [(row.number, row.name, row.amounts.annual) for row in plan_table(plan).rows()]


def names(plan, part=0):
    """The printed numbers and names of one part's rows."""
    return [f"{row.number} {row.name}" for row in list(plan_table(plan).parts[part].walk())[1:]]


def real_block(*, parts=("quality_dev", "reserve")):
    """The real plan's table as its paper prints it and a spreadsheet copies it: Thai digits, dashes, totals."""
    figures = sample_figures()
    rows = [["รายการ", "งบประมาณ", *(f"ไตรมาสที่ {quarter}" for quarter in "๑๒๓๔")]]
    for group in figures["categories"]:
        rows += [[row["label_as_printed"], *row["cells_as_printed"]] for row in (group, *group["lines"])]
    totals = figures["printed_totals"]
    for name in ("office_admin_total", *parts, "grand_total"):
        rows.append([totals[name]["label_as_printed"], *totals[name]["cells_as_printed"]])
    return "".join("\t".join(row) + "\r\n" for row in rows)
