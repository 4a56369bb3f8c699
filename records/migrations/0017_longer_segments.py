"""Segments are longer, joined from short ones, and know the months of a period and the decade in which one begins that never ends.

Before, a large one had 8,192 rows and was made from all of them anew; a month was known by its year alone, and a period without
an end might have been at any time. All are made anew here.
"""

from django.db import migrations

LARGE, SMALL = 30_720, 2_048  # rows of a segment; two strings of the large ones fill a page of the server
FEWEST = 128  # where fewer than one row in so many has a word, their places are kept
MONTHS = 6  # a period that touches more of them is known by its years alone
YEARS = 100  # and one that reaches over more of these may be at any time

# `~` and a year: it touches it; alone, it may be at any time. `%` and a month: it touches it; `%` and a year: it touches that,
# and more months than are told. `>` and a decade: it begins then and has no end; `<` and a decade: it ends then, after ever.
MAKE = (
    """
CREATE FUNCTION records_period_words(period daterange) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT words.* FROM (
        SELECT begins, ends, begins * 12 + extract(month FROM lower(period))::int - 1 AS first_month,
            ends * 12 + extract(month FROM upper(period) - 1)::int - 1 AS last_month
        FROM (SELECT extract(year FROM lower(period))::int, extract(year FROM upper(period) - 1)::int) AS years (begins, ends)
    ) AS known, LATERAL (
        SELECT '~' WHERE period IS NOT NULL AND (ends - begins > {YEARS} OR begins IS NULL AND ends IS NULL)
        UNION ALL SELECT '>' || lpad((begins / 10 * 10)::text, 4, '0') WHERE ends IS NULL AND begins IS NOT NULL
        UNION ALL SELECT '<' || lpad((ends / 10 * 10)::text, 4, '0') WHERE begins IS NULL AND ends IS NOT NULL
        UNION ALL SELECT '~' || lpad(year::text, 4, '0') FROM generate_series(begins, ends) AS year
            WHERE ends - begins <= {YEARS}
        UNION ALL SELECT '%' || lpad(year::text, 4, '0') FROM generate_series(begins, ends) AS year
            WHERE ends - begins <= {YEARS} AND last_month - first_month >= {MONTHS}
        UNION ALL SELECT '%' || lpad((month / 12)::text, 4, '0') || '-' || lpad((month % 12 + 1)::text, 2, '0')
            FROM generate_series(first_month, last_month) AS month WHERE last_month - first_month < {MONTHS}
    ) AS words
$$;

CREATE OR REPLACE FUNCTION records_published_words(
    kind text, terms text[], search tsvector, period daterange, sort_date date
) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT unnest(terms)
    UNION ALL SELECT '=' || unnest(tsvector_to_array(search))
    UNION ALL SELECT '@' || kind
    UNION ALL SELECT '@' || lpad(extract(year FROM sort_date)::text, 4, '0')
    UNION ALL SELECT mark FROM records_period_words(period) AS of_period (mark)
$$;

ALTER TABLE records_segment SET (toast_tuple_target = 8160);
CREATE OR REPLACE AGGREGATE records_bits_at(int, int) (sfunc = set_bit, stype = bit, initcond = '{ZEROS}');
CREATE AGGREGATE records_few_bits_at(int, int) (sfunc = set_bit, stype = bit, initcond = '{FEW_ZEROS}');

CREATE OR REPLACE FUNCTION records_published_make_segment(beginning bigint, size int, fewest int) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
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
    SELECT word, beginning, CASE
            WHEN word <> '' AND cardinality(places) < fewest THEN NULL
            WHEN size > {SMALL} THEN (SELECT substring(records_bits_at(place, 1) FROM 1 FOR size) FROM unnest(places) AS place)
            ELSE (SELECT substring(records_few_bits_at(place, 1) FROM 1 FOR size) FROM unnest(places) AS place) END,
        CASE WHEN word <> '' AND cardinality(places) < fewest THEN places END
    FROM found;
END
$$;

CREATE FUNCTION records_published_join_segments(beginning bigint, size int, fewest int) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT SET work_mem TO '64MB' AS $$
BEGIN
    WITH parts AS (
        DELETE FROM records_segment WHERE first >= beginning AND first < beginning + size RETURNING *
    ), stretches AS MATERIALIZED (
        SELECT first, length(rows) AS length FROM parts WHERE word = ''
    ), numbers AS MATERIALIZED (
        SELECT word, sum(coalesce(bit_count(rows), cardinality(places))) AS number FROM parts GROUP BY word
    ), in_bits AS (
        SELECT word, string_agg(coalesce(
            rows, (SELECT substring(records_few_bits_at(place, 1) FROM 1 FOR length) FROM unnest(places) AS place)
        )::text, '' ORDER BY first)::bit varying AS rows
        FROM (SELECT word FROM numbers WHERE word = '' OR number >= fewest) AS frequent
        CROSS JOIN stretches LEFT JOIN parts USING (word, first) GROUP BY word
    ), rare AS (
        SELECT word, first, rows, places FROM parts JOIN numbers USING (word) WHERE word <> '' AND number < fewest
    ), in_places AS (
        SELECT word, array_agg((first - beginning + place)::smallint) AS places FROM (
            SELECT word, first, unnest(places) AS place FROM rare
            UNION ALL SELECT word, first, place FROM rare JOIN stretches USING (first), LATERAL (
                SELECT sum(octet_length(run) + 1) OVER (ORDER BY number) - 1 AS place
                FROM unnest(string_to_array(rows::text, '1')) WITH ORDINALITY AS runs (run, number)
            ) AS of_bits WHERE rows IS NOT NULL AND place < length
        ) AS each GROUP BY word
    )
    INSERT INTO records_segment (word, first, rows, places)
    SELECT word, beginning, rows, NULL FROM in_bits UNION ALL SELECT word, beginning, NULL, places FROM in_places;
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
        END IF;
    END LOOP;
END
$$;
""".replace("{LARGE}", str(LARGE))
    .replace("{SMALL}", str(SMALL))
    .replace("{FEWEST}", str(FEWEST))
    .replace("{MONTHS}", str(MONTHS))
    .replace("{YEARS}", str(YEARS))
    .replace("{ZEROS}", LARGE * "0")
    .replace("{FEW_ZEROS}", SMALL * "0")
)

FILL = "TRUNCATE records_segment; SELECT records_published_make_segments();"

ON_READ_NODES_TOO = {"model_name": "published"}  # see records/replication/table.py


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0016_history_without_exceptions"),
    ]

    operations = [
        migrations.RunSQL(MAKE + FILL, hints=ON_READ_NODES_TOO),
    ]
