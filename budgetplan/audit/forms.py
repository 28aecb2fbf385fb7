"""What one looks for in the event log."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgetplan.audit.models import Event
from budgetplan.audit.sentences import KINDS
from budgetplan.organization.models import User
from budgetplan.thai.date_input import ThaiDateField


class EventFilter(forms.Form):
    """The filters above the log. What can't be read as a filter filters nothing and says so beside the field."""

    person = forms.ModelChoiceField(label=_("Who"), queryset=User.objects.none(), required=False)
    kind = forms.ChoiceField(label=_("What"), required=False)
    document = forms.CharField(label=_("On what"), required=False, max_length=300)
    since = ThaiDateField(label=_("From"), required=False)
    until = ThaiDateField(label=_("To"), required=False)

    def __init__(self, *args, office_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.office_id = office_id
        self.fields["person"].queryset = User.objects.filter(office_id=office_id)
        self.fields["person"].empty_label = _("Anybody")
        self.fields["kind"].choices = [("", _("Anything")), *KINDS.items()]

    def events(self):
        """The office's events that fit, the newest first."""
        self.full_clean()
        found = Event.objects.filter(office_id=self.office_id).order_by("-sequence")
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        if "person" in wanted:
            found = found.filter(actor=wanted["person"])
        if "kind" in wanted:
            found = found.filter(verb__startswith=f"{wanted['kind']}.")
        if "document" in wanted:
            text = wanted["document"]
            found = found.filter(Q(target_label__icontains=text) | Q(target_id=text))
        return found.filter(**_days(wanted))


def _days(wanted):
    days = {}
    if "since" in wanted:
        days["at__date__gte"] = wanted["since"]
    if "until" in wanted:
        days["at__date__lte"] = wanted["until"]
    return days
