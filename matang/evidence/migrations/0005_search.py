"""Searching in names, facts and pages: words kept beside each text, and one function that looks for them.

Under a row policy a text index is not used (its operators are not leakproof). The function therefore reads with its
owner's rights and filters by the transaction's own reach; its arguments can only narrow what it finds.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from matang.lib.policies import protect

# As matang/core/searching/tokens.py has them; a test holds both together.
STOP = (
    "ada adalah agar akan antara apa atas atau bagi bahwa beserta dalam dan dapat dari dengan di guna hal hingga ialah"
    " ini itu jika juga karena ke kepada maka masing maupun melalui no nomor nya oleh pada para per pun saat sampai"
    " sebagai secara sehingga serta setiap suatu tahun tanggal telah tentang terhadap tersebut tgl thn untuk yaitu"
    " yakni yang"
)

# A tsvector holds at most a megabyte: of a text that would need more the first part is kept.
WORDS = f"""
CREATE FUNCTION evidence_tokens(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT coalesce(string_agg(mended || ':' || least(place, 16383), ' '), '')::tsvector FROM (
        SELECT mended, row_number() OVER (ORDER BY at) AS place FROM (
            SELECT at, CASE WHEN token ~ '^[0-9oil]*[0-9][0-9oil]*$' THEN translate(token, 'oil', '011')
                       ELSE token END AS mended
            FROM (
                SELECT left(raw, 60) AS token, at FROM string_to_table(regexp_replace(lower(regexp_replace(
                    normalize(words, NFKD), '[\\u00ad\\u0300-\\u036f\\u200b-\\u200d\\ufeff]', '', 'g')),
                    '[^a-z0-9]+', ' ', 'g'), ' ') WITH ORDINALITY AS cut (raw, at) WHERE raw <> ''
            ) AS found
        ) AS whole
        WHERE mended <> ALL ('{{{",".join(STOP.split())}}}'::text[])
    ) AS kept
$$;
CREATE FUNCTION evidence_words(words text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
    IF length(words) < 60000 THEN RETURN public.evidence_tokens(words); END IF;
    BEGIN
        RETURN public.evidence_tokens(left(words, 400000));
    EXCEPTION WHEN program_limit_exceeded THEN
        RETURN public.evidence_tokens(left(words, 60000));
    END;
END $$;
CREATE FUNCTION evidence_name(name text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT public.evidence_tokens(name || ' ' || regexp_replace(regexp_replace(name,
        '([a-z])([A-Z])|([0-9])([A-Za-z])', '\\1\\3 \\2\\4', 'g'), '([A-Za-z])([0-9])', '\\1 \\2', 'g'))
$$;
"""
UNDO_WORDS = """
DROP FUNCTION evidence_name(text); DROP FUNCTION evidence_words(text); DROP FUNCTION evidence_tokens(text);
"""

# table: (column, function)
KEPT = {
    "evidence_document": ("title", "evidence_name"),
    "evidence_version": ("file_name", "evidence_name"),
    "evidence_fact": ("value", "evidence_words"),
    "evidence_page": ("text", "evidence_words"),
}
# A page's row stays narrow (its text and words lie outside it), so that counting pages reads few blocks. Without the
# index's waiting list a search after many uploads is as fast as any.
COLUMNS = "ALTER TABLE evidence_page SET (toast_tuple_target = 128);\n" + "\n".join(
    f"""
    ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS ({function}({column})) STORED;
    CREATE INDEX {table}_words ON {table} USING gin (agency_id, words) WITH (fastupdate = off);
    """
    for table, (column, function) in KEPT.items()
)
UNDO_COLUMNS = "ALTER TABLE evidence_page RESET (toast_tuple_target);\n" + "\n".join(
    f"ALTER TABLE {table} DROP COLUMN words;" for table in KEPT
)

# The words that an agency writes, for a word that was mistyped. Doubles (of two jobs at once) do no harm; a unique key
# would let jobs wait for each other, and a deadlock would end one.
VOCABULARY = """
CREATE FUNCTION evidence_learn() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO evidence_word (agency_id, word)
    SELECT NEW.agency_id, lexeme FROM unnest(tsvector_to_array(NEW.words)) AS lexeme
    WHERE lexeme ~ '^[a-z]{4,30}$'
      AND NOT EXISTS (SELECT FROM evidence_word w WHERE w.agency_id = NEW.agency_id AND w.word = lexeme);
    RETURN NULL;
END $$;
""" + "\n".join(
    f"""
    CREATE TRIGGER {table}_learn AFTER INSERT OR UPDATE OF {column} ON {table}
        FOR EACH ROW EXECUTE FUNCTION evidence_learn();
    INSERT INTO evidence_word (agency_id, word)
    SELECT DISTINCT agency_id, lexeme FROM {table}, unnest(tsvector_to_array(words)) AS lexeme
    WHERE lexeme ~ '^[a-z]{{4,30}}$';
    """
    for table, (column, _) in KEPT.items()
)
VOCABULARY += """
CREATE INDEX evidence_word_like ON evidence_word USING gin (agency_id, word gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX evidence_fact_like ON evidence_fact USING gin (agency_id, lower(value) gin_trgm_ops)
    WITH (fastupdate = off) WHERE name = 'number';
"""
UNDO_VOCABULARY = (
    "DROP INDEX evidence_fact_like;\n"
    + "\n".join(f"DROP TRIGGER {table}_learn ON {table};" for table in KEPT)
    + "DROP FUNCTION evidence_learn();"
)

# Grades: how well a document answers a term. The form that was typed always stands before other forms of the word.
# What a person may see: own evidence, and what agencies above share; nothing of the bin; the newest version that he
# may see. Judges (`judging`): only versions that a submitted assessment cites.
# The reach is asked of the index for few agencies; for many (`wide`) asking once and looking at each row is faster.
SEARCH = """
CREATE FUNCTION evidence_search(
    exact text[], near text[], together text, sought text, judging boolean,
    of_kind text, of_year text, of_indicator text, used boolean, first integer, most integer
) RETURNS json LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan
SET jit = off SET work_mem = '32MB' AS $$
DECLARE
    own bigint[] := coalesce(string_to_array(nullif(current_setting('app.evidence_reach', true), ''), ','), '{}');
    above bigint[] := coalesce(string_to_array(nullif(current_setting('app.above', true), ''), ','), '{}');
    work bigint[] := coalesce(string_to_array(nullif(current_setting('app.reach', true), ''), ','), '{}');
    reach bigint[] := own || above;
    wide boolean := cardinality(own) + cardinality(above) > 24;
    answer json;
BEGIN
    WITH term AS (
        SELECT n, e::tsquery AS exact, nullif(o, '')::tsquery AS near
        FROM unnest(exact, near) WITH ORDINALITY AS t (e, o, n)
    ), look AS MATERIALIZED (
        SELECT n, term.exact AS query, true AS typed FROM term
        UNION ALL SELECT n, term.near, false FROM term WHERE term.near IS NOT NULL
    ), names AS MATERIALIZED (
        SELECT * FROM look UNION ALL SELECT 0, together::tsquery, true WHERE together <> ''
    ), hit AS MATERIALIZED (
        SELECT k.n, CASE WHEN k.typed THEN 4 ELSE 1 END AS grade, p.version_id, p.number AS page
        FROM look k JOIN evidence_page p ON p.words @@ k.query
        WHERE (wide OR p.agency_id = ANY (reach)) AND (NOT wide OR p.agency_id + 0 = ANY (reach))
        UNION ALL
        SELECT k.n, CASE WHEN k.typed THEN 8 ELSE 2 END, f.version_id, 0
        FROM names k JOIN evidence_fact f ON f.words @@ k.query
        WHERE (wide OR f.agency_id = ANY (reach)) AND (NOT wide OR f.agency_id + 0 = ANY (reach))
        UNION ALL
        SELECT k.n, CASE WHEN k.typed THEN 8 ELSE 2 END, v.id, 0
        FROM names k JOIN evidence_version v ON v.words @@ k.query
        WHERE (wide OR v.agency_id = ANY (reach)) AND (NOT wide OR v.agency_id + 0 = ANY (reach))
        UNION ALL
        SELECT k.n, CASE WHEN k.typed THEN 8 ELSE 2 END, v.id, 0
        FROM names k JOIN evidence_document d ON d.words @@ k.query JOIN evidence_version v ON v.document_id = d.id
        WHERE (wide OR d.agency_id = ANY (reach)) AND (NOT wide OR d.agency_id + 0 = ANY (reach))
    ), scored AS (
        SELECT version_id, sum(grade) AS score, count(*) FILTER (WHERE n > 0) AS matched, array_agg(n) AS terms
        FROM (SELECT version_id, n, max(grade) AS grade FROM hit GROUP BY version_id, n) AS answered
        GROUP BY version_id
    ), counting AS MATERIALIZED (
        SELECT c.version_id, c.indicator FROM assessments_citation c JOIN assessments_assessment a
            ON a.id = c.assessment_id
        WHERE c.agency_id = ANY (work) AND (NOT judging OR (a.submitted_at IS NOT NULL
            AND a.state IN ('submitted', 'assessed', 'proposed', 'decided')))
    ), seen AS MATERIALIZED (
        SELECT s.*, v.document_id, d.created_at
        FROM scored s JOIN evidence_version v ON v.id = s.version_id JOIN evidence_document d ON d.id = v.document_id
        WHERE s.matched > 0 AND d.deleted_at IS NULL
          AND (d.agency_id = ANY (own) OR (d.shared_at IS NOT NULL AND d.agency_id = ANY (above)))
          AND (NOT judging OR v.id IN (SELECT version_id FROM counting))
          AND NOT EXISTS (
              SELECT FROM evidence_version w WHERE w.document_id = v.document_id AND w.number > v.number
              AND (NOT judging OR w.id IN (SELECT version_id FROM counting))
          )
    ), best AS (
        SELECT coalesce(max(matched), 0) AS matched FROM seen
    ), told AS MATERIALIZED (
        SELECT s.*, f.kind, f.number, f.date, coalesce(f.year, left(f.date, 4)) AS year
        FROM seen s LEFT JOIN LATERAL (
            SELECT max(value) FILTER (WHERE name = 'kind') AS kind, max(value) FILTER (WHERE name = 'number') AS number,
                   max(value) FILTER (WHERE name = 'date') AS date, max(value) FILTER (WHERE name = 'year') AS year
            FROM evidence_fact f WHERE f.version_id = s.version_id AND f.name IN ('kind', 'number', 'date', 'year')
        ) f ON true
        WHERE s.matched = (SELECT matched FROM best)
    ), applied AS MATERIALIZED (
        SELECT v.document_id, c.indicator FROM counting c JOIN evidence_version v ON v.id = c.version_id
    ), chosen AS MATERIALIZED (
        SELECT t.* FROM told t
        WHERE (of_kind = '' OR t.kind = of_kind) AND (of_year = '' OR t.year = of_year)
          AND (used IS NULL OR used = (t.document_id IN (SELECT document_id FROM applied)))
          AND (of_indicator = ''
               OR t.document_id IN (SELECT document_id FROM applied WHERE indicator = of_indicator))
    ), shown AS MATERIALIZED (
        SELECT row_number() OVER (ORDER BY score DESC, created_at DESC, document_id DESC) AS place, * FROM chosen
        ORDER BY place OFFSET first LIMIT most
    ), page AS (
        SELECT h.version_id, h.page, row_number() OVER (PARTITION BY h.version_id
                   ORDER BY count(DISTINCT h.n) DESC, sum(h.grade) DESC, h.page) AS place,
               count(*) OVER (PARTITION BY h.version_id) AS pages
        FROM hit h JOIN shown s ON s.version_id = h.version_id WHERE h.page > 0 GROUP BY h.version_id, h.page
    ), part AS (
        SELECT g.version_id, max(g.pages) AS pages, json_agg(json_build_array(p.number, CASE
            WHEN length(p.text) <= 8000 THEN p.text
            ELSE substr(p.text, greatest(1, regexp_instr(left(p.text, 400000), sought, 1, 1, 0, 'i') - 1000), 4000) END)
            ORDER BY g.place) AS texts
        FROM page g JOIN evidence_page p ON p.version_id = g.version_id AND p.number = g.page
        WHERE g.place <= 3 GROUP BY g.version_id
    )
    SELECT json_build_object(
        'total', (SELECT count(*) FROM chosen),
        'unfiltered', (SELECT count(*) FROM told),
        'matched', (SELECT matched FROM best),
        'answered', (SELECT coalesce(json_agg(DISTINCT n), '[]') FROM seen, unnest(terms) AS n WHERE n > 0),
        'kinds', (SELECT coalesce(json_object_agg(kind, c), '{}') FROM (
            SELECT kind, count(*) AS c FROM told WHERE kind IS NOT NULL GROUP BY kind) AS k),
        'years', (SELECT coalesce(json_object_agg(year, c), '{}') FROM (
            SELECT year, count(*) AS c FROM told WHERE year IS NOT NULL GROUP BY year) AS y),
        'hits', (SELECT coalesce(json_agg(json_build_object('version', s.version_id, 'kind', s.kind,
            'number', s.number, 'date', s.date, 'pages', coalesce(p.pages, 0), 'texts', coalesce(p.texts, '[]'))
            ORDER BY s.place), '[]') FROM shown s LEFT JOIN part p ON p.version_id = s.version_id)
    ) INTO answer;
    RETURN answer;
END $$;
REVOKE ALL ON FUNCTION evidence_search FROM PUBLIC;
"""

# Words like one that found nothing, each with the number of documents in which the person may see it: a word of a
# document that he may not see is not offered, since `evidence_search` counts it.
SIMILAR = """
CREATE FUNCTION evidence_similar(mistyped text[], judging boolean)
RETURNS TABLE (typed text, word text, likeness real, documents integer) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET jit = off AS $$
DECLARE
    reach bigint[] := coalesce(string_to_array(nullif(concat_ws(',', nullif(current_setting('app.evidence_reach', true),
        ''), nullif(current_setting('app.above', true), '')), ''), ','), '{}');
    wide boolean := cardinality(reach) > 24;
BEGIN
    FOREACH typed IN ARRAY mistyped LOOP
        RETURN QUERY
        SELECT typed, near.word, near.likeness, found.documents FROM (
            SELECT candidate.word, similarity(candidate.word, typed) AS likeness,
                   (SELECT string_agg(quote_literal(lexeme), ' <-> ' ORDER BY place)
                    FROM unnest(evidence_tokens(candidate.word)) AS t (lexeme, places), unnest(places) AS place
                   ) AS phrase
            FROM (
                SELECT w.word::text FROM evidence_word w WHERE w.word % typed AND typed ~ '^[a-z]+$'
                  AND (wide OR w.agency_id = ANY (reach)) AND (NOT wide OR w.agency_id + 0 = ANY (reach))
                UNION
                SELECT lower(f.value) FROM evidence_fact f
                WHERE f.name = 'number' AND lower(f.value) % typed AND typed ~ '[0-9]'
                  AND (wide OR f.agency_id = ANY (reach)) AND (NOT wide OR f.agency_id + 0 = ANY (reach))
            ) AS candidate ORDER BY likeness DESC, candidate.word LIMIT 6
        ) AS near, LATERAL (
            SELECT (evidence_search(ARRAY[near.phrase], ARRAY[''], '', '', judging, '', '', '', NULL, 0, 0)
                ->> 'total')::integer AS documents
        ) AS found
        WHERE found.documents > 0 ORDER BY near.likeness DESC, found.documents DESC;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION evidence_similar FROM PUBLIC;
"""
UNDO_SEARCH = "DROP FUNCTION evidence_similar; DROP FUNCTION evidence_search;"


class Migration(migrations.Migration):
    """Runs after the tables exist; on a filled database it reads every text once."""

    dependencies = [("evidence", "0004_reading_guards")]
    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=30)),
                ("agency", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.agency")),
            ],
            options={"indexes": [models.Index(fields=["agency", "word"], name="word_of_agency")]},
        ),
        protect("evidence_word", "app.evidence_reach"),
        migrations.RunSQL(WORDS, UNDO_WORDS),
        migrations.RunSQL(COLUMNS, UNDO_COLUMNS),
        migrations.RunSQL(VOCABULARY, UNDO_VOCABULARY),
        migrations.RunSQL(SEARCH + SIMILAR, UNDO_SEARCH),
    ]
