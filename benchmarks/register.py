"""Fills `records_published` with an invented register: `python -m benchmarks.register 1000000`.

Rows are what publication would have written, hashes included: versions, withdrawals, index columns by the same code. They go
in by COPY, from two processes, into a table whose indexes and triggers are put back afterwards. The database is one of its
own, `whereabouts_bench_<records>`, in the embedded cluster of DATA_DIR or on the server of DATABASE_URL.
"""

import hashlib
import multiprocessing
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from benchmarks.batches import in_batches
from benchmarks.synthetic import SEED, Records, cited_documents, make_world
from config.embedded.cluster import OWNER, Cluster

BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
STEP = timedelta(seconds=7)
COLUMNS = (
    *("sequence", "kind", "slug", "version", "action", "reason_class", "document", "nonce", "content_hash"),
    *("entry_hash", "published_at", "superseded_at", "standing", "period", "span", "sort_date", "count"),
    *("terms", "keys", "found_under", "cites"),
)
TEXTS = ("headline", "names", "body")
STAGE = "bench_stage"
# Or documents are compressed on their way, and stay so.
AS_SENT = f"ALTER TABLE {STAGE} SET (toast_tuple_target = 8160), ALTER COLUMN document SET STORAGE EXTERNAL"
CHANGE = {"publish": 1, "revise": 0, "withdraw": -1}


@dataclass
class Event:
    """One row of the register to be: which record, which version, what happens, and the row that takes its place."""

    number: int
    version: int
    action: str
    superseded_by: int | None = None


def plan(records: int) -> list[Event]:
    """Publications, with a revision after every fifth and a withdrawal after every hundredth, of records drawn anew."""
    random_ = random.Random(SEED + records)
    events: list[Event] = []
    last: dict[int, int] = {}
    for number in range(records):
        last[number] = len(events)
        events.append(Event(number, 1, "publish"))
        if number % 5 == 4 or number % 100 == 50:
            _change(events, last, random_, "withdraw" if number % 100 == 50 else "revise")
    return events


def _change(events: list[Event], last: dict[int, int], random_: random.Random, action: str) -> None:
    number = random_.randrange(len(last))
    before = events[last[number]]
    if before.action == "withdraw":
        return
    before.superseded_by = last[number] = len(events)
    events.append(Event(number, before.version + 1, action))


def rows(records: int, part: int, parts: int) -> Iterator[tuple[Any, ...]]:
    """The rows of one part of the plan, as values for COPY."""
    world = make_world(records)
    cited = list(cited_documents(world))
    events = plan(records)
    names = {document["url"]: _names(document) for document in cited}
    made = Records(world)
    standing: Counter[str] = Counter()
    for position, document in enumerate(cited):
        standing[document["kind"]] += 1
        if part == 0:
            yield _row(position, document, Event(0, 1, "publish"), len(cited), names, standing)
    kinds: dict[int, str] = {}
    for position, event in enumerate(events):
        kind = kinds.get(event.number) or kinds.setdefault(event.number, made.kind(event.number))
        standing[kind] += CHANGE[event.action]
        if position % parts == part:
            document = made.document(event.number, version=event.version)
            yield _row(len(cited) + position, document, event, len(cited), names, standing)


def _names(document: dict[str, Any]) -> str:
    from records.publishing.index import names_of

    return names_of(document)


def _row(
    position: int,
    document: dict[str, Any],
    event: Event,
    offset: int,
    names: dict[str, str],
    standing: Counter[str],
) -> tuple[Any, ...]:
    from records.publishing.document import stamped
    from records.publishing.index import index_of, nothing_to_find
    from records.publishing.log import content_hash, entry_hash
    from records.statements import literal

    when = BEGINNING + position * STEP
    later = None if event.superseded_by is None else BEGINNING + (offset + event.superseded_by) * STEP
    gone = event.action == "withdraw"
    text = None if gone else stamped(document, version=event.version, published_at=when)
    nonce = None if gone else hashlib.sha256(b"%d" % position).digest()[:16]
    row = SimpleNamespace(
        sequence=position + 1, kind=document["kind"], slug=document["id"], version=event.version
    )
    row.action, row.reason_class, row.replaced_by = event.action, "error" if gone else "", ""
    row.content_hash, row.published_at = content_hash(nonce, text), when
    index: dict[str, Any] = nothing_to_find()
    texts: tuple[str, ...] = ("", "", "")
    if not gone:
        found = index_of(document, other_names=names)
        index, texts = found.__dict__, found.texts
    hashes = (nonce, row.content_hash, entry_hash(row))
    fixed = (row.sequence, row.kind, row.slug, row.version, row.action, row.reason_class)
    return (
        *fixed,
        text.decode() if text else None,
        *hashes,
        when,
        later,
        standing[document["kind"]],
        *(literal(index[name]) for name in COLUMNS[13:]),
        *texts,
    )


def fill(url: str, records: int, *, processes: int = 2) -> None:
    """Replace whatever the register of this database holds. The tables must be there."""
    with psycopg.connect(url, autocommit=True) as connection:
        indexes = _strip(connection)
        with multiprocessing.get_context("spawn").Pool(processes) as pool:
            pool.starmap(_copy_part, [(url, records, part, processes) for part in range(processes)])
    _restore(url, indexes, processes)


def _strip(connection: psycopg.Connection[Any]) -> list[str]:
    """Empty the table and drop what slows COPY; return the statements that bring it back."""
    connection.execute("SET session_replication_role = replica")
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'records_published' AND indexname NOT IN"
        " (SELECT conname FROM pg_constraint WHERE conrelid = 'records_published'::regclass)"
    ).fetchall()
    connection.execute("ALTER TABLE records_published DISABLE TRIGGER ALL")
    connection.execute("TRUNCATE records_published, records_segment")
    connection.execute("ALTER TABLE records_published ENABLE TRIGGER ALL")
    for name, _ in found:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [definition for _, definition in found]


def _copy_part(url: str, records: int, part: int, parts: int) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    names = sql.SQL(", ").join(map(sql.Identifier, (*COLUMNS, *TEXTS)))
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            f"CREATE TEMP TABLE {STAGE} AS SELECT *, ''::text headline, ''::text names, ''::text body"
            " FROM records_published WITH NO DATA"
        )
        cursor.execute(AS_SENT)
        for batch in in_batches(rows(records, part, parts), 20_000):
            with cursor.copy(sql.SQL("COPY bench_stage ({}) FROM STDIN").format(names)) as copy:
                for row in batch:
                    copy.write_row(row)
            _take_over(cursor)
        connection.commit()


def _take_over(cursor: psycopg.Cursor[Any]) -> None:
    """From the stage to the table, with the words as publication would weigh them."""
    columns = sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
    words = sql.SQL(" || ").join(
        sql.SQL("setweight(to_tsvector('english', {}), {})").format(sql.Identifier(name), sql.Literal(weight))
        for name, weight in zip(TEXTS, "ABC", strict=True)
    )
    cursor.execute(
        sql.SQL(
            "INSERT INTO records_published ({columns}, search)"
            " SELECT {columns}, CASE WHEN document IS NOT NULL THEN {words} END FROM bench_stage ORDER BY sequence"
        ).format(columns=columns, words=words)
    )
    cursor.execute(f"TRUNCATE {STAGE}")


def _restore(url: str, indexes: list[str], processes: int) -> None:
    """The indexes, so many at a time and those that take longest first, and what is derived from all rows."""
    longest_first = sorted(indexes, key=lambda index: "USING gin" not in index)
    with ThreadPoolExecutor(processes) as pool:
        for _ in pool.map(partial(_build, url), longest_first):
            pass
    with psycopg.connect(url, autocommit=True) as connection:
        _derive(connection)


def _build(url: str, index: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '1GB'")
        connection.execute(index.encode())


def _derive(connection: psycopg.Connection[Any]) -> None:
    connection.execute("SET session_replication_role = replica; SET maintenance_work_mem = '1GB'")
    connection.execute("SELECT records_published_make_segments()")
    connection.execute("VACUUM ANALYZE records_published, records_segment")


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
