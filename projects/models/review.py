"""What happens around a proposal: changes to take back, uploads, comments, the planning check, the filed copy."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgetplan.documents.models import StoredFile
from budgetplan.organization.models import OfficeOwned, Unit
from budgetplan.thai.money import SatangField
from projects.enums import UNFINISHED_STATES, CheckCode, EditKind
from projects.models.proposals import Proposal


class ProposalEdit(OfficeOwned):
    """One undoable change of a draft: the rows it touched, before and after (a row that isn't there is null).

    `before` and `after` map "kind:key" to the row's fields. An undo is an edit too and names what it undid.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="edits")
    kind = models.CharField(max_length=10, choices=EditKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reverses = models.OneToOneField("self", on_delete=models.CASCADE, null=True, related_name="reversed_by")
    request_id = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name = _("change of a proposal")
        verbose_name_plural = _("changes of proposals")
        ordering = ["proposal", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "proposal", "request_id"], name="proposal_edit_request_once")
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.proposal_id}"


class ProposalImport(OfficeOwned):
    """A Word file uploaded to start projects from: kept from the upload over the preview until it is used.

    Every project begun from it has a row of its own: `place` says which proposal of the file it is, from 0.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    year_be = models.PositiveSmallIntegerField(_("fiscal year (BE)"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.SET_NULL, null=True, related_name="imports")
    place = models.PositiveSmallIntegerField(_("place in the file"), null=True)

    class Meta:
        verbose_name = _("uploaded proposal")
        verbose_name_plural = _("uploaded proposals")
        ordering = ["office", "-uploaded_at"]
        constraints = [models.UniqueConstraint(fields=["office", "file", "place"], name="proposal_import_once")]

    def __str__(self):
        return str(self.file)


class Comment(OfficeOwned):
    """A remark on a section or a row of a proposal, perhaps asking to cut it to `cut_to` baht.

    `anchor` is a section's code or a row's key; it finds the same row in later versions too.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="comments")
    anchor = models.CharField(max_length=40)
    label = models.CharField(_("about"), max_length=200)
    text = models.TextField(_("comment"))
    cut_to = SatangField(_("cut to"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("settled"), null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["proposal", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cut_to__isnull=True) | Q(cut_to__gte=0), name="comment_cut_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_settled_by_whom",
            ),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def may_go(self):
        """Whether its writer may still delete it: nobody settled it, and its version isn't decided."""
        return self.resolved_at is None and self.proposal.state in UNFINISHED_STATES


class CheckItem(OfficeOwned):
    """A line of the planning group's checklist in one round of approval: what the program and what a person found.

    `verified` is the program's answer when the list was made. A person may tick what the program couldn't, with a note.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="checks")
    round = models.PositiveSmallIntegerField(_("round"))
    code = models.CharField(_("what is checked"), max_length=12, choices=CheckCode)
    verified = models.BooleanField(_("verified by the program"))
    ticked = models.BooleanField(_("in order"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("time"), null=True)

    class Meta:
        verbose_name = _("item of the planning check")
        verbose_name_plural = _("items of the planning check")
        ordering = ["proposal", "round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "proposal", "round", "code"], name="check_item_once"),
            models.CheckConstraint(
                condition=Q(by__isnull=True, at__isnull=True) | Q(by__isnull=False, at__isnull=False),
                name="check_item_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(verified=True) | Q(ticked=False) | ~Q(note=""), name="check_item_overruled_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.get_code_display()} · {self.proposal_id}"


class FiledCopy(OfficeOwned):
    """The copy of an approved proposal filed with the planning group (domain, rule 4): what it said, and its PDF.

    `contents` is the proposal in full at the approval; `pdf` follows within moments, made from it.
    """

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="filed_copy")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("filed with"))
    contents = models.JSONField(_("contents"))
    sha256 = models.CharField(max_length=64)
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="PDF")
    filed_at = models.DateTimeField(_("filed"), auto_now_add=True)

    class Meta:
        verbose_name = _("filed copy")
        verbose_name_plural = _("filed copies")
        ordering = ["office", "-filed_at"]

    def __str__(self):
        return str(self.proposal)
