"""Administration of the office: its own row, units, posts and holidays. People are in `admin_people`."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from budgetplan.organization import services
from budgetplan.organization.admin_base import OfficeScopedAdmin, OfficeScopedTabular, RoleRights
from budgetplan.organization.admin_forms import ActingForFormSet, AppointmentFormSet, YearForm
from budgetplan.organization.admin_people import PersonAdmin
from budgetplan.organization.enums import Role
from budgetplan.organization.models import ActingFor, Appointment, Holiday, Office, Post, Supervision, Unit, User
from budgetplan.thai.dates import BE_OFFSET, thai_date, to_be

admin.site.register(User, PersonAdmin)


@admin.register(Office)
class OfficeAdmin(RoleRights, admin.ModelAdmin):
    """Administrators keep their own office's row; only superusers add offices."""

    list_display = ["name", "short_name", "region"]
    fields = ["name", "short_name", "region", "letter_prefix"]
    delete_roles = frozenset()

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.filter(pk=request.user.office_id)

    def has_add_permission(self, request):
        return request.user.is_superuser

    def _may(self, request, roles, obj):
        own = obj is None or obj.pk == request.user.office_id
        return bool(roles) and (request.user.is_superuser or (own and request.user.has_role(*roles)))


@admin.register(Unit)
class UnitAdmin(OfficeScopedAdmin):
    list_display = ["name", "short_name", "kind", "position", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["name", "short_name"]
    fields = ["name", "short_name", "kind", "position", "is_active"]


class AppointmentInline(OfficeScopedTabular):
    model = Appointment
    formset = AppointmentFormSet
    fields = ["user", "starts_on", "ends_on"]


class ActingForInline(OfficeScopedTabular):
    model = ActingFor
    formset = ActingForFormSet
    fields = ["order", "user", "starts_on", "ends_on", "order_number"]


class SupervisionInline(OfficeScopedTabular):
    model = Supervision
    fields = ["unit"]


@admin.register(Post)
class PostAdmin(OfficeScopedAdmin):
    """A post with its appointments, the acting-for list and, for deputies, the groups under it."""

    list_display = ["title", "role", "unit", "holders_today", "acting_today"]
    list_filter = ["role", ("unit", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title", "appointments__user__full_name"]
    list_select_related = ["unit"]
    fields = ["title", "role", "unit", "position"]
    inlines = [AppointmentInline, ActingForInline, SupervisionInline]

    def get_queryset(self, request):
        today = timezone.localdate()
        return super().get_queryset(request).prefetch_related(
            Prefetch("appointments", Appointment.objects.on(today).select_related("user"), to_attr="held_today"),
            Prefetch(
                "acting",
                ActingFor.objects.on(today).select_related("user").order_by("order"),
                to_attr="stand_ins_today",
            ),
        )  # fmt: skip

    @admin.display(description=_("holders today"))
    def holders_today(self, post):
        return ", ".join(str(row.user) for row in post.held_today)

    @admin.display(description=_("acting today, in order"))
    def acting_today(self, post):
        return ", ".join(str(row.user) for row in post.stand_ins_today)

    def get_inlines(self, request, obj):
        return [
            inline
            for inline in self.inlines
            if inline is not SupervisionInline or obj is None or obj.role == Role.DEPUTY_DIRECTOR
        ]

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        by_model = {formset.model: formset for formset in formsets}
        if {Appointment, ActingFor} <= set(by_model):
            by_model[ActingFor].appointments = by_model[Appointment]
        return formsets, inlines


class HolidayYearFilter(admin.SimpleListFilter):
    """By calendar year of the Buddhist Era."""

    title = _("year (BE)")
    parameter_name = "year_be"

    def lookups(self, request, model_admin):
        days = model_admin.get_queryset(request).dates("date", "year", order="DESC")
        return [(str(to_be(day.year)), str(to_be(day.year))) for day in days]

    def queryset(self, request, queryset):
        year = self.value()
        return queryset.filter(date__year=int(year) - BE_OFFSET) if year and year.isdigit() else queryset


@admin.register(Holiday)
class HolidayAdmin(OfficeScopedAdmin):
    """The days the office is closed; Thailand's are loaded year by year."""

    list_display = ["day", "name", "kind"]
    list_filter = [HolidayYearFilter, "kind"]
    search_fields = ["name"]
    fields = ["date", "name", "kind"]
    ordering = ["-date"]
    change_list_template = "organization/admin_holidays.html"

    @admin.display(description=_("date"), ordering="date")
    def day(self, holiday):
        return thai_date(holiday.date, thai_digits=False)

    def get_urls(self):
        load = self.admin_site.admin_view(self.load_year)
        return [path("load/", load, name="organization_holiday_load"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        context = {"this_year": to_be(timezone.localdate().year), **(extra_context or {})}
        return super().changelist_view(request, context)

    @method_decorator(require_POST)
    def load_year(self, request):
        """Add Thailand's holidays of one year to the office's list."""
        form = YearForm(request.POST)
        if not self.has_add_permission(request):
            raise PermissionDenied(_("Only the system administrator of the office can do this."))
        if not form.is_valid():
            self.message_user(request, form.errors["year_be"][0], messages.ERROR)
            return redirect("admin:organization_holiday_changelist")
        year = form.cleaned_data["year_be"]
        added = services.seed_holidays(office=request.user.office, year_be=year, by=request.user)
        self.message_user(request, _added_sentence(added, year), messages.SUCCESS)
        return redirect("admin:organization_holiday_changelist")


def _added_sentence(added, year):
    return ngettext(
        "%(added)s holiday of %(year)s was added. Days that were in the list already stayed as they are.",
        "%(added)s holidays of %(year)s were added. Days that were in the list already stayed as they are.",
        added,
    ) % {"added": added, "year": year}
