"""From the checked tree to the flat list of lines, with computed amounts, levels and kinds."""

from decimal import Decimal

from plans.reading.amounts import FIELD_MONTHS, FIELD_QUARTERS
from plans.reading.result import PlanLine, SectionTotal
from plans.reading.text import key
from plans.reading.tree import Node, Sums
from plans.reading.vocabulary import is_category, is_part

PART, CATEGORY, HEADING, LINE = "part", "category", "heading", "line"


class LineWriter:
    """Writes trees as lines, outermost level 0, and sums them."""

    def __init__(self) -> None:
        self.lines: list[PlanLine] = []
        self._sums = Sums()

    def write(self, node: Node, level: int = 0, parent_kind: str = "") -> None:
        """Append the line of this node and of all below it."""
        kind = kind_of(node, level, parent_kind)
        row = node.row
        place = row or next(
            (inner.row or inner.totals[0].row for inner in node.walk() if inner.row or inner.totals), None
        )
        total = self.total(node.name, [node])
        self.lines.append(
            PlanLine(
                name=node.name,
                level=level,
                kind=kind,
                annual=total.annual,
                quarters=total.quarters,
                months=total.months,
                number=row.number if row else "",
                note=row.note if row else "",
                unit=row.unit if row else "",
                sheet=place.table.grid.name if place else "",
                row=place.row if place else 0,
            )
        )
        for child in node.children:
            self.write(child, level + 1, kind)

    def total(self, name: str, nodes: list[Node]) -> SectionTotal:
        """Sums of these nodes; quarters and months only where a line among them has columns for them."""
        mappings = [leaf.row.table.mapping for node in nodes for leaf in node.leaves()]
        has_months = any(mapping.has_months for mapping in mappings)
        has_quarters = has_months or any(mapping.has_quarters for mapping in mappings)
        return SectionTotal(
            name=name,
            annual=self._sums.of_all(nodes, "annual"),
            quarters=self._figures(nodes, FIELD_QUARTERS) if has_quarters else None,
            months=self._figures(nodes, FIELD_MONTHS) if has_months else None,
        )

    def _figures(self, nodes: list[Node], roles: tuple[str, ...]) -> tuple[Decimal, ...]:
        return tuple(self._sums.of_all(nodes, role) for role in roles)


def kind_of(node: Node, level: int, parent_kind: str) -> str:
    """A row without rows below it is a line, whatever its name; the first heading below a part is a category."""
    if node.is_leaf:
        return LINE
    name = key(node.name)
    if is_category(name):
        return CATEGORY
    if parent_kind in (CATEGORY, HEADING):
        return HEADING
    if is_part(name) or (level == 0 and any(not child.is_leaf for child in node.children)):
        return PART
    return CATEGORY
