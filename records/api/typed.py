"""Searching while somebody types: among what goes by names, every word may be the beginning of one, and the best come first.

Beginnings are terms like any other, so that an index answers them. What is written in the syntax of a search means just that.
"""

import re
from dataclasses import replace
from typing import Any

from records.api.parameters import to_look_for
from records.folding import words_of
from records.kinds import KINDS
from records.published_terms import name_begun, word_begun
from records.reading.trees import AllOf, AnyOf, Terms, Tree, Words
from records.reading.wanted import Wanted
from records.reading.words import has_words

MOST_WORDS = 12  # of what somebody types; whoever pastes more has a text to look for
NAMED = {name for name, kind in KINDS.items() if "name" in kind.search}
_SYNTAX = re.compile(r'["“”„«»]|(?<!\S)-(?=\S)|\s(?i:or)\s|(?<!\S)NOT\s')


def go_by_names(kinds: tuple[str, ...]) -> bool:
    """Whether all entries of these kinds have names of their own."""
    return set(kinds) <= NAMED


def typed_words(text: str) -> list[str]:
    """The words of what was typed; none where it is more than words."""
    words = [] if _SYNTAX.search(text) else words_of(text)
    return words if len(words) <= MOST_WORDS else []


def name_or_words(text: str) -> str:
    """A search among names: to type “the” is to have begun something."""
    if not typed_words(to_look_for(text)) and not has_words(text):
        raise ValueError("Write a name, the beginning of one, or words to look for.")
    return text


def searched(kinds: tuple[str, ...], text: str) -> Tree:
    """What a search asks of entries of these kinds."""
    words = typed_words(text) if go_by_names(kinds) else []
    if not words:
        return Words(text)
    return AnyOf((Words(text), AllOf(tuple(Terms((word_begun(word),)) for word in words))))


def with_best_first(wanted: Wanted, text: str) -> Wanted:
    """With what is most relevant among names: those that begin with what was typed."""
    words = typed_words(text) if go_by_names(wanted.kinds) else []
    return replace(wanted, typed=text, first_of_all=(name_begun(words),)) if words else wanted


def with_usual_order(kinds: tuple[str, ...], values: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a page; among names, a search has the best first unless another order is asked for."""
    return {"ordering": "relevance"} | values if "search" in values and go_by_names(kinds) else values
