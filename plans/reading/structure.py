"""From rows to the tree that fits them best: each proposed outline is built and judged by its sums."""

from dataclasses import dataclass, field

from plans.reading.builder import Builder
from plans.reading.outline import proposals
from plans.reading.rows import BodyRow
from plans.reading.tree import Node, PrintedTotal, Sums

MISMATCH = 1.5
NOTHING_AGREES = 3.0
GRAND_WEIGHT = 3.0
EMPTY_LINE = 1.0
FORMULA = 3.0


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
        worst = NOTHING_AGREES if differed and not agreed else 0
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
            judgement.score += node.row.is_category * 0.5
        elif node.row:
            judgement.score -= EMPTY_LINE * (not node.row.has_figures) + FORMULA * bool(node.row.rows_summed)
        for total in node.totals:
            _judge_total(judgement, total, roles)
    return judgement.score


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


def _coincidence(node: Node, roles: list[str]) -> float:
    """What to take back where a row "sums" one line of its own amounts that looks just like it: two equal lines."""
    only = node.children[0]
    if len(node.children) > 1 or not only.row or _look(node.row) != _look(only.row):
        return 0
    return sum(bool(node.row.figure(role)) and node.row.figure(role) == only.row.figure(role) for role in roles)


def _look(row: BodyRow) -> tuple:
    style = row.numbering.style if row.numbering else ""
    return row.name_column, row.indent, row.bold, style, row.is_category, row.is_part
