"""Segments: for each full stretch of the log, which of its rows have each word of theirs, as one string of bits a word.

A row's words are its terms, the words of its text, and marks of its kind, its period and the year it is sorted in. They never
change, but for a redaction and a rebuilt index, so a stretch is written once, with the row that fills it: small ones, which
give way to a large one. Triggers do that, on read nodes as well. Where few rows of a large one have a word, their places
stand there instead of bits.
"""

from django.db import migrations

LARGE, SMALL = 8_192, 2_048  # rows of a segment

MAKE = (
    """
CREATE TABLE records_segment (
    word text COLLATE "C" NOT NULL,
    first bigint NOT NULL,
    rows bit varying,
    places smallint[],
    PRIMARY KEY (word, first)
);
CREATE INDEX records_segment_by_place ON records_segment (first);

CREATE FUNCTION records_published_words(
    kind text, terms text[], search tsvector, period daterange, sort_date date
) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT unnest(terms)
    UNION ALL SELECT '=' || unnest(tsvector_to_array(search))
    UNION ALL SELECT '@' || kind
    UNION ALL SELECT '@' || lpad(extract(year FROM sort_date)::text, 4, '0')
    UNION ALL SELECT '~' WHERE period IS NOT NULL
        AND coalesce(extract(year FROM upper(period) - 1) - extract(year FROM lower(period)) > 100, true)
    UNION ALL SELECT '~' || lpad(touched::text, 4, '0') FROM generate_series(
        extract(year FROM coalesce(lower(period), upper(period) - 1))::int,
        least(
            extract(year FROM coalesce(upper(period) - 1, lower(period)))::int,
            extract(year FROM lower(period))::int + 100
        )
    ) AS touched
$$;

CREATE AGGREGATE records_bits_at(int, int) (sfunc = set_bit, stype = bit, initcond = '{NONE}');

CREATE FUNCTION records_published_make_segment(beginning bigint, size int, fewest int) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM records_segment WHERE first >= beginning AND first < beginning + size;
    INSERT INTO records_segment (word, first, rows, places)
    WITH readable AS (
        SELECT (sequence - beginning)::smallint AS place, kind, terms, search, period, sort_date
        FROM records_published WHERE sequence BETWEEN beginning AND beginning + size - 1 AND document IS NOT NULL
    ), found AS (
        SELECT said.word, array_agg(place) AS places FROM readable,
            records_published_words(kind, terms, search, period, sort_date) AS said (word)
        GROUP BY said.word
        UNION ALL SELECT '', coalesce(array_agg(place), '{}') FROM readable
    )
    SELECT word, beginning, CASE WHEN word = '' OR cardinality(places) >= fewest THEN
            (SELECT substring(records_bits_at(place, 1) FROM 1 FOR size) FROM unnest(places) AS place) END,
        CASE WHEN word <> '' AND cardinality(places) < fewest THEN places END
    FROM found;
END
$$;

CREATE FUNCTION records_published_make_segments(large int DEFAULT {LARGE}, small int DEFAULT {SMALL}) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    last bigint := (SELECT max(sequence) FROM records_published);
    size int;
    beginning bigint;
BEGIN
    FOREACH size IN ARRAY ARRAY[large, small] LOOP
        FOR beginning IN
            SELECT number FROM generate_series(
                CASE WHEN size = large THEN 1 ELSE last / large * large + 1 END, last - size + 1, size) AS number
            WHERE NOT EXISTS (SELECT FROM records_segment WHERE word = '' AND first = number AND length(rows) >= size)
                AND (SELECT count(*) FROM records_published
                    WHERE sequence BETWEEN number AND number + size - 1) = size
            ORDER BY number
        LOOP
            PERFORM records_published_make_segment(
                beginning, size, CASE WHEN size = large THEN greatest(size / 128, 2) ELSE 0 END);
        END LOOP;
    END LOOP;
END
$$;

CREATE FUNCTION records_published_fill_segment() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM records_published_make_segments();
    RETURN NULL;
END
$$;

CREATE FUNCTION records_published_mend_segment() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
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
    .replace("{NONE}", LARGE * "0")
)

# Always: what a node receives is no ordinary insertion.
WATCH = f"""
CREATE TRIGGER fill_segment AFTER INSERT ON records_published
    FOR EACH ROW WHEN (NEW.sequence % {SMALL} = 0) EXECUTE FUNCTION records_published_fill_segment();
CREATE TRIGGER mend_segment AFTER UPDATE ON records_published
    FOR EACH ROW WHEN (
        (OLD.terms, OLD.search, OLD.period, OLD.sort_date, OLD.document IS NULL)
        IS DISTINCT FROM (NEW.terms, NEW.search, NEW.period, NEW.sort_date, NEW.document IS NULL)
    ) EXECUTE FUNCTION records_published_mend_segment();
ALTER TABLE records_published ENABLE ALWAYS TRIGGER fill_segment, ENABLE ALWAYS TRIGGER mend_segment;
"""

FILL = "SELECT records_published_make_segments();"

UNMAKE = """
DROP TRIGGER fill_segment ON records_published;
DROP TRIGGER mend_segment ON records_published;
DROP FUNCTION records_published_mend_segment();
DROP FUNCTION records_published_fill_segment();
DROP FUNCTION records_published_make_segments(int, int);
DROP FUNCTION records_published_make_segment(bigint, int, int);
DROP AGGREGATE records_bits_at(int, int);
DROP FUNCTION records_published_words(text, text[], tsvector, daterange, date);
DROP TABLE records_segment;
"""

GRANT_READER = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'whereabouts_reader') THEN
        GRANT SELECT ON records_segment TO whereabouts_reader;
    END IF;
END
$$;
"""

ON_READ_NODES_TOO = {"model_name": "published"}  # see records/replication/table.py


class Migration(migrations.Migration):
    dependencies = [("records", "0014_look_ups_are_sorted_together")]

    operations = [
        migrations.RunSQL(MAKE + WATCH, UNMAKE, hints=ON_READ_NODES_TOO),
        migrations.RunSQL(FILL, migrations.RunSQL.noop, hints=ON_READ_NODES_TOO),
        migrations.RunSQL(GRANT_READER, migrations.RunSQL.noop, hints=ON_READ_NODES_TOO),
    ]
