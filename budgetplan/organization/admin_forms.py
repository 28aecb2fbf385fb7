"""What the administration pages check across the rows below a post, as they stand after saving."""

from itertools import combinations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from budgetplan.organization.admin_base import LabelledFormSet
from budgetplan.organization.enums import SINGLE_SEAT_ROLES
from budgetplan.organization.models import Appointment
from budgetplan.thai.digits import to_arabic

FIRST_YEAR_BE, LAST_YEAR_BE = 2500, 2700


def kept_rows(formset):
    """The rows a valid formset will leave behind."""
    kept = [form for form in formset.forms if not form.cleaned_data.get("DELETE")]
    return [form.instance for form in kept if form.instance.pk or form.has_changed()]


class AppointmentFormSet(LabelledFormSet):
    """Directors' and deputies' posts have one holder at a time."""

    def clean(self):
        super().clean()
        if any(self.errors) or self.instance.role not in SINGLE_SEAT_ROLES:
            return
        for first, second in combinations(kept_rows(self), 2):
            if first.overlaps(second):
                raise ValidationError(
                    _(
                        "%(first)s and %(second)s would hold this post on the same days. End one appointment "
                        "before the other begins; for an absence use the acting-for list."
                    ),
                    params={"first": first.user, "second": second.user},
                )


class ActingForFormSet(LabelledFormSet):
    """Nobody acts for oneself. `appointments` is the formset of the same page, where there is one."""

    appointments = None

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        holders = self._holders()
        for row in kept_rows(self):
            if any(holder.user_id == row.user_id and holder.overlaps(row) for holder in holders):
                raise ValidationError(
                    _("%(person)s holds this post in those days and can't act for it."),
                    params={"person": row.user},
                )

    def _holders(self):
        if self.appointments is None:
            return list(Appointment.objects.filter(post_id=self.instance.pk))
        return kept_rows(self.appointments) if self.appointments.is_valid() else []


class YearForm(forms.Form):
    """A calendar year of the Buddhist Era, in Thai or Arabic digits."""

    year_be = forms.CharField(max_length=4)

    def clean_year_be(self):
        text = to_arabic(self.cleaned_data["year_be"])
        if not text.isdigit() or not FIRST_YEAR_BE <= int(text) <= LAST_YEAR_BE:
            raise ValidationError(_("Type a year of the Buddhist Era, for example 2564."))
        return int(text)
