"""What the administration pages show of approvals."""

from django.contrib import admin

from budgetplan.approvals.admin_cases import CaseAdmin
from budgetplan.approvals.admin_routes import RouteAdmin
from budgetplan.approvals.models import Case, Route

admin.site.register(Case, CaseAdmin)
admin.site.register(Route, RouteAdmin)
