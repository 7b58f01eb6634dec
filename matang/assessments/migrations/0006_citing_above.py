"""Citations may name a version of the own agency, or one that an agency above shares; a trigger keeps it."""

from __future__ import annotations

from django.db import migrations

from matang.lib.policies import protect, same_agency

# The path names the agencies above. The function sees all rows, since it asks for a document of another agency.
CITABLE = """
ALTER TABLE assessments_citation DROP CONSTRAINT assessments_citation_version_id_same_agency;
CREATE FUNCTION assessments_citation_citable() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM evidence_version v JOIN evidence_document d ON d.id = v.document_id
        JOIN people_agency a ON a.id = NEW.agency_id
        WHERE v.id = NEW.version_id AND (
            v.agency_id = NEW.agency_id
            OR (d.shared_at IS NOT NULL AND position('/' || v.agency_id || '/' IN a.path) > 0)
        )
    ) THEN
        RAISE EXCEPTION 'dokumen bukan milik instansi ini dan tidak dibagikan' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assessments_citation_citable BEFORE INSERT OR UPDATE OF version_id, agency_id ON assessments_citation
    FOR EACH ROW EXECUTE FUNCTION assessments_citation_citable();
"""
UNDO = (
    "DROP TRIGGER assessments_citation_citable ON assessments_citation; DROP FUNCTION assessments_citation_citable();"
)


class Migration(migrations.Migration):
    """Runs after the tables exist."""

    dependencies = [("assessments", "0005_request_region"), ("evidence", "0004_reading_guards")]
    operations = [
        migrations.RunSQL(CITABLE, UNDO),
        protect("assessments_request"),
        same_agency("assessments_request", "assessment_id", "assessments_assessment"),
        same_agency("assessments_request", "version_id", "evidence_version"),
    ]
