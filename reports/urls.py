"""Addresses of papers, each beside the version it prints."""

from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("years/<int:year_be>/plan/v<int:number>/table.pdf", views.plan_pdf, name="plan_pdf"),
    path("years/<int:year_be>/plan/v<int:number>/table.xlsx", views.plan_xlsx, name="plan_xlsx"),
]
