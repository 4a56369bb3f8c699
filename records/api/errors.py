"""Errors as RFC 9457 problem documents, one shape for everything under `/api/` and `/health/`.

A problem says what to do and never shows a traceback, SQL, a path of this machine, or more than 60 characters of what
was sent.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from psycopg.errors import QueryCanceled
from rest_framework.exceptions import APIException

from records.spool import NoRoomError

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
ECHO = 60
RETRY_AFTER = "5"

TITLES = {
    308: "Moved",
    400: "Bad request",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    410: "Gone",
    500: "Internal error",
    503: "Temporarily unavailable",
}


@dataclass(frozen=True)
class ParameterError:
    """One parameter that cannot be used: `code` is unknown, repeated, empty, invalid or conflict."""

    parameter: str
    code: str
    detail: str

    def as_dict(self) -> dict[str, str]:
        return {"parameter": echo(self.parameter), "code": self.code, "detail": self.detail}


class Problem(Exception):
    """An answer that is not a success; raised anywhere in a public view."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: list[ParameterError] | None = None,
        members: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors or []
        self.members = dict(members or {})
        self.headers = dict(headers or {})


def not_found(
    detail: str = "There is nothing at this address; the collections are listed at /api/v1/.",
) -> Problem:
    return Problem(404, detail)


def unavailable() -> Problem:
    detail = "The register cannot be read at the moment; ask again in a few seconds."
    return Problem(503, detail, headers={"Retry-After": RETRY_AFTER})


def no_room() -> Problem:
    """A full disk; the operator reads in the log which folder it is."""
    detail = "The server has no room for temporary files, which making this takes; ask again later, or for another format."
    return Problem(503, detail, headers={"Retry-After": RETRY_AFTER})


def too_long() -> Problem:
    """The database gives no statement more time, or a busy one would be stopped by a few questions."""
    detail = (
        "Answering this takes too long; narrow it, for instance by kind and dates, or leave count=exact out."
    )
    return Problem(503, detail, headers={"Retry-After": RETRY_AFTER})


def echo(text: str) -> str:
    """What was sent, short enough and without control characters."""
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return shown if len(shown) <= ECHO else shown[: ECHO - 1] + "…"


def problem_response(problem: Problem) -> HttpResponse:
    """The problem as HTTP."""
    body = {
        "type": f"urn:whereabouts:problem:{TITLES[problem.status].lower().replace(' ', '-')}",
        "title": TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
        "errors": [error.as_dict() for error in problem.errors],
        **problem.members,
    }
    response = HttpResponse(orjson.dumps(body), status=problem.status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store" if problem.status >= 500 else "no-cache"
    for name, value in problem.headers.items():
        response[name] = value
    return response


def problem_from(error: Exception) -> Problem | None:
    """The problem that an exception stands for; None for a defect of ours."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, OperationalError | InterfaceError):
        if isinstance(error.__cause__, QueryCanceled):
            return too_long()
        log.error("The database did not answer: %s", type(error).__name__)
        return unavailable()
    if isinstance(error, NoRoomError):
        log.error("%s", error)
        return no_room()
    if isinstance(error, Http404):
        return not_found()
    if isinstance(error, SuspiciousOperation):
        return Problem(400, "The request cannot be read; check its headers and the number of its parameters.")
    if isinstance(error, APIException) and error.status_code in TITLES:
        return Problem(error.status_code, _DETAILS.get(error.status_code, "The request cannot be answered."))
    return None


_DETAILS = {
    406: "This is offered as application/json; ask for that, or leave Accept out.",
}


def handle_exception(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """REST framework's exception handler."""
    problem = problem_from(error)
    return problem_response(problem) if problem else None


def is_public(request: HttpRequest) -> bool:
    """Whether problems are the right shape for this request's errors."""
    return request.path_info.startswith(("/api", "/health"))
