"""How deep each row stands, by what can be seen of it. There is no one rule that all offices follow, so several
readings are proposed; ``structure.py`` takes the one whose sums agree best with the printed totals."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from plans.reading.numbering import style_order
from plans.reading.rows import BodyRow
from plans.reading.tree import line_figure

Rank = tuple[int, ...]
Cue = Callable[[BodyRow], int]
ROLES = ("annual", "q1", "q2", "q3", "q4")
MOST_ROWS_FOR_ARITHMETIC = 1_500

ORDERS: tuple[tuple[str, ...], ...] = (
    ("part", "column", "indent", "number", "category", "bold", "blank"),
    ("part", "column", "indent", "bare-inside", "category", "bold", "blank"),
    ("part", "column", "number", "category", "bold", "blank"),
    ("part", "column", "bare-inside", "category", "bold", "blank"),
    ("part", "category", "bold", "column", "indent", "number", "blank"),
    ("part", "category", "bold", "column", "indent", "bare-inside", "blank"),
    ("part", "category", "column", "indent", "number"),
    ("part", "bold", "column", "indent", "number"),
    ("bold", "number", "blank"),
    ("blank", "column", "indent", "bold", "number"),
    ("formula", "part", "column", "indent", "number", "bold"),
    ("column", "indent"),
    ("number",),
    ("bare-inside",),
    ("part", "category"),
    ("bold",),
    ("blank",),
)


def proposals(rows: list[BodyRow]) -> Iterator[list[Rank]]:
    """Ranks of the rows, smaller is further out, one list for each way to read them; the likeliest first."""
    cues = _cues(rows)
    for order in ORDERS:
        yield [tuple(cues[name](row) for name in order) for row in rows]
    if len(rows) <= MOST_ROWS_FOR_ARITHMETIC:
        yield [(depth,) for depth in _depths_by_arithmetic(rows)]
    yield [(0,) for _ in rows]


def _cues(rows: list[BodyRow]) -> dict[str, Cue]:
    styles = style_order([row.numbering.style for row in rows if row.numbering])
    return {
        "part": lambda row: -int(row.is_part),
        "category": lambda row: -int(row.is_category),
        "column": lambda row: row.name_column,
        "indent": lambda row: row.indent,
        "number": lambda row: styles[row.numbering.style] if row.numbering else -1,
        "bare-inside": lambda row: styles[row.numbering.style] if row.numbering else len(styles),
        "bold": lambda row: -int(row.bold),
        "blank": lambda row: int(row.has_figures),
        "formula": lambda row: -int(bool(row.rows_summed)),
    }


def _depths_by_arithmetic(rows: list[BodyRow]) -> list[int]:
    """Depths found by figures alone: a row is a heading of the rows that follow and sum to it."""
    figures = [[line_figure(row, role) for role in ROLES] for row in rows]
    depths = [0] * len(rows)
    for start, end in _segments(rows):
        _nest(rows, figures, depths, start, end)
    return depths


def _segments(rows: list[BodyRow]) -> Iterator[tuple[int, int]]:
    """Stretches between printed totals."""
    start = 0
    for index, row in enumerate(rows):
        if row.total:
            yield start, index
            start = index + 1
    yield start, len(rows)


def _nest(rows: list[BodyRow], figures: list, depths: list[int], start: int, end: int) -> None:
    """From the last row up: ``heads[i]`` is where the subtree of row i ends."""
    ends = list(range(1, end + 1))
    for index in range(end - 1, start - 1, -1):
        ends[index] = _end_of_children(rows, figures, ends, index, end)
        for inner in range(index + 1, ends[index]):
            depths[inner] += 1


def _end_of_children(rows: list[BodyRow], figures: list, ends: list[int], index: int, end: int) -> int:
    wanted = figures[index]
    total = [Decimal(0)] * len(ROLES)
    children, child = 0, index + 1
    while child < end and wanted[0] and total[0] < wanted[0]:
        total = [a + b for a, b in zip(total, figures[child], strict=True)]
        children, child = children + 1, ends[child]
        if total == wanted and (children > 1 or _outranks(rows[index], rows[index + 1])):
            return child
    return index + 1


def _outranks(row: BodyRow, following: BodyRow) -> bool:
    """A row over a single line of the same amounts is its heading only if it looks like one."""
    return (row.is_category, row.is_part, row.bold) > (following.is_category, following.is_part, following.bold)
