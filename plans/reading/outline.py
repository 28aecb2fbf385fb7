"""How deep each row stands, by what can be seen of it. There is no one rule that all offices follow, so several
readings are proposed; ``structure.py`` takes the one whose sums agree best with the printed totals."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from plans.reading.numbering import style_order
from plans.reading.rows import BodyRow
from plans.reading.text import key
from plans.reading.tree import line_figure
from plans.reading.vocabulary import is_category, is_expenditure_type, is_part, without_total_words

Cue = Callable[[BodyRow], int]
ROLES = ("annual", "q1", "q2", "q3", "q4")
MOST_ROWS_FOR_ARITHMETIC = 1_500

OUTER: tuple[tuple[str, ...], ...] = (
    (),
    ("part",),
    ("part", "total"),
    ("part", "category"),
    ("part", "type"),
    ("part", "total", "category"),
    ("part", "bold"),
    ("part", "category", "bold"),
    ("part", "type", "bold"),
    ("formula",),
    ("blank",),
)
"""What may outweigh the layout: the words of a row, bold, formulas over other rows, a row without figures."""

LAYOUT: tuple[tuple[str, ...], ...] = (
    ("column", "indent", "number"),
    ("column", "indent", "bare-inside"),
    ("column", "number"),
    ("column", "bare-inside"),
    ("column", "indent"),
)
INNER: tuple[tuple[str, ...], ...] = ((), ("category",), ("type",), ("bold",), ("category", "bold"), ("blank",))
"""What may tell rows of one layout apart."""

ORDERS = sorted(
    ((*outer, *layout, *inner) for outer in OUTER for layout in LAYOUT for inner in INNER), key=len
)  # fmt: skip


def proposals(rows: list[BodyRow]) -> Iterator[list[int]]:
    """Ranks of the rows, 0 is outermost, one list for each different way to read them, the simplest first."""
    values = {name: [cue(row) for row in rows] for name, cue in _cues(rows).items()}
    seen: set[tuple[int, ...]] = set()
    by_arithmetic = (_depths_by_arithmetic(rows, alone=alone) for alone in (False, True))
    for ranks in (*(_ranks(values, order) for order in ORDERS), *by_arithmetic):
        if tuple(ranks) not in seen:
            seen.add(tuple(ranks))
            yield ranks


def _ranks(values: dict[str, list[int]], order: tuple[str, ...]) -> list[int]:
    """Places of the rows when sorted by these cues, the first outweighing the next."""
    compared = list(zip(*(values[name] for name in order), strict=True))
    places = {combination: place for place, combination in enumerate(sorted(set(compared)))}
    return [places[combination] for combination in compared]


def _cues(rows: list[BodyRow]) -> dict[str, Cue]:
    styles = style_order([row.numbering.style for row in rows if row.numbering])
    return {
        "part": lambda row: -int(is_part(_named_key(row))),
        "total": lambda row: -int(row.total is not None),
        "category": lambda row: -int(is_category(_named_key(row))),
        "type": lambda row: -int(is_category(_named_key(row))) - int(is_expenditure_type(_named_key(row))),
        "column": lambda row: row.name_column,
        "indent": lambda row: row.indent,
        "number": lambda row: styles[row.numbering.style] if row.numbering else -1,
        "bare-inside": lambda row: styles[row.numbering.style] if row.numbering else len(styles),
        "bold": lambda row: -int(row.bold),
        "blank": lambda row: int(row.has_figures),
        "formula": lambda row: -int(bool(row.rows_summed)),
    }


def _named_key(row: BodyRow) -> str:
    """Key of the name, of a total that of what it totals."""
    return key(without_total_words(row.name) if row.total else row.name)


def _depths_by_arithmetic(rows: list[BodyRow], *, alone: bool) -> list[int]:
    """Depths found by figures alone: a row is a heading of the rows that follow and sum to it.

    ``alone``: also of a single line with its very amounts, which may as well be two equal lines.
    """
    if len(rows) > MOST_ROWS_FOR_ARITHMETIC:
        return [0] * len(rows)
    figures = [[line_figure(row, role) for role in ROLES] for row in rows]
    depths = [0] * len(rows)
    for start, end in _segments(rows):
        _nest(figures, depths, start, end, fewest=1 if alone else 2)
    return depths


def _segments(rows: list[BodyRow]) -> Iterator[tuple[int, int]]:
    """Stretches between printed totals; "รวมพลคนรักอ่าน" may as well be a line."""
    start = 0
    for index, row in enumerate(rows):
        if row.total and row.total.sure:
            yield start, index
            start = index + 1
    yield start, len(rows)


def _nest(figures: list[list[Decimal]], depths: list[int], start: int, end: int, *, fewest: int) -> None:
    """From the last row up; ``ends[i]`` is where the rows under row i end."""
    ends = list(range(1, end + 1))
    for index in range(end - 1, start - 1, -1):
        ends[index] = _end_of_children(figures, ends, index, end, fewest)
        for inner in range(index + 1, ends[index]):
            depths[inner] += 1


def _end_of_children(figures: list[list[Decimal]], ends: list[int], index: int, end: int, fewest: int) -> int:
    wanted = figures[index]
    total = [Decimal(0)] * len(ROLES)
    children, child = 0, index + 1
    while child < end and wanted[0] and total[0] < wanted[0]:
        total = [a + b for a, b in zip(total, figures[child], strict=True)]
        children, child = children + 1, ends[child]
        if total == wanted and children >= fewest:
            return child
    return index + 1
