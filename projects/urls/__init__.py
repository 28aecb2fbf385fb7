"""Addresses of projects: lists of a year, writing a proposal, deciding on it, the frame it hangs on."""

from projects.urls import arranging, beginning, lists, review, writing

app_name = "projects"

urlpatterns = [
    *lists.urlpatterns,
    *beginning.urlpatterns,
    *writing.urlpatterns,
    *review.urlpatterns,
    *arranging.urlpatterns,
]
