"""Administration of plans: categories are kept here; years and plans are only looked at, their pages change them."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from budgetplan.organization.admin_base import OfficeScopedAdmin
from budgetplan.thai.money import format_amount
from plans.models import Category, FiscalYear, SpendingPlan
from plans.permissions import READERS


@admin.register(Category)
class CategoryAdmin(OfficeScopedAdmin):
    """The office's categories of spending. One that plans use can't be deleted: take it out of use."""

    list_display = ["name", "expenditure_type", "position", "is_active"]
    list_filter = ["expenditure_type", "is_active"]
    search_fields = ["name"]
    fields = ["name", "expenditure_type", "position", "is_active"]


class ReadOnlyAdmin(OfficeScopedAdmin):
    """Rows that only their own pages change, through services."""

    view_roles = READERS
    add_roles = change_roles = delete_roles = frozenset()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(FiscalYear)
class FiscalYearAdmin(ReadOnlyAdmin):
    list_display = ["year_be", "state", "closed_at", "closed_by"]
    list_filter = ["state"]
    list_select_related = ["closed_by"]
    fields = ["year_be", "state", "closed_at", "closed_by", "page"]
    readonly_fields = ["page"]

    @admin.display(description=_("page of the year"))
    def page(self, year):
        address = reverse("plans:year", args=[year.year_be])
        return format_html('<a href="{}">{}</a>', address, _("Open the year's page"))


@admin.register(SpendingPlan)
class SpendingPlanAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "state", "envelope_in_baht", "created_by", "approved_at"]
    list_filter = ["state", "fiscal_year__year_be"]
    list_select_related = ["fiscal_year", "created_by"]
    fields = [
        "fiscal_year", "number", "state", "envelope_in_baht", "unit", "based_on", "reason", "created_at", "created_by",
        "approved_at", "approved_by", "page",
    ]  # fmt: skip
    readonly_fields = ["envelope_in_baht", "created_at", "page"]

    @admin.display(description=_("envelope"), ordering="envelope")
    def envelope_in_baht(self, plan):
        return format_amount(plan.envelope, blank="0")

    @admin.display(description=_("page of the plan"))
    def page(self, plan):
        address = reverse("plans:version", args=[plan.fiscal_year.year_be, plan.number])
        return format_html('<a href="{}">{}</a>', address, _("Open the plan's page"))
