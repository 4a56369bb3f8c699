"""How fast the desk path is: checking, storing and publishing invented records, in a database of its own.

    .venv/bin/python -m benchmarks.writing [RECORDS]

It loads entries as `load` does once files are read, and prints records per second, memory, the share of time by step, how
fast the same entries are read from files, and how long the publication of one changed record takes, alone and beside two
processes that read. Nothing passes or fails.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from statistics import quantiles
from typing import Any
from unittest.mock import patch

from django.db import connection

from benchmarks.scratch import scratch_database, use_database

DATABASE = "benchmark_of_writing"
READERS, SINGLE = 2, 100

STEPS = {  # steps indented are part of the one above
    "validate": "records.loading.load.validate",
    "store": "records.loading.load.store_or_name",
    "publish": "records.loading.load.publish_passing",
    "  read again": "records.publishing.desk.read_whole",
    "  render": "records.publishing.document.render",
    "  policy": "records.publishing.publishable.reasons_by_entry",
    "  rows": "records.publishing.versions._next_version",
    "    index": "records.publishing.versions.index_of",
    "  write": "records.publishing.log.Log.write",
    "  state": "records.publishing.versions._mark_published",
}


def measure(records: int) -> None:
    """Print everything about writing so many records."""
    from benchmarks.invented import gathered

    before = _peak()
    _whole_path(gathered(records))
    print(f"Peak memory grew by {_peak() - before} MB, the entries themselves included.")
    _reading_files()
    _one_by_one("alone", records)
    with_readers(lambda: _one_by_one(f"beside {READERS} readers", records))


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
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    spent = path.read_text().rpartition(")")[2].split()[11:13] if path.exists() else []
    return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


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
    from records.kinds.base import Record
    from records.publishing.desk import find
    from records.publishing.publish import publish

    took = []
    for number in range(SINGLE):
        slug = f"record-{number * records // SINGLE}"
        Record.objects.filter(pk=slug).update(title=f"Changed {when} {number}")
        items = find([slug])
        start = time.perf_counter()
        written = publish(items=items, by="operator")
        took.append((time.perf_counter() - start) * 1000)
        assert len(written) == 1
    cuts = quantiles(took, n=100)
    print(f"Publishing one changed record, {when}: p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms.")


def with_readers(work: Callable[[], None]) -> None:
    """Do the work while other processes ask the API for lists without a pause."""
    command = [sys.executable, "-m", "benchmarks.writing", "--read"]
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


def read() -> None:
    """Ask for lists until killed."""
    use_database(DATABASE)
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    paths = ("/api/v1/records/?actor=actor-1", "/api/v1/records/?search=exchange", "/api/v1/actors/")
    said = False
    while True:
        for path in paths:
            answer = client.get(path)
            assert answer.status_code == 200, answer.content
        if not said:
            print("answered", flush=True)
            said = True


def _peak() -> int:
    """The most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    if "--read" in sys.argv:
        read()
        return
    with scratch_database(DATABASE):
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)


if __name__ == "__main__":
    main()
