"""Who sends half a form waits alone."""

import threading
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

from config import bodies
from config.bodies import LARGEST, BodiesInTime


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


class NeverFinished:
    """The body of a sender who stops in the middle, until the connection ends."""

    def __init__(self) -> None:
        self.awaited, self.ended = threading.Event(), threading.Event()

    def read(self, size: int) -> bytes:
        self.awaited.set()
        self.ended.wait(30)
        raise OSError("the connection has ended")


@pytest.fixture
def unfinished() -> Iterator[NeverFinished]:
    body = NeverFinished()
    yield body
    body.ended.set()


def ask(
    application: BodiesInTime, body: Any, *, path: str = "/admin/", method: str = "POST", length: str = "5"
) -> tuple[str, bytes]:
    said: list[str] = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_LENGTH": length, "wsgi.input": body}
    answer = b"".join(application(environ, lambda status, _headers: said.append(status)))
    return said[0], answer


@pytest.fixture
def application(monkeypatch: pytest.MonkeyPatch) -> BodiesInTime:
    monkeypatch.setattr(bodies, "GRACE", 0.5)
    return BodiesInTime(echo, addresses=("/admin/",), at_once=1)


def test_whole_body_is_handed_on(application: BodiesInTime) -> None:
    body = b"x" * 100_000
    assert ask(application, BytesIO(body), length=str(len(body))) == ("200 OK", body)


def test_body_that_does_not_come_is_given_up(application: BodiesInTime, unfinished: NeverFinished) -> None:
    assert ask(application, unfinished)[0] == "408 Request Timeout"
    assert not unfinished.ended.is_set()


def test_others_are_told_at_once_while_one_is_waited_for(
    application: BodiesInTime, unfinished: NeverFinished, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "GRACE", 30)
    waiting = threading.Thread(target=ask, args=(application, unfinished))
    waiting.start()
    assert unfinished.awaited.wait(30)
    assert ask(application, BytesIO(b"12345"))[0] == "503 Service Unavailable"
    assert waiting.is_alive()
    unfinished.ended.set()
    waiting.join()
    assert ask(application, BytesIO(b"12345")) == ("200 OK", b"12345")


@pytest.mark.parametrize("length", ["", "0", "-1", "x", "١٢", "1" * 30])
def test_length_that_is_none_is_no_body(
    application: BodiesInTime, unfinished: NeverFinished, length: str
) -> None:
    assert ask(application, unfinished, length=length, method="POST") == ("200 OK", b"")


def test_nothing_is_read_that_is_too_much(application: BodiesInTime, unfinished: NeverFinished) -> None:
    assert ask(application, unfinished, length=str(LARGEST + 1))[0] == "413 Content Too Large"
