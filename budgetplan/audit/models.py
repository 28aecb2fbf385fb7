"""Events nobody can change: each carries the hash of the one before it."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from budgetplan.organization.models import OfficeOwned

GENESIS = "0" * 64
"""The previous hash of an office's first event."""


class ChainHead(OfficeOwned):
    """Where an office's chain ends now: finds a chain whose last events were cut off."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        verbose_name = _("end of the event chain")
        verbose_name_plural = _("ends of the event chains")
        constraints = [models.UniqueConstraint(fields=["office"], name="chain_head_office")]

    def __str__(self):
        return f"{self.office_id} #{self.sequence}"


class Event(OfficeOwned):
    """One decision or one change of money: who, when, acting for whom, on what.

    `data` holds plain JSON with amounts as decimal strings in baht. Rows are append-only, in the database
    as well as here.
    """

    sequence = models.PositiveBigIntegerField(_("number"))
    at = models.DateTimeField(_("time"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    actor_name = models.CharField(_("name at the time"), max_length=150)
    acting_for = models.CharField(_("acting for"), max_length=200, blank=True)
    verb = models.CharField(_("what"), max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    target_label = models.CharField(_("on what"), max_length=300)
    data = models.JSONField(_("details"), default=dict, encoder=DjangoJSONEncoder)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["office", "-sequence"]
        constraints = [models.UniqueConstraint(fields=["office", "sequence"], name="event_office_sequence")]
        indexes = [models.Index(fields=["office", "target_type", "target_id"], name="event_target")]

    def __str__(self):
        return f"#{self.sequence} {self.verb} {self.target_label}"
