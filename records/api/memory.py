"""What a worker answered since the register last changed, kept as bytes in front of everything else.

A register changes a few times a day and is asked the same things all day. Every answer that is kept belongs to one sequence
number; the next publication, withdrawal or redaction lets go of all of them, within half a second. It holds so many bytes
at the most, the oldest go first, and nothing but plain successes of `/api/v1/` is kept.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import Error

from records.api.answers import has_tag
from records.api.middleware import DATA
from records.api.newest import newest_sequence

LARGEST = 512 * 1024  # bytes of one answer
LONGEST_QUESTION = 4_000  # characters of all that tells it from others: headers are as long as a caller likes
OVERHEAD = 2_000  # bytes that an answer takes beside its body, more or less
# Everything of a request that an answer may depend on, beside the path and the query.
TOLD_APART = (
    "HTTP_HOST",
    "SERVER_NAME",
    "SERVER_PORT",
    "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_DATETIME",
)

OF_A_BODY = ("Content-Type", "Content-Length")

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Any], Any]


@dataclass(frozen=True)
class Kept:
    """An answer as it was sent."""

    headers: Headers
    body: bytes
    tag: str
    question: int  # characters

    @property
    def size(self) -> int:
        return len(self.body) + len(self.tag) + 2 * self.question + OVERHEAD


class AnswerMemory:
    """A WSGI application around another."""

    def __init__(self, application: Application, *, capacity: int) -> None:
        self.application = application
        self.capacity = capacity
        self.kept: dict[tuple[Any, ...], Kept] = {}
        self.size = 0
        self.sequence = -1
        self.lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        sequence = self._sequence(environ)
        if sequence is None:
            return self.application(environ, start_response)
        key = (environ["PATH_INFO"], environ.get("QUERY_STRING"), *(environ.get(name) for name in TOLD_APART))
        if _length(key) > LONGEST_QUESTION:
            return self.application(environ, start_response)
        found = self._find(key, sequence)
        if found:
            return self._answer(found, environ, start_response)
        return self._ask_and_keep(key, sequence, environ, start_response)

    def _sequence(self, environ: Environ) -> int | None:
        """The register's sequence; None for what is never answered from memory."""
        is_data = environ["REQUEST_METHOD"] == "GET" and environ["PATH_INFO"].startswith(DATA)
        if not is_data or not self.capacity:
            return None
        try:
            return newest_sequence()
        except Error:  # the view says it better
            return None

    def _find(self, key: tuple[Any, ...], sequence: int) -> Kept | None:
        with self.lock:
            if sequence != self.sequence:
                self.kept.clear()
                self.size, self.sequence = 0, sequence
            return self.kept.get(key)

    def _answer(self, found: Kept, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if has_tag(environ.get("HTTP_IF_NONE_MATCH", ""), found.tag):
            unchanged = [(name, value) for name, value in found.headers if name not in OF_A_BODY]
            start_response("304 Not Modified", unchanged)
            return (b"",)
        start_response("200 OK", found.headers)
        return (found.body,)

    def _ask_and_keep(
        self, key: tuple[Any, ...], sequence: int, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        said: list[tuple[str, Headers]] = []

        def listen(status: str, headers: Headers, *more: Any) -> Any:
            said.append((status, headers))
            return start_response(status, headers, *more)

        answer = self.application(environ, listen)
        status, headers = said[-1]
        whole = status == "200 OK" and isinstance(answer, tuple) and len(answer) == 1
        if whole and len(answer[0]) <= LARGEST:
            tag = dict(headers).get("ETag", "")
            self._keep(key, sequence, Kept(headers, answer[0], tag, _length(key)))
        return answer

    def _keep(self, key: tuple[Any, ...], sequence: int, answer: Kept) -> None:
        with self.lock:
            if sequence != self.sequence or key in self.kept:
                return
            self.kept[key] = answer
            self.size += answer.size
            while self.size > self.capacity:
                self.size -= self.kept.pop(next(iter(self.kept))).size


def _length(key: tuple[Any, ...]) -> int:
    """Characters of a question."""
    return sum(len(part) for part in key if part)
