"""What numbers and layout of rows say for a tree or against it, where figures are missing or wrong.

The weights are in the measure of ``judging``: one printed figure that agrees counts 1.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from plans.reading.numbering import BULLET, predecessor
from plans.reading.rows import BodyRow
from plans.reading.tree import Node

CATEGORY_HEADS = 0.5
"""A heading with the name of a known category."""
NUMBER_BELONGS = 1.5
"""Each 2.1 under 2."""
STANDS_OUT = 0.3
"""Each row that is further in, plainer or otherwise numbered than its heading."""
INCONSISTENT = 1.5
"""Each change of look that is read now as a step in, now as a step out."""
LEAVES_ITS_LIKE = 13.0
"""More than a row of five figures can say: a line put in below a group is often missing from the group's sum."""
MISPLACED = 10.0
"""Numbers of a series are the surest sign of all."""


def evidence_against(tree: Node) -> float:
    """What speaks against a whole tree."""
    return _inconsistency(tree) + MISPLACED * _misplaced_numbers(tree)


def _inconsistency(tree: Node) -> float:
    """Rows that look alike ought to stand alike.

    Counted against a tree: a change of look that goes further in here and further out there; a row that looks like
    the heading of the next, but heads nothing; and a line that leaves the group of the line right above it, though it
    looks the same: rather a subtotal was not extended to it.
    """
    steps: dict[tuple, Counter[int]] = defaultdict(Counter)
    walked = [(depth, node) for depth, node in _with_depth(tree) if node.row]
    one_look = len({node.row.look for _, node in walked}) == 1
    leaving = childless = 0
    for (depth, node), (next_depth, following) in pairwise(walked):
        childless += node.is_leaf and _stands_over(node.row, following.row)
        if node.row.look != following.row.look:
            steps[node.row.look, following.row.look][next_depth - depth] += 1
        elif next_depth < depth and following.is_leaf and following.row.row == node.row.row + 1:
            leaving += not one_look
    otherwise = sum(count.total() - max(count.values()) for count in steps.values())
    return LEAVES_ITS_LIKE * leaving + INCONSISTENT * (otherwise + childless)


def _stands_over(row: BodyRow, following: BodyRow) -> bool:
    """Whether the next row looks like one under this: further in, plain after bold, a bullet after none."""
    further_in = (following.name_column, following.indent) > (row.name_column, row.indent)
    bullet = following.style.startswith(BULLET) and not row.style.startswith(BULLET)
    return further_in or bullet or (row.bold and not following.bold)


def _misplaced_numbers(tree: Node) -> int:
    """Numbers that stand where their series does not: 2.1 anywhere but under 2, or 2 as the first row within 1."""
    return _misplaced_below(tree, [], {node.row.number for node in tree.walk() if node.row} - {""})


def _misplaced_below(parent: Node, around: list[str], all_numbers: set[str]) -> int:
    numbers = [child.row.number if child.row else "" for child in parent.children]
    before = predecessor(numbers[0]) if numbers else ""
    misplaced = int(bool(before) and before in around)
    for child, number in zip(parent.children, numbers, strict=True):
        outer = number.rpartition(".")[0]
        misplaced += outer in all_numbers and [outer] != around[-1:]
        misplaced += _misplaced_below(child, [*around, number], all_numbers)
    return misplaced


def _with_depth(node: Node, depth: int = 0) -> Iterator[tuple[int, Node]]:
    yield depth, node
    for child in node.children:
        yield from _with_depth(child, depth + 1)


def evidence_for(node: Node) -> float:
    """What the look of a heading and its rows says for it; less than what a figure says."""
    row, below = node.row, [child.row for child in node.children if child.row]
    belongs = sum(_number_within(child, row) for child in below)
    further_in = sum((child.name_column, child.indent) > (row.name_column, row.indent) for child in below)
    plainer = sum(row.bold and not child.bold for child in below)
    marked = sum(child.style != row.style for child in below)
    return CATEGORY_HEADS * row.is_category + NUMBER_BELONGS * belongs + STANDS_OUT * (further_in + plainer + marked)


def _number_within(row: BodyRow, heading: BodyRow) -> bool:
    """2.1 within 2."""
    return bool(row.numbering and heading.numbering) and row.number.startswith(f"{heading.number}.")
