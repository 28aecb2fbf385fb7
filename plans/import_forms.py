"""Forms of the workbook import: the upload, and the columns a person corrects."""

from django import forms
from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter

from budgetplan.documents.xlsx import DEFAULT_LIMITS, WorkbookRefused, load_workbook_safely
from plans.models import QUARTER_FIELDS
from plans.reading.mapping import ROLES

MONTH_ROLES = tuple(f"m{number}" for number in range(1, 13))
FORM_ROLES = ("annual", *QUARTER_FIELDS, *MONTH_ROLES, "number", "note", "unit")
ROLE_LABELS = {
    "names": _("Name of the line"),
    "number": _("Number"),
    "annual": _("Annual amount"),
    **{f"q{n}": _("Quarter %(n)s") for n in range(1, 5)},
    "note": _("Note"),
    "unit": _("Group"),
}
MOST_COLUMNS = 40
LABEL_LENGTH = 24
NOT_COLUMNS = ("read", "first_row")


class UploadForm(forms.Form):
    """Choose a workbook. `sheets` holds what was read of it once the form is valid."""

    workbook = forms.FileField(
        label=_("Excel workbook (.xlsx)"),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
        help_text=_("At most %(megabytes)s MB."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["workbook"]
        field.help_text = field.help_text % {"megabytes": DEFAULT_LIMITS.max_bytes // 2**20}

    def clean_workbook(self):
        uploaded = self.cleaned_data["workbook"]
        data = uploaded.read(DEFAULT_LIMITS.max_bytes + 1)
        try:
            load_workbook_safely(data)
        except WorkbookRefused as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from refusal
        return uploaded.name, data


class ColumnsForm(forms.Form):
    """Which column of a sheet holds what, guessed and correctable. One form a sheet, told apart by its prefix."""

    def __init__(self, *args, report, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.report = report
        guessed = report.mapping.to_json() if report.mapping else {}
        columns = [("", _("– not in this sheet –")), *column_choices(sheet)]
        self.fields["read"] = forms.BooleanField(
            label=_("Read this sheet"), required=False, initial=report.status not in ("hidden", "not_chosen", "skipped")
        )
        self.fields["names"] = forms.ChoiceField(
            label=ROLE_LABELS["names"], choices=columns, required=False, initial=(guessed.get("names") or [""])[0]
        )
        self.fields["first_row"] = forms.IntegerField(
            label=_("First row below the headings"),
            required=False,
            min_value=1,
            max_value=DEFAULT_LIMITS.max_rows,
            initial=guessed.get("first_row"),
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        )
        for role in self._roles(guessed):
            self.fields[role] = forms.ChoiceField(
                label=_role_label(role), choices=columns, required=False, initial=_initial(guessed, role)
            )

    def _roles(self, guessed):
        with_months = bool(guessed.get("months"))
        return [role for role in FORM_ROLES if role in ROLES and (with_months or role not in MONTH_ROLES)]

    def clean(self):
        cleaned = super().clean()
        chosen = [column for role, column in cleaned.items() if role not in NOT_COLUMNS and column]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(_("Two choices name the same column. Choose a different column for each."))
        if cleaned.get("read") and chosen and not cleaned.get("names"):
            raise forms.ValidationError(_("Choose the column that holds the names of the lines."))
        return cleaned

    def columns(self):
        """What the person chose: {"names": ["B"], "annual": "C", …}, without what isn't in the sheet."""
        chosen = {
            role: column for role, column in self.cleaned_data.items() if role not in ("read", "names") and column
        }
        return {"names": self._name_columns(), **chosen}

    def _name_columns(self):
        """The chosen name column; all the guessed ones where names stand in several and the first was kept."""
        chosen = self.cleaned_data["names"]
        guessed = self.report.mapping.to_json()["names"] if self.report.mapping else []
        if guessed and chosen == guessed[0]:
            return guessed
        return [chosen] if chosen else []


def column_choices(sheet):
    """(letter, "letter · first words in it") of every column of a SheetData that holds something."""
    first_words = {}
    for cell in sheet.cells():
        if cell.value is not None and cell.column <= MOST_COLUMNS:
            first_words.setdefault(cell.column, " ".join(str(cell.value).split())[:LABEL_LENGTH])
    return [
        (get_column_letter(column), f"{get_column_letter(column)} · {words}")
        for column, words in sorted(first_words.items())
    ]


def _role_label(role):
    if role in MONTH_ROLES:
        return _("Month %(n)s of the fiscal year") % {"n": role[1:]}
    label = ROLE_LABELS[role]
    return label % {"n": role[1:]} if role in QUARTER_FIELDS else label


def _initial(guessed, role):
    if role in QUARTER_FIELDS:
        return (guessed.get("quarters") or [None] * 4)[int(role[1]) - 1] or ""
    if role in MONTH_ROLES:
        return (guessed.get("months") or [None] * 12)[int(role[1:]) - 1] or ""
    return guessed.get(role) or ""
