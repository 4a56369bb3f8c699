"""What every public answer has in common: reading only, CORS for all, no cookies, and problems instead of error pages.

It wraps only `/api/` and `/health/`; the desk passes through untouched.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from records.api.errors import Problem, is_public, not_found, problem_from, problem_response

METHODS = "GET, HEAD, OPTIONS"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Access-Control-Max-Age": "86400",
}


class PublicApiMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_public(request):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)  # whoever has signed in to the desk reads what everyone reads
        response = self.answer(request)
        for name, value in CORS.items():
            response[name] = value
        response.cookies.clear()
        return response

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Views are asked to read and nothing else; what is allowed, and refused, is the same at every address."""
        if request.method in ("GET", "HEAD"):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": METHODS})
        return problem_response(
            Problem(405, "This is read-only: use GET, HEAD or OPTIONS.", headers={"Allow": METHODS})
        )

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Errors outside REST framework; a defect goes on to `server_error`, which logs it.

        A database that is away is said at every address; other errors of the desk are Django's to answer.
        """
        problem = problem_from(error)
        if problem and (is_public(request) or problem.status == 503):
            return _answer(request, problem)
        return None


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return _answer(request, not_found())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400."""
    return _answer(request, Problem(400, "The request cannot be read; check its address and its headers."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return _answer(request, Problem(403, "This is not allowed."))


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500."""
    return _answer(request, Problem(500, "Something went wrong here. It was logged; asking again may work."))


def _answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    if is_public(request):
        return problem_response(problem)
    return HttpResponse(
        f"{problem.detail}\n",
        status=problem.status,
        content_type="text/plain; charset=utf-8",
        headers=problem.headers,
    )
