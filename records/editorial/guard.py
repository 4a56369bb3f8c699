"""Refuses NUL characters in anything the desk is asked: PostgreSQL cannot hold them, and would fail where a form answers.

It stands before the sessions, which look a cookie up in the database before any view is reached.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

NUL = "\x00"
ANSWER_FOR_THEMSELVES = (
    "/api/",
    "/health/",
)  # the public side has no session, and names the parameter in error


class RefuseNul:
    """400 where the address, the query, a cookie or the form holds a NUL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(ANSWER_FOR_THEMSELVES):
            refuse_nul([request.path, *_texts(request.GET), *request.COOKIES, *request.COOKIES.values()])
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """The form is read only once a view was found for it."""
        if request.path.startswith(settings.DESK):
            refuse_nul(_texts(request.POST))


def refuse_nul(texts: Iterable[str]) -> None:
    if any(NUL in text for text in texts):
        raise BadRequest("The request holds a NUL character.")


def _texts(given: QueryDict) -> Iterable[str]:
    return (text for name, values in given.lists() for text in (name, *values))
