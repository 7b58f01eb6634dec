"""Row policy on evidence: whoever may not see evidence of an agency gets no row of it."""

from __future__ import annotations

from django.db import migrations

from matang.lib.policies import protect, same_agency


class Migration(migrations.Migration):
    """Runs after the tables exist."""

    dependencies = [("evidence", "0001_initial")]
    operations = [
        protect("evidence_document", "app.evidence_reach"),
        protect("evidence_version", "app.evidence_reach"),
        same_agency("evidence_version", "document_id", "evidence_document"),
    ]
