"""Answers as bytes: stored documents are embedded as they are, never read and written again.

Every answer carries an ETag and asks caches to revalidate, so that a withdrawal is seen at once.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags, quote_etag

from records.api.headers import checked, put_on
from records.api.newest import newest_sequence
from records.published import as_text
from records.reading.wanted import At

CACHE_CONTROL = "public, no-cache"
OF_SUCCESSES = checked({"Cache-Control": CACHE_CONTROL, "Vary": "Accept"})
ANSWER_FORMAT = 1  # raise when the envelope changes, so that caches let go of the old one


def json_answer(body: Any, *, etag: str) -> HttpResponse:
    """Anything orjson can write, with `Fragment`s embedded untouched."""
    return bytes_answer(orjson.dumps(body), etag=etag)


def bytes_answer(body: bytes, *, etag: str) -> HttpResponse:
    """JSON that is written already: a stored document, byte for byte, or several in an envelope."""
    return with_headers(HttpResponse(body, content_type="application/json"), etag)


def enveloped(envelope: Mapping[str, Any], name: str, documents: Iterable[bytes]) -> bytes:
    """An object with the documents as its last member; they are copied once."""
    parts = list(documents) or [b""]
    parts[0] = b'%b,"%b":[%b' % (orjson.dumps(envelope)[:-1], name.encode(), parts[0])
    parts[-1] += b"]}"
    return b",".join(parts)


def state(sequence: int, published_at: datetime | None) -> dict[str, Any]:
    """Which state of the register an answer shows, and when it was reached."""
    return {"sequence": sequence, "as_of": as_text(published_at) if published_at else None}


def redacted_since(count: int) -> dict[str, Any]:
    """How many of the entries asked for were redacted since that state; nothing is said where there is none."""
    return {"redacted": count} if count else {}


def not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    """A 304 when the caller already has this state."""
    if has_tag(request.META.get("HTTP_IF_NONE_MATCH", ""), quote_etag(etag)):
        return with_headers(HttpResponse(status=304), etag)
    return None


def has_tag(said: str, etag: str) -> bool:
    """Whether an If-None-Match names a tag, or any."""
    if not said:
        return False
    known = [tag.removeprefix("W/") for tag in parse_etags(said)]
    return "*" in known or etag in known


def unchanged_corpus(request: HttpRequest, form: str = "json") -> HttpResponse | None:
    """A 304 when the caller has this answer and nothing was published since."""
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return None
    return not_modified(request, corpus_etag(newest_sequence(), form))


def corpus_etag(sequence: int, form: str = "json") -> str:
    """The tag of every answer that depends on the whole register; each form of it has its own."""
    return f"s{sequence}-{ANSWER_FORMAT}" + _of_form(form)


def tag_of_moment(at: At, form: str = "json") -> Callable[[int | None], str]:
    """To be called before reading; what it returns says the tag of an answer that shows the sequence that was read.

    What the register said in the past changes only with a redaction since, so that the newest number tells whether to look
    again. A number newer than the answer would keep in caches what was redacted while it was read.
    """
    newest = None if at.is_now else newest_sequence()

    def tag(sequence: int | None) -> str:
        return corpus_etag((sequence or 0) if newest is None else newest, form)

    return tag


def version_etag(version: int, form: str = "json") -> str:
    """The tag of one document, or of a history that ends with a version; each form of it has its own."""
    return f"v{version}-{ANSWER_FORMAT}" + _of_form(form)


def _of_form(form: str) -> str:
    return "" if form == "json" else f"-{form}"


Response = TypeVar("Response", bound=HttpResponseBase)


def with_headers(response: Response, etag: str, *, redacted: int = 0) -> Response:
    """What every success says of itself to caches; and how many entries were redacted since its moment, where its body does
    not say so.
    """
    if redacted:
        response["Redacted"] = str(redacted)
    response["ETag"] = quote_etag(etag)
    put_on(response, OF_SUCCESSES)
    if response.status_code == 304:
        del response["Content-Type"]
    return response
