"""Puts our own site in place of Django's default one, for every app's `admin.register`."""

from django.contrib.admin.apps import AdminConfig


class OfficeAdminConfig(AdminConfig):
    default_site = "budgetplan.organization.admin_site.OfficeAdminSite"
