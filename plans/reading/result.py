"""What a reading gives: lines, computed totals, faults, and what became of each sheet."""

from dataclasses import dataclass, field
from decimal import Decimal

from plans.reading.faults import ERROR, Fault, plain
from plans.reading.mapping import ColumnMapping

Amounts = tuple[Decimal, ...]


@dataclass(frozen=True)
class PlanLine:
    """A row of the plan. Of part, category and heading the amounts are computed, never those printed.

    ``level`` 0 is outermost; the lines below a heading follow it with a greater level. ``quarters`` (four) is None
    where the table has neither quarters nor months, ``months`` (twelve, October first) where it has no months.
    ``row`` is the row of the sheet; of a part that only its total names, the row of that total.
    """

    name: str
    level: int
    kind: str
    annual: Decimal
    quarters: Amounts | None
    months: Amounts | None
    number: str = ""
    note: str = ""
    unit: str = ""
    sheet: str = ""
    row: int = 0

    def to_json(self) -> dict:
        return {
            "name": self.name,
            "level": self.level,
            "kind": self.kind,
            **amounts_json(self.annual, self.quarters, self.months),
            "number": self.number,
            "note": self.note,
            "unit": self.unit,
            "sheet": self.sheet,
            "row": self.row,
        }


@dataclass(frozen=True)
class SectionTotal:
    """Computed totals of an outermost row of the plan, or of the whole plan (name "")."""

    name: str
    annual: Decimal
    quarters: Amounts | None
    months: Amounts | None

    def to_json(self) -> dict:
        return {"name": self.name, **amounts_json(self.annual, self.quarters, self.months)}


@dataclass(frozen=True)
class SheetReport:
    """What was done with a sheet, or with one table of it.

    ``status``: "plan" (its lines are in the plan), "summary" (it sums other sheets and was checked against them),
    "detail" (it breaks down one line of another sheet), "copy" (the same lines again), "hidden", "not_chosen" or
    "skipped" (no plan in it). ``reason`` says it in a sentence.
    """

    name: str
    status: str
    reason: str = ""
    first_row: int = 1
    lines: int = 0
    mapping: ColumnMapping | None = None

    def to_json(self) -> dict:
        return {
            "name": self.name,
            "status": self.status,
            "reason": str(self.reason),
            "first_row": self.first_row,
            "lines": self.lines,
        }


@dataclass(frozen=True)
class PlanReading:
    """Everything read from a workbook or a pasted block."""

    lines: list[PlanLine] = field(default_factory=list)
    total: SectionTotal = SectionTotal("", Decimal(0), None, None)
    sections: list[SectionTotal] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sheets: list[SheetReport] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """Whether a cell can't be taken over as it stands."""
        return any(fault.severity == ERROR for fault in self.faults)

    @property
    def mappings(self) -> dict[str, ColumnMapping]:
        """The mapping of each sheet that was read, of its first table."""
        return {sheet.name: sheet.mapping for sheet in reversed(self.sheets) if sheet.mapping}

    def to_json(self) -> dict:
        """Plain JSON; amounts are decimals as text ("374500.00"), months and quarters null where there are none."""
        total = self.total.to_json()
        del total["name"]
        return {
            "lines": [line.to_json() for line in self.lines],
            "totals": {**total, "by_section": [section.to_json() for section in self.sections]},
            "faults": [fault.to_json() for fault in self.faults],
            "sheets": [sheet.to_json() for sheet in self.sheets],
            "mapping": {name: mapping.to_json() for name, mapping in self.mappings.items()},
        }


def amounts_json(annual: Decimal, quarters: Amounts | None, months: Amounts | None) -> dict:
    return {
        "annual": plain(annual),
        "quarters": None if quarters is None else [plain(amount) for amount in quarters],
        "months": None if months is None else [plain(amount) for amount in months],
    }
