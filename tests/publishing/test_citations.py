"""What publication adds so that a document can be cited, and what that must not do."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client

from config.environment import read_address
from records.citation import cite
from records.kinds.incident import Incident
from records.published import Published
from records.publishing.publish import publish
from records.publishing.withdraw import withdraw

Make = Callable[..., Incident]


def document_of(row: Published) -> dict[str, Any]:
    document: dict[str, Any] = orjson.loads(str(row.document))
    return document


def test_every_published_document_says_where_it_stays_and_how_to_cite_it() -> None:
    rows = Published.objects.current()
    assert len(rows) > 100
    for document in map(document_of, rows):
        name = document.get("title") or document["name"]
        assert document["version_url"] == f"{document['url']}versions/{document['version']}/"
        day = document["published_at"][:10]
        what = document["kind"].replace("-", " ")
        assert document["citation"] == (
            f"{name} ({what}). Whereabouts, version {document['version']} of {day}. {document['version_url']}"
        )


def test_the_address_in_a_citation_shows_the_same_bytes_after_a_new_version(make: Make) -> None:
    (one,) = publish(items=[make()], by="reviewer")
    Incident.objects.update(title="Otherwise")
    (two,) = publish(items=Incident.objects.filter(pk="event"), by="reviewer")
    cited = [document_of(row)["version_url"] for row in (one, two)]
    assert cited == ["/api/v1/incidents/event/versions/1/", "/api/v1/incidents/event/versions/2/"]
    assert [Client().get(path).content.decode() for path in cited] == [str(one.document), str(two.document)]


def test_a_citation_begins_its_address_with_the_public_address(make: Make, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://register.example"
    (row,) = publish(items=[make(title="An event.")], by="reviewer")
    document = document_of(row)
    assert document["citation"] == (
        f"An event (incident). Whereabouts, version 1 of {row.published_at.date()}. "
        "https://register.example/api/v1/incidents/event/versions/1/"
    )
    assert document["version_url"] == "/api/v1/incidents/event/versions/1/"


def test_another_public_address_alone_makes_no_new_version(make: Make, settings: Any) -> None:
    publish(items=[make()], by="reviewer")
    settings.PUBLIC_ADDRESS = "https://elsewhere.example"
    assert publish(items=[Incident.objects.get(pk="event")], by="reviewer") == []


def test_versions_are_counted_on_after_a_withdrawal_and_cited_so(make: Make) -> None:
    publish(items=[make()], by="reviewer")
    withdraw(entries=[("incident", "event")], reason_class="error")
    (row,) = publish(items=[Incident.objects.get(pk="event")], by="reviewer")
    assert document_of(row)["version_url"] == "/api/v1/incidents/event/versions/3/"


def test_the_day_of_a_citation_is_that_of_utc() -> None:
    late = datetime.fromisoformat("2026-01-31T23:30:00-05:00")
    said = cite(called="A title", what="figure", state="version 2", at=late, address="/there/")
    assert said == "A title (figure). Whereabouts, version 2 of 2026-02-01. /there/"
    assert late.astimezone(UTC).day == 1


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("", ""),
        ("https://register.example", "https://register.example"),
        (" https://register.example:8443/ ", "https://register.example:8443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_public_address_is_a_scheme_and_a_host(
    monkeypatch: pytest.MonkeyPatch, said: str, read: str
) -> None:
    monkeypatch.setenv("PUBLIC_ADDRESS", said)
    assert read_address("PUBLIC_ADDRESS") == read


@pytest.mark.parametrize(
    "said",
    [
        "register.example",
        "ftp://register.example",
        "https://",
        "https://register.example/here",
        "https://user@register.example",
        "https://register.example?a=b",
        "https://register.example:port",
        'https://register.example">',
    ],
)
def test_any_other_public_address_stops_the_start_with_one_line(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("PUBLIC_ADDRESS", said)
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_ADDRESS must be a scheme and a host alone"):
        read_address("PUBLIC_ADDRESS")


@pytest.mark.parametrize(
    ("address", "warns"), [("", True), ("http://register.example", True), ("https://register.example", False)]
)
def test_a_deployment_without_a_public_address_is_warned(settings: Any, address: str, warns: bool) -> None:
    settings.PUBLIC_ADDRESS = address
    said = io.StringIO()
    call_command("check", deploy=True, stderr=said)
    assert ("records.W001" in said.getvalue()) is warns
