"""The whole application over real HTTP, inside the test's own transaction."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *said: Any) -> None:
        """Nothing."""


def _keep_connections() -> None:
    """A request closes connections that are in the middle of something; a test always is."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)


@contextmanager
def served() -> Iterator[str]:
    """The address of the whole application, one request at a time on this test's connection."""
    application, turn, shared = get_wsgi_application(), threading.Lock(), connections["default"]

    def serve(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with turn:
            _keep_connections()  # each time: a test client's request connects what it found disconnected
            connections["default"] = connections["register"] = shared
            answer = application(environ, start)
            try:
                return [b"".join(answer)]
            finally:
                answer.close()

    shared.inc_thread_sharing()
    server = make_server("127.0.0.1", 0, serve, server_class=_Server, handler_class=_Silent)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        shared.dec_thread_sharing()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
