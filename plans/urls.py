"""Addresses of years, plans, the grid and the exchange with Excel."""

from django.urls import path

from plans.views import exchange, frame, grid, versions, years

app_name = "plans"

YEAR = "years/<int:year_be>/"
VERSION = f"{YEAR}plan/v<int:number>/"

urlpatterns = [
    path("years/", years.years, name="years"),
    path("years/new/", years.year_new, name="year_new"),
    path("years/new/preview/", years.year_preview, name="year_preview"),
    path(YEAR, years.year, name="year"),
    path(f"{YEAR}frame/", frame.frame, name="frame"),
    path(f"{YEAR}frame/sums/", frame.frame_sums, name="frame_sums"),
    path(f"{YEAR}ceilings/", frame.ceilings, name="ceilings"),
    path(f"{YEAR}ceilings/sum/", frame.ceilings_sum, name="ceilings_sum"),
    path(f"{YEAR}close/", years.close, name="close"),
    path(f"{YEAR}reopen/", years.reopen, name="reopen"),
    path(f"{YEAR}plan/versions/", versions.versions, name="versions"),
    path(f"{YEAR}plan/compare/", versions.compare_chosen, name="compare_chosen"),
    path(f"{YEAR}plan/compare/<int:old>/<int:new>/", versions.compare, name="compare"),
    path(f"{VERSION}submit/", versions.submit, name="submit"),
    path(f"{VERSION}revise/", versions.revise, name="revise"),
    path("years/<int:year_be>/plan/", grid.grid, name="grid"),
    path(VERSION, grid.version, name="version"),
    path(f"{VERSION}api/rows/", grid.api_rows, name="api_rows"),
    path(f"{VERSION}api/cells/", grid.api_cells, name="api_cells"),
    path(f"{VERSION}api/add/", grid.api_add, name="api_add"),
    path(f"{VERSION}api/category/", grid.api_category, name="api_category"),
    path(f"{VERSION}api/move/", grid.api_move, name="api_move"),
    path(f"{VERSION}api/delete/", grid.api_delete, name="api_delete"),
    path(f"{VERSION}api/split/", grid.api_split, name="api_split"),
    path(f"{VERSION}api/paste-preview/", grid.api_paste_preview, name="api_paste_preview"),
    path(f"{VERSION}api/paste/", grid.api_paste, name="api_paste"),
    path(f"{VERSION}api/undo/", grid.api_undo, name="api_undo"),
    path(f"{VERSION}api/redo/", grid.api_redo, name="api_redo"),
    path(f"{VERSION}export.xlsx", exchange.export, name="export"),
    path(f"{VERSION}import/", exchange.upload, name="import"),
    path(f"{VERSION}import/<uuid:public_id>/", exchange.import_preview, name="import_preview"),
    path(f"{VERSION}import/<uuid:public_id>/columns/", exchange.import_columns, name="import_columns"),
    path(f"{VERSION}import/<uuid:public_id>/apply/", exchange.import_apply, name="import_apply"),
]
