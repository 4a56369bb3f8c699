"""Which form of answer a caller wants: `format` says it, or else `Accept`; who accepts nothing that is offered is told so."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from records.api.errors import Problem

MEDIA = {"json": "application/json", "ndjson": "application/x-ndjson"}
ANYTHING = frozenset({"", "*/*", "application/*"})


def refuse_other_formats(request: HttpRequest, offered: Sequence[str]) -> None:
    """Raise a 406 Problem unless the caller accepts something that is offered, or names a format."""
    accept = request.META.get("HTTP_ACCEPT", "")
    if accept not in ANYTHING and not _first_accepted(accept, offered) and "format" not in request.GET:
        names = " or ".join(MEDIA[name] for name in offered)
        raise Problem(406, f"This is offered as {names}; ask for that, or leave Accept out.")


def format_of(request: HttpRequest, values: Mapping[str, Any], offered: Sequence[str]) -> str:
    """The name of the format to answer in."""
    accept = request.META.get("HTTP_ACCEPT", "")
    if "format" in values or accept in ANYTHING:
        return str(values.get("format", offered[0]))
    return _first_accepted(accept, offered) or offered[0]


def _first_accepted(accept: str, offered: Sequence[str]) -> str | None:
    """The first of the offered formats that is accepted; by what it is called, or else by `*`."""
    wanted = {media for media, refused in map(_read, accept.split(",")) if not refused}
    named = next((name for name in offered if MEDIA[name] in wanted), None)
    return named or (offered[0] if wanted & ANYTHING else None)


def _read(part: str) -> tuple[str, bool]:
    media, *options = (piece.strip().lower() for piece in part.split(";"))
    return media, any(option.replace(" ", "") in ("q=0", "q=0.0", "q=0.00", "q=0.000") for option in options)
