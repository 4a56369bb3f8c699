"""NDJSON: the whole answer at once, a document a line, each byte as it was published."""

import json

import pytest
from asking import ROOT, codes, get, ids, path_of, problem_at, remove, revise

from records.kinds import KINDS
from records.reading import stream

FIGURE = "2023-05-33-confirmed-prisoners"


def lines_of(address, **headers):
    answer = get(address, **headers)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/x-ndjson"
    return b"".join(answer.streaming_content).splitlines()


@pytest.mark.parametrize("collection", ["records", *(kind.collection for kind in KINDS.values())])
def test_it_holds_every_entry_of_the_collection_once_in_the_order_of_publication(collection):
    documents = [json.loads(line) for line in lines_of(path_of(collection, format="ndjson"))]
    assert sorted(found["id"] for found in documents) == sorted(ids(collection))
    assert documents == sorted(documents, key=lambda found: found["published_at"])


def test_each_line_is_the_document_byte_for_byte():
    for line in lines_of(path_of("figures", format="ndjson")):
        assert get(json.loads(line)["url"]).content == line


@pytest.mark.parametrize("chunk", [1, 2, 7, 69])
@pytest.mark.parametrize("ordering", ["date", "-date", "published_at", "-published_at"])
def test_chunks_leave_nothing_out_and_repeat_nothing(monkeypatch, chunk, ordering):
    whole = lines_of(path_of("records", format="ndjson", ordering=ordering))
    monkeypatch.setattr(stream, "CHUNK", chunk)
    assert lines_of(path_of("records", format="ndjson", ordering=ordering)) == whole


@pytest.mark.parametrize(
    "query", [{"actor": "armenia"}, {"search": "prisoners"}, {"date_from": "2022"}, {"as_of": "60"}]
)
def test_it_takes_the_filters_of_the_list(query):
    found = [json.loads(line)["id"] for line in lines_of(path_of("records", format="ndjson", **query))]
    assert sorted(found) == sorted(ids("records", **query))
    assert found


def test_nothing_found_is_nothing_sent():
    assert lines_of(path_of("records", format="ndjson", actor="nobody-at-all")) == []


def test_all_of_it_shows_one_moment_whatever_is_published_while_it_is_read(monkeypatch):
    before = lines_of(path_of("records", format="ndjson"))
    monkeypatch.setattr(stream, "CHUNK", 10)
    chunks = get(path_of("records", format="ndjson")).streaming_content
    first = next(chunks)
    revise("figure", FIGURE, title="Changed while somebody reads")
    remove("figure", "thousands-of-armenians-searching-for-missing")
    assert (first + b"".join(chunks)).splitlines() == before


@pytest.mark.parametrize("accept", ["application/x-ndjson", "text/html, application/x-ndjson;q=0.9"])
def test_accept_asks_for_it_too(accept):
    assert lines_of(f"{ROOT}figures/", accept=accept)


def test_what_is_asked_for_by_name_goes_before_what_is_accepted():
    assert (
        get(path_of("figures", format="json"), accept="application/x-ndjson")["Content-Type"]
        == "application/json"
    )


def test_it_has_a_tag_of_its_own_that_is_confirmed_while_nothing_changes():
    tag = get(path_of("figures", format="ndjson"))["ETag"]
    assert tag != get(f"{ROOT}figures/")["ETag"]
    assert get(path_of("figures", format="ndjson"), **{"if-none-match": tag}).status_code == 304
    revise("figure", FIGURE, title="Changed")
    assert get(path_of("figures", format="ndjson"), **{"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("name", ["page_size", "cursor", "count"])
def test_parameters_of_pages_are_refused(name):
    value = {"page_size": "5", "cursor": "x.y", "count": "exact"}[name]
    assert codes(problem_at(path_of("records", format="ndjson", **{name: value}))) == [(name, "conflict")]


def test_an_order_that_only_pages_have_is_refused():
    address = path_of("records", format="ndjson", search="armenia", ordering="relevance")
    assert codes(problem_at(address)) == [("ordering", "conflict")]


def test_single_documents_are_json_alone():
    assert get(f"{ROOT}figures/{FIGURE}/?format=ndjson").status_code == 400
    assert get(f"{ROOT}figures/{FIGURE}/", accept="application/x-ndjson").status_code == 406
