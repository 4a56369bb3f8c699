"""`python -m benchmarks.shapes [SIZE …]`: how the cost of each shape of question grows from 2,000 to 1,000,000 records.

Each size is a database of its own, which is filled first where it is not there. The table has the milliseconds of one page of
50, without HTTP; at the last size also of one that is as short as the first size's, where that has fewer rows, and of the
slowest of nine later ones. They are of processor time that the server's process and this one take, so that a busy machine
changes little, or those that pass, where the server is on another machine. The plan of each shape's last statement is
written to `benchmarks/plans/<size>.txt`. The embedded cluster of DATA_DIR is used, or the server of DATABASE_URL.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg

from benchmarks.kinds_asked import AS_SHORT, LATER, ROWS
from benchmarks.register import address, fill, make_database

SIZES = (2_000, 1_000_000)
PLANS = Path(__file__).parent / "plans"


def make(records: int) -> str:
    """The database of a size, filled."""
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        name = f"whereabouts_bench_{records}"
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not there:
        fill(make_database(records), records)
    return address(name)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    PLANS.mkdir(exist_ok=True)
    found = []
    for size in sizes:
        environment = os.environ | {"DATABASE_URL": make(size), "WHEREABOUTS_ROLE": "reader"}
        command = [sys.executable, "-m", "benchmarks.shapes", "--measure", str(PLANS / f"{size}.txt")]
        environment |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
        rows = json.dumps(found[0] if found else {})
        ran = subprocess.run(
            command, env=environment, input=rows, check=True, stdout=subprocess.PIPE, text=True
        )
        found.append(json.loads(ran.stdout))
    print(
        f"| ms a page of 50 | {' | '.join(f'{size:,}' for size in sizes)} | as short | last / first | later |"
    )
    print(f"|---|{'---:|' * (len(sizes) + 3)}")
    for name in (name for name in found[0] if not name.endswith((ROWS, AS_SHORT, LATER))):
        row = [each[name] for each in found]
        short, later = (found[-1].get(name + what) for what in (AS_SHORT, LATER))
        shown = [f"{ms:.2f}" for ms in row]
        shown += [f"{short or ''}", f"{(short or row[-1]) / row[0]:.1f}", f"{later or ''}"]
        print(f"| {name} | {' | '.join(shown)} |")


def _measure(plans: Path) -> None:
    import django

    django.setup()
    from benchmarks.shape_costs import measure

    print(json.dumps(measure(plans, json.load(sys.stdin))))


if __name__ == "__main__":
    if "--measure" in sys.argv:
        _measure(Path(sys.argv[-1]))
    else:
        main()
