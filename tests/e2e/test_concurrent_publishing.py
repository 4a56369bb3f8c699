"""Two who publish at once, in a cluster of their own: its register keeps what they commit.

A lock held from outside makes them truly meet: both are waiting for the log before either of them has it.
"""

import json
from typing import Any

import psycopg
from meeting import wait_for
from people import Person

from records.publishing.log import LOCK

PUBLISH = """
import json, sys
from records.publishing.desk import find
from records.publishing.publish import publish
written = publish(items=find(sys.argv[1:]), by="reviewer")
print(json.dumps([[row.sequence, row.slug, row.version] for row in written]))
"""


def publish_together(
    database: psycopg.Connection[Any], two: list[Person], *entries: str
) -> list[list[list[Any]]]:
    """Publish each entry in a process of its own, all of them at the log's door before it opens; what each wrote."""
    database.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    for person, entry in zip(two, entries, strict=True):
        person.begin(PUBLISH, entry)
    wait_for(database, "advisory", len(entries))
    database.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return [written_by(person) for person in two]


def written_by(person: Person) -> list[list[Any]]:
    (written,) = person.finish()
    return json.loads(written)


def rename(database: psycopg.Connection[Any], *entries: str) -> int:
    """Change the titles on the desk; the register's last sequence."""
    for entry in entries:
        database.execute("UPDATE records_record SET title = title || '!' WHERE id = %s", [entry])
    row = database.execute("SELECT max(sequence) FROM records_published").fetchone()
    assert row is not None
    return int(row[0])


def test_two_publishers_of_one_record_make_one_version(
    database: psycopg.Connection[Any], two: list[Person]
) -> None:
    last = rename(database, "2020-war")
    written = publish_together(database, two, "2020-war", "2020-war")
    assert sorted(written) == [[], [[last + 1, "2020-war", 2]]]


def test_two_publishers_of_two_records_both_succeed_without_a_gap(
    database: psycopg.Connection[Any], two: list[Person]
) -> None:
    last = rename(database, "2022-09-clashes", "1994-ceasefire")
    written = publish_together(database, two, "2022-09-clashes", "1994-ceasefire")
    assert sorted(row[1:] for (row,) in written) == [["1994-ceasefire", 2], ["2022-09-clashes", 2]]
    assert sorted(row[0] for (row,) in written) == [last + 1, last + 2]
    gaps = "SELECT count(*) = max(sequence), count(*) = count(DISTINCT published_at) FROM records_published"
    assert database.execute(gaps).fetchone() == (True, True)
    backwards = (
        "SELECT count(*) FROM records_published a JOIN records_published b ON b.sequence = a.sequence + 1"
        " WHERE b.published_at <= a.published_at"
    )
    assert database.execute(backwards).fetchone() == (0,)


def test_a_publisher_who_waits_for_an_editor_publishes_all_that_the_editor_left(
    database: psycopg.Connection[Any], two: list[Person]
) -> None:
    publisher, _ = two
    with database.transaction():
        rename(database, "2020-war")
        database.execute("UPDATE records_evidence SET phrase = phrase || '!' WHERE record_id = '2020-war'")
        publisher.begin(PUBLISH, "2020-war")
        wait_for(database, "transactionid", 1)
    ((sequence, *_),) = written_by(publisher)
    row = database.execute(
        "SELECT document FROM records_published WHERE sequence = %s", [sequence]
    ).fetchone()
    assert row is not None
    assert row[0]["title"].endswith("!")
    assert {item["phrase"][-1] for item in row[0]["evidence"]} == {"!"}
