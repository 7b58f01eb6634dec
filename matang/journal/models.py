"""The record of every change: entries, and the chain of seals over them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """One thing that one person did, written in the action's own transaction and never changed.

    Lower rooms are named by (kind, uuid), so that the journal depends on no other room. `before` and `after` carry
    small values; of long texts only their hash and the id of their version.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    at = models.DateTimeField(db_default=Now())
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.TextField()
    role = models.CharField(max_length=32)
    agency_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=64)
    target_kind = models.CharField(max_length=32)
    target = models.UUIDField()
    part = models.CharField(max_length=64, blank=True)
    sentence = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["target", "part", "-id"], name="journal_entry_target"),
            models.Index(fields=["agency_id", "-id"], name="journal_entry_agency"),
        ]


class Pending(models.Model):
    """An entry that is committed but not sealed yet; a trigger fills it, the sealer empties it."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)


class Seal(models.Model):
    """One link of the chain: SHA-256 over the former link and the entry's canonical text."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())
