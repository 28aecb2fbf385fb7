"""Which proposals of a year look alike, and what two of them become when they are merged, before anybody decides."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from projects.checks import Standing
from projects.content import ProposalContent
from projects.contents import contents_of
from projects.enums import UNFINISHED_STATES
from projects.errors import ProjectRefused
from projects.models import Proposal
from projects.selectors import standing_of, versions_in_hand
from projects.services.arranging import MERGED_LISTS, check_mergeable, rows_to_add
from projects.similarity import alike
from projects.totals import ProposalTotals, total_up

MOST_COMPARED = 150
"""Every proposal is compared with every other one: 150 make 11,175 pairs, all a page can wait for."""


@dataclass(frozen=True)
class Side:
    """One of two proposals side by side: what it says, and its money."""

    proposal: Proposal
    content: ProposalContent

    @property
    def totals(self):
        return total_up(self.content)


@dataclass(frozen=True)
class LookAlike:
    """Two proposals with what makes them alike: `percent` of likeness, targets and pairs of activities they share.

    `source` and `target` are the way in which they can be merged, `refusal` the sentence why they can't.
    """

    first: Side
    second: Side
    percent: int
    same_targets: tuple
    same_activities: tuple
    source: Proposal
    target: Proposal
    refusal: str = ""


class AlikeList(NamedTuple):
    """The LookAlikes of a year, most alike first. `left_out` proposals were not compared: there are too many."""

    pairs: list
    compared: int
    left_out: int


def alike_of(year):
    """The AlikeList of a year's unfinished proposals (decided ones merge no more), in a fixed number of queries."""
    unfinished = [row for row in versions_in_hand(year) if row.state in UNFINISHED_STATES]
    newest = sorted(unfinished, key=lambda row: -row.pk)[:MOST_COMPARED]
    chosen = {row.pk: row for row in unfinished if row in newest}
    contents = contents_of(list(chosen.values()))
    pairs = alike([(pk, contents[pk]) for pk in chosen])
    sides = {pk: Side(proposal, contents[pk]) for pk, proposal in chosen.items()}
    return AlikeList([_look_alike(pair, sides) for pair in pairs], len(chosen), len(unfinished) - len(chosen))


def _look_alike(pair, sides):
    first, second = sides[pair.first], sides[pair.second]
    source, target, refusal = _way(first.proposal, second.proposal)
    percent = int(pair.score * 100)
    return LookAlike(first, second, percent, pair.same_targets, pair.same_activities, source, target, refusal)


def _way(first, second):
    """(source, target, refusal): the second into the first where that can be, else the other way round."""
    refusal = merge_refusal(source=second, target=first)
    if refusal and not merge_refusal(source=first, target=second):
        return first, second, ""
    return second, first, refusal


def merge_refusal(*, source, target):
    """The sentence why `source` can't be merged into `target`; empty where it can."""
    try:
        check_mergeable(source, target)
    except ProjectRefused as error:
        return str(error)
    return ""


@dataclass(frozen=True)
class MergePreview:
    """What merging makes: the two sides, the content of the target afterwards, and its group against its ceiling.

    `standing` is the target's group beside the two of them. `owners` are those of both projects, in order.
    """

    source: Side
    target: Side
    merged: ProposalContent
    owners: tuple
    standing: Standing
    refusal: str

    @property
    def totals(self) -> ProposalTotals:
        return total_up(self.merged)

    @property
    def asked(self):
        """What the group asks for afterwards, in baht of the office's own money."""
        return self.standing.asked(self.totals.own.annual)

    @property
    def over(self):
        """Baht beyond the group's ceiling; 0 within it or without one."""
        return self.standing.over(self.totals.own.annual)


def merge_preview(*, source, target):
    """The MergePreview of merging the Proposal `source` into `target`."""
    contents = contents_of([source, target])
    sides = [Side(proposal, contents[proposal.pk]) for proposal in (source, target)]
    owners = dict.fromkeys(owner.user for side in (target, source) for owner in side.project.owners.all())
    return MergePreview(
        source=sides[0],
        target=sides[1],
        merged=merged_content(source=contents[source.pk], target=contents[target.pk]),
        owners=tuple(owners),
        standing=_standing_without(sides[0], target),
        refusal=merge_refusal(source=source, target=target),
    )


def _standing_without(source, target):
    """The target's group beside the two that are merged: the source's money moves, it isn't asked twice."""
    standing = standing_of(target)
    if source.proposal.project.unit_id != target.project.unit_id:
        return standing
    return replace(standing, others=standing.others - source.totals.own.annual)


def merged_content(*, source, target):
    """The content `target` has after `source` was merged into it: its own head, and the rows of both."""
    added = rows_to_add(source=source, target=target)
    return replace(target, **{name: getattr(target, name) + getattr(added, name) for name in MERGED_LISTS})
