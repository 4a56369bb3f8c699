"""What somebody typed to search for, taken apart: alternatives, and in each what is to be found and what is to be left out.

People paste curly quotes, headlines with a dash between blanks, and names with a hyphen where others have a blank. Each is
put into the words that documents are indexed by, and said so that the server can mean nothing else by it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from records.folding import WORD, fold, in_words
from records.reading.common_words import STOP_WORDS

SYNTAX = str.maketrans(
    dict.fromkeys(
        "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}„‟«»\N{FULLWIDTH QUOTATION MARK}", '"'
    )
    | dict.fromkeys("\N{SMALL HYPHEN-MINUS}\N{FULLWIDTH HYPHEN-MINUS}", "-")
)
LEFT_OUT = re.compile(r'(?<!\S)-+(?:"[^"]*"?|[^\s"]+)')  # in a text as typed
# What stands between two words as a blank does: the server would take it for an operator or for tags.
NO_SIGNS = str.maketrans(dict.fromkeys("<>&|!()", " "))

_TOKEN = re.compile(r'(?P<not>-*)"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+)')
_JOINED = re.compile(r"[^\W\d_]+(?:[-\N{HYPHEN}/][^\W\d_]+)+")  # one phrase, unlike a day
_AROUND = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True)
class Item:
    """A word or, of several, a phrase."""

    words: str
    is_left_out: bool = False

    @property
    def is_phrase(self) -> bool:
        return " " in self.words

    def __str__(self) -> str:
        """Whatever has a sign in it stands in quotes: the server knows more signs than these."""
        words = self.words if self.words.isalnum() else f'"{self.words}"'
        return f"-{words}" if self.is_left_out else words


@dataclass(frozen=True)
class _Token:
    """As typed. `side_by_side`: its words are one phrase."""

    text: str
    is_left_out: bool
    side_by_side: bool


Alternative = tuple[Item, ...]


@lru_cache(maxsize=64)  # one question needs it several times
def alternatives(text: str) -> tuple[Alternative, ...]:
    """Words that every text has are in none of them; what is nothing but these is no alternative."""
    found = (tuple(_items(tokens)) for tokens in _alternatives(_TOKEN.finditer(text.translate(SYNTAX))))
    return tuple(filter(None, found))


def _alternatives(found: Iterator[re.Match[str]]) -> Iterator[list[_Token]]:
    tokens: list[_Token] = []
    leaves_out = False
    for each in found:
        if (word := each["word"]) == "NOT":  # as libraries have it
            leaves_out = True
        elif word and word.lower() == "or":
            yield tokens
            tokens, leaves_out = [], False
        else:
            tokens.append(_token(each, leaves_out=leaves_out))
            leaves_out = False
    yield tokens


def _token(found: re.Match[str], *, leaves_out: bool) -> _Token:
    word = found["word"]
    if word is None:
        return _Token(_plain(found["phrase"]), leaves_out or bool(found["not"]), side_by_side=True)
    text, is_left_out = _plain(word.lstrip("-")), leaves_out or word.startswith("-")
    return _Token(text, is_left_out, side_by_side=is_left_out or bool(_JOINED.fullmatch(text)))


def _plain(text: str) -> str:
    return _AROUND.sub("", fold(text).translate(NO_SIGNS))


def _items(tokens: list[_Token]) -> Iterator[Item]:
    """Words that need not stand side by side are read together: `12 000` is a number."""
    for apart, run in groupby(tokens, key=lambda token: not token.side_by_side):
        if apart:
            words = in_words(" ".join(token.text for token in run)).split()
            yield from (Item(word) for word in words if says_something(word))
        else:
            each = (Item(" ".join(in_words(token.text).split()), token.is_left_out) for token in run)
            yield from (item for item in each if says_something(item.words))


def says_something(text: str) -> bool:
    """Whether there is a word in it that not every text has."""
    return not STOP_WORDS.issuperset(WORD.findall(text))
