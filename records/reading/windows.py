"""Windows: eras in reading order, some at a time, with the marks by which rows sorted in them are found.

A look-up takes one window after the other until its page is full, so that it reads about as many candidates as the page needs
and not all there are. Together the windows hold every day a row can be sorted by, each once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log2

from records.published import TURN_BITS
from records.published_terms import ANY_TIME, ERAS, LONG, marks_of, position_of
from records.reading.wanted import Slice, Span, Wanted

FILL = 2  # how many times the page a window is meant to hold
# Candidates that it is meant to hold at the most: of a long page, little is then read in vain.
MOST_HELD, MOST_WITH_WORDS = 500, 1_000
FEW = 400  # candidates that are quicker read at once
MOST_AT_ONCE = 40  # eras by whose marks a period is looked up at once
LEAST_TURNS, MOST_TURNS = 1, 2  # doublings of how many turns are looked up together
LAST = len(ERAS) - 1


@dataclass(frozen=True)
class Window:
    """What is sorted between two days, both included; it carries one of the marks."""

    first: date
    last: date
    marks: Sequence[str]


def windows(wanted: Wanted, part: Slice, expected: float, lively: Span) -> list[Window]:
    """One window after the other. `expected` counts the candidates of any time, which lie in the `lively` eras."""
    asked = _asked(wanted, lively)
    in_each = expected / (lively[1] - lively[0] + 1)
    if in_each * (asked[1] - asked[0] + 1) <= FEW:
        return [whole(wanted)]
    most = MOST_WITH_WORDS if wanted.by_words else MOST_HELD
    size = max(1, round(min(FILL * part.size, most) / in_each))
    eras = list(range(asked[0], asked[1] + 1))
    if part.order.descending:
        eras.reverse()
    groups = [_sorted_in(min(group), max(group)) for group in _groups(eras, size, growing=wanted.by_words)]
    found = [*_earlier(wanted, asked[0]), *groups, *_later(wanted, asked[1])]
    found.sort(key=lambda window: window.first, reverse=part.order.descending)
    return [window for window in found if _is_ahead(window, part)]


def _asked(wanted: Wanted, lively: Span) -> Span:
    """The eras of the period asked for; where it is open, those of the register."""
    first = position_of(wanted.first) if wanted.first else lively[0]
    last = position_of(wanted.last) if wanted.last else lively[1]
    return (first, max(first, last)) if wanted.first else (min(first, last), last)


def whole(wanted: Wanted) -> Window:
    """Everything at once; of a short period, by the eras that it touches."""
    marks = [ANY_TIME]
    if wanted.first and wanted.last:
        eras = ERAS[position_of(wanted.first) : position_of(wanted.last) + 1]
        marks = [*marks_of(eras), LONG] if len(eras) <= MOST_AT_ONCE else marks
    return Window(date.min, date.max, marks)


def turns(part: Slice, expected: float, rows: float) -> int:
    """How many turns of the register are looked up together; 0 for all at once."""
    if expected <= max(FEW, FILL * part.size):
        return 0
    a_turn = expected / rows * 2**TURN_BITS
    return 2 ** max(LEAST_TURNS, min(MOST_TURNS, round(log2(FILL * part.size / a_turn))))


def _sorted_in(first: int, last: int) -> Window:
    return Window(_begin(first), _end(last), marks_of(ERAS[first : last + 1]))


def _earlier(wanted: Wanted, position: int) -> Iterator[Window]:
    """What is sorted before an era; of a period that begins in it, only what reaches into it."""
    if position > 0:
        marks = [*marks_of([ERAS[position]]), LONG] if wanted.first else marks_of(ERAS[:position])
        yield Window(date.min, _end(position - 1), marks)


def _later(wanted: Wanted, position: int) -> Iterator[Window]:
    """What is sorted after an era; where a period ends in it, only what has no beginning."""
    if position < LAST:
        marks = [LONG] if wanted.last else marks_of(ERAS[position + 1 :])
        yield Window(_begin(position + 1), date.max, marks)


def _begin(position: int) -> date:
    return date(ERAS[position], 1, 1) if position > 0 else date.min


def _end(position: int) -> date:
    return date(ERAS[position + 1], 1, 1) - timedelta(days=1) if position < LAST else date.max


def _groups(eras: Sequence[int], size: int, *, growing: bool) -> Iterator[Sequence[int]]:
    """So many eras at a time, or ever more: words have one list for all times, which is read through for each window."""
    start = 0
    while group := eras[start : start + size]:
        yield group
        start += size
        size *= 2 if growing else 1


def _is_ahead(window: Window, part: Slice) -> bool:
    """Whether the page's key lies within it or before it."""
    if part.key is None:
        return True
    day = part.key[0] if isinstance(part.key[0], date) else date.fromisoformat(part.key[0])
    return window.first <= day if part.order.descending else window.last >= day
