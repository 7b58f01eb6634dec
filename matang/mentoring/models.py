"""Mentoring meetings: agenda drawn from gaps, attendance, notes, agreed actions, minutes."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Lower

from matang.assessments.models import Assessment
from matang.people.models import Agency, Person


class Meeting(models.Model):
    """A meeting of mentors with an agency about one assessment. Approved minutes are not changed any more.

    `signing` keeps letterhead, signers and names as they stood at approval (`mentoring.signing`), so that the paper
    stays the same when officials change.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Direncanakan"
        HELD = "held", "Notula disusun"
        APPROVED = "approved", "Notula disetujui"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    letter_number = models.CharField(max_length=100, blank=True)
    chair = models.CharField(max_length=150, blank=True)
    chair_position = models.CharField(max_length=200, blank=True)
    writer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    conclusion = models.TextField(blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    signing = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "id"], name="meeting_of_agency")]


class AgendaItem(models.Model):
    """One indicator on the agenda, with what lacked when the meeting was planned, and what was said and agreed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=40)
    level_now = models.CharField(max_length=12, blank=True)
    level_aimed = models.CharField(max_length=12, blank=True)
    missing = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    agreed = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "indicator"], name="agenda_indicator_once")]


class Attendee(models.Model):
    """Somebody on the attendance list, with or without an account."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendees")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=150)
    position = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    present = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("meeting", Lower("name"), name="attendee_name_once")]


class Action(models.Model):
    """What was agreed (tindak lanjut): who does what about which indicator until when."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="actions")
    indicator = models.CharField(max_length=40, blank=True)
    what = models.TextField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["owner", "due_on"], name="action_owner_due")]
