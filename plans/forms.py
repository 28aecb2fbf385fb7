"""What a planning officer types on the pages around a plan."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgetplan.thai.digits import to_arabic
from budgetplan.thai.money import AmountError, AmountField, parse_amount
from plans.models import FIRST_YEAR_BE, LAST_YEAR_BE, FiscalYear, Part, SpendingPlan
from plans.services.years import PartEntry

MOST_YEARS_TO_COPY = 5
MOST_PERCENT = Decimal(1000)
MOST_PARTS = 20


class YearField(forms.IntegerField):
    """A fiscal year in the Buddhist Era; Thai, Arabic and mixed digits."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Type the year in four digits, for example 2565."),
        "min_value": _("Type the year in the Buddhist Era, between 2500 and 2700."),
        "max_value": _("Type the year in the Buddhist Era, between 2500 and 2700."),
    }

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": FIRST_YEAR_BE, "max_value": LAST_YEAR_BE, **kwargs})

    def to_python(self, value):
        return super().to_python("".join(to_arabic(value or "").split()))


class PercentField(forms.Field):
    """A percentage above 0, with two decimals at most; Thai digits and a per cent sign are taken too."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        try:
            percent = parse_amount(str(value or "").replace("%", "").replace("ร้อยละ", ""))
        except AmountError as error:
            raise ValidationError(_("Type a percentage such as 103 or 97.5.")) from error
        if percent is not None and not 0 < percent <= MOST_PERCENT:
            raise ValidationError(_("The percentage must be above 0 and at most 1000."))
        return percent


class YearForm(forms.Form):
    """A new fiscal year: its envelope, and whether its plan starts empty or as a copy."""

    year_be = YearField(label=_("Fiscal year (BE)"), help_text=_("The year runs from 1 October to 30 September."))
    envelope = AmountField(
        label=_("Envelope as estimated (baht)"),
        help_text=_("What the office expects to receive for the year. It can be changed while the plan is a draft."),
    )
    start = forms.ChoiceField(label=_("The plan starts"), widget=forms.RadioSelect, required=False)
    percent = PercentField(
        label=_("Per cent of the copied plan"),
        required=False,
        help_text=_("100 or blank copies the amounts as they are; 103 makes each 3 per cent larger, 95 smaller by 5."),
    )

    def __init__(self, *args, office_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.office_id = office_id
        self.sources = {str(plan.pk): plan for plan in plans_to_copy(office_id)}
        self.fields["start"].choices = [
            ("", _("empty, with the three standard parts")),
            *((key, _copy_label(plan)) for key, plan in self.sources.items()),
        ]

    def clean_year_be(self):
        year_be = self.cleaned_data["year_be"]
        if FiscalYear.objects.filter(office_id=self.office_id, year_be=year_be).exists():
            raise ValidationError(gettext("Fiscal year %(year)s was opened already."), params={"year": year_be})
        return year_be

    @property
    def source(self):
        """The plan to copy, or None. Only of a form that was checked."""
        return self.sources.get(self.cleaned_data.get("start"))


def plans_to_copy(office_id):
    """The plan in force of each of the office's last years, the newest first: approved where there is one."""
    plans = SpendingPlan.objects.filter(office_id=office_id).exclude(state="rejected").select_related("fiscal_year")
    found = {}
    for plan in plans.order_by("-fiscal_year__year_be", "-number"):
        held = found.get(plan.fiscal_year_id)
        if held is None or (held.state != "approved" and plan.state == "approved"):
            found[plan.fiscal_year_id] = plan
    return list(found.values())[:MOST_YEARS_TO_COPY]


def _copy_label(plan):
    words = {"year": plan.fiscal_year, "number": plan.number, "state": plan.get_state_display()}
    return gettext("as a copy of the plan of %(year)s (version %(number)s, %(state)s)") % words


class EnvelopeForm(forms.Form):
    """The envelope of a draft; `seen` marks the frame as the person saw it."""

    envelope = AmountField(label=_("Envelope as estimated (baht)"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class PartForm(forms.Form):
    """One part in the frame's table: its order, name and ceiling; a blank row adds nothing."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    position = forms.IntegerField(label=_("Order"), min_value=1, max_value=99, required=False)
    name = forms.CharField(
        label=_("Name of the part"), max_length=Part._meta.get_field("name").max_length, required=False
    )
    ceiling = AmountField(label=_("Ceiling (baht)"), required=False)
    remove = forms.BooleanField(label=_("Remove"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label = str(self.initial.get("name") or gettext("new part"))
        for field in self.visible_fields():
            field.field.widget.attrs["aria-label"] = f"{field.label}: {label}"

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        data = self.cleaned_data
        if not data.get("name") and not data.get("remove") and (data.get("key") or data.get("ceiling") is not None):
            self.add_error("name", _("A part needs a name."))
        return data

    @property
    def is_kept(self):
        """Whether the row stands for a part after saving. Only of a form that was checked."""
        return bool(self.cleaned_data.get("name")) and not self.cleaned_data.get("remove")

    def entry(self):
        """The PartEntry of a checked row."""
        data = self.cleaned_data
        return PartEntry(data["name"], data["ceiling"], str(data["key"]) if data["key"] else None)


class BasePartFormSet(forms.BaseFormSet):
    """The parts of a draft, with one blank row for a new one."""

    def entries(self):
        """The PartEntries of a checked set in the order asked for; a row without a number stands last."""
        kept = [form for form in self.forms if form.is_kept]
        kept.sort(key=lambda form: form.cleaned_data.get("position") or 100)
        return [form.entry() for form in kept]


PartFormSet = forms.formset_factory(
    PartForm, formset=BasePartFormSet, extra=1, max_num=MOST_PARTS, absolute_max=MOST_PARTS + 1
)


class CeilingsForm(forms.Form):
    """The ceiling of every group for a year; blank is none."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, units, ceilings, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {self.field_name(unit): unit for unit in units}
        for name, unit in self.units.items():
            self.fields[name] = AmountField(label=unit.name, required=False, initial=ceilings.get(unit.pk))

    @staticmethod
    def field_name(unit):
        return f"unit_{unit.pk}"

    def ceilings(self):
        """{Unit: baht or None} of a checked form."""
        return {unit: self.cleaned_data[name] for name, unit in self.units.items()}


class RevisionForm(forms.Form):
    """Why an approved plan is revised; printed with the comparison."""

    reason = forms.CharField(
        label=_("Reason for the revision"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the letter that changed the envelope. It is printed with the table of what changed."),
    )
