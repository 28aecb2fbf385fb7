"""Finding the row or rows of headings and what each column is by them."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from plans.reading import vocabulary as words
from plans.reading.amounts import FIELDS, is_amount
from plans.reading.grid import Grid

DEEPEST = 3
LONGEST_LABEL = 70
YEAR = re.compile(r"(?<!\d)(?:25\d\d|20\d\d)(?!\d)")
CERTAIN, LIKELY, POSSIBLE, DOUBTFUL = 1.0, 0.8, 0.6, 0.4
AMBIGUOUS = {"จำนวน"}
"""An amount of money, or how many of a thing, where another column has the money."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A column that may have this role, how sure that is, and the year in its heading (0: none)."""

    column: int
    role: str
    confidence: float
    year: int = 0


@dataclass
class Header:
    """Rows of headings; for each role the columns that claim it, best first; all columns with a heading."""

    rows: tuple[int, ...]
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    headed: frozenset[int] = frozenset()

    @property
    def money_columns(self) -> list[int]:
        return [claim.column for role in self.money_roles for claim in self.claims[role]]

    @property
    def money_roles(self) -> set[str]:
        return set(FIELDS) & set(self.claims)

    @property
    def score(self) -> float:
        """How much like the headings of a plan the rows are."""
        named = 1.5 if "name" in self.claims else 0
        small = 0.5 * len({"number", "note", "unit"} & set(self.claims))
        return named + small + len(self.money_roles)

    @property
    def is_header(self) -> bool:
        money = len(self.money_roles)
        return money >= 3 or (money >= 1 and "name" in self.claims)

    def same_columns(self, other: "Header") -> bool:
        return {r: c[0].column for r, c in self.claims.items()} == {r: c[0].column for r, c in other.claims.items()}


def find_header(grid: Grid, rows: list[int]) -> Header | None:
    """The first headings among these rows; of overlapping readings the fullest, then the one without titles."""
    for index in range(len(rows)):
        header = deepest_header(grid, rows[index : index + DEEPEST])
        if header and header.is_header:
            later = (deepest_header(grid, rows[i : i + DEEPEST]) for i in range(index + 1, index + DEEPEST))
            overlapping = [other for other in later if other and other.rows[0] <= header.rows[-1]]
            return max([header, *overlapping], key=lambda found: (found.score, found.rows[0]))
    return None


def deepest_header(grid: Grid, rows: list[int]) -> Header | None:
    """The best header that begins with the first of these rows, if that row can be a heading at all."""
    best: Header | None = None
    if not rows:
        return None
    for depth in range(1, len(rows) + 1):
        if rows[depth - 1] != rows[0] + depth - 1 or not _is_wording(grid, rows[depth - 1]):
            break
        headed = _labelled_columns(grid, rows[:depth])
        header = Header(tuple(rows[:depth]), _claims(grid, rows[:depth], headed), frozenset(headed))
        if (
            best is None
            or header.score > best.score
            or (header.score == best.score and _goes_on(grid, best, rows[depth - 1]))
        ):
            best = header
    return best


def _goes_on(grid: Grid, header: Header, row: int) -> bool:
    """A row that adds nothing, but stands under headings of money and names nothing: "แผน", "ผล", "(บาท)"."""
    names = [claim.column for claim in header.claims.get("name", [])]
    return not any(grid.text(row, column) for column in names) and any(
        grid.text(row, column) for column in header.money_columns
    )


def _is_wording(grid: Grid, row: int) -> bool:
    """A row of headings holds words; no amount that could be a figure of the plan."""
    for cell in grid.row_cells(row):
        if cell.is_formula or (isinstance(cell.value, Decimal) and not 0 < cell.value < 2700):
            return False
        text = grid.text(row, cell.column)
        if is_amount(text) and len(re.sub(r"\D", "", text)) > 4:
            return False
    return True


def _claims(grid: Grid, rows: list[int], columns: list[int]) -> dict[str, list[Claim]]:
    """Best claim first: a later year before an earlier, a surer heading before a vaguer, then from the left."""
    claims: dict[str, list[Claim]] = {}
    for column in columns:
        labels = _labels_over(grid, rows, column)
        if claim := _claim(column, labels):
            claims.setdefault(claim.role, []).append(claim)
    for found in claims.values():
        found.sort(key=lambda claim: (-claim.year, -claim.confidence, claim.column))
    return claims


def _labelled_columns(grid: Grid, rows: list[int]) -> list[int]:
    """Columns with a heading of their own; a title merged over half the table heads none of them."""
    return [column for column in grid.columns if any(_own_label(grid, row, column) for row in rows)]


def _own_label(grid: Grid, row: int, column: int) -> str:
    span = grid.merged.get((row, column))
    if span and span.width > 1 and column != span.first_column:
        return ""
    return grid.label(row, column)


def _labels_over(grid: Grid, rows: list[int], column: int) -> list[str]:
    """Labels over a column from the top: own ones, merged ones, and groups written only over their first column."""
    labels: list[str] = []
    for row in rows:
        label = grid.label(row, column) or (_group_label(grid, row, column) if row != rows[-1] else "")
        if label and label not in labels:
            labels.append(label)
    return labels


def _group_label(grid: Grid, row: int, column: int) -> str:
    """The nearest label to the left, when the blank cells between belong to no column of their own."""
    for left in range(column - 1, max(column - 15, 0), -1):
        if label := grid.label(row, left):
            return label if grid.label(row + 1, left) not in ("", label) else ""
    return ""


def _claim(column: int, labels: list[str]) -> Claim | None:
    own, groups = labels[-1], labels[:-1]
    if not own or len(own) > LONGEST_LABEL:
        return None
    role, confidence = _role(own, groups)
    year = max((int(found) for label in labels for found in YEAR.findall(label)), default=0)
    return Claim(column, role, confidence, year) if role else None


def _role(own: str, groups: list[str]) -> tuple[str, float]:
    """Role of a column by its own label and the labels of the groups over it; "" for none."""
    everything = "|".join([*groups, own])
    if words.IGNORED.search(own) and not words.PLANNED.search(everything):
        return "", 0
    if any(words.IGNORED.search(g) and not words.PLANNED.search(g) for g in groups) or words.IGNORED.fullmatch(own):
        return "", 0
    return _money_role(own, groups) or _text_role(own) or _inherited_role(own, groups) or ("", 0)


def _money_role(own: str, groups: list[str]) -> tuple[str, float] | None:
    if month := words.month_number(own):
        return f"m{month}", CERTAIN
    if quarter := words.quarter_number(own):
        return f"q{quarter}", CERTAIN
    group_quarter = next((q for q in map(words.quarter_number, reversed(groups)) if q), None)
    if group_quarter and (words.ANNUAL.match(own) or words.PLANNED.search(own)):
        return f"q{group_quarter}", LIKELY
    if (found := words.BARE_ORDINAL.fullmatch(own)) and any(map(words.QUARTER_GROUP.search, groups)):
        return f"q{words.ORDINALS[found[1]]}", CERTAIN
    if words.BEST_ANNUAL.fullmatch(YEAR.sub("", own)):
        return "annual", CERTAIN
    return None


def _text_role(own: str) -> tuple[str, float] | None:
    if words.NUMBER.fullmatch(own):
        return "number", CERTAIN
    if words.NOTE.match(own):
        return "note", CERTAIN
    if words.BEST_NAME.match(own):
        return "name", CERTAIN
    if words.NAME.match(own):
        return "name", LIKELY
    if words.UNIT.search(own):
        return "unit", LIKELY
    return None


def _inherited_role(own: str, groups: list[str]) -> tuple[str, float] | None:
    """Vaguer headings: "งบประมาณที่ได้รับจัดสรร", or a "แผน" under the name of a month."""
    for group in reversed(groups):
        if words.PLANNED.search(own) and (month := words.month_number(group)):
            return f"m{month}", LIKELY
    if words.ANNUAL.match(own):
        return "annual", DOUBTFUL if own in AMBIGUOUS else POSSIBLE
    return None
