"""Whether the copies of approved proposals still say what was filed: asked with the chain of events.

The event that files a copy carries the hash of what it says, so the chain vouches for it.
"""

from django.utils.translation import gettext as _

from budgetplan.audit.models import Event
from budgetplan.audit.verification import Break
from projects.content_json import sha256_of
from projects.models import FiledCopy

FILED = "proposal.file"


def find_broken_copies(office_id):
    """A Break for each of the office's filed copies that was changed, is gone, or that no event filed. Two queries."""
    events = {event.target_id: event for event in Event.objects.filter(office_id=office_id, verb=FILED)}
    copies = FiledCopy.objects.filter(office_id=office_id).select_related("proposal").order_by("pk")
    for copy in copies.iterator(chunk_size=200):
        event = events.pop(str(copy.proposal.public_id), None)
        if event is None:
            yield Break(0, _("No event filed the copy of “%(name)s”.") % {"name": copy})
        elif not copy.sha256 == event.data["sha256"] == sha256_of(copy.contents):
            words = {"name": event.target_label, "n": event.sequence}
            yield Break(event.sequence, _("The copy of “%(name)s” was changed after event %(n)s filed it.") % words)
    for event in events.values():
        words = {"name": event.target_label, "n": event.sequence}
        yield Break(event.sequence, _("The copy of “%(name)s” that event %(n)s filed is missing.") % words)
