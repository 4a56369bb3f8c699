"""How several processes are made to meet: all wait for a lock that is held from outside, and then it is let go."""

import time
from typing import Any

import psycopg

PATIENCE = 120  # seconds, on a machine that has other things to do


def wait_for(database: psycopg.Connection[Any], lock: str, number: int) -> None:
    """Until so many wait for a lock of this type."""
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = %s AND NOT granted"
    deadline = time.monotonic() + PATIENCE
    while database.execute(waiting, [lock]).fetchone() != (number,):
        assert time.monotonic() < deadline, "they never met"
        time.sleep(0.02)
