"""Sparse documents: exactly what was asked for of the stored document, in its order, with its values."""

import csv
import io
import json

import pytest
from asking import ROOT, ask, codes, get, path_of, refusal, revise, walk
from hypothesis import given, settings
from hypothesis import strategies as st
from random_searches import examples

from records.api.formats.columns import columns_of, names_in
from records.kinds import KINDS, RECORD_KINDS

COLLECTIONS = {"records": tuple(RECORD_KINDS)} | {kind.collection: (name,) for name, kind in KINDS.items()}
ALWAYS = ("id", "kind")


def names_of(collection):
    return names_in(columns_of(COLLECTIONS[collection]))


def leaves(value, path=(), place=()):
    """Everything that has nothing inside it: by its names and numbers, with the names alone, and as JSON."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inside = list(inside)
    if not inside:
        yield place, path, json.dumps(value)
    for step, part in inside:
        yield from leaves(part, path if isinstance(step, int) else (*path, step), (*place, step))


def expected(document, names):
    """What a slow reader picks: whatever lies at or below a name, and whatever ends above one."""
    asked = [tuple(name.split(".")) for name in (*ALWAYS, *names)]
    return {
        place: text
        for place, path, text in leaves(document)
        if any(path[: len(name)] == name or name[: len(path)] == path for name in asked)
    }


def check(sparse, whole, names):
    assert {place: text for place, _, text in leaves(sparse)} == expected(whole, names), names
    assert list(sparse) == [name for name in whole if name in sparse]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_each_field_alone_is_cut_from_every_document_as_it_stands_there(collection):
    whole = ask(collection, page_size=200)["results"]
    for name in names_of(collection):
        sparse = ask(collection, page_size=200, fields=name)["results"]
        assert len(sparse) == len(whole)
        for cut, document in zip(sparse, whole, strict=True):
            check(cut, document, [name])


@pytest.mark.parametrize("collection", ["records", "prisoner-releases", "places", "sources"])
def test_any_fields_together_are_what_each_of_them_is(collection):
    whole = ask(collection, page_size=200)["results"]

    @settings(max_examples=examples(15), deadline=None, database=None)
    @given(st.lists(st.sampled_from(names_of(collection)), min_size=1, max_size=6))
    def holds(names):
        sparse = ask(collection, page_size=200, fields=",".join(names))["results"]
        for cut, document in zip(sparse, whole, strict=True):
            check(cut, document, names)

    holds()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_detail_and_a_line_are_cut_like_the_list(kind):
    names = [column.name for column in columns_of((kind.name,))][2::3]
    fields = ",".join(names)
    whole = ask(f"{ROOT}{kind.collection}/{kind.example}/")
    check(ask(f"{ROOT}{kind.collection}/{kind.example}/", fields=fields), whole, names)
    listed = ask(kind.collection, page_size=200, ordering="published_at", fields=fields)["results"]
    text = b"".join(get(path_of(kind.collection, format="ndjson", fields=fields)).streaming_content)
    assert [json.loads(line) for line in text.splitlines()] == listed


def test_what_is_not_known_stays_null_and_none_stays_none():
    (talk,) = ask("missing-person-talks", fields="date.earliest,places.id")["results"]
    assert talk["date"] == {"earliest": None}
    sources = ask("sources", fields="published.earliest,digest.paragraph")["results"]
    assert {json.dumps(source["published"]) for source in sources} == {"null", '{"earliest": null}'}


def test_the_whole_of_something_is_not_narrowed_by_a_part_of_it():
    address = f"{ROOT}figures/{KINDS['figure'].example}/"
    assert ask(address, fields="value.low,value") == ask(address, fields="value")
    assert set(ask(address, fields="value")["value"]) == {"low", "high", "qualifier", "text"}
    assert ask(address, fields="value") == ask(f"{address}?fields=value.low&fields=value")


def test_a_record_lacks_the_fields_that_only_other_kinds_have():
    for record in ask("records", page_size=200, fields="value.low,category")["results"]:
        own = {"figure": {"value"}, "incident": {"category"}}.get(record["kind"], set())
        assert set(record) == {"id", "kind"} | own


def csv_rows(**asked):
    text = b"".join(get(path_of("figures", format="csv", **asked)).streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_a_table_has_the_columns_that_were_asked_for_and_the_ids():
    whole, chosen = csv_rows(), csv_rows(fields="value.low,date,participants.actor.id")
    columns = ["id", "kind", "date.edtf", "date.earliest", "date.latest", "date.note"]
    assert list(chosen[0]) == [*columns, "value.low", "participants.actor.id"]
    assert chosen == [{name: row[name] for name in chosen[0]} for row in whole]


@pytest.mark.parametrize("form", ["csv", "hxl", "xlsx", "parquet", "geojson"])
def test_the_manifest_of_a_table_names_the_columns_that_were_asked_for(form):
    manifest = ask("figures", format=form, manifest="true", fields="value.low,measure.id")
    also = ["places.precision"] if form == "geojson" else []  # of where a feature is
    names = [column["name"] for column in manifest["columns"]]
    assert names == ["id", "kind", "measure.id", "value.low", *also]
    assert "fields=value.low%2Cmeasure.id" in manifest["address"]


def test_features_have_the_properties_that_were_asked_for_and_stay_where_they_are():
    asked = {"format": "geojson", "ordering": "date"}
    whole, chosen = (
        json.loads(b"".join(get(path_of("records", **asked, **more)).streaming_content))["features"]
        for more in ({}, {"fields": "title"})
    )
    assert [each["geometry"] for each in chosen] == [each["geometry"] for each in whole]
    assert {tuple(each["properties"]) for each in chosen} == {("id", "kind", "title", "places.precision")}


def test_pages_of_sparse_documents_are_pages_of_the_same_entries():
    sparse = [
        found["id"]
        for page in walk(path_of("records", page_size=20, fields="title"))
        for found in page["results"]
    ]
    whole = [found["id"] for page in walk(path_of("records", page_size=20)) for found in page["results"]]
    assert sparse == whole


def test_a_sequence_number_gives_the_same_sparse_documents_for_ever():
    sequence = ask("figures")["sequence"]
    addresses = [
        path_of("figures", fields="title,value.low", as_of=sequence),
        path_of(f"{ROOT}figures/2023-05-33-confirmed-prisoners/", fields="title", as_of=sequence),
    ]
    before = [get(address).content for address in addresses]
    revise("figure", "2023-05-33-confirmed-prisoners", title="Changed")
    assert [get(address).content for address in addresses] == before


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"fields": "titel"}, "invalid"),
        ({"fields": "title.edtf"}, "invalid"),
        ({"fields": "title,"}, "empty"),
        ({"fields": ""}, "empty"),
        ({"fields": "a" * 2_001}, "invalid"),
        ({"fields": "title", "format": "atom"}, "conflict"),
        ({"fields": "title", "format": "ics"}, "conflict"),
        ({"fields": "title", "format": "jsonld"}, "conflict"),
    ],
)
def test_a_field_that_cannot_be_shown_is_refused(asked, code):
    assert codes(refusal("records", **asked)) == [("fields", code)]


@pytest.mark.parametrize(("mistyped", "nearest"), [("titel", "title"), ("date.edft", "date.edtf")])
def test_a_mistyped_field_is_told_the_nearest(mistyped, nearest):
    (error,) = refusal("records", fields=mistyped)["errors"]
    assert f"Did you mean {nearest}?" in error["detail"]
    assert codes(refusal(f"{ROOT}figures/{KINDS['figure'].example}/", fields=mistyped)) == [
        ("fields", "invalid")
    ]
