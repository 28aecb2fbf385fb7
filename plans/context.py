"""What every page's frame shows of the fiscal years."""

from functools import cache

from django.utils import timezone

from budgetplan.thai.dates import fiscal_year_of
from plans.selectors import years_of


def frame(request):
    """`frame_years` and `frame_year`: the office's years, newest first, and the one to show where a page has none.

    Templates call them: one query, and only where they are shown.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.office_id:
        return {"frame_years": [], "frame_year": None}
    found = cache(lambda: list(years_of(user)))
    return {"frame_years": found, "frame_year": lambda: year_to_show(found())}


def year_to_show(years):
    """This day's fiscal year where the office has it, else its newest, else None."""
    today = fiscal_year_of(timezone.localdate())
    return next((year for year in years if year.year_be == today), None) or next(iter(years), None)
