"""The orders in which readers walk the register, and documents stored as the bytes to send: uncompressed, beside their row."""

from typing import Any

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import orjson
from django.db import migrations, models

from records.publishing.index import index_of

# A walk visits a row whose page changed since the last vacuum, so that new rows must not wait long for one.
STORE_AS_SENT = """
ALTER TABLE records_published SET (
    toast_tuple_target = 8160, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02
);
ALTER TABLE records_published ALTER COLUMN document SET STORAGE EXTERNAL;
"""
STORE_COMPRESSED = """
ALTER TABLE records_published RESET (
    toast_tuple_target, autovacuum_vacuum_insert_scale_factor, autovacuum_vacuum_scale_factor
);
ALTER TABLE records_published ALTER COLUMN document SET STORAGE EXTENDED;
"""


COUNT_STANDING = """
UPDATE records_published SET standing = counted.standing FROM (
    SELECT sequence, sum(change) OVER (PARTITION BY kind ORDER BY sequence) AS standing FROM (
        SELECT sequence, kind, CASE
            WHEN action = 'publish' THEN 1
            WHEN action = 'revise' THEN 0
            ELSE -(lag(action) OVER (PARTITION BY kind, slug ORDER BY version) IN ('publish', 'revise'))::int
        END AS change FROM records_published
    ) AS changes
) AS counted WHERE counted.sequence = records_published.sequence;
"""


def derive_columns(apps: Any, schema_editor: Any) -> None:
    """What the new columns say of rows that were published before there were any."""
    rows = apps.get_model("records", "Published").objects.using(schema_editor.connection.alias)
    for sequence, document in rows.filter(document__isnull=False).values_list("sequence", "document"):
        columns = index_of(orjson.loads(document), other_names={})
        kept = {name: getattr(columns, name) for name in ("span", "terms", "keys", "cites")}
        rows.filter(sequence=sequence).update(**kept)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_register_is_append_only"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="published",
            name="current_by_date",
        ),
        migrations.RemoveIndex(
            model_name="published",
            name="current_by_time",
        ),
        migrations.RemoveIndex(
            model_name="published",
            name="published_terms",
        ),
        migrations.RemoveIndex(
            model_name="published",
            name="published_search",
        ),
        migrations.RemoveIndex(
            model_name="published",
            name="published_period",
        ),
        migrations.AddField(
            model_name="published",
            name="cites",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="published",
            name="keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(),
                default=list,
                help_text="The terms as numbers.",
                null=True,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="published",
            name="span",
            field=models.PositiveSmallIntegerField(default=3, help_text="Class of the period's length."),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="published",
            name="standing",
            field=models.PositiveIntegerField(
                default=0, help_text="Entries of its kind in the register, once this was written."
            ),
            preserve_default=False,
        ),
        migrations.RunPython(derive_columns, migrations.RunPython.noop, hints={"model_name": "published"}),
        migrations.RunSQL(COUNT_STANDING, migrations.RunSQL.noop, hints={"model_name": "published"}),
        migrations.AddIndex(
            model_name="published",
            index=models.Index(
                fields=["kind", "-sort_date", "-slug"],
                condition=models.Q(("document__isnull", False), ("superseded_at", None)),
                name="current_by_date",
            ),
        ),
        migrations.AddIndex(
            model_name="published",
            index=models.Index(
                condition=models.Q(("document__isnull", False), ("superseded_at", None)),
                fields=["kind", "span", "-sort_date", "-slug"],
                include=("sequence", "period", "count", "keys", "published_at", "superseded_at"),
                name="current_by_span",
            ),
        ),
        migrations.AddIndex(
            model_name="published",
            index=models.Index(
                condition=models.Q(("document__isnull", False), ("superseded_at", None)),
                fields=["kind", "-sequence"],
                include=("sort_date", "slug", "period", "count", "keys", "published_at", "superseded_at"),
                name="current_by_time",
            ),
        ),
        migrations.AddIndex(
            model_name="published",
            index=models.Index(
                condition=models.Q(("document__isnull", False)),
                fields=["kind", "span", "-sort_date", "-slug"],
                include=("sequence", "period", "count", "keys", "published_at", "superseded_at"),
                name="readable_by_span",
            ),
        ),
        migrations.AddIndex(
            model_name="published",
            index=models.Index(
                condition=models.Q(("document__isnull", False)),
                fields=["kind", "-sequence"],
                include=("sort_date", "slug", "period", "count", "keys", "published_at", "superseded_at"),
                name="readable_by_time",
            ),
        ),
        migrations.AddIndex(
            model_name="published",
            index=models.Index(
                fields=["kind", "-sequence"],
                include=("standing",),
                name="published_of_kind_by_time",
            ),
        ),
        migrations.AddIndex(
            model_name="published",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("document__isnull", False)),
                fastupdate=False,
                fields=["terms", "search"],
                name="published_by_term_and_word",
            ),
        ),
        migrations.AddIndex(
            model_name="published",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("document__isnull", False)),
                fastupdate=False,
                fields=["cites"],
                name="published_by_citation",
            ),
        ),
        migrations.AddIndex(
            model_name="published",
            index=models.Index(
                condition=models.Q(("action__in", ("publish", "revise")), ("document", None)),
                fields=["kind", "sequence"],
                name="redacted_by_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="published",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("document", None), ("action__in", ("publish", "revise")), _connector="OR"
                ),
                name="tombstones_carry_no_document",
            ),
        ),
        migrations.RunSQL(STORE_AS_SENT, STORE_COMPRESSED, hints={"model_name": "published"}),
    ]
