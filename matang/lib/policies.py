"""Row-level security and other guards of the database, as operations for migrations.

The application's role owns nothing and bypasses nothing; what a transaction may see is what `app.reach` names.
"""

from __future__ import annotations

from django.db import migrations

# Evaluated once a statement, so that an index on agency_id is used; unset or empty reads as no rows (fails closed).
REACH = (
    "agency_id = any((select string_to_array(nullif(current_setting('{setting}', true), ''), ',')::bigint[])::bigint[])"
)


def protect(table: str, setting: str = "app.reach") -> migrations.RunSQL:
    """Show and accept rows of `table` only for agencies that the transaction's `setting` names."""
    rule = REACH.format(setting=setting)
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY reach ON {table} USING ({rule}) WITH CHECK ({rule});
        """,
        f"DROP POLICY reach ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def shown_below(table: str, shared: str) -> migrations.RunSQL:
    """Let agencies read rows of an agency over them for which `shared` (a condition over the row) holds."""
    rule = REACH.format(setting="app.above")
    return migrations.RunSQL(
        f"CREATE POLICY shown_below ON {table} FOR SELECT USING ({rule} AND {shared})",
        f"DROP POLICY shown_below ON {table}",
    )


def append_only(table: str) -> migrations.RunSQL:
    """Mark `table` so that the application's role gets no UPDATE and no DELETE (see `grant_application`)."""
    return migrations.RunSQL(f"COMMENT ON TABLE {table} IS 'append-only'", f"COMMENT ON TABLE {table} IS NULL")


def read_only(table: str) -> migrations.RunSQL:
    """Mark `table` so that the application's role may only read it; functions of the owner write it."""
    return migrations.RunSQL(f"COMMENT ON TABLE {table} IS 'read-only'", f"COMMENT ON TABLE {table} IS NULL")


def same_agency(child: str, column: str, parent: str) -> migrations.RunSQL:
    """A child row belongs to the agency of its parent: a composite foreign key keeps it."""
    name = f"{child}_{column}_same_agency"
    return migrations.RunSQL(
        f"ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY ({column}, agency_id)"
        f" REFERENCES {parent} (id, agency_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {child} DROP CONSTRAINT {name}",
    )


def frozen_when(table: str, condition: str, sentence: str) -> migrations.RunSQL:
    """A row for which `condition` (over OLD) holds is never updated nor deleted any more."""
    name = f"{table}_frozen"
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {condition} THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation'; END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
        f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();",
    )


GRANTS = """
GRANT USAGE ON SCHEMA public TO matang_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO matang_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO matang_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO matang_app;
DO $$
DECLARE t regclass;
BEGIN
    FOR t IN SELECT oid::regclass FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
             AND obj_description(oid, 'pg_class') IN ('append-only', 'read-only') LOOP
        EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM matang_app', t);
    END LOOP;
    FOR t IN SELECT oid::regclass FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
             AND obj_description(oid, 'pg_class') = 'read-only' LOOP
        EXECUTE format('REVOKE INSERT ON %s FROM matang_app', t);
    END LOOP;
END $$;
"""
