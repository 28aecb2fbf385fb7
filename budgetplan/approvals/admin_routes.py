"""Editing the office's approval routes."""

from typing import ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from budgetplan.approvals import registry
from budgetplan.approvals.enums import StepScope
from budgetplan.approvals.models import RouteStep
from budgetplan.approvals.seeds import ROUTES, seed_routes
from budgetplan.organization.admin_base import LabelledFormSet, OfficeForm, OfficeScopedAdmin, OfficeScopedTabular
from budgetplan.organization.enums import DECIDING_ROLES, Role
from budgetplan.organization.models import Post


def kind_choices():
    """(code, name) of every kind of document that a route can be for: registered ones and seeded ones."""
    return list({**{code: name for code, (name, _steps) in ROUTES.items()}, **dict(registry.choices())}.items())


class RouteForm(OfficeForm):
    """A route: the kind of document is chosen, never typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"] = forms.ChoiceField(label=self.fields["kind"].label, choices=kind_choices)


class StepFormSet(LabelledFormSet):
    """The steps of a route: a route in use has some, and each of them has a post that can decide."""

    def clean(self):
        super().clean()
        if not self.instance.is_active or any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        if not kept:
            raise forms.ValidationError(_("A route in use needs at least one step."))
        for form in kept:
            self._check_post(form)

    def _check_post(self, form):
        role, scope = form.cleaned_data["role"], form.cleaned_data["scope"]
        if scope == StepScope.SUPERVISOR:
            role = Role.DEPUTY_DIRECTOR
        if not Post.objects.filter(office_id=self.instance.office_id, role=role).exists():
            form.add_error(
                "role",
                _("The office has no post of the role “%(role)s”. Add the post first.") % {"role": Role(role).label},
            )


class StepInline(OfficeScopedTabular):
    """The steps in order."""

    model = RouteStep
    formset = StepFormSet
    fields = ("order", "name", "role", "scope", "action", "working_days")

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "role":
            kwargs["choices"] = [(role, role.label) for role in Role if role in DECIDING_ROLES]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class RouteAdmin(OfficeScopedAdmin):
    """Routes of the office. Cases on their way keep the steps they were submitted with."""

    form = RouteForm
    inlines = (StepInline,)
    list_display = ("name", "kind_name", "is_active")
    change_list_template = "admin/approvals/route/change_list.html"

    class Media:
        css: ClassVar[dict] = {"all": ["approvals/admin.css"]}

    @admin.display(description=gettext_lazy("kind of document"), ordering="kind")
    def kind_name(self, route):
        return dict(kind_choices()).get(route.kind, route.kind)

    def get_urls(self):
        seed = self.admin_site.admin_view(self.seed)
        return [path("seed/", seed, name="approvals_route_seed"), *super().get_urls()]

    @method_decorator(require_POST)
    def seed(self, request):
        """Give the office the standard routes it doesn't have yet."""
        if not self.has_add_permission(request):
            raise PermissionDenied(_("Only administrators can change the approval routes."))
        added = seed_routes(request.user.office)
        if added:
            names = ", ".join(route.name for route in added)
            self.message_user(request, _("Added: %(names)s.") % {"names": names}, messages.SUCCESS)
        else:
            self.message_user(request, _("The office has a route for every kind of document already."))
        return redirect("admin:approvals_route_changelist")
