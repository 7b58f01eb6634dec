"""Row policy on decisions; a confirmed decision is frozen, what is published is never changed."""

from __future__ import annotations

from django.db import migrations

from matang.lib.policies import append_only, frozen_when, protect, same_agency


class Migration(migrations.Migration):
    """Runs after the tables exist."""

    dependencies = [("results", "0001_initial")]
    operations = [
        protect("results_decision"),
        same_agency("results_decision", "assessment_id", "assessments_assessment"),
        frozen_when(
            "results_decision", "OLD.confirmed_at IS NOT NULL", "keputusan yang sudah disahkan tidak dapat diubah"
        ),
        append_only("results_publishedresult"),
    ]
