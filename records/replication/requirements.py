"""What the writer's PostgreSQL server must be set to before a node can follow it. Nothing is changed here.

Servers are configured in many ways (a file under version control, a provider's console), and the most important of
these settings needs a restart; so an operator is told what to set, and sets it where it belongs.
"""

from django.db import connection

from records.replication.names import CannotReplicate

OLDEST = 140000
FOR_A_NODE = 2  # its own slot and sender, and those of its first copy
SUGGESTED_ROOM = 10
SUGGESTED_KEEP = "10GB"

_SETTINGS = """
SELECT current_setting('server_version_num')::int,
       current_setting('wal_level') = 'logical',
       (SELECT setting::bigint > 0 FROM pg_settings WHERE name = 'max_slot_wal_keep_size'),
       current_setting('max_replication_slots')::int - (SELECT count(*) FROM pg_replication_slots),
       current_setting('max_wal_senders')::int - (SELECT count(*) FROM pg_stat_replication)
"""


def refuse_unready_server() -> None:
    """Raises CannotReplicate with the statements to run, unless one more node could follow this server."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTINGS)
        version, is_logical, is_bounded, slots, senders = cursor.fetchone()
    if version < OLDEST:
        raise CannotReplicate("PostgreSQL 14 or newer is needed.")
    wanted = {
        "wal_level": None if is_logical else "logical",
        "max_slot_wal_keep_size": None if is_bounded else SUGGESTED_KEEP,
        "max_replication_slots": None if slots >= FOR_A_NODE else _raised("max_replication_slots"),
        "max_wal_senders": None if senders >= FOR_A_NODE else _raised("max_wal_senders"),
    }
    if missing := {name: value for name, value in wanted.items() if value}:
        statements = " ".join(f"ALTER SYSTEM SET {name} = '{value}';" for name, value in missing.items())
        raise CannotReplicate(
            f"The PostgreSQL server is not set up for read nodes. As a superuser: {statements} Then restart PostgreSQL."
        )


def _raised(setting: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)::int", [setting])
        return str(cursor.fetchone()[0] + SUGGESTED_ROOM)
