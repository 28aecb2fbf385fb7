"""The year, its envelope and ceilings, and the versions of its quarterly spending plan.

A version (`SpendingPlan`) carries everything its table prints: envelope, parts with ceilings, lines. So an
approved version reads and prints as it was approved, whatever happens to the year afterwards.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budgetplan.approvals.models import approved_by_whom
from budgetplan.documents.models import StoredFile
from budgetplan.organization.models import OfficeOwned, OfficeQuerySet, Unit
from budgetplan.thai.dates import fiscal_year_bounds
from budgetplan.thai.money import SatangField
from plans.enums import (
    EDITABLE_STATES,
    UNFINISHED_STATES,
    EditKind,
    ExpenditureType,
    LineKind,
    PartKind,
    PlanState,
    YearState,
)

FIRST_YEAR_BE, LAST_YEAR_BE = 2500, 2700
QUARTER_FIELDS = ("q1", "q2", "q3", "q4")
AMOUNT_FIELDS = ("annual", *QUARTER_FIELDS)


class FiscalYear(OfficeOwned):
    """A fiscal year (ปีงบประมาณ) of the office, in the Buddhist Era; 2564 runs from 1 October 2563."""

    year_be = models.PositiveSmallIntegerField(_("fiscal year (BE)"))
    state = models.CharField(_("state"), max_length=10, choices=YearState, default=YearState.OPEN)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("fiscal year")
        verbose_name_plural = _("fiscal years")
        ordering = ["office", "-year_be"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year_be"],
                name="fiscal_year_office_year",
                violation_error_message=_("This fiscal year exists already."),
            ),
            models.CheckConstraint(
                condition=Q(year_be__gte=FIRST_YEAR_BE, year_be__lte=LAST_YEAR_BE), name="fiscal_year_is_be"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True, closed_by__isnull=True)
                | Q(state="closed", closed_at__isnull=False, closed_by__isnull=False),
                name="fiscal_year_closed_by_whom",
            ),
        ]

    def __str__(self):
        return str(self.year_be)

    @property
    def is_closed(self):
        return self.state == YearState.CLOSED

    @property
    def starts_on(self):
        return fiscal_year_bounds(self.year_be)[0]

    @property
    def ends_on(self):
        return fiscal_year_bounds(self.year_be)[1]


class Category(OfficeOwned):
    """A category of spending (หมวดรายจ่าย), e.g. ค่าใช้สอย, under an expenditure type (งบรายจ่าย)."""

    name = models.CharField(_("name"), max_length=200)
    expenditure_type = models.CharField(_("expenditure type"), max_length=12, choices=ExpenditureType)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["office", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="category_office_name",
                violation_error_message=_("The office has a category of this name already."),
            )
        ]

    def __str__(self):
        return self.name


class SpendingPlanQuerySet(OfficeQuerySet):
    def editable(self):
        """Versions whose money may change."""
        return self.filter(state__in=EDITABLE_STATES)

    def approved(self):
        return self.filter(state=PlanState.APPROVED)


class SpendingPlan(OfficeOwned):
    """One version of a year's quarterly spending plan (แผนการใช้จ่ายงบประมาณ).

    `envelope` is the estimated amount of the whole year in baht. `revision` counts the changes of money, so that
    an open page knows whether it is out of date.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    fiscal_year = models.ForeignKey(
        FiscalYear, on_delete=models.PROTECT, related_name="plans", verbose_name=_("fiscal year")
    )
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=PlanState, default=PlanState.DRAFT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("planning group"))
    envelope = SatangField(_("envelope"), default=0)
    based_on = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("based on"),
    )
    reason = models.TextField(_("reason for the revision"), blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SpendingPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("spending plan")
        verbose_name_plural = _("spending plans")
        ordering = ["office", "fiscal_year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "fiscal_year", "number"], name="plan_year_number"),
            models.UniqueConstraint(
                fields=["office", "fiscal_year"],
                condition=Q(state__in=[state.value for state in UNFINISHED_STATES]),
                name="plan_one_unfinished",
            ),
            models.CheckConstraint(condition=Q(envelope__gte=0), name="plan_envelope_not_negative"),
            approved_by_whom("plan_approved_by_whom"),
        ]

    def __str__(self):
        return _("Spending plan %(year)s, version %(number)s") % {
            "year": self.fiscal_year,
            "number": self.number,
        }

    @property
    def is_editable(self):
        return self.state in EDITABLE_STATES


class Part(OfficeOwned):
    """A part of the plan (งบบริหารสำนักงาน …) with its ceiling in baht; no ceiling is None."""

    plan = models.ForeignKey(SpendingPlan, on_delete=models.CASCADE, related_name="parts", verbose_name=_("plan"))
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=15, choices=PartKind, default=PartKind.OTHER)
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    ceiling = SatangField(_("ceiling"), null=True, blank=True)

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "plan", "key"], name="part_key"),
            models.UniqueConstraint(
                fields=["office", "plan", "name"],
                name="part_name",
                violation_error_message=_("The plan has a part of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(ceiling__isnull=True) | Q(ceiling__gte=0), name="part_ceiling_not_negative"
            ),
        ]

    def __str__(self):
        return self.name


class SpendingLine(OfficeOwned):
    """A row of the plan (รายการ): a category heading or a line, nested as deep as the plan goes.

    Amounts are baht and count only on rows without children; totals above are computed in `plans.totals`.
    `key` stays the same from version to version, `version` counts the changes of this row (two editors).
    """

    plan = models.ForeignKey(SpendingPlan, on_delete=models.CASCADE, related_name="lines", verbose_name=_("plan"))
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="lines", verbose_name=_("part"))
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("under"),
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=LineKind, default=LineKind.LINE)
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category"),
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("group")
    )
    position = models.PositiveIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=300)
    annual = SatangField(_("annual amount"), default=0)
    q1 = SatangField(_("quarter 1"), default=0)
    q2 = SatangField(_("quarter 2"), default=0)
    q3 = SatangField(_("quarter 3"), default=0)
    q4 = SatangField(_("quarter 4"), default=0)
    note = models.CharField(_("note"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("spending line")
        verbose_name_plural = _("spending lines")
        ordering = ["plan", "part", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "plan", "key"], name="line_key"),
            models.CheckConstraint(
                condition=Q(annual__gte=0, q1__gte=0, q2__gte=0, q3__gte=0, q4__gte=0),
                name="line_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(kind="category", category__isnull=False) | Q(kind="line", category__isnull=True),
                name="line_category_row_has_category",
            ),
            models.CheckConstraint(condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="line_not_under_itself"),
        ]

    def __str__(self):
        return self.name


class GroupCeiling(OfficeOwned):
    """The ceiling (กรอบวงเงิน) of a group for a year, in baht."""

    fiscal_year = models.ForeignKey(
        FiscalYear, on_delete=models.CASCADE, related_name="group_ceilings", verbose_name=_("fiscal year")
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("group"))
    amount = SatangField(_("ceiling"), default=0)

    class Meta:
        verbose_name = _("group ceiling")
        verbose_name_plural = _("group ceilings")
        ordering = ["fiscal_year", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["office", "fiscal_year", "unit"], name="group_ceiling_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="group_ceiling_not_negative"),
        ]

    def __str__(self):
        return f"{self.unit} {self.fiscal_year}"


class PlanEdit(OfficeOwned):
    """One undoable change of a draft: the rows it touched, before and after (a row that isn't there is null).

    `before` and `after` map a line's key to its fields. An undo is an edit too and names what it undid.
    """

    plan = models.ForeignKey(SpendingPlan, on_delete=models.CASCADE, related_name="edits")
    kind = models.CharField(max_length=10, choices=EditKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reverses = models.OneToOneField("self", on_delete=models.CASCADE, null=True, related_name="reversed_by")
    request_id = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name = _("change of a draft")
        verbose_name_plural = _("changes of drafts")
        ordering = ["plan", "pk"]
        constraints = [models.UniqueConstraint(fields=["office", "plan", "request_id"], name="edit_request_once")]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.plan_id}"


class PlanImport(OfficeOwned):
    """A workbook uploaded for a draft: kept from the upload over the preview until it is applied.

    `choices` holds what the person corrected: which sheets, which columns, whether missing lines are removed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(SpendingPlan, on_delete=models.CASCADE, related_name="imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    choices = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    edit = models.OneToOneField(PlanEdit, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("uploaded workbook")
        verbose_name_plural = _("uploaded workbooks")
        ordering = ["plan", "-uploaded_at"]

    def __str__(self):
        return str(self.file)
