"""The words of a change are read without an exception for what was not said.

pghistory's own function asks for two settings and catches the error where one is absent, as one always is here. What is
caught is a subtransaction that was rolled back, and each of those goes through every check of a key that waits for
the end of the transaction: in a load of a hundred thousand entries that took longer than everything else. This one answers
the same.
"""

from django.db import migrations

WITHOUT_EXCEPTIONS = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    said_id uuid := NULLIF(current_setting('pghistory.context_id', true), '');
    said jsonb := NULLIF(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF said_id IS NULL OR said IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (said_id, said, now(), now())
        ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
        WHERE pghistory_context.metadata <> EXCLUDED.metadata;
    RETURN said_id;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0015_segments"),
    ]

    operations = [
        migrations.RunSQL(WITHOUT_EXCEPTIONS, migrations.RunSQL.noop),
    ]
