"""Just enough of HTTP/1.1 to read answers: by Content-Length, by chunks, or none at all."""

import re
import socket
from dataclasses import dataclass

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
ETAG = re.compile(rb"\r\netag: *([^\r]+)", re.IGNORECASE)
PATIENCE = 120


@dataclass(frozen=True)
class Answer:
    status: int
    etag: str
    body: bytes


class Reader:
    """Reads one answer after the other from what a socket delivers. With `keep` it keeps the body's bytes."""

    def __init__(self, *, keep: bool = False) -> None:
        self.keep = keep
        self.begin()

    def begin(self) -> None:
        """Expect a new answer."""
        self.head = b""
        self.status = 0
        self.left = 0  # bytes of the body, or of the chunk, that are still to come
        self.is_chunked = False
        self.is_last = False  # whether this is the empty chunk at the end
        self.body: list[bytes] = []
        self._rest = b""

    def feed(self, data: bytes) -> bool:
        """Take what arrived; True when the answer is complete."""
        if not self.head:
            data = self._rest + data
            end = data.find(b"\r\n\r\n")
            if end < 0:
                self._rest = data
                return False
            self._read_head(data[:end])
            data, self._rest = data[end + 4 :], b""
        return self._feed_chunks(data) if self.is_chunked else self._feed_body(data)

    def _read_head(self, head: bytes) -> None:
        self.head = head
        self.status = int(head[9:12])
        length = LENGTH.search(head)
        self.left = int(length[1]) if length and self.status != 304 else 0
        self.is_chunked = not length and self.status != 304 and CHUNKED.search(head) is not None

    def _feed_body(self, data: bytes) -> bool:
        if self.keep:
            self.body.append(data)
        self.left -= len(data)
        return self.left <= 0

    def _feed_chunks(self, data: bytes) -> bool:
        """`left` counts the line break after a chunk too. No server here sends trailers."""
        data = self._rest + data
        self._rest = b""
        while data:
            if self.left:
                taken, data = data[: self.left], data[self.left :]
                if self.keep:
                    self.body.append(taken[: max(self.left - 2, 0)])
                self.left -= len(taken)
                if self.is_last and not self.left:
                    return True
                continue
            end = data.find(b"\r\n")
            if end < 0:
                self._rest = data
                return False
            size = int(data[:end].partition(b";")[0], 16)
            self.is_last = size == 0
            self.left, data = size + 2, data[end + 2 :]
        return False


def connect(port: int) -> socket.socket:
    """A connection without delays."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def ask(port: int, requests: list[bytes]) -> list[Answer]:
    """Ask one request after the other over one connection. Raises OSError when the server breaks it off."""
    with connect(port) as connection:
        return [_ask_one(connection, request) for request in requests]


def _ask_one(connection: socket.socket, request: bytes) -> Answer:
    reader = Reader(keep=True)
    connection.sendall(request)
    while True:
        data = connection.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed the connection before it had answered")
        if reader.feed(data):
            tag = ETAG.search(reader.head)
            return Answer(reader.status, tag[1].decode() if tag else "", b"".join(reader.body))
