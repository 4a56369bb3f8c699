"""Wait for the first copy of the register to a node, and give up when it stands still."""

import time
from collections.abc import Callable

from django.db import connection

from records.published import Published
from records.replication.names import PUBLICATION, TABLE, CannotReplicate

PATIENCE = 60  # seconds without any progress
PAUSE = 0.2

_COPIED = """
SELECT coalesce(bool_and(srsubstate = 'r'), false), min(srsubstate::text),
       (SELECT max(tuples_processed) FROM pg_stat_progress_copy WHERE relid = %s::regclass)
FROM pg_subscription JOIN pg_subscription_rel ON srsubid = pg_subscription.oid
WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND %s = ANY(subpublications)
"""


def wait_until_copied(*, total: int, progress: Callable[[int, int], None]) -> None:
    """Return when every entry that the writer had is here. Raises CannotReplicate when nothing moves any more."""
    seen: tuple[str | None, int | None] | None = None
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        is_done, state, copied = _ask()
        if is_done:
            count = Published.objects.count()
            return progress(count, count)
        if (state, copied) != seen:
            seen, deadline = (state, copied), time.monotonic() + PATIENCE
            progress(min(copied or 0, total), total)
        time.sleep(PAUSE)
    raise CannotReplicate(
        "The first copy stands still. The reason is in this node's PostgreSQL log; it is tried again by itself."
    )


def _ask() -> tuple[bool, str | None, int | None]:
    with connection.cursor() as cursor:
        cursor.execute(_COPIED, [TABLE, PUBLICATION])
        row: tuple[bool, str | None, int | None] = cursor.fetchone()
        return row
