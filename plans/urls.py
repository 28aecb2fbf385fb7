"""Addresses of years, plans, the grid and the exchange with Excel."""

from django.urls import path

from plans.views import exchange

app_name = "plans"

VERSION = "years/<int:year_be>/plan/v<int:number>/"

urlpatterns = [
    path(f"{VERSION}export.xlsx", exchange.export, name="export"),
    path(f"{VERSION}import/", exchange.upload, name="import"),
    path(f"{VERSION}import/<uuid:public_id>/", exchange.import_preview, name="import_preview"),
    path(f"{VERSION}import/<uuid:public_id>/columns/", exchange.import_columns, name="import_columns"),
    path(f"{VERSION}import/<uuid:public_id>/apply/", exchange.import_apply, name="import_apply"),
]
