"""Who may see, write, arrange and check projects. `check_can_x` raises with a sentence, `can_x` answers."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.organization.enums import Role
from budgetplan.organization.models import Appointment
from projects.enums import UNFINISHED_STATES, ProposalState
from projects.errors import NotAllowed, ProjectRefused, ProposalFrozen
from projects.models import Proposal
from projects.models.proposals import oversees, units_seen_by

WRITERS = frozenset({Role.PROJECT_OWNER, Role.GROUP_DIRECTOR, Role.PLANNING_OFFICER, Role.FINANCE_OFFICER})
"""Roles whose holders write projects of their own group."""

REVIEWERS = frozenset({Role.PLANNING_OFFICER, Role.GROUP_DIRECTOR, Role.DEPUTY_DIRECTOR, Role.DIRECTOR})
"""Roles whose holders comment on proposals they may see."""


OWNING_ROLES = frozenset(set(Role) - {Role.SCHOOL_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR})
"""Roles whose holders may own projects: all inside the office but who only reads or keeps the system."""


def units_to_write_for(user):
    """The groups whose projects `user` may begin: those of the posts they hold, in order, each once."""
    units = {post.unit_id: post.unit for post in user.current_posts if post.role in WRITERS and post.unit_id}
    return list(units.values())


def can_see_proposal(*, proposal, by):
    """Whether `by` may open the version. Another office's, and another group's draft, don't exist for them."""
    return Proposal.objects.visible_to(by).filter(pk=proposal.pk).exists()


def check_can_begin(*, year, unit, by):
    """People of a group begin its projects, in a year that is open."""
    if unit.pk not in {own.pk for own in units_to_write_for(by)} or year.office_id != by.office_id:
        raise NotAllowed(_("You can begin projects of your own group only."))
    _check_year(year)


def check_can_begin_some(*, year, by):
    """People of a group begin projects in a year that is open."""
    if year.office_id != by.office_id or not units_to_write_for(by):
        raise NotAllowed(_("You can begin projects of your own group only."))
    _check_year(year)


def can_begin_some(*, year, by):
    return _answers(check_can_begin_some, year=year, by=by)


def owns(*, project, by):
    """Whether `by` is one of the project's owners."""
    return any(owner.user_id == by.pk for owner in project.owners.all())


def check_can_write(*, proposal, by):
    """Owners write drafts and returned versions, in a year that is open."""
    _check_owns(proposal, by)
    check_open(proposal)
    if proposal.state == ProposalState.WAITING:
        raise ProposalFrozen(_("This proposal is waiting for approval. Withdraw it to change it."))
    if proposal.state == ProposalState.DROPPED:
        raise ProposalFrozen(_("This proposal was set aside. Take it up again to change it."))
    if not proposal.is_editable:
        raise ProposalFrozen(_("This proposal can't change any more. Make a revision to go on."))


def can_write(*, proposal, by):
    return _answers(check_can_write, proposal=proposal, by=by)


def check_can_drop(*, proposal, by):
    """Owners set a draft aside, in a year that is open."""
    _check_owns(proposal, by)
    check_open(proposal)
    if proposal.state != ProposalState.DRAFT:
        raise ProposalFrozen(_("Only a draft can be set aside. Withdraw the proposal first."))


def can_drop(*, proposal, by):
    return _answers(check_can_drop, proposal=proposal, by=by)


def check_can_take_up(*, proposal, by):
    """Owners go on with a version that was set aside, unless another is newer or under way, in a year that is open."""
    _check_owns(proposal, by)
    check_open(proposal)
    if proposal.state != ProposalState.DROPPED:
        raise ProposalFrozen(_("This proposal isn't set aside."))
    newer = Q(number__gt=proposal.number) & ~Q(state=ProposalState.DROPPED)
    if proposal.project.proposals.filter(newer | Q(state__in=UNFINISHED_STATES)).exists():
        raise ProposalFrozen(_("A newer version of this project exists already."))


def can_take_up(*, proposal, by):
    return _answers(check_can_take_up, proposal=proposal, by=by)


def _check_owns(proposal, by):
    if proposal.office_id != by.office_id or not owns(project=proposal.project, by=by):
        raise NotAllowed(_("Only the owners of the project can change its proposal."))


def check_open(proposal):
    """Raise ProposalFrozen where the project's fiscal year is closed."""
    _check_year(proposal.project.fiscal_year)


def _check_year(year):
    if year.is_closed:
        raise ProposalFrozen(_("Fiscal year %(year)s is closed.") % {"year": year})


def check_can_revise(*, proposal, by):
    """Owners revise an approved or rejected version of a project, unless a newer one is approved, in an open year."""
    if proposal.office_id != by.office_id or not owns(project=proposal.project, by=by):
        raise NotAllowed(_("Only the owners of the project can revise it."))
    check_open(proposal)
    if proposal.state not in (ProposalState.APPROVED, ProposalState.REJECTED):
        raise ProposalFrozen(_("This proposal is still open: change it instead of revising it."))
    newer = proposal.project.proposals.filter(number__gt=proposal.number, state=ProposalState.APPROVED)
    if number := newer.values_list("number", flat=True).order_by("-number").first():
        sentence = _("A newer version, %(number)s, was approved already. Revise that one.")
        raise ProposalFrozen(sentence % {"number": number})


def can_revise(*, proposal, by):
    return _answers(check_can_revise, proposal=proposal, by=by)


def check_can_arrange(*, by, office_id):
    """Planning officers set up strategies and rates, order projects by priority and merge them."""
    if not by.has_role(Role.PLANNING_OFFICER) or office_id != by.office_id:
        raise NotAllowed(_("Only planning officers can do this."))


def can_arrange(*, by, office_id):
    return _answers(check_can_arrange, by=by, office_id=office_id)


def units_to_watch(user):
    """The ids of the groups whose money `user` may hold against its ceiling: their own ones; None for all of them."""
    return None if oversees(user) else units_seen_by(user)


def check_can_watch_groups(*, by):
    """People of the office's groups see their group against its ceiling; schools see none."""
    if units_to_watch(by) == set():
        raise NotAllowed(_("Ceilings are shown to the groups of the office only."))


def check_can_comment(*, proposal, by):
    """Planning officers, directors and deputies comment on what they may see, owners answer, in a year that is open."""
    allowed = by.has_role(*REVIEWERS) or owns(project=proposal.project, by=by)
    if not allowed or not can_see_proposal(proposal=proposal, by=by):
        raise NotAllowed(_("You can't comment on this proposal."))
    check_open(proposal)


def can_comment(*, proposal, by):
    return _answers(check_can_comment, proposal=proposal, by=by)


def can_read_comments(*, proposal, by):
    """Whether `by` reads what was said about a version: its owners, who reviews or decides it, who oversees the office.

    Whoever acts for a reviewer's post today reads them too; schools and the rest of the group don't.
    """
    reviews = not REVIEWERS.isdisjoint(by.current_roles | by.acting_roles)
    reads = reviews or oversees(by) or owns(project=proposal.project, by=by)
    return reads and can_see_proposal(proposal=proposal, by=by)


def check_can_settle(*, comment, by):
    """Who wrote a comment, the owners and planning officers settle it and open it again, in a year that is open."""
    if not (comment.by_id == by.pk or can_settle_all(proposal=comment.proposal, by=by)):
        raise NotAllowed(_("Only who wrote it, the owners and planning officers can settle a comment."))
    check_open(comment.proposal)


def can_settle_all(*, proposal, by):
    """Whether they settle every comment on a version, not only their own."""
    return owns(project=proposal.project, by=by) or can_arrange(by=by, office_id=proposal.office_id)


def check_can_take_back(*, comment, by):
    """Who wrote a comment deletes it until somebody settled it or its version is decided, in a year that is open."""
    if comment.by_id != by.pk:
        raise NotAllowed(_("Only who wrote a comment can delete it."))
    check_open(comment.proposal)
    if comment.resolved_at is not None:
        raise ProjectRefused(_("This comment is settled, so it stays."))
    if comment.proposal.state not in UNFINISHED_STATES:
        raise ProposalFrozen(_("This version is decided, so the comments on it stay."))


def check_can_set_owners(*, project, by):
    """Owners, the director of their group and planning officers say who owns a project, in a year that is open."""
    leads = any(post.role == Role.GROUP_DIRECTOR and post.unit_id == project.unit_id for post in by.current_posts)
    if project.office_id != by.office_id or not (
        owns(project=project, by=by) or leads or by.has_role(Role.PLANNING_OFFICER)
    ):
        raise NotAllowed(_("Only the project's owners, their director and planning officers can name its owners."))
    _check_year(project.fiscal_year)


def can_set_owners(*, project, by):
    return _answers(check_can_set_owners, project=project, by=by)


def posts_that_own(office_id):
    """The Appointments of today through which people may own projects of the office."""
    held = Appointment.objects.filter(office_id=office_id, user__is_active=True, post__role__in=OWNING_ROLES)
    return held.on(timezone.localdate())


def check_can_own(*, project, users):
    """Who holds a post inside the office may own its projects (see OWNING_ROLES); present owners may stay."""
    known = {owner.user_id for owner in project.owners.all()}
    known.update(posts_that_own(project.office_id).filter(user__in=users).values_list("user_id", flat=True))
    refused = sorted(str(user) for user in users if user.pk not in known)
    if refused:
        sentence = _(
            "%(names)s can't own a project: owners hold a post inside the office, other than the auditor's or an "
            "administrator's."
        )
        raise ProjectRefused(sentence % {"names": ", ".join(refused)})


def _answers(check, **arguments):
    try:
        check(**arguments)
    except ProjectRefused:
        return False
    return True
