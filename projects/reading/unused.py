"""What stands in columns of a table that has been read, but that our form has no place for."""

from collections.abc import Iterator

from projects.reading.cost_columns import CostColumns
from projects.reading.grid import Grid
from projects.reading.layout import Layout
from projects.reading.text import key

ACTIVITY_ROLES = ("number", "name", "place", "responsible", "period", "amount")
COST_ROLES = ("number", "category", "group", "name", "item", "unit", "subtotal", "total", "other_total")


def unused_of_activities(grid: Grid, layout: Layout) -> list[str]:
    """Cells of notes, targets and columns without a known head, each as "head | row | text"."""
    used = {column for role in ACTIVITY_ROLES for column in layout.roles.get(role, ())} | set(layout.months)
    return list(_cells(grid, layout.head_rows, used, layout.one("name")))


def unused_of_costs(grid: Grid, columns: CostColumns) -> list[str]:
    """The same of a cost table: notes, and times or persons that it repeats beside the money."""
    used = {column for role in COST_ROLES for column in columns.roles.get(role, ())}
    used |= set(columns.money()) | set(columns.factors)
    return list(_cells(grid, columns.head_rows, used, columns.one("name")))


def _cells(grid: Grid, head_rows: int, used: set[int], name: int | None) -> Iterator[str]:
    for row in grid.body(head_rows):
        for cell in grid.row(row):
            covered = set(range(cell.column, cell.column + cell.width))
            if cell.row != row or covered & used or not key(cell.text):
                continue
            head = " ".join(grid.head(cell.column, head_rows)[-1:])
            beside = grid.text(row, name) if name is not None else ""
            yield " | ".join(filter(None, (head, beside, grid.text(row, cell.column))))
