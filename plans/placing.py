"""Where the rows of a reading go in an office's plan: parts by name, categories by name, the rest as lines.

A reading (plans.reading) knows rows and levels, not the office. Pasted blocks and workbooks from outside both come
through here, so that the same table lands in the same places either way.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from plans.reading.result import PlanLine
from plans.services.lines import NewRow
from plans.totals import Amounts

ALIKE = 0.8
_BRACKETS = re.compile(r"\([^)]*\)|（[^）]*）")
_NOISE = re.compile(r"[\s\u200b/.,\-–]+")


@dataclass(frozen=True)
class Placement:
    """Rows (NewRows) for one part of the plan, by the part's key."""

    part: str
    rows: tuple


@dataclass
class _Node:
    line: PlanLine
    children: list["_Node"] = field(default_factory=list)


def place_reading(reading, *, parts, categories, units=(), into=None):
    """Placements of a PlanReading's lines, in the order of the plan's parts.

    `parts` are (key, name), `categories` (id, name), `units` (id, name, short name) of the office. What names no part
    goes into the part `into` (a key), else into the first.
    """
    roots = _tree(reading.lines)
    names = dict(parts)
    rows = {key: [] for key in names}
    default = into or next(iter(names))
    builder = _Builder(categories, units)
    for node in roots:
        key = None if into else part_named(node.line.name, parts)
        if key and node.children:
            rows[key] += builder.rows(node.children)
        elif key:
            rows[key].append(builder.line(node, name=names[key]))
        else:
            rows[default] += builder.rows([node])
    return [Placement(key, tuple(found)) for key, found in rows.items() if found]


def _tree(lines):
    roots, path = [], []
    for line in lines:
        node = _Node(line)
        while path and path[-1].line.level >= line.level:
            path.pop()
        (path[-1].children if path else roots).append(node)
        path.append(node)
    return roots


class _Builder:
    """Turns nodes into NewRows, with the office's categories and groups looked up by name."""

    def __init__(self, categories, units):
        self._categories = {plain_name(name): pk for pk, name in categories}
        self._units = {plain_name(name): pk for pk, *names in units for name in names}

    def rows(self, nodes):
        """The rows of nodes that stand directly in a part."""
        return [self._category(node) or self.line(node) for node in nodes]

    def _category(self, node):
        pk = self._categories.get(plain_name(node.line.name).removeprefix("หมวด"))
        if pk is None or not (node.children or node.line.kind == "category"):
            return None
        return NewRow(node.line.name, note=node.line.note, category_id=pk, children=self._below(node))

    def line(self, node, *, name=None):
        """The row of a line or heading, under another name where one is given."""
        amounts = Amounts() if node.children else amounts_of(node.line)
        unit = self._units.get(plain_name(node.line.unit))
        return NewRow(name or node.line.name, amounts, node.line.note, unit_id=unit, children=self._below(node))

    def _below(self, node):
        return tuple(self.line(child) for child in node.children)


def amounts_of(line):
    """A PlanLine's money as Amounts; no quarters in the table leaves them at zero."""
    return Amounts(line.annual, tuple(line.quarters)) if line.quarters else Amounts(line.annual)


def plain_name(name):
    """A name without brackets, blanks and punctuation, to compare by."""
    return _NOISE.sub("", _BRACKETS.sub("", name)).casefold()


def part_named(name, parts):
    """The key of the part (key, name) that a row's name means, or None: the same words, or nearly."""
    wanted = plain_name(name).removeprefix("รวม")
    for key, part in parts:
        known = plain_name(part)
        if wanted == known or (len(wanted) > 8 and (known.startswith(wanted) or wanted.startswith(known))):
            return key
    alike = [(SequenceMatcher(None, wanted, plain_name(part)).ratio(), key) for key, part in parts]
    ratio, key = max(alike, default=(0, None))
    return key if ratio >= ALIKE else None
