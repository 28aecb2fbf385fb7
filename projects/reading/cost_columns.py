"""The head of a cost table: which column is which money."""

import re
from dataclasses import dataclass, field

from projects.enums import CostCategory, FundSource
from projects.reading.grid import Grid
from projects.reading.text import key, number_alone, words

HEAD_REACH = 4
CATEGORIES = {
    "compensation": CostCategory.COMPENSATION,
    "services": CostCategory.SERVICES,
    "materials": CostCategory.MATERIALS,
}
SOURCES = {"area_office": FundSource.AREA_OFFICE, "obec": FundSource.OBEC, "other": FundSource.OTHER}
QUARTERS = ("q1", "q2", "q3", "q4")
MONEY = (*CATEGORIES, "operations", "in_budget", "off_budget", *SOURCES, "total", "unknown_money")

UNIT_TAIL = re.compile(r"(?:หน่วย)?บาท$")
ROLES = (
    ("number", re.compile(r"ที่|ลำดับ(?:ที่|ความสำคัญ)?|ข้อ(?:ที่)?|no|ลาดับที่")),
    ("note", re.compile(r"หมายเหตุ.*")),
    ("unknown_money", re.compile(
        r"(?:หมวด|งบ|รายจ่าย)*(?:ค่า)?(?:สาธารณูปโภค|ครุภัณฑ์.*|ที่ดิน.*|สิ่งก่อสร้าง.*)|งบลงทุน|(?:งบ|เงิน|งบเงิน)อุดหนุน"
        r"|งบบุคลากร|(?:งบ|ค่าใช้จ่าย|รายจ่าย|งบรายจ่าย|หมวด)*(?:อื่นๆ|อื่น)(?:ระบุ)?"
    )),
    ("operations", re.compile(r"งบดำเนิน(?:งาน|การ)")),
    ("compensation", re.compile(r"(?:หมวด|งบ)?(?:ค่า)?ตอบแทน(?:วิทยากร)?")),
    ("services", re.compile(r"(?:หมวด|งบ)?(?:ค่า)?ใช้สอย")),
    ("materials", re.compile(r"(?:หมวด|งบ)?(?:ค่า)?วัสดุ(?:อุปกรณ์)?")),
    ("off_budget", re.compile(r"(?:เงิน|งบ)?นอก(?:งบ|เงินงบ)?(?:ประมาณ)?|เงินนอก|เงินรายได้.*")),
    ("obec", re.compile(r"(?:งบ|เงิน|งบประมาณ|จาก|เงินงบประมาณ)*(?:สพฐ|สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน)")),
    ("area_office", re.compile(r"(?:งบ|เงิน|งบประมาณ|จาก|เงินงบประมาณ)*(?:สพป|สพท|สพม|เขตพื้นที่(?:การศึกษา)?|สำนักงานเขต.*)")),
    ("other", re.compile(
        r"(?:งบ|เงิน|จาก|แหล่ง|หน่วยงาน)+อื่นๆ?|หน่วยงานอื่นๆ?|อปท|(?:งบ"
        r"|เงิน)?(?:สนับสนุน|บริจาค).*|อื่นๆ?(?:อปท.*)?"
    )),
    ("in_budget", re.compile(r"(?:เงิน|ใน|เงินใน)งบ(?:ประมาณ)?(?:แผ่นดิน)?|ในงบ(?:ประมาณ)?")),
    ("rate", re.compile(
        r"(?:(?:ราคา|อัตรา|ค่า)(?:ต่อ|หน่วย|คน|ชิ้น|ครั้ง|เล่ม|ชุด|มื้อ|วัน|ชั่วโมง|ราย|ละ)*){1,3}"
        r"|(?:หน่วย|คน|ชิ้น|ครั้ง|เล่ม|ชุด|มื้อ|วัน|ชั่วโมง)ละ|ราคา(?:หน่วยละ|ต่อ.*)"
    )),
    ("unit", re.compile(r"หน่วย(?:นับ)?")),
    ("quantity", re.compile(
        r"(?:จำนวน|ปริมาณ)(?:คน|หน่วย|ครั้ง|มื้อ|วัน|ชั่วโมง|เล่ม|ชุด|ชิ้น|ราย|ผู้เข้าร่วม|แห่ง"
        r"|โรงเรียน)*|คน|ครั้ง|มื้อ|วัน|ชั่วโมง"
    )),
    ("total", re.compile(
        r"(?:ยอด)?รวม.*|(?:ใช้|วงเงิน|จำนวน|จํานวน|ขอ|ราคา)?(?:งบประมาณ|งปม|เงิน|เป็นเงิน|ค่าใช้จ่าย)(?:ที่ใช้|ที่ขอ|ทั้งสิ้น|รวม|ทั้งหมด|ที่ได้รับ)*|เป็นเงิน.*|จำนวนเงิน.*"
        r"|บาท|ราคารวม|งบประมาณ(?:ปี)?(?:พศ)?\d*|วงเงิน"
    )),
    ("ignored", re.compile(
        r"ระยะเวลา.*|ผู้?รับผิดชอบ.*|สถานที่.*|กลุ่มเป้าหมาย|เป้าหมาย|ตัวชี้วัด.*|วันเดือนปี.*|แหล่ง(?:เงิน|งบ|งบประมาณ|ที่มา).*|เวลา"
    )),
    ("item", re.compile(
        r"(?:รายการ|รายละเอียด)(?:ค่าใช้จ่าย|การใช้จ่าย|การใช้|งบประมาณ|การใช้งบประมาณ|ค่าใช้จ่ายในกิจกรรม)*"
        r"|ค่าใช้จ่าย(?:ในการ.*)?"
    )),
    ("name", re.compile(r".*(?:กิจกรรม|รายการ|ขั้นตอน|โครงการ|รายละเอียด|การดำเนินงาน|งาน|หมวด|ประเภท).*")),
)  # fmt: skip
CATEGORY_COLUMN = re.compile(r"(?:หมวด|ประเภท)(?:รายจ่าย|ค่าใช้จ่าย|เงิน|งบ|งบประมาณ)*")
QUARTER = re.compile(r"(?:ไตรมาส(?:ที่)?|งวดที่|q)([1-4]).*")
NOT_BELOW = ("name", "item", "ignored", "number")
MOSTLY = 0.6


@dataclass
class CostColumns:
    """Columns of a cost table by role; `factors` are columns of quantities and rates with the unit their head names."""

    head_rows: int = 0
    columns: int = 0
    roles: dict[str, list[int]] = field(default_factory=dict)
    factors: dict[int, str] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)

    def one(self, role: str) -> int | None:
        return next(iter(self.roles.get(role, ())), None)

    def heading(self, column: int) -> str:
        """What the lowest row of the head says over a column."""
        return self.headings.get(column, "")

    def money(self) -> dict[int, str]:
        """{column: role} of the columns of money."""
        return {column: role for role in (*MONEY, *QUARTERS) for column in self.roles.get(role, ())}

    @property
    def has_categories(self) -> bool:
        return any(role in self.roles for role in CATEGORIES)

    @property
    def is_of_costs(self) -> bool:
        return bool(self.money()) and bool(self.roles.get("name") or self.roles.get("item"))


def find_columns(grid: Grid) -> CostColumns:
    """What the head of the table says."""
    found = CostColumns(_head_rows(grid), grid.columns)
    for column in range(grid.columns):
        found.headings[column] = next(reversed(grid.head(column, found.head_rows)), "")
        role = role_of(grid, column, found.head_rows)
        if role in ("quantity", "rate"):
            found.factors[column] = _unit(grid, column, found.head_rows, role)
        elif role:
            found.roles.setdefault(role, []).append(column)
    _set_subtotals_apart(found, grid)
    _set_category_apart(found, grid)
    _settle(found)
    return found


def _set_category_apart(found: CostColumns, grid: Grid) -> None:
    """A column "หมวดรายจ่าย" names in each row the category of its money, where it isn't the head of several."""
    for column in list(found.roles.get("name", ())):
        if not CATEGORY_COLUMN.fullmatch(grid.head_key(column, found.head_rows)):
            continue
        texts = [text for row in grid.body(found.head_rows) if (text := grid.text(row, column))]
        named = [text for text in texts if role_named(text) in (*CATEGORIES, "unknown_money")]
        if texts and len(named) >= MOSTLY * len(texts):
            found.roles["name"].remove(column)
            found.roles["category"] = [column]
    if not found.roles.get("name"):
        found.roles.pop("name", None)


def _set_subtotals_apart(found: CostColumns, grid: Grid) -> None:
    """Totals merged over several rows sum those rows, where another column says what each of them costs."""
    totals = found.roles.get("total", [])
    merged = [column for column in totals if _is_merged(column, found, grid)]
    plain = [column for column in totals if column not in merged]
    if merged and (plain or found.has_categories):
        found.roles["subtotal"] = merged
        found.roles["total"] = plain
        if not plain:
            del found.roles["total"]


def _is_merged(column: int, found: CostColumns, grid: Grid) -> bool:
    """Whether a cell of a column goes down over rows that have amounts of their own in another column of money."""
    others = [other for other in found.money() if other != column]
    for row in grid.body(found.head_rows):
        cell = grid.cell(row, column)
        if cell is None or cell.row != row or cell.height < 2 or cell.column != column or not cell.text.strip():
            continue
        rows = range(row, row + cell.height)
        beside = {grid.cell(at, other) for other in others for at in rows if _has_figure(grid, at, other)}
        if len({one.row for one in beside if one is not None and one is not cell}) > 1:
            return True
    return False


def _has_figure(grid: Grid, row: int, column: int) -> bool:
    return bool(re.search(r"\d", grid.text(row, column)))


def role_of(grid: Grid, column: int, head_rows: int) -> str:
    """Role of a column by the lowest of its headings that says one, else by all of them together.

    Where the lowest names a category under a heading for money outside the budget, the category counts.
    """
    heads = grid.head(column, head_rows)
    for text in (*reversed(heads), " ".join(heads)):
        if role := role_named(text):
            return role
    return ""


def role_named(text: str) -> str:
    """Role that a heading names, with or without its unit; "" for none."""
    label = key(text)
    if not label or number_alone(text):
        return ""
    if found := QUARTER.fullmatch(label):
        return f"q{found[1]}"
    for form in (label, UNIT_TAIL.sub("", label)):
        for role, pattern in ROLES:
            if form and pattern.fullmatch(form):
                return role
    return ""


def _unit(grid: Grid, column: int, head_rows: int, role: str) -> str:
    head = " ".join(grid.head(column, head_rows))
    if role == "rate":
        return "บาท"
    for unit in ("คน", "ครั้ง", "มื้อ", "วัน", "ชั่วโมง", "เล่ม", "ชุด", "ชิ้น", "แห่ง", "โรงเรียน"):
        if unit in head:
            return unit
    return ""


def _settle(found: CostColumns) -> None:
    """Of several columns that name: activities first, then what is bought for them. Of one only, that is it."""
    names, items = found.roles.get("name", []), found.roles.get("item", [])
    if names and items:
        found.roles["group"], found.roles["name"] = names[:1], items[:1]
    elif len(names) > 1:
        found.roles["group"], found.roles["name"] = names[:1], names[1:2]
    elif items:
        found.roles["name"] = items[:1]
        if len(items) > 1:
            found.roles["group"], found.roles["name"] = items[:1], items[1:2]
    if {"area_office", "obec"} & found.roles.keys() and "other" not in found.roles and "unknown_money" in found.roles:
        found.roles["other"] = found.roles.pop("unknown_money")
    totals = found.roles.get("total", [])
    if len(totals) > 1:
        found.roles["total"] = totals[-1:] if not found.has_categories else totals[:1]
        found.roles["other_total"] = [column for column in totals if column not in found.roles["total"]]


def _head_rows(grid: Grid) -> int:
    """Rows of the head: the first, and those under it in which the cells are headings of money."""
    rows = 0
    for row in range(min(HEAD_REACH, grid.rows)):
        cells = [cell for cell in grid.row(row) if cell.row == row and cell.text.strip()]
        labels = [cell for cell in cells if _is_head_cell(words(cell.text), first=row == 0)]
        if row and all(role_named(grid.text(0, cell.column)) in NOT_BELOW for cell in labels):
            # Under "รายการ" stand things that cost, and names of their categories: no second row of the head.
            break
        if not labels or len(labels) < MOSTLY * len(cells):
            break
        rows = row + 1
    heights = [cell.row + cell.height for cell in grid.row(0) if cell.row == 0 and 1 < cell.height <= HEAD_REACH]
    return max([rows, *(heights if rows else ())])


def _is_head_cell(text: str, *, first: bool) -> bool:
    role = role_named(text)
    return (bool(role) and (first or role not in NOT_BELOW)) or _is_group_head(text)


def _is_group_head(text: str) -> bool:
    """A heading over several columns of money."""
    return bool(re.search(r"หมวด|งบประมาณ|จำแนก|แหล่ง|ค่าใช้จ่าย|ไตรมาส", text)) and not re.search(r"\d{3}", text)
