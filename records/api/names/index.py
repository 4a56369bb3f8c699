"""Names of entries, found by likeness or by how they begin."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from records.folding import fold
from records.kinds import KINDS
from records.kinds.base.paths import values_at

MATCHED = ("actor", "place", "measure")
NAMES = ("name", "title", "aliases", "names.name")
SAYS = ("type", "public_role", "unit", "country", "summary", "definition")
DESCRIPTION = 120  # characters
CERTAIN = 100.0
WORST = 30.0  # below this, names only happen to share letters
SPARE = 1_000  # entries that were replaced, whatever stands
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
    """All of them, by the trigrams of their names. What took another's place, or went, is None where it stood."""

    everything: list[Named | None] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    bearers: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    holders: defaultdict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))

    def put(self, entry: Named) -> None:
        """Add an entry, or put it in the place of what it was."""
        self.drop(entry.id)
        place = self.places[entry.id] = len(self.everything)
        self.everything.append(entry)
        for name in entry.names:
            self.bearers[name].append(place)
            held = (place, name)
            for piece in trigrams(name):
                self.holders[piece].append(held)

    def drop(self, entry: str) -> None:
        """Forget an entry, if it is known."""
        place = self.places.pop(entry, None)
        if place is not None:
            self.everything[place] = None

    @property
    def is_worn(self) -> bool:
        """Whether more of it was replaced than stands, and it is better made anew."""
        return len(self.everything) > 2 * len(self.places) + SPARE

    def has(self, kind: str, slug: str) -> bool:
        """Whether there is such an entry."""
        return f"{KINDS[kind].collection}/{slug}" in self.places

    def like(self, text: str, kinds: Sequence[str], most: int) -> list[tuple[Named, float]]:
        """The best of these kinds with a score to 100, best first."""
        asked = fold(text).strip()
        pieces = trigrams(asked)
        shared = Counter(held for piece in pieces for held in self.holders.get(piece, ()))
        best: dict[str, tuple[Named, float]] = {}
        for (place, name), common in shared.items():
            entry = self.everything[place]
            if entry and entry.kind in kinds:
                score = _score(asked, name, common, len(pieces))
                if score >= WORST and score > best.get(entry.id, (entry, 0.0))[1]:
                    best[entry.id] = entry, score
        return sorted(best.values(), key=lambda pair: (-pair[1], pair[0].name, pair[0].id))[:most]

    def called(self, name: str, kind: str) -> Named | None:
        """The only one of a kind that goes by exactly this name."""
        bearers = [self.everything[place] for place in self.bearers.get(fold(name).strip(), ())]
        found = [entry for entry in bearers if entry and entry.kind == kind]
        return found[0] if len(found) == 1 else None

    def beginning_with(self, prefix: str, kinds: Sequence[str]) -> Iterator[Named]:
        """Those with a name, or a word of one, that begins so."""
        asked = fold(prefix).strip()
        for entry in self.everything:
            if entry and entry.kind in kinds and any(_begins(name, asked) for name in entry.names):
                yield entry


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


def by_id(document: Mapping[str, Any]) -> Named:
    """An entry that is told by the words of its id."""
    slug = document["id"]
    return Named(document["kind"], slug, document["title"], "", (fold(slug.replace("-", " ")),))


def named(document: Mapping[str, Any]) -> Named:
    """An entry by every name that its document has for it."""
    names = [str(name) for path in NAMES for name in values_at(document, path)]
    said = [str(value) for path in SAYS for value in values_at(document, path)]
    description = "; ".join(said)[:DESCRIPTION]
    folded = tuple(dict.fromkeys(map(fold, names)))
    return Named(document["kind"], document["id"], names[0], description, folded)
