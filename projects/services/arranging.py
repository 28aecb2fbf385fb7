"""What planning officers arrange: strategies and programmes of a year, priorities, merging two projects into one."""

import uuid
from dataclasses import replace

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from budgetplan.audit.services import record
from projects.contents import content_of
from projects.enums import EDITABLE_STATES, EditKind, ProposalState
from projects.errors import EditConflict, ProjectRefused, ProposalFrozen
from projects.listing import order_mark
from projects.models import Focus, Programme, Project, ProjectOwner, Proposal, Strategy
from projects.permissions import check_can_arrange, check_open
from projects.selectors import versions_listed
from projects.services.editing import EditSession, lock_proposal
from projects.services.filling import add_rows

MERGED_LISTS = frozenset({"objectives", "targets", "activities", "indicators", "expected_results"})
"""The lists of a ProposalContent whose rows a merge brings together."""


@transaction.atomic
def copy_frame(*, source, year, by):
    """Give `year` the strategies, programmes and focuses of the year `source` that it hasn't by name yet.

    Returns how many were added. Raises NotAllowed, ProposalFrozen.
    """
    check_can_arrange(by=by, office_id=year.office_id)
    if source.office_id != year.office_id or year.is_closed:
        raise ProposalFrozen(_("Fiscal year %(year)s is closed.") % {"year": year})
    strategies, added = {}, 0
    for old in Strategy.objects.filter(fiscal_year=source):
        new = Strategy.objects.filter(fiscal_year=year, name=old.name).first()
        if new is None:
            new = Strategy.objects.create(
                office=year.office, fiscal_year=year, name=old.name, number=_free_number(year, old.number)
            )
            added += 1
        strategies[old.pk] = new
    for programme in Programme.objects.filter(fiscal_year=source):
        values = {"position": programme.position, "office": year.office}
        added += Programme.objects.get_or_create(fiscal_year=year, name=programme.name, defaults=values)[1]
    for focus in Focus.objects.filter(fiscal_year=source):
        values = {"position": focus.position, "office": year.office, "strategy": strategies.get(focus.strategy_id)}
        same = {"kind": focus.kind, "name": focus.name}
        added += Focus.objects.get_or_create(fiscal_year=year, **same, defaults=values)[1]
    data = {"source": source.year_be, "count": added}
    record(office_id=year.office_id, by=by, verb="strategy.copy", target=year, data=data)
    return added


def _free_number(year, wanted):
    taken = set(Strategy.objects.filter(fiscal_year=year).values_list("number", flat=True))
    return wanted if wanted not in taken else max(taken) + 1


@transaction.atomic
def set_priority(*, project, index, by, seen=""):
    """Put a project at `index` (from 0) among those of its strategy, which are numbered anew; returns them in order.

    `seen` is the `order_mark` of the order the person had before them: raises EditConflict where it is another one by
    now. Raises NotAllowed, ProposalFrozen in a closed year.
    """
    check_can_arrange(by=by, office_id=project.office_id)
    year = project.fiscal_year
    if year.is_closed:
        raise ProposalFrozen(_("Fiscal year %(year)s is closed.") % {"year": year})
    list(Project.objects.select_for_update(no_key=True).filter(fiscal_year=year).order_by("pk"))
    listed = [one.shown for one in versions_listed(year)]
    mine = next((row for row in listed if row.project_id == project.pk), None)
    if mine is None:
        raise ProjectRefused(_("This project isn't in the list any more. Reload the page."))
    stored = [row for row in listed if row.strategy_id == mine.strategy_id]
    _refuse_other_order(seen, stored)
    wanted = [row for row in stored if row != mine]
    wanted.insert(min(index, len(wanted)), mine)
    if wanted == stored:
        return stored
    _store_order(year, wanted)
    data = {
        "before": stored.index(mine) + 1,
        "after": wanted.index(mine) + 1,
        "strategy": str(mine.strategy or ""),
    }
    record(office_id=year.office_id, by=by, verb="project.priority", target=project, data=data)
    return wanted


def _refuse_other_order(seen, stored):
    if seen and seen != order_mark(row.project.public_id for row in stored):
        raise EditConflict(
            _("Somebody else changed this order meanwhile. Nothing was moved; look at the order as it is now.")
        )


def _store_order(year, rows):
    """Give the projects of `rows` ascending priorities: their own ones, or fresh ones where two are the same."""
    priorities = sorted(row.project.priority for row in rows)
    if len(set(priorities)) < len(priorities):
        priorities = _fresh_priorities(year, len(rows))
    for row, priority in zip(rows, priorities, strict=True):
        if row.project.priority != priority:
            Project.objects.filter(pk=row.project_id).update(priority=priority)


def _fresh_priorities(year, count):
    last = Project.objects.filter(fiscal_year=year).aggregate(Max("priority"))["priority__max"] or 0
    return list(range(last + 1, last + count + 1))


@transaction.atomic
def merge_projects(*, source, target, by):
    """Merge the draft `source` into the draft `target` (Proposals of one year) and return the target.

    The target takes over the `rows_to_add` of the source and its owners; the source is closed as merged. That is for
    good: no undo takes it back. Raises NotAllowed, ProjectRefused for one project twice, ProposalFrozen where one of
    them isn't a draft or returned.
    """
    check_can_arrange(by=by, office_id=target.office_id)
    if source.office_id != target.office_id:
        raise ProjectRefused(_("Choose two different projects."))
    first, second = sorted((source, target), key=lambda row: row.pk)
    locked = {row.pk: lock_proposal(row) for row in (first, second)}
    source, target = locked[source.pk], locked[target.pk]
    check_mergeable(source, target)
    session = EditSession(target, by)
    add_rows(session, rows_to_add(source=content_of(source), target=content_of(target)))
    session.finish(EditKind.MERGE, uuid.uuid4())
    Proposal.objects.filter(pk=source.pk).update(state=ProposalState.MERGED)
    Project.objects.filter(pk=source.project_id).update(merged_into=target.project)
    held = set(target.project.owners.values_list("user_id", flat=True))
    ProjectOwner.objects.bulk_create(
        ProjectOwner(office_id=target.office_id, project=target.project, user_id=owner.user_id)
        for owner in source.project.owners.all()
        if owner.user_id not in held
    )
    data = {"source": source.name, "target": target.name}
    record(office_id=target.office_id, by=by, verb="project.merge", target=target.project, data=data)
    target.refresh_from_db()
    return target


def rows_to_add(*, source, target):
    """What of the content `source` comes to `target` when they are merged: its rows without those the target has.

    Activities all come, however alike: their money is asked for twice.
    """
    lists = {name: getattr(source, name) for name in MERGED_LISTS}
    for name in MERGED_LISTS - {"activities"}:
        there = {replace(row, key="") for row in getattr(target, name)}
        lists[name] = tuple(row for row in lists[name] if replace(row, key="") not in there)
    return replace(source, **lists)


def check_mergeable(source, target):
    """Raise ProposalFrozen or ProjectRefused unless the Proposal `source` can be merged into `target`."""
    if source.project_id == target.project_id:
        raise ProjectRefused(_("Choose two different projects."))
    for proposal in (source, target):
        check_open(proposal)
        if proposal.state == ProposalState.WAITING:
            raise ProposalFrozen(
                _("“%(name)s” is waiting for approval. It has to be withdrawn or returned before it is merged.")
                % {"name": proposal.name}
            )
        if proposal.state not in EDITABLE_STATES or proposal.number > 1:
            raise ProposalFrozen(
                _("“%(name)s” isn't a draft of its first version, so it can't be merged.") % {"name": proposal.name}
            )
    if source.state != ProposalState.DRAFT:
        raise ProposalFrozen(
            _("“%(name)s” is on its way through an approval. Merge the other one into it.") % {"name": source.name}
        )
    if source.project.fiscal_year_id != target.project.fiscal_year_id:
        raise ProjectRefused(_("Projects of different years can't be merged."))
