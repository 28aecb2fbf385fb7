"""How a project begins."""

from django.urls import path

from projects.views import beginning

YEAR = "years/<int:year_be>/projects/"

urlpatterns = [
    path(f"{YEAR}new/", beginning.new, name="new"),
    path(f"{YEAR}new/empty/", beginning.begin, name="begin"),
    path(f"{YEAR}new/copy/", beginning.begin_copy, name="begin_copy"),
    path(f"{YEAR}new/upload/", beginning.begin_upload, name="begin_upload"),
    path(f"{YEAR}import/<uuid:public_id>/", beginning.import_preview, name="import_preview"),
    path(f"{YEAR}import/<uuid:public_id>/apply/", beginning.import_apply, name="import_apply"),
]
