"""Documents that were published before they said how to cite them: readable in every form, and cited once published again."""

import csv
import io
import json

import orjson
import pytest
from django.test import Client

from records.api.formats.offered import FORMS
from records.kinds.figure import Figure
from records.published import Published, as_text
from records.publishing.index import index_of
from records.publishing.log import open_log
from records.publishing.publish import publish

CLIENT = Client()
FIGURES = "/api/v1/figures/"
FIGURE = "2023-05-33-confirmed-prisoners"
SINCE_SCHEMA_TWO = ("version_url", "citation")


@pytest.fixture(autouse=True)
def old():
    """A version as it was written in schema 1."""
    log = open_log()
    moment = log.next_moment()
    newest = json.loads(str(Published.objects.get(slug=FIGURE).document))
    document = {key: value for key, value in newest.items() if key not in SINCE_SCHEMA_TWO}
    document |= {"schema": 1, "version": 2, "published_at": as_text(moment)}
    row = log.next_row(
        kind="figure",
        slug=FIGURE,
        version=2,
        action="revise",
        published_at=moment,
        document=orjson.dumps(document),
        index=index_of(document, other_names={}).as_columns(),
    )
    log.write([row])
    return document


def export(form):
    answer = CLIENT.get(f"{FIGURES}?format={form}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_with_them(form):
    assert export(form)
    assert CLIENT.get(f"{FIGURES}?format={form}&manifest=true").json()["rows"] == 10


def test_they_are_read_as_they_were(old):
    assert CLIENT.get(f"{FIGURES}{FIGURE}/").content == orjson.dumps(old)


def test_their_columns_are_empty_and_their_address_is_known_all_the_same():
    rows = csv.DictReader(io.StringIO(export("csv").decode()))
    [row] = [row for row in rows if row["id"] == FIGURE]
    assert [row[name] for name in SINCE_SCHEMA_TWO] == ["", ""]
    [node] = [node for node in json.loads(export("jsonld"))["@graph"] if node["identifier"] == FIGURE]
    assert "citedAs" not in node
    here = f"http://testserver{FIGURES}{FIGURE}/versions/2/"
    assert node["mainEntityOfPage"] == {"@id": here}
    assert f'<{here}>; rel="cite-as"' in CLIENT.get(f"{FIGURES}{FIGURE}/")["Link"]


def test_publishing_again_writes_how_to_cite_them():
    [row] = publish(items=[Figure.objects.get(pk=FIGURE)], by="a-reviewer")
    document = json.loads(str(row.document))
    assert (document["schema"], document["version"]) == (2, 3)
    assert document["citation"].endswith(document["version_url"])
    assert publish(items=[Figure.objects.get(pk=FIGURE)], by="a-reviewer") == []
