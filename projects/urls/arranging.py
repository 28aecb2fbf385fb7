"""Strategies, programmes and rates; priorities; ceilings; projects that look alike."""

from django.urls import path

from projects.views import arranging, frame, merging

YEAR = "years/<int:year_be>/projects/"

urlpatterns = [
    path(f"{YEAR}alike/", merging.alike, name="alike"),
    path(f"{YEAR}merge/<uuid:source>/<uuid:target>/", merging.merge, name="merge"),
    path(f"{YEAR}take-over/", arranging.take_over, name="take_over"),
    path("years/<int:year_be>/strategies/", frame.frame, name="frame"),
    path("years/<int:year_be>/strategies/copy/", frame.copy, name="copy_frame"),
    path("projects/<uuid:public_id>/priority/", arranging.set_priority, name="set_priority"),
]
