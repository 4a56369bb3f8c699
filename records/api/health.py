"""Is it alive, and can it answer? For load balancers and operators; nothing here is cached."""

from typing import Any

from django.http import HttpRequest, JsonResponse

from records.reading.pages import latest


def live(request: HttpRequest) -> JsonResponse:
    """The process answers. The database is not asked."""
    return _answer({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """The register can be read. 503 with Retry-After while it cannot."""
    return _answer({"status": "ok", "sequence": latest()[0]})


def _answer(body: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(body)
    response["Cache-Control"] = "no-store"
    return response
