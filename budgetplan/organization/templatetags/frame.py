"""`{% load frame %}`: what the frame around every page needs."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()


@dataclass(frozen=True)
class Look:
    """How a state shows: always word, icon and colour together."""

    word: Promise
    icon: str
    tone: str


LOOKS = {
    "draft": Look(_("Draft"), "pencil", "draft"),
    "pending": Look(_("Not yet reached"), "circle", "draft"),
    "withdrawn": Look(_("Withdrawn"), "arrow-counterclockwise", "draft"),
    "closed": Look(_("Closed"), "lock", "draft"),
    "waiting": Look(_("Waiting for approval"), "hourglass-split", "waiting"),
    "returned": Look(_("Returned for revision"), "arrow-return-left", "returned"),
    "open": Look(_("Open"), "unlock", "approved"),
    "done": Look(_("Decided"), "check-circle", "approved"),
    "approved": Look(_("Approved"), "check-circle-fill", "approved"),
    "rejected": Look(_("Rejected"), "x-circle-fill", "over"),
    "merged": Look(_("Merged into another project"), "sign-merge-right", "draft"),
    "dropped": Look(_("Set aside"), "archive", "draft"),
    "overdue": Look(_("Overdue"), "alarm", "over"),
    "over": Look(_("Over the limit"), "exclamation-triangle-fill", "over"),
}
YEAR_PAGES = {
    "plans:year", "plans:grid", "plans:versions",
    "projects:list", "projects:groups", "projects:alike", "projects:frame",
}  # fmt: skip


@register.filter
def look(state):
    """The Look of a state's value."""
    return LOOKS[str(state)]


@register.simple_tag(takes_context=True)
def same_page_of_year(context, year_be):
    """The address of the page one is on, for another year; the year's own page where there is no such page."""
    match = getattr(context.get("request"), "resolver_match", None)
    name = match.view_name if match else None
    return reverse(name if name in YEAR_PAGES else "plans:year", args=[year_be])
