"""`python -m benchmarks.latency [SIZE]`: how long a reader waits while eight of them ask without pause.

A reader with as many workers as it has by itself, or as WORKERS says, without their memory of answers, over a register of a
million records unless another size is named; it is filled first where it is not there. Each shape of question is asked for
some seconds by wrk, which has to be installed. Workers, database and wrk share the machine. No figure fails anything.
"""

import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from benchmarks.clients import CONNECTIONS
from benchmarks.peer import Launch, get
from benchmarks.servers import answering, free_port
from benchmarks.shapes import make

SECONDS = 10
PATIENCE = 30
SAID = re.compile(r"(50|99)%\s+([\d.]+)(us|ms|s)|Requests/sec:\s+([\d.]+)|Non-2xx or 3xx responses: (\d+)")
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1_000.0}
RARE_OR_IN_A_MONTH = (
    '{"any":[{"source":"source-7"},{"actor":"actor-0","date_from":"1993-05","date_to":"1993-05"}]}'
)


def questions(newest: int) -> dict[str, str]:
    """Addresses by what they ask."""
    incidents, records = "/api/v1/incidents/", "/api/v1/records/"
    return {
        "a list": incidents,
        "all records": records,
        "a frequent actor": f"{incidents}?actor=actor-0",
        "an actor of one record in a hundred": f"{incidents}?actor=actor-30",
        "four frequent actors who hardly meet": f"{incidents}?actor=actor-0&actor=actor-1&actor=actor-2&actor=actor-3",
        "a frequent word": f"{incidents}?search=nimo",
        "a rare word, the best first": f"{records}?search=rella&ordering=relevance",
        "without a frequent word": f"{incidents}?search=-nimo",
        "a month of long ago": f"{records}?date_from=1993-05&date_to=1993-05",
        "one number": "/api/v1/prisoner-releases/?count_min=17&count_max=17",
        "the state half-way": f"{records}?as_of={newest // 2}",
        "a rare source, or a frequent actor in a month": f"{incidents}?filter={quote(RARE_OR_IN_A_MONTH)}",
        "a facet of everything": f"{records}?facets=mediator",
        "a facet beside a frequent actor": f"{incidents}?actor=actor-0&facets=mediator",
        "a facet beside an actor of one record in a hundred": f"{records}?actor=actor-30&facets=mediator",
        "everything by month": "/api/v1/timeline/?interval=month",
        "a frequent actor by month": "/api/v1/timeline/?interval=month&actor=actor-0",
        "an actor of one record in a hundred by month": "/api/v1/timeline/?interval=month&actor=actor-30",
    }


def main() -> None:
    database = make(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT max(sequence) FROM records_published").fetchall()
    print("| | requests/s | p50, ms | p99, ms |\n|---|---:|---:|---:|")
    with reader(database) as root:
        for name, address in questions(rows[0][0]).items():
            print(f"| {name} | {ask_for_a_while(root + address)} |", flush=True)


@contextmanager
def reader(database: str) -> Iterator[str]:
    """The address of a reader that answers, until the block ends."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "DATABASE_URL": database,
            "DATA_DIR": folder,
            "WHEREABOUTS_ROLE": "reader",
            "WHEREABOUTS_MEMORY": "0",
            "WORKERS": os.environ.get("WORKERS", ""),
            "PORT": str(port),
        }
        launch = Launch([sys.executable, "manage.py", "serve"], environment)
        with answering(launch, port=port, ready=get("/health/ready"), log=Path(folder) / "serve.log"):
            yield f"http://127.0.0.1:{port}"


def ask_for_a_while(address: str) -> str:
    """Requests a second, the median and the 99th percentile, as cells of a table."""
    urllib.request.urlopen(address, timeout=PATIENCE).close()  # plans and pages of memory are there
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: dict[str, float] = {}
    for percentile, took, unit, rate, failed in SAID.findall(said):
        if failed:
            return f"{failed} failed | – | –"
        found[percentile or "rate"] = float(rate) if rate else float(took) * MILLISECONDS[unit]
    return f"{found['rate']:,.0f} | {found['50']:.1f} | {found['99']:.0f}"


if __name__ == "__main__":
    main()
