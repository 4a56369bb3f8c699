"""Long segments know which frequent words stand side by side, so that a phrase is looked for in few rows.

Two words of a text, one place apart or two, of which the segment keeps strings of bits, have a word together: `"` and a
number that follows from both and their distance. Others may have the same. `"` alone: the rows of which this is known.
"""

from django.db import migrations

LARGE, SMALL = 30_720, 2_048  # rows of a segment
FEWEST = 128  # where fewer than one row in so many has a word, their places are kept
RARE = 32  # the same of neighbours: there are many of them, and few are asked for
NUMBERS = (
    8_192  # of each distance: the more, the fewer rows are visited in vain, and the more words a segment has
)

MAKE = (
    """
CREATE FUNCTION records_pair_word(one text, other text, apart int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT '"' || ((((hashtext(one) >> apart) # hashtext(other)) & ({NUMBERS} - 1)) + {NUMBERS} * (apart - 1))
$$;

CREATE FUNCTION records_pair_words(search tsvector) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    WITH said AS (
        SELECT lexeme, position FROM unnest(search) AS text (lexeme, positions, weights), unnest(positions) AS position
    )
    SELECT DISTINCT records_pair_word(one.lexeme, other.lexeme, other.position - one.position)
    FROM said AS one JOIN said AS other ON other.position IN (one.position + 1, one.position + 2)
$$;

-- Row by row the words are put in order, which is quicker than to join them, or to sort all at once. Planned anew each time,
-- so that the frequent ones are a constant, which the server looks words up in by their hash.
CREATE FUNCTION records_published_pair_segment(beginning bigint, size int, fewest int) RETURNS void LANGUAGE plpgsql
SET search_path FROM CURRENT SET work_mem TO '64MB' SET plan_cache_mode TO force_custom_plan AS $$
DECLARE
    frequent text[] := ARRAY(
        SELECT substring(word FROM 2) FROM records_segment
        WHERE first = beginning AND word LIKE '=%' AND rows IS NOT NULL
    );
BEGIN
    INSERT INTO records_segment (word, first, rows)
    SELECT '"', first, rows FROM records_segment WHERE word = '' AND first = beginning;
    INSERT INTO records_segment (word, first, rows, places)
    SELECT '"' || number, beginning,
        CASE WHEN cardinality(places) >= fewest THEN
            (SELECT substring(records_bits_at(place, 1) FROM 1 FOR size) FROM unnest(places) AS place) END,
        CASE WHEN cardinality(places) < fewest THEN places END
    FROM (
        SELECT coalesce(next_one, next_but_one + {NUMBERS}) AS number, array_agg(place) AS places
        FROM (SELECT (sequence - beginning)::smallint AS place, search FROM records_published
            WHERE sequence BETWEEN beginning AND beginning + size - 1 AND document IS NOT NULL) AS readable, LATERAL (
            SELECT
                CASE WHEN at_1 = at + 1 THEN ((hash >> 1) # hash_1) & ({NUMBERS} - 1) END AS next_one,
                CASE at + 2 WHEN at_1 THEN ((hash >> 2) # hash_1) & ({NUMBERS} - 1)
                    WHEN at_2 THEN ((hash >> 2) # hash_2) & ({NUMBERS} - 1) END AS next_but_one
            FROM (
                SELECT at, hash, lead(at) OVER in_order AS at_1, lead(hash) OVER in_order AS hash_1,
                    lead(at, 2) OVER in_order AS at_2, lead(hash, 2) OVER in_order AS hash_2
                FROM (
                    SELECT at, hashtext(lexeme) AS hash
                    FROM unnest(search) AS text (lexeme, positions, weights), unnest(positions) AS at
                    WHERE lexeme = ANY (frequent)
                ) AS said WINDOW in_order AS (ORDER BY at)
            ) AS behind_each_other
        ) AS pairs
        GROUP BY GROUPING SETS ((next_one), (next_but_one))
    ) AS together WHERE number IS NOT NULL;
END
$$;

CREATE OR REPLACE FUNCTION records_published_make_segments(large int DEFAULT {LARGE}, small int DEFAULT {SMALL}) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    last bigint := coalesce((SELECT max(sequence) FROM records_published), 0);
    stretch bigint;
    beginning bigint;
BEGIN
    FOR stretch IN SELECT generate_series(1, last, large) LOOP
        CONTINUE WHEN EXISTS (SELECT FROM records_segment WHERE word = '' AND first = stretch AND length(rows) = large);
        IF large = (SELECT count(*) FROM records_published WHERE sequence BETWEEN stretch AND stretch + large - 1)
            AND NOT EXISTS (SELECT FROM records_segment WHERE word = '' AND first >= stretch AND first < stretch + large)
        THEN
            PERFORM records_published_make_segment(stretch, large, greatest(large / {FEWEST}, 2));
            PERFORM records_published_pair_segment(stretch, large, greatest(large / {RARE}, 2));
            CONTINUE;
        END IF;
        FOR beginning IN
            SELECT number FROM generate_series(stretch, least(stretch + large, last + 1) - small, small) AS number
            WHERE NOT EXISTS (SELECT FROM records_segment WHERE word = '' AND first = number)
                AND (SELECT count(*) FROM records_published
                    WHERE sequence BETWEEN number AND number + small - 1) = small
        LOOP
            PERFORM records_published_make_segment(beginning, small, greatest(small / {FEWEST}, 2));
        END LOOP;
        IF large = (SELECT sum(length(rows)) FROM records_segment
            WHERE word = '' AND first >= stretch AND first < stretch + large)
        THEN
            PERFORM records_published_join_segments(stretch, large, greatest(large / {FEWEST}, 2));
            PERFORM records_published_pair_segment(stretch, large, greatest(large / {RARE}, 2));
        END IF;
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION records_published_mend_segment() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    beginning bigint;
    none bit varying;
    place smallint;
    before text[];
    after text[];
    lost text[];
BEGIN
    SELECT first, rows # rows INTO beginning, none FROM records_segment
    WHERE word = '' AND first <= NEW.sequence AND first + length(rows) > NEW.sequence;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    place := NEW.sequence - beginning;
    before := ARRAY(SELECT '' WHERE OLD.document IS NOT NULL UNION ALL SELECT said.word FROM records_published_words(
        OLD.kind, OLD.terms, OLD.search, OLD.period, OLD.sort_date) AS said (word)
        WHERE OLD.document IS NOT NULL);
    after := ARRAY(SELECT '' WHERE NEW.document IS NOT NULL UNION ALL SELECT said.word FROM records_published_words(
        NEW.kind, NEW.terms, NEW.search, NEW.period, NEW.sort_date) AS said (word)
        WHERE NEW.document IS NOT NULL);
    lost := ARRAY(SELECT unnest(before) EXCEPT SELECT unnest(after));
    IF OLD.search IS DISTINCT FROM NEW.search OR NEW.document IS NULL THEN
        lost := lost || '"'::text || ARRAY(SELECT records_pair_words(OLD.search));
    END IF;
    UPDATE records_segment SET rows = set_bit(rows, place, 0), places = array_remove(places, place)
    WHERE first = beginning AND word = ANY (lost);
    DELETE FROM records_segment
    WHERE first = beginning AND word = ANY (lost) AND word <> '' AND (bit_count(rows) = 0 OR places = '{}');
    INSERT INTO records_segment AS known (word, first, rows)
    SELECT word, beginning, set_bit(none, place, 1)
    FROM (SELECT unnest(after) EXCEPT SELECT unnest(before)) AS gained (word)
    ON CONFLICT (word, first) DO UPDATE SET rows = set_bit(known.rows, place, 1),
        places = CASE WHEN known.rows IS NULL THEN known.places || place END;
    RETURN NULL;
END
$$;
""".replace("{LARGE}", str(LARGE))
    .replace("{SMALL}", str(SMALL))
    .replace("{FEWEST}", str(FEWEST))
    .replace("{RARE}", str(RARE))
    .replace("{NUMBERS}", str(NUMBERS))
)

FILL = """
SELECT records_published_pair_segment(first, {LARGE}, {LARGE} / {RARE}) FROM records_segment
WHERE word = '' AND length(rows) = {LARGE}
""".replace("{LARGE}", str(LARGE)).replace("{RARE}", str(RARE))

ON_READ_NODES_TOO = {"model_name": "published"}  # see records/replication/table.py


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0018_months_that_rows_are_sorted_in"),
    ]

    operations = [
        migrations.RunSQL(MAKE + FILL, hints=ON_READ_NODES_TOO),
    ]
