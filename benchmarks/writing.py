"""How fast the desk path is: checking, storing and publishing invented records, in a database of its own.

    .venv/bin/python -m benchmarks.writing [RECORDS]

It loads entries as `load` does once files are read, and prints records per second, memory, the share of time by step, how
fast the same entries are read from files, and how long the publication of one changed record takes, alone, beside two
processes that read at a steady rate, and beside two that never pause. Times are of the clock and of the processors, which
a busy machine stretches less. Nothing passes or fails.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from importlib import import_module
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch

from django.db import connection

from benchmarks.scratch import scratch_database, use_database

DATABASE = "benchmark_of_writing"
READERS, SINGLE, WARM_UP = 2, 200, 40
STEADY = 200  # requests a second, of all readers together

STEPS = {  # steps indented are part of the one above
    "check": "records.loading.load._set_aside",
    "store": "records.loading.load.store_or_name",
    "publish": "records.loading.load.publish_passing",
    "  judge": "records.publishing.publish_passing.publishable",
    "    render": "records.publishing.document.render",
    "    policy": "records.publishing.together.reasons_by_entry",
    "  rows": "records.publishing.versions._next_version",
    "    index": "records.publishing.versions.index_of",
    "  write": "records.publishing.log.Log.write",
}


def measure(records: int) -> None:
    """Print everything about writing so many records."""
    from benchmarks.invented import gathered

    before = _peak()
    _whole_path(gathered(records))
    print(f"Peak memory grew by {_peak() - before} MB, the entries themselves included.")
    _reading_files()
    _one_by_one("alone", records)
    for rate, said in (
        (STEADY, f"beside {STEADY} requests a second"),
        (0, f"beside {READERS} readers that never pause"),
    ):
        with_readers(lambda said=said: _one_by_one(said, records), rate=rate)


def _whole_path(made: Any) -> None:
    from records.loading.load import load_gathered

    total, spent = len(made.entries), Counter[str]()
    with ExitStack() as timed:
        for step, target in STEPS.items():
            timed.enter_context(_timing(step, target, spent))
        start, cpu, of_server = time.perf_counter(), time.process_time(), _server_seconds()
        loaded = load_gathered(made, publish_as="operator")
        whole, cpu, of_server = (
            time.perf_counter() - start,
            time.process_time() - cpu,
            _server_seconds() - of_server,
        )
    assert loaded.outcomes == {"created": total}
    assert len(loaded.published) == total
    print(f"Whole path: {total} entries, {total / whole:,.0f} a second.")
    print(
        f"  an entry takes {1e6 * cpu / total:,.0f} µs of this process and {1e6 * of_server / total:,.0f} µs of the server"
    )
    for step in STEPS:
        print(
            f"  {step:14}{total / spent[step]:10,.0f} a second {100 * spent[step] / whole:5.0f} % of the time"
        )


def _server_seconds() -> float:
    """Processor time of this connection's server process; 0 where that is on another machine."""
    connection.ensure_connection()
    path = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(path.read_text().split()[0]) / 1e9 if path.exists() else 0.0


def _timing(step: str, target: str, spent: Counter[str]) -> Any:
    """Count the seconds within a function under the name of a step."""
    owner, name = _resolve(target)
    original = getattr(owner, name)

    def timed(*given: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return original(*given, **named)
        finally:
            spent[step] += time.perf_counter() - start  # type: ignore[assignment]

    return patch.object(owner, name, timed)


def _resolve(target: str) -> tuple[Any, str]:
    path, _, name = target.rpartition(".")
    try:
        return import_module(path), name
    except ModuleNotFoundError:
        module, _, owner = path.rpartition(".")
        return getattr(import_module(module), owner), name


def _reading_files() -> None:
    """Read the same entries from the files that `dump` makes of them, and check them; nothing is stored."""
    from records.loading.dump import dump
    from records.loading.gather import gather

    with tempfile.TemporaryDirectory() as folder:
        total = sum(dump(folder=Path(folder) / "dump").values())
        start = time.perf_counter()
        gather([Path(folder) / "dump"], None)
    print(f"Reading them from YAML: {total / (time.perf_counter() - start):,.0f} a second.")


def _one_by_one(when: str, records: int) -> None:
    """Publish records one at a time, each changed beforehand, and print how long each took."""
    slugs = [f"record-{number * records // SINGLE % records}" for number in range(WARM_UP + SINGLE)]
    took = [_publish_one(slug, f"{when} {number}") for number, slug in enumerate(slugs)]
    clock, client, server = zip(*took[WARM_UP:], strict=True)
    cuts = quantiles(clock, n=20)
    print(
        f"Publishing one changed record, {when}: p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms;"
        f" {median(client):.1f} ms of this process and {sum(server) / len(server):.1f} ms of the server."
    )


def _publish_one(slug: str, said: str) -> tuple[float, float, float]:
    """Milliseconds of the clock, of this process and of the server."""
    from records.kinds.base import Record
    from records.kinds.base.vocabulary import State
    from records.publishing.desk import find
    from records.publishing.publish import publish

    Record.objects.filter(pk=slug).update(title=f"Changed {said}", state=State.DRAFT)
    items = find([slug])
    before = _spent()
    written = publish(items=items, by="operator")
    clock, client, server = (1000 * (now - then) for then, now in zip(before, _spent(), strict=True))
    assert len(written) == 1
    return clock, client, server


def _spent() -> tuple[float, float, float]:
    return time.perf_counter(), time.process_time(), _server_seconds()


def with_readers(work: Callable[[], None], *, rate: int) -> None:
    """Do the work while other processes ask the API for lists, so often a second together; 0 is without a pause."""
    command = [sys.executable, "-m", "benchmarks.writing", "--read", str(rate / READERS)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(READERS)]
    try:
        for reader in readers:
            assert reader.stdout
            assert reader.stdout.readline()  # its first answers have come
        work()
    finally:
        for reader in readers:
            reader.kill()
            reader.wait()


def read(rate: float) -> None:
    """Ask for lists until killed, so often a second, or without a pause."""
    use_database(DATABASE)
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    paths = ("/api/v1/records/?actor=actor-1", "/api/v1/records/?search=exchange", "/api/v1/actors/")
    start = time.perf_counter()
    for asked, path in enumerate(cycle(paths), start=1):
        answer = client.get(path)
        assert answer.status_code == 200, answer.content
        if asked == len(paths):
            print("answered", flush=True)
        if rate:
            time.sleep(max(0.0, start + asked / rate - time.perf_counter()))


def _peak() -> int:
    """The most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    if "--read" in sys.argv:
        read(float(sys.argv[2]))
        return
    with scratch_database(DATABASE):
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)


if __name__ == "__main__":
    main()
