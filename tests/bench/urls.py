"""The program's addresses and one more: the frame with nothing in it, the yardstick of every page."""

from django.shortcuts import render
from django.urls import path

from budgetplan.organization.decorators import office_required
from budgetplan.urls import urlpatterns as real_urlpatterns


@office_required
def empty(request):
    """The frame of every page with an empty middle."""
    return render(request, "base.html")


urlpatterns = [*real_urlpatterns, path("bench/empty/", empty)]
