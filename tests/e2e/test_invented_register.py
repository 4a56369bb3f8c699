"""An invented register is one that publication could have written, in a table that is as the migrations made it; and what is
measured on it by drawing questions works.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
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
# What is derived for walks and look-ups says, wrongly, that no row carries a term.
SPOIL = """
    ALTER TABLE records_published DISABLE TRIGGER ALL;
    UPDATE records_published SET keys = '{}', found_under = '{}';
    TRUNCATE records_segment
"""
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
    fill(address(cluster), RECORDS)
    return cluster


def address(cluster: Cluster) -> str:
    return f"postgresql://{OWNER}@/{DATABASE}?host={quote(str(cluster.sockets), safe='')}"


def connect(cluster: Cluster, name: str = DATABASE) -> Connection:
    return psycopg.connect(host=str(cluster.sockets), user=OWNER, dbname=name, autocommit=True)


@pytest.fixture
def copied(filled: Cluster) -> Iterator[Connection]:
    """Under the name that measurements look for."""
    name = f"whereabouts_bench_{RECORDS}"
    with connect(filled, "postgres") as owner:
        owner.execute(f"CREATE DATABASE {name} TEMPLATE {DATABASE}")
        with connect(filled, name) as connection:
            yield connection
        owner.execute(f"DROP DATABASE {name} WITH (FORCE)")


def draw(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.drawn", str(RECORDS), "--seconds", "0.3", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


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


def test_an_invented_register_is_the_same_however_many_processes_fill_it(
    filled: Cluster, database: Connection
) -> None:
    before = database.execute(ROWS).fetchall(), database.execute(SEGMENTS).fetchall()
    fill(address(filled), RECORDS, processes=1)
    assert before == (database.execute(ROWS).fetchall(), database.execute(SEGMENTS).fetchall())


def test_drawn_questions_are_measured_and_each_can_be_asked_again(
    copied: Connection, environment: dict[str, str]
) -> None:
    table, _, slowest = draw(environment).stdout.partition("The slowest pages")
    assert re.findall(r"^\| (\w+) \|(?: [\d.,]+ \|){5} \d+ \| 0 \|$", table, re.MULTILINE) == [
        "pages",
        "facets",
        "timelines",
    ]
    number, question = re.search(r"ms \| (\d+), first page \| (.+)", slowest).groups()
    again = draw(environment, "--only", number)
    assert question in again.stdout
    assert "->  Index" in again.stdout


def test_answers_to_drawn_questions_are_those_of_whoever_reads_every_row(
    copied: Connection, environment: dict[str, str]
) -> None:
    right = draw(environment, "--compare")
    assert (right.returncode, right.stderr) == (0, "")
    assert re.search(r"\d answers compared, .*; 0 differ$", right.stdout)
    copied.execute(SPOIL)
    wrong = draw(environment, "--compare")
    assert wrong.returncode == 1
    assert re.search(r"^Differs: \d+, first page: .* \| ", wrong.stdout, re.MULTILINE)
