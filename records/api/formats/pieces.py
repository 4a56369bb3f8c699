"""A file that is only written, and handed on as it grows: for libraries that want a file where a reader wants a stream."""

from typing import Any


class Pieces:
    """What was written waits until it is taken."""

    closed = False

    def __init__(self) -> None:
        self.written = bytearray()

    def write(self, data: Any) -> int:
        self.written += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """What was written can still be taken."""

    def take(self) -> bytes:
        """What was written since the last time."""
        taken, self.written = bytes(self.written), bytearray()
        return taken
