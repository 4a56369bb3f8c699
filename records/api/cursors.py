"""Cursors: where a page begins, signed and bound to the query they were made for."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from django.conf import settings

from records.api.errors import ParameterError, Problem
from records.api.parameters import invalid

SIZE = 20  # bytes of a signature
PURPOSE = b"a page's cursor"  # 16 bytes at the most; keeps apart what else is signed with the same secret


@dataclass(frozen=True)
class Cursor:
    """The key of the row beside the page, the moment all pages show, how many match in all, and which way to read."""

    key: tuple[Any, ...]
    sequence: int
    count: int | None
    backwards: bool = False


def write_cursor(cursor: Cursor, *, query: str) -> str:
    """A cursor that only works with `query`."""
    payload = _as_text(orjson.dumps([cursor.backwards, cursor.sequence, cursor.count, *cursor.key]))
    return f"{payload}.{_signature(payload, query, settings.SECRET_KEY)}"


def read_cursor(text: str, *, query: str, key_length: int) -> Cursor:
    """Raises a 400 Problem for anything that was not written for this query."""
    payload, _, signature = text.rpartition(".")
    if not _is_ours(payload, signature, query):
        raise refused()
    backwards, sequence, count, *key = orjson.loads(
        base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    )
    if len(key) != key_length:
        raise refused()
    return Cursor(tuple(key), sequence, count, bool(backwards))


def _is_ours(payload: str, signature: str, query: str) -> bool:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    written = (_signature(payload, query, secret) for secret in secrets)
    return any(hmac.compare_digest(signature.encode(), each.encode()) for each in written)


def _signature(payload: str, query: str, secret: Any) -> str:
    """Quicker than an HMAC of OpenSSL, and as good: BLAKE2 takes a key of its own."""
    said = f"{query}\n{payload}".encode()
    return _as_text(hashlib.blake2b(said, digest_size=SIZE, key=_key(secret), person=PURPOSE).digest())


@lru_cache(maxsize=8)
def _key(secret: Any) -> bytes:
    """Of the length that BLAKE2 takes."""
    return hashlib.blake2b(str(secret).encode()).digest()


def _as_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def refused() -> Problem:
    """A 400 for a cursor that was not made for this query."""
    detail = (
        "This cursor does not belong to this query; take it from next or previous and change nothing else."
    )
    return invalid([ParameterError("cursor", "invalid", detail)])
