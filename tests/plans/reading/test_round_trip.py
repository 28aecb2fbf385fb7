"""Any plan, written in any of many layouts, is read back exactly."""

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from budgetplan.thai.digits import to_thai
from tests.plans.reading.workbooks import HEAD, MONTHS, read_workbook, workbook_of

NAMES = [
    "จ้างเหมาบริการ", "ซ่อมบำรุง", "น้ำมันรถ", "อบรมครู", "ประชุมประจำเดือน", "เอกสารเผยแพร่", "ไฟฟ้า", "อินเทอร์เน็ต",
    "กำจัดขยะ", "เบี้ยประชุม", "วารสาร", "ต้นไม้และสวน", "เครื่องปรับอากาศ", "นิเทศโรงเรียน", "แข่งขันทักษะ", "สอบกลาง",
]  # fmt: skip
ENGLISH = ["Description", "Annual budget", "Q1", "Q2", "Q3", "Q4"]
SHORT = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass
class Branch:
    """A heading with branches below, or a line with four amounts in satang."""

    name: str
    children: list
    satang: tuple = (0, 0, 0, 0)

    @property
    def quarters(self):
        if not self.children:
            return [Decimal(amount) / 100 for amount in self.satang]
        return [sum(amounts) for amounts in zip(*(child.quarters for child in self.children), strict=True)]


@st.composite
def trees(draw, least=0):
    """A plan of one to three levels, amounts from ``least`` satang; names differ, so that lines can be told apart."""
    depth = draw(st.integers(1, 3))
    numbers = iter(range(1000))

    def branch(level):
        high, low = divmod(next(numbers), 40)
        name = f"{draw(st.sampled_from(NAMES))} ชุด{chr(0x0E01 + high)}{chr(0x0E01 + low)}"
        if level == depth:
            return Branch(name, [], tuple(draw(st.integers(least, 10**9)) for _ in range(4)))
        return Branch(name, [branch(level + 1) for _ in range(draw(st.integers(1, 3)))])

    return depth, [branch(1) for _ in range(draw(st.integers(1, 4)))]


@dataclass
class Layout:
    levels: str
    columns: str
    totals: str
    grand: bool
    thai: bool
    head: str
    around: bool


layouts = st.builds(
    Layout,
    levels=st.sampled_from(["numbers", "thai-numbers", "number-column", "indent", "columns", "mixed-numbers"]),
    columns=st.sampled_from(["annual+quarters", "quarters", "quarters+annual", "months", "months+annual", "annual"]),
    totals=st.sampled_from(["above", "below", "none"]),
    grand=st.booleans(),
    thai=st.booleans(),
    head=st.sampled_from(["one", "two", "english"]),
    around=st.booleans(),
)


def walk(branches, path=()):
    for place, branch in enumerate(branches, 1):
        yield branch, (*path, place)
        yield from walk(branch.children, (*path, place))


def figures(quarters, layout):
    annual = [sum(quarters)]
    if layout.columns == "annual":
        return [written(annual[0], layout)]
    if "months" in layout.columns:
        months = [amount for quarter in quarters for amount in (quarter, 0, 0)]
        values = months + (annual if "annual" in layout.columns else [])
    else:
        values = {"annual+quarters": annual + quarters, "quarters": quarters, "quarters+annual": quarters + annual}[
            layout.columns
        ]
    return [written(value, layout) for value in values]


def written(value, layout):
    if layout.thai:
        return to_thai(f"{value:,.2f}") if value else "-"
    return float(value)


def name_cells(name, path, layout, depth):
    """The name as this layout writes it, and the cell left of it where there is one."""
    number = ".".join(map(str, path))
    if layout.levels == "columns":
        return [name if column == len(path) else None for column in range(1, depth + 1)]
    if layout.levels == "number-column":
        return [number, name]
    if layout.levels == "indent":
        return [">" * (len(path) - 1) + name]
    if layout.levels == "mixed-numbers":
        marks = [f"{path[0]}.", f"{path[0]}.{path[-1]}", f"({path[-1]})"]
        return [f"{marks[len(path) - 1]} {name}"]
    text = f"{number}{'.' if len(path) == 1 else ''} {name}"
    return [to_thai(text) if layout.levels == "thai-numbers" else text]


def rows_of(branches, layout, depth, path=()):
    for place, branch in enumerate(branches, 1):
        here = (*path, place)
        cells = name_cells(branch.name, here, layout, depth)
        shows = not branch.children or layout.totals == "above"
        yield [*cells, *(figures(branch.quarters, layout) if shows else [])]
        yield from rows_of(branch.children, layout, depth, here)
        if branch.children and layout.totals == "below":
            yield [*total_cells(f"รวม{branch.name}", layout, depth), *figures(branch.quarters, layout)]


def total_cells(label, layout, depth):
    width = {"columns": depth, "number-column": 2}.get(layout.levels, 1)
    return [None] * (width - 1) + [label]


def head_of(layout, depth):
    labels = list(ENGLISH if layout.head == "english" else HEAD)
    names, annual, quarters = labels[:1], labels[1:2], labels[2:]
    if layout.levels == "columns":
        names = [f"หมวด {level}" for level in range(1, depth)] + names
    if layout.levels == "number-column":
        names = ["ที่", *names]
    if layout.columns == "annual":
        return [[*names, *annual]]
    money = MONTHS if "months" in layout.columns else quarters
    before = annual if layout.columns.startswith("annual") else []
    after = annual if layout.columns.endswith("+annual") else []
    if layout.head == "two":
        group = ["แผนการใช้จ่าย"] + [None] * (len(money) - 1)
        return [[*names, *before, *group, *after], [None] * (len(names) + len(before)) + list(money)]
    return [[*names, *before, *money, *after]]


def render(branches, layout, depth):
    rows = head_of(layout, depth) + list(rows_of(branches, layout, depth))
    if layout.grand:
        whole = Branch("", branches)
        rows.append([*total_cells("รวมทั้งสิ้น", layout, depth), *figures(whole.quarters, layout)])
    if layout.around:
        rows = [["แผนการใช้จ่ายงบประมาณ ประจำปี 2569"], ["หน่วย : บาท"], [], *rows, [], ["ลงชื่อ.......ผู้อนุมัติ"]]
    return workbook_of(("แผน", rows))


@SHORT
@given(trees(), layouts)
def test_any_plan_in_any_layout_is_read_back(tree, layout):
    depth, branches = tree

    no_quarters = layout.columns == "annual"

    reading = read_workbook(render(branches, layout, depth))

    read = [(line.name, line.level, line.annual, line.quarters) for line in reading.lines]
    assert read == [
        (branch.name, len(path) - 1, sum(branch.quarters), None if no_quarters else tuple(branch.quarters))
        for branch, path in walk(branches)
    ]
    assert [fault.sentence for fault in reading.faults] == []


@SHORT
@given(trees(least=1), layouts, st.data())
def test_any_wrong_total_is_found(tree, layout, data):
    """One printed subtotal or grand total is changed: it alone is reported, with what its lines make."""
    depth, branches = tree
    layout = replace(layout, thai=False, around=False)
    workbook = render(branches, layout, depth)
    cells = list(printed_totals(workbook.active, branches, layout))
    assume(cells)
    cell = data.draw(st.sampled_from(cells))
    right = Decimal(str(cell.value))
    cell.value = float(right + data.draw(st.integers(1, 10**6)))

    reading = read_workbook(workbook)

    assert [(fault.cell, fault.computed) for fault in reading.faults] == [(cell.coordinate, right)]


def printed_totals(sheet, branches, layout):
    """Cells of the sheet in which a sum is printed."""
    headings = {branch.name for branch, _ in walk(branches) if branch.children}
    for row in sheet.iter_rows(min_row=2):
        names = [cell.value for cell in row if isinstance(cell.value, str)]
        is_total = any(name.startswith("รวม") or any(name.endswith(heading) for heading in headings) for name in names)
        yield from (cell for cell in row if is_total and isinstance(cell.value, int | float))


@st.composite
def two_levels(draw):
    """Headings over at least two lines, every amount above zero."""

    def line(place):
        amounts = [draw(st.integers(100, 10**8)) for _ in range(4)]
        return Branch(f"{draw(st.sampled_from(NAMES))} {chr(0x0E01 + place)}", [], tuple(amounts))

    def heading(place):
        children = [line(child) for child in range(draw(st.integers(2, 4)))]
        return Branch(f"{draw(st.sampled_from(NAMES))} หลัก{chr(0x0E01 + place)}", children)

    return [heading(place) for place in range(draw(st.integers(1, 4)))]


@SHORT
@given(two_levels(), st.booleans(), st.booleans())
def test_headings_are_known_by_their_sums_alone(branches, bold, grand):
    rows = [HEAD]
    for heading in branches:
        for branch in (heading, *heading.children):
            mark = "*" if bold and branch.children else ""
            rows.append([mark + branch.name, *map(float, [sum(branch.quarters), *branch.quarters])])
    if grand:
        quarters = Branch("", branches).quarters
        rows.append(["รวม", *map(float, [sum(quarters), *quarters])])

    reading = read_workbook(workbook_of(("แผน", rows)))

    assert [(line.name, line.level) for line in reading.lines] == [
        (branch.name, len(path) - 1) for branch, path in walk(branches)
    ]
    assert reading.faults == []


@SHORT
@given(two_levels())
def test_groups_are_known_by_their_totals_alone(branches):
    """No headings at all: lines, then a total that names them."""
    rows = [HEAD]
    for group in branches:
        rows += [[line.name, *map(float, [sum(line.quarters), *line.quarters])] for line in group.children]
        rows.append([f"รวม{group.name}", *map(float, [sum(group.quarters), *group.quarters])])
    quarters = Branch("", branches).quarters
    rows.append(["รวมทั้งสิ้น", *map(float, [sum(quarters), *quarters])])

    reading = read_workbook(workbook_of(("แผน", rows)))

    assert [(line.name, line.level) for line in reading.lines] == [
        (branch.name, len(path) - 1) for branch, path in walk(branches)
    ]
    assert reading.faults == []
