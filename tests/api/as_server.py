"""Asking a WSGI application as a web server does, without Django's test client between."""

import io
from contextlib import contextmanager
from urllib.parse import unquote_to_bytes

from django.core.signals import request_finished, request_started
from django.db import close_old_connections


def environ_of(address, method="GET", **told):
    """What a server tells of a request."""
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),  # as the specification has it
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "HTTP_HOST": "localhost",
        **told,
    }


@contextmanager
def connection_stays_open():
    """A server's requests close connections that are in the middle of something; a test always is."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
