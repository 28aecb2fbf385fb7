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

    def write(self, roots: list[Node]) -> None:
        """Append the lines of these outermost rows and of all below them."""
        has_parts = have_parts(roots)
        for root in roots:
            self._write(root, 0, "", has_parts=has_parts)

    def _write(self, node: Node, level: int, parent_kind: str, *, has_parts: bool) -> None:
        kind = kind_of(node, level, parent_kind, has_parts=has_parts)
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
            self._write(child, level + 1, kind, has_parts=has_parts)

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


def kind_of(node: Node, level: int, parent_kind: str, *, has_parts: bool) -> str:
    """A row without rows below it is a line, whatever its name; the first heading below a part is a category."""
    if node.is_leaf:
        return LINE
    if is_category(key(node.name)):
        return CATEGORY
    if parent_kind in (CATEGORY, HEADING):
        return HEADING
    return PART if has_parts and level == 0 else CATEGORY


def have_parts(roots: list[Node]) -> bool:
    """Whether the outermost headings are parts: one is called so, or holds further headings."""
    headings = [root for root in roots if root.children and not is_category(key(root.name))]
    return any(is_part(key(heading.name)) or any(child.children for child in heading.children) for heading in headings)
