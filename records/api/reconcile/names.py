"""Every name of every actor, place and measure, kept by each worker until the register changes, and found by likeness.

Likeness is that of trigrams, as PostgreSQL's pg_trgm has it: the share of three-letter pieces that two texts have in common.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from records.api.newest import newest_sequence
from records.folding import fold
from records.kinds import KINDS
from records.kinds.base.declaration import values_at
from records.reading.stream import stream
from records.reading.wanted import Order, Wanted

MATCHED = ("actor", "place", "measure")
NAMES = ("name", "aliases", "names.name")
SAYS = ("type", "public_role", "unit", "country", "summary", "definition")
DESCRIPTION = 120  # characters
CERTAIN = 100.0
WORST = 30.0  # below this, names only happen to share letters
ALL_WORDS = 70.0  # at least, where each word of the question is a word of the name

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Named:
    """Something that has a name; `names` are folded."""

    kind: str
    slug: str
    name: str
    description: str
    names: tuple[str, ...]

    @property
    def collection(self) -> str:
        return KINDS[self.kind].collection

    @property
    def id(self) -> str:
        return f"{self.collection}/{self.slug}"


@dataclass
class NameIndex:
    """All of them, by the trigrams of their names."""

    everything: list[Named] = field(default_factory=list)
    holders: defaultdict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, named: Named) -> None:
        place = len(self.everything)
        self.everything.append(named)
        for name in named.names:
            for piece in trigrams(name):
                self.holders[piece].append((place, name))

    def like(self, text: str, kinds: Sequence[str], most: int) -> list[tuple[Named, float]]:
        """The best of these kinds with a score to 100, best first."""
        asked = fold(text).strip()
        pieces = trigrams(asked)
        shared = Counter(held for piece in pieces for held in self.holders.get(piece, ()))
        best: dict[int, float] = {}
        for (place, name), common in shared.items():
            if self.everything[place].kind in kinds:
                best[place] = max(best.get(place, 0.0), _score(asked, name, common, len(pieces)))
        found = [(self.everything[place], score) for place, score in best.items() if score >= WORST]
        return sorted(found, key=lambda pair: (-pair[1], pair[0].name, pair[0].id))[:most]

    def beginning_with(self, prefix: str, kinds: Sequence[str]) -> Iterator[Named]:
        """Those with a name, or a word of one, that begins so."""
        asked = fold(prefix).strip()
        for named in self.everything:
            if named.kind in kinds and any(_begins(name, asked) for name in named.names):
                yield named


def _begins(name: str, asked: str) -> bool:
    return name.startswith(asked) or f" {asked}" in name


def _score(asked: str, name: str, common: int, pieces: int) -> float:
    if asked == name:
        return CERTAIN
    alike = common / (pieces + len(trigrams(name)) - common)
    words, of_name = set(_WORD.findall(asked)), set(_WORD.findall(name))
    if words and words <= of_name:
        return round(max(alike * 100, ALL_WORDS + 20 * len(words) / len(of_name)), 1)
    return round(min(alike * 100, CERTAIN - 1), 1)


def trigrams(text: str) -> frozenset[str]:
    """The three-letter pieces of each word, with two blanks before it and one behind."""
    return frozenset(
        f"  {word} "[start : start + 3] for word in _WORD.findall(text) for start in range(len(word) + 1)
    )


_known: tuple[int, NameIndex] = (-1, NameIndex())


def known_names() -> NameIndex:
    """The names as the register has them now."""
    global _known  # noqa: PLW0603  one index a worker; the tuple is replaced at once
    sequence = newest_sequence()
    if _known[0] != sequence:
        _known = sequence, _index(_documents())
    return _known[1]


def _documents() -> Iterator[Mapping[str, Any]]:
    for page in stream(Wanted(MATCHED), Order("time", descending=False)):
        yield from map(orjson.loads, page.documents)


def _index(documents: Iterable[Mapping[str, Any]]) -> NameIndex:
    index = NameIndex()
    for document in documents:
        names = (fold(str(name)) for path in NAMES for name in values_at(document, path))
        said = [str(value) for path in SAYS for value in values_at(document, path)]
        description = "; ".join(said)[:DESCRIPTION]
        kind, slug, name = document["kind"], document["id"], document["name"]
        index.add(Named(kind, slug, name, description, tuple(dict.fromkeys(names))))
    return index
