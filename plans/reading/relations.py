"""Several tables in one workbook: which are summaries, details or copies of others, so that nothing counts twice."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from plans.reading import vocabulary as words
from plans.reading.amounts import FIELD_QUARTERS, FIELDS
from plans.reading.tables import Table
from plans.reading.text import key, label_key
from plans.reading.tree import Node, PrintedTotal, Sums, line_figure
from plans.reading.vocabulary import bare_name

TELLING_DIGITS = 4
MOSTLY = 0.8
HALF = 0.5
SHORTEST_SHARED_NAME = 8


@dataclass(eq=False)
class TableReading:
    """A table that was read, and what it is to the others; ``tree`` holds its lines.

    ``counts``: its tree is part of the plan by itself, not repeated, summed up or hung elsewhere. ``joins_periods``:
    it stands for the sheets of several periods, each of which is checked by itself.
    """

    table: Table
    tree: Node
    lines: int = 0
    status: str = "plan"
    other: str = ""
    counts: bool = True
    joins_periods: bool = False
    sums: Sums = field(default_factory=Sums)

    def is_now(self, status: str, other: str = "") -> None:
        """Take it out of the plan, for this reason."""
        self.status, self.other, self.counts = status, other, False

    @property
    def name(self) -> str:
        return self.table.grid.name

    @cached_property
    def leaves(self) -> list[Node]:
        return [leaf for leaf in self.tree.leaves() if line_figure(leaf.row, "annual")]

    @property
    def roles(self) -> list[str]:
        """Roles whose amounts are in the table or follow from it."""
        mapping = self.table.mapping
        shared = FIELD_QUARTERS if mapping.has_quarters or mapping.has_months else ()
        return [role for role in FIELDS if role in mapping.amounts or role == "annual" or role in shared]

    def total(self, role: str) -> Decimal:
        return self.sums.of(self.tree, role)

    @cached_property
    def names(self) -> set[str]:
        """Names this table goes by: its sheet's, and that of its only outermost heading."""
        outer = self.tree.children
        own = {bare_name(key(self.name))}
        return own | ({bare_name(key(outer[0].name))} if len(outer) == 1 and outer[0].children else set())


def relate(readings: list[TableReading]) -> None:
    """Mark copies, summaries and details, and hang the lines of a sheet under the summary line that names it."""
    _mark_copies(readings)
    for reading in readings:
        if reading.status == "plan" and not _is_summary_by_headings(reading, readings):
            _attach_details(reading, [r for r in readings if r is not reading and r.status == "plan"])
    for reading in readings:
        others = [other for other in readings if other is not reading and other.status == "plan"]
        if reading.status == "plan" and _sums_up(reading, others):
            reading.is_now("summary")


def _sums_up(reading: TableReading, others: list[TableReading]) -> bool:
    """Whether a shorter table divides what is planned elsewhere once more: by quarters, or by what its sheet says."""
    if not others or not 1 < len(reading.leaves) < sum(len(other.leaves) for other in others):
        return False
    periods = [(leaf, _period_role(leaf)) for leaf in reading.leaves]
    if all(role for _, role in periods):
        right = sum(line_figure(leaf.row, "annual") == _total_of(others, role) for leaf, role in periods)
        return right >= HALF * len(periods)
    shared = [role for role in reading.roles if all(role in other.roles for other in others)]
    same = all(reading.total(role) == _total_of(others, role) for role in shared)
    return same and bool(words.SUMMARY.search(key(reading.name)))


def _period_role(leaf: Node) -> str:
    """Role of a line that is called "ไตรมาส 2" or "ต.ค. 68", else ""."""
    name = label_key(leaf.name)
    if month := words.month_number(name):
        return f"m{month}"
    found = words.QUARTER.match(name)
    return f"q{words.ORDINALS[found[1]]}" if found else ""


def _total_of(readings: list[TableReading], role: str) -> Decimal:
    return sum((reading.total(role) for reading in readings), Decimal(0))


def _mark_copies(readings: list[TableReading]) -> None:
    seen: dict[tuple, TableReading] = {}
    for reading in readings:
        lines = tuple((key(leaf.name), line_figure(leaf.row, "annual")) for leaf in reading.leaves)
        if len(lines) > 1 and lines in seen:
            reading.is_now("copy", seen[lines].name)
        seen.setdefault(lines, reading)


def _is_summary_by_headings(reading: TableReading, readings: list[TableReading]) -> bool:
    """A table whose lines are the headings of other tables, summed over them, is a summary and not counted."""
    headings = _headings_of(other for other in readings if other is not reading and other.status == "plan")
    leaves = reading.leaves
    found = [(leaf, headings[bare_name(key(leaf.name))]) for leaf in leaves if bare_name(key(leaf.name)) in headings]
    if len(leaves) < 2 or len(found) < MOSTLY * len(leaves):
        return False
    sums = Sums()
    right = sum(line_figure(leaf.row, "annual") == sums.of_all(nodes, "annual") for leaf, nodes in found)
    if right < HALF * len(found):
        return False
    reading.is_now("summary")
    for leaf, nodes in found:
        leaf.totals.append(PrintedTotal(leaf.row, nodes))
    return True


def _headings_of(readings) -> dict[str, list[Node]]:
    """Headings by name; of headings of one name inside each other only the outer."""
    found: dict[str, list[Node]] = defaultdict(list)
    for reading in readings:
        inside: set[int] = set()
        for node in reading.tree.walk():
            name = bare_name(key(node.name))
            if node.children and name and id(node) not in inside:
                found[name].append(node)
                inside |= {id(n) for n in node.walk() if bare_name(key(n.name)) == name}
    return found


def _attach_details(main: TableReading, others: list[TableReading]) -> None:
    """For each line of ``main`` that another table breaks down: hang that table's lines under it."""
    leaves = main.leaves
    attached = 0
    for leaf in leaves:
        detail = next((other for other in others if other.status == "plan" and _breaks_down(main, leaf, other)), None)
        if detail is None:
            continue
        attached += 1
        if set(main.roles) <= set(detail.roles):
            _hang(leaf, detail)
        else:
            detail.is_now("detail", leaf.name)
    if leaves and attached == len(leaves):
        main.status = "summary"


def _breaks_down(main: TableReading, leaf: Node, other: TableReading) -> bool:
    if other.tree.is_leaf or len(other.leaves) < 2:
        return False
    by_name = bare_name(key(leaf.name)) in other.names
    return by_name or (_same_amounts(main, leaf, other) and (_telling(leaf) or _share_name(leaf, other)))


def _same_amounts(main: TableReading, leaf: Node, other: TableReading) -> bool:
    roles = [role for role in main.roles if role in other.roles]
    return all(line_figure(leaf.row, role) == other.total(role) for role in roles)


def _telling(leaf: Node) -> bool:
    """An amount that no other line has by chance: 1,869,000, but not 100,000."""
    return len(str(int(line_figure(leaf.row, "annual") * 100)).rstrip("0")) >= TELLING_DIGITS


def _share_name(leaf: Node, other: TableReading) -> bool:
    """Whether the line and the table have a long enough piece of name in common."""
    name = key(leaf.name)
    pieces = {name[i : i + SHORTEST_SHARED_NAME] for i in range(len(name) - SHORTEST_SHARED_NAME + 1)}
    said = [key(other.name), *(key(total.row.name) for total in other.tree.totals), *map(key, _outer_names(other))]
    return any(piece in text for piece in pieces for text in said)


def _outer_names(reading: TableReading) -> list[str]:
    return [node.name for node in reading.tree.children]


def _hang(leaf: Node, detail: TableReading) -> None:
    """The tree of ``detail`` goes under the line; a single heading of the same name is the line itself."""
    tree = detail.tree
    only = tree.children[0] if len(tree.children) == 1 else None
    leaf.totals += tree.totals
    if only and only.children and bare_name(key(only.name)) == bare_name(key(leaf.name)):
        leaf.totals += only.totals
        if only.row:
            leaf.totals.append(PrintedTotal(only.row, only.children))
        leaf.children = only.children
    else:
        leaf.children = tree.children
    detail.is_now("attached", leaf.name)
