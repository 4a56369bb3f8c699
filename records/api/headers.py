"""Headers that many answers share, put on all at once.

Django checks each header that it is given and looks each up again when it is sent, which for a dozen of them took longer
than the rest of an answer. These are checked when they are made, and go straight to where Django keeps its own.
"""

from collections.abc import Mapping

from django.http.response import HttpResponseBase, ResponseHeaders

Checked = Mapping[str, tuple[str, str]]  # by the name in lower case, as Django keeps them


def checked(headers: Mapping[str, str]) -> Checked:
    """Headers to put on. Raises BadHeaderError for what no header may hold."""
    return ResponseHeaders(headers)._store


def put_on(response: HttpResponseBase, headers: Checked) -> None:
    """Each of these, in place of one of the same name."""
    response.headers._store.update(headers)


def put_on_if_missing(response: HttpResponseBase, headers: Checked) -> None:
    """Each of these, unless there is one of the same name."""
    kept = response.headers._store
    for name, header in headers.items():
        kept.setdefault(name, header)


def as_sent(response: HttpResponseBase) -> list[tuple[str, str]]:
    """Names and values of all, in their order."""
    return list(response.headers._store.values())
