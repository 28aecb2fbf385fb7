"""Comments anchored to a section or a row of a proposal, and asking for cuts with them."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from budgetplan.audit.services import record
from budgetplan.thai.money import AmountError, format_amount, parse_amount
from projects.contents import content_of
from projects.errors import CutTooHigh, ProjectRefused
from projects.models import Comment
from projects.permissions import can_read_comments, check_can_comment, check_can_settle, check_can_take_back
from projects.services.lists import LISTS
from projects.services.once import made_before
from projects.totals import total_up

SECTIONS = (
    "head",
    "rationale",
    "objectives",
    "targets",
    "activities",
    "costs",
    "indicators",
    "expected_results",
    "notes",
)
"""Codes of sections a comment may be about; a row's key is the other kind of anchor."""


@transaction.atomic
def add_comment(*, proposal, anchor, text, by, cut_to=None, request_id=None):
    """Say something about a section (a code of SECTIONS) or a row (its key); `cut_to` in baht asks for a cut.

    The same `request_id` (a UUID) with the same words returns the comment it made. Raises NotAllowed, ProposalFrozen
    (the year is closed), ProjectRefused without a text, for a row that isn't there or an amount that is none,
    CutTooHigh for an amount that isn't below what is asked for now.
    """
    check_can_comment(proposal=proposal, by=by)
    text = text.strip()
    if not text:
        raise ProjectRefused(_("Write the comment."))
    try:
        amount = parse_amount(cut_to)
    except AmountError as error:
        raise ProjectRefused(error) from error
    typed = (proposal.pk, anchor, text, amount)
    public_id, earlier = made_before(Comment, request_id=request_id, by=by, typed=typed)
    if earlier:
        return earlier
    label = _label(proposal, anchor)
    if amount is not None:
        _check_cuts(proposal, anchor, amount)
    comment = Comment.objects.create(
        office_id=proposal.office_id, public_id=public_id, proposal=proposal, anchor=anchor,
        label=label, text=text[:5000], cut_to=amount, by=by,
    )  # fmt: skip
    data = {"about": comment.label, "comment": comment.text, "cut_to": comment.cut_to}
    record(office_id=proposal.office_id, by=by, verb="proposal.comment", target=proposal, data=data)
    return comment


def _label(proposal, anchor):
    if anchor in SECTIONS:
        return anchor
    key = _as_key(anchor)
    for model in dict.fromkeys(spec.model for spec in LISTS.values()):
        row = model.objects.filter(proposal=proposal, key=key).first() if key else None
        if row is not None:
            return str(row)[:200]
    raise ProjectRefused(_("The comment is about a row that isn't there any more. Reload the page."))


def _check_cuts(proposal, anchor, amount):
    """A cost line is cut from its amount, the section of costs from the whole project; nothing else asks for money."""
    content = content_of(proposal)
    asked = {line.key: line.amount for _number, line, _months in content.cost_lines()}
    asked["costs"] = total_up(content).money.total
    now = asked.get(anchor)
    if now is None:
        raise CutTooHigh(_("No money is asked for here, so there is nothing to cut. Clear the amount."))
    if amount >= now:
        words = {"now": format_amount(now, blank="0")}
        raise CutTooHigh(_("Type less than the %(now)s baht asked for now, or clear the amount.") % words)


def _as_key(anchor):
    try:
        return UUID(anchor)
    except ValueError:
        return None


@transaction.atomic
def settle_comment(*, comment, by, settled=True):
    """Mark a comment as settled, or open it again. Raises as `permissions.check_can_settle`."""
    check_can_settle(comment=comment, by=by)
    comment.resolved_at, comment.resolved_by = (timezone.now(), by) if settled else (None, None)
    comment.save(update_fields=["resolved_at", "resolved_by"])
    return comment


@transaction.atomic
def delete_comment(*, comment, by):
    """Take a comment back that was wrong; the event keeps what it said. Raises as `permissions.check_can_take_back`."""
    proposal = comment.proposal
    comment = Comment.objects.select_for_update(of=("self",)).select_related("proposal__project").get(pk=comment.pk)
    check_can_take_back(comment=comment, by=by)
    data = {"about": comment.label, "comment": comment.text, "cut_to": comment.cut_to}
    comment.delete()
    record(office_id=proposal.office_id, by=by, verb="proposal.uncomment", target=proposal, data=data)


def comments_of(proposal, *, by):
    """The comments on this version and those still open on the version it is based on, the oldest first.

    None at all for whoever may not read them (`permissions.can_read_comments`).
    """
    if not can_read_comments(proposal=proposal, by=by):
        return Comment.objects.none()
    own = Comment.objects.filter(proposal=proposal)
    if proposal.based_on_id:
        own = own | Comment.objects.filter(proposal_id=proposal.based_on_id, resolved_at__isnull=True)
    related = own.select_related("by", "resolved_by", "proposal__project").prefetch_related("proposal__project__owners")
    return related.order_by("at", "pk")
