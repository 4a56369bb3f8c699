"""Read nodes, measured: how soon they show what was published, what they answer, and how fast one catches up.

    .venv/bin/python -m benchmarks.nodes [--publications 200] [--seconds 5] [--missed 5000]

A writer and two nodes run on this machine and share its processors, so figures of several servers together say little about
several machines. Requests are made by wrk, where it is installed. No figure fails anything.
"""

import argparse
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from statistics import quantiles

from tests.e2e import served as serving
from tests.e2e.database_servers import (
    SECRET,
    SUPERUSER,
    DatabaseServer,
    as_reader,
    make_node,
    make_servers,
    make_writer,
    wait_for,
)

LAST = "SELECT coalesce(max(sequence), 0) FROM records_published"
POLL = 0.001
ENTRY = "2020-war"
LIST = "/api/v1/records/"
DETAIL = "/api/v1/incidents/2020-war/"


def main() -> None:
    options = arguments()
    folder = Path(tempfile.mkdtemp(prefix="nodes-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        writer, *nodes = made = make_servers(folder, "writer", "north", "south")
        for server in made:
            stack.callback(server.remove)
        make_writer(writer)
        for node in nodes:
            make_node(node, writer)
        show_lag(writer, nodes, options.publications)
        show_requests(writer, nodes, options.seconds)
        show_catching_up(writer, nodes[0], options.missed)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--publications", type=int, default=200, help="to time on their way to the nodes")
    parser.add_argument("--seconds", type=int, default=5, help="of requests, for each figure")
    parser.add_argument("--missed", type=int, default=5000, help="entries published while a node is away")
    return parser.parse_args()


def show_lag(writer: DatabaseServer, nodes: Sequence[DatabaseServer], publications: int) -> None:
    """From being visible on the writer to being visible on a node, both seen by asking every millisecond."""
    with ExitStack() as stack:
        at_writer = stack.enter_context(watched(writer))
        at_nodes = [stack.enter_context(watched(node)) for node in nodes]
        began = time.monotonic()
        for number in range(publications):
            writer.sql(f"UPDATE records_record SET title = 'Revision {number}' WHERE id = '{ENTRY}'")
            writer.manage("publish", ENTRY)
        took = time.monotonic() - began
        last = writer.one(LAST)
        wait_for(lambda: all(seen.get(last) for seen in (at_writer, *at_nodes)))
    print(f"published: {publications / took:.0f} a second, one by one")
    for node, seen in zip(nodes, at_nodes, strict=True):
        lags = [1000 * (seen[number] - when) for number, when in at_writer.items() if number in seen]
        cut = quantiles(lags, n=100)
        print(
            f"visible on {node.folder.name} after: p50 {cut[49]:.1f} ms, p99 {cut[98]:.1f} ms, of {len(lags)}"
        )


@contextmanager
def watched(server: DatabaseServer) -> Iterator[dict[int, float]]:
    """When each sequence number was first seen."""
    seen: dict[int, float] = {}
    is_over = threading.Event()

    def watch() -> None:
        with closing(server.connect()) as connection:
            last = server.one(LAST)
            while not is_over.is_set():
                row = connection.execute(LAST).fetchone()
                now = time.monotonic()
                if row and row[0] > last:
                    last = row[0]
                    seen[last] = now
                time.sleep(POLL)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        thread.join()


def show_requests(writer: DatabaseServer, nodes: Sequence[DatabaseServer], seconds: int) -> None:
    """Requests a second, one worker a server."""
    if not shutil.which("wrk"):
        print("requests: not measured, for wrk is not installed")
        return
    with ExitStack() as stack:
        desk = stack.enter_context(
            serving.served(writer.folder, DATABASE_URL=writer.url(), SECRET_KEY=SECRET)
        )
        readers = [
            stack.enter_context(serving.served(node.folder, SECRET_KEY=SECRET, **as_reader(node)))
            for node in nodes
        ]
        for name, path in (("detail", DETAIL), ("list of 50", LIST)):
            alone = requests_a_second([readers[0].address + path], seconds)
            together = requests_a_second([each.address + path for each in (desk, *readers)], seconds)
            print(f"{name}: one node {alone:.0f} requests/s, writer and two nodes together {together:.0f}")


def requests_a_second(addresses: Sequence[str], seconds: int) -> float:
    commands = [["wrk", "-t1", "-c4", f"-d{seconds}s", address] for address in addresses]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    said = [process.communicate()[0] for process in running]
    return sum(float(text.partition("Requests/sec:")[2].split()[0]) for text in said)


def show_catching_up(writer: DatabaseServer, node: DatabaseServer, missed: int) -> None:
    """Kill a node, let the writer go on, and time the node from its answering again to its having everything."""
    node.kill()
    began = time.monotonic()
    added = publish_invented(writer, missed)
    print(
        f"written while {node.folder.name} was away: {added} in {time.monotonic() - began:.1f} s; the writer did not wait"
    )
    last = writer.one(LAST)
    node.cluster.ensure_running()
    began, before = time.monotonic(), node.one(LAST)
    wait_for(lambda: node.one(LAST) > before, seconds=600)
    first = time.monotonic()
    wait_for(lambda: node.one(LAST) == last, seconds=600)
    ended = time.monotonic()
    print(
        f"caught up: {added / (ended - began):.0f} entries/s, {first - began:.1f} s of them until the first"
    )


def publish_invented(writer: DatabaseServer, number: int) -> int:
    """Rows as the register has them, under invented ids and with hashes that are not their own; how many."""
    again = (
        "INSERT INTO records_published SELECT row.* FROM (SELECT entry, row_number() OVER (ORDER BY sequence) AS place,"
        " max(sequence) OVER () AS last, max(published_at) OVER () AS latest FROM records_published AS entry) AS old,"
        " jsonb_populate_record(old.entry, jsonb_build_object('sequence', last + place, 'slug', gen_random_uuid(),"
        " 'version', 1, 'superseded_at', null, 'published_at', latest + place * interval '1 microsecond')) AS row"
        " WHERE place <= 100 ORDER BY place"
    )
    first = writer.one(LAST)
    while writer.one(LAST) - first < number:
        writer.sql(again, role=SUPERUSER)
    return int(writer.one(LAST) - first)


if __name__ == "__main__":
    main()
