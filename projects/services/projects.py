"""A project begins: empty, from another project, from a Word file; who owns it; set aside and taken up again."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid5

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from budgetplan.audit.services import record
from budgetplan.organization.models import User
from budgetplan.thai.dates import fiscal_year_bounds
from projects.contents import content_of_rows
from projects.enums import EditKind, Nature, ProposalState
from projects.errors import NotAllowed, ProjectRefused
from projects.models import Project, ProjectOwner, Proposal
from projects.permissions import (
    can_see_proposal,
    check_can_begin,
    check_can_drop,
    check_can_own,
    check_can_set_owners,
    check_can_take_up,
)
from projects.services.editing import editing, lock_proposal
from projects.services.filling import fill
from projects.services.once import made_before


@transaction.atomic
def begin_project(*, year, unit, name, by, request_id=None):
    """Open an empty draft for the group `unit` (a Unit) in the year and return it. `by` becomes its owner.

    Its period is the fiscal year until the owner says otherwise. The same `request_id` (a UUID) with the same name
    returns the draft it began. Raises NotAllowed, ProposalFrozen (the year is closed), ProjectRefused without a name.
    """
    proposal, _is_new = _begin_once(year=year, unit=unit, name=name, by=by, request_id=request_id)
    return proposal


def _begin_once(*, year, unit, name, by, continues=None, request_id=None):
    """(proposal, whether this call began it): as `begin_project`."""
    check_can_begin(year=year, unit=unit, by=by)
    name = " ".join(name.split())[:300]
    if not name:
        raise ProjectRefused(_("A project needs a name. Type one."))
    public_id, earlier = made_before(Project, request_id=request_id, by=by, typed=(year.pk, unit.pk, name))
    if earlier:
        return earlier.proposals.earliest("number"), False
    last = Project.objects.filter(office_id=year.office_id, fiscal_year=year).aggregate(Max("priority"))
    project = Project.objects.create(
        office_id=year.office_id, public_id=public_id, fiscal_year=year, unit=unit,
        priority=(last["priority__max"] or 0) + 1, continues=continues, created_by=by,
    )  # fmt: skip
    ProjectOwner.objects.create(office_id=year.office_id, project=project, user=by)
    first, last_day = fiscal_year_bounds(year.year_be)
    proposal = Proposal.objects.create(
        office_id=year.office_id, project=project, name=name, starts_on=first, ends_on=last_day, created_by=by,
        nature=Nature.CONTINUING if continues else Nature.NEW,
    )  # fmt: skip
    record(office_id=year.office_id, by=by, verb="proposal.begin", target=proposal, data={"group": unit.name})
    return proposal, True


@transaction.atomic
def begin_from_content(*, year, unit, content, by, continues=None, request_id=None):
    """Begin a project filled with a ProposalContent (a Word file that was read), as `begin_project` does."""
    proposal, is_new = _begin_once(
        year=year, unit=unit, name=content.name or _("Untitled project"), by=by, continues=continues,
        request_id=request_id,
    )  # fmt: skip
    if is_new:
        with editing(proposal=proposal, by=by, kind=EditKind.FILL) as session:
            fill(session, content)
        proposal.refresh_from_db()
    return proposal


def begin_from_project(*, year, unit, source, by, request_id=None):
    """Begin a project as a copy of a proposal version `source`, of this year or an earlier one.

    From an earlier year it continues that project: its period moves by whole years. The same `request_id` with the
    same source returns the copy it made. Raises as `begin_project`, and NotAllowed for a source the person may not see.
    """
    if not can_see_proposal(proposal=source, by=by):
        raise NotAllowed(_("There is no such project to copy."))
    content = content_of_rows(source)
    earlier = source.project.fiscal_year.year_be < year.year_be
    moved = replace(
        content,
        starts_on=_moved(content.starts_on, content.year_be, year.year_be),
        ends_on=_moved(content.ends_on, content.year_be, year.year_be),
        nature=Nature.CONTINUING if earlier else content.nature,
        declared=None,
    )
    continues = source.project if earlier else None
    # One page offers many projects to copy, and some of them are called alike.
    request_id = request_id and uuid5(request_id, str(source.project.public_id))
    return begin_from_content(year=year, unit=unit, content=moved, by=by, continues=continues, request_id=request_id)


def _moved(day, old_year, new_year):
    """The same day as many years later; 29 February becomes the 28th where there is none."""
    if day is None or old_year == new_year:
        return day
    year = day.year + new_year - old_year
    try:
        return day.replace(year=year)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=year)


@transaction.atomic
def set_owners(*, project, users, by):
    """Let `users` (Users of the office, at least one) own the project.

    Raises NotAllowed, ProposalFrozen (the year is closed), ProjectRefused for no owner at all or somebody who may own
    none (`permissions.check_can_own`).
    """
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    check_can_set_owners(project=project, by=by)
    chosen = list(User.objects.filter(pk__in=[user.pk for user in users], office_id=project.office_id, is_active=True))
    if not chosen or len(chosen) != len(set(users)):
        raise ProjectRefused(_("A project needs at least one owner, of this office."))
    check_can_own(project=project, users=chosen)
    before = sorted(str(owner.user) for owner in project.owners.select_related("user"))
    project.owners.exclude(user__in=chosen).delete()
    held = set(project.owners.values_list("user_id", flat=True))
    ProjectOwner.objects.bulk_create(
        ProjectOwner(office_id=project.office_id, project=project, user=user) for user in chosen if user.pk not in held
    )
    after = sorted(str(user) for user in chosen)
    if before != after:
        data = {"before": before, "after": after}
        record(office_id=project.office_id, by=by, verb="project.owners", target=project, data=data)
    return project


@transaction.atomic
def drop_proposal(*, proposal, by):
    """Set a draft aside; `take_up_proposal` brings it back. Raises NotAllowed, ProposalFrozen."""
    proposal = lock_proposal(proposal)
    check_can_drop(proposal=proposal, by=by)
    return _change_state(proposal, ProposalState.DROPPED, by=by, verb="proposal.drop")


@transaction.atomic
def take_up_proposal(*, proposal, by):
    """Make a version that was set aside a draft again. Raises as `drop_proposal`."""
    Project.objects.select_for_update(no_key=True).get(pk=proposal.project_id)
    proposal = lock_proposal(proposal)
    check_can_take_up(proposal=proposal, by=by)
    return _change_state(proposal, ProposalState.DRAFT, by=by, verb="proposal.take_up")


def _change_state(proposal, state, *, by, verb):
    Proposal.objects.filter(pk=proposal.pk).update(state=state)
    proposal.state = state
    record(office_id=proposal.office_id, by=by, verb=verb, target=proposal)
    return proposal
