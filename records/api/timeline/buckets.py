"""Years or months in order, each with how many records certainly lie in it and how many possibly do.

A record whose period lies wholly in one bucket is certain there. One whose period reaches over several, or has no bound on a
side, is possible in each that it touches: so a bucket's `certain` and `possible` together are what the list finds for that
year or month, and `certain` is what it finds with `date_match=certain`. No end is invented: the buckets go from the first to
the last day that the question, or else any record, names; what has no bound on a side is possible in all that lie there, and
because it says so little it is also told apart.

One record may lie centuries from all others, by a slip or in truth. Where the buckets would be too many for that, they are
those where most records are, and what lies outside is told.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from records.api.calendar_steps import STEPS
from records.api.errors import ParameterError
from records.api.parameters import invalid
from records.reading.timeline import Step, Stretch, Unit, step_of, step_or_none

MOST_BUCKETS = 1_200


@dataclass(frozen=True, slots=True)
class Bucket:
    """One year or month, by its EDTF text. `unbounded` counts those of the possible that have no bound on a side."""

    label: str
    certain: int
    possible: int
    unbounded: int


@dataclass(frozen=True)
class Placed:
    """The buckets, and every counted record once: certain in a year or month, or only possible, or without a bound on a side.

    `outside` has those before the first bucket and those after the last, if any.
    """

    buckets: list[Bucket]
    outside: list[Bucket]
    certain: int
    only_possible: int
    unbounded: int


def check_span(first: date | None, last: date | None, unit: Unit) -> None:
    """Raise a 400 Problem where the days that are asked for have too many buckets between them."""
    _, label = STEPS[unit]
    if first is None or last is None:
        return
    steps = range(step_of(first, unit), step_of(last, unit) + 1)
    if len(steps) > MOST_BUCKETS:
        says = (
            f"By {unit} this has {len(steps):,} buckets, from {label(steps[0])} to {label(steps[-1])}; at most "
            f"{MOST_BUCKETS:,} are given. Narrow it with date_from and date_to"
        )
        says += ", or ask by year." if unit == "month" else "."
        raise invalid([ParameterError("interval", "invalid", says)])


def place(stretches: Mapping[Stretch, int], unit: Unit, *, first: date | None, last: date | None) -> Placed:
    """Count into buckets from `first` to `last`, or as far as the stretches go; where these are too many, the fullest."""
    steps = _steps(stretches, step_or_none(first, unit), step_or_none(last, unit))
    if len(steps) > MOST_BUCKETS:
        steps = _fullest(stretches, steps)
    certain = Counter(
        {begin: n for (begin, end), n in stretches.items() if begin is not None and begin == end}
    )
    unbounded = {ends: n for ends, n in stretches.items() if None in ends}
    spanning = {ends: n for ends, n in stretches.items() if None not in ends and ends[0] != ends[1]}
    _, label = STEPS[unit]
    each = zip(steps, _touching(spanning, steps), _touching(unbounded, steps), strict=True)
    return Placed(
        buckets=[
            Bucket(label(step), certain[step], possible + open_ended, open_ended)
            for step, possible, open_ended in each
        ],
        outside=list(_outside(stretches, steps, label)),
        certain=certain.total(),
        only_possible=sum(spanning.values()),
        unbounded=sum(unbounded.values()),
    )


def _steps(stretches: Mapping[Stretch, int], first: Step | None, last: Step | None) -> range:
    """From the asked beginning to the asked end; where one is open, to where a stretch begins or ends."""
    known = [end for ends in stretches for end in ends if end is not None]
    known += [end for end in (first, last) if end is not None]
    if not known:
        return range(0)
    return range(min(known) if first is None else first, (max(known) if last is None else last) + 1)


def _fullest(stretches: Mapping[Stretch, int], steps: range) -> range:
    """Where most begin (or end, if no beginning is known), the latest of several; from the first of them to the last end."""
    beginnings: Counter[Step] = Counter()
    for (begin, end), n in stretches.items():
        known = end if begin is None else begin
        if known is not None:
            beginnings[_nearest(known, steps)] += n
    order = sorted(beginnings)
    sums = [0, *accumulate(beginnings[step] for step in order)]

    def held(place: int) -> int:
        return sums[bisect_left(order, order[place] + MOST_BUCKETS)] - sums[place]

    first = order[max(range(len(order)), key=lambda place: (held(place), place))]
    reached = [_nearest(end, steps) for ends in stretches for end in ends if end is not None]
    return range(first, max(end for end in reached if first <= end < first + MOST_BUCKETS) + 1)


def _nearest(step: Step, steps: range) -> Step:
    return min(max(step, steps[0]), steps[-1])


def _outside(
    stretches: Mapping[Stretch, int], steps: range, label: Callable[[Step], str]
) -> Iterator[Bucket]:
    """What touches none of the steps."""
    if not steps:
        return
    before = [(ends, n) for ends, n in stretches.items() if ends[1] is not None and ends[1] < steps[0]]
    after = [(ends, n) for ends, n in stretches.items() if ends[0] is not None and ends[0] > steps[-1]]
    if before:
        yield _together(f"before {label(steps[0])}", before)
    if after:
        yield _together(f"after {label(steps[-1])}", after)


def _together(label: str, found: Iterable[tuple[Stretch, int]]) -> Bucket:
    by_kind: Counter[str] = Counter()
    for (begin, end), n in found:
        by_kind["unbounded" if None in (begin, end) else "certain" if begin == end else "spanning"] += n
    possible = by_kind["spanning"] + by_kind["unbounded"]
    return Bucket(label, by_kind["certain"], possible, by_kind["unbounded"])


def _touching(stretches: Mapping[Stretch, int], steps: range) -> Iterator[int]:
    """How many stretches touch each step: as many as the one before, and what begins there, less what ended before."""
    changes = [0] * (len(steps) + 1)
    for (begin, end), n in stretches.items():
        changes[0 if begin is None else _position(begin, steps)] += n
        changes[len(steps) if end is None else _position(end + 1, steps)] -= n
    return accumulate(changes[:-1])


def _position(step: Step, steps: range) -> int:
    """Where a step is among these, or the nearest that is; behind the last one for what comes later."""
    return min(max(step - steps.start, 0), len(steps))
