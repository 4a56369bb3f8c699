"""Did you mean: what an answer without a single result offers instead, and an address of an entry that was never published.

An id that nothing published has is set beside the nearest that something has; a search in words that the register does not
use beside one in words that it does, tried first, so that it finds something. Only what the register says now is offered, and
only for now: an answer of a moment stays the same for ever, and names come and go.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from records.api.conditions import SLUG
from records.api.errors import echo
from records.api.filters import filters_of
from records.api.names.index import Named
from records.api.names.known import Known, known_at
from records.api.names.vocabulary import WORD
from records.api.newest import newest_sequence
from records.api.pages import asked
from records.api.parameters import fits
from records.api.signs import NOT
from records.folding import fold
from records.kinds import KINDS
from records.kinds.base import Filter
from records.reading.words import LEFT_OUT, STOP_WORDS

MOST_VALUES = 5  # of a question that are looked at
MOST_OFFERED = 3  # for one value
MOST_TRIED = 3  # searches
LONGEST_ID = 100  # characters; nothing is published under a longer one
SHORTEST = 3  # letters; shorter words are like everything

Value = tuple[str, str]  # of a parameter, by its name


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
    return any(text.startswith(NOT) for texts in query.lists() for text in texts[1])


def did_you_mean(question: Question, sequence: int) -> list[dict[str, Any]]:
    """What to ask instead, the most likely first; `sequence` is that of the empty answer."""
    known = known_at(sequence)
    offered = list(_ids_instead(question, known))
    return offered or (list(_searches_instead(question, known)) if question.nothing else [])


def entries_instead(kind: str, slug: str) -> list[dict[str, Any]]:
    """Published entries of a kind, where it has none of this id, with an id or a name that is near; without addresses."""
    known = known_at(newest_sequence())
    if len(slug) > LONGEST_ID or known.likeness(kind).has(kind, slug):
        return []
    near = _named_like(slug.replace("-", " "), kind, known)
    return [_said(("id", slug), entry.slug, entry.name) for entry in near]


def _unknown_ids(question: Question, known: Known) -> Iterator[tuple[Filter, str]]:
    """Ids in the question that no published entry has, those that are left out included."""
    for name, given in filters_of(question.kinds).items():
        if given.values == "id" and given.paths[0].endswith(".id"):
            for text in question.query.getlist(name):
                for value in text.split(","):
                    slug = value.removeprefix(NOT)
                    if _is_id(slug) and not known.names.has(_referred(given), slug):
                        yield given, value


def _is_id(value: str) -> bool:
    try:
        return bool(SLUG(value))
    except ValueError:
        return False


def _referred(given: Filter) -> str:
    """The kind whose ids a filter takes: that of the step which has the id; whoever does something is an actor."""
    step = given.paths[0].split(".")[-2]
    return next((name for name in (step, step.removesuffix("s")) if name in KINDS), "actor")


def _ids_instead(question: Question, known: Known) -> Iterator[dict[str, Any]]:
    """The nearest ids for each that nothing has; the address has the nearest for the others."""
    near = {
        (given.name, value): _named_like(value.removeprefix(NOT).replace("-", " "), _referred(given), known)
        for given, value in islice(_unknown_ids(question, known), MOST_VALUES)
    }
    nearest = {wrong: _alike(wrong, entries[0].slug) for wrong, entries in near.items() if entries}
    for wrong, entries in near.items():
        for entry in entries:
            yield _offer(question, wrong, nearest | {wrong: _alike(wrong, entry.slug)}, name=entry.name)


def _alike(wrong: Value, slug: str) -> str:
    """Left out, if the mistaken value was."""
    return f"{NOT}{slug}" if wrong[1].startswith(NOT) else slug


def _named_like(text: str, kind: str, known: Known) -> list[Named]:
    """Entries with such a name, or with one in words that are near."""
    for each in (text, *_in_known_words(text, known)):
        if found := known.likeness(kind).like(each, (kind,), MOST_OFFERED):
            return [entry for entry, _ in found]
    return []


def _searches_instead(question: Question, known: Known) -> Iterator[dict[str, Any]]:
    """Searches in words that the register uses, as far as they find something."""
    text = question.query.get("search", "")
    likely = dict.fromkeys(filter(fits, _in_known_words(text, known)))
    for instead in islice(likely, MOST_TRIED):
        offer = _offer(question, ("search", text), {("search", text): instead}, name=None)
        if question.finds(QueryDict(offer["address"].partition("?")[2])):
            yield offer


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
    pairs = [(parameter, _replaced(parameter, text, instead)) for parameter, text in asked(question.query)]
    return _said(wrong, instead[wrong], name) | {"address": f"{question.path}?{urlencode(pairs)}"}


def _said(wrong: Value, instead: str, name: str | None) -> dict[str, Any]:
    return {"parameter": wrong[0], "value": echo(wrong[1]), "instead": instead, "name": name}


def _replaced(parameter: str, text: str, instead: Mapping[Value, str]) -> str:
    """A value, or each of several with commas between them, with what is to stand there instead."""
    if (parameter, text) in instead:
        return instead[parameter, text]
    return ",".join(instead.get((parameter, part), part) for part in text.split(","))
