"""Every address of the program, app by app."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from plans.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("account/", include("budgetplan.organization.urls")),
    path("", include("budgetplan.approvals.urls")),
    path("", include("budgetplan.audit.urls")),
    path("", include("plans.urls")),
    path("", include("projects.urls")),
    path("", include("reports.urls")),
    path("admin/", admin.site.urls),
    path("text.js", JavaScriptCatalog.as_view(packages=["budgetplan.thai"]), name="javascript_catalog"),
]
