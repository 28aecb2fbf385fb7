"""The tree of a table: headings over lines, and the printed totals with what each of them sums."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from plans.reading.rows import BodyRow

ZERO = Decimal(0)
Figures = list[Decimal]


@dataclass(eq=False)
class Node:
    """A heading or line. ``row`` is None for a part that only its total names, and for the root."""

    row: BodyRow | None = None
    name: str = ""
    children: list["Node"] = field(default_factory=list)
    totals: list["PrintedTotal"] = field(default_factory=list)
    totalled: int = 0

    @property
    def is_leaf(self) -> bool:
        return not self.children

    def walk(self) -> Iterator["Node"]:
        """This node and everything below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator["Node"]:
        return (node for node in self.walk() if node.is_leaf and node.row)

    @property
    def first_row(self) -> int:
        return min((node.row.row for node in self.walk() if node.row), default=0)

    @property
    def last_row(self) -> int:
        return max((node.row.row for node in self.walk() if node.row), default=0)


@dataclass(eq=False)
class PrintedTotal:
    """A printed row of totals and the nodes it sums; ``owner`` when it sums all of a node, also what is yet to come."""

    row: BodyRow
    nodes: list[Node] = field(default_factory=list)
    owner: Node | None = None

    @property
    def summed(self) -> list[Node]:
        return self.owner.children if self.owner else self.nodes


def line_figure(row: BodyRow, role: str) -> Decimal:
    """The amount of a line; what is not printed follows from the rest: quarters from months, the year from quarters."""
    printed = row.figure(role)
    if printed is not None:
        return printed
    if role == "annual":
        return sum((line_figure(row, quarter) for quarter in ("q1", "q2", "q3", "q4")), ZERO)
    if role[0] == "q":
        first = 3 * int(role[1]) - 2
        return sum((row.figure(f"m{month}") or ZERO for month in range(first, first + 3)), ZERO)
    return ZERO


class Sums:
    """Sums of nodes by role, each computed once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], Decimal] = {}

    def of(self, node: Node, role: str) -> Decimal:
        """Sum of the lines of this node, or its own amount when it is a line."""
        place = (id(node), role)
        if place not in self._known:
            self._known[place] = self._compute(node, role)
        return self._known[place]

    def of_all(self, nodes: list[Node], role: str) -> Decimal:
        return sum((self.of(node, role) for node in nodes), ZERO)

    def _compute(self, node: Node, role: str) -> Decimal:
        if node.children:
            return self.of_all(node.children, role)
        return line_figure(node.row, role) if node.row else ZERO


class RunningSums:
    """Sums of nodes while a tree grows: each row added costs one addition per open node, each question nothing."""

    def __init__(self, roles: list[str]):
        self.roles = roles
        self._sums: dict[int, Figures] = {}
        self._totalled: dict[int, Figures] = {}

    def of(self, node: Node) -> Figures:
        return self._sums.get(id(node)) or [ZERO] * len(self.roles)

    def since_total(self, node: Node) -> Figures:
        """Sum of the children that no total has summed yet."""
        before = self._totalled.get(id(node))
        return _minus(self.of(node), before) if before else self.of(node)

    def of_all(self, nodes: list[Node]) -> Figures:
        return [sum(column, ZERO) for column in zip(*map(self.of, nodes), strict=True)]

    def add(self, node: Node, path: list[Node]) -> None:
        """Count a new line below the nodes of ``path``, the last of which is its parent and a line no longer."""
        parent = path[-1]
        if len(parent.children) == 1:
            self.forget_line(parent, path)
        figures = [line_figure(node.row, role) for role in self.roles]
        self._sums[id(node)] = figures
        for above in path:
            self._sums[id(above)] = _plus(self.of(above), figures)

    def forget_line(self, node: Node, path: list[Node]) -> None:
        """The figures of a node turn out to be a printed subtotal: they count no more in the nodes of ``path``."""
        own = self.of(node)
        for above in path:
            self._sums[id(above)] = _minus(self.of(above), own)

    def put(self, node: Node, figures: Figures) -> None:
        self._sums[id(node)] = figures

    def mark_total(self, node: Node) -> None:
        """Everything in the node so far has been summed by a total."""
        self._totalled[id(node)] = self.of(node)


def _plus(one: Figures, other: Figures) -> Figures:
    return [a + b for a, b in zip(one, other, strict=True)]


def _minus(one: Figures, other: Figures) -> Figures:
    return [a - b for a, b in zip(one, other, strict=True)]


def share_agreeing(row: BodyRow, figures: Figures, roles: list[str]) -> Decimal:
    """Part of the printed figures of a total that these sums make; 0 where nothing is printed."""
    printed = [row.figure(role) for role in roles]
    counted = [place for place, figure in enumerate(printed) if figure]
    right = sum(printed[place] == figures[place] for place in counted)
    return Decimal(right) / len(counted) if counted else ZERO
