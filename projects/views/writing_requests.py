"""What the page of a proposal sends, read into what the services take."""

import uuid

from django.utils.translation import gettext as _

from budgetplan.organization.json_requests import MISSING, BadRequest, JsonBody
from projects.services.lists import HEAD
from projects.services.writing import UNSEEN, FieldChange

MOST_CHANGES = 500


class Body(JsonBody):
    """A request's JSON object; every method raises BadRequest where its part isn't of the shape it should have."""

    def changes(self):
        """Typed fields as FieldChanges: `kind`, `key`, `field`, `value`, and `was`, what the person saw there."""
        items = self._get("changes", list)
        if not all(isinstance(item, dict) for item in items):
            raise BadRequest
        if len(items) > MOST_CHANGES:
            sentence = _("At most %(most)s fields can be stored at once.") % {"most": MOST_CHANGES}
            raise BadRequest(sentence, status=413)
        return [_change(item) for item in items]

    def touched(self):
        """The names (key of a row, HEAD) of what the typed fields belong to, as far as there are any."""
        items = self._get("changes", list, [])
        if not all(isinstance(item, dict) for item in items):
            raise BadRequest
        return {Body(item).text("key") or HEAD for item in items}

    def kind(self):
        """The name of a list."""
        return self.text("list")

    def key(self, name="key", default=MISSING):
        """The key of a row (a UUID as text), or `default` where it is absent or null."""
        if self._data.get(name) is None and default is not MISSING:
            return default
        try:
            return str(uuid.UUID(self.text(name)))
        except ValueError as error:
            raise BadRequest from error


def _change(data):
    if "value" not in data:
        raise BadRequest
    change = Body(data)
    seen = data.get("was", UNSEEN)
    return FieldChange(change.text("kind"), change.text("key"), change.text("field"), data["value"], seen)
