"""A small load client, for machines without wrk: a process of its own with a few keep-alive connections.

`python -m benchmarks.load PORT SECONDS CONNECTIONS FILE`: FILE is a JSON list of requests, which are sent in turn. Prints
a JSON object with the requests answered in time, the seconds that took, and how many failed. It then waits for what is
still under way, so that the next measurement finds an idle server.
"""

import json
import selectors
import socket
import sys
import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.http1 import Reader, connect

DRAIN = 10  # seconds


@dataclass
class Count:
    """What a run saw."""

    requests: int = 0
    failed: int = 0
    seconds: float = 0.0


def run(port: int, requests: list[bytes], *, seconds: float, connections: int) -> Count:
    """Keep every connection busy for a while."""
    upcoming = cycle(requests)
    selector = selectors.DefaultSelector()
    for _ in range(connections):
        connection = connect(port)
        connection.setblocking(False)
        selector.register(connection, selectors.EVENT_READ, Reader())
        connection.sendall(next(upcoming))
    count = Count()
    began = now = time.perf_counter()
    while selector.get_map() and now < began + seconds + DRAIN:
        for key, _ in selector.select(timeout=0.1):
            complete = _receive(key, count)
            now = time.perf_counter()
            in_time = now < began + seconds
            count.requests += complete and in_time
            if complete and in_time and key.data.status < 400:
                key.data.begin()
                key.fileobj.sendall(next(upcoming))  # type: ignore[union-attr]
            elif complete:
                _close(selector, key)
        now = time.perf_counter()
    for key in list(selector.get_map().values()):
        _close(selector, key)
    count.seconds = seconds
    return count


def _receive(key: selectors.SelectorKey, count: Count) -> bool:
    """Whether the connection's answer is complete; a broken connection counts as failed and complete."""
    connection: socket.socket = key.fileobj  # type: ignore[assignment]
    data = connection.recv(1 << 18)
    complete: bool = key.data.feed(data) if data else True
    if not data or (complete and key.data.status >= 400):
        count.failed += 1
        key.data.status = 599 if not data else key.data.status
    return complete


def _close(selector: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
    selector.unregister(key.fileobj)
    key.fileobj.close()  # type: ignore[union-attr]


if __name__ == "__main__":
    port, seconds, connections, file = sys.argv[1:]
    pool = [text.encode("latin-1") for text in json.loads(Path(file).read_text())]
    print(json.dumps(run(int(port), pool, seconds=float(seconds), connections=int(connections)).__dict__))
