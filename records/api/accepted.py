"""Which form of answer a caller accepts. Everything here is JSON; who accepts no JSON is told so."""

from django.http import HttpRequest

from records.api.errors import Problem

ACCEPTED = frozenset({"application/json", "application/*", "*/*", ""})
REFUSED = "This is offered as application/json; ask for that, or leave Accept out."


def refuse_other_formats(request: HttpRequest) -> None:
    """Raise a 406 Problem unless JSON is among what the caller accepts."""
    accept = request.META.get("HTTP_ACCEPT", "")
    if accept in ACCEPTED:
        return
    if not any(_accepts(part) for part in accept.split(",")):
        raise Problem(406, REFUSED)


def _accepts(part: str) -> bool:
    media, *options = (piece.strip().lower() for piece in part.split(";"))
    return media in ACCEPTED and not any(
        option.replace(" ", "") in ("q=0", "q=0.0", "q=0.00") for option in options
    )
