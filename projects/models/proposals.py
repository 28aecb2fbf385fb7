"""A project of a year, who owns it, and the versions of its proposal."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budgetplan.approvals.models import approved_by_whom
from budgetplan.organization.enums import Role
from budgetplan.organization.models import OfficeOwned, OfficeQuerySet, Unit
from budgetplan.thai.money import SatangField
from plans.models import FiscalYear
from projects.content import bare_name
from projects.enums import EDITABLE_STATES, UNFINISHED_STATES, Averaging, Nature, ProposalState
from projects.models.frame import Focus, Programme, Strategy

OVERSEERS = frozenset(
    {
        Role.PLANNING_OFFICER,
        Role.FINANCE_OFFICER,
        Role.DEPUTY_DIRECTOR,
        Role.DIRECTOR,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
)
"""Roles that read every project of the office, drafts too."""


def oversees(user):
    """Whether `user` reads every project of the office: through a post of their own, or one they act for today."""
    return not OVERSEERS.isdisjoint(user.current_roles | user.acting_roles)


def units_seen_by(user):
    """The ids of the groups whose drafts `user` reads: those of their posts and of the posts they act for today."""
    posts = [*user.current_posts, *user.acting_posts]
    return {post.unit_id for post in posts if post.unit_id and post.role != Role.SCHOOL_OFFICER}


class ProposalQuerySet(OfficeQuerySet):
    """Versions of proposals, found by who may see them."""

    def visible_to(self, user):
        """The versions `user` may open: all of them for who oversees the office, else the own group's and approved.

        Whoever acts for a post today opens what its holder may.
        """
        found = self.of_office(user)
        if oversees(user):
            return found
        return found.filter(
            Q(state=ProposalState.APPROVED)
            | Q(project__unit__in=units_seen_by(user))
            | Q(project__pk__in=ProjectOwner.objects.filter(user=user).values("project"))
        )

    def approved(self):
        return self.filter(state=ProposalState.APPROVED)


class Project(OfficeOwned):
    """A project (โครงการ) of a year: a group's, through all versions of its proposal.

    `priority` orders the projects of one strategy; the number printed is its place among them. `key` is the key of
    its line in every version of the year's spending plan.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    fiscal_year = models.ForeignKey(
        FiscalYear, on_delete=models.PROTECT, related_name="projects", verbose_name=_("fiscal year")
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("group"))
    priority = models.PositiveIntegerField(_("priority"), default=0)
    continues = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("continues"),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["office", "fiscal_year", "priority", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="project_not_into_itself"
            )
        ]
        indexes = [models.Index(fields=["office", "fiscal_year", "priority"], name="project_by_priority")]

    def __str__(self):
        newest = self.proposals.order_by("-number").first()
        return newest.name if newest else str(self.public_id)


class ProjectOwner(OfficeOwned):
    """Somebody who writes the project's proposal (ผู้รับผิดชอบโครงการ)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="owners", verbose_name=_("project"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("project owner")
        verbose_name_plural = _("project owners")
        ordering = ["project", "pk"]
        constraints = [models.UniqueConstraint(fields=["office", "project", "user"], name="project_owner_once")]

    def __str__(self):
        return f"{self.user} · {self.project_id}"


class Proposal(OfficeOwned):
    """One version of a project's proposal: its head, and the texts that aren't lists.

    `revision` counts the changes, `version` those of the head alone. `rationale` and `notes` are clean HTML.
    `declared` is the total an older paper printed, in baht; it is compared, never used. `over_ceiling` is what its
    group went beyond its ceiling with it when it was submitted last, in baht, null within it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("project"))
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    based_on = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("based on"),
    )
    reason = models.TextField(_("reason for the revision"), blank=True)
    name = models.CharField(_("name of the project"), max_length=300)
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )
    strategy = models.ForeignKey(
        Strategy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("strategy"),
    )
    focuses = models.ManyToManyField(Focus, blank=True, related_name="+", verbose_name=_("answers"))
    owners_text = models.CharField(_("responsible"), max_length=300, blank=True)
    nature = models.CharField(_("nature"), max_length=10, choices=Nature, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    rationale = models.TextField(_("rationale"), blank=True)
    averaging = models.CharField(_("averaging"), max_length=10, choices=Averaging, default=Averaging.NONE)
    notes = models.TextField(_("notes"), blank=True)
    declared = SatangField(_("total printed in the older paper"), null=True, blank=True)
    over_ceiling_reason = models.TextField(_("reason for going over the ceiling"), blank=True)
    over_ceiling = SatangField(_("over the ceiling when it was submitted"), null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("project proposal")
        verbose_name_plural = _("project proposals")
        ordering = ["office", "project", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "project", "number"], name="proposal_number"),
            models.UniqueConstraint(
                fields=["office", "project"],
                condition=Q(state__in=[state.value for state in UNFINISHED_STATES]),
                name="proposal_one_unfinished",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="proposal_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(declared__isnull=True) | Q(declared__gte=0), name="proposal_declared_not_negative"
            ),
            approved_by_whom("proposal_approved_by_whom"),
        ]

    def __str__(self):
        return _("Project “%(name)s”, version %(number)s") % {"name": self.bare_name, "number": self.number}

    @property
    def bare_name(self):
        """Its name without the word โครงการ."""
        return bare_name(self.name)

    @property
    def is_editable(self):
        return self.state in EDITABLE_STATES
