"""What is wrong with a sheet, cell by cell, said in a sentence."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgetplan.thai.money import format_amount
from plans.reading.amounts import Amount

ERROR, WARNING = "error", "warning"
"""An error is a cell that can't be taken over as it stands; with a warning the import is possible."""

SENTENCES = {
    "total": gettext_lazy(
        "%(place)s (%(name)s, %(column)s): the printed total is %(printed)s, but its lines sum to %(computed)s. "
        "Correct the total or the line that is wrong."
    ),
    "quarters": gettext_lazy(
        "%(place)s (%(name)s): the annual amount is printed as %(printed)s, but the quarters sum to %(computed)s. "
        "Correct the annual amount or the quarter that is wrong."
    ),
    "months": gettext_lazy(
        "%(place)s (%(name)s, %(column)s): %(printed)s is printed, but the months sum to %(computed)s. "
        "Correct this amount or the month that is wrong."
    ),
    "summary": gettext_lazy(
        "%(place)s (%(name)s, %(column)s): the summary prints %(printed)s, but the lines on the other sheets sum to "
        "%(computed)s. Correct the summary or the sheet that is wrong."
    ),
    "amount": gettext_lazy("%(place)s (%(name)s, %(column)s): “%(printed)s” can't be taken over. %(reason)s"),
    "no_result": gettext_lazy(
        "%(place)s (%(name)s, %(column)s): the formula has no saved result. Open the workbook in Excel, save it, "
        "and upload it again, or type the amount."
    ),
    "formula_in_name": gettext_lazy(
        "%(place)s: the name of the line is a formula (%(printed)s). Type the name itself."
    ),
    "no_name": gettext_lazy("%(place)s: there are amounts in this row, but no name. Type the name of the line."),
    "name_too_long": gettext_lazy(
        "%(place)s: the name has %(length)s characters; at most %(limit)s are allowed. Shorten it."
    ),
    "duplicate_number": gettext_lazy(
        "%(place)s: the number %(printed)s stands before two names on the same level (%(name)s). Check the numbering."
    ),
    "hidden_rows": gettext_lazy(
        "%(place)s (%(name)s): this row is hidden in the workbook, but it was read. Delete it if it is not part of "
        "the plan."
    ),
}


@dataclass(frozen=True)
class Fault:
    """One fault at one cell. ``printed`` is what the cell shows, ``computed`` what it should be, where known.

    ``cell`` is an address like "F7"; in a pasted block, which has none, ``row`` and ``column`` count from its top
    left corner. ``code`` is a key of SENTENCES, or of the sentences of ``AmountError`` for an unreadable amount.
    """

    code: str
    sheet: str
    row: int
    column: int
    cell: str
    severity: str = WARNING
    printed: Decimal | str = ""
    computed: Decimal | None = None
    name: str = ""
    role: str = ""
    details: dict = field(default_factory=dict)
    in_block: bool = False

    @property
    def sentence(self) -> str:
        """The fault in the language of the reader."""
        sentence = SENTENCES.get(self.code, SENTENCES["amount"])
        return sentence % {
            "place": self._place(),
            "name": self.name,
            "column": column_title(self.role),
            "printed": _shown(self.printed),
            "computed": _shown(self.computed),
            **self.details,
        }

    @property
    def printed_text(self) -> str:
        """What stands in the cell, an amount with separators."""
        return _shown(self.printed)

    @property
    def computed_text(self) -> str:
        """What should stand there, with separators; empty where that isn't known."""
        return "" if self.computed is None else _shown(self.computed)

    def _place(self) -> str:
        if self.in_block:
            return _("Row %(row)s, column %(column)s") % {"row": self.row, "column": self.column}
        if not self.sheet:
            return _("Cell %(cell)s") % {"cell": self.cell}
        return _("Sheet “%(sheet)s”, cell %(cell)s") % {"sheet": self.sheet, "cell": self.cell}

    def to_json(self) -> dict:
        """Amounts as plain decimals with two places, unreadable text as it stands."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "row": self.row,
            "column": self.column,
            "printed": plain(self.printed),
            "computed": plain(self.computed),
            "sentence": self.sentence,
            "code": self.code,
            "severity": self.severity,
        }


def amount_fault(amount: Amount, *, sheet: str, name: str, role: str, in_block: bool) -> Fault:
    """The fault of a cell whose amount is not to be known."""
    cell = amount.cell
    error = amount.error
    return Fault(
        code=error.code if error else "no_result",
        sheet=sheet,
        row=cell.row,
        column=cell.column,
        cell=cell.address,
        severity=ERROR,
        printed=str(cell.formula if amount.no_result else cell.value),
        name=name,
        role=role,
        details={"reason": error.message} if error else {},
        in_block=in_block,
    )


def column_title(role: str) -> str:
    """What a column is called in a sentence: "annual amount", "quarter 4", the name of a month."""
    if role == "annual":
        return _("annual amount")
    if role[:1] == "q":
        return _("quarter %(number)s") % {"number": role[1:]}
    if role[:1] == "m":
        return str(MONTHS[(int(role[1:]) + 8) % 12 + 1])
    return ""


def plain(amount: Decimal | str | None) -> str | None:
    """A JSON amount: "374500.00", without separators; text and None as they are."""
    return f"{amount:.2f}" if isinstance(amount, Decimal) else amount


def _shown(value: Decimal | str | None) -> str:
    return format_amount(value, blank="0") if isinstance(value, Decimal) else str(value or "")
