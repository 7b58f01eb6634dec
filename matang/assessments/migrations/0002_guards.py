"""Row policies, one agency from parent to child, versions that never change."""

from __future__ import annotations

from django.db import migrations

from matang.lib.policies import append_only, protect, same_agency


class Migration(migrations.Migration):
    """Runs after the tables exist."""

    dependencies = [("assessments", "0001_initial")]
    operations = [
        protect("assessments_assessment"),
        protect("assessments_rating"),
        protect("assessments_ratingversion"),
        protect("assessments_citation"),
        protect("assessments_indicatorowner"),
        protect("assessments_seat"),
        same_agency("assessments_rating", "assessment_id", "assessments_assessment"),
        same_agency("assessments_citation", "assessment_id", "assessments_assessment"),
        same_agency("assessments_indicatorowner", "assessment_id", "assessments_assessment"),
        same_agency("assessments_seat", "assessment_id", "assessments_assessment"),
        same_agency("assessments_ratingversion", "rating_id", "assessments_rating"),
        same_agency("assessments_citation", "version_id", "evidence_version"),
        append_only("assessments_ratingversion"),
    ]
