"""The register refuses every change but the two that the log can bear: closing a version, and a redaction.

Index columns may be rewritten, because they are derived. A role named whereabouts_reader, where there is one, may read the
register and nothing else.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION records_published_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
        RAISE EXCEPTION 'The register is append-only: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.sequence, OLD.kind, OLD.slug, OLD.version, OLD.action, OLD.reason_class, OLD.content_hash, OLD.entry_hash,
            OLD.published_at)
        IS DISTINCT FROM
       (NEW.sequence, NEW.kind, NEW.slug, NEW.version, NEW.action, NEW.reason_class, NEW.content_hash, NEW.entry_hash,
            NEW.published_at) THEN
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

CREATE FUNCTION records_published_refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    SELECT sequence, published_at INTO last FROM records_published ORDER BY sequence DESC LIMIT 1;
    IF NEW.sequence <> coalesce(last.sequence, 0) + 1 OR NEW.published_at <= last.published_at THEN
        RAISE EXCEPTION 'The register is append-only: the next entry has the next sequence and a later time.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER refuse_gap BEFORE INSERT ON records_published
    FOR EACH ROW EXECUTE FUNCTION records_published_refuse_gap();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON records_published
    FOR EACH ROW EXECUTE FUNCTION records_published_refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON records_published
    FOR EACH STATEMENT EXECUTE FUNCTION records_published_refuse_change();
"""

ALLOW = """
DROP TRIGGER refuse_truncate ON records_published;
DROP TRIGGER refuse_change ON records_published;
DROP TRIGGER refuse_gap ON records_published;
DROP FUNCTION records_published_refuse_change();
DROP FUNCTION records_published_refuse_gap();
"""

GRANT_READER = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'whereabouts_reader') THEN
        GRANT SELECT ON records_published TO whereabouts_reader;
    END IF;
END
$$;
"""

ON_READ_NODES_TOO = {"model_name": "published"}  # see records/replication/table.py


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE, ALLOW, hints=ON_READ_NODES_TOO),
        migrations.RunSQL(GRANT_READER, migrations.RunSQL.noop, hints=ON_READ_NODES_TOO),
    ]
