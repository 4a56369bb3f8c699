"""The days, months and years that a date names, as somebody types them who searches for it.

How vague a date is (`~`, an unknown year, an open end) has no words here: whoever looks for "unknown" or "year" means
something else. Of a few days in a row each is named, of a longer period its two ends. This file does not say dates to
people: that is `records.dates.describe`.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from records.dates import NAMES, parse

MOST_IN_A_ROW = 7  # days that are each named; of more, somebody looks by `date_from` and `date_to`
APART = " or "  # the server leaves this word out, and no phrase runs across it

_DATE = re.compile(r"[0-9X]{4}(?:-[0-9X]{2}){0,2}")
_DECADE = re.compile(r"[0-9]{3}X")


def words_to_find(text: str) -> str:
    """What an EDTF text names: `[2023-05-01..2023-05-02]` is "1 May 2023 or 2 May 2023", `XXXX-06-04` is "4 June"; it may be
    nothing. Raises EDTFError as `parse` does.
    """
    parse(text)
    named = chain.from_iterable(map(_dates_in, text.split(",")))
    return APART.join(dict.fromkeys(filter(None, map(_in_words, named))))


def _dates_in(text: str) -> list[str]:
    """Of one date that date, of two the few days from one to the other, or else both."""
    found = _DATE.findall(text)
    return [*_days_in_a_row(*found)] if len(found) == 2 else found


def _days_in_a_row(first: str, last: str) -> Iterator[str]:
    days = _days_between(first, last)
    if not 1 <= days < MOST_IN_A_ROW:
        return iter((first, last))
    start = date.fromisoformat(first)
    return ((start + timedelta(days=day)).isoformat() for day in range(days + 1))


def _days_between(first: str, last: str) -> int:
    """How many days later the last is; 0 where the two are not both days."""
    if len(first) != 10 or len(last) != 10 or "X" in first + last:
        return 0
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _in_words(text: str) -> str:
    """As much as is known, the day only with its month."""
    month = NAMES.get(text[5:7], "")
    day = "" if not month or "X" in text[8:] else text[8:].lstrip("0")
    return " ".join(filter(None, (day, month, _year_in_words(text[:4]))))


def _year_in_words(year: str) -> str:
    if _DECADE.fullmatch(year):
        return f"{year[:3]}0s"
    return "" if "X" in year else year
