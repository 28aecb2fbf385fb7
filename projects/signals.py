"""What other apps may want to hear of."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.dispatch import Signal

proposal_approved = Signal()
"""A proposal was approved and its copy filed, inside the decision's transaction; `filed` is the FiledCopy."""

_is_quiet = ContextVar("is_quiet", default=False)


@contextmanager
def nobody_told():
    """Approve many at once without telling: sample projects get the PDF of their copy when it is first opened."""
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)


def tell_approved(filed):
    """Send `proposal_approved` for a FiledCopy, unless `nobody_told` is in force."""
    if not _is_quiet.get():
        proposal_approved.send(sender=type(filed), filed=filed)
