"""What an owner may know of the agencies below that cite a shared document: their number, nothing else.

A new citation from below locks the document of above, so that it is not taken back in the same moment.
"""

from __future__ import annotations

from django.db import migrations

# The count sees all rows, so it answers only for documents within the transaction's own evidence.
COUNT = """
CREATE FUNCTION evidence_cited_below(asked bigint) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$
    SELECT count(DISTINCT c.agency_id)::integer
    FROM evidence_document d JOIN evidence_version v ON v.document_id = d.id
    JOIN assessments_citation c ON c.version_id = v.id AND c.agency_id <> d.agency_id
    WHERE d.id = asked
      AND d.agency_id = ANY (string_to_array(nullif(current_setting('app.evidence_reach', true), ''), ',')::bigint[])
$$;
"""
CITABLE = """
CREATE OR REPLACE FUNCTION assessments_citation_citable() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public AS $$
BEGIN
    IF EXISTS (SELECT FROM evidence_version v WHERE v.id = NEW.version_id AND v.agency_id = NEW.agency_id) THEN
        RETURN NEW;
    END IF;
    PERFORM FROM evidence_version v JOIN evidence_document d ON d.id = v.document_id
        JOIN people_agency a ON a.id = NEW.agency_id
        WHERE v.id = NEW.version_id AND d.shared_at IS NOT NULL{more}
            AND position('/' || v.agency_id || '/' IN a.path) > 0{lock};
    IF NOT FOUND THEN
        RAISE EXCEPTION 'dokumen bukan milik instansi ini dan tidak dibagikan' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END $$;
"""
NOW = CITABLE.format(more=" AND d.deleted_at IS NULL", lock=" FOR SHARE OF d")
BEFORE = CITABLE.format(more="", lock="")


class Migration(migrations.Migration):
    """Runs after citations may name what agencies above share."""

    dependencies = [("assessments", "0007_findings"), ("evidence", "0004_reading_guards")]
    operations = [
        migrations.RunSQL(COUNT, "DROP FUNCTION evidence_cited_below(bigint);"),
        migrations.RunSQL(NOW, BEFORE),
    ]
