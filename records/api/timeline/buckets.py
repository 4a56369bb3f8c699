"""Years or months in order, each with how many records certainly lie in it and how many possibly do.

A record whose period lies wholly in one bucket is certain there. One whose period reaches over several, or has no bound on a
side, is possible in each that it touches: so a bucket's `certain` and `possible` together are what the list finds for that
year or month, and `certain` is what it finds with `date_match=certain`. No end is invented: the buckets go from the first to
the last day that the question, or else any record, names; what has no bound on a side is possible in all that lie there, and
because it says so little it is also told apart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from records.api.calendar_steps import STEPS
from records.api.errors import ParameterError
from records.api.parameters import invalid
from records.reading.timeline import Step, Stretch, Unit, step_or_none

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
    """The buckets, and every counted record once: certain in one of them, or only possible, or without a bound on a side."""

    buckets: list[Bucket]
    certain: int
    only_possible: int
    unbounded: int


def place(stretches: Mapping[Stretch, int], unit: Unit, *, first: date | None, last: date | None) -> Placed:
    """Count into buckets from `first` to `last`, or as far as the stretches go. Raises a 400 Problem for too many."""
    steps = _steps(stretches, step_or_none(first, unit), step_or_none(last, unit))
    if len(steps) > MOST_BUCKETS:
        raise _too_many(steps, unit)
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


def _too_many(steps: range, unit: Unit) -> Exception:
    _, label = STEPS[unit]
    says = (
        f"By {unit} this has {len(steps):,} buckets, from {label(steps[0])} to {label(steps[-1])}; at most "
        f"{MOST_BUCKETS:,} are given. Narrow it with date_from and date_to"
    )
    return invalid(
        [ParameterError("interval", "invalid", says + (", or ask by year." if unit == "month" else "."))]
    )
