"""Routes, and the cases that travel along them.

A route is the office's rule: which posts decide on a kind of document, in which order, in how many working
days. A case is one document on its way. When it is submitted the route is copied into steps, so that a later
change of the route leaves running cases alone; every return starts a new round of steps.
"""

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgetplan.approvals.enums import OPEN_STATES, CaseState, StepAction, StepScope, StepState, Verb
from budgetplan.organization.enums import Role
from budgetplan.organization.models import OfficeOwned, OfficeQuerySet, Post, Unit
from budgetplan.thai.money import SatangField


def approved_by_whom(name):
    """The constraint of a document: `approved_at` and `approved_by` stand exactly where its `state` is approved."""
    return models.CheckConstraint(
        condition=Q(state="approved", approved_at__isnull=False, approved_by__isnull=False)
        | (~Q(state="approved") & Q(approved_at__isnull=True, approved_by__isnull=True)),
        name=name,
    )


class Route(OfficeOwned):
    """The chain of an office for one kind of document (domain rule 3). An administrator edits it."""

    kind = models.CharField(_("kind of document"), max_length=30)
    name = models.CharField(_("name"), max_length=200)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("approval route")
        verbose_name_plural = _("approval routes")
        ordering = ["office", "kind", "-is_active", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind"],
                condition=Q(is_active=True),
                name="route_one_active",
                violation_error_message=_(
                    "Another route for this kind of document is in use. Take it out of use first."
                ),
            )
        ]

    def __str__(self):
        return self.name


class StepRule(models.Model):
    """What a step of a route and its copy in a case have in common."""

    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    scope = models.CharField(_("whose"), max_length=12, choices=StepScope, default=StepScope.OFFICE)
    action = models.CharField(_("action"), max_length=10, choices=StepAction, default=StepAction.ENDORSE)
    working_days = models.PositiveSmallIntegerField(_("time limit in working days"), default=3)

    class Meta:
        abstract = True


class RouteStep(OfficeOwned, StepRule):
    """One step of a route."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="steps", verbose_name=_("route"))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["route", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "route", "order"],
                name="route_step_order",
                violation_error_message=_("Two steps have the same order number."),
            )
        ]

    def __str__(self):
        return f"{self.order}. {self.name}"


class Case(OfficeOwned):
    """One document on its way through a route. `amount` is the money it decides on, in baht."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind of document"), max_length=30)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    document = GenericForeignKey()
    route = models.ForeignKey(Route, on_delete=models.PROTECT, verbose_name=_("route"))
    title = models.CharField(_("document"), max_length=300)
    amount = SatangField(_("amount"), default=0)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="cases",
        verbose_name=_("submitted by"),
    )
    state = models.CharField(_("state"), max_length=10, choices=CaseState, default=CaseState.WAITING)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    version = models.PositiveIntegerField(default=1, editable=False)
    submitted_at = models.DateTimeField(_("submitted"))
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-submitted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "content_type", "object_id"],
                condition=Q(state__in=[state.value for state in OPEN_STATES]),
                name="case_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in OPEN_STATES], closed_at__isnull=True)
                | (~Q(state__in=[state.value for state in OPEN_STATES]) & Q(closed_at__isnull=False)),
                name="case_closed_has_time",
            ),
        ]
        indexes = [models.Index(fields=["office", "state"], name="case_office_state")]

    def __str__(self):
        return self.title

    @property
    def current_step(self):
        """The step that waits now, or None. Uses prefetched steps where there are some."""
        waiting = (step for step in self.steps.all() if step.state == StepState.WAITING)
        return next(waiting, None)


class CaseStep(OfficeOwned, StepRule):
    """A step of one round of a case: who is to decide, by when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps", verbose_name=_("case"))
    round = models.PositiveSmallIntegerField(_("round"))
    state = models.CharField(_("state"), max_length=10, choices=StepState, default=StepState.PENDING)
    opened_at = models.DateTimeField(_("reached"), null=True)
    due_on = models.DateField(_("due"), null=True)

    class Meta:
        verbose_name = _("step of a case")
        verbose_name_plural = _("steps of cases")
        ordering = ["case", "round", "order"]
        constraints = [
            models.UniqueConstraint(fields=["office", "case", "round", "order"], name="case_step_order"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="waiting"), name="case_one_waiting_step"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, due_on__isnull=True)
                | Q(opened_at__isnull=False, due_on__isnull=False),
                name="case_step_opened_has_due",
            ),
        ]

    def __str__(self):
        return f"{self.order}. {self.name}"


class Decision(OfficeOwned):
    """What somebody did with a case. Append-only: what was decided in earlier rounds stays visible.

    `letter_number` and `letter_date` belong to a decision taken outside the office (กศจ.).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("case"))
    step = models.OneToOneField(CaseStep, on_delete=models.PROTECT, null=True, related_name="decision")
    round = models.PositiveSmallIntegerField(_("round"))
    verb = models.CharField(_("what"), max_length=10, choices=Verb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    post_title = models.CharField(_("post"), max_length=200, blank=True)
    acting_for = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("acting for")
    )
    comment = models.TextField(_("comment"), blank=True)
    letter_number = models.CharField(_("letter number"), max_length=80, blank=True)
    letter_date = models.DateField(_("letter date"), null=True)
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["case", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb=Verb.LETTER.value) | (~Q(letter_number="") & Q(letter_date__isnull=False)),
                name="decision_letter_complete",
            ),
            models.CheckConstraint(
                condition=~Q(verb__in=[Verb.RETURN.value, Verb.REJECT.value]) | ~Q(comment=""),
                name="decision_refusal_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.get_verb_display()} · {self.case}"
