"""Bounds how long a worker waits for the body of a request: whoever sends half a form must not hold what others need.

A worker has few threads, and the one that reads a body waits as long as the sender likes. So a body is read whole before
anything else is done, in a thread of its own, with time enough for a slow line and no more; and only some of a worker's
threads may wait for bodies at once. The rest answers who only reads.
"""

import threading
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

GRACE = 10.0  # seconds in which nothing need arrive
SLOWEST = 4_000  # bytes a second after that
LARGEST = 64_000_000
PIECE = 16_384


class BodiesInTime:
    """A WSGI application that is handed whole bodies at `addresses`; elsewhere nobody waits for one."""

    def __init__(self, application: Application, *, addresses: tuple[str, ...], at_once: int) -> None:
        self.application = application
        self.addresses = addresses
        self.slots = threading.BoundedSemaphore(at_once)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD") or not environ["PATH_INFO"].startswith(
            self.addresses
        ):
            return self.application(environ, start_response)
        length = _length(environ)
        if length > LARGEST:
            return _refuse(start_response, "413 Content Too Large", "This is too much to send at once.")
        if not self.slots.acquire(blocking=False):
            return _refuse(start_response, "503 Service Unavailable", "Others are sending. Send it again.")
        try:
            body = Arrival(environ["wsgi.input"], length).wait() if length else b""
        finally:
            self.slots.release()
        if body is None:
            return _refuse(start_response, "408 Request Timeout", "It did not arrive in time. Send it again.")
        environ["wsgi.input"] = BytesIO(body)
        return self.application(environ, start_response)


class Arrival:
    """A body on its way. The thread that reads it ends with the connection, which ends with the refusal."""

    def __init__(self, source: Any, length: int) -> None:
        self.source, self.length = source, length
        self.pieces: list[bytes] = []
        self.arrived, self.done = 0, threading.Event()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            while self.arrived < self.length:
                piece = self.source.read(min(PIECE, self.length - self.arrived))
                if not piece:
                    break
                self.pieces.append(piece)
                self.arrived += len(piece)
        except OSError:
            self.pieces.clear()  # the sender has gone
        finally:
            self.done.set()

    def wait(self) -> bytes | None:
        began = time.monotonic()
        while not self.done.wait(0.25):
            late = time.monotonic() - began - GRACE
            if late > 0 and self.arrived < late * SLOWEST:
                return None
        return b"".join(self.pieces)


def _length(environ: Environ) -> int:
    text = environ.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0


def _refuse(start_response: Any, status: str, says: str) -> Iterable[bytes]:
    body = f"{says}\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Connection", "close"),
    ]
    start_response(status, headers)
    return [body]
