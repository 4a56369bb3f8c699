"""Search vectors of invented texts, put together from what the server makes of each of their words.

The words are few and the texts are many: asked word by word, the server stems each once. A text is taken for the words
between its spaces, none of which means something else beside another one; `reindex` must leave what is put together here.
Django must be set up before this is imported.
"""

from collections.abc import Iterable, Sequence
from struct import pack
from typing import Any

import psycopg

from records.folding import in_words
from records.published import SEARCH_CONFIG

ASK = """
    SELECT word, lexemes FROM unnest(%s::text[]) AS word
    CROSS JOIN LATERAL (SELECT tsvector_to_array(to_tsvector(%s::regconfig, word))) AS found (lexemes)
"""
MOST = 4_096  # places in one text: those of the invented ones have some hundred
A, B, C = 3, 2, 1
PLACES = [[pack(">H", weight << 14 | place) for place in range(MOST)] for weight in (A, B, C)]
HOW_MANY = [pack(">H", length // 2) for length in range(256)]  # by the length of the places


class Words(dict[str, bytes]):
    """The lexeme of each word, as the wire has it; nothing for a word that is not looked for."""

    def __init__(self, connection: psycopg.Connection[Any], words: Iterable[str] = ()) -> None:
        super().__init__()
        self.connection = connection
        self._learn(words)

    def __missing__(self, written: str) -> bytes:
        """A word as it is written: with a capital, or the stop behind it."""
        if written.isdecimal() and written.isascii():
            return written.encode() + b"\0"  # there are as many as records, and each stands for itself
        word = in_words(written).rstrip(".,")
        if word not in self:
            self._learn([word])
        self[written] = self[word]
        return self[word]

    def of(self, text: str) -> list[bytes]:
        """By place."""
        return [*map(self.__getitem__, text.split())]

    def _learn(self, words: Iterable[str]) -> None:
        for word, lexemes in self.connection.execute(ASK, [[*words], SEARCH_CONFIG]):
            (self[word],) = [lexeme.encode() + b"\0" for lexeme in lexemes] or [b""]


def vector(texts: Sequence[Iterable[bytes]]) -> bytes:
    """The vector of texts that are weighed A, B and C and stand behind each other, from the lexemes of their words."""
    found: dict[bytes, bytes] = {}
    last = 0
    for places, lexemes in zip(PLACES, texts, strict=True):
        for place, lexeme in enumerate(lexemes, last + 1):
            if lexeme in found:
                found[lexeme] += places[place]
                last = place
            elif lexeme:
                found[lexeme] = places[place]
                last = place
    parts = [lexeme + HOW_MANY[len(found[lexeme])] + found[lexeme] for lexeme in sorted(found)]
    return pack(">i", len(parts)) + b"".join(parts)
