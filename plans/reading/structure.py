"""From rows to the tree that fits them best: each proposed outline is built and judged by its sums."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from plans.reading.builder import Builder
from plans.reading.numbering import BULLET, predecessor
from plans.reading.outline import proposals
from plans.reading.rows import BodyRow
from plans.reading.tree import Node, PrintedTotal, Sums

MISMATCH = 1.0
NOTHING_AGREES = 2.0
GRAND_WEIGHT = 3.0
EMPTY_LINE = 1.0
EMPTY_TOTAL = 2.0
FORMULA = 3.0
CATEGORY_HEADS = 0.5
NUMBER_BELONGS = 1.5
STANDS_OUT = 0.3
INCONSISTENT = 1.5
LEAVES_ITS_LIKE = 13.0
MISPLACED = 10.0


@dataclass
class Judgement:
    """How well printed totals agree with the lines of a tree."""

    score: float = 0
    sums: Sums = field(default_factory=Sums)

    def judge(self, row: BodyRow, nodes: list[Node], roles: list[str], weight: float) -> None:
        """Add what one printed row of totals says of the nodes it should sum."""
        agreed = differed = 0
        for role in roles:
            printed = row.figure(role)
            computed = self.sums.of_all(nodes, role)
            if printed is None or (not printed and not computed):
                continue
            agreed += printed == computed
            differed += printed != computed
        worst = NOTHING_AGREES * min(differed, 3) / 3 if not agreed else 0
        self.score += weight * (agreed - MISMATCH * differed - worst) + _formulas_agree(row, nodes)


def best_tree(rows: list[BodyRow], roles: list[str]) -> Node:
    """The tree whose totals agree best with its lines; of equals the one proposed first, the simplest."""
    best: tuple[float, Node] | None = None
    for ranks in proposals(rows):
        for totals_above in _ways_of_totals(rows):
            tree = Builder(rows, ranks, roles, totals_above=totals_above).build()
            score = judge(tree, roles)
            if best is None or score > best[0]:
                best = (score, tree)
    return best[1] if best else Node()


def _ways_of_totals(rows: list[BodyRow]) -> list[bool]:
    """Totals stand below what they sum; where some are named, the other way is tried too."""
    return [False, True] if any(row.total and row.total.kind == "named" for row in rows) else [False]


def judge(tree: Node, roles: list[str]) -> float:
    """Agreement of all printed totals with the lines under them, less what looks like a heading left alone."""
    judgement = Judgement()
    for node in tree.walk():
        if node.children and node.row:
            judgement.judge(node.row, node.children, roles, 1)
            judgement.score -= _coincidence(node, roles)
            judgement.score += _looks_like_heading(node)
        elif node.row:
            judgement.score -= EMPTY_LINE * (not node.row.has_figures) + FORMULA * bool(node.row.rows_summed)
            judgement.score -= EMPTY_TOTAL * (node.row.total is not None)
        for total in node.totals:
            _judge_total(judgement, total, roles)
    return judgement.score - _inconsistency(tree) - MISPLACED * _misplaced_numbers(tree)


def _judge_total(judgement: Judgement, total: PrintedTotal, roles: list[str]) -> None:
    grand = total.row.total is not None and total.row.total.kind == "grand"
    judgement.judge(total.row, total.summed, roles, GRAND_WEIGHT if grand else 1)


def _formulas_agree(row: BodyRow, nodes: list[Node]) -> float:
    """What the formulas of a total say of the nodes under it: they sum these, or the lines of these."""
    summed = row.rows_summed
    if not summed:
        return 0
    outer = {node.row.row for node in nodes if node.row}
    lines = {leaf.row.row for node in nodes for leaf in node.leaves()}
    return FORMULA if outer <= summed <= outer | lines or lines <= summed <= outer | lines else -FORMULA


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


def _looks_like_heading(node: Node) -> float:
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


def _coincidence(node: Node, roles: list[str]) -> float:
    """What to take back where a row "sums" one line of its own amounts that looks just like it: two equal lines."""
    only = node.children[0]
    if len(node.children) > 1 or not only.row or node.row.look != only.row.look:
        return 0
    return sum(bool(node.row.figure(role)) and node.row.figure(role) == only.row.figure(role) for role in roles)
