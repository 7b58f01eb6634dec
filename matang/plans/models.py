"""Plans to do better: steps with effort, owner and date."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from matang.assessments.models import Assessment
from matang.people.models import Agency, Person


class Plan(models.Model):
    """A chosen way from today's levels to a target index; approved by the agency's leader."""

    class State(models.TextChoices):
        DRAFT = "draft", "Disusun"
        APPROVED = "approved", "Disetujui"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=200)
    target = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="plan_of_agency"),
            models.UniqueConstraint(fields=["assessment", "title"], name="plan_title_once"),
        ]


class Step(models.Model):
    """One indicator raised by one level."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    indicator = models.CharField(max_length=40)
    from_value = models.DecimalField(max_digits=8, decimal_places=2)
    to_value = models.DecimalField(max_digits=8, decimal_places=2)
    effort = models.DecimalField(max_digits=8, decimal_places=2)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "indicator", "to_value"], name="plan_step_once"),
            models.CheckConstraint(condition=Q(to_value__gt=F("from_value")), name="plan_step_rises"),
        ]
