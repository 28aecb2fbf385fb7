"""Building the tree of one outline: rows nest by rank, rows of totals close what they sum."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from plans.reading.numbering import follows
from plans.reading.rows import BodyRow
from plans.reading.text import key
from plans.reading.tree import Figures, Node, PrintedTotal, RunningSums, share_agreeing
from plans.reading.vocabulary import bare_name, counted_as, is_part, without_total_words

ALIKE = 0.6
DEEPEST_LEVEL = 12
HALF = Decimal("0.5")
ALL = Decimal(1)


@dataclass
class Option:
    """What a total may sum: the last children of an open node, from ``start`` on."""

    depth: int
    node: Node
    start: int
    figures: Figures

    @property
    def nodes(self) -> list[Node]:
        return self.node.children[self.start :]

    @property
    def is_whole(self) -> bool:
        return self.start == 0


class Builder:
    """Builds one tree. ``totals_above``: a named total heads the rows that follow it."""

    def __init__(self, rows: list[BodyRow], ranks: list[int], roles: list[str], *, totals_above: bool):
        self.rows, self.ranks, self.roles = rows, ranks, roles
        self.totals_above = totals_above
        self.root = Node()
        self.open: list[tuple[int, Node]] = [(-1, self.root)]
        self.sums = RunningSums(roles)

    def build(self) -> Node:
        for row, rank in zip(self.rows, self.ranks, strict=True):
            if not self._closes(row):
                self._add(row, rank)
        for line in self.root.leaves():
            line.name = line.row.name
        return self.root

    def _add(self, row: BodyRow, rank: int) -> None:
        while len(self.open) > 1 and (self.open[-1][0] >= rank or len(self.open) > DEEPEST_LEVEL):
            self.open.pop()
        heads = row.total is not None and row.total.sure
        node = Node(row, without_total_words(row.name) if heads else row.name)
        self.open[-1][1].children.append(node)
        self.sums.add(node, self._path(len(self.open)))
        self.open.append((rank, node))

    def _path(self, depth: int) -> list[Node]:
        """The outermost open nodes, so many of them."""
        return [node for _, node in self.open[:depth]]

    def _closes(self, row: BodyRow) -> bool:
        """Take the row as a total, if it is one."""
        if row.total is None:
            return self._closes_without_word(row)
        if row.total.kind == "named":
            return not self.totals_above and self._close_named(row)
        if not self.root.children:
            self.root.totals.append(PrintedTotal(row, owner=self.root))
            return True
        return self._close_best(row, HALF) or self._heads_open(row) or self._close_anyway(row)

    def _closes_without_word(self, row: BodyRow) -> bool:
        """Figures without any name that sum what stands above, or formulas that do."""
        above = row.rows_summed
        if row.name and not (len(above) > 1 and max(above) < row.row):
            return False
        return self._close_best(row, ALL)

    def _close_named(self, row: BodyRow) -> bool:
        return (
            self._close_open_heading(row)
            or self._close_earlier_heading(row)
            or self._close_best(row, HALF, named=True)
            or (row.total.sure and not self._is_next_number(row) and self._close_anyway(row))
        )

    def _is_next_number(self, row: BodyRow) -> bool:
        """A name that begins like a total, but is numbered on from the line above: "1.3 รวมค่าเดินทางทุกกิจกรรม"."""
        above = self.open[-1][1].row
        return above is not None and follows(above.numbering, row.numbering)

    def _close_open_heading(self, row: BodyRow) -> bool:
        """The innermost open node of that name; one that heads lines before a line of the same name."""
        depths = [depth for depth in range(len(self.open) - 1, 0, -1) if _names(row, self.open[depth][1])]
        depths.sort(key=lambda depth: self.open[depth][1].is_leaf)
        for depth in depths[:1]:
            node = self.open[depth][1]
            node.totals.append(PrintedTotal(row, list(node.children) or [node]))
            self.open = self.open[:depth]
        return bool(depths)

    def _close_earlier_heading(self, row: BodyRow) -> bool:
        """A heading that is closed already, or that nothing but this total shows to be one: it takes what follows."""
        for depth in range(len(self.open) - 1, -1, -1):
            siblings = self.open[depth][1].children
            for place in range(len(siblings) - 1, -1, -1):
                if _names(row, siblings[place]):
                    self._total_sibling(row, depth, place)
                    return True
        return False

    def _total_sibling(self, row: BodyRow, depth: int, place: int) -> None:
        siblings = self.open[depth][1].children
        heading, following = siblings[place], siblings[place + 1 :]
        if heading.is_leaf and following and self._may_adopt(heading, following):
            heading.children, siblings[place + 1 :] = following, []
            self.open = self.open[: depth + 1]
            self.sums.forget_line(heading, self._path(depth + 1))
            self.sums.put(heading, self.sums.of_all(following))
        heading.totals.append(PrintedTotal(row, list(heading.children) or [heading]))

    def _may_adopt(self, heading: Node, following: list[Node]) -> bool:
        if not heading.row or not heading.row.has_figures:
            return True
        return share_agreeing(heading.row, self.sums.of_all(following), self.roles) >= HALF

    def _options(self) -> Iterator[Option]:
        """What may be summed here, from the inside out; in each open node what no total has summed yet, then all."""
        for depth in range(len(self.open) - 1, -1, -1):
            node = self.open[depth][1]
            for start in sorted({node.totalled, 0}, reverse=True):
                if start < len(node.children):
                    yield Option(depth, node, start, self.sums.since_total(node) if start else self.sums.of(node))

    def _close_best(self, row: BodyRow, least: Decimal, *, named: bool = False) -> bool:
        """Close what the figures of the row agree with best; of equals what its words fit best, then the innermost."""
        options = list(self._options())
        fits = [max(share_agreeing(row, o.figures, self.roles), _formula_fit(row, o)) for o in options]
        if not fits or max(fits) < least or not max(fits):
            return False
        equals = [option for option, fit in zip(options, fits, strict=True) if fit == max(fits)]
        self._close(row, max(equals, key=lambda option: _wording_fit(row, option)), named=named)
        return True

    def _heads_open(self, row: BodyRow) -> bool:
        """A plain total right below a heading without figures: it sums what is yet to come under it."""
        node = self.open[-1][1]
        if node.row is None or node.children or node.row.has_figures:
            return False
        node.totals.append(PrintedTotal(row, owner=node))
        return True

    def _close_anyway(self, row: BodyRow) -> bool:
        """No figures agree, so the wording decides: all, or what the nearest heading left open."""
        options = list(self._options())
        if not options:
            return False
        outermost = [option for option in options if option.depth == 0]
        if row.total.kind == "plain" and row is not self.rows[-1]:
            choice = next((o for o in options if not o.node.totals), outermost[0])
        else:
            choice = outermost[0] if row.total.kind == "named" else outermost[-1]
        self._close(row, choice, named=row.total.kind == "named")
        return True

    def _close(self, row: BodyRow, option: Option, *, named: bool) -> None:
        depth, node, nodes = option.depth, option.node, option.nodes
        if named and self._wants_heading(row, option):
            implied = Node(None, without_total_words(row.name), children=nodes)
            implied.totals.append(PrintedTotal(row, nodes))
            node.children[option.start :] = [implied]
            self.sums.put(implied, option.figures)
        else:
            node.totals.append(PrintedTotal(row, nodes))
        node.totalled = len(node.children)
        self.sums.mark_total(node)
        closes_node = depth > 0 and option.is_whole
        self.open = self.open[: depth if closes_node else depth + 1]

    def _wants_heading(self, row: BodyRow, option: Option) -> bool:
        """Whether a total names a part that has no heading of its own; the last total of all names the whole plan."""
        if option.depth and option.is_whole:
            return False
        is_whole_plan = option.is_whole and row is self.rows[-1]
        return is_part(row.total.name) or not is_whole_plan


def _names(row: BodyRow, node: Node) -> bool:
    """Whether a total names this node, by its name or its number."""
    wanted, name = bare_name(row.total.name), bare_name(key(node.name))
    if number := counted_as(row.total.name):
        return bool(node.row) and number == counted_as(key(node.row.number))
    return len(name) > 2 and wanted in (name, f"หมวด{name}")


def _wording_fit(row: BodyRow, option: Option) -> int:
    """A grand total sums all; a named one a heading of about its name, or what has no heading yet."""
    kind = row.total.kind if row.total else ""
    if kind == "grand":
        return -option.depth
    if kind == "named" and option.depth and option.is_whole:
        alike = SequenceMatcher(None, bare_name(row.total.name), bare_name(key(option.node.name))).ratio()
        return 1 if alike >= ALIKE else -1
    return 0


def _formula_fit(row: BodyRow, option: Option) -> Decimal:
    """1 where the formulas of the row begin with the first row of the option."""
    above = row.rows_summed
    return ALL if above and min(above) == option.nodes[0].first_row else Decimal(0)
