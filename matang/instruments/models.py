"""Instruments as immutable versions, and the official text that an administrator enters beside Matang's words."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from matang.people.models import Agency, Person


class Version(models.Model):
    """One version of an instrument. `source` and `ladder` are the texts as imported; once published they never change
    (a trigger keeps it), and `sha256` over both is shown on every result."""

    class State(models.TextChoices):
        DRAFT = "draft", "Rancangan"
        PROPOSED = "proposed", "Diusulkan terbit"
        PUBLISHED = "published", "Terbit"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    code = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    source = models.TextField()
    ladder = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="instrument_version_once"),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | Q(published_by__isnull=True)
                | ~Q(proposed_by=F("published_by")),
                name="instrument_published_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.number}"


class OfficialText(models.Model):
    """The decree's own words for an indicator (level null) or one of its levels, entered by an administrator."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="official_texts")
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT)
    indicator = models.CharField(max_length=40)
    level = models.CharField(max_length=12, blank=True)
    text = models.TextField()
    source = models.CharField(max_length=300)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "version", "indicator", "level"], name="official_text_once"),
        ]
