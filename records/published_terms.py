"""Terms and numbers by which a register row is found: what a row and a question both say, so that an index can join them.

They never decide what matches; the exact columns do. They keep candidates few: what a fiftieth of the register carries is
looked up year by year, and a quantity among the few that are near it.
"""

import zlib
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

Period = tuple[date | None, date | None]  # None where an end is open or unknown

# A period of at most so many days is of the class at this position; longer and unbounded ones are of the last class.
# Within a class, what touches a day cannot begin more than so many days before it.
SPANS = (31, 366, 3660)
LAST_SPAN = len(SPANS)

# Terms as numbers stand in the indexes that are walked. Two terms may have one number, so a number only ever says "perhaps".
MOST_KEYS = 400  # an index entry has its limits; a row with more terms has no keys, and is looked at itself

# Marks of the time of a row: each era that it touches; where the period is of a longer class, the era it is sorted in.
# An era is a year, long ago ten of them; each goes on to the next one, the first from ever and the last for ever.
ERAS = (*range(1900, 1980, 10), *range(1980, 2041))
ANY_TIME = ""
LONG = "@long"  # dated, and of a longer class
BY_ERA = 1  # the last class that is marked with each era it touches

# Letters of a word, and of a whole name, by whose beginnings it is found while somebody types.
MOST_OF_A_WORD, MOST_OF_A_NAME = 12, 24

WIDE = "about-count:wide"
FINE = 4  # leading bits by which quantities are told apart
MOST_FINE = 8  # steps of these that a row carries, or a question asks for
MOST_REACHED = 16


def keys_of(terms: Collection[str]) -> list[int] | None:
    """Terms as numbers; None where there are too many."""
    return _sorted(_sums(terms)) if len(terms) <= MOST_KEYS else None


def key_of(term: str) -> int:
    """The number of a term, in four bytes."""
    return zlib.crc32(term.encode()) - 2**31


def found_under(kind: str, terms: Iterable[str], period: Period | None, sort_date: date) -> list[int]:
    """The numbers under which a row is looked up: its kind and each term at any time and at each mark of its time."""
    marks = [mark.encode() for mark in _marks(period, sort_date)]
    sums = _sums((*kinds_as_terms([kind]), *terms))
    found = {*sums, *map(zlib.crc32, marks)}
    for mark in marks:
        found.update([zlib.crc32(mark, begun) for begun in sums])
    return _sorted(found)


def _sums(terms: Iterable[str]) -> list[int]:
    return [zlib.crc32(term.encode()) for term in terms]


def _sorted(sums: Iterable[int]) -> list[int]:
    """Each once, as numbers of four bytes."""
    return [each - 2**31 for each in sorted({*sums})]


def kinds_as_terms(kinds: Iterable[str]) -> tuple[str, ...]:
    """Kinds among the terms of a look-up."""
    return tuple(f"@{kind}" for kind in kinds)


def under(terms: Iterable[str], marks: Iterable[str]) -> list[int]:
    """The numbers of these terms at these times; the term `""` is anything."""
    ends = [mark.encode() for mark in marks]
    return [zlib.crc32(end, zlib.crc32(term.encode())) - 2**31 for term in terms for end in ends]


def _marks(period: Period | None, sort_date: date) -> list[str]:
    first, last = period or (None, None)
    if first and last and span_of(first, last) <= BY_ERA:
        return [f"@{era}" for era in ERAS[position_of(first) : position_of(last) + 1]]
    return [*([LONG] if period else []), f"@{ERAS[position_of(sort_date)]}"]


def position_of(day: date) -> int:
    """The position of a day's era."""
    return max(bisect(ERAS, day.year) - 1, 0)


def marks_of(eras: Iterable[int]) -> list[str]:
    """What is sorted in one of these eras carries one of them, and so does what touches one and is not `LONG`."""
    return [f"@{era}" for era in eras]


def span_of(first: date | None, last: date | None) -> int:
    """The class of a period's length, both days included; an open one is of the last class."""
    if first is None or last is None:
        return LAST_SPAN
    days = (last - first).days + 1
    return next((position for position, most in enumerate(SPANS) if days <= most), LAST_SPAN)


def magnitudes(low: int | None, high: int | None) -> list[str]:
    """Terms of a quantity: the magnitudes that it reaches, and the finer steps it covers, where they are few."""
    reached = MOST_REACHED if high is None else _magnitude(high)
    reaching = [f"count-reaches:{magnitude}" for magnitude in range(reached + 1)]
    return [*reaching, *(_steps(low or 0, high) or [WIDE])]


def magnitudes_asked(low: int | None, high: int | None) -> list[str]:
    """Terms of which every quantity that overlaps the asked one carries at least one."""
    steps = _steps(low or 0, high)
    return [WIDE, *steps] if steps else [f"count-reaches:{_magnitude(low or 0)}"]


def magnitudes_within(low: int | None, high: int | None) -> list[str]:
    """Terms that only a quantity carries which overlaps the asked one; not all that overlap it carry one."""
    first = _step(low - 1) + 1 if low else 0
    if high is not None:
        return _about(first, _step(high + 1) - 1)
    reached = next((reached for reached in range(1, MOST_REACHED + 1) if 4**reached >= (low or 0)), None)
    if not low or reached is None:
        return [] if low else ["count-reaches:0"]
    return [f"count-reaches:{reached}", *_about(first, _step(4**reached) - 1)]


def beginnings(name: Sequence[str]) -> Iterator[str]:
    """Terms of a name, given as its words: however far it, or one of its words, was typed."""
    for word in name:
        yield from (word_begun(word[:letters]) for letters in range(1, min(len(word), MOST_OF_A_WORD) + 1))
    whole = " ".join(name)
    yield from (name_begun([whole[:letters]]) for letters in range(1, min(len(whole), MOST_OF_A_NAME) + 1))


def word_begun(typed: str) -> str:
    """The term of whatever has a name with a word that begins so."""
    return f"word-begun:{typed[:MOST_OF_A_WORD]}"


def name_begun(typed: Sequence[str]) -> str:
    """The term of whatever has a name that begins with these words, the last of them perhaps not whole."""
    return f"name-begun:{' '.join(typed)[:MOST_OF_A_NAME]}"


def _magnitude(number: int) -> int:
    """0 below 4, 1 below 16, and so on by fours."""
    return min(max(number.bit_length() - 1, 0) // 2, MOST_REACHED)


def _steps(low: int, high: int | None) -> list[str] | None:
    """Steps that grow with the quantity, about a tenth of it each; None where they are many."""
    if high is None or (last := _step(high)) - (first := _step(low)) >= MOST_FINE:
        return None
    return _about(first, last)


def _about(first: int, last: int) -> list[str]:
    return [f"about-count:{step}" for step in range(first, last + 1)]


def _step(number: int) -> int:
    above = max(number.bit_length() - FINE, 0)
    return above * 2 ** (FINE - 1) + (number >> above)
