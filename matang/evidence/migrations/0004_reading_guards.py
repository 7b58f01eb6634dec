"""Row policies of what is read from evidence; documents that an agency shares are seen by the agencies below it."""

from __future__ import annotations

from django.db import migrations

from matang.lib.policies import protect, same_agency, shown_below

OF_DOCUMENT = "EXISTS (SELECT FROM evidence_document d WHERE d.id = document_id AND d.shared_at IS NOT NULL)"
OF_VERSION = """EXISTS (SELECT FROM evidence_version v JOIN evidence_document d ON d.id = v.document_id
    WHERE v.id = version_id AND d.shared_at IS NOT NULL)"""
OF_ONE_VERSION = ("reading", "page", "fact", "waiver")


class Migration(migrations.Migration):
    """Runs after the tables exist."""

    dependencies = [("evidence", "0003_reading")]
    operations = [
        protect("evidence_upload", "app.evidence_reach"),
        same_agency("evidence_upload", "version_id", "evidence_version"),
        protect("evidence_renewal", "app.evidence_reach"),
        same_agency("evidence_renewal", "document_id", "evidence_document"),
        *(protect(f"evidence_{table}", "app.evidence_reach") for table in OF_ONE_VERSION),
        *(same_agency(f"evidence_{table}", "version_id", "evidence_version") for table in OF_ONE_VERSION),
        shown_below("evidence_document", "shared_at IS NOT NULL"),
        shown_below("evidence_version", OF_DOCUMENT),
        shown_below("evidence_renewal", OF_DOCUMENT),
        *(shown_below(f"evidence_{table}", OF_VERSION) for table in OF_ONE_VERSION),
    ]
