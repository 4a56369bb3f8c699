"""Read dates written in EDTF (ISO 8601-2): levels 0 and 1, unspecified digits anywhere, and sets.

`parse` gives the exact first and last calendar day a text can mean, never wider and never narrower;
`describe` says the text in plain English; `disjoint` compares two periods. This file does not store, index
or query dates, and it refuses the rest of level 2: years outside 0001-9999, and `?`, `~` or `%` anywhere but
at the end of a date.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

Period = tuple[date | None, date | None]

LONGEST = 100
OPEN = ("", "..")
UNITS = {4: "year", 7: "month", 10: "day"}
HEDGES = {"?": "possibly ", "~": "about ", "%": "possibly about "}
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
MONTHS = "January February March April May June July August September October November December"
NAMES = {f"{number:02}": name for number, name in enumerate(MONTHS.split(), 1)} | SEASONS
RANGES = {  # how to say one with both ends, with a start only, with an end only
    "[": ("{one} between {first} and {last}", "{first} or later", "{last} or earlier"),
    "{": ("all dates from {first} to {last}", "all dates from {first} on", "all dates up to {last}"),
    "/": ("from {first} to {last}", "from {first}, end unknown", "until {last}, start unknown"),
    "/..": ("", "from {first} onwards", "up to {last}"),
}
MOMENT = re.compile(r"(?a)^([\d-]{10})T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(Z|[+-](0\d|1[0-4])(:[0-5]\d)?)?$")
SHAPES = "YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ (years 0001-9999; X: unknown digit; ? ~ % last)"


class EDTFError(ValueError):
    """A text outside the profile; `position` is the offset, counted from 0, at which it goes wrong."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message, position)
        self.position = position

    def __str__(self) -> str:
        return f"At position {self.position} (counting from 0): {self.args[0]}"


@dataclass(frozen=True)
class Edtf:
    """A text with the first and last day it can mean; None where that end is open or unknown."""

    text: str
    earliest: date | None
    latest: date | None

    @property
    def sort_date(self) -> date:
        """The first day, or else the last; what has neither sorts before everything."""
        return self.earliest or self.latest or date.min


@lru_cache(maxsize=10_000)  # few texts, read often: a publication looks at each date several times
def parse(text: str) -> Edtf:
    """Return the text with its first and last day; raise EDTFError when it is outside the profile."""
    if not 1 <= len(text) <= LONGEST:
        raise EDTFError(f"write one date here, of {LONGEST} characters at most.", LONGEST if text else 0)
    # A moment is the calendar day it is written with, whatever its offset: that is the day the source names.
    period = _read_set(text) if text[0] in "[{" else _read_range(MOMENT.sub(r"\1", text), "/", 0)
    return Edtf(text, *period)


def disjoint(a: Edtf, b: Edtf) -> bool:
    """True when the two periods share no day. Only ends are compared: gaps inside a set do not count."""
    return any((x.earliest or date.min) > (y.latest or date.max) for x, y in ((a, b), (b, a)))


def _read_set(text: str) -> Period:
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise EDTFError(f"the set that starts with {text[0]} is never closed; close it.", len(text))
    if inner := re.search(r",\.\.|\.\.,|\.\.\.", text):
        raise EDTFError("a set is open only at its two ends; put a date on each side of '..'.", inner.start())
    members = re.finditer(r"(?:^|,)([^,]*)", text[1:-1])
    starts, ends = zip(*(_read_range(found[1], "..", 1 + found.start(1)) for found in members), strict=True)
    return None if None in starts else min(starts), None if None in ends else max(ends)


def _read_range(text: str, separator: str, at: int) -> Period:
    head, found, tail = text.partition(separator)
    if not found:
        return _read_date(text, at)
    if head in OPEN and tail in OPEN:
        raise EDTFError("neither end has a date; write at least one.", at)
    start = None if head in OPEN else _read_date(head, at)[0]
    end = None if tail in OPEN else _read_date(tail, at + len(head + found))[1]
    if start and end and start > end:
        raise EDTFError("the end lies before the start; swap the two dates.", at + len(head + found))
    return start, end


def _read_date(text: str, at: int) -> Period:
    body = text[:-1] if text.endswith(tuple(HEDGES)) else text
    fits = next(end for end in range(10, -1, -1) if re.sub("[0-9X]", "0", body[:end]) == "0000-00-00"[:end])
    if fits < len(body) or fits not in UNITS:
        raise EDTFError(f"from here this is not a date; write {SHAPES}.", at + fits)
    # A year of which nothing is known is tried as 2000, a leap year, only to see whether such a day exists.
    years = [2000] if body[:4] == "XXXX" else _list_numbers(body[:4], 9999, at)
    months = _list_numbers("XX" if body[5:] in SEASONS else body[5:7] or "XX", 12, at + 5)
    days = _list_numbers(body[8:] or "XX", 31, at + 8)
    first, last = _find_day(years, months, days), _find_day(years[::-1], months[::-1], days[::-1])
    if not first or not last:
        raise EDTFError("no month meant here has such a day; correct the day, the month or the year.", at + 8)
    # A season is as wide as its year, as the hemisphere is unknown; a northern winter runs into the next one.
    if body[5:] in ("22", "24") and last.year < 9999:
        last = _find_day([last.year + 1], [2], [29, 28])
    return (None, None) if body[:4] == "XXXX" else (first, last)


def _list_numbers(pattern: str, highest: int, at: int) -> list[int]:
    digits = product(*("0123456789" if mark == "X" else mark for mark in pattern))
    numbers = [number for number in map(int, map("".join, digits)) if 1 <= number <= highest]
    if not numbers:
        raise EDTFError(f"{pattern} does not exist here; write {1:0{len(pattern)}} to {highest}.", at)
    return numbers


def _find_day(years: list[int], months: list[int], days: list[int]) -> date | None:
    real = (date(y, m, d) for y in years for m in months for d in days if d <= monthrange(y, m)[1])
    return next(real, None)


def describe(text: str) -> str:
    """Say in plain English what the text means; raise EDTFError as `parse` does."""
    parse(text)
    if text[0] in "[{":
        kind, members = text[0], text[1:-1].split(",")
        said = (_say_range(kind, *each.split("..")) if ".." in each else _say_date(each) for each in members)
        return (" or " if kind == "[" else " and ").join(said)
    if "/" in text:
        return _say_range("/.." if ".." in text else "/", *text.replace("..", "").split("/"))
    day, _, time = text.partition("T")
    return _say_date(day) + (time and f" at {time}".replace("Z", " UTC"))


def _say_range(kind: str, head: str, tail: str) -> str:
    """Name a month or year that both ends share only once: "one day between 1 and 4 May 2023"."""
    first, last = head and _say_date(head), tail and _say_date(tail)
    for shared in (head[:7], head[:4]):
        if len(head) == len(tail) >= len(shared) + 3 and tail.startswith(shared) and "X" not in shared:
            first = first.removesuffix(" " + _say_date(shared))
    one = "one day" if len(head) == len(tail) == 10 else "some time"
    return RANGES[kind][0 if head and tail else 1 if head else 2].format(one=one, first=first, last=last)


def _say_date(text: str) -> str:
    if text[-1] in HEDGES:
        return HEDGES[text[-1]] + _say_date(text[:-1])
    year, month, day = text[:4], NAMES.get(text[5:7], ""), text[8:].lstrip("0")
    if "X" not in text:
        return f"{day} {month} {year}".strip()
    if "X" not in text[4:] and month:
        return f"{month} {day}".strip() + f", {_say_date(year)}"
    if day and "X" not in day:
        return f"day {day} of {_say_date(text[:7])}"
    if text.endswith("-XX"):
        known = text.replace("-XX", "")
        return f"one {UNITS[len(text)]}{', ' if known == year and 'X' in year else ' in '}{_say_date(known)}"
    if text[:3].isdigit() and len(text) == 4:
        return f"some time in the {text[:3]}0s"
    if not text.replace("-", "").rstrip("X").isdigit():
        return "year unknown" if text == "XXXX" else f"one {UNITS[len(text)]} matching {text} (X: any digit)"
    return _say_range("[", *(str(day)[: len(text)] for day in _read_date(text, 0)))
