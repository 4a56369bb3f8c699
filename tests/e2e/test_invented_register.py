"""An invented register is one that publication could have written, in a table that is as the migrations made it."""

import subprocess
import sys
from datetime import UTC
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from psycopg.rows import dict_row

from benchmarks.register import fill
from config.embedded.cluster import DATABASE, OWNER, Cluster
from records.publishing.log import content_hash, entry_hash

ROOT = Path(__file__).resolve().parents[2]
RECORDS = 1_700  # with what they cite and their versions, enough rows for a segment

Connection = psycopg.Connection[Any]

SHAPE = """
    SELECT indexname FROM pg_indexes WHERE tablename = 'records_published'
    UNION ALL SELECT tgname || tgenabled::text FROM pg_trigger WHERE tgrelid = 'records_published'::regclass
    UNION ALL SELECT attname || attstorage::text FROM pg_attribute WHERE attrelid = 'records_published'::regclass
    UNION ALL SELECT reloptions::text FROM pg_class WHERE oid = 'records_published'::regclass ORDER BY 1
"""
COLUMNS = "SELECT *, document::text AS text FROM records_published ORDER BY sequence"
ROWS = "SELECT row::text FROM records_published AS row ORDER BY sequence"
SEGMENTS = """
    SELECT word, first, rows, ARRAY(SELECT unnest(places) ORDER BY 1) FROM records_segment ORDER BY word, first
"""


@pytest.fixture(scope="module")
def shape_before(cluster: Cluster) -> list[Any]:
    with connect(cluster) as connection:
        return connection.execute(SHAPE).fetchall()


@pytest.fixture(scope="module")
def filled(cluster: Cluster, shape_before: list[Any]) -> Cluster:
    fill(f"postgresql://{OWNER}@/{DATABASE}?host={quote(str(cluster.sockets), safe='')}", RECORDS)
    return cluster


def connect(cluster: Cluster) -> Connection:
    return psycopg.connect(host=str(cluster.sockets), user=OWNER, dbname=DATABASE, autocommit=True)


def test_a_filled_table_has_the_indexes_and_triggers_that_it_had(
    filled: Cluster, shape_before: list[Any], database: Connection
) -> None:
    assert database.execute(SHAPE).fetchall() == shape_before


@pytest.mark.usefixtures("filled")
def test_an_invented_log_has_no_gap_and_holds_what_its_hashes_say(database: Connection) -> None:
    rows = [SimpleNamespace(**row) for row in database.cursor(row_factory=dict_row).execute(COLUMNS)]
    assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
    assert {row.action for row in rows} == {"publish", "revise", "withdraw"}
    for row in rows:
        row.published_at = row.published_at.astimezone(UTC)
        assert row.content_hash == content_hash(row.nonce, row.text and row.text.encode())
        assert row.entry_hash == entry_hash(row)


@pytest.mark.usefixtures("filled")
def test_an_invented_row_is_found_by_what_a_new_index_says(
    database: Connection, environment: dict[str, str]
) -> None:
    before = database.execute(ROWS).fetchall(), database.execute(SEGMENTS).fetchall()
    subprocess.run([sys.executable, "manage.py", "reindex"], cwd=ROOT, env=environment, check=True)
    assert before[1] != []
    assert before == (database.execute(ROWS).fetchall(), database.execute(SEGMENTS).fetchall())
