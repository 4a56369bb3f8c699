"""What every public answer has in common: reading only, CORS for all, no cookies, and problems instead of error pages.

It stands before all other middleware, and takes `/api/v1/` straight to its view: sessions, tokens, static files and policies
for pages have nothing to say there, and took as long as the view itself. The desk passes through untouched.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve

from records.api.addresses import has_possible_port
from records.api.error_pages import error_page
from records.api.errors import Problem, is_public, not_found, problem_from, problem_response
from records.api.headers import checked, put_on, put_on_if_missing

METHODS = "GET, HEAD, OPTIONS"
QUESTIONS_BY_POST = frozenset(
    {"/api/v1/reconcile/"}
)  # its clients send what they ask as a form; nothing is changed by it
CORS = checked(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Headers": "Accept, Accept-Datetime, If-None-Match",
        "Access-Control-Expose-Headers": "ETag, Link, Memento-Datetime, Redacted, Retry-After",
        "Access-Control-Max-Age": "86400",
    }
)
DATA = "/api/v1/"
WITHOUT_BODY = (204, 304)
LONGEST_PATH = 300  # nothing is at a longer one, and paths are remembered
# What other middleware says of pages, for answers that are data and never rendered.
OF_DATA = checked(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    }
)
slug_pattern = re.compile(r"[-a-zA-Z0-9_]+").fullmatch
HSTS = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"


class PublicApiMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_public(request):
            return self.get_response(request)
        return public_answer(request) or marked_public(request, self.get_response(request))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Errors outside REST framework; a defect goes on to `server_error`, which logs it.

        A database that is away is said at every address; other errors of the desk are Django's to answer.
        """
        problem = problem_from(error)
        if problem and (is_public(request) or problem.status == 503):
            return _answer(request, problem)
        return None


def _is_for_us(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def public_answer(request: HttpRequest) -> HttpResponseBase | None:
    """The answer to what needs nothing of Django's way: data, and every method but reading; None for the rest."""
    request.META.pop("HTTP_COOKIE", None)  # whoever has signed in to the desk reads what everyone reads
    methods = methods_at(request.path_info)
    response: HttpResponseBase | None
    if not has_possible_port(request.META.get("HTTP_HOST", "")):
        says = "Host names a port that cannot be: write one from 1 to 65535, or none."
        response = problem_response(Problem(400, says))
    elif request.method == "OPTIONS":
        response = _options(request)
    elif request.method in methods.split(", "):
        response = _data(request)
    else:
        says = f"This is read-only: use {METHODS.replace(', O', ' or O')}."
        response = problem_response(Problem(405, says, headers={"Allow": methods}))
    return marked_public(request, _whole(response)) if response else None


def _whole(response: HttpResponseBase) -> HttpResponseBase:
    """With what other middleware says of pages, and the length where there is a body."""
    put_on_if_missing(response, OF_DATA)
    if isinstance(response, HttpResponse) and response.status_code not in WITHOUT_BODY:
        response["Content-Length"] = str(len(response.content))
    return response


def _options(request: HttpRequest) -> HttpResponseBase | None:
    """What may be asked there. The methods alone for a browser that asks whether it may ask, and where there is no data; None
    where there is nothing.
    """
    asks_leave = "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META
    response = None if asks_leave else _data(request)
    if response is None and (asks_leave or _is_an_address(request.path_info)):
        return HttpResponse(status=204)
    return response


def _is_an_address(path: str) -> bool:
    return len(path) <= LONGEST_PATH and _resolved(path) is not None


def methods_at(path: str) -> str:
    """The methods of an address, as headers name them."""
    return f"{METHODS}, POST" if path in QUESTIONS_BY_POST else METHODS


def marked_public(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Anyone may read it from anywhere, it sets no cookie, and whatever answers OPTIONS names the methods."""
    methods = methods_at(request.path_info)
    put_on(response, CORS)
    response["Access-Control-Allow-Methods"] = methods
    if request.method == "OPTIONS":
        response["Allow"] = methods
    response.cookies.clear()
    return response


def _data(request: HttpRequest) -> HttpResponseBase | None:
    """An answer of `/api/v1/`; None for what goes the long way: redirections, and what is not here."""
    if not request.path_info.startswith(DATA) or (settings.SECURE_SSL_REDIRECT and not request.is_secure()):
        return None
    found = view_at(request.path_info)
    if found is None or not _is_for_us(request):
        return None
    view, arguments = found
    response: HttpResponseBase = view(request, **arguments)
    if settings.SECURE_HSTS_SECONDS and request.is_secure():
        response["Strict-Transport-Security"] = HSTS
    return response


def view_at(path: str) -> tuple[Callable[..., HttpResponseBase], dict[str, Any]] | None:
    """The view at an address below `/api/v1/`, and its arguments. Addresses that differ only in an id share a look-up."""
    collection, _, below = path.removeprefix(DATA).partition("/")
    slug, _, rest = below.partition("/")
    if len(path) > LONGEST_PATH or (slug and not slug_pattern(slug)):
        return None
    of_entry = _resolved(f"{DATA}{collection}/x/{rest}") if slug and "/" in below else None
    if of_entry:
        return of_entry.func, {**of_entry.kwargs, "slug": slug}
    found = _resolved(path)
    return (found.func, found.kwargs) if found else None


@lru_cache(maxsize=512)
def _resolved(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return _answer(
        request, not_found() if is_public(request) else not_found("There is nothing at this address.")
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400."""
    if isinstance(exception, RequestDataTooBig):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000
        return _answer(request, Problem(400, f"A form may hold {limit:g} MB at most: go back and send less."))
    return _answer(request, Problem(400, "The request cannot be read; check its address and its headers."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return _answer(
        request, Problem(403, "Your account may not do this; an administrator of the desk can change that.")
    )


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a form without the token of its page (`CSRF_FAILURE_VIEW`)."""
    says = (
        "The page was open too long, or this browser keeps no cookies, and nothing was saved: go back, copy what you typed,"
        " then load it again and send it once more."
    )
    return _answer(request, Problem(403, says))


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500."""
    return _answer(request, Problem(500, "Something went wrong here. It was logged; asking again may work."))


def _answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    if is_public(request):
        return problem_response(problem)
    return error_page(request, problem)
