"""What stands on an agency's paper: letterhead and the officials who sign, over time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from matang.people.models import Agency


class Letterhead(models.Model):
    """The lines at the top of every paper of an agency."""

    agency = models.OneToOneField(Agency, on_delete=models.CASCADE, primary_key=True)
    lines = models.TextField()
    address = models.TextField(blank=True)


class Official(models.Model):
    """Who signs for an agency in a period; `acting` is empty, "Plt." or "Plh."."""

    class Acting(models.TextChoices):
        FULL = "", "Definitif"
        PLT = "Plt.", "Pelaksana tugas (Plt.)"
        PLH = "Plh.", "Pelaksana harian (Plh.)"

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="officials")
    position = models.CharField(max_length=200)
    acting = models.CharField(max_length=4, choices=Acting, blank=True, default="")
    name = models.CharField(max_length=150)
    nip = models.CharField(max_length=18, blank=True)
    rank = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="official_dates_in_order"
            ),
        ]
