"""Reading a year's projects, each in a fixed number of queries however many there are."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import Sum

from budgetplan.approvals.enums import OPEN_STATES, CaseState, Verb
from budgetplan.approvals.models import Case
from plans.models import GroupCeiling
from plans.totals import ZERO
from projects.checks import Standing, findings_of
from projects.contents import content_of
from projects.enums import GONE_STATES, UNFINISHED_STATES, FundSource, ProposalState
from projects.listing import GoneRow, ProjectList, ProjectRow, Revision, StrategyRows, by_group
from projects.models import CostLine, ProjectOwner, Proposal, StandardRate, Strategy
from projects.permissions import posts_that_own, units_to_watch
from projects.rating import Rate
from projects.totals import is_own_money


class Listed(NamedTuple):
    """The version of a project that lists show, and the unfinished revision of it, if there is one."""

    shown: Proposal
    revision: Proposal | None


def versions_listed(year, *, user=None):
    """What lists show of every project of the year, by priority: the approved version in force, else the newest.

    Versions that are gone don't count. With `user`, only what that person may see. One query.
    """
    found = defaultdict(list)
    for proposal in _not_gone(year, user):
        found[proposal.project_id].append(proposal)
    return [_listed(versions) for versions in found.values()]


def _listed(versions):
    newest = versions[0]
    approved = next((version for version in versions if version.state == ProposalState.APPROVED), None)
    return Listed(approved or newest, newest if approved and newest != approved else None)


def versions_in_hand(year):
    """The version people work with of every project of the year: its newest that isn't gone, by priority. One query."""
    return _newest_of_each(_not_gone(year))


def versions_in_force(year):
    """The approved version in force of every project of the year, by priority. One query."""
    return _newest_of_each(_heads(Proposal.objects.approved().filter(project__fiscal_year=year)))


def _not_gone(year, user=None):
    proposals = Proposal.objects.visible_to(user) if user else Proposal.objects.all()
    return _heads(proposals.filter(project__fiscal_year=year).exclude(state__in=GONE_STATES))


def _heads(proposals):
    """Versions without their long texts, which are most of a proposal: by priority, the newest of a project first."""
    heads = proposals.defer("rationale", "notes", "reason")
    related = heads.select_related("project__unit", "project__fiscal_year", "strategy", "programme")
    return related.order_by("project__priority", "project_id", "-number")


def _newest_of_each(proposals):
    found = {}
    for proposal in proposals:
        found.setdefault(proposal.project_id, proposal)
    return list(found.values())


def in_force(project):
    """The approved version of the project in force, or None."""
    return project.proposals.filter(state=ProposalState.APPROVED).order_by("-number").first()


def project_list(year, *, user=None, approved=False):
    """The ProjectList of a year: what `versions_listed` gives (and `user` may see), or only what is approved.

    A fixed number of queries. Numbers are the same for everybody, however few projects a person sees.
    """
    everything = versions_listed(year)
    numbers = _numbers_of(everything)
    listed = versions_listed(year, user=user) if user else everything
    if approved:
        listed = [Listed(one.shown, None) for one in listed if one.shown.state == ProposalState.APPROVED]
    sources = _sources_of([version for one in listed for version in one if version])
    below = defaultdict(list)
    for one in listed:
        below[one.shown.strategy_id].append(_project_row(one, numbers[one.shown.project_id], sources))
    strategies = Strategy.objects.filter(office_id=year.office_id, fiscal_year=year).order_by("number")
    found = [StrategyRows(row.number, row.name, tuple(below.pop(row.pk, ())), row.pk) for row in strategies]
    if below[None]:
        found.append(StrategyRows(None, "", tuple(below[None])))
    hidden = 0 if approved else len(everything) - len(listed)
    return ProjectList(office_name=year.office.name, year_be=year.year_be, strategies=tuple(found), hidden=hidden)


def _numbers_of(listed):
    """{project id: its place, from 1, among those of its strategy}."""
    numbers, count = {}, defaultdict(int)
    for proposal, _revision in listed:
        count[proposal.strategy_id] += 1
        numbers[proposal.project_id] = count[proposal.strategy_id]
    return numbers


def _project_row(listed, number, sources):
    proposal, money = listed.shown, sources[listed.shown.pk]
    return ProjectRow(
        key=str(proposal.project.public_id),
        number=number,
        name=proposal.name,
        unit_id=proposal.project.unit_id,
        unit=proposal.project.unit.name,
        state=proposal.state,
        sources={source: money[source] for source in FundSource if source in money},
        own=money["own"],
        version=proposal.number,
        strategy_id=proposal.strategy_id,
        programme=proposal.programme.name if proposal.programme else "",
        owners=proposal.owners_text,
        is_over_ceiling=bool(proposal.over_ceiling_reason),
        revision=_revision_of(listed.revision, sources) if listed.revision else None,
    )


def _revision_of(proposal, sources):
    money = sources[proposal.pk]
    total = sum((money[source] for source in FundSource), ZERO)
    return Revision(proposal.number, proposal.state, total, money["own"])


def projects_gone(year, *, user):
    """GoneRows of the year's projects of which the person sees no other version: in no list, in no sum. One query."""
    visible = Proposal.objects.visible_to(user).filter(project__fiscal_year=year)
    alive = visible.exclude(state__in=GONE_STATES).values("project_id")
    gone = visible.filter(state__in=GONE_STATES).exclude(project_id__in=alive)
    found = _newest_of_each(_heads(gone).select_related("project__merged_into"))
    return [
        GoneRow(
            key=str(proposal.project.public_id),
            name=proposal.name,
            unit_id=proposal.project.unit_id,
            unit=proposal.project.unit.name,
            state=proposal.state,
            programme=proposal.programme.name if proposal.programme else "",
            owners=proposal.owners_text,
            merged_into=str(proposal.project.merged_into.public_id) if proposal.project.merged_into else "",
        )
        for proposal in found
    ]


def keys_owned_by(user, year):
    """The keys (as in ProjectRow) of the year's projects that the person owns. One query."""
    owned = ProjectOwner.objects.filter(office_id=year.office_id, user=user, project__fiscal_year=year)
    return {str(key) for key in owned.values_list("project__public_id", flat=True)}


def _sources_of(proposals):
    """{proposal id: {FundSource: baht, "own": baht of the office's own in-budget money}}. One query."""
    found = defaultdict(lambda: defaultdict(lambda: ZERO))
    lines = CostLine.objects.filter(proposal_id__in=[proposal.pk for proposal in proposals]).order_by()
    grouped = lines.values("proposal_id", "source", "in_budget").annotate(baht=Sum("amount"))
    for row in grouped.values_list("proposal_id", "source", "in_budget", "baht", named=True):
        found[row.proposal_id][FundSource(row.source)] += row.baht
        if is_own_money(row):
            found[row.proposal_id]["own"] += row.baht
    return found


def ceilings_of(year):
    """(unit id, name, baht) of the year's groups with a ceiling, in the order of the groups. One query."""
    ceilings = GroupCeiling.objects.filter(office_id=year.office_id, fiscal_year=year)
    return list(
        ceilings.order_by("unit__position", "unit__name").values_list("unit_id", "unit__name", "amount")
    )  # fmt: skip


def groups_of(year, *, user=None):
    """The GroupRows of a year: each group's projects against its ceiling; of `user`, the groups they watch."""
    groups = by_group(list(project_list(year, user=user).rows()), ceilings_of(year))
    units = units_to_watch(user) if user else None
    return tuple(group for group in groups if units is None or group.unit_id in units)


def standing_of(proposal):
    """The Standing of a proposal's group: its ceiling, and what its other projects of the year take of it.

    What is approved goes on counting while somebody asks for less in a revision. A fixed number of queries.
    """
    project = proposal.project
    ceiling = GroupCeiling.objects.filter(
        office_id=proposal.office_id, fiscal_year_id=project.fiscal_year_id, unit_id=project.unit_id
    ).first()
    key = str(project.public_id)
    others = (
        row.held
        for row in project_list(project.fiscal_year).rows()
        if row.unit_id == project.unit_id and row.key != key
    )
    submitted = proposal.over_ceiling if proposal.state == ProposalState.WAITING else None
    return Standing(ceiling.amount if ceiling else None, sum(others, ZERO), proposal.over_ceiling_reason, submitted)


def rates_on(office_id, day):
    """The office's standard rates in force on `day`, as rating.Rates; of one name, the last begun. One query."""
    rows = StandardRate.objects.filter(office_id=office_id).on(day).order_by("name", "-starts_on")
    newest = {}
    for row in rows:
        newest.setdefault(row.name, row)
    return [
        Rate(
            row.name, row.unit, row.ceiling, tuple(filter(None, map(str.strip, row.keywords.splitlines()))), row.source
        )
        for row in newest.values()
    ]


def rates_for(proposal):
    """The rates a proposal is held to: those in force on its first day."""
    return rates_on(proposal.office_id, proposal.starts_on or proposal.project.fiscal_year.starts_on)


def findings_for(proposal, content=None):
    """Every Finding about a version: against its group's ceiling only while it isn't decided yet.

    `content` is its ProposalContent where that is at hand.
    """
    standing = standing_of(proposal) if proposal.state in UNFINISHED_STATES else None
    return findings_of(content or content_of(proposal), standing=standing, rates=rates_for(proposal))


def approved_before(proposal):
    """The approved version that was in force when this one was made, or None."""
    earlier = proposal.project.proposals.filter(state=ProposalState.APPROVED, number__lt=proposal.number)
    return earlier.order_by("-number").first()


def revisable(project):
    """The version a new one would be based on: the approved one in force, else the newest rejected; None for none.

    While a version is being written or waits there is none.
    """
    if project.proposals.filter(state__in=UNFINISHED_STATES).exists():
        return None
    rejected = project.proposals.filter(state=ProposalState.REJECTED).order_by("-number").first()
    return in_force(project) or rejected


def open_case(proposal):
    """The case of a proposal that is under way (waiting or returned), or None."""
    return cases_of(proposal).filter(state__in=OPEN_STATES).first()


def cases_of(proposal):
    """Every case of a proposal, the newest first."""
    return (
        Case.objects.filter(office_id=proposal.office_id, kind="proposal", object_id=proposal.pk)
        .select_related("author", "unit", "route")
        .order_by("-pk")
    )


def proposals_of(project, user):
    """The versions of a project that the person may see, the newest first."""
    found = Proposal.objects.visible_to(user).filter(project=project)
    return found.select_related("project__fiscal_year", "based_on", "approved_by", "created_by").order_by("-number")


def people_by_group(project):
    """[(unit or None, [(User, titles of their posts)])]: who may own the project, its own group first.

    Everybody whom `permissions.check_can_own` lets own it, and its present owners. Two queries.
    """
    held = posts_that_own(project.office_id).select_related("user", "post__unit")
    groups, seen = defaultdict(lambda: defaultdict(list)), set()
    for appointment in held.order_by("post__unit__position", "post__unit__name", "user__full_name"):
        seen.add(appointment.user)
        groups[appointment.post.unit][appointment.user].append(appointment.post.title)
    for owner in project.owners.select_related("user"):
        if owner.user not in seen:
            groups[None][owner.user] = []
    return sorted(
        ((unit, list(people.items())) for unit, people in groups.items()),
        key=lambda group: (group[0] != project.unit, group[0] is None),
    )


def is_unchanged_since_return(proposal):
    """Whether a proposal that came back for revision is still what was returned."""
    case = open_case(proposal)
    if case is None or case.state != CaseState.RETURNED:
        return False
    returned = case.decisions.filter(verb=Verb.RETURN).latest("at")
    return not proposal.edits.filter(at__gt=returned.at).exists()
