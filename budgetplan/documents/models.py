"""Files people gave us, kept under names of our own."""

import hashlib
import uuid

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from budgetplan.organization.models import OfficeOwned


def stored_name(instance, filename):
    """The path below MEDIA_ROOT: nothing of the uploaded name is used."""
    return f"{instance.office_id}/{instance.public_id}"


class StoredFile(OfficeOwned):
    """An uploaded file. Never served from its path: always through a view that checks who asks."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=255)
    content = models.FileField(upload_to=stored_name, max_length=120)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        ordering = ["office", "-uploaded_at"]

    def __str__(self):
        return self.name

    def read(self):
        """The whole content as bytes."""
        with self.content.open("rb") as content:
            return content.read()


def store_file(*, office_id, name, data, by):
    """Keep `data` (bytes) under a name of our own and return the StoredFile."""
    stored = StoredFile(
        office_id=office_id,
        name=str(name)[-255:],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by=by,
    )
    stored.content.save("content", ContentFile(data), save=False)
    stored.save()
    return stored
