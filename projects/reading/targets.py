"""Targets: quantitative ones with value and unit, qualitative ones, under their sub-headings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgetplan.documents.docx_blocks import Table
from budgetplan.thai.money import AmountError, parse_amount
from projects.enums import TargetKind
from projects.reading import vocabulary as words_of
from projects.reading.grid import Grid
from projects.reading.items import flat_items
from projects.reading.stream import Item, Line, lines_in
from projects.reading.text import key, split_number, words

FIGURE = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
UNITS = (
    "คน|ราย|ท่าน|รูป|โรงเรียน|โรง|สถานศึกษา|แห่ง|ครั้ง|เล่ม|ชุด|ป้าย|ชิ้น|เรื่อง|วัน|รุ่น|กลุ่ม|ทีม|หลักสูตร|เครื่อง|ฉบับ|ห้องเรียน|ห้อง|หน่วยงาน|"
    "หน่วย|ศูนย์|เครือข่าย|คู่|แผ่น|ระบบ|อำเภอ|ตำบล|หมู่บ้าน|ครัวเรือน|รายการ|กิจกรรม|โครงการ|ไร่|ต้น|ตัว|คัน|หลัง|ชั่วโมง|มื้อ|บาท|องค์กร|ชมรม|"
    "ช่องทาง|คลิป|เวที|ผลงาน|นวัตกรรม|แผน|จุด|เขต|ประเภท|ข้อ|ระดับ|เดือน|ปี|ไตรมาส|เว็บไซต์|ครู|นักเรียน|ศพด|อัน|ใบ|กล่อง|แบบ|งาน|ด้าน|สาย|ฐาน|คณะ"
)
AMOUNT_OF = re.compile(rf"(?:เป็น)?จำนวน(?:ทั้งสิ้น|รวม)?\s*(?:ไม่น้อยกว่า|อย่างน้อย|ประมาณ)?\s*{FIGURE}\s*([ก-ฮเ-ไ][ก-๎]*)?")
COUNTED = re.compile(rf"(?<![\d.,/xX×*]){FIGURE}\s*({UNITS})(?![ก-ฮ])")
TOTAL_OF = re.compile(rf"(?:รวม(?:ทั้งสิ้น|ทั้งหมด)?|ทั้งสิ้น)\s*(?:จำนวน)?\s*{FIGURE}\s*([ก-ฮเ-ไ][ก-๎]*)?")
PERCENT = re.compile(rf"(?:คิดเป็น)?ร้อยละ\s*(?:ไม่น้อยกว่า\s*)?{FIGURE}|{FIGURE}\s*(?:%|เปอร์เซ็นต์)")
AT_END = re.compile(r"[\s)\].,ขึ้นไป]*")
LEAD = re.compile(r".*(?:ประกอบด้วย|ดังนี้|ได้แก่|ดังต่อไปนี้|คือ)\s*:?")
GROUP_HEADS = re.compile(r"(?:กลุ่ม)?เป้าหมาย|ผลผลิต.*|ผลลัพธ์.*|พื้นที่(?:เป้าหมาย)?")
TABLE_VALUE = re.compile(r"จำนวน.*|ปริมาณ.*|ค่าเป้าหมาย.*|เป้าหมาย.*")
TABLE_UNIT = re.compile(r"หน่วย(?:นับ)?")
PERCENT_UNIT = "ร้อยละ"


@dataclass
class ReadTarget:
    text: str
    kind: TargetKind
    value: Decimal | None = None
    unit: str = ""
    no: str = ""


def read_targets(items: Iterable[Item]) -> list[ReadTarget]:
    """The targets in the lines and tables of a part. Without a sub-heading one with a figure is quantitative."""
    found: list[ReadTarget] = []
    kind: TargetKind | None = None
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Table):
            found += [*_of_lines(lines, kind), *_of_table(item)]
            lines = []
            continue
        said, rest = _sub_heading(item)
        if said is None:
            lines.append(item)
            continue
        found += _of_lines(lines, kind)
        kind, lines = said, [Line(rest)] if rest else []
    return found + _of_lines(lines, kind)


def _sub_heading(line: Line) -> tuple[TargetKind | None, str]:
    """(kind, what follows on the line) of a line "3.1 เชิงปริมาณ ผู้เข้าประชุม…"; (None, "") for any other."""
    _number, text = split_number(line.text)
    for cut in (len(text), *_cuts(text)):
        head, rest = text[:cut], text[cut:].strip(" :：-\t")
        label = key(re.sub(r"\(.*\)", "", head))
        for kind, pattern in (
            (TargetKind.QUANTITATIVE, words_of.QUANTITATIVE),
            (TargetKind.QUALITATIVE, words_of.QUALITATIVE),
        ):
            if label and (pattern.fullmatch(label) or pattern.fullmatch(key(head))):
                return kind, "" if rest.startswith("(") and rest.endswith(")") else rest
    return None, ""


def _cuts(text: str) -> list[int]:
    places = [found.start() for found in re.finditer(r"[\s:：(]", text)]
    return [place for place in reversed(places) if place < 60]


def _of_lines(lines: list[Line], kind: TargetKind | None) -> list[ReadTarget]:
    found = []
    for item in flat_items(_with_values_joined(lines), joins=_joins):
        if GROUP_HEADS.fullmatch(key(item.text)):
            continue
        target = _target(item.text, kind)
        target.no = item.no
        if target.value is None and LEAD.fullmatch(item.text):
            continue
        found.append(target)
    return found


def _with_values_joined(lines: list[Line]) -> list[Line]:
    """Figures that were pushed on a line of their own with tabs belong to the line before."""
    joined: list[Line] = []
    for line in lines:
        text = words(line.text)
        alone = re.fullmatch(rf"(?:จำนวน)?\s*(?:{FIGURE})?\s*(?:{UNITS})?", text)
        if joined and text and alone and not line.number:
            before = joined[-1]
            joined[-1] = Line(f"{before.text} {line.text}", before.number, before.bold, before.style, before.align)
        elif text:
            joined.append(line)
    return joined


def _joins(line: Line) -> bool | None:
    return False if re.match(r"\s*รวม(?:ทั้งสิ้น|ทั้งหมด)?\s*(?:จำนวน)?\s*[\d๐-๙]", line.text) else None


def _target(text: str, kind: TargetKind | None) -> ReadTarget:
    if kind == TargetKind.QUALITATIVE:
        return ReadTarget(text, kind)
    figure = _figure(text)
    if figure is None:
        return ReadTarget(text, kind or TargetKind.QUALITATIVE)
    value, unit, start, end = figure
    shown = text[:start].strip(" :-–,(") if AT_END.fullmatch(text[end:]) and text[:start].strip(" :-–,(") else text
    return ReadTarget(shown, kind or TargetKind.QUANTITATIVE, value, unit)


def _figure(text: str) -> tuple[Decimal, str, int, int] | None:
    """(value, unit, start, end) of the figure a target is about: one at its end, else the first of the surest kind."""
    found = []
    for pattern in (AMOUNT_OF, PERCENT, TOTAL_OF, COUNTED):
        for match in pattern.finditer(text):
            value = _value(match)
            if value is not None:
                found.append((value, _unit(pattern, match), match.start(), match.end()))
    at_end = [figure for figure in found if AT_END.fullmatch(text[figure[3] :])]
    return next(iter(at_end or found), None)


def _value(match) -> Decimal | None:
    try:
        amount = parse_amount(next(figure for figure in match.groups() if figure and figure[0].isdigit()))
    except AmountError:
        return None
    return amount.quantize(Decimal(1)) if amount is not None and amount == amount.to_integral() else amount


def _unit(pattern: re.Pattern, match) -> str:
    if pattern is PERCENT:
        return PERCENT_UNIT
    typed = match[2] or ""
    known = re.match(UNITS, typed)
    return known[0] if known else typed


def _of_table(table: Table) -> list[ReadTarget]:
    """Targets in a table with a column for the figure and perhaps one for the unit, or with a column for each kind."""
    grid = Grid(table)
    if sides := _sides(grid):
        return _of_sides(grid, sides)
    heads = [grid.head_key(column, 1) for column in range(grid.columns)]
    value = next((i for i, head in enumerate(heads) if i and TABLE_VALUE.fullmatch(head)), None)
    unit = next((i for i, head in enumerate(heads) if TABLE_UNIT.fullmatch(head)), None)
    found = []
    for row in grid.body(1):
        texts = [grid.text(row, column) for column in range(grid.columns)]
        name = next(
            (
                split_number(text)[1]
                for i, text in enumerate(texts)
                if i not in (value, unit) and key(text) and not text.isdigit()
            ),
            "",
        )
        figure = re.match(rf"(?:ร้อยละ\s*)?{FIGURE}\s*(\S+)?", texts[value]) if value is not None else None
        if not name:
            continue
        if figure is None:
            found.append(_target(name, None))
            continue
        said = texts[unit] if unit is not None else "ร้อยละ" if "ร้อยละ" in texts[value] else figure[2] or ""
        found.append(ReadTarget(name, TargetKind.QUANTITATIVE, _value(figure), said))
    return found


def _sides(grid: Grid) -> dict[int, TargetKind]:
    """{column: kind} of a table headed "เชิงปริมาณ" and "เชิงคุณภาพ" side by side; {} for any other."""
    said = {column: _sub_heading(Line(grid.text(0, column))) for column in range(grid.columns)}
    sides = {column: kind for column, (kind, rest) in said.items() if kind is not None and not rest}
    return sides if len(set(sides.values())) == 2 else {}


def _of_sides(grid: Grid, sides: dict[int, TargetKind]) -> list[ReadTarget]:
    found: list[ReadTarget] = []
    for column, kind in sides.items():
        for row in grid.body(1):
            cell = grid.cell(row, column)
            if cell is not None and cell.row == row and cell.column == column:
                found += _of_lines([line for line in lines_in(cell.blocks) if not line.is_blank], kind)
    return found
