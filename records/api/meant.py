"""Did you mean: what an answer without a single result offers instead, and an address of an entry that was never published.

An id or a publisher that nothing published has is set beside the nearest that something has; a search in words that the
register does not use beside one in words that it does, tried first, so that it finds something. Only what the register says
now is offered, and only for now: an answer of a moment stays the same for ever, and names come and go.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from records.api.errors import echo
from records.api.filters import filters_of
from records.api.ids import LONGEST_ID, kind_of_ids
from records.api.names.index import Named
from records.api.names.known import PUBLISHER, Known, known_at
from records.api.names.vocabulary import WORD
from records.api.newest import newest_sequence
from records.api.parameters import fits
from records.api.signs import ANY, NOT
from records.api.values import Value, has_not, parts_of, values_in, with_others
from records.folding import fold
from records.kinds.base import Filter
from records.reading.common_words import STOP_WORDS
from records.reading.search import LEFT_OUT

MOST_VALUES = 5  # of a question that are looked at
MOST_OFFERED = 3  # for one value
MOST_TRIED = 3  # searches
SHORTEST = 3  # letters; shorter words are like everything


@dataclass(frozen=True)
class Question:
    """What was asked without a result: at which address, of which kinds; `finds` says whether another query has one."""

    path: str
    query: QueryDict
    kinds: tuple[str, ...]
    finds: Callable[[QueryDict], bool]
    nothing: bool = True


def leaves_out(query: QueryDict) -> bool:
    """Whether anything is left out: a mistake there would hide nothing, and show what was not to be seen."""
    return has_not(query) or any(value.text.startswith(NOT) for value in values_in(query))


def did_you_mean(question: Question, sequence: int) -> list[dict[str, Any]]:
    """What to ask instead, the most likely first; `sequence` is that of the empty answer."""
    known = known_at(sequence)
    offered = list(_values_instead(question, known))
    return offered or (list(_searches_instead(question, known)) if question.nothing else [])


def entries_instead(kind: str, slug: str) -> list[dict[str, Any]]:
    """Published entries of a kind, where it has none of this id, with an id or a name that is near; without addresses."""
    known = known_at(newest_sequence())
    if len(slug) > LONGEST_ID or known.likeness(kind).has(kind, slug):
        return []
    near = _named_like(slug.replace("-", " "), kind, known)
    return [said(Value("id", "id", slug), entry.slug, entry.name) for entry in near]


def _unknown_values(question: Question, known: Known) -> Iterator[tuple[Filter, Value]]:
    """Ids and names in the question that nothing published has, those that are left out included."""
    filters = filters_of(question.kinds)
    for value in chain.from_iterable(map(parts_of, values_in(question.query))):
        given = filters.get(value.name)
        if given and _is_unknown_value(given, value.text.removeprefix(NOT), known):
            yield given, value


def _is_unknown_value(given: Filter, text: str, known: Known) -> bool:
    if text == ANY:
        return False
    if kind := kind_of_ids(given):
        return not known.names.has(kind, text)
    return given.name == PUBLISHER and not known.publishers.has(text)


def _values_instead(question: Question, known: Known) -> Iterator[dict[str, Any]]:
    """The nearest for each value that nothing has; the address has the nearest for the others."""
    near = {
        value: _like(given, value.text.removeprefix(NOT), known)
        for given, value in islice(_unknown_values(question, known), MOST_VALUES)
    }
    nearest = {wrong: _alike(wrong, found[0].slug) for wrong, found in near.items() if found}
    for wrong, found in near.items():
        for entry in found:
            yield _offer(question, wrong, nearest | {wrong: _alike(wrong, entry.slug)}, name=entry.name)


def _like(given: Filter, text: str, known: Known) -> list[Named]:
    """What a filter takes that is most like this."""
    if kind := kind_of_ids(given):
        return _named_like(text.replace("-", " "), kind, known)
    return known.publishers.like(text, MOST_OFFERED)


def _alike(wrong: Value, instead: str) -> str:
    """Left out, if the mistaken value was."""
    return f"{NOT}{instead}" if wrong.text.startswith(NOT) else instead


def _named_like(text: str, kind: str, known: Known) -> list[Named]:
    """Entries with such a name, or with one in words that are near."""
    for each in (text, *_in_known_words(text, known)):
        if found := known.likeness(kind).like(each, (kind,), MOST_OFFERED):
            return [entry for entry, _ in found]
    return []


def _searches_instead(question: Question, known: Known) -> Iterator[dict[str, Any]]:
    """Searches in words that the register uses, as far as they find something."""
    searches = (value for value in values_in(question.query) if value.name == "search")
    likely = ((value, instead) for value in searches for instead in _likely(value.text, known))
    for value, instead in islice(likely, MOST_TRIED):
        offer = _offer(question, value, {value: instead}, name=None)
        if question.finds(QueryDict(offer["address"].partition("?")[2])):
            yield offer


def _likely(text: str, known: Known) -> dict[str, None]:
    return dict.fromkeys(filter(fits, _in_known_words(text, known)))


def _in_known_words(text: str, known: Known) -> Iterator[str]:
    """The same with two words as one, where there is such a word; then with the nearest words for those unknown."""
    left_out = [found.span() for found in LEFT_OUT.finditer(text)]
    words = [
        word
        for word in WORD.finditer(text)
        if not any(start <= word.start() < end for start, end in left_out)
    ]
    for first, second in pairwise(words):
        if text[first.end() : second.start()] in (" ", "-") and known.words.has(first[0] + second[0]):
            yield f"{text[: first.start()]}{first[0]}{second[0]}{text[second.end() :]}"
    unknown = [word for word in words if _is_unknown(word[0], known)]
    near = [(word, found) for word in unknown if (found := known.words.near(word[0], MOST_TRIED))]
    for choice in range(MOST_TRIED if near else 0):
        yield _with(text, [(word, found[min(choice, len(found) - 1)]) for word, found in near])


def _is_unknown(word: str, known: Known) -> bool:
    return len(word) >= SHORTEST and fold(word) not in STOP_WORDS and not known.words.has(word)


def _with(text: str, instead: Sequence[tuple[re.Match[str], str]]) -> str:
    """The text with other words in these places."""
    for place, word in reversed(instead):
        text = f"{text[: place.start()]}{word}{text[place.end() :]}"
    return text


def _offer(
    question: Question, wrong: Value, instead: Mapping[Value, str], *, name: str | None
) -> dict[str, Any]:
    address = f"{question.path}?{urlencode(with_others(question.query, instead))}"
    return said(wrong, instead[wrong], name) | {"address": address}


def said(wrong: Value, instead: str, name: str | None) -> dict[str, Any]:
    return {"parameter": wrong.place, "value": echo(wrong.text), "instead": instead, "name": name}
