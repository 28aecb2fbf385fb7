"""A year's projects as lists: by strategy in order of priority, and by group against the ceilings."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgetplan.organization.decorators import office_required
from plans.views.lookups import find_year
from projects import selectors
from projects.forms.lists import ListFilterForm
from projects.listing import sum_groups
from projects.models.proposals import oversees
from projects.permissions import can_begin_some, check_can_watch_groups
from projects.plan_standing import plan_standing
from projects.views.lookups import demand
from projects.views.tabs import tabs


@office_required
@require_safe
def project_list(request, year_be):
    """All projects of the year that the person may see, or those asked for."""
    year = find_year(request, year_be)
    user = request.user
    everything = selectors.project_list(year, user=user)
    gone = selectors.projects_gone(year, user=user)
    rows = list(everything.rows())
    form = ListFilterForm(request.GET, rows=[*rows, *gone], own=selectors.keys_owned_by(user, year))
    shown = everything.narrowed(form.keeps) if form.is_set else everything
    may = tabs(user, year)
    context = {
        **may,
        "year": year,
        "form": form,
        "list": shown,
        "count": sum(len(strategy.rows) for strategy in shown.strategies),
        "all_count": len(rows),
        "gone": [(row, _name_of(row.merged_into, rows)) for row in gone if form.keeps(row)],
        "may_begin": can_begin_some(year=year, by=user),
        "may_order": may["may_arrange"] and not year.is_closed and not form.is_set,
        "sees_all": oversees(user),
    }
    return render(request, "projects/list.html", context)


@office_required
@require_safe
def groups(request, year_be):
    """The groups' projects against their ceilings and against the plan's part for their missions."""
    year = find_year(request, year_be)
    demand(check_can_watch_groups, by=request.user)
    shown = selectors.groups_of(year, user=request.user)
    may = tabs(request.user, year)
    standing = plan_standing(year)
    missing = bool(standing and standing.missing)
    context = {
        **may,
        "year": year,
        "groups": [(group, bar_of(group)) for group in shown],
        "totals": sum_groups(shown) if len(shown) > 1 else None,
        "standing": standing,
        "may_take_over": may["may_arrange"] and missing and not year.is_closed,
    }
    return render(request, "projects/groups.html", context)


def bar_of(group):
    """How wide a group's bar is filled, in whole per cent: by what is within its ceiling, and by what is over it."""
    percent = group.percent or 0
    within = 10_000 // percent if percent > 100 else percent
    return within, 100 - within if percent > 100 else 0


def _name_of(key, rows):
    """The name of the project of that key where the list has it, else nothing."""
    return next((row.name for row in rows if row.key == key), "") if key else ""
