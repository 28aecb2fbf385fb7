"""Writing an event at the end of an office's chain."""

import hashlib
import json

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone, translation

from budgetplan.audit.models import ChainHead, Event

HASHED_FIELDS = (
    "office_id", "sequence", "at", "actor_id", "actor_name", "acting_for", "verb",
    "target_type", "target_id", "target_label", "data", "previous_hash",
)  # fmt: skip


def event_hash(event):
    """The SHA-256 (hex) of an event's contents, its previous hash among them."""
    contents = {name: getattr(event, name) for name in HASHED_FIELDS}
    contents["at"] = event.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds")
    text = json.dumps(contents, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def official_name(target):
    """What `target` is called in records: in the office's language, whatever the actor reads on screen."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(target)


@transaction.atomic
def record(*, office_id, by, verb, target, data=None, acting_for=""):
    """Append an event about `target` (a model instance) to the office's chain and return it.

    `by` is the person (None for the program itself), `acting_for` the post's title where they act for
    one. Amounts in `data` are decimal strings in baht. The row of the chain's end is locked first, so
    that two writers never take the same number.
    """
    ChainHead.objects.get_or_create(office_id=office_id)
    head = ChainHead.objects.select_for_update(no_key=True).get(office_id=office_id)
    event = Event(
        office_id=office_id,
        sequence=head.sequence + 1,
        at=timezone.now(),
        actor=by,
        actor_name=str(by) if by else "",
        acting_for=acting_for,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(getattr(target, "public_id", target.pk)),
        target_label=official_name(target)[:300],
        data=json.loads(json.dumps(data or {}, cls=DjangoJSONEncoder)),
        previous_hash=head.hash,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    head.sequence, head.hash = event.sequence, event.hash
    head.save(update_fields=["sequence", "hash"])
    return event
