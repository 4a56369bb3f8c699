"""A worker's memory of whole answers: the same bytes, gone with the next change of the register, and bounded."""

import pytest
from as_server import connection_stays_open, environ_of
from asking import ROOT, get, path_of, remove, revise
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError

from records.api import memory, newest
from records.api.lane import DataLane
from records.api.memory import AnswerMemory

FIGURE = "2023-05-33-confirmed-prisoners"
LIST = f"{ROOT}figures/"
UNCITED = "thousands-of-armenians-searching-for-missing"


@pytest.fixture(autouse=True)
def _the_tests_connection_stays_open():
    with connection_stays_open():
        yield


class Worker:
    """The application as a web server sees it, and how often the memory had to ask behind itself."""

    def __init__(self, capacity=10_000_000):
        self.asked = 0
        self.inner = DataLane(get_wsgi_application())
        self.memory = AnswerMemory(self._behind, capacity=capacity)

    def _behind(self, environ, start_response):
        self.asked += 1
        return self.inner(environ, start_response)

    def get(self, address, method="GET", **headers):
        told = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        environ = environ_of(address, method, **told)
        said = []
        body = b"".join(self.memory(environ, lambda status, sent, *_: said.append((status, dict(sent)))))
        return int(said[-1][0][:3]), said[-1][1], body


@pytest.mark.parametrize(
    "address",
    [LIST, f"{LIST}{FIGURE}/", f"{ROOT}changes/", f"{ROOT}timeline/", f"{ROOT}records/?search=armenia", ROOT],
)
def test_the_second_answer_is_the_first_again_and_nobody_is_asked(address):
    worker = Worker()
    first = worker.get(address)
    assert worker.get(address) == first
    assert worker.asked == 1
    assert first[2] == get(address).content


def test_a_withdrawal_is_seen_at_once_when_nothing_is_remembered_of_the_sequence():
    worker = Worker()
    assert worker.get(f"{LIST}{UNCITED}/")[0] == 200
    remove("figure", UNCITED)
    assert worker.get(f"{LIST}{UNCITED}/")[0] == 410
    assert UNCITED.encode() not in worker.get(LIST)[2]


def test_a_change_is_seen_once_the_sequence_is_asked_for_again(settings, monkeypatch):
    settings.NEWEST_IS_REMEMBERED = 0.5
    clock = [1_000.0]
    monkeypatch.setattr(newest.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(newest, "_known", (float("-inf"), 0))
    worker = Worker()
    before = worker.get(LIST)[2]
    revise("figure", FIGURE, title="Changed")
    assert worker.get(LIST)[2] == before
    clock[0] += 0.51
    assert b"Changed" in worker.get(LIST)[2]


def test_a_tag_that_still_holds_is_confirmed_without_asking():
    worker = Worker()
    _, headers, _ = worker.get(LIST)
    status, sent, body = worker.get(LIST, if_none_match=headers["ETag"])
    assert (status, body, sent["ETag"], worker.asked) == (304, b"", headers["ETag"], 1)
    assert "Content-Type" not in sent
    assert worker.get(LIST, if_none_match='"other"')[0] == 200


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"accept": "application/json"}, {"accept": "text/html"}),
        ({"host": "localhost"}, {"host": "elsewhere.example"}),
    ],
)
def test_what_an_answer_depends_on_is_told_apart(one, other):
    worker = Worker()
    assert worker.get(LIST, **one)[0] == 200
    assert worker.get(LIST, **other)[0] in (400, 406)


@pytest.mark.parametrize(
    "address", [f"{LIST}?x=1", f"{LIST}nothing/", "/health/ready", "/", f"{LIST}?format=ndjson"]
)
def test_errors_streams_pages_and_health_are_never_kept(address):
    worker = Worker()
    assert worker.get(address)[0] == worker.get(address)[0]
    assert worker.asked == 2
    assert not worker.memory.kept


def test_it_holds_so_many_bytes_and_lets_go_of_the_oldest():
    worker = Worker(capacity=60_000)
    addresses = [path_of("records", page_size=2, as_of=number) for number in range(100, 123)]
    for address in addresses:
        worker.get(address)
        assert worker.memory.size == sum(kept.size for kept in worker.memory.kept.values()) <= 60_000
    held = {key[1] for key in worker.memory.kept}
    assert addresses[-1].partition("?")[2] in held
    assert addresses[0].partition("?")[2] not in held


def test_an_answer_that_is_larger_than_the_largest_is_not_kept(monkeypatch):
    monkeypatch.setattr(memory, "LARGEST", 100)
    worker = Worker()
    worker.get(LIST)
    assert not worker.memory.kept


def test_without_capacity_it_stands_aside():
    worker = Worker(capacity=0)
    worker.get(LIST)
    worker.get(LIST)
    assert worker.asked == 2


def test_a_database_that_is_away_is_said_by_the_view(monkeypatch):
    def away():
        raise OperationalError

    worker = Worker()
    monkeypatch.setattr(memory, "newest_sequence", away)
    assert worker.get(LIST)[0] == 200
    assert worker.asked == 1


def test_a_head_is_not_answered_with_a_body():
    worker = Worker()
    worker.get(LIST)
    worker.get(LIST, method="HEAD")
    assert worker.asked == 2


@pytest.mark.parametrize("header", ["x_forwarded_proto", "accept_datetime", "host"])
def test_what_a_caller_writes_at_length_is_not_kept(header):
    worker = Worker()
    for number in range(3):
        worker.get(LIST, **{header: f"{number}" + "z" * memory.LONGEST_QUESTION})
    assert worker.memory.kept == {}
    assert worker.memory.size == 0


def test_a_question_counts_as_what_is_kept():
    short, long = Worker(), Worker()
    short.get(f"{ROOT}?format=json")
    long.get(f"{ROOT}?format=json", x_forwarded_proto="z" * 1_000)
    assert long.memory.size >= short.memory.size + 1_000


def test_an_accept_header_without_an_end_is_refused_and_a_path_without_one_is_nowhere():
    assert Worker().get(LIST, accept="text/csv," * 1_000)[0] == 406
    assert get(f"{ROOT}{'x' * 60_000}/").status_code == 404
