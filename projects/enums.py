"""States of a proposal; kinds of its rows; categories and sources of its money."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for approval")
    RETURNED = "returned", _("Returned for revision")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    MERGED = "merged", _("Merged into another project")
    DROPPED = "dropped", _("Set aside")


EDITABLE_STATES = (ProposalState.DRAFT, ProposalState.RETURNED)
"""States in which a proposal may be written; the database refuses it in all others."""

UNFINISHED_STATES = (ProposalState.DRAFT, ProposalState.WAITING, ProposalState.RETURNED)
"""A project has at most one version in one of these."""

GONE_STATES = (ProposalState.REJECTED, ProposalState.MERGED, ProposalState.DROPPED)
"""A version in one of these asks for no money."""


class Nature(models.TextChoices):
    """ลักษณะโครงการ."""

    NEW = "new", _("New project")
    CONTINUING = "continuing", _("Continuing project")


class TargetKind(models.TextChoices):
    QUANTITATIVE = "quantitative", _("Quantitative")
    QUALITATIVE = "qualitative", _("Qualitative")


class IndicatorKind(models.TextChoices):
    OUTPUT = "output", _("Output")
    OUTCOME = "outcome", _("Outcome")


class CostCategory(models.TextChoices):
    """The columns of a proposal's cost table (หมวดรายจ่าย), all of the type operations."""

    COMPENSATION = "compensation", _("Compensation")
    SERVICES = "services", _("Services")
    MATERIALS = "materials", _("Materials")


class FundSource(models.TextChoices):
    """แหล่งเงิน: who pays."""

    AREA_OFFICE = "area_office", _("The office's own budget")
    OBEC = "obec", _("Head office (OBEC)")
    OTHER = "other", _("Other agencies")


class Averaging(models.TextChoices):
    """ถัวจ่าย: which cost lines share one balance (domain, rule 6)."""

    NONE = "none", _("No averaging")
    ALL = "all", _("All lines of one expenditure type are averaged")


class FocusKind(models.TextChoices):
    """What of the year's direction a project answers, besides its strategy."""

    TACTIC = "tactic", _("Tactic")
    FOCUS = "focus", _("Focus")


class EditKind(models.TextChoices):
    """What one step of undo takes back."""

    FIELDS = "fields", _("Changed what is written")
    ADD = "add", _("Added a row")
    MOVE = "move", _("Moved a row")
    DELETE = "delete", _("Deleted a row")
    FILL = "fill", _("Filled in from another document")
    MERGE = "merge", _("Merged another project into it")
    UNDO = "undo", _("Undid a change")
    REDO = "redo", _("Redid a change")


class CheckCode(models.TextChoices):
    """What the planning group checks (domain, rule 3)."""

    ARITHMETIC = "arithmetic", _("The figures add up")
    RATES = "rates", _("Rates are within the standard rates")
    STRATEGY = "strategy", _("It answers a strategy of the year")
    CEILING = "ceiling", _("The group stays within its ceiling")
    MONTHS = "months", _("All months are inside the period")
