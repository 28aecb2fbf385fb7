"""The lists of a proposal, a table for each. Every row belongs to one version and is frozen with it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budgetplan.organization.models import OfficeOwned
from budgetplan.thai.money import SatangField
from projects.enums import CostCategory, FundSource, IndicatorKind, TargetKind
from projects.models.proposals import Proposal

ALL_MONTHS = 0b1111_1111_1111


class ProposalRow(OfficeOwned):
    """A row of a proposal: `key` stays from version to version, `version` counts its changes (two editors)."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, verbose_name=_("proposal"))
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField(_("order"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def _own_key(name):
    return models.UniqueConstraint(fields=["office", "proposal", "key"], name=name)


class Statement(ProposalRow):
    """A numbered sentence: an objective (วัตถุประสงค์) or an expected result (ผลที่คาดว่าจะได้รับ)."""

    class Section(models.TextChoices):
        OBJECTIVES = "objectives", _("Objectives")
        EXPECTED_RESULTS = "expected_results", _("Expected results")

    section = models.CharField(_("section"), max_length=20, choices=Section)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("objective or expected result")
        verbose_name_plural = _("objectives and expected results")
        ordering = ["proposal", "section", "position", "pk"]
        default_related_name = "statements"
        constraints = [_own_key("statement_key")]

    def __str__(self):
        return self.text[:80]


class Target(ProposalRow):
    """A target (เป้าหมาย): quantitative with value and unit, or qualitative."""

    kind = models.CharField(_("kind"), max_length=12, choices=TargetKind, default=TargetKind.QUANTITATIVE)
    text = models.TextField(_("text"), blank=True)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["proposal", "kind", "position", "pk"]
        default_related_name = "targets"
        constraints = [
            _own_key("target_key"),
            models.CheckConstraint(
                condition=Q(kind="quantitative") | Q(value__isnull=True, unit=""), name="target_only_quantities_count"
            ),
        ]

    def __str__(self):
        return self.text[:80]


class Activity(ProposalRow):
    """An activity (กิจกรรม) or, below another, a sub-activity. `months` has a bit for each month, October the lowest."""

    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    text = models.TextField(_("text"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    responsible = models.CharField(_("responsible"), max_length=200, blank=True)
    months = models.PositiveSmallIntegerField(_("months"), default=0)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["proposal", "position", "pk"]
        default_related_name = "activities"
        constraints = [
            _own_key("activity_key"),
            models.CheckConstraint(condition=Q(months__lte=ALL_MONTHS), name="activity_twelve_months"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="activity_not_under_itself"
            ),
        ]

    def __str__(self):
        return self.text[:80]


class CostLine(ProposalRow):
    """A line of the cost table, always under an activity.

    `factors` is [{"value": "18", "unit": "คน"}, …], `amount` what counts, in baht; `reason` says why it isn't their
    product. `q1`–`q4` are the quarters as typed, in baht, all of them or none.
    """

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="cost_lines", verbose_name=_("activity")
    )
    text = models.TextField(_("text"), blank=True)
    category = models.CharField(_("category"), max_length=12, choices=CostCategory, default=CostCategory.SERVICES)
    factors = models.JSONField(_("factors"), default=list, blank=True)
    amount = SatangField(_("amount"), default=0)
    reason = models.CharField(_("reason for a different amount"), max_length=300, blank=True)
    source = models.CharField(_("source of money"), max_length=12, choices=FundSource, default=FundSource.AREA_OFFICE)
    in_budget = models.BooleanField(_("in budget"), default=True)
    q1 = SatangField(_("quarter 1"), null=True, blank=True)
    q2 = SatangField(_("quarter 2"), null=True, blank=True)
    q3 = SatangField(_("quarter 3"), null=True, blank=True)
    q4 = SatangField(_("quarter 4"), null=True, blank=True)

    class Meta:
        verbose_name = _("cost line")
        verbose_name_plural = _("cost lines")
        ordering = ["proposal", "activity", "position", "pk"]
        default_related_name = "cost_lines"
        constraints = [
            _own_key("cost_line_key"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="cost_line_not_negative"),
            models.CheckConstraint(
                # A comparison with null is neither true nor false, and a check lets that pass: so "not null" is said.
                condition=Q(**{f"q{n}__isnull": True for n in (1, 2, 3, 4)})
                | Q(**{f"q{n}__isnull": False for n in (1, 2, 3, 4)}, q1__gte=0, q2__gte=0, q3__gte=0, q4__gte=0),
                name="cost_line_all_quarters_or_none",
            ),
        ]

    def __str__(self):
        return self.text[:80]


class Indicator(ProposalRow):
    """An indicator (ตัวชี้วัด) with its target value as text, how it is measured and with what."""

    kind = models.CharField(_("kind"), max_length=10, choices=IndicatorKind, blank=True)
    text = models.TextField(_("indicator"), blank=True)
    target = models.CharField(_("target value"), max_length=200, blank=True)
    method = models.TextField(_("method"), blank=True)
    tool = models.TextField(_("tool"), blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["proposal", "position", "pk"]
        default_related_name = "indicators"
        constraints = [_own_key("indicator_key")]

    def __str__(self):
        return self.text[:80]
