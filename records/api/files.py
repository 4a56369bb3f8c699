"""Answers that are kept as files: each says its name, where it is found for ever and where that is described."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from records.api import answers

Response = TypeVar("Response", bound=HttpResponseBase)


def streamed(request: HttpRequest, pieces: Iterator[bytes], media: str) -> StreamingHttpResponse:
    """Pieces as they are made, the first before the answer begins, while an error can still be said; a HEAD makes none."""
    body: Iterable[bytes] = () if request.method == "HEAD" else _begun(pieces)
    return StreamingHttpResponse(body, content_type=media)


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    body = _from_the_first(pieces)
    next(body)
    return body


def _from_the_first(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Nothing, once the first is there; then all of them. It has begun, so that closing it lets go of what they come from."""
    first = next(pieces, b"")
    yield b""
    yield first
    yield from pieces


def as_file(
    response: Response,
    etag: str,
    *,
    name: str,
    address: str,
    redacted: int,
    described_by: str = "",
    shown: str = "attachment",
) -> Response:
    """The answer under a name to save it by; `address` is where it is found for ever. `shown` is `inline` for pictures."""
    response["Content-Disposition"] = f'{shown}; filename="{name}"'
    description = f', <{described_by}>; rel="describedby"; type="application/json"' if described_by else ""
    response["Link"] = f'<{address}>; rel="canonical"{description}'
    return answers.with_headers(response, etag, redacted=redacted)
