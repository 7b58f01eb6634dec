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
    WHERE lexeme ~ '^[a-z]{3,30}$'
      AND NOT EXISTS (SELECT FROM evidence_word w WHERE w.agency_id = NEW.agency_id AND w.word = lexeme);
    RETURN NULL;
END $$;
""" + "\n".join(
    f"""
    CREATE TRIGGER {table}_learn AFTER INSERT OR UPDATE OF {column} ON {table}
        FOR EACH ROW EXECUTE FUNCTION evidence_learn();
    INSERT INTO evidence_word (agency_id, word)
    SELECT DISTINCT agency_id, lexeme FROM {table}, unnest(tsvector_to_array(words)) AS lexeme
    WHERE lexeme ~ '^[a-z]{{3,30}}$';
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
# Each step hands arrays to the next, so that the planner knows how many rows come; the reach is asked of the index for
# few agencies, for many (`wide`) asking once and looking at each row is faster.
SEARCH = """
CREATE FUNCTION evidence_search(
    exact text[], near text[], together text, sought text, judging boolean,
    of_kind text, of_year text, of_indicator text, used boolean, first integer, most integer
) RETURNS json LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan
SET jit = off SET work_mem = '32MB' SET enable_seqscan = on AS $$
DECLARE
    own bigint[] := coalesce(string_to_array(nullif(current_setting('app.evidence_reach', true), ''), ','), '{}');
    above bigint[] := coalesce(string_to_array(nullif(current_setting('app.above', true), ''), ','), '{}');
    work bigint[] := coalesce(string_to_array(nullif(current_setting('app.reach', true), ''), ','), '{}');
    reach bigint[] := own || above;
    wide boolean := cardinality(own) + cardinality(above) > 24;
    written text;
    looked tsquery;
    tag bigint;
    -- a hit is a version with (page << 16) | (term << 8) | grade; page 0 is its names and facts
    in_version bigint[] := '{}';
    hits bigint[] := '{}';
    some_versions bigint[];
    some_hits bigint[];
    versions bigint[];
    scores integer[];
    masks integer[];  -- of each version: the terms that it answers, as bits
    cited bigint[];
    answered integer;
    answered_mask integer;
    answer json;
BEGIN
    -- a scan of the table would unpack the words of every page; the planner does not know what that costs
    PERFORM set_config('enable_seqscan', 'off', true);
    FOR n IN 0 .. cardinality(exact) LOOP
        FOR typed IN REVERSE 1 .. 0 LOOP
            written := CASE WHEN n = 0 THEN together WHEN typed = 1 THEN exact[n] ELSE near[n] END;
            CONTINUE WHEN written = '' OR (n = 0 AND typed = 0);
            IF typed = 0 THEN  -- of the forms of a word only those that somebody wrote
                SELECT string_agg(quote_literal(form), ' | ') INTO written
                FROM unnest(string_to_array(written, ' ')) AS form
                WHERE EXISTS (SELECT FROM evidence_word w WHERE w.word = form AND (wide OR w.agency_id = ANY (reach)));
                CONTINUE WHEN written IS NULL;
            END IF;
            looked := written::tsquery;
            tag := (n << 8) | CASE typed WHEN 1 THEN 8 ELSE 2 END;
            SELECT array_agg(found.version), array_agg(tag) INTO some_versions, some_hits FROM (
                SELECT f.version_id AS version FROM evidence_fact f WHERE f.words @@ looked
                  AND (wide OR f.agency_id = ANY (reach)) AND (NOT wide OR f.agency_id + 0 = ANY (reach))
                UNION ALL
                SELECT v.id FROM evidence_version v WHERE v.words @@ looked
                  AND (wide OR v.agency_id = ANY (reach)) AND (NOT wide OR v.agency_id + 0 = ANY (reach))
                UNION ALL
                SELECT v.id FROM evidence_document d JOIN evidence_version v ON v.document_id = d.id
                WHERE d.words @@ looked
                  AND (wide OR d.agency_id = ANY (reach)) AND (NOT wide OR d.agency_id + 0 = ANY (reach))
            ) AS found;
            in_version := in_version || some_versions;
            hits := hits || some_hits;
            CONTINUE WHEN n = 0;
            tag := (n << 8) | CASE typed WHEN 1 THEN 4 ELSE 1 END;
            SELECT array_agg(p.version_id), array_agg((p.number::bigint << 16) | tag) INTO some_versions, some_hits
            FROM evidence_page p WHERE p.words @@ looked
              AND (wide OR p.agency_id = ANY (reach)) AND (NOT wide OR p.agency_id + 0 = ANY (reach));
            in_version := in_version || some_versions;
            hits := hits || some_hits;
        END LOOP;
    END LOOP;
    PERFORM set_config('enable_seqscan', 'on', true);

    SELECT array_agg(version), array_agg(score), array_agg(mask) INTO versions, scores, masks FROM (
        SELECT version, sum(grade)::integer AS score, bit_or(CASE WHEN n > 0 THEN 1 << n ELSE 0 END) AS mask
        FROM (SELECT version, ((hit >> 8) & 255)::integer AS n, max(hit & 255) AS grade
              FROM unnest(in_version, hits) AS h (version, hit) GROUP BY 1, 2) AS graded
        GROUP BY version
    ) AS scored WHERE mask > 0;

    IF judging THEN
        SELECT array_agg(DISTINCT c.version_id) INTO cited
        FROM assessments_citation c JOIN assessments_assessment a ON a.id = c.assessment_id
        WHERE c.agency_id = ANY (work) AND a.submitted_at IS NOT NULL
          AND a.state IN ('submitted', 'assessed', 'proposed', 'decided');
    END IF;

    SELECT array_agg(version_id) FILTER (WHERE matched = most_matched),
           array_agg(score) FILTER (WHERE matched = most_matched), max(matched), bit_or(mask)
    INTO versions, scores, answered, answered_mask FROM (
        SELECT s.*, bit_count(s.mask::bit(32)) AS matched, max(bit_count(s.mask::bit(32))) OVER () AS most_matched
        FROM unnest(versions, scores, masks) AS s (version_id, score, mask)
        JOIN evidence_version v ON v.id = s.version_id JOIN evidence_document d ON d.id = v.document_id
        WHERE d.deleted_at IS NULL
          AND (d.agency_id = ANY (own) OR (d.shared_at IS NOT NULL AND d.agency_id = ANY (above)))
          AND (NOT judging OR v.id = ANY (cited))
          AND NOT EXISTS (
              SELECT FROM evidence_version w WHERE w.document_id = v.document_id AND w.number > v.number
              AND (NOT judging OR w.id = ANY (cited))
          )
    ) AS seen;

    WITH applied AS MATERIALIZED (
        SELECT v.document_id, c.indicator
        FROM assessments_citation c JOIN assessments_assessment a ON a.id = c.assessment_id
        JOIN evidence_version v ON v.id = c.version_id
        WHERE c.agency_id = ANY (work) AND (NOT judging OR (a.submitted_at IS NOT NULL
            AND a.state IN ('submitted', 'assessed', 'proposed', 'decided')))
    ), told AS MATERIALIZED (
        SELECT s.*, v.document_id, d.created_at, kind.value AS kind, number.value AS number, day.value AS date,
               coalesce(year.value, left(day.value, 4)) AS year
        FROM unnest(versions, scores) AS s (version_id, score)
        JOIN evidence_version v ON v.id = s.version_id JOIN evidence_document d ON d.id = v.document_id
        LEFT JOIN evidence_fact kind ON kind.version_id = s.version_id AND kind.name = 'kind'
        LEFT JOIN evidence_fact number ON number.version_id = s.version_id AND number.name = 'number'
        LEFT JOIN evidence_fact day ON day.version_id = s.version_id AND day.name = 'date'
        LEFT JOIN evidence_fact year ON year.version_id = s.version_id AND year.name = 'year'
    ), chosen AS MATERIALIZED (
        SELECT t.* FROM told t
        WHERE (of_kind = '' OR t.kind = of_kind) AND (of_year = '' OR t.year = of_year)
          AND (used IS NULL OR used = (t.document_id IN (SELECT document_id FROM applied)))
          AND (of_indicator = ''
               OR t.document_id IN (SELECT document_id FROM applied WHERE indicator = of_indicator))
    ), shown AS MATERIALIZED (
        SELECT * FROM chosen ORDER BY score DESC, created_at DESC, document_id DESC OFFSET first LIMIT most
    ), page AS (
        SELECT version, page, row_number() OVER (PARTITION BY version ORDER BY terms DESC, grades DESC, page) AS place,
               count(*) OVER (PARTITION BY version) AS pages
        FROM (SELECT version, (hit >> 16)::integer AS page, count(DISTINCT hit & 65280) AS terms,
                     sum(hit & 255) AS grades
              FROM unnest(in_version, hits) AS h (version, hit)
              WHERE hit >= 65536 AND version IN (SELECT version_id FROM shown) GROUP BY 1, 2) AS answering
    ), part AS (
        SELECT g.version, max(g.pages) AS pages, json_agg(json_build_array(p.number, CASE
            WHEN length(p.text) <= 8000 THEN p.text
            ELSE substr(p.text, greatest(1, regexp_instr(left(p.text, 400000), sought, 1, 1, 0, 'i') - 1000), 4000) END)
            ORDER BY g.place) AS texts
        FROM page g JOIN evidence_page p ON p.version_id = g.version AND p.number = g.page
        WHERE g.place <= 3 GROUP BY g.version
    )
    SELECT json_build_object(
        'total', (SELECT count(*) FROM chosen),
        'unfiltered', (SELECT count(*) FROM told),
        'matched', coalesce(answered, 0),
        'answered', (SELECT coalesce(json_agg(n), '[]') FROM generate_series(1, cardinality(exact)) AS n
            WHERE (answered_mask >> n) & 1 = 1),
        'kinds', (SELECT coalesce(json_object_agg(kind, c), '{}') FROM (
            SELECT kind, count(*) AS c FROM told WHERE kind IS NOT NULL GROUP BY kind ORDER BY c DESC, kind) AS k),
        'years', (SELECT coalesce(json_object_agg(year, c), '{}') FROM (
            SELECT year, count(*) AS c FROM told WHERE year IS NOT NULL GROUP BY year ORDER BY year DESC) AS y),
        'hits', (SELECT coalesce(json_agg(json_build_object('version', s.version_id, 'kind', s.kind,
            'number', s.number, 'date', s.date, 'pages', coalesce(p.pages, 0), 'texts', coalesce(p.texts, '[]'))
            ORDER BY s.score DESC, s.created_at DESC, s.document_id DESC), '[]')
            FROM shown s LEFT JOIN part p ON p.version = s.version_id)
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
            options={"indexes": [models.Index(fields=["word", "agency"], name="word_of_agency")]},
        ),
        protect("evidence_word", "app.evidence_reach"),
        migrations.RunSQL(WORDS, UNDO_WORDS),
        migrations.RunSQL(COLUMNS, UNDO_COLUMNS),
        migrations.RunSQL(VOCABULARY, UNDO_VOCABULARY),
        migrations.RunSQL(SEARCH + SIMILAR, UNDO_SEARCH),
    ]
