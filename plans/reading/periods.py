"""Workbooks with a sheet for each quarter or month: the same lines again and again, each time for another period."""

from collections import Counter
from dataclasses import replace

from plans.reading import vocabulary as words
from plans.reading.amounts import FIELD_MONTHS
from plans.reading.relations import TableReading
from plans.reading.tables import Table
from plans.reading.text import key, label_key
from plans.reading.tree import Node


def with_periods(tables: list[Table]) -> list[Table]:
    """The tables; where sheets are named after periods, their one amount is not of the year but of that period."""
    periods = {table.grid.name: period for table in tables if table.mapping and (period := _period(table))}
    sheets = Counter(table.grid.name for table in tables)
    named = [name for name in periods if sheets[name] == 1]
    kinds = {periods[name][0] for name in named}
    if len(named) < 2 or len(kinds) > 1 or len({periods[name] for name in named}) < len(named):
        return tables
    return [_of_period(table, periods[table.grid.name]) if table.grid.name in named else table for table in tables]


def _period(table: Table) -> str:
    """Role of the period a sheet is named after, when its table holds the amounts of no other; else ""."""
    label = label_key(table.grid.name)
    if month := words.month_number(label):
        return _only(table, f"m{month}", ())
    if quarter := words.quarter_number(label):
        return _only(table, f"q{quarter}", FIELD_MONTHS[3 * quarter - 3 : 3 * quarter])
    return ""


def _only(table: Table, period: str, within: tuple[str, ...]) -> str:
    """The period, unless there are other amounts, or a person said that they are of the year."""
    amounts = set(table.mapping.amounts)
    said = "annual" in amounts and (period in amounts or not table.mapping.guessed)
    return "" if said or amounts - {"annual", period, *within} else period


def _of_period(table: Table, period: str) -> Table:
    mapping = table.mapping
    columns = {period if role == "annual" else role: column for role, column in mapping.columns.items()}
    return replace(table, mapping=replace(mapping, columns=columns, period=period))


def joined(readings: list[TableReading]) -> TableReading | None:
    """The sheets of the periods as one plan; they themselves are checked, but count no more. None without such."""
    parts = [reading for reading in readings if reading.table.mapping.period]
    if not parts:
        return None
    tree = Node()
    for part in parts:
        _add(tree, part.tree)
        part.is_now("period")
    return TableReading(parts[0].table, tree, lines=sum(1 for _ in tree.leaves()), joins_periods=True)


def _add(into: Node, tree: Node) -> None:
    """Put the rows of one period to those of the same name; a new one stands behind the row it stands behind here."""
    place = 0
    seen: Counter[str] = Counter()
    for child in tree.children:
        name = key(child.name)
        same = [index for index, node in enumerate(into.children) if key(node.name) == name]
        if seen[name] < len(same):
            place = same[seen[name]]
            _join_rows(into.children[place], child)
        else:
            into.children.insert(place, Node(child.row and replace(child.row, total=None), child.name))
        seen[name] += 1
        _add(into.children[place], child)
        place += 1


def _join_rows(node: Node, other: Node) -> None:
    if node.row and other.row:
        node.row = replace(node.row, amounts=node.row.amounts | other.row.amounts)
    else:
        node.row = node.row or other.row
