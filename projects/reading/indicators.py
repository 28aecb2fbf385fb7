"""Indicators with method and tool: tables of them, and lists where an office writes none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from budgetplan.documents.docx_blocks import Cell, Table
from projects.enums import IndicatorKind
from projects.reading.grid import Grid
from projects.reading.items import flat_items
from projects.reading.stream import Line, lines_in
from projects.reading.text import key, split_number, words

OUTPUT = re.compile(r"(?:ตัวชี้วัด|ตัวบ่งชี้)?(?:ด้าน|เชิง)?ผลผลิต(?:out\w*)?|outputs?|outptus?")
OUTCOME = re.compile(r"(?:ตัวชี้วัด|ตัวบ่งชี้)?(?:ด้าน|เชิง)?ผลลัพธ์(?:out\w*)?|outcomes?")
NO_KIND = re.compile(r"(?:ตัวชี้วัด|ตัวบ่งชี้)?(?:ด้าน|เชิง)(?:ปริมาณ|คุณภาพ|เวลา|ค่าใช้จ่าย)")
ROLES = (
    ("number", re.compile(r"ที่|ลำดับ(?:ที่)?|ข้อ(?:ที่)?|no")),
    ("method", re.compile(
        r"(?:วิธี(?:การ)?|การ)(?:ที่ใช้)?.*(?:วัด|ประเมิน|ติดตาม|เก็บ|ตรวจสอบ|ดำเนิน).*"
        r"|วิธี(?:การ)?|การวัด.*|การประเมิน.*"
    )),
    ("tool", re.compile(r"เครื่องมือ.*|แบบ(?:ประเมิน|วัด|สอบถาม).*")),
    ("target", re.compile(r"(?:ค่า)?เป้าหมาย.*|เกณฑ์.*|ร้อยละ|ค่าเป้า.*|ระดับความสำเร็จ|เป้า")),
    ("indicator", re.compile(
        r"(?:ตัวชี้วัด|ตัวบ่งชี้|ดัชนี|เครื่องชี้วัด|ตัวชี้|ความสำเร็จ|สิ่งที่ประเมิน|ประเด็น"
        r"|รายการประเมิน|สภาพความสำเร็จ|รายการ).*"
    )),
    ("kind", re.compile(r"ประเภท.*|ด้าน|ระดับ")),
)  # fmt: skip


@dataclass
class ReadIndicator:
    text: str
    kind: str = ""
    target: str = ""
    method: str = ""
    tool: str = ""


def read_indicator_table(table: Table) -> list[ReadIndicator] | None:
    """The indicators of a table, None where it is none."""
    grid = Grid(table)
    heads = max((cell.height for cell in grid.row(0) if cell.row == 0 and cell.height < grid.rows), default=1)
    roles: dict[str, int] = {}
    for column in range(grid.columns):
        label = grid.head_key(column, heads)
        role = next((role for role, pattern in ROLES if pattern.fullmatch(label)), "")
        roles.setdefault(role, column)
    roles.pop("", None)
    if "indicator" not in roles or not {"method", "tool", "target"} & set(roles):
        return None
    found: list[ReadIndicator] = []
    kind = ""
    for row in grid.body(heads):
        kind = _read_row(grid, row, roles, kind, found)
    return found


def _read_row(grid: Grid, row: int, roles: dict[str, int], kind: str, found: list[ReadIndicator]) -> str:
    cell = grid.cell(row, roles["indicator"])
    if cell is None or not cell.text.strip():
        return kind
    if cell.row != row:
        # One indicator over several rows: what stands beside it there is added.
        _add_beside(grid, row, roles, found)
        return kind
    kinds = _with_kinds(list(lines_in(cell.blocks)), kind)
    if "kind" in roles and (said := _kind(grid.text(row, roles["kind"]))) is not None:
        kinds = [(said, lines) for _kind_before, lines in kinds]
    items = [(said, item.no, item.text) for said, lines in kinds for item in flat_items(lines, joins=_joins)]
    beside = {role: _entries(grid.cell(row, roles[role])) for role in ("target", "method", "tool") if role in roles}
    for place, (said, _no, text) in enumerate(items):
        values = {role: _value(entries, place, len(items)) for role, entries in beside.items()}
        found.append(ReadIndicator(text, said, **values))
    return kinds[-1][0] if kinds else kind


def _joins(_line: Line) -> bool | None:
    """Lines of an indicator without a number go on it: Word's users break lines to make them fit."""
    return True


def _with_kinds(lines: list[Line], kind: str) -> list[tuple[str, list[Line]]]:
    """Lines under the headings "ผลผลิต" and "ผลลัพธ์" in the cell, or with the kind that went on from before."""
    groups: list[tuple[str, list[Line]]] = [(kind, [])]
    for line in lines:
        text = split_number(line.text)[1]
        head, _colon, rest = text.partition(":")
        said = _kind(head)
        if said is None:
            groups[-1][1].append(line)
            continue
        groups.append((said, [Line(rest.strip())] if rest.strip() else []))
    return [(said, listed) for said, listed in groups if any(not line.is_blank for line in listed)] or (
        [(groups[-1][0], [])] if len(groups) > 1 else []
    )


def _kind(text: str) -> str | None:
    """The kind that a heading names; "" for one that names another distinction; None for no heading."""
    label = key(text)
    if OUTPUT.fullmatch(label):
        return IndicatorKind.OUTPUT
    if OUTCOME.fullmatch(label):
        return IndicatorKind.OUTCOME
    return "" if NO_KIND.fullmatch(label) else None


def _entries(cell: Cell | None) -> list[str]:
    """What stands in a cell, an entry for each numbered line or paragraph; dashes off, numbers kept."""
    if cell is None:
        return []
    items = flat_items(lines_in(cell.blocks))
    return [f"{item.number.text}. {item.text}" if item.no else item.text for item in items]


def _value(entries: list[str], place: int, count: int) -> str:
    """Entry for entry where there are as many as indicators, else all of them for each."""
    if count > 1 and len(entries) == count:
        return _bare(entries[place])
    return "; ".join(entries) if len(entries) > 1 else _bare(entries[0]) if entries else ""


def _bare(entry: str) -> str:
    return split_number(entry)[1]


def _add_beside(grid: Grid, row: int, roles: dict[str, int], found: list[ReadIndicator]) -> None:
    for role in ("target", "method", "tool"):
        cell = grid.cell(row, roles[role]) if role in roles else None
        if found and cell is not None and cell.row == row and cell.text.strip():
            before = getattr(found[-1], role)
            setattr(found[-1], role, "; ".join(filter(None, (before, *_entries(cell)))))


def read_indicator_lines(lines: Iterable[Line]) -> list[ReadIndicator]:
    """Indicators written as a list, with the methods and tools that sub-headings name, which are shared by all."""
    parts: dict[str, list[Line]] = {"indicator": []}
    kinds: list[tuple[str, list[Line]]] = [("", [])]
    role = "indicator"
    for line in lines:
        text = split_number(line.text)[1]
        head, colon, rest = words(text).partition(":")
        named = next((name for name, pattern in ROLES if pattern.fullmatch(key(head))), "")
        if named in ("indicator", "method", "tool"):
            role = named
            if rest.strip():
                _put(Line(rest.strip()), role, parts, kinds)
        elif (said := _kind(head)) is not None:
            role = "indicator"
            kinds.append((said, [Line(rest.strip())] if colon and rest.strip() else []))
        else:
            _put(line, role, parts, kinds)
    shared = {name: "; ".join(item.text for item in flat_items(parts.get(name, []))) for name in ("method", "tool")}
    return [ReadIndicator(item.text, said, **shared) for said, listed in kinds for item in flat_items(listed)]


def _put(line: Line, role: str, parts: dict[str, list[Line]], kinds: list[tuple[str, list[Line]]]) -> None:
    if role == "indicator":
        kinds[-1][1].append(line)
    else:
        parts.setdefault(role, []).append(line)
