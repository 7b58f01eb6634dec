"""Whether a document is shared is asked of a function, by the row policies of all that belongs to documents.

As part of each policy the question went through the policies of versions and documents again: a page that reads facts,
renewals and versions spent more time on planning a statement (12 ms) than on everything that the statement did.
"""

from __future__ import annotations

from django.db import migrations

from matang.lib.policies import shown_below

# They see all rows and tell one bit about a document whose id the asker already has.
SHARED = """
CREATE FUNCTION evidence_document_shared(asked bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$
    SELECT EXISTS (SELECT FROM evidence_document d WHERE d.id = asked AND d.shared_at IS NOT NULL)
$$;
CREATE FUNCTION evidence_version_shared(asked bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$
    SELECT EXISTS (SELECT FROM evidence_version v JOIN evidence_document d ON d.id = v.document_id
                   WHERE v.id = asked AND d.shared_at IS NOT NULL)
$$;
"""
UNDO = "DROP FUNCTION evidence_version_shared(bigint); DROP FUNCTION evidence_document_shared(bigint);"
POLICIES = {
    **dict.fromkeys(("version", "renewal"), "evidence_document_shared(document_id)"),
    **dict.fromkeys(("reading", "page", "fact", "waiver"), "evidence_version_shared(version_id)"),
}


class Migration(migrations.Migration):
    """Replaces the policies of 0004."""

    dependencies = [("evidence", "0005_search")]
    operations = [
        migrations.RunSQL(SHARED, UNDO),
        *(
            migrations.RunSQL(f"DROP POLICY shown_below ON evidence_{table}", migrations.RunSQL.noop)
            for table in POLICIES
        ),
        *(shown_below(f"evidence_{table}", rule) for table, rule in POLICIES.items()),
    ]
