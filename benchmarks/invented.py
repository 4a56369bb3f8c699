"""Invented entries in the shape of fixtures, the same for the same seed: what the benchmarks write and read.

Records of the five kinds, each with about four participants, two places and three items of evidence, that cite a few
hundred actors, places, sources and measures. Nothing here happened, and nothing is written here.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from records.kinds.base.vocabulary import (
    DetaineeCategory,
    IncidentCategory,
    Level,
    Modality,
    OutcomeStatus,
    Role,
    SourceType,
    Status,
)
from records.loading.entry import Entry
from records.loading.gather import Gathered
from records.loading.reader import Located

ACTORS, PLACES, SOURCES, MEASURES = 150, 100, 120, 20
FILE = Path("invented.yaml")
COUNTRIES = ("AM", "AZ", "GE", "BE")
WORDS = [
    "after",
    "another",
    "before",
    "border",
    "called",
    "carried",
    "commission",
    "confirmed",
    "delegation",
    "detained",
    "exchange",
    "families",
    "further",
    "group",
    "humanitarian",
    "information",
    "joint",
    "list",
    "meeting",
    "mission",
    "monitors",
    "mutual",
    "negotiations",
    "observers",
    "officials",
    "parties",
    "people",
    "prisoners",
    "quarter",
    "region",
    "release",
    "reported",
    "returned",
    "round",
    "search",
    "second",
    "several",
    "side",
    "statement",
    "talks",
    "third",
    "transferred",
    "under",
    "village",
    "visited",
    "weeks",
    "working",
]


def gathered(records: int, *, seed: int = 1) -> Gathered:
    """As many invented records, and what they cite, as if they had been read from files without a problem."""
    chance = Random(seed)
    made = [_entry(kind, data) for kind, data in (*_cited(chance), *_records(chance, records))]
    return Gathered(made, [], complete=True)


def _entry(kind: str, data: dict[str, Any]) -> Entry:
    return Entry(kind, data, Located(FILE, data, {}), (), "low")


def said(chance: Random, words: int) -> str:
    """A sentence that says nothing."""
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def _cited(chance: Random) -> Iterator[tuple[str, dict[str, Any]]]:
    for number in range(ACTORS):
        yield (
            "actor",
            {
                "id": f"actor-{number}",
                "name": f"{said(chance, 2)} {number}",
                "type": "organisation",
                "aliases": [said(chance, 2), said(chance, 1)],
                "country": chance.choice(COUNTRIES),
                **({"part_of": f"actor-{chance.randrange(number)}"} if number and number % 3 == 0 else {}),
            },
        )
    for number in range(PLACES):
        names = [{"name": f"{said(chance, 1)} {number}", "used_by": f"actor-{number}", "language": "hy"}]
        point = {"latitude": chance.randrange(38, 42), "longitude": 45.5, "precision": "settlement"}
        data = {
            "id": f"place-{number}",
            "name": f"{said(chance, 1)} {number}",
            "names": names,
            "point": point,
        }
        yield "place", {**data, "country": chance.choice(COUNTRIES)}
    for number in range(SOURCES):
        yield (
            "source",
            {
                "id": f"source-{number}",
                "title": said(chance, 8),
                "publisher": f"Publisher {number % 12}",
                "published": f"20{chance.randrange(10, 24)}-0{chance.randrange(1, 10)}",
                "type": chance.choice(SourceType.values),
                "digest": [{"paragraph": at + 1, "text": said(chance, 20)} for at in range(10)],
            },
        )
    for number in range(MEASURES):
        name = f"{said(chance, 3)} {number}"
        yield (
            "measure",
            {"id": f"measure-{number}", "name": name, "definition": said(chance, 15), "unit": "people"},
        )


def _records(chance: Random, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    kinds = tuple(OWN)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        yield kind, _common(chance, number) | OWN[kind](chance)


def _common(chance: Random, number: int) -> dict[str, Any]:
    date, status = _date(chance), chance.choice(Status.values)
    states = ({"date": date, "status": status}, {"status": status}, {})
    return {
        "id": f"record-{number}",
        "title": f"{said(chance, 7)} {number}",
        "summary": f"{said(chance, 20)}. {said(chance, 15)}.",
        "date": {"edtf": date, "note": "Counted from the day of the report." if number % 3 == 0 else None},
        "status": status,
        "participants": [
            {"actor": f"actor-{actor}", "role": chance.choice(Role.values), "capacity": said(chance, 3)}
            for actor in chance.sample(range(ACTORS), chance.randint(3, 5))
        ],
        "places": [f"place-{place}" for place in chance.sample(range(PLACES), 2)],
        "outcomes": [{"text": said(chance, 12), "status": chance.choice(OutcomeStatus.values)}],
        "related": [{"type": "follows", "record": f"record-{number - 1}"}] if number % 4 == 3 else [],
        "evidence": [
            {
                "source": f"source-{chance.randrange(SOURCES)}",
                "paragraph": 1 + position,
                "phrase": said(chance, 6),
                "states": states[position],
            }
            for position in range(3)
        ],
    }


def _date(chance: Random) -> str:
    year, month, day = chance.randrange(1991, 2024), chance.randrange(1, 13), chance.randrange(1, 29)
    whole = f"{year}-{month:02}-{day:02}"
    return chance.choice((whole, whole, whole, whole[:7], f"{whole}~", f"[{year}-{month:02}-01..{whole}]"))


def _count(chance: Random) -> dict[str, Any]:
    low = chance.randrange(1, 400)
    exact = {"low": low, "high": low, "qualifier": "exact"}
    return chance.choice((exact, {"low": low, "high": low + 20, "qualifier": "range", "text": "some"}))


def _talk(chance: Random) -> dict[str, Any]:
    return {
        "round_number": 2,
        "level": chance.choice(Level.values),
        "subjects": [said(chance, 3), said(chance, 4)],
    }


def _release(chance: Random) -> dict[str, Any]:
    sides = {"from": "actor-1", "to": "actor-2", "category": chance.choice(DetaineeCategory.values)}
    return {"count": _count(chance), "exchange": False, "legs": [{**sides, "count": _count(chance)}]}


def _round(chance: Random) -> dict[str, Any]:
    return {
        "level": chance.choice(Level.values),
        "modality": chance.choice(Modality.values),
        "track": "a-track",
    }


def _figure(chance: Random) -> dict[str, Any]:
    claim = {
        "measure": f"measure-{chance.randrange(MEASURES)}",
        "claimed_by": f"actor-{chance.randrange(ACTORS)}",
    }
    return {**claim, "value": _count(chance), "breakdown": [{"of": "Civilians", "count": 3}]}


def _incident(chance: Random) -> dict[str, Any]:
    casualties = [{"of": "Soldiers", "killed": _count(chance), "wounded": None}]
    return {"category": chance.choice(IncidentCategory.values), "casualties": casualties}


OWN: dict[str, Callable[[Random], dict[str, Any]]] = {
    "missing-person-talk": _talk,
    "prisoner-release": _release,
    "negotiation-round": _round,
    "figure": _figure,
    "incident": _incident,
}
