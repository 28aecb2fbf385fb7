"""What the year's projects hang on: strategies, programmes, what they answer; and the office's standard rates."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from budgetplan.organization.models import Dated, DatedQuerySet, OfficeOwned
from budgetplan.thai.money import SatangField
from plans.models import FiscalYear
from projects.enums import FocusKind


class Strategy(OfficeOwned):
    """A strategy (ยุทธศาสตร์) of a year. `number` is the one its papers print ("ยุทธศาสตร์ที่ 6")."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    fiscal_year = models.ForeignKey(
        FiscalYear, on_delete=models.CASCADE, related_name="strategies", verbose_name=_("fiscal year")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=300)

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")
        ordering = ["fiscal_year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "number"],
                name="strategy_number",
                violation_error_message=_("The year has a strategy of this number already."),
            ),
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "name"],
                name="strategy_name",
                violation_error_message=_("The year has a strategy of this name already."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="strategy_number_from_one"),
        ]

    def __str__(self):
        return _("Strategy %(number)s %(name)s") % {"number": self.number, "name": self.name}


class Programme(OfficeOwned):
    """A programme (แผนงาน) of a year, e.g. แผนงานพื้นฐานด้านการพัฒนาและเสริมสร้างศักยภาพคน."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    fiscal_year = models.ForeignKey(
        FiscalYear, on_delete=models.CASCADE, related_name="programmes", verbose_name=_("fiscal year")
    )
    name = models.CharField(_("name"), max_length=300)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["fiscal_year", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "name"],
                name="programme_name",
                violation_error_message=_("The year has a programme of this name already."),
            )
        ]

    def __str__(self):
        return self.name


class Focus(OfficeOwned):
    """A tactic (กลยุทธ์) or focus (จุดเน้น) that projects of a year answer, of one strategy or of the whole year."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    fiscal_year = models.ForeignKey(
        FiscalYear, on_delete=models.CASCADE, related_name="focuses", verbose_name=_("fiscal year")
    )
    strategy = models.ForeignKey(
        Strategy,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="focuses",
        verbose_name=_("strategy"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=FocusKind, default=FocusKind.TACTIC)
    name = models.CharField(_("name"), max_length=300)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("tactic or focus")
        verbose_name_plural = _("tactics and focuses")
        ordering = ["fiscal_year", "kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "kind", "name"],
                name="focus_name",
                violation_error_message=_("The year has one of this name already."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.name}"

    @property
    def printed_name(self):
        """Kind and name as papers print them: in Thai, whatever language the person reads."""
        with translation.override("th"):
            return str(self)


class StandardRate(OfficeOwned, Dated):
    """A standard rate of the office (อัตรามาตรฐาน), from a day to a day: `ceiling` is the most it allows, in baht.

    `keywords` are words of a cost line the rate is meant for, a line each; a line with "+" needs all its words.
    """

    name = models.CharField(_("name"), max_length=200)
    unit = models.CharField(_("unit"), max_length=80, help_text=_("For example: baht per person per meal."))
    ceiling = SatangField(_("ceiling"))
    keywords = models.TextField(_("words it is known by"), help_text=_("One to a line."))
    source = models.CharField(_("rule or circular"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("standard rate")
        verbose_name_plural = _("standard rates")
        ordering = ["office", "name", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name", "starts_on"],
                name="rate_name_from",
                violation_error_message=_("There is a rate of this name from this day already."),
            ),
            models.CheckConstraint(condition=Q(ceiling__gt=0), name="rate_ceiling_positive"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="rate_dates_in_order",
                violation_error_message=_("The last day can't be before the first day."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.unit})"
