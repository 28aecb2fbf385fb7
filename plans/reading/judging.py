"""How well a tree agrees with the figures printed in it. One figure that agrees counts 1; all else is in proportion."""

from dataclasses import dataclass, field

from plans.reading.looks import evidence_against, evidence_for
from plans.reading.rows import BodyRow
from plans.reading.tree import Node, PrintedTotal, Sums

MISMATCH = 1.0
"""A printed figure that its lines don't make: a slip of the office, or a wrong tree."""
NOTHING_AGREES = 2.0
"""On top, when no figure of the row agrees: hardly a slip."""
GRAND_WEIGHT = 3.0
"""A grand total sees every line that stands in the wrong place."""
EMPTY_LINE = 1.0
"""A row without figures and without rows below it: a heading left alone."""
EMPTY_TOTAL = 2.0
"""A row called a total that totals nothing."""
FORMULA = 3.0
"""Formulas that sum just the rows of a heading, or others."""


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


def judge(tree: Node, roles: list[str]) -> float:
    """Agreement of all printed totals with the lines under them, less what looks like a heading left alone."""
    judgement = Judgement()
    for node in tree.walk():
        if node.children and node.row:
            judgement.judge(node.row, node.children, roles, 1)
            judgement.score -= _coincidence(node, roles)
            judgement.score += evidence_for(node)
        elif node.row:
            judgement.score -= EMPTY_LINE * (not node.row.has_figures) + FORMULA * bool(node.row.rows_summed)
            judgement.score -= EMPTY_TOTAL * (node.row.total is not None)
        for total in node.totals:
            _judge_total(judgement, total, roles)
    return judgement.score - evidence_against(tree)


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
    if len(node.children) > 1 or not only.row or node.row.look != only.row.look:
        return 0
    return sum(bool(node.row.figure(role)) and node.row.figure(role) == only.row.figure(role) for role in roles)
