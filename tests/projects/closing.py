"""A year that is closed, its plan in whatever state it is."""

from django.utils import timezone

from plans.enums import YearState


def close(year, by):
    """Close the year as it is; the service would ask for the plan to be decided first."""
    type(year).objects.filter(pk=year.pk).update(state=YearState.CLOSED, closed_at=timezone.now(), closed_by=by)
