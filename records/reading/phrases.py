"""A search as the server understands it, in what segments know: words, and which of them stand side by side.

It is taken from the server's own reading of the search, so that a row that it finds is never missed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from records.reading.conditions import QUERY
from records.reading.connection import ask
from records.reading.trees import AllOf, AnyOf, Not, Terms, Tree
from records.reading.words import as_query

FARTHEST = 2  # places between two words that segments know

_PART = re.compile(r"(!?)(\(.*\)|'.*')")
_WORD = re.compile(r"'((?:[^']|'')*)'(?: <(-|\d+)> )?")  # and how far behind it the next one stands
_PHRASE = re.compile(rf"(?:{_WORD.pattern})+")


@dataclass(frozen=True)
class Beside:
    """One word stands so many places before the other: somewhere in the text, and maybe elsewhere only by its number."""

    one: str
    other: str
    apart: int


@dataclass(frozen=True)
class Unsure(AllOf):
    """Needs every part, with these neighbours, and maybe more than that."""

    neighbours: tuple[Beside, ...] = ()


@lru_cache(maxsize=64)  # a count asks for it twice
def as_tree(search: str) -> AnyOf:
    """Alternatives of words and phrases, some of them to be left out."""
    ((query,),) = ask(f"SELECT {QUERY}::text", (as_query(search),))
    alternatives = query.split(" | ") if query else []
    return AnyOf(tuple(AllOf(tuple(map(_part, parts.split(" & ")))) for parts in alternatives))


def _part(text: str) -> Tree:
    said = _PART.fullmatch(text)
    if not said or "\\" in text:
        return Unsure(())
    words = [(word.replace("''", "'"), step) for word, step in _WORD.findall(said[2])]
    terms = tuple(Terms((f"={word}",)) for word, _ in words)
    in_a_row = _PHRASE.fullmatch(said[2].strip("( )"))
    part = terms[0] if len(terms) == 1 else Unsure(terms, tuple(_neighbours(words) if in_a_row else ()))
    return Not(part) if said[1] else part


def _neighbours(words: list[tuple[str, str]]) -> Iterator[Beside]:
    for (one, step), (other, _) in pairwise(words):
        apart = int(step) if step.isdecimal() else 1
        if 0 < apart <= FARTHEST:
            yield Beside(one, other, apart)
