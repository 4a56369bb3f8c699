"""Answers that are kept as files: each says its name, where it is found for ever and where that is described."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from records.api import answers

Response = TypeVar("Response", bound=HttpResponseBase)


def streamed(request: HttpRequest, pieces: Iterator[bytes], media: str) -> StreamingHttpResponse:
    """Pieces as they are made; a HEAD makes none."""
    body: Iterable[bytes] = () if request.method == "HEAD" else pieces
    return StreamingHttpResponse(body, content_type=media)


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
