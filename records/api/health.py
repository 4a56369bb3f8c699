"""Is it alive, and can it answer? For load balancers and operators; nothing here is cached."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse

from records.reading.moments import latest
from records.replication.standing import standing


def live(request: HttpRequest) -> JsonResponse:
    """The process answers. The database is not asked."""
    return _answer({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """The register can be read. 503 with Retry-After while it cannot.

    A reader says how far it is behind its writer, `null` when it reads the writer's own database. It is ready either way:
    what it holds was published, and old answers are better than none.
    """
    body: dict[str, Any] = {"status": "ok", "sequence": latest()[0]}
    if settings.IS_READER:
        node = standing()
        body["replication"] = node.as_dict() if node else None
    return _answer(body)


def _answer(body: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(body)
    response["Cache-Control"] = "no-store"
    return response
