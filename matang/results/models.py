"""Decisions with their frozen snapshot, and what was published of them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from matang.assessments.models import Assessment, Round
from matang.people.models import Agency, Person


class Decision(models.Model):
    """The official result of an assessment: proposed by one person, confirmed by another, then frozen (a trigger keeps
    it). A correction is a new decision with the next number. `index` is exact ("3.495", "701/300"); `index12` is the
    same cut to twelve places, so that the database can sort."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    index = models.CharField(max_length=40)
    index12 = models.DecimalField(max_digits=16, decimal_places=12)
    predicate = models.CharField(max_length=60)
    instrument_sha256 = models.CharField(max_length=64)
    chain_head = models.CharField(max_length=64, blank=True)
    snapshot = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="decision_by_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="decision_confirmed_by_somebody",
            ),
        ]


class PublishedResult(models.Model):
    """What the public may read of a decision: a copy made at publication, without row policy, nothing else in it.

    `assessment` and `number` say which decision was copied; a correction is one more row, and the highest number of an
    assessment counts. `values` holds the nodes above the indicators, the predicates and the instrument.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="published")
    assessment = models.UUIDField()
    number = models.PositiveSmallIntegerField(default=1)
    agency_name = models.CharField(max_length=410)
    index = models.CharField(max_length=40)
    index12 = models.DecimalField(max_digits=16, decimal_places=12)
    predicate = models.CharField(max_length=60)
    values = models.JSONField()
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "assessment", "number"], name="published_decision_once")
        ]
