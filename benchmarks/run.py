"""`python -m benchmarks.run`, or `make bench`: everyone answers the same questions on this machine, in turns, in one run.

With `--write` the result goes into docs/performance.md. BENCH_RECORDS is the number of records (20,000), BENCH_ROUNDS
and BENCH_SECONDS say how often and how long each question is asked (4 times 1 second), BENCH_ONLY names rows to
run beside the floor and ourselves. Nothing is left running at the end, however it comes.
"""

import os
import re
import signal
import sys
import traceback
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.clients import CONNECTIONS, choose_client
from benchmarks.database import ROOT, Database, fill
from benchmarks.install import install_python_packages
from benchmarks.machine import describe_machine
from benchmarks.measure import Found, Pace, Runner, measure, measure_exports, prepare
from benchmarks.peer import EXPORT_SHAPE, SHAPES, NotHereError, Peer, Setting
from benchmarks.peers import FLOOR, PEERS, US
from benchmarks.questions import Questions
from benchmarks.questions import prepare as prepare_questions
from benchmarks.servers import started
from benchmarks.table import render

PAGE = ROOT / "docs" / "performance.md"
BETWEEN = re.compile(r"(<!-- benchmark -->\n).*(<!-- end of benchmark -->)", re.DOTALL)


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything is stopped on the way out
    records = int(os.environ.get("BENCH_RECORDS") or 20_000)
    pace = Pace(int(os.environ.get("BENCH_ROUNDS") or 4), float(os.environ.get("BENCH_SECONDS") or 1))
    result = run(make_setting(), records, pace)
    print(f"\n{result}")
    if "--write" in sys.argv:
        PAGE.write_text(BETWEEN.sub(lambda found: f"{found[1]}\n{result}\n{found[2]}", PAGE.read_text()))


def make_setting() -> Setting:
    """The benchmark's own folder below the data directory, with a running database and the peers' packages."""
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "var").absolute() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    python = install_python_packages(folder / "venv")
    return Setting(folder, Database(folder), python)


def run(setting: Setting, records: int, pace: Pace) -> str:
    """The whole benchmark; returns the table."""
    print(f"Filling the database with {records:,} records, unless it is ...", flush=True)
    fill(setting.database, setting.folder, records)
    client_name, client = choose_client()
    with closing(setting.database.connect(autocommit=True)) as connection, ExitStack() as stack:
        questions = prepare_questions(connection, records=records)
        found = [Found(peer) for peer in chosen_peers()]
        runners = [runner for each in found if (runner := enter(stack, each, setting, questions))]
        shapes = [shape for shape in SHAPES if shape != EXPORT_SHAPE]
        rounds = measure(runners, shapes, client, pace, connection)
        measure_exports(runners, pace.rounds, connection)
        for runner in runners:
            runner.found.memory = runner.server.memory()
        ceiling = max((each.requests / each.cpu for each in rounds if each.cpu > 0.05), default=0)
        client_said = (
            f"Asked by {client_name} over {CONNECTIONS} connections, on the cores that servers and database use too. "
            f"It can ask {ceiling:,.0f} times for each second of its own processor time."
        )
        facts = [
            f"{datetime.now(UTC):%d %B %Y}; {describe_machine(connection)}.",
            f"{records:,} records, half of them incidents; {pace.rounds} rounds of {pace.seconds:g} s, medians.",
            client_said,
            *describe_answers(found),
        ]
    return render(found, us=US.name, deep_page=questions.deep_page, facts=facts)


def chosen_peers() -> list[Peer]:
    only = [name.strip().lower() for name in os.environ.get("BENCH_ONLY", "").split(",") if name.strip()]
    always = (FLOOR, US)
    return [
        peer
        for peer in PEERS
        if not only or peer in always or any(name in peer.name.lower() for name in only)
    ]


def enter(stack: ExitStack, found: Found, setting: Setting, questions: Questions) -> Runner | None:
    """Start a server until the stack ends; a server that cannot take part says why in its row."""
    print(f"Starting {found.peer.name} ...", flush=True)
    try:
        server = stack.enter_context(started(found.peer, setting))
        return prepare(server, questions, found)
    except NotHereError as error:
        found.absent = str(error)
    except Exception as error:  # a peer's own trouble must not cost the others their figures
        if found.peer in (FLOOR, US):
            raise
        traceback.print_exc()
        found.absent = f"it broke off: {type(error).__name__}"
    return None


def describe_answers(found: list[Found]) -> list[str]:
    """What the answers held, so that nobody is quick because an answer is short."""
    here = [each for each in found if not each.absent]
    failed = [f"{each.peer.name} ({', '.join(sorted(each.failures))})" for each in here if each.failures]
    return [
        f"Documents in an answer to mediator and year, on average: {_each(here, 'filter')}.",
        f"Documents in an answer to full text, on average: {_each(here, 'search')}.",
        f"Size of a list of 50 in kB: {_each(here, 'list', in_bytes=True)}.",
        *([f"Requests failed where a figure has a `!`: {', '.join(failed)}."] if failed else []),
    ]


def _each(found: list[Found], shape: str, *, in_bytes: bool = False) -> str:
    """`A 50, B 49`, or `50 each`."""
    values = {
        each.peer.name: f"{each.bytes[shape] / 1_000:.0f}" if in_bytes else f"{each.documents[shape]:.0f}"
        for each in found
        if shape in each.documents
    }
    if len(set(values.values())) == 1:
        return f"{next(iter(values.values()))} each"
    return ", ".join(f"{name} {value}" for name, value in values.items())


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
