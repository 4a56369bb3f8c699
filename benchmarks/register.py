"""Fills `records_published` with an invented register: `python -m benchmarks.register 1000000`.

Rows are what publication would have written, hashes included: versions, withdrawals, index columns that `reindex` would leave
as they are. They go in by COPY, from two processes, into a table whose indexes and triggers are put back afterwards. The
database is one of its own, `whereabouts_bench_<records>`, in the embedded cluster of DATA_DIR or on the server of
DATABASE_URL.
"""

import gc
import multiprocessing
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from config.embedded.cluster import OWNER, Cluster

# What is redacted is in none of the rows: an index that stays empty costs less than a look at all of them.
INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'records_published' AND indexname NOT IN
        (SELECT conname FROM pg_constraint WHERE conrelid = 'records_published'::regclass UNION SELECT 'redacted_by_time')
    ORDER BY indexname <> 'looked_up'
"""
TRIGGERS = """
    SELECT format('ALTER TABLE records_published ENABLE %s TRIGGER %I',
        CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' END, tgname)
    FROM pg_trigger WHERE tgrelid = 'records_published'::regclass AND NOT tgisinternal AND tgenabled <> 'D'
"""
MAKE_SEGMENTS = "SELECT records_published_make_segments()"
COPY = "COPY records_published ({columns}) FROM STDIN (FORMAT BINARY)"


def fill(url: str, records: int, *, processes: int = 2) -> None:
    """Replace whatever the register of this database holds. The tables must be there."""
    with psycopg.connect(url, autocommit=True) as connection:
        put_back = _strip(connection, memory=max(records // 2_500, 16))
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.starmap(_copy_part, [(url, records, part, processes) for part in range(processes)])
    with ThreadPoolExecutor(processes) as pool:
        list(pool.map(partial(_run, url), put_back))
    _run(url, "VACUUM ANALYZE records_published, records_segment")


def _strip(connection: psycopg.Connection[Any], *, memory: int) -> list[str]:
    """Empty the table and take off what slows COPY; return what brings it back, that which takes longest first.

    The look-ups' index is built from what this many MB hold at a time: some twenty times. Sorting more of it together is
    slower, and so is writing to its pages more often.
    """
    indexes = connection.execute(INDEXES).fetchall()
    triggers = [enable for (enable,) in connection.execute(TRIGGERS)]
    connection.execute("ALTER TABLE records_published DISABLE TRIGGER ALL")
    connection.execute("TRUNCATE records_published, records_segment")
    for name, _ in indexes:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    looked_up, *others = [definition for _, definition in indexes]
    in_parts = f"SET maintenance_work_mem = '{memory}MB'; {looked_up}"
    return [in_parts, MAKE_SEGMENTS, *others, *triggers]


def _copy_part(url: str, records: int, part: int, parts: int) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from benchmarks.rows import COLUMNS, rows
    from benchmarks.wire import HEADER, TRAILER

    gc.disable()  # nothing that is made here refers back to itself
    statement = sql.SQL(COPY).format(columns=sql.SQL(", ").join(map(sql.Identifier, COLUMNS)))
    with (
        psycopg.connect(url, autocommit=True) as asking,
        psycopg.connect(url) as connection,
        connection.cursor().copy(statement) as copy,
    ):
        copy.write(HEADER)
        for some in rows(records, part, parts, asking):
            copy.write(some)
        copy.write(TRAILER)


def _run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '1GB'; SET jit = off")
        connection.execute(statement.encode())


def make_database(records: int) -> str:
    """A database of its own for this size, with tables; returns its address. What it held is gone."""
    name = f"whereabouts_bench_{records}"
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    environment = os.environ | {"DATABASE_URL": address(name)}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], env=environment, check=True)
    return address(name)


def address(database: str) -> str:
    """The address of a database on the server that the environment names, or in the embedded cluster."""
    if url := os.environ.get("DATABASE_URL"):
        return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
    cluster = Cluster.below(Path(os.environ.get("DATA_DIR") or "var/bench").absolute())
    cluster.ensure_running()
    return f"postgresql://{OWNER}@/{database}?host={quote(str(cluster.sockets), safe='')}"


def main() -> None:
    """Make and fill."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    began = time.monotonic()
    fill(make_database(records), records)
    print(f"{records} records in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
