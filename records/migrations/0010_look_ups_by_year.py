"""Look-ups year by year: numbers for each term in each year, and turns of the register, in one inverted index with the words."""

from typing import Any

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import orjson
from django.db import migrations, models

DERIVED = ("terms", "keys", "found_under")


def derive_columns(apps: Any, schema_editor: Any) -> None:
    """What rows say that were published before: the numbers, and terms without years and with finer quantities."""
    from records.publishing.index import index_of

    rows = apps.get_model("records", "Published").objects.using(schema_editor.connection.alias)
    documents = rows.filter(document__isnull=False).values_list("sequence", "document")
    for sequence, document in documents.iterator(chunk_size=500):
        columns = index_of(orjson.loads(document), other_names={})
        rows.filter(sequence=sequence).update(**{name: getattr(columns, name) for name in DERIVED})


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_rows_stay_with_their_entry"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="published",
            name="published_by_term_and_word",
        ),
        migrations.AddField(
            model_name="published",
            name="found_under",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(),
                db_default=[],
                default=list,
                help_text="The terms, the marks of its time, and each term at each mark, as numbers.",
                size=None,
            ),
        ),
        migrations.RunPython(derive_columns, migrations.RunPython.noop, hints={"model_name": "published"}),
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
