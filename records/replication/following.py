"""The nodes that follow this writer, and how far behind each is. Asked on the writer."""

from dataclasses import dataclass

from django.db import connection

from records.replication.names import PUBLICATION, SLOTS

_NODES = """
SELECT slot_name, active, wal_status, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint,
       safe_wal_size, extract(epoch FROM replay_lag)::float
FROM pg_replication_slots LEFT JOIN pg_stat_replication ON pid = active_pid
WHERE slot_type = 'logical' AND database = current_database() AND starts_with(slot_name, %s)
ORDER BY slot_name
"""


@dataclass(frozen=True)
class Node:
    """A node's place in the writer's log. `lag_seconds` is hidden (None) from roles without pg_read_all_stats."""

    name: str
    is_connected: bool
    kept: str
    lag_bytes: int | None
    bytes_left: int | None
    lag_seconds: float | None

    def __str__(self) -> str:
        if self.kept == "lost":
            return f"{self.name}: lost; start that node again from an empty database"
        connected = "connected" if self.is_connected else "not connected"
        seconds = f", {self.lag_seconds:.3f} s" if self.lag_seconds is not None else ""
        left = f"; lost after {self.bytes_left:,} bytes more" if self.bytes_left is not None else ""
        return f"{self.name}: {connected}, {self.lag_bytes or 0:,} bytes{seconds} behind{left}"


def is_published() -> bool:
    """Whether `replication publish` was run here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_publication WHERE pubname = %s", [PUBLICATION])
        return bool(cursor.fetchone()[0])


def nodes() -> list[Node]:
    """Every node for which a place is kept."""
    with connection.cursor() as cursor:
        cursor.execute(_NODES, [SLOTS])
        return [Node(*row) for row in cursor.fetchall()]
