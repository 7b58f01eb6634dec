"""A sortable index beside the exact one; corrections after publication as further rows; the correction's reason."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """No row exists before this version, so the defaults are used for nothing."""

    dependencies = [("results", "0002_guards")]
    operations = [
        migrations.AddField("decision", "reason", models.TextField(blank=True)),
        migrations.AddField(
            "decision",
            "index12",
            models.DecimalField(max_digits=16, decimal_places=12, default=0),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="decision_confirmed_by_somebody",
            ),
        ),
        migrations.RemoveConstraint("publishedresult", "published_once_in_round"),
        migrations.AddField(
            "publishedresult",
            "assessment",
            models.UUIDField(default="00000000-0000-0000-0000-000000000000"),
            preserve_default=False,
        ),
        migrations.AddField("publishedresult", "number", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField(
            "publishedresult",
            "index12",
            models.DecimalField(max_digits=16, decimal_places=12, default=0),
            preserve_default=False,
        ),
        migrations.AlterField("publishedresult", "agency_name", models.CharField(max_length=410)),
        migrations.AddConstraint(
            "publishedresult",
            models.UniqueConstraint(fields=["round", "assessment", "number"], name="published_decision_once"),
        ),
    ]
