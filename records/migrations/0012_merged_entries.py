"""Merged entries: a tombstone names the entry that stays. And the changes of each action and kind, in sequence, for the feed."""

from django.db import migrations, models

FROZEN = (
    *("sequence", "kind", "slug", "version", "action", "reason_class", "content_hash", "entry_hash"),
    "published_at",
)


def refuse_change(*frozen: str) -> str:
    """The function of 0002, with these columns that never change."""
    old, new = (", ".join(f"{row}.{column}" for column in frozen) for row in ("OLD", "NEW"))
    return f"""
CREATE OR REPLACE FUNCTION records_published_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
        RAISE EXCEPTION 'The register is append-only: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    IF ({old}) IS DISTINCT FROM ({new}) THEN
        RAISE EXCEPTION 'The register is append-only: what was published cannot be changed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.superseded_at IS DISTINCT FROM OLD.superseded_at
        AND (OLD.superseded_at IS NOT NULL OR NEW.superseded_at <= OLD.published_at) THEN
        RAISE EXCEPTION 'The register is append-only: a superseded version stays superseded.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.document::text IS DISTINCT FROM OLD.document::text AND NEW.document IS NOT NULL
        OR NEW.nonce IS DISTINCT FROM OLD.nonce AND NEW.nonce IS NOT NULL THEN
        RAISE EXCEPTION 'The register is append-only: a document can be removed by a redaction, never rewritten.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.document IS NULL AND OLD.document IS NOT NULL AND NOT EXISTS (
            SELECT FROM records_published AS tombstone
            WHERE tombstone.kind = OLD.kind AND tombstone.slug = OLD.slug AND tombstone.action = 'redact') THEN
        RAISE EXCEPTION 'The register is append-only: a redaction writes its tombstone first.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
"""


ON_READ_NODES_TOO = {"model_name": "published"}  # see records/replication/table.py


class Migration(migrations.Migration):
    dependencies = [("records", "0011_marks_of_presence")]

    operations = [
        migrations.AddField(
            model_name="published",
            name="replaced_by",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Id of the entry of its kind that stays, where this one turned out to be a duplicate of it.",
                max_length=100,
            ),
        ),
        migrations.AddConstraint(
            model_name="published",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaced_by", ""),
                    models.Q(
                        ("action", "withdraw"),
                        ("reason_class", "duplicate"),
                        models.Q(("replaced_by", models.F("slug")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="only_a_withdrawn_duplicate_is_replaced_and_by_another",
            ),
        ),
        migrations.RunSQL(
            refuse_change(*FROZEN, "replaced_by"), refuse_change(*FROZEN), hints=ON_READ_NODES_TOO
        ),
        migrations.AddIndex(
            model_name="published",
            index=models.Index(
                fields=["action", "kind", "sequence"], include=["reason_class"], name="changes_by_action"
            ),
        ),
    ]
