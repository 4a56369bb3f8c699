"""Measuring: every answer is checked once, then everyone is asked in turn, round after round, and the median counts."""

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean, median

import psycopg

from benchmarks.clients import Client, Measured
from benchmarks.http1 import Answer, Reader, ask, connect
from benchmarks.peer import NotHereError, Peer, Requests
from benchmarks.questions import PAGE, Questions
from benchmarks.servers import Server

EXPORT_SECONDS = 4
DOCUMENTS = {
    "detail": 1,
    "list": PAGE,
}  # in every answer; a server that answers errors with 200 is found out here


@dataclass(frozen=True)
class Pace:
    """How long is measured."""

    rounds: int
    seconds: float


@dataclass
class Found:
    """What was found out about one server."""

    peer: Peer
    rates: dict[str, float] = field(default_factory=dict)
    documents: dict[str, float] = field(default_factory=dict)  # in an answer, on average
    bytes: dict[str, float] = field(default_factory=dict)
    failures: set[str] = field(default_factory=set)
    memory: float = 0.0
    absent: str = ""


@dataclass
class Runner:
    """A server, what it is asked, and what was found so far."""

    server: Server
    requests: Requests
    found: Found


def prepare(server: Server, questions: Questions, found: Found) -> Runner:
    """Ask everything once; leave out shapes that are not answered with 200, or 304 to the tag that the server gave."""
    requests: Requests = {}
    for shape, asked in server.peer.requests(questions, server.port).items():
        answers = ask(server.port, asked)
        if any(answer.status != 200 for answer in answers):
            print(f"{server.peer.name}: {shape} is answered with {sorted({a.status for a in answers})}")
            continue
        requests[shape] = asked
        found.documents[shape] = fmean(answer.body.count(b'"participants"') for answer in answers)
        found.bytes[shape] = fmean(len(answer.body) for answer in answers)
        if found.documents[shape] != DOCUMENTS.get(shape, found.documents[shape]):
            raise NotHereError("its answers lack documents")
        if shape == "list" and (conditional := _conditional(server.port, asked, answers)):
            requests["304"] = conditional
    return Runner(server, requests, found)


def _conditional(port: int, requests: list[bytes], answers: list[Answer]) -> list[bytes]:
    """The same requests with the tags of their answers; none when the server does not honour them."""
    if not all(answer.etag for answer in answers):
        return []
    tagged = [
        request[:-2] + f"If-None-Match: {answer.etag}\r\n\r\n".encode()
        for request, answer in zip(requests, answers, strict=True)
    ]
    return tagged if all(answer.status == 304 for answer in ask(port, tagged)) else []


def measure(
    runners: list[Runner], shapes: Iterable[str], client: Client, pace: Pace, connection: psycopg.Connection
) -> list[Measured]:
    """Fill in the rates. Returns every round, for what it says of the client."""
    rounds: list[Measured] = []
    for shape in shapes:
        able = [runner for runner in runners if shape in runner.requests]
        for runner in able:
            _one_round(runner, shape, client, pace.seconds / 2, connection)
        seen: dict[str, list[float]] = defaultdict(list)
        for _ in range(pace.rounds):
            for runner in able:
                measured = _one_round(runner, shape, client, pace.seconds, connection)
                rounds.append(measured)
                seen[runner.found.peer.name].append(measured.rate)
        for runner in able:
            runner.found.rates[shape] = median(seen[runner.found.peer.name])
        print(
            f"{shape}: " + ", ".join(f"{r.found.peer.name} {r.found.rates[shape]:,.0f}" for r in able),
            flush=True,
        )
    return rounds


def _one_round(
    runner: Runner, shape: str, client: Client, seconds: float, connection: psycopg.Connection
) -> Measured:
    measured = client(runner.server.port, runner.requests[shape], seconds)
    if measured.failed:
        runner.found.failures.add(shape)
    runner.server.settle(connection)
    return measured


def measure_exports(runners: list[Runner], rounds: int, connection: psycopg.Connection) -> None:
    """Documents a second of each export. A slow one is broken off after a few seconds and asked only once."""
    for runner in runners:
        rates: list[float] = []
        began = time.monotonic()
        while len(rates) < rounds and time.monotonic() < began + EXPORT_SECONDS:
            rate = _export(runner.server)
            if rate is None:
                break
            rates.append(rate)
            runner.server.settle(connection)
        if rates:
            runner.found.rates["export"] = median(rates)


def _export(server: Server) -> float | None:
    """Documents a second, from the request to the last byte or to the end of our patience; None without an export."""
    if server.peer.export is None:
        return None
    line, tail, lines = server.peer.export_line, b"", 0
    reader = Reader(keep=True)
    with connect(server.port) as connection:
        began = time.perf_counter()
        connection.sendall(server.peer.export)
        complete = False
        while not complete and time.perf_counter() < began + EXPORT_SECONDS:
            data = connection.recv(1 << 20)
            complete = reader.feed(data) if data else True
            if reader.status and reader.status != 200:
                return None
            text = tail + b"".join(reader.body)
            reader.body.clear()
            lines += text.count(line)
            tail = text[1 - len(line) :]
        took = time.perf_counter() - began
    return lines / took if lines else None
