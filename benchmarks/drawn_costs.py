"""What drawn questions cost on the database of the environment. Django must be set up before this is imported.

Each is asked twice, and up to five times where it takes more than 15 ms; the least counts, as the first time the server
plans it. What the time limit refused counts with the time until then.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from benchmarks.asking import asks_of, named_in_errors, questions, unless_refused
from benchmarks.clock import clock
from benchmarks.drawing import Question, Register
from benchmarks.explained import plans_of
from benchmarks.question_text import text_of

QUICK, TIMES, LONG = 15.0, 5, 1_000.0  # milliseconds, times, milliseconds after which nothing is asked again
MUCH = 50.0  # milliseconds
WORST = 10
WHATS = ("pages", "facets", "timelines")


@dataclass(frozen=True)
class Cost:
    """Milliseconds of one answer, or until it was refused."""

    what: str
    name: str
    question: Question
    ms: float
    is_refused: bool

    def __str__(self) -> str:
        refused = ", refused" if self.is_refused else ""
        return f"{self.ms:.1f} ms{refused} | {self.question.number}, {self.name} | {text_of(self.question)}"


def measure(register: Register, *, seed: int, seconds: float) -> list[Cost]:
    """As many questions as there is time for, from the first on."""
    found: list[Cost] = []
    for question in questions(register, seed=seed, seconds=seconds):
        with named_in_errors(question):
            found += costs_of(question, register.newest)
    return found


def costs_of(question: Question, newest: int) -> Iterator[Cost]:
    """Of its pages, its facets and its months."""
    for what, name, ask in asks_of(question, newest):
        yield Cost(what, name, question, *_least(ask))


def _least(ask: Callable[[], Any]) -> tuple[float, bool]:
    took: list[float] = []
    answered = False
    while len(took) < 2 or (len(took) < TIMES and min(took) > QUICK and sum(took) < LONG):
        began = clock()
        answered |= unless_refused(ask) is not None
        took.append((clock() - began) * 1_000)
    return min(took), not answered


def report(costs: Sequence[Cost]) -> Iterator[str]:
    """The table, and the slowest of each."""
    yield "| ms | asked | p50 | p90 | p99 | the largest | above 50 ms | refused |"
    yield f"|---|{'---:|' * 7}"
    for what in WHATS:
        yield _row(what, [cost for cost in costs if cost.what == what])
    for what in WHATS:
        slowest = sorted((cost for cost in costs if cost.what == what), key=lambda cost: -cost.ms)[:WORST]
        yield f"\nThe slowest {what}: least time | number of the question | question"
        yield from map(str, slowest)


def _row(what: str, costs: Sequence[Cost]) -> str:
    times = sorted(cost.ms for cost in costs)
    shown = [f"{times[ceil(len(times) * share) - 1]:.1f}" for share in (0.5, 0.9, 0.99, 1)]
    much, refused = sum(ms > MUCH for ms in times), sum(cost.is_refused for cost in costs)
    return f"| {what} | {len(costs):,} | {' | '.join(shown)} | {much} | {refused} |"


def explain(question: Question, newest: int) -> Iterator[str]:
    """What each answer to one question costs, and the plan of each statement that it needs."""
    for what, name, ask in asks_of(question, newest):
        yield f"== {what}: {Cost(what, name, question, *_least(ask))}"
        yield from unless_refused(lambda ask=ask: plans_of(ask)) or ["refused by the time limit"]
