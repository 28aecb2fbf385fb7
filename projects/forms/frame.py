"""The strategies, programmes, tactics and focuses of a year as rows to type in; a blank row adds nothing."""

from collections import defaultdict

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgetplan.thai.digits import to_arabic
from projects.enums import FocusKind
from projects.models import Focus, Programme, Strategy
from projects.services.frame import Entry, Frame, frame_mark, used_rows

MOST_ROWS = 100
NAME_LENGTH = Strategy._meta.get_field("name").max_length


class NumberField(forms.IntegerField):
    """A number from 1 to 999 in Thai, Arabic or mixed digits."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = dict.fromkeys(
        ("invalid", "min_value", "max_value"), _("Type a whole number from 1 to 999.")
    )

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=999, **kwargs)
        # The validators say which limit was passed; one sentence says both.
        for validator in self.validators:
            validator.message = self.error_messages["invalid"]

    def to_python(self, value):
        return super().to_python("".join(to_arabic(str(value or "")).split()))


class NameField(forms.CharField):
    """A name without stray blanks."""

    def __init__(self, **kwargs):
        super().__init__(max_length=NAME_LENGTH, **kwargs)

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class RowForm(forms.Form):
    """A row of one of the tables: `key` is the id of the row it changes. `used`: the ids that projects name."""

    key = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = NameField(label=_("Name"), required=False)
    remove = forms.BooleanField(label=_("Remove"), required=False)

    def __init__(self, *args, used=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.used = used
        label = str(self.initial.get("name") or gettext("new row"))
        for field in self.visible_fields():
            field.field.widget.attrs["aria-label"] = f"{field.label}: {label}"

    @property
    def is_used(self):
        """Whether projects name the row, so that it can't be removed."""
        return self.initial.get("key") in self.used

    @property
    def is_kept(self):
        """Whether the row is there after saving. Only of a form that was checked."""
        return bool(self.cleaned_data.get("name")) and not self.cleaned_data.get("remove")

    def clean(self):
        data = self.cleaned_data
        if data.get("remove") and data.get("key") in self.used:
            self.add_error("remove", _("Projects name it. Change those projects first."))
        if not data.get("remove") and "name" in data and not data["name"] and self._is_meant():
            self.add_error("name", _("This row needs a name."))
        return data

    def _is_meant(self):
        """Whether somebody typed something into the row, or it is there already."""
        return any(self.cleaned_data.get(name) for name in ("key", "number", "position"))


class StrategyForm(RowForm):
    number = NumberField(label=_("Number"), required=False)
    field_order = ["key", "number", "name", "remove"]


class ProgrammeForm(RowForm):
    position = NumberField(label=_("Order"), required=False)
    field_order = ["key", "position", "name", "remove"]


class FocusForm(RowForm):
    position = NumberField(label=_("Order"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=FocusKind, widget=forms.Select({"class": "form-select"}))
    strategy_id = forms.TypedChoiceField(
        label=_("Strategy"), required=False, coerce=int, empty_value=None, widget=forms.Select({"class": "form-select"})
    )
    field_order = ["key", "position", "kind", "name", "strategy_id", "remove"]

    def __init__(self, *args, strategies=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["strategy_id"].choices = [("", _("the whole year")), *((row.pk, str(row)) for row in strategies)]


class BaseRowFormSet(forms.BaseFormSet):
    """Rows of which no two have one name (of one kind), nor strategies one number."""

    def clean(self):
        self._refuse_twice(("kind", "name"), _("There is a row of this name already."))
        self._refuse_twice(("number",), _("There is a strategy of this number already."))

    def _refuse_twice(self, columns, sentence):
        """Say so beside the rows that were changed to what another has, not beside the one that had it."""
        met = defaultdict(list)
        for form in self.forms:
            data = form.cleaned_data if form.is_valid() and form.is_kept else {}
            if data.get(columns[-1]):
                met[tuple(data.get(column) for column in columns)].append(form)
        for same in met.values():
            changed = [form for form in same if not {*columns}.isdisjoint(form.changed_data)]
            for form in (changed if len(changed) < len(same) else same[1:]) if len(same) > 1 else ():
                form.add_error(columns[-1], sentence)

    def entries(self, *columns):
        """The Entries of a checked set, with these columns."""
        kept = [form.cleaned_data for form in self.forms if form.is_kept]
        return [Entry(data["key"], {name: data[name] for name in columns}) for data in kept]


def _rows_of(form):
    return forms.formset_factory(
        form, formset=BaseRowFormSet, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 2
    )  # fmt: skip


StrategyFormSet, ProgrammeFormSet, FocusFormSet = map(_rows_of, (StrategyForm, ProgrammeForm, FocusForm))


class FrameForms:
    """The three tables of a year's frame, filled from what is stored or from what was sent."""

    def __init__(self, year, data=None):
        rows = {model: list(model.objects.filter(fiscal_year=year)) for model in (Strategy, Programme, Focus)}
        used = used_rows(year)
        self.seen = data["seen"] if data and "seen" in data else frame_mark(year)
        self.strategies = StrategyFormSet(
            data,
            prefix="strategies",
            initial=[{"key": row.pk, "number": row.number, "name": row.name} for row in rows[Strategy]],
            form_kwargs={"used": used[Strategy]},
        )
        self.programmes = ProgrammeFormSet(
            data,
            prefix="programmes",
            initial=[
                {"key": row.pk, "position": place, "name": row.name}
                for place, row in enumerate(rows[Programme], start=1)
            ],
            form_kwargs={"used": used[Programme]},
        )
        self.focuses = FocusFormSet(
            data,
            prefix="focuses",
            initial=[
                {
                    "key": row.pk,
                    "position": place,
                    "kind": row.kind,
                    "name": row.name,
                    "strategy_id": row.strategy_id,
                }
                for place, row in enumerate(rows[Focus], start=1)
            ],
            form_kwargs={"used": used[Focus], "strategies": rows[Strategy]},
        )

    @property
    def is_empty(self):
        """Whether the year has no row of any kind yet."""
        return not any(rows.initial for rows in (self.strategies, self.programmes, self.focuses))

    def is_valid(self):
        """Whether all three can be stored; each says beside its fields what can't."""
        return self.strategies.is_valid() & self.programmes.is_valid() & self.focuses.is_valid()

    def frame(self):
        """The Frame that checked tables ask for: strategies without a number follow the last, rows stand in order."""
        strategies = self.strategies.entries("number", "name")
        last = max((entry.values["number"] or 0 for entry in strategies), default=0)
        for entry in strategies:
            if not entry.values["number"]:
                last += 1
                entry.values["number"] = last
        programmes = _in_order(self.programmes.entries("position", "name"))
        focuses = _in_order(self.focuses.entries("kind", "name", "position", "strategy_id"))
        return Frame(strategies, programmes, focuses)


def _in_order(entries):
    """The entries numbered by the order typed; a row without a number stands last."""
    entries.sort(key=lambda entry: entry.values["position"] or MOST_ROWS * 10)
    for place, entry in enumerate(entries, start=1):
        entry.values["position"] = place
    return entries
