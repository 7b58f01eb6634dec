"""Documents of an agency and their versions; the bytes lie in the store under their SHA-256."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from matang.people.models import Agency, Person


class Document(models.Model):
    """One piece of evidence as people speak of it; its versions carry the bytes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    title = models.CharField(max_length=255)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "id"], name="document_of_agency")]
        indexes = [models.Index(fields=["agency", "-created_at"], name="document_agency_newest")]


class Version(models.Model):
    """The bytes of a document at one time: recognised again by hash within the agency, never across agencies."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    file_name = models.CharField(max_length=255)
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "sha256"], name="version_hash_once_in_agency"),
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["agency", "id"], name="version_of_agency"),
        ]

    @property
    def receipt(self) -> str:
        """The receipt's number: the year and the first digits of the hash, which the sender can check on his file."""
        return f"{timezone.localtime(self.received_at).year}-{self.sha256[:8]}"
