"""The head of a table of activities: which columns are months, and which say what, when, where and who."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from budgetplan.documents.docx_blocks import Cell
from projects.reading.grid import Grid
from projects.reading.periods import MONTH, QUARTERS, BeMonth, full_year, months_of_fiscal_year, read_period
from projects.reading.text import key, words

HEAD_REACH = 5
MONTHS_AT_LEAST = 2
NUMBERED_MONTHS_AT_LEAST = 6
REST_OF_HEAD = re.compile(r"[\s\d.\-–—()/ปีพศ.'ถึงและ,]|เดือน|ไตรมาส(?:ที่)?|งวด")
YEAR = re.compile(r"(?<!\d)(25\d{2}|\d{2})(?!\d)")
WHOLE_NUMBER = re.compile(r"\d{1,2}")
WEEK = re.compile(r"(?:สัปดาห์(?:ที่)?|w|ส)?[1-5]")
NUMBERED_FROM_START = re.compile(r"เดือนที่")

ROLES = (
    ("number", re.compile(r"ที่|ลำดับ(?:ที่|ความสำคัญ)?|ข้อ(?:ที่)?|no")),
    ("note", re.compile(r"หมายเหตุ.*")),
    ("place", re.compile(r"(?:สถานที่|พื้นที่).*")),
    ("responsible", re.compile(r".*รับผิดชอบ.*|ผู้ดำเนินการ|ผู้ประสานงาน|ผู้เกี่ยวข้อง")),
    ("target", re.compile(r"(?:กลุ่ม)?เป้าหมาย.*|ตัวชี้วัด.*|ผลผลิต.*|จำนวนผู้.*|ผู้เข้าร่วม.*|ผลที่.*|วิธีการประเมิน.*|เครื่องมือ.*")),
    ("amount", re.compile(r"(?:ใช้|จำนวน|วงเงิน|เงิน)?งบประมาณ.*|งปม.*|ค่าใช้จ่าย.*|จำนวนเงิน.*|เงิน.*")),
    ("period", re.compile(r"(?:ระยะ|กำหนด|ช่วง|วัน)?เวลา.*|วันเดือนปี.*|วันที่.*|ปฏิทิน.*|(?:ช่วง)?เดือน.*|ไตรมาส.*|กำหนดการ")),
    ("name", re.compile(r".*(?:กิจกรรม|ขั้นตอน|รายการ|การดำเนิน|วิธีการ|วิธีดำเนิน|งานที่|รายละเอียด|แผนงาน|โครงการ|ภารกิจ).*|งาน")),
)


@dataclass
class Layout:
    """Columns of a table of activities. `months` maps a column to the months it stands for."""

    head_rows: int = 0
    columns: int = 0
    months: dict[int, tuple[BeMonth, ...]] = field(default_factory=dict)
    roles: dict[str, list[int]] = field(default_factory=dict)

    @property
    def is_of_activities(self) -> bool:
        names = self.roles.get("name")
        return bool(names) and (len(self.months) >= MONTHS_AT_LEAST or bool(self.roles.get("period")))

    def one(self, role: str) -> int | None:
        return next(iter(self.roles.get(role, ())), None)


def find_layout(grid: Grid, year_be: int) -> Layout:
    """What the head of the table says; a Layout without names where it is no table of activities."""
    row, months = _month_row(grid, year_be)
    layout = Layout(columns=grid.columns, months=months)
    layout.head_rows = _head_rows(grid, row, months)
    for column in range(grid.columns):
        if column in months:
            continue
        if role := _role(grid, column, layout.head_rows, months):
            layout.roles.setdefault(role, []).append(column)
    if "name" not in layout.roles and months:
        free = [column for column in range(min(months)) if column not in _taken(layout)]
        layout.roles["name"] = free[-1:]
    return layout


def _taken(layout: Layout) -> set[int]:
    return {column for columns in layout.roles.values() for column in columns}


def _role(grid: Grid, column: int, head_rows: int, months: dict) -> str:
    """Role of a column by the lowest of its headings that says one, else by all of them together."""
    heads = grid.head(column, head_rows)
    for text in (*reversed(heads), " ".join(heads)):
        label = key(text)
        role = next((role for role, pattern in ROLES if label and pattern.fullmatch(label)), "")
        if role == "period" and months:
            continue
        if role:
            return role
    return ""


def _month_row(grid: Grid, year_be: int) -> tuple[int | None, dict[int, tuple[BeMonth, ...]]]:
    """(row of the months in the head, the months of its columns); (None, {}) where there are none."""
    best: tuple[int | None, dict[int, tuple[BeMonth, ...]]] = (None, {})
    most = 0
    for row in range(min(HEAD_REACH, grid.rows)):
        found = _named_months(grid, row, year_be) or _numbered_months(grid, row, year_be)
        if len(found) < MONTHS_AT_LEAST:
            continue
        cells = len({id(grid.cell(row, column)) for column in found})
        if cells > most:
            best, most = (row, found), cells
    return best if most >= MONTHS_AT_LEAST else (None, {})


def _named_months(grid: Grid, row: int, year_be: int) -> dict[int, tuple[BeMonth, ...]]:
    found: dict[int, tuple[BeMonth, ...]] = {}
    for cell in grid.row(row):
        if months := _head_months(cell, grid, row, year_be):
            for column in range(cell.column, cell.column + cell.width):
                found[column] = months
    return found


def _head_months(cell: Cell, grid: Grid, row: int, year_be: int) -> tuple[BeMonth, ...]:
    text = words(cell.text)
    if not text or REST_OF_HEAD.sub("", QUARTERS.sub("", MONTH.sub("", text))):
        return ()
    quarter = _numbered_quarter(cell, grid, row)
    months = read_period(quarter or text, year_be).months or ()
    if not months or len(months) == 12:
        return ()
    if year := _year_above(cell, grid, row):
        said_itself = any(match["year"] for match in MONTH.finditer(text))
        if not said_itself and MONTH.search(text):
            return tuple((year, month) for _year, month in months)
    return months


def _numbered_quarter(cell: Cell, grid: Grid, row: int) -> str:
    """ "ไตรมาส 2" for a cell "2" under one that says quarters."""
    text = words(cell.text)
    above = grid.cell(row - 1, cell.column) if row else None
    if text in ("1", "2", "3", "4") and above is not None and "ไตรมาส" in above.text:
        return f"ไตรมาส {text}"
    return ""


def _year_above(cell: Cell, grid: Grid, row: int) -> int | None:
    """The calendar year that a head cell over this one names; a fiscal year is none."""
    for above in range(row - 1, -1, -1):
        head = grid.cell(above, cell.column)
        if head is None or head is cell:
            continue
        text = words(head.text)
        if "ปีงบประมาณ" in text or not (found := YEAR.search(text)):
            continue
        return full_year(found[1])
    return None


def _numbered_months(grid: Grid, row: int, year_be: int) -> dict[int, tuple[BeMonth, ...]]:
    """Months written as figures: 10 11 12 1 2 … are those of the calendar.

    1 to 12 in order are counted from the start of the fiscal year where the head says "เดือนที่", or where the first
    year over them has three columns; else from January.
    """
    cells = [cell for cell in grid.row(row) if WHOLE_NUMBER.fullmatch(words(cell.text))]
    numbers = [int(words(cell.text)) for cell in cells]
    if len(numbers) < NUMBERED_MONTHS_AT_LEAST or not _are_months(numbers) or not _says_time(grid, row, cells):
        return {}
    year = months_of_fiscal_year(year_be)
    of_month = {month: (be, month) for be, month in year}
    if numbers[0] == 1 and _counted_from_start(grid, row, cells):
        of_month = {number: year[number - 1] for number in range(1, 13)}
    return {
        column: (of_month[number],)
        for cell, number in zip(cells, numbers, strict=True)
        for column in range(cell.column, cell.column + cell.width)
    }


def _are_months(numbers: list[int]) -> bool:
    steps = [(after - before) % 12 for before, after in pairwise(numbers)]
    return all(1 <= number <= 12 for number in numbers) and set(steps) == {1}


def _says_time(grid: Grid, row: int, cells: list[Cell]) -> bool:
    above = [grid.text(other, cell.column) for other in range(row) for cell in cells]
    return any(re.search(r"เดือน|ปี|25\d\d|เวลา|พ\.?ศ", text) for text in above)


def _counted_from_start(grid: Grid, row: int, cells: list[Cell]) -> bool:
    if any(NUMBERED_FROM_START.search(grid.text(other, cell.column)) for other in range(row) for cell in cells):
        return True
    years = [_year_above(cell, grid, row) for cell in cells]
    return Counter(years)[years[0]] == 3 and len(set(years)) == 2


def _head_rows(grid: Grid, month_row: int | None, months: dict) -> int:
    if month_row is None:
        heights = [cell.row + cell.height for cell in grid.row(0) if cell.row == 0]
        filled = [cell for cell in grid.row(0) if cell.text.strip()]
        # A head that is merged over everything in its column is a column of its own, no head.
        usual = [height for height in heights if height < grid.rows] or [1]
        return max(usual) if filled else 1
    rows = month_row + 1
    while rows < grid.rows and _is_week_row(grid, rows, months):
        rows += 1
    return max([rows, *(cell.row + cell.height for cell in grid.row(0) if cell.height <= HEAD_REACH and cell.row == 0)])


def _is_week_row(grid: Grid, row: int, months: dict) -> bool:
    texts = [key(grid.text(row, column)) for column in months]
    others = [grid.cell(row, column) for column in range(grid.columns) if column not in months]
    free = [cell for cell in others if cell is not None and cell.row == row and cell.text.strip()]
    return not free and all(WEEK.fullmatch(text) for text in texts)
