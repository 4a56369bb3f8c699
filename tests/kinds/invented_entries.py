"""One entry of every kind with nothing left out, and one with nothing but what must be said. The names are invented."""

from collections.abc import Callable
from typing import Any

Put = Callable[..., dict[str, Any]]

ABOUT = {"low": 20, "high": 20, "qualifier": "about", "text": "some 20"}
RANGE = {"low": 5, "high": 9, "qualifier": "range", "text": None}
BREAKDOWN = [{"of": "Civilians", "count": 0}, {"of": "Soldiers", "count": RANGE}]

HAPPENED: dict[str, Any] = {
    "title": "An invented event",
    "summary": "Nothing of this happened.",
    "date": {"edtf": "2021-05-2X?", "note": "The day is blurred."},
    "status": "completed",
    "status_note": "As invented.",
    "participants": [
        {
            "actor": "nikol-pashinyan",
            "role": "announcer",
            "capacity": "Prime Minister of Armenia",
            "represents": "armenia",
        },
        {"actor": "azerbaijan", "role": "party"},
    ],
    "places": ["yerevan", "brussels"],
    "outcomes": [{"text": "To meet again", "status": "agreed"}],
    "related": [{"type": "follows", "record": "2020-war"}],
    "evidence": [
        {
            "source": "azerbaijan-releases-17-prisoners",
            "paragraph": 3,
            "phrase": "in invented words",
            "states": {"date": "2021-05", "status": "completed"},
        }
    ],
}

WHOLE: dict[str, dict[str, Any]] = {
    "missing-person-talk": HAPPENED
    | {
        "id": "whole-talk",
        "round_number": 3,
        "level": "experts",
        "modality": "telephone",
        "timeline_agreed": False,
        "subjects": ["Searches", "Lists"],
    },
    "prisoner-release": HAPPENED
    | {
        "id": "whole-release",
        "count": ABOUT,
        "exchange": True,
        "legs": [
            {
                "from": "azerbaijan",
                "to": "armenia",
                "via": "russia",
                "category": "soldier",
                "of_whom": "Soldiers",
                "count": 12,
                "breakdown": BREAKDOWN,
            }
        ],
    },
    "negotiation-round": HAPPENED
    | {
        "id": "whole-round",
        "level": "leaders",
        "modality": "indirect",
        "track": "invented-track",
        "occasion": "A summit",
        "round_number": 1,
    },
    "figure": HAPPENED
    | {
        "id": "whole-figure",
        "measure": "armenians-held-by-azerbaijan",
        "value": ABOUT,
        "claimed_by": "armenia",
        "of_whom": "Everyone",
        "standing": "confirmed",
        "breakdown": BREAKDOWN,
    },
    "incident": HAPPENED
    | {
        "id": "whole-incident",
        "category": "clash",
        "alleged_by": "armenia",
        "casualties": [{"of": "Soldiers", "killed": 0, "wounded": ABOUT}],
    },
    "source": {
        "id": "whole-source",
        "title": "A headline",
        "publisher": "A publisher",
        "byline": "An author",
        "published": {"edtf": "2021-05~", "note": "By its place in the archive."},
        "language": "hy",
        "type": "analysis",
        "address": "https://example.org/a-headline",
        "sha256": "0123456789abcdef" * 4,
        "word_count": 5,
        "digest": [{"paragraph": 1, "text": "What it says."}],
    },
    "actor": {
        "id": "whole-actor",
        "name": "An Actor",
        "summary": "Nobody.",
        "type": "person",
        "aliases": ["A. Ctor"],
        "part_of": "armenia",
        "country": "AM",
        "wikidata": "Q42",
        "public_role": "Minister",
    },
    "place": {
        "id": "whole-place",
        "name": "A Place",
        "summary": "Nowhere.",
        "names": [{"name": "Ein Ort", "used_by": "armenia", "language": "de"}],
        "country": "AM",
        "point": {"latitude": "-40.1", "longitude": "0.05", "precision": "settlement"},
        "wikidata": "Q43",
    },
    "measure": {
        "id": "whole-measure",
        "name": "A measure",
        "definition": "What is counted.",
        "unit": "people",
        "population": "Everyone",
    },
}

LEAST: dict[str, dict[str, Any]] = {
    "missing-person-talk": {"id": "least-talk", "title": "A talk", "status": "reported"},
    "prisoner-release": {"id": "least-release", "title": "A release", "status": "reported"},
    "negotiation-round": {"id": "least-round", "title": "A round", "status": "reported"},
    "figure": {
        "id": "least-figure",
        "title": "A figure",
        "status": "reported",
        "measure": "armenians-held-by-azerbaijan",
    },
    "incident": {"id": "least-incident", "title": "An incident", "status": "reported", "category": "clash"},
    "source": {"id": "least-source", "title": "A headline", "type": "other"},
    "actor": {"id": "least-actor", "name": "An actor", "type": "unnamed"},
    "place": {"id": "least-place", "name": "A place"},
    "measure": {"id": "least-measure", "name": "A measure", "definition": "What.", "unit": "people"},
}
