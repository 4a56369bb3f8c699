"""Errors as people meet them, outside `/api/` and `/health/`: a page that says what to do, and plain text for programs.

Nothing of it asks the database, which may be what is away.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from records.api.errors import TITLES, Problem


def error_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as a page where the caller takes one."""
    is_page = "text/html" in request.META.get("HTTP_ACCEPT", "")
    return HttpResponse(
        _page(problem) if is_page else f"{problem.detail}\n",
        status=problem.status,
        content_type=f"text/{'html' if is_page else 'plain'}; charset=utf-8",
        headers={"Cache-Control": "no-store", "Vary": "Accept", **problem.headers},
    )


def _page(problem: Problem) -> str:
    shown = {"title": TITLES[problem.status], "detail": problem.detail, "has_desk": not settings.IS_READER}
    return render_to_string("records/error.html", shown)
