"""A list of projects with their budgets by source, such as a plan prints before the proposals."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from budgetplan.documents.docx_blocks import Table
from budgetplan.thai.money import ZERO
from projects.reading.calendar import TOTAL
from projects.reading.cost_cells import read_amounts
from projects.reading.cost_columns import SOURCES, find_columns
from projects.reading.costs import GRAND
from projects.reading.grid import Grid
from projects.reading.header import joined_name
from projects.reading.text import key

NAME = re.compile(r"(?:ชื่อ|งาน|แผนงาน)*โครงการ(?:กิจกรรม|งาน)*")
GROUP = re.compile(r".*รับผิดชอบ.*|กลุ่ม.*|หน่วยงาน.*")
MONEY = (*SOURCES, "total", "in_budget", "off_budget")


@dataclass
class ListedProject:
    no: str
    name: str
    amounts: dict[str, Decimal] = field(default_factory=dict)
    group: str = ""

    @property
    def total(self) -> Decimal:
        if self.amounts.get("total"):
            return self.amounts["total"]
        return sum((amount for role, amount in self.amounts.items() if role != "total"), ZERO)


@dataclass
class Listing:
    projects: list[ListedProject] = field(default_factory=list)
    printed_total: Decimal | None = None

    @property
    def total(self) -> Decimal:
        return sum((project.total for project in self.projects), ZERO)


def read_listing(table: Table) -> Listing | None:
    """The projects of a table, None where it is no list of projects."""
    grid = Grid(table)
    columns = find_columns(grid)
    heads = {column: grid.head_key(column, columns.head_rows) for column in range(grid.columns)}
    name = next((column for column, head in heads.items() if NAME.fullmatch(head)), None)
    money = {column: role for column, role in columns.money().items() if role in MONEY}
    if name is None or not money or columns.has_categories:
        return None
    group = next((column for column, head in heads.items() if GROUP.fullmatch(head)), None)
    listing = Listing()
    for row in grid.body(columns.head_rows):
        _read_row(grid, row, listing, money, (columns.one("number"), name, group))
    return listing if listing.projects else None


def _read_row(grid: Grid, row: int, listing: Listing, money: dict[int, str], places: tuple) -> None:
    number, name, group = places
    amounts = {role: read_amounts(grid.cell(row, column)).total for column, role in money.items()}
    label = next((text for column in range(name + 1) if (text := key(grid.text(row, column)))), "")
    if TOTAL.fullmatch(label) or GRAND.fullmatch(label):
        listing.printed_total = _whole(amounts)
        return
    text = _name_in(grid, row, name)
    if text:
        no = grid.text(row, number).strip(".") if number is not None else ""
        listing.projects.append(ListedProject(no, text, amounts, _name_in(grid, row, group)))


def _whole(amounts: dict[str, Decimal]) -> Decimal:
    return amounts.get("total") or sum((amount for role, amount in amounts.items() if role != "total"), ZERO)


def _name_in(grid: Grid, row: int, column: int | None) -> str:
    cell = grid.cell(row, column) if column is not None else None
    return joined_name([line for line in cell.text.split("\n") if line.strip()]) if cell is not None else ""
