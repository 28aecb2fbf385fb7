"""States of a year and of a plan version; kinds of parts and expenditure types."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class YearState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for approval")
    RETURNED = "returned", _("Returned for revision")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


EDITABLE_STATES = (PlanState.DRAFT, PlanState.RETURNED)
"""States in which a version's money may change; the database refuses it in all others."""

UNFINISHED_STATES = (PlanState.DRAFT, PlanState.WAITING, PlanState.RETURNED)
"""A year has at most one version in one of these."""


class PartKind(models.TextChoices):
    ADMINISTRATION = "administration", _("Office administration")
    QUALITY = "quality", _("Quality and group missions")
    CONTINGENCY = "contingency", _("Contingency reserve")
    OTHER = "other", _("Other")


class ExpenditureType(models.TextChoices):
    """งบรายจ่าย, the types of the Budget Bureau."""

    PERSONNEL = "personnel", _("Personnel")
    OPERATIONS = "operations", _("Operations")
    INVESTMENT = "investment", _("Investment")
    SUBSIDY = "subsidy", _("Subsidy")
    OTHER = "other", _("Other expenditure")


class LineKind(models.TextChoices):
    CATEGORY = "category", _("Category")
    LINE = "line", _("Line")


class EditKind(models.TextChoices):
    """What one step of undo takes back."""

    CELLS = "cells", _("Changed amounts or names")
    PASTE = "paste", _("Pasted a block")
    ADD = "add", _("Added a line")
    MOVE = "move", _("Moved a line")
    DELETE = "delete", _("Deleted a line")
    IMPORT = "import", _("Imported a workbook")
    PROJECT = "project", _("Took over an approved project")
    UNDO = "undo", _("Undid a change")
    REDO = "redo", _("Redid a change")
