"""What the grid page sends: JSON of a known shape and a limited size, read into what the services take."""

from django.utils.translation import gettext as _

from budgetplan.organization.json_requests import BadRequest, JsonBody
from budgetplan.thai.money import parse_amount
from plans.errors import CellFault, CellFaults
from plans.models import AMOUNT_FIELDS
from plans.pasting import MOST_CELLS, Anchor
from plans.services.lines import CellChange, NewRow
from plans.totals import ZERO, Amounts


class Body(JsonBody):
    """What the grid page sends."""

    def anchor(self):
        """Where rows go: `part`, `parent`, `after` (keys; null or absent is none)."""
        names = ("part", "parent", "after")
        return Anchor(**{name: self.text(name) if self._data.get(name) is not None else "" for name in names})

    def keys(self):
        """The keys of lines that an action is about."""
        keys = self._get("keys", list)
        if not all(isinstance(key, str) for key in keys):
            raise BadRequest
        return keys

    def seen(self):
        """Line keys with the versions on the person's page."""
        return self._get("seen", dict)

    def keys_of(self, name):
        """The line keys of the cells in the list `name`, as far as there are any."""
        return {cell["key"] for cell in self._get(name, list, [])}

    def cells(self):
        """Typed cells as CellChanges. Raises BadRequest, with 413 beyond 5,000 cells."""
        return [_cell(cell) for cell in self._limited("cells", 1)]

    def rows(self):
        """Lines to add as NewRows: a name, and amounts as typed. Raises CellFaults for what can't be an amount."""
        faults = []
        rows = [_row(index, row, faults) for index, row in enumerate(self._limited("rows", len(AMOUNT_FIELDS) + 1))]
        if faults:
            raise CellFaults(_("%(count)s cells can't be stored as typed.") % {"count": len(faults)}, faults)
        return rows

    def _limited(self, name, width):
        items = self._get(name, list, [])
        if not all(isinstance(item, dict) for item in items):
            raise BadRequest
        if len(items) * width > MOST_CELLS:
            sentence = _("At most %(most)s cells can be stored at once. Paste it in smaller pieces.")
            raise BadRequest(sentence % {"most": f"{MOST_CELLS:,}"}, status=413)
        return items


def _cell(data):
    cell = Body(data)
    was = data.get("was")
    if was is not None and not isinstance(was, str):
        raise BadRequest
    return CellChange(cell.text("key"), cell.text("field"), cell.text("value"), was)


def _row(index, data, faults):
    row = Body(data)
    typed = {name: row.text(name) for name in AMOUNT_FIELDS if data.get(name) is not None}
    amounts = dict.fromkeys(AMOUNT_FIELDS, ZERO)
    for name, value in typed.items():
        try:
            amounts[name] = parse_amount(value) or ZERO
        except ValueError as error:
            faults.append(CellFault(f"row:{index}", name, value, str(error)))
    quarters = tuple(amounts[name] for name in AMOUNT_FIELDS[1:])
    annual = amounts["annual"] if "annual" in typed else sum(quarters, ZERO)
    return NewRow(row.text("name"), Amounts(annual, quarters), row.text("note", ""))
