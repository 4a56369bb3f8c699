"""Actors, places and measures are found by how their names begin. What rows are found by is derived here for all that came
since 0009, once and before the index is made: with it, or row by row, a large register takes several times as long.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import django.contrib.postgres.indexes
import orjson
from django.db import migrations, models

from records.publishing.index import index_of

DERIVED = ("terms", "keys", "found_under")
TOGETHER = 500
UPDATE = "UPDATE records_published SET terms = %s, keys = %s, found_under = %s WHERE sequence = %s"
ON_READ_NODES_TOO = {"model_name": "published"}  # see records/replication/table.py


def derive_columns(apps: Any, schema_editor: Any) -> None:
    """What rows that were published before are found by, where they do not say it yet."""
    rows = apps.get_model("records", "Published").objects.using(schema_editor.connection.alias)
    documents = rows.filter(document__isnull=False).values_list("sequence", "document", *DERIVED)
    changes = _changes(documents.iterator(chunk_size=TOGETHER))
    while together := list(islice(changes, TOGETHER)):
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(UPDATE, together)


def _changes(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[Any]]:
    for sequence, document, *found in rows:
        index = index_of(orjson.loads(document), other_names={})
        derived = [getattr(index, name) for name in DERIVED]
        if found != derived:
            yield [*derived, sequence]


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0012_merged_entries"),
    ]

    operations = [
        migrations.RunSQL(  # where 0010 made it
            "DROP INDEX IF EXISTS looked_up", migrations.RunSQL.noop, hints=ON_READ_NODES_TOO
        ),
        migrations.RunPython(derive_columns, migrations.RunPython.noop, hints=ON_READ_NODES_TOO),
        migrations.AddIndex(
            model_name="published",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(models.F("sequence"), template="(ARRAY[%(expressions)s >> 13])"),
                models.F("found_under"),
                models.F("search"),
                condition=models.Q(("document__isnull", False)),
                fastupdate=False,
                name="looked_up",
            ),
        ),
    ]
