"""Two who import at once, in a cluster of their own. A lock held from outside makes them truly meet."""

import json
from typing import Any

import psycopg
from meeting import wait_for
from people import Person

from records.publishing.log import LOCK

COLUMNS = "kind,id,title,status,category\n"

# Looks through a table, and stores it once the lock is free. Prints what became of it.
IMPORT = """
import json, sys
from records.intake.steps import fingerprint, try_out
from records.intake.take_in import Moved, keep, take_in
from records.publishing.errors import Refused
by, raw = sys.argv[1], sys.argv[2].encode()
upload = keep(name="table.csv", raw=raw, by=by)
seen = fingerprint(try_out(name="table.csv", raw=raw, by=by))
print("looked", flush=True)
sys.stdin.readline()
try:
    intake = take_in(upload_id=str(upload.pk), by=by, seen=seen, permitted=lambda steps: [])
    print(json.dumps([intake.created, intake.changed]))
except (Moved, Refused) as error:
    print(json.dumps(type(error).__name__))
"""


def at_once(two: list[Person], database: psycopg.Connection[Any], *tables: tuple[str, str]) -> list[Any]:
    """What became of each (account, table), sorted; all look first, and then wait for the same lock."""
    for person, (by, rows) in zip(two, tables, strict=True):
        person.begin(IMPORT, by, COLUMNS + rows)
    for person in two:
        assert person.line() == "looked"
    with database.transaction():
        database.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for person in two:
            person.tell()
        wait_for(database, "advisory", len(two))
    return sorted((json.loads(line) for person in two for line in person.finish()), key=str)


def counted(database: psycopg.Connection[Any], table: str) -> int:
    return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_file_confirmed_twice_at_once_is_stored_once(two, database) -> None:
    table = ("editor", "incident,twice,An event,reported,clash\n")
    assert at_once(two, database, table, table) == ["Refused", [1, 0]]
    assert counted(database, "records_intake") == 1
    assert counted(database, "records_upload") == 0


def test_two_files_with_one_id_do_not_overwrite_each_other(two, database) -> None:
    first, second = "incident,same,An event,reported,clash\n", "incident,same,Another event,reported,clash\n"
    assert at_once(two, database, ("one", first), ("two", second)) == ["Moved", [1, 0]]


def test_files_that_have_nothing_in_common_are_both_stored(two, database) -> None:
    first, second = "incident,this,An event,reported,clash\n", "incident,that,An event,reported,clash\n"
    assert at_once(two, database, ("one", first), ("two", second)) == [[1, 0], [1, 0]]
