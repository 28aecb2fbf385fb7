"""Administration of projects: the office's standard rates. Strategies and projects have pages of their own."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgetplan.organization.admin_base import ADMINISTRATORS, OfficeForm, OfficeScopedAdmin
from budgetplan.organization.enums import Role
from budgetplan.thai.dates import thai_date
from budgetplan.thai.money import format_amount
from projects.models import StandardRate

RATE_KEEPERS = ADMINISTRATORS | {Role.PLANNING_OFFICER}


class StandardRateForm(OfficeForm):
    class Meta:
        labels = {"ceiling": _("Highest rate (baht)"), "unit": _("Counted per")}
        help_texts = {
            "keywords": _(
                "Words of a cost line the rate is meant for, one to a line. A line with + needs all its words, "
                "for example: ที่พัก + เดี่ยว."
            )
        }
        widgets = {"keywords": forms.Textarea({"rows": 4})}

    def clean_ceiling(self):
        ceiling = self.cleaned_data["ceiling"]
        if not ceiling:
            raise ValidationError(gettext("A rate is above 0 baht."))
        return ceiling

    def clean(self):
        cleaned = super().clean()
        rate = StandardRate(**{name: cleaned.get(name) for name in ("name", "starts_on", "ends_on")})
        if rate.name and rate.starts_on and (rate.ends_on is None or rate.ends_on >= rate.starts_on):
            self._refuse_overlap(rate)
        return cleaned

    def _refuse_overlap(self, rate):
        same = StandardRate.objects.filter(office_id=self.instance.office_id, name=rate.name)
        others = same.exclude(pk=self.instance.pk).exclude(starts_on=rate.starts_on)
        for other in others:
            if rate.overlaps(other):
                words = {"name": other.name, "day": thai_date(other.starts_on, "short", thai_digits=False)}
                sentence = gettext("“%(name)s” from %(day)s is in force on the same days. Give it a last day first.")
                self.add_error("starts_on", sentence % words)


@admin.register(StandardRate)
class StandardRateAdmin(OfficeScopedAdmin):
    """The office's standard rates. A new figure is a new row from its first day; the old row gets its last day."""

    form = StandardRateForm
    view_roles = RATE_KEEPERS
    add_roles = RATE_KEEPERS
    change_roles = RATE_KEEPERS
    delete_roles = RATE_KEEPERS
    list_display = ["name", "ceiling_in_baht", "counted_per", "first_day", "last_day", "source"]
    search_fields = ["name", "keywords", "source"]
    fields = ["name", "ceiling", "unit", "keywords", "source", "starts_on", "ends_on"]

    @admin.display(description=_("Highest rate (baht)"), ordering="ceiling")
    def ceiling_in_baht(self, rate):
        return format_amount(rate.ceiling)

    @admin.display(description=_("Counted per"), ordering="unit")
    def counted_per(self, rate):
        return rate.unit

    @admin.display(description=_("from"), ordering="starts_on")
    def first_day(self, rate):
        return thai_date(rate.starts_on, "short", thai_digits=False)

    @admin.display(description=_("to"), ordering="ends_on")
    def last_day(self, rate):
        return thai_date(rate.ends_on, "short", thai_digits=False) if rate.ends_on else _("further notice")
