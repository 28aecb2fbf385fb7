"""Which columns of a table name its lines, and which only say something of them."""

from plans.reading import vocabulary as words
from plans.reading.amounts import FIELDS
from plans.reading.grid import Grid
from plans.reading.text import key

MOSTLY = 0.8


def line_names(grid: Grid, labelled: list[int], roles: dict[str, int], rows: list[int]) -> list[int]:
    """Of the columns headed as names those that do: not the category that stands beside or behind each name."""
    money = [roles[role] for role in roles if role in FIELDS]
    before = [column for column in labelled if column < min(money)] if money else labelled
    kept: list[int] = []
    for column in before or labelled:
        if not any(_says_again(grid, name, column, rows) for name in kept):
            kept.append(column)
    return kept


def _says_again(grid: Grid, name: int, column: int, rows: list[int]) -> bool:
    """Whether a column repeats a few words, each row beside a name of its own."""
    filled = [row for row in rows if grid.text(row, column)]
    both = [row for row in filled if grid.text(row, name)]
    if len(both) < 2 or len(both) < MOSTLY * len(filled):
        return False
    return len({key(grid.text(row, column)) for row in both}) < len({key(grid.text(row, name)) for row in both})


def groups_lines(grid: Grid, column: int, rows: list[int]) -> bool:
    """Whether a column of groups heads lines: each written once over its rows, merged or with a total of its own."""
    filled = [row for row in rows if grid.text(row, column)]
    spans = [grid.merged.get((row, column)) for row in filled]
    over_rows = any(span and span.height > 1 for span in spans)
    total = any((label := words.total_label(key(grid.text(row, column)))) and label.kind == "plain" for row in filled)
    return len(filled) < len(rows) and (over_rows or total)
