"""Which column of a table holds what. Guessed from headings or shape, or given by a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from openpyxl.utils import column_index_from_string, get_column_letter

from plans.reading.amounts import FIELD_MONTHS, FIELD_QUARTERS

ROLES = ("number", "annual", *FIELD_QUARTERS, *FIELD_MONTHS, "note", "unit")


@dataclass(frozen=True)
class ColumnMapping:
    """Columns count from 1; ``names`` may be several, one per level. ``columns`` maps a role to its column.

    Roles: number, annual, q1 … q4, m1 … m12 (October first), note, unit. ``header_rows`` are skipped wherever
    they come again; reading begins at ``first_row``. ``confidence`` is 0 to 1; a person's mapping has 1.
    """

    names: tuple[int, ...]
    columns: Mapping[str, int]
    header_rows: tuple[int, ...] = ()
    first_row: int = 1
    confidence: float = 1.0
    guessed: bool = False
    period: str = ""
    """Role of the quarter or month that the whole sheet is about, "" for most."""

    @property
    def amounts(self) -> dict[str, int]:
        """Columns with money, in the order annual, quarters, months."""
        order = ("annual", *FIELD_QUARTERS, *FIELD_MONTHS)
        return {role: self.columns[role] for role in order if role in self.columns}

    @property
    def has_quarters(self) -> bool:
        return any(quarter in self.columns for quarter in FIELD_QUARTERS)

    @property
    def has_months(self) -> bool:
        return any(month in self.columns for month in FIELD_MONTHS)

    @classmethod
    def given(cls, names: str | int | Iterable[str | int], first_row: int = 0, **columns: str | int) -> "ColumnMapping":
        """A person's mapping by letters or numbers: ``given("B", annual="C", q1="D")``.

        With ``first_row`` 0 the headings are looked for and skipped as usual.
        """
        several = [names] if isinstance(names, str | int) else list(names)
        if unknown := set(columns) - set(ROLES):
            raise ValueError(f"unknown roles: {sorted(unknown)}")
        return cls(
            names=tuple(_column(name) for name in several),
            columns={role: _column(column) for role, column in columns.items()},
            first_row=first_row,
        )

    @classmethod
    def from_json(cls, data: Mapping) -> "ColumnMapping":
        """The mapping that ``to_json`` wrote, as a person may have corrected it; it counts as given."""
        columns = {role: data.get(role) for role in ("number", "annual", "note", "unit")}
        columns |= dict(zip(FIELD_QUARTERS, data.get("quarters") or [], strict=False))
        columns |= dict(zip(FIELD_MONTHS, data.get("months") or [], strict=False))
        chosen = {role: column for role, column in columns.items() if column}
        return cls.given(data["names"], first_row=data.get("first_row") or 0, **chosen)

    def starting(self, header_rows: tuple[int, ...], first_row: int) -> "ColumnMapping":
        return replace(self, header_rows=header_rows, first_row=first_row)

    def to_json(self) -> dict:
        """Columns as letters, quarters and months as lists in order, None where there is none."""
        letters = {role: get_column_letter(column) for role, column in self.columns.items()}
        return {
            "names": [get_column_letter(column) for column in self.names],
            "number": letters.get("number"),
            "annual": letters.get("annual"),
            "quarters": [letters.get(quarter) for quarter in FIELD_QUARTERS] if self.has_quarters else None,
            "months": [letters.get(month) for month in FIELD_MONTHS] if self.has_months else None,
            "note": letters.get("note"),
            "unit": letters.get("unit"),
            "header_rows": list(self.header_rows),
            "first_row": self.first_row,
            "confidence": round(self.confidence, 2),
            "guessed": self.guessed,
        }


def _column(column: str | int) -> int:
    return column if isinstance(column, int) else column_index_from_string(column.strip().upper())
