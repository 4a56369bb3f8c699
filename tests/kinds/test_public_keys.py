"""The committed public keys. A field that leaks, goes missing or is renamed fails here before it reaches a reader."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from invented_entries import LEAST, WHOLE, Put

HEAD = "id kind url version published_at version_url citation schema"
RECORD = f"{HEAD} title summary date status status_note"
TAIL = "participants places outcomes related evidence contested"

KEYS = {
    "missing-person-talk": f"{RECORD} round_number level modality timeline_agreed subjects {TAIL}",
    "prisoner-release": f"{RECORD} count exchange legs {TAIL}",
    "negotiation-round": f"{RECORD} level modality track occasion round_number {TAIL}",
    "figure": f"{RECORD} measure value claimed_by of_whom standing breakdown {TAIL}",
    "incident": f"{RECORD} category alleged_by casualties {TAIL}",
    "source": f"{HEAD} title publisher byline published language type address sha256 word_count digest",
    "actor": f"{HEAD} name summary type aliases part_of country wikidata public_role",
    "place": f"{HEAD} name summary names country point wikidata",
    "measure": f"{HEAD} name definition unit population",
}

# A kind that is added later commits its keys in a test of its own (docs/adding-a-kind.md).
EVERY_KIND = pytest.mark.parametrize("kind", KEYS)

ACTOR, QUANTITY, DATE = "id name type url", "low high qualifier text", "edtf note earliest latest"
PARTS = {
    "date": DATE,
    "published": DATE,
    "count": QUANTITY,
    "value": QUANTITY,
    "killed": QUANTITY,
    "wounded": QUANTITY,
    **dict.fromkeys(
        ("actor", "represents", "from", "to", "via", "claimed_by", "alleged_by", "part_of", "used_by"), ACTOR
    ),
    "participants": "actor role capacity represents",
    "places": "id name country url",
    "outcomes": "text status",
    "related": "type record",
    "record": "id kind title url",
    "evidence": "source paragraph phrase states",
    "source": "id title publisher url",
    "measure": "id name url",
    "legs": "from to via category of_whom count breakdown",
    "breakdown": "of count",
    "casualties": "of killed wounded",
    "digest": "paragraph text",
    "names": "name used_by language",
    "point": "latitude longitude precision",
}
PRIVATE = {
    *("state", "sensitivity", "created_by", "created_at", "edited_by", "edited_at"),
    *("position", "record_ptr", "date_note", "nonce"),
}


def mappings(value: Any, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping in a document with the key it stands under; what a source `states` has keys of its own."""
    if isinstance(value, dict):
        yield name, value
        for key, part in value.items():
            if key != "states":
                yield from mappings(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from mappings(part, name)


def check_keys(kind: str, document: dict[str, Any]) -> None:
    for name, mapping in mappings(document, kind):
        expected = KEYS[kind] if mapping is document else PARTS[name]
        assert sorted(mapping) == sorted(expected.split()), name


@EVERY_KIND
def test_a_published_document_has_exactly_the_committed_keys(
    kind: str, published: Callable[[str], list[dict[str, Any]]]
) -> None:
    documents = published(kind)
    assert documents
    for document in documents:
        check_keys(kind, document)


@EVERY_KIND
@pytest.mark.parametrize("entries", [WHOLE, LEAST], ids=["whole", "least"])
def test_keys_do_not_depend_on_what_is_known(kind: str, entries: dict[str, dict[str, Any]], put: Put) -> None:
    check_keys(kind, put(kind, **entries[kind]))


@EVERY_KIND
def test_no_private_field_of_the_desk_is_in_a_document_at_any_depth(kind: str, put: Put) -> None:
    document = put(kind, **WHOLE[kind], sensitivity="medium")
    assert [key for _, mapping in mappings(document, kind) for key in mapping if key in PRIVATE] == []


@EVERY_KIND
def test_unknown_is_null_and_none_is_an_empty_list(kind: str, put: Put) -> None:
    document = put(kind, **LEAST[kind])
    left_out = {key: value for key, value in document.items() if key not in (*HEAD.split(), *LEAST[kind])}
    lists = {key for key, value in put(kind, **WHOLE[kind]).items() if isinstance(value, list)}
    stated = {
        "contested": False,
        "level": "unstated",
        "modality": "unstated",
        "standing": "claimed",
        "language": "en",
    }
    for key, value in left_out.items():
        assert value == ([] if key in lists else stated.get(key)), key


def test_a_claim_of_zero_is_zero(put: Put) -> None:
    document = put("figure", **LEAST["figure"], value=0)
    assert document["value"] == {"low": 0, "high": 0, "qualifier": "exact", "text": None}
    casualties = put("incident", **LEAST["incident"], casualties=[{"of": "Soldiers", "killed": 0}])[
        "casualties"
    ]
    assert (casualties[0]["killed"]["low"], casualties[0]["wounded"]) == (0, None)


def test_a_whole_document_reads_like_this(put: Put) -> None:
    def actor(slug: str, name: str, sort: str = "state") -> dict[str, str]:
        return {"id": slug, "name": name, "type": sort, "url": f"/api/v1/actors/{slug}/"}

    def quantity(low: int, high: int, qualifier: str = "exact", text: str | None = None) -> dict[str, Any]:
        return {"low": low, "high": high, "qualifier": qualifier, "text": text}

    war = put("incident", **LEAST["incident"] | {"id": "earlier"})
    document = put(
        "prisoner-release",
        **WHOLE["prisoner-release"] | {"related": [{"type": "corrects", "record": "earlier"}]},
    )
    source = document["evidence"][0].pop("source")
    assert (source["id"], source["url"]) == (
        "azerbaijan-releases-17-prisoners",
        "/api/v1/sources/azerbaijan-releases-17-prisoners/",
    )
    assert [(place["id"], place["url"]) for place in document.pop("places")] == [
        ("yerevan", "/api/v1/places/yerevan/"),
        ("brussels", "/api/v1/places/brussels/"),
    ]
    azerbaijan, armenia = actor("azerbaijan", "Azerbaijan"), actor("armenia", "Armenia")
    assert document == {
        "id": "whole-release",
        "kind": "prisoner-release",
        "url": "/api/v1/prisoner-releases/whole-release/",
        "version": None,
        "published_at": None,
        "version_url": None,
        "citation": None,
        "schema": 2,
        "title": "An invented event",
        "summary": "Nothing of this happened.",
        "date": {
            "edtf": "2021-05-2X?",
            "note": "The day is blurred.",
            "earliest": "2021-05-20",
            "latest": "2021-05-29",
        },
        "status": "completed",
        "status_note": "As invented.",
        "count": quantity(20, 20, "about", "some 20"),
        "exchange": True,
        "legs": [
            {
                "from": azerbaijan,
                "to": armenia,
                "via": actor("russia", "Russia"),
                "category": "soldier",
                "of_whom": "Soldiers",
                "count": quantity(12, 12),
                "breakdown": [
                    {"of": "Civilians", "count": quantity(0, 0)},
                    {"of": "Soldiers", "count": quantity(5, 9, "range")},
                ],
            }
        ],
        "participants": [
            {
                "actor": actor("nikol-pashinyan", "Nikol Pashinyan", "person"),
                "role": "announcer",
                "capacity": "Prime Minister of Armenia",
                "represents": armenia,
            },
            {"actor": azerbaijan, "role": "party", "capacity": None, "represents": None},
        ],
        "outcomes": [{"text": "To meet again", "status": "agreed"}],
        "related": [
            {
                "type": "corrects",
                "record": {"id": "earlier", "kind": "incident", "title": "An incident", "url": war["url"]},
            }
        ],
        "evidence": [
            {
                "paragraph": 3,
                "phrase": "in invented words",
                "states": {"date": "2021-05", "status": "completed"},
            }
        ],
        "contested": False,
    }
