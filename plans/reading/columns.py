"""From headings and the figures under them to a ColumnMapping."""

from dataclasses import dataclass
from decimal import Decimal

from plans.reading.amounts import FIELD_MONTHS, FIELD_QUARTERS, FIELDS, is_amount, read_amount
from plans.reading.grid import Grid
from plans.reading.header import Claim, Header
from plans.reading.mapping import ColumnMapping
from plans.reading.naming import groups_lines, line_names
from plans.reading.numbering import read_number

ENOUGH = 0.5
BY_SHAPE = 0.5
BY_ARITHMETIC = 0.75
SMALLEST_PLAN_AMOUNT = 100
LARGE_SAMPLE = 400


@dataclass(frozen=True)
class Column:
    """What the cells of one column under the headings are: how many amounts, names and numbers of lines."""

    index: int
    amounts: int
    texts: int
    numbers: int
    percents: int
    letters: int

    @property
    def is_money(self) -> bool:
        return self.amounts > 0 and self.amounts >= ENOUGH * (self.amounts + self.texts) and not self.percents

    @property
    def is_numbering(self) -> bool:
        filled = self.amounts + self.texts
        return filled > 0 and self.numbers >= ENOUGH * filled

    @property
    def is_name(self) -> bool:
        return self.texts > self.amounts and self.letters >= 2 * self.texts and not self.is_numbering


def survey(grid: Grid, rows: list[int]) -> dict[int, Column]:
    """Each column of these rows, counted."""
    return {column: _survey_column(grid, rows[:LARGE_SAMPLE], column) for column in grid.columns}


def _survey_column(grid: Grid, rows: list[int], column: int) -> Column:
    cells = [cell for row in rows if (cell := grid.cell(row, column)) is not None]
    amounts = [cell for cell in cells if is_amount(cell.value) or (cell.is_formula and cell.value is None)]
    texts = [cell for cell in cells if isinstance(cell.value, str) and not is_amount(cell.value)]
    return Column(
        index=column,
        amounts=len(amounts),
        texts=len(texts),
        numbers=sum(read_number(grid.text(cell.row, column)) is not None for cell in cells),
        percents=sum(cell.percent for cell in amounts),
        letters=sum(sum(map(str.isalpha, str(cell.value))) for cell in texts),
    )


def map_columns(grid: Grid, header: Header | None, rows: list[int]) -> ColumnMapping | None:
    """The mapping guessed for a table with these body rows; None when nothing in it looks like a plan."""
    columns = survey(grid, rows)
    roles, sure = _roles_of_header(grid, header, rows) if header else ({}, [])
    names = _name_columns(grid, header, columns, roles, rows)
    roles = {role: column for role, column in roles.items() if column not in names}
    if not names:
        return None
    roles |= _number_column(columns, names, roles)
    guess = _unlabelled_money(grid, columns, names, roles, rows)
    if header is None and not _plausible(grid, guess, rows):
        return None
    roles |= {role: column for role, column in guess.items() if role not in roles}
    confidence = min(sure) if sure and not guess else _shape_confidence(grid, roles, rows)
    mapping = ColumnMapping(names, roles, confidence=confidence, guessed=True)
    return mapping if mapping.amounts else None


def _roles_of_header(grid: Grid, header: Header, rows: list[int]) -> tuple[dict[str, int], list[float]]:
    """Role → column by headings; where several columns claim the annual amount, the figures decide."""
    chosen = {role: claims[0] for role, claims in header.claims.items() if role != "name"}
    if len(header.claims.get("annual", [])) > 1:
        columns = {role: claim.column for role, claim in chosen.items()}
        chosen["annual"] = _annual_by_figures(grid, header.claims["annual"], columns, rows)
    money = [claim.confidence for role, claim in chosen.items() if role in header.money_roles]
    return {role: claim.column for role, claim in chosen.items()}, money


def _annual_by_figures(grid: Grid, claims: list[Claim], columns: dict[str, int], rows: list[int]) -> Claim:
    return max(claims, key=lambda claim: agreement(grid, claim.column, _shares(columns), rows))


def agreement(grid: Grid, annual: int, shares: list[int], rows: list[int]) -> float:
    """Part of the rows with figures in which the shares sum to the annual amount; 0 without shares."""
    right = counted = 0
    for row in rows[:LARGE_SAMPLE] if shares else []:
        total = _figure(grid, row, annual)
        if total:
            counted += 1
            right += total == sum((_figure(grid, row, column) or Decimal(0) for column in shares), Decimal(0))
    return right / counted if counted else 0


def _figure(grid: Grid, row: int, column: int) -> Decimal | None:
    cell = grid.cell(row, column)
    return read_amount(cell).value if cell else None


def _name_columns(
    grid: Grid, header: Header | None, columns: dict[int, Column], roles: dict[str, int], rows: list[int]
) -> tuple[int, ...]:
    """Columns headed as names or groups of lines, and those beside them without a heading that hold names."""
    claimed = sorted(claim.column for claim in header.claims.get("name", [])) if header else []
    labelled = line_names(grid, claimed, roles, rows)
    unit = roles.get("unit")
    if labelled and unit and unit < labelled[0] and groups_lines(grid, unit, rows):
        labelled.insert(0, unit)
    taken = set(roles.values())
    first_money = min((roles[role] for role in roles if role in FIELDS), default=10**6)
    if header is None:
        first_money = min((c.index for c in columns.values() if c.is_money and not c.is_numbering), default=10**6)
    free = [c.index for c in columns.values() if c.is_name and c.index not in taken and c.index < first_money]
    if labelled:
        free = [column for column in free if column not in labelled and column not in header.headed]
        return tuple(sorted(labelled + free))
    return tuple(free) or tuple(sorted(c.index for c in columns.values() if c.is_name and c.index not in taken)[:1])


def _number_column(columns: dict[int, Column], names: tuple[int, ...], roles: dict[str, int]) -> dict[str, int]:
    """A column of running numbers left of the names, when none is headed so."""
    if "number" in roles:
        return {}
    taken = {*roles.values(), *names}
    left = [c for c in columns.values() if c.index < min(names) and c.index not in taken and c.is_numbering]
    return {"number": left[-1].index} if left else {}


def _unlabelled_money(
    grid: Grid, columns: dict[int, Column], names: tuple[int, ...], roles: dict[str, int], rows: list[int]
) -> dict[str, int]:
    """Roles of money columns by their number and arithmetic, where the headings leave something open."""
    found = _shares(roles)
    if "annual" in roles and found:
        return {}
    taken = {*roles.values(), *names}
    free = [c.index for c in columns.values() if c.is_money and c.index not in taken and c.index > min(names)]
    if found:
        annual = [column for column in free if agreement(grid, column, found, rows) >= ENOUGH]
        return {"annual": annual[0]} if annual else {}
    if "annual" in roles:
        return _shares_of(grid, roles["annual"], free, rows)
    return by_shape(grid, free, rows)


def _shares_of(grid: Grid, annual: int, free: list[int], rows: list[int]) -> dict[str, int]:
    """Quarters or months without headings: neighbouring columns that sum to the annual amount."""
    for fields in (FIELD_QUARTERS, FIELD_MONTHS):
        for start in range(len(free) - len(fields) + 1):
            shares = free[start : start + len(fields)]
            if agreement(grid, annual, shares, rows) >= ENOUGH:
                return dict(zip(fields, shares, strict=True))
    return {}


def by_shape(grid: Grid, money: list[int], rows: list[int]) -> dict[str, int]:
    """Roles of money columns without headings: 4 quarters, 12 months, or these with an annual amount beside."""
    for annual in money:
        others = [column for column in money if column != annual]
        if shares := _shares_of(grid, annual, others, rows):
            return {"annual": annual, **shares}
    for fields in (FIELD_QUARTERS, FIELD_MONTHS):
        if len(money) == len(fields):
            return dict(zip(fields, money, strict=True))
        if len(money) == len(fields) + 1:
            return dict(zip(("annual", *fields), money, strict=True))
    return {"annual": money[0]} if money else {}


def _plausible(grid: Grid, guess: dict[str, int], rows: list[int]) -> bool:
    """Without any headings, figures that add up, or at least figures the size of money."""
    if _shape_confidence(grid, guess, rows) > BY_SHAPE:
        return True
    figures = [f for column in guess.values() for row in rows if (f := _figure(grid, row, column))]
    return bool(figures) and sum(figure >= SMALLEST_PLAN_AMOUNT for figure in figures) >= ENOUGH * len(figures)


def _shape_confidence(grid: Grid, roles: dict[str, int], rows: list[int]) -> float:
    shares = _shares(roles)
    if "annual" not in roles or not shares:
        return BY_SHAPE
    return BY_ARITHMETIC if agreement(grid, roles["annual"], shares, rows) >= ENOUGH else BY_SHAPE


def _shares(roles: dict[str, int]) -> list[int]:
    """Columns that together make the annual amount: the quarters, or the months where there are no quarters."""
    quarters = [roles[role] for role in FIELD_QUARTERS if role in roles]
    return quarters or [roles[role] for role in FIELD_MONTHS if role in roles]
