"""Windows: the years in reading order, a few at first and ever more, as the terms by which rows are sorted.

A look-up takes one window after the other until its page is full, so that it reads about as many candidates as the page needs
and not all there are. Together the windows hold every year a date can have, each once.
"""

from collections.abc import Iterator
from datetime import date
from itertools import count

from records.reading.wanted import Slice

LIVELY = range(1900, 2100)  # years taken one by one; the rest is taken by centuries, at either end
SPREAD = 30  # years over which matches are thought to be spread
FILL = 3  # how many times the page a window is meant to hold
FEW = 2_500  # matches that are quicker read at once


def windows(part: Slice, expected: float) -> list[tuple[str, ...]]:
    """Terms of each window, from the place where the page begins on. One window when little is expected anyway."""
    if expected <= FEW:
        return [()]
    descending = part.order.descending
    years = sorted(LIVELY, reverse=descending)
    begin = _first_year(part)
    before = _centuries(later=descending) if begin is None or begin not in LIVELY else ()
    ahead = [year for year in years if begin is None or (year <= begin if descending else year >= begin)]
    grouped = list(
        _grouped(ahead, first=_first_size(part.size, expected), quiet=descending and begin is None)
    )
    grouped[:1] = [(*before, *grouped[0])] if grouped else [before]
    return [*grouped, _centuries(later=not descending)]


def _first_year(part: Slice) -> int | None:
    if part.key is None:
        return None
    value = part.key[0]
    return int(value.year if isinstance(value, date) else str(value)[:4])


def _first_size(size: int, expected: float) -> int:
    return max(1, round(FILL * size * SPREAD / expected))


def _grouped(years: list[int], *, first: int, quiet: bool) -> Iterator[tuple[str, ...]]:
    """Windows of `first` years, twice that, and so on; years to come are few and go with the first."""
    taken = sum(year > 2030 for year in years) if quiet else 0
    start = 0
    for number in count():
        length = first * 2 ** max(0, number - 1) + (taken if number == 0 else 0)
        if chunk := years[start : start + length]:
            yield tuple(f"by-year:{year}" for year in chunk)
        start += length
        if start >= len(years):
            return


def _centuries(*, later: bool) -> tuple[str, ...]:
    return tuple(f"by-century:{century}" for century in (range(21, 100) if later else range(19)))
