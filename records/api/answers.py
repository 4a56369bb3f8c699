"""Answers as bytes: stored documents are embedded as they are, never read and written again.

Every answer carries an ETag and asks caches to revalidate, so that a withdrawal is seen at once.
"""

from collections.abc import Iterable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, quote_etag

CACHE_CONTROL = "public, no-cache"
ANSWER_FORMAT = 1  # raise when the envelope changes, so that caches let go of the old one


def json_answer(body: Any, *, etag: str) -> HttpResponse:
    """Anything orjson can write, with `Fragment`s embedded untouched."""
    return _with_headers(HttpResponse(orjson.dumps(body), content_type="application/json"), etag)


def document_answer(document: str, *, etag: str) -> HttpResponse:
    """One stored document, byte for byte."""
    return _with_headers(HttpResponse(document.encode(), content_type="application/json"), etag)


def not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    """A 304 when the caller already has this state."""
    known = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    if "*" not in known and quote_etag(etag) not in known:
        return None
    return _with_headers(HttpResponse(status=304), etag)


def fragments(documents: Iterable[str]) -> list[orjson.Fragment]:
    """Stored documents, to be embedded as they are."""
    return [orjson.Fragment(document) for document in documents]


def corpus_etag(sequence: int) -> str:
    """The tag of every answer that depends on the whole register."""
    return f"s{sequence}-{ANSWER_FORMAT}"


def version_etag(version: int) -> str:
    """The tag of one document."""
    return f"v{version}-{ANSWER_FORMAT}"


def _with_headers(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = quote_etag(etag)
    response["Cache-Control"] = CACHE_CONTROL
    response["Vary"] = "Accept"
    if response.status_code == 304:
        del response["Content-Type"]
    return response
