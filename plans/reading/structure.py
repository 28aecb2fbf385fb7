"""From rows to the tree that fits them best: each proposed outline is built and judged by its sums."""

from plans.reading.builder import Builder
from plans.reading.judging import judge
from plans.reading.outline import proposals
from plans.reading.rows import BodyRow
from plans.reading.tree import Node


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
