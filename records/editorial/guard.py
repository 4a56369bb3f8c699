"""Refuses NUL characters in anything the desk is asked: PostgreSQL cannot hold them, and would fail where a form answers."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

View = Callable[..., HttpResponse]
NUL = "\x00"


def refuse_nul(view: View) -> View:
    """The same view, but 400 where the address, the query or the form holds a NUL."""

    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if NUL in request.path or any(map(_holds_nul, (request.GET, request.POST))):
            raise BadRequest("The request holds a NUL character.")
        return view(request, *args, **options)

    return guarded


def _holds_nul(given: QueryDict) -> bool:
    return any(NUL in text for name, values in given.lists() for text in (name, *values))
