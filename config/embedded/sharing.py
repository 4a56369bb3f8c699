"""One server, several processes: each holds a shared lock while it lives, and the last to leave stops the
server.

The kernel drops a lock with its process, so a killed process never counts as present. The server of a killed
process keeps running, and the next process uses it. This file knows nothing of PostgreSQL.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_guard = threading.Lock()
_held: dict[tuple[int, Path], int] = {}


def is_present(home: Path) -> bool:
    """Whether this process (not one it was forked from) already counts as a user of the server."""
    return (os.getpid(), home) in _held


def enter(home: Path) -> None:
    """Count this process as a user of the server until it ends or leaves; waits while another is stopping it."""
    with _guard:
        if not is_present(home):
            _held[os.getpid(), home] = _lock(home / "in-use", fcntl.LOCK_SH)


def leave(home: Path) -> bool:
    """Stop counting; True when nobody else is left, and then nobody can enter before `let_in` is called."""
    with _guard:
        descriptor = _held.get((os.getpid(), home))
        if descriptor is None:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(_held.pop((os.getpid(), home)))
            return False
        return True


def let_in(home: Path) -> None:
    """Open the door that a successful `leave` closed."""
    with _guard:
        os.close(_held.pop((os.getpid(), home)))


@contextmanager
def one_at_a_time(home: Path) -> Iterator[None]:
    """Hold the lock under which the server is made, started and stopped."""
    descriptor = _lock(home / "lock", fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)


def _lock(path: Path, kind: int) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, kind)
    return descriptor
