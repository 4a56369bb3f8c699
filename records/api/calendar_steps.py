"""Years and months as values of a facet: how many dates may lie in each.

A date counts in every step that it may lie in, so that each count is what the list finds for that step. Steps are listed from
what is known: a date that is open on a side lists the step of its known end alone, and one that may be of any year none.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import pairwise

from records.reading.timeline import step_of

Days = tuple[date | None, date | None]

STEPS: Mapping[str, tuple[Callable[[date], int], Callable[[int], str]]] = {
    "year": (partial(step_of, unit="year"), lambda step: f"{step:04}"),
    "month": (partial(step_of, unit="month"), lambda step: f"{step // 12:04}-{step % 12 + 1:02}"),
}


def steps_of(by_days: Mapping[Days, int], name: str, *, most: int) -> tuple[list[tuple[str, int]], int]:
    """The fullest steps with their counts, the earlier first of two alike, and how many more there are."""
    number_of, text_of = STEPS[name]
    runs = sorted(_runs(by_days, number_of), key=lambda run: (-run[2], run[0]))
    steps = ((text_of(step), count) for first, end, count in runs for step in range(first, end))
    listed = [found for found, _ in zip(steps, range(most), strict=False)]
    return listed, sum(end - first for first, end, _ in runs) - len(listed)


def _runs(by_days: Mapping[Days, int], number_of: Callable[[date], int]) -> Iterator[tuple[int, int, int]]:
    """Runs of listed steps with one count: the first step, the one after the last, the count."""
    changes: Counter[int] = Counter()  # of how many dates may lie in a step, from the step before
    listing: Counter[int] = Counter()  # of how many list it
    may_lie, list_it = 0, 0
    for (first, last), count in by_days.items():
        begin = number_of(first) if first else None
        end = number_of(last) + 1 if last else None
        if begin is None:
            may_lie += count
        else:
            changes[begin] += count
        if end is not None:
            changes[end] -= count
        if known := _listed(begin, end):
            listing[known[0]] += 1
            listing[known[1]] -= 1
    for here, there in pairwise(sorted({*changes, *listing})):
        may_lie += changes[here]
        list_it += listing[here]
        if list_it:
            yield here, there, may_lie


def _listed(begin: int | None, end: int | None) -> tuple[int, int] | None:
    """The steps that a date lists: all between its ends, or the one of its only end."""
    if begin is None:
        return None if end is None else (end - 1, end)
    return begin, begin + 1 if end is None else end
