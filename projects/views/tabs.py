"""What the pages with a year's lists have in common."""

from projects.permissions import can_arrange, units_to_watch


def tabs(user, year):
    """Which of the lists the person may open, for `projects/list_tabs.html`."""
    return {
        "may_arrange": can_arrange(by=user, office_id=year.office_id),
        "may_watch_groups": units_to_watch(user) != set(),
    }
