"""The tree of a table: headings over lines, and the printed totals with what each of them sums."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from plans.reading.rows import BodyRow

ZERO = Decimal(0)


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


def share_agreeing(row: BodyRow, nodes: list[Node], roles: list[str], sums: Sums) -> Decimal:
    """Part of the printed figures of a total that the nodes make; 0 where nothing is printed."""
    printed = {role: row.figure(role) for role in roles}
    counted = [role for role in roles if printed[role]]
    right = sum(printed[role] == sums.of_all(nodes, role) for role in counted)
    return Decimal(right) / len(counted) if counted else Decimal(0)
