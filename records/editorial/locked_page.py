"""What somebody is told who typed too many wrong passwords: when to try again, and whom to ask."""

from typing import Any

from axes.helpers import get_client_username
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from records.signing_in.lock import locked_until

TOO_MANY = 429


def locked_page(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any]) -> HttpResponse:
    """The same for names that exist and names that do not."""
    until = locked_until(request, get_client_username(request, credentials))
    wait = max(1, int((until - timezone.now()).total_seconds()))
    context = admin.site.each_context(request) | {
        "title": "Locked for a while",
        "until": until,
        "minutes": wait // 60 + 1,
    }
    page = TemplateResponse(
        request, "records/desk/locked.html", context, status=TOO_MANY, headers={"Retry-After": str(wait)}
    )
    return page.render()
