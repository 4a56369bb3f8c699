"""Moments of the register: the newest one, and which sequence number had been reached at a time."""

from datetime import datetime

from records.reading.conditions import moment
from records.reading.connection import ask
from records.reading.wanted import NOW, At


def sequence_at(at: At) -> int:
    """The last sequence number that had been written at a time; 0 before the first."""
    then = moment(at)
    rows = ask(then.text, then.values)
    return int(rows[0][0]) if rows else 0


def latest() -> tuple[int, datetime | None]:
    """The register as it stands: its last sequence number and when that was written."""
    newest = moment(NOW)
    rows = ask(newest.text, newest.values)
    return (rows[0][0], rows[0][1]) if rows else (0, None)
