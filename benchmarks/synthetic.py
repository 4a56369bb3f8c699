"""An invented register of any size, always the same for the same size: documents as the register would publish them.

It has the properties that make real registers slow: a few actors take part in a fifth of everything, each actor has its
years, words follow Zipf's law, some dates are wide or have no year, a sixth of the records was revised and one in a hundred
was withdrawn. Nothing in it is true of anyone.
"""

import hashlib
import itertools
import random
import struct
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from records import dates

SEED = 20240101
KINDS = {
    "incident": 0.50,
    "figure": 0.18,
    "negotiation-round": 0.15,
    "prisoner-release": 0.10,
    "missing-person-talk": 0.07,
}
COLLECTIONS = {kind: f"{kind}s" for kind in (*KINDS, "actor", "place", "source", "measure")}
FIRST_YEAR, LAST_YEAR = 1991, 2023
CATEGORIES = (
    "clash",
    "shelling",
    "detention",
    "charge",
    "sentence",
    "blockade",
    "checkpoint",
    "appeal",
    "report",
)
RELEASED = ("prisoner-of-war", "civilian", "detainee", "remains")
COUNTRIES = ("AM", "AZ", "GE", "RU", "FR", "US", "BE", "DE", "IR", "TR")
SUBJECTS = ["Search"]
STATUSES = ("completed", "reported", "announced", "denied")
OF_A_HUNDRED = (70, 90, 98, 100)  # how many have one of the statuses up to this one


@dataclass(frozen=True)
class World:
    """Everything that records cite; `words` is what their text is made of."""

    actors: list[dict[str, Any]]
    places: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    measures: list[dict[str, Any]]
    words: "Skewed"


class Skewed:
    """Draws items with weights 1, 1/2, 1/3 …, each from as many of 65,536 places as its weight is worth."""

    def __init__(self, items: list[Any], *, exponent: float = 1.0) -> None:
        self.items = items
        weights = list(itertools.accumulate(1 / rank**exponent for rank in range(1, len(items) + 1)))
        step = weights[-1] / 2**16
        self.places = [items[bisect(weights, (place + 0.5) * step)] for place in range(2**16)]

    def draw(self, random_: random.Random) -> Any:
        return self.places[random_.getrandbits(16)]

    def sentence(self, random_: random.Random, length: int) -> str:
        """So many words in a row."""
        drawn = struct.unpack(f"<{length}H", random_.randbytes(2 * length))
        return " ".join([self.places[place] for place in drawn])


def make_world(records: int) -> World:
    """What a register of so many records cites: the more records, the more sources, and slowly more of the rest."""
    random_ = random.Random(SEED)
    words = _words(random_, 6_000)
    some = max(40, min(800, records // 100))
    return World(
        actors=[_cited("actor", n, _title(random_, words, 2), type=_type(n)) for n in range(some)],
        places=[
            _cited("place", n, _title(random_, words, 1), country=COUNTRIES[n % 10]) for n in range(some)
        ],
        sources=[_source(random_, words, n) for n in range(max(20, records // 200))],
        measures=[
            _cited("measure", n, _title(random_, words, 4)) for n in range(max(5, min(200, records // 400)))
        ],
        words=Skewed(words),
    )


def _words(random_: random.Random, count: int) -> list[str]:
    """Pronounceable words; the first ones are the commonest."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or", "el")]
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(random_.choice(syllables) for _ in range(random_.choice((2, 2, 3, 3, 4))))] = None
    return list(made)


def _title(random_: random.Random, words: list[str], length: int) -> str:
    return " ".join(random_.choice(words) for _ in range(length)).capitalize()


def _cited(kind: str, number: int, name: str, **more: Any) -> dict[str, Any]:
    slug = f"{kind}-{number}"
    return {"id": slug, "name": name, **more, "url": address(kind, slug)}


def _type(number: int) -> str:
    return "state" if number < 12 else ("institution", "organisation", "person")[number % 3]


def _source(random_: random.Random, words: list[str], number: int) -> dict[str, Any]:
    slug = f"source-{number}"
    publisher = f"The {words[number % 37].capitalize()} Report" if number % 5 else None
    return {
        "id": slug,
        "title": _title(random_, words, 9),
        "publisher": publisher,
        "url": address("source", slug),
    }


def address(kind: str, slug: str) -> str:
    return f"/api/v1/{COLLECTIONS[kind]}/{slug}/"


def cited_documents(world: World) -> Iterator[dict[str, Any]]:
    """The documents of everything cited, without stamps."""
    for kind, entries in (("measure", world.measures), ("place", world.places), ("actor", world.actors)):
        for entry in entries:
            yield _head(kind, entry["id"]) | {"name": entry["name"]} | _MORE[kind](entry)
    for entry in world.sources:
        yield _head("source", entry["id"]) | _more_of_source(entry)


def _head(kind: str, slug: str) -> dict[str, Any]:
    return {
        "id": slug,
        "kind": kind,
        "url": address(kind, slug),
        "version": None,
        "published_at": None,
        "version_url": None,
        "citation": None,
        "schema": 2,
    }


_MORE: dict[str, Any] = {
    "measure": lambda entry: {
        "definition": f"People counted as {entry['name']}.",
        "unit": "people",
        "population": None,
    },
    "place": lambda entry: {
        "names": [{"name": entry["name"], "used_by": None}],
        "country": entry["country"],
        "point": None,
        "wikidata": None,
    },
    "actor": lambda entry: {
        "type": entry["type"],
        "aliases": [f"{entry['name']} {entry['id']}"],
        "part_of": None,
        "country": None,
        "wikidata": None,
        "public_role": "Speaker" if entry["type"] == "person" else None,
    },
}


def _more_of_source(entry: dict[str, Any]) -> dict[str, Any]:
    number = int(entry["id"].rpartition("-")[2])
    published = date(LAST_YEAR, 12, 31) - timedelta(days=number % 8_000)
    return {
        "title": entry["title"],
        "publisher": entry["publisher"],
        "byline": None,
        "published": _when(published.isoformat()),
        "language": "en",
        "type": "news-article",
        "address": f"https://news.example/{number}",
        "sha256": f"{number:064x}",
        "word_count": 600,
        "digest": [{"paragraph": n, "text": f"{entry['title']}, {n}."} for n in range(1, 6)],
    }


@cache  # a day has many records
def _when(edtf: str) -> dict[str, Any]:
    read = dates.parse(edtf)
    ends = (read.earliest and read.earliest.isoformat(), read.latest and read.latest.isoformat())
    return {"edtf": edtf, "note": None, "earliest": ends[0], "latest": ends[1]}


class Records:
    """Record documents of one world, by number; the same number is always the same record.

    Documents share the parts that they have in common: they are to be read, and not to be changed.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.random = random.Random()
        self.actors = Skewed(
            [(actor, _active(number)) for number, actor in enumerate(world.actors)], exponent=0.7
        )
        self.participants: dict[tuple[str, str], dict[str, Any]] = {}
        self.places = Skewed(world.places)
        self.measures = Skewed(world.measures)
        self.kinds = list(KINDS)
        self.shares = list(itertools.accumulate(KINDS.values()))

    def kind(self, number: int) -> str:
        """The kind of a record; quickly, as whoever makes some records asks it of all."""
        drawn = int.from_bytes(hashlib.sha256(b"%d" % number).digest()[:4]) / 2**32
        return self.kinds[min(bisect(self.shares, drawn), len(self.kinds) - 1)]

    def document(self, number: int, *, version: int = 1) -> dict[str, Any]:
        """The record's document without stamps; a later version has another summary."""
        random_ = self.random
        random_.seed(SEED * 1_000_003 + number)
        kind = self.kind(number)
        day = self._day(random_)
        document = _head(kind, f"{day.year}-{kind}-{number}")
        document |= self._common(random_, number, day, version)
        own, participants = self._own(kind, random_, day)
        document |= own
        document |= self._tail(random_, number, participants)
        return document

    def _day(self, random_: random.Random) -> date:
        """Recent years have more records."""
        year = FIRST_YEAR + int((LAST_YEAR - FIRST_YEAR + 1) * random_.random() ** 0.6)
        return date(min(year, LAST_YEAR), 1, 1) + timedelta(days=random_.randrange(365))

    def _common(self, random_: random.Random, number: int, day: date, version: int) -> dict[str, Any]:
        title = self.world.words.sentence(random_, 9).capitalize()
        summary = self.world.words.sentence(random_, 28).capitalize()
        return {
            "title": f"{title} {number}",
            "summary": f"{summary}." if version == 1 else f"{summary}. Revised {version}.",
            "date": _when(_edtf(random_, day)) if random_.random() > 0.01 else None,
            "status": random_.choices(STATUSES, cum_weights=OF_A_HUNDRED)[0],
            "status_note": None,
        }

    def _own(
        self, kind: str, random_: random.Random, day: date
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        own: dict[str, Any] = {}
        count = int(random_.paretovariate(0.7))
        participants = self._participants(random_, day)
        if kind == "incident":
            own = {
                "category": CATEGORIES[int(len(CATEGORIES) * random_.random() ** 2)],
                "alleged_by": None,
                "casualties": [],
            }
        elif kind == "figure":
            own = {
                "measure": self.measures.draw(random_),
                "value": _quantity(count),
                "claimed_by": self.actor(random_, day),
                "of_whom": None,
                "standing": random_.choice(("claimed", "confirmed")),
                "breakdown": [],
            }
        elif kind == "prisoner-release":
            leg = {"from": self.actor(random_, day), "to": self.actor(random_, day), "via": None}
            leg |= {
                "category": random_.choice(RELEASED),
                "of_whom": None,
                "count": _quantity(count),
                "breakdown": [],
            }
            own = {"count": _quantity(count), "exchange": random_.random() < 0.2, "legs": [leg]}
        else:
            own = {
                "round_number": None,
                "level": random_.choice(("leaders", "foreign-ministers", "commissions")),
                "modality": random_.choice(("in-person", "videoconference", "unstated")),
            }
            own |= (
                {"timeline_agreed": False, "subjects": SUBJECTS}
                if kind == "missing-person-talk"
                else {"track": None, "occasion": None}
            )
        return own, participants

    def actor(self, random_: random.Random, day: date) -> dict[str, Any]:
        """Actors have their years: outside them another one is drawn."""
        drawn: dict[str, Any]
        for _ in range(4):
            drawn, active = self.actors.draw(random_)
            if day.year in active:
                break
        return drawn

    def _participants(self, random_: random.Random, day: date) -> list[dict[str, Any]]:
        made: dict[tuple[str, str], dict[str, Any]] = {}
        for role in (
            "party",
            "party",
            random_.choice(("mediator", "host")),
            random_.choice(("observer", "affected")),
        ):
            actor = self.actor(random_, day)
            key = actor["id"], role
            made[key] = self.participants.get(key) or self._participant(actor, role)
        return list(made.values())

    def _participant(self, actor: dict[str, Any], role: str) -> dict[str, Any]:
        number = int(actor["id"].rpartition("-")[2])
        represents = self.world.actors[number % 12] if actor["type"] == "person" else None
        made = {"actor": actor, "role": role, "capacity": None, "represents": represents}
        self.participants[actor["id"], role] = made
        return made

    def _tail(
        self, random_: random.Random, number: int, participants: list[dict[str, Any]]
    ) -> dict[str, Any]:
        places = {place["id"]: place for place in (self.places.draw(random_), self.places.draw(random_))}
        source = self.world.sources[number * 7 % len(self.world.sources)]
        other = random_.choice(self.world.sources)
        phrases = [self.world.words.sentence(random_, 7) for _ in range(3)]
        outcome = {"text": f"{phrases[0]} {phrases[1]}".capitalize(), "status": "agreed"}
        return {
            "participants": participants,
            "places": list(places.values()),
            "outcomes": [outcome] if number % 2 else [],
            "related": [],
            "evidence": [
                {"source": given, "paragraph": n + 1, "phrase": f"{phrase} {n}", "states": {}}
                for n, (given, phrase) in enumerate(zip((source, source, other), phrases, strict=True))
            ],
            "contested": random_.random() < 0.05,
        }


def _active(number: int) -> range:
    """The years in which an actor takes part: a few always do."""
    if number < 6:
        return range(FIRST_YEAR, LAST_YEAR + 1)
    middle = FIRST_YEAR + number * 7 % 33
    return range(middle - 6, middle + 7)


@cache
def _quantity(count: int) -> dict[str, Any]:
    return {"low": min(count, 10**9), "high": min(count, 10**9), "qualifier": "exact", "text": None}


def _edtf(random_: random.Random, day: date) -> str:
    """Days mostly; months, years, and now and then a date that is wide, open or without a year."""
    drawn = random_.random()
    if drawn < 0.80:
        return day.isoformat()
    if drawn < 0.92:
        return day.isoformat()[:7]
    if drawn < 0.96:
        return str(day.year)
    if drawn < 0.98:
        return f"{day.isoformat()}/{(day + timedelta(days=random_.randrange(1, 60))).isoformat()}"
    if drawn < 0.99:
        return f"{day.year - random_.randrange(1, 8)}/{day.year}"
    if drawn < 0.995:
        return f"{day.isoformat()}/.." if random_.random() < 0.7 else f"../{day.isoformat()}"
    return f"XXXX-{day.isoformat()[5:]}"
