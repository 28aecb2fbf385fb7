"""Administration pages that show only the signed-in person's own office and ask roles for every right.

Other apps' admin classes inherit `OfficeScopedAdmin`, their inlines `OfficeScopedTabular`, and say which roles
see and change what.
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import InlineForeignKeyField
from django.http import Http404

from budgetplan.organization.enums import Role
from budgetplan.thai.date_input import ThaiDateField

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


class OfficeForm(forms.ModelForm):
    """A form whose new rows belong to `office_id` from the start, so that the office's unique keys are checked."""

    office_id = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.office_id:
            self.instance.office_id = self.office_id

    def _get_validation_exclusions(self):
        # `office` is never a field of the form, and Django would leave out every constraint that leads with it.
        return super()._get_validation_exclusions() - {"office"}

    def validate_unique(self):
        super().validate_unique()
        below = any(isinstance(field, InlineForeignKeyField) for field in self.fields.values())
        if below and not self.errors:
            # Django leaves constraints that name the row above to the database, which answers with a failure.
            try:
                self.instance.validate_constraints(exclude=self._get_validation_exclusions())
            except ValidationError as error:
                self._update_errors(error)


class RoleRights:
    """Rights by role. `obj` of another office has none. Superusers have all.

    A row belongs to an office, so only people of an office add rows.
    """

    view_roles = ADMINISTRATORS
    add_roles = ADMINISTRATORS
    change_roles = ADMINISTRATORS
    delete_roles = ADMINISTRATORS

    def has_view_permission(self, request, obj=None):
        return self._may(request, self.view_roles | self.change_roles, obj)

    def has_add_permission(self, request, obj=None):
        return bool(request.user.office_id) and self._may(request, self.add_roles, obj)

    def has_change_permission(self, request, obj=None):
        return self._may(request, self.change_roles, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may(request, self.delete_roles, obj)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        # Django would go to the first page and name the id; here what isn't one's own doesn't exist.
        raise Http404

    def _may(self, request, roles, obj):
        if request.user.is_superuser:
            return bool(roles)
        own = obj is None or obj.office_id == request.user.office_id
        return own and request.user.has_role(*roles)


class OfficeScope:
    """Rows and choices of the signed-in person's office only; superusers see all."""

    form = OfficeForm
    formfield_overrides: dict = {models.DateField: {"form_class": ThaiDateField, "widget": forms.TextInput}}

    def get_queryset(self, request):
        return own_rows(super().get_queryset(request), request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return self._own_choices(super().formfield_for_foreignkey(db_field, request, **kwargs), request)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return self._own_choices(super().formfield_for_manytomany(db_field, request, **kwargs), request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # The four little pictures beside every choice are more than an office needs.
            field.widget = field.widget.widget
        return field

    def _own_choices(self, field, request):
        if field is not None and hasattr(field.queryset.model, "office_id"):
            field.queryset = own_rows(field.queryset, request.user)
        return field


def own_rows(queryset, user):
    """The rows of the user's office; all of them for a superuser."""
    return queryset if user.is_superuser else queryset.filter(office_id=user.office_id or 0)


def _owned_form(form, request, obj):
    form.office_id = obj.office_id if obj else request.user.office_id
    return form


class OfficeScopedAdmin(OfficeScope, RoleRights, admin.ModelAdmin):
    """A ModelAdmin of one office: see the module's text."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        return _owned_form(super().get_form(request, obj, change, **kwargs), request, obj)


class LabelledFormSet(forms.BaseInlineFormSet):
    """Names every field of a row for screen readers: a table's column heads don't."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", field.label)


class OfficeScopedTabular(OfficeScope, RoleRights, admin.TabularInline):
    """Rows below a row of one office. Rights are asked for the parent row, which is `obj` here."""

    formset: type[forms.BaseInlineFormSet] = LabelledFormSet
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        _owned_form(formset.form, request, obj)
        return formset
