"""How a node stands towards its writer, as any role of the node's database may ask it.

A node cannot see how far the writer's log has grown; but whenever it has everything, the writer says so, and in quiet times
every half minute. The time since then is the lag. While nothing is received, the newest entry's time takes that place:
until then at least the node was up to date.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from records.published import REGISTER, as_text
from records.replication.names import PUBLICATION

RECEIVING, COPYING, STOPPED, DISABLED = "receiving", "copying", "stopped", "disabled"

_HERE = """
subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND %s = ANY(subpublications)
"""
_SUBSCRIPTION = f"SELECT subname FROM pg_subscription WHERE {_HERE}"  # noqa: S608  no value from outside
_STANDING = f"""
WITH subscription AS (
    SELECT subenabled,
           (SELECT coalesce(bool_and(srsubstate = 'r'), false) FROM pg_subscription_rel WHERE srsubid = oid) AS is_copied,
           (SELECT max(latest_end_time) FROM pg_stat_subscription WHERE subid = oid AND relid IS NULL) AS told_at
    FROM pg_subscription WHERE {_HERE}
), standing AS (
    SELECT CASE WHEN NOT subenabled THEN '{DISABLED}' WHEN NOT is_copied THEN '{COPYING}'
                WHEN told_at IS NULL THEN '{STOPPED}' ELSE '{RECEIVING}' END AS state,
           coalesce(told_at, (SELECT max(published_at) FROM records_published)) AS received_at
    FROM subscription
)
SELECT state, received_at, greatest(extract(epoch FROM clock_timestamp() - received_at), 0)::float FROM standing
"""  # noqa: S608  no value from outside


@dataclass(frozen=True)
class Standing:
    """`state` is one of the four words above; `received_at` is when the node last had everything, for all it knows."""

    state: str
    received_at: datetime | None
    lag_seconds: float | None

    def as_dict(self) -> dict[str, Any]:
        """The public shape, in /health/ready."""
        return {
            "state": self.state,
            "received_at": as_text(self.received_at) if self.received_at else None,
            "lag_seconds": round(self.lag_seconds, 1) if self.lag_seconds is not None else None,
        }


def standing() -> Standing | None:
    """How this node stands, asked over the reading connection; None in a database that follows no writer."""
    row = _ask(REGISTER, _STANDING)
    return Standing(*row) if row else None


def subscription() -> str | None:
    """The name of this database's subscription to a writer, where there is one."""
    row = _ask(DEFAULT_DB_ALIAS, _SUBSCRIPTION)
    return row[0] if row else None


def _ask(alias: str, statement: str) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, [PUBLICATION])
        return cursor.fetchone()
