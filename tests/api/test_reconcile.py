"""Matching names, as OpenRefine asks for it: every shape is that of the Reconciliation Service API 0.2."""

import json

import jsonschema
import pytest
from asking import ROOT, ask, documents, problem_at, refusal, remove, revise
from django.test import Client

from records.kinds.base.paths import values_at

HERE = f"{ROOT}reconcile/"
CLIENT = Client(raise_request_exception=False)
TEXT = {"type": "string"}
TYPE = {"type": "object", "required": ["id"], "properties": {"id": TEXT, "name": TEXT}}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "score"],
    "properties": {
        "id": TEXT,
        "name": TEXT,
        "description": TEXT,
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": TYPE},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "value"],
                "properties": {"value": {"type": ["number", "boolean"]}},
            },
        },
    },
    "additionalProperties": False,
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
    },
}
CELL = {
    "oneOf": [
        {
            "type": "object",
            "required": [name],
            "properties": {name: {"type": of}},
            "additionalProperties": False,
        }
        for name, of in (("str", "string"), ("float", "number"), ("int", "integer"))
    ]
}
EXTENSION = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": {"type": "object", "required": ["id", "name"]}},
        "rows": {"additionalProperties": {"additionalProperties": {"type": "array", "items": CELL}}},
    },
}
SUGGESTED = {
    "type": "object",
    "required": ["result"],
    "properties": {
        "result": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name"],
                "properties": {
                    "id": TEXT,
                    "name": TEXT,
                    "description": TEXT,
                    "notable": {"type": "array", "items": TYPE},
                },
            },
        }
    },
}


def matches(**queries):
    found = ask("reconcile", queries=json.dumps(queries))
    jsonschema.validate(found, RESULTS)
    return {key: answer["result"] for key, answer in found.items()}


def match(text, **more):
    return matches(q={"query": text, **more})["q"]


def names_in_the_seeds():
    for document in documents("actor", "place", "measure"):
        for path in ("name", "aliases", "names.name"):
            for name in values_at(document, path):
                yield name, document["url"].removeprefix(ROOT).rstrip("/")


def test_the_manifest_says_what_it_can_do_and_where():
    manifest = ask("reconcile")
    assert "0.2" in manifest["versions"]
    assert {"name", "identifierSpace", "schemaSpace"} <= set(manifest)
    assert "{{id}}" in manifest["view"]["url"]
    for service in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        address = service["service_url"] + service["service_path"]
        query = {"prefix": "a"} if "suggest" in address else {}
        assert CLIENT.get(address, query).status_code == 200, address


def test_every_name_in_the_seeds_finds_its_entry_first():
    names = list(names_in_the_seeds())
    assert len(names) > 60
    for start in range(0, len(names), 50):
        batch = names[start : start + 50]
        found = matches(
            **{f"q{number}": {"query": name, "limit": 50} for number, (name, _) in enumerate(batch)}
        )
        for number, (name, entry) in enumerate(batch):
            exact = [candidate["id"] for candidate in found[f"q{number}"] if candidate["score"] == 100]
            assert entry in exact, name


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Nagorno-Karabakh", "places/nagorno-karabakh"),
        ("Artsakh", "places/nagorno-karabakh"),
        ("MIRZOYAN", "actors/ararat-mirsoyan"),
        ("ararat mirzojan", "actors/ararat-mirsoyan"),
        ("Azerbaidjan", "actors/azerbaijan"),
        ("Wasington", "actors/united-states"),
    ],
)
def test_names_are_found_under_each_side_s_spelling_and_with_a_letter_wrong(text, entry):
    assert entry in [candidate["id"] for candidate in match(text, limit=3)]


def test_only_one_exact_name_is_a_match():
    first, *others = match("Armenia", type="actors")
    assert (first["id"], first["match"], first["score"]) == ("actors/armenia", True, 100)
    assert not any(candidate["match"] for candidate in others)
    assert not any(candidate["match"] for candidate in match("Armenja"))


def test_the_address_of_a_candidate_is_its_document():
    (first, *_) = match("Artsakh")
    address = ask("reconcile")["view"]["url"].replace("{{id}}", first["id"])
    assert CLIENT.get(address).json()["name"] == first["name"]


def test_a_type_leaves_the_others_out():
    assert {
        candidate["id"].partition("/")[0] for candidate in match("Armenia", type="measures", limit=50)
    } <= {"measures"}
    both = match("Armenia", type=["actors", "measures"], limit=50)
    assert {candidate["id"].partition("/")[0] for candidate in both} <= {"actors", "measures"}


def test_a_property_that_is_not_so_lowers_the_score_and_takes_the_match_away():
    (right, *_) = match("Armenia", type="actors", properties=[{"pid": "country", "v": "AM"}])
    (wrong, *_) = match("Armenia", type="actors", limit=1, properties=[{"pid": "country", "v": ["AZ", "TR"]}])
    assert right["match"]
    assert not wrong["match"]
    assert wrong["score"] < right["score"] == 100


def test_what_was_matched_before_can_be_a_property():
    (found, *_) = match(
        "European Council", properties=[{"pid": "part_of.id", "v": {"id": "actors/european-union"}}]
    )
    assert found["match"]


def test_nothing_like_it_is_no_candidate():
    assert match("qqqqqqqq") == []
    assert match("") == []


def test_a_form_by_post_is_answered_like_the_same_question():
    queries = json.dumps({"q0": {"query": "Baku"}})
    posted = CLIENT.post(HERE, {"queries": queries})
    assert posted.status_code == 200
    assert posted.json() == ask("reconcile", queries=queries)
    assert posted["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in posted


def test_only_the_service_itself_takes_forms():
    assert "POST" in CLIENT.options(HERE)["Allow"]
    assert CLIENT.post(f"{HERE}suggest/entity/", {"prefix": "a"}).status_code == 405
    assert CLIENT.put(HERE).status_code == 405


def test_values_are_added_to_what_was_matched():
    asked = {
        "ids": ["actors/armenia", "places/nagorno-karabakh", "actors/nobody"],
        "properties": [{"id": "country"}, {"id": "names.name"}],
    }
    found = ask("reconcile", extend=json.dumps(asked))
    jsonschema.validate(found, EXTENSION)
    assert found["rows"]["actors/armenia"]["country"] == [{"str": "AM"}]
    assert {"str": "Artsakh"} in found["rows"]["places/nagorno-karabakh"]["names.name"]
    assert found["rows"]["actors/nobody"] == {"country": [], "names.name": []}
    assert [each["id"] for each in found["meta"]] == ["country", "names.name"]


def test_every_proposed_property_can_be_asked_for():
    for collection in ("actors", "places", "measures"):
        properties = ask(f"{HERE}properties/", type=collection)["properties"]
        ids = [
            document["url"].removeprefix(ROOT).rstrip("/")
            for document in documents(collection.removesuffix("s"))
        ]
        asked = {"ids": ids, "properties": [{"id": each["id"]} for each in properties]}
        jsonschema.validate(ask("reconcile", extend=json.dumps(asked)), EXTENSION)


def test_while_somebody_types_what_begins_so_comes_first():
    found = ask(f"{HERE}suggest/entity/", prefix="artsa")
    jsonschema.validate(found, SUGGESTED)
    assert found["result"][0]["id"] == "places/nagorno-karabakh"
    assert found["result"][0]["notable"] == [{"id": "places", "name": "Places"}]


@pytest.mark.parametrize("what", ["type", "property"])
def test_types_and_properties_are_suggested_too(what):
    found = ask(f"{HERE}suggest/{what}/", prefix="e")
    jsonschema.validate(found, SUGGESTED)
    assert found["result"]


def test_it_knows_what_is_published_at_once_and_forgets_what_is_withdrawn():
    assert match("The Lachin District Spokesman") == []
    revise("actor", "armenia", name="Republic of Armenia")
    assert match("Republic of Armenia")[0]["match"]
    uncited = next(
        iter(set(standing("measure")) - {claim["measure"]["id"] for claim in documents("figure")}), None
    )
    if uncited:
        remove("measure", uncited)
        assert f"measures/{uncited}" not in [each["id"] for each in match(uncited.replace("-", " "))]


def standing(kind):
    return [document["id"] for document in documents(kind)]


BAD_QUERIES = [
    "",
    "{",
    "[]",
    "7",
    '{"q": 1}',
    '{"q": {"query": 1}}',
    '{"q": {"query": "a", "limit": 0}}',
    '{"q": {"query": "a", "limit": "x"}}',
    '{"q": {"query": "a", "limit": true}}',
    '{"q": {"query": "a", "type": "people"}}',
    '{"q": {"query": "a", "type": [1]}}',
    '{"q": {"query": "a", "properties": {}}}',
    '{"q": {"query": "a", "properties": [{"pid": "password", "v": 1}]}}',
    '{"q": {"query": "a\\u0000b"}}',
    json.dumps({"q": {"query": "a" * 501}}),
    json.dumps({"q": {"query": "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 28}}),
    json.dumps({str(number): {"query": "a"} for number in range(51)}),
    "[" * 5_000,
    '{"q": {"query": "a"}, "a' + "b" * 200_000 + '": 1}',
]


@pytest.mark.parametrize("text", BAD_QUERIES, ids=lambda text: text[:40])
def test_what_cannot_be_understood_is_refused_by_name(text):
    assert {error["parameter"] for error in refusal("reconcile", queries=text)["errors"]} == {"queries"}
    posted = CLIENT.post(HERE, {"queries": text})
    assert posted.status_code == 400
    assert posted["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        '{"ids": "actors/armenia", "properties": []}',
        '{"ids": [], "properties": [{"id": "nonce"}]}',
        '{"ids": [], "properties": [7]}',
        r'{"ids": ["actors/\u0000"], "properties": []}',
        r'{"ids": ["actors/\ud800"], "properties": []}',
    ],
)
def test_an_extension_that_cannot_be_understood_is_refused_by_name(text):
    assert refusal("reconcile", extend=text)["errors"][0]["parameter"] == "extend"


def test_odd_ids_have_empty_rows():
    ids = ["", "/", "actors/", "actors/../x", "figures/x", "actors/armenia/versions", "x" * 5000]
    found = ask("reconcile", extend=json.dumps({"ids": ids, "properties": [{"id": "country"}]}))
    assert found["rows"] == {each: {"country": []} for each in ids}


def test_candidates_and_values_are_asked_for_one_after_the_other():
    assert refusal("reconcile", queries="{}", extend="{}")["errors"][0]["parameter"] == "extend"


def test_a_body_too_large_is_refused_and_one_of_another_form_asks_nothing():
    assert CLIENT.post(HERE, {"queries": "x" * 2_000_000}).status_code == 400
    assert CLIENT.post(HERE, b"\xff\x00", content_type="application/octet-stream").status_code == 200
    assert problem_at(f"{HERE}?query=armenia")["errors"][0]["code"] == "unknown"
