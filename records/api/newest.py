"""The register's last sequence number, asked at most twice a second by each worker.

What is answered from it may be half a second old: a 304, and an answer from memory. A withdrawal is therefore seen by
everyone within a second.
"""

import time

from django.conf import settings

from records.reading.moments import latest

_known: tuple[float, int] = (float("-inf"), 0)


def newest_sequence() -> int:
    """The sequence number, `settings.NEWEST_IS_REMEMBERED` seconds old at the most."""
    global _known  # noqa: PLW0603  one number a worker; a tuple is replaced at once, so that threads need no lock
    now = time.monotonic()
    asked, sequence = _known
    if now - asked >= settings.NEWEST_IS_REMEMBERED:
        sequence = latest()[0]
        _known = now, sequence
    return sequence
