"""Actors, places and measures are found by how their names begin; a few rows, beside all others."""

from typing import Any

import orjson
from django.db import migrations

NAMED = ("actor", "place", "measure")
DERIVED = ("terms", "keys", "found_under")


def derive_columns(apps: Any, schema_editor: Any) -> None:
    """The terms of rows that were published before, with the new ones."""
    from records.publishing.index import index_of

    rows = apps.get_model("records", "Published").objects.using(schema_editor.connection.alias)
    named = rows.filter(document__isnull=False, kind__in=NAMED).values_list("sequence", "document")
    for sequence, document in named.iterator(chunk_size=500):
        columns = index_of(orjson.loads(document), other_names={})
        rows.filter(sequence=sequence).update(**{name: getattr(columns, name) for name in DERIVED})


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0012_merged_entries"),
    ]

    operations = [
        migrations.RunPython(derive_columns, migrations.RunPython.noop, hints={"model_name": "published"}),
    ]
