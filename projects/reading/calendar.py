"""Tables of activities: each row's activities, when, where and who."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from budgetplan.documents.docx_blocks import Cell, Table
from projects.reading.grid import Grid
from projects.reading.items import ListItem, as_tree, flat_items
from projects.reading.layout import Layout, find_layout
from projects.reading.marks import MarkReader
from projects.reading.periods import BeMonth, Period, read_period
from projects.reading.stream import Line, lines_in
from projects.reading.text import Number, automatic_number, key, named_number, number_alone, split_number, words

TOTAL = re.compile(r"(?:ยอด)?รวม(?:เงิน|งบประมาณ|ทั้งสิ้น|ทั้งหมด|เป็นเงิน|ทั้งโครงการ|ค่าใช้จ่าย)*")
CARRIED = re.compile(r"(?:รวม|ยอด|เงิน)*ยก(?:ยอด)?(?:ไป|มา).*")
"""A row that carries a sum from one page to the next."""
GOES_ON = re.compile(r"(?:[-–—−~,]|ถึง|และ)\s*$")
BEGINS_ON = re.compile(r"(?:[-–—−~,]|ถึง|และ)")


@dataclass
class ReadActivity:
    """An activity as printed. ``months`` None: the document doesn't say, or it wasn't understood."""

    no: str = ""
    text: str = ""
    place: str = ""
    responsible: str = ""
    period: str = ""
    months: tuple[BeMonth, ...] | None = None
    children: list["ReadActivity"] = field(default_factory=list)
    from_costs: bool = False
    amounts: list[str] = field(default_factory=list)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class ActivityTable:
    """What a table of activities says; ``amounts`` whether it has a column of money too."""

    layout: Layout
    items: list[tuple[ListItem, ReadActivity]] = field(default_factory=list)
    drawn: bool = False
    drawn_unread: bool = False
    unread_periods: list[str] = field(default_factory=list)


def read_activity_table(table: Table, year_be: int, before: Layout | None = None) -> ActivityTable | None:
    """The activities of a table, None where it is none. A table without a head goes on the one ``before`` it."""
    grid = Grid(table)
    layout = find_layout(grid, year_be)
    if not layout.is_of_activities:
        if before is None or before.columns != grid.columns or layout.roles:
            return None
        layout = Layout(0, before.columns, before.months, before.roles)
    read = ActivityTable(layout)
    marks = MarkReader(grid, layout, year_be)
    for row in grid.body(layout.head_rows):
        _read_row(grid, row, read, marks, year_be)
    read.drawn, read.drawn_unread = marks.drawn, marks.drawn_unread
    return read


def _read_row(grid: Grid, row: int, read: ActivityTable, marks: MarkReader, year_be: int) -> None:
    layout = read.layout
    items, own = _row_items(grid, row, layout)
    if not items or TOTAL.fullmatch(key(items[0].text)) or CARRIED.fullmatch(key(items[0].text)):
        return
    counted = [item for item in own if not item.number.is_bullet] or own
    months = marks.months_of(row, len(counted)) if layout.months else [()] * len(counted)
    periods = _periods(grid, row, read, own, year_be)
    found = []
    for item in items:
        index = next((i for i, other in enumerate(counted) if other is item), None)
        marked = months[index] if index is not None else ()
        timed = periods.get(id(item))
        activity = ReadActivity(
            no=item.no,
            text=item.text,
            place=_text(grid, row, layout, "place"),
            responsible=_text(grid, row, layout, "responsible"),
            period=timed.printed if timed else "",
            months=marked or (timed.months if timed else None) or None,
            amounts=[grid.text(row, column) for column in layout.roles.get("amount", ())],
        )
        found.append((item, activity))
    read.items += found


def _text(grid: Grid, row: int, layout: Layout, role: str) -> str:
    column = layout.one(role)
    return grid.text(row, column) if column is not None else ""


def _periods(grid: Grid, row: int, read: ActivityTable, own: list[ListItem], year_be: int) -> dict[int, Period]:
    """{id of an activity: its period} for those a row's cell of times is for.

    Several times one below the other are each for one of as many activities. Where they are not as many, none can be
    told: the cell is one that wasn't understood.
    """
    cell = next(
        (cell for column in read.layout.roles.get("period", ()) if (cell := grid.cell(row, column)).text.strip()), None
    )
    if cell is None:
        return {}
    printed = words(cell.text)
    times = _times(cell.text, year_be)
    period = read_period(printed, year_be)
    if len(own) > 1 and len(set(times)) > 1:
        timed = next((group for group in _groups(own) if len(group) == len(times)), None)
        if timed is not None:
            return {id(item): read_period(text, year_be) for item, text in zip(timed, times, strict=True)}
        period = Period(printed)
    if period.months is None and printed not in read.unread_periods and key(printed):
        read.unread_periods.append(printed)
    return {id(item): period for item in own}


def _times(text: str, year_be: int) -> list[str]:
    """The times in a cell, one for each line; a line that goes on the one before is put to it."""
    times: list[str] = []
    for line in (words(line) for line in text.split("\n") if line.strip()):
        goes_on = times and (
            GOES_ON.search(times[-1]) or BEGINS_ON.match(line) or not read_period(line, year_be).months
        )
        if goes_on:
            times[-1] = f"{times[-1]} {line}"
        else:
            times.append(line)
    return times


def _groups(own: list[ListItem]) -> Iterator[list[ListItem]]:
    """All activities of a cell, those with a number, and those with none below them."""
    yield own
    numbered = [item for item in own if item.number and not item.number.is_bullet]
    yield numbered
    yield [
        one for one in numbered if not any(other.number.text.startswith(f"{one.number.text}.") for other in numbered)
    ]


def _row_items(grid: Grid, row: int, layout: Layout) -> tuple[list[ListItem], list[ListItem]]:
    """(activities written in the name cells that begin in a row, those of them that its marks are for).

    Where main and sub-activities have columns of their own, the row is that of the sub-activity.
    """
    items: list[ListItem] = []
    own: list[ListItem] = []
    numbers = _numbers(grid, row, layout)
    for place, column in enumerate(layout.roles["name"]):
        cell = grid.cell(row, column)
        if cell is None or cell.row != row or not cell.text.strip():
            continue
        own = cell_items(cell, numbers if place == 0 else [])
        if place and not any(item.number for item in own):
            own = [ListItem(Number("-"), item.text, [], item.lines) for item in own]
        items += own
    return items, own


def _numbers(grid: Grid, row: int, layout: Layout) -> list[str]:
    column = layout.one("number")
    cell = grid.cell(row, column) if column is not None else None
    if cell is None or cell.row != row:
        return []
    return cell_numbers(cell)


def cell_numbers(cell: Cell) -> list[str]:
    """The numbers in a cell of a column "ที่", a line each."""
    lines = [line for line in lines_in(cell.blocks) if line.number or not line.is_blank]
    found = []
    for line in lines:
        text = words(line.text)
        number = automatic_number(line.number).text if line.number and not text else number_alone(text)
        number = number or named_number(f"{text} x")[0].text or split_number(text)[0].text
        if number and number != "-":
            found.append(number)
    return found


def cell_items(cell: Cell, numbers: list[str]) -> list[ListItem]:
    """The items written in a cell, with the numbers of a column beside it where those are as many."""
    lines = list(lines_in(cell.blocks))
    shown = [line for line in lines if not line.is_blank]
    items = flat_items(lines)
    own = [item for item in items if item.number and not item.number.is_bullet]
    if len(numbers) > 1 and not own:
        by_line = _by_line(shown, len(numbers))
        if by_line:
            return [
                ListItem(Number(number), words(line.text), [], [place])
                for place, (number, line) in enumerate(zip(numbers, by_line, strict=True))
            ]
    if len(numbers) <= 1 and not own:
        items = _one_with_bullets(items)
    if len(numbers) == 1 and items and not items[0].number:
        items[0].number = Number(numbers[0])
    elif len(numbers) > 1 and len(items) == len(numbers) and not own:
        for item, number in zip(items, numbers, strict=True):
            item.number = Number(number)
    return items


def _by_line(shown: list[Line], count: int) -> list[Line]:
    """As many lines as numbers: the paragraphs, or all lines."""
    if len(shown) == count:
        return shown
    return []


def _one_with_bullets(items: list[ListItem]) -> list[ListItem]:
    """Unnumbered lines are one activity, however it was broken into lines; the bullets under it stay."""
    joined: list[ListItem] = []
    for item in items:
        if joined and not item.number and not joined[-1].number:
            joined[-1].text = f"{joined[-1].text} {item.text}"
            joined[-1].lines += item.lines
        else:
            joined.append(item)
    return joined


def activity_tree(found: list[tuple[ListItem, ReadActivity]]) -> list[ReadActivity]:
    """Activities under those whose number theirs begins with, bullets under the one before.

    A heading whose sub-activities go on in other rows has no time of its own: what stands beside it is theirs.
    """
    activity_of = {id(item): activity for item, activity in found}
    roots = as_tree([item for item, _activity in found])
    return [_activity(item, activity_of) for item in roots]


def _activity(item: ListItem, activity_of: dict[int, ReadActivity]) -> ReadActivity:
    activity = activity_of[id(item)]
    activity.children = [_activity(child, activity_of) for child in item.children]
    children = [child for child in activity.children if child.months is not None]
    if any(child.months != activity.months for child in children) and activity.months is not None:
        beside = next((child for child in children if child.period == activity.period and activity.period), None)
        if beside is not None:
            activity.months, activity.period, activity.place, activity.responsible = None, "", "", ""
    return activity
