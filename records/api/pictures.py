"""Pictures as answers: to be looked at where they are, under a policy that allows their own style and nothing else."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from records.api.files import as_file
from records.citation import REGISTER
from records.drawing.sheet import STYLE_SOURCE

SVG = "image/svg+xml"
POLICY = f"default-src 'none'; style-src {STYLE_SOURCE}; frame-ancestors 'none'"


def source_of(state: Mapping[str, Any]) -> str:
    """Where it is from, to be printed in it."""
    return f"{REGISTER}, sequence {state['sequence']}, {state['as_of']}"


def picture_answer(picture: str, etag: str, *, name: str, address: str, redacted: int) -> HttpResponse:
    """An SVG document; `address` is where it is found for ever."""
    response = HttpResponse(picture.encode(), content_type=SVG)
    response["Content-Security-Policy"] = POLICY
    return as_file(response, etag, name=f"{name}.svg", address=address, redacted=redacted, shown="inline")
