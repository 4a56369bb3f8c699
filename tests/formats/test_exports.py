"""What exports have in common: how they are asked for, what their headers say, and the manifest that describes them."""

import hashlib
import json
import tracemalloc
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.test import Client

from records.api.formats.columns import columns_of
from records.api.formats.export import Export
from records.api.formats.offered import FORMS
from records.api.formats.tables import write_csv
from records.kinds import KINDS
from records.published import Published
from records.publishing.publish import publish
from records.publishing.withdraw import withdraw

CLIENT = Client(raise_request_exception=False)
RECORDS = "/api/v1/records/"
CHARSET = "; charset=utf-8"


def content_type(accept, path=RECORDS):
    answer = CLIENT.get(path, headers={"accept": accept})
    assert answer.status_code == 200, answer.content
    return answer["Content-Type"].removesuffix(CHARSET)


@pytest.mark.parametrize(
    "form", [form for form in FORMS.values() if form.by_accept], ids=lambda form: form.name
)
def test_accept_asks_for_each_by_its_media_type(form):
    assert content_type(form.media) == form.media


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/csv;q=0.5, application/geo+json;q=0.9", "application/geo+json"),
        ("text/csv; q=0.5, application/json; q=0.4", "text/csv"),
        ("application/json, text/csv", "application/json"),
        ("text/csv, application/json", "application/json"),  # liked alike: the usual one
        ("text/*", "text/csv"),
        ("text/csv;q=0, text/*", "text/calendar"),
        ("text/html, */*;q=0.1", "application/json"),
        ("application/json;q=0, */*", "application/x-ndjson"),
        ("text/csv;q=nonsense", "text/csv"),
        ("text/csv;q=1e999, application/json;q=0.9", "text/csv"),
    ],
)
def test_the_best_liked_of_what_is_accepted_is_sent(accept, expected):
    assert content_type(accept) == expected


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "*/*;q=0", "text/csv;q=0.000"])
def test_who_accepts_nothing_of_it_is_told_what_there_is(accept):
    answer = CLIENT.get(RECORDS, headers={"accept": accept})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("collection", "form"), [("actors", "geojson"), ("measures", "ics"), ("sources", "geojson")]
)
def test_what_a_collection_cannot_show_is_not_offered_there(collection, form):
    answer = CLIENT.get(f"/api/v1/{collection}/?format={form}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "format"


def test_an_export_names_its_file_its_address_for_ever_and_its_manifest():
    answer = CLIENT.get(f"{RECORDS}?format=csv&actor=armenia")
    newest = Published.objects.count()
    assert answer["Content-Disposition"] == f'attachment; filename="whereabouts-records-{newest}.csv"'
    address = f"http://testserver{RECORDS}?actor=armenia&format=csv&as_of={newest}"
    assert f'<{address}>; rel="canonical"' in answer["Link"]
    assert f'<{address}&manifest=true>; rel="describedby"' in answer["Link"]


def test_a_question_by_accept_has_an_address_that_needs_no_header():
    answer = CLIENT.get(RECORDS, headers={"accept": "text/csv"})
    assert "?format=csv&as_of=" in answer["Link"]


@pytest.mark.parametrize("form", FORMS)
def test_the_manifest_describes_the_export_it_names(form):
    manifest = CLIENT.get(f"{RECORDS}?format={form}&mediator=united-states&manifest=true").json()
    answer = CLIENT.get(manifest["address"])
    text = b"".join(answer.streaming_content)
    assert manifest["sha256"] == hashlib.sha256(text).hexdigest()
    assert manifest["bytes"] == len(text)
    assert manifest["media_type"] == answer["Content-Type"].removesuffix(CHARSET)
    assert manifest["sequence"] == Published.objects.count()
    assert manifest["rows"] == CLIENT.get(f"{RECORDS}?mediator=united-states").json()["count"] > 0
    assert manifest["address"] in manifest["citation"]
    assert str(manifest["rows"]) in manifest["citation"]


def test_the_manifest_names_the_columns_of_a_table_with_their_meaning():
    manifest = CLIENT.get(f"{RECORDS}?format=csv&manifest=true").json()
    heading = b"".join(CLIENT.get(f"{RECORDS}?format=csv").streaming_content).splitlines()[0].decode()
    assert [column["name"] for column in manifest["columns"]] == heading.split(",")
    assert all(column["help"] for column in manifest["columns"])
    assert CLIENT.get(f"{RECORDS}?format=atom&manifest=true").json()["columns"] is None


@pytest.mark.parametrize("collection", ["records", "incidents", "places"])
def test_the_manifest_of_a_map_names_every_property_of_its_features(collection):
    manifest = CLIENT.get(f"/api/v1/{collection}/?format=geojson&manifest=true").json()
    shown = json.loads(b"".join(CLIENT.get(f"/api/v1/{collection}/?format=geojson").streaming_content))
    named = [column["name"] for column in manifest["columns"]]
    assert {tuple(feature["properties"]) for feature in shown["features"]} == {tuple(named)}
    assert ("places.precision" in named) is (collection != "places")


def test_the_manifest_repeats_the_question_and_cites_as_documents_do():
    asked = "actor=armenia&actor=azerbaijan&status=completed,reported&format=csv&manifest=true"
    manifest = CLIENT.get(f"{RECORDS}?{asked}").json()
    assert manifest["query"] == {"actor": ["armenia", "azerbaijan"], "status": ["completed,reported"]}
    again = urlencode(manifest["query"] | {"format": "csv", "as_of": manifest["sequence"]}, doseq=True)
    assert manifest["address"] == f"http://testserver{RECORDS}?{again}"
    day, number = manifest["as_of"][:10], manifest["rows"]
    text = f"Records (csv, {number} rows). Whereabouts, sequence {manifest['sequence']} of {day}. {manifest['address']}"
    assert manifest["citation"] == text


@pytest.mark.parametrize("query", ["manifest=true", "manifest=true&format=json", "manifest=yes&format=csv"])
def test_a_manifest_describes_exports_alone(query):
    answer = CLIENT.get(f"{RECORDS}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "manifest"


def test_an_export_of_a_past_moment_stays_as_it_was_whatever_is_published_and_withdrawn():
    address = CLIENT.get(f"{RECORDS}?format=csv&manifest=true").json()["address"]
    before = b"".join(CLIENT.get(address).streaming_content)
    item = KINDS["figure"].model._default_manager.get(pk="2023-05-33-confirmed-prisoners")
    item.title, item.edited_by = "Changed afterwards", "an-editor"
    item.save()
    publish(items=[item], by="a-reviewer")
    withdraw(entries=[("figure", "thousands-of-armenians-searching-for-missing")], reason_class="error")
    assert b"".join(CLIENT.get(address).streaming_content) == before
    assert b"".join(CLIENT.get(f"{RECORDS}?format=csv").streaming_content) != before


def test_an_export_is_confirmed_by_its_own_tag_while_nothing_changes():
    tags = {form: CLIENT.get(f"{RECORDS}?format={form}")["ETag"] for form in FORMS}
    assert len(set(tags.values())) == len(tags)
    for form, tag in tags.items():
        assert CLIENT.get(f"{RECORDS}?format={form}", headers={"if-none-match": tag}).status_code == 304


def test_a_manifest_has_a_tag_of_its_own():
    tag = CLIENT.get(f"{RECORDS}?format=csv")["ETag"]
    assert (
        CLIENT.get(f"{RECORDS}?format=csv&manifest=true", headers={"if-none-match": tag}).status_code == 200
    )


@pytest.mark.parametrize("beginning", list("=+-@\t\r"))
def test_no_cell_is_a_formula(beginning):
    document = json.dumps({"id": "x", "title": f"{beginning}1+1"}).encode()
    text = b"".join(write_csv(an_export("incident", [document]))).decode()
    assert f"'{beginning}1+1" in text


def test_bars_within_a_list_are_told_from_the_bars_between_its_values():
    (subjects,) = [column for column in columns_of(("missing-person-talk",)) if column.name == "subjects"]
    assert subjects.of({"subjects": ["a|b", "c\\d"]}) == r"a\|b|c\\d"


def test_an_export_holds_one_chunk_at_a_time():
    alive = []

    def chunks():
        for number in range(50):
            alive.append(number)
            yield [json.dumps({"id": f"e-{number}"}).encode()]

    for written, _ in enumerate(write_csv(an_export("incident", [], chunks()))):
        assert len(alive) <= written + 1


def test_a_document_is_let_go_before_the_next_one_is_read():
    documents = [
        json.dumps({"participants": [{"id": f"{n}-{m}"} for m in range(100)]}).encode() for n in range(200)
    ]
    texts = sum(map(len, documents))
    tracemalloc.start()
    try:
        read = sum(
            len(document) for chunk in an_export("incident", documents).read_chunks() for document in chunk
        )
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert read == len(documents)
    assert peak < texts


def an_export(kind, documents, chunks=None):
    return Export(
        collection=KINDS[kind].collection,
        kinds=(kind,),
        chunks=chunks or iter([documents]),
        root="http://testserver",
        address="http://testserver/",
        sequence=1,
        moment=datetime(2026, 1, 31, tzinfo=UTC),
    )


def test_a_question_to_the_head_of_an_export_makes_none_of_it():
    answer = CLIENT.head(f"{RECORDS}?format=csv")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b""
    assert answer["Content-Type"] == f"text/csv{CHARSET}"


@pytest.mark.parametrize("form", ["csv", "hxl", "ics"])
def test_a_text_says_that_it_is_utf_8(form):
    assert CLIENT.get(f"{RECORDS}?format={form}")["Content-Type"].endswith(CHARSET)
