"""`python -m benchmarks.steps`: where the time of one entry and of one list goes inside a worker, without a web server.

Runs on the database of DATABASE_URL, or on the embedded one of DATA_DIR, with whatever incidents it holds. Each row adds what
stands around the row before; the middleware rows leave one out of the whole chain. The figures are microseconds of processor
time of this process: what the server of the database takes comes on top.
"""

import io
import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

TIMES, ROUNDS = 100, 20


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("WHEREABOUTS_ROLE", "reader")
    from config import heap, wsgi

    heap.keep_together()
    memory = wsgi.application
    slug = _newest_incident()
    environ = _environ(f"/api/v1/incidents/{slug}/")
    _table("one detail", {**_inside(slug), **_around(memory, environ)})
    for name, took in _without_each_middleware(environ):
        print(f"| {name} | {took:.0f} |", flush=True)
    _table("one list of 50", _of_a_list(memory))


def _table(title: str, steps: dict[str, Callable[[], Any]]) -> None:
    print(f"\n| {title} | µs |\n|---|---:|")
    for name, ask in steps.items():
        print(f"| {name} | {_time(ask):.0f} |", flush=True)


def _of_a_list(memory: Any) -> dict[str, Callable[[], Any]]:
    """From the bare statement to the short way, for the newest page and for the one behind it."""
    from django.core.handlers.wsgi import WSGIRequest

    from benchmarks.explained import statements_of
    from records.api.middleware import view_at
    from records.reading import ways
    from records.reading.pages import read_page
    from records.reading.wanted import Order, Slice, Wanted

    wanted, part = Wanted(("incident",)), Slice(Order("date", descending=True), 51)
    statement, values = statements_of(lambda: read_page(wanted, part))[-1]
    lane = memory.application
    first = _environ("/api/v1/incidents/")
    view, _ = view_at("/api/v1/incidents/")  # type: ignore[misc]
    following = json.loads(_call(lane, first))["next"]
    second = first | {"QUERY_STRING": following.partition("?")[2]}
    return {
        "the statement, by a cursor of the driver": _by_cursor(statement, values),
        "the statement, by `records.reading.connection`": lambda: ways.ask(statement, values),
        "`read_page`": lambda: read_page(wanted, part),
        "the view, with a request made for it": lambda: view(WSGIRequest(dict(first))),
        "the short way (`records.api.lane`)": lambda: _call(lane, first),
        "the same for the page behind it, which has a cursor": lambda: _call(lane, second),
        "from memory": lambda: _call(memory, first),
    }


def _by_cursor(statement: str, values: Any) -> Callable[[], Any]:
    from django.db import connections

    cursor = connections["register"].connection.cursor()
    return lambda: cursor.execute(statement, values).fetchall()


def _newest_incident() -> str:
    from records.reading.pages import read_page
    from records.reading.wanted import Order, Slice, Wanted

    return str(read_page(Wanted(("incident",)), Slice(Order("date", descending=True), 1)).keys[0][1])


def _inside(slug: str) -> dict[str, Callable[[], Any]]:
    """From the bare statement to the view."""
    from django.core.handlers.wsgi import WSGIRequest
    from rest_framework.views import APIView

    from records.api.middleware import view_at
    from records.reading.connection import ask
    from records.reading.entries import BETWEEN_ITS_ENDS, entry_at
    from records.reading.wanted import NOW

    statement = f"{BETWEEN_ITS_ENDS} AND superseded_at IS NULL"
    ask("SELECT 1")
    path = f"/api/v1/incidents/{slug}/"
    view, arguments = view_at(path)  # type: ignore[misc]
    ours = view.cls.dispatch

    def by_rest_framework() -> Any:
        view.cls.dispatch = APIView.dispatch
        try:
            return view(WSGIRequest(_environ(path)), **arguments)
        finally:
            view.cls.dispatch = ours

    return {
        "the statement, by a cursor of the driver": _by_cursor(statement, ("incident", slug)),
        "the statement, by `records.reading.connection`": lambda: ask(statement, ("incident", slug)),
        "`entry_at`": lambda: entry_at("incident", slug, NOW),
        "the view, with a request made for it": lambda: view(WSGIRequest(_environ(path)), **arguments),
        "the same, dispatched by REST framework": by_rest_framework,
    }


def _around(memory: Any, environ: dict[str, Any]) -> dict[str, Callable[[], Any]]:
    """From the short way to Django's own, with and without the public middleware's shortcut."""
    lane, django = memory.application, memory.application.application
    return {
        "the short way (`records.api.lane`)": lambda: _call(lane, environ),
        "Django's way, straight to the view": lambda: _call(django, environ),
        "Django's way, through every middleware": lambda: _call_the_long_way(django, environ),
        "from memory": lambda: _call(memory, environ),
    }


def _without_each_middleware(environ: dict[str, Any]) -> Any:
    """The whole chain, less one at a time."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    every = list(settings.MIDDLEWARE)
    for left_out in every[1:]:
        settings.MIDDLEWARE = [name for name in every if name != left_out]
        application = get_wsgi_application()
        ask = partial(_call_the_long_way, application, environ)
        yield f"every middleware but {left_out.rpartition('.')[2]}", _time(ask)
    settings.MIDDLEWARE = every


def _call(application: Any, environ: dict[str, Any]) -> bytes:
    answer = application(dict(environ), lambda *_: None)
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return body


def _call_the_long_way(application: Any, environ: dict[str, Any]) -> bytes:
    from records.api import middleware

    real, middleware.public_answer = middleware.public_answer, lambda _: None  # type: ignore[assignment]
    try:
        return _call(application, environ)
    finally:
        middleware.public_answer = real


def _environ(path: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT": "*/*",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }


def _time(ask: Callable[[], Any]) -> float:
    """Microseconds of this thread's processor time for one, in the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.thread_time()
        for _ in range(TIMES):
            ask()
        best = min(best, (time.thread_time() - began) / TIMES)
    return best * 1_000_000


if __name__ == "__main__":
    main()
