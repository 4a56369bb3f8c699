"""Publishing: what a version is, in which order versions come, and that a publication happens whole or not at all."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import orjson
import psycopg
import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import transaction

from records.kinds.actor import Actor
from records.kinds.incident import Incident
from records.published import Published
from records.publishing.desk import find
from records.publishing.document import render
from records.publishing.errors import Refused
from records.publishing.log import open_log
from records.publishing.publish import publish
from records.publishing.reindex import reindex

Make = Callable[..., Incident]
Rows = Callable[[], list[tuple[Any, ...]]]

NAMED = SearchQuery("hayastan", config="english")


def current(kind: str, slug: str) -> Published:
    return Published.objects.current().entry(kind, slug).get()


def rename(slug: str, title: str) -> Incident:
    Incident.objects.filter(pk=slug).update(title=title)
    return Incident.objects.get(pk=slug)


def test_a_first_publication_is_version_1(make: Make) -> None:
    last = Published.objects.latest("sequence")
    (row,) = publish(items=[make()], by="reviewer")
    assert (row.sequence, row.kind, row.slug, row.version) == (last.sequence + 1, "incident", "event", 1)
    assert (row.action, row.reason_class, row.superseded_at) == ("publish", "", None)
    incident = Incident.objects.get(pk="event")
    assert (incident.state, incident.edited_by) == ("published", "author")


def test_an_unchanged_entry_makes_no_version(make: Make, rows: Rows) -> None:
    incident = make()
    publish(items=[incident], by="reviewer")
    before = rows()
    assert publish(items=[incident], by="someone-else") == []
    assert rows() == before


def test_a_changed_entry_makes_the_next_version_and_closes_the_last(make: Make) -> None:
    publish(items=[make()], by="reviewer")
    for version in (2, 3):
        (row,) = publish(items=[rename("event", f"Event {version}")], by="reviewer")
        assert (row.version, row.action) == (version, "revise")
    one, two, three = Published.objects.entry("incident", "event").order_by("version")
    assert (one.superseded_at, two.superseded_at, three.superseded_at) == (
        two.published_at,
        three.published_at,
        None,
    )
    assert orjson.loads(str(one.document))["title"] == "An event"


def test_a_change_that_readers_cannot_see_makes_no_version(make: Make) -> None:
    incident = make()
    publish(items=[incident], by="reviewer")
    Incident.objects.update(sensitivity="medium", edited_by="other", state="in-review")
    assert publish(items=[incident], by="reviewer") == []
    assert Incident.objects.get(pk="event").state == "published"


def test_what_is_published_is_the_desk_now_and_not_the_object_given(make: Make) -> None:
    stale = make()
    rename("event", "Changed meanwhile")
    (row,) = publish(items=[stale], by="reviewer")
    assert orjson.loads(str(row.document))["title"] == "Changed meanwhile"


def test_the_bytes_are_the_document_with_the_stamps_of_its_publication(make: Make) -> None:
    (row,) = publish(items=[make()], by="reviewer")
    row.refresh_from_db()
    moment = row.published_at.isoformat().replace("+00:00", "Z")
    path = "/api/v1/incidents/event/versions/1/"
    document = render(Incident.objects.get(pk="event")) | {
        "version": 1,
        "published_at": moment,
        "version_url": path,
        "citation": f"An event (incident). Whereabouts, version 1 of {moment[:10]}. {path}",
    }
    assert str(row.document).encode() == orjson.dumps(document)


def test_hashes_can_be_computed_again_from_every_row() -> None:
    assert Published.objects.count() > 100
    for row in Published.objects.all():
        assert (
            bytes(row.content_hash) == hashlib.sha256(bytes(row.nonce) + str(row.document).encode()).digest()
        )
        leaf = {
            "action": row.action,
            "content_hash": bytes(row.content_hash).hex(),
            "id": row.slug,
            "kind": row.kind,
            "published_at": row.published_at.isoformat().replace("+00:00", "Z"),
            "reason_class": None,
            "sequence": row.sequence,
            "version": row.version,
        }
        assert bytes(row.entry_hash) == hashlib.sha256(b"\x00" + orjson.dumps(leaf)).digest()
        assert len(bytes(row.nonce)) == 16


def test_no_two_rows_share_a_nonce() -> None:
    nonces = [bytes(nonce) for nonce in Published.objects.values_list("nonce", flat=True)]
    assert len(set(nonces)) == len(nonces)


def test_sequence_has_no_gap_and_time_always_advances(make: Make) -> None:
    publish(items=[make("one"), make("two"), make("three")], by="reviewer")
    numbers, times = zip(
        *Published.objects.order_by("sequence").values_list("sequence", "published_at"), strict=True
    )
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert all(earlier < later for earlier, later in pairwise(times))


def test_a_clock_set_back_does_not_set_the_register_back(make: Make) -> None:
    with transaction.atomic():
        log = open_log()
        ahead = log.next_moment() + timedelta(days=400)
        log.append(
            kind="incident", slug="ahead", version=1, action="withdraw", published_at=ahead, document=None
        )
    rows = publish(items=[make("one"), make("two")], by="reviewer")
    tick = timedelta(microseconds=1)
    assert [row.published_at for row in rows] == [ahead + tick, ahead + 2 * tick]
    (again,) = publish(items=[rename("one", "Again")], by="reviewer")
    assert again.published_at == ahead + 3 * tick
    assert Published.objects.get(pk=rows[0].pk).superseded_at == again.published_at


def test_a_refusal_gives_all_reasons_of_all_entries_and_writes_nothing(make: Make, rows: Rows) -> None:
    before = rows()
    good, one, two = (
        make("good"),
        make("one", sensitivity="", evidence=False),
        make("two", sensitivity="high"),
    )
    with pytest.raises(Refused) as refused:
        publish(items=[good, one, two], by="reviewer")
    assert refused.value.reasons == {
        "incident/one": [
            "Add at least one piece of evidence: a source, a paragraph and a phrase.",
            "Set the sensitivity.",
        ],
        "incident/two": ["Its sensitivity is high: it must not be published."],
    }
    assert len(str(refused.value).splitlines()) == 3
    assert rows() == before
    assert set(Incident.objects.filter(pk__in=["good", "one", "two"]).values_list("state", flat=True)) == {
        "draft"
    }


def test_an_entry_that_left_the_desk_meanwhile_is_refused(make: Make) -> None:
    incident = make()
    Incident.objects.get(pk="event").delete()
    with pytest.raises(Refused, match="incident/event: It is no longer on the desk"):
        publish(items=[incident], by="reviewer")


def test_an_id_that_two_kinds_have_must_be_told_apart() -> None:
    Actor.objects.create(id="yerevan", name="A group called Yerevan", type="unnamed")
    with pytest.raises(Refused, match="say which: actor/yerevan, place/yerevan"):
        find(["yerevan"])
    assert [item.public_path for item in find(["place/yerevan"])] == ["/api/v1/places/yerevan/"]
    with pytest.raises(Refused, match="No entry has this id"):
        find(["measure/yerevan"])


def test_what_is_cited_comes_before_what_cites_it(make: Make) -> None:
    actor = Actor.objects.create(id="new", name="New", type="state", sensitivity="low", edited_by="author")
    incident = make()
    incident.participants.create(actor=actor, role="party")
    assert [row.slug for row in publish(items=[incident, actor], by="reviewer")] == ["new", "event"]


class Fault(Exception):
    """What fails in the middle of a publication."""


def test_a_fault_after_any_statement_leaves_nothing_half_published(
    make: Make, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(items=[make("one")], by="reviewer")
    items = [rename("one", "Changed"), make("two")]
    before, state = rows(), "draft"
    for survived in range(1, 200):
        left = survived

        def failing(execute: Callable[..., Any]) -> Callable[..., Any]:
            def execute_or_fail(cursor: Any, sql: Any, *given: Any, **named: Any) -> Any:
                nonlocal left
                result = execute(cursor, sql, *given, **named)
                if not str(sql).startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                    left -= 1
                    if left == 0:
                        raise Fault
                return result

            return execute_or_fail

        try:
            with monkeypatch.context() as patched:  # the driver's, which all statements pass through
                for name in ("execute", "executemany"):
                    patched.setattr(psycopg.Cursor, name, failing(getattr(psycopg.Cursor, name)))
                written = publish(items=items, by="reviewer")
        except Fault:
            assert rows() == before
            assert Incident.objects.get(pk="two").state == state
        else:
            break
    assert survived > 10
    assert [(row.slug, row.version) for row in written] == [("one", 2), ("two", 1)]


# Finding what was published


def test_reindexing_gives_every_row_the_index_it_had(indexed: Rows, rows: Rows) -> None:
    before, register = indexed(), rows()
    assert any(count for _, _, _, count, *_ in before)
    assert reindex() == len(before)
    assert indexed() == before
    assert rows() == register


def test_a_lost_index_is_rebuilt_from_the_documents(indexed: Rows) -> None:
    before = indexed()
    lost = {"terms": [], "found_under": [], "search": None}
    Published.objects.update(period=None, sort_date="1900-01-01", count=None, **lost)
    reindex()
    assert indexed() == before


def test_a_new_alias_finds_what_cites_its_bearer(make: Make) -> None:
    incident = make()
    incident.participants.create(actor_id="armenia", role="party")
    publish(items=[incident], by="reviewer")
    assert not Published.objects.current().filter(search=NAMED).exists()
    armenia = Actor.objects.get(pk="armenia")
    armenia.aliases = [*armenia.aliases, "Հայաստան", "Hayastan"]
    armenia.save()
    publish(items=[armenia], by="reviewer")
    found = set(Published.objects.current().filter(search=NAMED).values_list("slug", flat=True))
    assert {"armenia", "event"} <= found
    assert current("incident", "event").version == 1
