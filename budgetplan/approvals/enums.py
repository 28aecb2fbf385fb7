"""The states, steps and decisions of an approval."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN_STATES = (CaseState.WAITING, CaseState.RETURNED)
"""A document has at most one case in one of these."""


class StepState(models.TextChoices):
    PENDING = "pending", _("Not yet reached")
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Decided")
    CLOSED = "closed", _("Closed without a decision")


class StepScope(models.TextChoices):
    """Whose post of the step's role decides."""

    OFFICE = "office", _("Anyone in the office with the role")
    UNIT = "unit", _("The document's own unit")
    SUPERVISOR = "supervisor", _("The deputy over the document's unit")


class StepAction(models.TextChoices):
    """What a step does when it lets the document pass."""

    ENDORSE = "endorse", _("Endorse")
    CHECK = "check", _("Check")
    APPROVE = "approve", _("Approve")
    LETTER = "letter", _("Record the decision of a body outside the office")


PASS_LABELS = {
    StepAction.ENDORSE: _("Endorse"),
    StepAction.CHECK: _("Checked and correct"),
    StepAction.APPROVE: _("Approve"),
    StepAction.LETTER: _("Record the letter"),
}
"""What the button says that lets a document pass a step."""


class Verb(models.TextChoices):
    """What was done, in the record of decisions."""

    SUBMIT = "submit", _("Submitted")
    ENDORSE = "endorse", _("Endorsed")
    CHECK = "check", _("Checked")
    APPROVE = "approve", _("Approved")
    LETTER = "letter", _("Recorded the outside decision")
    RETURN = "return", _("Returned for revision")
    REJECT = "reject", _("Rejected")
    WITHDRAW = "withdraw", _("Withdrew")
