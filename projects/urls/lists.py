"""A year's projects as lists: by strategy, and by group against the ceilings."""

from django.urls import path

from projects.views import lists

YEAR = "years/<int:year_be>/projects/"

urlpatterns = [
    path(YEAR, lists.project_list, name="list"),
    path(f"{YEAR}groups/", lists.groups, name="groups"),
]
