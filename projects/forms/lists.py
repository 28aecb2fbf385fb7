"""The filter of a year's list of projects."""

from django import forms
from django.utils.translation import gettext_lazy as _

from budgetplan.thai.digits import to_arabic
from projects.enums import ProposalState

SELECT = {"class": "form-select"}


class ListFilterForm(forms.Form):
    """What to show of the list: words, a group, a state, only one's own. Nothing chosen shows everything.

    `rows` are all rows of the list (ProjectRow and GoneRow); `own` the keys of the person's own projects.
    """

    text = forms.CharField(
        label=_("Words in the name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    unit = forms.TypedChoiceField(
        label=_("Group"), required=False, coerce=int, empty_value=None, widget=forms.Select(SELECT)
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *ProposalState.choices], widget=forms.Select(SELECT)
    )
    mine = forms.BooleanField(label=_("Only projects I own"), required=False)

    def __init__(self, *args, rows, own, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = own
        units = dict(sorted({row.unit_id: row.unit for row in rows}.items(), key=lambda pair: pair[1]))
        self.fields["unit"].choices = [("", _("all")), *units.items()]
        if not own:
            del self.fields["mine"]
        self.is_valid()

    @property
    def is_set(self):
        """Whether anything is filtered out at all."""
        return any(self.cleaned_data.values())

    def keeps(self, row):
        """Whether a ProjectRow or GoneRow is among what was asked for."""
        asked = self.cleaned_data
        return (
            asked.get("unit") in (None, row.unit_id)
            and asked.get("state", "") in ("", *_states_of(row))
            and not (asked.get("mine") and row.key not in self.own)
            and self._has_words(row)
        )

    def _has_words(self, row):
        text = _plain(f"{row.name} {row.programme} {row.owners}")
        return all(word in text for word in _plain(self.cleaned_data.get("text", "")).split())


def _states_of(row):
    """The states a row is found by: its own, and that of a revision under way."""
    revision = getattr(row, "revision", None)
    return (row.state, revision.state) if revision else (row.state,)


def _plain(text):
    return to_arabic(text).casefold()
