"""Pages followed while another process commits: they show the register of the first page's sequence, whole and once."""

import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from loaded import copy_loaded, environment_of
from meeting import PATIENCE
from served import ROOT, Served, served

from config.embedded.cluster import DATABASE, OWNER, Cluster

# Publishes new entries, moves others about in every order there is, takes one away and brings it back, and begins again.
PUBLISHER = """
import itertools, django
django.setup()
from records.kinds import KINDS
from records.kinds.incident import Incident
from records.publishing.publish import publish
from records.publishing.withdraw import withdraw

SOURCE, UNCITED = "azerbaijan-releases-17-prisoners", "thousands-of-armenians-searching-for-missing"
MOVED = [("incident", "2023-05-11-fighting"), ("figure", "2023-05-33-confirmed-prisoners")]

def revise(kind, slug, **changes):
    item = KINDS[kind].model._default_manager.get(pk=slug)
    for name, value in changes.items():
        setattr(item, name, value)
    item.edited_by = "an-editor"
    item.save()
    publish(items=[item], by="a-reviewer")

def add(number):
    new = Incident.objects.create(
        id=f"new-{number}", title=f"Said of Armenia, number {number}", date=str(1900 + number % 200), status="reported",
        category="other", sensitivity="low", edited_by="an-editor",
    )
    new.evidence.create(source_id=SOURCE, paragraph=3, phrase="a phrase")
    publish(items=[new], by="a-reviewer")

for number in itertools.count():
    if number < 40:
        add(number)
    for kind, slug in MOVED:
        revise(kind, slug, date=str(1900 + number * 37 % 200), date_note="", title=f"Armenia, {number} times")
    withdraw(entries=[("figure", UNCITED)], reason_class="error")
    revise("figure", UNCITED, title=f"Back for the {number}th time")
"""
ORDERINGS = ["date", "-date", "published_at", "-published_at", "relevance&search=armenia"]
STOOD = """
SELECT DISTINCT ON (kind, slug) slug, action FROM records_published WHERE sequence <= %s AND kind = ANY(%s)
ORDER BY kind, slug, sequence DESC
"""
RECORDS = ["missing-person-talk", "prisoner-release", "negotiation-round", "figure", "incident"]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A register that changes all the time."""
    data_dir = tmp_path_factory.mktemp("busy") / "var"
    data_dir.mkdir()
    cluster = copy_loaded(data_dir, tmp_path_factory)
    with served(data_dir) as running:
        command = [sys.executable, "-c", PUBLISHER]
        publisher = subprocess.Popen(command, cwd=ROOT, env=environment_of(data_dir))
        try:
            yield running
            assert publisher.poll() is None, "the publisher did not get through"
        finally:
            publisher.kill()
            publisher.wait()
    cluster.leave()
    cluster.remove()


@pytest.fixture
def database(register: Served) -> Iterator[psycopg.Connection[Any]]:
    sockets = Cluster.below(register.data_dir).sockets
    with psycopg.connect(host=str(sockets), user=OWNER, dbname=DATABASE, autocommit=True) as connection:
        yield connection


def newest(database: psycopg.Connection[Any]) -> int:
    row = database.execute("SELECT max(sequence) FROM records_published").fetchone()
    assert row is not None
    return int(row[0])


def wait_for_another(database: psycopg.Connection[Any]) -> None:
    """Until something was committed after this moment."""
    before, deadline = newest(database), time.monotonic() + PATIENCE
    while newest(database) == before:
        assert time.monotonic() < deadline, "nobody publishes"
        time.sleep(0.002)


def follow(register: Served, database: psycopg.Connection[Any], address: str, step: str) -> list[Any]:
    """Every page from an address on, with something committed between any two."""
    pages = [register.ask(address)]
    while pages[-1][step]:
        wait_for_another(database)
        pages.append(register.ask(pages[-1][step]))
    return pages


def listed(pages: list[Any]) -> list[str]:
    return [entry["id"] for page in pages for entry in page["results"]]


def stood_at(database: psycopg.Connection[Any], sequence: int) -> set[str]:
    """What was in the register at a sequence, by the log alone."""
    rows = database.execute(STOOD, [sequence, RECORDS]).fetchall()
    return {slug for slug, action in rows if action in ("publish", "revise")}


@pytest.mark.parametrize("size", [3, 20])
@pytest.mark.parametrize("ordering", ORDERINGS)
def test_pages_neither_skip_nor_repeat_whatever_is_committed_between_them(
    register: Served, database: psycopg.Connection[Any], ordering: str, size: int
) -> None:
    began = newest(database)
    there = follow(register, database, f"/api/v1/records/?page_size={size}&ordering={ordering}", "next")
    back = follow(register, database, there[-1]["previous"], "previous")
    (sequence,) = {page["sequence"] for page in there + back}
    assert newest(database) >= began + len(there) + len(back) - 2
    at_once = f"/api/v1/records/?page_size=200&ordering={ordering}&as_of={sequence}"
    whole = listed(follow(register, database, at_once, "next"))
    assert listed(there) == whole
    assert listed(back[::-1]) == whole[: (len(there) - 1) * size]
    if "search" not in ordering:
        assert sorted(whole) == sorted(stood_at(database, sequence))
