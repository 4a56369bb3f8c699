"""What is asked of a register for one drawn question: pages, facets and numbers over time.

Django must be set up before this is imported.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any, TypeVar

from django.db import OperationalError
from psycopg.errors import QueryCanceled

from benchmarks.drawing import Question, Register
from benchmarks.question_text import text_of
from records.api.facets import MOST_COUNTED
from records.reading.pages import read_page
from records.reading.tally import Tally, tally
from records.reading.timeline import Timeline, read_timeline
from records.reading.wanted import Slice

FACETS = ("actor", "place")

Answer = TypeVar("Answer")


def questions(register: Register, *, seed: int, seconds: float) -> Iterator[Question]:
    """One after the other, as many as there is time for."""
    until = time.monotonic() + seconds
    for number in count(1):
        yield register.question(seed, number)
        if time.monotonic() >= until:
            break


def asks_of(question: Question, newest: int) -> Iterator[tuple[str, str, Callable[[], Any]]]:
    """What it is, which one, and how it is asked: each page, then the facets and the months beside the first."""
    for name, part in pages_of(question):
        yield "pages", name, partial(read_page, question.wanted, part)
    yield "facets", " and ".join(FACETS), partial(facets, question, newest)
    yield "timelines", "by month", partial(months, question)


def pages_of(question: Question) -> Iterator[tuple[str, Slice]]:
    """The first page; where it is full, the next, and one from far into the register on."""
    yield "first page", question.first
    page = unless_refused(partial(read_page, question.wanted, question.first))
    if page and len(page.keys) == question.first.size:
        yield "next page", replace(question.first, key=page.keys[-1])
        if question.far:
            yield "far page", question.far


def facets(question: Question, newest: int, *, exact: bool = False) -> Tally:
    """Of the newest matches, or of all."""
    sequence, most = question.at.sequence or newest, None if exact else MOST_COUNTED
    return tally(question.wanted, sequence=sequence, names=FACETS, periods=False, most=most)


def months(question: Question, *, exact: bool = False) -> Timeline:
    """Of the newest matches, or of all."""
    return read_timeline(question.wanted, "month", exact=exact)


def unless_refused(ask: Callable[[], Answer]) -> Answer | None:
    """The answer; None where the time limit of reading came first."""
    try:
        return ask()
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            return None
        raise


@contextmanager
def named_in_errors(question: Question) -> Iterator[None]:
    """An error says to which question it is the answer."""
    try:
        yield
    except Exception as error:
        error.add_note(f"Question {question.number}: {text_of(question)}")
        raise
