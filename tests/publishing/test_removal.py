"""Withdrawing takes an entry out of the present and leaves its past; redacting removes its text everywhere, for ever."""

import hashlib
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db import connection

from records.kinds.incident import Incident
from records.published import Published
from records.publishing.errors import Refused
from records.publishing.log import content_hash, entry_hash
from records.publishing.publish import publish
from records.publishing.redact import redact
from records.publishing.reindex import reindex
from records.publishing.withdraw import withdraw

Make = Callable[..., Incident]
Rows = Callable[[], list[tuple[Any, ...]]]

EVENT = ("incident", "event")


@pytest.fixture
def event(make: Make) -> Incident:
    """Published twice: once as a secret, once as something else."""
    incident = make(title="A secret gathering", date="2022-10-04")
    publish(items=[incident], by="reviewer")
    Incident.objects.filter(pk="event").update(title="Another gathering")
    publish(items=[incident], by="reviewer")
    return incident


def history() -> list[Published]:
    return list(Published.objects.entry(*EVENT).order_by("version"))


def cite(make: Make, *, slug: str = "citing") -> Incident:
    citing = make(slug)
    citing.related.create(type="follows", other_id="event")
    publish(items=[citing], by="reviewer")
    return citing


def test_a_withdrawn_entry_leaves_a_tombstone_and_its_past(event: Incident) -> None:
    (row,) = withdraw(entries=[EVENT], reason_class="error")
    assert (row.action, row.version, row.reason_class) == ("withdraw", 3, "error")
    assert (row.document, row.nonce, row.terms, row.period) == (None, None, [], None)
    assert not Published.objects.current().entry(*EVENT).exists()
    one, two, three = history()
    assert "A secret gathering" in str(one.document)
    assert (two.superseded_at, three.superseded_at) == (row.published_at, None)
    assert Incident.objects.get(pk="event").state == "withdrawn"


def test_an_entry_published_again_after_a_withdrawal_is_two_versions_on(event: Incident) -> None:
    withdraw(entries=[EVENT], reason_class="error")
    (row,) = publish(items=[event], by="reviewer")
    assert (row.action, row.version) == ("publish", 4)
    assert history()[2].superseded_at == row.published_at


def test_an_entry_that_others_cite_is_not_withdrawn_under_them(
    event: Incident, make: Make, rows: Rows
) -> None:
    cite(make)
    before = rows()
    with pytest.raises(Refused) as refused:
        withdraw(entries=[EVENT, ("incident", "lost")], reason_class="error")
    assert refused.value.reasons == {
        "incident/event": ["incident/citing cite it: withdraw them too, or publish them without it first."],
        "incident/lost": ["It is not in the register now, so there is nothing to withdraw."],
    }
    assert rows() == before
    assert len(withdraw(entries=[EVENT, ("incident", "citing")], reason_class="error")) == 2


def test_what_cited_it_once_does_not_keep_an_entry_in_the_register(event: Incident, make: Make) -> None:
    citing = cite(make)
    citing.related.all().delete()
    publish(items=[citing], by="reviewer")
    assert len(withdraw(entries=[EVENT], reason_class="error")) == 1


def test_an_entry_is_withdrawn_once(event: Incident) -> None:
    withdraw(entries=[EVENT, EVENT], reason_class="error")
    with pytest.raises(Refused, match="nothing to withdraw"):
        withdraw(entries=[EVENT], reason_class="error")


@pytest.mark.parametrize("verb", [withdraw, redact])
def test_a_removal_says_of_which_class_its_reason_is(event: Incident, verb: Any, rows: Rows) -> None:
    before = rows()
    with pytest.raises(Refused, match="Use one of: error, duplicate, safety, legal, source-retracted, other"):
        verb(entries=[EVENT], reason_class="whim")
    assert rows() == before


# Redaction


def every_value_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t WHERE slug = 'event'")
        return str(cursor.fetchone()[0])


def test_a_redacted_text_is_in_no_column_of_any_version(event: Incident) -> None:
    texts = [str(row.document).encode().hex() for row in history()]
    assert "secret" in every_value_of("records_published")
    (row,) = redact(entries=[EVENT], reason_class="safety")
    assert (row.action, row.version, row.reason_class) == ("redact", 3, "safety")
    left = every_value_of("records_published")
    for gone in ("secret", "gather", "2022-10-04", "azerbaijan-releases", "reported", *texts):
        assert gone not in left
    for version in history():
        assert (version.document, version.nonce, version.period, version.count) == (None, None, None, None)
        assert (version.terms, version.search) == ([], None)
    assert Incident.objects.get(pk="event").state == "withdrawn"


def test_a_redaction_leaves_every_hash_and_the_log_still_verifies(event: Incident) -> None:
    before = {
        row.sequence: (bytes(row.content_hash), bytes(row.entry_hash)) for row in Published.objects.all()
    }
    (tombstone,) = redact(entries=[EVENT], reason_class="safety")
    for row in Published.objects.order_by("sequence"):
        assert bytes(row.entry_hash) == entry_hash(row)
        if row.document is not None:
            text = str(row.document).encode()
            assert bytes(row.content_hash) == content_hash(bytes(row.nonce), text)
    after = {
        row.sequence: (bytes(row.content_hash), bytes(row.entry_hash)) for row in Published.objects.all()
    }
    assert after.pop(tombstone.sequence)[0] == hashlib.sha256(b"").digest()
    assert after == before


def test_a_removed_text_cannot_be_guessed_from_its_hash(event: Incident) -> None:
    guess = str(history()[0].document).encode()
    redact(entries=[EVENT], reason_class="safety")
    assert bytes(history()[0].content_hash) != hashlib.sha256(guess).digest()


def test_an_old_version_that_carries_the_name_stands_in_the_way(
    event: Incident, make: Make, rows: Rows
) -> None:
    citing = cite(make)
    citing.related.all().delete()
    publish(items=[citing], by="reviewer")
    before = rows()
    with pytest.raises(Refused) as refused:
        redact(entries=[EVENT], reason_class="safety")
    assert refused.value.reasons == {
        "incident/event": [
            "incident/citing carries its name in some version: redact that too, then publish it without."
        ]
    }
    assert rows() == before
    redact(entries=[EVENT, ("incident", "citing")], reason_class="safety")
    assert [row.version for row in publish(items=[citing], by="reviewer")] == [4]


def test_a_redacted_entry_may_be_published_anew(event: Incident) -> None:
    redact(entries=[EVENT], reason_class="safety")
    (row,) = publish(items=[event], by="reviewer")
    assert (row.action, row.version) == ("publish", 4)
    assert [version.document is None for version in history()] == [True, True, True, False]


def test_a_withdrawn_entry_may_be_redacted_and_a_redacted_one_not_again(event: Incident) -> None:
    withdraw(entries=[EVENT], reason_class="error")
    (row,) = redact(entries=[EVENT], reason_class="legal")
    assert row.version == 4
    with pytest.raises(Refused, match="The register holds no text of it"):
        redact(entries=[EVENT], reason_class="legal")


def test_what_was_never_published_cannot_be_redacted(make: Make) -> None:
    make("draft")
    with pytest.raises(Refused, match="The register holds no text of it"):
        redact(entries=[("incident", "draft")], reason_class="safety")


def test_reindexing_brings_nothing_back(event: Incident) -> None:
    redact(entries=[EVENT], reason_class="safety")
    reindex()
    assert "secret" not in every_value_of("records_published")


def test_a_removal_needs_no_entry_on_the_desk(event: Incident) -> None:
    Incident.objects.get(pk="event").delete()
    withdraw(entries=[EVENT], reason_class="error")
    redact(entries=[EVENT], reason_class="safety")
    assert orjson.dumps([row.action for row in history()]) == b'["publish","revise","withdraw","redact"]'
