"""JSON that a page of ours sends: of a known shape and a limited size, or refused with a sentence."""

import json
import uuid

from django.utils.translation import gettext as _

MOST_BYTES = 1_000_000
MISSING = object()


class BadRequest(Exception):
    """A body that no page of ours sends. `status` is the HTTP status, `str(error)` a sentence for the person."""

    def __init__(self, sentence=None, status=400):
        self.status = status
        super().__init__(
            sentence or _("The server didn't understand what the page sent. Reload the page and try again.")
        )


class JsonBody:
    """A request's JSON object; every method raises BadRequest where its part isn't of the shape it should have."""

    def __init__(self, data):
        self._data = data

    @classmethod
    def of(cls, request):
        """The request's JSON object. Raises BadRequest: 413 beyond a megabyte, 400 for anything else."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MOST_BYTES or len(request.body) > MOST_BYTES:
            raise BadRequest(_("This is too much at once (more than 1 MB). Paste it in smaller pieces."), status=413)
        try:
            data = json.loads(request.body)
        except (ValueError, RecursionError) as error:
            raise BadRequest from error
        if not isinstance(data, dict):
            raise BadRequest
        return cls(data)

    def _get(self, name, kind, default=MISSING):
        value = self._data.get(name, default)
        if value is default and default is not MISSING:
            return default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise BadRequest
        return value

    def text(self, name, default=MISSING):
        """A text."""
        return self._get(name, str, default)

    def number(self, name, default=MISSING):
        """A whole number from 0, or `default` where it is absent or null."""
        if self._data.get(name) is None and default is not MISSING:
            return default
        value = self._get(name, int)
        if not 0 <= value < 2**31:
            raise BadRequest
        return value

    def flag(self, name):
        """Yes or no; absent is no."""
        return self._get(name, bool, False)

    def request_id(self):
        """The UUID that makes a repeated request harmless."""
        try:
            return uuid.UUID(self.text("request_id"))
        except ValueError as error:
            raise BadRequest from error
