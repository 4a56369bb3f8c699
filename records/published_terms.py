"""Coarse terms: what a register row and a question both say of a year and a number, so that an index can join them.

They never decide what matches; the exact columns do. They keep the candidates few: a term that a fifth of the register
carries, together with a year, is looked up as both and not read through.
"""

import zlib
from collections.abc import Collection, Iterator
from datetime import date

# A period of at most so many days is of the class at this position; longer and unbounded ones are of the last class.
# Within a class, what touches a day cannot begin more than so many days before it.
SPANS = (31, 366, 3660)
LAST_SPAN = len(SPANS)

# Terms as numbers stand in the indexes that are walked. Two terms may have one number, so a number only ever says "perhaps".
MOST_KEYS = 400  # an index entry has its limits; a row with more terms has no keys, and is looked at itself

LONG = "in-year:many"
OPEN = "near-count:open"
MOST_BITS = 44


def keys_of(terms: Collection[str]) -> list[int] | None:
    """Terms as numbers; None where there are too many."""
    return sorted({key_of(term) for term in terms}) if len(terms) <= MOST_KEYS else None


def key_of(term: str) -> int:
    """The number of a term, in four bytes."""
    return zlib.crc32(term.encode()) - 2**31


def span_of(first: date | None, last: date | None) -> int:
    """The class of a period's length, both days included; an open one is of the last class."""
    if first is None or last is None:
        return LAST_SPAN
    days = (last - first).days + 1
    return next((position for position, most in enumerate(SPANS) if days <= most), LAST_SPAN)


def sort_terms(day: date) -> Iterator[str]:
    """Terms of the year and the century by which something is sorted."""
    yield f"by-year:{day.year}"
    yield f"by-century:{day.year // 100}"


def years(first: date | None, last: date | None) -> Iterator[str]:
    """Terms of the years that a period touches; one for all of the last class."""
    if first is None or last is None or span_of(first, last) == LAST_SPAN:
        yield LONG
        return
    for year in range(first.year, last.year + 1):
        yield f"in-year:{year}"


def years_asked(first: date | None, last: date | None, *, most: int = 40) -> list[str] | None:
    """Terms that everything between two days carries at least one of; None where they would be too many to help."""
    if first is None or last is None or last.year - first.year >= most:
        return None
    return [LONG, *(f"in-year:{year}" for year in range(first.year, last.year + 1))]


def magnitudes(low: int | None, high: int | None) -> Iterator[str]:
    """Terms of the powers of two between a quantity's ends, both included."""
    if high is None:
        yield OPEN
        return
    yield from _bits(low or 0, high)


def magnitudes_asked(low: int | None, high: int | None) -> list[str]:
    """Terms that every quantity overlapping the asked one carries at least one of."""
    return [OPEN, *_bits(low or 0, high)]


def _bits(low: int, high: int | None) -> Iterator[str]:
    last = MOST_BITS if high is None else min(high.bit_length(), MOST_BITS)
    for bits in range(min(low.bit_length(), MOST_BITS), last + 1):
        yield f"near-count:{bits}"
