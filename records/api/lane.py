"""The short way of data through a worker: from the server's environment to a public view and back.

Django's own way opens and closes every request with signals and a chain of handlers, which cost as much as a detail itself
and which reading has no use for: `records.reading` looks after its connection alone. Whatever is not a plain answer of
`/api/v1/` goes Django's way, defects included, so that they are logged and answered as everywhere.
"""

import logging
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

from records.api.headers import as_sent
from records.api.middleware import DATA, public_answer

METHODS = ("GET", "HEAD", "OPTIONS")
log = logging.getLogger(__name__)

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


class DataLane:
    """A WSGI application beside another, for what it can answer itself."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        response = _answer(environ) if _is_for_data(environ) else None
        if response is None:
            return self.application(environ, start_response)
        start_response(f"{response.status_code} {response.reason_phrase}", as_sent(response))
        return (response.content,) if isinstance(response, HttpResponse) else response


def _is_for_data(environ: Environ) -> bool:
    return environ["PATH_INFO"].startswith(DATA) and environ["REQUEST_METHOD"] in METHODS


def _answer(environ: Environ) -> Any:
    try:
        return public_answer(WSGIRequest(environ.copy()))  # it writes into what it is given
    except Exception as error:  # noqa: BLE001  Django meets it again, and has the words for it
        _say(error)
        return None


def _say(error: Exception) -> None:
    """Django may answer it: without this line, nobody would ever learn of the defect. It repeats nothing of a request."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    log.warning("Left to Django: %s at %s:%s", type(error).__name__, where.filename, where.lineno)
