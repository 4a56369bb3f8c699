"""Answers to drawn questions beside what follows from all matches. Django must be set up before this is imported.

Python sorts the matches and cuts pages from them. Compared are the documents of each page in their order, its exact count,
the facets and how many matches are counted by month, each of the newest and of all.
"""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from benchmarks.asking import FACETS, facets, months, named_in_errors, pages_of, questions, unless_refused
from benchmarks.drawing import Question, Register
from benchmarks.plain import BY_DATE, RANK, SEQUENCE, Match, Plain
from benchmarks.question_text import text_of
from records.api.facets import MOST_COUNTED
from records.reading.pages import Page, read_page
from records.reading.ranking import RANKED
from records.reading.tally import Tally
from records.reading.timeline import Timeline
from records.reading.wanted import Slice


def compare(
    register: Register, plain: Plain, *, seed: int, seconds: float, only: int | None
) -> Iterator[str | None]:
    """For each answer what differs, None where nothing does; as many questions as there is time for, or one alone."""
    alone = [register.question(seed, only)] if only else None
    for question in alone or questions(register, seed=seed, seconds=seconds):
        with named_in_errors(question):
            for difference in differences(question, plain, register.newest):
                yield difference and f"{question.number}, {difference} | {text_of(question)}"


def differences(question: Question, plain: Plain, newest: int) -> Iterator[str | None]:
    """For each answer to one question what differs, or None. What the time limit refuses is left out."""
    matches = plain.matches(question)
    for name, part in pages_of(question):
        if page := unless_refused(partial(read_page, question.wanted, part, count="exact")):
            difference = _of_page(page, plain.documents(_cut(matches, part)), len(matches))
            yield difference and f"{name}: {difference}"
    for exact in (False, True):
        if counted := unless_refused(partial(facets, question, newest, exact=exact)):
            yield _of_facets(counted, matches, len(matches) if exact else MOST_COUNTED, plain)
        if found := unless_refused(partial(months, question, exact=exact)):
            yield _of_months(found, len(matches))


def _cut(matches: list[Match], part: Slice) -> list[Match]:
    """The rows of a page."""
    if part.order.by == "relevance":
        matches = sorted(matches, reverse=True)[:RANKED]

    def key(match: Match) -> tuple[Any, ...]:
        by_rank = (match[RANK], match[SEQUENCE])
        return {"date": match[BY_DATE], "time": match[:1], "relevance": by_rank}[part.order.by]

    down = part.order.descending
    behind = [
        match
        for match in matches
        if part.key is None or (key(match) < part.key if down else key(match) > part.key)
    ]
    return sorted(behind, key=key, reverse=down)[: part.size]


def _of_page(page: Page, documents: list[bytes], matches: int) -> str | None:
    if [bytes(document) for document in page.documents] != documents:
        return f"{len(page.documents)} documents, or others, for {len(documents)}"
    return None if page.count in (None, matches) else f"counts {page.count} for {matches}"


def _of_facets(found: Tally, matches: list[Match], most: int, plain: Plain) -> str | None:
    newest = sorted(matches, key=lambda match: match[BY_DATE], reverse=True)[:most]
    if (found.counted, found.is_whole) != (len(newest), len(newest) == len(matches)):
        return f"facets: of {found.counted} matches for {len(newest)} of {len(matches)}"
    meant: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    without = Counter(dict.fromkeys(FACETS, 0))
    for terms in plain.terms(newest):
        said = [term.split(":", 1) for term in terms]
        for name in FACETS:
            values = [value for given, value in said if given == name]
            meant[name].update(values)
            without[name] += not values
    return None if (found.by_name, found.without) == (meant, without) else "facets: other numbers"


def _of_months(found: Timeline, matches: int) -> str | None:
    counted = found.stretches.total() + found.undated
    right = counted == matches if found.is_whole else counted <= matches
    return None if right else f"by month: {counted} matches for {matches}"
