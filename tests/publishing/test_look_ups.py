"""What is published is in its places in the look-ups' index when the publication ends: no reader looks through what waits."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db import connection

from records.kinds.incident import Incident
from records.kinds.source import Source
from records.published import Published
from records.publishing.index import index_of
from records.publishing.merge import merge
from records.publishing.publish import publish
from records.publishing.redact import redact
from records.publishing.reindex import reindex
from records.publishing.withdraw import withdraw

Make = Callable[..., Incident]

VERBS: dict[str, Callable[[Incident], Any]] = {
    "publish": lambda item: publish(items=[item], by="reviewer"),
    "withdraw": lambda item: withdraw(entries=[("incident", item.pk)], reason_class="error"),
    "merge": lambda item: merge(entries=[("incident", item.pk)], into=("incident", "stays")),
    "redact": lambda item: redact(entries=[("incident", item.pk)], reason_class="safety"),
    "reindex": lambda _: reindex(),
}
ODD = 'Quoted "so", back\\slash, {brace}, NULL'


def waiting_pages() -> int:
    """Pages of rows that were still to be sorted; they are not afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('looked_up')")
        return int(cursor.fetchone()[0])


def test_what_nobody_sorts_waits(make: Make) -> None:
    publish(items=[make()], by="reviewer")
    row = Published.objects.get(slug="event")
    Published.objects.filter(pk=row.pk).update(terms=[*row.terms, "a:b"], found_under=[*row.found_under, 1])
    assert waiting_pages() == 1


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_waits_to_be_sorted_once_a_verb_is_done(make: Make, verb: str) -> None:
    item = make()
    publish(items=[item, make("stays")], by="reviewer")
    assert waiting_pages() == 0
    Incident.objects.filter(pk=item.pk).update(title="Another")
    VERBS[verb](item)
    assert waiting_pages() == 0


@pytest.mark.parametrize("publisher", [ODD, '"', "\\", "!\n?", "{}", ","])
def test_terms_are_stored_as_they_are_whatever_stands_in_them(make: Make, publisher: str) -> None:
    item = make()
    source = Source.objects.get(pk="azerbaijan-releases-17-prisoners")
    Source.objects.filter(pk=source.pk).update(publisher=publisher)
    publish(items=[source, item], by="reviewer")
    row = Published.objects.current().get(slug="event")
    expected = index_of(orjson.loads(str(row.document)), other_names={})
    assert (row.terms, row.keys, row.found_under, row.cites) == (
        expected.terms,
        expected.keys,
        expected.found_under,
        expected.cites,
    )
