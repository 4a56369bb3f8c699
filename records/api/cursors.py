"""Cursors: where a page begins, signed and bound to the query they were made for."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.signing import BadSignature, Signer

from records.api.errors import ParameterError, Problem
from records.api.parameters import invalid


@dataclass(frozen=True)
class Cursor:
    """The key of the row beside the page, the moment all pages show, how many match in all, and which way to read."""

    key: tuple[Any, ...]
    sequence: int
    count: int | None
    backwards: bool = False


def write_cursor(cursor: Cursor, *, query: str) -> str:
    """A cursor that only works with `query`."""
    payload = (
        base64.urlsafe_b64encode(orjson.dumps([cursor.backwards, cursor.sequence, cursor.count, *cursor.key]))
        .decode()
        .rstrip("=")
    )
    return _signer(query).sign(payload)


def read_cursor(text: str, *, query: str, key_length: int) -> Cursor:
    """Raises a 400 Problem for anything that was not written for this query."""
    try:
        payload = _signer(query).unsign(text)
        backwards, sequence, count, *key = orjson.loads(
            base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        )
    except (BadSignature, binascii.Error, ValueError) as error:
        raise refused() from error
    if len(key) != key_length:
        raise refused()
    return Cursor(tuple(key), sequence, count, bool(backwards))


def _signer(query: str) -> Signer:
    return Signer(salt=f"whereabouts.cursor:{query}", sep=".")


def refused() -> Problem:
    """A 400 for a cursor that was not made for this query."""
    detail = (
        "This cursor does not belong to this query; take it from next or previous and change nothing else."
    )
    return invalid([ParameterError("cursor", "invalid", detail)])
