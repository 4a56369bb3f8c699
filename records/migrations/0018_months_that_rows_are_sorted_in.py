"""Segments know the month that rows are sorted in, beside the year: where many of a year match, a page needs but some months."""

from django.db import migrations

WORDS = """
CREATE OR REPLACE FUNCTION records_published_words(
    kind text, terms text[], search tsvector, period daterange, sort_date date
) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT unnest(terms)
    UNION ALL SELECT '=' || unnest(tsvector_to_array(search))
    UNION ALL SELECT '@' || kind
    UNION ALL SELECT '@' || lpad(extract(year FROM sort_date)::text, 4, '0')
    UNION ALL SELECT '#' || lpad(extract(year FROM sort_date)::text, 4, '0')
        || '-' || lpad(extract(month FROM sort_date)::text, 2, '0')
    UNION ALL SELECT mark FROM records_period_words(period) AS of_period (mark)
$$;
"""

FILL = "TRUNCATE records_segment; SELECT records_published_make_segments();"

ON_READ_NODES_TOO = {"model_name": "published"}  # see records/replication/table.py


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0017_longer_segments"),
    ]

    operations = [
        migrations.RunSQL(WORDS + FILL, hints=ON_READ_NODES_TOO),
    ]
