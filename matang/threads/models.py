"""Discussion: messages on a thing that is named by (kind, uuid) and a part of it, such as one indicator."""

from __future__ import annotations

import uuid

from django.db import models

from matang.people.models import Agency, Person


class Message(models.Model):
    """What one person wrote, in the role that was worn then."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    target_kind = models.CharField(max_length=32)
    target = models.UUIDField()
    part = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["target", "part", "id"], name="message_target")]
