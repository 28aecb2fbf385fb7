"""Checking a tree against what is printed: every total by its lines, every line by its quarters and months.

One mistake makes many figures wrong. A printed total is only reported when nothing below it, reported already,
explains its difference; and one that agrees with the lines is right, whatever the totals under it say.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from plans.reading.amounts import FIELD_MONTHS, FIELD_QUARTERS, Amount
from plans.reading.faults import ERROR, WARNING, Fault, amount_fault
from plans.reading.rows import BodyRow
from plans.reading.tree import ZERO, Node, Sums, line_figure

NAME_LENGTH = 300
MONTHS_OF = {f"q{number}": FIELD_MONTHS[3 * number - 3 : 3 * number] for number in range(1, 5)}
Differences = dict[str, list[Decimal]]


class Checker:
    """Walks a tree from the lines up and collects its faults."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.sums = Sums()
        self._uncertain: dict[tuple[int, str], bool] = {}

    def check(self, node: Node) -> Differences:
        """Check the node and all below it; returns the differences already reported there, by role."""
        below: Differences = defaultdict(list)
        for child in node.children:
            for role, differences in self.check(child).items():
                below[role] += differences
        if node.row and node.is_leaf:
            self._check_line(node.row, below)
        elif node.row:
            self._check_total(node.row, node.children, below)
        for total in node.totals:
            self._check_total(total.row, total.summed, below)
        self._check_numbers(node)
        if node.row:
            self._check_name(node)
        return below

    def _check_line(self, row: BodyRow, below: Differences) -> None:
        """Quarters before the year: a year that misses its quarters by what a quarter misses its months is right."""
        for role, amount in row.amounts.items():
            if amount.error or (amount.no_result and is_uncertain(row, role)):
                self.faults.append(self._amount_fault(row, role, amount))
        known = ZERO
        for role, shares in _shares(row):
            printed, computed = row.figure(role), sum((line_figure(row, share) for share in shares), ZERO)
            if printed is None or any(is_uncertain(row, share) for share in shares):
                continue
            difference = printed - computed
            if difference and (role != "annual" or difference != -known):
                self._report("quarters" if shares == FIELD_QUARTERS else "months", row, role, computed)
                self._explain_by_line(below, role, shares, difference)
                known += difference

    def _explain_by_line(self, below: Differences, role: str, shares: tuple[str, ...], difference: Decimal) -> None:
        """A sum over this line may have been made with the amount that ought to stand there."""
        below[role].append(-difference)
        for share in shares:
            below[share].append(difference)

    def _check_total(self, row: BodyRow, nodes: list[Node], below: Differences) -> None:
        for role, amount in row.amounts.items():
            if amount.error:
                self.faults.append(replace(self._amount_fault(row, role, amount), severity=WARNING))
            if amount.value is None or any(self._is_uncertain(node, role) for node in nodes):
                continue
            difference = amount.value - self.sums.of_all(nodes, role)
            if difference and not _explained(difference, below[role]):
                self._report(_total_code(row, nodes), row, role, self.sums.of_all(nodes, role))
                below[role].append(difference)

    def _is_uncertain(self, node: Node, role: str) -> bool:
        place = (id(node), role)
        if place not in self._uncertain:
            of_children = any(self._is_uncertain(child, role) for child in node.children)
            self._uncertain[place] = of_children or bool(node.is_leaf and node.row and is_uncertain(node.row, role))
        return self._uncertain[place]

    def _check_name(self, node: Node) -> None:
        row = node.row
        if not row.name:
            self._report_name("no_name", row, "", severity=ERROR)
        if row.formula_name:
            self._report_name("formula_in_name", row, row.name, severity=ERROR)
        if len(node.name) > NAME_LENGTH:
            details = {"length": len(node.name), "limit": NAME_LENGTH}
            self._report_name("name_too_long", row, node.name, severity=ERROR, details=details)
        if row.row in row.table.grid.hidden_rows and (row.has_figures or node.is_leaf):
            self._report_name("hidden_rows", row, row.name)

    def _check_numbers(self, node: Node) -> None:
        numbered = [child.row for child in node.children if child.row and child.row.number]
        counts = Counter((row.table.grid.name, row.numbering) for row in numbered)
        seen: set = set()
        for row in numbered:
            place = (row.table.grid.name, row.numbering)
            if counts[place] > 1 and place in seen:
                self._report_name("duplicate_number", row, row.number)
            seen.add(place)

    def _report(self, code: str, row: BodyRow, role: str, computed: Decimal) -> None:
        cell = row.amounts[role].cell
        self.faults.append(
            Fault(
                code=code,
                sheet=row.table.grid.name,
                row=cell.row,
                column=cell.column,
                cell=cell.address,
                printed=row.figure(role),
                computed=computed,
                name=row.name,
                role=role,
                in_block=row.table.grid.relative,
            )
        )

    def _report_name(self, code: str, row: BodyRow, printed: str, **more) -> None:
        column = row.name_column or row.table.mapping.names[-1]
        grid = row.table.grid
        fault = Fault(
            code=code,
            sheet=grid.name,
            row=row.row,
            column=column,
            cell=grid.address(row.row, column),
            printed=printed,
            name=row.name,
            in_block=grid.relative,
            **more,
        )
        self.faults.append(fault)

    def _amount_fault(self, row: BodyRow, role: str, amount: Amount) -> Fault:
        grid = row.table.grid
        return amount_fault(amount, sheet=grid.name, name=row.name, role=role, in_block=grid.relative)


def is_uncertain(row: BodyRow, role: str) -> bool:
    """Whether the amount of a line can't be told: unreadable, or to be summed from cells that are."""
    amount = row.amounts.get(role)
    if amount and amount.error:
        return True
    if amount and amount.value is not None:
        return False
    parts = [part for part in _parts(role) if part in row.table.mapping.amounts]
    if amount and amount.no_result and not parts:
        return True
    return any(is_uncertain(row, part) for part in parts)


def _parts(role: str) -> tuple[str, ...]:
    """Roles that an amount is the sum of; a year of months only goes by its quarters, which need no columns."""
    return (*FIELD_QUARTERS, *FIELD_MONTHS) if role == "annual" else MONTHS_OF.get(role, ())


def _shares(row: BodyRow) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Pairs to compare in a line: each quarter with its months, the year with the quarters or the months."""
    mapped = row.table.mapping.amounts
    for quarter, months in MONTHS_OF.items():
        if quarter in mapped and all(month in mapped for month in months):
            yield quarter, months
    if all(quarter in mapped for quarter in FIELD_QUARTERS):
        yield "annual", FIELD_QUARTERS
    elif all(month in mapped for month in FIELD_MONTHS):
        yield "annual", FIELD_MONTHS


def _explained(difference: Decimal, reported: list[Decimal]) -> bool:
    return difference in reported or (len(reported) > 1 and difference == sum(reported, ZERO))


def _total_code(row: BodyRow, nodes: list[Node]) -> str:
    """A figure that sums lines of another table is one of a summary."""
    tables = {leaf.row.table.grid.name for node in nodes for leaf in node.leaves()}
    return "total" if row.table.grid.name in tables else "summary"
