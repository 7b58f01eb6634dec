"""The journal's guards: append-only, row policy, the queue of what is not sealed, and the sealer."""

from __future__ import annotations

from django.db import migrations

from matang.lib import policies

CANONICAL = """
jsonb_build_array(e.id, e.uuid, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor_id,
    e.actor_name, e.role, e.agency_id, e.action, e.target_kind, e.target, e.part, e.sentence, e.before, e.after)::text
"""

SEALER = f"""
CREATE FUNCTION journal_canonical(e journal_entry) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$ SELECT {CANONICAL} $$;

CREATE FUNCTION journal_queue() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO journal_pending (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER journal_queue AFTER INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_queue();

CREATE FUNCTION journal_seal_pending() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    e journal_entry;
    last_position bigint;
    last_hash text;
    sealed integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(740301);
    SELECT position, hash INTO last_position, last_hash FROM journal_seal ORDER BY position DESC LIMIT 1;
    FOR e IN SELECT entry.* FROM journal_pending p JOIN journal_entry entry ON entry.id = p.entry_id
             ORDER BY entry.id LOOP
        last_position := coalesce(last_position, 0) + 1;
        last_hash := encode(sha256(convert_to(coalesce(last_hash, '') || journal_canonical(e), 'UTF8')), 'hex');
        INSERT INTO journal_seal (position, entry_id, hash) VALUES (last_position, e.id, last_hash);
        DELETE FROM journal_pending WHERE entry_id = e.id;
        sealed := sealed + 1;
    END LOOP;
    RETURN sealed;
END $$;
"""


class Migration(migrations.Migration):
    """Runs after the tables exist."""

    dependencies = [("journal", "0001_initial")]
    operations = [
        migrations.RunSQL(
            SEALER,
            "DROP TRIGGER journal_queue ON journal_entry; DROP FUNCTION journal_queue();"
            "DROP FUNCTION journal_seal_pending(); DROP FUNCTION journal_canonical(journal_entry);",
        ),
        migrations.RunSQL(
            f"""
            ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY;
            ALTER TABLE journal_entry FORCE ROW LEVEL SECURITY;
            CREATE POLICY reading ON journal_entry FOR SELECT
                USING (agency_id IS NULL OR {policies.REACH.format(setting="app.reach")});
            CREATE POLICY writing ON journal_entry FOR INSERT WITH CHECK (true);
            """,
            "DROP POLICY reading ON journal_entry; DROP POLICY writing ON journal_entry;",
        ),
        policies.append_only("journal_entry"),
        policies.read_only("journal_pending"),
        policies.read_only("journal_seal"),
    ]
