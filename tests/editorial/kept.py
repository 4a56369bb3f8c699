"""What the database holds, so that a test can say that nothing changed."""

import re
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

# A session notes when it was used and what it was told; signing in itself is no page that is opened.
OF_SESSIONS = {"django_session"}
WRITES = re.compile(r"\b(INSERT INTO|(?<!FOR )UPDATE(?! OF)|DELETE FROM|TRUNCATE|ALTER|DROP|CREATE|COPY) ")


def everything_kept() -> dict[str, str]:
    """A digest of every table but the sessions'."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor)) - OF_SESSIONS
        return {name: _digest(cursor, connection.ops.quote_name(name)) for name in names}


def _digest(cursor: Any, table: str) -> str:
    cursor.execute(
        f"SELECT md5(coalesce(string_agg(row_::text, ' ' ORDER BY row_::text), '')) FROM {table} AS row_"
    )
    return cursor.fetchone()[0]


def writes(asked: CaptureQueriesContext) -> list[str]:
    """Statements that write anything but a session; the history puts who and why before some of them."""
    found = (query["sql"] for query in asked.captured_queries)
    return [sql for sql in found if WRITES.search(sql) and "django_session" not in sql]
