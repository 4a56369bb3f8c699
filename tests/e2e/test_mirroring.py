"""The client of docs/mirroring.md beside a served register: its copy is the register, whatever is done to either."""

import json
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from people import COMMAND, Person, people
from served import Served, served

from config.embedded.cluster import Cluster
from records.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "mirroring.md").read_text()
(CLIENT,) = re.findall(r"Save this as `mirror\.py`:\n\n```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
CHANGES = (ROOT / "tests" / "e2e" / "random_changes.py").read_text()
ROUNDS, STEPS = 4, 30
VERBS = {"revise", "bring_back", "take_away", "remove_text", "make_one"}
KILLS = 8
UNCITED = """
SELECT kind, slug, document->>'title' FROM records_published AS entry
WHERE superseded_at IS NULL AND document->>'title' IS NOT NULL AND NOT EXISTS
    (SELECT FROM records_published WHERE document IS NOT NULL AND cites @> ARRAY[entry.document->>'url'])
ORDER BY sequence LIMIT 1
"""
LONGEST = 34  # lines of the client


class Mirror:
    """The client, its file, and the register it follows."""

    def __init__(self, folder: Path, register: Served, *, page_size: int = 1000) -> None:
        self.script, self.file = folder / "mirror.py", folder / "copy.sqlite3"
        self.register = register
        self.script.write_text(CLIENT.replace("page_size=1000", f"page_size={page_size}"))

    def start(self) -> subprocess.Popen[str]:
        command = [sys.executable, str(self.script), self.register.address, str(self.file)]
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    def catch_up(self) -> None:
        process = self.start()
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said

    def rows(self, statement: str, *values: object) -> list[tuple]:
        with closing(sqlite3.connect(self.file)) as copy:
            return copy.execute(statement, values).fetchall()

    def after(self) -> int:
        """How far it came; 0 before it has a place to note that."""
        try:
            return self.rows("SELECT max(after) FROM place")[0][0] or 0
        except sqlite3.OperationalError:
            return 0

    def lines(self, kind: str) -> bytes:
        """Its documents of a kind, a line each."""
        found = self.rows("SELECT document FROM current WHERE kind = ? ORDER BY sequence", kind)
        return "".join(f"{document}\n" for (document,) in found).encode()


def assert_equal(mirror: Mirror, moment: str = "") -> None:
    """The copy is the export of every kind, byte for byte."""
    for kind in KINDS.values():
        status, _, body = mirror.register.get(f"/api/v1/{kind.collection}/?format=ndjson{moment}")
        assert (status, mirror.lines(kind.name)) == (200, body), kind.name


@pytest.fixture(scope="module")
def editor(cluster: Cluster, environment: dict[str, str]) -> Iterator[Person]:
    with people(environment, 1) as (one,):
        yield one


@pytest.fixture(scope="module")
def register(editor: Person, environment: dict[str, str]) -> Iterator[Served]:
    """One with a past."""
    assert set(change(editor, seed=0)) == VERBS
    with served(Path(environment["DATA_DIR"])) as running:
        yield running


@pytest.fixture
def mirror(tmp_path: Path, register: Served) -> Mirror:
    return Mirror(tmp_path, register)


def change(editor: Person, *, seed: int) -> list[str]:
    """Change the register at random; the verbs that did it."""
    return editor.does(CHANGES, str(seed), str(STEPS))


def wait_until_seen(register: Served, database: psycopg.Connection) -> None:
    """What the workers know of the sequence is half a second old at the most."""
    (last,) = database.execute("SELECT max(sequence) FROM records_published").fetchone()
    deadline = time.monotonic() + 5
    while register.ask("/api/v1/figures/?page_size=1")["sequence"] < last and time.monotonic() < deadline:
        time.sleep(0.05)


def test_the_client_is_short_and_needs_nothing_but_python() -> None:
    assert len([line for line in CLIENT.splitlines() if line]) <= LONGEST
    assert set(re.findall(r"^import (.*)$", CLIENT, re.MULTILINE)) == {
        "hashlib, json, sqlite3, sys, urllib.request"
    }


def test_a_copy_equals_the_export_whatever_is_done_to_the_register(
    mirror: Mirror, editor: Person, database: psycopg.Connection
) -> None:
    mirror.catch_up()
    assert_equal(mirror)
    for seed in range(1, ROUNDS):
        change(editor, seed=seed)
        wait_until_seen(mirror.register, database)
        mirror.catch_up()
        assert_equal(mirror)
        moment = mirror.after()
        assert_equal(mirror, f"&as_of={moment}")


def test_a_copy_begun_late_is_the_copy_that_was_there_from_the_beginning(
    tmp_path: Path, register: Served, editor: Person, database: psycopg.Connection
) -> None:
    for name in ("early", "late"):
        (tmp_path / name).mkdir()
    early = Mirror(tmp_path / "early", register, page_size=11)
    early.catch_up()
    change(editor, seed=ROUNDS)
    wait_until_seen(register, database)
    early.catch_up()
    late = Mirror(tmp_path / "late", register)
    late.catch_up()
    everything = "SELECT * FROM changes ORDER BY sequence"
    assert early.rows(everything) == late.rows(everything)


def test_a_copy_that_is_killed_is_at_each_moment_what_the_register_was_at_one(
    tmp_path: Path, register: Served
) -> None:
    mirror = Mirror(tmp_path, register, page_size=3)
    stops = set()
    for _ in range(KILLS):
        before, process = mirror.after(), mirror.start()
        while mirror.after() == before and process.poll() is None:
            time.sleep(0.001)
        process.kill()
        process.communicate()
        stops.add(after := mirror.after())
        if after:
            assert_equal(mirror, f"&as_of={after}")
    assert len(stops) > 1  # it died on the way
    mirror.catch_up()
    assert_equal(mirror)


def test_merged_ids_are_in_the_copy_with_what_stays(mirror: Mirror) -> None:
    mirror.catch_up()
    merged = mirror.rows("SELECT kind, id, replaced_by FROM changes WHERE replaced_by IS NOT NULL")
    assert merged
    newest = "SELECT replaced_by FROM changes WHERE kind = ? AND id = ? ORDER BY sequence DESC LIMIT 1"
    for kind, slug, stays in merged:
        if mirror.rows(newest, kind, slug) == [(stays,)]:
            here = f"/api/v1/{KINDS[kind].collection}"
            status, headers, _ = mirror.register.get(f"{here}/{slug}/")
            assert (status, headers["location"]) == (308, f"{here}/{stays}/")


def test_redacted_text_is_nowhere_in_the_copy(mirror: Mirror, database: psycopg.Connection) -> None:
    mirror.catch_up()
    gone = database.execute(
        "SELECT DISTINCT kind, slug, max(sequence) FROM records_published WHERE action = 'redact' GROUP BY kind, slug"
    ).fetchall()
    assert gone
    kept = "SELECT document FROM changes WHERE kind = ? AND id = ? AND sequence <= ?"
    assert {document for entry in gone for (document,) in mirror.rows(kept, *entry)} == {None}


def test_redacted_text_is_not_left_in_the_file(
    mirror: Mirror, editor: Person, database: psycopg.Connection
) -> None:
    mirror.catch_up()
    kind, slug, title = database.execute(UNCITED).fetchone()
    text = json.dumps(title, ensure_ascii=False)[1:-1].encode()
    assert text in mirror.file.read_bytes()
    editor.does(COMMAND, "redact", f"{kind}/{slug}", "--reason-class", "safety")
    wait_until_seen(mirror.register, database)
    mirror.catch_up()
    assert text not in mirror.file.read_bytes()


def test_a_copy_of_another_register_is_not_gone_on_with(mirror: Mirror) -> None:
    mirror.catch_up()
    with closing(sqlite3.connect(mirror.file)) as copy, copy:
        copy.execute(
            "UPDATE changes SET entry_hash = 'another' WHERE sequence = (SELECT max(sequence) FROM changes)"
        )
    process = mirror.start()
    assert "begin a new copy" in process.communicate(timeout=60)[1]
    assert process.returncode == 1


def test_a_copy_ahead_of_the_register_is_told_so(mirror: Mirror) -> None:
    mirror.catch_up()
    with closing(sqlite3.connect(mirror.file)) as copy, copy:
        copy.execute("UPDATE place SET after = after + 1000")
    process = mirror.start()
    assert "400" in process.communicate(timeout=60)[1]
    assert process.returncode == 1
