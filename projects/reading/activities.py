"""The activities of a proposal: from tables and lists, each once."""

import re
from dataclasses import dataclass, field

from projects.reading.calendar import ActivityTable, ReadActivity, activity_tree
from projects.reading.items import ListItem, as_tree, flat_items
from projects.reading.periods import read_period
from projects.reading.stream import Line
from projects.reading.targets import LEAD
from projects.reading.text import alike, key, words

SAME_NAME = 0.72
SAME_NUMBER_AND_NAME = 0.5
SAME_DEEP_NUMBER = 0.4
SAME_IN_OTHER_WORDS = 0.4
"""A step that stands for a row by its place is told to be the same only where it is as alike as this."""
MOST_COMPARED = 300
"""No proposal has as many activities; to compare each with each of more takes too long."""
IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
AT_END = re.compile(r"\s*(?:[:–-]|ภายใน|ระหว่าง|ในเดือน|เดือน|ช่วง|ระยะเวลา)\s*((?:เดือน|วันที่)?\s*[^:]*)$")


@dataclass
class Activities:
    """`steps` are those of the list that the tables don't have; `matched` the texts of those that rows stand for."""

    found: list[ReadActivity] = field(default_factory=list)
    steps: list[ReadActivity] = field(default_factory=list)
    matched: list[str] = field(default_factory=list)
    tables: list[ActivityTable] = field(default_factory=list)
    has_months: bool = False

    def walk(self):
        for activity in self.found:
            yield from activity.walk()


def gather_activities(tables: list[ActivityTable], lines: list[Line], year_be: int) -> Activities:
    """The tables' activities in order; the list's are matched with them, or stand where there is no table."""
    listed = step_activities(lines, year_be)
    rows = activity_tree([pair for table in _without_copies(tables) for pair in table.items])
    has_months = any(table.layout.months for table in tables)
    if not rows:
        return Activities(listed, tables=tables, has_months=has_months)
    found = Activities(rows, tables=tables, has_months=has_months)
    _match(listed, found)
    return found


def _without_copies(tables: list[ActivityTable]) -> list[ActivityTable]:
    """Of two tables with the same activities (a list with places, then a calendar) the second completes the first."""
    kept: list[ActivityTable] = []
    for table in tables:
        twin = next((other for other in kept if _are_same(other, table)), None)
        if twin is None:
            kept.append(table)
        else:
            _complete(twin, table)
    return kept


def _are_same(one: ActivityTable, other: ActivityTable) -> bool:
    if (
        not one.items
        or not other.items
        or (one.layout.months.keys() == other.layout.months.keys() and not one.layout.months)
    ):
        return False
    if max(len(one.items), len(other.items)) > MOST_COMPARED:
        return False
    pairs = sum(any(alike(item.text, own.text) >= SAME_NAME for own, _a in one.items) for item, _b in other.items)
    return pairs * 2 > len(other.items)


def _complete(one: ActivityTable, other: ActivityTable) -> None:
    for item, activity in other.items:
        pair = next((pair for pair in one.items if alike(pair[0].text, item.text) >= SAME_NAME), None)
        if pair is None:
            one.items.append((item, activity))
            continue
        own = pair[1]
        own.months = own.months or activity.months
        own.period = own.period or activity.period
        own.place = own.place or activity.place
        own.responsible = own.responsible or activity.responsible


def step_activities(lines: list[Line], year_be: int) -> list[ReadActivity]:
    """Activities written as a list, with the times in brackets or at the end of their lines."""
    items = [item for item in flat_items(lines) if not (not item.number and LEAD.fullmatch(item.text))]
    if any(item.number for item in items):
        items = [item for item in items if item.number] if items and not items[0].number else items
    return [_step(item, year_be) for item in as_tree(items)]


def _step(item: ListItem, year_be: int) -> ReadActivity:
    text, printed, months = _with_time(item.text, year_be)
    children = [_step(child, year_be) for child in item.children]
    return ReadActivity(no=item.no, text=text, period=printed, months=months, children=children)


def _with_time(text: str, year_be: int):
    """(text, time as printed, months): a time that ends the line is taken off it."""
    for pattern in (IN_BRACKETS, AT_END):
        if found := pattern.search(text):
            period = read_period(found[1], year_be)
            if period.months and len(key(found[1])) < 60:
                return text[: found.start()].strip(), words(found[1]), period.months
    return text, "", None


def _match(listed: list[ReadActivity], found: Activities) -> None:
    """Put what the list says more to the rows it repeats; what no row repeats are the steps left over."""
    rows = found.found
    free = list(found.walk())
    in_order = len(listed) == len(rows)
    for place, step in enumerate(listed):
        row = find_activity(step.no, step.text, free)
        if row is None and in_order and rows[place] in free:
            row = rows[place]
        if row is None:
            found.steps.append(step)
            continue
        if alike(step.text, row.text) >= SAME_IN_OTHER_WORDS:
            found.matched.append(step.text)
        free.remove(row)
        if step.children and not row.children:
            inherited = [child for child in step.children if find_activity(child.no, child.text, free) is None]
            row.children = inherited
        row.months = row.months or step.months
        row.period = row.period or step.period


def find_activity(no: str, text: str, among: list[ReadActivity]) -> ReadActivity | None:
    """The activity of this name; one of the same number may be called somewhat otherwise."""
    if len(among) > MOST_COMPARED:
        return next((activity for activity in among if key(activity.text) == key(text)), None)
    best, score = None, 0.0
    for activity in among:
        likeness = alike(text, activity.text)
        if no and no == activity.no:
            likeness += SAME_NAME - (SAME_DEEP_NUMBER if "." in no else SAME_NUMBER_AND_NAME)
        if likeness > score:
            best, score = activity, likeness
    return best if score >= SAME_NAME else None
