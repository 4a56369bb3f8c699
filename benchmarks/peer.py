"""What the runner has to know of a server: how to start it, and how it is asked each question.

Each server describes itself in a file of its own below `benchmarks/peers/`; nothing here knows any of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.database import Database
from benchmarks.questions import Questions

# The shapes of question, in the table's order, and how the table calls them. A 304 is the list asked again.
SHAPES = {
    "detail": "detail",
    "list": "list of 50",
    "filter": "mediator + year, 50",
    "search": "full text, 50",
    "deep": "page {deep}, 50",
    "304": "304",
    "export": "export, documents/s",
}

EXPORT_SHAPE = "export"

Requests = dict[str, list[bytes]]


class NotHereError(Exception):
    """A server that cannot take part; the message is a short reason for its row in the table."""


@dataclass(frozen=True)
class Setting:
    """Where the benchmark works: a folder of its own, the filled database, and the peers' own Python."""

    folder: Path
    database: Database
    python: Path | None
    port: int = 0

    def peers_program(self, name: str) -> str:
        """A program of the peers' virtual environment."""
        if self.python is None:
            raise NotHereError("its Python packages could not be installed")
        return str(self.python.with_name(name))


@dataclass(frozen=True)
class Launch:
    """A command and what it finds in its environment besides PATH."""

    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Peer:
    """A server. `requests` has no entry for what it cannot answer; `export_line` is how a document ends in its export."""

    name: str
    launch: Callable[[Setting], Launch]
    requests: Callable[[Questions, int], Requests]
    ready: bytes
    export: bytes | None = None
    export_line: bytes = b"}\n"


def get(path: str, *, tag: str = "") -> bytes:
    """The bytes of a GET request."""
    condition = f"If-None-Match: {tag}\r\n" if tag else ""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n{condition}\r\n".encode()


def post(path: str, body: bytes) -> bytes:
    """The bytes of a POST request with a JSON body."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nContent-Type: application/json"
    return f"{head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def granian(program: str, application: str, port: int) -> list[str]:
    """The server of everything that speaks WSGI here: one worker with one thread, which is quickest."""
    settings = ("--workers", "1", "--blocking-threads", "1", "--no-access-log", "--log-level", "warning")
    return [
        program,
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        *settings,
        application,
    ]
