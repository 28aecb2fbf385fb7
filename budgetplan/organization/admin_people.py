"""Administration of people: accounts, first passwords, lock-outs and second factors."""

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Prefetch
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from budgetplan.organization import second_factor, services
from budgetplan.organization.admin_base import OfficeScopedAdmin
from budgetplan.organization.errors import OrganizationRefused
from budgetplan.organization.models import Appointment


class PersonAdmin(OfficeScopedAdmin):
    """People are never deleted: their decisions stay. An account is closed instead."""

    list_display = ["full_name", "username", "posts_today", "is_active", "second_factor_on"]
    list_filter = ["is_active"]
    search_fields = ["full_name", "username", "email"]
    actions = ["first_passwords", "unlock", "second_factor_off", "close_accounts", "reopen_accounts"]
    delete_roles = frozenset()
    change_form_template = "organization/admin_person.html"

    def get_fields(self, request, obj=None):
        fields = ["full_name", "username", "email", "language"]
        return [*fields, "office"] if request.user.is_superuser else fields

    def get_queryset(self, request):
        held = Appointment.objects.on(timezone.localdate()).select_related("post")
        apps = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        rows = super().get_queryset(request).annotate(has_second_factor=Exists(apps))
        rows = rows.prefetch_related(Prefetch("appointments", held, to_attr="held_today"))
        # Whoever gives a superuser a new password becomes one.
        return rows if request.user.is_superuser else rows.filter(is_superuser=False)

    def has_add_permission(self, request):
        return request.user.is_superuser or super().has_add_permission(request)

    @admin.display(description=_("posts today"))
    def posts_today(self, person):
        return ", ".join(str(row.post) for row in person.held_today)

    @admin.display(description=_("second factor"), boolean=True, ordering="has_second_factor")
    def second_factor_on(self, person):
        return person.has_second_factor

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            obj.first_password = services.give_first_password(user=obj, by=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        return self._show_passwords(request, [(obj, obj.first_password)])

    @admin.action(description=_("Give a new first password"), permissions=["change"])
    def first_passwords(self, request, queryset):
        if question := self._question(request, queryset, "first_passwords"):
            return question
        people = list(queryset)
        given = [(person, services.give_first_password(user=person, by=request.user)) for person in people]
        self._log(request, people, _("Gave a new first password."))
        return self._show_passwords(request, given)

    @admin.action(description=_("Unlock after wrong passwords"), permissions=["change"])
    def unlock(self, request, queryset):
        for person in queryset:
            services.unlock(user=person, by=request.user)
        self.message_user(request, _("They can try to sign in again now."), messages.SUCCESS)

    @admin.action(description=_("Turn off the second factor"), permissions=["change"])
    def second_factor_off(self, request, queryset):
        if question := self._question(request, queryset, "second_factor_off"):
            return question
        for person in queryset:
            second_factor.turn_off(user=person)
        self._log(request, queryset, _("Turned off the second factor."))
        self.message_user(request, _("The second factor is off; it can be set up again."), messages.SUCCESS)
        return None

    @admin.action(description=_("Close the account"), permissions=["change"])
    def close_accounts(self, request, queryset):
        return self._question(request, queryset, "close_accounts") or self._set_active(request, queryset, False)

    @admin.action(description=_("Open the account again"), permissions=["change"])
    def reopen_accounts(self, request, queryset):
        self._set_active(request, queryset, True)

    def _set_active(self, request, queryset, active):
        done = _("The account of %(person)s is open.") if active else _("The account of %(person)s is closed.")
        for person in queryset:
            try:
                services.set_active(user=person, active=active, by=request.user)
            except OrganizationRefused as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                self.log_change(request, person, done % {"person": person})
                self.message_user(request, done % {"person": person}, messages.SUCCESS)

    def _question(self, request, queryset, action):
        """The page that asks before `action`; None once it was answered."""
        if "confirmed" in request.POST:
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": self.get_action(action)[2],
            "opts": self.opts,
            "people": queryset,
            "action": action,
        }
        return TemplateResponse(request, "organization/admin_confirm.html", context)

    def _show_passwords(self, request, given):
        context = {
            **self.admin_site.each_context(request),
            "title": _("First passwords"),
            "opts": self.opts,
            "given": given,
        }
        return TemplateResponse(request, "organization/admin_passwords.html", context)

    def _log(self, request, people, message):
        for person in people:
            self.log_change(request, person, str(message))
